package attribution

import (
	"io/fs"
	"strings"

	"hearsay/internal/lex"
	"hearsay/internal/table"
	"hearsay/record"
)

var actNames = map[string]record.Act{
	"assert": record.Assert, "deny": record.Deny, "admit": record.Admit, "accuse": record.Accuse, "predict": record.Predict,
	"propose": record.Propose, "demand": record.Demand, "promise": record.Promise, "opine": record.Opine, "doubt": record.Doubt,
	"ask": record.Ask, "feel": record.Feel,
}

// actWords holds act-words.tsv by first word: what the words of a neutral cue's content
// tell of what is done with it.
type actWords map[string][]actPhrase

type actPhrase struct {
	rest []string
	act  record.Act
	weak bool // it decides where nothing else does
}

func loadActs(tables fs.FS, language string) (actWords, error) {
	rows, err := table.Read(tables, language+"/act-words.tsv", "words", "act", "example")
	if err != nil {
		return nil, err
	}
	out := actWords{}
	for _, r := range rows {
		a, ok := actNames[r.Get("act")]
		if !ok && r.Get("act") != "" {
			return nil, r.Errorf("no act is named %q", r.Get("act"))
		}
		for _, phrase := range r.List("words") {
			first, rest, _ := strings.Cut(phrase, " ")
			out[first] = append(out[first], actPhrase{strings.Fields(rest), a, a == record.Opine})
		}
	}
	return out, nil
}

// at is the longest phrase that stands at word w.
func (words actWords) at(text *lex.Text, w int) (best actPhrase, ok bool) {
	for _, p := range words[text.Words[w].Lower] {
		if ok && len(p.rest) <= len(best.rest) || w+len(p.rest) >= len(text.Words) {
			continue
		}
		fits := true
		for k, word := range p.rest {
			fits = fits && text.Words[w+1+k].Lower == word
		}
		if fits {
			best, ok = p, true
		}
	}
	return best, ok
}

// contentReach is how many of the content's first words decide its act.
const contentReach = 40

// of is what a neutral cue's content does; the cue's own assertion is the second reading
// then. Content that holds another's words is not judged by theirs.
func (words actWords) of(text *lex.Text, content record.Spans, holds bool) (act, second record.Act) {
	reach, weak := contentReach, record.Act("")
	for _, s := range content {
		first, last := text.Range(s)
		for w := first; w < last && reach > 0; w++ {
			reach--
			p, ok := words.at(text, w)
			if ok && p.act == record.Promise && reach < contentReach-2 && !isFirstPerson(text.Words[w].Lower) {
				p.act = record.Predict // "said the plan was old and that he would fail"
			}
			switch {
			case !ok:
			case p.weak && weak == "":
				weak = p.act
			case !p.weak && p.act != "":
				return p.act, record.Assert
			}
			if ok {
				w += len(p.rest)
			}
		}
	}
	if weak != "" && !holds {
		return weak, record.Assert
	}
	return record.Assert, ""
}

// isFirstPerson tells whether a word is "I" or "we", of a speaker who promises.
func isFirstPerson(word string) bool { return word == "i" || word == "we" }

// asksTo tells whether what somebody asks for is that another does something: "asked the
// board to resign".
func asksTo(text *lex.Text, content record.Spans, words lexicon) bool {
	if len(content) == 0 {
		return false
	}
	first, last := text.Range(content[0])
	if e := words[text.Words[first].Lower]; e != nil && e.class&whether != 0 {
		return false
	}
	for w := first; w < last; w++ {
		switch text.Words[w].Lower {
		case "?":
			return false
		case "to":
			return w+1 < last && !isArticle(words, text.Words[w+1].Lower)
		}
	}
	return false
}

func isArticle(words lexicon, word string) bool {
	e := words[word]
	return e != nil && e.class&(determiner|possessive|subject) != 0
}

// actOfCue is the act that a word of a network's cue has in the table of cues, where the
// table has not the cue as it stands: "chiming in with criticism of".
func (l lexicon) actOfCue(text *lex.Text, cue record.Spans) record.Act {
	for _, s := range cue {
		first, last := text.Range(s)
		for w := last - 1; w >= first; w-- {
			if e := l[text.Words[w].Lower]; e != nil {
				for _, f := range e.forms {
					if f.row.pos == noun && f.row.act != record.Assert && len(f.row.rest) > 0 || f.row.pos == verb && f.row.act != record.Assert && len(f.row.rest) == 0 {
						return f.row.act
					}
				}
			}
		}
	}
	return record.Assert
}
