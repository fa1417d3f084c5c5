package coref

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// joinNames gives shorter and other names of a person, body or place to the entity
// with the fuller name.
func (c *chains) joinNames() {
	full := c.fullNames()
	to := make([]int, len(c.entities)) // whole entities that move to another
	for i := range c.entities {
		to[i] = c.sameAs(i, full)
	}
	for i := range c.mentions {
		m := &c.mentions[i]
		if m.Form == record.NameForm {
			m.entity = follow(to, m.entity)
		}
	}
	for i := range c.entities {
		if t := follow(to, i); t != i {
			c.take(t, i)
		}
	}
	c.joinParts()
}

// follow is where entity i ends up. Moves go to earlier entities or to fuller
// names, so a chain of them is short; the bound keeps a wrong one from turning.
func follow(to []int, i int) int {
	for range 8 {
		if to[i] == i {
			return i
		}
		i = to[i]
	}
	return i
}

// take gives entity t what entity i knows.
func (c *chains) take(t, i int) {
	a, b := &c.entities[t], &c.entities[i]
	if a.Role == "" {
		a.Role, a.RoleSpan = b.Role, b.RoleSpan
	}
	if a.Place == nil {
		a.Place = b.Place
	}
	if c.genders[t] == 0 {
		c.genders[t] = c.genders[i]
	}
}

// index finds entities by something that their names have in common.
type index struct {
	people map[string]int // first and last word of a person's name
	bodies map[string]int // initials, and names without "Inc."
	same   map[string]int // any name, by its romanisation
	places map[place]int
}

type place struct {
	country, name, precision string
	id                       int
}

func (c *chains) fullNames() index {
	x := index{map[string]int{}, map[string]int{}, map[string]int{}, map[place]int{}}
	put := func(m map[string]int, key string, i int) {
		if _, ok := m[key]; !ok && key != "" {
			m[key] = i
		}
	}
	for i, e := range c.entities {
		if len(e.Mentions) == 0 || e.Mentions[0].Form != record.NameForm {
			continue
		}
		put(x.same, string(e.Kind)+" "+c.compared(e.Name), i)
		switch e.Kind {
		case record.Person:
			if words := c.parts(e.Name); len(words) > 1 {
				put(x.people, words[0]+" "+words[len(words)-1], i)
			}
		case record.Organization:
			put(x.bodies, initials(e.Name, false), i)
			put(x.bodies, initials(e.Name, true), i)
			put(x.bodies, trade(e.Name), i)
		case record.PlaceKind:
			if p := e.Place; p != nil {
				if _, ok := x.places[placeKey(p)]; !ok {
					x.places[placeKey(p)] = i
				}
			}
		}
	}
	return x
}

func placeKey(p *record.Place) place { return place{p.Country, p.Name, p.Precision, p.GeonameID} }

// sameAs is the entity that entity i is another name of, or i.
func (c *chains) sameAs(i int, x index) int {
	e := &c.entities[i]
	if len(e.Mentions) == 0 || e.Mentions[0].Form != record.NameForm {
		return i
	}
	if j, ok := x.same[string(e.Kind)+" "+c.compared(e.Name)]; ok && j != i && c.fits(j, i) {
		return j
	}
	switch e.Kind {
	case record.Person:
		if words := c.parts(e.Name); len(words) > 1 {
			if j, ok := x.people[words[0]+" "+words[len(words)-1]]; ok && c.fits(j, i) {
				return j
			}
		}
	case record.Organization:
		if a := acronym(e.Name); a != "" {
			if j, ok := x.bodies[a]; ok && j != i {
				return j
			}
		}
		if j, ok := x.bodies[trade(e.Name)]; ok && j != i && acronym(e.Name) == "" {
			return min(i, j)
		}
	case record.PlaceKind:
		if e.Place != nil {
			return x.places[placeKey(e.Place)]
		}
	}
	return i
}

// compared is a name in the spelling that its romanisations share, given names in one
// word or in several.
func (c *chains) compared(name string) string { return strings.Join(c.parts(name), "") }

// parts are the words of a name in small letters, romanisations made one.
func (c *chains) parts(name string) []string {
	words := make([]string, 0, 4)
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if v, ok := c.variants[w]; ok {
			w = v
		}
		for part := range strings.FieldsFuncSeq(w, func(r rune) bool { return r == '-' || r == '‑' }) {
			if v, ok := c.variants[part]; ok {
				part = v
			}
			words = append(words, c.romanise(part))
		}
	}
	return words
}

