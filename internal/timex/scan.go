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

// How much room the scanner takes at once.
const (
	bytesPerItem    = 4
	sensesPerNumber = 24 // about; more are no fault
	senseBlock      = 1 << 12
)

func (s *scanner) scan(text string, span record.Span) []item {
	s.items, s.senses = s.items[:0], s.senses[:0]
	if n := span.Len() / bytesPerItem; cap(s.items) < n {
		s.items = make([]item, 0, n)
	}
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
	if cap(s.senses)-len(s.senses) < sensesPerNumber {
		s.senses = make([]sense, 0, senseBlock) // what items hold of the old block stays
	}
	start, from := i, len(s.senses)
	i += run(text[i:])
	whole := text[start:i]
	it.number = true
	n, err := strconv.Atoi(whole)
	if err != nil || len(whole) > 9 {
		return i
	}
	if end, ok := s.separated(text, start, i, n); ok {
		i = end
	} else {
		s.plain(n, len(whole))
	}
	it.senses = s.senses[from:len(s.senses):len(s.senses)]
	return i
}

// run is the length of the digits that text begins with.
func run(text string) int {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}

// separated reads on behind the digits text[start:i], worth n, where a separator
// makes one number or one time of day of them and the next: "1,200", "9:30", "9.30".
// It tells where that ends, and whether it is so.
func (s *scanner) separated(text string, start, i, n int) (end int, ok bool) {
	if i >= len(text) {
		return i, false
	}
	next := run(text[i+1:])
	if next == 0 {
		return i, false
	}
	end = i + 1 + next
	switch c := text[i]; {
	case c == s.grammar.thousands && next == 3 && i-start <= 3:
		return s.grouped(text, i, n), true
	case c == ':':
		minute, _ := strconv.Atoi(text[i+1 : end])
		if next != 2 || i-start > 2 || n > 24 || minute >= 60 {
			return i, false
		}
		if end < len(text) && text[end] == ':' && run(text[end+1:]) == 2 { // seconds
			end += 3
		}
		s.add(classClock, float64(n*60+minute))
		return end, true
	case c == '.' || c == s.grammar.decimal:
		if s.dotted(start) || end < len(text)-1 && text[end] == c && run(text[end+1:]) > 0 {
			return i, false
		}
		return s.fraction(text, start, i, end, n)
	}
	return i, false
}

// fraction reads what stands behind a stop or the mark of decimals at i: part of a
// number, a time of day, or both.
func (s *scanner) fraction(text string, start, i, end, n int) (int, bool) {
	if text[i] == s.grammar.decimal {
		if value, err := strconv.ParseFloat(text[start:i]+"."+text[i+1:end], 64); err == nil {
			s.add(classNumber, value)
		}
	}
	minute, _ := strconv.Atoi(text[i+1 : end])
	clock := text[i] == '.' && end == i+3 && n <= 24 && minute < 60
	if clock && (n <= 12 || s.grammar.decimal != '.') {
		s.add(classDotClock, float64(n*60+minute))
	}
	return end, clock || text[i] == s.grammar.decimal
}

// grouped reads groups of three digits from the mark at i on.
func (s *scanner) grouped(text string, i, n int) int {
	for i < len(text) && text[i] == s.grammar.thousands && run(text[i+1:]) == 3 {
		part, _ := strconv.Atoi(text[i+1 : i+4])
		i += 4
		if n = n*1000 + part; n > 1e12 {
			return i
		}
	}
	s.add(classNumber, float64(n))
	return i
}

// plain gives a whole number of so many digits what it can be in a calendar.
func (s *scanner) plain(n, digits int) {
	v := float64(n)
	within := func(first, last int) bool { return first <= n && n <= last }
	short, four := digits <= 2, digits == 4
	for _, c := range [...]struct {
		class symbol
		fits  bool
		value float64
	}{
		{classNumber, true, v},
		{classDigits, true, v},
		{classDay, short && within(1, 31), v},
		{classDay13, short && within(13, 31), v},
		{classMon, short && within(1, 12), v},
		{classHour, short && within(1, 12), v},
		{classYY, digits == 2, v},
		{classYear, four && within(1000, 2199), v},
		{classRoundYear, four && within(1000, 2199) && n%10 == 0, v},
		{classHundredHours, four && n/100 < 24 && n%100 < 60, float64(n/100*60 + n%100)},
	} {
		if c.fits {
			s.add(c.class, c.value)
		}
	}
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
