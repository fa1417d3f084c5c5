package quantity

import "strings"

// counted finds what a number without a unit counts ("500 attacks"), and what a
// number with a unit measures ("5% of the vote", "2 million barrels of oil").
func (s *scan) counted(f *found, n number) {
	at := f.last
	if f.kind != "" {
		s.measured(f, at)
		return
	}
	if h := s.lower(at); h == "-" && s.glued(at) && s.kind(at+1) == letters {
		at++
	}
	of := s.lower(at) == "of"
	if of {
		if !n.words && !n.share || n.none {
			return
		}
		at = s.determiners(at + 1)
	}
	if n.share {
		if !of {
			at = s.determiners(at)
		}
		if first, last, _, ok := s.phrase(at, 0); ok {
			s.of(f, first, last)
		}
		return
	}
	if s.lower(at) == "more" || s.lower(at) == "other" || s.lower(at) == "further" || s.lower(at) == "additional" {
		at++
	}
	if n.one && of && s.lower(at-1) == "of" {
		return
	}
	want := 2.
	if n.one && !of {
		want = 1
	}
	if u, k := s.units.at(s, at); k > 0 && (u.kind == "person" || u.kind == "casualty" || n.many || of || u.kind == "vote") && (k > 1 || len(s.lower(at)) > 2) {
		f.Unit, f.kind, f.Per = u.name, u.kind, u.per
		span := s.span(at, at+k)
		f.UnitSpan, f.last = &span, at+k
		s.measured(f, at+k)
		return
	}
	first, last, head, ok := s.phrase(at, want)
	if !ok {
		return
	}
	if s.lower(first-1) == "-" { // "a 27-nation bloc" counts nations
		last, head = first+1, first
	}
	f.Unit, f.kind = s.lemma(head), "noun"
	if u, k := s.units.at(s, head); k == 1 && (u.kind == "person" || u.kind == "casualty" || u.kind == "vote") {
		f.Unit, f.kind = u.name, u.kind
	}
	if per := s.rates[s.lower(first)]; per != "" && first < head { // "12 daily ferries"
		f.Per = per
		first++
	}
	if s.upos(first) == "ADV" && first < head {
		first++
	}
	span := s.span(first, last)
	f.UnitSpan, f.last = &span, last
	s.of(f, first, last)
}

// measured finds what a measure is of: "of the vote", "in aid", "a 10-tonne crane".
func (s *scan) measured(f *found, at int) {
	switch s.lower(at) {
	case "of", "in":
		in := s.lower(at) == "in"
		if first, last, head, ok := s.phrase(s.determiners(at+1), 0); ok && !(in && (f.kind != "money" || s.capital(head))) {
			s.of(f, first, last)
		}
	default:
		if singular := f.last == f.number+1 || !strings.HasSuffix(s.lower(at-1), "s"); singular && f.kind != "share" || s.lower(at-1) == "-" {
			if s.lower(at) == "-" {
				at++
			}
			if first, last, _, ok := s.phrase(at, 0); ok {
				s.of(f, first, last)
			}
		}
	}
}

func (s *scan) of(f *found, first, last int) {
	span := s.span(first, last)
	f.Of = &span
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

// phrase reads the noun phrase that begins at atom i, without determiners: its
// atoms and its head. It ends at its first plural. With want 2 it must have one,
// or be a name; with want 1 it must be a singular.
func (s *scan) phrase(i int, want float64) (first, last, head int, ok bool) {
	head = -1
	at := i
	for ; at < len(s.atoms) && at < i+longest; at++ {
		if s.noun(at) && !s.boundary(at) {
			head = at
			if s.plural(at) && s.lower(at+1) != "-" {
				at++
				break
			}
			continue
		}
		switch p := s.upos(at); {
		case s.kind(at) == letters && (p == "ADJ" || p == "ADV" && at == i || p == "VERB" && s.modifier(at)):
		case s.kind(at) == digits && at > i && s.noun(at+1): // "new 737 jets"
		case (s.lower(at) == "-" || s.lower(at) == "/" || s.lower(at) == "&") && s.glued(at) && s.glued(at+1):
		case s.lower(at) == "and" && at > i && s.upos(at-1) == s.upos(at+1) && s.upos(at+1) != "VERB" && s.noun(at+2):
		case s.lower(at) == "'s" || s.lower(at) == "'":
			if want > 0 {
				return 0, 0, 0, false // "two men's votes" counts men, rarely meant
			}
		default:
			return i, head + 1, head, head >= 0 && s.fits(head, want)
		}
	}
	if head < 0 {
		return 0, 0, 0, false
	}
	return i, head + 1, head, s.fits(head, want)
}

// fits tells whether the head of a phrase can be counted so.
func (s *scan) fits(head int, want float64) bool {
	if p := s.upos(head); p == "PROPN" {
		return want == 0 || s.plural(head) || want == 2
	}
	return true
}

// modifier tells whether the verb form at atom i stands before a noun as an
// adjective does: "armed men", "striking dockers".
func (s *scan) modifier(i int) bool {
	w := s.lower(i)
	if !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "en") {
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
	if t := &s.tokens[a.word]; t.Span == a.Span && t.Lemma != "" {
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

// denominator finds what a rate is per: "per day", "a day", "/h", "each month".
func (s *scan) denominator(f *found) {
	if f.Per != "" {
		return
	}
	for at := f.last; at < f.last+6 && at < len(s.atoms); at++ {
		near := at == f.last
		switch w := s.lower(at); {
		case w == "per" || w == "/" && near && f.kind != "noun" && f.kind != "":
			if u, k := s.units.at(s, at+1); k > 0 {
				f.Per, f.last = u.name, at+1+k
				return
			}
			if n, ok := s.numberAt(at + 1); ok && w == "per" { // "per 100,000 people"
				if _, last, head, ok := s.phrase(n.last, 0); ok {
					f.Per, f.last = trim(n.high)+" "+s.lemma(head), last
				}
				return
			}
			if w == "per" && s.noun(at+1) {
				f.Per, f.last = s.lemma(at+1), at+2
			}
			return
		case w == "a" || w == "an" || w == "each" || w == "every":
			if u, k := s.units.at(s, at+1); k > 0 && (u.kind == "time" && s.days[s.lower(at+1)] > 0 || near && f.kind == "money" && u.kind != "money") && (s.lower(at+2) != "ago" && s.lower(at+2) != "earlier") {
				f.Per = u.name
				if near {
					f.last = at + 1 + k
				}
				return
			}
			if near && f.kind == "money" && s.noun(at+1) && !s.noun(at+2) { // "$1.61 a share"
				f.Per, f.last = s.lemma(at+1), at+2
				return
			}
		case s.rates[w] != "" && !s.noun(at+1):
			f.Per = s.rates[w]
			if near {
				f.last = at + 1
			}
			return
		}
		if s.boundary(at) || s.lower(at) == "," || s.kind(at) == digits || s.word(at).kind != "" {
			return
		}
	}
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
	if f.kind == "noun" {
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
