// Package acronym is the check for acronyms that a text never explains. Its rule stands
// in doc.md.
package acronym

import (
	_ "embed"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"hearsay/check"
	"hearsay/check/facts"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check.
var Check = &check.Check{
	Name:    "acronym",
	Label:   "letters that the text does not explain",
	Doc:     doc,
	Planted: 2, Found: 2,
	Severity: record.Warning,
	Run:      run,
}

var lists = words.Once("acronym/words.tsv", table)

// most is how many acronyms of a text are looked at.
const most = 50

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil || p.Facts == nil {
		return err
	}
	r := &runner{p, w, map[string][]string{}, persons(p.Doc), nil}
	for pair := range w["sign"] {
		country, words, _ := strings.Cut(pair, "=")
		r.signs[country] = strings.Split(words, ",")
	}
	seen := map[string]bool{}
	for i := range p.Doc.Sentences {
		tokens := p.Words(i)
		if shouted(p, tokens) {
			continue
		}
		for k, t := range tokens {
			letters := strings.TrimSuffix(t.In(p.Doc.Text), "s")
			if seen[letters] || !isAcronym(letters) || w.Has(letters, "never") || !p.InBody(t.Span) || r.person(t.Span) || r.glued(tokens, k) || r.loud(tokens, k) {
				continue
			}
			if seen[letters] = true; len(seen) <= most {
				r.acronym(letters, record.Span{Start: t.Start, End: t.Start + len(letters)})
			}
		}
	}
	r.others()
	return nil
}

// loud tells whether the letters are a word in capitals: beside another, tagged as no
// name, or written small elsewhere in the text.
func (r *runner) loud(tokens []record.Token, k int) bool {
	big := func(i int) bool {
		if i < 0 || i >= len(tokens) {
			return false
		}
		word := tokens[i].In(r.Doc.Text)
		return len(word) > 1 && unicode.IsLetter(rune(word[0])) && strings.ToUpper(word) == word && len(r.Facts.Acronym(word)) == 0
	}
	word := tokens[k].In(r.Doc.Text)
	if len(r.Facts.Acronym(word)) > 0 {
		return false
	}
	return big(k-1) || big(k+1) || tokens[k].UPOS != "PROPN" && tokens[k].UPOS != "NOUN" && tokens[k].UPOS != "X" ||
		holds(r.Doc.Text, strings.ToLower(word))
}

type runner struct {
	*check.Pass
	words  words.Lists
	signs  map[string][]string // what shows a country beside its name
	people []record.Span       // names of persons, in text order
	rest   record.Spans        // acronyms of which nothing is known
}

func persons(doc *record.Document) record.Spans {
	var out record.Spans
	for _, e := range doc.Entities {
		if e.Kind == record.Person {
			for _, m := range e.Mentions {
				if m.Form == record.NameForm {
					out = append(out, m.Span)
				}
			}
		}
	}
	return out.Sorted()
}

// person tells whether the letters are a person's initials.
func (r *runner) person(s record.Span) bool {
	i := sort.Search(len(r.people), func(i int) bool { return r.people[i].End > s.Start })
	return i < len(r.people) && r.people[i].Start < s.End && r.people[i].Len() > s.Len()
}

// glued tells whether the letters are a part of a longer name: "AK-47", "C-SPAN", "A&B".
func (r *runner) glued(tokens []record.Token, k int) bool {
	t := tokens[k]
	near := func(i int) bool {
		if i < 0 || i >= len(r.Doc.Text) {
			return false
		}
		c := r.Doc.Text[i]
		return c == '-' || c == '/' || c == '&' || c == '.' && i < t.Start || c == '@' || c == '#' || c >= '0' && c <= '9' || c == '_'
	}
	return near(t.Start-1) || near(t.End)
}

// shouted tells whether a sentence is written in capitals, as headings are.
func shouted(p *check.Pass, tokens []record.Token) bool {
	upper, all := 0, 0
	for _, t := range tokens {
		word := t.In(p.Doc.Text)
		if !unicode.IsLetter([]rune(word + " ")[0]) {
			continue
		}
		if all++; len(word) > 1 && strings.ToUpper(word) == word {
			upper++
		}
	}
	return all < 3 || upper*2 > all
}

// isAcronym tells whether a word is of the form of an acronym: two to six letters, all
// capitals but one or two at most, and beginning with one.
func isAcronym(word string) bool {
	n, upper := 0, 0
	for _, r := range word {
		if !unicode.IsLetter(r) {
			return false
		}
		if n++; unicode.IsUpper(r) {
			upper++
		}
	}
	first := []rune(word + " ")[0]
	return n >= 2 && n <= 6 && unicode.IsUpper(first) && upper >= 2 && (upper == n || n >= 3 && upper >= n-1 && unicode.IsUpper([]rune(word)[n-1]))
}

