package record

import (
	"errors"
	"slices"
	"strings"
)

// maxBytes is the most memory that the layers of joined parts take, as [Joiner.Add]
// reckons it: somewhat more than those of sixteen MiB of news full of figures.
const maxBytes = 250_000_000

// ErrTooMuch says that a long text holds more than one record can.
var ErrTooMuch = errors.New("more claims, figures and times than one record holds: read the text in pieces")

// Joiner makes one record of records of the same text, each read from one stretch of
// it, in the order of the stretches.
type Joiner struct {
	doc    *Document
	parts  int // expected
	part   int // the present one, from 1
	met    map[entityName]meeting
	place  []int    // in the document, of each entity of the present part
	before ['z']int // elements of the parts before, by the letter of their layer
	large  [5]int   // bytes of each of the large layers
	small  int      // bytes of the others
}

// NewJoiner joins into doc, whose layers are empty. Parts is about how many there are
// to come.
func NewJoiner(doc *Document, parts int) *Joiner {
	return &Joiner{doc: doc, parts: parts, met: map[entityName]meeting{}}
}

// Add gives the document the layers of the next part, which is spent with it. Places
// stay as they are; references follow their elements. An entity with a name is that
// of an earlier part with the same kind and name; who or what else a part speaks of
// is the part's own. Findings are not joined. A layer that no part has stays nil.
//
// The error is [ErrTooMuch]: tokens and findings are not reckoned.
func (j *Joiner) Add(part *Document) error {
	if j.weigh(part) > maxBytes {
		return ErrTooMuch
	}
	d := j.doc
	j.part++
	part.unshare()
	j.entities(part.Entities)
	_ = part.refs(j.moved) // moved never fails
	for i := range part.Timexes {
		t := &part.Timexes[i]
		if n, ok := t.AnchorIndex(); ok {
			t.Anchor = To[Timex](n + j.before['t']).String()
		}
	}
	for _, c := range part.Credits {
		if !slices.Contains(d.Credits, c) {
			d.Credits = append(d.Credits, c)
		}
	}
	j.before['a'] += len(part.Attributions)
	j.before['t'] += len(part.Timexes)
	j.before['q'] += len(part.Quantities)
	j.before['v'] += len(part.Events)
	j.before['c'] += len(part.Claims)
	d.Paragraphs = extend(d.Paragraphs, part.Paragraphs, j.parts)
	d.Sentences = extend(d.Sentences, part.Sentences, j.parts)
	d.Tokens = extend(d.Tokens, part.Tokens, j.parts)
	d.Attributions = extend(d.Attributions, part.Attributions, j.parts)
	d.Timexes = extend(d.Timexes, part.Timexes, j.parts)
	d.Quantities = extend(d.Quantities, part.Quantities, j.parts)
	d.Events = extend(d.Events, part.Events, j.parts)
	d.Claims = extend(d.Claims, part.Claims, j.parts)
	return nil
}

// weigh is about how much memory, in bytes, the layers take with those of the next
// part, and what it takes to make the largest longer, which is then held twice.
func (j *Joiner) weigh(part *Document) int {
	for i, bytes := range [...]int{
		300 * len(part.Claims), 320 * len(part.Attributions), 260 * len(part.Timexes),
		440 * len(part.Quantities), 200 * len(part.Events),
	} {
		j.large[i] += bytes
	}
	j.small += 16 * (len(part.Paragraphs) + len(part.Sentences))
	for i := range part.Entities {
		j.small += 180 + 32*len(part.Entities[i].Mentions)
	}
	all := j.small + slices.Max(j.large[:])*2/3
	for _, bytes := range j.large {
		all += bytes
	}
	return all
}

// extend makes room for all parts at the first one, within reason, so that a layer of
// an even text is not copied as it grows.
func extend[T any](to, part []T, parts int) []T {
	const most = 1 << 18
	if part != nil && cap(to) == 0 {
		to = make([]T, 0, min(len(part)*parts, max(len(part), most)))
	}
	return append(to, part...)
}

type entityName struct {
	kind EntityKind
	name string
}

// meeting is an entity's place in the document, and the last part that has it.
type meeting struct{ at, part int }

// entities adds the entities of the present part.
func (j *Joiner) entities(entities []Entity) {
	d := j.doc
	j.place = j.place[:0]
	for _, e := range entities {
		key := entityName{e.Kind, e.Name}
		m, met := j.met[key]
		if met && m.part < j.part && e.named() {
			d.Entities[m.at].join(e)
			j.met[key] = meeting{m.at, j.part}
			j.place = append(j.place, m.at)
			continue
		}
		j.place = append(j.place, len(d.Entities))
		if !met && e.named() {
			j.met[key] = meeting{len(d.Entities), j.part}
		}
		d.Entities = append(d.Entities, e)
	}
}

// moved is the place in the document's layer, from 1, of a part's element.
func (j *Joiner) moved(letter byte, n int) (int, error) {
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

// unshare gives each element lists of references of its own, to be changed in place,
// and units that do not hold on to the text they were cut from.
func (d *Document) unshare() {
	for i := range d.Attributions {
		a := &d.Attributions[i]
		a.Speakers, a.Carriers = slices.Clone(a.Speakers), slices.Clone(a.Carriers)
	}
	for i := range d.Quantities {
		q := &d.Quantities[i]
		q.Readings, q.Unit, q.Per = slices.Clone(q.Readings), strings.Clone(q.Unit), strings.Clone(q.Per)
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		c.Chain, c.Entities, c.Quantities = slices.Clone(c.Chain), slices.Clone(c.Entities), slices.Clone(c.Quantities)
		c.Events, c.Timexes = slices.Clone(c.Events), slices.Clone(c.Timexes)
	}
}
