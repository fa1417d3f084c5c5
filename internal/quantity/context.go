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
	if last := s.phone(n); last > 0 {
		return last
	}
	if _, k := s.labelsAfter.at(s, n.last); k > 0 && (s.glued(n.last) || len(s.lower(n.last)) > 1) {
		return n.last + k
	}
	switch {
	case s.money(n.first):
		return 0
	case s.glued(n.last) && s.kind(n.last) == letters && !s.unitAt(n.last) && s.word(n.last).kind == "":
		return s.endOfWord(n.last) // "9AB", "5G"
	case s.labelled(n):
		return s.labelList(n.last)
	case s.year(n):
		if d := s.lower(n.last); (d == "-" || d == "–" || d == "/") && s.glued(n.last) && s.kind(n.last+1) == digits && len(s.lower(n.last+1)) == 2 {
			return n.last + 2 // "2024-25"
		}
		return n.last
	case s.address(n.last), s.named(n):
		return n.last
	}
	return 0
}

// labelList goes on over the rest of a list of labels: "Sections 4 and 5", "pages
// 12-14".
func (s *scan) labelList(i int) int {
	for {
		at := i + 1
		switch s.lower(i) {
		case ",", "and", "or", "to", "-", "–", "through", "&":
		default:
			return i
		}
		if s.kind(at) != digits || s.unitAt(at+1) || s.noun(at+1) || s.upos(at+1) == "ADJ" {
			return i
		}
		i = at + 1
	}
}

// phone skips a telephone number from atom i on: it begins with a nought, a plus or
// a code in brackets, or has the form 555-0142. It gives the atom behind it, or 0.
func (s *scan) phone(n number) int {
	i := n.first
	w := s.lower(i)
	dash := s.lower(i+1) == "-" && s.glued(i+1) && s.glued(i+2) && s.kind(i+2) == digits && len(s.lower(i+2)) == 4 && len(w) == 3
	code := s.lower(i-1) == "(" && s.lower(i+1) == ")" && s.kind(i+2) == digits && len(s.lower(i+2)) >= 3 && s.lower(i+3) == "-"
	abroad := s.lower(i-1) == "+" && s.glued(i) && len(w) < 4 && s.kind(i+1) == digits
	if !dash && !code && !abroad {
		return 0
	}
	return s.restOfPhone(i + 1)
}

// restOfPhone goes on over the groups of a telephone number from atom i on.
func (s *scan) restOfPhone(i int) int {
	for k := i; k < i+farPhone; k++ {
		at := k
		if w := s.lower(at); w == "-" || w == ")" || w == "(" || w == "/" {
			at++
		}
		if s.kind(at) != digits || strings.ContainsAny(s.lower(at), ".,") {
			return k
		}
		k = at
	}
	return i + farPhone
}

// farPhone is how many atoms a telephone number may have.
const farPhone = 16

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

// labelWord tells whether atom i alone is a word of labels.tsv.
func (s *scan) labelWord(i int) bool {
	_, k := s.labels.before(s, i+1)
	return k == 1
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
	if s.unitAt(n.last) || s.result(n.last) {
		return false
	}
	_, _, head, ok := s.phrase(n.last, plural)
	return !(ok && s.plural(head) && !s.capital(head))
}

