// Package attribution finds who says what: source, cue and content of every
// attribution, direct, indirect and mixed (after PARC and PolNeAR). Quotation marks and
// a table of reporting verbs and phrases decide; where a network has read the text, its
// spans are the base, and the rules add what marks and table know.
//
// It promises that the spans of one role are sorted and apart, and that nobody is
// given words by a rule without a mark or a cue, unless Inferred says so.
//
// The way of a text: [cues.go] holds the table, [unit.go] cuts the text into units
// in which a quotation is one item, [match.go] finds cues, [read.go] and
// [verb.go] read what stands beside each with [phrase.go], [source.go] and [content.go], [resolve.go] settles which readings
// stand, [quotation.go] follows quotations from sentence to sentence, [merge.go] joins all that
// with what a network read, and [form.go] and [act.go] name it.
package attribution

import (
	"cmp"
	"io/fs"
	"math"
	"slices"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Finder holds one language's reporting verbs and phrases. It is safe for use by
// several goroutines.
type Finder struct {
	lexicon lexicon
	acts    actWords
	weights []float64 // of Features
}

// Load reads the tables of one language ("en"): cues.tsv, cue-words.tsv and
// act-words.tsv. An error names the table, the line and what is wrong.
func Load(tables fs.FS, language string) (*Finder, error) {
	lex, err := loadLexicon(tables, language)
	if err != nil {
		return nil, err
	}
	acts, err := loadActs(tables, language)
	if err != nil {
		return nil, err
	}
	weights, err := loadConfidence(tables, language)
	if err != nil {
		return nil, err
	}
	return &Finder{lex, acts, weights}, nil
}

// Read is what a network has read: spans, and how probable it held them.
type Read struct {
	record.Attribution
	// CueOdds are of the cue's words; RoleOdds of the source and content that it has then.
	CueOdds, RoleOdds float64
}

// Find returns the attributions in text order of their first span, with source,
// cue, content, form, act, act2, inferred, possible, negated and confidence; package sourcing
// fills the rest. Read are the spans that a network has found, which the rules' are
// merged with; nil where none has read. It is not changed.
func (f *Finder) Find(text *lex.Text, tokens []record.Token, entities []record.Entity, read []Read) []record.Attribution {
	out, signs, _ := f.find(text, tokens, entities, read)
	return f.Describe(text, f.narrow(text, signs, f.goesOn(text, tokens, signs, out)))
}

// Weigh finds the spans of attributions and, where a network has read, the Features
// that the confidence of each rests on: train/confidence fits their weights.
func (f *Finder) Weigh(text *lex.Text, tokens []record.Token, entities []record.Entity, read []Read) (out []record.Attribution, features [][]float64) {
	out, _, features = f.find(text, tokens, entities, read)
	return out, features
}

// find finds all but inferred words; signs are the places of the table's cues.
func (f *Finder) find(text *lex.Text, tokens []record.Token, entities []record.Entity, read []Read) (out []record.Attribution, signs []sign, features [][]float64) {
	out, how, signs := f.byRule(text, tokens, entities)
	if read != nil {
		quotes := outermost(text)
		var from []evidence
		out, from = merge(text, quotes, read, out, how, signs)
		for _, n := range f.nested(text, tokens, entities, out) {
			out = append(out, n.Attribution)
			from = append(from, evidence{rule: &n.Attribution, nested: true})
		}
		for i := range out {
			x := from[i].features(text, quotes, &out[i])
			out[i].Confidence = confide(f.weights, x)
			features = append(features, x)
		}
	} else {
		for _, n := range f.nested(text, tokens, entities, out) {
			out = append(out, n.Attribution)
		}
	}
	return out, signs, features
}

// Describe says what quotation marks and words show of each attribution, its form and
// where it is not known its act, and puts them in text order of their first span.
func (f *Finder) Describe(text *lex.Text, out []record.Attribution) []record.Attribution {
	outer := outermost(text)
	cues := make([]int, len(text.Words)+1) // how many begin before each word
	for _, a := range out {
		if len(a.Cue) > 0 {
			cues[min(text.WordAt(a.Cue[0].Start)+1, len(text.Words))]++
		}
	}
	for w := range text.Words {
		cues[w+1] += cues[w]
	}
	holds := func(content record.Spans) bool {
		return slices.ContainsFunc(content, func(s record.Span) bool {
			first, last := text.Range(s)
			return cues[last] > cues[first]
		})
	}
	for i := range out {
		a := &out[i]
		a.Form = formOf(text, outer, a.Content)
		if a.Act == "" {
			a.Act = f.lexicon.actOfCue(text, a.Cue)
		}
		switch {
		case a.Act == record.Assert:
			if act, second := f.acts.of(text, a.Content, holds(a.Content)); act != record.Assert {
				a.Act, a.Act2 = act, second
			}
		case a.Act == record.Demand && a.Act2 == record.Feel && opensWith(text, a.Content, "to"):
			a.Act = record.Promise // "wants to rebuild the pier"
		case a.Act == record.Ask && a.Form != record.Direct && asksTo(text, a.Content, f.lexicon):
			a.Act = record.Demand
		}
	}
	slices.SortStableFunc(out, func(a, b record.Attribution) int {
		if c := cmp.Compare(start(a), start(b)); c != 0 || a.Inferred == b.Inferred {
			return c
		} else if a.Inferred {
			return -1 // it holds the other
		}
		return 1
	})
	return out
}

// opensWith tells whether spans begin with a word.
func opensWith(text *lex.Text, spans record.Spans, word string) bool {
	if len(spans) == 0 {
		return false
	}
	first, last := text.Range(spans[0])
	return first < last && text.Words[first].Lower == word
}

// outermost are the quotations that stand in no other.
func outermost(text *lex.Text) []lex.Quote {
	return slices.DeleteFunc(slices.Clone(text.Quotes), func(q lex.Quote) bool { return q.Depth > 0 })
}

// byRule finds the spans by the table of cues and by quotation marks, and for each how
// it was read. Signs are all the places where a cue of the table stands, those too from
// which nothing was read.
func (f *Finder) byRule(text *lex.Text, tokens []record.Token, entities []record.Entity) (out []record.Attribution, read []reading, signs []sign) {
	out = []record.Attribution{}
	t := thread{last: -1}
	for u := range units(text, tokens, entities, f.lexicon) {
		if t.label(u, out) {
			continue
		}
		matches := u.matches()
		for _, m := range matches {
			signs = append(signs, sign{u.span(m.cue), m.row.kind, m.row.act, m.row.act2, m.negated, m.row.pos == preposition})
		}
		readings := u.resolve(u.read(matches))
		if len(readings) == 0 {
			t.follow(u, out)
			continue
		}
		t.last = -1
		for _, r := range readings {
			if r.row.kind == speech && r.voice != nominalVoice && (r.rule != nounObject || t.last < 0) {
				t = thread{len(out), u.paragraph, r.rule == colonRule}
			}
			out = append(out, r.attribution(u))
			read = append(read, r)
		}
		t.trail(u, out)
	}
	return out, read, signs
}

// start is where an attribution's first span begins.
func start(a record.Attribution) int {
	first := math.MaxInt
	for _, spans := range []record.Spans{a.Source, a.Cue, a.Content} {
		if len(spans) > 0 {
			first = min(first, spans[0].Start)
		}
	}
	return first
}
