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
		if a.kind == digits && len(a.lower) > 2 && s.coded(i) { // "0471 555 0142"
			i = s.restOfPhone(i + 1)
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
	s.ofUnit(&n)
	if last := s.label(n); last > 0 {
		return last
	}
	a := s.measure(n)
	b, ranged := s.second(&a)
	f := found{first: a.start, last: a.end, number: n.first, clause: clause, scale: a.scale}
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
		if a.unitFirst < a.unitLast {
			u := s.span(a.unitFirst, a.unitLast)
			f.UnitSpan = &u
		}
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
	f.bare = !s.direction(&f) && f.kind == "" && n.words && !(n.many && s.acts(f.last)) && !ranged && f.Change == record.Exactly && f.Per == "" && f.UnitSpan == nil && !s.partOf(f.last)
	if ranged {
		s.fromTo(&f, &a, &b)
	}
	if f.Of == nil {
		s.subject(&f, f.first)
	}
	if f.bare {
		f.last = n.last
	}
	f.Span = s.span(f.first, f.last)
	s.found = append(s.found, f)
	return f.last
}

// score adds the result of a game or a vote ("won 2-0"): of its two sides, low is
// the smaller. It tells whether the range is one.
func (s *scan) score(a, b *side, f *found) bool {
	low, high := b.low, a.high
	if a.words || a.unit.name != "" || b.unit.name != "" || s.lower(a.end) == "to" && !s.contest(a.start) && (a.low < b.low || s.lower(a.start-1) == "from" || s.moved(a.start)) || low > high || high > 9999 || low < 0 || a.scale > 0 || s.plural(b.end) {
		return false
	}
	f.Low, f.High, f.Change, f.Unit, f.kind, f.last = &low, &high, record.Exactly, "score", "score", b.end
	f.Span = s.span(f.first, f.last)
	s.found = append(s.found, *f)
	return true
}

// contest tells whether a word of a vote or a game stands shortly before atom i.
func (s *scan) contest(i int) bool {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		if s.contests[s.lemmaOf(k)] {
			return true
		}
	}
	return false
}

// acts tells whether a verb stands at atom i, of which a bare number before it is the
// subject: "thousands marched".
func (s *scan) acts(i int) bool { return s.upos(i) == "VERB" || s.upos(i) == "AUX" }

// partOf tells whether a number follows that says what a bare one is a part of:
// "four of the 38 ships", "four of the board's 38 ships".
func (s *scan) partOf(i int) bool { return s.whole(i) > 0 }

// whole finds the atom of the number that one before atom i is a part of, through
// determiners and an owner; 0 for none.
func (s *scan) whole(i int) int {
	if s.lower(i) != "of" {
		return 0
	}
	for k := i + 1; k < i+longest; k++ {
		switch w := s.word(k).kind; {
		case s.kind(k) == digits || w == "digit" || w == "ten":
			if k <= i+2 || s.owned(k) || s.given(s.unbounded(k)) {
				return k
			}
			return 0
		case k <= i+2, s.lower(k) == "than", s.upos(k) == "ADV", s.upos(k) == "ADJ", s.possessive(k), s.possessive(k - 1), s.noun(k):
		default:
			return 0
		}
	}
	return 0
}

// given tells whether a determiner or an owner stands right before atom i: "its more
// than 21,000 jobs".
func (s *scan) given(i int) bool {
	if s.upos(i-1) == "ADJ" { // "the last five launches"
		i--
	}
	return s.upos(i-1) == "DET" || s.upos(i-1) == "PRON" || s.owned(i)
}

// owned tells whether the apostrophe of an owner ends right before atom i.
func (s *scan) owned(i int) bool {
	return s.possessive(i-1) || s.lower(i-1) == "s" && s.possessive(i-2)
}

// keep tells whether a number is a quantity at all.
func (s *scan) keep(f *found, n number) bool {
	switch {
	case f.kind == "time" && (s.lower(f.last) == "ago" || s.lower(f.last) == "earlier" || s.lower(f.last) == "later"):
		return false
	case n.none:
		return s.keepNone(f, n)
	case n.one && s.lower(f.last) == "away":
		return false // "one bad night away"
	case n.one && (f.kind == "time" || f.kind == ""):
		return f.kind == "time" && s.lower(f.last) != "of" && s.lower(f.number-1) != "no"
	case n.words && f.kind == "time" && s.lower(n.last) == "-" && f.last < len(s.atoms) && s.lower(f.last) != "," && s.lower(f.last) != ".":
		return false // "a three-year forecast" names a kind
	}
	return true
}

