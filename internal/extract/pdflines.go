package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pdfLine is one printed line with its box in points; y grows upwards.
type pdfLine struct {
	text                     string
	left, right, top, bottom float64
	boxed                    bool
}

// widen takes a character's box into the line's.
func (l *pdfLine) widen(left, right, top, bottom float64) {
	if !l.boxed {
		l.left, l.right, l.top, l.bottom, l.boxed = left, right, top, bottom, true
		return
	}
	l.left, l.right = min(l.left, left), max(l.right, right)
	l.top, l.bottom = max(l.top, top), min(l.bottom, bottom)
}

func (l pdfLine) height() float64 { return l.top - l.bottom }

// paragraphs joins the lines of pages to paragraphs, separated by a blank line.
// Running heads and page numbers are left out.
func paragraphs(pages [][]pdfLine) string {
	running := runningLines(pages)
	var lines []pdfLine
	for _, page := range pages {
		for i, l := range page {
			edge := i < 2 || i >= len(page)-2
			if edge && (running[withoutDigits(l.text)] || isPageNumber(l.text)) {
				continue
			}
			lines = append(lines, l)
		}
	}
	pitch, column := layout(lines)
	words := wordsOf(lines)
	var out []byte
	for i, l := range lines {
		switch {
		case i == 0:
		case breaks(lines[i-1], l, pitch, column):
			out = append(out, "\n\n"...)
		case endsInHyphen(lines[i-1].text):
			out = append(out[:len(out)-hyphen(lines[i-1].text, l.text, words)], l.text...)
			continue
		default:
			out = append(out, ' ')
		}
		out = append(out, l.text...)
	}
	return string(out)
}

// breaks tells whether a new paragraph begins at line b after line a: by a wider
// gap, an indent, a last line that ends short, another size of type. Where the
// text jumps up, to the next column or page, it goes on unless a sentence has ended.
func breaks(a, b pdfLine, pitch, column float64) bool {
	size := max(a.height(), b.height(), 1)
	down := a.bottom - b.bottom
	ended := endsSentence(a.text)
	switch {
	case down < -size/2 || a.right < b.left || b.right < a.left:
		return ended
	case down > 1.35*pitch && down > 1.35*size:
		return true
	case b.left-a.left > 0.8*size && b.left-a.left < 6*size && ended:
		return true
	case ended && a.right < a.left+0.8*column && b.right-b.left > 0.5*column:
		return true
	}
	return false
}

// layout is the usual distance between lines and their usual full width.
func layout(lines []pdfLine) (pitch, column float64) {
	var steps, widths []float64
	for i, l := range lines {
		widths = append(widths, l.right-l.left)
		if i > 0 {
			if d := lines[i-1].bottom - l.bottom; d > 0 {
				steps = append(steps, d)
			}
		}
	}
	return quantile(steps, 0.4), quantile(widths, 0.8)
}

func quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[int(q*float64(len(v)-1))]
}

// runningLines are the lines at the top or bottom of pages that come again on at
// least three, whatever their numbers.
func runningLines(pages [][]pdfLine) map[string]bool {
	count := map[string]int{}
	for _, page := range pages {
		seen := map[string]bool{}
		for i, l := range page {
			if key := withoutDigits(l.text); (i < 2 || i >= len(page)-2) && !seen[key] {
				seen[key] = true
				count[key]++
			}
		}
	}
	running := map[string]bool{}
	for key, n := range count {
		if n >= 3 && key != "" {
			running[key] = true
		}
	}
	return running
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// isPageNumber tells "7", "- 7 -", "Page 7 of 9" from a line of text.
func isPageNumber(s string) bool {
	digits := false
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		w = strings.Trim(w, "-–—.|/")
		switch {
		case w == "" || w == "page" || w == "of":
		case len(w) <= 4 && strings.Trim(w, "0123456789") == "":
			digits = true
		default:
			return false
		}
	}
	return digits
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"'”’»)]"))
	return strings.ContainsRune(".!?:…。", r)
}

func endsInHyphen(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if r != '-' && r != '‐' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return unicode.IsLetter(before)
}

// hyphen is how many bytes of a line's end go when the divided word is joined
// again. The hyphen stays where the word is written with it elsewhere and never
// without, or where the rest begins with a capital or a digit.
func hyphen(line, next string, words map[string]bool) int {
	_, n := utf8.DecodeLastRuneInString(line)
	inWord := func(r rune) bool { return unicode.IsLetter(r) || r == '-' }
	head := line[:len(line)-n]
	head = head[strings.LastIndexFunc(head, func(r rune) bool { return !inWord(r) })+1:]
	tail := next
	if i := strings.IndexFunc(next, func(r rune) bool { return !inWord(r) }); i >= 0 {
		tail = next[:i]
	}
	first, _ := utf8.DecodeRuneInString(next)
	whole, hyphened := strings.ToLower(head+tail), strings.ToLower(head+"-"+tail)
	if !unicode.IsLower(first) || words[hyphened] && !words[whole] {
		return 0
	}
	return n
}

// wordsOf are the words within lines, in lower case.
func wordsOf(lines []pdfLine) map[string]bool {
	words := map[string]bool{}
	for _, l := range lines {
		for w := range strings.FieldsSeq(strings.ToLower(l.text)) {
			if w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }); w != "" {
				words[w] = true
			}
		}
	}
	return words
}
