// Package claimdrift is the check for one thing that a text restates with another meaning.
// Its rule stands in doc.md.
package claimdrift

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
	Name:     "claim-drift",
	Label:    "one thing, another meaning",
	Doc:      doc,
	Severity: record.Warning,
	Planted:  2, Found: 2,
	Run: run,
}

var lists = words.Once("claimdrift/words.tsv", table)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	if !p.News() {
		return nil
	}
	r := &search{Pass: p, w: w, settled: map[string]bool{}}
	for i := range p.Doc.Sentences {
		if t := p.Tree(i); t != nil {
			r.sentence(t, i)
		}
	}
	return nil
}

type search struct {
	*check.Pass
	w       words.Lists
	acts    []act
	charges []charged
	wrongs  int             // words of a charge looked at
	settled map[string]bool // pairs that were reported, and stronger acts that the text tells
}

// act is a weaker word for what was done to a thing: "paused the talks".
type act struct {
	kind int // of pairs
	noun string
	at   record.Span
}

// pairs name lists of words.tsv: a weaker act, and what a later word makes of it.
var pairs = [...]struct{ weak, strong string }{
	{"pause", "cancel"},
	{"suspend", "dismiss"},
	{"injure", "kill"},
	{"charge", "convict"},
	{"ask", "order"},
	{"consider", "decide"},
	{"forgo", "withdraw"},
	{"redraw", "cede"},
	{"hold", "imprison"},
}

// mostActs is how many weaker acts are followed.
const mostActs = 60

func (r *search) sentence(t *check.Tree, i int) {
	for k := range t.Words {
		r.restated(t, k)
	}
	for k := range t.Words {
		r.done(t, k)
	}
	r.moved(t, i)
}

// done keeps a weaker act with its thing, and that the text itself tells a stronger one.
func (r *search) done(t *check.Tree, k int) {
	w := t.Words[k]
	for kind, pair := range pairs {
		if w.UPOS == "VERB" {
			noun := r.thing(t, k)
			if noun < 0 {
				continue
			}
			key := r.Key(t.Words[noun])
			switch {
			case key == "":
			case r.w.Has(r.lemma(t, k), pair.weak) && len(r.acts) < mostActs:
				at := record.Span{Start: min(w.Start, t.Words[noun].Start), End: max(w.End, t.Words[noun].End)}
				r.acts = append(r.acts, act{kind, key, at})
			case r.w.Has(r.lemma(t, k), pair.strong) && !t.Is(k, "amod"):
				r.settled[pair.strong+key] = true
			}
		}
		if h := t.Head(k); w.UPOS == "ADJ" && h > k && r.w.Has(t.Form(k)+" "+t.Lemma(h), pair.weak) && len(r.acts) < mostActs {
			r.acts = append(r.acts, act{kind, "", record.Span{Start: w.Start, End: t.Words[h].End}})
		}
	}
}

// lemma is a verb's lemma with its particle: "give up".
func (r *search) lemma(t *check.Tree, k int) string {
	if p := t.Kid(k, "compound:prt"); p >= 0 {
		return t.Lemma(k) + " " + t.Form(p)
	}
	return t.Lemma(k)
}

// thing is to what a verb is done: its object, or the subject of a passive.
func (r *search) thing(t *check.Tree, k int) int {
	if n := t.Kid(k, "obj"); n >= 0 {
		return n
	}
	return t.Kid(k, "nsubj:pass")
}

// restated reports a word that takes a stronger act for given: "the cancelled talks", "the
// cancellation of the talks".
func (r *search) restated(t *check.Tree, k int) {
	if len(r.acts) == 0 {
		return
	}
	w := t.Words[k]
	noun, at := -1, w.Span
	switch {
	case t.Is(k, "amod") && (w.UPOS == "VERB" || w.UPOS == "ADJ"):
		if h := t.Head(k); h > k {
			noun, at = h, record.Span{Start: w.Start, End: t.Words[h].End}
		}
	case w.UPOS == "NOUN":
		if n := t.Kid(k, "nmod", "compound"); n >= 0 {
			noun, at = n, record.Span{Start: min(w.Start, t.Words[n].Start), End: max(w.End, t.Words[n].End)}
		}
	}
	for _, a := range r.acts {
		pair := pairs[a.kind]
		if a.noun == "" {
			if h := t.Head(k); w.UPOS == "ADJ" && h > k && r.w.Has(t.Form(k)+" "+t.Lemma(h), pair.strong) && !r.settled[pair.weak] {
				r.settled[pair.weak] = true
				r.report(a.at, record.Span{Start: w.Start, End: t.Words[h].End})
			}
			continue
		}
		if noun < 0 || r.Key(t.Words[noun]) != a.noun || r.settled[pair.strong+a.noun] {
			continue
		}
		if r.w.Has(t.Lemma(k), pair.strong) || r.w.Has(t.Form(k), pair.strong) {
			r.settled[pair.strong+a.noun] = true
			r.report(a.at, at)
		}
	}
}

func (r *search) report(a, b record.Span) {
	if b.Start < a.End {
		return
	}
	r.Report(record.Finding{
		Spans:    record.Spans{a, b},
		Message:  fmt.Sprintf("The text has %s and later %s, which is not the same.", r.Quote(a), r.Quote(b)),
		Evidence: []record.Evidence{{Span: &a, What: "first"}, {Span: &b, What: "later"}},
	})
}
