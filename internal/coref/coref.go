// Package coref joins mentions into chains: surnames, titles, acronyms, pronouns
// and descriptions to the nearest fitting name; and the "I" and "we" inside a
// quotation to its speaker.
//
// Names are joined first (names.go), then descriptions, then pronouns in the order
// of the text (pronouns.go). A pronoun that two names fit equally well is left
// alone: a wrong link puts words into the wrong mouth, a missing one does not. The
// way back from a pronoun is bounded, so the time is linear in the text.
package coref

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"hearsay/internal/lex"
	"hearsay/internal/table"
	"hearsay/record"
)

// Resolver holds one language's pronouns and what they fit.
type Resolver struct {
	pronouns map[string]pronoun
	gender   map[string]gender         // first names and titles, lower case
	variants map[string]string         // a spelling → the one to compare by
	spelling *strings.Replacer         // romanisations made one
	weights  map[string]map[string]int // by what a pronoun fits: clue → weight
	things   map[string]thing          // nouns that take something up, in the singular
}

// gender is what a name or a pronoun shows of its bearer, 'm' or 'f'; 0 where it
// shows nothing.
type gender byte

// pronoun is what a pronoun can stand for.
type pronoun struct {
	fits   string // "person", "thing" or "many"
	gender gender
	speaks bool // for the speaker of a quotation
}

// Load reads the tables of one language ("en").
func Load(tables fs.FS, language string) (*Resolver, error) {
	r := &Resolver{
		pronouns: map[string]pronoun{}, gender: make(map[string]gender, 8192), variants: map[string]string{},
		weights: map[string]map[string]int{}, things: make(map[string]thing, 1024),
	}
	for _, load := range []func(fs.FS, string) error{r.loadPronouns, r.loadGenders, r.loadVariants, r.loadThings, r.loadWeights, r.loadSpelling} {
		if err := load(tables, language); err != nil {
			return nil, fmt.Errorf("coreference: %w", err)
		}
	}
	return r, nil
}

func (r *Resolver) loadPronouns(tables fs.FS, language string) error {
	rows, err := table.Read(tables, language+"/pronouns.tsv", "words", "fits", "gender", "speaks")
	for _, row := range rows {
		g, err := readGender(row)
		if err != nil {
			return err
		}
		fits := row.Get("fits")
		if fits != "person" && fits != "thing" && fits != "many" {
			return row.Errorf("fits %q: want person, thing or many", fits)
		}
		for w := range strings.FieldsSeq(row.Get("words")) {
			r.pronouns[w] = pronoun{fits, g, row.Get("speaks") == "1"}
		}
	}
	return err
}

// loadGenders reads which first names and titles show a gender. A name that two
// cultures give to both shows none.
func (r *Resolver) loadGenders(tables fs.FS, language string) error {
	for _, from := range []struct{ file, words string }{{"names/first.tsv", "names"}, {language + "/titles.tsv", "words"}} {
		rows, err := table.Read(tables, from.file, "gender", from.words)
		if err != nil {
			return err
		}
		for _, row := range rows {
			g, err := readGender(row)
			if err != nil {
				return err
			}
			for w := range strings.FieldsSeq(row.Get(from.words)) {
				w = strings.ToLower(w)
				if old, ok := r.gender[w]; ok && old != g {
					g := gender(0)
					r.gender[w] = g
					continue
				}
				r.gender[w] = g
			}
		}
	}
	return nil
}

func readGender(row table.Row) (gender, error) {
	switch g := row.Get("gender"); g {
	case "m", "f":
		return gender(g[0]), nil
	case "", "u":
		return 0, nil
	default:
		return 0, row.Errorf("gender %q: want m, f, u or nothing", g)
	}
}

// loadWeights reads what speaks for an antecedent.
func (r *Resolver) loadWeights(tables fs.FS, language string) error {
	kinds := []string{"person", "thing", "many"}
	rows, err := table.Read(tables, language+"/antecedents.tsv", append(kinds, "clue")...)
	for _, k := range kinds {
		r.weights[k] = make(map[string]int, len(rows))
		for _, row := range rows {
			if row.Get(k) == "" {
				continue
			}
			n, err := strconv.Atoi(row.Get(k))
			if err != nil {
				return row.Errorf("%s %q: want a whole number", k, row.Get(k))
			}
			r.weights[k][row.Get("clue")] = n
		}
	}
	return err
}

func (r *Resolver) loadVariants(tables fs.FS, _ string) error {
	rows, err := table.Read(tables, "names/variants.tsv", "names")
	for _, row := range rows {
		names := row.List("names")
		for _, n := range names {
			r.variants[strings.ToLower(n)] = strings.ToLower(names[0])
		}
	}
	return err
}

