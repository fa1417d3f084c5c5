package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"hearsay"
	"hearsay/internal/batch"
	"hearsay/internal/collect"
	"hearsay/internal/extract"
	"hearsay/record"
)

// readFlags are the flags of hearsay read.
type readFlags struct {
	format, text, output string
	layers               []string
	full, times          bool
	least                float64
	sourceFlags
}

// sourceFlags are the flags of every command that reads reports.
type sourceFlags struct {
	private     bool
	overrides   extract.Overrides
	corrections string
	loading
}

func (f *sourceFlags) flags(fl *pflag.FlagSet) {
	fl.StringVar(&f.overrides.Published, "published", "", "publication date (2025-03-04), over what the page says")
	fl.StringVar(&f.overrides.Outlet, "outlet", "", "outlet, over what the page says")
	fl.StringVar(&f.overrides.URL, "url", "", "address, over what the page says")
	fl.StringVar(&f.overrides.Title, "title", "", "title, over what the page says")
	fl.StringVar(&f.overrides.Language, "language", "", "language (en), over what the page says")
	f.manyFlags(fl)
}

// manyFlags are the flags of a command that reads many reports, which have no outlet
// and no date in common.
func (f *sourceFlags) manyFlags(fl *pflag.FlagSet) {
	fl.StringVar(&f.corrections, "corrections", "", "overlay of people's corrections to apply (.jsonl), or a folder of them")
	f.loading.flags(fl)
	fl.BoolVar(&f.private, "allow-private", false, "fetch from private and local addresses too")
}

var formats = []string{"terminal", "json", "jsonl", "html", "markdown", "brat", "webannotation"}

func readCommand() *cobra.Command {
	var f readFlags
	c := &cobra.Command{
		Use:   "read SOURCE...",
		Short: "Read reports: files, pages, standard input or JSON lines",
		Long: `Read reports and say who says what, on whose word, when and how many.

A source is a URL, a file (.txt, .md, .html, .pdf, .docx, also .gz), "-" for
standard input, or JSON lines (.jsonl): one {"id", "text" or "html", "title",
"published", "outlet", "url", "language"} a line.`,
		Example: `hearsay read article.txt                          what it says, on the terminal
hearsay read article.txt --full --times           with the marked text and the times
hearsay read page.html --format html > report.html
hearsay read page.html --format markdown          sentences to paste, with their chain
hearsay read docs.jsonl --format brat --output folder       to correct in brat
hearsay read docs.jsonl > records.jsonl           any number, on all cores
hearsay read docs.jsonl --corrections fixes       as people have corrected it
pbpaste | hearsay read - --published 2025-03-04`,
		Args: atLeast(1, "what to read: a file, a URL, or - for standard input"),
		RunE: f.run,
	}
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "", "terminal, json, jsonl, html, markdown, brat or webannotation (terminal on a terminal, else jsonl)")
	fl.StringVar(&f.output, "output", "", "brat, webannotation: folder to write each document's files into")
	fl.BoolVar(&f.full, "full", false, "terminal: the text too, with its claims marked")
	fl.BoolVar(&f.times, "times", false, "terminal: the times too")
	fl.StringVar(&f.text, "text", "full", "html: full, or excerpts to keep only what claims and findings quote")
	fl.StringSliceVar(&f.layers, "layers", nil, "layers beyond the default in the record: tokens")
	fl.Float64Var(&f.least, "min-confidence", 0, "leave out attributions of less confidence (0 to 1)")
	f.flags(fl)
	complete(c, "format", formats)
	complete(c, "text", []string{"full", "excerpts"})
	complete(c, "layers", []string{"tokens"})
	return c
}

func complete(c *cobra.Command, flag string, values []string) {
	err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag's name is wrong in this file
	}
}

