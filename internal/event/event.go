// Package event finds who did what to whom, where and when, in the kinds of the
// PLOVER ontology (manual 0.8, 2021), with ACLED's sub-events for conflict.
//
// It promises to rather miss an event than to make one up: an event other than
// violence, protest or arrest needs a party that the text names; a capital or
// country that acts is an actor and never the place; and a number of dead or
// injured that the text does not state stays unstated.
package event

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/internal/nest"
	"hearsay/internal/table"
	"hearsay/record"
)

// Finder holds one language's triggers.
type Finder struct {
	triggers   map[string][]trigger // by first lemma, longer ones first
	casualties map[string]casualty
	persons    map[string]bool
	parties    map[string]bool            // nouns for people and bodies, in the singular
	forces     map[string]map[string]bool // class of forces.tsv → lemmas
	unreal     map[string]bool            // lemmas under which nothing happened: "try to"
	alive      map[string]bool            // words of those who live
	others     map[string]bool            // "another": who come on top of those told of before
	one        map[string]bool            // pronouns for one person
	marks      map[string]bool            // what is counted of one event: "three gunshot wounds"
	suffers    map[string]bool            // verbs whose subject has what their object is: "suffered wounds"
	light      map[string]bool            // verbs whose subject does what their object names
	modals     map[string]record.Modality
	negations  map[string]bool
}

// trigger is one row of events.tsv.
type trigger struct {
	words         []string
	pos           pos
	kind, subtype string
	bare          bool // a word for deaths and damage, which accidents bring as well
}

// pos is what a trigger is.
type pos uint8

const (
	nounTrigger pos = iota
	verbTrigger
	adjTrigger // "ready to"
	auxTrigger // "will", "must"; read where there is a tree
)

func (p pos) verbal() bool { return p != nounTrigger }

// casualty is one row of casualties.tsv.
type casualty struct {
	deaths, before, after bool
	how                   how
	hit                   bool // said of the dead as well
}

// how a casualty word stands to those whom it tells of, in a sentence with a tree.
type how uint8

const (
	byVerb    how = iota // it is done to them, or said of them
	bySubject            // they die
	byNoun               // "the murder of"
	ofNoun               // "fatal"
	byAdverb             // "fatally"
)

// PLOVER's types that the rules treat apart.
const (
	assault = "ASSAULT"
	protest = "PROTEST"
	coerce  = "COERCE"
	request = "REQUEST"
	agree   = "AGREE"
	consult = "CONSULT"

	support  = "SUPPORT"
	concede  = "CONCEDE"
	reject   = "REJECT"
	accuse   = "ACCUSE"
	threaten = "THREATEN"
	mobilize = "MOBILIZE"
	sanction = "SANCTION"

	// commit is a trigger's that says what somebody will do: AGREE, or THREATEN where
	// that is hostile.
	commit = "commit"
)

// types are PLOVER's sixteen.
var types = [...]string{agree, consult, support, "COOPERATE", "AID", concede, "RETREAT", request, accuse, reject, threaten, protest, sanction, mobilize, coerce, assault}

// Load reads the tables of one language ("en").
func Load(tables fs.FS, language string) (*Finder, error) {
	f := &Finder{triggers: map[string][]trigger{}, casualties: map[string]casualty{}, persons: map[string]bool{}, parties: map[string]bool{}, forces: map[string]map[string]bool{}, unreal: map[string]bool{}, alive: map[string]bool{}, others: map[string]bool{}, one: map[string]bool{}, marks: map[string]bool{}, suffers: map[string]bool{}, light: map[string]bool{}, modals: map[string]record.Modality{}, negations: map[string]bool{}}
	for _, t := range []struct {
		name    string
		columns []string
		add     func(table.Row) error
	}{
		{"events", []string{"trigger", "pos", "type", "subtype", "bare"}, f.addTrigger},
		{"casualties", []string{"word", "kind", "place", "how"}, f.addCasualty},
		{"modality", []string{"word", "modality"}, f.addModal},
		{"forces", []string{"word", "class"}, f.addForce},
		{"sources", []string{"class", "words"}, f.addParty},
	} {
		rows, err := table.Read(tables, language+"/"+t.name+".tsv", t.columns...)
		if err != nil {
			return nil, fmt.Errorf("events: %w", err)
		}
		for _, r := range rows {
			if err := t.add(r); err != nil {
				return nil, fmt.Errorf("events: %w", err)
			}
		}
	}
	for _, list := range f.triggers {
		slices.SortStableFunc(list, func(a, b trigger) int { return len(b.words) - len(a.words) })
	}
	return f, nil
}

