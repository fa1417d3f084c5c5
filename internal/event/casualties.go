package event

import (
	"slices"

	"hearsay/internal/lex"
	"hearsay/record"
)

// casualtiesOf gives the dead and injured of a sentence to its first violent
// event; where several numbers stand, the first of each kind counts.
func (s *scan) casualtiesOf(sentence *lex.Sentence, events []record.Event) {
	var event *record.Event
	for i := range events {
		if events[i].Type == assault || events[i].Type == protest {
			event = &events[i]
			break
		}
	}
	if event == nil {
		return
	}
	set := func(deaths bool, c *record.Count) {
		to := &event.Injured
		if deaths {
			to = &event.Deaths
		}
		if *to == nil {
			*to = c
		}
	}
	i, _ := slices.BinarySearchFunc(s.quantities, sentence.Start, func(q record.Quantity, b int) int { return q.Start - b })
	for ; i < len(s.quantities) && s.quantities[i].Start < sentence.End; i++ {
		q := &s.quantities[i]
		switch {
		case q.Per != "" || q.Change == record.Up || q.Change == record.Down:
		case q.Unit == "death" || q.Unit == "injury":
			set(q.Unit == "death", count(q))
		case q.UnitSpan == nil || q.Unit == "percentage" || q.Unit == "share":
		default:
			first, last := s.text.Range(q.Span)
			if c, ok := s.casualty(first, last, sentence); ok {
				set(c.deaths, count(q))
			}
		}
	}
	one := 1.
	for w := sentence.First; w+1 < sentence.Last; w++ {
		if a := s.text.Words[w].Lower; a != "a" && a != "an" && a != "another" {
			continue
		}
		for k := w + 1; k < sentence.Last && k < w+5; k++ {
			if p := s.tokens[k].UPOS; p != "ADJ" && p != "NOUN" && p != "NUM" && p != "PROPN" && p != "PUNCT" {
				break
			}
			if !s.persons[s.text.Words[k].Lower] {
				continue
			}
			if c, ok := s.casualty(w, k+1, sentence); ok {
				set(c.deaths, &record.Count{Low: &one, Best: &one, High: &one})
			}
			break
		}
	}
}

// casualty finds the word that makes people, the words first to last, dead or
// injured: before them ("killed 12 people") or after ("12 people were killed").
func (s *scan) casualty(first, last int, sentence *lex.Sentence) (casualty, bool) {
	for k := first - 1; k >= sentence.First && k >= first-3; k-- {
		if c, ok := s.casualties[s.text.Words[k].Lower]; ok && c.before {
			return c, true
		}
		if p := s.tokens[k].UPOS; p != "ADP" && p != "ADV" && p != "ADJ" && p != "DET" {
			break
		}
	}
	for k := last; k < sentence.Last && k < last+farCasualty; k++ {
		w := s.text.Words[k].Lower
		if c, ok := s.casualties[w]; ok && c.after {
			return c, true
		}
		if p := s.tokens[k].UPOS; p == "NUM" || w == "," || w == ";" || w == "and" && (k == last || s.tokens[k-1].UPOS != "VERB") || p == "VERB" && !s.hits(w) {
			break
		}
	}
	return casualty{}, false
}

// hits tells whether a verb may stand between people and what became of them:
// "a man was shot and killed".
func (s *scan) hits(w string) bool {
	t, ok := s.triggers[w]
	return ok && t[0].kind == assault || w == "shot" || w == "found" || w == "left" || w == "stabbed" || w == "pronounced"
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
