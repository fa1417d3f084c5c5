package quantity

import "strings"

// counted finds what a number without a unit counts ("500 attacks"), and what a
// number with a unit measures ("5% of the vote", "2 million barrels of oil").
func (s *scan) counted(f *found, n number) {
	if f.kind != "" {
		s.measured(f, f.last)
		return
	}
	at := f.last
	if _, k := s.boundBehind(at); k > 0 {
		return // the noun stands behind the bound: "20 or more guests"
	}
	if s.lower(at) == "-" && s.glued(at) && s.kind(at+1) == letters {
		if at++; s.noun(at) { // "a 27-nation bloc" counts nations
			span := s.span(at, at+1)
			f.UnitSpan, f.last = &span, at+1
			s.unitOf(f, at)
			s.of(f, at, at+1)
			return
		}
	}
	of := s.lower(at) == "of"
	if of {
		if n.none || !n.words && !n.share && s.upos(at+1) != "DET" && s.upos(at+1) != "PRON" {
			return
		}
		at = s.determiners(at + 1)
	}
	if n.share {
		s.shareOf(f, at)
		return
	}
	switch s.lower(at) {
	case "more", "other", "further", "additional":
		at++
	}
	if n.one && of && s.lower(at-1) == "of" {
		return
	}
	if !s.people(f, at, n.many || of) {
		s.things(f, at, n.one && !of)
	}
}

// shareOf reads the whole that a fraction is of.
func (s *scan) shareOf(f *found, at int) {
	if s.lower(f.last) != "of" {
		at = s.determiners(at)
	}
	if first, last, _, ok := s.phrase(at, anyForm); ok {
		s.of(f, first, last)
	}
}

// people reads people, casualties and votes as what is counted from atom i on; with
// all, whatever units.tsv has ("hundreds of barrels").
func (s *scan) people(f *found, i int, all bool) bool {
	u, k := s.units.at(s, i)
	if k == 0 || !all && u.kind != "person" && u.kind != "casualty" && u.kind != "vote" || k == 1 && len(s.lower(i)) <= 2 {
		return false
	}
	if u.kind == "casualty" && s.compound(i, k) || k == 1 && !s.standsAlone(i) {
		return false
	}
	span := s.span(i, i+k)
	f.Unit, f.kind, f.Per = u.name, u.kind, u.per
	f.UnitSpan, f.last = &span, i+k
	s.measured(f, i+k)
	return true
}

// things reads the noun that is counted from atom i on: a singular for one, else a
// plural or a name.
func (s *scan) things(f *found, i int, one bool) {
	want := plural
	if one {
		want = singular
	}
	at := s.modifiers(i)
	first, last, head, ok := s.phrase(at, want)
	if !ok && s.lower(f.last) == "of" && !s.partOf(f.last) { // "99 of the state's counties"
		first, last, head, ok = s.phrase(at, anyForm)
		ok = ok && s.plural(head)
	}
	if !ok || len(s.lower(head)) == 1 && s.capital(head) {
		return
	}
	s.unitOf(f, head)
	switch {
	case s.lower(head) == "olds": // "two 14-year-olds"
		f.Unit, f.kind = "person", "person"
	case s.lower(head) == "others" && head == first: // "and wounded 30 others"
		f.Unit, f.kind = "", ""
	}
	if per := s.rates[s.lower(first)]; per != "" && first < head { // "12 daily ferries"
		f.Per = per
		first++
	}
	if s.upos(first) == "ADV" && first < head {
		first++
	}
	span := s.span(first, last)
	f.UnitSpan = &span
	if at == i {
		f.last = last
	}
	if f.kind != "" {
		s.of(f, first, last)
	}
}

// measured finds what a measure is of: "of the vote", "in aid", "a 10-tonne crane".
func (s *scan) measured(f *found, at int) {
	switch s.lower(at) {
	case "of", "in":
		in := s.lower(at) == "in"
		if first, last, head, ok := s.phrase(s.determiners(at+1), anyForm); ok && !(in && (f.kind != "money" || s.capital(head) || s.days[s.lower(head)] > 0)) {
			s.of(f, first, last)
		}
	default:
		if singular := f.last == f.number+1 || !strings.HasSuffix(s.lower(at-1), "s"); singular && f.kind != "share" || s.lower(at-1) == "-" {
			if s.lower(at) == "-" {
				at++
			}
			if first, last, _, ok := s.phrase(at, anyForm); ok {
				s.of(f, first, last)
			}
		}
	}
}

