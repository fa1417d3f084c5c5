package claimdrift

import (
	"fmt"
	"slices"

	"hearsay/check"
	"hearsay/record"
)

// charged is a charge that the text puts somewhere: "irregularities at the port".
type charged struct {
	key    string
	entity int // at or of which
	at     record.Span
	direct map[int]bool // entities to which the text put it before
}

// mostCharges is how many charges are followed, and mostWords how many words of a charge
// are looked at.
const (
	mostCharges = 20
	mostWords   = 200
)

// moved reports a charge that the text first puts in one place or body and then to a
// person or body of whom it did not say it.
func (r *search) moved(t *check.Tree, i int) {
	for k, w := range t.Words {
		if w.UPOS != "NOUN" || !r.w.Has(t.Lemma(k), "wrong") {
			continue
		}
		if r.wrongs++; r.wrongs > mostWords {
			return
		}
		key := r.Key(w)
		owner, at := r.owner(t, k)
		if owner >= 0 {
			r.compare(key, owner, at)
			continue
		}
		if place, at := r.where(t, k); len(r.charges) < mostCharges && (place >= 0 || !at.Empty()) {
			r.charges = append(r.charges, charged{key: key, entity: place, at: at})
		}
	}
	r.linked(i)
}

// compare holds a charge's owner against the earlier charges of the kind.
func (r *search) compare(key string, owner int, at record.Span) {
	first := slices.IndexFunc(r.charges, func(c charged) bool { return c.key == key })
	if first < 0 || r.settled[key] {
		return
	}
	name := r.Doc.Entities[owner].Name
	for _, c := range r.charges {
		if c.key == key && (c.entity == owner || c.entity >= 0 && check.Akin(r.Doc.Entities[c.entity].Name, name) || c.direct[owner]) {
			return
		}
	}
	r.settled[key] = true
	a := r.charges[first].at
	if b := at; b.Start > a.End {
		r.Report(record.Finding{
			Spans:    record.Spans{a, b},
			Message:  fmt.Sprintf("The text has %s and later %s; nothing between them moves the charge from the one to the other.", r.Quote(a), r.Quote(b)),
			Evidence: []record.Evidence{{Span: &a, What: "first"}, {Span: &b, What: "later"}},
		})
	}
}

// linked notes the people whom sentence i names together with a charge: whoever stands in
// one sentence with it may be meant.
func (r *search) linked(i int) {
	s := r.Doc.Sentences[i]
	var entities []*record.Entity
	for n := range r.charges {
		c := &r.charges[n]
		if !s.Contains(c.at) {
			continue
		}
		if entities == nil {
			entities = r.Mentioned(s)
		}
		c.direct = map[int]bool{}
		for e := range r.Doc.Entities {
			if slices.Contains(entities, &r.Doc.Entities[e]) && r.accusedOf(e, c.at) {
				c.direct[e] = true
			}
		}
	}
}

// accusedOf tells whether an attribution of the charge's sentence speaks of the entity and
// the charge together.
func (r *search) accusedOf(e int, at record.Span) bool {
	for _, a := range r.Cued(r.Sentence(at.Start)) {
		if !a.Content.Overlap(at) {
			continue
		}
		for _, m := range r.Doc.Entities[e].Mentions {
			if a.Content.Cover(m.Span) {
				return true
			}
		}
	}
	return false
}

// owner is the person or body whose a charge is said to be: "Brandt's irregularities".
func (r *search) owner(t *check.Tree, k int) (int, record.Span) {
	p := t.Kid(k, "nmod:poss")
	if p < 0 {
		return -1, record.Span{}
	}
	e := r.at(t.Words[p].Span, record.Person, record.Organization)
	return e, record.Span{Start: min(t.Words[p].Start, t.Words[k].Start), End: t.Words[k].End}
}

// where is the place or body at which a charge is put: "irregularities at the port", with
// the place of both; a place without an entity is -1.
func (r *search) where(t *check.Tree, k int) (int, record.Span) {
	holder := k
	for range 2 { // "corruption and waste in Tessa" hangs on the first or the last
		for _, n := range t.Kids(holder) {
			if !t.Is(n, "nmod", "obl") || n < k {
				continue
			}
			switch t.Form(t.Kid(n, "case")) {
			case "in", "at", "within", "inside":
				return r.at(t.Words[n].Span, record.Person, record.Organization, record.PlaceKind, record.Facility), record.Span{Start: t.Words[k].Start, End: t.Words[n].End}
			}
		}
		conj := t.Kid(k, "conj")
		if conj < 0 {
			break
		}
		holder = conj
	}
	return -1, record.Span{}
}

// at is the entity of one of the kinds a mention of which ends the place.
func (r *search) at(s record.Span, kinds ...record.EntityKind) int {
	for i := range r.Doc.Entities {
		e := &r.Doc.Entities[i]
		if !slices.Contains(kinds, e.Kind) {
			continue
		}
		for _, m := range e.Mentions {
			if m.Contains(s) {
				return i
			}
		}
	}
	return -1
}
