package attribution

import "slices"

// readVerb reads a cue that is a verb or an adjective, and whose source is its subject.
func (u *unit) readVerb(m match, begin int, cuts []int, prior []reading) (reading, bool) {
	if m.row.kind == inference {
		return u.readInference(m, cuts)
	}
	r := reading{match: m}
	g, after := m.cue.first, m.cue.last
	src, ok := u.ownSubject(m)
	r.own = ok && u.is(src.last-1, nominal) && !u.has(src.first, relative|complement)
	r.joins = m.voice == finite && u.is(m.cue.first-1, coordin)
	if ok && u.unspoken(m, src) {
		return r, false
	}
	left := g
	if ok {
		left = src.first
		if u.asOpens(left-1) && (u.quoted(left-2) || u.is(left-2, comma)) {
			left-- // "..., as she put it"
		}
	}
	if m.voice == finite && u.inverts(m, ok, begin) {
		src, ok, left = u.sourceAfter(after), true, g
		after = src.last
	}
	if !ok {
		src = u.shared(m, prior)
	}
	quoted := u.quotedSource(m, prior)
	if !quoted.empty() {
		src, r.relayed = quoted, true
	}
	if !src.empty() {
		r.source = []run{src}
	}
	if ok && u.is(left-1, subordin) && !u.has(left-1, complement) {
		cuts = u.withComma(after, cuts)
	}
	if u.lower(left) == "as" && left < g {
		begin = heard(prior, left-1, begin)
	}
	u.fill(&r, site{begin: begin, left: left, after: after, cuts: cuts})
	if ok && r.voice == finite && r.rule != noContent && u.gap(left-1) {
		r.content = append([]run{{left - 1, left}}, r.content...)
	}
	if r.rule == noContent && m.row.frames&bareFrame == 0 {
		return r, false
	}
	if !quoted.empty() && len(r.content) > 0 {
		prior[len(prior)-1].stretch(r.content[len(r.content)-1].last)
	}
	return r, !src.empty()
}

// stretch lets the content go on to item end: what is quoted, over what was said.
func (r reading) stretch(end int) {
	last := &r.content[len(r.content)-1]
	last.last = max(last.last, end)
}

// quotedSource is who is "quoted as saying" what the cue m tells; empty elsewhere.
func (u *unit) quotedSource(m match, prior []reading) run {
	if m.voice != participial || len(prior) == 0 || !u.asOpens(m.cue.first-1) {
		return run{}
	}
	q := prior[len(prior)-1]
	if !q.row.cites || len(q.content) == 0 {
		return run{}
	}
	if q.voice == passive {
		src, _ := u.subjectBefore(q.cue.first)
		return src
	}
	return u.nounAfter(q.cue.last)
}

// cite gives what somebody reports, "citing two officials", to the officials too.
func (u *unit) cite(all []reading) {
	for i := range all {
		r := &all[i]
		if !r.row.cites || r.voice != participial || len(r.source) != 1 || !u.speaker(u.nounAfter(r.cue.last)) {
			continue
		}
		for _, o := range all {
			if o.row.kind == speech && o.voice == finite && slices.Equal(o.source, r.source) && (o.rule == thatAfter || o.rule == clauseAfter || o.rule == clauseBefore || o.rule == quoteBefore) {
				r.source, r.content, r.relayed, r.rule = []run{u.nounAfter(r.cue.last)}, slices.Clone(o.content), true, o.rule
				break
			}
		}
	}
}

// speaker tells whether a phrase names or describes somebody who speaks, or a paper: its
// head is a name or such a noun.
func (u *unit) speaker(r run) bool {
	head := r.first
	for i := r.first; i < r.last && !u.is(i, adpos, coordin); i++ {
		head = i
	}
	return !r.empty() && !u.has(r.first, possessive) && !u.quoted(head) && u.is(head, nominal) && (u.has(head, speakers|paper) || u.capital(head))
}

// ownSubject is the subject that stands before the cue and belongs to it alone.
func (u *unit) ownSubject(m match) (run, bool) {
	g := m.cue.first
	src, ok := u.subjectBefore(g)
	switch m.voice {
	case participial: // not "the board left, saying", "issued a statement saying"
		ok = ok && !u.is(g-1, comma) && !u.has(g-1, occasion)
	case infinitive: // not "was reluctant to say"
		ok = ok && !u.is(g-1, modifier, verbal) && !u.has(g-1, occasion)
	}
	return src, ok
}

