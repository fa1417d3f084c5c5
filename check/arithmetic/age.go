package arithmetic

import (
	"fmt"
	"strconv"

	"hearsay/check"
	"hearsay/check/words"
	"hearsay/record"
)

// reach is how many sentences apart an age and a year of birth may stand.
const reach = 2

// ages holds a person's age against the year of birth.
func ages(p *check.Pass, w words.Lists) {
	if len(p.Doc.Published) < 4 {
		return
	}
	now, err := strconv.Atoi(p.Doc.Published[:4])
	if err != nil {
		return
	}
	whose := owners(p)
	for i := range p.Doc.Timexes {
		t := &p.Doc.Timexes[i]
		born, ok := birth(p, w, t)
		if !ok {
			continue
		}
		who := whose(t.Span)
		s := p.Sentence(t.Start)
		if who < 0 {
			continue
		}
		from, to := max(0, s-reach), min(len(p.Doc.Sentences)-1, s+reach)
		near := check.In(p.Doc.Quantities, record.Span{Start: p.Doc.Sentences[from].Start, End: p.Doc.Sentences[to].End})
		for k := range near[:min(len(near), most)] {
			q := &near[k]
			age, ok := exact(q)
			if !ok || q.Unit != "year of age" || whose(q.Span) != who || then(p, w, q) {
				continue
			}
			if should := float64(now - born); age == should || age == should-1 {
				continue
			}
			p.Report(record.Finding{
				Spans:    record.Spans{t.Span, q.Span}.Sorted(),
				Message:  fmt.Sprintf("The text gives an age of %s and the year of birth %s; who was born then is %d or %d in %d.", check.Number(age), p.Quote(t.Span), now-born-1, now-born, now),
				Evidence: []record.Evidence{figure("age", q.Span, age), {Span: &t.Span, What: "born", Value: strconv.Itoa(born)}, computed("computed age, or one year less", float64(now-born))},
			})
			break
		}
	}
}

// birth is the year of a date that hangs on "born".
func birth(p *check.Pass, w words.Lists, t *record.Timex) (int, bool) {
	if t.Type != record.Date || !p.Spelled(*t) || t.Interval == nil {
		return 0, false
	}
	tree := p.TreeAt(t.Start)
	verb := tree.Head(tree.Top(t.Span))
	if f := tree.Form(verb); f != "born" {
		return 0, false
	}
	for _, k := range tree.Kids(verb) {
		if w.Has(tree.Form(k), "apart") || w.Has(tree.Lemma(k), "apart") {
			return 0, false
		}
	}
	year, err := strconv.Atoi(t.Value[:4])
	return year, err == nil
}

// owners finds the person of whom something is said: the last one mentioned before it
// in its sentence, else the only one of the sentence.
func owners(p *check.Pass) func(record.Span) int {
	of := map[int][]mention{}
	for e, x := range p.Doc.Entities {
		if x.Kind != record.Person {
			continue
		}
		for _, m := range x.Mentions {
			s := p.Sentence(m.Start)
			of[s] = append(of[s], mention{m.Span, e})
		}
	}
	return func(s record.Span) int {
		at := p.Sentence(s.Start)
		in := of[at]
		if len(in) == 0 { // "The 42-year-old has taught": who was spoken of before
			in = of[at-1]
		}
		best, only := mention{entity: -1}, -2
		for _, m := range in {
			if m.Start <= s.Start && p.Sentence(m.Start) == at && (best.entity < 0 || m.Start >= best.Start) || m.Contains(s) {
				best = m
			}
			if only == -2 || only == m.entity {
				only = m.entity
			} else {
				only = -1
			}
		}
		if best.entity < 0 && only >= 0 {
			return only
		}
		return best.entity
	}
}

type mention struct {
	record.Span
	entity int
}

// then tells whether an age is that of an earlier day: "was 12 when", "at the age of".
func then(p *check.Pass, w words.Lists, q *record.Quantity) bool {
	tree := p.TreeAt(q.Start)
	first, last := tree.Range(q.Span)
	for i := max(0, first-3); i < first; i++ {
		if w.Has(tree.Form(i), "past") {
			return true
		}
	}
	for i := last; tree != nil && i < min(last+2, len(tree.Words)); i++ {
		if f := tree.Form(i); f == "when" || f == "at" || f == "then" {
			return true
		}
	}
	return false
}
