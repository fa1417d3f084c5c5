package quantity

import "strings"

// label tells whether a number is a name, a label, a date or a time: then it gives
// the atom to go on with, else 0.
func (s *scan) label(n number) int {
	if n.words {
		if s.spelledLabel(n) {
			return n.last
		}
		return 0
	}
	if last := s.code(n); last > 0 {
		return last
	}
	behind := n.last
	if s.lower(behind) == "-" && s.glued(behind) && s.kind(behind+1) == letters && len(s.lower(behind+1)) > 2 { // ".45-calibre"
		behind++
	}
	if _, k := s.labelsAfter.at(s, behind); k > 0 && (s.glued(behind) || len(s.lower(behind)) > 1) {
		return behind + k
	}
	switch {
	case s.money(n.first):
		return 0
	case s.glued(n.last) && s.kind(n.last) == letters && !s.unitAt(n.last) && s.word(n.last).kind == "":
		return s.endOfWord(n.last) // "9AB", "5G"
	case s.labelled(n):
		return s.labelList(n.last)
	case s.year(n):
		return s.season(n.last)
	case s.address(n.last), s.named(n):
		return n.last
	}
	return 0
}

// season goes on over the rest of a year, from atom i on: "2024-25".
func (s *scan) season(i int) int {
	if d := s.lower(i); (d == "-" || d == "–" || d == "/") && s.glued(i) && s.kind(i+1) == digits && len(s.lower(i+1))%2 == 0 && len(s.lower(i+1)) <= 4 {
		return i + 2
	}
	return i
}

// code tells whether a number is written as one that counts nothing: a clock time, a
// code, the number of a list, of a telephone, of an account. It gives the atom to go on
// with, else 0.
func (s *scan) code(n number) int {
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
	if w := s.lower(n.first); len(w) >= 10 && !strings.ContainsAny(w, ",.") && !s.unitAt(n.last) && !s.noun(n.last) && !s.money(n.first) {
		return n.last // the number of an account or a file
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
	if _, k := s.lines.at(s, i); k > 0 {
		return i + k // "911 calls"
	}
	dash := s.lower(i+1) == "-" && s.glued(i+1) && s.glued(i+2) && s.kind(i+2) == digits && len(s.lower(i+2)) == 4 && len(w) == 3
	code := s.lower(i-1) == "(" && s.lower(i+1) == ")" && s.kind(i+2) == digits && len(s.lower(i+2)) >= 3 && s.lower(i+3) == "-"
	if _, k := s.phones.before(s, i); k > 0 && s.kind(n.last) != letters && !s.money(i) || k > 0 && s.glued(n.last) {
		return s.restOfPhone(i + 1)
	}
	if s.lettered(i) {
		return s.endOfWord(i + 1)
	}
	abroad := s.lower(i-1) == "+" && s.glued(i) && len(w) < 4 && s.kind(i+1) == digits
	if !dash && !code && !abroad {
		return 0
	}
	return s.restOfPhone(i + 1)
}

// lettered tells whether a telephone number with letters begins at atom i:
// "1-800-ORLO-NOW".
func (s *scan) lettered(i int) bool {
	return s.lower(i+1) == "-" && s.glued(i+1) && s.kind(i+2) == digits && len(s.lower(i+2)) == 3 && s.lower(i+3) == "-" && s.glued(i+3)
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
	if _, k := s.labels.before(s, n.first); k > 0 && s.lower(n.first-k) != "top" && !s.unitAt(n.last) && !s.plural(n.last) && s.upos(n.last) != "ADJ" {
		return true // "world number three"
	}
	if s.capital(n.first) && n.first > 0 && s.kind(n.first-1) == letters && s.kind(n.last) == letters && s.capital(n.last) != s.capital(n.first-1) {
		return true // "a Three Kings feast", "a Sweet Sixteen party"; not "Police Hold Two Men"
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
	case "[":
		return s.lower(i+1) == "]" // a footnote
	case "'", "’", "‘":
		return len(s.lower(i)) == 2 && !s.unitAt(n.last) && !s.noun(n.last) // "'72"
	case ".":
		return s.glued(i - 1)
	case "-":
		if _, k := s.labels.before(s, i-1); k > 0 { // "COVID-19 deaths"
			return true
		}
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
	if n.last == i+1 && !s.glued(i) && s.version(i-1, s.lower(i)) && !s.unitAt(n.last) && !s.noun(n.last) {
		return true
	}
	if n.last != i+1 || n.negative || s.glued(i) || !s.capital(i-1) || s.upos(i-1) != "PROPN" && s.upos(i-1) != "NOUN" || strings.Contains(s.lower(i), ".") {
		return false
	}
	if s.unitAt(n.last) || s.result(n.last) || s.ageAhead(i) {
		return false
	}
	_, _, head, ok := s.phrase(n.last, plural)
	return !(ok && s.plural(head) && !s.capital(head))
}

// version tells whether a number w behind atom i is a version: of a name with a capital
// letter inside ("iOS 8"), or with a point ("Orlo 2.0").
func (s *scan) version(i int, w string) bool {
	if s.kind(i) != letters {
		return false
	}
	name := s.atoms[i].In(s.text.Source)
	if len(name) > 1 && strings.ToLower(name[1:]) != name[1:] && strings.ToUpper(name) != name {
		return true
	}
	whole, rest, point := strings.Cut(w, ".")
	return point && s.upos(i) == "PROPN" && s.capital(i) && len(whole) == 1 && len(rest) == 1
}

// result tells whether the second half of a score stands at atom i: "Harn 3-1 Orlo".
func (s *scan) result(i int) bool {
	return (s.lower(i) == "-" || s.lower(i) == "–") && s.glued(i) && s.glued(i+1) && s.kind(i+1) == digits && len(s.lower(i+1)) < 3
}