func (s *scan) of(f *found, first, last int) {
	span := s.span(first, last)
	f.Of, f.ofFirst, f.ofLast = &span, first, last
}

// determiners skips articles and possessives from atom i on.
func (s *scan) determiners(i int) int {
	for k := 0; k < 2; k++ {
		if p := s.upos(i); p != "DET" && !(p == "PRON" && s.noun(i+1)) {
			break
		}
		i++
	}
	return i
}

// longest is the largest number of atoms that a noun phrase may have.
const longest = 8

// form is which noun a phrase must have.
type form byte

const (
	anyForm  form = iota
	singular      // or a plural
	plural        // or a name
)

// phrase reads the noun phrase that begins at atom i, without determiners: its
// atoms and its head. It ends at its first plural.
func (s *scan) phrase(i int, want form) (first, last, head int, ok bool) {
	head = -1
	for at := i; at < len(s.atoms) && at < i+longest; at++ {
		if s.noun(at) && !s.boundary(at) {
			head = at
			if s.plural(at) && s.lower(at+1) != "-" && !(s.plural(at+1) && s.compounded(at)) && !(s.upos(at) == "PROPN" && s.upos(at+1) == "PROPN") {
				break
			}
			continue
		}
		if want != anyForm && s.possessive(at) {
			return 0, 0, 0, false // "two men's votes" counts men, rarely meant
		}
		if !s.goesOn(at, i) {
			break
		}
	}
	if head < 0 {
		return 0, 0, 0, false
	}
	if want == plural && s.upos(i) == "VERB" && !s.plural(head) {
		return 0, 0, 0, false // "4 carried fuel"
	}
	return i, head + 1, head, s.fits(head, want)
}

// compounded tells whether the plural at atom i is the first part of a longer noun:
// "two police officers", "weapons inspectors".
func (s *scan) compounded(i int) bool {
	return s.irregular[s.lower(i)] || s.tokens[s.atoms[i].word].Deprel == "compound"
}

// modifiers skips the measure that stands before what is counted: "650 18-hole
// courses", "nine $2,500 prizes", "four 72 MW furnaces".
func (s *scan) modifiers(i int) int {
	at := i
	if u, k := s.prefix.before(s, at+1); k == 1 && u.kind == "money" {
		at++
	}
	if s.kind(at) != digits && s.word(at).kind != "digit" && s.word(at).kind != "ten" {
		return i
	}
	switch s.lower(at + 1) {
	case "-":
		if s.kind(at+2) != letters || !s.glued(at+2) {
			return i
		}
		at += 3
		if w := s.lower(at + 1); s.lower(at) == "-" && w == "old" {
			at += 2
		} else if s.lower(at) == "-" && w == "olds" {
			at++
		}
	default:
		_, k := s.units.at(s, at+1)
		if k == 0 && at == i {
			return i
		}
		at += 1 + k
	}
	if s.noun(at) || s.upos(at) == "ADJ" {
		return at
	}
	return i
}

// goesOn tells whether a noun phrase that begins at atom first may go on over atom
// i, which is no noun.
func (s *scan) goesOn(i, first int) bool {
	switch w := s.lower(i); w {
	case "-", "/", "&":
		return i > first && s.glued(i) && s.glued(i+1)
	case ".": // "U.S."
		return i > first && s.atoms[i].word == s.atoms[i-1].word && s.noun(i-1)
	case "and":
		return i > first && s.upos(i-1) == s.upos(i+1) && s.upos(i+1) != "VERB" && s.noun(i+2)
	case "'", "’":
		return i > first && s.possessive(i)
	case "s":
		return i > first && s.possessive(i-1)
	case "\"", "“", "”", "‘": // 28 "serious" attacks
		return s.noun(i+1) || s.upos(i+1) == "ADJ"
	}
	if s.kind(i) == digits { // "new 737 jets", "the bloc's 27 members"
		return i > first && (s.noun(i+1) || s.possessive(i-1) || s.possessive(i-2) && s.lower(i-1) == "s")
	}
	if s.kind(i) != letters {
		return false
	}
	switch s.upos(i) {
	case "ADJ":
		return true
	case "ADV":
		return i == first
	case "VERB":
		return s.modifier(i)
	}
	return false
}

