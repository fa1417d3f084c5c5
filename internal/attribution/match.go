package attribution

import (
	"slices"
	"strings"
)

// match is a cue that was found in a unit.
type match struct {
	row     *row
	head    int // the item of the cue's own word
	cue     run // with auxiliaries, adverbs and particles
	voice   voice
	negated bool
}

// voice is how a cue stands in its clause, which decides where its source is.
type voice uint8

const (
	finite       voice = iota // Brevik said; has said; said Brevik
	passive                   // was criticised (by Brevik)
	infinitive                // to criticise
	participial               // saying
	nominalVoice              // Brevik's claim
	fixed                     // according to; reportedly
)

// matches finds the unit's cues, left to right, none overlapping.
func (u *unit) matches() []match {
	var out []match
	end := 0
	for i := range u.items {
		if i < end || len(u.items[i].forms) == 0 {
			continue
		}
		if m, ok := u.match(i); ok && m.cue.first >= end {
			out = append(out, m)
			end = m.cue.last
		}
	}
	return out
}

// match takes the row with the most words that fits at item i.
func (u *unit) match(i int) (best match, ok bool) {
	for _, f := range u.items[i].forms {
		if ok && (len(f.row.rest) < len(best.row.rest) || len(f.row.rest) == len(best.row.rest) && f.row.pos != adjective && !(f.row.pos == adverb && f.row.frames&nounFrame != 0)) {
			continue
		}
		last, follow := u.follows(i+1, f.row.rest)
		if !follow || last > i+1 && u.is(last-1, adpos) && u.has(last, calendar) {
			continue // not "reported on Monday"
		}
		if m, fits := u.group(run{i, last}, f); fits {
			best, ok = m, true
		}
	}
	return best, ok && best.row.pos != none
}

// follows is where a row's words end that begin at item i. Adjectives may stand before
// a noun among them: "draw (sharp) criticism from".
func (u *unit) follows(i int, words [][]string) (end int, ok bool) {
	for _, word := range words {
		for u.is(i, modifier) && u.is(i+1, modifier, nominal) && !slices.Contains(word, u.lower(i)) {
			i++
		}
		if i >= len(u.items) || !slices.Contains(word, u.lower(i)) || u.quoted(i) {
			return 0, false
		}
		i++
	}
	return i, true
}

// group reads the words that belong to the cue at items c: "has repeatedly said".
func (u *unit) group(c run, f form) (match, bool) {
	i := c.first
	m := match{row: f.row, head: i, cue: c, negated: f.row.denies}
	switch f.row.pos {
	case none:
		return m, true
	case preposition:
		m.voice = fixed
		return m, true
	case adverb:
		m.voice = fixed
		return m, f.row.frames&nounFrame == 0 || u.attributive(i)
	case noun:
		m.voice = nominalVoice
		owned := u.has(i-1, possessive) || u.is(i-1, particle) && u.lower(i-1) != "to"
		return m, u.is(i, nominal) || owned && u.is(i, modifier, verbal)
	case adjective:
		return m, u.helpers(&m, f.shape).be
	}
	if !u.is(i, verbal, auxil) && !u.headlineVerb(i, f) && !u.likeVerb(i, f) || u.hyphen(i-1) {
		return m, false
	}
	if f.shape&participle != 0 && u.is(i+1, nominal, modifier) && (u.is(i-1, article) || u.is(i-1, particle) && u.lower(i-1) != "to" && !u.has(i-1, negation)) {
		return m, false // "the plan's proposed use"
	}
	return m, u.voiceOf(&m, f.shape)
}

// attributive tells whether item i stands before its noun: "the alleged thief".
func (u *unit) attributive(i int) bool {
	return u.is(i, modifier, verbal) && u.is(i+1, nominal, modifier) && (i == 0 || u.is(i-1, article, modifier, adpos, coordin) || u.has(i-1, possessive) || u.is(i-1, particle) && u.lower(i-1) != "to")
}

// helpers are what stands before a verb in its group.
type helpers struct{ be, to, any bool }

