package attribution

import "strings"

// rule is how a reading's content was found; each has its measured confidence.
type rule uint8

const (
	noContent     rule = iota
	quoteBefore        // “...,” X said
	quoteAfter         // X said, “...”
	clauseBefore       // it was so, X said
	clauseAround       // it, X said, was so
	thatAfter          // X said that it was so
	clauseAfter        // X said it was so
	whetherAfter       // X asked whether it was so
	infAfter           // X promised to go
	nounObject         // X criticised the plan
	passiveRule        // it is expected to go
	nominalRule        // X's claim that
	accordingTo        // according to X
	colonRule          // X: ...
	adverbRule         // reportedly
	inferenceRule      // it seems
)

// reading is one attribution as a unit's items show it.
type reading struct {
	match
	source, content []run
	rule            rule
	possible        bool
	relayed         bool // the source is whom another cites or quotes
	own             bool // the source stands before the cue, for it alone, and names or describes somebody
	joins           bool // the cue is joined to the one before: "rejected it and called it hasty"
}

// object reads the content that follows a cue, from item i on: a quotation, a clause,
// or else a phrase.
func (u *unit) object(m match, i int, cuts []int) ([]run, rule) {
	f, k := m.row.frames, i
	if f&tellFrame != 0 {
		k = u.skipAudience(k)
	}
	if f&(quoteFrame|clauseFrame|thatFrame|infinitiveFrame|whetherFrame) != 0 {
		k = u.skipAside(u.skipAdverbials(k))
	}
	if k >= len(u.items) {
		return nil, noContent
	}
	if q := u.quotedObject(f, k); !q.empty() {
		return []run{q}, quoteAfter
	}
	if r := u.clauseRule(f, k); r != noContent {
		return []run{{k, u.clauseEnd(k, cuts)}}, r
	}
	if f&clauseFrame != 0 && u.is(k, other, article, nominal, pronoun) && !u.has(k, calendar) {
		if end := u.phraseEnd(k, cuts); end-k <= 6 { // said no; said the same of Tarn
			return []run{{k, end}}, clauseAfter
		}
	}
	if p := u.phraseObject(f, i, cuts); !p.empty() {
		return []run{p}, nounObject
	}
	return nil, noContent
}

// quotedObject is the quotation that opens at item i, with or without a colon or
// comma before it.
func (u *unit) quotedObject(f frames, i int) run {
	switch {
	case f&quoteFrame == 0:
	case u.is(i, colon) && i+1 < len(u.items):
		return run{i + 1, len(u.items)}
	case u.is(i, comma) && u.quoted(i+1):
		return u.quotes(i + 1)
	case u.quoted(i) && u.sayable(i):
		return u.quotes(i)
	}
	return run{}
}

// clauseRule tells what kind of clause opens at item i, if the frames allow it.
func (u *unit) clauseRule(f frames, i int) rule {
	switch {
	case u.has(i, complement) && (!u.is(i, article) || u.finiteWithin(i, window)) && f&(clauseFrame|thatFrame) != 0:
		return thatAfter
	case u.has(i, whether) && f&whetherFrame != 0 && !u.is(i, comma):
		return whetherAfter
	case u.is(i, particle) && u.lower(i) == "to" && f&infinitiveFrame != 0:
		return infAfter
	case f&clauseFrame != 0 && (u.startsPhrase(i) || u.is(i, verbal)) && u.finiteWithin(i, window) && (f&nounFrame == 0 || !u.secondVerb(i)):
		return clauseAfter
	}
	return noContent
}

// phraseObject is the object phrase that begins at item i, if the frames allow it.
func (u *unit) phraseObject(f frames, i int, cuts []int) run {
	if f&numberFrame != 0 {
		if n := u.figure(i); !n.empty() {
			return n
		}
	}
	if f&(nounFrame|asFrame) == 0 || i >= len(u.items) || !u.startsPhrase(i) {
		return run{}
	}
	r := run{i, u.phraseEnd(i, cuts)}
	switch {
	case f&asFrame != 0 && u.judged(r):
		return r
	case f&nounFrame != 0 && (!u.is(i, adpos) || u.has(i, approximate) || u.lower(i) == "as"):
		return r
	}
	return run{}
}

