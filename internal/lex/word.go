package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// words cuts the paragraph from start on: first at white space, then each chunk
// from left to right.
func (c *cutter) words(start int) {
	for i := start; i < c.end; {
		r, n := c.at(i)
		if isSpace(r) {
			i += n
			continue
		}
		end := i
		for end < c.end {
			r, n := c.at(end)
			if isSpace(r) {
				break
			}
			end += n
		}
		for i < end {
			i = c.token(i, end)
		}
	}
}

// token adds the word or words that begin at i in the chunk that ends at end, and
// returns where they end.
func (c *cutter) token(i, end int) int {
	if k := c.address(i, end); k > i {
		c.add(i, k)
		return k
	}
	r, n := c.at(i)
	next, _ := c.rune(i+n, end)
	switch {
	case isWordRune(r):
		return c.core(i, end)
	case isApostrophe(r):
		return c.apostrophe(i, end)
	case r == '.' && isWordRune(next) && (c.afterSpace(i) || i > 0 && c.text[i-1] == '$'): // ".5", ".doc"
		first := len(c.t.Words)
		k := c.core(i+n, end)
		c.t.Words[first].Start = i
		c.t.Words[first].Lower = "." + c.t.Words[first].Lower
		return k
	case (r == '#' || r == '@') && unicode.IsLetter(next), r == '+' && isDigit(next) && c.afterSpace(i):
		k := i + n
		for k < end {
			q, m := c.at(k)
			if after, _ := c.rune(k+m, end); !isWordRune(q) && q != '_' && !(r == '+' && (q == '.' || q == ',') && isDigit(after)) {
				break
			}
			k += m
		}
		c.add(i, k)
		return k
	}
	k := c.smiley(i, end)
	if k == i {
		k = c.run(i, end)
	}
	c.add(i, k)
	return k
}

// run is the end of the run of signs that begins at i: of one sign repeated, of
// full stops with question and exclamation marks, or of one emoji with its parts.
func (c *cutter) run(i, end int) int {
	r, n := c.at(i)
	k := i + n
	same := func(q rune) bool { return q == r && strings.ContainsRune("-–—=*_~+#<>|`^/\\·•", q) }
	if isStop(r) {
		same = isStop
	} else if r > 0x2000 {
		joined := false
		same = func(q rune) bool {
			part := joined || q == 0x200d || unicode.In(q, unicode.Mn, unicode.Me) || 0x1f3fb <= q && q <= 0x1f3ff
			joined = q == 0x200d
			return part || q == r && (r == '–' || r == '—')
		}
	}
	for k < end {
		q, m := c.at(k)
		if !same(q) {
			break
		}
		k += m
	}
	return k
}

// apostrophe cuts what begins with an apostrophe or single quotation mark: a clitic
// that stands alone ('s), an elision ('tis, '90s), a doubled mark, or the mark.
func (c *cutter) apostrophe(i, end int) int {
	r, n := c.at(i)
	q, m := c.rune(i+n, end)
	if isApostrophe(q) && (q == r || r == '‘') {
		c.add(i, i+n+m)
		return i + n + m
	}
	k := i + n
	for k < end {
		q, m := c.at(k)
		if !isWordRune(q) {
			break
		}
		k += m
	}
	rest := c.lower[i+n : k]
	if r != '‘' && len(rest) <= 8 {
		if at, ok := c.contractions["'"+rest]; ok {
			from := i
			for _, a := range at {
				c.add(from, i+n+a-1)
				from = i + n + a - 1
			}
			c.add(from, k)
			return k
		}
		decade := len(rest) >= 2 && isDigits(rest[:2]) && (len(rest) == 2 || rest[2:] == "s")
		if decade || isClitic(rest) && (c.afterSpace(i) || len(c.t.Words) > 0 && k == end) {
			c.add(i, k)
			return k
		}
	}
	c.add(i, i+n)
	return i + n
}

