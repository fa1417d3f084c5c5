package sourcing

import (
	"strings"

	"hearsay/record"
)

// decide sets kind and speaker of an attribution after its source's words.
func (f *filler) decide(a *record.Attribution, words []int) {
	if f.isOfWhom(words) {
		words = words[2:]
	}
	f.sayings[f.at] = f.saying(words)
	p := f.read(words)
	if len(p.names) > 0 {
		f.byName(a, &p)
		f.joined(a, &p)
		return
	}
	switch {
	case p.host:
		a.Sourcing = record.NamedOutlet
		f.describe(a, &p, record.Organization)
	case p.pronoun != 0:
		f.byPronoun(a, &p)
	case p.head >= 0:
		f.byNoun(a, &p)
		f.joined(a, &p)
	case p.owner >= 0: // "Trump's", "his"
		f.byEntity(a, p.owner)
	case p.only&alone != 0, p.counted:
		a.Sourcing = record.Unnamed
	case p.only != 0:
		a.Sourcing = record.Collective
	case f.capital(words[0]) && words[0] > f.text.Sentences[f.text.Words[words[0]].Sentence].First:
		a.Sourcing = record.NamedPerson // a name that is a small word too: "Will"
	default:
		a.Sourcing = record.Agentless
	}
}

// agentWordsAhead is how far after a passive cue its agent is looked for.
const agentWordsAhead = 25

// agent are the words after "by" in the sentence of a cue without a source, where
// they are of people, bodies or outlets: "has been called hasty by analysts",
// "criticised by the union".
func (f *filler) agent(a *record.Attribution) []int {
	cue := f.words(a.Cue)
	if len(cue) == 0 {
		return nil
	}
	last := f.text.Sentences[f.text.Words[cue[0]].Sentence].Last
	if next := cue[len(cue)-1] + 1; f.tokens[cue[0]].UPOS != "AUX" && (next >= last || f.lower(next) != "by") {
		return nil
	}
	for w := cue[len(cue)-1] + 1; w < min(last, cue[len(cue)-1]+agentWordsAhead); w++ {
		if f.lower(w) == ";" {
			return nil
		}
		if f.lower(w) != "by" {
			continue
		}
		n := w + 1
		for n < last && n < w+9 && !f.boundary(span(w+1, n+1), n-w-1) {
			n++
		}
		p := f.read(span(w+1, n))
		speaks := (p.entry.singular|p.entry.plural)&(people|mass|body|outlet) != 0
		if len(p.names) > 0 || p.head >= 0 && speaks || p.only&vague != 0 {
			return span(w+1, n)
		}
		return nil
	}
	return nil
}

// byName is the kind of a source that names itself; several joint ones are all
// speakers.
func (f *filler) byName(a *record.Attribution, p *phrase) {
	for _, n := range p.names {
		f.speaker(a, n.entity)
	}
	n := p.names[0]
	a.Sourcing = f.kindOf(n.entity, f.isOutlet(n))
	last := f.lower(n.last - 1)
	switch {
	case a.Sourcing == record.NamedOrganization && (f.entry(n.last-1).plural&people != 0 || n.last > n.first+1 && f.entry(n.first).plural&people != 0 && f.entry(n.first+1).singular&stop != 0):
		a.Sourcing = record.Collective // "Upper House Liberals", "Liberals in the Upper House"
	case a.Sourcing == record.Collective && !p.definite && !p.indefinite && !p.counted && n.last == n.first+1 && !strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ese"):
		a.Sourcing = record.NamedPerson // a people's name that is a surname here
	}
	if e := f.entry(n.last - 1); a.Sourcing == record.Collective && n.last == n.first+1 && p.definite && e.singular&epithet != 0 {
		p.head, p.entry = n.first, e // "the Democrat"
		a.Speaker, a.Speakers = 0, nil
		f.byEpithet(a, p)
		return
	}
	if a.Sourcing == record.Collective && (p.counted || p.indefinite) {
		a.Sourcing = record.Unnamed // "a Republican"
	}
	if a.Sourcing == record.Collective || a.Sourcing == record.Unnamed {
		a.Speaker, a.Speakers = 0, nil
	}
}

// speaker adds an entity to the speakers of an attribution.
func (f *filler) speaker(a *record.Attribution, entity int) {
	ref := record.To[record.Entity](entity)
	if !a.Speaker.Set() {
		a.Speaker = ref
		return
	}
	if ref == a.Speaker {
		return
	}
	if len(a.Speakers) == 0 {
		a.Speakers = []record.Ref[record.Entity]{a.Speaker}
	}
	a.Speakers = append(a.Speakers, ref)
}

