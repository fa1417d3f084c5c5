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
	span    record.Span
	meaning *meaning
	tense   tense
	extent  extent
}

// resolveAll gives the expressions their values. With an interval in place of the
// publication day, each keeps the value that all its days agree on, or every value
// that they allow.
func resolveAll(found []expression, anchor Anchor) []record.Timex {
	if t, ok := parseDay(anchor.Published); ok {
		return (&resolver{published: t, dated: true}).all(found)
	}
	days := anchor.days()
	if len(days) == 0 {
		return (&resolver{}).all(found)
	}
	out := (&resolver{published: days[0], dated: true}).all(found)
	for _, d := range days[1:] {
		for i, x := range (&resolver{published: d, dated: true}).all(found) {
			allow(&out[i], x)
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

// allow adds the value that another publication day gives.
func allow(t *record.Timex, other record.Timex) {
	if t.Interval != nil && other.Interval != nil {
		t.Interval = &[2]string{min(t.Interval[0], other.Interval[0]), max(t.Interval[1], other.Interval[1])}
	}
	if other.Value == t.Value {
		return
	}
	if len(t.Alternatives) == 0 {
		t.Alternatives = []string{t.Value}
		t.Value, t.Begin, t.EndValue = "", "", ""
		t.Note = "the publication date leaves more than one value"
	}
	if !slices.Contains(t.Alternatives, other.Value) {
		t.Alternatives = append(t.Alternatives, other.Value)
	}
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
	published time.Time
	dated     bool // published is known
	// seen holds, by rank, the latest date of each length, and the number of the
	// expression that named it.
	seen [8]struct {
		granule granule
		index   int
		set     bool
	}
	index int
}

func (r *resolver) all(found []expression) []record.Timex {
	out := make([]record.Timex, len(found))
	for i, e := range found {
		r.index = i
		out[i] = r.one(e)
	}
	r.stretch(found, out)
	return out
}

func (r *resolver) one(e expression) record.Timex {
	m := e.meaning
	t := record.Timex{Span: e.span, Type: m.typ, Mod: m.mod, Quant: m.quant, Freq: m.freq}
	switch {
	case m.ref != "":
		t.Value = m.ref
	case m.typ == record.Set:
		t.Value = setValue(m)
	case m.typ == record.Duration && m.amount != 0:
		t.Value = period(m.amount, m.unit)
		r.reach(&t, m)
	default:
		r.date(&t, e)
	}
	return t
}

// reach gives a duration that counts from the publication day ("the past two
// weeks") its days.
func (r *resolver) reach(t *record.Timex, m *meaning) {
	if !r.dated || m.direction == "" || m.amount <= 0 || rank(m.unit.code) < 0 {
		return
	}
	n := int(math.Ceil(m.amount * m.unit.times))
	end := granule{m.unit.code, r.published}
	t.Anchor = "published"
	if m.direction == "back" {
		t.Interval = &[2]string{isoDay(end.shift(-n).first), isoDay(r.published)}
	} else {
		t.Interval = &[2]string{isoDay(r.published), isoDay(end.shift(n).first)}
	}
}

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

// date fills a DATE or TIME.
func (r *resolver) date(t *record.Timex, e expression) {
	m := e.meaning
	p, ok := r.place(m, e.tense)
	if !ok {
		t.Value = undated(m)
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
	if m.from != "compare" { // "a year earlier" is no date to go on from
		r.remember(p.granule)
	}
	end, ok := r.end(m, p.granule, e.tense)
	if ok {
		t.Begin, t.EndValue = p.value(), end.value()
		t.Interval[1] = isoDay(end.last())
		if t.Type == record.Duration {
			t.Value = span(p.granule, end)
		}
		r.remember(end)
		return
	}
	if m.typ == record.Time && p.code == "D" {
		t.Value += clock(m)
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
	case m.lastDay > 0 && start.code == "D":
		g := granule{"D", day(start.first.Year(), int(start.first.Month()), m.lastDay)}
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

func (r *resolver) remember(g granule) {
	s := &r.seen[rank(g.code)]
	s.granule, s.index, s.set = g, r.index, true
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
	case m.timed && m.weekday == 0 && m.holiday == "":
		return "XXXX-XX-XX" + clock(m)
	}
	return ""
}

// place is a granule with how it was found.
type place struct {
	granule
	anchor, note string
}

// base is the day or stretch that a step is counted from: the nearest earlier date
// in the text that is no longer than the step, or the publication day.
func (r *resolver) base(from, code string) (place, bool) {
	if from == "context" {
		best := -1
		for k := range r.seen {
			if k <= max(rank(code), 0) && r.seen[k].set && (best < 0 || r.seen[k].index >= r.seen[best].index) {
				best = k
			}
		}
		if best >= 0 {
			id := record.To[record.Timex](r.seen[best].index).String()
			return place{r.seen[best].granule, id, "counted from the nearest earlier date in the text"}, true
		}
	}
	return place{granule{"D", r.published}, "published", ""}, r.dated
}

// place finds the stretch of the calendar that an expression means.
func (r *resolver) place(m *meaning, tense tense) (place, bool) {
	switch {
	case m.moved, m.from == "report":
		return r.step(m)
	case m.year > 0:
		g, ok := within(m, m.year)
		return place{granule: g}, ok
	case m.decade > 0:
		y := m.decade * 10
		if y < 1000 { // "the nineties": of the last century, or of this one
			y += 1900
			if r.dated && y+100 <= r.published.Year() {
				y += 100
			}
		}
		return place{granule: granule{"E", day(y, 1, 1)}}, true
	case m.century > 0:
		return place{granule: granule{"C", day(m.century*100, 1, 1)}}, true
	case m.unit.code == "WE":
		return r.weekend(tense)
	case m.weekday > 0 && m.month == 0:
		return r.weekday(m, tense)
	case m.month > 0, m.quarter > 0, m.half > 0, m.season != "", m.holiday != "":
		return r.year(m, tense)
	case m.day > 0: // "the 15th"
		b, ok := r.base(m.from, "M")
		b.granule = granule{"D", day(b.first.Year(), int(b.first.Month()), m.day)}
		return b, ok && b.first.Day() == m.day
	case m.timed, m.part != "":
		return r.base("context", "D")
	}
	return place{}, false
}

// within is the stretch inside a year that the expression names.
func within(m *meaning, year int) (granule, bool) {
	switch {
	case m.holiday != "":
		t, ok := holidayIn(m.holiday, year)
		return granule{"D", t}, ok
	case m.month > 0 && m.day > 0:
		t := day(year, m.month, m.day)
		return granule{"D", t}, t.Day() == m.day
	case m.month > 0:
		return granule{"M", day(year, m.month, 1)}, true
	case m.quarter > 0:
		return granule{"Q", day(year, m.quarter*3-2, 1)}, true
	case m.half > 0:
		return granule{"H", day(year, m.half*6-5, 1)}, true
	case m.season != "":
		return granule{"S", day(year, seasonMonth(m.season), 1)}, true
	}
	return granule{"Y", day(year, 1, 1)}, true
}

// step counts from a base: "last week", "three days earlier", "June last year".
func (r *resolver) step(m *meaning) (place, bool) {
	n := int(math.Round(m.shift * m.unit.times))
	if rank(m.unit.code) < 0 { // hours and less: nothing here knows the time of day
		return place{}, false
	}
	if m.from == "compare" {
		// "a year earlier" in a report of results means the same stretch of that year.
		for _, code := range [...]string{"Q", "M"} {
			s := r.seen[rank(code)]
			if s.set && s.index >= r.index-8 && s.granule.code == code && m.unit.code == "Y" {
				s.granule = s.granule.shift(n * 12 / months(code))
				return place{s.granule, record.To[record.Timex](s.index).String(), "the same stretch of that year"}, true
			}
		}
	}
	if m.from == "report" {
		// The stretch that a report is about: its last one named, or the last complete.
		if s := r.seen[rank(m.unit.code)]; s.set {
			return place{s.granule, record.To[record.Timex](s.index).String(), "the one that the text speaks of"}, true
		}
		m = &meaning{unit: m.unit, shift: -1, moved: true}
		n = -1
	}
	b, ok := r.base(m.from, m.unit.code)
	if !ok {
		return b, false
	}
	b.granule = containing(b.first, m.unit.code).shift(n)
	switch {
	case m.unit.code == "Y":
		b.granule, ok = within(m, b.first.Year())
	case m.weekday > 0 && m.unit.code == "W":
		b.granule = granule{"D", b.first.AddDate(0, 0, m.weekday-1)}
	case m.day > 0 && m.unit.code == "M":
		b.granule = granule{"D", b.first.AddDate(0, 0, m.day-1)}
	}
	return b, ok
}

// weekday finds which week's day is meant.
func (r *resolver) weekday(m *meaning, tense tense) (place, bool) {
	b, ok := r.base(m.from, "D")
	if !ok {
		return b, false
	}
	d := b.first
	switch m.direction {
	case "back":
		d, b.note = d.AddDate(0, 0, -((weekday(d)-m.weekday+6)%7+1)), "the last one before"
	case "ahead":
		d, b.note = d.AddDate(0, 0, (m.weekday-weekday(d)+6)%7+1), "the next one after"
	case "this":
		d, b.note = d.AddDate(0, 0, m.weekday-weekday(d)), "in the same week"
	default:
		if tense == future {
			d, b.note = d.AddDate(0, 0, (m.weekday-weekday(d)+7)%7), "future tense: the next one"
		} else {
			d, b.note = d.AddDate(0, 0, -((weekday(d)-m.weekday+7)%7)), "the latest one"
			if tense == past {
				b.note = "past tense: the latest one"
			}
		}
	}
	b.granule = granule{"D", d}
	return b, true
}

// weekend finds the weekend that is meant without a word for which.
func (r *resolver) weekend(tense tense) (place, bool) {
	g := containing(r.published, "WE")
	switch {
	case tense == future:
		return place{g, "published", "future tense: the next one"}, r.dated
	case g.first.After(r.published):
		g = g.shift(-1)
	}
	return place{g, "published", "the latest one"}, r.dated
}

// year finds which year's April, third quarter or Christmas is meant.
func (r *resolver) year(m *meaning, tense tense) (place, bool) {
	b := place{granule: granule{"D", r.published}, anchor: "published"}
	if !r.dated {
		return b, false
	}
	y := b.first.Year()
	var candidates []granule
	for k := y - 2; k <= y+2; k++ {
		if g, ok := within(m, k); ok {
			candidates = append(candidates, g)
		}
	}
	if len(candidates) == 0 { // 30 February
		return b, false
	}
	latest := func(fits func(granule) bool) granule {
		best := candidates[0]
		for _, g := range candidates {
			if fits(g) {
				best = g
			}
		}
		return best
	}
	next := func(fits func(granule) bool) granule {
		for _, g := range candidates {
			if fits(g) {
				return g
			}
		}
		return candidates[len(candidates)-1]
	}
	p := r.published
	nearest := candidates[0]
	for _, g := range candidates {
		if distance(g, p) < distance(nearest, p) {
			nearest = g
		}
	}
	const far = 60 // days: beyond them tense decides against nearness
	switch {
	case m.direction == "back":
		b.granule, b.note = latest(func(g granule) bool { return g.last().Before(p) }), "the last one before"
	case m.direction == "ahead":
		b.granule, b.note = next(func(g granule) bool { return g.first.After(p) }), "the next one after"
	case m.direction == "this":
		b.granule, b.note = next(func(g granule) bool { return g.first.Year() == y }), "in the same year"
	case nearest.code == "D" && tense == past && nearest.first.After(p.AddDate(0, 0, far)),
		nearest.code != "D" && tense == past, nearest.code == "Q" && tense != future:
		b.granule, b.note = latest(func(g granule) bool { return !g.first.After(p) }), "the latest one"
		if tense == past {
			b.note = "past tense: the latest one"
		}
	case nearest.code == "D" && tense == future && nearest.first.Before(p.AddDate(0, 0, -far)),
		nearest.code != "D" && tense == future:
		b.granule, b.note = next(func(g granule) bool { return !g.last().Before(p) }), "future tense: the next one"
	default:
		b.granule, b.note = nearest, "the one nearest to publication"
	}
	if m.unit.code == "W" { // "the week of 6 March"
		b.granule = containing(b.first, "W")
	}
	// Results of a quarter are awaited for weeks after its end.
	if before := b.shift(-4); b.code == "Q" && tense == future && m.direction == "" && before.last().After(p.AddDate(0, 0, -75)) {
		b.granule, b.note = before, "the latest one"
	}
	return b, true
}

func distance(g granule, t time.Time) time.Duration {
	return g.first.Sub(t).Abs()
}
