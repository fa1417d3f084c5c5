package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"hearsay/internal/batch"
	"hearsay/internal/export/brat"
	"hearsay/internal/export/folder"
	"hearsay/internal/export/webanno"
	"hearsay/internal/report"
	"hearsay/record"
)

// renderer turns a record into the bytes of the chosen format: one file, without a
// name where it goes to standard output, and for brat two.
func (f *readFlags) renderer(out io.Writer, tty bool) func(*record.Document) ([]folder.File, error) {
	width := columns(out)
	color := tty && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return func(d *record.Document) ([]folder.File, error) {
		var b bytes.Buffer
		var err error
		switch f.format {
		case "terminal":
			err = report.Terminal(&b, d, report.TerminalOptions{Width: width, Color: color, Full: f.full, Times: f.times})
		case "html":
			err = report.HTML(&b, d, report.HTMLOptions{Excerpts: f.text == "excerpts"})
		case "markdown":
			err = report.Markdown(&b, d)
		default:
			return export(d, f.format)
		}
		return []folder.File{{Bytes: b.Bytes()}}, err
	}
}

// export gives the files of a record in a format that programs read.
func export(d *record.Document, format string) ([]folder.File, error) {
	var b []byte
	var err error
	switch format {
	case "brat":
		b, err = brat.Write(d)
		return []folder.File{{Extension: ".txt", Bytes: []byte(d.Text)}, {Extension: ".ann", Bytes: b}}, err
	case "webannotation":
		b, err = webanno.Write(d)
	default:
		b, err = d.MarshalJSON()
	}
	if format == "json" && err == nil {
		var indented bytes.Buffer
		err = json.Indent(&indented, b, "", "  ")
		b = indented.Bytes()
	}
	return []folder.File{{Extension: ".jsonld", Bytes: append(b, '\n')}}, err
}

// checkOutput tells whether a format goes where it is to go.
func checkOutput(format, output string) error {
	switch {
	case format == "brat" && output == "":
		return usageError{errors.New("--format brat makes two files of each document: name a folder with --output")}
	case output != "" && format != "brat" && format != "webannotation":
		return usageError{fmt.Errorf("--output is for the formats brat and webannotation; write %s to a file with >", format)}
	}
	return nil
}

// sink is where results go: standard output, or a folder.
type sink struct {
	*writer
	folder *folder.Folder
}

func newSink(out io.Writer, format, output string) (sink, error) {
	s := sink{writer: newWriter(out, format == "jsonl")}
	if output == "" {
		return s, nil
	}
	var err error
	if s.folder, err = folder.Create(output); err == nil && format == "brat" {
		err = s.folder.Keep("annotation.conf", brat.Configuration)
	}
	return s, err
}

// write puts a result where it goes. It gives the error of a file that could not be
// written.
func (s sink) write(r batch.Result[[]folder.File]) error {
	if s.folder == nil {
		return s.writer.write(r)
	}
	if r.Err != nil {
		return nil // was named on standard error
	}
	return s.folder.Write(cmp.Or(r.ID, r.Name), r.Out...)
}

// writer gathers whole results and writes them in large pieces, so that an output
// line is whole or absent also when the program is stopped.
type writer struct {
	to    io.Writer
	lines bool // an unread document gets a line of its own
	held  []byte
	since time.Time
}

func newWriter(to io.Writer, lines bool) *writer {
	return &writer{to: to, lines: lines, since: time.Now()}
}

func (w *writer) write(r batch.Result[[]folder.File]) error {
	if r.Err != nil && w.lines {
		b, err := json.Marshal(struct {
			ID    string `json:"id,omitempty"`
			Line  int    `json:"line,omitempty"`
			Error string `json:"error"`
		}{cmp.Or(r.ID, sourceID(r.Name, r.Line)), r.Line, r.Err.Error()})
		if err != nil {
			return err
		}
		w.held = append(append(w.held, b...), '\n')
	}
	for _, f := range r.Out {
		w.held = append(w.held, f.Bytes...)
	}
	if len(w.held) > 64<<10 || time.Since(w.since) > 100*time.Millisecond {
		return w.flush()
	}
	return nil
}

// sourceID names what was to be read where no line has an id of its own.
func sourceID(name string, line int) string {
	if line > 0 {
		return ""
	}
	return name
}

func (w *writer) flush() error {
	b := w.held
	w.held, w.since = w.held[:0], time.Now()
	if len(b) == 0 {
		return nil
	}
	if _, err := w.to.Write(b); err != nil {
		return fmt.Errorf("writing the output: %w", err)
	}
	return nil
}
