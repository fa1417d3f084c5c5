// Package lex cuts a text into paragraphs, sentences and words, and pairs its
// quotation marks.
//
// It promises: every span points into the text as given; words are sorted, within
// their sentence, sentences within their paragraph, and everything but white space
// belongs to a word; the same text gives the same cut; a text read in two halves at
// a blank line gives the same sentences; the time is linear in the text's length.
// Words follow Universal Dependencies' English tokenisation: contractions and
// possessives are split ("do" + "n't", "Kyiv" + "'s"), compounds at their hyphens
// ("long" + "-" + "term"), prefixes kept ("non-lethal").
//
// The way of a text: paragraph.go finds the blocks, word.go cuts each into words,
// sentence.go groups them, quote.go pairs the marks.
package lex

import "hearsay/record"

// Text is a document cut into its parts. Indexes are half-open [First, Last).
type Text struct {
	Source     string
	Paragraphs []Paragraph
	Sentences  []Sentence
	Words      []Word
	Quotes     []Quote
}

// Paragraph is a block between blank lines or line breaks, without outer space.
type Paragraph struct {
	record.Span
	First, Last int // sentences
}

// Sentence is one sentence, without outer space.
type Sentence struct {
	record.Span
	First, Last int // words
	Paragraph   int
}

// Word is one syntactic word.
type Word struct {
	record.Span
	Lower    string // the word in lower case, curly apostrophes made straight
	Sentence int
}

// Quote is one quotation: the stretch between an opening mark and its closing
// mark, which may lie paragraphs later.
type Quote struct {
	// Spans are the quoted pieces with their marks, one for each paragraph that the
	// quotation runs over, in text order.
	Spans record.Spans
	// Open and Close are the outermost marks; Close is empty where none closes it.
	Open, Close record.Span
	// Depth is 0 for a quotation outside of others, 1 for one inside, and so on.
	Depth int
}

// Form is word i as the text has it.
func (t *Text) Form(i int) string { return t.Words[i].In(t.Source) }

// WordAt is the index of the word that covers byte at, or of the first after it;
// len(Words) where there is none.
func (t *Text) WordAt(at int) int {
	lo, hi := 0, len(t.Words)
	for lo < hi {
		if mid := (lo + hi) / 2; t.Words[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Range is the half-open range of words that overlap the span.
func (t *Text) Range(s record.Span) (first, last int) {
	first = t.WordAt(s.Start)
	last = first
	for last < len(t.Words) && t.Words[last].Start < s.End {
		last++
	}
	return first, last
}

// Span is the stretch of text from word first up to word last, exclusive.
func (t *Text) Span(first, last int) record.Span {
	if first >= last {
		return record.Span{}
	}
	return record.Span{Start: t.Words[first].Start, End: t.Words[last-1].End}
}
