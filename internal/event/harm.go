package event

import (
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// farHarm is how many sentences may stand between an event and a casualty that is
// told without one ("he died in hospital").
const farHarm = 12

// harm is what a sentence says of people killed or hurt.
type harm struct {
	word     int // that says so
	noun     int // whom it says so of
	sentence int
	event    int // in out; -1 for none yet
	deaths   bool
	count    *record.Count
	who      int                      // the entity of a single person; -1
	named    bool                     // that has a name in the text
	single   bool                     // one person, by the grammar
	hit      bool                     // said of the dead as well ("shot")
	more     bool                     // beside those told of before ("another man")
	period   record.Ref[record.Timex] // that the number covers
}

// harmsOf finds what a sentence says of the dead and injured.
func (s *scan) harmsOf(number int, sentence *lex.Sentence, first int) {
	begin := len(s.harms)
	var done map[int]bool
	for w := sentence.First; s.parsed && w < sentence.Last; w++ {
		c, ok := s.casualties[s.lower(w)]
		if !ok || s.untrue(w) || s.counts(w) {
			continue
		}
		before := len(s.harms)
		for _, v := range s.sufferers(w, c) {
			s.harm(harm{word: w, sentence: number, deaths: c.deaths, hit: c.hit}, v, 3)
		}
		if len(s.harms) > before {
			if done == nil {
				done = map[int]bool{}
			}
			done[w] = true
		} else if c.deaths && s.deadly(w, c) {
			s.fatal = true
		}
	}
	for w := sentence.First; w < sentence.Last; w++ {
		s.spared = s.spared || s.alive[s.lower(w)]
	}
	s.inOrder(number, sentence, done)
	var violent []int
	for i := first; i < len(s.out); i++ {
		if t := s.out[i].Type; t == assault || t == protest {
			violent = append(violent, i)
		}
	}
	for i := begin; i < len(s.harms); i++ {
		s.harms[i].event = s.eventOf(s.harms[i].word, violent)
	}
	if len(s.harms) > begin && s.harms[begin].event < 0 && s.accident {
		s.harms = s.harms[:begin] // the dead of no event
	}
}

// deadly tells whether the casualty word w speaks of a death without saying whose.
func (s *scan) deadly(w int, c casualty) bool {
	h := s.tree.head(w)
	switch c.how {
	case ofNoun:
		return h >= 0 && s.casualties[s.lower(h)].how == byNoun && s.casualties[s.lower(h)].hit
	case byNoun:
		return false
	}
	return s.tree.one(w, "aux", "mark") < 0
}

// counts tells whether the casualty word w is the unit of a number: "30 injured".
func (s *scan) counts(w int) bool {
	at := s.text.Words[w].Span
	i, _ := slices.BinarySearchFunc(s.quantities, at.End, func(q record.Quantity, b int) int { return q.Start - b })
	return i > 0 && s.quantities[i-1].Overlaps(at) && (s.quantities[i-1].Unit == "death" || s.quantities[i-1].Unit == "injury")
}

// eventOf is which of the violent events of a sentence the harm at word w belongs to:
// the last that begins before it, else the first; -1 for none.
func (s *scan) eventOf(w int, violent []int) int {
	if len(violent) == 0 {
		return -1
	}
	k, _ := slices.BinarySearchFunc(violent, s.text.Words[w].End, func(i, b int) int { return s.out[i].Trigger.Start - b })
	return violent[max(k-1, 0)]
}

// untrue tells whether what word w says did not happen: it is denied, supposed, or
// only tried.
func (s *scan) untrue(w int) bool {
	if s.negated(w) || s.supposed(w) {
		return true
	}
	for k := range s.tree.children(w) {
		if d := s.tokens[k].Deprel; (d == "amod" || d == "aux") && s.unreal[s.tokens[k].Lemma] {
			return true
		}
	}
	h := s.tree.head(w)
	return h >= 0 && (s.tokens[w].Deprel == "xcomp" || s.tokens[w].Deprel == "acl" || s.tokens[w].Deprel == "advcl" && s.tree.marked(w, "to")) && s.unreal[s.tokens[h].Lemma]
}

// sufferers are the nouns of those whom the casualty word w tells of.
func (s *scan) sufferers(w int, c casualty) []int {
	h, d := s.tree.head(w), s.tokens[w].Deprel
	one := func(k int) []int {
		if k < 0 || k == w {
			return nil
		}
		return []int{k}
	}
	switch p := s.tokens[w].UPOS; {
	case c.how == byNoun && p == "NOUN" && s.caseOf(w) == "to" && h >= 0: // "stabbed to death"
		return s.objects(h, casualty{})
	case c.how == byNoun && p != "VERB":
		if k := s.tree.one(w, "nmod:poss"); k >= 0 {
			return one(k)
		}
		for k := range s.tree.children(w) {
			if s.tokens[k].Deprel == "nmod" && s.caseOf(k) == "of" {
				return one(k)
			}
		}
		return nil
	case c.how == byAdverb && w+1 < s.tree.last && s.tokens[w+1].UPOS == "VERB": // "fatally shot"
		return s.objects(w+1, casualty{})
	case d == "advmod" && h >= 0 && s.tokens[h].UPOS == "VERB": // "shot fatally"
		return s.objects(h, casualty{})
	case p == "VERB" && d != "amod":
		return s.objects(w, c)
	case d == "amod":
		if c.how == ofNoun {
			if t, ok := s.casualties[s.lower(h)]; ok && t.how == byNoun || s.tokens[h].Lemma == "shooting" {
				return s.sufferers(h, casualty{how: byNoun})
			}
			return nil
		}
		return one(h)
	case p == "ADJ" || p == "ADV":
		if d == "xcomp" && h >= 0 { // "left two dead"
			if k := s.tree.one(h, "obj", "nsubj:pass"); k >= 0 {
				return one(k)
			}
		}
		return one(s.doer(w))
	case p == "NOUN" || p == "PROPN":
		switch {
		case d == "root" || d == "ccomp" || d == "parataxis" || d == "conj" && s.tree.one(w, "cop") >= 0:
			return one(s.subjectAt(w)) // "is in critical condition"
		case h < 0:
			return nil
		case d == "nmod" && s.tokens[h].UPOS != "VERB":
			return one(h) // "a man with a gunshot wound"
		case d == "obj":
			if s.suffers[s.tokens[h].Lemma] {
				return one(s.doer(h))
			}
		case d == "obl" || d == "nmod" || d == "xcomp":
			if k := s.tree.one(h, "obj"); k >= 0 && !s.passiveVerb(h) {
				return one(k)
			}
			if s.tokens[h].Deprel == "acl" {
				return one(s.tree.head(h))
			}
			return one(s.doer(h))
		}
	}
	return nil
}

// objects are those to whom the verb w is done, or who do it where it is dying.
func (s *scan) objects(w int, c casualty) []int {
	d := s.tokens[w].Deprel
	passive := s.passiveVerb(w)
	var out []int
	if !passive {
		for k := range s.tree.children(w) {
			if s.tokens[k].Deprel == "obj" {
				out = append(out, k)
			}
		}
		if out != nil {
			return out
		}
	}
	switch h := s.tree.head(w); {
	case passive || c.how == bySubject:
	case d == "xcomp" && h >= 0 && s.passiveVerb(h): // "was found shot"
	case d == "acl":
		if strings.HasSuffix(s.lower(w), "ing") {
			return nil
		}
		return []int{h}
	case d == "conj" && h >= 0:
		// "was shot and wounded", "shot and killed him"
		if s.subjectAt(w) < 0 {
			if s.tokens[h].UPOS == "VERB" {
				return s.objects(h, c)
			}
			return nil
		}
	default:
		if k := s.tree.one(w, "conj"); k >= 0 && s.casualties[s.lower(k)].deaths {
			return s.objectsOnce(k)
		}
		// A headline's passive: "Man shot in the leg".
		if s.headline(w) {
			break
		}
		return nil
	}
	if k := s.doer(w); k >= 0 {
		return []int{k}
	}
	return nil
}

// objectsOnce are the direct objects of the verb w.
func (s *scan) objectsOnce(w int) (out []int) {
	for k := range s.tree.children(w) {
		if s.tokens[k].Deprel == "obj" {
			out = append(out, k)
		}
	}
	return out
}

// headline tells whether the verb w may be a passive without its auxiliary: no other
// verb form, no object, and a past participle.
func (s *scan) headline(w int) bool {
	return s.tokens[w].Deprel == "root" && s.tree.one(w, "obj", "aux", "ccomp", "xcomp") < 0 && s.lower(w) != s.tokens[w].Lemma && !strings.HasSuffix(s.lower(w), "ing") ||
		s.lower(w) == "shot" && s.tree.one(w, "obj") < 0 && s.tree.one(w, "obl") >= 0
}

// harm adds the people whom the noun at word v names, and those joined to it.
func (s *scan) harm(h harm, v, deep int) {
	for k := range s.tree.children(v) {
		if s.tokens[k].Deprel == "conj" && deep > 0 {
			s.harm(h, k, deep-1)
		}
	}
	h.who, h.noun = -1, v
	if strings.HasSuffix(s.lower(v), "self") { // "shot himself"
		if k := s.doer(s.tree.head(v)); k >= 0 && k != v {
			s.harm(h, k, 0)
		}
		return
	}
	token, lower := &s.tokens[v], s.lower(v)
	q := s.number(v)
	m := s.person(v)
	if m >= 0 {
		h.who = m
		h.named = token.UPOS == "PROPN"
	}
	for k := range s.tree.children(v) {
		if s.tokens[k].Deprel == "det" && s.negations[s.lower(k)] {
			return // "no officer was hurt"
		}
		switch s.lower(k) {
		case "another", "other", "second", "third", "also":
			h.more = true
		}
	}
	h.more = h.more || lower == "another" || lower == "other" || lower == "others"
	both := lower == "both"
	for k := range s.tree.children(v) {
		both = both || s.lower(k) == "both" && s.tokens[k].Deprel != "cc:preconj"
	}
	switch {
	case both:
		two := 2.
		h.count, h.who = &record.Count{Low: &two, Best: &two, High: &two}, -1
	case q != nil:
		h.count, h.period = count(q), q.Period
		if h.single = q.Low != nil && q.High != nil && *q.Low == 1 && *q.High == 1; !h.single {
			h.who = -1
		}
	case lower == "who" || lower == "that":
		if r := s.tree.head(s.tree.head(v)); r >= 0 && deep > 0 {
			s.harm(h, r, 0)
		}
		return
	case s.aged(v):
		one := 1.
		h.count, h.single = &record.Count{Low: &one, Best: &one, High: &one}, true
	case m >= 0 || lower == "another" || lower == "he" || lower == "she" || lower == "him" || lower == "her" || lower == "his" ||
		token.UPOS == "NOUN" && s.persons[token.Lemma] && lower == token.Lemma && lower != "people":
		if lower == "they" || lower == "them" || lower == "their" || token.UPOS == "NOUN" && lower != token.Lemma {
			return
		}
		one := 1.
		h.count, h.single = &record.Count{Low: &one, Best: &one, High: &one}, true
	default:
		return
	}
	s.harms = append(s.harms, h)
}

// person is the person whom word v names; -1 for none.
func (s *scan) person(v int) int {
	if m := s.at(v); m != nil && s.entities[m.entity].Kind == record.Person {
		return m.entity
	}
	return -1
}

// number is the quantity of people at the noun v; nil for none.
func (s *scan) number(v int) *record.Quantity {
	at := s.text.Words[v].Span
	people := s.tokens[v].UPOS == "NUM" || s.persons[s.tokens[v].Lemma] || s.lower(v) == "others"
	if !people {
		return nil
	}
	if k := s.tree.one(v, "nummod"); k >= 0 && k < v {
		at = record.Span{Start: s.text.Words[k].Start, End: at.End}
	}
	i, _ := slices.BinarySearchFunc(s.quantities, at.End, func(q record.Quantity, b int) int { return q.Start - b })
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		q := &s.quantities[k]
		if (q.Overlaps(at) || q.UnitSpan != nil && q.UnitSpan.Overlaps(at)) && q.Per == "" && q.Change != record.Up && q.Change != record.Down && !s.age(q) {
			return q
		}
	}
	return nil
}

