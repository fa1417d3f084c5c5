// Package deadlinepassed is the check for what is told as open or still to come and
// dated before the report appeared. Its rule stands in doc.md.
package deadlinepassed

import (
	_ "embed"
	"fmt"

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
	Name:    "deadline-passed",
	Label:   "still to come, but dated before publication",
	Doc:     doc,
	Planted: 2, Found: 2,
	Severity: record.Warning,
	Run:      run,
}

var lists = words.Once("deadlinepassed/words.tsv", table)

// neighbours are the days around publication that are silent.
const neighbours = 1

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	published, _, ok := p.Published()
	if !ok {
		return nil
	}
	for _, t := range p.Doc.Timexes {
		if !p.Dated(t) || check.Days(t.Interval[1], published) <= neighbours {
			continue
		}
		told, ok := open(p.TreeAt(t.Start), t.Span, w)
		if !ok || moved(p, w, t.Span) || older(p, t) || p.Attribution(told) != p.Attribution(t.Span) {
			continue
		}
		p.Report(record.Finding{
			Spans:   record.Spans{told, t.Span}.Sorted(),
			Message: fmt.Sprintf("The text tells %s as still to come and dates it %s, before the day on which it appeared, %s.", p.Quote(told), p.Quote(t.Span), check.Plain(published)),
			Evidence: []record.Evidence{
				{Span: &t.Span, What: "date", Value: t.Interval[1]},
				{Span: &told, What: "told as open", Value: told.In(p.Doc.Text)},
				{What: "published", Value: published},
			},
		})
	}
	return nil
}

// open is the verb, told as open or to come, to which the date belongs.
func open(t *check.Tree, at record.Span, w words.Lists) (record.Span, bool) {
	top := t.Top(at)
	if top < 0 || !t.Is(top, "obl", "nmod:tmod", "nmod:unmarked", "advmod", "advcl") {
		return record.Span{}, false
	}
	end, on := false, t.Kid(top, "case", "mark") < 0
	for _, k := range t.Kids(top) {
		if t.Is(k, "case", "mark") {
			end, on = end || w.Has(t.Form(k), "end"), on || w.Has(t.Form(k), "on")
		}
	}
	verb := t.Head(top)
	if verb < 0 || t.Clause(verb) != verb {
		return record.Span{}, false
	}
	governor := verb // "must decide": the tense stands with the verb; "have to decide": above it
	if t.Tense(verb) == check.Bare && t.Is(verb, "xcomp", "acl", "advcl") {
		if governor = t.Clause(t.Head(verb)); governor < 0 {
			return record.Span{}, false
		}
	}
	return t.Words[verb].Span, ahead(t, w, verb, governor, end, on)
}

// ahead tells whether the verb, with the one that governs it, is told as open or to come.
func ahead(t *check.Tree, w words.Lists, verb, governor int, end, on bool) bool {
	switch t.Tense(governor) {
	case check.Future:
		return end || on
	case check.Modal:
		return end
	case check.Present:
		subject := t.Kid(verb, "nsubj")
		if end && (w.Has(t.Lemma(verb), "ends", "opens") || governor != verb && w.Has(t.Lemma(governor), "opens")) {
			return true
		}
		return on && w.Has(t.Lemma(verb), "ends") && verb == governor && t.Kid(verb, "cop", "aux") < 0 && !w.Has(t.Lemma(subject), "account") &&
			subject >= 0 && t.Words[subject].UPOS != "PRON" && // "you open your book on": a tale
			t.Is(verb, "root", "ccomp", "conj", "parataxis")
	}
	return false
}

// moved tells whether the sentence, or the next one, says that the end was moved.
func moved(p *check.Pass, w words.Lists, at record.Span) bool {
	i := p.Sentence(at.Start)
	for k := max(0, i-1); k <= i+1 && k < len(p.Doc.Sentences); k++ {
		if w.Any(p.Doc.Sentences[k].In(p.Doc.Text), "moved") {
			return true
		}
	}
	return false
}

// older tells whether the words are somebody's of an earlier day: those of a document or
// an interview of which the sentence gives a date before the end.
func older(p *check.Pass, t record.Timex) bool {
	a := p.Attribution(t.Span)
	if a == nil {
		return false
	}
	sentence := p.Doc.Sentences[p.Sentence(t.Start)]
	for _, other := range check.In(p.Doc.Timexes, sentence) {
		if other.Interval != nil && other.Interval[0] < t.Interval[1] && !a.Content.Cover(other.Span) {
			return true
		}
	}
	return false
}
