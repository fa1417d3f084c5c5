package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/examples/harbour"
	"hearsay/internal/batch"
	"hearsay/internal/bench"
	"hearsay/internal/collect"
	"hearsay/internal/encoder/kernel"
	"hearsay/internal/extract"
	"hearsay/record"
)

// benchReport is what hearsay bench says: the program, and what it measured.
type benchReport struct {
	Program  string            `json:"hearsay"`
	Platform string            `json:"platform"`
	Models   map[string]string `json:"models"` // as records carry them
	Kernel   string            `json:"kernel"` // the arithmetic that the models use here; "" without one
	bench.Report
}

func benchCommand() *cobra.Command {
	var load loading
	var o bench.Options
	var asJSON bool
	c := &cobra.Command{
		Use:   "bench [SOURCE...]",
		Short: "Measure how fast this machine reads",
		Long: `Read texts again and again, and print words per second and the time that each
stage takes. The texts are those of the sources, as hearsay read takes them, else
the fifteen reports of an invented story.

It measures the reading, not the start of the program, the fetching of pages or
the printing of reports, on all processors that GOMAXPROCS allows.`,
		Example: `hearsay bench
hearsay bench --model none                        by rules alone
GOMAXPROCS=1 hearsay bench articles.jsonl         on one processor
hearsay bench --runs 9 --least 5s --json`,
		RunE: func(c *cobra.Command, names []string) error {
			if o.Runs < 1 {
				return usageError{fmt.Errorf("--runs %d: want at least one", o.Runs)}
			}
			reader, files, err := load.reader(hearsay.Options{})
			if err != nil {
				return err
			}
			texts := harbour.ByOutlet()
			if len(names) > 0 {
				extractor, err := extract.Load(files, hearsay.Languages()...)
				if err != nil {
					return err
				}
				texts, err = sourceTexts(c, reader, batch.Sources{
					Names: names, Stdin: c.InOrStdin(), Extract: extractor,
					Fetcher: collect.NewFetcher(collect.Options{Version: hearsay.Version}),
				})
				if err != nil {
					return err
				}
			}
			measured, err := bench.Run(c.Context(), reader, texts, o)
			if err != nil {
				return err
			}
			r := benchReport{hearsay.Version, runtime.GOOS + "/" + runtime.GOARCH, reader.Models(), "", measured}
			if len(r.Models) > 0 {
				r.Kernel = kernel.Best().Name()
			}
			if asJSON {
				return json.NewEncoder(c.OutOrStdout()).Encode(r)
			}
			return r.print(c.OutOrStdout())
		},
	}
	f := c.Flags()
	f.IntVar(&o.Runs, "runs", 5, "counted runs; the figures are their medians")
	f.DurationVar(&o.Least, "least", time.Second, "what a run lasts at least: it reads the texts again until then")
	f.BoolVar(&asJSON, "json", false, "print the measurement as JSON")
	load.flags(f)
	return c
}

// sourceTexts are the texts of the sources, all of which must be readable.
func sourceTexts(c *cobra.Command, reader *hearsay.Reader, s batch.Sources) ([]string, error) {
	var texts []string
	bytes, words := 0, 0
	text := func(w io.Writer, d *record.Document) error {
		_, err := io.WriteString(w, d.Text)
		return err
	}
	err := batch.Run(c.Context(), reader, s, text, func(r batch.Result) error {
		if r.Err != nil {
			return r.Err
		}
		var b strings.Builder
		if err := r.Write(&b); err != nil {
			return err
		}
		if bytes += b.Len(); bytes > record.MaxText {
			return fmt.Errorf("%s: more than %d MiB of text in all; name fewer sources", r.Name, record.MaxText>>20)
		}
		texts = append(texts, b.String())
		words += len(strings.Fields(b.String()))
		return nil
	})
	if err == nil && words == 0 {
		err = errors.New("no word in these sources: nothing to measure")
	}
	return texts, err
}

// print writes the measurement as a person reads it.
func (r benchReport) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "program\thearsay %s, %s\n", r.Program, r.Platform)
	fmt.Fprintf(w, "models\t%s\n", modelNames(r.Models))
	if r.Kernel != "" {
		fmt.Fprintf(w, "kernel\t%s\n", r.Kernel)
	}
	fmt.Fprintf(w, "processors\t%d\n", r.Processors)
	fmt.Fprintf(w, "texts\t%d, of %d words, in %d runs after a warm-up\n", r.Texts, r.Words, len(r.Runs))
	fmt.Fprintf(w, "speed\t%.0f words per second (%.0f to %.0f)\n", r.Speed.Median, r.Speed.Least, r.Speed.Most)
	fmt.Fprintf(w, "memory\t%.0f MB at its peak\n", float64(r.PeakBytes)/1e6)
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%-22s%15s%8s\n", "stage", "µs a word", "share")
	for _, s := range r.Stages {
		name := s.Name
		if _, part, ok := strings.Cut(name, "/"); ok {
			name = "  " + part
		}
		fmt.Fprintf(out, "%-22s%15.2f%7.1f%%\n", name, s.Micro, 100*s.Share)
	}
	return nil
}
