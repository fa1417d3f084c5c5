// Package oneside is the check for disputes of which a text gives one side's words alone.
// Its rule stands in doc.md.
package oneside

import (
	_ "embed"
	"fmt"
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
	Name:     "one-side",
	Label:    "one side of a dispute",
	Doc:      doc,
	Severity: record.Note,
	Planted:  1, Found: 1,
	Run: run,
}

var lists = words.Once("oneside/words.tsv", table)

// leastClaims is how many statements of the one side it takes.
const leastClaims = 3

// mostDisputes is how many pairs of sides are looked at.
const mostDisputes = 5

// dispute is two sides, and the words that say so.
type dispute struct {
	sides [2]string
	at    record.Span
}

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	if !p.News() {
		return nil
	}
	for _, d := range disputes(p, w) {
		a, b := spoken(p, d.sides[0]), spoken(p, d.sides[1])
		side, said, other := d.sides[0], a, d.sides[1]
		if len(a) == 0 {
			side, said, other = other, b, side
		}
		if len(said) < leastClaims || len(a) > 0 && len(b) > 0 {
			continue
		}
		f := record.Finding{
			Message:  fmt.Sprintf("The text speaks of %s; all %d statements that it attributes to a side are %s's, none is %s's.", p.Quote(d.at), len(said), side, other),
			Evidence: []record.Evidence{{Span: &d.at, What: "dispute"}},
		}
		for _, s := range said {
			f.Spans = append(f.Spans, s)
			f.Evidence = append(f.Evidence, record.Evidence{Span: &s, What: "statement", Value: side})
		}
		f.Spans = f.Spans.Sorted()
		p.Report(f)
		return nil
	}
	return nil
}

// disputes are the pairs of sides that the text names: "the dispute between A and B", "A and
// B quarrelled".
func disputes(p *check.Pass, w words.Lists) []dispute {
	var out []dispute
	for i := range p.Doc.Sentences {
		t := p.Tree(i)
		for k := 0; t != nil && k < len(t.Words) && len(out) < mostDisputes; k++ {
			second := t.Kid(k, "conj")
			if second < 0 || t.Form(t.Kid(second, "cc")) != "and" || !about(w, t, k) {
				continue
			}
			a, b := name(p, t.Words[k].Span), name(p, t.Words[second].Span)
			if a != "" && b != "" && !check.Akin(a, b) {
				at := record.Span{Start: t.Words[k].Start, End: t.Words[second].End}
				if h := t.Head(k); h >= 0 {
					at.Start, at.End = min(at.Start, t.Words[h].Start), max(at.End, t.Words[h].End)
				}
				out = append(out, dispute{[2]string{a, b}, at})
			}
		}
	}
	return out
}

// about tells whether word k hangs on a word for a dispute: "between" it and another, or as
// the subject of its verb.
func about(w words.Lists, t *check.Tree, k int) bool {
	h := t.Head(k)
	return t.Is(k, "nmod", "obl") && t.Form(t.Kid(k, "case")) == "between" && w.Has(t.Lemma(h), "dispute") ||
		t.Is(k, "nsubj") && w.Has(t.Lemma(h), "quarrel")
}

// name is the name of the body, place or person whose mention holds the place.
func name(p *check.Pass, s record.Span) string {
	for _, e := range p.Doc.Entities {
		switch e.Kind {
		case record.Person, record.Organization, record.PlaceKind, record.Group:
		default:
			continue
		}
		if slices.ContainsFunc(e.Mentions, func(m record.Mention) bool { return m.Form == record.NameForm && m.Contains(s) }) {
			return e.Name
		}
	}
	return ""
}

// spoken are the statements of a side: of itself, or of those whose name, role or
// description has its name.
func spoken(p *check.Pass, side string) record.Spans {
	var out record.Spans
	for i := range p.Doc.Attributions {
		a := &p.Doc.Attributions[i]
		if a.Negated && len(a.Content) > 0 || len(a.Source) == 0 {
			continue
		}
		mine := check.Akin(side, a.Source.In(p.Doc.Text))
		if e := a.Speaker.Index(); e >= 0 {
			x := &p.Doc.Entities[e]
			mine = mine || check.Akin(side, x.Name) || check.Akin(side, x.Role)
		}
		if mine {
			at := a.Source.Bounds()
			if len(a.Content) > 0 {
				at = a.Content.Bounds()
			}
			out = append(out, at)
		}
	}
	return out
}
