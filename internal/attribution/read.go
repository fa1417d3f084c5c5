package attribution

import (
	"slices"

	"hearsay/record"
)

// read finds the unit's readings, in the order of their cues ms.
func (u *unit) read(ms []match) []reading {
	cuts := u.cuts(ms)
	var out []reading
	if r, ok := u.labelled(); ok {
		out = append(out, r)
	} else if r, ok := u.quotedHeadline(); ok {
		out = append(out, r)
	}
	for _, m := range ms {
		var r reading
		var ok bool
		begin := u.begin(m.cue.first-1, cuts)
		switch {
		case m.row.pos == preposition:
			r, ok = u.readPreposition(m, begin, cuts)
		case m.row.pos == adverb:
			r, ok = u.readAdverb(m, cuts)
		case m.row.pos == noun:
			r, ok = u.readNoun(m, cuts)
		case m.row.frames&drawnFrame != 0:
			r, ok = u.readDrawn(m)
		case m.voice == passive && m.row.cites && len(m.row.rest) > 0: // "Brevik was quoted as saying"
			m.voice = finite
			r, ok = u.readVerb(m, begin, cuts, out)
			r.relayed = true
		case m.voice == passive:
			r, ok = u.readPassive(m, cuts)
		default:
			r, ok = u.readVerb(m, begin, cuts, out)
		}
		if ok {
			out = append(out, r)
		}
	}
	u.cite(out)
	return out
}

// cuts are the items before which an earlier clause ends because a new attribution
// begins: ", adding", "and Brevik denied", ", according to".
func (u *unit) cuts(ms []match) []int {
	var out []int
	told := false // a clause of reported speech is open
	for _, m := range ms {
		first := m.cue.first
		switch m.voice {
		case finite:
			s, ok := u.subjectBefore(first)
			if ok {
				first = s.first
			}
			if told && m.row.kind != speech && !u.is(first-2, comma) {
				continue // "said she was tired and wanted to go": the clause goes on
			}
			told = told || m.row.kind == speech && m.row.frames&clauseFrame != 0
			if !u.is(first-1, coordin) && !((u.is(first-1, subordin) || u.asOpens(first-1)) && u.is(first-2, comma)) {
				continue
			}
			first--
		case participial, fixed:
			if m.row.pos == adverb || m.voice == participial && !u.pause(first-1) {
				continue
			}
		default:
			continue
		}
		if u.is(first-1, comma) {
			first--
		}
		if first > 0 && (len(out) == 0 || first > out[len(out)-1]) {
			out = append(out, first)
		}
	}
	return out
}

// asOpens tells whether item i is an "as".
func (u *unit) asOpens(i int) bool { return u.is(i, adpos, subordin, adverbal) && u.lower(i) == "as" }

// begin is where the clause that holds item i begins: after the last cut before it.
func (u *unit) begin(i int, cuts []int) int {
	b := 0
	for _, c := range cuts {
		if c < i {
			b = c
		}
	}
	for b < i && (u.is(b, comma) || b > 0 && u.is(b, coordin)) {
		b++
	}
	return b
}

func (u *unit) readPassive(m match, cuts []int) (reading, bool) {
	r := reading{match: m, rule: passiveRule}
	f := m.row.frames
	i := m.cue.last
	subj, ok := u.subjectBefore(m.cue.first)
	if u.has(i, by) {
		if s := u.nounAfter(i + 1); !s.empty() {
			r.source = []run{s}
			i = s.last
		}
	}
	as := run{}
	if f&asFrame != 0 && (i >= len(u.items) || u.lower(i) != "as") {
		return r, false // "was seen leaving the pier"
	}
	if len(r.source) == 0 && i < len(u.items) && u.lower(i) == "as" {
		as, r.source, i = u.agentAfter(i)
	}
	if len(r.source) == 0 && f&passiveFrame == 0 {
		return r, false
	}
	impersonal := ok && subj.last-subj.first == 1 && (u.lower(subj.first) == "it" || u.lower(subj.first) == "there")
	if ok && !impersonal && f&tellFrame == 0 {
		r.content = append(r.content, subj)
	}
	if !as.empty() {
		r.content = append(r.content, as)
		return r, true
	}
	if k := u.skipAdverbials(i); u.has(k, complement) {
		i = k // "It is said in Tessa that"
	}
	switch {
	case i >= len(u.items):
	case u.has(i, complement), u.is(i, particle) && u.lower(i) == "to":
		r.content = append(r.content, run{i, u.clauseEnd(i, cuts)})
	case u.has(i, whether) && f&whetherFrame != 0:
		if !ok {
			cuts = u.withComma(i, cuts) // "Asked whether it was safe, ..."
		}
		r.content = append(r.content, run{i, u.clauseEnd(i, cuts)})
	case u.is(i, adpos, nominal, article, modifier, subordin) && !u.has(i, calendar):
		r.content = append(r.content, run{i, u.phraseEnd(i, cuts)})
	}
	return r, len(r.content) > 0
}

