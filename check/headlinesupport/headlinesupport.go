// Package headlinesupport is the check for parts of a headline that nothing in the text says.
// Its rule stands in doc.md.
package headlinesupport

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
	Name:     "headline-support",
	Label:    "headline without support",
	Doc:      doc,
	Severity: record.Warning,
	Planted:  2, Found: 1,
	Run: run,
}

var lists = words.Once("headlinesupport/words.tsv", table)

// mostWords is how much of a body is read for its words, and leastBody how many it must
// have.
const (
	mostWords = 20000
	leastBody = 25
)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	headline := p.Headline()
	if headline.Empty() || !p.News() || strings.ContainsAny(headline.In(p.Doc.Text), "?“‘\":|") || w.Any(headline.In(p.Doc.Text), "loose") {
		return nil
	}
	first := p.First()
	if first >= len(p.Doc.Sentences) {
		return nil
	}
	r := &search{Pass: p, w: w, body: map[string]bool{}}
	body := p.Within(record.Span{Start: p.Doc.Sentences[first].Start, End: len(p.Doc.Text)})
	if len(body) < leastBody {
		return nil
	}
	for _, t := range body[:min(len(body), mostWords)] {
		r.body[check.Stem(strings.ToLower(t.Lemma))] = true
		r.body[strings.ToLower(t.Lemma)] = true
		r.body[strings.ToLower(t.In(p.Doc.Text))] = true
	}
	for i := p.Sentence(headline.Start); i < first; i++ {
		if t := p.Tree(i); t != nil {
			r.parts(t)
		}
	}
	r.people(headline)
	return nil
}

type search struct {
	*check.Pass
	w    words.Lists
	body map[string]bool // stems, lemmas and forms, in lower case
}

// said tells whether the body has the word, its kin, or one of those that the table puts
// with it.
func (r *search) said(lemma string) bool {
	if r.body[lemma] || r.body[check.Stem(lemma)] {
		return true
	}
	stem := check.Stem(lemma)
	for kind, list := range r.w {
		if !strings.HasPrefix(kind, "kin-") {
			continue
		}
		in := list[lemma]
		for x := range list {
			in = in || check.Stem(x) == stem
		}
		if !in {
			continue
		}
		for x := range list {
			if r.body[x] || r.body[check.Stem(x)] {
				return true
			}
		}
	}
	return false
}

// parts reports the first reaction of people, or member of a list, in a headline of which
// the body has no word.
func (r *search) parts(t *check.Tree) {
	known, all := 0, 0
	for k, w := range t.Words {
		if r.Key(w) != "" {
			all++
			if r.said(t.Lemma(k)) {
				known++
			}
		}
	}
	if 2*known < all {
		return // the headline speaks in other words altogether
	}
	for k, w := range t.Words {
		var first, last int
		switch {
		case t.Is(k, "conj") && (w.UPOS == "NOUN" || w.UPOS == "VERB"):
			first, last = r.reach(t, k)
		case (w.UPOS == "NOUN" || w.UPOS == "PROPN") && r.w.Has(t.Lemma(k), "reaction"):
			// Headlines are parsed badly: what stands before the noun goes with it.
			if first, last = k, k; k > 0 && t.Words[k-1].UPOS == "ADJ" && !r.said(t.Lemma(k-1)) {
				first--
			}
		default:
			continue
		}
		if s, ok := r.missing(t, first, last); ok {
			r.Report(record.Finding{
				Severity: record.Note,
				Spans:    record.Spans{s},
				Message:  fmt.Sprintf("The headline has %s; no word of the text says so.", r.Quote(s)),
				Evidence: []record.Evidence{{Span: &s, What: "headline"}},
			})
			return
		}
	}
}

// reach is the stretch of words that hang on word k, up to other members of its list.
func (r *search) reach(t *check.Tree, k int) (first, last int) {
	first, last = k, k
	for _, x := range t.Kids(k) {
		if t.Is(x, "conj", "cc", "punct", "parataxis") {
			continue
		}
		first, last = min(first, x), max(last, x)
		for _, y := range t.Kids(x) {
			if !t.Is(y, "conj", "punct", "cc") {
				first, last = min(first, y), max(last, y)
			}
		}
	}
	return first, last
}

// missing is the stretch where none of its content words is in the body, and one of them is
// a noun.
func (r *search) missing(t *check.Tree, first, last int) (record.Span, bool) {
	noun := false
	for k := first; k <= last; k++ {
		w := t.Words[k]
		reaction := r.w.Has(t.Lemma(k), "reaction")
		if (w.UPOS == "PROPN" || w.UPOS == "NUM") && !reaction {
			return record.Span{}, false
		}
		if r.Key(w) == "" {
			continue
		}
		if w.UPOS != "ADJ" && r.said(t.Lemma(k)) {
			return record.Span{}, false
		}
		noun = noun || w.UPOS == "NOUN" || reaction
	}
	return record.Span{Start: t.Words[first].Start, End: t.Words[last].End}, noun
}

// people reports a person whom the headline names by full name or surname and the body
// nowhere.
func (r *search) people(headline record.Span) {
	for _, e := range r.Mentioned(headline) {
		if e.Kind != record.Person {
			continue
		}
		for _, m := range e.Mentions {
			if !headline.Contains(m.Span) || m.Form != record.NameForm || len(e.Mentions) > 1 {
				continue
			}
			found, length := false, 0
			for _, w := range strings.FieldsFunc(strings.ToLower(m.In(r.Doc.Text)), func(c rune) bool { return c == ' ' || c == '\'' || c == '’' || c == '-' || c == '.' }) {
				found = found || len(w) > 2 && r.body[w]
				length = max(length, len(w))
			}
			if !found && length > 3 && (m.Start > headline.Start || strings.Contains(m.In(r.Doc.Text), " ")) {
				s := m.Span
				r.Report(record.Finding{
					Severity: record.Note,
					Spans:    record.Spans{s},
					Message:  fmt.Sprintf("The headline names %s; the text does not.", r.Quote(s)),
					Evidence: []record.Evidence{{Span: &s, What: "headline"}},
				})
			}
		}
	}
}
