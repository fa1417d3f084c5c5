package quantity

import (
	"cmp"
	"slices"
	"strconv"

	"hearsay/record"
)

// bound takes in the words that bound the number: "at least", "or more".
func (s *scan) bound(f *found) {
	c, n := s.boundBehind(f.last)
	if n > 0 {
		f.last += n
		if w := s.lower(f.last - 1); f.kind == "" && (w == "older" || w == "younger") {
			f.Unit, f.kind = "year of age", "age"
		}
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

// boundBehind is the bound that stands at atom i; none where it is that of a number
// behind it ("..., and over 40 percent").
func (s *scan) boundBehind(i int) (record.Change, int) {
	c, n := s.boundsAfter.at(s, i)
	if at := i + n; n == 0 || s.kind(at) == digits || s.word(at).kind == "digit" || s.word(at).kind == "ten" || s.kind(at+1) == digits && s.glued(at+1) {
		return "", 0
	}
	return c, n
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
		s.moveBy(f, at)
	}
	return by
}

// moveBy gives an amount after "by", at atom i, the way of the word of rise or fall
// before it, or of the figure before it: "imports fell by 2 percent, exports by 1".
func (s *scan) moveBy(f *found, i int) {
	for k := i - 1; k >= 0 && k > i-8 && s.lower(k) != "," && !s.boundary(k); k-- {
		if c, ok := s.changes[s.lower(k)]; ok && s.upos(k) != "ADJ" {
			f.Change = c.way
			return
		}
	}
	if k := len(s.found) - 1; k >= 0 && changed(&s.found[k]) {
		f.Change = s.found[k].Change
	}
}

// changed tells whether a figure is an amount of rise or fall.
func changed(f *found) bool { return f.Change == record.Up || f.Change == record.Down }

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
		return !c.share // "fell 5 to 286"
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
	s.done = 0 // every word may be looked at again
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
		if f.kind == "" && s.days[f.Per] > 0 && (k == 0 || s.found[k-1].kind != "share") {
			s.spoken(f)
		}
		if k > 0 {
			if k+1 == len(s.found) || !s.part(f, &s.found[k+1]) {
				if a := s.antecedent(k); a != nil {
					s.elided(f, a)
				}
			}
			s.converted(f, &s.found[k-1])
			s.restated(f, &s.found[k-1])
			s.levels(k)
		}
		if k+1 < len(s.found) && s.part(f, &s.found[k+1]) && f.kind != "noun" && f.kind != "person" {
			whole := &s.found[k+1]
			f.Of = whole.Of
			if f.Unit == "" {
				f.Unit, f.kind, f.UnitSpan = whole.Unit, whole.kind, whole.UnitSpan
			}
		}
	}
	for k := range s.found {
		if f := &s.found[k]; f.kind == "" {
			s.spoken(f)
		}
	}
	s.resumed(before)
	for k := range s.found {
		if f := &s.found[k]; f.kind == "" && f.UnitSpan != nil { // "two others"
			f.Unit, f.kind = "other", "noun"
		}
	}
	s.found = slices.DeleteFunc(s.found, func(f found) bool { return f.bare && f.kind == "" })
	s.cover()
}

