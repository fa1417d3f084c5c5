package timex

import (
	"hearsay/internal/lex"
	"hearsay/record"
)

// tense is what the words around an expression say about its direction.
type tense string

const (
	noTense tense = ""
	past    tense = "past"
	future  tense = "future"
)

// tenses finds the tense around an expression by the words of the class $tense.
type tenses struct{ grammar *grammar }

// reach is how many words away a verb may stand.
const reach = 15

// near is the tense of the nearest verb that shows one, in the expression's
// sentence: first going back, where its verb mostly stands, then forward.
func (ts tenses) near(text *lex.Text, tokens []record.Token, span record.Span) tense {
	first, last := text.Range(span)
	if first >= len(text.Words) {
		return noTense
	}
	s := text.Sentences[text.Words[first].Sentence]
	for i := first - 1; i >= max(s.First, first-reach); i-- {
		if t := ts.of(text, tokens, i); t != noTense {
			return t
		}
	}
	for i := last; i < min(s.Last, last+reach); i++ {
		if t := ts.of(text, tokens, i); t != noTense {
			return t
		}
	}
	return noTense
}

// of is the tense that one word shows. Endings count on verbs only, where anybody
// has tagged them.
func (ts tenses) of(text *lex.Text, tokens []record.Token, i int) tense {
	class := ts.grammar.symbols["$tense"]
	word := text.Words[i].Lower
	for _, s := range ts.grammar.words[word] {
		if s.symbol == class {
			return tense(s.value.text)
		}
	}
	if i < len(tokens) {
		if p := tokens[i].UPOS; p != "VERB" && p != "AUX" && p != "X" && p != "" {
			return noTense
		}
	}
	for _, s := range ts.grammar.ending([]byte(word)) {
		if s.symbol == class {
			return tense(s.value.text)
		}
	}
	return noTense
}
