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
	event    int  // in out; -1 for none yet
	own      bool // that of its own sentence
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

// settleHarms gives the events their dead and injured. Who is first hurt and then
// dies is dead; who is hurt without an event of his own belongs to the one before.
func (s *scan) settleHarms() {
	d := s.theDead()
	if d.most == 0 && s.fatal && !s.spared {
		s.bury()
		d = s.theDead()
	}
	last, lastSentence := -1, 0
	var before [2]*harm // the last injured, and the last dead, who were counted
	for i := range s.harms {
		h := &s.harms[i]
		h.own = h.event >= 0
		if h.own {
			last, lastSentence = h.event, h.sentence
		} else if last >= 0 && h.sentence-lastSentence <= farHarm {
			h.event = last
		}
		if h.event < 0 || h.count == nil || !h.deaths && !s.spare(&d, h) {
			continue
		}
		kind := b2i(h.deaths)
		s.add(h, before[kind])
		if b := before[kind]; !h.more || b == nil {
			before[kind] = h
		}
	}
}

// add adds to an event the people of h; before are those told of before them.
func (s *scan) add(h, before *harm) {
	to := s.toll(h.event, h.deaths)
	switch {
	case before == nil || !h.single || !before.single || before.noun == h.noun || h.who >= 0 && h.who == before.who:
		*to = larger(*to, h.count)
	case h.more: // "another man" is one more of those before
		if first := s.toll(before.event, h.deaths); *first != nil && (*first).Best != nil {
			*first = plus(*first, 1)
		}
		if h.own && before.event != h.event {
			*to = h.count
		}
	case before.word == h.word && *to != nil: // "a man and a boy were shot"
		*to = plus(*to, 1)
	default:
		*to = larger(*to, h.count)
	}
	if t := h.period; t.Set() && s.long(t.Index()) {
		s.out[h.event].Aggregate = true
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
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