// secondVerb tells whether the first verb from item i on has the cue's own subject:
// "confirmed the fall but gave other numbers".
func (u *unit) secondVerb(i int) bool {
	for k := i; k < min(len(u.items), i+window); k++ {
		if u.items[k].says || u.is(k, comma, stop, colon) {
			return u.is(k, verbal, auxil) && u.is(k-1, coordin)
		}
	}
	return false
}

// startsPhrase tells whether a noun phrase or clause may begin at item i.
func (u *unit) startsPhrase(i int) bool {
	return u.is(i, nominal, article, modifier, pronoun, subordin) || u.has(i, possessive|subject|determiner|complement) ||
		u.is(i, verbal) && strings.HasSuffix(u.lower(i), "ing") || u.is(i, adverbal, adpos, auxil)
}

// quotes is the run of quotations from item i on, with nothing but commas between.
func (u *unit) quotes(i int) run {
	r := run{i, i + 1}
	for u.quoted(r.last) {
		r.last++
	}
	return r
}

// sayable tells whether the quotation at item i, with no comma before it, is content
// of its own and not a quoted part of a phrase that goes on.
func (u *unit) sayable(i int) bool {
	return i+1 == len(u.items) || closing(u.text, u.items[i]) != "" || u.is(i+1, stop)
}

// skipAudience passes over whom one tells: "told reporters", "assured the crowd".
func (u *unit) skipAudience(i int) int {
	if u.has(i, complement) || u.quoted(i) || u.is(i, comma, colon) {
		return i
	}
	if u.is(i, pronoun) && (!u.has(i, possessive) || u.is(i+1, article, pronoun) || u.has(i+1, complement)) {
		return i + 1 // "told her the mole was safe"
	}
	return u.nounAfter(i).last
}

// skipAdverbials passes over time, place and occasion between cue and content:
// "said in an interview on Monday that". Where nothing that looks like content
// follows, it passes over nothing.
func (u *unit) skipAdverbials(i int) int {
	from := i
	for i < min(len(u.items), from+window/4) {
		switch {
		case u.is(i, adverbal) && !u.has(i, whether) && (u.has(i, calendar|cueAdverb) || strings.HasSuffix(u.lower(i), "ly")):
			i++
		case u.is(i, nominal) && u.has(i, calendar), u.has(i, period) && u.is(i, nominal):
			i++
		case u.has(i, opener) && u.is(i, modifier, article, adverbal) && u.has(i+1, period|calendar):
			i += 2
		case u.has(i, adverbial) && u.is(i, adpos, subordin):
			np := u.nounAfter(i + 1)
			if np.empty() {
				return i
			}
			marked := u.has(np.last, complement|calendar) || u.quoted(np.last) || u.is(np.last, comma, adpos, colon, pronoun, article) ||
				np.last < len(u.items) && u.has(np.last, subject|possessive)
			for k := np.first; k < np.last; k++ {
				marked = marked || u.has(k, calendar|period|occasion)
			}
			if !marked {
				return i
			}
			i = np.last
		default:
			return i
		}
	}
	return i
}

// clauseEnd is where a clause that begins at item i ends: at the unit's end, before
// the next attribution that is joined to it, or before a participle that adds one.
func (u *unit) clauseEnd(i int, cuts []int) int {
	for k := i + 1; k < len(u.items); k++ {
		if u.is(k, stop) && (k+1 == len(u.items) || u.lower(k) == ";") {
			if u.lower(k) == "?" || u.lower(k) == "!" {
				return k + 1
			}
			return k
		}
		if at(cuts, k) {
			return k
		}
	}
	return len(u.items)
}