// check refuses flags that do not fit before anything is read.
func (f *readFlags) check(names []string) error {
	if !slices.Contains(formats, f.format) {
		return usageError{fmt.Errorf("--format %s: want one of %s", f.format, strings.Join(formats, ", "))}
	}
	if f.text != "full" && f.text != "excerpts" {
		return usageError{fmt.Errorf("--text %s: want full or excerpts", f.text)}
	}
	for _, l := range f.layers {
		if l != "tokens" {
			return usageError{fmt.Errorf("--layers %s: the one layer beyond the default is tokens", l)}
		}
	}
	if err := f.sourceFlags.check(); err != nil {
		return err
	}
	if !(f.least >= 0 && f.least <= 1) {
		return usageError{fmt.Errorf("--min-confidence %v: want a number from 0 to 1", f.least)}
	}
	if f.format == "html" && len(names) > 1 {
		return usageError{errors.New("--format html makes one page of one report: name one source")}
	}
	return checkOutput(f.format, f.output)
}

func (f *sourceFlags) check() error {
	if p := f.overrides.Published; p != "" && !record.ValidDate(p) {
		return usageError{fmt.Errorf("--published %s: want an ISO 8601 date, as 2025-03-04", p)}
	}
	return nil
}

func (f *readFlags) run(c *cobra.Command, names []string) error {
	out, tty := c.OutOrStdout(), isTerminal(c.OutOrStdout())
	if f.format == "" {
		f.format = "jsonl"
		if tty {
			f.format = "terminal"
		}
	}
	if err := f.check(names); err != nil {
		return err
	}
	w, err := newSink(out, f.format, f.output)
	if err != nil {
		return err
	}
	err = f.each(c, names, hearsay.Options{Tokens: slices.Contains(f.layers, "tokens"), MinConfidence: f.least}, f.renderer(out, tty), w.write)
	return cmp.Or(w.flush(), err)
}

// each reads the sources and hands on the results in order. What could not be read,
// and what a correction could not do, is named on standard error; errUnread says that
// there was some of the former.
func (f *sourceFlags) each(c *cobra.Command, names []string, o hearsay.Options, render batch.Renderer, emit func(batch.Result) error) error {
	o.Corrections = f.corrections
	reader, files, err := f.reader(o)
	if err != nil {
		return err
	}
	extractor, err := extract.Load(files, hearsay.Languages()...)
	if err != nil {
		return err
	}
	sources := batch.Sources{
		Names: names, Stdin: c.InOrStdin(), Extract: extractor, Overrides: f.overrides,
		Fetcher: collect.NewFetcher(collect.Options{AllowPrivate: f.private, Version: hearsay.Version}),
	}
	bar := progress(c.ErrOrStderr(), len(names))
	unread, met := false, f.corrections == ""
	err = batch.Run(c.Context(), reader, sources, render, func(r batch.Result) error {
		if r.Err != nil {
			unread = true
			_ = bar.Clear()
			fmt.Fprintf(c.ErrOrStderr(), "hearsay: %v\n", r.Err)
		}
		for _, x := range r.Corrections {
			if met = true; x.Problem != "" {
				_ = bar.Clear()
				fmt.Fprintf(c.ErrOrStderr(), "hearsay: %s: correction %s:%d: %s\n", cmp.Or(r.ID, r.Name), x.File, x.Line, x.Problem)
			}
		}
		_ = bar.Add(1)
		return emit(r)
	})
	_ = bar.Finish()
	if !met {
		fmt.Fprintf(c.ErrOrStderr(), "hearsay: corrections %s: no entry names a text that was read\n", f.corrections)
	}
	if err == nil && unread {
		return errUnread
	}
	return err
}

// progress is a bar on a terminal when there are several sources; elsewhere it
// prints nothing.
func progress(w io.Writer, sources int) *progressbar.ProgressBar {
	return progressbar.NewOptions(sources,
		progressbar.OptionSetWriter(w), progressbar.OptionSetVisibility(sources > 1 && isTerminal(w)),
		progressbar.OptionSetDescription("reading"), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// columns is the width of the terminal behind out, else COLUMNS, else 80.
func columns(out io.Writer) int {
	if f, ok := out.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return w
		}
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return 80
}
