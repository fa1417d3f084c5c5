// Package ratemismatch is the check for figures of one thing over different times, set
// side by side. Its rule stands in doc.md.
package ratemismatch

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

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
	Name:    "rate-mismatch",
	Label:   "figures over different times",
	Doc:     doc,
	Planted: 3, Found: 1,
	Severity: record.Warning,
	Run:      run,
}

var lists = words.Once("ratemismatch/words.tsv", table)

// reach is how many sentences apart the figures may stand, unless one source gives
// both.
const reach = 3

// alike is by how much two lengths of time must differ.
const alike = 1.6

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	days := map[string]float64{}
	for pair := range w["length"] {
		name, number, _ := strings.Cut(pair, "=")
		days[name], _ = strconv.ParseFloat(number, 64)
	}
	r := &runner{p, w, days, map[string][]*record.Quantity{}, map[int]bool{}}
	for _, a := range p.Doc.Attributions {
		for _, cue := range a.Cue {
			for _, word := range p.Within(cue) {
				r.cues[word.Start] = true
			}
		}
	}
	for i := range p.Doc.Quantities {
		q := &p.Doc.Quantities[i]
		if q.Unit != "" && (q.Low != nil || q.High != nil) && q.Old == nil && !w.Has(strings.ToLower(q.Unit), "general") {
			r.of[q.Unit] = append(r.of[q.Unit], q)
		}
	}
	for i := range p.Doc.Quantities {
		if q := &p.Doc.Quantities[i]; q.Per != "" && days[q.Per] > 0 && (q.Low == nil || *q.Low != 1 || q.High == nil || *q.High != 1) {
			r.rate(q)
		}
	}
	return nil
}

type runner struct {
	*check.Pass
	words words.Lists
	days  map[string]float64
	of    map[string][]*record.Quantity // by unit, in text order
	cues  map[int]bool                  // where words of cues begin
}

// mostOfUnit is how many figures of one unit are looked at beside a rate.
const mostOfUnit = 32

// rate looks for a count over another time beside a rate.
func (r *runner) rate(rate *record.Quantity) {
	same := r.of[rate.Unit]
	if len(same) > mostOfUnit {
		same = same[:mostOfUnit]
	}
	if r.converted(rate, same) {
		return
	}
	for _, q := range same {
		if q.Per != "" || q == rate || q.Span.Overlaps(rate.Span) || !r.beside(rate, q) || r.part(q) {
			continue
		}
		period, days, ok := r.period(q)
		if !ok {
			continue
		}
		per := r.days[rate.Per]
		if ratio := days / per; ratio < alike && ratio > 1/alike {
			continue
		}
		if within := r.duration(rate.Period); within > 0 && math.Abs(within/days-1) < 0.2 && rate.Period == q.Period {
			continue // one stretch of time, told as a rate and as a sum
		}
		r.report(rate, q, period, days)
		return
	}
}

// converted tells whether the text itself gives the rate over another time, or the count
// as a rate.
func (r *runner) converted(rate *record.Quantity, same []*record.Quantity) bool {
	for _, q := range same {
		if q != rate && q.Per != "" && q.Per != rate.Per && r.Sentence(q.Start)-r.Sentence(rate.Start) < 2 && r.Sentence(rate.Start)-r.Sentence(q.Start) < 2 {
			return true
		}
	}
	return false
}

// beside tells whether a reader sees the two together: a few sentences apart, or given
// by one source.
func (r *runner) beside(a, b *record.Quantity) bool {
	d := r.Sentence(a.Start) - r.Sentence(b.Start)
	if d <= reach && d >= -reach {
		return true
	}
	x, y := r.speaker(a), r.speaker(b)
	return x.Set() && x == y
}

func (r *runner) speaker(q *record.Quantity) record.Ref[record.Entity] {
	if i := q.Attribution.Index(); i >= 0 {
		return r.Doc.Attributions[i].Speaker
	}
	return 0
}

// part tells whether the count is of something else, or of a part.
func (r *runner) part(q *record.Quantity) bool {
	t := r.TreeAt(q.Start)
	unit := t.Unit(*q)
	for _, k := range t.Kids(unit) {
		if r.words.Has(t.Form(k), "other") && !t.Is(k, "case") {
			return true
		}
	}
	first, _ := t.Range(q.Span)
	return t.Form(first-1) == "of" && q.UnitSpan == nil
}

