package sourcing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// byPronoun is the source that a pronoun stands for: its chain's, else that of the
// last source which it fits.
func (f *filler) byPronoun(a *record.Attribution, p *phrase) {
	e := f.mentioned(p.head)
	if p.pronoun&pronounWho != 0 && p.head > 0 && (e < 0 || !f.isNamed(e)) && f.byAntecedent(a, p) {
		return
	}
	if e >= 0 {
		f.byEntity(a, e)
		return
	}
	before := 0
	switch {
	case p.pronoun&pronounWho != 0:
		before = f.recent.any
		a.Sourcing = record.Collective
	case p.pronoun&pronounHe != 0:
		before = f.recent.single
		a.Sourcing = record.NamedPerson
	case p.pronoun&pronounI != 0:
		a.Sourcing = record.NamedPerson
	case p.pronoun&pronounThey != 0:
		before = f.recent.several
		a.Sourcing = record.Collective
	case p.pronoun&pronounIt != 0:
		before = f.recent.thing
		a.Sourcing = record.NamedOrganization
	case p.pronoun&pronounWe != 0:
		a.Sourcing = record.Collective
	default:
		a.Sourcing = record.Collective
	}
	if before > 0 {
		if p.pronoun&pronounHe != 0 {
			f.particular(before)
		}
		f.like(a, before)
		f.mention(a.Speaker, p.head, p.head+1, record.PronounForm)
	}
}

// isNamed tells whether the text gives the entity a name.
func (f *filler) isNamed(entity int) bool { return entity >= len(f.named) || f.named[entity] }

// byAntecedent is the source that a relative pronoun stands for, or a part of it
// ("lawmakers, some of whom object"); false where nothing before it fits.
func (f *filler) byAntecedent(a *record.Attribution, p *phrase) bool {
	words := f.antecedent(p.head, p.pronoun)
	if len(words) == 0 {
		return false
	}
	f.decide(a, words)
	w := p.head
	if w < 2 || !f.isOfWhom(span(w-2, w+1)) {
		return true
	}
	f.sayings[f.at] = f.lower(w-2) + " " + f.sayings[f.at]
	if a.Sourcing == record.Collective && (f.isNumber(w-2) || f.entry(w-2).singular&alone != 0) {
		a.Sourcing = record.Unnamed
	}
	return true
}

// isOfWhom tells whether the words are a part of what a relative pronoun stands for:
// "some of whom".
func (f *filler) isOfWhom(words []int) bool {
	return len(words) == 3 && f.lower(words[1]) == "of" && f.entry(words[2]).singular&pronounWho != 0 &&
		(f.entry(words[0]).singular&quantity != 0 || f.isNumber(words[0]))
}

// antecedentWords is how far before a relative pronoun its noun is looked for.
const antecedentWords = 12

// antecedent are the words that the relative pronoun at word w stands for: the nearest
// name or noun that it fits, with what belongs to the noun ("lawmakers of all
// parties, who"); nil for none. A name that the noun describes is preferred to it: "Ana
// Brevik, head of the board, who".
func (f *filler) antecedent(w int, pronoun class) []int {
	first := max(f.text.Sentences[f.text.Words[w].Sentence].First, w-antecedentWords)
	fits := people | mass
	if pronoun&pronounIt != 0 {
		fits |= body | outlet | document | speech
	}
	for k := w - 1; k >= first; k-- {
		m, e := f.nameAt(k), f.entry(k)
		switch {
		case m != nil && (pronoun&pronounIt != 0 || f.entities[m.entity].Kind == record.Person || f.entities[m.entity].Kind == record.Group):
			return span(m.first, m.last)
		case m == nil && (e.singular|e.plural)&fits != 0, m == nil && e.singular&(vague|alone) != 0 && k == w-1:
			return f.nounPhrase(first, k, w, fits)
		}
	}
	return nil
}

// nounPhrase are the words of the phrase that holds the noun at word head, between
// words first and w; of a name with the phrase set beside it, the name's.
func (f *filler) nounPhrase(first, head, w int, fits class) []int {
	start := f.phraseStart(first, head, w)
	if start >= first+2 && f.lower(start-1) == "of" && (f.entry(start-2).singular|f.entry(start-2).plural)&fits != 0 {
		head = start - 2 // "head of the opposition"
		start = f.phraseStart(first, head, w)
	}
	if start >= first+2 && f.lower(start-1) == "," {
		if m := f.nameAt(start - 2); m != nil && f.entities[m.entity].Kind == record.Person && m.last == start-1 {
			return span(m.first, m.last)
		}
	}
	return span(start, f.phraseEnd(head, w))
}

// phraseStart is the first word of the phrase that the noun at word head ends.
func (f *filler) phraseStart(first, head, w int) int {
	start := head
	for start > first && !f.boundary(span(start-1, w), 0) && f.entry(start-1).singular&stop == 0 && f.tokens[start-1].UPOS != "VERB" {
		start--
	}
	return start
}

// phraseEnd is the end of the noun's phrase before the pronoun at word w: with "of all
// parties", without the comma and "some of".
func (f *filler) phraseEnd(head, w int) int {
	if f.entry(head+1).singular&stop == 0 {
		return head + 1
	}
	end := w
	for end > head+1 && (f.tokens[end-1].UPOS == "PUNCT" || f.entry(end-1).singular&quantity != 0 || f.lower(end-1) == "of") {
		end--
	}
	return end
}

// saying is a source in the text's words as another sentence would have them: without
// the clause that a comma sets off, and small where only the sentence's begin made the
// first letter large.
func (f *filler) saying(words []int) string {
	for i := 1; i+1 < len(words); i++ {
		if f.lower(words[i]) == "," && f.entry(words[i+1]).singular&pronounWho != 0 {
			words = words[:i]
			break
		}
	}
	var out strings.Builder
	for i := 0; i < len(words); {
		n := i + 1
		for n < len(words) && words[n] == words[n-1]+1 {
			n++
		}
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(f.text.Span(words[i], words[n-1]+1).In(f.text.Source))
		i = n
	}
	s := strings.Join(strings.Fields(strings.TrimRight(out.String(), " ,;:—–-")), " ")
	e := f.entry(words[0])
	small := e.singular&(pronoun&^pronounI|definite|indefinite|quantity) != 0 || (e.singular|e.plural)&(people|mass) != 0 && f.opening(words[0]) && (len(words) == 1 || !f.capital(words[1]))
	if r, size := utf8.DecodeRuneInString(s); small && f.nameAt(words[0]) == nil {
		s = string(unicode.ToLower(r)) + s[size:]
	}
	return s
}

// opening tells whether word w opens its sentence, or stands after a dateline's dash.
func (f *filler) opening(w int) bool {
	return w == f.text.Sentences[f.text.Words[w].Sentence].First || isDash(f.lower(w-1))
}

func span(first, last int) []int {
	out := make([]int, 0, last-first)
	for w := first; w < last; w++ {
		out = append(out, w)
	}
	return out
}