// core cuts the letters and digits that begin at i, with what holds them together.
func (c *cutter) core(i, end int) int {
	k := i      // end so far
	part := i   // where the part after the last joint begins
	apos := -1  // the last apostrophe
	dotted := 0 // single letters with a full stop after each
	digits := c.figures(i, end)
	var prev rune
	for k < end {
		r, n := c.at(k)
		if isWordRune(r) || k < digits {
			k, prev = k+n, r
			continue
		}
		next, _ := c.rune(k+n, end)
		if !isWordRune(next) || !c.joins(r, prev, next, part, k, end) {
			break
		}
		switch {
		case isApostrophe(r) || r == '`':
			apos = k
		case r == '.' && onlyRune(c.text[part:k]):
			dotted++
		}
		k, prev = k+n, r
		part = k
	}
	switch {
	case k < end && c.text[k] == '$' && k-i <= 3 && strings.ToUpper(c.text[i:k]) == c.text[i:k] && !isDigit(prev),
		k < end && c.text[k] == '.' && c.keepsStop(i, part, k, end, dotted),
		k+1 < end && c.text[k] == '/' && k-i == 1 && c.lower[i] == 'w':
		k++
	}
	c.split(i, k, apos)
	return k
}

// joins tells whether sign r between two letters or digits holds them together;
// the part before it is text[part:k].
func (c *cutter) joins(r, prev, next rune, part, k, end int) bool {
	switch r {
	case '_', '@', '\u00ad', '\u200c', '\u200d':
		return true
	case '\'', '’', '`':
		return (unicode.IsLetter(prev) || prev == '.' || isDigit(prev)) && unicode.IsLetter(next)
	case '.':
		switch {
		case isDigit(next):
			return isDigit(prev) || onlyRune(c.text[part:k])
		case isDigit(prev), onlyRune(c.text[part:k]):
			return true
		case unicode.IsUpper(next): // "ENRON.XLS", "Ph.D."; not "the end.The next"
			_, n := c.at(k + 1)
			after, _ := c.rune(k+1+n, end)
			return unicode.IsUpper(prev) || after == '.' && k-part <= 3
		}
		return true
	case ',':
		return isDigit(prev) && k+4 <= end && isDigits(c.text[k+1:k+4]) && !isDigit(first(c.rune(k+4, end)))
	case ':':
		return isDigit(prev) && isDigit(next)
	case '-', '‑':
		return c.prefixes[c.lower[part:k]]
	case '&':
		return k-part <= 3 && unicode.IsLetter(prev) && unicode.IsUpper(prev) == unicode.IsUpper(next)
	case '/':
		_, whole := c.contractions[c.lower[part:min(end, k+3)]]
		return whole || k-part == 1 && k+2 == end && unicode.IsLetter(prev)
	case '*':
		return unicode.IsLetter(prev) && unicode.IsLetter(next)
	}
	return false
}

// figures is the end of a telephone number, date or account number that begins at
// i: digits held together by hyphens or strokes; i where none does.
func (c *cutter) figures(i, end int) int {
	if !isDigit(first(c.at(i))) {
		return i
	}
	var parts [6]string
	n, from, sign := 0, i, byte(0)
	for k := i; ; k++ {
		if k < min(end, i+24) && isDigit(rune(c.text[k])) {
			continue
		}
		if k == from || n == len(parts) {
			return i
		}
		parts[n] = c.text[from:k]
		n++
		if k+1 >= end || (c.text[k] != '-' && c.text[k] != '/') || (sign != 0 && c.text[k] != sign) || !isDigit(rune(c.text[k+1])) {
			a, b := len(parts[0]), len(parts[1])
			switch {
			case n >= 3 && n <= 5 || n == 2 && sign == '-' && a == 3 && b == 4:
				return k
			case n == 2 && sign == '/' && isDay(parts[0], parts[1]):
				return k
			}
			return i
		}
		sign, from = c.text[k], k+1
	}
}

// isDay tells "9/11" and "5/18" from fractions, "3/4", and from "24/7".
func isDay(month, day string) bool {
	m, d := number(month), number(day)
	fraction := m < d && (d == 2 || d == 3 || d == 4 || d == 8)
	return 1 <= m && m <= 12 && 1 <= d && d <= 31 && !fraction
}

