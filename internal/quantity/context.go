package quantity

import (
	"cmp"
	"strconv"
	"strings"

	"hearsay/record"
)

// label tells whether a number is a name, a label, a date or a time: then it gives
// the atom to go on with, else 0.
func (s *scan) label(n number) int {
	if n.words {
		if s.spelledLabel(n) {
			return n.last
		}
		return 0
	}
	if s.codeBefore(n) || s.lower(n.last) == ":" && s.glued(n.last) && s.kind(n.last+1) == digits && s.glued(n.last+1) {
		return s.endOfWord(n.last)
	}
	if n.first == 0 && (s.lower(n.last) == "." || s.lower(n.last) == ")") && n.last < len(s.atoms) {
		return n.last + 1 // the number of a list
	}
	if chain := s.chain(n.last); chain > 0 {
		return chain
	}
	if _, k := s.labelsAfter.at(s, n.last); k > 0 && (s.glued(n.last) || len(s.lower(n.last)) > 1) {
		return n.last + k
	}
	switch {
	case s.money(n.first):
		return 0
	case s.glued(n.last) && s.kind(n.last) == letters && !s.unitAt(n.last) && s.word(n.last).kind == "":
		return s.endOfWord(n.last) // "9AB", "5G"
	case s.labelled(n), s.address(n.last), s.year(n), s.named(n):
		return n.last
	}
	return 0
}

// spelledLabel tells whether a number in words belongs to a name: "mid-thirty",
// "one-off", "Pier One".
func (s *scan) spelledLabel(n number) bool {
	if s.lower(n.first-1) == "-" && s.glued(n.first) && s.kind(n.first-2) == letters {
		return true
	}
	return n.one && (s.lower(n.last) == "-" || s.capital(n.first-1) && s.capital(n.first))
}

// codeBefore tells whether what is glued to the front of a number makes a code of
// it: "S22", "G7", "#4", "COVID-19".
func (s *scan) codeBefore(n number) bool {
	i := n.first
	if !s.glued(i) {
		return false
	}
	switch before := s.lower(i - 1); before {
	case ":", "/", "@", "#", "_":
		return true
	case ".":
		return s.glued(i - 1)
	case "-":
		return s.kind(i-2) == letters && s.glued(i-1) && s.lower(i-2) != "sub" && s.lower(i-2) != "minus" && !s.unitAt(n.last)
	}
	return s.kind(i-1) == letters && !s.money(i)
}

// labelled tells whether a word of labels.tsv stands before a number: "Article 5".
func (s *scan) labelled(n number) bool {
	_, k := s.labels.before(s, n.first)
	return k > 0 && !s.unitAt(n.last) && !strings.Contains(s.lower(n.first), ".")
}

// unitAt tells whether a unit stands at atom i.
func (s *scan) unitAt(i int) bool {
	_, k := s.units.at(s, i)
	return k > 1 || k == 1 && (len(s.lower(i)) > 1 || s.glued(i))
}

// money tells whether a currency stands before the number at atom i.
func (s *scan) money(i int) bool {
	u, k := s.prefix.before(s, i)
	return k > 0 && u.kind == "money" && s.prefixes(i-k, i)
}

// endOfWord is the first atom from i on that does not belong to the word before.
func (s *scan) endOfWord(i int) int {
	for s.glued(i) && (s.kind(i) != symbol || s.kind(i+1) != symbol && s.glued(i+1)) {
		i++
	}
	return i
}

// chain skips "555-0142-77", "12/05/2024", "1.2.3": numbers of more than two parts.
// i is the atom after the first part.
func (s *scan) chain(i int) int {
	parts := 1
	for s.glued(i) && s.glued(i+1) && s.kind(i+1) == digits && strings.Contains("-/.", s.lower(i)) {
		parts++
		i += 2
	}
	if parts < 3 {
		return 0
	}
	return i
}

// address tells whether a name of a street stands after atom i.
func (s *scan) address(i int) bool {
	for k := i; k < i+4 && s.capital(k); k++ {
		if _, n := s.labelsAfter.at(s, k); n > 0 && k > i {
			return true
		}
	}
	return false
}

// year tells whether a number is written as a year and nothing shows that it
// counts.
func (s *scan) year(n number) bool {
	w := s.lower(n.first)
	if n.last != n.first+1 || len(w) != 4 || w[0] != '1' && w[0] != '2' || n.low < 1500 || n.low > 2200 || strings.ContainsAny(w, ".,") {
		return false
	}
	if s.upos(n.first-1) == "ADP" && s.lower(n.first-1) != "to" && s.lower(n.first-1) != "over" && s.lower(n.first-1) != "about" {
		return true
	}
	if _, k := s.units.at(s, n.last); k > 0 && s.lower(n.last) != "-" && len(s.lower(n.last)) > 1 {
		return false
	}
	switch s.upos(n.first - 1) {
	case "NOUN", "PROPN", "DET", "PART", "ADJ": // "the 2018 sales"
		return true
	}
	_, _, head, ok := s.phrase(n.last, plural)
	return !(ok && s.plural(head) && !s.capital(n.last))
}