// agentAfter reads the judgement that opens at item i and whose it is: "(criticised)
// as hasty by analysts". Without an agent it reads nothing.
func (u *unit) agentAfter(i int) (as run, source []run, next int) {
	for k := i + 1; k < min(len(u.items), i+window/8) && u.is(k, modifier, nominal, article, adverbal, adpos, coordin); k++ {
		if u.has(k, by) {
			if s := u.nounAfter(k + 1); !s.empty() && !u.has(s.first, calendar) {
				return run{i, k}, []run{s}, s.last
			}
		}
	}
	return run{}, nil, i
}

// readDrawn reads "The plan has drawn criticism from Brevik": the subject is what is
// spoken of, and who speaks follows.
func (u *unit) readDrawn(m match) (reading, bool) {
	r := reading{match: m, rule: passiveRule}
	src := u.nounAfter(m.cue.last)
	subject := u.treeSubject(m.head)
	if !subject.empty() && !u.pauseWithin(run{subject.last, m.cue.first}) {
		subject.last = m.cue.first
	}
	if u.has(subject.first, relative|complement) && u.is(subject.first-1, pronoun) && !subject.empty() {
		subject.first-- // "one that has drawn"
	}
	if subject.empty() {
		var ok bool
		if subject, ok = u.subjectBefore(m.cue.first); !ok && m.voice != passive {
			subject = u.theme(m.cue.first)
		}
	}
	if src.empty() || subject.empty() {
		return r, false
	}
	r.source, r.content = []run{src}, []run{subject}
	return r, true
}

func (u *unit) readNoun(m match, cuts []int) (reading, bool) {
	r := reading{match: m, rule: nominalRule}
	f, i := m.row.frames, m.cue.last
	if u.has(i, by) {
		if s := u.nounAfter(i + 1); !s.empty() {
			r.source, i = []run{s}, s.last
		}
	}
	switch {
	case len(m.row.rest) > 0 && f&nounFrame != 0 && i < len(u.items) && u.startsPhrase(i):
		r.content = []run{u.nounAfter(i)}
		if r.content[0].empty() {
			r.content[0] = run{i, u.phraseEnd(i, cuts)}
		}
		if p := u.phrase(u.items[m.head].first); m.row.stands && p.last > r.content[0].last {
			r.content[0].last = p.last
		}
	case u.has(i, complement) && f&thatFrame != 0 && !u.is(i+1, verbal, auxil) && !hasSuffix(u.lower(min(i+1, len(u.items)-1)), "ed"): // not "a statement that angered"
		r.content = []run{{i, u.clauseEnd(i, cuts)}}
		if p := u.phrase(u.items[m.head].first); p.last > i+1 && p.last < r.content[0].last {
			r.content[0].last = p.last // "the claim that it was safe | has been repeated"
		}
	case u.is(i, particle) && u.lower(i) == "to" && f&infinitiveFrame != 0:
		r.content = []run{{i, u.clauseEnd(i, cuts)}}
	default:
		return r, false
	}
	g := m.cue.first
	for g > 0 && u.is(g-1, modifier) && !u.hyphen(g-1) {
		g--
	}
	r.cue.first = g
	if owner := u.owner(g); len(r.source) == 0 && !owner.empty() {
		r.source = []run{owner}
	}
	return r, len(r.source) > 0 || m.row.stands || f&thatFrame != 0 && m.row.kind == speech && u.has(m.cue.last, complement)
}

// owner is whose the noun at item g is: "his (claim)", "the union's (claim)".
func (u *unit) owner(g int) run {
	switch {
	case u.has(g-1, possessive):
		return run{g - 1, g}
	case u.is(g-1, particle) && u.is(g-2, nominal):
		s := g - 1
		for s > 0 && u.is(s-1, nominal, modifier, article, paren) && !u.quoted(s-1) {
			s--
		}
		return run{s, g}
	}
	return run{}
}