// unspoken tells whether the cue with this subject tells of nothing that was said or
// thought: "an attempt to assert control", "when the board realizes that".
func (u *unit) unspoken(m match, src run) bool {
	switch m.voice {
	case infinitive:
		return u.is(m.cue.first-1, nominal) && !u.capital(m.cue.first-1)
	case finite:
		return m.row.kind != speech && u.has(src.first-1, conditional) && u.is(src.first-1, subordin, adverbal)
	}
	return false
}

// heard is where the words begin that an "as Brevik claimed" after item i repeats: the
// content that ends there, if one does.
func heard(prior []reading, i, begin int) int {
	for _, p := range prior {
		for _, c := range p.content {
			if c.last == i && p.row.pos == verb {
				return c.first
			}
		}
	}
	return begin
}

// readInference reads a cue that has no source: "The board seems to agree".
func (u *unit) readInference(m match, cuts []int) (reading, bool) {
	r := reading{match: m, rule: inferenceRule}
	if i := m.cue.last; m.voice != finite || u.is(i, adpos, coordin) && u.lower(i) != "like" {
		return r, false // "appeared in 2019"
	}
	if m.row.frames&thatFrame != 0 && !u.has(m.cue.last, complement) {
		return r, false // "the whale emerged"
	}
	if s, ok := u.subjectBefore(m.cue.first); ok && !(s.last-s.first == 1 && u.lower(s.first) == "it") {
		r.content = append(r.content, s)
	}
	if i := m.cue.last; i < len(u.items) && !u.is(i, comma, stop) {
		r.content = append(r.content, run{i, u.clauseEnd(i, cuts)})
	}
	return r, len(r.content) > 0
}

// withComma adds to the cuts the first comma from item i on, which ends the clause
// of a "while" or "after".
func (u *unit) withComma(i int, cuts []int) []int {
	for k := i; k < min(len(u.items), i+window); k++ {
		if u.is(k, comma) {
			return append(slices.Clone(cuts), k)
		}
	}
	return cuts
}

// gap tells whether item i is the relative word whose clause is the content: "which
// Brevik said was closed".
func (u *unit) gap(i int) bool {
	return u.has(i, relative|complement|whether) && u.is(i, pronoun, article) && !u.has(i, subordinate) &&
		!(i > 0 && u.items[i-1].takesClause()) // not "reported that officials had"
}

// inverts tells whether the source follows its finite cue: "...,” said Brevik.
func (u *unit) inverts(m match, hasSubject bool, begin int) bool {
	g := m.cue.first
	if m.row.frames&(quoteFrame|clauseFrame) == 0 || !(u.quoted(g-1) || u.is(g-1, comma) || g == 0) {
		return false
	}
	s := u.nounAfter(m.cue.last)
	if s.empty() || u.has(s.first, calendar) {
		return false
	}
	if u.quoted(g-1) || g == 0 {
		return !hasSubject || !u.finiteWithin(s.last, 4)
	}
	return !hasSubject && (u.verbIn(run{begin, g}) || u.headline()) && (u.has(s.last, relative|complement) || !u.finiteWithin(s.last, 4))
}

// shared is the source of a cue without a subject of its own: the one of the cue
// before, or the main clause's subject.
func (u *unit) shared(m match, prior []reading) run {
	if m.voice == infinitive {
		return u.doer(m.cue.first)
	}
	if m.voice == finite && !u.is(m.cue.first-1, coordin, dash) && !u.pause(m.cue.first-1) {
		return run{}
	}
	for k := len(prior) - 1; k >= 0; k-- {
		p := prior[k]
		if p.voice == finite && len(p.source) > 0 && p.row.pos == verb {
			return p.source[0]
		}
	}
	if m.voice == participial || u.is(m.cue.first-1, coordin, comma, particle) {
		src := u.theme(m.cue.first)
		if src.empty() && m.voice == participial && u.is(m.cue.first-1, comma) {
			src = u.nounBefore(m.cue.first - 1) // "Brevik, citing two officials, said"
		}
		return src
	}
	return run{}
}

// site is where a verb's source and cue stand in their clause.
type site struct {
	begin       int  // of the clause
	left, after int  // of source and cue together
	tail        int  // where the sentence goes on, after audience, time and place
	closed      bool // nothing that follows can be the cue's object
	cuts        []int
}