// named tells whether a number belongs to the name before it: "Big 12", "iPhone 14".
func (s *scan) named(n number) bool {
	i := n.first
	if n.last != i+1 || n.negative || s.glued(i) || !s.capital(i-1) || s.upos(i-1) != "PROPN" && s.upos(i-1) != "NOUN" || strings.Contains(s.lower(i), ".") {
		return false
	}
	if s.unitAt(n.last) {
		return false
	}
	_, _, head, ok := s.phrase(n.last, plural)
	return !(ok && s.plural(head) && !s.capital(head))
}

// bound takes in the words that bound the number: "at least", "or more".
func (s *scan) bound(f *found) {
	c, n := s.boundsAfter.at(s, f.last)
	if n > 0 {
		f.last += n
		if f.kind == "" { // "20 or more guests"
			if first, last, head, ok := s.phrase(f.last, plural); ok && s.plural(head) {
				span := s.span(first, last)
				f.Unit, f.kind, f.UnitSpan, f.Of, f.last = s.lemma(head), "noun", &span, &span, last
			}
		}
	}
	for k := 0; k < 2; k++ {
		at := f.first
		switch s.lower(at - 1) {
		case "a", "an", "just", "only":
			at--
		}
		b, m := s.bounds.before(s, at)
		if m == 0 {
			break
		}
		f.first = at - m
		if c == "" || c == record.About {
			c = b
		}
	}
	if f.High == nil || f.Low == nil {
		return
	}
	switch c {
	case record.Above:
		f.High = nil
	case record.Below:
		f.Low = nil
	case "":
		return
	}
	f.Change = c
}

// direction finds the word of rise or fall that an amount leans on, and tells
// whether the number stands where an amount or a level does.
func (s *scan) direction(f *found) bool {
	at := f.first
	by := false
	if s.lower(at-1) == "+" && s.glued(at) && !s.glued(at-1) && at > s.done { // "+0.2%"
		f.first--
		f.Change = record.Up
		return true
	}
	switch s.lower(at - 1) {
	case "by":
		by = true
		at--
	case "to", "at":
		f.level = true
		return s.lower(at-1) == "to"
	case "between", "from":
		at--
	}
	for k := 0; k < 2 && (s.upos(at-1) == "ADV" && s.changes[s.lower(at-1)].way == "" || s.lower(at-1) == "a" || s.lower(at-1) == "another" || s.lower(at-1) == "further"); k++ {
		at--
	}
	bounded := f.Change != record.Exactly
	if c, ok := s.changes[s.lower(at-1)]; ok && (by || s.lower(at-1) == string(c.way) || s.moves(f, c)) && s.lower(f.first-1) != "from" {
		if !bounded {
			f.Change = c.way
		}
		s.subject(f, at)
		return true
	}
	if by && !bounded {
		for k := at - 1; k >= 0 && k > at-8 && s.lower(k) != "," && !s.boundary(k); k-- {
			if c, ok := s.changes[s.lower(k)]; ok {
				f.Change = c.way
				return true
			}
		}
		if k := len(s.found) - 1; k >= 0 && (s.found[k].Change == record.Up || s.found[k].Change == record.Down) {
			f.Change = s.found[k].Change
		}
	}
	return by
}

// moves tells whether a quantity directly after a word of change is its amount.
func (s *scan) moves(f *found, c change) bool {
	switch f.kind {
	case "share", "score", "vote":
		return true
	case "noun", "", "person", "casualty", "age":
		return false
	}
	return !c.share
}

// fromTo marks a change from one level to another: "fell from 60 to 40".
func (s *scan) fromTo(f *found, a, b *side) {
	if s.lower(a.start-1) != "from" || s.lower(a.end) != "to" {
		return
	}
	s.shift(f, a.low, b.high)
}

// relate joins the quantities of a sentence: what one leaves out and the other
// says, old and new levels, and the time that each covers. Before are those of the
// sentence before.
func (s *scan) relate(before []found) {
	joined := s.found[:0]
	for k := range s.found {
		if n := len(joined); n == 0 || !s.path(&joined[n-1], &s.found[k]) {
			joined = append(joined, s.found[k])
		}
	}
	s.found = joined
	for k := range s.found {
		f := &s.found[k]
		if k > 0 {
			s.elided(f, &s.found[k-1])
			s.levels(f, &s.found[k-1])
		}
		if k+1 < len(s.found) && s.part(f, &s.found[k+1]) && f.kind != "noun" && f.kind != "person" {
			whole := &s.found[k+1]
			f.Of = whole.Of
			if f.Unit == "" {
				f.Unit, f.kind = whole.Unit, whole.kind
			}
		}
	}
	s.resumed(before)
	s.cover()
}

