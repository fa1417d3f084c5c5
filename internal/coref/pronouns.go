package coref

import (
	"slices"
	"strings"

	"hearsay/record"
)

// The way back from a pronoun: sentences, and mentions looked at.
const (
	maxSentences = 3
	maxMentions  = 40
)

// resolvePronouns goes through the words and adds the pronouns that one name fits.
func (c *chains) resolvePronouns(attributions []record.Attribution) {
	inside, quoted := c.contents(attributions), c.quoted()
	names := c.mentions
	var added []mention
	seen := 0 // names before the word
	recent := make([]mention, 0, len(names))
	for i := range c.text.Words {
		w := &c.text.Words[i]
		for seen < len(names) && names[seen].Start <= w.Start {
			recent = append(recent, names[seen])
			c.said[names[seen].entity]++
			seen++
		}
		p, ok := c.pronouns[w.Lower]
		if !ok || p.speaks || w.In(c.text.Source) == "US" || w.In(c.text.Source) == "IT" {
			continue
		}
		speaker := -1
		if a := inside[i]; a > 0 {
			speaker = c.sourceOf(&attributions[a-1], recent)
		}
		if e := c.antecedent(i, p, recent, speaker, quoted); e >= 0 {
			m := mention{record.Mention{Span: w.Span, Form: record.PronounForm}, e, i}
			recent = append(recent, m)
			c.said[e]++
			added = append(added, m)
			if c.genders[e] == 0 {
				c.genders[e] = p.gender
			}
		}
	}
	c.mentions = slices.Concat(names, added)
	c.resolveSpeakers(attributions, inside, quoted, recent)
}

// quoted tells for each word whether it stands in quotation marks.
func (c *chains) quoted() []bool {
	out := make([]bool, len(c.text.Words))
	for _, q := range c.text.Quotes {
		if q.Depth > 0 {
			continue
		}
		for _, s := range q.Spans {
			first, last := c.text.Range(s)
			for i := first; i < last; i++ {
				out[i] = true
			}
		}
	}
	return out
}

// contents gives for each word the attribution (index + 1) whose quoted content
// holds it, 0 for none: of nested ones the innermost.
func (c *chains) contents(attributions []record.Attribution) []int {
	inside := make([]int, len(c.text.Words))
	size := make([]int, len(c.text.Words))
	for a := range attributions {
		for _, s := range attributions[a].Content {
			first, last := c.text.Range(s)
			if last-first > maxContent {
				last = first + maxContent
			}
			for i := first; i < last; i++ {
				if inside[i] == 0 || s.Len() <= size[i] {
					inside[i], size[i] = a+1, s.Len()
				}
			}
		}
	}
	return inside
}

// maxContent bounds the words of one content that are read, so that many long
// contents over each other cost no square.
const maxContent = 2000

// sourceOf is the entity that an attribution's source mentions, -1 for none: a
// person before a body, a name before the rest.
func (c *chains) sourceOf(a *record.Attribution, mentions []mention) int {
	best, score := -1, 0
	for _, s := range a.Source {
		for _, m := range near(mentions, s) {
			var n int
			switch e := c.entities[m.entity]; {
			case m.Form == record.PronounForm:
				n = 5
			case e.Kind == record.Person && m.Form == record.NameForm:
				n = 4
			case e.Kind == record.Person:
				n = 3
			case e.Kind == record.Organization:
				n = 2
			default:
				n = 0
			}
			if n > score {
				best, score = m.entity, n
			}
		}
	}
	return best
}

