package quantity

import (
	"math"
	"strings"

	"hearsay/record"
)

// side is one number with the unit that stands beside it.
type side struct {
	number
	unit       unit
	unitFirst  int // atoms of the unit, half-open; equal for none
	unitLast   int
	start, end int // atoms of number and unit
}

// read finds the quantities of the sentence, from left to right.
func (s *scan) read() {
	clause := 0
	s.done = 0
	for i := 0; i < len(s.atoms); {
		a := &s.atoms[i]
		if s.boundary(i) {
			clause++
		}
		if a.dated {
			i++
			continue
		}
		if c, ok := s.changes[a.lower]; ok && c.factor != 0 {
			s.factor(i, c, clause)
		}
		end := i + 1
		if n, ok := s.number(i); ok {
			end = max(end, s.quantity(n, clause))
			if k := len(s.found) - 1; k >= 0 {
				s.done = max(s.done, s.found[k].last)
			}
		}
		i = end
	}
}

// boundary tells whether a new clause begins at atom i.
func (s *scan) boundary(i int) bool {
	switch s.lower(i) {
	case ";", "while", "whereas", "but", "although", "though", "compared", "versus", "against":
		return true
	case "and", "or":
		return s.lower(i-1) == ","
	}
	return false
}

// factor adds "doubled": twice what it was.
func (s *scan) factor(i int, c change, clause int) {
	v := c.factor
	f := found{kind: "share", first: i, last: i + 1, number: i, clause: clause}
	f.Span, f.Low, f.High, f.Change, f.Unit = s.span(i, i+1), &v, &v, c.way, "times"
	s.subject(&f, i)
	s.found = append(s.found, f)
}

// quantity reads the quantity that begins with a number, adds it when it is one,
// and returns the atom to go on with.
func (s *scan) quantity(n number, clause int) int {
	if last := s.label(n); last > 0 {
		return last
	}
	a := s.measure(n)
	b, ranged := s.second(&a)
	f := found{first: a.start, last: a.end, number: n.first, clause: clause}
	low, high := a.low, a.high
	if ranged && s.address(b.end) {
		return b.end
	}
	if ranged && s.score(&a, &b, &f) {
		return f.last
	}
	if ranged {
		low, high = math.Min(low, b.low), math.Max(high, b.high)
		f.last = b.end
		if b.unit.name != "" {
			a.unit, a.unitFirst, a.unitLast = b.unit, b.unitFirst, b.unitLast
		}
	}
	f.Low, f.High, f.Change = &low, &high, record.Exactly
	if math.IsInf(high, 1) {
		f.High, f.Change = nil, record.Above
	}
	if a.unit.name != "" {
		f.Unit, f.kind, f.Per = a.unit.name, a.unit.kind, a.unit.per
		u := s.span(a.unitFirst, a.unitLast)
		f.UnitSpan = &u
	}
	s.counted(&f, n)
	s.denominator(&f)
	s.age(&f, n)
	s.hurt(&f)
	if n.share && f.kind == "" {
		f.Unit, f.kind = "share", "share"
	}
	if !s.keep(&f, n) {
		return max(n.last, f.last)
	}
	s.bound(&f)
	s.hurt(&f)
	if !s.direction(&f) && f.kind == "" && n.words && !ranged && f.Change == record.Exactly && f.Per == "" && !s.partOf(f.last) {
		return n.last
	}
	if ranged {
		s.fromTo(&f, &a, &b)
	}
	if f.Of == nil {
		s.subject(&f, f.first)
	}
	f.Span = s.span(f.first, f.last)
	s.found = append(s.found, f)
	return f.last
}

// score adds the result of a game or a vote ("won 2-0"): of its two sides, low is
// the smaller. It tells whether the range is one.
func (s *scan) score(a, b *side, f *found) bool {
	low, high := b.low, a.high
	if a.words || a.unit.name != "" || b.unit.name != "" || s.lower(a.end) == "to" || low > high || high > 999 || low < 0 || a.scale > 0 || s.plural(b.end) {
		return false
	}
	f.Low, f.High, f.Change, f.Unit, f.kind, f.last = &low, &high, record.Exactly, "score", "score", b.end
	f.Span = s.span(f.first, f.last)
	s.found = append(s.found, *f)
	return true
}

