package entity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hearsay/record"
)

// settleKinds gives each name of unknown kind the one that its places in the text
// speak for, drops what only looked like a name, and then reads the headings by what
// the body names.
func (s *search) settleKinds() {
	s.settle(s.collect())
	names := s.collect()
	for _, h := range s.headlines {
		s.readHeadline(h, names)
	}
}

// evidence is what the text shows about one name, over all of its places.
type evidence struct {
	kind     record.EntityKind // sure, from tables, titles or heads
	person   int
	place    int
	body     int
	acts     int  // how often it is the subject of a verb
	speaks   bool // it does what bodies and states do
	strong   bool // it stands somewhere with a capital of its own
	mentions int
}

// add counts a sign.
func (e *evidence) add(kind record.EntityKind, weight int) {
	switch kind {
	case record.Person:
		e.person += weight
	case record.PlaceKind:
		e.place += weight
	case record.Organization:
		e.body += weight
	}
}

// isPlace tells whether the signs of a place stand out.
func (e *evidence) isPlace() bool {
	return e.kind == record.PlaceKind || e.kind == "" && e.place > e.person && e.place > e.body
}

// names is what the text shows about its names, by their words.
type names struct {
	by map[string]*evidence
	// surnames are the last words of people's full names.
	surnames map[string]bool
	longest  map[string]int // the bytes of the longest name that begins with a word
	// countries are those of the places that are sure: a town in one of them is likely.
	countries map[string]bool
	// initials are those of the bodies, by which they may come back.
	initials map[string]bool
}

// collect gathers the evidence about all names that were found.
func (s *search) collect() names {
	n := names{make(map[string]*evidence, len(s.found)), map[string]bool{}, map[string]int{}, map[string]bool{}, map[string]bool{}}
	for i := range s.found {
		x := &s.found[i]
		e := n.about(s.words(x.extent))
		e.mentions++
		e.strong = e.strong || !x.weak
		if x.sure {
			n.learn(s, x, e)
		}
		s.weigh(x, e)
	}
	s.spread(n)
	return n
}

// about is the evidence about a name, new where there is none yet.
func (n *names) about(name string) *evidence {
	e := n.by[name]
	if e == nil {
		e = &evidence{}
		n.by[name] = e
		h := opening(name)
		n.longest[h] = max(n.longest[h], len(name))
	}
	return e
}

// learn notes what a name of sure kind says about others.
func (n *names) learn(s *search, x *found, e *evidence) {
	if e.kind == "" {
		e.kind = x.kind
	}
	switch {
	case x.kind == record.Person && x.len() > 1:
		n.surnames[s.text.Form(x.last-1)] = true
	case x.kind == record.Organization && x.len() > 1:
		n.initials[s.initials(x.extent)] = true
	case x.kind == record.PlaceKind:
		if x.place != nil {
			n.countries[x.place.Country] = true
		}
		if x.name != s.words(x.extent) { // a dateline in capitals
			n.about(x.name).kind = record.PlaceKind
		}
	}
}

// settle decides the kinds and drops what is no name, or a name of nothing in
// particular as far as the text shows.
func (s *search) settle(n names) {
	s.found = slices.DeleteFunc(s.found, func(x found) bool {
		if !s.noName(&x, n.by[s.words(x.extent)], n) {
			return false
		}
		for i := x.first; i < x.last; i++ {
			s.covered[i] = false
		}
		return true
	})
	s.decideAll(n, func(x *found) bool { return x.len() > 1 }) // they tell the surnames
	s.decideAll(n, func(x *found) bool { return x.len() == 1 })
	s.found = slices.DeleteFunc(s.found, func(x found) bool { return x.kind == "" })
}

// decideAll decides the kinds of those names that are still open.
func (s *search) decideAll(n names, which func(*found) bool) {
	for i := range s.found {
		x := &s.found[i]
		if x.sure || !which(x) {
			continue
		}
		e := n.by[s.words(x.extent)]
		x.kind, x.sure = s.decide(x, e, n), true
		if x.kind != record.PlaceKind {
			x.place = nil
		}
		if x.kind != "" {
			n.learn(s, x, e)
		}
	}
}

// decide is the kind of a name that no table gives, "" where nothing shows one.
func (s *search) decide(x *found, e *evidence, n names) record.EntityKind {
	switch {
	case x.len() == 1 && n.surnames[s.text.Form(x.first)]:
		return record.Person
	case e.kind != "":
		return e.kind
	case x.kind == record.PlaceKind && s.likelyPlace(x, e, n):
		return record.PlaceKind
	case x.len() == 1:
		return s.decideWord(x, e, n)
	default:
		return s.decideWords(x, e)
	}
}

// likelyPlace tells whether a name that a table of towns has means the town here: a
// first name needs stronger signs.
func (s *search) likelyPlace(x *found, e *evidence, n names) bool {
	if x.len() == 1 && s.first[s.text.Form(x.first)] {
		return e.place > e.person && (x.place.Population > 400_000 || e.place > 2*e.mentions)
	}
	return e.place >= e.person && (e.place > 0 || n.countries[x.place.Country])
}

// decideWord is the kind of one word. It is a person's only on signs of a person: a
// state or a company that speaks has none.
func (s *search) decideWord(x *found, e *evidence, n names) record.EntityKind {
	word := s.text.Form(x.first)
	switch {
	case shouted(word):
		if s.abbreviates(x) || n.initials[word] || (e.speaks || e.acts > 1) && e.mentions > 1 || e.body > 2 {
			return record.Organization
		}
		return ""
	case e.person > e.place && e.person >= e.body:
		return record.Person
	case e.place > e.person && e.place >= e.body:
		return record.PlaceKind
	case s.first[word]:
		return record.Person
	case x.kind != "" && x.kind != record.PlaceKind:
		return x.kind
	case e.speaks || e.acts > 1 && 2*e.acts >= e.mentions:
		return record.Organization
	}
	return ""
}

// decideWords is the kind of a name of several words.
func (s *search) decideWords(x *found, e *evidence) record.EntityKind {
	switch {
	case e.person > e.place && e.person >= e.body:
		return record.Person
	case e.place > e.body && e.place > e.person && e.place >= e.mentions && x.len() == 2:
		return record.PlaceKind
	case e.body > e.person && (e.mentions > 1 || e.body > 4):
		return record.Organization
	case s.first[s.text.Form(x.first)]:
		return record.Person
	case x.kind != "" && x.kind != record.PlaceKind:
		return x.kind
	case x.len() > 3 || !s.personal(x.extent):
		return ""
	case e.person+e.acts > 0 || e.mentions > 1 && e.body == 0 && e.place == 0:
		return record.Person
	}
	return ""
}

// personal tells whether all words can be a person's names: none is common, an
// acronym, or has a digit.
func (s *search) personal(x extent) bool {
	for i := x.first; i < x.last; i++ {
		w := s.text.Form(i)
		if !s.unknown(i) || shouted(w) && utf8.RuneCountInString(w) > 2 || strings.ContainsAny(w, "0123456789&") {
			return false
		}
	}
	return true
}
