package lex

import (
	"errors"
	"io/fs"
	"strings"

	"hearsay/internal/table"
	"hearsay/record"
)

// Splitter cuts texts of one language. The zero value knows no abbreviations, no
// contractions but the regular ones and no prefixes; it serves every language.
// It is safe for use by several goroutines.
type Splitter struct {
	abbreviations map[string]ending
	contractions  map[string][]int // where the parts after the first begin, in bytes
	longest       int              // of the contractions, in bytes
	prefixes      map[string]bool  // that keep the hyphen after them
	units         map[string]bool  // that are cut off the number before them
	starters      map[string]bool
}

// ending says what a full stop after an abbreviation means.
type ending uint8

const (
	never    ending = iota + 1 // never the end of a sentence: "Mr."
	maybe                      // the end where a sentence's usual first word follows: "Inc."
	numbered                   // an abbreviation only before a number: "No. 5"
)

// Load reads the tables of one language ("en"): abbreviations, contractions,
// prefixes and the words that usually begin a sentence.
func Load(tables fs.FS, language string) (*Splitter, error) {
	s := &Splitter{
		abbreviations: map[string]ending{}, contractions: map[string][]int{},
		prefixes: map[string]bool{}, units: map[string]bool{}, starters: map[string]bool{},
	}
	return s, errors.Join(
		s.loadAbbreviations(tables, language+"/abbreviations.tsv"),
		s.loadContractions(tables, language+"/contractions.tsv"),
		words(tables, language+"/prefixes.tsv", "prefix", s.prefixes),
		words(tables, language+"/suffixes.tsv", "suffix", s.units),
		words(tables, language+"/starters.tsv", "word", s.starters))
}

func (s *Splitter) loadAbbreviations(tables fs.FS, name string) error {
	rows, err := table.Read(tables, name, "abbreviations", "ends")
	for _, r := range rows {
		var e ending
		switch r.Get("ends") {
		case "never":
			e = never
		case "maybe":
			e = maybe
		case "number":
			e = numbered
		default:
			return r.Errorf("column ends: %q is none of never, maybe, number", r.Get("ends"))
		}
		for _, a := range r.List("abbreviations") {
			s.abbreviations[a] = e
		}
	}
	return err
}

func (s *Splitter) loadContractions(tables fs.FS, name string) error {
	rows, err := table.Read(tables, name, "parts")
	for _, r := range rows {
		var at []int
		whole := ""
		for part := range strings.FieldsSeq(r.Get("parts")) {
			if whole != "" {
				at = append(at, len(whole))
			}
			whole += part
		}
		s.contractions[whole] = at
		s.longest = max(s.longest, len(whole))
	}
	return err
}

func words(tables fs.FS, name, column string, into map[string]bool) error {
	rows, err := table.Read(tables, name, column)
	for _, r := range rows {
		into[r.Get(column)] = true
	}
	return err
}

// Split cuts a text without any language's tables.
func Split(text string) *Text { return new(Splitter).Split(text) }

// Split cuts a text.
func (s *Splitter) Split(text string) *Text {
	t := &Text{Source: text}
	c := &cutter{Splitter: s, text: text, lower: lowerASCII(text), t: t}
	for p := range paragraphs(text) {
		c.paragraph(p)
	}
	t.Quotes = pairQuotes(t)
	return t
}

// cutter is the state of one text's cutting.
type cutter struct {
	*Splitter
	text  string
	lower string // text with A to Z in lower case: of the same length
	t     *Text
	end   int // of the paragraph
}

func (c *cutter) paragraph(p record.Span) {
	first := len(c.t.Words)
	c.end = p.End
	c.words(p.Start)
	if first == len(c.t.Words) {
		return
	}
	sentence := len(c.t.Sentences)
	c.sentences(first)
	c.t.Paragraphs = append(c.t.Paragraphs, Paragraph{c.t.Span(first, len(c.t.Words)), sentence, len(c.t.Sentences)})
}

// lowerASCII is text with A to Z in lower case.
func lowerASCII(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for i := range len(text) {
		x := text[i]
		if 'A' <= x && x <= 'Z' {
			x += 'a' - 'A'
		}
		b.WriteByte(x)
	}
	return b.String()
}