// spoken takes the unit of a bare number from what is said to be counted before it in
// the sentence: a rate over time from a noun of tallies.tsv ("searches would return to
// their old level, twelve a day"), a level from "the number of" and "the death toll".
func (s *scan) spoken(f *found) {
	rate, level := s.days[f.Per] > 0 || f.Old != nil, f.level || s.upos(f.first-1) == "AUX" || s.lower(f.first-1) == ","
	if s.lower(f.first-1) == "of" && s.peopleNouns[s.lower(f.first-2)] { // "a crowd of 8,000"
		f.Unit, f.kind = "person", "person"
		return
	}
	for i := f.first - 1; i >= 0 && i > f.first-farTime && (rate || level); i-- {
		if rate && s.plural(i) && s.tallyNouns[s.lemma(i)] {
			s.unitOf(f, i)
			return
		}
		if u, k := s.units.at(s, i); level && k == 2 && u.kind == "casualty" {
			f.Unit, f.kind = u.name, u.kind
			return
		}
		if level && s.lower(i) == "number" && s.lower(i+1) == "of" {
			if _, _, head, ok := s.phrase(s.determiners(i+2), plural); ok {
				s.unitOf(f, head)
			}
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
		if f.kind != "" || next.kind == "" || next.kind == "age" || next.UnitSpan == nil || next.UnitSpan.Start < s.atoms[next.number].Start || !s.listed(f.last, next.first) {
			continue
		}
		f.Unit, f.kind, f.Per, f.UnitSpan, f.bare = next.Unit, next.kind, next.Per, next.UnitSpan, false
		f.Of = cmp.Or(f.Of, next.Of)
	}
	kept := s.found[:0]
	for k := range s.found {
		if f := &s.found[k]; !f.bare || k > 0 && s.acts(f.last) && (s.found[k-1].kind == "noun" || s.found[k-1].kind == "person") {
			kept = append(kept, *f) // "of 38 ships, nine were held"
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
		case "or":
			if s.lower(i-1) == "," { // "fell 5.39, or 1.2%"
				return false
			}
			joins = true
		case "and", "by", "x", "×":
			joins = true
		case ",", "-":
		default: // "12 Somali and 11 Yemeni pirates"
			if joins || s.upos(i) != "ADJ" && !s.capital(i) {
				return false
			}
		}
	}
	return joins || s.lower(last-1) == ","
}

// resumed fills the unit of a bare number that opens a sentence's figures from the
// last figure of the sentence before: "96 ships were searched. The ministry counts
// 81."
func (s *scan) resumed(before []found) {
	at := slices.IndexFunc(s.found, func(f found) bool { return f.kind != "share" })
	if len(before) == 0 || at < 0 || s.found[at].kind != "" {
		return
	}
	f, last := &s.found[at], &before[len(before)-1]
	if *cmp.Or(f.Low, f.High) < 13 && (f.Per == "" || f.Per != last.Per) {
		return
	}
	switch last.kind {
	case "", "age", "time", "share", "score", "money":
		return
	}
	f.Unit, f.kind = last.Unit, last.kind
	if f.Of == nil || last.kind == "noun" {
		f.Of = last.Of
	}
	for k := at + 1; k < len(s.found); k++ {
		s.elided(&s.found[k], &s.found[k-1])
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

// antecedent is the figure from which figure k may take its unit: the one before, but
// what a share is counted from is of the kind before it ("4,100 crates, a fall of 12
// percent from 4,650"); nil for none.
func (s *scan) antecedent(k int) *found {
	before := &s.found[k-1]
	switch {
	case !s.countedFrom(&s.found[k], before):
		return before
	case k > 1:
		return &s.found[k-2]
	}
	return nil
}

// countedFrom tells whether a figure is the old level that a change by a share, before
// it, is counted from.
func (s *scan) countedFrom(f, before *found) bool {
	return f.kind == "" && f.Per == "" && s.lower(f.first-1) == "from" && before.kind == "share" && (changed(before) || s.lower(before.first-1) == "of")
}

// elided fills the unit of a bare number from the quantity before it: "from 40 to
// 60 wounded, up from 25", "rose by 2 percent, exports by 1".
func (s *scan) elided(f, before *found) {
	if s.again(f) && before.kind == "share" { // "fell 1.4%, or 6.43"
		return
	}
	if f.kind == "" && before.kind == "age" && s.listed(before.last, f.first) { // "aged 10, 9 and 4"
		f.Unit, f.kind = before.Unit, before.kind
		return
	}
	if f.kind != "" || before.kind == "" || before.kind == "age" || before.kind == "time" && !(s.lower(f.first-1) == "from" && s.lower(before.first-1) == "to") || before.Unit == "score" || before.kind == "share" && before.Unit == "share" && f.Per == "" || f.level && before.kind == "share" ||
		f.level && s.lower(f.first-1) == "at" && (before.kind == "noun" || before.kind == "person") {
		return
	}
	if before.kind == "money" && f.clause != before.clause && s.lower(f.first-1) != "or" && f.scale < 1000 {
		return
	}
	if before.kind == "share" && f.Per != "" { // "fell by half, from twelve a day to six"
		f.Of = before.Of
		if before.ofFirst < before.ofLast {
			s.tallied(f, before.ofFirst, before.ofLast)
		}
		return
	}
	f.Unit, f.kind, f.Of, f.UnitSpan = before.Unit, before.kind, before.Of, before.UnitSpan
	if f.clause == before.clause {
		f.Per = before.Per
	}
}

// converted gives a figure that says the one before again in another unit the same
// bound: "just under 296 hp (224 kW / 300 PS)".
func (s *scan) converted(f, before *found) {
	mark := s.lower(f.first - 1)
	if f.Change != record.Exactly || f.kind != before.kind || f.Unit == before.Unit || f.first != before.last+1 || mark != "(" && mark != "/" {
		return
	}
	switch f.kind {
	case "", "noun", "person", "casualty", "share", "age", "time":
		return
	}
	switch before.Change {
	case record.Above:
		f.Change, f.High = record.Above, nil
	case record.Below:
		f.Change, f.Low = record.Below, nil
	case record.About:
		f.Change = record.About
	}
}

// restated gives a share that says a rise or fall again the same way: "rose 3 crowns,
// or 2.4 percent, to 128".
func (s *scan) restated(f, before *found) {
	if s.again(f) && f.kind == "share" && f.Change == record.Exactly && f.first-before.last == 2 && changed(before) {
		f.Change = before.Change
	}
}

// again tells whether a figure says the one before in other words: ", or 2.4 percent".
func (s *scan) again(f *found) bool {
	return s.lower(f.first-1) == "or" && s.lower(f.first-2) == ","
}

// levels fills old and new of figure k: "rose 5% in May to 120", "120, up from 100",
// "rose to 120 from 100".
func (s *scan) levels(k int) {
	switch s.lower(s.found[k].first - 1) {
	case "to":
		s.reached(k)
	case "from":
		s.former(k)
	}
}

// reached takes figure k as the new level of the one before: "rose 5% in May to 120".
func (s *scan) reached(k int) {
	f, before := &s.found[k], &s.found[k-1]
	if k > 1 && s.again(before) && f.first-before.last <= 2 {
		if g := &s.found[k-2]; changed(g) && g.New == nil && g.last+2 == before.first {
			g.New = point(&f.Quantity)
		}
		return
	}
	switch g := s.leads(k); {
	case g == nil:
	case changed(g) && g.New == nil:
		g.New = point(&f.Quantity)
	case s.lower(g.first-1) == "from" && g.Unit == f.Unit:
		f.Old, f.New = point(&g.Quantity), point(&f.Quantity)
	}
}

// former takes figure k as the old level of one before: "120, up from 100".
func (s *scan) former(k int) {
	f, before := &s.found[k], &s.found[k-1]
	if f.first-before.last <= 2 && changed(before) && f.Unit != before.Unit {
		if before.Old == nil {
			before.Old = point(&f.Quantity)
		}
		return
	}
	moved := s.changes[s.lower(f.first-2)].way != "" || before.kind == "share" && s.lower(before.first-1) == "of" && f.first-before.last <= 2
	for j := k - 1; j >= 0 && j > k-farLevel; j-- {
		g := &s.found[j]
		if changed(g) || g.Unit != f.Unit || g.Per != f.Per || g.Old != nil {
			continue
		}
		if moved && f.first-g.last <= farChange || s.lower(g.first-1) == "to" && f.first-g.last <= farTime/2 {
			g.Old, g.New = point(&f.Quantity), point(&g.Quantity)
		}
		return
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