// phraseEnd is where an object that begins at item i ends.
func (u *unit) phraseEnd(i int, cuts []int) int {
	end, listed := len(u.items), 0
	for k := i; k < len(u.items); k++ {
		if u.is(k, stop, dash, colon) || at(cuts, k) {
			end = k
			break
		}
		if k > i && u.is(k, comma) && k >= listed {
			if listed = u.listEnd(k); listed == k {
				end = k
				break
			}
		}
		if k+1 < len(u.items) && u.quoted(k) && u.pause(k) {
			end = k + 1
			break
		}
		if k > i && u.is(k, coordin) && (u.is(k+1, verbal, auxil) || u.is(k+1, adverbal) && u.is(k+2, verbal, auxil, adverbal)) {
			end = k
			break
		}
		if k > i+1 && u.is(k, subordin) && !u.has(k, complement|whether) {
			end = k
			break
		}
	}
	return u.trimTime(run{i, end}).last
}

// listEnd is where the last member of the list begins whose first comma is item c, or
// c where no list goes on: "promised a fund, a ferry and a date".
func (u *unit) listEnd(c int) int {
	for k := c + 1; k < min(len(u.items), c+window/3); k++ {
		switch {
		case u.is(k, coordin) && k > c+1:
			if u.lower(k) != "and" && u.lower(k) != "or" || !u.is(k+1, nominal, article, modifier) || u.finiteWithin(k+1, window) {
				return c
			}
			return k
		case u.is(k, comma) && u.is(k+1, coordin), u.is(k, comma) && u.is(k+1, nominal, article, modifier):
		case u.is(k, nominal, article, modifier, particle), u.lower(k) == "of":
		default:
			return c
		}
	}
	return c
}

// skipAside passes over an aside between commas before "that": "reported, citing two
// officials, that".
func (u *unit) skipAside(i int) int {
	if !u.is(i, comma) {
		return i
	}
	for k := i + 1; k < min(len(u.items)-1, i+window/8); k++ {
		if u.is(k, comma) {
			if u.has(k+1, complement) && u.is(k+1, subordin) {
				return k + 1
			}
			return i
		}
	}
	return i
}

// trimTime takes from the end of an object when it was spoken: "on Monday", "last
// week", "in December".
func (u *unit) trimTime(r run) run {
	e := r.last
	for e > r.first+1 && u.has(e-1, calendar|period) {
		e--
	}
	if e < r.last && u.has(e, calendar) && u.isDay(e-1) && e > r.first+1 {
		e-- // "on 17 March"
	} else if e == r.last || u.is(e-1, article) || u.number(e-1) {
		return r // "through the winter", "six hours" are no time of speaking
	}
	if e > r.first+1 && (u.is(e-1, adpos) || u.has(e-1, opener)) {
		e--
	}
	if e <= r.first {
		return r
	}
	return run{r.first, e}
}

// at tells whether k is among the sorted cuts.
func at(cuts []int, k int) bool {
	for _, c := range cuts {
		if c == k {
			return true
		}
	}
	return false
}

// number tells whether item i is a number, in digits or words.
func (u *unit) number(i int) bool {
	return i >= 0 && i < len(u.items) && u.items[i].number
}

// judged tells whether a run says what something is seen as.
func (u *unit) judged(r run) bool {
	for i := r.first + 1; i < r.last-1; i++ {
		if u.lower(i) == "as" {
			return true
		}
	}
	return false
}

// figure is the number that stands alone from item i on: "about 500", and not the "500
// crowns" that a giver gives.
func (u *unit) figure(i int) run {
	k := i
	for u.has(k, approximate) {
		k++
	}
	n := k
	for u.number(n) {
		n++
	}
	if n == k || n < len(u.items) && !u.is(n, stop, comma, coordin, adpos, subordin, dash) {
		return run{}
	}
	return run{i, n}
}

// isDay tells whether item i may be the day of a month: "17".
func (u *unit) isDay(i int) bool {
	return u.number(i) && len(u.lower(i)) <= 2
}