// kindOf is the kind of a source that is the entity.
func (f *filler) kindOf(entity int, outlet bool) record.Sourcing {
	e := &f.entities[entity]
	if entity >= len(f.named) || !f.named[entity] {
		return f.kindOfDescribed(e)
	}
	switch {
	case f.outlets.unmistakable(e.Name):
		return record.NamedOutlet
	case e.Kind == record.Person:
		return record.NamedPerson
	case e.Kind == record.Group:
		return record.Collective
	}
	if outlet || f.outlets.isOutlet(e.Name, false) {
		return record.NamedOutlet
	}
	if e.Kind == record.Work || e.Kind == record.Law {
		return record.FromDocument
	}
	return record.NamedOrganization
}

// kindOfDescribed is the kind of an entity that the text does not name.
func (f *filler) kindOfDescribed(e *record.Entity) record.Sourcing {
	switch e.Kind {
	case record.Person:
		return record.Unnamed
	case record.Group:
		return record.Collective
	case record.Work, record.Law:
		return record.FromDocument
	}
	for word := range strings.FieldsSeq(strings.ToLower(e.Name)) {
		if f.lexicon.words[word].singular&outlet != 0 {
			return record.NamedOutlet
		}
	}
	return record.NamedOrganization
}

// isOutlet tells whether a name in the text is an outlet's, as it stands there.
func (f *filler) isOutlet(n name) bool {
	definite := n.first > 0 && f.lower(n.first-1) == "the"
	span := f.text.Span(n.first, n.last)
	return f.entities[n.entity].Kind != record.Person && f.outlets.isOutlet(span.In(f.text.Source), definite)
}

// byEntity is the source that an entity is.
func (f *filler) byEntity(a *record.Attribution, entity int) {
	if entity < len(f.named) && !f.named[entity] {
		if e, ok := f.holder(f.entities[entity].Name); ok && f.entities[entity].Kind == record.Person {
			entity = e
		}
	}
	a.Sourcing = f.kindOf(entity, false)
	if a.Sourcing == record.Collective {
		f.sayings[f.at] = f.entities[entity].Name
		return
	}
	f.speaker(a, entity)
	a.Identified = a.Sourcing == record.Unnamed && f.unique(&f.entities[entity])
}

// unique tells whether an entity that the text describes, but does not name, is
// described as only one person can be.
func (f *filler) unique(e *record.Entity) bool {
	return len(e.Mentions) > 0 && f.isUnique(e.Mentions[0].Span)
}

func (f *filler) isUnique(s record.Span) bool {
	first, last := f.text.Range(s)
	words := make([]int, 0, 16)
	for w := first; w < min(last, first+16); w++ {
		words = append(words, w)
	}
	p := f.read(words)
	return p.head >= 0 && p.entry.singular&one != 0 && !p.indefinite && !p.counted
}

// byNoun is the source that a noun heads.
func (f *filler) byNoun(a *record.Attribution, p *phrase) {
	if e := f.namesake(p); e >= 0 {
		f.byEntity(a, e)
		return
	}
	one, several := p.entry.singular, p.entry.plural
	switch {
	case f.byEpithet(a, p):
	case several&people != 0 && several&^(people|epithet) == 0 || one&people != 0:
		f.byPeople(a, p)
	case (one|several)&mass != 0:
		a.Sourcing = record.Collective
	case f.capital(p.head) && f.outlets.isOutlet(f.core1(p), p.definite):
		a.Sourcing = record.NamedOutlet
		f.describe(a, p, record.Organization)
	case one&speech != 0 && one&document == 0 || several&speech != 0 && (several&document == 0 || f.owner(p) >= 0) || one&speech != 0 && f.owner(p) >= 0:
		f.bySpeech(a, p)
	case (one|several)&outlet != 0 && f.outletHead(p):
		a.Sourcing = record.NamedOutlet
		if o := f.outletBefore(p.head); p.definite && !p.proper && o >= 0 && !f.capital(p.head) {
			f.speaker(a, o) // "the newspaper"
		} else {
			f.describe(a, p, record.Organization)
		}
	case (one|several)&document != 0 && !f.properBody(p):
		a.Sourcing = record.FromDocument
		if e := f.owner(p); e >= 0 {
			f.speaker(a, e)
		} else if p.modifier >= 0 && f.entities[p.modifier].Kind == record.Organization {
			f.speaker(a, p.modifier)
		}
	case (one|several)&(body|outlet) != 0:
		f.byBody(a, p)
	default:
		f.byUnknown(a, p)
	}
}

// epithetReach is how many words before an epithet the one whom it means is named.
const epithetReach = 80