func (f *Finder) addTrigger(r table.Row) error {
	if r.Get("pos") == "light" {
		f.light[r.Get("trigger")] = true
		return nil
	}
	p := slices.Index([]string{"noun", "verb", "adj", "aux"}, r.Get("pos"))
	t := trigger{strings.Fields(r.Get("trigger")), pos(max(p, 0)), r.Get("type"), r.Get("subtype"), r.Get("bare") != ""}
	if !slices.Contains(types[:], t.kind) && t.kind != commit {
		return r.Errorf("type %q is none of PLOVER's, nor commit", t.kind)
	}
	if len(t.words) == 0 || p < 0 {
		return r.Errorf("a trigger is a noun, verb, adj or aux, not %q %q", r.Get("pos"), r.Get("trigger"))
	}
	f.triggers[t.words[0]] = append(f.triggers[t.words[0]], t)
	return nil
}

func (f *Finder) addCasualty(r table.Row) error {
	switch k := r.Get("kind"); k {
	case "person":
		f.persons[r.Get("word")] = true
	case "deaths", "injured", "hit":
		p := r.Get("place")
		h := slices.Index([]string{"", "subject", "noun", "fatal", "adverb"}, r.Get("how"))
		if h < 0 {
			return r.Errorf("how %q is none of subject, noun, fatal, adverb", r.Get("how"))
		}
		f.casualties[r.Get("word")] = casualty{k == "deaths", p == "before" || p == "both", p == "after" || p == "both", how(h), k == "hit"}
	case "unreal":
		f.unreal[r.Get("word")] = true
	case "alive":
		f.alive[r.Get("word")] = true
	case "other":
		f.others[r.Get("word")] = true
	case "one":
		f.one[r.Get("word")] = true
	case "mark":
		f.marks[r.Get("word")] = true
	case "suffers":
		f.suffers[r.Get("word")] = true
	default:
		return r.Errorf("kind %q is none of deaths, injured, hit, person, unreal, alive, other, one, mark, suffers", k)
	}
	return nil
}

func (f *Finder) addForce(r table.Row) error {
	c := r.Get("class")
	if f.forces[c] == nil {
		f.forces[c] = map[string]bool{}
	}
	f.forces[c][r.Get("word")] = true
	return nil
}

func (f *Finder) addParty(r table.Row) error {
	switch r.Get("class") {
	case "office", "one", "class", "mass", "body":
		for _, w := range r.List("words") {
			w, _, _ = strings.Cut(w, "/")
			f.parties[w] = true
		}
	}
	return nil
}

func (f *Finder) addModal(r table.Row) error {
	if m := r.Get("modality"); m == "not" {
		f.negations[r.Get("word")] = true
	} else {
		f.modals[r.Get("word")] = record.Modality(m)
	}
	return nil
}

// Find returns the events in text order of their triggers.
func (f *Finder) Find(text *lex.Text, tokens []record.Token, entities []record.Entity, timexes []record.Timex, quantities []record.Quantity, attributions []record.Attribution) []record.Event {
	s := &scan{Finder: f, text: text, tokens: tokens, entities: entities, timexes: timexes, quantities: quantities, intents: map[int]bool{}}
	s.collect()
	for i := range text.Sentences {
		s.sentence(i, &text.Sentences[i])
	}
	s.settleHarms()
	spans := make([]record.Span, len(s.out))
	for i := range s.out {
		spans[i] = s.out[i].Trigger
	}
	for i, a := range nest.Innermost(spans, attributions) {
		e := &s.out[i]
		if e.Attribution = a; a.Set() && e.Modality == record.Happened && !s.intents[i] {
			e.Modality = relayed(attributions[a.Index()].Act)
		}
		s.missing(e)
	}
	return s.out
}

// relayed is how real an event is that somebody speaks of with this act.
func relayed(act record.Act) record.Modality {
	switch act {
	case record.Demand, record.Propose:
		return record.Demanded
	case record.Deny:
		return record.Denied
	case record.Promise:
		return record.Planned
	case record.Predict, record.Doubt, record.Ask:
		return record.Hypothetical
	}
	return record.Happened
}

// missing lists what a coder needs and the text does not state.
func (s *scan) missing(e *record.Event) {
	e.Missing = []string{}
	for _, m := range []struct {
		what  string
		there bool
	}{
		{"day", e.Timex.Set()},
		{"place", e.Place != nil},
		{"actor", e.Actor.Set()},
		{"recipient", e.Recipient.Set() || e.Type == protest},
		{"deaths", e.Deaths != nil || e.Type != assault},
	} {
		if !m.there {
			e.Missing = append(e.Missing, m.what)
		}
	}
}
