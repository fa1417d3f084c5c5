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

// digestFlags are the flags of hearsay digest.
type digestFlags struct {
	format, sort, outlet, since, until string
	sourceFlags
}

var (
	digestFormats = []string{"table", "csv", "json"}
	digestOrders  = []string{"date", "outlet", "warnings"}
)

func digestCommand() *cobra.Command {
	var f digestFlags
	c := &cobra.Command{
		Use:   "digest SOURCE...",
		Short: "Print a pile of reports, one line each, copies folded",
		Long: `Read reports as hearsay read does and print one line each: date, outlet, the main claim
with its source, the first figure and how many warnings the checks give.

A report that has a quarter of its text or more in common with an earlier one of the
pile is folded under that one, with the share of the shorter text that both have. What
it has beyond that is not shown: hearsay compare does.`,
		Example: `hearsay digest reports/*.html
hearsay digest docs.jsonl --since 2025-03-01 --sort warnings
hearsay digest docs.jsonl --outlet "Strait Wire" --format csv > digest.csv`,
		Args: atLeast(1, "what to read: a file, a URL, or - for standard input"),
		RunE: f.run,
	}
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "table", "table, csv, or json, one array")
	fl.StringVar(&f.sort, "sort", "", "date, outlet or warnings, most first (the order of the sources)")
	fl.StringVar(&f.outlet, "outlet", "", "only reports of this outlet")
	fl.StringVar(&f.since, "since", "", "only reports of this day (2025-03-04) or later")
	fl.StringVar(&f.until, "until", "", "only reports of this day or earlier")
	f.manyFlags(fl)
	complete(c, "format", digestFormats)
	complete(c, "sort", digestOrders)
	return c
}

// check refuses flags that do not fit before anything is read.
func (f *digestFlags) check() error {
	switch {
	case !slices.Contains(digestFormats, f.format):
		return usageError{fmt.Errorf("--format %s: want one of %s", f.format, strings.Join(digestFormats, ", "))}
	case f.sort != "" && !slices.Contains(digestOrders, f.sort):
		return usageError{fmt.Errorf("--sort %s: want one of %s", f.sort, strings.Join(digestOrders, ", "))}
	}
	for _, day := range [...]struct{ flag, value string }{{"since", f.since}, {"until", f.until}} {
		if day.value != "" && (!record.ValidDate(day.value) || len(day.value) != len("2025-03-04")) {
			return usageError{fmt.Errorf("--%s %s: want a day, as 2025-03-04", day.flag, day.value)}
		}
	}
	return nil
}

// digested is what a digest keeps of a report.
type digested struct {
	report.Digest
	Sketch copies.Sketch `json:"sketch"`
}

func (f *digestFlags) run(c *cobra.Command, names []string) error {
	if err := f.check(); err != nil {
		return err
	}
	var pile pile
	err := f.each(c, names, hearsay.Options{}, renderDigest, func(r batch.Result) error {
		if r.Write == nil {
			return nil
		}
		var b bytes.Buffer
		if err := r.Write(&b); err != nil {
			return err
		}
		var d digested
		if err := json.Unmarshal(b.Bytes(), &d); err != nil {
			return err
		}
		d.Document = cmp.Or(d.Document, r.Name)
		if f.keeps(d.Digest) {
			pile.add(d)
		}
		return nil
	})
	if err != nil && !errors.Is(err, errUnread) {
		return err
	}
	f.order(pile.lines)
	out := c.OutOrStdout()
	w := newWriter(out, false)
	return cmp.Or(f.print(w, out, pile.lines), w.flush(), err)
}

func renderDigest(w io.Writer, d *record.Document) error {
	return json.NewEncoder(w).Encode(digested{report.DigestOf(d), copies.Of(d.Body.In(d.Text))})
}

// keeps tells whether a report passes the filters. One without a date has no place
// between two days.
func (f *digestFlags) keeps(d report.Digest) bool {
	day := d.Published[:min(len(d.Published), len("2025-03-04"))]
	return (f.outlet == "" || strings.EqualFold(f.outlet, d.Outlet)) &&
		(f.since == "" || day != "" && day >= f.since) && (f.until == "" || day != "" && day <= f.until)
}

// order sorts the lines; equals, and all without --sort, stay in the sources' order.
func (f *digestFlags) order(all []report.Digest) {
	slices.SortStableFunc(all, func(a, b report.Digest) int {
		switch f.sort {
		case "date":
			return last(a.Published, b.Published)
		case "outlet":
			return cmp.Or(last(strings.ToLower(a.Outlet), strings.ToLower(b.Outlet)), last(a.Published, b.Published))
		case "warnings":
			return cmp.Or(cmp.Compare(b.Warnings, a.Warnings), cmp.Compare(b.Notes, a.Notes))
		}
		return 0
	})
}

// last compares two values, an unknown one behind all others.
func last(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

func (f *digestFlags) print(w, out io.Writer, all []report.Digest) error {
	switch f.format {
	case "csv":
		return report.DigestsCSV(w, all)
	case "json":
		return report.DigestsJSON(w, all)
	}
	return report.Digests(w, all, terminalOptions(out, isTerminal(out)))
}

// pile gathers reports, each copy under the first of its kind. Of a report it holds its
// line and a sketch: some KiB, however long the text is.
type pile struct {
	lines []report.Digest
	index copies.Index
}

func (p *pile) add(d digested) {
	n, o, found := p.index.Find(d.Sketch)
	if !found {
		p.index.Add(d.Sketch)
		p.lines = append(p.lines, d.Digest)
		return
	}
	p.lines[n].Copies = append(p.lines[n].Copies, report.DigestCopy{
		Document: d.Document, Outlet: d.Outlet, Published: d.Published, Percent: report.Percent(o.Share),
	})
}
