package timex

import (
	"hearsay/internal/lex"
	"hearsay/record"
)

// tense is what the words around an expression say about its direction.
type tense string

const (
	noTense tense = ""
	open    tense = "open" // a verb stands there, but leaves it open
	past    tense = "past"
	future  tense = "future"
)

// tenses finds the tense around an expression by the words of the class $tense.
type tenses struct {
	grammar *grammar
	class   symbol
}

// reach is how many words away a verb may stand.
const reach = 15

// near is the tense of the nearest verb that shows one, in the expression's
// sentence: first going back, where its verb mostly stands, then forward. A verb that
// leaves it open ("to sign") takes it from the one that governs it ("expects to sign").
func (ts tenses) near(text *lex.Text, tokens []record.Token, span record.Span) tense {
	first, last := text.Range(span)
	if first >= len(text.Words) {
		return noTense
	}
	s := text.Sentences[text.Words[first].Sentence]
	found := noTense
	for i := first - 1; i >= max(s.First, first-reach); i-- {
		switch t := ts.of(text, tokens, i); {
		case t == noTense, t == open && found == open:
		case found == open && t == past:
			return open
		case t == open:
			found = open
		default:
			return t
		}
	}
	if found != noTense {
		return found
	}
	for i := last; i < min(s.Last, last+reach); i++ {
		if t := ts.of(text, tokens, i); t != noTense {
			return t
		}
	}
	return noTense
}

// of is the tense that one word shows, as far as its part of speech allows.
func (ts tenses) of(text *lex.Text, tokens []record.Token, i int) tense {
	word, upos := text.Words[i].Lower, ""
	if i < len(tokens) {
		upos = tokens[i].UPOS
	}
	if upos == "NOUN" || upos == "PROPN" {
		return noTense
	}
	if t, known := ts.in(ts.grammar.words[word], upos); known {
		return t
	}
	switch upos {
	case "VERB", "AUX", "X", "":
		t, _ := ts.in(ts.grammar.ending([]byte(word)), upos)
		return t
	}
	return noTense
}

// in is the tense among the senses of a word; false where they say nothing of it.
func (ts tenses) in(senses []sense, upos string) (t tense, known bool) {
	for _, s := range senses {
		if s.symbol != ts.class {
			continue
		}
		known = true
		switch t := tense(s.value.text); {
		case t == open && upos != "PART":
		case t == open, t == past, t == future:
			return t, true
		}
	}
	return noTense, known
}
