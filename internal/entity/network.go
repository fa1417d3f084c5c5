package entity

import (
	"slices"
	"strings"
	"unicode"

	"hearsay/record"
)

// Name is a proper name over the words [First, Last), as a network has read it. It goes
// beyond no sentence.
type Name struct {
	First, Last int
	Kind        record.EntityKind
}

// reads tells whether the network's names of a kind stand in the place of the rules'.
// Its events do not: what it has learnt them from is little, and of one field.
func reads(k record.EntityKind) bool {
	return k == record.Person || k == record.Organization || k == record.PlaceKind
}

// takeNames puts a network's names in the place of the rules'. Of the rules' names it
// keeps, where the network has none, those of other kinds (groups, facilities, events,
// laws, works, products) and the places and bodies that the tables have.
func (s *search) takeNames(names []Name) {
	rules := s.found
	s.found = nil
	clear(s.covered)
	whole := s.wholes(rules)
	for _, n := range s.agreed(names) {
		n = s.outside(n)
		if n.First < n.Last && reads(n.Kind) && !s.inside(n, rules, whole) && !s.peoples(n) {
			n = s.checked(n, rules)
			if k := s.byWords(n); k != "" {
				n.Kind = k
			}
			s.take(n)
		}
	}
	for _, x := range rules {
		_, known := s.lookup(s.words(x.extent))
		if (!reads(x.kind) || known || x.place != nil) && !slices.Contains(s.covered[x.first:x.last], true) {
			s.add(x)
		}
	}
}

// outside is what of a name stands behind the last bracket in it: "[Mayor Lena] Ost" is
// an editor's insertion and a name.
func (s *search) outside(n Name) Name {
	for i := n.First; i < n.Last; i++ {
		if strings.ContainsAny(s.text.Form(i), "[](){}") {
			n.First = i + 1
		}
	}
	return n
}

// wholes gives for each word 1 + the rules' name over it whose head word says what it is
// ("Treaty of Kessel", "Battle of Orrin"), 0 for none.
func (s *search) wholes(rules []found) []int {
	out := make([]int, len(s.text.Words))
	for i := range rules {
		x := &rules[i]
		if h, ok := s.headOf(x.extent); !ok || h != x.kind || reads(h) {
			continue
		}
		for w := x.first; w < x.last; w++ {
			out[w] = i + 1
		}
	}
	return out
}

// inside tells whether a name is only a part of one of the rules'.
func (s *search) inside(n Name, rules []found, whole []int) bool {
	i := whole[n.First]
	return i > 0 && whole[n.Last-1] == i && rules[i-1].len() > n.Last-n.First
}

// peoples tells whether a name is two peoples or parties, which are two names.
func (s *search) peoples(n Name) bool {
	for i := n.First + 1; i+1 < n.Last; i++ {
		if s.text.Words[i].Lower == "and" {
			k, ok := s.lookup(s.words(extent{n.First, i}))
			l, too := s.lookup(s.words(extent{i + 1, n.Last}))
			return ok && too && k.kind == record.Group && l.kind == record.Group
		}
	}
	return false
}

// checked is the name as the tables allow it: a people is a group ("Danish", not a
// place), a capital that speaks is no person, nor is what a head word makes a body
// ("Velmar Energy"); a title before a name is not part of it.
func (s *search) checked(n Name, rules []found) Name {
	k, known := s.lookup(s.words(extent{n.First, n.Last}))
	single := n.Last-n.First == 1
	switch {
	case known && k.kind == record.Group && (single || n.Kind != record.Person):
		n.Kind = record.Group
	case n.Kind == record.Person && single:
		for _, x := range rules {
			if x.first == n.First && x.last == n.Last && x.kind == record.PlaceKind {
				n.Kind = record.PlaceKind
			}
		}
	case n.Kind == record.Person:
		for n.First+1 < n.Last && s.titles[s.text.Words[n.First].Lower] == "honorific" {
			n.First++
		}
		if h, ok := s.headOf(extent{n.First, n.Last}); ok && h == record.Organization && !s.first[s.text.Form(n.First)] {
			n.Kind = h
		}
	}
	return n
}

// byWords is what a name's own words and the word before it say against the network's
// kind, "" for nothing: a law, an event, a body that it took for a place; a product by
// its number ("Orca X3") or its noun ("the frigate Meridian").
func (s *search) byWords(n Name) record.EntityKind {
	e := extent{n.First, n.Last}
	if h, ok := s.headOf(e); ok && n.Kind != record.Person && (h == record.Law || h == record.EventKind || h == record.Organization) {
		return h
	}
	last := s.text.Form(n.Last - 1)
	if e.len() > 1 && n.Kind == record.Organization && strings.ContainsAny(last, "0123456789") && strings.IndexFunc(last, unicode.IsLetter) >= 0 {
		return record.Product
	}
	if n.First == 0 || s.text.Words[n.First-1].Sentence != s.text.Words[n.First].Sentence {
		return ""
	}
	if before := s.text.Form(n.First - 1); s.heads[before].kind == record.Product {
		return record.Product
	}
	return ""
}

// take adds one of a network's names, with what the tables and the words before it say
// about its bearer.
func (s *search) take(n Name) {
	x := found{extent: extent{n.First, n.Last}, kind: n.Kind, sure: true}
	switch x.kind {
	case record.Person:
		x.title = s.backToTitle(extent{x.first, x.first}, s.text.Sentences[s.text.Words[x.first].Sentence].First)
	case record.PlaceKind:
		if h, ok := s.headOf(x.extent); ok && h == record.Facility {
			x.kind = h
		} else {
			x.place = s.places.find(s.words(x.extent), s.within(x.extent))
		}
	default:
		if k, ok := s.lookup(s.words(x.extent)); ok && k.kind == x.kind {
			x.name = k.name
		}
	}
	s.add(x)
}

// agreed gives each of a network's names the kind that the same words have most often in
// the text, and a person's surname alone the person's.
func (s *search) agreed(names []Name) []Name {
	type count map[record.EntityKind]int
	counts := make(map[string]count, len(names))
	surnames := map[string]bool{}
	for _, n := range names {
		words := s.words(extent{n.First, n.Last})
		if counts[words] == nil {
			counts[words] = count{}
		}
		counts[words][n.Kind]++
		if n.Kind == record.Person && n.Last-n.First > 1 {
			surnames[s.text.Form(n.Last-1)] = true
		}
	}
	out := slices.Clone(names)
	for i, n := range out {
		words := s.words(extent{n.First, n.Last})
		c := counts[words]
		for _, k := range []record.EntityKind{record.Person, record.PlaceKind, record.Organization} {
			if c[k] > c[out[i].Kind] {
				out[i].Kind = k
			}
		}
		if n.Last-n.First == 1 && surnames[words] && c[record.Person] > 0 {
			out[i].Kind = record.Person
		}
	}
	return out
}
