package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/batch"
	"hearsay/internal/copies"
	"hearsay/internal/report"
	"hearsay/record"
)

// compareFlags are the flags of hearsay compare.
type compareFlags struct {
	format string
	sourceFlags
}

var compareFormats = []string{"table", "csv", "json"}

func compareCommand() *cobra.Command {
	var f compareFlags
	c := &cobra.Command{
		Use:   "compare A B",
		Short: "Print what two reports share and where they differ",
		Long: `Read two reports of one matter as hearsay read does and print what both have, what only
one has, and where they differ: claims with whose word they rest on, figures on one
scale, days, and names.

Claims and figures are matched by the words and names that they share, so that a claim
in quite other words stands as one that only one report has. Which of two reports is
right is not asked.`,
		Example: `hearsay compare wire.html tide.html
hearsay compare pair.jsonl --format json`,
		Args: atLeast(1, "two reports: files, URLs, or - for standard input"),
		RunE: f.run,
	}
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "table", "table, csv, or json, one object")
	f.manyFlags(fl)
	complete(c, "format", compareFormats)
	return c
}

func (f *compareFlags) run(c *cobra.Command, names []string) error {
	if !slices.Contains(compareFormats, f.format) {
		return usageError{fmt.Errorf("--format %s: want one of %s", f.format, strings.Join(compareFormats, ", "))}
	}
	var docs []*record.Document
	errMany := errors.New("compare reads two reports, and there are more: name two")
	err := f.each(c, names, hearsay.Options{}, func(w io.Writer, d *record.Document) error { return d.WriteJSON(w) }, func(r batch.Result) error {
		switch {
		case r.Write == nil:
			return nil
		case len(docs) == 2:
			return usageError{errMany}
		}
		var b bytes.Buffer
		if err := r.Write(&b); err != nil {
			return err
		}
		d := new(record.Document)
		if err := json.Unmarshal(b.Bytes(), d); err != nil {
			return err
		}
		d.ID = cmp.Or(d.ID, r.Name)
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return err
	}
	if len(docs) < 2 {
		return usageError{fmt.Errorf("compare reads two reports, and there is %d: name two", len(docs))}
	}
	a, b := docs[0], docs[1]
	x := report.Compare(a, b)
	x.Percent = report.Percent(copies.Compare(copies.Of(a.Body.In(a.Text)), copies.Of(b.Body.In(b.Text))).Share)
	out := c.OutOrStdout()
	w := newWriter(out, false)
	return cmp.Or(f.print(w, out, x), w.flush())
}

func (f *compareFlags) print(w, out io.Writer, x *report.Comparison) error {
	switch f.format {
	case "csv":
		return report.ComparisonCSV(w, x)
	case "json":
		return report.ComparisonJSON(w, x)
	}
	return report.ComparisonTable(w, x, terminalOptions(out, isTerminal(out)))
}