func (s *scan) age(q *record.Quantity) bool {
	return q.Unit == "year" || q.Unit == "month" || q.Unit == "age"
}

// settleHarms gives the events their dead and injured. Who is first hurt and then
// dies is dead; who is hurt without an event of his own belongs to the one before.
func (s *scan) settleHarms() {
	d := s.theDead()
	if d.most == 0 && s.fatal && !s.spared {
		s.bury()
		d = s.theDead()
	}
	last, lastSentence := -1, 0
	counted := [2]int{-1, -1} // the event of the last injured, and of the last dead
	var alone [2]bool         // which was one person
	for i := range s.harms {
		h := &s.harms[i]
		own := h.event >= 0
		if own {
			last, lastSentence = h.event, h.sentence
		} else if last >= 0 && h.sentence-lastSentence <= farHarm {
			h.event = last
		}
		if h.event < 0 || h.count == nil || !h.deaths && !s.spare(&d, h) {
			continue
		}
		kind := 0
		if h.deaths {
			kind = 1
		}
		if at := counted[kind]; h.more && h.single && at >= 0 && alone[kind] && s.harms[i-1].noun != h.noun {
			to := s.toll(at, h.deaths)
			if *to != nil && (*to).Best != nil {
				*to = plus(*to, 1)
			}
			if own && at != h.event {
				*s.toll(h.event, h.deaths) = h.count
			}
			continue
		}
		to := s.toll(h.event, h.deaths)
		if p := i - 1; p >= 0 && h.single && s.harms[p].single && s.harms[p].word == h.word && s.harms[p].noun != h.noun && (h.who < 0 || h.who != s.harms[p].who) && *to != nil {
			*to = plus(*to, 1) // "a man and a boy were shot"
		} else {
			*to = larger(*to, h.count)
		}
		counted[kind], alone[kind] = h.event, h.single
		if t := h.period; t.Set() && s.long(t.Index()) {
			s.out[h.event].Aggregate = true
		}
	}
}

