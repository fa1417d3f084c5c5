package lex

import (
	"iter"
	"strings"
	"unicode/utf8"

	"hearsay/record"
)

// Parts cuts a text into stretches of at most size bytes, in order and without a
// gap, so that what has to be held for each word has a bound. A cut falls after a
// blank line, else after a line break, a full stop or a blank, where the second half
// of the stretch has one; else between two characters. A text of at most size bytes
// is one part. Size is at least [utf8.UTFMax].
func Parts(text string, size int) iter.Seq[record.Span] {
	return func(yield func(record.Span) bool) {
		at := 0
		for len(text)-at > size {
			end := at + cut(text[at:], size)
			if !yield(record.Span{Start: at, End: end}) {
				return
			}
			at = end
		}
		yield(record.Span{Start: at, End: len(text)})
	}
}

// cut is where the first part of a text longer than size ends.
func cut(text string, size int) int {
	half := size / 2
	for _, mark := range []string{"\n\n", "\n", ". ", " "} {
		if i := strings.LastIndex(text[half:size], mark); i >= 0 {
			return half + i + len(mark)
		}
	}
	for !utf8.RuneStart(text[size]) {
		size--
	}
	return size
}

// SplitPart cuts one part of a text; places are the text's.
func (s *Splitter) SplitPart(text string, part record.Span) *Text {
	t := s.Split(part.In(text))
	t.Source = text
	if part.Start > 0 {
		t.move(part.Start)
	}
	return t
}

// move adds to every place in the text.
func (t *Text) move(by int) {
	move := func(s *record.Span) { s.Start, s.End = s.Start+by, s.End+by }
	for i := range t.Paragraphs {
		move(&t.Paragraphs[i].Span)
	}
	for i := range t.Sentences {
		move(&t.Sentences[i].Span)
	}
	for i := range t.Words {
		move(&t.Words[i].Span)
	}
	for i := range t.Quotes {
		q := &t.Quotes[i]
		move(&q.Open)
		if !q.Close.Empty() {
			move(&q.Close)
		}
		for k := range q.Spans {
			move(&q.Spans[k])
		}
	}
}
