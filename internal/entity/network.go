package entity

import (
	"slices"

	"hearsay/record"
)

// Name is a proper name over the words [First, Last), as a network has read it. It goes
// beyond no sentence.
type Name struct {
	First, Last int
	Kind        record.EntityKind
}

// reads tells whether a network reads names of a kind, so that the rules only add to it.
func reads(k record.EntityKind) bool {
	switch k {
	case record.Person, record.Organization, record.PlaceKind, record.EventKind:
		return true
	}
	return false
}

// takeNames puts a network's names in the place of the rules' ones of its kinds, and
// keeps of the rules' what the network does not read: groups, facilities, laws, works,
// products, and beside each name its title, place and usual spelling.
func (s *search) takeNames(names []Name) {
	rules := s.found
	s.found = nil
	clear(s.covered)
	for _, n := range names {
		if n.First < n.Last {
			s.take(n, rules)
		}
	}
	for _, x := range rules {
		if !slices.Contains(s.covered[x.first:x.last], true) && !reads(x.kind) {
			s.add(x)
		}
	}
}

// take adds one of a network's names, with what the rules know about it.
func (s *search) take(n Name, rules []found) {
	x := found{extent: extent{n.First, n.Last}, kind: n.Kind, sure: true}
	if k, ok := s.lookup(s.words(x.extent)); ok && k.kind == x.kind {
		x.name = k.name
	}
	switch x.kind {
	case record.Person:
		x.title = s.backToTitle(extent{x.first, x.first}, s.text.Sentences[s.text.Words[x.first].Sentence].First)
	case record.PlaceKind:
		x.name = s.words(x.extent)
		if h, ok := s.headOf(x.extent); ok && h == record.Facility {
			x.kind = h
		} else {
			x.place = s.places.find(x.name, s.within(x.extent))
		}
	}
	s.add(x)
}