// keepNone tells whether "no" or "both" counts: people and casualties ("no deaths",
// "nobody was hurt"), and what is counted over time ("no arrests", "no ships were
// searched", "both ships sank").
func (s *scan) keepNone(f *found, n number) bool {
	if f.kind == "person" || f.kind == "casualty" {
		return true
	}
	if f.kind != "noun" || !s.plural(f.last-1) {
		return false
	}
	return s.tallyNouns[f.Unit] || s.acts(f.last) && s.group(f.last) >= 0 ||
		n.low > 0 && n.first > 0 && s.upos(n.first-1) == "VERB" && s.counts(n.first-1)
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
	if s.word(n.first).kind == "fold" {
		m.unit = unit{name: "times", kind: "share"}
	}
	if m.unit.name == "" {
		s.unitAfter(&m)
	}
	if last := s.andHalf(m.end); last > 0 && m.unit.kind == "time" { // "two hours and a half"
		m.low, m.high, m.end = m.low+0.5, m.high+0.5, last
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
	case k == 1 && !s.standsAlone(at):
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

// standsAlone tells whether the unit at atom i may stand apart from its number: a
// small letter only where no noun follows ("20 m deep"), "in" never, a sign for money
// not before its own amount ("nine $2,500 prizes").
func (s *scan) standsAlone(i int) bool {
	if s.glued(i) {
		return true
	}
	switch w := s.lower(i); {
	case s.kind(i) == symbol:
		return !s.glued(i+1) || s.kind(i+1) != digits
	case len(w) == 1 && !s.capital(i):
		return w != "a" && w != "b" && w != "s" && s.upos(i) != "PRON" && s.upos(i) != "DET" && !s.noun(i+1) && s.kind(i-1) == digits
	case w == "in", w == "strong":
		return false
	}
	return true
}

// old is how many atoms from i on make an age of a time: "years old", "-year-olds".
func (s *scan) old(i int) int {
	k := 1
	if s.lower(i) == "-" {
		k = 2
	}
	if w := s.lower(i + k - 1); w == "old" || w == "olds" {
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
	return s.kind(first) != letters || (!s.glued(first) || s.kind(first-1) == symbol) && (s.glued(last) || last-first > 1 || len(s.lower(first)) > 2 || len(s.lower(first)) == 2 && !s.labelWord(first))
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
		if s.lower(first) == "-" && s.glued(first) { // "5-to-4"
			first++
		}
	}
	at := first
	for at < first+3 && s.kind(at) != digits && s.word(at).kind == "" && s.lower(at) != "a" {
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
	if !s.joins(a, &b, to) {
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

// joins tells whether two numbers may be the ends of one range: of one unit, and not an
// amount and a level ("fell 5 to 286").
func (s *scan) joins(a, b *side, to bool) bool {
	if a.unit.name == "" {
		return !(to && b.unit.kind != "share" && b.low > 3*a.high && s.moved(a.start))
	}
	if b.unit.name == "" {
		return !to
	}
	return a.unit.name == b.unit.name
}

// moved tells whether a word of rise or fall stands before atom i.
func (s *scan) moved(i int) bool {
	return s.lower(i-1) == "by" || s.changes[s.lower(i-1)].way != ""
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
	case "to": // not "rose by 5 crowns to 120 crowns", "fell by half to 40"
		return a.unit.name == "" && !a.share || a.unit.kind == "share" || before != "by" && s.changes[before].way == ""
	case "and":
		return before == "between" || s.lower(a.start-2) == "between" || before == "of" && s.lower(a.start-2) == "ages"
	case "or": // "8 or 9 shots", "three or four"
		w, ok := s.numberAt(a.end + 1)
		return a.unit.name == "" && ok && (a.words || w.low > a.low && w.low <= 1.5*a.low && w.scale == a.scale)
	}
	return false
}
