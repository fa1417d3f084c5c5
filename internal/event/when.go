package event

import (
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// when is the timex of the sentence that is nearest to word w and that its clause, or a
// clause that holds it, is told with.
func (s *scan) when(w int, sentence *lex.Sentence) (r record.Ref[record.Timex]) {
	at, near := s.text.Words[w].Start, 1<<30
	first := max(sentence.Start, at-farTimex)
	i, _ := slices.BinarySearchFunc(s.timexes, first, func(t record.Timex, b int) int { return t.Start - b })
	for ; i < len(s.timexes) && s.timexes[i].Start < min(sentence.End, at+farTimex); i++ {
		t := &s.timexes[i]
		if t.Type != record.Date && t.Type != record.Time {
			continue
		}
		d := t.Start - at
		if d < 0 {
			d = at - t.End
		}
		if d < near && s.tells(t, w) {
			near, r = d, record.To[record.Timex](i)
		}
	}
	return r
}

// tells tells whether the time may be that of word w: where the sentence has a tree, not
// a time of a clause below or beside the one of w ("criticised it, although Ostia expects
// them to sign by Friday").
func (s *scan) tells(t *record.Timex, w int) bool {
	if !s.parsed {
		return true
	}
	k := s.text.WordAt(t.End - 1)
	if k < s.tree.first || k >= s.tree.last {
		return true
	}
	clause := s.clause(k)
	for n := 0; w >= 0 && n < farUp; w, n = s.tree.head(w), n+1 {
		if w == clause {
			return true
		}
	}
	return clause < 0
}

// clause is the predicate of the clause in which word w stands; -1 where none is near.
func (s *scan) clause(w int) int {
	for n := 0; w >= 0 && n < farUp; w, n = s.tree.head(w), n+1 {
		relation, _, _ := strings.Cut(s.tokens[w].Deprel, ":")
		switch relation {
		case "root", "acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj":
			return w
		case "conj":
			if s.tokens[w].UPOS == "VERB" {
				return w
			}
		}
	}
	return -1
}
