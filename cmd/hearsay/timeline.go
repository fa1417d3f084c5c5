package main

import (
	"bytes"
	"cmp"
	"errors"
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

// timelineFlags are the flags of hearsay timeline.
type timelineFlags struct {
	format string
	sourceFlags
}

var timelineFormats = []string{"table", "csv", "json"}

func timelineCommand() *cobra.Command {
	var f timelineFlags
	c := &cobra.Command{
		Use:   "timeline SOURCE...",
		Short: "Print the times and events of reports in order",
		Long: `Read reports as hearsay read does and print their times and events in the order of
their days, one line each: the days, what the text has there, and on whose word. What
is planned, demanded, denied or only supposed is told apart from what happened, by the
text's own words. The lines of several reports are put in one order; what has no day
stands at the end.`,
		Example: `hearsay timeline article.txt
hearsay timeline monday.html tuesday.html
hearsay timeline docs.jsonl --format csv > timeline.csv`,
		Args: atLeast(1, "what to read: a file, a URL, or - for standard input"),
		RunE: f.run,
	}
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "table", "table, csv, or json, one array")
	f.flags(fl)
	complete(c, "format", timelineFormats)
	return c
}

func (f *timelineFlags) run(c *cobra.Command, names []string) error {
	if !slices.Contains(timelineFormats, f.format) {
		return usageError{fmt.Errorf("--format %s: want one of %s", f.format, strings.Join(timelineFormats, ", "))}
	}
	if err := f.check(); err != nil {
		return err
	}
	var all []report.Moment
	err := f.each(c, names, hearsay.Options{}, renderMoments, func(r batch.Result) error {
		if r.Write == nil {
			return nil
		}
		var b bytes.Buffer
		if err := r.Write(&b); err != nil {
			return err
		}
		some, err := report.DecodeMoments(b.Bytes())
		all = append(all, some...)
		return err
	})
	if err != nil && !errors.Is(err, errUnread) {
		return err
	}
	report.SortMoments(all)
	w := newWriter(c.OutOrStdout(), false)
	return cmp.Or(f.print(w, c.OutOrStdout(), all), w.flush(), err)
}

func renderMoments(w io.Writer, d *record.Document) error {
	return report.MomentsJSON(w, report.Moments(d))
}

func (f *timelineFlags) print(w, out io.Writer, all []report.Moment) error {
	switch f.format {
	case "csv":
		return report.MomentsCSV(w, all)
	case "json":
		var b bytes.Buffer
		if err := report.MomentsJSON(&b, all); err != nil {
			return err
		}
		lines := strings.ReplaceAll(strings.TrimSpace(b.String()), "\n", ",\n")
		if lines != "" {
			lines = "\n" + lines + "\n"
		}
		_, err := io.WriteString(w, "["+lines+"]\n")
		return err
	}
	return report.Timeline(w, all, terminalOptions(out, isTerminal(out)))
}
