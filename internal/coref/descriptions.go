package coref

import (
	"slices"
	"strings"

	"hearsay/record"
)

// description is what a role, a body's name or a phrase such as "Ruritania's envoy to
// the board" says: whose (Ruritania), what (envoy), of what (board). All is in small
// letters.
type description struct {
	owner string // a possessive pronoun too
	head  []string
	of    string // the last word of what it is of
}

// describe takes a phrase apart.
func describe(phrase string) description {
	var d description
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(phrase, "’", "'")))
	for i, w := range words {
		if owner, ok := strings.CutSuffix(w, "'s"); ok && i < len(words)-1 && !slices.ContainsFunc(words[:i], preposition) {
			d.owner, words = owner, words[i+1:]
			break
		}
	}
	if at := slices.IndexFunc(words, preposition); at >= 0 {
		d.of, words = words[len(words)-1], words[:at]
	}
	d.head = words
	return d
}

func preposition(w string) bool {
	switch w {
	case "of", "for", "at", "in", "from", "on", "to":
		return true
	}
	return false
}

// key is what a phrase with these head words is looked up by.
func key(kind record.EntityKind, head []string) string {
	return string(kind) + " " + strings.Join(head, " ")
}

// candidate is an entity that a description may mean.
type candidate struct {
	description
	entity int
	named  bool
}

// maxCandidates bounds those of one noun: a text with more of them is unclear anyway.
const maxCandidates = 8

// joinDescriptions gives "the envoy" to the person whose role it is and "the union" to
// the body whose name ends so. Where several have it, the last mentioned is meant,
// but for two in one sentence, which are left alone.
func (c *chains) joinDescriptions() {
	named := make([]bool, len(c.entities))
	for _, m := range c.mentions {
		named[m.entity] = named[m.entity] || m.Form == record.NameForm
	}
	known := map[string][]candidate{}
	for i := range c.entities {
		switch e := &c.entities[i]; {
		case !named[i]:
		case e.Kind == record.Person && e.Role != "":
			register(known, e.Kind, candidate{describe(e.Role), i, true})
		case e.Kind == record.Organization:
			register(known, e.Kind, candidate{describe(e.Name), i, true})
		}
	}
	heard := make([]int, len(c.entities)) // by entity: the number of its last mention so far
	to := make([]int, len(c.entities))    // those without a name that get one later
	for i := range to {
		to[i] = i
	}
	for i := range c.mentions {
		m := &c.mentions[i]
		switch {
		case m.Form != record.NominalForm:
		case !named[m.entity]:
			c.joinDescription(m, known, heard)
		default:
			if e := c.namedBy(*m, known, heard); e >= 0 && !named[e] {
				to[e] = m.entity
			}
		}
		heard[m.entity] = i + 1
	}
	for i := range c.mentions {
		c.mentions[i].entity = to[c.mentions[i].entity]
	}
}

// namedBy is the one description before m that gets its name by it: "the interior
// minister" by "the minister, Ana Brevik,"; -1 for none or several.
func (c *chains) namedBy(m mention, known map[string][]candidate, heard []int) int {
	d := describe(m.In(c.text.Source))
	if len(d.head) < 2 || d.head[0] != "the" {
		return -1
	}
	d.head = d.head[1:]
	found := -1
	for _, x := range known[key(c.entities[m.entity].Kind, d.head)] {
		if x.named || heard[x.entity] == 0 || !d.fits(x.description) || !c.fits(x.entity, m.entity) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = x.entity
	}
	return found
}

// register notes a candidate under its head's last words.
func register(known map[string][]candidate, kind record.EntityKind, x candidate) {
	for k := max(0, len(x.head)-4); k < len(x.head); k++ {
		at := key(kind, x.head[k:])
		if l := known[at]; len(l) < maxCandidates && !slices.ContainsFunc(l, func(y candidate) bool { return y.entity == x.entity }) {
			known[at] = append(l, x)
		}
	}
}

// joinDescription gives one description to the entity that it means, or keeps it as
// one that later ones may mean.
func (c *chains) joinDescription(m *mention, known map[string][]candidate, heard []int) {
	e := &c.entities[m.entity]
	d := describe(e.Name)
	if len(d.head) == 0 {
		return
	}
	if w := c.text.Words[m.first].Lower; possessives[w] {
		d.owner = w
	}
	if d.owner != "" || c.definite(*m) {
		if t := c.meant(*m, d, known[key(e.Kind, d.head)], heard); t >= 0 {
			if c.genders[t] == 0 {
				c.genders[t] = c.genders[m.entity]
			}
			m.entity = t
			return
		}
	}
	register(known, e.Kind, candidate{d, m.entity, false})
}

// definite tells whether a description is of somebody known: it begins with "the",
// or stands bare in a heading ("says envoy").
func (c *chains) definite(m mention) bool {
	return c.text.Words[m.first].Lower == "the" || c.bare(m)
}

func (c *chains) bare(m mention) bool { return c.text.Words[m.first].Span == m.Span }

// meant is the entity among the candidates that a description means, -1 for none:
// one with a name before one without, one mentioned before one that comes later.
func (c *chains) meant(m mention, d description, among []candidate, heard []int) int {
	best, next, unclear, laters := candidate{entity: -1}, -1, false, 0
	for _, x := range among {
		if x.entity == m.entity || !d.fits(x.description) || !c.fits(x.entity, m.entity) {
			continue
		}
		if heard[x.entity] == 0 {
			if x.named && (len(x.head) == len(d.head) || c.bare(m)) {
				next = x.entity
				laters++
			}
			continue
		}
		switch {
		case best.entity >= 0 && best.named != x.named:
			if x.named {
				best, unclear = x, false
			}
		case best.entity < 0 || heard[x.entity] > heard[best.entity]:
			unclear = best.entity >= 0 && c.sameSentence(heard[x.entity], heard[best.entity])
			best = x
		default:
			unclear = unclear || c.sameSentence(heard[x.entity], heard[best.entity])
		}
	}
	switch {
	case unclear:
		return -1
	case best.entity >= 0:
		return best.entity
	case laters == 1:
		return next
	}
	return -1
}

// sameSentence tells whether the mentions of two numbers stand in one sentence.
func (c *chains) sameSentence(a, b int) bool {
	return c.text.Words[c.mentions[a-1].first].Sentence == c.text.Words[c.mentions[b-1].first].Sentence
}

// fits tells whether what a description says goes with what is known: no other owner,
// nothing else that it is of, and nobody's deputy for himself.
func (d description) fits(x description) bool {
	if d.owner != "" && x.owner != "" && d.owner != x.owner || d.of != "" && x.of != "" && d.of != x.of {
		return false
	}
	if d.owner != "" && x.owner == "" && len(x.head) > len(d.head) {
		return false // "Brevik's ministry" after "the Harland ministry"
	}
	for _, w := range x.head[:len(x.head)-len(d.head)] {
		switch w {
		case "deputy", "vice", "former", "ex", "assistant", "acting", "prime":
			return false
		}
	}
	return true
}
