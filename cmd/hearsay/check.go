package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"hearsay"
	"hearsay/check"
	"hearsay/check/all"
	"hearsay/internal/batch"
	"hearsay/record"
)

// checkFlags are the flags of hearsay check.
type checkFlags struct {
	format, failOn, config string
	only, skip             []string
	sourceFlags
}

// The severities on which hearsay check may fail.
const never = "never"

func checkCommand() *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   "check SOURCE...",
		Short: "Print what does not fit in reports, one finding a line",
		Long: `Read reports as hearsay read does and print their findings alone, one a line:

  FILE:LINE:COLUMN: CHECK: MESSAGE

Line and column, from 1, are those of the finding's first place in the text that was
read. A note has "note: " before its message; a finding that is about the headline alone
stands at 0:0. The exit code is 3 when a finding stands on which --fail-on fails.

A finding that is in order is accepted, with the reason, by a line of an overlay that
--corrections names; docs/corrections.md shows it. docs/checks.md has the form of the
file that --config names.`,
		Example: `hearsay check article.txt --published 2025-03-04
hearsay check docs.jsonl --only weekday,arithmetic --fail-on note
hearsay check article.html --config desk.conf --format json`,
		Args: atLeast(1, "what to check: a file, a URL, or - for standard input"),
		RunE: f.run,
	}
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "text", "text or json, one object for each report")
	fl.StringVar(&f.failOn, "fail-on", string(record.Warning), "the least severe finding that gives exit code 3: note, warning or never")
	fl.StringSliceVar(&f.only, "only", nil, "run these checks alone")
	fl.StringSliceVar(&f.skip, "skip", nil, "do not run these checks")
	fl.StringVar(&f.config, "config", "", "file that sets these flags")
	f.flags(fl)
	complete(c, "format", []string{"text", "json"})
	complete(c, "fail-on", []string{string(record.Note), string(record.Warning), never})
	return c
}

func (f *checkFlags) run(c *cobra.Command, names []string) error {
	if f.config != "" {
		if err := configure(c.Flags(), f.config, "fail-on", "only", "skip", "facts", "corrections", "tables", "model"); err != nil {
			return usageError{err}
		}
	}
	checks, err := f.checks()
	if err != nil {
		return err
	}
	w := newWriter(c.OutOrStdout(), f.format == "json")
	found := false
	err = f.each(c, names, hearsay.Options{Checks: checks}, f.render, func(r batch.Result) error {
		if r.Err != nil {
			return w.write(r)
		}
		var b bytes.Buffer
		if err := r.Write(&b); err != nil {
			return err
		}
		var out checked
		if err := json.Unmarshal(b.Bytes(), &out); err != nil {
			return err
		}
		found = found || slices.ContainsFunc(out.Findings, f.fails)
		return f.print(w, r, out)
	})
	if err = cmp.Or(w.flush(), err); err == nil && found {
		return errFound
	}
	return err
}

// checks are those that the flags leave.
func (f *checkFlags) checks() ([]*check.Check, error) {
	switch {
	case f.format != "text" && f.format != "json":
		return nil, usageError{fmt.Errorf("--format %s: want text or json", f.format)}
	case !slices.Contains([]string{string(record.Note), string(record.Warning), never}, f.failOn):
		return nil, usageError{fmt.Errorf("--fail-on %s: want note, warning or never", f.failOn)}
	}
	if err := f.sourceFlags.check(); err != nil {
		return nil, err
	}
	known := all.Checks()
	for _, flag := range []struct {
		name  string
		names []string
	}{{"only", f.only}, {"skip", f.skip}} {
		for _, name := range flag.names {
			if !slices.ContainsFunc(known, func(k *check.Check) bool { return k.Name == name }) {
				return nil, usageError{fmt.Errorf("--%s: there is no check %q: hearsay checks lists them", flag.name, name)}
			}
		}
	}
	checks := slices.DeleteFunc(known, func(k *check.Check) bool {
		return len(f.only) > 0 && !slices.Contains(f.only, k.Name) || slices.Contains(f.skip, k.Name)
	})
	if len(checks) == 0 {
		return nil, usageError{errors.New("--only and --skip leave no check to run")}
	}
	return checks, nil
}

// fails tells whether a finding gives the exit code 3.
func (f *checkFlags) fails(x located) bool {
	return f.failOn == string(record.Note) || f.failOn == string(record.Warning) && x.Severity == record.Warning
}

// checked is one report's findings as --format json prints them.
type checked struct {
	ID       string              `json:"id,omitempty"`
	Source   string              `json:"source"`
	SHA256   string              `json:"text_sha256"`
	Findings []located           `json:"findings"`
	Accepted []record.Correction `json:"accepted,omitempty"`
}

// located is a finding with its place as editors count: 0 for the headline alone.
type located struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	record.Finding
}

// render writes the findings of one record, its source left open.
func (f *checkFlags) render(w io.Writer, d *record.Document) error {
	out := checked{ID: d.ID, SHA256: d.SHA256, Findings: []located{}}
	offsets := record.NewOffsets(d.Text)
	points := func(s record.Span) record.Span {
		return record.Span{Start: offsets.Rune(s.Start), End: offsets.Rune(s.End)}
	}
	for _, x := range d.Findings {
		l := located{Finding: x}
		if len(x.Spans) > 0 {
			before := d.Text[:x.Spans[0].Start]
			l.Line = 1 + strings.Count(before, "\n")
			l.Column = 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
		}
		l.Spans = make(record.Spans, len(x.Spans))
		for i, s := range x.Spans {
			l.Spans[i] = points(s)
		}
		l.Evidence = slices.Clone(x.Evidence)
		for i, e := range l.Evidence {
			if e.Span != nil {
				s := points(*e.Span)
				l.Evidence[i].Span = &s
			}
		}
		out.Findings = append(out.Findings, l)
	}
	for _, x := range d.Corrections {
		if x.Layer == "findings" && x.Problem == "" {
			out.Accepted = append(out.Accepted, x)
		}
	}
	return json.NewEncoder(w).Encode(out)
}

// print writes one report's findings as the format has it.
func (f *checkFlags) print(w io.Writer, r batch.Result, out checked) error {
	out.Source = r.Name
	if f.format == "json" {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(out)
	}
	name := r.Name
	if r.Line > 0 { // of JSON lines, each a report with lines of its own
		name += "#" + cmp.Or(r.ID, strconv.Itoa(r.Line))
	}
	var b bytes.Buffer
	for _, x := range out.Findings {
		message := strings.Join(strings.Fields(x.Message), " ")
		if x.Severity == record.Note {
			message = "note: " + message
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s\n", name, x.Line, x.Column, x.Check, message)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// configure sets the flags that a file names and the command line does not.
func configure(flags *pflag.FlagSet, file string, allowed ...string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("--config: %w", err)
	}
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case !ok || value == "":
			return fmt.Errorf("--config: %s:%d: %q: want NAME: VALUE", file, number, line)
		case !slices.Contains(allowed, key):
			return fmt.Errorf("--config: %s:%d: %q: want one of %s", file, number, key, strings.Join(allowed, ", "))
		case flags.Changed(key): // the command line goes before the file
			continue
		}
		if err := flags.Set(key, strings.ReplaceAll(value, ", ", ",")); err != nil {
			return fmt.Errorf("--config: %s:%d: %w", file, number, err)
		}
	}
	return nil
}