// helpers takes the auxiliaries, adverbs and negations before the cue into it.
func (u *unit) helpers(m *match, s shape) (h helpers) {
	for m.cue.first > 0 {
		i := m.cue.first - 1
		switch p := u.items[i]; {
		case p.class&negation != 0 && p.tag != nominal && p.tag != pronoun:
			m.negated = true
		case p.tag == auxil:
			h.any = true
			h.be = h.be || p.class&be != 0 || u.lower(i) == "'s" && s&(past|participle) == 0
		case p.tag == particle && u.lower(i) == "to" && s&base != 0:
			m.cue.first = i
			h.to = true
			if !h.any {
				return h
			}
			continue
		case p.tag == adverbal && p.class&(discourse|whether) == 0 && (p.class&cueAdverb != 0 || strings.HasSuffix(u.lower(i), "ly")):
		default:
			return h
		}
		m.cue.first = i
	}
	return h
}

// voiceOf sets a verb's voice by its form and its helpers; false where the form is no
// cue there.
func (u *unit) voiceOf(m *match, s shape) bool {
	h := u.helpers(m, s)
	reduced := s&participle != 0 && !h.any && u.has(m.cue.last, by) // "a plan backed by"
	switch {
	case h.to && !h.any:
		m.voice = infinitive
	case s&gerund != 0 && !h.be:
		m.voice = participial
	case reduced && u.beheld(*m):
		return false
	case s&participle != 0 && (h.be || reduced || !h.any && u.asked(*m)):
		m.voice = passive
	case s&participle != 0 && !h.any && (s&past == 0 || u.attached(m.head)):
		return false
	default:
		m.voice = finite
	}
	return true
}

// beheld tells whether a participle only tells who has the thing before his eyes or
// mind: "a memorandum seen by Tarn", but not "seen by Tarn as a threat".
func (u *unit) beheld(m match) bool {
	return m.row.kind == thought && m.row.frames&(clauseFrame|thatFrame) != 0 &&
		!u.judged(run{m.cue.last, min(len(u.items), m.cue.last+window/12)})
}

// asked tells whether a cue opens its clause as a participle: "Asked whether it was
// safe, Brevik said", "When asked about it".
func (u *unit) asked(m match) bool {
	i := m.cue.first
	return m.row.frames&tellFrame != 0 && m.row.frames&passiveFrame != 0 && (i == 0 || u.lower(i-1) == "when" || u.lower(i-1) == "if") &&
		(u.has(m.cue.last, whether) || u.is(m.cue.last, adpos))
}

// likeVerb tells whether item i stands as a verb does though the tagger took it for
// a noun or an adjective: "residents fear that", "the union backs the plan".
func (u *unit) likeVerb(i int, f form) bool {
	if !u.is(i, nominal, modifier) || !u.is(i-1, nominal, pronoun) || u.has(i-1, possessive) {
		return false
	}
	next := i + 1 + len(f.row.rest)
	if s, ok := u.subjectBefore(i); ok && f.shape&(base|third) != 0 && f.row.frames&clauseFrame != 0 && u.is(s.first-1, comma) &&
		u.has(s.first, determiner) == (f.shape&third != 0) && (next == len(u.items) || u.is(next, comma, stop)) {
		return true // ", the board estimates."
	}
	return u.has(next, complement) && u.is(next, subordin) && f.row.frames&(clauseFrame|thatFrame) != 0 ||
		u.is(next, article) && (u.lower(next) != "a" || len(f.row.rest) > 0) && f.shape&third != 0 && f.row.frames&nounFrame != 0 ||
		f.row.kind == showing && f.shape&base != 0 && u.is(i-1, nominal) && strings.HasSuffix(u.lower(i-1), "s")
}

// headlineVerb tells whether item i is a verb that the tagger took for a name, as it
// may in a headline with capitals: "Brevik Says Pier Is Safe".
func (u *unit) headlineVerb(i int, f form) bool {
	return f.row.kind == speech && f.shape&(third|past) != 0 && f.row.frames&clauseFrame != 0 &&
		u.paragraph == 0 && u.is(i, nominal) && u.capital(i) && u.is(i-1, nominal)
}
