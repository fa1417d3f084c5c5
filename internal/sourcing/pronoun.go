package sourcing

import "hearsay/record"

// byPronoun is the source that a pronoun stands for: its chain's, else that of the
// last source which it fits.
func (f *filler) byPronoun(a *record.Attribution, p *phrase) {
	if e := f.mentioned(p.head); e >= 0 {
		f.byEntity(a, e)
		return
	}
	before := 0
	switch {
	case p.pronoun&pronounWho != 0 && p.head > 0 && p.pronoun&pronounHe == 0:
		if words := f.antecedent(p.head, p.pronoun); len(words) > 0 {
			f.decide(a, words)
			return
		}
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

// antecedentWords is how far before a relative pronoun its noun is looked for.
const antecedentWords = 12

// antecedent are the words that the relative pronoun at word w stands for: back to
// the nearest noun that it fits, and from there to the noun's first word.
func (f *filler) antecedent(w int, pronoun class) []int {
	first := f.text.Sentences[f.text.Words[w].Sentence].First
	first = max(first, w-antecedentWords)
	fits := class(people | mass)
	if pronoun&pronounIt != 0 {
		fits |= body | outlet | document | speech
	}
	head := -1
	for k := w - 1; k >= first && head < 0; k-- {
		m := f.nameAt(k)
		e := f.entry(k)
		switch {
		case m != nil && (pronoun&pronounIt != 0 || f.entities[m.entity].Kind == record.Person || f.entities[m.entity].Kind == record.Group):
			return span(m.first, m.last)
		case m == nil && (e.singular|e.plural)&fits != 0, m == nil && e.singular&(vague|alone) != 0 && k == w-1:
			head = k
		}
	}
	if head < 0 {
		return nil
	}
	start := head
	for start > first && !f.boundary(span(start-1, w), 0) && f.entry(start-1).singular&stop == 0 && f.tokens[start-1].UPOS != "VERB" {
		start--
	}
	return span(start, head+1)
}

func span(first, last int) []int {
	out := make([]int, 0, last-first)
	for w := first; w < last; w++ {
		out = append(out, w)
	}
	return out
}
