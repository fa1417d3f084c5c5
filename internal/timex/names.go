package timex

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/lex"
	"hearsay/record"
)

// names tells months from the people who are called like them: "April Jones".
type names struct {
	grammar        *grammar
	first, evident symbol
}

func newNames(g *grammar) names { return names{g, g.symbol("$firstname"), g.symbol("$beforetime")} }

// title tells whether an expression is a word of frequency that a capital inside its
// sentence makes part of a name: "The Daily Tide".
func (n names) title(text *lex.Text, e expression) bool {
	i, last := text.Range(e.span)
	if e.meaning.typ != record.Set || last != i+1 || i == text.Sentences[text.Words[i].Sentence].First {
		return false
	}
	before, _ := utf8.DecodeRuneInString(text.Form(i - 1))
	own, _ := utf8.DecodeRuneInString(text.Form(i))
	if !unicode.IsUpper(own) {
		return false
	}
	if unicode.IsUpper(before) || last >= len(text.Words) {
		return true
	}
	after, _ := utf8.DecodeRuneInString(text.Form(last))
	return unicode.IsUpper(after)
}

// person tells whether an expression is a first name: one word that can be one, a
// name behind it, and no word before it that shows a time ("in", "last", "the", 3).
func (n names) person(text *lex.Text, tokens []record.Token, e expression) bool {
	i, last := text.Range(e.span)
	if last != i+1 || last >= len(tokens) || tokens[last].UPOS != "PROPN" || text.Words[last].Sentence != text.Words[i].Sentence {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(text.Form(last)); !unicode.IsUpper(r) || !n.grammar.is(text.Words[i].Lower, n.first) {
		return false
	}
	if i > 0 && text.Words[i-1].Sentence == text.Words[i].Sentence {
		switch tokens[i-1].UPOS {
		case "ADP", "NUM", "DET", "ADJ":
			return false
		}
		return !n.grammar.is(text.Words[i-1].Lower, n.evident)
	}
	return true
}

// calendar tells whether the words are a name of the calendar, as names of other things
// hold it: a month, a weekday, "today".
func (m *meaning) calendar() bool {
	return m.typ == record.Date && m.year == 0 && (m.month > 0 || m.weekday > 0 || m.season != "" || m.unit.code == "D")
}

// named are the places of names that a time may be a part of without being one: "the
// Friday Club", "Doris Day". Names of events, laws and places are left out, since theirs
// are times: "the October Accords".
func named(entities []record.Entity) []record.Span {
	var out []record.Span
	for i := range entities {
		switch entities[i].Kind {
		case record.Person, record.Organization, record.Work, record.Product, record.Facility:
			for _, m := range entities[i].Mentions {
				if m.Form == record.NameForm {
					out = append(out, m.Span)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b record.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	return out
}

// inName tells whether a name goes on behind an expression that it holds. One that
// ends with a time is more often two: "Harland Saturday closed the strait". Names are
// sorted.
func inName(names []record.Span, s record.Span) bool {
	i, _ := slices.BinarySearchFunc(names, s.Start+1, func(n record.Span, at int) int { return cmp.Compare(n.Start, at) })
	return i > 0 && names[i-1].Contains(s) && names[i-1].End > s.End
}

// is tells whether a word is of a class.
func (g *grammar) is(word string, class symbol) bool {
	for _, s := range g.words[word] {
		if s.symbol == class {
			return true
		}
	}
	return false
}
