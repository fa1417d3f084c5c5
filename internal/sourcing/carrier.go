package sourcing

import (
	"slices"
	"strings"

	"hearsay/record"
)

// hit is a place in the text that names a carrier.
type hit struct {
	first, last int // words of the phrase before the carrier
	entity, at  int // the carrier, and about where it is named
}

// hitsPerSentence and depth bound the work on hostile texts.
const (
	hitsPerSentence = 8
	depth           = 8
)

// carry sets Via and Carriers: attributions inside others, carriers that the
// sentence names, and those of the conversation that goes on.
func (f *filler) carry(credits []record.Ref[record.Entity]) {
	f.nest()
	f.cite()
	var talk conversation
	var asked question
	for _, i := range f.order {
		a := &f.attributions[i]
		if a.Inferred {
			if talk.speaker == a.Speaker && talk.speaker.Set() {
				a.Via.Entity = record.To[record.Entity](talk.entity)
				a.Carriers = append(a.Carriers, a.Via.Entity)
			}
			continue
		}
		if len(a.Cue) == 0 && len(a.Source) == 0 {
			continue
		}
		e := f.venue(a, credits)
		if a.Via.Attribution.Set() {
			if e >= 0 {
				a.Carriers = append(a.Carriers, record.To[record.Entity](e))
			}
			continue
		}
		if e < 0 {
			e = asked.answered(f, a)
		}
		asked.put(f, a, e)
		e = talk.next(f, a, e)
		if e >= 0 {
			a.Via.Entity = record.To[record.Entity](e)
			a.Carriers = append(a.Carriers, a.Via.Entity)
		}
	}
	for i := range f.attributions {
		f.attributions[i].Carriers = f.chain(i, depth)
	}
}

