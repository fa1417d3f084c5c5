// Package timex finds time expressions and gives them TIMEX3 types and values
// (ISO-TimeML). Its patterns are data, three tables a language: timewords.tsv (which
// word is a month, a unit, a part of the day), timex.tsv (which row of words is a time
// expression, and what it means) and holidays.tsv (days that have a name). The code
// knows calendars, not languages.
//
// A reading goes three ways:
//
//	scan     the text as pieces: words, numbers, marks              scan.go
//	cascade  patterns over pieces, then over what was found         match.go, grammar.go
//	resolve  meanings to values, counted from publication or text   resolve.go, place.go, calendar.go
//
// Between the last two, names.go drops what is part of a name, tense.go finds the tense
// around an expression, range.go what is the beginning of a range, and origin.go the day
// that an expression counts from. dating.go infers when a text was published.
//
// It promises that a relative time without anything to count from keeps no value,
// that expressions do not overlap, and that no rule looks further than a bounded
// number of words: time and memory are linear in the length of the text.
//
// The patterns were tuned on those documents of TimeBank and AQUAINT for whose id the
// first byte of SHA-256 is no multiple of 3; the errors on the third set aside by that
// rule were never looked at.
//
// The cascade follows Abney, "Partial Parsing via Finite-State Cascades" (1996).
package timex

import (
	"io/fs"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Anchor is what relative times count from.
type Anchor struct {
	Published string     // ISO 8601 date or date-time; "" when unknown
	Interval  *[2]string // first and last day that it may be, when only that is known
}

// Tagger holds one language's patterns. It is read-only after Load, and safe for
// use by several goroutines.
type Tagger struct {
	grammar *grammar
	tenses  tenses
	ranges  ranges
	names   names
}

// Load reads the tables of one language ("en"). An error names the table, the line
// and what is wrong.
func Load(tables fs.FS, language string) (*Tagger, error) {
	g, err := loadGrammar(tables, language)
	if err != nil {
		return nil, err
	}
	return &Tagger{g, newTenses(g), newRanges(g), newNames(g)}, nil
}

// Find returns the time expressions in text order; they do not overlap. Entities say
// what is a name, attributions which words are relayed speech.
func (g *Tagger) Find(text *lex.Text, tokens []record.Token, entities []record.Entity, attributions []record.Attribution, anchor Anchor) []record.Timex {
	found := g.expressions(text, tokens, named(entities))
	spoken(text, found, attributions)
	return resolveAll(found, dateline(text, found), anchor)
}

// expressions are what the patterns find, with what the words around them say.
func (g *Tagger) expressions(text *lex.Text, tokens []record.Token, names []record.Span) []expression {
	var found []expression
	s := scanner{grammar: g.grammar}
	for _, p := range text.Paragraphs {
		items := s.scan(text.Source, p.Span)
		for _, step := range g.grammar.steps {
			items = step.apply(items)
		}
		for i := range items {
			if m := items[i].meaning; m != nil && m.typ != "" {
				e := expression{span: record.Span{Start: items[i].start, End: items[i].end}, meaning: m}
				if !(m.calendar() && inName(names, e.span)) && !g.names.person(text, tokens, e) && !g.names.title(text, e) {
					found = append(found, e)
				}
			}
		}
	}
	found = g.ranges.mark(text, found)
	for i := range found {
		if at := text.WordAt(found[i].span.Start); at < len(text.Words) {
			found[i].sentence = text.Words[at].Sentence
			found[i].opening = at <= text.Sentences[found[i].sentence].First+1
		}
		if found[i].meaning.needsTense() {
			found[i].tense = g.tenses.near(text, tokens, found[i].span)
		}
	}
	return found
}