func (u *unit) readPreposition(m match, begin int, cuts []int) (reading, bool) {
	r := reading{match: m, rule: accordingTo}
	before := run{begin, m.cue.first}
	src := u.sourceAfter(m.cue.last)
	if before.empty() {
		src = u.sourceAhead(m.cue.last)
	}
	if src.empty() {
		return r, false
	}
	r.source = []run{src}
	cuts = slices.DeleteFunc(slices.Clone(cuts), func(c int) bool { return u.is(c, coordin) && u.is(c+1, verbal, auxil) })
	if at(cuts, begin) && !u.verbIn(before) || before.empty() {
		before = run{begin, begin}
	}
	if !before.empty() && u.is(before.first, coordin) && before.last-before.first == 1 {
		before = run{}
	}
	if !before.empty() && u.verbIn(before) {
		r.content = []run{before}
		if len(m.row.rest) > 1 && u.is(src.last, comma) && u.quoted(src.last+1) {
			r.content = append(r.content, u.quotes(src.last+1)) // "is, in the words of Brevik, “a ruin”"
			return r, true
		}
		if more := u.countsOn(before, src.last, cuts); !more.empty() {
			r.content = append(r.content, more)
		}
		return r, true
	}
	if !before.empty() {
		// A fragment before and the rest after: "The board, according to Brevik, met".
		r.content = append(r.content, before)
	}
	if rest := src.last + 1; u.is(src.last, comma) && rest < len(u.items) {
		r.content = append(r.content, run{rest, u.clauseEnd(rest, cuts)})
	}
	return r, len(r.content) > 0
}

func (u *unit) readAdverb(m match, cuts []int) (reading, bool) {
	r := reading{match: m, rule: adverbRule}
	if m.row.frames&nounFrame != 0 { // "the mayor's alleged debts"
		if g := m.cue.first; u.is(g-1, particle) && u.is(g-2, nominal) {
			r.content = append(r.content, u.nounBefore(g))
		}
		owned := u.nounAfter(m.cue.last)
		for i := owned.first; i < owned.last; i++ {
			if u.is(i, coordin) {
				owned.last = i
			}
		}
		r.content = append(r.content, owned)
		return r, !owned.empty()
	}
	first := m.cue.first
	for first > 0 && u.is(first-1, auxil, adverbal) {
		first--
	}
	if s, ok := u.subjectBefore(first); ok {
		r.content = append(r.content, run{s.first, m.cue.first})
	}
	if m.cue.last < len(u.items) {
		r.content = append(r.content, run{m.cue.last, u.phraseEnd(m.cue.last, cuts)})
	}
	return r, len(r.content) > 0
}

// longestLabel is how long, in items, the name before a colon may be.
const longestLabel = 8

// labelled reads "SOURCE: content" at the opening of a paragraph.
func (u *unit) labelled() (reading, bool) {
	if !u.opens {
		return reading{}, false
	}
	if u.interview.labels(u.paragraph) {
		for i := 1; i < min(len(u.items)-1, longestLabel+1); i++ {
			if u.items[i].first == u.interview[u.paragraph] {
				m := match{row: &turnRow, head: i, cue: run{i, i + 1}, voice: fixed}
				return reading{match: m, source: []run{{0, i}}, content: []run{{i + 1, len(u.items)}}, rule: colonRule}, true
			}
		}
	}
	for i := 1; i < min(len(u.items)-1, longestLabel+1); i++ {
		if len(u.items[i-1].forms) > 0 && !u.is(i-1, nominal) || !u.is(i-1, nominal, paren, modifier) || u.quoted(i-1) || !u.capital(0) {
			break
		}
		if u.is(i, colon) {
			if !u.has(i-1, speakers) && (!u.titled(run{0, i}) || !u.quoted(i+1) && !u.named(run{0, i})) {
				break
			}
			m := match{row: &labelRow, head: i, cue: run{i, i + 1}, voice: fixed}
			return reading{match: m, source: []run{{0, i}}, content: []run{{i + 1, len(u.items)}}, rule: colonRule}, true
		}
	}
	return reading{}, false
}

// titled tells whether all words of a run begin with capitals.
func (u *unit) titled(r run) bool {
	for i := r.first; i < r.last; i++ {
		if !u.capital(i) && !u.is(i, paren) {
			return false
		}
	}
	return true
}

// quotedHeadline reads "“content”: SOURCE on the strait" at the opening of a paragraph.
func (u *unit) quotedHeadline() (reading, bool) {
	if !u.opens || !u.quoted(0) || !u.is(1, colon) {
		return reading{}, false
	}
	src := u.nounAfter(2)
	label := false
	for i := src.first; i < src.last; i++ {
		label = label || u.has(i, speakers)
	}
	if src.empty() || !label && !u.named(src) {
		return reading{}, false
	}
	return reading{match: match{row: &turnRow, head: 1, cue: run{1, 2}, voice: fixed}, source: []run{src}, content: []run{{0, 1}}, rule: colonRule}, true
}

// labelRow is the row behind a colon, turnRow that of an interview and of a headline
// that gives the quotation first.
var (
	labelRow = row{frames: quoteFrame | clauseFrame, act: record.Assert}
	turnRow  = row{frames: quoteFrame | clauseFrame, act: record.Assert, stands: true}
)
