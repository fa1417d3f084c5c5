package coref

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"hearsay/internal/table"
	"hearsay/record"
)

// thing is what a noun stands for: the row of things.tsv, or the role of titles.tsv.
type thing struct {
	kind   record.EntityKind
	gender gender
	named  string // the precision of a named place that the noun may mean
}

func (r *Resolver) loadThings(tables fs.FS, language string) error {
	rows, err := table.Read(tables, language+"/things.tsv", "kind", "gender", "named", "words")
	if err != nil {
		return err
	}
	for _, row := range rows {
		g, err := readGender(row)
		if err != nil {
			return err
		}
		for w := range strings.FieldsSeq(row.Get("words")) {
			if _, twice := r.things[w]; twice {
				return row.Errorf("%q stands twice", w)
			}
			r.things[w] = thing{record.EntityKind(row.Get("kind")), g, row.Get("named")}
		}
	}
	rows, err = table.Read(tables, language+"/titles.tsv", "use", "gender", "words")
	for _, row := range rows {
		g, err := readGender(row)
		if err != nil {
			return err
		}
		if use := row.Get("use"); use != "title" && use != "role" {
			continue
		}
		for w := range strings.FieldsSeq(row.Get("words")) {
			if _, known := r.things[w]; !known && !strings.HasSuffix(w, ".") {
				r.things[w] = thing{record.Person, g, ""}
			}
		}
	}
	return err
}

// phrase is a description by a noun of things.tsv: "the sunken ship", "his brother",
// "two students of the academy".
type phrase struct {
	thing
	first, head, last int // words
	noun              string
	plural            bool
	opening           string   // its article, demonstrative or owner; "" for none
	modifiers         []string // between the opening and the noun
	of                string   // the last word of what it is of
}

// maxPhrase bounds the words of a description before its noun, and behind it.
const maxPhrase = 8

// findPhrases adds the descriptions that no mention has yet. Each has an entity of its
// own, which result leaves out where nothing else in the text takes it up.
func (c *chains) findPhrases() {
	heads := make(map[int]bool, len(c.mentions)) // words that name or head a mention
	for _, m := range c.mentions {
		first, last := c.text.Range(m.Span)
		if m.Form == record.NameForm {
			for i := first; i < last; i++ {
				heads[i] = true
			}
			continue
		}
		heads[c.headWord(first, last)] = true
	}
	for i := range c.text.Words {
		if c.tokens[i].UPOS != "NOUN" || heads[i] {
			continue
		}
		if p, ok := c.phraseAt(i); ok {
			c.addPhrase(p)
		}
	}
}

// headWord is the noun of a description: its last word before any preposition or mark.
func (c *chains) headWord(first, last int) int {
	for i := first + 1; i < last; i++ {
		switch c.tokens[i].UPOS {
		case "ADP":
			return i - 1
		case "PUNCT":
			if !c.hyphen(i) {
				return i - 1
			}
		}
	}
	return last - 1
}

func (c *chains) hyphen(i int) bool {
	return c.text.Form(i) == "-" && i > 0 && c.text.Words[i-1].End == c.text.Words[i].Start
}

// phraseAt is the description that the noun at word i heads.
func (c *chains) phraseAt(i int) (phrase, bool) {
	lower := c.text.Words[i].Lower
	noun := lower
	t, ok := c.things[lower]
	plural := !ok
	if !ok {
		noun = c.tokens[i].Lemma
		t, ok = c.things[noun]
	}
	sentence := c.text.Sentences[c.text.Words[i].Sentence]
	if !ok || i+1 < sentence.Last && c.goesOn(i+1) {
		return phrase{}, false
	}
	if plural && (t.kind == record.Person || t.kind == record.Organization) {
		t.kind = record.Group
	}
	if t.kind == record.Group {
		plural = true
	}
	p := phrase{thing: t, first: i, head: i, last: i + 1, noun: noun, plural: plural}
	c.before(&p, sentence.First)
	c.behind(&p, sentence.Last)
	return p, true
}

// goesOn tells whether a noun phrase goes on at word i, so that the word before is no head.
func (c *chains) goesOn(i int) bool {
	switch c.tokens[i].UPOS {
	case "NOUN", "PROPN":
		return true
	case "PUNCT":
		return c.hyphen(i) && i+1 < len(c.text.Words) && c.text.Words[i].End == c.text.Words[i+1].Start
	}
	return false
}

