// Package bench measures how fast this machine reads: words per second, and where
// the time goes, stage by stage. It reads the same texts again and again on all
// processors that the program may use, after a warm-up that is not counted, and
// quotes medians, since other programs slow single runs down.
package bench

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/ordered"
	"hearsay/internal/stage"
	"hearsay/record"
)

// Options say how long to measure.
type Options struct {
	Runs  int           // counted runs; at least one is made
	Least time.Duration // what a run lasts at least: it reads all texts again until then
}

// Report is what was measured. Words are what white space separates.
type Report struct {
	Processors int       `json:"processors"`
	Texts      int       `json:"texts"`
	Words      int       `json:"words"` // of all texts, read once
	Runs       []float64 `json:"runs"`  // words per second of each
	Speed      Speed     `json:"words_per_second"`
	Stages     []Stage   `json:"stages"` // in the order of reading
	PeakBytes  int64     `json:"peak_bytes"`
}

// Speed is in words per second.
type Speed struct {
	Median float64 `json:"median"`
	Least  float64 `json:"least"`
	Most   float64 `json:"most"`
}

// Stage is the time that a stage takes, the median of the runs. A name with a slash
// is a part of a stage, whose own time holds that of its parts.
type Stage struct {
	Name  string  `json:"name"`
	Micro float64 `json:"microseconds_per_word"` // of one processor
	Share float64 `json:"share"`                 // of all stages, from 0 to 1
}

// Run measures how fast reader reads the texts, of which there is at least one word.
func Run(ctx context.Context, reader *hearsay.Reader, texts []string, o Options) (Report, error) {
	r := Report{Processors: runtime.GOMAXPROCS(0), Texts: len(texts)}
	for _, t := range texts {
		r.Words += len(strings.Fields(t))
	}
	warm, err := run(ctx, reader, texts, r.Processors, o.Least)
	if err != nil {
		return r, err
	}
	var micros []map[string]float64
	for range max(o.Runs, 1) {
		read, err := run(ctx, reader, texts, r.Processors, o.Least)
		if err != nil {
			return r, err
		}
		words := float64(r.Words * read.passes)
		r.Runs = append(r.Runs, words/read.wall.Seconds())
		micro := map[string]float64{}
		for name, spent := range read.laps.all() {
			micro[name] = spent.Seconds() * 1e6 / words
		}
		micros = append(micros, micro)
	}
	r.Speed = Speed{median(r.Runs), slices.Min(r.Runs), slices.Max(r.Runs)}
	r.Stages = stages(warm.names, micros)
	r.PeakBytes = peakMemory()
	return r, nil
}

// stages gives each stage its median.
func stages(names []string, micros []map[string]float64) []Stage {
	out, sum := make([]Stage, len(names)), 0.0
	for i, name := range names {
		var runs []float64
		for _, m := range micros {
			runs = append(runs, m[name])
		}
		out[i] = Stage{Name: name, Micro: median(runs)}
		if !strings.Contains(name, "/") {
			sum += out[i].Micro
		}
	}
	for i := range out {
		out[i].Share = out[i].Micro / max(sum, 1e-9)
	}
	return out
}

func median(in []float64) float64 {
	s := slices.Sorted(slices.Values(in))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

// text is a job of one text.
type text string

func (t text) Weight() int64 { return int64(len(t)) }

// reading is what one run took.
type reading struct {
	wall   time.Duration
	passes int // over all texts
	laps
}

// run reads all texts, and again until least is over, on so many processors.
func run(ctx context.Context, reader *hearsay.Reader, texts []string, processors int, least time.Duration) (reading, error) {
	var all reading
	start := time.Now()
	jobs := func(yield func(text) bool) {
		for ; all.passes == 0 || time.Since(start) < least; all.passes++ {
			for _, t := range texts {
				if !yield(text(t)) {
					return
				}
			}
		}
	}
	type result struct {
		laps
		err error
	}
	do := func(ctx context.Context, t text) result {
		var c clock
		doc := &record.Document{ID: "text", Text: string(t), Published: "2025-03-12"}
		err := reader.Read(stage.Follow(ctx, c.begin), doc)
		c.begin("")
		return result{c.laps, err}
	}
	err := ordered.Run(ctx, ordered.Limits{Workers: processors, Waiting: 4 * processors, Weight: record.MaxText}, jobs, do, func(r result) error {
		for name, spent := range r.laps.all() {
			all.add(name, spent)
		}
		return r.err
	})
	all.wall = time.Since(start)
	return all, err
}