// result tells whether the second half of a score stands at atom i: "Harn 3-1 Orlo".
func (s *scan) result(i int) bool {
	return (s.lower(i) == "-" || s.lower(i) == "–") && s.glued(i) && s.glued(i+1) && s.kind(i+1) == digits && len(s.lower(i+1)) < 3
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
	if c, ok := s.changes[s.lower(at-1)]; ok && !s.particle(at-1) && (by || s.lower(at-1) == string(c.way) || s.moves(f, c)) && s.lower(f.first-1) != "from" {
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

// particle tells whether "up" or "down" at atom i belongs to the verb before it: "set
// up three camps", not "trades up 3 percent".
func (s *scan) particle(i int) bool {
	c := s.changes[s.lower(i)]
	return s.lower(i) == string(c.way) && s.upos(i-1) == "VERB" && !s.directions[s.lemmaOf(i-1)] && s.changes[s.lower(i-1)].way == ""
}

// moves tells whether a quantity directly after a word of change is its amount.
func (s *scan) moves(f *found, c change) bool {
	switch f.kind {
	case "share", "score", "vote":
		return true
	case "":
		return s.lower(f.last) == "to" // "fell 5 to 286"
	case "noun", "person", "casualty", "age":
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
	s.shared()
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
			s.levels(k)
		}
		if k+1 < len(s.found) && s.part(f, &s.found[k+1]) && f.kind != "noun" && f.kind != "person" {
			whole := &s.found[k+1]
			f.Of = whole.Of
			if f.Unit == "" {
				f.Unit, f.kind = whole.Unit, whole.kind
			}
		}
	}
	for k := range s.found {
		if f := &s.found[k]; f.kind == "" && s.days[f.Per] > 0 {
			s.rateOf(f)
		}
	}
	s.resumed(before)
	for k := range s.found {
		if f := &s.found[k]; f.kind == "" && f.UnitSpan != nil { // "two others"
			f.Unit, f.kind = "other", "noun"
		}
	}
	s.cover()
}

// rateOf takes the unit of a bare rate over time from what is counted before it:
// "searches would return to their old level, twelve a day".
func (s *scan) rateOf(f *found) {
	for i := f.first - 1; i >= 0 && i > f.first-farTime; i-- {
		if s.plural(i) && s.tallyNouns[s.lemma(i)] {
			s.unitOf(f, i)
			return
		}
	}
}

// shared fills the unit of a bare number from the next one in a list that names it
// once: "9 and 10 foot ceilings", "4 by 5 metres". Numbers in words that still count
// nothing are no figures.
func (s *scan) shared() {
	for k := len(s.found) - 2; k >= 0; k-- {
		f, next := &s.found[k], &s.found[k+1]
		if f.kind != "" || next.kind == "" || next.kind == "age" || next.first != next.number || !s.listed(f.last, next.first) {
			continue
		}
		f.Unit, f.kind, f.Per, f.bare = next.Unit, next.kind, next.Per, false
		f.Of = cmp.Or(f.Of, next.Of)
	}
	kept := s.found[:0]
	for k := range s.found {
		if !s.found[k].bare {
			kept = append(kept, s.found[k])
		}
	}
	s.found = kept
}

// listed tells whether nothing but what joins the items of a list stands between
// atoms i and last, and something does.
func (s *scan) listed(i, last int) bool {
	if i >= last || last > i+4 {
		return false
	}
	joins := false
	for ; i < last; i++ {
		switch s.lower(i) {
		case "and", "or", "by", "x", "×":
			joins = true
		case ",", "-":
		default:
			return false
		}
	}
	return joins || s.lower(last-1) == ","
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
	if s.lower(f.first-1) == "or" && s.lower(f.first-2) == "," && before.kind == "share" { // "fell 1.4%, or 6.43"
		return
	}
	if f.kind != "" || before.kind == "" || before.kind == "age" || before.kind == "time" || f.level && before.kind == "share" {
		return
	}
	if before.kind == "money" && f.clause != before.clause {
		return
	}
	if before.kind == "share" && f.Per != "" { // "fell by half, from twelve a day to six"
		f.Of = before.Of
		if before.ofFirst < before.ofLast {
			s.tallied(f, before.ofFirst, before.ofLast)
		}
		return
	}
	f.Unit, f.kind, f.Of = before.Unit, before.kind, before.Of
	if f.clause == before.clause {
		f.Per = before.Per
	}
}

// levels fills old and new of figure k: "rose 5% in May to 120", "120, up from 100",
// "rose to 120 from 100".
func (s *scan) levels(k int) {
	f, before := &s.found[k], &s.found[k-1]
	switch s.lower(f.first - 1) {
	case "to":
		if g := s.leads(k); g != nil && (g.Change == record.Up || g.Change == record.Down) && g.New == nil {
			g.New = point(&f.Quantity)
		} else if g != nil && s.lower(g.first-1) == "from" && g.Unit == f.Unit {
			f.Old, f.New = point(&g.Quantity), point(&f.Quantity)
		}
	case "from":
		moved := s.changes[s.lower(f.first-2)].way != ""
		if f.first-before.last <= 2 && (before.Change == record.Up || before.Change == record.Down) && f.Unit != before.Unit {
			if before.Old == nil {
				before.Old = point(&f.Quantity)
			}
			return
		}
		for j := k - 1; j >= 0 && j > k-farLevel; j-- {
			g := &s.found[j]
			if g.Change == record.Up || g.Change == record.Down || g.Unit != f.Unit || g.Per != f.Per || g.Old != nil {
				continue
			}
			if moved && f.first-g.last <= farChange || s.lower(g.first-1) == "to" && f.first-g.last <= farTime/2 {
				g.Old, g.New = point(&f.Quantity), point(&g.Quantity)
			}
			return
		}
	}
}

// How far back a level looks for what it was or became.
const (
	farLevel  = 4  // figures
	farChange = 20 // atoms
)

// leads finds the figure before figure k that its "to" may go on from: "rose 5% in May
// to 120". No comma and no other verb stands between.
func (s *scan) leads(k int) *found {
	f, g := &s.found[k], &s.found[k-1]
	if f.clause != g.clause || f.first-g.last > 8 {
		return nil
	}
	for i := g.last; i < f.first; i++ {
		if s.lower(i) == "," || s.upos(i) == "VERB" || s.kind(i) == symbol && !s.glued(i) {
			return nil
		}
	}
	return g
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