// near are the mentions that overlap a span; mentions are in text order, but for
// pronouns a little late.
func near(mentions []mention, s record.Span) []mention {
	lo, hi := 0, len(mentions)
	for lo < hi {
		if mid := (lo + hi) / 2; mentions[mid].End <= s.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	lo = max(lo-2, 0)
	end := lo
	for end < len(mentions) && mentions[end].Start < s.End {
		end++
	}
	out := mentions[lo:end]
	for len(out) > 0 && out[0].End <= s.Start {
		out = out[1:]
	}
	return out
}

// antecedent is the entity that the pronoun at word i stands for, -1 where none
// fits or two fit alike. Speaker is whose words hold it: "he" is somebody else
// inside quotation marks, and mostly the speaker outside of them.
func (c *chains) antecedent(i int, p pronoun, recent []mention, speaker int, quoted []bool) int {
	if p.fits == "thing" && c.empty(i) {
		return -1
	}
	sentence := c.text.Words[i].Sentence
	best, score, second, rank := -1, 0, 0, 0
	for k := len(recent) - 1; k >= 0 && k >= len(recent)-maxMentions; k-- {
		m := recent[k]
		if sentence-c.text.Words[m.first].Sentence > maxSentences {
			break
		}
		if m.entity == speaker && quoted[i] || m.End > c.text.Words[i].Start || !c.suits(m, p) {
			continue
		}
		n := c.weigh(i, p, m, rank, m.entity == speaker, quoted)
		rank++
		switch {
		case m.entity == best:
			score = max(score, n)
		case n > score:
			best, score, second = m.entity, n, score
		case n > second:
			second = n
		}
	}
	if score-second < 1 {
		return -1
	}
	return best
}

// weigh sums what speaks for a mention as that for which the pronoun at word i stands,
// after antecedents.tsv. Rank is how many fit that are nearer.
func (c *chains) weigh(i int, p pronoun, m mention, rank int, speaker bool, quoted []bool) int {
	weights := c.weights[p.fits]
	w, at := &c.text.Words[i], &c.text.Words[m.first]
	first, last := c.text.Range(m.Span)
	n := 0
	add := func(clue string) { n += weights[clue] }
	add("any")
	apart := w.Sentence - at.Sentence
	add([...]string{"same sentence", "sentence before", "two before", "three before"}[apart])
	if apart == 0 && possessives[w.Lower] {
		add("its, same sentence")
	}
	relation := c.relation(first, last)
	switch {
	case c.subject(first, last):
		add("subject")
		if c.subject(i, i+1) {
			add("both subjects")
		}
	case relation == "obj":
		add("object")
	case strings.HasPrefix(relation, "nmod"):
		add("of a noun")
	}
	if first <= c.text.Sentences[at.Sentence].First+1 {
		add("opens")
	}
	switch {
	case m.Form == record.PronounForm && at.Lower == w.Lower:
		add("same pronoun")
	case m.Form == record.PronounForm:
		add("pronoun")
	case m.Form == record.NameForm:
		add("name")
	case at.Lower == "the" || at.Lower == "this":
		add("the")
	default:
		add("nominal")
	}
	if g := c.genders[m.entity]; g != 0 && g == p.gender {
		add("gender")
	}
	switch n := c.said[m.entity]; {
	case n > 8:
		add("said often")
	case n > 3:
		add("said some")
	case n > 1:
		add("said again")
	}
	if c.text.Sentences[at.Sentence].Paragraph != c.text.Sentences[w.Sentence].Paragraph {
		add("other paragraph")
	}
	switch {
	case speaker:
		add("speaker")
	case quoted[i] && !quoted[m.first]:
		add("out of the quotation")
	case !quoted[i] && quoted[m.first]:
		add("in a quotation")
	}
	if rank == 0 {
		add("nearest")
	}
	add(string(c.entities[m.entity].Kind))
	return n
}

// relation is how the tree hangs the words on the rest of their sentence, "" without one.
func (c *chains) relation(first, last int) string { return c.tokens[c.headIn(first, last)].Deprel }

// suits tells whether a mention's entity can be what the pronoun stands for.
func (c *chains) suits(m mention, p pronoun) bool {
	e := &c.entities[m.entity]
	several := m.entity >= c.latent && c.phrases[m.entity-c.latent].plural
	switch p.fits {
	case "thing":
		return e.Kind != record.Person && e.Kind != record.Group && !several
	case "many":
		return e.Kind == record.Group && !c.adjective(m) || several || e.Kind == record.Organization
	}
	g := c.genders[m.entity]
	return e.Kind == record.Person && (g == 0 || g == p.gender) && !c.variation(m)
}

// variation tells whether a description may be another word for somebody named: "the
// mega donor", whom nothing else takes up. The pronoun behind it is then better given
// to the name.
func (c *chains) variation(m mention) bool {
	return m.entity >= c.latent && c.said[m.entity] < 2 && c.text.Words[m.first].Lower == "the"
}

// adjective tells whether a mention is no noun ("the Danish crew").
func (c *chains) adjective(m mention) bool {
	_, last := c.text.Range(m.Span)
	return c.tokens[last-1].UPOS == "ADJ" || last < len(c.tokens) && c.tokens[last].UPOS == "NOUN"
}

// subject tells whether the words are the subject of their clause: by the tree where
// there is one, else where they open their sentence, or nearly, or a verb follows.
func (c *chains) subject(from, last int) bool {
	if c.tokens[from].Deprel != "" {
		return strings.HasPrefix(c.relation(from, last), "nsubj")
	}
	first := c.text.Sentences[c.text.Words[from].Sentence].First
	if from-first <= 2 {
		return true
	}
	if last >= len(c.text.Words) {
		return false
	}
	switch w := c.text.Words[last].Lower; w {
	case "said", "says", "told", "added", "is", "was", "has", "had", "will", "would", "also", "did", "can", "could", "may":
		return true
	default:
		u := c.tokens[last].UPOS
		return u == "VERB" || u == "AUX" || strings.HasSuffix(w, "ed")
	}
}

// empty tells whether "it" stands for nothing that the text names: the weather's, or
// what a clause behind it says. Without a tree only what bodies do is sure enough.
func (c *chains) empty(i int) bool {
	if c.text.Words[i].Lower != "it" {
		return false
	}
	if c.tokens[i].Deprel != "" {
		return c.tokens[i].Deprel == "expl"
	}
	if i+1 >= len(c.text.Words) {
		return true
	}
	switch c.text.Words[i+1].Lower {
	case "said", "says", "added", "had", "has", "would", "will", "plans", "planned", "expects", "expected", "denied", "announced", "believes", "believed":
		return false
	}
	return true
}

// resolveSpeakers gives the "I" and "we" of somebody's own words to whoever speaks:
// inside quotation marks, behind a label ("Brevik: I ..."), and in words that are
// given to the speaker without either.
func (c *chains) resolveSpeakers(attributions []record.Attribution, inside []int, quoted []bool, mentions []mention) {
	for i := range c.text.Words {
		w := &c.text.Words[i]
		if p, ok := c.pronouns[w.Lower]; !ok || !p.speaks || inside[i] == 0 || w.In(c.text.Source) == "US" {
			continue
		}
		a := &attributions[inside[i]-1]
		label := len(a.Cue) == 1 && a.Cue[0].In(c.text.Source) == ":"
		if !quoted[i] && !label && !a.Inferred {
			continue
		}
		if e := c.sourceOf(a, mentions); e >= 0 {
			c.mentions = append(c.mentions, mention{record.Mention{Span: w.Span, Form: record.PronounForm}, e, i})
		}
	}
}
