package correct

import (
	"cmp"
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

// cast is the entities of one text while they are corrected.
type cast struct {
	text     *lex.Text
	tokens   []record.Token
	entities []record.Entity
	mentions *mentions
	into     map[int]int // an entity without mentions → the one that took them, -1 for none
	left     []leaving
	settled  map[string]*edit // by entity and field: who gave it
}

// leaving is a mention that was given from one entity to another.
type leaving struct {
	record.Span
	from, to int
}

func newCast(text *lex.Text, tokens []record.Token, found []record.Entity) *cast {
	c := &cast{text: text, tokens: tokens, entities: slices.Clone(found), mentions: index(found), into: map[int]int{}, settled: map[string]*edit{}}
	for i := range c.entities {
		c.entities[i].Mentions = slices.Clone(c.entities[i].Mentions)
	}
	return c
}

// reject takes the mentions out of the entities that have them; false where one was
// never found.
func (c *cast) reject(x *edit) bool {
	for k, s := range x.mentions {
		if i, ok := c.mentions.of[s]; ok {
			c.take(i, s)
			c.rename(i)
			x.missing = slices.DeleteFunc(x.missing, func(p Place) bool { return p == x.Mentions[k] })
		}
	}
	return len(x.missing) == 0
}

// take removes a mention from an entity.
func (c *cast) take(i int, s record.Span) record.Mention {
	m := c.entities[i].Mentions
	k := slices.IndexFunc(m, func(m record.Mention) bool { return m.Span == s })
	taken := m[k]
	c.entities[i].Mentions = slices.Delete(m, k, k+1)
	delete(c.mentions.of, s)
	if len(c.entities[i].Mentions) == 0 {
		c.into[i] = -1
	}
	return taken
}

// give adds a mention to an entity, at the place that a person gave it.
func (c *cast) give(i int, m record.Mention) {
	c.entities[i].Mentions = append(c.entities[i].Mentions, m)
	c.mentions.of[m.Span] = i
}

// apply makes the mentions those of one entity, apart from others where they are to
// be split off, and describes it; false where nothing is known of the entity yet.
func (c *cast) apply(x *edit) bool {
	var spans []record.Span // the mentions as they were found; empty where they were not
	var owners []int
	for _, s := range x.mentions {
		i, found, ok := c.mentions.find(s)
		if !ok {
			spans = append(spans, record.Span{})
			continue
		}
		spans = append(spans, found)
		if !slices.Contains(owners, i) {
			owners = append(owners, i)
		}
	}
	if len(owners) == 0 && x.Kind == "" {
		return false
	}
	for _, s := range x.to {
		if _, _, ok := c.mentions.find(s); !ok {
			return false
		}
	}
	if x.Op == right && len(owners) > 1 {
		x.problem = fmt.Sprintf("%v are mentions of %q and %q; merge them first", x.Mentions, c.entities[owners[0]].Name, c.entities[owners[1]].Name)
		return true
	}
	to := c.target(x, owners, len(slices.DeleteFunc(slices.Clone(spans), record.Span.Empty)))
	grown := c.collect(x, spans, to)
	if x.Op == merge {
		for _, i := range owners {
			c.join(i, to)
		}
	}
	delete(c.into, to)
	for _, i := range append(owners, to) {
		if _, gone := c.into[i]; gone {
			c.into[i] = to
		} else if x.Op != right || grown {
			c.rename(i)
		}
	}
	c.describe(x, to)
	return true
}

// collect gives the entry's mentions to an entity; spans are they as they were found.
// It tells whether the entity has words that it had not.
func (c *cast) collect(x *edit, spans []record.Span, to int) (grown bool) {
	for k, s := range x.mentions {
		m := record.Mention{Form: c.form(s)}
		if !spans[k].Empty() {
			from := c.mentions.of[spans[k]]
			if from == to && spans[k] == s {
				continue
			}
			m = c.take(from, spans[k])
			c.left = append(c.left, leaving{s, from, to})
		}
		m.Span, grown = s, true
		c.give(to, m)
	}
	return grown
}

// target is the entity that the mentions will be of. Mentions that are split off get
// a new one, unless they are one entity's already, and all of it, or the entry says
// whose they are.
func (c *cast) target(x *edit, owners []int, mentions int) int {
	if len(x.to) > 0 {
		to, _, _ := c.mentions.find(x.to[0])
		return to
	}
	if len(owners) > 0 && (x.Op != split || len(owners) == 1 && len(c.entities[owners[0]].Mentions) == mentions) {
		return slices.Min(owners)
	}
	kind := x.Kind
	if kind == "" {
		kind = c.entities[owners[0]].Kind
	}
	c.entities = append(c.entities, record.Entity{Kind: kind})
	return len(c.entities) - 1
}

// join gives all of one entity to another.
func (c *cast) join(from, to int) {
	if from == to {
		return
	}
	for _, m := range slices.Clone(c.entities[from].Mentions) {
		c.give(to, c.take(from, m.Span))
	}
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
	c.into[from] = to
}

// describe sets what the entry says of the entity beside its mentions.
func (c *cast) describe(x *edit, i int) {
	e := &c.entities[i]
	settle := func(field string, same bool) bool {
		key := fmt.Sprint(i, field)
		if by := c.settled[key]; by != nil && !same {
			x.problem = fmt.Sprintf("%s:%d gives %q another %s", by.File, by.Line, e.Name, field)
			return false
		}
		c.settled[key] = x
		return true
	}
	if x.Kind != "" && settle("kind", e.Kind == x.Kind) {
		if e.Kind != x.Kind {
			e.Place = nil
		}
		e.Kind = x.Kind
	}
	if x.Name != "" && settle("name", e.Name == x.Name) && e.Name != x.Name {
		e.Aliases = slices.DeleteFunc(append([]string{e.Name}, e.Aliases...), func(a string) bool { return a == x.Name })
		e.Name = x.Name
	}
	if x.role == nil {
		return
	}
	role, span := "", (*record.Span)(nil)
	if len(x.role) > 0 {
		role, span = flat(x.role[0].In(c.text.Source)), &x.role[0]
	}
	if settle("role", e.Role == role) {
		e.Role, e.RoleSpan = role, span
	}
}

// rename sorts an entity's mentions and names it by them: by the longest name; without
// one, as before where its words still say so, else by the longest description.
func (c *cast) rename(i int) {
	e := &c.entities[i]
	slices.SortStableFunc(e.Mentions, func(a, b record.Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	old, named, longest, kept := e.Name, false, "", c.settled[fmt.Sprint(i, "name")] != nil
	for _, m := range e.Mentions {
		words := flat(m.In(c.text.Source))
		named = named || m.Form == record.NameForm
		kept = kept || old != "" && strings.Contains(strings.ToLower(words), strings.ToLower(old))
		if m.Form != record.PronounForm && len(words) > len(longest) || longest == "" {
			longest = words
		}
	}
	switch e.Aliases = nil; {
	case named:
		e.TakeName(c.text.Source)
	case !kept:
		e.Name = longest
	}
	if c.settled[fmt.Sprint(i, "name")] != nil {
		e.Name = old
	}
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

// result are the entities that have mentions, and for each before, where it is now:
// -1 for nowhere.
func (c *cast) result() (out []record.Entity, place []int) {
	place = make([]int, len(c.entities))
	for i := range c.entities {
		place[i] = -1
		if _, gone := c.into[i]; gone {
			continue
		}
		place[i] = len(out)
		out = append(out, c.entities[i])
	}
	for i := range place {
		to := i
		for next, gone := c.into[to]; gone && next >= 0; next, gone = c.into[to] {
			to = next
		}
		place[i] = place[to]
	}
	if out == nil {
		out = []record.Entity{}
	}
	return out, place
}
