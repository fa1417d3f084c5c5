package attribution

// Somebody's words may go on in paragraphs that no mark and no cue gives to them: an
// interview set in running text, a statement that is copied out. Where the words show
// that it is not the text that speaks, they are given to who spoke last, and marked as
// inferred. The text's own voice must not be given to anybody, so that all of this must
// hold:
//
//   - An interview, a statement or the like stands with the last speaker, and nobody else
//     has spoken since.
//   - The paragraph has no quotation and no cue of speech but for a first person's, and
//     ends as a sentence does.
//   - One of the paragraphs shows a speaker: by a name that an editor has put in brackets,
//     or by the first person. Those around it must show something too: a contraction, an
//     address, a short sentence that takes up what was said.
//   - What they show is not how the text itself writes elsewhere.
//
// In an interview under labels a paragraph without one goes on with the one before.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/lex"
	"hearsay/record"
)

const (
	// silence is how many paragraphs of the text's own may stand between a speaker's words.
	silence = 2
	// shortest is how long, in words, a sentence may be that only takes up what was said.
	shortest = 12
	// longestInsertion bounds what an editor puts in brackets, in words.
	longestInsertion = 8
	// inferredConfidence is that of all inferred words. There is no gold to fit it on.
	inferredConfidence = 0.3
)

// trait is what shows that a paragraph is spoken.
type trait uint8

const (
	insertion   trait = 1 << iota // "[US President Ana] Brevik"
	firstPerson                   // I, my
	joint                         // we, our
	informal                      // can't; you
	about                         // he, she: somebody is spoken of
)

// voice of a paragraph.
type paragraphVoice struct {
	closed   bool // it cannot be somebody's words without a mark
	speakers []int
	occasion bool // it tells of an interview, a statement
	traits   trait
	short    bool // one short sentence that takes up what was said
}

// goesOn adds the words that go on without mark or cue.
func (f *Finder) goesOn(text *lex.Text, tokens []record.Token, signs []sign, out []record.Attribution) []record.Attribution {
	voices, labels := f.voices(text, tokens, signs, out), interviewOf(text)
	turn := false   // the last words are those under a label
	own := trait(0) // how the text itself writes, so far
	last, name, reported := -1, map[string]bool{}, false
	for p := 0; p < len(voices); p++ {
		v := &voices[p]
		for _, i := range v.speakers {
			if words, pronoun := sourceWords(text, tokens, out[i].Source); !pronoun && !meets(name, words) {
				name, reported = words, false
			} else {
				for w := range words {
					name[w] = true
				}
			}
			last = p
		}
		turn = labels.labels(p) || turn && last == p-1 && !v.closed
		reported = reported || last == p && v.occasion
		if v.closed || last == p {
			continue
		}
		end := p
		if turn && !v.occasion && v.traits&about == 0 {
			end++
		} else if last >= 0 && reported && p-last <= silence+1 {
			end = block(voices, own, p, last)
		}
		if end == p {
			if own |= v.traits &^ about; own&(firstPerson|joint) != 0 {
				own |= firstPerson | joint
			}
			continue
		}
		for ; p < end; p++ {
			out = append(out, record.Attribution{
				Source: record.Spans{}, Cue: record.Spans{}, Content: record.Spans{text.Paragraphs[p].Span},
				Act: record.Assert, Inferred: true, Confidence: inferredConfidence,
			})
		}
		p--
		last = p
	}
	return out
}

// block is the end of the spoken paragraphs that begin at p; p where there are none.
func block(voices []paragraphVoice, own trait, p, last int) int {
	end, seen := p, false
	for ; end < len(voices) && !voices[end].closed && len(voices[end].speakers) == 0; end++ {
		t := voices[end].traits &^ own
		if t&(insertion|about) == about {
			break
		}
		if t == 0 && !(end > p && voices[end].short) {
			break
		}
		near := end > p || p == last+1
		seen = seen || t&insertion != 0 || near && t&firstPerson != 0 || near && t&joint != 0 && t&informal != 0
	}
	if !seen {
		return p
	}
	return end
}

