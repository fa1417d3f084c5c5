// Package agentless is the check for charges and beliefs that the text gives to nobody.
// Its rule stands in doc.md.
package agentless

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
	Name:     "agentless",
	Label:    "nobody says by whom",
	Doc:      doc,
	Severity: record.Note,
	Planted:  1, Found: 1,
	Yields: []string{"unnamed-share"},
	Run:    run,
}

var lists = words.Once("agentless/words.tsv", table)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	for i := range p.Doc.Attributions {
		a := &p.Doc.Attributions[i]
		if a.Sourcing != record.Agentless || a.Negated || len(a.Source) > 0 || len(a.Cue) == 0 || len(a.Content) == 0 {
			continue
		}
		cue := a.Cue.Bounds()
		if p.Attribution(cue) != nil || !p.InBody(cue) || p.Headline().Contains(cue) || !passive(p, w, cue) || answered(p, i) {
			continue
		}
		whole := whole(a)
		p.Report(record.Finding{
			Spans:    record.Spans{cue},
			Message:  fmt.Sprintf("The text does not say by whom: %s.", p.Quote(whole)),
			Evidence: []record.Evidence{{Span: &cue, What: "cue"}, {Span: &whole, What: "statement"}},
		})
	}
	return nil
}

// whole is the stretch from the first piece of the attribution to its last.
func whole(a *record.Attribution) record.Span {
	out := a.Cue.Bounds()
	for _, s := range a.Content {
		out.Start, out.End = min(out.Start, s.Start), max(out.End, s.End)
	}
	return out
}

// passive tells whether the cue is a passive of one of the table's verbs, with its
// auxiliary: "has been accused", "is believed"; and no "by" follows.
func passive(p *check.Pass, w words.Lists, cue record.Span) bool {
	t := p.TreeAt(cue.Start)
	if t == nil {
		return false
	}
	first, last := t.Range(cue)
	for k := first; k < last; k++ {
		if t.Words[k].UPOS != "VERB" || !w.Has(t.Lemma(k), "verb") {
			continue
		}
		if t.Kid(k, "aux:pass") < 0 || t.Kid(k, "obl:agent") >= 0 {
			return false
		}
		for _, o := range t.Kids(k) {
			if t.Is(o, "obl", "nmod") && t.Form(t.Kid(o, "case")) == "by" {
				return false
			}
		}
		return true
	}
	return false
}

// answered tells whether the agent stands in the next sentence, or in the same one or
// the one before: somebody who says something like it.
func answered(p *check.Pass, i int) bool {
	a := &p.Doc.Attributions[i]
	at := p.Sentence(a.Cue[0].Start)
	for k := max(0, i-4); k < len(p.Doc.Attributions) && k <= i+4; k++ {
		b := &p.Doc.Attributions[k]
		if k == i || len(b.Cue) == 0 || b.Sourcing == record.Agentless || len(b.Source) == 0 {
			continue
		}
		if d := p.Sentence(b.Cue[0].Start) - at; (d == 1 || d == 0 || d == -1) && (b.Act == a.Act || b.Act2 == a.Act || d == 0) {
			return true
		}
	}
	return false
}
