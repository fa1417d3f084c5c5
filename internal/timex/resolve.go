package timex

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"hearsay/record"
)

// expression is a time expression as found, before it is counted from anything.
type expression struct {
	span     record.Span
	sentence int
	opening  bool // begins the sentence, behind a preposition at most
	meaning  *meaning
	tense    tense
	extent   extent
	speech   speech
}

// resolveAll gives the expressions their values. With an interval in place of the
// publication day, each keeps the value that all its days agree on, or every value
// that they allow.
func resolveAll(found []expression, dateline int, anchor Anchor) []record.Timex {
	if t, ok := parseDay(anchor.Published); ok {
		return resolve(found, dateline, publication(t))
	}
	days := anchor.days()
	if len(days) == 0 {
		return resolve(found, dateline, origin{})
	}
	out := resolve(found, dateline, publication(days[0]))
	for _, d := range days[1:] {
		for i, x := range resolve(found, dateline, publication(d)) {
			allow(&out[i], x, "the publication date leaves more than one value")
		}
	}
	return out
}

// maxDays bounds how many days of an interval are tried; of a longer one, evenly
// spread ones with both ends.
const maxDays = 31

func (a Anchor) days() []time.Time {
	if a.Interval == nil {
		return nil
	}
	first, ok1 := parseDay(a.Interval[0])
	last, ok2 := parseDay(a.Interval[1])
	if !ok1 || !ok2 || last.Before(first) {
		return nil
	}
	n := int(last.Sub(first).Hours()/24) + 1
	var out []time.Time
	for i := range min(n, maxDays) {
		out = append(out, first.AddDate(0, 0, i*(n-1)/max(min(n, maxDays)-1, 1)))
	}
	return out
}

