// Package arithmetic is the check for figures of one sentence that do not come out:
// parts and total, shares and counts, multiples, percentages of change, age and year of
// birth. Its rule stands in doc.md.
package arithmetic

import (
	_ "embed"
	"math"
	"slices"

	"hearsay/check"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check.
var Check = &check.Check{
	Name:    "arithmetic",
	Label:   "figures that do not come out",
	Doc:     doc,
	Planted: 5, Found: 4,
	Severity: record.Warning,
	Run: func(p *check.Pass) error {
		w, err := lists()
		if err != nil {
			return err
		}
		for i, s := range p.Doc.Sentences {
			figures := check.In(p.Doc.Quantities, s)
			if len(figures) < 2 || len(figures) > most {
				continue
			}
			if t := p.Tree(i); t != nil {
				r := &run{Pass: p, words: w, tree: t, span: s, figures: figures}
				r.step = r.finest()
				r.changes()
				r.parts()
				r.shares()
				r.shareOfCount()
			}
		}
		ages(p, w)
		return nil
	},
}

var lists = words.Once("arithmetic/words.tsv", table)

// most is how many figures a sentence may have; more are a table.
const most = 24

// run is one sentence.
type run struct {
	*check.Pass
	words   words.Lists
	tree    *check.Tree
	span    record.Span
	figures []record.Quantity
	step    map[string]float64 // by unit, the finest that the sentence uses
}

// finest is how finely the sentence gives the figures of each unit: whoever writes 3.5
// beside 9 means 9.0.
func (r *run) finest() map[string]float64 {
	out := map[string]float64{}
	for i := range r.figures {
		q := &r.figures[i]
		for _, x := range []*float64{q.Low, q.High} {
			if x == nil {
				continue
			}
			step := r.stepOf(q, *x)
			if old, ok := out[q.Unit]; !ok || step < old {
				out[q.Unit] = step
			}
		}
	}
	return out
}

func (r *run) stepOf(q *record.Quantity, x float64) float64 {
	step := check.Step(q.In(r.Doc.Text), x)
	if q.Unit == "percentage" && step == 0 {
		step = 1
	}
	return step
}

// around is the interval for which a figure stands.
func (r *run) around(q *record.Quantity, x float64) check.Range {
	step := r.stepOf(q, x)
	if q.Unit == "percentage" {
		return check.Around(x, step)
	}
	if fine, ok := r.step[q.Unit]; ok && fine < step {
		step = fine
	}
	return check.Around(x, step)
}

func (r *run) report(message string, places []record.Span, evidence ...record.Evidence) {
	r.Report(record.Finding{Spans: record.Spans(places).Sorted(), Message: message, Evidence: evidence})
}

// exact is a figure that is a point, without a bound.
func exact(q *record.Quantity) (float64, bool) {
	if q.Change != record.Exactly {
		return 0, false
	}
	return check.Point(q)
}

// figure is a piece of evidence.
func figure(what string, s record.Span, x float64) record.Evidence {
	return record.Evidence{Span: &s, What: what, Value: check.Number(x)}
}

// computed is a number that the check worked out.
func computed(what string, x float64) record.Evidence {
	return record.Evidence{What: what, Value: check.Number(x)}
}

// has tells whether one of the sentence's words is of the kind.
func (r *run) has(kind string, except ...int) bool {
	for i := range r.tree.Words {
		if r.words.Has(r.tree.Form(i), kind) && !slices.Contains(except, i) {
			return true
		}
	}
	return false
}

func round(x float64) float64 { return math.Round(x*10) / 10 }
