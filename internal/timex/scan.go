package timex

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// item is one terminal of the cascade: a piece of the text, or an expression that
// an earlier step found there.
type item struct {
	start, end int
	senses     []sense  // every class and word that patterns may know it by
	meaning    *meaning // of an expression
	glued      bool     // no blank before it
	capital    bool     // begins with a capital letter
	number     bool     // written in digits
	mark       byte     // the mark itself where it is ASCII, 'a' for a word
}

// scanner cuts a paragraph into pieces. It cuts finer than words: at every hyphen
// and apostrophe, so that "third-quarter" and "Friday's" read as their parts
// whatever the tokenisation; numbers with their separators, times of day and
// dotted letters ("p.m.") stay whole.
type scanner struct {
	grammar *grammar
	items   []item
	senses  []sense // those of numbers, which stand in no table
	lower   []byte
}

func (s *scanner) scan(text string, span record.Span) []item {
	s.items, s.senses = s.items[:0], s.senses[:0]
	before := span.Start
	for i := span.Start; i < span.End; {
		c := text[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		it := item{start: i, glued: i == before && i > span.Start}
		switch {
		case c >= '0' && c <= '9':
			i = s.digits(text[:span.End], i, &it)
		case c < utf8.RuneSelf && !letter(rune(c)):
			i++
			it.mark = c
			it.senses = s.grammar.words[text[it.start:i]]
		default:
			r, n := utf8.DecodeRuneInString(text[i:span.End])
			switch {
			case letter(r):
				i = s.word(text[:span.End], i, &it)
			case unicode.IsSpace(r):
				i += n
				continue
			default:
				i += n
				it.senses = s.grammar.words[plainMark(r, text[it.start:i])]
			}
		}
		it.end, before = i, i
		s.items = append(s.items, it)
	}
	return s.items
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

// plainMark is the mark that patterns write for a typographic one.
func plainMark(r rune, s string) string {
	switch r {
	case '’', '‘':
		return "'"
	case '–', '—', '‑', '−':
		return "-"
	}
	return s
}

// word reads a run of letters, or letters that each carry a full stop ("p.m.").
func (s *scanner) word(text string, i int, it *item) int {
	start := i
	s.lower = s.lower[:0]
	first, _ := utf8.DecodeRuneInString(text[i:])
	it.mark = 'a'
	it.capital = unicode.IsUpper(first)
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			if !letter(rune(c)) {
				break
			}
			if c < 'a' {
				c |= 0x20
			}
			s.lower = append(s.lower, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !letter(r) {
			break
		}
		s.lower = utf8.AppendRune(s.lower, unicode.ToLower(r))
		i += n
	}
	if i == start+1 {
		for i+1 < len(text) && text[i] == '.' && letter(rune(text[i+1])) && (i+2 == len(text) || !letter(rune(text[i+2]))) {
			s.lower = append(s.lower, '.', text[i+1]|0x20)
			i += 2
		}
		if i > start+1 && i < len(text) && text[i] == '.' {
			s.lower = append(s.lower, '.')
			i++
		}
	}
	it.senses = s.grammar.words[string(s.lower)]
	if it.senses == nil && len(s.items) > 0 && s.items[len(s.items)-1].number {
		it.senses = s.grammar.ending(s.lower)
	}
	return i
}

// digits reads a number with its separators, or a time of day, and works out what
// it can be.
func (s *scanner) digits(text string, i int, it *item) int {
	run := func(at int) int {
		end := at
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		return end
	}
	start, from := i, len(s.senses)
	i = run(i)
	whole := text[start:i]
	it.number = true
	n, err := strconv.Atoi(whole)
	if err != nil || len(whole) > 9 {
		return i
	}
	next := 0 // digits behind one separator
	if i < len(text) {
		next = run(i+1) - i - 1
	}
	end := i + 1 + next
	switch {
	case next == 0:
	case text[i] == ',' && next == 3 && len(whole) <= 3:
		for next == 3 && text[i] == ',' {
			part, _ := strconv.Atoi(text[i+1 : end])
			if n = n*1000 + part; n > 1e12 {
				return end
			}
			if i = end; i >= len(text) {
				break
			}
			next = run(i+1) - i - 1
			end = i + 1 + next
		}
		s.add(classNumber, float64(n))
		it.senses = s.senses[from:len(s.senses):len(s.senses)]
		return i
	case text[i] == ':' && next == 2 && len(whole) <= 2:
		minute, _ := strconv.Atoi(text[i+1 : end])
		if n <= 24 && minute < 60 {
			i = end
			if i < len(text) && text[i] == ':' && run(i+1) == i+3 { // seconds
				i += 3
			}
			s.add(classClock, float64(n*60+minute))
			it.senses = s.senses[from:len(s.senses):len(s.senses)]
			return i
		}
	case text[i] == '.' && !s.dotted(start) && !(end < len(text)-1 && text[end] == '.' && text[end+1] >= '0' && text[end+1] <= '9'):
		value, err := strconv.ParseFloat(text[start:end], 64)
		if err != nil {
			return end
		}
		s.add(classNumber, value)
		if minute, _ := strconv.Atoi(text[i+1 : end]); next == 2 && n <= 12 && minute < 60 {
			s.add(classDotClock, float64(n*60+minute))
		}
		it.senses = s.senses[from:len(s.senses):len(s.senses)]
		return end
	}
	v := float64(n)
	s.add(classNumber, v)
	s.add(classDigits, v)
	switch short := len(whole) <= 2; {
	case short:
		if n >= 1 && n <= 31 {
			s.add(classDay, v)
		}
		if n >= 13 && n <= 31 {
			s.add(classDay13, v)
		}
		if n >= 1 && n <= 12 {
			s.add(classMon, v)
			s.add(classHour, v)
		}
		if len(whole) == 2 {
			s.add(classYY, v)
		}
	case len(whole) == 4 && n >= 1000 && n < 2200:
		s.add(classYear, v)
		if n%10 == 0 {
			s.add(classRoundYear, v)
		}
		if n/100 < 24 && n%100 < 60 {
			s.add(classHundredHours, float64(n/100*60+n%100))
		}
	case len(whole) == 4 && n/100 < 24 && n%100 < 60:
		s.add(classHundredHours, float64(n/100*60+n%100))
	}
	it.senses = s.senses[from:len(s.senses):len(s.senses)]
	return i
}

// dotted tells whether a number and a full stop stand right before: "4.3." of 4.3.2025.
func (s *scanner) dotted(start int) bool {
	n := len(s.items)
	return n > 1 && s.items[n-1].mark == '.' && s.items[n-1].end == start && s.items[n-1].glued && s.items[n-2].number
}

// add gives the number under the scanner a class, and every union that holds it.
func (s *scanner) add(c symbol, v float64) {
	s.senses = append(s.senses, sense{symbol: c, value: operand{num: v}})
	for _, u := range s.grammar.unions[c] {
		s.senses = append(s.senses, sense{symbol: u, value: operand{num: v}})
	}
}
