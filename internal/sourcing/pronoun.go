package sourcing

import "hearsay/record"

// byPronoun is the source that a pronoun stands for: its chain's, else that of the
// last source which it fits.
func (f *filler) byPronoun(a *record.Attribution, p *phrase) {
	e := f.mentioned(p.head)
	if p.pronoun&pronounWho != 0 && p.head > 0 && (e < 0 || !f.isNamed(e)) && f.byAntecedent(a, p) {
		return
	}
	if e >= 0 {
		if f.entities[e].Kind != record.Group || f.isNamed(e) || !f.byDescription(a, e) {
			f.byEntity(a, e)
		}
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
		before = f.speaking(a)
		a.Sourcing = record.NamedPerson
	case p.pronoun&pronounThey != 0:
		before = f.recent.several
		a.Sourcing = record.Collective
	case p.pronoun&pronounIt != 0:
		before = f.recent.thing
		a.Sourcing = record.NamedOrganization
	case p.pronoun&pronounWe != 0:
		before = f.speaking(a)
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

// byDescription is the kind of the several people that an entity's first mention
// describes: officials are unnamed, voters a class.
func (f *filler) byDescription(a *record.Attribution, entity int) bool {
	m := f.entities[entity].Mentions[0]
	if m.Form != record.NominalForm {
		return false
	}
	first, last := f.text.Range(m.Span)
	p := f.read(span(first, last))
	if p.head < 0 || p.pronoun != 0 || len(p.names) > 0 {
		return false
	}
	f.sayings[f.at] = f.saying(p.words)
	f.byNoun(a, &p)
	return true
}

// isNamed tells whether the text gives the entity a name.
func (f *filler) isNamed(entity int) bool { return entity >= len(f.named) || f.named[entity] }

// speaking is 1 + the attribution in whose words a first person stands that no mark
// shows: those that are inferred, or that follow a label. 0 for none.
func (f *filler) speaking(a *record.Attribution) int {
	if place(a) < f.told.until {
		return f.told.by
	}
	return 0
}