// before reads the words before the noun back to what opens the phrase.
func (c *chains) before(p *phrase, first int) {
	for k := p.head - 1; k >= first && k >= p.head-maxPhrase; k-- {
		w := &c.text.Words[k]
		switch c.tokens[k].UPOS {
		case "DET":
			p.first, p.opening = k, w.Lower
			return
		case "PRON":
			if _, ok := possessives[w.Lower]; ok {
				p.first, p.opening = k, w.Lower
			}
			return
		case "PART":
			if w.Lower != "'s" && w.Lower != "'" {
				return
			}
			p.opening = w.Lower
			for k--; k >= first && k >= p.head-2*maxPhrase; k-- {
				if u := c.tokens[k].UPOS; u != "PROPN" && u != "NOUN" && u != "ADJ" && u != "DET" {
					break
				}
				p.first = k
				p.opening = c.text.Words[k].Lower + " " + p.opening
			}
			return
		case "ADJ", "NUM", "NOUN", "PROPN":
			p.first = k
			p.modifiers = append(p.modifiers, w.Lower)
		case "PUNCT":
			if !c.hyphen(k) {
				return
			}
		case "VERB":
			if !strings.HasSuffix(w.Lower, "ed") && !strings.HasSuffix(w.Lower, "ing") || k == first || c.tokens[k-1].UPOS != "DET" && c.tokens[k-1].UPOS != "ADJ" {
				return
			}
			p.first = k
			p.modifiers = append(p.modifiers, w.Lower)
		default:
			return
		}
	}
}

// possessives are the pronouns that open a description.
var possessives = map[string]bool{"his": true, "her": true, "its": true, "their": true, "my": true, "our": true, "your": true, "whose": true}

// behind reads what the description is of.
func (c *chains) behind(p *phrase, last int) {
	if p.last+1 >= last || c.text.Words[p.last].Lower != "of" {
		return
	}
	for k := p.last + 1; k < last && k < p.last+maxPhrase; k++ {
		switch c.tokens[k].UPOS {
		case "NOUN", "PROPN":
			if k+1 < last && c.goesOn(k+1) {
				continue
			}
			p.of, p.last = c.text.Words[k].Lower, k+1
			return
		case "DET", "ADJ", "NUM", "PRON":
		default:
			return
		}
	}
}

// definite tells whether a description is of something known.
func (p *phrase) definite() bool {
	switch p.opening {
	case "", "a", "an", "some", "any", "no", "every", "each", "all", "another", "many", "several", "both", "half", "what", "which", "whatever":
		return false
	}
	return true
}

// addPhrase gives a description its mention and an entity of its own.
func (c *chains) addPhrase(p phrase) {
	name := p.first
	if name < p.head && (c.tokens[name].UPOS == "DET" || possessives[c.text.Words[name].Lower]) {
		name++
	}
	c.entities = append(c.entities, record.Entity{Kind: p.kind, Name: strings.Join(strings.Fields(c.text.Span(name, p.last).In(c.text.Source)), " ")})
	c.genders = append(c.genders, p.gender)
	c.said = append(c.said, 0)
	c.mentions = append(c.mentions, mention{record.Mention{Span: c.text.Span(p.first, p.last), Form: record.NominalForm}, len(c.entities) - 1, p.first})
	c.phrases = append(c.phrases, p)
}

// joinPhrases gives each definite description to the last one before it with the same
// noun that it fits, else to the thing whose name has the noun, else to the named
// place that it may mean.
func (c *chains) joinPhrases() {
	given := len(c.entities)
	c.latent = given
	c.findPhrases()
	c.sortMentions()
	apposed := c.appositions()
	known := map[string][]int{} // noun → phrases
	named := map[string]int{}   // noun → the last entity whose name has it
	places := map[string]int{}  // precision → the last named place
	follow := make([]int, len(c.phrases))
	for i := range c.mentions {
		m := &c.mentions[i]
		if m.entity < given {
			if m.Form == record.NameForm {
				c.noteName(*m, named, places)
			}
			continue
		}
		at := m.entity - given
		p := &c.phrases[at]
		follow[at] = m.entity
		to := apposed[at]
		if to < 0 && p.definite() {
			to = c.takenUp(p, known, follow, named, places)
		}
		if to >= 0 {
			follow[at] = to
			m.entity = to
			if c.genders[to] == 0 {
				c.genders[to] = p.gender
			}
		}
		key := p.key()
		known[key] = append(known[key], at)
		if l := known[key]; len(l) > maxCandidates {
			known[key] = l[1:]
		}
	}
}

