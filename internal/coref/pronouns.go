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
		if e := c.antecedent(i, p, recent, speaker, quoted[i]); e >= 0 {
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
	c.resolveSpeakers(attributions, inside, recent)
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
func (c *chains) antecedent(i int, p pronoun, recent []mention, speaker int, quoted bool) int {
	sentence := c.text.Words[i].Sentence
	paragraph := c.text.Sentences[sentence].Paragraph
	best, score, second := -1, 0, 0
	var bestAt mention
	for k := len(recent) - 1; k >= 0 && k >= len(recent)-maxMentions; k-- {
		m := recent[k]
		at := c.text.Words[m.first].Sentence
		if sentence-at > maxSentences {
			break
		}
		if m.entity == speaker && quoted || !c.suits(m, p) {
			continue
		}
		n := 10 - 3*(sentence-at)
		if c.subject(m) {
			n += 4
		}
		if m.entity == speaker {
			n += 4
		}
		if m.Form == record.NominalForm && c.text.Words[m.first].Lower != "the" {
			n -= 2
		}
		if m.Form == record.PronounForm {
			n += 3
		}
		if c.genders[m.entity] == p.gender && p.gender != 0 {
			n += 2
		}
		n += min(c.said[m.entity]/2, 4)
		if c.text.Sentences[at].Paragraph != paragraph {
			n--
		}
		if n <= 0 {
			continue
		}
		switch {
		case m.entity == best:
			score = max(score, n)
		case n > score:
			best, bestAt, score, second = m.entity, m, n, score
		case n > second:
			second = n
		}
	}
	if score-second < 1 {
		return -1
	}
	if p.body && !c.acts(i, bestAt) {
		return -1
	}
	return best
}

// suits tells whether a mention's entity can be what the pronoun stands for.
func (c *chains) suits(m mention, p pronoun) bool {
	e := &c.entities[m.entity]
	if p.body {
		return e.Kind == record.Organization || e.Kind == record.PlaceKind
	}
	g := c.genders[m.entity]
	return e.Kind == record.Person && (g == 0 || g == p.gender)
}

// subject tells whether a mention opens its sentence, or nearly.
func (c *chains) subject(m mention) bool {
	first := c.text.Sentences[c.text.Words[m.first].Sentence].First
	if m.first-first <= 2 {
		return true
	}
	_, last := c.text.Range(m.Span)
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

// acts tells whether "it" or "its" at word i goes back to the body at m for sure
// enough: the body is the subject of the sentence, and "it" does something that
// bodies do, which the weather's "it" does not.
func (c *chains) acts(i int, m mention) bool {
	if c.text.Words[m.first].Sentence != c.text.Words[i].Sentence || c.entities[m.entity].Kind != record.Organization || !c.subject(m) {
		return false
	}
	if w := c.text.Words[i].Lower; w != "it" {
		return true
	}
	if i+1 >= len(c.text.Words) {
		return false
	}
	switch c.text.Words[i+1].Lower {
	case "said", "says", "added", "had", "has", "would", "will", "plans", "planned", "expects", "expected", "denied", "announced", "believes", "believed":
		return true
	}
	return false
}

// resolveSpeakers gives the "I" and "we" inside quotation marks to whoever speaks.
func (c *chains) resolveSpeakers(attributions []record.Attribution, inside []int, mentions []mention) {
	for _, q := range c.text.Quotes {
		if q.Depth > 0 {
			continue
		}
		for _, s := range q.Spans {
			first, last := c.text.Range(s)
			for i := first; i < last; i++ {
				w := &c.text.Words[i]
				if p, ok := c.pronouns[w.Lower]; !ok || !p.speaks || inside[i] == 0 || w.In(c.text.Source) == "US" {
					continue
				}
				if e := c.sourceOf(&attributions[inside[i]-1], mentions); e >= 0 {
					c.mentions = append(c.mentions, mention{record.Mention{Span: w.Span, Form: record.PronounForm}, e, i})
				}
			}
		}
	}
}
