package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/batch"
	"hearsay/internal/report"
	"hearsay/record"
)

// eventsFlags are the flags of hearsay events.
type eventsFlags struct {
	format string
	sourceFlags
}

var eventsFormats = []string{"table", "csv", "json"}

func eventsCommand() *cobra.Command {
	var f eventsFlags
	c := &cobra.Command{
		Use:   "events SOURCE...",
		Short: "Print the events of reports as rows, for coding",
		Long: `Read reports as hearsay read does and print their events, one row each: the days and how
exactly they are known, PLOVER's type and ACLED's sub-event, actors as written, the
place with its point and region, the dead and injured as low, best and high, on whose
word it rests and through whom that came, and what the text does not state.

What is planned, demanded, denied or only supposed is a row too: see the modality. A
count over a time is marked as an aggregate.`,
		Example: `hearsay events article.txt
hearsay events docs.jsonl --format csv > events.csv
hearsay events monday.html tuesday.html --format json`,
		Args: atLeast(1, "what to read: a file, a URL, or - for standard input"),
		RunE: f.run,
	}
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "table", "table, csv, or json, one array")
	f.flags(fl)
	complete(c, "format", eventsFormats)
	return c
}

func (f *eventsFlags) run(c *cobra.Command, names []string) error {
	if !slices.Contains(eventsFormats, f.format) {
		return usageError{fmt.Errorf("--format %s: want one of %s", f.format, strings.Join(eventsFormats, ", "))}
	}
	if err := f.check(); err != nil {
		return err
	}
	w := &eventsWriter{writer: newWriter(c.OutOrStdout(), false), format: f.format}
	err := f.each(c, names, hearsay.Options{}, f.render, w.document)
	return cmp.Or(w.end(), err)
}

func (f *eventsFlags) render(w io.Writer, d *record.Document) error {
	switch f.format {
	case "csv":
		return report.EventsCSV(w, d)
	case "json":
		return report.EventsJSON(w, d)
	}
	return report.EventsTable(w, d)
}

// eventsWriter joins the rows of several reports: one header, one array, a blank line
// between tables.
type eventsWriter struct {
	*writer
	format string
	begun  bool // something has been written
}

// document writes the rows of one report whole.
func (w *eventsWriter) document(r batch.Result) error {
	if r.Write == nil {
		return nil
	}
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		return err
	}
	if w.format != "json" {
		if err := w.separate(); err != nil {
			return err
		}
		_, err := w.Write(b.Bytes())
		return err
	}
	for line := range bytes.Lines(b.Bytes()) {
		if err := w.separate(); err != nil {
			return err
		}
		if _, err := w.Write(bytes.TrimSuffix(line, []byte("\n"))); err != nil {
			return err
		}
	}
	return nil
}

// separate writes what stands before the next report, of JSON before the next row.
func (w *eventsWriter) separate() error {
	first := !w.begun
	w.begun = true
	between := ""
	switch {
	case w.format == "json" && first:
		between = "[\n"
	case w.format == "json":
		between = ",\n"
	case w.format == "csv" && first:
		return report.EventsCSVHeader(w)
	case w.format == "table" && !first:
		between = "\n"
	}
	_, err := io.WriteString(w, between)
	return err
}

// end closes what was begun; where nothing was read it is an empty table or array.
func (w *eventsWriter) end() error {
	var err error
	switch {
	case w.format == "json" && w.begun:
		_, err = io.WriteString(w, "\n]\n")
	case w.format == "json":
		_, err = io.WriteString(w, "[]\n")
	case w.format == "csv" && !w.begun:
		err = w.separate()
	}
	return cmp.Or(err, w.flush())
}
