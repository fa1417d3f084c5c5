package correct

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Entities joins, parts and describes entities as people say. What speaks of an
// entity that only its words in an attribution will show is left for [Edits.Sources].
func (e *Edits) Entities(text *lex.Text, tokens []record.Token, found []record.Entity) []record.Entity {
	if len(e.all) == 0 {
		return found
	}
	c := newCast(text, tokens, found)
	e.cast(c)
	out, _ := c.result()
	return out
}

// cast applies the entries of entities: first what is no mention, then who is not
// somebody else, then who is the same, then what each is.
func (e *Edits) cast(c *cast) {
	for _, op := range []string{wrong, split, merge, right} {
		for _, x := range e.of("entities", op) {
			switch {
			case op == wrong: // also what a later stage has found again
				x.done = c.reject(x) || x.done
			case !x.done:
				x.done = c.apply(x)
			}
		}
	}
}

// unheard names the entries of entities that could not be applied.
func (e *Edits) unheard() {
	for _, x := range e.all {
		switch {
		case x.Layer != "entities" || x.done || x.problem != "":
		case x.Op == wrong:
			x.problem = fmt.Sprintf("there is no mention %v to reject", x.missing)
		case x.To != nil:
			x.problem = fmt.Sprintf("no entity is mentioned at %v or at %v", x.To, x.Mentions)
		default:
			x.problem = fmt.Sprintf("no entity is mentioned at %v; give its kind to add it", x.Mentions)
		}
	}
}

// cast is the entities of one text while they are corrected. Mentions are given from
// one to another in the index; result writes them into the entities.
type cast struct {
	text     *lex.Text
	tokens   []record.Token
	entities []record.Entity
	mentions *mentions
	count    []int       // by entity: its mentions
	into     map[int]int // an entity → the one that took its place, -1 for none
	changed  map[int]bool
	left     []leaving
	given    map[string]*edit // by entity and field: who gave it
}

// leaving is a mention that was given from one entity to another.
type leaving struct {
	record.Span
	from, to int
}

func newCast(text *lex.Text, tokens []record.Token, found []record.Entity) *cast {
	c := &cast{
		text: text, tokens: tokens, entities: slices.Clone(found), mentions: index(found),
		into: map[int]int{}, changed: map[int]bool{}, given: map[string]*edit{},
	}
	for i := range found {
		c.count = append(c.count, len(found[i].Mentions))
	}
	return c
}

// root is the entity that stands for entity i now; -1 for none.
func (c *cast) root(i int) int {
	for next, ok := c.into[i]; ok; next, ok = c.into[i] {
		i = next
	}
	return i
}

// take removes a mention from its entity, and give adds one.
func (c *cast) take(x held) {
	i := c.root(x.entity)
	delete(c.mentions.at, x.Span)
	c.count[i]--
	c.changed[i] = true
}

func (c *cast) give(i int, m record.Mention) {
	c.mentions.at[m.Span] = held{m, i}
	c.count[i]++
	c.changed[i] = true
}

// reject takes the mentions out of the entities that have them; false where one was
// never found.
func (c *cast) reject(x *edit) bool {
	for k, s := range x.mentions {
		m, ok := c.mentions.at[s]
		if !ok {
			continue
		}
		c.take(m)
		if i := c.root(m.entity); c.count[i] == 0 {
			c.into[i] = -1
		}
		x.missing = slices.DeleteFunc(x.missing, func(p Place) bool { return p == x.Mentions[k] })
	}
	return len(x.missing) == 0
}

// apply makes the mentions those of one entity, apart from others where they are to
// be split off, and describes it; false where nothing is known of the entity yet.
func (c *cast) apply(x *edit) bool {
	var owners []int
	found := 0
	for _, s := range x.mentions {
		m, ok := c.mentions.find(s)
		if !ok {
			continue
		}
		found++
		if i := c.root(m.entity); !slices.Contains(owners, i) {
			owners = append(owners, i)
		}
	}
	if len(owners) == 0 && x.Kind == "" {
		return false
	}
	if x.Op == right && len(owners) > 1 {
		x.problem = fmt.Sprintf("%v are mentions of %q and %q; merge them first", x.Mentions, c.entities[owners[0]].Name, c.entities[owners[1]].Name)
		return true
	}
	to, ok := c.target(x, owners, found)
	if !ok {
		return false
	}
	for _, s := range x.mentions {
		m, ok := c.mentions.find(s)
		switch {
		case !ok:
			m.Form = c.form(s)
		case m.Span == s && c.root(m.entity) == to:
			continue
		default:
			c.take(m)
			c.left = append(c.left, leaving{s, c.root(m.entity), to})
		}
		c.give(to, record.Mention{Span: s, Form: m.Form})
	}
	for _, i := range owners {
		if i != to && (x.Op == merge || c.count[i] == 0) {
			c.join(i, to)
		}
	}
	c.describe(x, to)
	return true
}

