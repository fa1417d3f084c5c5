package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/batch"
	"hearsay/internal/report"
	"hearsay/record"
)

// figuresFlags are the flags of hearsay figures.
type figuresFlags struct {
	format string
	sourceFlags
}

var figuresFormats = []string{"table", "csv", "json"}

func figuresCommand() *cobra.Command {
	var f figuresFlags
	c := &cobra.Command{
		Use:   "figures SOURCE...",
		Short: "Print every figure in reports, with its unit, time and source",
		Long: `Read reports as hearsay read does and print every quantity: its value or bounds, its
unit and what it counts, for each what time, the days that it covers, what it was and
became, on whose word it rests and through whom, and the sentence that gives it.

Where the text leaves open what a figure counts, every reading is printed, none before
the others. A rate that is worked out stands with what it assumes.`,
		Example: `hearsay figures article.txt
hearsay figures docs.jsonl --format csv > figures.csv
hearsay figures monday.html tuesday.html --format json`,
		Args: atLeast(1, "what to read: a file, a URL, or - for standard input"),
		RunE: f.run,
	}
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "table", "table, csv with one line for each reading, or json, one array")
	f.flags(fl)
	complete(c, "format", figuresFormats)
	return c
}

func (f *figuresFlags) run(c *cobra.Command, names []string) error {
	if !slices.Contains(figuresFormats, f.format) {
		return usageError{fmt.Errorf("--format %s: want one of %s", f.format, strings.Join(figuresFormats, ", "))}
	}
	if err := f.check(); err != nil {
		return err
	}
	out := c.OutOrStdout()
	w := newJoined(out, f.format, report.FiguresCSVHeader)
	err := f.each(c, names, hearsay.Options{}, f.renderer(out), w.document)
	return cmp.Or(w.end(), err)
}

func (f *figuresFlags) renderer(out io.Writer) batch.Renderer {
	o := terminalOptions(out, isTerminal(out))
	return func(w io.Writer, d *record.Document) error {
		switch f.format {
		case "csv":
			return report.FiguresCSV(w, d)
		case "json":
			return report.FiguresJSON(w, d)
		}
		return report.Figures(w, d, o)
	}
}

// terminalOptions say how wide and with which styles to print to out.
func terminalOptions(out io.Writer, tty bool) report.TerminalOptions {
	color := tty && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return report.TerminalOptions{Width: columns(out), Color: color}
}
