// Package eval scores records against gold annotations, by the rules of the
// published measures: PARC's spans, CofeNet's sentence labels, TempEval-3,
// NewsQuant, CoNLL 2012's coreference, CoNLL 2018 and article-extraction-benchmark. It counts in code points,
// as gold files do.
//
// It agrees with the project's reference scorers to 0.05; a test holds it.
package eval

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"runtime"
	"slices"

	"hearsay"
	"hearsay/internal/export/standoff"
	"hearsay/internal/lines"
	"hearsay/internal/ordered"
	"hearsay/record"
)

// Gold is a file of gold annotations, opened.
type Gold interface {
	// Documents yields the texts to be read, or why one could not be had.
	Documents() iter.Seq2[*record.Document, error]
	// Score compares records, by document id, with the gold of the documents whose
	// id is in.
	Score(records map[string]*record.Document, in func(id string) bool) Result
}

// Every is every document, for Score.
func Every(string) bool { return true }

// Layer is something that can be scored.
type Layer struct {
	Name string
	Doc  string // one line
	// Open opens the gold file.
	Open func(path string, o Options) (Gold, error)
}

// Options say more of a gold file than its name.
type Options struct {
	Docs    string         // of sentences: the file of their documents
	Names   standoff.Names // of annotations made elsewhere: their names of types
	Corpora string         // of an answer key: the folder of the texts that it labels
}

// Layers are all that can be scored.
func Layers() []Layer {
	return []Layer{
		{"attribution", "source, cue and content of whole documents (PolNeAR's form, a BRAT folder, Web Annotations)", openAttribution},
		{"sentences", "CofeNet's labels of PolNeAR's sentences; --docs names their documents", openSentences},
		{"sourcing", "kind of source, form and act of the attributions of an answer key; --corpora names the folder of its texts", openSourcing},
		{"speakers", "who speaks in the direct quotations of an answer key (--corpora)", openSpeakers},
		{"relayed", "nested and relayed attributions of an answer key, and what they came through (--corpora)", openRelayed},
		{"timexes", "time expressions (TempEval-3)", openTimexes},
		{"quantities", "numbers with unit and change (NewsQuant)", openQuantities},
		{"entities", "names of people, organisations and places (UNER)", openEntities},
		{"places", "where places lie (LGL, TR-News, GeoWebNews): share found, share of those within 161 km", openPlaces},
		{"events", "kinds of events: PLOVER's gold sentences, CASE 2021's snippets", openEvents},
		{"casualties", "killed and injured of each report (Gun Violence Database)", openCasualties},
		{"coref", "chains of mentions, and whom pronouns mean (CoNLL-U with \"Entity=\", as GUM has it)", openCoref},
		{"syntax", "words, sentences, tags, lemmas, trees (CoNLL-U)", openSyntax},
		{"pages", "the body of pages (article-extraction-benchmark)", openPages},
	}
}

// Score is one measure, in percent, with the counts behind it. For a measure that
// is an average of documents the counts are zero.
type Score struct {
	Name                  string
	Precision, Recall, F1 float64
	Right, Read, Gold     int
}

// Result is what a comparison gives.
type Result struct {
	Scores        []Score
	Disagreements []Disagreement
	Calibration   *Calibration // of attributions: right with all three spans; else nil
}

// Disagreement is one place where record and gold differ. Gold and Read are the
// words or values of each side, "" where a side has nothing.
type Disagreement struct {
	Document, What, Gold, Read, Context string
}

// Read reads those of the gold's documents whose id is in, on all cores.
func Read(ctx context.Context, reader *hearsay.Reader, gold Gold, in func(id string) bool) (map[string]*record.Document, error) {
	type result struct {
		doc *record.Document
		err error
	}
	jobs := func(yield func(document) bool) {
		for d, err := range gold.Documents() {
			if err == nil && !in(d.ID) {
				continue
			}
			if !yield(document{d, err}) {
				return
			}
		}
	}
	workers := runtime.GOMAXPROCS(0)
	records := map[string]*record.Document{}
	err := ordered.Run(ctx, ordered.Limits{Workers: workers, Waiting: 4 * workers, Weight: record.MaxText}, jobs,
		func(ctx context.Context, j document) result {
			if j.err != nil {
				return result{nil, j.err}
			}
			return result{j.doc, reader.Read(ctx, j.doc)}
		},
		func(r result) error {
			if r.err != nil {
				return r.err
			}
			records[r.doc.ID] = r.doc
			return nil
		})
	return records, err
}

type document struct {
	doc *record.Document
	err error
}

func (d document) Weight() int64 {
	if d.doc == nil {
		return 0
	}
	return int64(len(d.doc.Text))
}

// Records reads records that were written before, or what annotators made of the
// same documents.
func Records(path string, o Options) (map[string]*record.Document, error) {
	records := map[string]*record.Document{}
	if made, ok := standoffFile(path, o); ok {
		for d, err := range made {
			if err != nil {
				return nil, err
			}
			records[d.ID] = d
		}
		return records, nil
	}
	return records, eachLine(path, func(line []byte) error {
		var d record.Document
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		records[d.ID] = &d
		return nil
	})
}

func eachLine(path string, f func(line []byte) error) error {
	return eachRawLine(path, func(l string) error {
		if l == "" {
			return nil
		}
		return f([]byte(l))
	})
}

func eachRawLine(path string, f func(line string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, lines.Max)
	n := 0
	for in.Scan() {
		n++
		if err := f(in.Text()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// tally counts what is right, read and gold for each measure.
type tally map[string]*[3]int

func (t tally) add(name string, right, read, gold int) {
	if t[name] == nil {
		t[name] = &[3]int{}
	}
	t[name][0] += right
	t[name][1] += read
	t[name][2] += gold
}

// scores gives the measures in the order of their names.
func (t tally) scores(names ...string) []Score {
	var out []Score
	for _, n := range names {
		c := cmp.Or(t[n], &[3]int{})
		p, r := share(c[0], c[1]), share(c[0], c[2])
		out = append(out, Score{n, p, r, harmonic(p, r), c[0], c[1], c[2]})
	}
	return out
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// match pairs gold and read items one to one, largest overlap first; items that
// do not overlap stay alone.
func match(gold, read int, overlap func(g, r int) float64) [][2]int {
	type candidate struct {
		o    float64
		g, r int
	}
	var all []candidate
	for g := range gold {
		for r := range read {
			if o := overlap(g, r); o > 0 {
				all = append(all, candidate{o, g, r})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.o, a.o), cmp.Compare(a.g, b.g), cmp.Compare(a.r, b.r))
	})
	usedG, usedR := make([]bool, gold), make([]bool, read)
	var pairs [][2]int
	for _, c := range all {
		if !usedG[c.g] && !usedR[c.r] {
			usedG[c.g], usedR[c.r] = true, true
			pairs = append(pairs, [2]int{c.g, c.r})
		}
	}
	return pairs
}

// alone gives the items of n that no pair has at position side.
func alone(n int, pairs [][2]int, side int) []int {
	used := make([]bool, n)
	for _, p := range pairs {
		used[p[side]] = true
	}
	var out []int
	for i, u := range used {
		if !u {
			out = append(out, i)
		}
	}
	return out
}

// span is a half-open range in code points.
type span [2]int

// runeSpans turns a record's spans into code points.
func runeSpans(o *record.Offsets, in record.Spans) []span {
	out := make([]span, len(in))
	for i, s := range in {
		out[i] = span{o.Rune(s.Start), o.Rune(s.End)}
	}
	return out
}
