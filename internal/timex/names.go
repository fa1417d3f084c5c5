package timex

import (
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

// is tells whether a word is of a class.
func (g *grammar) is(word string, class symbol) bool {
	for _, s := range g.words[word] {
		if s.symbol == class {
			return true
		}
	}
	return false
}