// bury takes the one person who was hit for dead, where the text tells of a death and
// of nobody else ("a deadly shooting").
func (s *scan) bury() {
	for _, h := range s.harms {
		if !h.single || h.more {
			return
		}
	}
	for i := range s.harms {
		s.harms[i].deaths = true
	}
}

// toll is where an event keeps its dead or its injured.
func (s *scan) toll(event int, deaths bool) **record.Count {
	if deaths {
		return &s.out[event].Deaths
	}
	return &s.out[event].Injured
}

// dead is what a text says of its dead as a whole.
type dead struct {
	who   map[int]bool
	named bool
	most  float64
	in    map[int][]int // sentence → nouns of its first dead
	last  map[string]bool
}

// manyDead is how many of the dead of a sentence are told apart.
const manyDead = 20

func (s *scan) theDead() dead {
	d := dead{who: map[int]bool{}, in: map[int][]int{}, last: map[string]bool{}}
	for _, h := range s.harms {
		if !h.deaths {
			continue
		}
		if h.who >= 0 {
			d.who[h.who] = true
			d.last[s.lastName(h.who)] = true
		}
		d.named = d.named || h.named
		if h.count != nil && h.count.Best != nil {
			d.most = max(d.most, *h.count.Best)
		}
		if in := d.in[h.sentence]; len(in) < manyDead {
			d.in[h.sentence] = append(in, h.noun)
		}
	}
	return d
}