// fits tells whether the head of a phrase can be counted so.
func (s *scan) fits(head int, want form) bool {
	return s.upos(head) != "PROPN" || want != singular || s.plural(head)
}

// modifier tells whether the verb form at atom i stands before a noun as an
// adjective does: "armed men", "striking dockers".
func (s *scan) modifier(i int) bool {
	w := s.lower(i)
	if !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "en") && w != "paid" && s.tokens[s.atoms[i].word].Deprel != "amod" {
		return false
	}
	return s.noun(i+1) || s.upos(i+1) == "ADJ" && s.noun(i+2)
}

// noun tells whether atom i is a noun or a name.
func (s *scan) noun(i int) bool {
	if s.kind(i) != letters || s.atoms[i].dated {
		return false
	}
	p := s.upos(i)
	return p == "NOUN" || p == "PROPN"
}

// plural tells whether atom i is a plural noun.
func (s *scan) plural(i int) bool {
	if !s.noun(i) {
		return false
	}
	w := s.lower(i)
	switch {
	case s.irregular[w]:
		return true
	case len(w) < 4 || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return false
	}
	return strings.HasSuffix(w, "s")
}

// lemma is the lemma of the counted noun at atom i.
func (s *scan) lemma(i int) string {
	a := &s.atoms[i]
	if t := &s.tokens[a.word]; t.Span == a.Span && t.Lemma != "" && t.UPOS != "PROPN" {
		return strings.ToLower(t.Lemma)
	}
	w := a.lower
	switch {
	case !s.plural(i) || s.irregular[w]:
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	}
	return strings.TrimSuffix(w, "s")
}

// farRate is how far, in atoms, a rate may stand behind what it is of.
const farRate = 6

// denominator finds what a rate is per: "per day", "a day", "/h", "each month".
func (s *scan) denominator(f *found) {
	if f.Per != "" || s.hyphened(f) {
		return
	}
	for at := f.last; at < f.last+farRate && at < len(s.atoms); at++ {
		near := at == f.last
		switch w := s.lower(at); {
		case w == "per" && !s.capital(at), w == "/" && near && f.kind != "noun" && f.kind != "":
			s.per(f, at)
			return
		case (w == "a" || w == "an" || w == "each" || w == "every") && s.upos(at-1) != "ADP" && s.each(f, at):
			return
		case s.rates[w] != "" && !s.noun(at+1):
			f.Per = s.rates[w]
			if near {
				f.last = at + 1
			}
			return
		}
		if s.boundary(at) || s.kind(at) == digits || s.word(at).kind != "" || s.kind(at) == symbol && !s.glued(at) {
			return
		}
	}
}

// hyphened reads the denominator of "$20-an-hour jobs".
func (s *scan) hyphened(f *found) bool {
	i := f.last
	if s.lower(i) != "-" || s.lower(i+1) != "a" && s.lower(i+1) != "an" || s.lower(i+2) != "-" || !s.glued(i+3) {
		return false
	}
	u, k := s.units.at(s, i+3)
	if k == 0 {
		return false
	}
	f.Per, f.last = u.name, i+3+k
	return true
}

// per reads what stands behind "per" or a slash at atom i.
func (s *scan) per(f *found, i int) {
	if u, k := s.units.at(s, i+1); k > 0 {
		f.Per, f.last = u.name, i+1+k
		return
	}
	if s.lower(i) != "per" {
		return
	}
	if n, ok := s.numberAt(i + 1); ok { // "per 100,000 people"
		if _, last, head, ok := s.phrase(n.last, anyForm); ok {
			f.Per, f.last = trim(n.high)+" "+s.lemma(head), last
		}
		return
	}
	if s.noun(i + 1) {
		f.Per, f.last = s.lemma(i+1), i+2
	}
}

