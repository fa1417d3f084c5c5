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
	if c.mailHead(k) {
		return k + 1
	}
	form := c.t.Form(k)
	mark, n := utf8.DecodeRuneInString(form)
	if !isWordRune(mark) && n < len(form) && !isTerminator(mark) {
		return c.signEnd(k, form)
	}
	last, _ := utf8.DecodeLastRuneInString(form)
	if !isTerminator(last) {
		return -1
	}
	end, closed := c.closers(k + 1)
	if end == len(c.t.Words) {
		return end
	}
	open := end
	for open+1 < len(c.t.Words) && strings.ContainsRune("\"'“‘«([`", c.head(open)) {
		open++
	}
	if (mark <= 0x500 || mark == '…') && c.goesOn(first, k, open, closed) {
		return -1
	}
	return end
}

// goesOn tells whether the sentence that began with word first goes on after the full
// stop at word k. open is the next word that is no opening mark; closed says that a
// quotation closed between.
func (c *cutter) goesOn(first, k, open int, closed bool) bool {
	form, next := c.t.Form(k), c.head(open)
	mark := c.head(k)
	switch {
	case isTerminator(next) && c.t.Form(open) != "…": // ". . ."
		return true
	case isWordRune(mark): // an abbreviation
		before := strings.TrimSuffix(form, ".")
		return c.abbreviation(before, strings.ToLower(before)) == never || !c.starters[c.t.Words[open].Lower] || !unicode.IsUpper(next)
	case strings.HasPrefix(form, "..") || mark == '…':
		return !unicode.IsUpper(next)
	case unicode.IsLower(next):
		return closed || mark == '.' && k > first && c.t.Words[k-1].End-c.t.Words[k-1].Start <= 3 && !c.starters[c.t.Words[k-1].Lower]
	case strings.ContainsRune(",;:", next), strings.ContainsRune("-–—", next) && (mark != '.' || closed):
		return true
	}
	return k == first+1 && isDigits(strings.ReplaceAll(c.t.Form(first), ".", "")) // "1. The board"
}

// mailHead tells whether word k ends a line of a forwarded message's head that was
// joined with its neighbours: the sender before a date and time ("Ida Oske
// 03/15/2001 04:11 PM"), the time itself, or one of several addresses.
func (c *cutter) mailHead(k int) bool {
	w := c.t.Words
	date := func(i int) bool {
		return i+1 < len(w) && strings.Count(w[i].Lower, "/") == 2 && isDigits(w[i].Lower[:1]) && strings.Contains(w[i+1].Lower, ":")
	}
	switch {
	case k+1 == len(w):
		return false
	case k+1 < len(w) && date(k+1):
		return unicode.IsUpper(c.head(k)) || w[k].Lower == ">"
	case k >= 2 && date(k-2):
		return w[k].Lower == "am" || w[k].Lower == "pm"
	}
	return isLink(w[k].Lower) && isLink(w[k+1].Lower)
}

func isLink(lower string) bool {
	return strings.HasPrefix(lower, "http") && strings.Contains(lower, "://")
}

// signEnd is the end of a sentence whose last word is a run of other signs: a smiley
// before a capital, a ruled line or what stands before one.
func (c *cutter) signEnd(k int, form string) int {
	if k+1 == len(c.t.Words) {
		return -1
	}
	ruled := len(form) >= 5 && strings.IndexByte("-_=*~", form[0]) >= 0 && strings.Count(form, form[:1]) == len(form)
	smiley := strings.IndexByte(":;=", form[0]) >= 0 && unicode.IsUpper(c.head(k+1))
	if ruled || smiley {
		return k + 1
	}
	return -1
}

// closers is the first word from k on that does not belong to the full stop before
// k: brackets, closing marks, the full stop after a bracket, references ("[3]");
// and whether there was a quotation mark among them.
func (c *cutter) closers(k int) (end int, marks bool) {
	for k < len(c.t.Words) {
		switch head := c.head(k); {
		case c.closes(k):
			marks = marks || !strings.ContainsRune(")]}", head)
			k++
		case isTerminator(head) && c.t.Words[k].Start == c.t.Words[k-1].End && c.head(k-1) == ')':
			k++
		case head == '[' && k+2 < len(c.t.Words) && c.head(k+2) == ']' && isDigits(c.t.Form(k+1)):
			k += 3
		default:
			return k, marks
		}
	}
	return k, marks
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