// allow adds the values that another day gives, with the reason for there being more
// than one.
func allow(t *record.Timex, other record.Timex, why string) {
	if t.Interval != nil && other.Interval != nil {
		t.Interval = &[2]string{min(t.Interval[0], other.Interval[0]), max(t.Interval[1], other.Interval[1])}
	}
	all := values(*t)
	for _, v := range values(other) {
		if !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	if len(all) < 2 || len(t.Alternatives) == len(all) {
		return
	}
	if len(t.Alternatives) == 0 {
		t.Value, t.Begin, t.EndValue, t.Note = "", "", "", why
	}
	slices.Sort(all)
	t.Alternatives = all
}

func values(t record.Timex) []string {
	if len(t.Alternatives) > 0 {
		return slices.Clone(t.Alternatives)
	}
	return []string{t.Value}
}

func parseDay(s string) (time.Time, bool) {
	if len(s) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	return t, err == nil
}

// resolver walks through one text.
type resolver struct {
	found []expression
	text  origin // what the text as a whole counts from
	now   origin // what the expression at hand does
	// seen holds, by rank, the latest date of each length, and the number of the
	// expression that named it.
	seen [8]struct {
		granule granule
		index   int
		set     bool
	}
	told  year // the latest year that the text gives in full
	index int  // of the expression at hand
}

// year is a year that the text names, with the stretch of it and the place.
type year struct {
	granule granule
	index   int
	set     bool
}

func resolve(found []expression, dateline int, published origin) []record.Timex {
	r := &resolver{found: found, text: published}
	r.dateline(dateline)
	out := make([]record.Timex, len(found))
	for i := range found {
		out[i] = r.counted(i)
	}
	r.stretch(out)
	return out
}

// dateline lets the text count from the date of its dateline, where that stands
// right before its publication.
func (r *resolver) dateline(i int) {
	if i < 0 {
		return
	}
	r.now = r.text
	p, ok := r.place(r.found[i].meaning, noTense)
	if !ok || p.code != "D" {
		return
	}
	if r.text.known {
		if days := r.text.day.Sub(p.first).Hours() / 24; days < 0 || days > datelineDays {
			return
		}
	}
	r.text = origin{p.first, true, "dateline"}
}

// counted is the expression numbered i, counted from the day on which its words were
// written or said, or from every day that this may have been.
func (r *resolver) counted(i int) record.Timex {
	e := r.found[i]
	r.index, r.now = i, r.text
	if k := e.speech.day - 1; k >= 0 && k != i {
		if p, ok := r.place(r.found[k].meaning, r.found[k].tense); ok && p.code == "D" && !(r.text.known && p.first.After(r.text.day)) {
			r.now = origin{p.first, true, record.To[record.Timex](k).String()}
		}
	}
	var before []record.Timex
	if e.speech.open && r.now.known && r.now.anchor == r.text.anchor {
		// Words that come through others are a little older, by at most a week.
		r.now.day = r.text.day.AddDate(0, 0, -e.meaning.age())
		before = append(before, r.one(e))
		r.now = r.text
	}
	t := r.one(e)
	if t.Anchor == r.now.anchor && r.now.anchor != r.text.anchor {
		t.Note = notes(t.Note, "counted from the day of speaking")
	}
	for _, b := range before {
		if t.Anchor == r.text.anchor && b.Value != t.Value {
			allow(&t, b, "the day of speaking is not known: counted from publication, and from a little before")
		}
	}
	return t
}

// age is how many days before the text relayed words are taken to be at most: one
// unit of what they name, no more than a week.
func (m *meaning) age() int {
	if m.moved && rank(m.unit.code) > 0 || m.weekday > 0 || m.typ == record.Duration {
		return 7
	}
	return 1
}

// notes joins two reasons.
func notes(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

func (r *resolver) one(e expression) record.Timex {
	m := e.meaning
	t := record.Timex{Span: e.span, Type: m.typ, Mod: m.mod, Quant: m.quant, Freq: m.freq}
	switch {
	case m.ref != "":
		t.Value = m.ref
	case m.typ == record.Set:
		t.Value = setValue(m)
	case m.from == "event" && r.beside(&t, m, e.tense):
	case m.typ == record.Duration && m.amount != 0:
		t.Value = period(m.amount, m.unit)
		if m.most > m.amount {
			t.Value, t.Begin, t.EndValue = period(unknown, m.unit), t.Value, period(m.most, m.unit)
		}
		r.reach(&t, m, e.tense)
	default:
		r.date(&t, e)
	}
	return t
}

// beside makes a date of "two days before the vote on 4 February"; false where no date
// stands there, and the words are a length of time.
func (r *resolver) beside(t *record.Timex, m *meaning, tense tense) bool {
	p, ok := r.step(m, tense)
	if ok {
		t.Type, t.Value, t.Anchor, t.Note = record.Date, p.value(), p.anchor, p.note
		t.Interval = &[2]string{isoDay(p.first), isoDay(p.last())}
	}
	return ok
}

// reach gives a duration that counts from now ("the past two weeks", "within three
// days") its days.
func (r *resolver) reach(t *record.Timex, m *meaning, tense tense) {
	amount, code := m.amount*m.unit.times, m.unit.code
	switch code { // to whole days
	case "h":
		amount, code = amount/24, "D"
	case "m", "s":
		amount, code = min(amount, 1), "D"
	}
	if !r.now.known && (m.direction != "upto" && m.year == 0) || amount <= 0 || rank(code) < 0 || amount > maxYears*366 {
		return
	}
	n := int(math.Ceil(amount))
	now := granule{code, r.now.day}
	switch m.direction {
	case "first", "last":
		r.part(t, m, code, n)
		return
	case "upto":
		r.upTo(t, code, n)
		return
	case "back":
		t.Interval = &[2]string{isoDay(now.shift(-n).first), isoDay(r.now.day)}
	case "within":
		if tense != future {
			return
		}
		fallthrough
	case "ahead":
		t.Interval = &[2]string{isoDay(r.now.day), isoDay(now.shift(n).first)}
	case "in":
		if tense != future {
			return
		}
		g := containing(now.shift(n).first, code)
		t.Interval = &[2]string{isoDay(g.first), isoDay(g.last())}
	default:
		return
	}
	t.Anchor = r.now.anchor
}

// part gives "the first nine months of 2024" its days.
func (r *resolver) part(t *record.Timex, m *meaning, code string, n int) {
	y := granule{"Y", day(cmp.Or(m.year, r.now.day.Year()), 1, 1)}
	first, last := granule{code, y.first}, granule{code, y.first}.shift(n).first.AddDate(0, 0, -1)
	if m.direction == "last" {
		first, last = granule{code, y.shift(1).first}.shift(-n), y.last()
	}
	t.Interval = &[2]string{isoDay(first.first), isoDay(last)}
	if m.year == 0 {
		t.Anchor = r.now.anchor
	}
}

// upTo gives "the three months to June" its days, which end with the next date.
func (r *resolver) upTo(t *record.Timex, code string, n int) {
	k := r.index + 1
	if k >= len(r.found) || r.found[k].sentence != r.found[r.index].sentence || r.found[k].span.Start-r.found[r.index].span.End > eventReach {
		return
	}
	p, ok := r.place(r.found[k].meaning, r.found[k].tense)
	if !ok {
		return
	}
	after := p.shift(1).first
	t.Interval = &[2]string{isoDay(granule{code, after}.shift(-n).first), isoDay(p.last())}
	t.Anchor, t.Note = record.To[record.Timex](k).String(), "up to the date behind it"
}

// maxYears is how far from now a counted time may lie.
const maxYears = 1000

func setValue(m *meaning) string {
	switch {
	case m.weekday > 0:
		v := fmt.Sprintf("XXXX-WXX-%d", m.weekday)
		if m.part != "" {
			v += "T" + m.part
		}
		return v
	case m.month > 0 && m.day > 0:
		return fmt.Sprintf("XXXX-%02d-%02d", m.month, m.day)
	case m.month > 0:
		return fmt.Sprintf("XXXX-%02d", m.month)
	case m.season != "":
		return "XXXX-" + m.season
	case m.quarter > 0:
		return fmt.Sprintf("XXXX-Q%d", m.quarter)
	case m.part != "":
		return "XXXX-XX-XXT" + m.part
	case m.unit.code == "WE":
		return "XXXX-WXX-WE"
	}
	return period(cmp.Or(m.amount, 1), m.unit)
}

// date fills a DATE or TIME, or a DURATION between two of them.
func (r *resolver) date(t *record.Timex, e expression) {
	m := e.meaning
	p, ok := r.place(m, e.tense)
	if !ok {
		r.dateless(t, m)
		return
	}
	if m.either && m.day != m.month {
		other := *m
		other.month, other.day = m.day, m.month
		q, _ := within(&other, m.year)
		t.Alternatives, t.Note = []string{p.value(), q.value()}, "month first or day first"
		t.Interval = &[2]string{min(p.value(), q.value()), max(p.value(), q.value())}
		return
	}
	t.Value, t.Anchor, t.Note = p.value(), p.anchor, p.note
	t.Interval = &[2]string{isoDay(p.first), isoDay(p.last())}
	r.remember(m, p.granule)
	end, ok := r.end(m, p.granule, e.tense)
	if ok && m.needsTense() && (e.tense == past || e.tense == did) && end.first.After(r.now.day) {
		p.granule = p.shift(-yearOf(p.code)) // told as over: that of a year before
		end, ok = r.end(m, p.granule, e.tense)
		t.Interval[0] = isoDay(p.first)
	}
	if ok {
		t.Begin, t.EndValue = p.value(), end.value()
		t.Interval[1] = isoDay(end.last())
		if t.Type == record.Duration {
			t.Value = span(p.granule, end)
		}
		r.remember(m, end)
		return
	}
	if m.typ == record.Time && p.code == "D" {
		t.Value += clock(m)
	}
	if m.direction == "over" {
		t.Interval[1] = isoDay(p.shift(1).first)
	}
}

// yearOf is how many of a length of the calendar make a year; 0 for what a year does
// not hold whole.
func yearOf(code string) int {
	if n := months(code); n > 0 && n <= 12 {
		return 12 / n
	}
	return 0
}

// dateless fills what an expression says of itself where nothing dates it.
func (r *resolver) dateless(t *record.Timex, m *meaning) {
	switch {
	case t.Type == record.Duration && m.until != nil && m.month > 0 && m.until.month > 0 && m.day == 0:
		t.Begin, t.EndValue = undated(m), undated(m.until)
		t.Value = period(float64((m.until.month-m.month+12)%12+1), unit{"M", 1})
	default:
		t.Value = undated(m)
	}
}

// span is the length of a range in its own units.
func span(first, last granule) string {
	n := 1
	for g := first; g.first.Before(last.first) && n < 1000; n++ {
		g = g.shift(1)
	}
	return period(float64(n), unit{first.code, 1})
}

// end is where a range ends.
func (r *resolver) end(m *meaning, start granule, tense tense) (granule, bool) {
	switch {
	case m.until != nil:
		u := *m.until
		if u.weekday > 0 && u.month == 0 && u.year == 0 {
			n := (u.weekday - weekday(start.first) + 7) % 7
			return granule{"D", start.first.AddDate(0, 0, n)}, n > 0
		}
		if u.year == 0 {
			u.year = start.first.Year()
		}
		p, ok := r.place(&u, tense)
		if ok && p.first.Before(start.first) && m.until.year == 0 {
			u.year++
			p, ok = r.place(&u, tense)
		}
		return p.granule, ok && !p.first.Before(start.first)
	case m.holiday != nil && m.holiday.length > 1 && m.typ == record.Date && start.code == "D":
		return start.shift(m.holiday.length - 1), true
	case m.lastDay > 0 && start.code == "D":
		g := granule{"D", day(start.first.Year(), int(start.first.Month()), m.lastDay)}
		return g, g.first.After(start.first)
	case m.lastQuarter > 0 && start.code == "Q":
		g := granule{"Q", day(start.first.Year(), m.lastQuarter*3-2, 1)}
		return g, g.first.After(start.first)
	case m.lastYear > 0 && start.code == "Y":
		y := m.lastYear
		if y < 100 {
			y += start.first.Year() / 100 * 100
		}
		g := granule{"Y", day(y, 1, 1)}
		return g, g.first.After(start.first)
	}
	return granule{}, false
}

// remember keeps a date for those that count from it. "A year earlier" is no date to
// go on from.
func (r *resolver) remember(m *meaning, g granule) {
	if m.from == "compare" {
		return
	}
	s := &r.seen[rank(g.code)]
	s.granule, s.index, s.set = g, r.index, true
	if m.year > 0 {
		r.told = year{g, r.index, true}
	}
}

// clock is the part of a TIME behind its day.
func clock(m *meaning) string {
	switch {
	case m.timed:
		return fmt.Sprintf("T%02d:%02d%s", m.hour, m.minute, m.zone)
	case m.part != "":
		return "T" + m.part
	}
	return ""
}

// undated writes what an expression says of itself where nothing dates it; a
// relative one says nothing.
func undated(m *meaning) string {
	if m.moved || m.direction != "" || m.year > 0 {
		return ""
	}
	switch {
	case m.month > 0 && m.day > 0:
		return fmt.Sprintf("XXXX-%02d-%02d%s", m.month, m.day, clock(m))
	case m.month > 0:
		return fmt.Sprintf("XXXX-%02d", m.month)
	case m.timed && m.weekday == 0 && m.holiday == nil:
		return "XXXX-XX-XX" + clock(m)
	}
	return ""
}