// period is the time that a count covers: its own, or the only one of its sentence that
// is no day on which somebody spoke.
func (r *runner) period(q *record.Quantity) (*record.Timex, float64, bool) {
	if i := q.Period.Index(); i >= 0 {
		t := &r.Doc.Timexes[i]
		d := r.duration(q.Period)
		return t, d, d > 0
	}
	s := r.Sentence(q.Start)
	if s >= len(r.Doc.Sentences) {
		return nil, 0, false
	}
	var found *record.Timex
	in := check.In(r.Doc.Timexes, r.Doc.Sentences[s])
	for i := range in {
		t := &in[i]
		if t.Interval == nil || t.Type == record.Set || r.spoken(t) {
			continue
		}
		if found != nil {
			return nil, 0, false
		}
		found = t
	}
	if found == nil {
		return nil, 0, false
	}
	return found, length(found), true
}

// spoken tells whether a time is that of a cue: "said on Monday".
func (r *runner) spoken(x *record.Timex) bool {
	t := r.TreeAt(x.Start)
	verb := t.Clause(t.Head(t.Top(x.Span)))
	if verb < 0 {
		return false
	}
	return r.cues[t.Words[verb].Start]
}

func (r *runner) duration(ref record.Ref[record.Timex]) float64 {
	if i := ref.Index(); i >= 0 {
		return length(&r.Doc.Timexes[i])
	}
	return 0
}

// length is the days that a time covers; 0 where that is not known.
func length(t *record.Timex) float64 {
	if t.Interval == nil {
		return 0
	}
	if len(t.Alternatives) > 0 && t.Begin == "" { // the interval covers all that it may be
		switch v := t.Alternatives[0]; {
		case len(v) == len("2025-W09") && v[5] == 'W':
			return 7
		case len(v) == len(time.DateOnly):
			return 1
		default:
			return 0
		}
	}
	return float64(check.Days(t.Interval[0], t.Interval[1]) + 1)
}

// report gives both figures on one scale, that of the rate; and the count as a rate of
// its own where the text leaves open which it is.
func (r *runner) report(rate, count *record.Quantity, period *record.Timex, days float64) {
	per := r.days[rate.Per]
	low, high := scaled(rate, days/per)
	perLow, perHigh := scaled(count, per/days)
	at := rate.Span
	places := record.Spans{at, count.Span}.Sorted()
	over := fmt.Sprintf("%s days", check.Number(days))
	if days == 1 {
		over = "one day"
	}
	rated := both(*orOther(rate.Low, rate.High), *orOther(rate.High, rate.Low))
	counted := both(*orOther(count.Low, count.High), *orOther(count.High, count.Low))
	message := fmt.Sprintf("The text sets %s beside %s for %s (%s); on one scale that is %s a %s beside %s a %s",
		r.Quote(at), r.Quote(count.Span), r.Quote(period.Span), over, rated, rate.Per, about(perLow, perHigh), rate.Per)
	evidence := []record.Evidence{
		{Span: &at, What: "rate", Value: rated + " a " + rate.Per},
		{Span: &count.Span, What: "count", Value: counted},
		{Span: &period.Span, What: "days covered", Value: check.Number(days)},
		{What: "rate over those days", Value: both(low, high)},
		{What: "count a " + rate.Per, Value: about(perLow, perHigh)},
	}
	if len(count.Readings) > 0 {
		message += fmt.Sprintf(", if the second is a sum, or %s a %s, if it is meant a %s too; the text does not say which", counted, rate.Per, rate.Per)
	}
	r.Report(record.Finding{Spans: places, Message: message + ".", Evidence: evidence})
}

func orOther(x, other *float64) *float64 {
	if x != nil {
		return x
	}
	return other
}

func scaled(q *record.Quantity, by float64) (low, high float64) {
	return *orOther(q.Low, q.High) * by, *orOther(q.High, q.Low) * by
}

func both(low, high float64) string {
	if low == high {
		return check.Number(low)
	}
	return check.Number(low) + " to " + check.Number(high)
}

// about rounds to two figures: what was worked out is no finer than what it comes from.
func about(low, high float64) string {
	a, b := two(low), two(high)
	return "about " + both(a, b)
}

func two(x float64) float64 {
	if x == 0 {
		return 0
	}
	scale := math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-1)
	return math.Round(x/scale) * scale
}
