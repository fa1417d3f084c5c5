// Package countconflict is the check for one thing that a text counts twice with
// different results. Its rule stands in doc.md.
package countconflict

import (
	_ "embed"
	"fmt"
	"maps"
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
	Name:    "count-conflict",
	Label:   "one thing, two counts",
	Doc:     doc,
	Planted: 2, Found: 0,
	Severity: record.Warning,
	Yields:   []string{"rate-mismatch", "trend-conflict", "arithmetic"},
	Run:      run,
}

var lists = words.Once("countconflict/words.tsv", table)

// mostOfKey is how many counts of one unit and verb are compared with each other.
const mostOfKey = 12

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	of := map[string][]*count{}
	for i := range p.Doc.Quantities {
		c := read(p, w, &p.Doc.Quantities[i])
		if c == nil {
			continue
		}
		for _, verb := range c.verbs {
			key := c.unit + "/" + verb
			for _, before := range of[key] {
				if before.conflicts(c) {
					report(p, before, c, verb)
					before.told, c.told = true, true
					break
				}
			}
			if len(of[key]) < mostOfKey {
				of[key] = append(of[key], c)
			}
		}
	}
	return nil
}

// count is a figure with what happens to what it counts.
type count struct {
	*record.Quantity
	low, high float64
	unit      string
	verbs     []string
	about     map[string]bool    // the other things that its clause names
	names     map[string]bool    // those with a proper name
	speaker   string             // on whose word it is; "" for the text's own
	when      map[[2]string]bool // the times that its clause names
	around    [][2]string        // those that its sentence names
	sentence  int
	told      bool
}

// read takes a quantity as a count; nil where it is none of a thing that something
// happens to.
func read(p *check.Pass, w words.Lists, q *record.Quantity) *count {
	if q.Unit == "" || q.UnitSpan == nil || q.Per != "" || q.Old != nil || q.Change == record.Up || q.Change == record.Down || q.Low == nil || w.Has(strings.ToLower(q.Unit), "general") {
		return nil
	}
	c := &count{
		Quantity: q, low: *q.Low, high: 1e18, unit: strings.ToLower(q.UnitSpan.In(p.Doc.Text)), sentence: p.Sentence(q.Start),
		about: map[string]bool{}, names: map[string]bool{}, when: map[[2]string]bool{},
	}
	if q.High != nil {
		c.high = *q.High
	}
	if q.Change == record.About {
		c.low, c.high = c.low*0.85, c.high*1.15
	}
	t := p.Tree(c.sentence)
	unit := t.Unit(*q)
	if unit < 0 || c.low < 2 || c.partial(p, w, t) {
		return nil
	}
	for _, v := range verbsOf(t, unit) {
		if lemma := t.Lemma(v); t.Words[v].UPOS == "VERB" && !w.Has(lemma, "light") && !conditional(t, v) {
			c.verbs = append(c.verbs, lemma)
			c.gather(p, t, v, unit)
		}
	}
	if len(c.verbs) == 0 {
		return nil
	}
	if i := q.Period.Index(); i >= 0 && p.Doc.Timexes[i].Interval != nil {
		c.when[*p.Doc.Timexes[i].Interval] = true
	}
	if i := q.Attribution.Index(); i >= 0 {
		a := &p.Doc.Attributions[i]
		c.speaker = strings.ToLower(a.Source.In(p.Doc.Text))
		if a.Speaker.Set() {
			c.speaker = a.Speaker.String()
		}
	}
	return c
}

// partial tells whether the sentence says that the count is one of a part, or goes on.
func (c *count) partial(p *check.Pass, w words.Lists, t *check.Tree) bool {
	sentence := p.Doc.Sentences[c.sentence]
	if w.Any(sentence.In(p.Doc.Text), "change") {
		return true
	}
	for i := range t.Words {
		if w.Has(t.Lemma(i), "change") {
			return true
		}
	}
	for _, other := range check.In(p.Doc.Quantities, sentence) {
		if other.Span != c.Span && other.Unit == c.Unit {
			return true // "two letters to the mayor and ten to the board": parts of one count
		}
	}
	first, last := t.Range(c.Span)
	for i := max(0, first-2); i < last; i++ {
		if w.Has(t.Form(i), "part") {
			return true
		}
	}
	return false
}

