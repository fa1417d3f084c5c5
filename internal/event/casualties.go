package event

import (
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// inOrder finds the dead and injured of a sentence by the order of its words, where
// the tree, if there is one, told of none: done are the casualty words that it did.
func (s *scan) inOrder(number int, sentence *lex.Sentence, done map[int]bool) {
	add := func(first, last int, h harm) {
		if c, k, ok := s.casualty(first, last, sentence); ok && !done[k] && !(s.parsed && s.untrue(k)) {
			h.word, h.noun, h.sentence, h.deaths, h.hit = k, last-1, number, c.deaths, c.hit
			s.harms = append(s.harms, h)
		}
	}
	k, _ := slices.BinarySearchFunc(s.quantities, sentence.Start, func(q record.Quantity, b int) int { return q.Start - b })
	for ; k < len(s.quantities) && s.quantities[k].Start < sentence.End; k++ {
		q := &s.quantities[k]
		switch {
		case q.Per != "" || q.Change == record.Up || q.Change == record.Down:
		case q.Unit == "death" || q.Unit == "injury":
			w, _ := s.text.Range(q.Span)
			s.harms = append(s.harms, harm{word: w, noun: w, sentence: number, deaths: q.Unit == "death", count: count(q), who: -1, period: q.Period})
		case s.persons[q.Unit]:
			first, last := s.text.Range(q.Span)
			add(first, last, harm{count: count(q), who: -1, period: q.Period})
		}
	}
	one := 1.
	s.singles(sentence, func(first, last, who int) {
		h := harm{count: &record.Count{Low: &one, Best: &one, High: &one}, who: who, named: who >= 0, single: true, more: s.lower(first) == "another"}
		add(first, last, h)
	})
}

// singles calls f with the words of everything in the sentence that is one person:
// "a 30-year-old man", a name.
func (s *scan) singles(sentence *lex.Sentence, f func(first, last, who int)) {
	for w := sentence.First; w+1 < sentence.Last; w++ {
		if a := s.text.Words[w].Lower; a != "a" && a != "an" && a != "another" {
			continue
		}
		for k := w + 1; k < sentence.Last && k < w+farSingle; k++ {
			if (s.persons[s.text.Words[k].Lower] || s.aged(k)) && (k+1 == sentence.Last || s.tokens[k+1].UPOS != "NOUN") {
				f(w, k+1, -1)
				break
			}
			if p := s.tokens[k].UPOS; p != "ADJ" && p != "NOUN" && p != "NUM" && p != "PROPN" && p != "PUNCT" {
				break
			}
		}
	}
	for _, m := range s.here {
		if s.entities[m.entity].Kind == record.Person {
			f(m.first, m.last, m.entity)
		}
	}
}

// aged tells whether word k ends "17-year-old".
func (s *scan) aged(k int) bool {
	return strings.HasSuffix(s.lower(k), "year-old") || s.lower(k) == "old" && s.lower(k-2) == "year"
}

// casualty finds the word that makes people, the words first to last, dead or
// injured: before them ("killed 12 people") or after ("12 people were killed"). Of
// several after them ("shot and killed") a death counts.
func (s *scan) casualty(first, last int, sentence *lex.Sentence) (found casualty, at int, ok bool) {
	for k := first - 1; k >= sentence.First && k >= first-3; k-- {
		if c, ok := s.casualties[s.text.Words[k].Lower]; ok && c.before {
			return c, k, true
		}
		if p := s.tokens[k].UPOS; p != "ADP" && p != "ADV" && p != "ADJ" && p != "DET" {
			break
		}
	}
	for k := last; k < sentence.Last && k < last+farCasualty; k++ {
		w, p := s.text.Words[k].Lower, s.tokens[k].UPOS
		c, hit := s.casualties[w]
		switch {
		case hit && c.after && (c.deaths || !ok) && (!c.before || s.suffered(k, last, sentence)):
			if c.deaths {
				return c, k, true
			}
			found, at, ok = c, k, true
		case hit && c.after:
			if !ok {
				return found, at, false // "two men killed three guards"
			}
		case p == "NUM" || w == ";" || w == "and" && k == last:
			return found, at, ok
		case p == "VERB" && w != "found" && w != "left" && w != "pronounced" && w != "taken":
			return found, at, ok
		}
	}
	return found, at, ok
}

// suffered tells whether the verb at word k is done to the people before it: it has
// a passive's auxiliary, or no object.
func (s *scan) suffered(k, last int, sentence *lex.Sentence) bool {
	for i := k - 1; i >= last; i-- {
		if s.tokens[i].UPOS == "AUX" || s.text.Words[i].Lower == "and" && i > last {
			return true
		}
	}
	if k+1 == sentence.Last {
		return true
	}
	switch s.tokens[k+1].UPOS {
	case "NUM", "DET", "PRON", "PROPN", "NOUN", "ADJ":
		return s.tokens[k].UPOS == "ADJ"
	}
	return true
}

// count is a quantity as a number of people. An open bound is its own best guess;
// a range has none.
func count(q *record.Quantity) *record.Count {
	c := &record.Count{Low: q.Low, High: q.High}
	switch {
	case q.Low == nil:
		c.Best = q.High
	case q.High == nil || *q.Low == *q.High:
		c.Best = q.Low
	}
	return c
}
