package quantity

import (
	"strconv"
	"strings"
	"time"

	"hearsay/record"
)

// The time that a figure covers. A time in the same sentence is not enough: "two
// officials said that they met on Sunday" counts nothing on Sunday. So a period
// needs a figure that is counted over time (a rate, the subject or object of a verb
// of tallies.tsv, a level), and a time in the same clause that no other verb takes.

// How far, in atoms, the rules look from a figure.
const (
	farVerb = 12 // to its verb
	farTime = 25 // to its time
)

// cover links each quantity to the timex that it covers.
func (s *scan) cover() {
	if len(s.inside) == 0 {
		return
	}
	s.locate()
	for k := len(s.found) - 1; k >= 0; k-- { // backwards: a part takes its whole's time
		f := &s.found[k]
		if f.kind == "age" || f.kind == "time" {
			continue
		}
		last := f.last
		if k+1 < len(s.found) && s.part(f, &s.found[k+1]) {
			last = s.found[k+1].last
			if f.Period = s.found[k+1].Period; f.Period.Set() {
				continue
			}
		}
		if i := s.period(f, last); i >= 0 {
			f.Period = record.To[record.Timex](i)
		}
	}
}

// locate finds the atoms at which the timexes of the sentence begin and end.
func (s *scan) locate() {
	s.begins, s.ends = resize(s.begins, len(s.atoms)), resize(s.ends, len(s.atoms))
	at := 0
	for k, i := range s.inside {
		t := s.timexes[i].Span
		for at < len(s.atoms) && s.atoms[at].Start < t.Start {
			at++
		}
		if at == len(s.atoms) || s.atoms[at].Start >= t.End {
			continue
		}
		first := at
		for at+1 < len(s.atoms) && s.atoms[at+1].Start < t.End {
			at++
		}
		s.begins[first], s.ends[at] = k+1, k+1
	}
}

// resize is a slice of n zeros, in the room of an old one where it is enough.
func resize(old []int, n int) []int {
	if cap(old) < n {
		return make([]int, n)
	}
	old = old[:n]
	clear(old)
	return old
}

// part tells whether a figure is a part of the next one: "four of the 38 ships".
func (s *scan) part(f, whole *found) bool {
	at := s.whole(f.last)
	return at > 0 && at == whole.number
}

// period finds the timex that a figure covers, whose words end before atom last;
// -1 for none.
func (s *scan) period(f *found, last int) int {
	if i := s.beside(f, last); i >= 0 {
		return i
	}
	if f.Per != "" && s.days[f.Per] == 0 && f.kind == "noun" {
		return -1
	}
	at, level := s.tally(f, last)
	if at < 0 {
		return -1
	}
	if i := s.ahead(max(at+1, last), level); i >= 0 {
		return i
	}
	if at > f.first && s.definite(f) {
		return -1 // the verb of a relative clause has its time in there
	}
	return s.behind(min(at, f.first), level)
}

// beside is the timex right behind a figure that may take one without a verb:
// "12 attacks in May", "sales of 3 million crowns in 2024".
func (s *scan) beside(f *found, last int) int {
	given := s.lower(last) == "of" && s.upos(last+1) == "PRON" // "40 of them on Sunday"
	switch f.kind {
	case "noun":
		if !s.tallyNouns[f.Unit] && !given {
			return -1
		}
	case "person", "":
		if !given {
			return -1
		}
	}
	if given {
		last += 2
	}
	if s.upos(last) == "ADP" {
		last++
	}
	if s.lower(last) == "the" {
		last++
	}
	return s.timeAt(last, false)
}

// tally finds the verb that counts a figure over time: the atom of the verb, or -1,
// and whether the figure is a level. Of a rate any place will do.
func (s *scan) tally(f *found, last int) (at int, level bool) {
	if s.days[f.Per] > 0 {
		return f.first, false
	}
	if s.definite(f) {
		return s.relative(last), false
	}
	for i := f.first - 1; i >= 0 && i >= f.first-farVerb && !s.clauseEnd(i); i-- {
		switch s.upos(i) {
		case "VERB":
			if s.modifier(i) {
				continue
			}
			if s.counts(i) {
				return i, false
			}
			return -1, false
		case "AUX":
			if i >= f.first-2 && s.lemmaOf(i) == "be" {
				return i, true
			}
		}
	}
	if at = s.relative(last); at >= 0 {
		return at, false
	}
	return s.predicate(last), false
}

// definite tells whether a figure counts things that are given: "the two
// governments", "its 700 members".
func (s *scan) definite(f *found) bool {
	i := f.first - 1
	if s.upos(i) == "ADJ" {
		i--
	}
	switch s.lower(i) {
	case "the", "these", "those", "both", "its", "their", "his", "her", "our", "my", "your", "whose":
		return true
	case "s": // "the nation's 88 ships"
		return s.possessive(i - 1)
	}
	return s.possessive(i)
}

