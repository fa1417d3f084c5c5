// Package loadedvoice is the check for judgement, motive and prediction in a report's own voice.
// Its rule stands in doc.md.
package loadedvoice

import (
	_ "embed"
	"fmt"
	"strings"

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
	Name:     "loaded-voice",
	Label:    "judgement in the text's own voice",
	Doc:      doc,
	Severity: record.Note,
	Planted:  2, Found: 2,
	Run: run,
}

var lists = words.Once("loadedvoice/words.tsv", table)

// mostFirst is how many sentences with "I" or "we" outside of quotations a report may
// have: with more it is somebody's column.
const mostFirst = 3

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	if !p.News() || column(p, w) {
		return nil
	}
	for i := p.First(); i < len(p.Doc.Sentences); i++ {
		if t := p.Tree(i); t != nil {
			sentence(p, w, t, p.Doc.Sentences[i])
		}
	}
	return nil
}

// sentence reports the first judgement of a sentence.
func sentence(p *check.Pass, w words.Lists, t *check.Tree, s record.Span) {
	for k := range t.Words {
		what, at := judgement(w, t, k)
		if what == "" || quoted(p, at) || reached(p, at) {
			continue
		}
		p.Report(record.Finding{
			Spans:    record.Spans{at},
			Message:  fmt.Sprintf("The text has %s in its own voice: %s.", what, p.Quote(around(p, s, at))),
			Evidence: []record.Evidence{{Span: &at, What: "words"}, {Span: &s, What: "sentence"}},
		})
		return
	}
}

// judgement is what the words from word k on are, and their place; "" for neither.
func judgement(w words.Lists, t *check.Tree, k int) (what string, at record.Span) {
	for _, kind := range [...]struct{ list, what string }{{"motive", "a motive"}, {"forecast", "a prediction"}, {"verdict", "a judgement"}} {
		for n := mostWords; n > 1; n-- {
			if k+n <= len(t.Words) && w.Has(phrase(t, k, n), kind.list) {
				return kind.what, record.Span{Start: t.Words[k].Start, End: t.Words[k+n-1].End}
			}
		}
	}
	word := t.Words[k]
	switch {
	case word.UPOS == "ADJ" && w.Has(t.Lemma(k), "adjective") && !named(t, k),
		word.UPOS == "ADV" && w.Has(t.Form(k), "adverb"):
		return "a judgement", word.Span
	}
	return "", record.Span{}
}

// mostWords is the most that a phrase of the table has.
const mostWords = 5

func phrase(t *check.Tree, k, n int) string {
	var b strings.Builder
	for i := k; i < k+n; i++ {
		if i > k {
			b.WriteByte(' ')
		}
		b.WriteString(t.Form(i))
	}
	return b.String()
}

// named tells whether the adjective is part of a name.
func named(t *check.Tree, k int) bool {
	h := t.Head(k)
	return h >= 0 && t.Words[h].UPOS == "PROPN"
}

// quoted tells whether a quotation mark opens before the place and is not yet closed: words
// that the text sets off are not its own, even where nobody is named.
func quoted(p *check.Pass, at record.Span) bool {
	s := p.Doc.Sentences[p.Sentence(at.Start)]
	before := p.Doc.Text[s.Start:at.Start]
	return strings.Count(before, "“") > strings.Count(before, "”") || strings.Count(before, `"`)%2 == 1 ||
		strings.HasSuffix(strings.TrimRight(before, " "), "‘") || strings.HasSuffix(before, " '")
}

// reached tells whether the place stands in somebody's words, or its sentence attributes
// something to somebody, so that the reach of the attribution may be open.
func reached(p *check.Pass, at record.Span) bool {
	if a := p.Attribution(at); a != nil && a.Sourcing != record.Agentless && !a.Inferred {
		return true
	}
	for _, a := range p.Cued(p.Sentence(at.Start)) {
		if a.Sourcing != record.Agentless && !a.Inferred {
			return true
		}
	}
	return false
}

// around are the words to quote: the place and what stands near it.
func around(p *check.Pass, s, at record.Span) record.Span {
	const before, after = 3, 4
	ws := p.Within(s)
	out := at
	for k, w := range ws {
		if w.Start == at.Start {
			start := max(0, k-before)
			for start < k && ws[start].UPOS == "PUNCT" {
				start++
			}
			out.Start = ws[start].Start
		}
		if w.End == at.End {
			end := min(len(ws)-1, k+after)
			for end > k && ws[end].UPOS == "PUNCT" {
				end--
			}
			out.End = ws[end].End
		}
	}
	return out
}

// column tells whether the text speaks of its author: more than a few sentences with "I"
// or "we" outside of quotation.
func column(p *check.Pass, w words.Lists) bool {
	n, last := 0, -1
	for _, t := range p.Tokens {
		if t.UPOS != "PRON" && t.UPOS != "DET" || !w.Has(strings.ToLower(t.In(p.Doc.Text)), "first") || p.Attribution(t.Span) != nil {
			continue
		}
		if i := p.Sentence(t.Start); i != last {
			n, last = n+1, i
		}
	}
	return n > mostFirst
}