// romanise is a word in the one spelling of its romanisations: by romanised.tsv, its
// double letters single, without an "h" at its end.
func (c *chains) romanise(w string) string {
	_, n := utf8.DecodeRuneInString(w)
	rest := c.spelling.Replace(w[n:])
	if strings.IndexByte("aeiou", w[0]) < 0 {
		rest = c.spelling.Replace(w) // no vowel to keep
		n = 0
	}
	var b strings.Builder
	b.WriteString(w[:n])
	var last rune
	for _, r := range rest {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	if s := b.String(); len(s) > 3 {
		return strings.TrimSuffix(s, "h")
	}
	return b.String()
}

// acronym is a name in capitals without its full stops, "" where it is a word.
func acronym(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			b.WriteRune(r)
		case r != '.':
			return ""
		}
	}
	if n := utf8.RuneCountInString(b.String()); n < 2 || n > 8 {
		return ""
	}
	return b.String()
}

// initials are the first letters of a long name's words, with or without its small
// words ("Party of Labour": PL, PoL as POL).
func initials(name string, small bool) string {
	var b strings.Builder
	n := 0
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || unicode.IsLower(r) && !small {
			continue
		}
		n++
		b.WriteRune(unicode.ToUpper(r))
	}
	if n < 2 {
		return ""
	}
	return b.String()
}

// trade is a company's name without what only says that it is one.
func trade(name string) string {
	low := strings.ToLower(name)
	for _, end := range []string{" inc.", " inc", " ltd.", " ltd", " llc", " plc", " corp.", " corp", " corporation", " co.", " company", " group", " ag", " gmbh"} {
		if s, ok := strings.CutSuffix(low, end); ok {
			return strings.TrimRight(s, ", ")
		}
	}
	return low
}

// joinParts gives each mention of a surname or first name alone, or of a body's last
// words ("the Harbour Board"), to the nearest fuller name: the last before it, else
// the first after it.
func (c *chains) joinParts() {
	last, next := map[string]int{}, map[string]int{}
	for i := len(c.mentions) - 1; i >= 0; i-- {
		for _, k := range c.partKeys(c.mentions[i]) {
			next[k] = c.mentions[i].entity
		}
	}
	moved := make([]int, len(c.entities))
	for i := range moved {
		moved[i] = -1
	}
	for i := range c.mentions {
		m := &c.mentions[i]
		if m.Form != record.NameForm {
			continue
		}
		e := c.entities[m.entity]
		if key := c.partOf(e, m.In(c.text.Source)); key != "" {
			t, ok := last[key]
			if !ok {
				t, ok = next[key]
			}
			if ok && t != m.entity && c.fits(t, m.entity) {
				moved[m.entity] = t
				m.entity = t
				continue
			}
		}
		for _, k := range c.partKeys(*m) {
			last[k] = m.entity
		}
	}
	for i, t := range moved {
		if t >= 0 {
			c.take(t, i)
		}
	}
}

// fits tells whether the genders of two entities can be one person's.
func (c *chains) fits(a, b int) bool {
	return c.genders[a] == 0 || c.genders[b] == 0 || c.genders[a] == c.genders[b]
}

// partKeys are the shorter forms under which a full name may come back.
func (c *chains) partKeys(m mention) []string {
	if m.Form != record.NameForm {
		return nil
	}
	e := &c.entities[m.entity]
	words := c.parts(m.In(c.text.Source))
	if len(words) < 2 {
		return nil
	}
	kind := string(e.Kind) + " "
	switch e.Kind {
	case record.Person:
		keys := []string{kind + words[0]}
		for i := 1; i < len(words) && i < 6; i++ { // "van der Meer"
			keys = append(keys, kind+strings.Join(words[i:], " "))
		}
		return keys
	case record.Organization, record.Facility, record.EventKind, record.Law:
		keys := []string{kind + words[len(words)-1]}
		if len(words) > 2 && words[1] == "of" {
			keys = append(keys, kind+words[0]) // "the Church", of "Church of the Tides"
		}
		for i := 1; i < len(words)-1 && i < 5; i++ {
			keys = append(keys, kind+strings.Join(words[i:], " "))
		}
		return keys
	}
	return nil
}

// partOf is the key under which a short name looks for its full one.
func (c *chains) partOf(e record.Entity, name string) string {
	words := c.parts(name)
	if len(words) > 4 {
		return ""
	}
	return string(e.Kind) + " " + strings.Join(words, " ")
}
