package event

import (
	"cmp"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// The sub-events of ACLED that depend on who does what to whom.
const (
	territory    = "territory" // a trigger's, until it is known whose it is then
	regained     = "Government regains territory"
	overtaken    = "Non-state actor overtakes territory"
	attack       = "Attack"
	excessive    = "Excessive force against protesters"
	peaceful     = "Peaceful protest"
	violent      = "Violent demonstration"
	intervention = "Protest with intervention"
	clash        = "Armed clash"
	agreement    = "Agreement"
	property     = "Looting/property destruction"
	mobViolence  = "Mob violence"
)

// sort settles the sub-type of the event at word w by who acts and who suffers. It
// tells whether it is an event at all: a crash that kills is none.
func (s *scan) sort(e *record.Event, t trigger, w, n int) bool {
	if e.Type != assault && e.Type != coerce {
		return true
	}
	by, to := "", ""
	if s.parsed {
		by, to = s.classes(t, w, n)
	}
	switch {
	case e.Subtype == territory:
		if e.Subtype = overtaken; by == "state" || by == "police" || s.state(e.Actor) {
			e.Subtype = regained
		}
	case e.Subtype == regained && by == "rebel":
		e.Subtype = overtaken
	case e.Type == assault && to == "protester" && (by == "state" || by == "police"):
		e.Subtype = excessive
	case e.Subtype == property && by == "protester":
		e.Type, e.Subtype = protest, violent
	case e.Subtype == attack && (to == "state" || to == "rebel" || to == "police" && (by == "state" || by == "rebel")) && by != "protester" && by != "mob":
		e.Subtype = clash // both sides bear arms
	case e.Subtype == attack && by == "mob":
		e.Subtype = mobViolence
	case e.Type == assault && t.bare && s.accident:
		return false
	}
	return true
}

// classes are the classes of forces.tsv of those who act and suffer.
func (s *scan) classes(t trigger, w, n int) (by, to string) {
	if !t.pos.verbal() {
		for k := range s.tree.children(w + n - 1) {
			switch d := s.tokens[k].Deprel; {
			case d == "nmod:poss" || d == "compound" || d == "nmod" && s.caseOf(k) == "by":
				by = cmp.Or(by, s.classOf(k))
			case d == "nmod":
				to = cmp.Or(to, s.classOf(k))
			}
		}
		return by, to
	}
	subject := s.doer(w)
	if s.passiveVerb(w) {
		by, to = s.classOf(s.agent(w)), s.classOf(subject)
	} else {
		by = s.classOf(subject)
	}
	for v := w; v < w+n; v++ {
		for k := range s.tree.children(v) {
			if d := s.tokens[k].Deprel; k > w && (d == "obj" || d == "obl" || d == "nmod") {
				to = cmp.Or(to, s.classOf(k))
			}
		}
	}
	return by, to
}

// classOf is the class of the noun w, or of the name that it is part of.
func (s *scan) classOf(w int) string {
	if w < 0 {
		return ""
	}
	first, last := w, w+1
	if m := s.at(w); m != nil {
		first, last = m.first, m.last
	}
	for k := last - 1; k >= first; k-- {
		lower := s.lower(k)
		for _, c := range [...]string{"protester", "mob", "rebel", "state", "police"} {
			if f := s.forces[c]; f[s.tokens[k].Lemma] || f[lower] || f[strings.TrimSuffix(lower, "s")] {
				return c
			}
		}
	}
	return ""
}

// state tells whether the entity is a country, which has territory to regain.
func (s *scan) state(e record.Ref[record.Entity]) bool {
	if !e.Set() {
		return false
	}
	p := s.entities[e.Index()].Place
	return s.entities[e.Index()].Kind == record.PlaceKind && p != nil && p.Precision == "country"
}

// has tells whether the sentence has a noun or adjective of a class of forces.tsv.
func (s *scan) has(class string, sentence *lex.Sentence) bool {
	for k := sentence.First; k < sentence.Last; k++ {
		if p := s.tokens[k].UPOS; (p == "NOUN" || p == "ADJ" && class == "violence") && s.forces[class][s.tokens[k].Lemma] {
			return true
		}
	}
	return false
}

// mix joins what a sentence says of one protest: who intervenes in it, and how it ends.
func (s *scan) mix(events []record.Event, sentence *lex.Sentence) {
	at := -1
	for i := range events {
		if events[i].Type == protest && events[i].Modality == record.Happened {
			at = i
			break
		}
	}
	if at < 0 {
		return
	}
	police, rough := s.has("police", sentence), s.has("violence", sentence)
	for i := range events {
		e := &events[i]
		switch {
		case e.Type == assault && e.Subtype == attack && police && !rough:
			e.Subtype = excessive
		case i == at && e.Subtype == peaceful && rough:
			e.Subtype = violent
		case e.Type == coerce && e.Subtype == intervention && events[at].Subtype == peaceful:
			events[at].Subtype = intervention
		case e.Type == assault && (e.Subtype == property || e.Subtype == clash) && events[at].Subtype == peaceful:
			events[at].Subtype = violent
		case e.Type == protest && e.Subtype == violent && events[at].Subtype == peaceful:
			events[at].Subtype = violent
		}
	}
}
