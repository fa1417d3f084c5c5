package brat

import (
	"cmp"
	"slices"
	"unicode"

	"hearsay/record"
)

// ruler is a way of counting a text's characters: how far a character moves the
// offset. Brat counts code points, and most files are read by the first ruler.
// Others come from texts whose line breaks or byte-order mark were changed after
// the annotation, and from programs that count as JavaScript and Java do.
type ruler func(text []rune, i int) int

var rulers = []ruler{
	func([]rune, int) int { return 1 },
	func(text []rune, i int) int { // a line break is one character, a byte-order mark none
		if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' || i == 0 && text[i] == 0xfeff {
			return 0
		}
		return 1
	},
	func(text []rune, i int) int { // UTF-16 code units
		if text[i] > 0xffff {
			return 2
		}
		return 1
	},
}

// maxCovered bounds the characters that all spans of a file cover together, and so
// the time that comparing them takes.
const maxCovered = 1 << 28

// settle turns the offsets of the spans into code points of text, by the first
// ruler by which every span has the words that its line says, white space aside.
// Where no ruler fits, the error is that of code points.
func (f *file) settle(text []rune) error {
	var first error
	for _, r := range rulers {
		placed, err := f.measure(text, positions(text, r))
		if err == nil {
			for i, a := range f.spans {
				a.pieces = placed[i]
			}
			return nil
		}
		first = cmp.Or(first, err)
	}
	return first
}

// positions are the code points at a ruler's offsets; -1 within a character.
func positions(text []rune, r ruler) []int {
	out := make([]int, 0, len(text)+1)
	for i := range text {
		if n := r(text, i); n > 0 {
			out = append(out, i)
			for range n - 1 {
				out = append(out, -1)
			}
		}
	}
	return append(out, len(text))
}

// measure gives the pieces of every span in code points, in text order.
func (f *file) measure(text []rune, at []int) ([][]record.Span, error) {
	placed, covered := make([][]record.Span, len(f.spans)), 0
	for i, a := range f.spans {
		for _, s := range a.pieces {
			if s.End >= len(at) || at[s.Start] < 0 || at[s.End] < 0 {
				return nil, f.fault(a, "%s from %d to %d is not within the text of %d characters", a.id, s.Start, s.End, len(text))
			}
			placed[i] = append(placed[i], record.Span{Start: at[s.Start], End: at[s.End]})
			covered += s.Len()
		}
		if covered > maxCovered {
			return nil, f.fault(a, "the spans up to here cover more than %d characters", maxCovered)
		}
		if !sameWords(text, placed[i], a.words) {
			return nil, f.fault(a, "%s says %.60q, but from %d to %d the text says %.60q", a.id, a.words,
				a.pieces[0].Start, a.pieces[len(a.pieces)-1].End, excerpt(text, placed[i]))
		}
		placed[i] = inOrder(placed[i])
	}
	return placed, nil
}

// sameWords tells whether the pieces have these words, white space aside. A line
// without words has nothing to compare.
func sameWords(text []rune, pieces []record.Span, words string) bool {
	want := []rune(words)
	k := 0
	skip := func() {
		for k < len(want) && unicode.IsSpace(want[k]) {
			k++
		}
	}
	if skip(); k == len(want) {
		return true
	}
	for _, s := range pieces {
		for _, r := range text[s.Start:s.End] {
			if unicode.IsSpace(r) {
				continue
			}
			if skip(); k == len(want) || want[k] != r {
				return false
			}
			k++
		}
	}
	skip()
	return k == len(want)
}

// excerpt is the beginning of the pieces' words.
func excerpt(text []rune, pieces []record.Span) string {
	var out []rune
	for _, s := range pieces {
		out = append(out, text[s.Start:min(s.End, s.Start+60)]...)
		if len(out) > 60 {
			break
		}
	}
	return string(out)
}

// inOrder puts pieces in text order, drops empty ones and makes overlapping ones one.
func inOrder(pieces []record.Span) []record.Span {
	slices.SortFunc(pieces, func(a, b record.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	out := pieces[:0]
	for _, s := range pieces {
		switch last := len(out) - 1; {
		case s.Empty():
		case last >= 0 && s.Start < out[last].End:
			out[last].End = max(out[last].End, s.End)
		default:
			out = append(out, s)
		}
	}
	return out
}

// joined makes those pieces one that line breaks alone part, but for the pieces
// that are listed as apart.
func joined(text []rune, pieces []record.Span, apart map[int]bool) record.Spans {
	var out record.Spans
	for i, s := range pieces {
		last := len(out) - 1
		if last >= 0 && s.Start > out[last].End && !apart[i] && breaks(text[out[last].End:s.Start]) {
			out[last].End = s.End
			continue
		}
		out = append(out, s)
	}
	return out
}
