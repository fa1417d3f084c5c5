package attribution

import (
	"io/fs"

	"hearsay/internal/table"
)

// class is a set of the closed classes of cue-words.tsv.
type class uint32

const (
	negation         class = 1 << iota // not, never
	be                                 // is, was
	relative                           // who, which
	complement                         // that
	whether                            // whether, what, how
	subordinate                        // while, because
	subject                            // he, they: pronouns that are a subject
	possessive                         // his, their
	calendar                           // Monday, today
	period                             // week, month
	occasion                           // interview, statement
	cueAdverb                          // also, later: adverbs that belong to a cue
	discourse                          // however, meanwhile: never a source
	determiner                         // the, a, some
	by                                 // by
	approximate                        // about, only: belongs to the number after it
	adverbial                          // in, on, at, during: may open an adverbial between cue and content
	opener                             // last, next: may open a time
	conditional                        // if, when: their clause holds nobody's actual thought
	speakers                           // q, poll: may stand before a colon as a source
	remark                             // comments, remarks: somebody's words, by a noun
	speaking                           // I, my
	speakingTogether                   // we, our
	addressing                         // you, your
	pointing                           // this, it: may take up what was said
	spokenOf                           // he, her: a person who is spoken of
	paper                              // memorandum, aides: may be cited
	modal                              // would, may: what they stand before has not been done
	turning                            // although, but: a sentence turns to somebody else
)

var classNames = map[string]class{
	"negation": negation, "be": be, "relative": relative, "complement": complement,
	"whether": whether, "subordinate": subordinate, "subject": subject, "possessive": possessive, "calendar": calendar,
	"period": period, "occasion": occasion, "cue-adverb": cueAdverb, "discourse": discourse, "determiner": determiner,
	"by": by, "approximate": approximate, "adverbial": adverbial, "adverbial-opener": opener, "speaker-label": speakers, "conditional": conditional,
	"remark": remark, "speaking": speaking, "speaking-together": speakingTogether, "addressing": addressing, "pointing": pointing, "turning": turning, "modal": modal, "third": spokenOf, "paper": paper,
}

func loadClasses(l lexicon, tables fs.FS, language string) error {
	rows, err := table.Read(tables, language+"/cue-words.tsv", "class", "words")
	if err != nil {
		return err
	}
	for _, r := range rows {
		c, ok := classNames[r.Get("class")]
		if !ok {
			return r.Errorf("no class is named %q", r.Get("class"))
		}
		for _, w := range r.List("words") {
			l.at(w).class |= c
		}
	}
	return nil
}
