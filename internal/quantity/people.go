package quantity

// age reads the age in "Ada Voss, 34, said", "Ada Voss (34)", "aged 34", "she is 34",
// "a girl of 12", "ages 5 to 11", "people older than 60". The figure's bounds are not
// yet read.
func (s *scan) age(f *found, n number) {
	i := n.first
	if f.kind != "" || f.High == nil || *f.Low < 1 || *f.High > 120 || n.last != i+1 && !n.words {
		return
	}
	if s.ageAhead(s.unbounded(i)) || *f.Low == *f.High && !(n.words && n.low < 13) && s.ageBeside(s.unbounded(i), f.last, n) {
		f.Unit, f.kind = "year of age", "age"
	}
}

// unbounded is the atom at which the bounds of a number at atom i begin: "when she was
// about 15".
func (s *scan) unbounded(i int) int {
	_, k := s.bounds.before(s, i)
	if w := s.lower(i - 2); k == 0 || s.lower(i-1) == "than" && (w == "older" || w == "younger") {
		return i
	}
	return i - k
}

// ageAhead tells whether the words before atom i alone make an age of a number.
func (s *scan) ageAhead(i int) bool {
	switch s.lower(i - 1) {
	case "aged", "ages":
		return true
	case "age": // "at age 12", not "the stone age 3"
		return s.upos(i-2) == "ADP" || s.upos(i-2) == "PRON" || s.upos(i-2) == "DET"
	case "of":
		return s.lower(i-2) == "age" || s.lower(i-2) == "ages"
	case "between":
		return s.lower(i-2) == "aged" || s.lower(i-2) == "ages"
	case "than":
		return s.lower(i-2) == "older" || s.lower(i-2) == "younger"
	case "is", "was":
		return s.lower(i-2) == "age"
	}
	return false
}

// ageBeside tells whether what stands around a number, from atom i to last, makes an
// age of it.
func (s *scan) ageBeside(i, last int, n number) bool {
	before, after := s.lower(i-1), s.lower(last)
	ends := last == len(s.atoms) || after == "," || after == "."
	name := s.upos(i-2) == "PROPN"
	switch before {
	case ",":
		return !n.words && s.apposed(i-2, last, ends, n)
	case "now", "both", "then":
		return s.lower(i-2) == "," && s.upos(i-3) == "PROPN" && ends
	case "(":
		return name && !n.words && after == ")"
	case "of":
		return s.child(i-2) && (ends || s.acts(last))
	case "turned", "turns", "turn", "turning":
		return (name || s.upos(i-2) == "PRON" || s.upos(i-2) == "AUX" || s.upos(i-2) == "NOUN") && !s.noun(last)
	case "at":
		return s.lemmaOf(i-2) == "die" && ends
	case "is", "was", "be", "were", "are", "'s", "s":
		return (ends || after == "and" || after == "when") && s.somebody(i-2)
	}
	return false
}

// apposed tells whether a number between commas is the age of who is named at atom i,
// before them: "Ada Voss, 34, said", "a nurse, 34, from Harn".
func (s *scan) apposed(i, last int, ends bool, n number) bool {
	after := s.lower(last)
	if s.upos(i) == "PROPN" {
		return ends || after == "and" && !s.capital(last+1) || after == "("
	}
	next := s.lower(last + 1)
	return s.upos(i) == "NOUN" && after == "," && n.low > 9 && (next == "who" || next == "from" || next == "of")
}

// somebody tells whether the pronoun at atom i, or before the apostrophe at i, is a
// person.
func (s *scan) somebody(i int) bool {
	if s.possessive(i) {
		i--
	}
	switch s.lower(i) {
	case "it", "that", "this", "there":
		return false
	}
	return s.upos(i) == "PRON"
}

// child tells whether atom i is a noun that an age may follow ("a boy of 12").
func (s *scan) child(i int) bool {
	switch s.lower(i) {
	case "boy", "girl", "man", "woman", "child", "son", "daughter", "youth":
		return true
	}
	return false
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
		for s.upos(at) == "AUX" || s.upos(at) == "ADV" || s.lower(at) == "others" || s.lower(at) == "more" || s.deemed(at) {
			at++
		}
		if u, k = s.units.at(s, at); k == 0 || u.kind != "casualty" {
			return
		}
	}
	f.Unit, f.kind = u.name, u.kind
}

// deemed tells whether atom i is a verb by which dead and hurt are counted: "seven were
// reported dead".
func (s *scan) deemed(i int) bool {
	switch s.lower(i) {
	case "reported", "confirmed", "feared", "believed", "presumed", "found", "declared", "left":
		return true
	}
	return false
}