// resumed fills the unit of a bare number that opens a sentence's figures from the
// last figure of the sentence before: "96 ships were searched. The ministry counts
// 81."
func (s *scan) resumed(before []found) {
	if len(before) == 0 || len(s.found) == 0 || s.found[0].kind != "" || *cmp.Or(s.found[0].Low, s.found[0].High) < 13 {
		return
	}
	switch last := &before[len(before)-1]; last.kind {
	case "", "age", "time", "share", "score", "money":
	default:
		f := &s.found[0]
		f.Unit, f.kind = last.Unit, last.kind
		if f.Of == nil || last.kind == "noun" {
			f.Of = last.Of
		}
	}
}

// path joins "from $75 in May" and "to $45 in June" into one change, and tells
// whether they are one.
func (s *scan) path(a, b *found) bool {
	if s.lower(a.first-1) != "from" || s.lower(b.first-1) != "to" || b.first-a.last > 10 || a.clause != b.clause ||
		a.Unit != b.Unit && b.kind != "" && a.kind != "" || point(&a.Quantity) == nil || point(&b.Quantity) == nil {
		return false
	}
	for i := a.last; i < b.first; i++ {
		if s.lower(i) == "," {
			return false
		}
	}
	from, to := *a.Low, *b.Low
	low, high := min(from, to), max(from, to)
	apart := b.first-1 > a.last // "12 a day in May to 6": a range stands together
	a.Low, a.High, a.last = &low, &high, b.last
	a.Span.End = b.Span.End
	if a.kind == "" {
		a.Unit, a.kind, a.UnitSpan, a.Of, a.Per = b.Unit, b.kind, b.UnitSpan, b.Of, cmp.Or(a.Per, b.Per)
	}
	if from > to || apart {
		a.Old, a.New = &from, &to
	} else {
		s.shift(a, from, to)
	}
	return true
}

// shift fills a change from one level to another, where a word of rise or fall
// stands before it.
func (s *scan) shift(f *found, from, to float64) {
	start := f.first
	for k := start - 1; k >= 0 && k > start-10 && !s.boundary(k); k-- {
		if s.changes[s.lower(k)].way != "" {
			f.Old, f.New = &from, &to
			return
		}
	}
}

// elided fills the unit of a bare number from the quantity before it: "from 40 to
// 60 wounded, up from 25", "rose by 2 percent, exports by 1".
func (s *scan) elided(f, before *found) {
	if f.kind != "" || before.kind == "" || before.kind == "age" || before.kind == "time" || f.level && before.kind == "share" {
		return
	}
	if before.kind == "money" && f.clause != before.clause {
		return
	}
	if before.kind == "share" && f.Per != "" { // "fell by half, from twelve a day to six"
		f.Of = before.Of
		return
	}
	f.Unit, f.kind, f.Of = before.Unit, before.kind, before.Of
	if f.clause == before.clause {
		f.Per = before.Per
	}
}

// levels fills old and new: "rose 5% to 120", "120, up from 100", "rose to 120
// from 100".
func (s *scan) levels(f, before *found) {
	if f.first-before.last > 8 || f.clause != before.clause && s.lower(before.last) != "," {
		return
	}
	changed := before.Change == record.Up || before.Change == record.Down
	switch s.lower(f.first - 1) {
	case "to":
		if changed && before.New == nil && f.first-before.last <= 2 {
			before.New = point(&f.Quantity)
		} else if s.lower(before.first-1) == "from" && before.Unit == f.Unit {
			f.Old, f.New = point(&before.Quantity), point(&f.Quantity)
		}
	case "from":
		w := s.changes[s.lower(f.first-2)].way != ""
		if f.Unit != before.Unit || !(w || s.lower(before.first-1) == "to") {
			if changed && before.Old == nil && f.first-before.last <= 2 {
				before.Old = point(&f.Quantity)
			}
			return
		}
		before.Old, before.New = point(&f.Quantity), point(&before.Quantity)
	}
}

// point is the value of a quantity that is neither a range nor an open bound.
func point(q *record.Quantity) *float64 {
	if q.Low == nil || q.High == nil || *q.Low != *q.High {
		return nil
	}
	v := *q.Low
	return &v
}

// trim is a number as a person writes it.
func trim(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
