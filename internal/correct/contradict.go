package correct

import (
	"cmp"
	"fmt"
	"slices"

	"hearsay/record"
)

// contradictions names the pairs of entries of one text that cannot both be right:
// two values for one field of one element, an element that stands and does not, two
// elements whose cues or spans overlap without being the same.
func contradictions(entries []Entry) []error {
	c := &court{heard: map[string]map[string]statement{}}
	for i := range entries {
		if e := &entries[i]; e.Op != wrong || e.Layer != "attributions" {
			c.hear(e)
		}
	}
	for i := range entries {
		if e := &entries[i]; e.Op == wrong && e.Layer == "attributions" {
			c.deny(e)
		}
	}
	c.overlaps()
	return c.wrongs
}

// court holds what was said so far of each element.
type court struct {
	heard  map[string]map[string]statement // by element, by field
	pieces []piece
	wrongs []error
}

// statement is one field's value as an entry gives it.
type statement struct {
	value string
	by    *Entry
}

// piece is one stretch of what names an element.
type piece struct {
	Place
	key string
	by  *Entry
}

// said is a field that an entry gives.
type said struct{ field, value string }

// element is what an entry is about: a key that another entry about it has too, and
// the places that show it.
type element struct {
	key    string
	places Places
}

// elements are one attribution, timex, quantity or event, or each mention.
func (e *Entry) elements() []element {
	of := func(p Places) element { return element{fmt.Sprint(e.Layer, spansOf(p)), p} }
	switch {
	case e.Layer == "entities":
		var out []element
		for _, m := range e.Mentions {
			out = append(out, of(Places{m}))
		}
		return out
	case e.Layer == "findings":
		return []element{{fmt.Sprint(e.Layer, e.Check, spansOf(e.Spans)), e.Spans}}
	case e.Layer != "attributions":
		return []element{of(e.Span)}
	case len(e.Cue) == 0:
		return []element{of(e.Content)}
	}
	return []element{of(e.Cue)}
}

func spansOf(p Places) (out record.Spans) {
	for _, x := range p {
		out = append(out, x.Span)
	}
	return out
}

// says are the fields that an entry gives to each of its elements.
func (e *Entry) says() []said {
	out := []said{{"op", map[bool]string{true: "wrong", false: "right"}[e.Op == wrong]}}
	add := func(field string, given bool, v any) {
		if given {
			out = append(out, said{field, fmt.Sprint(v)})
		}
	}
	for _, l := range e.places() {
		add(l.name, l.places != nil && l.name != "cue" && l.name != "mentions" && l.name != "span" && l.name != "spans", spansOf(l.places))
	}
	add("act", e.Act != "", e.Act)
	add("act2", e.Act2 != "", e.Act2)
	add("sourcing", e.Sourcing != "", e.Sourcing)
	for _, f := range []struct {
		name  string
		value *bool
	}{{"identified", e.Identified}, {"inferred", e.Inferred}, {"negated", e.Negated}} {
		if f.value != nil {
			add(f.name, true, *f.value)
		}
	}
	add("kind", e.Kind != "", e.Kind)
	add("name", e.Name != "", e.Name)
	add("split", e.Op == split, spansOf(e.Mentions))
	add("split", e.Op == merge, "joined with others")
	return out
}

// wide tells whether the entry speaks of the wider reading of an open cue.
func (e *Entry) wide() bool { return e.Possible != nil && *e.Possible }

func (c *court) hear(e *Entry) {
	for _, x := range e.elements() {
		key := x.key
		if e.Layer != "entities" && e.Op == right {
			for _, p := range x.places {
				c.pieces = append(c.pieces, piece{p, key, e})
			}
		}
		if e.wide() {
			key += " wide"
		}
		if c.heard[key] == nil {
			c.heard[key] = map[string]statement{}
		}
		for _, s := range e.says() {
			old, twice := c.heard[key][s.field]
			if twice && old.value != s.value {
				c.wrong(e, old.by, fmt.Sprintf("of %v they give a different %q", x.places, s.field))
				return
			}
			if !twice {
				c.heard[key][s.field] = statement{s.value, e}
			}
		}
	}
}

// deny holds an entry that rejects an attribution against those that say how it is:
// it may reject the same cue with other words.
func (c *court) deny(e *Entry) {
	for _, x := range e.elements() {
		readings := []string{x.key, x.key + " wide"}
		if e.Possible != nil {
			readings = readings[one(e.wide()):][:1]
		}
		for _, k := range readings {
			heard, same := c.heard[k], true
			for _, s := range e.says()[1:] {
				same = same && heard[s.field].value == s.value
			}
			if r, ok := heard["op"]; ok && same {
				c.wrong(e, r.by, fmt.Sprintf("of %v one says that it is right and the other that it is wrong", x.places))
			}
		}
	}
}

// overlaps finds elements said to be right that cannot stand side by side.
func (c *court) overlaps() {
	slices.SortStableFunc(c.pieces, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.by.Layer, b.by.Layer), cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	for i := range c.pieces {
		if i == 0 {
			continue
		}
		if a, b := &c.pieces[i-1], &c.pieces[i]; a.by.Layer == b.by.Layer && a.Overlaps(b.Span) && a.key != b.key {
			c.wrong(b.by, a.by, fmt.Sprintf("%v and %v overlap", b.Place, a.Place))
		}
	}
}

func (c *court) wrong(e, other *Entry, why string) {
	if len(c.wrongs) < maxErrors {
		c.wrongs = append(c.wrongs, fmt.Errorf("%s:%d contradicts %s:%d: %s", e.File, e.Line, other.File, other.Line, why))
	}
}