// possessive tells whether atom i is the apostrophe of an owner.
func (s *scan) possessive(i int) bool {
	w := s.lower(i)
	return (w == "'" || w == "’") && s.glued(i)
}

// relative finds the verb of a relative clause right behind a figure: "the 38 ships
// they have boarded", "12 boats seized on Monday".
func (s *scan) relative(i int) int {
	switch w := s.lower(i); {
	case w == "that" || w == "which" || w == "who" || w == "whom":
		i++
		if s.upos(i) == "PRON" {
			i++
		}
	case s.upos(i) == "PRON":
		i++
	case s.upos(i) != "VERB":
		return -1
	}
	return s.group(i)
}

// predicate finds the verb of which the phrase before atom i is the subject.
func (s *scan) predicate(i int) int {
	for end := i + farVerb; i < end && !s.clauseEnd(i); i++ {
		if p := s.upos(i); p == "AUX" || p == "VERB" {
			return s.group(i)
		}
	}
	return -1
}

// group is the last verb of a group that begins at atom i ("have been searched"),
// where it counts; else -1.
func (s *scan) group(i int) int {
	for end := i + 5; i < end; i++ {
		switch s.upos(i) {
		case "AUX", "ADV", "PART":
		case "VERB":
			if s.counts(i) {
				return i
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}

// counts tells whether the verb at atom i counts over time.
func (s *scan) counts(i int) bool {
	return s.tallyVerbs[s.lemmaOf(i)] || s.changes[s.lower(i)].way != ""
}

// lemmaOf is the lemma of the word that holds atom i; "" outside of the sentence.
func (s *scan) lemmaOf(i int) string {
	if i < 0 || i >= len(s.atoms) {
		return ""
	}
	return s.tokens[s.atoms[i].word].Lemma
}

// clauseEnd tells whether a clause ends at atom i.
func (s *scan) clauseEnd(i int) bool {
	if i >= len(s.atoms) || s.boundary(i) {
		return true
	}
	switch s.lower(i) {
	case ",", ":", "(", ")", "—", "who", "which", "that", "when", "where", "because", "if", "after", "before", "until", "according":
		return true
	case "-", "–":
		return !s.glued(i)
	}
	return s.upos(i) == "SCONJ" && s.begins[min(i+1, len(s.atoms)-1)] == 0
}

// ahead is the first timex of the clause from atom i on that no other verb takes.
func (s *scan) ahead(i int, level bool) int {
	for end := i + farTime; i < end && !s.clauseEnd(i); i++ {
		if k := s.timeAt(i, level); k >= 0 {
			return k
		}
		if s.lower(i) == "from" && i+1 < len(s.atoms) && s.begins[i+1] == 0 && (s.kind(i+1) == digits || s.kind(i+2) == digits && s.glued(i+2)) {
			return -1 // the time of the old level: "to $9 from $6 a year ago"
		}
		if s.upos(i) == "VERB" && !s.counts(i) && !s.modifier(i) {
			return -1
		}
	}
	return -1
}

// behind is the last timex of the clause before atom i that no other verb takes, or
// one at its front, before a comma: "Since 3 March, 96 ships have been searched".
func (s *scan) behind(i int, level bool) int {
	for stop := i - farTime; i > 0 && i > stop; i-- {
		at := i - 1
		if s.ends[at] > 0 {
			if k := s.timeAt(s.start(at), level); k >= 0 {
				return k
			}
		}
		switch {
		case s.lower(at) == "," && i >= 2 && s.ends[at-1] > 0 && s.front(s.start(at-1)):
			return s.timeAt(s.start(at-1), level)
		case s.clauseEnd(at), s.lower(at) == "and", s.upos(at) == "VERB" && !s.counts(at) && !s.modifier(at):
			return -1
		}
	}
	return -1
}

// start is the first atom of the timex that ends at atom i.
func (s *scan) start(i int) int {
	k := s.ends[i]
	for i > 0 && s.begins[i] != k {
		i--
	}
	return i
}

// front tells whether the timex that begins at atom i opens its clause.
func (s *scan) front(i int) bool {
	for i > 0 && (s.upos(i-1) == "ADP" || s.upos(i-1) == "DET" || s.ends[i-1] > 0 || preposition(s.lower(i-1))) {
		i--
	}
	return i == 0 || s.clauseEnd(i-1) || s.kind(i-1) == symbol || s.lower(i-1) == "and"
}

// preposition tells whether a word opens a time; at the head of a sentence such
// words are easily tagged as names.
func preposition(w string) bool {
	switch w {
	case "in", "on", "during", "over", "since", "between", "from", "by", "through", "throughout", "within", "at":
		return true
	}
	return false
}

// timeAt is the timex that begins at atom i, where a figure may cover it; else -1.
// A level may have one after "by".
func (s *scan) timeAt(i int, level bool) int {
	if i < 0 || i >= len(s.atoms) || s.begins[i] == 0 {
		return -1
	}
	at := s.inside[s.begins[i]-1]
	t := &s.timexes[at]
	if before := at - 1; s.begins[i] > 1 && s.timexes[before].Type != record.Duration && s.timexes[before].EndValue == t.Value && t.Value != "" {
		return before // the end of a range stands for its beginning, which covers it
	}
	if t.Type == record.Set || strings.HasSuffix(t.Value, "_REF") {
		return -1
	}
	last := i
	for last < len(s.atoms) && s.ends[last] != s.begins[i] {
		last++
	}
	before := i - 1
	if p := s.upos(before); p == "DET" || p == "ADJ" && !preposition(s.lower(before)) {
		if s.noun(last + 1) {
			return -1 // "a 1971 treaty"
		}
		before--
	}
	if s.possessive(last+1) || s.lower(before-1) == "time" { // "for the first time in eight years"
		return -1
	}
	switch w := s.lower(before); w {
	case "in", "during", "over", "within", "through", "throughout":
		return at
	case "on", "at":
		return unless(t.Type == record.Duration, at)
	case "since", "between", "from":
		return unless(t.Begin == "", at)
	case "by":
		return unless(!level, at)
	default:
		return unless(s.upos(before) == "ADP" || preposition(w) || t.Type == record.Duration && t.Interval == nil, at)
	}
}

func unless(not bool, at int) int {
	if not {
		return -1
	}
	return at
}

// readings keeps both readings of a figure that stands beside a rate of the same
// thing without saying whether it is a rate: "30-45 searches a day in spring, while
// the week before brought around 90". On the common scale, 90 is either 90 a day or
// 90/7.
func (s *scan) readings(before []found) {
	for k := range s.found {
		f := &s.found[k]
		if f.Per != "" || f.Unit == "" || !f.Period.Set() {
			continue
		}
		rate := s.rate(s.found[:k], f)
		if rate == nil {
			rate = s.rate(before, f)
		}
		if rate == nil {
			continue
		}
		scale := s.days[rate.Per]
		length := s.length(&s.timexes[f.Period.Index()])
		if length <= scale {
			continue
		}
		part := func(v *float64) *float64 {
			if v == nil {
				return nil
			}
			x := *v * scale / length
			return &x
		}
		f.Readings = []record.Reading{
			{Per: rate.Per, Period: f.Period, Low: part(f.Low), High: part(f.High)},
			{Per: rate.Per, Period: f.Period, Low: f.Low, High: f.High},
		}
	}
}

// rate finds the nearest rate over time of the same thing.
func (s *scan) rate(in []found, f *found) *found {
	for k := len(in) - 1; k >= 0 && k > len(in)-6; k-- {
		if r := &in[k]; s.days[r.Per] > 0 && r.Unit == f.Unit && r.Period != f.Period {
			return r
		}
	}
	return nil
}

// length is how many days a timex covers; 0 when it cannot be told.
func (s *scan) length(t *record.Timex) float64 {
	if t.Begin != "" && t.Interval != nil {
		first, err1 := time.Parse(time.DateOnly, t.Interval[0])
		last, err2 := time.Parse(time.DateOnly, t.Interval[1])
		if err1 == nil && err2 == nil {
			return last.Sub(first).Hours()/24 + 1
		}
	}
	v := strings.TrimPrefix(t.Value, "P")
	switch {
	case v != t.Value && len(v) > 1:
		n, err := strconv.ParseFloat(v[:len(v)-1], 64)
		if err != nil {
			n = 0
		}
		return n * s.days[map[byte]string{'D': "day", 'W': "week", 'M': "month", 'Q': "quarter", 'Y': "year"}[v[len(v)-1]]]
	case strings.Contains(v, "-W") && len(v) == 8:
		return s.days["week"]
	case len(v) == 10 && strings.Count(v, "-") == 2:
		return s.days["day"]
	case len(v) == 7 && (v[5] == 'S' || v[5] == 'F' || v[5] == 'W' || v[5] == 'Q'): // a season
		return s.days["quarter"]
	case len(v) == 7:
		return s.days["month"]
	case len(v) == 4:
		return s.days["year"]
	}
	words := strings.Fields(strings.ToLower(t.Span.In(s.text.Source)))
	if len(words) == 0 {
		return 0
	}
	return s.days[words[len(words)-1]]
}