// verbsOf are the verbs of which the counted thing is a part: the one over it, and those
// that describe it ("the men who were arrested", "jobs lost").
func verbsOf(t *check.Tree, unit int) []int {
	var out []int
	if h := t.Head(unit); h >= 0 && t.Is(unit, "nsubj", "obj") {
		out = append(out, h)
	}
	for _, k := range t.Kids(unit) {
		if t.Is(k, "acl") {
			out = append(out, k)
		}
		if clause := t.Kid(k, "acl"); t.Is(k, "nmod") && clause >= 0 { // "officers of the guard who were convicted"
			out = append(out, clause)
		}
	}
	return out
}

// conditional tells whether the verb says what may be, or is not.
func conditional(t *check.Tree, v int) bool {
	switch t.Tense(v) {
	case check.Modal, check.Would:
		return true
	}
	return slices.ContainsFunc(t.Kids(v), func(k int) bool {
		switch t.Form(k) {
		case "not", "n't", "n’t", "never", "if", "unless", "no":
			return true
		}
		return false
	})
}

// gather notes what else the clause names: nouns and names under the verb, outside of the
// counted thing's own words; times by themselves.
func (c *count) gather(p *check.Pass, t *check.Tree, verb, unit int) {
	times := check.In(p.Doc.Timexes, p.Doc.Sentences[c.sentence])
	c.around = nil
	_, published, known := p.Published()
	for _, x := range times {
		if x.Interval != nil && len(c.around) < mostOfKey && (!known || x.Interval[0] <= published) {
			c.around = append(c.around, *x.Interval)
		}
		if x.Interval != nil && t.Under(t.Top(x.Span), verb) {
			c.when[*x.Interval] = true
		}
	}
	for i := range t.Words {
		if i == unit || i == verb || t.Words[i].UPOS != "NOUN" && t.Words[i].UPOS != "PROPN" || !t.Under(i, verb) {
			continue
		}
		if !slices.ContainsFunc(times, func(x record.Timex) bool { return x.Contains(t.Words[i].Span) }) {
			c.about[t.Lemma(i)] = true
			if t.Words[i].UPOS == "PROPN" {
				c.names[t.Lemma(i)] = true
			}
		}
	}
	// "A landslide hit the village and killed 17 people."
	if first := t.Head(verb); t.Is(verb, "conj") && t.Kid(verb, "nsubj") < 0 {
		if subject := t.Kid(first, "nsubj"); subject >= 0 {
			c.about[t.Lemma(subject)] = true
		}
	}
}

// apart is by how many days the times of two sentences must differ to be those of two
// events.
const apart = 7

// conflicts tells whether two counts of one unit and verb cannot both be right: they
// share something else that is named, are of one time, and nobody says that their
// sources differ.
func (c *count) conflicts(d *count) bool {
	if c.told || d.told || c.sentence == d.sentence || c.low <= d.high && d.low <= c.high {
		return false
	}
	if c.speaker != "" && d.speaker != "" && c.speaker != d.speaker {
		return false
	}
	if len(c.when) > 0 && len(d.when) > 0 && !maps.Equal(c.when, d.when) {
		return false
	}
	for _, a := range c.around {
		if slices.Contains(d.around, a) {
			continue
		}
		for _, b := range d.around {
			if check.Days(a[1], b[0]) > apart || check.Days(b[1], a[0]) > apart {
				return false
			}
		}
	}
	return common(c.about, d.about) && (within(c.names, d.names) || within(d.names, c.names))
}

// within tells whether all of a set is in the other: who names one hospital here and
// another there counts two things.
func within(a, b map[string]bool) bool {
	for x := range a {
		if !b[x] {
			return false
		}
	}
	return true
}

// common tells whether two sets share something.
func common(a, b map[string]bool) bool {
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}

func report(p *check.Pass, a, b *count, verb string) {
	x, y := a.Span, b.Span
	p.Report(record.Finding{
		Spans:   record.Spans{x, y}.Sorted(),
		Message: fmt.Sprintf("The text counts %s at one place and %s at another, of the same thing as far as its words show.", p.Quote(x), p.Quote(y)),
		Evidence: []record.Evidence{
			{Span: &x, What: "count", Value: check.Number(a.low)},
			{Span: &y, What: "count", Value: check.Number(b.low)},
			{What: "said of both", Value: verb},
		},
	})
}