// byEpithet reads "the nominee", "both candidates" in a text that names people: newspapers
// call so whom they have named. Whom it means is known where only one person is named in
// the words before.
func (f *filler) byEpithet(a *record.Attribution, p *phrase) bool {
	if (p.entry.singular|p.entry.plural)&epithet == 0 || p.indefinite || p.partial || p.head+1 < len(f.text.Words) && f.lower(p.head+1) == "of" {
		return false
	}
	if p.entry.plural&epithet != 0 {
		both := p.head > 0 && (f.lower(p.first) == "both" || p.definite && f.lower(p.first+1) == "two")
		if both && f.people() > 1 {
			a.Sourcing = record.NamedPerson
		}
		return both && f.people() > 1
	}
	if !p.definite || p.counted || f.people() == 0 {
		return false
	}
	only := -1
	for w := p.first - 1; w >= max(0, p.first-epithetReach); w-- {
		if m := f.nameAt(w); m != nil && f.entities[m.entity].Kind == record.Person {
			if only >= 0 && only != m.entity {
				only = -1
				break
			}
			only = m.entity
		}
	}
	a.Sourcing = record.NamedPerson
	if only >= 0 {
		f.speaker(a, only)
	}
	return true
}

// people counts the people that the text names.
func (f *filler) people() int {
	n := 0
	for e := range f.entities[:f.given] {
		if f.named[e] && f.entities[e].Kind == record.Person {
			n++
		}
	}
	return n
}

// nounFirst is the first word of the noun with its adjectives, after any "the" or
// owner.
func (p *phrase) nounFirst(f *filler) int {
	first := p.head
	for first > p.first && first > 0 && !f.possessive(first-1) && f.entry(first-1).singular&(definite|indefinite) == 0 {
		first--
	}
	return first
}

// byPeople is the kind of officials, critics, "two senators", "the finance minister".
func (f *filler) byPeople(a *record.Attribution, p *phrase) {
	c := p.entry.singular | p.entry.plural
	switch {
	case p.entry.plural == 0 || p.counted && p.only&alone != 0:
		a.Sourcing = record.Unnamed
		a.Identified = c&one != 0 && !p.indefinite && !p.counted && !p.partial
		switch {
		case a.Identified, p.owned && c&office == 0:
			f.describe(a, p, record.Person)
		case p.definite && !p.partial:
			f.again(a, p)
		}
	case c&one != 0 && p.modifier >= 0 && f.acronym(p.modifier):
		a.Sourcing = record.NamedOrganization // "EU ministers"
		f.speaker(a, p.modifier)
	case c&office != 0 && (c&member == 0 || f.represents(p)) || p.counted || p.insider || f.anonymous(a, p):
		a.Sourcing = record.Unnamed
	default:
		a.Sourcing = record.Collective
	}
}

// represents tells whether a phrase says for whom its people speak: "lawyers for
// the company", "Brevik's lawyers".
func (f *filler) represents(p *phrase) bool {
	return p.owned || p.modifier >= 0 || p.head+1 < len(f.text.Words) && f.lower(p.head+1) == "for"
}

// again gives "the official" to the official who spoke last.
func (f *filler) again(a *record.Attribution, p *phrase) {
	before := f.recent.single
	if before == 0 || f.attributions[before-1].Sourcing != record.Unnamed {
		return
	}
	if q := f.read(f.words(f.attributions[before-1].Source)); q.head >= 0 && f.lower(q.head) == f.lower(p.head) {
		f.particular(before)
		a.Speaker = f.attributions[before-1].Speaker
		f.mention(a.Speaker, p.first, p.head+1, record.NominalForm)
	}
}

// particular makes an entity of an unnamed speaker who speaks again.
func (f *filler) particular(before int) {
	b := &f.attributions[before-1]
	if b.Speaker.Set() || b.Sourcing != record.Unnamed {
		return
	}
	if p := f.read(f.words(b.Source)); p.head >= 0 && p.pronoun == 0 && !p.plural() {
		f.describe(b, &p, record.Person)
	}
}

// anonymous tells whether the sentence says that the source would not be named.
func (f *filler) anonymous(a *record.Attribution, p *phrase) bool {
	return f.around(a, f.text.Words[p.head].Sentence, func(w int) bool { return f.lexicon.phrase(f.text, w, anonymity) > 0 })
}

// acronym tells whether an entity is a body known by its initials ("EU", "NATO").
func (f *filler) acronym(entity int) bool {
	e := &f.entities[entity]
	return e.Kind != record.Person && e.Kind != record.Group && len(e.Name) >= 2 && len(e.Name) <= 7 && strings.ToUpper(e.Name) == e.Name
}

