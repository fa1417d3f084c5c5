package record

import (
	"errors"
	"slices"
)

// Parts are records of one text, each read from one stretch of it, in the order of
// the stretches. The zero value has none.
type Parts struct {
	documents []Document
	large     [5]int // bytes of each of the large layers
	small     int    // bytes of the others
}

// maxBytes is the most memory that the layers of joined parts take, as [Parts.Add]
// reckons it: somewhat more than those of sixteen MiB of news full of figures.
const maxBytes = 250_000_000

// ErrTooMuch says that a long text holds more than one record can.
var ErrTooMuch = errors.New("more claims, figures and times than one record holds: read the text in pieces")

// Add takes the next part. It reckons the memory that the layers take, and what it
// takes to join the largest, whose elements are held twice by then; tokens and
// findings are not reckoned. The error is [ErrTooMuch].
func (p *Parts) Add(d Document) error {
	for i, bytes := range [...]int{
		300 * len(d.Claims), 320 * len(d.Attributions), 260 * len(d.Timexes), 440 * len(d.Quantities), 200 * len(d.Events),
	} {
		p.large[i] += bytes
	}
	p.small += 16 * (len(d.Paragraphs) + len(d.Sentences))
	for i := range d.Entities {
		p.small += 180 + 32*len(d.Entities[i].Mentions)
	}
	all := p.small + slices.Max(p.large[:])*2/3
	for _, bytes := range p.large {
		all += bytes
	}
	if all > maxBytes {
		return ErrTooMuch
	}
	p.documents = append(p.documents, d)
	return nil
}

// Len is how many parts there are.
func (p *Parts) Len() int { return len(p.documents) }

// Join gives the document the layers of its parts, which are spent with it. Places
// stay as they are; references follow their elements. An entity with a name is that
// of an earlier part with the same kind and name; who or what else a part speaks of
// is the part's own. Findings are not joined. A layer that no part has stays nil.
func (p *Parts) Join(d *Document) {
	parts := p.documents
	if len(parts) == 1 {
		*d = parts[0]
		return
	}
	d.Credits = nil
	j := joiner{met: map[entityName]meeting{}}
	for i := range parts {
		part := &parts[i]
		part.unshare()
		j.entities(part.Entities)
		_ = part.refs(j.moved) // moved never fails
		j.before['a'] += len(part.Attributions)
		j.before['t'] += len(part.Timexes)
		j.before['q'] += len(part.Quantities)
		j.before['v'] += len(part.Events)
		j.before['c'] += len(part.Claims)
		for _, c := range part.Credits {
			if !slices.Contains(d.Credits, c) {
				d.Credits = append(d.Credits, c)
			}
		}
	}
	d.Entities = j.joined
	d.Paragraphs = concat(parts, func(p *Document) *[]Span { return &p.Paragraphs })
	d.Sentences = concat(parts, func(p *Document) *[]Span { return &p.Sentences })
	d.Tokens = concat(parts, func(p *Document) *[]Token { return &p.Tokens })
	d.Attributions = concat(parts, func(p *Document) *[]Attribution { return &p.Attributions })
	d.Timexes = concat(parts, func(p *Document) *[]Timex { return &p.Timexes })
	d.Quantities = concat(parts, func(p *Document) *[]Quantity { return &p.Quantities })
	d.Events = concat(parts, func(p *Document) *[]Event { return &p.Events })
	d.Claims = concat(parts, func(p *Document) *[]Claim { return &p.Claims })
}

// joiner knows what the parts before the present one hold.
type joiner struct {
	joined []Entity
	met    map[entityName]meeting
	place  []int    // in joined, of each entity of the present part
	before ['z']int // elements in a layer, by its letter
	part   int
}

type entityName struct {
	kind EntityKind
	name string
}

// meeting is an entity's place in the joined layer, and the last part that has it.
type meeting struct{ at, part int }

// entities joins the entities of the next part.
func (j *joiner) entities(entities []Entity) {
	j.part++
	j.place = j.place[:0]
	for _, e := range entities {
		key := entityName{e.Kind, e.Name}
		m, met := j.met[key]
		if met && m.part < j.part && e.named() {
			j.joined[m.at].join(e)
			j.met[key] = meeting{m.at, j.part}
			j.place = append(j.place, m.at)
			continue
		}
		j.place = append(j.place, len(j.joined))
		if !met && e.named() {
			j.met[key] = meeting{len(j.joined), j.part}
		}
		j.joined = append(j.joined, e)
	}
}

// moved is the place in the joined layer, from 1, of a part's element.
func (j *joiner) moved(letter byte, n int) (int, error) {
	if letter == 'e' {
		return j.place[n-1] + 1, nil
	}
	return n + j.before[letter], nil
}

func (e *Entity) named() bool {
	return slices.ContainsFunc(e.Mentions, func(m Mention) bool { return m.Form == NameForm })
}

// join adds what a later part tells of the entity.
func (e *Entity) join(later Entity) {
	e.Mentions = append(e.Mentions, later.Mentions...)
	for _, a := range later.Aliases {
		if !slices.Contains(e.Aliases, a) {
			e.Aliases = append(e.Aliases, a)
		}
	}
	if e.Role == "" {
		e.Role, e.RoleSpan = later.Role, later.RoleSpan
	}
	if e.Place == nil {
		e.Place = later.Place
	}
}

// unshare gives each element lists of references of its own, to be changed in place.
func (d *Document) unshare() {
	for i := range d.Attributions {
		a := &d.Attributions[i]
		a.Speakers, a.Carriers = slices.Clone(a.Speakers), slices.Clone(a.Carriers)
	}
	for i := range d.Quantities {
		d.Quantities[i].Readings = slices.Clone(d.Quantities[i].Readings)
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		c.Chain, c.Entities, c.Quantities = slices.Clone(c.Chain), slices.Clone(c.Entities), slices.Clone(c.Quantities)
		c.Events, c.Timexes = slices.Clone(c.Events), slices.Clone(c.Timexes)
	}
}

// concat joins one layer of the parts, and lets go of theirs.
func concat[T any](parts []Document, layer func(*Document) *[]T) []T {
	n, some := 0, false
	for i := range parts {
		l := *layer(&parts[i])
		n, some = n+len(l), some || l != nil
	}
	if !some {
		return nil
	}
	out := make([]T, 0, n)
	for i := range parts {
		l := layer(&parts[i])
		out = append(out, *l...)
		*l = nil
	}
	return out
}
