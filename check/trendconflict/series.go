package trendconflict

import (
	"fmt"

	"hearsay/check"
	"hearsay/check/words"
	"hearsay/record"
)

// reach is how many sentences apart two figures of a series may stand.
const reach = 2

// series compares two figures for one thing in two times, where a word of rise or fall
// is said of the thing.
func series(p *check.Pass, w words.Lists) {
	last := map[string]*record.Quantity{}
	for i := range p.Doc.Quantities {
		q := &p.Doc.Quantities[i]
		if q.Low == nil || q.High == nil || q.Old != nil || q.Unit == "" || q.Unit == "percentage" || len(q.Readings) > 0 || !q.Period.Set() {
			continue
		}
		key := q.Unit + "/" + q.Per
		before := last[key]
		last[key] = q
		if before == nil || p.Sentence(q.Start)-p.Sentence(before.Start) > reach {
			continue
		}
		early, late := before, q
		a, b := p.Doc.Timexes[before.Period.Index()].Interval, p.Doc.Timexes[q.Period.Index()].Interval
		if a == nil || b == nil || length(a) != length(b) {
			continue // counts over different times do not compare
		}
		if b[1] < a[0] {
			early, late, a, b = q, before, b, a
		}
		moved := none
		switch {
		case !(a[1] < b[0]):
		case *late.Low > *early.High:
			moved = up
		case *late.High < *early.Low:
			moved = down
		}
		if moved != none {
			compare(p, w, early, late, moved)
		}
	}
}

// length is the order of the days that an interval covers: a day, a week, a month, a
// season, a year.
func length(i *[2]string) int {
	for k, most := range []int{1, 8, 32, 100, 190, 370} {
		if check.Days(i[0], i[1]) < most {
			return k
		}
	}
	return -1
}

// compare looks for a word that says the other way of the counted thing, in the
// sentences of the figures and the one before.
func compare(p *check.Pass, w words.Lists, early, late *record.Quantity, moved way) {
	first, last := p.Sentence(min(early.Start, late.Start)), p.Sentence(max(early.Start, late.Start))
	for i := max(0, first-1); i <= last; i++ {
		t := p.Tree(i)
		if t == nil || w.Any(p.Doc.Sentences[i].In(p.Doc.Text), "both") {
			continue
		}
		r := sentence{p, w, t}
		for k := range t.Words {
			said := r.direction(k)
			if said == none || said == moved || !r.about(k, late.Unit) {
				continue
			}
			word := t.Words[k].Span
			p.Report(record.Finding{
				Spans: record.Spans{word, early.Span, late.Span}.Sorted(),
				Message: fmt.Sprintf("The text says %s, and its figures go the other way: %s, then %s.",
					p.Quote(word), p.Quote(early.Span), p.Quote(late.Span)),
				Evidence: []record.Evidence{
					{Span: &word, What: "trend", Value: t.Form(k)},
					{Span: &early.Span, What: "earlier", Value: p.Doc.Timexes[early.Period.Index()].Interval[0]},
					{Span: &late.Span, What: "later", Value: p.Doc.Timexes[late.Period.Index()].Interval[0]},
				},
			})
			return
		}
	}
}

// about tells whether the word of a trend is said of the unit: "complaints rose", "the
// rise in complaints".
func (r sentence) about(i int, unit string) bool {
	if r.t.Is(i, "acl") && r.t.Lemma(r.t.Head(i)) == unit {
		return true
	}
	for _, k := range r.t.Kids(i) {
		if r.t.Is(k, "nsubj", "nmod", "compound") && (r.t.Lemma(k) == unit || r.t.Form(k) == unit) {
			return true
		}
		if r.t.Is(k, "nsubj") && r.t.Lemma(k) == "number" && r.t.Lemma(r.t.Kid(k, "nmod")) == unit {
			return true
		}
	}
	return false
}