// fill finds the content of a verb: the quotation before it, what follows it, or the
// clause before or around it.
func (u *unit) fill(r *reading, s site) {
	f := r.row.frames
	s.tail = s.after
	if f&tellFrame != 0 {
		s.tail = u.skipAudience(s.tail)
	}
	s.tail = u.skipAdverbials(s.tail)
	s.closed = s.tail >= len(u.items) || u.is(s.tail, stop, comma, dash, coordin, subordin, colon, adpos) || at(s.cuts, s.tail)
	if f&quoteFrame != 0 && r.voice == finite {
		if r.content, r.rule = u.quoteBeside(s); r.rule != noContent {
			return
		}
	}
	r.content, r.rule = u.object(r.match, s.after, s.cuts)
	if r.rule != noContent && !(s.closed && r.rule == nounObject && f&clauseFrame != 0) {
		return
	}
	pronominal := u.has(s.left, relative) && u.is(s.left, pronoun) // "Tarn, who said"
	if f&clauseFrame != 0 && r.voice == finite && s.closed && !pronominal {
		if c, rule := u.clauseBeside(s); rule != noContent {
			r.content, r.rule = c, rule
		}
	}
}

// quoteBeside is the quotation before the source and cue with its other half after
// them, or the words before a quotation that goes on with them.
func (u *unit) quoteBeside(s site) ([]run, rule) {
	if u.quoted(s.left-1) && (s.closed || closing(u.text, u.items[s.left-1]) != "") {
		first := s.left - 1
		for first > s.begin && u.quoted(first-1) {
			first--
		}
		if first > s.begin && !u.is(first-1, comma, colon, stop, dash) {
			first = s.begin
		}
		content := []run{{first, s.left}}
		if u.is(s.tail, comma, dash) && u.quoted(s.tail+1) {
			content = append(content, u.quotes(s.tail+1))
		}
		return content, quoteBefore
	}
	if u.is(s.left-1, comma) && s.left-1 > s.begin && u.is(s.tail, comma) && u.quoted(s.tail+1) && u.goesOn(s.tail+1) && !u.is(s.begin, adpos) {
		return []run{{s.begin, s.left - 1}, u.quotes(s.tail + 1)}, clauseAround // That, she said, “is new.”
	}
	return nil, noContent
}

// clauseBeside is the clause before the source and cue, or the one that they part.
func (u *unit) clauseBeside(s site) ([]run, rule) {
	if !u.is(s.left-1, comma) || s.left-1 <= s.begin {
		return nil, noContent
	}
	pre := run{s.begin, s.left - 1}
	switch {
	case u.is(s.tail, comma) && !at(s.cuts, s.tail) && s.tail+1 < len(u.items) && (!u.verbIn(pre) || u.is(s.begin, subordin, adpos) || u.has(s.tail+1, complement)):
		return []run{pre, {s.tail + 1, u.clauseEnd(s.tail+1, s.cuts)}}, clauseAround
	case u.verbIn(pre), u.headline() && s.tail == len(u.items):
		content := []run{pre}
		if u.is(s.tail, comma) && u.quoted(s.tail+1) {
			content = append(content, u.quotes(s.tail+1))
		} else if more := u.countsOn(pre, s.tail, s.cuts); !more.empty() {
			content = append(content, more)
		}
		return content, clauseBefore
	}
	return nil, noContent
}

// countsOn is the clause after the comma at item c that goes on counting what the
// content before the cue counts, with a time for its subject or with no verb: "There
// were 30 calls in May, Brevik said, while last week saw 25". Such a figure has no
// source but the cue's. Any other clause there is read narrowly, as the author's: a
// second, wider reading (the schema's possible) would be wrong far more often.
func (u *unit) countsOn(before run, c int, cuts []int) run {
	if !u.is(c, comma) || at(cuts, c) || !u.numberIn(before) {
		return run{}
	}
	more := run{c + 1, u.clauseEnd(c+1, cuts)}
	if more.empty() || !u.numberIn(more) || !u.is(more.first, coordin, subordin) && u.lower(more.first) != "against" {
		return run{}
	}
	for i := more.first; i < more.last; i++ {
		if u.is(i, verbal, auxil) {
			if u.timeOnly(run{more.first + 1, i}) {
				return more
			}
			return run{}
		}
	}
	return more
}

// numberIn tells whether a run holds a number.
func (u *unit) numberIn(r run) bool {
	for i := r.first; i < r.last; i++ {
		if u.number(i) {
			return true
		}
	}
	return false
}