// voices says of each paragraph what may show a speaker.
func (f *Finder) voices(text *lex.Text, tokens []record.Token, signs []sign, found []record.Attribution) []paragraphVoice {
	out := make([]paragraphVoice, len(text.Paragraphs))
	speech := make([]bool, len(text.Words)) // stands in a cue that is not known to be of thought
	taken := make([]bool, len(text.Words))
	each := func(spans record.Spans, do func(w int)) {
		for _, s := range spans {
			first, last := text.Range(s)
			for w := first; w < last; w++ {
				do(w)
			}
		}
	}
	for _, a := range found {
		each(a.Cue, func(w int) { speech[w] = true })
	}
	for _, s := range signs {
		if s.kind == thought || s.kind == perception || s.kind == feeling {
			each(record.Spans{s.cue}, func(w int) { speech[w] = false })
		}
	}
	for i, a := range found {
		if len(a.Cue) == 0 {
			continue
		}
		said := false
		each(a.Cue, func(w int) { said = said || speech[w] })
		if !said || f.firstPerson(text, a.Source) {
			continue
		}
		each(a.Content, func(w int) { taken[w] = true })
		p := &out[text.Sentences[text.Words[text.WordAt(a.Cue[0].Start)].Sentence].Paragraph]
		p.closed = true
		if len(a.Source) > 0 {
			p.speakers = append(p.speakers, i)
		}
	}
	for _, q := range text.Quotes {
		each(q.Spans, func(w int) {
			taken[w] = true
			out[text.Sentences[text.Words[w].Sentence].Paragraph].closed = true
		})
	}
	for p := range out {
		f.voice(&out[p], text, tokens, p, taken)
	}
	return out
}

// voice says what the free words of paragraph p show.
func (f *Finder) voice(v *paragraphVoice, text *lex.Text, tokens []record.Token, p int, taken []bool) {
	x := text.Paragraphs[p]
	first, last := text.Sentences[x.First].First, text.Sentences[x.Last-1].Last
	v.closed = v.closed || p == 0 || last == first || !strings.ContainsAny(text.Words[last-1].Lower, ".?!")
	for w := first; w < last; w++ {
		if taken[w] {
			continue
		}
		word := text.Words[w].Lower
		var c class
		if e := f.lexicon[word]; e != nil {
			c = e.class
		}
		v.occasion = v.occasion || c&(occasion|remark) != 0
		switch {
		case c&speaking != 0:
			v.traits |= firstPerson
		case c&speakingTogether != 0:
			v.traits |= joint
		case c&spokenOf != 0:
			v.traits |= about
		case c&addressing != 0, strings.Contains(word, "'") && isVerb(tokens, w), c&negation != 0 && strings.Contains(word, "'"):
			v.traits |= informal
		case word == "[" && w > first && insertionAt(text, w, last):
			v.traits |= insertion
		}
	}
	if e := f.lexicon[text.Words[first].Lower]; e != nil && e.class&pointing != 0 {
		v.short = x.Last == x.First+1 && last-first <= shortest
	}
}

// firstPerson tells whether a source is "I" or "we".
func (f *Finder) firstPerson(text *lex.Text, source record.Spans) bool {
	if len(source) == 0 {
		return false
	}
	e := f.lexicon[text.Words[text.WordAt(source[0].Start)].Lower]
	return e != nil && e.class&(speaking|speakingTogether) != 0
}

func isVerb(tokens []record.Token, w int) bool {
	return w < len(tokens) && (tokens[w].UPOS == "AUX" || tokens[w].UPOS == "VERB")
}

// insertionAt tells whether the bracket at word w holds what is put before a name in
// somebody's words: "[harbour master Ana] Brevik".
func insertionAt(text *lex.Text, w, last int) bool {
	for i := w + 2; i < min(last-1, w+2+longestInsertion); i++ {
		if text.Words[i].Lower == "]" {
			return capital(text, i+1) && (capital(text, i-1) || capital(text, w+1))
		}
	}
	return false
}

// capital tells whether word w begins with a capital letter.
func capital(text *lex.Text, w int) bool {
	r, _ := utf8.DecodeRuneInString(text.Form(w))
	return unicode.IsUpper(r)
}

// sourceWords are the names in a source; pronoun tells that it is nothing but a pronoun.
func sourceWords(text *lex.Text, tokens []record.Token, source record.Spans) (names map[string]bool, pronoun bool) {
	names = map[string]bool{}
	pronoun = true
	for _, s := range source {
		first, last := text.Range(s)
		for w := first; w < last; w++ {
			pronoun = pronoun && w < len(tokens) && tokens[w].UPOS == "PRON"
			if w < len(tokens) && (tokens[w].UPOS == "PROPN" || tokens[w].UPOS == "NOUN") {
				names[text.Words[w].Lower] = true
			}
		}
	}
	return names, pronoun
}

// meets tells whether two sets share a word.
func meets(a, b map[string]bool) bool {
	for w := range a {
		if b[w] {
			return true
		}
	}
	return false
}
