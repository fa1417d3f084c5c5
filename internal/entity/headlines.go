package entity

import (
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// isHeadline tells whether capitals say little in a sentence, since nearly all of
// its longer words have them and it has no full stop.
func (s *search) isHeadline(e extent) bool {
	if e.len() == 0 || s.text.Form(e.last-1) == "." {
		return false
	}
	capitals, small := 0, 0
	for i := e.first; i < e.last; i++ {
		w := s.text.Form(i)
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case len(w) < 4 || !unicode.IsLetter(r):
		case unicode.IsUpper(r):
			capitals++
		default:
			small++
		}
	}
	common := 0
	if capitals >= 3 && capitals >= 4*small {
		for i := e.first; i < e.last; i++ {
			if w := s.text.Words[i].Lower; len(w) >= 4 && s.common[w] != "" && s.common[w] != "time" {
				common++
			}
		}
	}
	return common >= 2 && common*4 >= capitals
}

// readHeadline finds in a heading the names that the body has, or that tables know.
func (s *search) readHeadline(h extent, n names) {
	for i := h.first; i < h.last; {
		if !s.named(i) {
			i++
			continue
		}
		e, kind := s.bodyName(i, h.last, n)
		if k, which := s.longestKnown(i, h.last); k.len() > e.len() && !(s.plainWord(k) && k.len() == 1) {
			s.addKnown(k, which, false)
			i = k.last
			continue
		}
		if e.len() > 0 && !s.plainWord(e) {
			x := found{extent: e, kind: kind, sure: true}
			if kind == record.PlaceKind {
				x.place = s.places.find(s.words(e), s.within(e))
			}
			s.add(x)
			i = e.last
			continue
		}
		if s.first[s.text.Form(i)] && s.plain(i) == "" && i+1 < h.last && s.named(i+1) && s.unknown(i+1) {
			s.add(found{extent: extent{i, i + 2}, kind: record.Person, sure: true})
			i += 2
			continue
		}
		if s.unknown(i) {
			if p := s.places.find(s.text.Form(i), s.within(extent{i, i + 1})); p != nil && p.Population > 300_000 {
				s.add(found{extent: extent{i, i + 1}, kind: record.PlaceKind, place: p, sure: true})
			}
		}
		i++
	}
}

// bodyName is the longest name of the body that begins at word i.
func (s *search) bodyName(i, last int, n names) (extent, record.EntityKind) {
	var best extent
	var kind record.EntityKind
	most := n.longest[opening(s.text.Form(i))]
	for j := i + 1; j <= last && j <= i+8; j++ {
		words := s.words(extent{i, j})
		if len(words) > most {
			break
		}
		if e := n.by[words]; e != nil && e.kind != "" {
			best, kind = extent{i, j}, e.kind
		}
	}
	return best, kind
}
