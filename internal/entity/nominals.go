package entity

import "hearsay/record"

// findNominals finds the descriptions of people and bodies that may speak: "the
// envoy", "a spokesman for the board", "Ruritania's foreign minister", "the union".
// Plurals and classes are left out, since nobody particular is behind them.
func (s *search) findNominals() {
	for i := range s.text.Words {
		if !s.beginsNominal(i) {
			continue
		}
		sentence := s.text.Sentences[s.text.Words[i].Sentence]
		e, kind := s.nominal(i, sentence.Last)
		if e.len() == 0 {
			continue
		}
		name := s.words(extent{i + 1, e.last})
		switch s.text.Words[i].Lower {
		case "says":
			e.first++
		case "'s":
			e.first = s.owner(i, sentence.First)
			name = s.words(e)
		}
		s.found = append(s.found, found{extent: e, kind: kind, form: record.NominalForm, name: name})
	}
}

// beginsNominal tells whether a description of somebody may begin at word i: at a
// determiner, or behind "says" in a heading ("Talks to go on, says envoy").
func (s *search) beginsNominal(i int) bool {
	w := s.text.Words[i].Lower
	if w == "says" {
		sentence := s.text.Sentences[s.text.Words[i].Sentence]
		return i+2 <= sentence.Last && s.text.Form(sentence.Last-1) != "." && !determiner(s.text.Words[min(i+1, sentence.Last-1)].Lower)
	}
	return determiner(w) && w != "one" && !s.covered[i] && !s.predicate(i) && (w != "'s" || i > 0 && s.covered[i-1])
}

func (s *search) cover(e extent) {
	for k := e.first; k < e.last; k++ {
		s.covered[k] = true
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
func (s *search) definite(i int) bool {
	return s.text.Words[i].Lower == "the" || s.named(i) && !determiner(s.text.Words[i].Lower)
}

// nominal is the description that the determiner at word i begins.
func (s *search) nominal(i, last int) (extent, record.EntityKind) {
	for k := i + 1; k < last && k < i+6; k++ {
		if s.covered[k] {
			continue
		}
		w := s.text.Words[k].Lower
		n, use := s.titleAt(k, last)
		next := k + max(n, 1)
		kind, body := s.nouns[w]
		switch {
		case s.breaks(k):
			return extent{}, ""
		case body && !s.goesOn(next, last):
			if d := s.text.Words[i].Lower; d == "the" || d == "its" || d == "their" || d == "'s" {
				return extent{i, next}, kind
			}
			return extent{}, ""
		case (use == "title" || use == "role") && !s.goesOn(next, last):
			return extent{i, s.complement(next, last)}, record.Person
		case n == 0 && !body && s.common[w] == "closed":
			return extent{}, ""
		}
	}
	return extent{}, ""
}

// breaks tells whether no noun phrase goes over word i.
func (s *search) breaks(i int) bool {
	switch s.tokens[i].UPOS {
	case "PUNCT":
		return s.text.Form(i) != "-" || !s.glued(i)
	case "ADP", "AUX", "CCONJ", "SCONJ", "PRON", "SYM":
		return true
	}
	return false
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
	if w == "-" || w == "'s" || w == "'" {
		return true
	}
	u := s.tokens[i].UPOS
	if n, use := s.titleAt(i, last); u != "NOUN" && n > 0 && use != "honorific" {
		return u == "PROPN" || u == "X"
	}
	_, body := s.nouns[w]
	return u == "NOUN" || body && (u == "PROPN" || u == "X")
}

// complementWords bounds what a description is extended by.
const complementWords = 12

// complement extends a description by what it is of or for: "a spokesman for the
// board", "... for Ruritania's foreign ministry".
func (s *search) complement(i, last int) int {
	end := i
	for end+1 < last && end < i+complementWords {
		switch s.text.Words[end].Lower {
		case "of", "for", "at", "from", "to":
		default:
			return end
		}
		next := s.nounPhrase(end+1, min(last, i+complementWords))
		if next == 0 {
			return end
		}
		end = next
	}
	return end
}

// nounPhrase is the word behind the noun phrase of a name or a body that begins at
// word i; 0 where there is none.
func (s *search) nounPhrase(i, last int) int {
	end := 0
	for k := i; k < last; k++ {
		w := s.text.Words[k].Lower
		_, body := s.nouns[w]
		switch u := s.tokens[k].UPOS; {
		case s.covered[k]:
			end = k + 1
		case body && u != "VERB":
			end = k + 1
		case end == k && (w == "'s" || w == "'") && k+1 < last: // the owner's thing is the noun
			if n := s.nounPhrase(k+1, last); n > 0 {
				return n
			}
			return end
		case u == "NOUN":
			if end == k {
				end = k + 1 // "the Harland navy base"
			}
		case u == "DET" || u == "ADJ" || u == "NUM" || determiner(w) && end == 0:
			if end > 0 {
				return end
			}
		default:
			return end
		}
	}
	return end
}
