package record

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Span is a half-open range of a text: bytes inside the program, code points in
// JSON, where it is written [start, end].
type Span struct {
	Start, End int
}

// Len is the number of bytes (or code points) that the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Empty tells whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// In returns the words of text that the span covers.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Overlaps tells whether the two spans have a byte in common.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains tells whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// MarshalJSON writes [start, end].
func (s Span) MarshalJSON() ([]byte, error) {
	b := append([]byte{'['}, strconv.Itoa(s.Start)...)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(s.End), 10)
	return append(b, ']'), nil
}

// UnmarshalJSON reads [start, end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var pair []int
	if err := json.Unmarshal(b, &pair); err != nil || len(pair) != 2 {
		return fmt.Errorf("a span is two whole numbers [start, end], not %.40s", b)
	}
	s.Start, s.End = pair[0], pair[1]
	return nil
}

// Spans is a list of spans in text order, so that a discontinuous phrase is kept
// as its pieces.
type Spans []Span

// Bounds is the smallest span that covers all of the pieces; empty for none.
func (s Spans) Bounds() Span {
	if len(s) == 0 {
		return Span{}
	}
	return Span{s[0].Start, s[len(s)-1].End}
}

// Sorted puts the pieces in text order, and joins those that overlap.
func (s Spans) Sorted() Spans {
	in := slices.Clone(s)
	slices.SortFunc(in, func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	out := in[:0]
	for _, x := range in {
		if n := len(out); n > 0 && x.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, x.End)
			continue
		}
		out = append(out, x)
	}
	return out
}

// Overlap tells whether any piece has a byte in common with t.
func (s Spans) Overlap(t Span) bool {
	for _, x := range s {
		if x.Overlaps(t) {
			return true
		}
	}
	return false
}

// Cover tells whether one piece contains t.
func (s Spans) Cover(t Span) bool {
	for _, x := range s {
		if x.Contains(t) {
			return true
		}
	}
	return false
}

// In returns the words of the pieces, joined by " … " where the text goes on
// between them.
func (s Spans) In(text string) string {
	out := ""
	for i, x := range s {
		if i > 0 {
			out += " … "
		}
		out += x.In(text)
	}
	return out
}

// Offsets converts between byte and code-point offsets of one text. It keeps one
// number for every stride bytes, so a conversion costs at most a stride.
type Offsets struct {
	text  string
	runes []int // runes[k]: code points before the first rune start at or after k*stride
	ascii bool
	total int
}

const stride = 256

// NewOffsets counts the text's code points once.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text}
	for i := 0; i < len(text); {
		for len(o.runes)*stride <= i {
			o.runes = append(o.runes, o.total)
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
		o.total++
	}
	o.ascii = o.total == len(text)
	return o
}

// Rune gives the code-point offset of byte b, which must be a character's start or
// the text's end.
func (o *Offsets) Rune(b int) int {
	if o.ascii || b == 0 {
		return b
	}
	if b >= len(o.text) {
		return o.total
	}
	k := b / stride
	if k >= len(o.runes) {
		k = len(o.runes) - 1
	}
	at := k * stride
	for at < b && !utf8.RuneStart(o.text[at]) {
		at++
	}
	return o.runes[k] + utf8.RuneCountInString(o.text[at:b])
}

// Byte gives the byte offset of code point r; false where the text is shorter.
func (o *Offsets) Byte(r int) (int, bool) {
	if r < 0 || r > o.total {
		return 0, false
	}
	if o.ascii {
		return r, true
	}
	lo, hi := 0, len(o.runes)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; o.runes[mid] <= r {
			lo = mid
		} else {
			hi = mid
		}
	}
	at, n := lo*stride, 0
	if len(o.runes) > 0 {
		n = o.runes[lo]
	}
	for at < len(o.text) && !utf8.RuneStart(o.text[at]) {
		at++
	}
	for ; n < r; n++ {
		_, size := utf8.DecodeRuneInString(o.text[at:])
		at += size
	}
	return at, true
}
