package entity

import (
	"strconv"
	"strings"

	"hearsay/internal/table"
	"hearsay/record"
)

// sign is a word at a place beside a name; where is signs.tsv's column.
type sign struct{ where, word string }

// shows is what a sign speaks for.
type shows struct {
	kind   record.EntityKind
	weight int
}

// readSign reads one row of signs.tsv.
func (l *lexicon) readSign(r table.Row) error {
	where := r.Get("where")
	switch where {
	case "before", "after", "of", "owns", "modifies", "apposed", "speaks":
	default:
		return r.Errorf("where %q is none of those in the file's head", where)
	}
	weight, err := strconv.Atoi(r.Get("weight"))
	if err != nil || weight <= 0 {
		return r.Errorf("weight %q: want a number above 0", r.Get("weight"))
	}
	for w := range strings.FieldsSeq(r.Get("words")) {
		if _, twice := l.signs[sign{where, w}]; twice {
			return r.Errorf("%q stands twice for %q", w, where)
		}
		l.signs[sign{where, w}] = shows{record.EntityKind(r.Get("kind")), weight}
	}
	return nil
}

// reach is how many words behind a name are looked at for what it owns or modifies.
const reach = 3

// weigh adds what the words around one place say about its kind.
func (s *search) weigh(x *found, e *evidence) {
	sentence := s.text.Sentences[s.text.Words[x.first].Sentence]
	at := func(i int) string {
		if i < sentence.First || i >= sentence.Last {
			return ""
		}
		return s.text.Words[i].Lower
	}
	s.see(e, "after", at(x.last))
	switch prior := at(x.first - 1); {
	case at(x.last) == "'s": // what stands before is said of what the name owns
	case prior == "the" && x.len() == 1 && x.last < sentence.Last && s.tokens[x.last].UPOS == "NOUN" && !shouted(s.text.Form(x.first)): // or of the noun behind
	case prior == "of":
		s.see(e, "of", at(x.first-2))
	case s.titles[prior] == "role" || s.titles[prior] == "title":
		e.person += 3
	default:
		s.see(e, "before", prior)
	}
	switch at(x.last) {
	case "'s", "'", "’":
		s.seeNoun(e, x.last+1, sentence.Last, "owns")
		if shouted(s.text.Form(x.first)) {
			e.acts++
			e.speaks = true
		} else if x.len() > 1 {
			e.person++
		}
	case ",":
		s.weighApposition(e, at(x.last+1), at(x.last+2))
	case ")":
		// "CORRAN (Strait Wire) -" credits an agency.
		if d := at(x.last + 1); at(x.first-1) == "(" && x.first < sentence.First+6 && (d == "-" || d == "–" || d == "—" || d == "--") {
			e.body += 5
		}
	default:
		s.seeNoun(e, x.last, sentence.Last, "modifies")
	}
	if !x.sure && s.apposition(x).len() > 0 {
		e.person += 3 * min(x.len(), 2) // a company's name is more often one word
	}
	if verb := s.verbOf(x); verb >= 0 {
		e.acts++
		pronoun := s.pronounOf(x)
		e.add(pronoun, 2)
		_, speaks := s.signs[sign{"speaks", at(verb)}]
		e.speaks = e.speaks || speaks || pronoun == record.Organization
	}
}

// weighApposition adds what the first two words behind a name's comma show.
func (s *search) weighApposition(e *evidence, first, second string) {
	switch first {
	case "who", "whom":
		e.person += 2
	case "the", "a", "an":
		first = second
	}
	s.see(e, "apposed", first)
	e.speaks = e.speaks || s.signs[sign{"apposed", first}].kind == record.Organization
	if len(first) == 2 && number(first) {
		e.person += 3 // an age
	}
}

// see adds what one word shows.
func (s *search) see(e *evidence, where, word string) {
	if w, ok := s.signs[sign{where, word}]; ok {
		e.add(w.kind, w.weight)
	}
}

// seeNoun adds the first sign in the noun phrase that goes on at word i.
func (s *search) seeNoun(e *evidence, i, last int, where string) {
	for k := i; k < min(last, i+reach); k++ {
		if _, ok := s.signs[sign{where, s.text.Words[k].Lower}]; ok {
			s.see(e, where, s.text.Words[k].Lower)
			return
		}
		if u := s.tokens[k].UPOS; s.covered[k] || u != "NOUN" && u != "ADJ" && u != "PROPN" && u != "X" {
			return
		}
	}
}

// verbOf is the place of the verb that follows a name at once or behind one adverb,
// where no preposition stands before the name; -1 for none. "Is" says too little.
func (s *search) verbOf(x *found) int {
	sentence := s.text.Sentences[s.text.Words[x.first].Sentence]
	if x.first > sentence.First && s.tokens[x.first-1].UPOS == "ADP" {
		return -1
	}
	i := x.last
	if i+1 < sentence.Last && s.tokens[i].UPOS == "ADV" {
		i++
	}
	if i >= sentence.Last {
		return -1
	}
	switch s.text.Words[i].Lower {
	case "is", "was", "are", "were", "be", "'s":
		return -1
	}
	if u := s.tokens[i].UPOS; u != "VERB" && u != "AUX" {
		return -1
	}
	return i
}

// pronounReach bounds the words between a subject and the pronoun that takes it up.
const pronounReach = 15

// pronounOf is the kind that the first pronoun behind a subject shows, where no other
// name stands between: "Quandvik said he", "Quandmark will end its searches".
func (s *search) pronounOf(x *found) record.EntityKind {
	for k := x.last; k < min(len(s.text.Words), x.last+pronounReach) && !s.covered[k]; k++ {
		if s.text.Words[k].Sentence != s.text.Words[x.first].Sentence {
			break
		}
		switch s.text.Words[k].Lower {
		case "he", "she", "his", "her", "him", "himself", "herself":
			return record.Person
		case "its", "itself":
			return record.Organization
		case "“", "\"", "who", "whose", "which":
			return ""
		}
	}
	return ""
}

// spread lets neighbours in a pair share the signs of a place: "Quandmark and Norway
// agree".
func (s *search) spread(n names) {
	for i := 1; i < len(s.found); i++ {
		x, y := &s.found[i-1], &s.found[i]
		if y.first != x.last+1 || x.len() > 2 || y.len() > 2 {
			continue
		}
		if w := s.text.Words[x.last].Lower; w != "and" && w != "," && w != "or" {
			continue
		}
		a, b := n.by[s.words(x.extent)], n.by[s.words(y.extent)]
		switch {
		case a.isPlace() && b.kind == "":
			b.place += 2
		case b.isPlace() && a.kind == "":
			a.place += 2
		}
	}
}
