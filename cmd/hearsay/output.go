package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"hearsay/internal/batch"
	"hearsay/internal/export/brat"
	"hearsay/internal/export/folder"
	"hearsay/internal/export/webanno"
	"hearsay/internal/report"
	"hearsay/record"
)

// renderer writes a record in the chosen format.
func (f *readFlags) renderer(out io.Writer, tty bool) batch.Renderer {
	o := terminalOptions(out, tty)
	o.Full, o.Times = f.full, f.times
	return func(w io.Writer, d *record.Document) error {
		switch f.format {
		case "terminal":
			return report.Terminal(w, d, o)
		case "html":
			return report.HTML(w, d, report.HTMLOptions{Excerpts: f.text == "excerpts"})
		case "markdown":
			return report.Markdown(w, d)
		}
		return export(w, d, f.format, f.output != "")
	}
}

// export writes a record in a format that programs read; packed for a folder, as the
// files that it is to be there.
func export(w io.Writer, d *record.Document, format string, packed bool) error {
	var b []byte
	var err error
	switch format {
	case "brat":
		if b, err = brat.Write(d); err != nil {
			return err
		}
		return folder.Pack(w, folder.File{Extension: ".txt", Bytes: []byte(d.Text)}, folder.File{Extension: ".ann", Bytes: b})
	case "webannotation":
		if b, err = webanno.Write(d); err != nil {
			return err
		}
		if packed {
			return folder.Pack(w, folder.File{Extension: ".jsonld", Bytes: append(b, '\n')})
		}
		_, err = w.Write(append(b, '\n'))
		return err
	}
	to := w
	if format == "json" {
		to = &indenter{to: w}
	}
	if err := d.WriteJSON(to); err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n")
	return err
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

// write puts a result where it goes. A document without an id, as standard input
// is, is named by its source.
func (s sink) write(r batch.Result) error {
	if s.folder == nil || r.Err != nil {
		return s.writer.write(r)
	}
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		return err
	}
	files, err := folder.Unpack(b.Bytes())
	if err != nil {
		return err
	}
	return s.folder.Write(cmp.Or(r.ID, r.Name), files...)
}

// writer gathers whole results and writes them in large pieces, so that an output
// line is whole or absent also when the program is stopped. Only the record of a long
// text goes out as it is made.
type writer struct {
	to    io.Writer
	lines bool // an unread document gets a line of its own
	held  []byte
	since time.Time
}

func newWriter(to io.Writer, lines bool) *writer {
	return &writer{to: to, lines: lines, since: time.Now()}
}

func (w *writer) write(r batch.Result) error {
	if r.Err != nil && w.lines {
		b, err := json.Marshal(struct {
			ID    string `json:"id,omitempty"`
			Line  int    `json:"line,omitempty"`
			Error string `json:"error"`
		}{cmp.Or(r.ID, sourceID(r)), r.Line, r.Err.Error()})
		if err != nil {
			return err
		}
		_, err = w.Write(append(b, '\n'))
		return err
	}
	if r.Write == nil {
		return nil
	}
	return r.Write(w)
}

// Write takes a whole result, or a piece of a long one.
func (w *writer) Write(b []byte) (int, error) {
	w.held = append(w.held, b...)
	if len(w.held) > 64<<10 || time.Since(w.since) > 100*time.Millisecond {
		return len(b), w.flush()
	}
	return len(b), nil
}

// sourceID names what was to be read where no line has an id of its own.
func sourceID(r batch.Result) string {
	if r.Line > 0 {
		return ""
	}
	return r.Name
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
