// Package secondhand is the check for words that a text has from another outlet rather than from the one who spoke.
// Its rule stands in doc.md.
package secondhand

import (
	_ "embed"
	"fmt"
	"slices"
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
	Name:     "second-hand",
	Label:    "words from another outlet",
	Doc:      doc,
	Severity: record.Note,
	Planted:  2, Found: 1,
	Yields: []string{"unnamed-share", "quote-unmarked"},
	Run:    run,
}

var lists = words.Once("secondhand/words.tsv", table)

// mostNames is how many outlets a message names.
const mostNames = 6

func run(p *check.Pass) error {
	codes, err := lists()
	if err != nil {
		return err
	}
	outlets := outlets(p)
	var f record.Finding
	var names []string
	var whose string // words the first outlet gives
	for i := range p.Doc.Attributions {
		a := &p.Doc.Attributions[i]
		outlet, at, ok := carrier(p, a, outlets)
		if !ok || a.Negated || a.Inferred || len(a.Content) == 0 || ours(p, codes, outlet) ||
			slices.ContainsFunc(names, func(n string) bool { return same(n, outlet) }) {
			continue
		}
		by := "this"
		if a.Sourcing != record.NamedOutlet {
			by = "the words of " + p.Quote(a.Source.Bounds())
		} else if s := behind(p, i); s != nil {
			by = "the words of " + p.Quote(s.Source.Bounds())
			at = append(slices.Clone(at), s.Source.Bounds()).Sorted()
		}
		if names = append(names, outlet); len(names) == 1 {
			whose = by
		}
		f.Spans = append(f.Spans, at...)
		f.Evidence = append(f.Evidence, record.Evidence{What: "outlet", Value: outlet})
		if c := a.Content.Bounds(); !c.Empty() {
			f.Evidence = append(f.Evidence, record.Evidence{Span: &c, What: "words"})
		}
	}
	switch len(names) {
	case 0:
		return nil
	case 1:
		f.Message = fmt.Sprintf("The text has %s from %s, not from its own hearing.", whose, names[0])
	default:
		f.Message = fmt.Sprintf("The text has words from %d outlets, not from its own hearing: %s.", len(names), strings.Join(names[:min(len(names), mostNames)], "; "))
	}
	f.Spans = f.Spans.Sorted()
	p.Report(f)
	return nil
}

// outlets are the entities that the chain of a claim has as an outlet.
func outlets(p *check.Pass) map[int]bool {
	out := map[int]bool{}
	for i := range p.Doc.Claims {
		for _, c := range p.Doc.Claims[i].Chain {
			if c.Kind == record.ByOutlet && c.Entity.Set() {
				out[c.Entity.Index()] = true
			}
		}
	}
	return out
}

// carrier is the outlet through which an attribution's words came, and the place that
// says so: its source, or to whom somebody spoke.
func carrier(p *check.Pass, a *record.Attribution, outlets map[int]bool) (name string, at record.Spans, ok bool) {
	if len(a.Cue) == 0 || len(a.Source) == 0 {
		return "", nil, false
	}
	if a.Sourcing == record.NamedOutlet && named(p, a.Source.Bounds()) {
		return strings.Join(strings.Fields(a.Source.Bounds().In(p.Doc.Text)), " "), a.Source, true
	}
	s := p.Doc.Sentences[p.Sentence(a.Cue[0].Start)]
	for _, c := range a.Carriers {
		e := &p.Doc.Entities[c.Index()]
		for _, m := range e.Mentions {
			if outlets[c.Index()] && m.Form == record.NameForm && s.Contains(m.Span) && whole(p, m.Span) {
				return m.In(p.Doc.Text), record.Spans{m.Span, a.Source.Bounds()}.Sorted(), true
			}
		}
	}
	return "", nil, false
}

// whole tells whether a name is not the end of a longer one: "House" of "White House".
func whole(p *check.Pass, s record.Span) bool {
	before := p.Doc.Text[:s.Start]
	word := strings.TrimRight(before, " ")
	if word == before {
		return true
	}
	word = word[strings.LastIndexAny(word, " \n")+1:]
	return word == "" || word[0] < 'A' || word[0] > 'Z' || strings.EqualFold(word, "the")
}

// behind is whose words the outlet of attribution i gives: the source of an attribution
// inside of its content.
func behind(p *check.Pass, i int) *record.Attribution {
	outer := p.Doc.Attributions[i].Content.Bounds()
	for k := i + 1; k < len(p.Doc.Attributions) && k < i+4; k++ {
		b := &p.Doc.Attributions[k]
		if len(b.Source) > 0 && outer.Contains(b.Source.Bounds()) && b.Sourcing != record.NamedOutlet {
			return b
		}
	}
	return nil
}

// named tells whether the source holds a name, and is not only "the newspaper".
func named(p *check.Pass, s record.Span) bool {
	for _, t := range p.Within(s) {
		if t.UPOS == "PROPN" {
			return true
		}
	}
	return false
}

// ours tells whether the outlet is the text's own, or one that the text credits.
func ours(p *check.Pass, codes words.Lists, outlet string) bool {
	name := letters(outlet)
	if own := letters(p.Doc.Outlet); own != "" && (strings.Contains(name, own) || strings.Contains(own, name) ||
		codes.Has(strings.TrimPrefix(strings.ToLower(outlet), "the "), own) || stands(p.Doc.Outlet, outlet)) {
		return true
	}
	for _, c := range p.Doc.Credits {
		if i := c.Index(); i >= 0 && strings.Contains(name, letters(p.Doc.Entities[i].Name)) {
			return true
		}
	}
	return false
}

// same tells whether two names may be one outlet's: "The New York Times" and "The Times", "AP"
// and "The Associated Press".
func same(a, b string) bool {
	x, y := letters(a), letters(b)
	return strings.Contains(x, y) || strings.Contains(y, x) || stands(x, b) || stands(y, a)
}

// stands tells whether a code stands for a name: by the beginnings of its words, or their
// first letters. "The Post" is enough where the code ends in "-post".
func stands(code, name string) bool {
	parts := strings.FieldsFunc(strings.ToLower(code), func(r rune) bool { return r == '-' || r == '_' || r == ' ' })
	words := strings.Fields(strings.ToLower(name))
	if len(words) > 0 && words[0] == "the" {
		words = words[1:]
	}
	if len(words) == 0 || len(parts) == 0 {
		return false
	}
	if len(words) == 1 {
		return len(parts) > 1 && words[0] == parts[len(parts)-1]
	}
	if len(parts) == 1 {
		parts = strings.Split(parts[0], "")
	}
	if len(parts) != len(words) {
		return false
	}
	for i, part := range parts {
		if !strings.HasPrefix(words[i], part) {
			return false
		}
	}
	return true
}

// letters are the letters and digits of a name without its article, in lower case.
func letters(name string) string {
	name = strings.ToLower(name)
	name = strings.TrimPrefix(name, "the ")
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '.' || r == '-' || r == '’' || r == '\'' {
			return -1
		}
		return r
	}, name)
}
