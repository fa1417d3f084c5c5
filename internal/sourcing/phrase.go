package sourcing

// phrase is what a source's words say, read from the left: what stands before the
// noun, the noun that heads it, and the names at its head.
type phrase struct {
	words       []int
	first, head int    // words; head is -1 where no noun heads the phrase
	entry       entry  // of the head
	names       []name // joint ones, or the one in apposition
	owner       int    // entity that the noun belongs to ("Brevik's comments"), -1
	modifier    int    // entity that stands before the noun ("Harland officials"), -1
	pronoun     class  // of a phrase that is a pronoun alone
	only        class  // the words that stand instead of a noun: vague, alone, number, part
	counted     bool
	partial     bool
	definite    bool
	owned       bool // "the candidate's son", "his campaign"
	indefinite  bool
	proper      bool // the head is a name that no entity knows
	host        bool // the head is a host name: "delta-news.com"
	bare        bool // the phrase ends in "'s": its owner is the source
	insider     bool // a phrase after the noun makes the class unnamed
}

// name is a name at the head of a phrase.
type name struct{ entity, first, last int }

// plural tells whether the phrase is about several.
func (p *phrase) plural() bool {
	return p.head >= 0 && p.entry.plural != 0 && !(p.partial && p.counted && p.only&alone != 0) || p.counted && p.only&alone == 0
}

func (f *filler) lower(w int) string { return f.text.Words[w].Lower }

// read reads the phrase of the words.
func (f *filler) read(words []int) phrase {
	p := phrase{words: words, head: -1, first: -1, owner: -1, modifier: -1}
	i := f.core(&p)
	switch {
	case len(p.names) > 0:
		f.joint(&p, i)
	case p.head >= 0, p.partial && p.only&alone != 0: // "one of the two, a docker named Olle"
		f.apposed(&p, i)
	}
	for _, w := range words {
		if f.lexicon.phrase(f.text, w, insider|anonymity) > 0 {
			p.insider = true
			break
		}
	}
	return p
}

// step reads what stands at p.words[i] and returns how many words that is, and
// whether the phrase's core ends after them: 0 and false where it is for another step.
type step func(f *filler, p *phrase, i int) (n int, end bool)

// core reads up to the end of the noun phrase proper, before any preposition,
// comma or relative clause, and returns how many words it read.
func (f *filler) core(p *phrase) int {
	steps := [...]step{
		(*filler).coreName, (*filler).coreHost, (*filler).coreAbout, (*filler).corePossessive, (*filler).coreMark,
		(*filler).corePart, (*filler).coreBoundary, (*filler).corePronoun, (*filler).coreDeterminer, (*filler).coreNoun,
	}
	i := 0
	for i < len(p.words) {
		for _, read := range steps {
			n, end := read(f, p, i)
			i += n
			if end {
				return i
			}
			if n > 0 {
				break
			}
		}
	}
	return i
}

// coreName reads a name: an owner ("Brevik's comments"), the head, or what stands
// before a noun ("Harland officials").
func (f *filler) coreName(p *phrase, i int) (n int, end bool) {
	ws, w := p.words, p.words[i]
	m := f.nameAt(w)
	if m == nil {
		return 0, false
	}
	last := i
	for last < len(ws) && ws[last] < m.last {
		last++
	}
	p.start(w)
	owner := last < len(ws) && f.possessive(ws[last])
	switch {
	case owner && f.ends(ws, last+1):
		p.names = append(p.names, name{m.entity, w, ws[last-1] + 1})
		return last + 1 - i, true
	case owner:
		p.owner, p.owned, p.definite, p.head = m.entity, true, true, -1
		return last + 1 - i, false
	case f.ends(ws, last):
		p.names = append(p.names, name{m.entity, w, ws[last-1] + 1})
		p.head, p.entry = ws[last-1], f.entry(ws[last-1])
		return last - i, true
	}
	p.modifier, p.head, p.entry = m.entity, ws[last-1], entry{}
	return last - i, false
}

// coreHost reads a host name: "delta-news.com".
func (f *filler) coreHost(p *phrase, i int) (n int, end bool) {
	last := f.host(p.words[i])
	for last > 0 && i+n < len(p.words) && p.words[i+n] < last {
		n++
	}
	if n == 0 || !f.ends(p.words, i+n) { // "the delta-news.com editor"
		return 0, false
	}
	p.start(p.words[i])
	p.head, p.host, p.proper = last-1, true, true
	return n, true
}

// coreAbout skips what softens a number, where nothing was read yet: "at least".
func (f *filler) coreAbout(p *phrase, i int) (n int, end bool) {
	if p.begun() {
		return 0, false
	}
	return f.lexicon.phrase(f.text, p.words[i], about), false
}

// corePossessive reads an "'s": what stands before it owns the noun to come, or is
// the source itself ("the minister's").
func (f *filler) corePossessive(p *phrase, i int) (n int, end bool) {
	if !f.possessive(p.words[i]) {
		return 0, false
	}
	if p.head >= 0 && f.ends(p.words, i+1) {
		p.bare = true
		return 1, true
	}
	p.owned, p.definite, p.head, p.only = true, true, -1, 0
	return 1, false
}