// each reads what stands behind "a" or "each" at atom i, and tells whether it makes
// a rate: a time ("60 calls a day"), or of money a thing ("$1.61 a share").
func (s *scan) each(f *found, i int) bool {
	near := i == f.last
	price := near && f.kind == "money"
	u, k := s.units.at(s, i+1)
	switch after := s.lower(i + 2); {
	case k > 0 && !s.apart(after) && (u.kind == "time" && s.days[s.lower(i+1)] > 0 || price && u.kind != "money"):
		f.Per = u.name
	case price && s.noun(i+1) && !s.noun(i+2):
		f.Per, k = s.lemma(i+1), 1
	default:
		return false
	}
	if near {
		f.last = i + 1 + k
	}
	return true
}

// apart tells whether a word makes a distance of the time before it: "a year after".
func (s *scan) apart(w string) bool {
	switch w {
	case "ago", "earlier", "later", "after", "before", "since":
		return true
	}
	return false
}

// numberAt is number for an atom that may lie outside of the sentence.
func (s *scan) numberAt(i int) (number, bool) {
	if i >= len(s.atoms) {
		return number{}, false
	}
	return s.number(i)
}

// subject finds what a level or a change is said of: the noun phrase before the
// verb that stands before atom i ("turnout was 43 percent", "fares rose 5%"). Other
// verbs say nothing of how much their subject is ("owners speak of six hours").
func (s *scan) subject(f *found, i int) {
	switch f.kind {
	case "noun", "person", "casualty", "age":
		return
	}
	at, says := i-1, s.changes[s.lower(i)].factor != 0
	for stop := at - 5; at >= 0 && at > stop; at-- {
		switch s.upos(at) {
		case "VERB":
			if !s.levelVerbs[s.lemmaOf(at)] && s.changes[s.lower(at)].way == "" {
				return
			}
			says = true
			continue
		case "AUX":
			says = says || s.lemmaOf(at) == "be"
			continue
		case "ADP", "ADV", "PART", "DET", "SCONJ":
			continue
		}
		break
	}
	if first, ok := s.headed(at + 1); ok && says {
		s.of(f, first, at+1)
		if f.kind == "" {
			s.tallied(f, first, at+1)
		}
	}
}

// tallied takes the unit of a bare number from its subject, the atoms first to last,
// where that is what is counted: "the number of strikes rose to 45", "the death toll
// is 12", "arrests fell to 9".
func (s *scan) tallied(f *found, first, last int) {
	switch s.lower(first) {
	case "number", "total", "tally", "count":
		if s.lower(first+1) != "of" {
			return
		}
		if _, _, head, ok := s.phrase(s.determiners(first+2), plural); ok {
			s.unitOf(f, head)
		}
		return
	}
	if u, k := s.units.at(s, last-2); k == 2 && u.kind == "casualty" {
		f.Unit, f.kind = u.name, u.kind
	} else if s.peopleNouns[s.lower(last-1)] {
		f.Unit, f.kind = "person", "person"
	} else if s.plural(last-1) && s.tallyNouns[s.lemma(last-1)] {
		s.unitOf(f, last-1)
	} else if u, k := s.units.at(s, last-1); k == 1 && u.kind == "casualty" {
		f.Unit, f.kind = u.name, u.kind
	}
}

// unitOf makes the noun at atom head the unit of a figure.
func (s *scan) unitOf(f *found, head int) {
	f.Unit, f.kind = s.lemma(head), "noun"
	if u, k := s.units.at(s, head); k == 1 && (u.kind == "person" || u.kind == "casualty" || u.kind == "vote") {
		f.Unit, f.kind = u.name, u.kind
	}
}

// headed finds where the noun phrase that ends before atom last begins, with those
// that it depends on ("the price of oil"); false where it depends on another word
// ("ships bound for Tessa").
func (s *scan) headed(last int) (first int, ok bool) {
	for first = last; ; {
		end := first
		for first > 0 && first > last-longest && s.kind(first-1) == letters && (s.noun(first-1) || s.upos(first-1) == "ADJ" && first < end) {
			first--
		}
		if first == end {
			return first, false
		}
		before := first - 1
		for k := 0; k < 2 && (s.upos(before) == "DET" || s.upos(before) == "PRON"); k++ {
			before--
		}
		if s.upos(before) != "ADP" {
			return first, true
		}
		if first = before; first <= last-longest {
			return first, false
		}
	}
}