// age reads the age in "Ada Voss, 34, said", "aged 34", "she is 34".
func (s *scan) age(f *found, n number) {
	i := n.first
	if f.kind != "" || n.low != n.high || n.low < 1 || n.low > 110 || n.words && n.low < 13 || n.last != i+1 && !n.words {
		return
	}
	after := s.lower(n.last)
	switch before := s.lower(i - 1); {
	case before == "aged" || before == "age":
	case before == "," && s.upos(i-2) == "PROPN" && !n.words && (after == "," || after == "." || n.last == len(s.atoms)):
	case (before == "is" || before == "was" || before == "be" || before == "turned" || before == "turns") && s.upos(i-2) == "PRON" && s.lower(i-2) != "it" && (after == "," || after == "." || after == "and" || after == "when"):
	default:
		return
	}
	f.Unit, f.kind = "year of age", "age"
}

// hurt reads the unit of a bare number of dead or injured: "killing three",
// "three were killed".
func (s *scan) hurt(f *found) {
	if f.kind != "" {
		return
	}
	u, k := s.prefix.before(s, f.first)
	if k == 0 || u.kind != "casualty" {
		at := f.last
		for s.upos(at) == "AUX" || s.upos(at) == "ADV" || s.lower(at) == "others" {
			at++
		}
		if u, k = s.units.at(s, at); k == 0 || u.kind != "casualty" {
			return
		}
	}
	f.Unit, f.kind = u.name, u.kind
}

// partOf tells whether a number follows that says what a bare one is a part of:
// "four of the 38 ships".
func (s *scan) partOf(i int) bool {
	if s.lower(i) != "of" {
		return false
	}
	for k := i + 1; k <= i+2; k++ {
		if w := s.word(k).kind; s.kind(k) == digits || w == "digit" || w == "ten" {
			return true
		}
	}
	return false
}

// keep tells whether a number is a quantity at all.
func (s *scan) keep(f *found, n number) bool {
	switch {
	case f.kind == "time" && (s.lower(f.last) == "ago" || s.lower(f.last) == "earlier" || s.lower(f.last) == "later"):
		return false
	case n.none:
		return f.kind == "person" || f.kind == "casualty"
	case n.one && s.lower(f.last) == "away":
		return false // "one bad night away"
	case n.one && (f.kind == "time" || f.kind == ""):
		return f.kind == "time" && s.lower(f.last) != "of" && s.lower(f.number-1) != "no"
	case n.words && f.kind == "time" && s.lower(n.last) == "-" && f.last < len(s.atoms) && s.lower(f.last) != "," && s.lower(f.last) != ".":
		return false // "a three-year forecast" names a kind
	}
	return true
}

// measure reads the unit beside a number: a currency before it, a unit after it.
func (s *scan) measure(n number) side {
	m := side{number: n, start: n.first, end: n.last}
	if u, k := s.prefix.before(s, n.first); k > 0 && u.kind != "casualty" && s.prefixes(n.first-k, n.first) {
		m.unit, m.unitFirst, m.unitLast, m.start = u, n.first-k, n.first, n.first-k
		if (s.lower(m.start-1) == "-" || s.lower(m.start-1) == "−") && s.glued(m.start) && !s.glued(m.start-1) && m.start > s.done {
			m.start--
			m.low, m.high = -m.high, -m.low
		}
	}
	if n.letter {
		s.letterScale(&m)
	}
	if m.unit.name == "" {
		s.unitAfter(&m)
	}
	return m
}

// letterScale takes a letter behind a number for its scale ("$10m", "10m people"),
// where it is no unit ("10m").
func (s *scan) letterScale(m *side) {
	at := m.last
	if _, k := s.units.at(s, at); m.unit.name == "" && k > 0 && !s.plural(at+1) {
		return
	}
	w := s.word(at)
	v := scaled(strings.ReplaceAll(s.lower(at-1), ",", ""), m.high, w.value)
	m.low, m.high = math.Copysign(v, m.low), math.Copysign(v, m.high)
	m.last++
	m.end, m.scale = m.last, w.value
}

