package claim

import (
	"cmp"
	"slices"
	"sort"

	"hearsay/record"
)

// placed is an element of a layer at one of its places.
type placed struct {
	record.Span
	index int
}

// layers are the elements of the layers that claims refer to, sorted by place.
type layers struct {
	entities, quantities, events, timexes, links []placed
	seen                                         []int // by entity: the last claim that has it
	claim                                        int
}

func (s *search) index() {
	d, l := s.doc, &s.layers
	for i := range d.Entities {
		for _, m := range d.Entities[i].Mentions {
			l.entities = append(l.entities, placed{m.Span, i})
		}
	}
	for i, q := range d.Quantities {
		l.quantities = append(l.quantities, placed{q.Span, i})
	}
	for i, e := range d.Events {
		l.events = append(l.events, placed{e.Trigger, i})
	}
	for i, t := range d.Timexes {
		l.timexes = append(l.timexes, placed{t.Span, i})
	}
	for i, link := range d.Links {
		l.links = append(l.links, placed{link.Span, i})
	}
	for _, layer := range [][]placed{l.entities, l.quantities, l.events, l.timexes, l.links} {
		slices.SortFunc(layer, func(a, b placed) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.index, b.index)) })
	}
	l.seen = make([]int, len(d.Entities))
}

// fill sets what lies within the claim's spans: entities, quantities, events,
// timexes, links, and whether one of its words hedges it.
func (s *search) fill(c *record.Claim) {
	l := &s.layers
	l.claim++
	c.Entities, c.Quantities, c.Events, c.Timexes, c.Links = nil, nil, nil, nil, nil
	for _, span := range c.Spans {
		for _, x := range within(l.entities, span) {
			if l.seen[x.index] != l.claim {
				l.seen[x.index] = l.claim
				c.Entities = append(c.Entities, record.To[record.Entity](x.index))
			}
		}
		for _, x := range within(l.quantities, span) {
			c.Quantities = append(c.Quantities, record.To[record.Quantity](x.index))
		}
		for _, x := range within(l.events, span) {
			c.Events = append(c.Events, record.To[record.Event](x.index))
		}
		for _, x := range within(l.timexes, span) {
			c.Timexes = append(c.Timexes, record.To[record.Timex](x.index))
		}
		for _, x := range within(l.links, span) {
			c.Links = append(c.Links, x.index)
		}
	}
	c.Hedged = c.Hedged || s.hedgedIn(c.Spans)
}

// within are the elements of a sorted layer that begin within the span.
func within(layer []placed, span record.Span) []placed {
	first := sort.Search(len(layer), func(i int) bool { return layer[i].Start >= span.Start })
	last := first
	for last < len(layer) && layer[last].Start < span.End {
		last++
	}
	return layer[first:last]
}
