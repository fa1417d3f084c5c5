package record

import (
	"encoding/json"
	"fmt"
)

// plain is Document without its methods, so that the standard encoder takes it.
type plain Document

// wireDocument is the JSON form of a document: the plain fields, with those layers
// covered whose form differs. The outermost field of a name wins. The layers come
// last, in the order in which WriteJSON writes them.
type wireDocument struct {
	Schema int `json:"schema"`
	*plain
	Body          Span              `json:"body"`
	PublishedSpan *Span             `json:"published_span,omitempty"`
	Links         []wireLink        `json:"links,omitzero"`
	Paragraphs    Spans             `json:"paragraphs,omitzero"`
	Sentences     Spans             `json:"sentences,omitzero"`
	Tokens        []wireToken       `json:"tokens,omitzero"`
	Entities      []wireEntity      `json:"entities,omitzero"`
	Attributions  []wireAttribution `json:"attributions,omitzero"`
	Timexes       []wireTimex       `json:"timexes,omitzero"`
	Quantities    []wireQuantity    `json:"quantities,omitzero"`
	Events        []wireEvent       `json:"events,omitzero"`
	Claims        []wireClaim       `json:"claims,omitzero"`
	Findings      []Finding         `json:"findings,omitzero"`
}

// UnmarshalJSON reads a record that this or another program wrote, and checks it.
func (d *Document) UnmarshalJSON(b []byte) error {
	var w wireDocument
	w.plain = &plain{}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	if w.Schema != Schema {
		return fmt.Errorf("record %q: schema %d, this program reads %d", w.ID, w.Schema, Schema)
	}
	o := NewOffsets(w.Text)
	var outside error
	m := at(func(s Span) Span {
		a, ok := o.Byte(s.Start)
		z, fits := o.Byte(s.End)
		if (!ok || !fits) && outside == nil {
			outside = fmt.Errorf("record %q: span [%d,%d] lies outside the text of %d characters", w.ID, s.Start, s.End, o.total)
		}
		return Span{a, z}
	})
	out := Document(*w.plain)
	out.Body, out.PublishedSpan = m(w.Body), m.optional(w.PublishedSpan)
	out.Links, out.Tokens = each(w.Links, m.linkIn), each(w.Tokens, m.tokenIn)
	one := func(_ int, s Span) Span { return m(s) }
	out.Paragraphs, out.Sentences = each(w.Paragraphs, one), each(w.Sentences, one)
	out.Entities, out.Attributions = each(w.Entities, m.entityIn), each(w.Attributions, m.attributionIn)
	out.Timexes, out.Quantities = each(w.Timexes, m.timexIn), each(w.Quantities, m.quantityIn)
	out.Events, out.Claims = each(w.Events, m.eventIn), each(w.Claims, m.claimIn)
	out.Findings = each(w.Findings, m.findingOut) // the mapping is the same both ways
	if outside != nil {
		return outside
	}
	if err := resolve(&out, &w); err != nil {
		return fmt.Errorf("record %q: %w", w.ID, err)
	}
	if err := out.Check(); err != nil {
		return err
	}
	*d = out
	return nil
}

// resolve turns the numbers that references were read with into places in their
// layers. A record that Hearsay wrote numbers each layer 1, 2, 3 ...; other
// programs may have left some out.
func resolve(d *Document, w *wireDocument) error {
	var err error
	index := func(n int, id func(i int) string, letter byte) map[int]int {
		m := make(map[int]int, n)
		for i := range n {
			k, e := parseID([]byte(fmt.Sprintf("%q", id(i))), letter)
			if _, twice := m[k]; (twice || k == 0) && e == nil {
				e = fmt.Errorf("id %q stands twice or is empty", id(i))
			}
			if e != nil && err == nil {
				err = e
			}
			m[k] = i
		}
		return m
	}
	r := resolver{
		index(len(w.Entities), func(i int) string { return w.Entities[i].ID }, 'e'),
		index(len(w.Attributions), func(i int) string { return w.Attributions[i].ID }, 'a'),
		index(len(w.Timexes), func(i int) string { return w.Timexes[i].ID }, 't'),
		index(len(w.Quantities), func(i int) string { return w.Quantities[i].ID }, 'q'),
		index(len(w.Events), func(i int) string { return w.Events[i].ID }, 'v'),
		index(len(w.Claims), func(i int) string { return w.Claims[i].ID }, 'c'),
	}
	if err != nil {
		return err
	}
	return d.refs(func(letter byte, n int) (int, error) {
		if i, ok := r.layer(letter)[n]; ok {
			return i + 1, nil
		}
		return 0, fmt.Errorf("id %q is used and nowhere defined", fmt.Sprintf("%c%d", letter, n))
	})
}

type resolver struct{ entities, attributions, timexes, quantities, events, claims map[int]int }

func (r resolver) layer(letter byte) map[int]int {
	return map[byte]map[int]int{
		'e': r.entities, 'a': r.attributions, 't': r.timexes, 'q': r.quantities, 'v': r.events, 'c': r.claims,
	}[letter]
}
