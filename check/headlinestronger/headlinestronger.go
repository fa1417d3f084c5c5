// Package headlinestronger is the check for headlines that state flatly what the text hedges.
// Its rule stands in doc.md.
package headlinestronger

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
	Name:     "headline-stronger",
	Label:    "headline surer than the text",
	Doc:      doc,
	Severity: record.Warning,
	Planted:  3, Found: 2,
	Yields: []string{"hedge-dropped"},
	Run:    run,
}

var lists = words.Once("headlinestronger/words.tsv", table)

// What makes a sentence the headline's: this part of the headline's words, and so many.
const (
	leastShare  = 0.6
	leastCommon = 3
)

// mostSentences is how far into the body the headline's statement is looked for.
const mostSentences = 30

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	headline := p.Headline()
	if headline.Empty() || !p.News() || marked(p, w, headline) {
		return nil
	}
	t := p.TreeAt(headline.Start)
	verb := statement(p, t)
	if verb == "" {
		return nil
	}
	keys := p.Keys(p.Doc.Sentences[p.Sentence(headline.Start)])
	at, hint := -1, record.Span{}
	for i := p.First(); i < len(p.Doc.Sentences) && i < p.First()+mostSentences; i++ {
		s := p.Doc.Sentences[i]
		if w.Any(s.In(p.Doc.Text), "settled") {
			return nil
		}
		said := p.Keys(s)
		share := check.Share(keys, said)
		if share < leastShare || share*float64(len(keys)) < leastCommon || check.Share([]string{verb}, said) == 0 {
			continue
		}
		reserve, ok := hedge(p, w, i, verb)
		if !ok {
			return nil // the text says it as the headline does
		}
		if at < 0 {
			at, hint = i, reserve
		}
	}
	if at < 0 {
		return nil
	}
	s := p.Doc.Sentences[at]
	p.Report(record.Finding{
		Spans:   record.Spans{headline, hint},
		Message: fmt.Sprintf("The headline says %s; the text has it with a reserve: %s.", p.Quote(headline), p.Quote(s)),
		Evidence: []record.Evidence{
			{Span: &headline, What: "headline"},
			{Span: &s, What: "text", Value: hint.In(p.Doc.Text)},
		},
	})
	return nil
}

// marked tells whether the headline itself shows that its statement is somebody's, or not
// sure.
func marked(p *check.Pass, w words.Lists, s record.Span) bool {
	text := s.In(p.Doc.Text)
	if strings.ContainsAny(text, "?‘“\":") || strings.Contains(text, " '") || strings.HasPrefix(text, "'") || w.Any(text, "marked") {
		return true
	}
	for i := p.Sentence(s.Start); i < p.First(); i++ {
		if len(p.Cued(i)) > 0 {
			return true
		}
	}
	return false
}

// statement is the stem of the verb that the headline states; "" where it states nothing.
func statement(p *check.Pass, t *check.Tree) string {
	if t == nil {
		return ""
	}
	for k := range t.Words {
		if t.Is(k, "root") && t.Words[k].UPOS == "VERB" && t.Form(k) != "to" {
			for _, kid := range t.Kids(k) {
				if t.Is(kid, "mark") && t.Form(kid) == "to" {
					return ""
				}
			}
			return p.Key(t.Words[k])
		}
	}
	return ""
}

// hedge is the word in sentence i that holds the statement off: one about its verb, or a
// cue that does not vouch for what follows.
func hedge(p *check.Pass, w words.Lists, i int, verb string) (record.Span, bool) {
	t := p.Tree(i)
	for k := range t.Words {
		if p.Key(t.Words[k]) != verb {
			continue
		}
		for _, x := range t.Kids(k) {
			if (t.Is(x, "aux") || t.Is(x, "advmod")) && w.Has(t.Form(x), "hedge") {
				return t.Words[x].Span, true
			}
		}
		if h := t.Head(k); h >= 0 && w.Has(t.Lemma(h), "raising") && t.Is(k, "xcomp") {
			return t.Words[h].Span, true
		}
	}
	for _, a := range p.Cued(i) {
		first, last := t.Range(a.Cue.Bounds())
		for k := first; k < last; k++ {
			if t.Words[k].UPOS == "VERB" && w.Has(t.Lemma(k), "claim") && !a.Negated && holds(p, a, verb) {
				return t.Words[k].Span, true
			}
		}
	}
	return record.Span{}, false
}

// holds tells whether what is said has the verb.
func holds(p *check.Pass, a *record.Attribution, verb string) bool {
	for _, c := range a.Content {
		if check.Share([]string{verb}, p.Keys(c)) > 0 {
			return true
		}
	}
	return false
}
