package entity

import "hearsay/record"

// findNominals finds the descriptions of people and bodies that may speak: "the
// envoy", "a spokesman for the board", "the union". Plurals and classes are left
// out, since nobody particular is behind them.
func (s *search) findNominals() {
	for i := range s.found {
		for k := s.found[i].role.first; k < s.found[i].role.last; k++ {
			s.covered[k] = true
		}
	}
	for i := range s.text.Words {
		w := s.text.Words[i].Lower
		if !determiner(w) || w == "one" || s.covered[i] || s.predicate(i) {
			continue
		}
		last := s.text.Sentences[s.text.Words[i].Sentence].Last
		if e, kind := s.nominal(i, last); e.len() > 0 {
			x := found{extent: e, kind: kind, form: record.NominalForm, name: s.words(extent{i + 1, e.last})}
			s.found = append(s.found, x)
		}
	}
}

// predicate tells whether the description at word i is said of somebody else in the
// sentence ("she was the head", "as an adviser"), and so names nobody by itself.
func (s *search) predicate(i int) bool {
	if i == 0 || s.text.Words[i-1].Sentence != s.text.Words[i].Sentence {
		return false
	}
	switch s.text.Words[i-1].Lower {
	case "is", "was", "are", "were", "be", "been", "being", "'s", "'re", "'m", "am", "as", "became", "become", "becomes", "becoming", "named", "appointed", "elected", "remains", "remained", "like", "not", "called":
		return true
	}
	return false
}

// definite tells whether a description that begins at word i is of something known:
// its repetitions mean the same.
func (s *search) definite(i int) bool { return s.text.Words[i].Lower == "the" }

// nominal is the description that the determiner at word i begins.
func (s *search) nominal(i, last int) (extent, record.EntityKind) {
	for k := i + 1; k < last && k < i+6; k++ {
		if s.covered[k] {
			continue
		}
		w := s.text.Words[k].Lower
		n, use := s.titleAt(k, last)
		next := k + 1
		if n > 0 {
			next = k + n
		}
		_, body := s.nouns[w]
		if body && !s.goesOn(next, last) {
			if d := s.text.Words[i].Lower; d == "the" || d == "its" || d == "their" {
				return extent{i, next}, s.nouns[w]
			}
			return extent{}, ""
		}
		if n > 0 && (use == "title" || use == "role") && !s.goesOn(next, last) {
			return extent{i, s.complement(next, last)}, record.Person
		}
		if n == 0 && !body && s.common[w] == "closed" {
			return extent{}, ""
		}
	}
	return extent{}, ""
}

// goesOn tells whether the noun phrase goes on at word i, so that the word before is
// no head: another role or body follows, or a name.
func (s *search) goesOn(i, last int) bool {
	if i >= last {
		return false
	}
	if s.covered[i] {
		return true
	}
	w := s.text.Words[i].Lower
	n, use := s.titleAt(i, last)
	_, body := s.nouns[w]
	if w == "-" || w == "'s" || w == "'" {
		return true
	}
	u := s.tokens[i].UPOS
	return (u == "NOUN" || u == "PROPN" || u == "X") && (body || n > 0 && use != "honorific" || u == "NOUN")
}

// complement extends a description by what it is of or for ("a spokesman for the
// board").
func (s *search) complement(i, last int) int {
	if i+1 >= last {
		return i
	}
	switch s.text.Words[i].Lower {
	case "of", "for", "at", "from":
	default:
		return i
	}
	end := i
	for k := i + 1; k < last && k < i+8; k++ {
		w := s.text.Words[k].Lower
		if s.covered[k] {
			for k < last && s.covered[k] {
				k++
			}
			return k
		}
		if _, ok := s.nouns[w]; ok && !s.goesOn(k+1, last) {
			return k + 1
		}
		if s.common[w] == "closed" && w != "the" && w != "a" && w != "an" && w != "its" && w != "their" {
			return end
		}
	}
	return end
}
