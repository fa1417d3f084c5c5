// Package syntax gives each word its part of speech and lemma, and, where a
// network has read the text, its place in the dependency tree (Universal
// Dependencies v2). Without a network [Tagger.Tag] goes by word lists, endings and the
// tags of neighbours, and leaves heads at [record.NoHead]; what a network has tagged
// gets its lemmas from the same lists ([Tagger.Lemmatise]).
//
// The way of a word: lexicon.go lists the tags that it can have, with their lemmas;
// viterbi.go chooses among them those that follow each other best.
package syntax

import (
	"errors"
	"io/fs"
	"math"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Tagger holds one language's word classes. It is safe for use by several goroutines.
type Tagger struct {
	lexicon
	follows transitions
}

// Load reads the tables of one language ("en").
func Load(tables fs.FS, language string) (*Tagger, error) {
	g := &Tagger{}
	return g, errors.Join(g.lexicon.load(tables, language), g.follows.load(tables, language+"/transitions.tsv"))
}

// Tag gives one token for each word of the text, in the same order.
func (g *Tagger) Tag(text *lex.Text) []record.Token {
	out := make([]record.Token, len(text.Words))
	var v viterbi
	for _, s := range text.Sentences {
		v.reset(&g.follows)
		style := styleOf(text, s)
		initial := true
		for i := s.First; i < s.Last; i++ {
			form := text.Form(i)
			v.add(g.candidates(v.next(), form, text.Words[i].Lower, initial, style))
			initial = opens(form, initial)
		}
		best := v.best()
		for i, c := range best {
			if i > 0 && c.kind == kindBE && best[i-1].kind == kindTHERE {
				c.tag = tagVERB // "there is": not a copula
			}
			w := text.Words[s.First+i].Span
			out[s.First+i] = record.Token{Span: w, Lemma: c.lemma, UPOS: c.tag.String(), Head: record.NoHead}
		}
	}
	return out
}

// Lemmatise gives each token, tagged by a network, the lemma that the lists and endings
// have for its part of speech. Under the right tags they err half as often as a
// network's edit scripts, which remain where the lists do not know such a word.
func (g *Tagger) Lemmatise(text *lex.Text, tokens []record.Token) {
	var readings []candidate
	for _, s := range text.Sentences {
		style := styleOf(text, s)
		initial := true
		for i := s.First; i < s.Last; i++ {
			form := text.Form(i)
			readings = g.candidates(readings[:0], form, text.Words[i].Lower, initial, style)
			best := int32(math.MaxInt32)
			for _, c := range readings {
				if c.cost < best && c.tag.String() == tokens[i].UPOS {
					tokens[i].Lemma, best = c.lemma, c.cost
				}
			}
			initial = opens(form, initial)
		}
	}
}

// opens tells whether the word behind form still opens a sentence or quotation, if
// form did.
func opens(form string, initial bool) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return initial && !unicode.IsLetter(r) && !unicode.IsDigit(r) || form == ":" || form == "“"
}

// style is how a sentence uses capitals.
type style uint8

const (
	plain   style = iota
	titled        // Most Words of a Headline Have Capitals
	shouted       // ALL LETTERS ARE CAPITALS
)

func styleOf(text *lex.Text, s lex.Sentence) style {
	words, capitals, small, upper := 0, 0, 0, 0
	for i := s.First; i < s.Last; i++ {
		form := text.Form(i)
		r, n := utf8.DecodeRuneInString(form)
		if !unicode.IsLetter(r) || len(form) < 4 {
			continue
		}
		words++
		if unicode.IsUpper(r) {
			capitals++
			if q, _ := utf8.DecodeRuneInString(form[n:]); unicode.IsUpper(q) {
				upper++
			}
		} else {
			small++
		}
	}
	switch {
	case words >= 3 && upper*10 >= words*8:
		return shouted
	case words >= 4 && small*10 <= words*2:
		return titled
	}
	return plain
}
