package attribution

import (
	"hearsay/internal/lex"
	"hearsay/record"
)

// turnReach is how far, in words, the source of a clause may stand from the word that
// opens it.
const turnReach = 8

// narrow settles how far an "according to" reaches that opens its sentence: "According to
// the Herald, officials rejected it, although the board expects a vote". Where a later
// clause has a source of its own, it is open whether the Herald says that too: the narrow
// reading stands, and the wide one is added as a possible one.
func (f *Finder) narrow(text *lex.Text, signs []sign, out []record.Attribution) []record.Attribution {
	sources := make([]bool, len(text.Words))
	for _, a := range out {
		if len(a.Source) > 0 {
			if w := text.WordAt(a.Source[0].Start); w < len(sources) {
				sources[w] = true
			}
		}
	}
	opens := map[int]bool{} // the words at which such a cue opens a sentence
	for _, s := range signs {
		w := text.WordAt(s.cue.Start)
		if s.before && text.Sentences[text.Words[w].Sentence].First == w {
			opens[w] = true
		}
	}
	for i := range out {
		a := &out[i]
		if len(a.Cue) == 0 || len(a.Content) != 1 || !opens[text.WordAt(a.Cue[0].Start)] || a.Content[0].Start < a.Cue[0].End {
			continue
		}
		first, _ := text.Range(a.Content[0])
		last := text.Sentences[text.Words[first].Sentence].Last
		turn := f.turn(text, sources, first, last)
		if turn < 0 {
			continue
		}
		for last > turn && isStop(text.Words[last-1].Lower) {
			last--
		}
		wide := *a
		wide.Content, wide.Possible = record.Spans{text.Span(first, last)}, true
		a.Content = record.Spans{text.Span(first, turn-1)}
		out = append(out, wide)
	}
	return out
}

// turn is the first of the words [first, last) that opens a clause with a source of its
// own after a comma; -1 for none.
func (f *Finder) turn(text *lex.Text, sources []bool, first, last int) int {
	for w := first + 2; w < last; w++ {
		if e := f.lexicon[text.Words[w].Lower]; e == nil || e.class&turning == 0 || text.Words[w-1].Lower != "," {
			continue
		}
		for k := w + 1; k < min(last, w+turnReach); k++ {
			if sources[k] {
				return w
			}
		}
	}
	return -1
}

func isStop(word string) bool { return word == "." || word == "!" || word == "?" }
