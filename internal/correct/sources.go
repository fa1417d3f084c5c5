package correct

import (
	"fmt"
	"slices"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Sources puts in what people say once the sources of the attributions are known:
// the entities that only a source shows, and who speaks, through whom, with what act.
func (e *Edits) Sources(text *lex.Text, tokens []record.Token, doc *record.Document) {
	if len(e.all) == 0 {
		return
	}
	c := newCast(text, tokens, doc.Entities)
	e.cast(c)
	e.unheard()
	c.follow(doc)
	known := index(doc.Entities)
	for _, x := range e.of("attributions", right) {
		i := slices.IndexFunc(doc.Attributions, func(a record.Attribution) bool {
			return slices.Equal(a.Source, x.shape.source) && slices.Equal(a.Cue, x.shape.cue) && slices.Equal(a.Content, x.shape.content)
		})
		x.describe(&doc.Attributions[i])
		x.name(doc, i, known)
	}
}

// follow puts the corrected entities into the document, and leads its references to
// them: a speaker goes where its mention in the source went.
func (c *cast) follow(doc *record.Document) {
	var place []int
	doc.Entities, place = c.result()
	move := func(r record.Ref[record.Entity]) record.Ref[record.Entity] {
		if !r.Set() {
			return r
		}
		return record.To[record.Entity](place[r.Index()])
	}
	all := func(l []record.Ref[record.Entity]) []record.Ref[record.Entity] {
		out := l[:0:0] // nil stays nil
		for _, r := range l {
			if r = move(r); r.Set() && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
		return out
	}
	doc.Credits = all(doc.Credits)
	for i := range doc.Attributions {
		a := &doc.Attributions[i]
		for _, l := range c.left {
			if !a.Source.Overlap(l.Span) {
				continue
			}
			from, to := record.To[record.Entity](l.from), record.To[record.Entity](l.to)
			for k := range a.Speakers {
				if a.Speakers[k] == from {
					a.Speakers[k] = to
				}
			}
			if a.Speaker == from {
				a.Speaker = to
			}
		}
		a.Speaker, a.Carriers, a.Via.Entity = move(a.Speaker), all(a.Carriers), move(a.Via.Entity)
		speak(a, all(a.Speakers))
	}
}

// speak gives an attribution its joint speakers; fewer than two are no joint speakers.
func speak(a *record.Attribution, all []record.Ref[record.Entity]) {
	a.Speakers = nil
	if len(all) > 0 {
		a.Speaker = all[0]
	}
	if len(all) > 1 {
		a.Speakers = all
	}
}

// name sets who speaks in attribution i and through whom, as the entry says.
func (x *edit) name(doc *record.Document, i int, known *mentions) {
	a := &doc.Attributions[i]
	entities := func(field string, places Places, spans record.Spans) []record.Ref[record.Entity] {
		var out []record.Ref[record.Entity]
		for k, s := range spans {
			m, ok := known.find(s)
			if !ok {
				x.problem = fmt.Sprintf("%s: no entity is mentioned at %v; add it with its kind", field, places[k])
				return nil
			}
			if r := record.To[record.Entity](m.entity); !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
		return out
	}
	if x.speakers != nil {
		a.Speaker = 0
		speak(a, entities("speakers", x.Speakers, x.speakers))
	}
	if x.carriers != nil {
		a.Carriers = entities("carriers", x.Carriers, x.carriers)
		if a.Via.Entity = 0; len(a.Carriers) > 0 && !a.Via.Attribution.Set() {
			a.Via.Entity = a.Carriers[len(a.Carriers)-1]
		}
	}
	if x.via == nil {
		return
	}
	a.Via = record.Via{}
	for b := range doc.Attributions {
		if len(x.via) > 0 && b != i && doc.Attributions[b].Cue.Overlap(x.via[0]) {
			if leads(doc.Attributions, b, i) {
				x.problem = fmt.Sprintf("via: the words at %v came through this attribution themselves", x.Via)
				return
			}
			a.Via.Attribution = record.To[record.Attribution](b)
			return
		}
	}
	for _, r := range entities("via", x.Via, x.via) {
		a.Via.Entity = r
		if !slices.Contains(a.Carriers, r) {
			a.Carriers = append(a.Carriers, r)
		}
	}
}

// leads tells whether the words of attribution b came through attribution i.
func leads(all []record.Attribution, b, i int) bool {
	for range all {
		if b == i {
			return true
		}
		if b = all[b].Via.Attribution.Index(); b < 0 {
			return false
		}
	}
	return true // round in a circle
}