// chain are the carriers of an attribution, outermost first.
func (f *filler) chain(i, depth int) []record.Ref[record.Entity] {
	a := &f.attributions[i]
	var out []record.Ref[record.Entity]
	add := func(refs ...record.Ref[record.Entity]) {
		for _, r := range refs {
			if r.Set() && r != a.Speaker && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	if b := a.Via.Attribution.Index(); b >= 0 && depth > 0 {
		add(f.chain(b, depth-1)...)
		add(f.attributions[b].Speaker)
		add(f.attributions[b].Speakers...)
	}
	add(a.Carriers...)
	return out
}

// nest finds the innermost attribution whose content holds each one.
func (f *filler) nest() {
	type piece struct {
		record.Span
		of int
	}
	var pieces []piece
	for i := range f.attributions {
		if f.attributions[i].Possible {
			continue // the narrow reading stands
		}
		for _, s := range f.attributions[i].Content {
			pieces = append(pieces, piece{s, i})
		}
	}
	slices.SortStableFunc(pieces, func(a, b piece) int { return a.Start - b.Start })
	var open []piece
	next := 0
	for _, i := range f.order {
		a := &f.attributions[i]
		anchor := a.Cue.Bounds()
		if len(a.Cue) == 0 {
			anchor = a.Source.Bounds()
		}
		if anchor.Empty() {
			continue
		}
		for ; next < len(pieces) && pieces[next].Start <= anchor.Start; next++ {
			open = append(open, pieces[next])
		}
		open = slices.DeleteFunc(open, func(p piece) bool { return p.End <= place(a) })
		if len(open) > 4*depth {
			open = slices.Delete(open, 0, len(open)-4*depth)
		}
		best := -1
		for k, p := range open {
			b := &f.attributions[p.of]
			if p.of != i && p.Contains(anchor) && !a.Content.Overlap(b.Cue.Bounds()) && !f.within(b.Source, a.Source) && (best < 0 || p.Len() < open[best].Len()) {
				best = k
			}
		}
		if best >= 0 {
			a.Via.Attribution = record.To[record.Attribution](open[best].of)
		}
	}
}

// within tells whether the first spans lie in the second: a relative clause of the
// source ("the Herald, which first reported it, wrote") holds nothing that is said.
func (f *filler) within(inner, outer record.Spans) bool {
	return len(inner) > 0 && len(outer) > 0 && outer.Bounds().Contains(inner.Bounds())
}

// cite gives what somebody reports "citing two officials" to the officials,
// carried by the one who cites them.
func (f *filler) cite() {
	for k, i := range f.order {
		a := &f.attributions[i]
		if a.Via.Attribution.Set() || len(a.Cue) == 0 || match(f.text, f.text.WordAt(a.Cue[0].Start), f.carriers.citing) == 0 {
			continue
		}
		for _, near := range []int{k - 1, k + 1} {
			if near < 0 || near >= len(f.order) {
				continue
			}
			b := &f.attributions[f.order[near]]
			if len(a.Content) > 0 && b.Content.Overlap(a.Content.Bounds()) && b.Speaker.Set() && b.Speaker != a.Speaker {
				a.Via.Attribution = record.To[record.Attribution](f.order[near])
				break
			}
		}
	}
}

// venue is the carrier that the attribution's own sentence names, -1 for none.
func (f *filler) venue(a *record.Attribution, credits []record.Ref[record.Entity]) int {
	anchor := a.Cue
	if len(anchor) == 0 {
		anchor = a.Source
	}
	s := f.text.Words[min(f.text.WordAt(anchor[0].Start), len(f.text.Words)-1)].Sentence
	for _, h := range f.hits(s) {
		at := f.text.Span(h.first, h.last)
		ref := record.To[record.Entity](h.entity)
		switch {
		case a.Content.Overlap(at), a.Source.Overlap(at), a.Source.Overlap(f.text.Words[h.at].Span), ref == a.Speaker, slices.Contains(a.Speakers, ref), f.own(h.entity, credits):
		case f.verb(h) && !near(a.Cue, at):
		case f.isAfterthought(h) && place(a) > at.Start:
		case f.turns(h, place(a)):
		case a.Via.Attribution.Set() && !f.attributions[a.Via.Attribution.Index()].Content.Overlap(at):
		default:
			return h.entity
		}
	}
	return -1
}

// verb tells whether the phrase before a carrier is somebody's verb ("told Radio
// Delta"): it belongs to the cue that it is part of, not to the whole sentence.
func (f *filler) verb(h hit) bool {
	u := f.tokens[h.first].UPOS
	return h.last == h.first+1 && (u == "VERB" || u == "X" || u == "")
}

// isAfterthought tells whether "according to the Herald" follows the clause that it
// carries: what comes after it in the sentence is somebody else's again.
func (f *filler) isAfterthought(h hit) bool {
	if f.lower(h.first) != "according" {
		return false
	}
	for w := h.first - 1; w >= f.text.Sentences[f.text.Words[h.first].Sentence].First; w-- {
		if u := f.tokens[w].UPOS; u == "VERB" || u == "AUX" {
			return true
		}
	}
	return false
}

// turns tells whether the sentence turns to somebody else between "according to the
// Herald" and the place ("..., although the board expects"): how far the Herald's
// word reaches is open then, and the narrow reading stands.
func (f *filler) turns(h hit, place int) bool {
	if f.lower(h.first) != "according" {
		return false
	}
	for w := h.last; w < len(f.text.Words) && f.text.Words[w].Start < place; w++ {
		if f.lower(w-1) == "," && match(f.text, w, f.carriers.turns) > 0 {
			return true
		}
	}
	return false
}

// near tells whether a cue holds the span or stands right beside it.
func near(cue record.Spans, at record.Span) bool {
	for _, c := range cue {
		if c.Start <= at.End+1 && at.Start <= c.End+1 {
			return true
		}
	}
	return false
}

// own tells whether an outlet is this text's own: its publisher, by whole name or, as
// outlets call themselves, by the last part of it ("the Observer"), or the agency that
// the text is credited to.
func (f *filler) own(entity int, credits []record.Ref[record.Entity]) bool {
	if slices.Contains(credits, record.To[record.Entity](entity)) {
		return true
	}
	name, _ := cutArticle(f.entities[entity].Name)
	publisher, _ := cutArticle(f.outlet)
	name, publisher = strings.ToLower(name), strings.ToLower(publisher)
	return name != "" && (name == publisher || strings.HasSuffix(publisher, " "+name))
}

// hits are the carriers that a sentence names, in order.
func (f *filler) hits(sentence int) []hit {
	if h, known := f.found[sentence]; known {
		return h
	}
	var out []hit
	s := f.text.Sentences[sentence]
	for w := s.First; w < s.Last && len(out) < hitsPerSentence; w++ {
		for _, v := range f.carriers.venues[f.lower(w)] {
			last := w + 1 + len(v.rest)
			if last >= s.Last || !follows(f.text, w+1, v.rest) {
				continue
			}
			if e := f.carrierAt(last, s.Last, v.takes); e >= 0 {
				out = append(out, hit{w, last, e, min(last+1, s.Last-1)})
				break
			}
		}
	}
	if f.found == nil {
		f.found = map[int][]hit{}
	}
	f.found[sentence] = out
	return out
}

// carrierWordsAhead is how many words may stand before a carrier's own name or noun
// ("told the state broadcaster Radio Delta").
const carrierWordsAhead = 5

// carrierAt is the outlet, interviewer or, where anyone may be one, person that the
// words from w on name; -1 for none.
func (f *filler) carrierAt(w, last int, takes takes) int {
	the := false
	for k := w; k < min(w+carrierWordsAhead, last); k++ {
		e := f.entry(k)
		if m := f.nameAt(k); m != nil {
			if f.carries(m, last, takes) {
				return m.entity
			}
			k = m.last - 1
			continue
		}
		switch l := f.lower(k); {
		case l == "this" || l == "our" || l == "us":
			return -1
		case e.singular&definite != 0:
			the = true
			continue
		case f.possessive(k), e.singular&indefinite != 0:
			continue
		}
		if n := f.host(k); n > 0 {
			return f.add(k, n, record.Organization, true)
		}
		if f.capital(k) {
			n := k + 1
			for n < last && f.capital(n) && f.nameAt(n) == nil {
				n++
			}
			if f.outlets.isOutlet(f.text.Span(k, n).In(f.text.Source), the) {
				return f.add(k, n, record.Organization, true)
			}
			continue
		}
		if takes == namedOutlets {
			return -1
		}
		if n := match(f.text, k, f.carriers.interviewer); n > 0 {
			if m := f.nameAt(min(k+n, last-1)); k+n < last && m != nil {
				return m.entity // "the interviewer Ana Brevik", "the broadcaster Radio Delta"
			}
			if f.boundary(span(k, k+n+1), n) || k+n >= last || e.singular&outlet != 0 {
				if o := f.outletBefore(k); the && o >= 0 {
					return o
				}
				return f.add(w, k+n, f.kindOfCarrier(k+n-1), false)
			}
			continue
		}
		if f.boundary(span(k, k+1), 0) || e.singular&(pronoun|stop) != 0 || f.tokens[k].UPOS == "VERB" {
			return -1
		}
	}
	return -1
}

// carries tells whether whom mention m names may carry what somebody says to him or it.
func (f *filler) carries(m *mention, last int, takes takes) bool {
	if f.kindOf(m.entity, f.isOutlet(name{m.entity, m.first, m.last})) == record.NamedOutlet {
		return true
	}
	kind := f.entities[m.entity].Kind
	if m.last < last && f.possessive(m.last) {
		return false
	}
	return takes == anyone && kind == record.Person || takes == publishers && kind == record.Organization ||
		takes == outletsOnly && kind != record.Group && f.interviewAfter(m.last, last)
}

// interviewAfter tells whether "in an interview" follows at word w.
func (f *filler) interviewAfter(w, last int) bool {
	if w >= last || f.lower(w) != "in" && f.lower(w) != "during" {
		return false
	}
	for k := w + 1; k < min(w+4, last); k++ {
		if l := f.lower(k); l == "interview" || l == "interviews" {
			return true
		}
	}
	return false
}

// outletReach is how many words before "the paper" the outlet may be named that it is.
const outletReach = 400

// outletBefore is the outlet that "the paper" at word w is: that of its chain, else the
// last one that the text names before it; -1 for none.
func (f *filler) outletBefore(w int) int {
	if e := f.mentioned(w); e >= 0 && f.isNamed(e) {
		return e
	}
	for k := w - 1; k >= max(0, w-outletReach); k-- {
		if m := f.nameAt(k); m != nil {
			if f.kindOf(m.entity, f.isOutlet(name{m.entity, m.first, m.last})) == record.NamedOutlet {
				return m.entity
			}
			k = m.first
		}
	}
	return -1
}

// kindOfCarrier is what a carrier without a name is, after its noun.
func (f *filler) kindOfCarrier(w int) record.EntityKind {
	if e := f.entry(w); e.singular&people != 0 || personal(f.lower(w)) {
		return record.Person
	}
	return record.Organization
}

// conversation follows one speaker's words to one carrier from sentence to
// sentence.
type conversation struct {
	entity, paragraph int
	speaker           record.Ref[record.Entity]
	on                bool
}

// next is the carrier of attribution a, whose own sentence names carrier named (-1
// for none): the conversation goes on while the same speaker speaks, in this
// paragraph or the next, and nothing tells of another occasion.
func (c *conversation) next(f *filler, a *record.Attribution, named int) int {
	at := f.text.WordAt(place(a))
	if at >= len(f.text.Words) {
		return named
	}
	sentence := f.text.Words[at].Sentence
	paragraph := f.text.Sentences[sentence].Paragraph
	switch {
	case named >= 0:
		*c = conversation{named, paragraph, a.Speaker, a.Speaker.Set()}
		return named
	case !c.on:
		return -1
	case a.Act == record.Ask && a.Speaker != c.speaker && paragraph <= c.paragraph+1:
		c.paragraph = paragraph
		return -1 // the interviewer asks on
	case a.Speaker != c.speaker || len(a.Speakers) > 0 || !f.goesOn(a) || paragraph > c.paragraph+1 || f.elsewhere(a, sentence):
		c.on = false
		return -1
	}
	c.paragraph = paragraph
	return c.entity
}

// question is what an interviewer, or somebody on an outlet, last asked.
type question struct {
	by       record.Ref[record.Entity]
	carrier  int // 1 + the entity that brings question and answer; 0 for no question
	sentence int // where it was asked
}

// put keeps an attribution that asks and that comes through carrier e, -1 for none: who
// asks is the carrier of the answer where the text calls that person an interviewer.
func (q *question) put(f *filler, a *record.Attribution, e int) {
	if a.Act != record.Ask || !a.Speaker.Set() {
		return
	}
	if by := a.Speaker.Index(); e < 0 && f.interviews(by) {
		e = by
	}
	*q = question{a.Speaker, e + 1, f.sentenceAfter(a)}
}

// interviews tells whether an entity is a person whose role is an interviewer's.
func (f *filler) interviews(entity int) bool {
	for role := range strings.FieldsSeq(strings.ToLower(f.entities[entity].Role)) {
		if _, ok := f.carriers.interviewer[role]; ok {
			return true
		}
	}
	return false
}

// sentenceAfter is the last sentence of an attribution's cue and content.
func (f *filler) sentenceAfter(a *record.Attribution) int {
	end := max(a.Cue.Bounds().End, a.Content.Bounds().End)
	return f.text.Words[max(0, min(f.text.WordAt(end), len(f.text.Words))-1)].Sentence
}

// answerReach is how many sentences after a question its answer may begin.
const answerReach = 2

// answered is the carrier of the question that an attribution answers, -1 for none.
func (q *question) answered(f *filler, a *record.Attribution) int {
	asked := *q
	if asked.carrier == 0 || a.Act == record.Ask || !a.Speaker.Set() {
		return -1
	}
	*q = question{}
	if a.Speaker == asked.by || int(a.Speaker) == asked.carrier || !f.goesOn(a) || f.text.Words[min(f.text.WordAt(place(a)), len(f.text.Words)-1)].Sentence > asked.sentence+answerReach {
		return -1
	}
	return asked.carrier - 1
}

// goesOn tells whether an attribution's cue is of somebody who goes on speaking.
func (f *filler) goesOn(a *record.Attribution) bool {
	for _, w := range f.words(a.Cue) {
		if match(f.text, w, f.carriers.goesOn) > 0 {
			return true
		}
	}
	return len(a.Cue) == 0
}

// elsewhere tells whether the sentence, outside of what is said, tells of another
// occasion ("in a statement", "on Twitter").
func (f *filler) elsewhere(a *record.Attribution, sentence int) bool {
	return f.around(a, sentence, func(w int) bool { return match(f.text, w, f.carriers.elsewhere) > 0 })
}

// sentenceWords is how many words of a sentence are looked through.
const sentenceWords = 200

// around tells whether a phrase of the sentence, outside of what is said, has a
// property.
func (f *filler) around(a *record.Attribution, sentence int, has func(w int) bool) bool {
	s := f.text.Sentences[sentence]
	for w := s.First; w < min(s.Last, s.First+sentenceWords); w++ {
		if has(w) && !a.Content.Overlap(f.text.Words[w].Span) {
			return true
		}
	}
	return false
}
