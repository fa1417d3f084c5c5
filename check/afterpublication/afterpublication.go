// Package afterpublication is the check for what is told as past and dated after the
// report appeared. Its rule stands in doc.md.
package afterpublication

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
	Name:    "after-publication",
	Label:   "past, but dated after publication",
	Doc:     doc,
	Planted: 2, Found: 2,
	Severity: record.Warning,
	Run:      run,
}

var lists = words.Once("afterpublication/words.tsv", table)

// neighbours are the days around publication that may be a matter of the time zone, or
// of a page that was put up early.
const neighbours = 1

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	_, published, ok := p.Published()
	if !ok {
		return nil
	}
	if p.Doc.Modified > published {
		published = p.Doc.Modified[:min(len(published), len(p.Doc.Modified))]
	}
	for _, t := range p.Doc.Timexes {
		if !p.Dated(t) || check.Days(published, t.Interval[0]) <= neighbours {
			continue
		}
		told, ok := happened(p.TreeAt(t.Start), t.Span, w)
		if !ok || p.Attribution(told) != p.Attribution(t.Span) {
			continue // somebody's words, and the date of their saying so
		}
		p.Report(record.Finding{
			Spans:   record.Spans{told, t.Span}.Sorted(),
			Message: fmt.Sprintf("The text tells %s as past and dates it %s, after the day on which it appeared, %s.", p.Quote(told), p.Quote(t.Span), check.Plain(published)),
			Evidence: []record.Evidence{
				{Span: &t.Span, What: "date", Value: t.Interval[0]},
				{Span: &told, What: "told as past", Value: told.In(p.Doc.Text)},
				{What: "published", Value: published},
			},
		})
	}
	return nil
}

// happened is the verb, told as past and no plan, to which the date belongs.
func happened(t *check.Tree, at record.Span, w words.Lists) (record.Span, bool) {
	top := t.Top(at)
	if top < 0 || !t.Is(top, "obl", "nmod:tmod", "nmod:unmarked", "advmod") {
		return record.Span{}, false
	}
	for _, k := range t.Kids(top) {
		if t.Is(k, "case", "mark", "advmod") && !w.Has(t.Form(k), "on") {
			return record.Span{}, false
		}
	}
	verb := t.Head(top)
	if verb < 0 || t.Words[verb].UPOS != "VERB" || t.Tense(verb) != check.Past || w.Has(t.Lemma(verb), "plan") {
		return record.Span{}, false
	}
	if first, _ := t.Range(at); w.Has(t.Form(first-2), "occasion") && !w.Has(t.Lemma(verb), "took") && t.Head(first-2) == verb {
		return record.Span{}, false
	}
	if t.Is(verb, "acl") && t.Kid(verb, "nsubj") < 0 { // "the match set for ..."
		return record.Span{}, false
	}
	if above := t.Clause(t.Head(verb)); above >= 0 && t.Is(verb, "xcomp", "ccomp", "advcl", "acl") {
		switch t.Tense(above) {
		case check.Future, check.Modal, check.Would:
			return record.Span{}, false
		}
	}
	// "if it rained", "once he had signed": not told as having happened.
	if mark := t.Form(t.Kid(verb, "mark")); mark == "if" || mark == "unless" || mark == "once" || mark == "until" || mark == "whether" {
		return record.Span{}, false
	}
	return t.Words[verb].Span, true
}