// bySpeech is the kind of "Brevik's comments", "the ministry's statement": whose
// they are; else a document.
func (f *filler) bySpeech(a *record.Attribution, p *phrase) {
	if e := f.owner(p); e >= 0 {
		f.byEntity(a, e)
		return
	}
	switch {
	case p.modifier >= 0:
		f.byEntity(a, p.modifier)
	case p.owned && f.recent.single > 0: // "his remarks", where no chain says whose
		f.like(a, f.recent.single)
	case p.owned:
		a.Sourcing = record.Unnamed
	case (p.entry.singular|p.entry.plural)&doing != 0:
		a.Sourcing = record.Agentless // "the defeat shows"
	default:
		a.Sourcing = record.FromDocument
	}
}

// owner is the entity that the head belongs to or that it comes from, -1 for none:
// "Brevik's", "his", "by Brevik", "from the union"; not who only saw it ("a draft seen
// by the Herald").
func (f *filler) owner(p *phrase) int {
	if p.owner >= 0 {
		return p.owner
	}
	for k, w := range p.words[:len(p.words)-1] {
		if w < p.head {
			continue
		}
		if l := f.lower(w); l == "from" || l == "by" && f.lexicon.phrase(f.text, w-1, handled) == 0 {
			at := p.words[k+1]
			if m := f.nameAt(at); m != nil {
				return m.entity
			}
			for _, w := range p.words[k+1 : min(k+4, len(p.words))] {
				if m := f.nameAt(w); m != nil {
					return m.entity
				}
				if e := f.mentioned(w); e >= 0 {
					return e
				}
			}
		}
	}
	return -1
}

// outletHead tells whether a noun for an outlet stands for one: "the newspaper",
// not "a newspaper" and not "newspapers".
func (f *filler) outletHead(p *phrase) bool {
	return p.entry.singular&outlet != 0 && (p.definite || p.proper || f.capital(p.head)) && !p.indefinite && !p.counted || f.outlets.isOutlet(f.core1(p), p.definite)
}

// core1 is the phrase's core as it stands, from its first word to its head.
func (f *filler) core1(p *phrase) string {
	first := p.first
	for first < p.head && !f.capital(first) {
		first++
	}
	return f.text.Span(first, p.head+1).In(f.text.Source)
}

// properBody tells whether a noun in capitals names a body rather than a thing.
func (f *filler) properBody(p *phrase) bool {
	return p.entry.singular&body != 0 && f.capital(p.head)
}

// byBody is the kind of "the ministry", "unions", "a rights group".
func (f *filler) byBody(a *record.Attribution, p *phrase) {
	switch {
	case p.counted && (p.definite || f.lower(p.first) == "both"): // "the two countries"
		a.Sourcing = record.NamedOrganization
	case p.counted, p.indefinite && p.entry.singular&single == 0:
		a.Sourcing = record.Unnamed
	case p.entry.singular == 0:
		a.Sourcing = record.Collective
	default:
		a.Sourcing = record.NamedOrganization
		f.describe(a, p, record.Organization)
	}
}

// byUnknown is the kind of a source whose noun no table has.
func (f *filler) byUnknown(a *record.Attribution, p *phrase) {
	lower := f.lower(p.head)
	name := f.core1(p)
	switch {
	case f.outlets.isOutlet(name, p.definite):
		a.Sourcing = record.NamedOutlet
		f.describe(a, p, record.Organization)
	case p.proper && (p.definite || strings.ToUpper(name) == name && len(name) > 1):
		a.Sourcing = record.NamedOrganization
		f.describe(a, p, record.Organization)
	case p.proper && strings.HasSuffix(lower, "s") && (strings.HasSuffix(lower, "ans") || strings.HasSuffix(lower, "ese") || strings.HasSuffix(lower, "ers")):
		a.Sourcing = record.Collective
	case p.proper:
		a.Sourcing = record.NamedPerson
		f.describe(a, p, record.Person)
	case f.mentioned(p.head) >= 0 && f.entities[f.mentioned(p.head)].Kind == record.Person:
		f.byPeople(a, p)
	case p.counted && personal(lower), p.indefinite && personal(lower):
		a.Sourcing = record.Unnamed
	case personal(lower) && strings.HasSuffix(lower, "s"), p.only&vague != 0:
		a.Sourcing = record.Collective
	case personal(lower):
		a.Sourcing = record.Unnamed
	default:
		a.Sourcing = record.Agentless // a thing that happened: "the storm showed"
		if e := f.owner(p); e >= 0 {
			f.byEntity(a, e)
		}
	}
}

// personal tells whether a noun ends as those for people do: "-er", "-ist", "-man".
func personal(noun string) bool {
	noun = strings.TrimSuffix(noun, "s")
	for _, end := range []string{"er", "or", "ist", "ian", "man", "men", "woman", "women", "ee", "eer", "ant", "person"} {
		if len(noun) > len(end)+2 && strings.HasSuffix(noun, end) {
			return true
		}
	}
	return false
}
