package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hearsay"
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
	w := newJoined(c.OutOrStdout(), f.format, report.EventsCSVHeader)
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