func (r *Resolver) loadSpelling(tables fs.FS, _ string) error {
	rows, err := table.Read(tables, "names/romanised.tsv", "from", "to")
	pairs := make([]string, 0, 2*len(rows))
	for _, row := range rows {
		if row.Get("from") == "" {
			return row.Errorf("nothing to be read as %q", row.Get("to"))
		}
		pairs = append(pairs, row.Get("from"), row.Get("to"))
	}
	r.spelling = strings.NewReplacer(pairs...)
	return err
}

// Resolve returns the chains: entities joined, mentions added. Attributions are
// read for their source, cue and content spans alone; they hold no references to
// entities yet.
func (r *Resolver) Resolve(text *lex.Text, tokens []record.Token, entities []record.Entity, attributions []record.Attribution) []record.Entity {
	c := &chains{Resolver: r, text: text, tokens: tokens, entities: entities}
	c.begin()
	c.joinNames()
	c.joinDescriptions()
	c.joinPhrases()
	c.resolvePronouns(attributions)
	return c.result()
}

// chains is the joining of one text's mentions.
type chains struct {
	*Resolver
	text     *lex.Text
	tokens   []record.Token
	entities []record.Entity
	mentions []mention // in text order
	genders  []gender  // by entity
	said     []int     // by entity: how often it was mentioned so far
	phrases  []phrase
	latent   int // the first of the phrases' entities
}

// mention is one mention with the entity that it is given to.
type mention struct {
	record.Mention
	entity int
	first  int // its first word
}

// begin lays the mentions of all entities out in text order.
func (c *chains) begin() {
	for i, e := range c.entities {
		for _, m := range e.Mentions {
			c.mentions = append(c.mentions, mention{m, i, c.text.WordAt(m.Start)})
		}
	}
	c.sortMentions()
	c.said = make([]int, len(c.entities))
	c.genders = make([]gender, len(c.entities))
	for _, m := range c.mentions {
		if g := c.shown(m); g != 0 && c.genders[m.entity] == 0 {
			c.genders[m.entity] = g
		}
	}
}

// shown is the gender that one mention's words show: the first name, the title
// before it or the noun of a description.
func (c *chains) shown(m mention) gender {
	e := &c.entities[m.entity]
	if e.Kind != record.Person {
		return 0
	}
	if m.Form == record.NameForm {
		for k := m.first - 1; k >= 0 && k >= m.first-2; k-- {
			if g := c.gender[c.text.Words[k].Lower]; g != 0 && c.text.Words[k].Sentence == c.text.Words[m.first].Sentence && c.isTitle(k, m.first) {
				return g
			}
		}
		if c.text.Words[m.first].End < m.End {
			if g := c.gender[c.text.Words[m.first].Lower]; g != 0 {
				return g
			}
		} else if g := c.gender[c.text.Words[m.first].Lower]; g != 0 && len(e.Mentions) > 0 {
			return g
		}
	}
	if m.Form == record.NominalForm || e.Role != "" {
		words := strings.ToLower(m.In(c.text.Source))
		if m.Form == record.NameForm {
			words = strings.ToLower(e.Role)
		}
		for w := range strings.FieldsSeq(words) {
			if g := c.gender[w]; g != 0 && strings.ToLower(w) == w {
				return g
			}
		}
	}
	return 0
}

// isTitle tells whether word k can be a title of the name that begins at word name:
// nothing but another title stands between ("spokesman for Brevik" says nothing of
// Brevik).
func (c *chains) isTitle(k, name int) bool {
	for i := k; i < name; i++ {
		if _, ok := c.gender[c.text.Words[i].Lower]; !ok {
			return false
		}
	}
	return true
}

// result writes the chains, in the order of their first mention.
func (c *chains) result() []record.Entity {
	c.sortMentions()
	times := make([]int, len(c.entities))
	for _, m := range c.mentions {
		times[m.entity]++
	}
	place := make([]int, len(c.entities))
	for i := range place {
		place[i] = -1
	}
	out := make([]record.Entity, 0, len(c.entities))
	for _, m := range c.mentions {
		if m.entity >= c.latent && times[m.entity] < 2 {
			continue
		}
		to := place[m.entity]
		if to < 0 {
			to = len(out)
			place[m.entity] = to
			e := c.entities[m.entity]
			e.Mentions, e.Aliases = nil, nil
			out = append(out, e)
		}
		e := &out[to]
		if n := len(e.Mentions); n > 0 && e.Mentions[n-1].Overlaps(m.Span) {
			continue
		}
		e.Mentions = append(e.Mentions, m.Mention)
	}
	for i := range out {
		out[i].TakeName(c.text.Source)
	}
	return out
}