// unitAfter reads the unit behind a number.
func (s *scan) unitAfter(m *side) {
	at := m.last
	if h := s.lower(at); (h == "-" || h == "‑" || h == "–") && s.glued(at) {
		at++
	}
	u, k := s.units.at(s, at)
	switch {
	case k == 0, at > m.last && !s.glued(at):
		return
	case k == 1 && len(s.lower(at)) == 1 && !s.glued(at) && !s.capital(at) && s.kind(at) == letters:
		return
	case u.kind == "casualty" && (s.upos(at) == "VERB" && s.noun(at+1) || s.compound(at, k)):
		return
	}
	if u.kind == "time" {
		if old := s.old(at + k); old > 0 {
			u.name, u.kind, k = u.name+" of age", "age", k+old
		}
	}
	m.unit, m.unitFirst, m.unitLast, m.end = u, at, at+k, at+k
}

// old is how many atoms from i on make an age of a time: "years old", "-year-olds".
func (s *scan) old(i int) int {
	k := 1
	if s.lower(i) == "-" {
		k = 2
	}
	if w := s.lower(i + k - 1); w == "old" || k == 2 && w == "olds" {
		return k
	}
	return 0
}

// compound tells whether the k atoms from i on are the first part of a longer noun:
// "death claims".
func (s *scan) compound(i, k int) bool {
	return s.noun(i+k-1) && !s.plural(i+k-1) && s.noun(i+k)
}

// prefixes tells whether atoms first to last, the form of a currency, stand before
// a number as one: not at the end of another word.
func (s *scan) prefixes(first, last int) bool {
	return s.kind(first) != letters || (!s.glued(first) || s.kind(first-1) == symbol) && (s.glued(last) || last-first > 1 || len(s.lower(first)) > 2)
}

// second reads the other end of a range: "150-250", "40 to 60", "between 3 and 5".
// What is said once holds for both: "$1-2 million", "5 to 7 percent".
func (s *scan) second(a *side) (b side, ok bool) {
	if !s.ranges(a) {
		return b, false
	}
	first := a.end + 1
	switch s.lower(first) {
	case "to", "about", "around":
		first++
	}
	at := first
	for at < first+3 && s.kind(at) != digits && s.word(at).kind == "" {
		at++
	}
	n, ok := s.numberAt(at)
	to := s.lower(a.end) == "to"
	if !ok || n.none || n.many != a.many || n.one || to && s.label(n) > 0 {
		return b, false
	}
	if n.first == a.end { // the hyphen of a range, read as a minus
		n.first, n.low, n.high = n.first+1, -n.high, -n.low
	}
	b = s.measure(n)
	if b.start != first {
		return b, false
	}
	if a.unit.name != "" && (to && b.unit.name == "" || b.unit.name != "" && a.unit.name != b.unit.name) {
		return b, false
	}
	if b.scale > 0 && a.scale == 0 && a.low < b.low/b.scale { // "$1-2 million"
		digits := ""
		if !a.words {
			digits = strings.ReplaceAll(s.lower(a.first), ",", "")
		}
		a.low = scaled(digits, a.low, b.scale)
		a.high = a.low
	}
	return b, true
}

// ranges tells whether the atom behind a number may join it to the other end of a
// range.
func (s *scan) ranges(a *side) bool {
	before := s.lower(a.start - 1)
	switch w := s.lower(a.end); w {
	case "-", "–":
		return true
	case "—", "‑", "−":
		return s.glued(a.end)
	case "to": // not "rose by 5 crowns to 120 crowns"
		return a.unit.name == "" || a.unit.kind == "share" || before != "by" && s.changes[before].way == ""
	case "and":
		return before == "between" || s.lower(a.start-2) == "between"
	case "or":
		return a.words && a.unit.name == ""
	}
	return false
}