// acronym judges one acronym by its first place.
func (r *runner) acronym(letters string, at record.Span) {
	known := r.fitting(letters)
	switch {
	case slices.ContainsFunc(r.Facts.Acronym(letters), func(a *facts.Acronym) bool { return a.Household }), r.explained(letters):
		return
	case len(known) > 0:
		a := known[0]
		means := a.Words
		if a.English != "" && a.English != a.Words {
			means = a.English + " (" + language(a.Language) + ": " + a.Words + ")"
		}
		r.Report(record.Finding{
			Severity: record.Note, Spans: record.Spans{at}, Label: "letters that the text does not explain",
			Message: fmt.Sprintf("The text does not explain %s; the table has it as %s.", r.Quote(at), means),
			Evidence: []record.Evidence{
				{Span: &at, What: "acronym", Value: letters},
				{What: "row", Value: means, Source: a.Origin()},
			},
		})
	default:
		if near := r.near(letters); near != nil {
			r.Report(record.Finding{
				Spans: record.Spans{at}, Label: "letters close to known ones",
				Message: fmt.Sprintf("The text does not explain %s, which is one letter away from %s, %s.", r.Quote(at), near.Letters, means(near)),
				Evidence: []record.Evidence{
					{Span: &at, What: "acronym", Value: letters},
					{What: "row", Value: near.Letters + ": " + means(near), Source: near.Origin()},
				},
			})
			return
		}
		r.rest = append(r.rest, at)
	}
}

// mostNamed is how many acronyms a message names.
const mostNamed = 6

// others reports the acronyms of which nothing is known, in one finding.
func (r *runner) others() {
	if len(r.rest) == 0 {
		return
	}
	var quoted []string
	var evidence []record.Evidence
	for i := range r.rest {
		evidence = append(evidence, record.Evidence{Span: &r.rest[i], What: "acronym", Value: r.rest[i].In(r.Doc.Text)})
		if i < mostNamed {
			quoted = append(quoted, r.Quote(r.rest[i]))
		}
	}
	last := len(quoted) - 1
	list := quoted[last]
	if last > 0 {
		list = strings.Join(quoted[:last], ", ") + " and " + list
	}
	if more := len(r.rest) - len(quoted); more > 0 {
		list += fmt.Sprintf(", and %d more", more)
	}
	r.Report(record.Finding{Severity: record.Note, Spans: r.rest, Message: "The text does not explain " + list + ".", Evidence: evidence})
}

func means(a *facts.Acronym) string {
	if a.English != "" {
		return a.English
	}
	return a.Words
}

func language(tag string) string {
	for _, l := range [][2]string{{"ru", "Russian"}, {"uk", "Ukrainian"}, {"de", "German"}, {"fr", "French"}, {"es", "Spanish"}, {"tr", "Turkish"}, {"pl", "Polish"}, {"fa", "Persian"}} {
		if l[0] == tag {
			return l[1]
		}
	}
	return tag
}

// fitting are the table's meanings of the letters whose matter the text speaks of.
func (r *runner) fitting(letters string) []*facts.Acronym {
	return slices.DeleteFunc(r.Facts.Acronym(letters), func(a *facts.Acronym) bool { return !r.fits(a) })
}

// fits tells whether the text speaks of the acronym's matter.
func (r *runner) fits(a *facts.Acronym) bool {
	if len(a.Field) == 0 {
		return true
	}
	for _, f := range a.Field {
		if holds(r.Doc.Text, f) || slices.ContainsFunc(r.signs[f], func(word string) bool { return holds(r.Doc.Text, word) }) {
			return true
		}
	}
	return false
}

// holds tells whether the text has the word, as a word of its own.
func holds(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		i += at
		end := i + len(word)
		if (i == 0 || !letter(text[i-1])) && (end == len(text) || !letter(text[end])) {
			return true
		}
		at = end
	}
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// explained tells whether the text gives the words: "Harbour Pilots' Association (HPA)",
// "HPA (Harbour Pilots' Association)", "HPA, the pilots' union", or a name elsewhere
// whose capitals are the letters.
func (r *runner) explained(letters string) bool {
	text := r.Doc.Text
	for _, mark := range []string{"(" + letters + ")", "(" + letters + ",", "(" + letters + ";", "(the " + letters + ")", letters + " (", "or " + letters + ",", "known as " + letters, "called " + letters, "[" + letters + "]", "“" + letters + "”", "\"" + letters + "\""} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	for _, e := range r.Doc.Entities {
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			if len(name) > 2*len(letters) && initials(name) == strings.ToUpper(letters) {
				return true
			}
		}
	}
	for _, a := range r.Facts.Acronym(letters) {
		if strings.Contains(strings.ToLower(text), strings.ToLower(means(a))) || strings.Contains(text, a.Words) {
			return true
		}
	}
	return false
}

// initials are the capitals at the beginnings of a name's words.
func initials(name string) string {
	var out []rune
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		if r := []rune(w)[0]; unicode.IsUpper(r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// near is a known acronym of four letters or more, fitting the text's matter by a word
// of its field, that differs by one letter or a swap.
func (r *runner) near(letters string) *facts.Acronym {
	if len(letters) < 4 {
		return nil
	}
	for i := range r.Facts.Acronyms {
		a := &r.Facts.Acronyms[i]
		if len(a.Letters) >= 4 && oneOff(letters, a.Letters) && len(a.Field) > 0 && r.fits(a) && !holds(r.Doc.Text, a.Letters) {
			return a
		}
	}
	return nil
}

// swapped tells whether two neighbouring letters have changed places.
func swapped(a, b string) bool {
	if len(a) != len(b) || a == b {
		return false
	}
	i := 0
	for a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// oneOff tells whether one letter is another, missing, added, or has changed places with
// its neighbour.
func oneOff(a, b string) bool {
	if a == b || len(a) > len(b)+1 || len(b) > len(a)+1 {
		return false
	}
	if swapped(a, b) {
		return true
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) == len(b):
		return a[i+1:] == b[i+1:]
	case len(a) > len(b):
		return a[i+1:] == b[i:]
	}
	return a[i:] == b[i+1:]
}