// target is the entity that the mentions will be of. Those that are split off get a
// new one, unless they are one entity's already, and all of it, or the entry says
// whose they are.
func (c *cast) target(x *edit, owners []int, mentions int) (to int, ok bool) {
	if len(x.to) > 0 {
		m, ok := c.mentions.find(x.to[0])
		return c.root(m.entity), ok
	}
	if len(owners) > 0 && (x.Op != split || len(owners) == 1 && c.count[owners[0]] == mentions) {
		return slices.Min(owners), true
	}
	kind := x.Kind
	if kind == "" {
		kind = c.entities[owners[0]].Kind
	}
	c.entities, c.count = append(c.entities, record.Entity{Kind: kind}), append(c.count, 0)
	return len(c.entities) - 1, true
}

// join puts one entity in the place of another.
func (c *cast) join(from, to int) {
	a, b := &c.entities[to], &c.entities[from]
	if len(b.Name) > len(a.Name) {
		a.Name = b.Name
	}
	if a.Role == "" {
		a.Role, a.RoleSpan = b.Role, b.RoleSpan
	}
	if a.Place == nil && a.Kind == b.Kind {
		a.Place = b.Place
	}
	c.count[to] += c.count[from]
	c.into[from], c.changed[to] = to, true
}

// describe sets what the entry says of the entity beside its mentions.
func (c *cast) describe(x *edit, i int) {
	e := &c.entities[i]
	give := func(field string, same bool) bool {
		key := fmt.Sprint(i, field)
		if by := c.given[key]; by != nil && !same {
			x.problem = fmt.Sprintf("%s:%d gives %q another %s", by.File, by.Line, e.Name, field)
			return false
		}
		c.given[key] = x
		return true
	}
	if x.Kind != "" && give("kind", e.Kind == x.Kind) && e.Kind != x.Kind {
		e.Kind, e.Place = x.Kind, nil
	}
	if x.Name != "" && give("name", e.Name == x.Name) {
		e.Name, c.changed[i] = x.Name, true
	}
	if x.role == nil {
		return
	}
	role, span := "", (*record.Span)(nil)
	if len(x.role) > 0 {
		role, span = flat(x.role[0].In(c.text.Source)), &x.role[0]
	}
	if give("role", e.Role == role) {
		e.Role, e.RoleSpan = role, span
	}
}

// rename names an entity by its mentions: by the longest name; without one, as before
// where its words still say so, else by the longest description. A person's word for
// it comes first.
func (c *cast) rename(i int) {
	e := &c.entities[i]
	old, named, kept, longest := e.Name, false, false, ""
	for _, m := range e.Mentions {
		words := flat(m.In(c.text.Source))
		named = named || m.Form == record.NameForm
		kept = kept || old != "" && strings.Contains(strings.ToLower(words), strings.ToLower(old))
		if longest == "" || m.Form != record.PronounForm && len(words) > len(longest) {
			longest = words
		}
	}
	switch e.Aliases = nil; {
	case named:
		e.TakeName(c.text.Source)
	case !kept:
		e.Name = longest
	}
	if c.given[fmt.Sprint(i, "name")] == nil {
		return
	}
	if named {
		e.Aliases = slices.DeleteFunc(append([]string{e.Name}, e.Aliases...), func(a string) bool { return a == old })
	}
	e.Name = old
}

// form is how the words of a new mention are worded.
func (c *cast) form(s record.Span) record.MentionForm {
	first, last := c.text.Range(s)
	pronoun := first < last
	for w := first; w < last; w++ {
		switch c.tokens[w].UPOS {
		case "PROPN":
			return record.NameForm
		case "PRON":
		default:
			pronoun = false
		}
	}
	if pronoun {
		return record.PronounForm
	}
	return record.NominalForm
}

// flat is words on one line.
func flat(words string) string { return strings.Join(strings.Fields(words), " ") }

// result are the entities, and for each before, where it is now: -1 for nowhere.
func (c *cast) result() (out []record.Entity, place []int) {
	for i := range c.changed {
		c.entities[i].Mentions = nil
	}
	for _, m := range c.mentions.all() {
		if i := c.root(m.entity); c.changed[i] {
			e := &c.entities[i]
			if n := len(e.Mentions); n == 0 || e.Mentions[n-1].Span != m.Span {
				e.Mentions = append(e.Mentions, m.Mention)
			}
		}
	}
	out, place = []record.Entity{}, make([]int, len(c.entities))
	for i := range c.entities {
		if _, gone := c.into[i]; gone {
			continue
		}
		if c.changed[i] {
			c.rename(i)
		}
		place[i] = len(out)
		out = append(out, c.entities[i])
	}
	for i := range place {
		if r := c.root(i); r < 0 {
			place[i] = -1
		} else {
			place[i] = place[r]
		}
	}
	return out, place
}