// spare tells whether the injured of h are others than the dead, and takes the dead
// out of a number that holds both.
func (s *scan) spare(d *dead, h *harm) bool {
	if d.most == 0 {
		return true
	}
	dead := d.in[h.sentence]
	same := func(v int) bool { return v == h.noun || !h.more && s.tokens[v].Lemma == s.tokens[h.noun].Lemma }
	if h.single && slices.ContainsFunc(dead, same) {
		return false // "shot and killed"
	}
	if h.single && h.named && h.who >= 0 && d.last[s.lastName(h.who)] {
		return false
	}
	if h.single {
		return h.more || len(dead) > 0 && !d.who[h.who] || h.named && d.named && !d.who[h.who]
	}
	if h.hit && h.count.Best != nil {
		if *h.count.Best <= d.most {
			return false
		}
		h.count = plus(h.count, -d.most)
	}
	return true
}

func (s *scan) lastName(who int) string {
	n := s.entities[who].Name
	return n[strings.LastIndexByte(n, ' ')+1:]
}

// plus is a number of people with n more.
func plus(c *record.Count, n float64) *record.Count {
	add := func(x *float64) *float64 {
		if x == nil {
			return nil
		}
		y := *x + n
		return &y
	}
	return &record.Count{Low: add(c.Low), Best: add(c.Best), High: add(c.High)}
}

// larger is what an event's number becomes by another statement: the number that
// stands first stays, but for a larger one.
func larger(c, by *record.Count) *record.Count {
	if c == nil || c.Best == nil || by.Best != nil && *by.Best > *c.Best {
		return by
	}
	return c
}

// long tells whether a time is longer than a week.
func (s *scan) long(t int) bool {
	x := &s.timexes[t]
	if x.Interval == nil {
		return x.Type == record.Duration
	}
	return x.Interval[0][:min(7, len(x.Interval[0]))] != x.Interval[1][:min(7, len(x.Interval[1]))]
}