// appositions are, by description, the named entity beside which it stands by the tree
// ("Velmar Energy, a shipping company", "the capital, Oslo"); -1 for none.
func (c *chains) appositions() []int {
	out := make([]int, len(c.phrases))
	at := make(map[int]int, len(c.phrases)) // by head word
	for i := range c.phrases {
		out[i] = -1
		at[c.phrases[i].head] = i
	}
	names := make(map[int]int, len(c.mentions)) // by word
	for i := range c.mentions {
		m := &c.mentions[i]
		if m.Form != record.NameForm {
			continue
		}
		first, last := c.text.Range(m.Span)
		for w := first; w < last; w++ {
			names[w] = m.entity
		}
		if p, ok := at[c.appositionOf(c.headIn(first, last))]; ok && c.sameSort(c.phrases[p].thing, m.entity) {
			out[p] = m.entity
		}
	}
	for i := range c.phrases {
		if e, ok := names[c.appositionOf(c.phrases[i].head)]; ok && out[i] < 0 && c.sameSort(c.phrases[i].thing, e) {
			out[i] = e
		}
	}
	return out
}

// headIn is the word that the tree hangs outside of the words; the first where it says nothing.
func (c *chains) headIn(first, last int) int {
	start := c.text.Sentences[c.text.Words[first].Sentence].First
	for i := first; i < last; i++ {
		if at := start + c.tokens[i].Head - 1; at < first || at >= last {
			return i
		}
	}
	return first
}

// appositionOf is the word beside which word i stands in apposition, -1 for none.
func (c *chains) appositionOf(i int) int {
	if c.tokens[i].Deprel != "appos" {
		return -1
	}
	return c.text.Sentences[c.text.Words[i].Sentence].First + c.tokens[i].Head - 1
}

// sameSort tells whether a noun can be said of an entity.
func (c *chains) sameSort(t thing, entity int) bool {
	k := c.entities[entity].Kind
	return (t.kind == record.Person) == (k == record.Person) && t.kind != record.Group && k != record.Group
}

// key is what a description is looked up by.
func (p *phrase) key() string {
	if p.plural {
		return p.noun + " s"
	}
	return p.noun
}

// noteName notes what a name may be taken up by.
func (c *chains) noteName(m mention, named, places map[string]int) {
	e := &c.entities[m.entity]
	if e.Kind == record.Person || e.Kind == record.Group {
		return
	}
	words := strings.Fields(strings.ToLower(m.In(c.text.Source)))
	for _, w := range []string{words[0], words[len(words)-1]} {
		if _, ok := c.things[w]; ok && len(words) > 1 {
			named[w] = m.entity
		}
	}
	if e.Kind == record.PlaceKind && e.Place != nil {
		places[e.Place.Precision] = m.entity
	}
}

// takenUp is the entity that a definite description takes up, -1 for none.
func (c *chains) takenUp(p *phrase, known map[string][]int, entities []int, named, places map[string]int) int {
	list := known[p.key()]
	for k := len(list) - 1; k >= 0; k-- {
		if p.fits(&c.phrases[list[k]]) {
			return entities[list[k]]
		}
	}
	if p.plural || len(p.modifiers) > 0 || p.of != "" || p.opening != "the" && p.opening != "this" && p.opening != "that" {
		return -1
	}
	if e, ok := named[p.noun]; ok {
		return e
	}
	if e, ok := places[p.named]; ok && p.named != "" {
		return e
	}
	return -1
}

// fits tells whether a description can mean what an earlier one does: it says nothing
// else about it.
func (p *phrase) fits(q *phrase) bool {
	if p.of != "" && q.of != "" && p.of != q.of || p.of != "" && q.of == "" && len(p.modifiers) > 0 {
		return false
	}
	if owned(p.opening) && owned(q.opening) && p.opening != q.opening || owned(p.opening) != owned(q.opening) && owned(p.opening) {
		return false
	}
	for _, w := range p.modifiers {
		if !slices.Contains(q.modifiers, w) {
			return false
		}
	}
	return true
}

// owned tells whether what opens a description is whose it is.
func owned(opening string) bool {
	return possessives[opening] || strings.HasSuffix(opening, "'s") || strings.HasSuffix(opening, "'")
}

func (c *chains) sortMentions() {
	slices.SortStableFunc(c.mentions, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
}
