// Package lex cuts a text into paragraphs, sentences and words, and pairs its
// quotation marks.
//
// It promises: every span points into the text as given; words are sorted, within
// their sentence, sentences within their paragraph, and everything but white space
// belongs to a word; the same text gives the same cut; a text read in two halves at
// a paragraph break gives the same sentences. Words follow Universal Dependencies'
// English tokenisation: contractions and possessives are split ("do" + "n't",
// "Kyiv" + "'s").
package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

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
	for last = first; last < len(t.Words) && t.Words[last].Start < s.End; last++ {
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

// Split cuts a text. (First, rough version: it is being replaced.)
func Split(text string) *Text {
	t := &Text{Source: text}
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		t.paragraph(start, end)
		start = end + 1
	}
	t.quotes()
	return t
}

func (t *Text) paragraph(start, end int) {
	p := Paragraph{First: len(t.Sentences)}
	first := len(t.Words)
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(t.Source[i:end])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		j := i + n
		if letter(r) {
			for j < end {
				q, m := utf8.DecodeRuneInString(t.Source[j:end])
				next, _ := utf8.DecodeRuneInString(t.Source[min(j+m, end):end])
				if !letter(q) && !(strings.ContainsRune("-.,:/", q) && letter(next) && (q != ',' || unicode.IsDigit(next)) && (q != '-' || true)) {
					break
				}
				j += m
			}
		}
		t.Words = append(t.Words, Word{Span: record.Span{Start: i, End: j}})
		i = j
	}
	if first == len(t.Words) {
		return
	}
	at := first
	for k := first; k < len(t.Words); k++ {
		w := &t.Words[k]
		w.Lower = strings.ReplaceAll(strings.ToLower(w.In(t.Source)), "’", "'")
		w.Sentence = len(t.Sentences)
		last := k+1 == len(t.Words)
		if last || (strings.ContainsAny(w.Lower, ".!?") && len(w.Lower) == 1 && !strings.ContainsAny(t.Form(k+1), "”\"’)")) {
			t.Sentences = append(t.Sentences, Sentence{t.Span(at, k+1), at, k + 1, len(t.Paragraphs)})
			at = k + 1
		}
	}
	p.Span, p.Last = t.Span(first, len(t.Words)), len(t.Sentences)
	t.Paragraphs = append(t.Paragraphs, p)
}

func letter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func (t *Text) quotes() {
	open := -1
	for i := range t.Words {
		switch f := t.Form(i); {
		case f == "“" || (f == "\"" && open < 0):
			open = i
		case open >= 0 && (f == "”" || f == "\""):
			t.Quotes = append(t.Quotes, Quote{Spans: record.Spans{t.Span(open, i+1)}, Open: t.Words[open].Span, Close: t.Words[i].Span})
			open = -1
		}
	}
}
