package event

import (
	"slices"

	"hearsay/internal/lex"
	"hearsay/record"
)

// casualtiesOf gives the dead and injured of a sentence to its first violent
// event; where several numbers stand, the first of each kind counts.
func (s *scan) casualtiesOf(sentence *lex.Sentence, events []record.Event) {
	i := slices.IndexFunc(events, func(e record.Event) bool { return e.Type == assault || e.Type == protest })
	if i < 0 {
		return
	}
	event := &events[i]
	set := func(deaths bool, c *record.Count) {
		to := &event.Injured
		if deaths {
			to = &event.Deaths
		}
		if *to == nil {
			*to = c
		}
	}
	k, _ := slices.BinarySearchFunc(s.quantities, sentence.Start, func(q record.Quantity, b int) int { return q.Start - b })
	for ; k < len(s.quantities) && s.quantities[k].Start < sentence.End; k++ {
		q := &s.quantities[k]
		switch {
		case q.Per != "" || q.Change == record.Up || q.Change == record.Down:
		case q.Unit == "death" || q.Unit == "injury":
			set(q.Unit == "death", count(q))
		case s.persons[q.Unit]:
			first, last := s.text.Range(q.Span)
			if c, ok := s.casualty(first, last, sentence); ok {
				set(c.deaths, count(q))
			}
		}
	}
	one := 1.
	s.singles(sentence, func(first, last int) {
		if c, ok := s.casualty(first, last, sentence); ok {
			set(c.deaths, &record.Count{Low: &one, Best: &one, High: &one})
		}
	})
}

// singles calls f with the words of everything in the sentence that is one person:
// "a 30-year-old man", a name.
func (s *scan) singles(sentence *lex.Sentence, f func(first, last int)) {
	for w := sentence.First; w+1 < sentence.Last; w++ {
		if a := s.text.Words[w].Lower; a != "a" && a != "an" && a != "another" {
			continue
		}
		for k := w + 1; k < sentence.Last && k < w+farSingle; k++ {
			if s.persons[s.text.Words[k].Lower] && (k+1 == sentence.Last || s.tokens[k+1].UPOS != "NOUN") {
				f(w, k+1)
				break
			}
			if p := s.tokens[k].UPOS; p != "ADJ" && p != "NOUN" && p != "NUM" && p != "PROPN" && p != "PUNCT" {
				break
			}
		}
	}
	for _, m := range s.here {
		if s.entities[m.entity].Kind == record.Person {
			f(m.first, m.last)
		}
	}
}

// casualty finds the word that makes people, the words first to last, dead or
// injured: before them ("killed 12 people") or after ("12 people were killed"). Of
// several after them ("shot and killed") a death counts.
func (s *scan) casualty(first, last int, sentence *lex.Sentence) (found casualty, ok bool) {
	for k := first - 1; k >= sentence.First && k >= first-3; k-- {
		if c, ok := s.casualties[s.text.Words[k].Lower]; ok && c.before {
			return c, true
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
				return c, true
			}
			found, ok = c, true
		case hit && c.after:
			if !ok {
				return found, false // "two men killed three guards"
			}
		case p == "NUM" || w == ";" || w == "and" && k == last:
			return found, ok
		case p == "VERB" && w != "found" && w != "left" && w != "pronounced" && w != "taken":
			return found, ok
		}
	}
	return found, ok
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
