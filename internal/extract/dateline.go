package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dateline reads the dateline that a story begins with: a place in capitals or an
// agency in parentheses, then a dash. n is the number of bytes before the story.
func dateline(line string) (n int, agency, date string) {
	head, width := beforeDash(line)
	if width == 0 {
		return 0, "", ""
	}
	rest := strings.TrimSpace(line[:head])
	if i := strings.LastIndexByte(rest, '('); i >= 0 && strings.HasSuffix(rest, ")") {
		agency = strings.TrimSpace(rest[i+1 : len(rest)-1])
		rest = strings.TrimSpace(rest[:i])
		if agency == "" || len(strings.Fields(agency)) > 4 {
			return 0, "", ""
		}
	}
	place, tail, _ := strings.Cut(rest, ",")
	if agency == "" && !capitals(place) || agency != "" && !titled(place) {
		return 0, "", ""
	}
	for tail != "" { // "PORT DELTA, Estmark, March 3, 2025": what reads as a date
		tail = strings.TrimSpace(tail)
		if _, ok := wordDate(tail); ok {
			date = tail
			break
		}
		_, tail, _ = strings.Cut(tail, ",")
	}
	return head + width, agency, date
}

// beforeDash finds the dash that ends a dateline.
func beforeDash(line string) (at, width int) {
	if len(line) > 120 {
		line = line[:120]
	}
	best := -1
	for _, dash := range []string{"—", " – ", " - ", " -- ", "– "} {
		if i := strings.Index(line, dash); i > 0 && (best < 0 || i < best) {
			best, width = i, len(dash)
		}
	}
	if best < 0 {
		return 0, 0
	}
	return best, width
}

// capitals tells whether the letters are all capitals, three at least.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) || unicode.IsDigit(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 3 && len(strings.Fields(s)) <= 5
}

// titled tells whether every word begins with a capital, up to five of them; no
// word at all will do.
func titled(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !slices.Contains([]string{"de", "del", "la", "le", "of", "the", "am", "an", "der", "den"}, w) {
			return false
		}
	}
	return len(words) <= 5
}