// coreMark skips hyphens and quotation marks.
func (f *filler) coreMark(p *phrase, i int) (n int, end bool) {
	if f.hyphen(p.words[i]) || f.quoteMark(p.words[i]) {
		return 1, false
	}
	return 0, false
}

// corePart reads how many of the whole are meant: "two-thirds", "nine of 10", "some
// of".
func (f *filler) corePart(p *phrase, i int) (n int, end bool) {
	ws, w := p.words, p.words[i]
	e, number := f.entry(w), f.isNumber(w)
	of := i+1 < len(ws) && f.lower(ws[i+1]) == "of"
	switch {
	case number && i+1 < len(ws) && f.hyphen(ws[i+1]):
		p.start(w)
		return 2, false
	case number && i+2 < len(ws) && (of || f.lower(ws[i+1]) == "in") && f.isNumber(ws[i+2]):
		p.start(w)
		p.partial, p.only = true, part
		return 3, false
	case number && i+2 < len(ws) && f.lower(ws[i+1]) == "%" && f.lower(ws[i+2]) == "of":
		p.start(w)
		p.partial, p.only = true, part
		return 3, false
	case of && (number || p.head < 0 && (e.singular|e.plural)&quantity != 0):
		p.start(w)
		p.partial, p.definite, p.indefinite, p.head = true, false, false, -1
		p.counted = number || e.singular&alone != 0
		p.only = e.singular & quantity
		return 2, false
	}
	return 0, false
}

// coreBoundary ends the core at what cannot belong to it, once something was read.
func (f *filler) coreBoundary(p *phrase, i int) (n int, end bool) {
	switch {
	case !f.boundary(p.words, i):
		return 0, false
	case p.head >= 0 && p.entry == (entry{}) && f.entry(p.words[i]).singular&joining != 0 && f.tokens[p.head].UPOS == "ADJ":
		p.head, p.proper = -1, false // "current and former officials"
		return 1, false
	case p.begun():
		return 0, true
	}
	return 1, false
}

// corePronoun reads a pronoun that is the whole source.
func (f *filler) corePronoun(p *phrase, i int) (n int, end bool) {
	w := p.words[i]
	c := f.entry(w).singular & pronoun
	if p.head >= 0 || c == 0 || !f.ends(p.words, i+1) {
		return 0, false
	}
	p.start(w)
	p.pronoun, p.head = c, w
	return 1, true
}

// coreDeterminer reads numbers, articles and words like "some" before the noun, or
// instead of it.
func (f *filler) coreDeterminer(p *phrase, i int) (n int, end bool) {
	w := p.words[i]
	if p.head >= 0 {
		return 0, false
	}
	e, ends := f.entry(w), f.ends(p.words, i+1)
	instead := ends && e.singular&(body|document|mass) == 0 || e.singular&(vague|alone) != 0
	switch {
	case f.isNumber(w):
		p.counted, p.only = true, p.only|number
	case e.singular&(definite|indefinite) != 0 && !ends:
		p.definite, p.indefinite = e.singular&definite != 0, e.singular&indefinite != 0
		if e.singular&pronoun != 0 {
			p.owner, p.owned = f.mentioned(w), true
		}
	case (e.singular|e.plural)&(part|vague|alone) != 0 && e.singular&pronoun == 0 && instead:
		p.only |= e.singular & (part | vague | alone)
		if e.singular&part != 0 {
			p.counted = false // "54 percent"
		}
	default:
		return 0, false
	}
	p.start(w)
	return 1, false
}

// coreNoun reads an adjective or noun: the last one that can be the head is it.
func (f *filler) coreNoun(p *phrase, i int) (n int, end bool) {
	w := p.words[i]
	p.start(w)
	e, capital := f.nounEntry(p.words, i), f.capital(w)
	known := e != (entry{})
	if p.head < 0 || known || capital || p.entry == (entry{}) {
		p.proper = capital && !known
		p.head, p.entry = w, e
		if i > 0 && p.first < w {
			p.entry = f.compound(p.words[i-1], w, e)
		}
	}
	return 1, false
}

// nounEntry is the entry of the noun at ws[i], with what a hyphen joins to it; none
// for a surname after a title ("Mr. Singer").
func (f *filler) nounEntry(ws []int, i int) entry {
	e := f.entry(ws[i])
	if i > 1 && f.hyphen(ws[i-1]) {
		if joined, ok := f.lexicon.words[f.lower(ws[i-2])+"-"+f.lower(ws[i])]; ok {
			e = joined
		}
	}
	if i > 0 && f.capital(ws[i]) && f.entry(ws[i-1]) == (entry{singular: title}) {
		return entry{}
	}
	return e
}

// begun tells whether something of the phrase was read.
func (p *phrase) begun() bool { return p.head >= 0 || p.modifier >= 0 || p.only != 0 }

func (p *phrase) start(w int) {
	if p.first < 0 {
		p.first = w
	}
}

func (f *filler) entry(w int) entry { return f.lexicon.words[f.lower(w)] }

// compound is the entry of a noun of two words, where the table has one.
func (f *filler) compound(before, w int, e entry) entry {
	for _, p := range f.lexicon.phrases[f.lower(before)] {
		if len(p.rest) == 1 && p.rest[0] == f.lower(w) && p.class&(people|document|speech|body|outlet|mass) != 0 {
			return entry{singular: p.class}
		}
	}
	return e
}