// keepsStop tells whether the full stop at k belongs to the word text[i:k] because
// that is an abbreviation.
func (c *cutter) keepsStop(i, part, k, end, dotted int) bool {
	if k+1 < end {
		if r, _ := c.at(k + 1); r == '.' || r == '…' {
			return false
		}
	}
	last := onlyRune(c.text[part:k])
	switch {
	case last && part == i && k-i == 1 && isDigit(c.nextLetter(k+1)) && unicode.IsLower(rune(c.text[i])): // "(b. 1950)"
		n := len(c.t.Words)
		return n > 0 && (c.t.Words[n-1].Lower == "(" || c.t.Words[n-1].Lower == ";")
	case dotted > 0:
		return last || c.abbreviations[c.lower[i:k]] != 0
	case last && part == i && unicode.IsUpper(first(c.at(i))):
		r, _ := c.at(i)
		return r != 'I' && unicode.IsUpper(c.nextLetter(k+1))
	}
	e := c.abbreviation(c.text[i:k], c.lower[i:k])
	return e != 0 && (e != numbered || isDigit(c.nextLetter(k+1)))
}

// abbreviation is what a full stop after the form means, 0 for no abbreviation. A
// row with a capital stands for that form and its capitals only: "Sun" is no "sun".
func (c *cutter) abbreviation(form, lower string) ending {
	if len(form) > 8 {
		return 0
	}
	if e := c.abbreviations[lower]; e != 0 {
		return e
	}
	if form == lower {
		return 0
	}
	if e := c.abbreviations[form]; e != 0 {
		return e
	}
	return c.abbreviations[form[:1]+lower[1:]]
}

// nextLetter is the first rune after white space and opening marks, 0 at the
// paragraph's end.
func (c *cutter) nextLetter(i int) rune {
	for n := 0; i < c.end && n < 8; n++ {
		r, m := c.at(i)
		if !isSpace(r) && !strings.ContainsRune("\"'“‘([#", r) {
			return r
		}
		i += m
	}
	return 0
}

// split adds the word text[i:k] in its parts: those of a contraction, a number and
// its unit, a word and its clitics; apos is the word's last apostrophe or -1.
func (c *cutter) split(i, k, apos int) {
	if k-i <= c.longest+2 {
		plain := straight(c.lower[i:k])
		if at, ok := c.contractions[plain]; ok {
			shift := k - i - len(plain) // a curly apostrophe is longer than a straight one
			from := i
			for _, a := range at {
				if shift > 0 && strings.IndexByte(plain, '\'') < a {
					a += shift
				}
				c.add(from, i+a)
				from = i + a
			}
			c.add(from, k)
			return
		}
	}
	if isDigit(rune(c.text[i])) && !isDigit(rune(c.text[k-1])) {
		unit := i + len(c.text[i:k]) - len(strings.TrimLeft(c.text[i:k], "0123456789.,:"))
		if c.units[c.lower[unit:k]] {
			c.add(i, unit)
			i = unit
		}
	}
	var cuts [3]int
	n, rest := 0, k
	for n < len(cuts) && apos > i {
		clitic := c.lower[apos+first2(c.at(apos)) : rest]
		before := c.text[apos-1]
		switch {
		case clitic == "t" && c.lower[apos-1] == 'n' && apos-1 > i:
			rest = apos - 1
		case isClitic(clitic) && !(clitic == "s" && isDigit(rune(before)) && apos-i <= 4 && before == '0'):
			rest = apos
		default:
			rest = 0
		}
		if rest == 0 {
			break
		}
		cuts[n] = rest
		n++
		apos = i + strings.LastIndexAny(c.text[i:rest], "'’`")
	}
	for ; n > 0; n-- {
		c.add(i, cuts[n-1])
		i = cuts[n-1]
	}
	c.add(i, k)
}

// add adds the word text[i:k].
func (c *cutter) add(i, k int) {
	if i >= k {
		return
	}
	lower := c.lower[i:k]
	for j := range len(lower) {
		if lower[j] >= utf8.RuneSelf {
			lower = straight(strings.ToLower(c.text[i:k]))
			break
		}
	}
	c.t.Words = append(c.t.Words, Word{Span: record.Span{Start: i, End: k}, Lower: lower, Sentence: len(c.t.Sentences)})
}

