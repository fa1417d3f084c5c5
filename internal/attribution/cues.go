package attribution

import (
	"io/fs"
	"strings"

	"hearsay/internal/table"
	"hearsay/record"
)

// row is one line of cues.tsv: a word or phrase that tells of somebody's words or
// thoughts, and how it is built into a sentence.
type row struct {
	pos    pos
	rest   [][]string // the words that must follow the first one, each with its alternatives
	kind   kind
	frames frames
	act    record.Act
	act2   record.Act // a second that is as good, or none
	denies bool       // the cue itself says that nothing was said ("declined to comment")
	stands bool       // what is read by it stands also where a network has found nothing
	cites  bool       // its object is who said it: "citing two officials"
}

// pos is how a cue behaves in the sentence.
type pos uint8

const (
	verb        pos = iota // has a subject: "said", "called for"
	noun                   // "claim", "criticism of"
	adjective              // with a form of "be": "is confident"
	preposition            // stands before its source: "according to"
	adverb                 // has no source: "reportedly"
	none                   // no cue, though it opens like one: "called off"
)

// kind is what kind of thing the cue tells of.
type kind uint8

const (
	speech  kind = iota
	thought      // belief, intention, judgement
	feeling
	perception
	inference // "seems", "suggests"
	showing   // what polls, documents and data do: "shows"
)

// frames is a set of the shapes that a cue's content may take.
type frames uint16

const (
	quoteFrame      frames = 1 << iota // “...”, X said
	clauseFrame                        // X said (that) it was so
	thatFrame                          // X argued that it was so: "that" must stand
	whetherFrame                       // X asked whether, who, how ...
	infinitiveFrame                    // X promised to go
	nounFrame                          // X criticised the plan; X urged them to go; X called it bad
	tellFrame                          // X told Y (that) it was so
	passiveFrame                       // it is expected (to be so)
	asFrame                            // X sees the plan as bad: without "as" it is sight
	numberFrame                        // X counts 81: a number alone
	bareFrame                          // X declined to comment: a cue that is complete without content
	drawnFrame                         // the plan drew criticism from X: the subject is the content
)

var (
	posNames  = map[string]pos{"verb": verb, "noun": noun, "adjective": adjective, "preposition": preposition, "adverb": adverb, "none": none}
	kindNames = map[string]kind{
		"speech": speech, "thought": thought, "feeling": feeling, "perception": perception,
		"inference": inference, "showing": showing,
	}
	frameNames = map[string]frames{
		"quote": quoteFrame, "clause": clauseFrame, "that": thatFrame, "whether": whetherFrame,
		"inf": infinitiveFrame, "np": nounFrame, "tell": tellFrame, "passive": passiveFrame, "as": asFrame, "number": numberFrame, "bare": bareFrame,
		"drawn": drawnFrame,
	}
)

// form is one inflected form of a row's first word.
type form struct {
	row   *row
	shape shape
}

// shape is a set of what an inflected form may be.
type shape uint8

const (
	base       shape = 1 << iota // say
	third                        // says
	past                         // said
	participle                   // (has, was) said
	gerund                       // saying
)

// entry is what the tables know about one lower-cased word.
type entry struct {
	class class
	forms []form
}

// lexicon finds a word's entry.
type lexicon map[string]*entry

func (l lexicon) at(word string) *entry {
	e := l[word]
	if e == nil {
		e = &entry{}
		l[word] = e
	}
	return e
}

func loadLexicon(tables fs.FS, language string) (lexicon, error) {
	l := lexicon{}
	if err := loadClasses(l, tables, language); err != nil {
		return nil, err
	}
	rows, err := table.Read(tables, language+"/cues.tsv", "cue", "pos", "forms", "kind", "frames", "act", "example")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		w, err := readRow(r)
		if err != nil {
			return nil, err
		}
		head, _, _ := strings.Cut(r.Get("cue"), " ")
		switch w.pos {
		case verb, none:
			for word, shape := range conjugate(head, r.List("forms")) {
				e := l.at(word)
				e.forms = append(e.forms, form{w, shape})
			}
		case noun:
			for _, word := range []string{head, plural(head)} {
				e := l.at(word)
				e.forms = append(e.forms, form{w, base})
			}
		default:
			e := l.at(head)
			e.forms = append(e.forms, form{w, base})
		}
	}
	return l, nil
}

func readRow(r table.Row) (*row, error) {
	words := strings.Fields(r.Get("cue"))
	if len(words) == 0 {
		return nil, r.Errorf("no cue")
	}
	w := &row{}
	for _, word := range words[1:] {
		w.rest = append(w.rest, strings.Split(word, "|"))
	}
	var ok bool
	if w.pos, ok = posNames[r.Get("pos")]; !ok {
		return nil, r.Errorf("pos %q is not verb, noun, adjective, preposition, adverb or none", r.Get("pos"))
	}
	if w.pos == none {
		return w, nil
	}
	if w.kind, ok = kindNames[r.Get("kind")]; !ok {
		return nil, r.Errorf("kind %q is not speech, thought, feeling, perception, inference or showing", r.Get("kind"))
	}
	for _, name := range r.List("frames") {
		switch name {
		case "stands":
			w.stands = true
			continue
		case "cites":
			w.cites = true
			continue
		}
		f, ok := frameNames[name]
		if !ok {
			return nil, r.Errorf("no frame is named %q", name)
		}
		w.frames |= f
	}
	act, negated := strings.CutPrefix(r.Get("act"), "not ")
	act, second, two := strings.Cut(act, "+")
	if w.act2, ok = actNames[second]; two && !ok {
		return nil, r.Errorf("no act is named %q", second)
	}
	if w.act, ok = actNames[act]; !ok {
		return nil, r.Errorf("no act is named %q", act)
	}
	w.denies = negated
	return w, nil
}
