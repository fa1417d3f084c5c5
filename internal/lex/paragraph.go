package lex

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// line is one line of the text without its outer space; empty for a blank line.
type line struct {
	record.Span
	width  int  // in code points, indent included
	indent bool // begins with two blanks or a tab
}

// paragraphs are the blocks of a text. A blank line always parts two of them. A
// single line break does too, unless the document's lines are wrapped: that is,
// unless many of its single breaks stand in mid-sentence, with a small letter after
// them. In a wrapped text a break still parts paragraphs where the next line is
// indented, or where its first word would have fitted on the line before.
func paragraphs(text string) iter.Seq[record.Span] {
	return func(yield func(record.Span) bool) {
		lines := lines(text)
		width := wrapWidth(text, lines)
		var p record.Span
		for i, l := range lines {
			if p.Empty() {
				p = l.Span
				continue
			}
			if l.Empty() || width == 0 || parted(text, lines[i-1], l, width) {
				if !yield(p) {
					return
				}
				p = l.Span
				continue
			}
			p.End = l.End
		}
		if !p.Empty() {
			yield(p)
		}
	}
}

func lines(text string) []line {
	out := make([]line, 0, strings.Count(text, "\n")+1)
	for start := 0; start <= len(text); {
		end := len(text)
		if i := strings.IndexAny(text[start:], "\n\r\f\v"); i >= 0 {
			end = start + i
		}
		whole := text[start:end]
		left := strings.TrimLeftFunc(whole, isSpace)
		l := line{width: utf8.RuneCountInString(whole)}
		l.Start = end - len(left)
		l.End = l.Start + len(strings.TrimRightFunc(left, isSpace))
		blanks := whole[:len(whole)-len(left)]
		l.indent = len(blanks) > 1 || blanks == "\t"
		out = append(out, l)
		if end == len(text) {
			break
		}
		start = end + 1
		if strings.HasPrefix(text[end:], "\r\n") {
			start++
		}
	}
	return out
}

// wrapWidth is the longest line's width in a text of wrapped lines, 0 in others.
func wrapWidth(text string, lines []line) int {
	breaks, middle, width := 0, 0, 0
	for i, l := range lines {
		width = max(width, l.width)
		if i == 0 || l.Empty() || lines[i-1].Empty() {
			continue
		}
		breaks++
		last, _ := utf8.DecodeLastRuneInString(text[:lines[i-1].End])
		first, _ := utf8.DecodeRuneInString(text[l.Start:])
		if unicode.IsLower(first) && !isTerminator(last) && last != ':' && last != ';' {
			middle++
		}
	}
	if middle*10 < breaks*4 || middle == 0 {
		return 0
	}
	return width
}

// parted tells whether the break between two lines of a wrapped text ends a
// paragraph.
func parted(text string, a, b line, width int) bool {
	first, _ := utf8.DecodeRuneInString(text[b.Start:])
	if unicode.IsLower(first) {
		return false
	}
	if b.indent && !a.indent {
		return true
	}
	word := text[b.Start:b.End]
	if i := strings.IndexFunc(word, isSpace); i >= 0 {
		word = word[:i]
	}
	return a.width+1+utf8.RuneCountInString(word) < width-width/8
}

// isSpace tells white space, and the marks without width that stand for it.
func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || '\t' <= r && r <= '\r'
	}
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}