// address is the end of the URL or e-mail address that begins at i, i where none does.
func (c *cutter) address(i, end int) int {
	rest := c.lower[i:end]
	var mark int
	switch rest[0] {
	case 'h', 'f', 'w':
		if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "ftp://") && !strings.HasPrefix(rest, "www.") {
			mark = mail(rest)
		} else {
			mark = strings.IndexAny(rest, "<>\"“”«»|")
			if mark < 0 {
				mark = len(rest)
			}
		}
	default:
		mark = mail(rest)
	}
	if mark == 0 {
		return i
	}
	for mark > 0 {
		r, n := utf8.DecodeLastRuneInString(rest[:mark])
		if !strings.ContainsRune(".,;:!?'’)]}", r) || r == ')' && strings.Contains(rest[:mark], "(") {
			break
		}
		mark -= n
	}
	return i + mark
}

// mail is the length of the e-mail address that s begins with, 0 for none.
func mail(s string) int {
	at := 0
	for at < len(s) && at < 64 && (isAlnum(s[at]) || strings.IndexByte("._%+-", s[at]) >= 0) {
		at++
	}
	if at == 0 || at+1 >= len(s) || s[at] != '@' || !isAlnum(s[at+1]) || !isAlnum(s[0]) {
		return 0
	}
	k, dot := at+1, false
	for k < len(s) && (isAlnum(s[k]) || s[k] == '-' || s[k] == '.') {
		dot = dot || s[k] == '.' && k+1 < len(s) && isAlnum(s[k+1])
		k++
	}
	if !dot {
		return 0
	}
	return k
}

// smiley is the end of the emoticon that begins at i, i where none does.
func (c *cutter) smiley(i, end int) int {
	s := c.text[i:min(end, i+4)]
	if strings.HasPrefix(s, "^_^") || strings.HasPrefix(s, "<3") {
		return i + 2 + int(s[0]>>6)
	}
	if len(s) < 2 || strings.IndexByte(":;=", s[0]) < 0 {
		return i
	}
	k := 1
	if s[k] == '-' || s[k] == '\'' || s[k] == 'o' {
		k++
	}
	if k >= len(s) || strings.IndexByte("()DPpO/|*[]3", s[k]) < 0 {
		return i
	}
	mouth := s[k]
	k++
	if k < len(s) && (isAlnum(s[k]) || s[k] == '/') || (isAlnum(mouth) || mouth == '/' || mouth == '[') && !c.afterSpace(i) {
		return i
	}
	if mouth == ')' && !c.afterSpace(i) && c.bracketed() {
		return i
	}
	return i + k
}

// bracketed tells whether one of the last words opens a bracket.
func (c *cutter) bracketed() bool {
	for n := len(c.t.Words) - 1; n >= 0 && n > len(c.t.Words)-40; n-- {
		switch c.text[c.t.Words[n].Start] {
		case '(':
			return true
		case ')':
			return false
		}
	}
	return false
}

func (c *cutter) at(i int) (rune, int) { return c.rune(i, c.end) }

// rune is the rune at i and its length; 0, 0 at the end.
func (c *cutter) rune(i, end int) (rune, int) {
	if i >= end {
		return 0, 0
	}
	if b := c.text[i]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRuneInString(c.text[i:end])
}

func (c *cutter) afterSpace(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(c.text[:i])
	return i == 0 || isSpace(r)
}

func first(r rune, _ int) rune { return r }

func first2(_ rune, n int) int { return n }

// isWordRune tells letters, digits and the marks that combine with them.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func isAlnum(b byte) bool { return isWordRune(rune(b)) && b < utf8.RuneSelf }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(rune(s[i])) {
			return false
		}
	}
	return true
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' }

// isClitic tells what follows an apostrophe as a word of its own.
func isClitic(s string) bool {
	switch s {
	case "s", "re", "ve", "ll", "d", "m":
		return true
	}
	return false
}

// isStop tells the runes that runs of full stops, question and exclamation marks
// consist of.
func isStop(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

func straight(s string) string {
	if strings.Contains(s, "’") {
		return strings.ReplaceAll(s, "’", "'")
	}
	return s
}

// onlyRune tells whether s is one letter.
func onlyRune(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.IsLetter(r)
}

func number(digits string) (n int) {
	for i := range min(len(digits), 9) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}
