package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isTerminator tells the runes that end sentences, in the scripts that have them.
func isTerminator(r rune) bool {
	switch r {
	case '.', '!', '?', '…':
		return true
	}
	return r > 0x500 && strings.ContainsRune("։؟۔।॥።፧។៕။‼⁇⁈⁉。．！？｡", r)
}

// isCloser tells the runes that belong to the sentence whose full stop they follow.
func isCloser(r rune) bool { return strings.ContainsRune(`)]}”’»›"'」』`, r) }

// sentences groups the paragraph's words, from word first on.
func (c *cutter) sentences(first int) {
	words := c.t.Words
	for k := first; k < len(words); {
		end := c.sentenceEnd(first, k)
		if end < 0 {
			k++
			continue
		}
		c.sentence(first, end)
		first, k = end, end
	}
	if first < len(words) {
		c.sentence(first, len(words))
	}
}

func (c *cutter) sentence(first, last int) {
	for i := first; i < last; i++ {
		c.t.Words[i].Sentence = len(c.t.Sentences)
	}
	c.t.Sentences = append(c.t.Sentences, Sentence{c.t.Span(first, last), first, last, len(c.t.Paragraphs)})
}

// sentenceEnd is the end of the sentence that began with word first, if word k
// ends it; -1 otherwise.
func (c *cutter) sentenceEnd(first, k int) int {
	form := c.t.Form(k)
	last, _ := utf8.DecodeLastRuneInString(form)
	if !isTerminator(last) {
		return -1
	}
	mark, _ := utf8.DecodeRuneInString(form)
	end, closed := k+1, false
	for end < len(c.t.Words) && c.closes(end) {
		closed = closed || !strings.ContainsRune(")]}", c.head(end))
		end++
	}
	if end == len(c.t.Words) {
		return end
	}
	next := c.head(end)
	open := end
	for strings.ContainsRune("\"'“‘«([`", next) && open+1 < len(c.t.Words) {
		open++
		next = c.head(open)
	}
	switch {
	case mark > 0x500 && mark != '…':
		return end
	case !isTerminator(mark): // an abbreviation
		if c.abbreviation(strings.TrimSuffix(form, "."), strings.TrimSuffix(c.t.Words[k].Lower, ".")) == never || !c.starters[c.t.Words[open].Lower] || !unicode.IsUpper(next) {
			return -1
		}
	case strings.HasPrefix(form, "..") || mark == '…':
		if !unicode.IsUpper(next) {
			return -1
		}
	case unicode.IsLower(next):
		if closed {
			return -1
		}
		if mark == '.' && k > first && c.t.Words[k-1].End-c.t.Words[k-1].Start <= 3 {
			return -1
		}
	case next == ',' || next == ';' || next == ':' || next == '-' || next == '–' || next == '—':
		return -1
	case k == first+1 && isDigits(c.t.Form(first)): // "1. The board"
		return -1
	}
	return end
}

// closes tells whether word k is a closing bracket or mark that follows its
// neighbour without a blank, or a reference in brackets ("[3]").
func (c *cutter) closes(k int) bool {
	w := c.t.Words[k]
	if w.Start != c.t.Words[k-1].End {
		return w.Lower == "''"
	}
	return isCloser(c.head(k)) && (w.End-w.Start <= 3 || w.Lower == "''")
}

func (c *cutter) head(k int) rune {
	r, _ := c.rune(c.t.Words[k].Start, c.end)
	return r
}
