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
	did     tense = "did" // past, and no other word but a preposition between
	future  tense = "future"
	bound   tense = "bound"  // future with an infinitive right behind: "is to sign"
	ahead   tense = "ahead"  // future right before a time, where no verb says otherwise
	pledge  tense = "pledge" // future, but past of a time that stands right behind
)

// tenses finds the tense around an expression by the words of the class $tense.
type tenses struct {
	grammar     *grammar
	class, join symbol
}

func newTenses(g *grammar) tenses { return tenses{g, g.symbol("$tense"), g.symbol("$range")} }

// reach is how many words away a verb may stand.
const reach = 15

// near is the tense of the nearest verb that shows one, in the expression's
// sentence: first going back, where its verb mostly stands, then forward. A verb that
// leaves it open ("to sign") takes it from the one that governs it ("expects to sign",
// "is to sign"). Where no verb shows one, a word before the time may ("by Friday").
func (ts tenses) near(text *lex.Text, tokens []record.Token, span record.Span) tense {
	first, last := text.Range(span)
	if first >= len(text.Words) {
		return noTense
	}
	s := text.Sentences[text.Words[first].Sentence]
	found := noTense
	for i := first - 1; i >= max(s.First, first-reach); i-- {
		switch t := ts.of(text, tokens, i); {
		case t == bound && found == open && ts.of(text, tokens, i+1) == open:
			return future
		case t == pledge && i >= first-2: // "vowed on Monday to leave"
			return past
		case t == pledge:
			return future
		case t == past && i > s.First && ts.governed(text, tokens, i-1):
		case t == noTense, t == bound, t == ahead, t == open && found == open:
		case found == open && t == past:
			return open
		case t == open:
			found = open
		case t == past && i == first-2 && ts.done(text, tokens, i, s.First):
			return did
		default:
			return t
		}
	}
	if found != noTense {
		return found
	}
	for i := last; i < min(s.Last, last+reach); i++ {
		switch t := ts.of(text, tokens, i); t {
		case noTense, bound, ahead:
		case pledge:
			return past
		default:
			return t
		}
	}
	if first > s.First && ts.of(text, tokens, first-1) == ahead {
		return future
	}
	return noTense
}

// governed tells whether the word before a form that looks like the past makes an
// infinitive or a passive of it, whose tense stands further back: "would put", "can be
// decided".
func (ts tenses) governed(text *lex.Text, tokens []record.Token, i int) bool {
	switch ts.of(text, tokens, i) {
	case future, open:
		return true
	case noTense:
		return upos(tokens, i) == "AUX"
	}
	return false
}

// done tells whether the past verb i, with a preposition behind it, says of the time
// that it is over: "met on 3 May", "was held on 3 May"; not "be held on 3 May", "put
// off to 3 May".
func (ts tenses) done(text *lex.Text, tokens []record.Token, i, first int) bool {
	if upos(tokens, i+1) != "ADP" || ts.grammar.is(text.Words[i+1].Lower, ts.join) {
		return false
	}
	if i > first && upos(tokens, i-1) == "AUX" {
		return ts.of(text, tokens, i-1) == past
	}
	return upos(tokens, i) == "VERB"
}

// of is the tense that one word shows, as far as its part of speech allows.
func (ts tenses) of(text *lex.Text, tokens []record.Token, i int) tense {
	word, upos := text.Words[i].Lower, upos(tokens, i)
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
		case t == open && upos == "PART":
			return t, true
		case t != open && t != "none":
			return t, true
		}
	}
	return noTense, known
}

func upos(tokens []record.Token, i int) string {
	if i < len(tokens) {
		return tokens[i].UPOS
	}
	return ""
}
