package timex

import (
	"math"
	"time"

	"hearsay/record"
)

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
	return place{granule{"D", r.now.day}, r.now.anchor, ""}, r.now.known
}

// then is the date that the text has named last, however long.
func (r *resolver) then() (place, bool) {
	best := -1
	for k := range r.seen {
		if r.seen[k].set && (best < 0 || r.seen[k].index > r.seen[best].index) {
			best = k
		}
	}
	if best < 0 {
		return place{}, false
	}
	return place{r.seen[best].granule, record.To[record.Timex](r.seen[best].index).String(), "the date that the text has named last"}, true
}

// place finds the stretch of the calendar that an expression means.
func (r *resolver) place(m *meaning, tense tense) (place, bool) {
	switch {
	case m.from == "then":
		return r.then()
	case m.moved, m.from == "report":
		return r.step(m, tense)
	case m.year > 0:
		g, ok := within(m, m.year)
		return place{granule: g}, ok
	case m.decade > 0:
		y := m.decade * 10
		if y < 1000 { // "the nineties": of the last century, or of this one
			y += 1900
			if r.now.known && y+100 <= r.now.day.Year() {
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
	case m.month > 0, m.quarter > 0, m.half > 0, m.season != "", m.holiday != nil:
		return r.year(m, tense)
	case m.day > 0: // "the 15th"
		b, ok := r.base(m.from, "M")
		b.granule = granule{"D", day(b.first.Year(), int(b.first.Month()), m.day)}
		return b, ok && b.first.Day() == m.day
	case m.timed, m.part != "":
		b, ok := r.base("context", "D")
		if m.direction == "over" && b.anchor == r.now.anchor && tense != future {
			b.first, b.note = b.first.AddDate(0, 0, -1), "the night before"
		}
		return b, ok
	}
	return place{}, false
}

// within is the stretch inside a year that the expression names.
func within(m *meaning, year int) (granule, bool) {
	switch {
	case m.holiday != nil:
		t, ok := m.holiday.in(year)
		if m.holiday.length == 7 && weekday(t) == 1 {
			return granule{"W", t}, ok
		}
		return granule{"D", t}, ok
	case m.nth != 0:
		h := holiday{month: m.month, weekday: m.weekday, nth: m.nth, every: 1}
		t, ok := h.in(year)
		return granule{"D", t}, ok && int(t.Month()) == m.month
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
func (r *resolver) step(m *meaning, tense tense) (place, bool) {
	n := int(math.Round(m.shift * m.unit.times))
	if rank(m.unit.code) < 0 { // hours and less: nothing here knows the time of day
		return place{}, false
	}
	if m.from == "compare" {
		// "a year earlier" in a report of results means the same quarter of that year.
		q := r.seen[rank("Q")]
		if q.set && q.index >= r.index-8 && q.granule.code == "Q" && m.unit.code == "Y" {
			return place{q.granule.shift(n * yearOf("Q")), record.To[record.Timex](q.index).String(), "the same stretch of that year"}, true
		}
	}
	if m.from == "report" {
		// The stretch that a report is about: its last one named, or the last complete.
		if s := r.seen[rank(m.unit.code)]; s.set && s.granule.code == m.unit.code {
			return place{s.granule, record.To[record.Timex](s.index).String(), "the one that the text speaks of"}, true
		}
		m = &meaning{unit: m.unit, shift: -1, moved: true}
		n = -1
	}
	b, ok := r.foot(m, tense)
	if !ok {
		return b, false
	}
	b.granule = containing(b.first, m.unit.code).shift(n)
	switch {
	case m.unit.code == "Y":
		b.granule, ok = within(m, b.first.Year())
	case m.weekday > 0 && m.unit.code == "W" && m.direction == "ahead": // "Friday week"
		next := r.now.day.AddDate(0, 0, (m.weekday-weekday(r.now.day)+6)%7+1)
		b.granule = granule{"D", next.AddDate(0, 0, 7*n)}
	case m.weekday > 0 && m.unit.code == "W":
		b.granule = granule{"D", b.first.AddDate(0, 0, m.weekday-1)}
	case m.day > 0 && m.unit.code == "M":
		b.granule = granule{"D", b.first.AddDate(0, 0, m.day-1)}
	}
	return b, ok
}

// foot is what a step is counted from.
func (r *resolver) foot(m *meaning, tense tense) (place, bool) {
	switch {
	case m.base != nil: // "two weeks after Easter"
		p, ok := r.place(m.base, tense)
		if ok && m.shift > 0 {
			p.first = p.last()
		}
		p.note = notes(p.note, "counted from the date beside it")
		return p, ok
	case m.from == "event":
		return r.event()
	}
	if m.from == "context" && m.shift > 0 && tense == future { // "over the next year they will"
		return r.base("", m.unit.code)
	}
	return r.base(m.from, m.unit.code)
}

// eventReach is how many bytes behind "two days before" the day of what it was before
// may stand: "two days before the vote on 4 February".
const eventReach = 60

// event is the next date, where it stands in the same sentence.
func (r *resolver) event() (place, bool) {
	k := r.index + 1
	if k >= len(r.found) || r.found[k].sentence != r.found[r.index].sentence || r.found[k].span.Start-r.found[r.index].span.End > eventReach {
		return place{}, false
	}
	m := r.found[k].meaning
	if m.typ != record.Date || m.grain() != "day" || m.from != "" {
		return place{}, false
	}
	p, ok := r.place(m, r.found[k].tense)
	return place{p.granule, record.To[record.Timex](k).String(), "counted from the date behind it"}, ok
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
			if tense == past || tense == did {
				b.note = "past tense: the latest one"
			}
		}
	}
	b.granule = granule{"D", d}
	return b, true
}

// weekend finds the weekend that is meant without a word for which.
func (r *resolver) weekend(tense tense) (place, bool) {
	g := containing(r.now.day, "WE")
	switch {
	case tense == future:
		return place{g, r.now.anchor, "future tense: the next one"}, r.now.known
	case g.first.After(r.now.day):
		g = g.shift(-1)
	}
	return place{g, r.now.anchor, "the latest one"}, r.now.known
}

// year finds which year's April, third quarter or Christmas is meant.
func (r *resolver) year(m *meaning, tense tense) (place, bool) {
	b := place{granule: granule{"D", r.now.day}, anchor: r.now.anchor}
	if !r.now.known {
		return b, false
	}
	if p, ok := r.story(m, tense); ok {
		return p, true
	}
	c := candidates{now: r.now.day}
	for k := c.now.Year() - 2; k <= c.now.Year()+2; k++ {
		if g, ok := within(m, k); ok {
			c.all = append(c.all, g)
		}
	}
	if len(c.all) == 0 { // 30 February
		return b, false
	}
	b.granule, b.note = c.choose(m, tense, r.found[r.index].extent)
	if m.unit.code == "W" { // "the week of 6 March"
		b.granule = containing(b.first, "W")
	}
	// Results of a quarter are awaited for weeks after its end.
	if before := b.shift(-4); b.code == "Q" && tense == future && m.direction == "" && before.last().After(c.now.AddDate(0, 0, -75)) {
		b.granule, b.note = before, "the latest one"
	}
	return b, true
}

// candidates are the same stretch of several years, in order.
type candidates struct {
	now time.Time
	all []granule
}

// choose decides between them by the words, the tense, and nearness.
func (c candidates) choose(m *meaning, tense tense, reach extent) (g granule, why string) {
	over := func(g granule) bool { return g.last().Before(c.now) }
	switch m.direction {
	case "back":
		return c.latest(over), "the last one before"
	case "ahead":
		return c.next(func(g granule) bool { return g.first.After(c.now) }), "the next one after"
	case "this":
		return c.next(func(g granule) bool { return g.first.Year() == c.now.Year() }), "in the same year"
	}
	if m.season != "" && reach == toNow {
		return c.latest(over), "since: the latest that is over"
	}
	far := 60 // days: beyond them tense decides against nearness
	if tense == did {
		far, tense = 0, past
	}
	nearest := c.nearest()
	day := nearest.code == "D"
	switch {
	case day && tense == past && nearest.first.After(c.now.AddDate(0, 0, far)), !day && tense == past, nearest.code == "Q" && tense != future:
		if tense == past {
			why = "past tense: "
		}
		return c.latest(func(g granule) bool { return !g.first.After(c.now) }), why + "the latest one"
	case day && tense == future && nearest.first.Before(c.now.AddDate(0, 0, -far)), !day && tense == future:
		return c.next(func(g granule) bool { return !over(g) }), "future tense: the next one"
	}
	return nearest, "the one nearest to publication"
}

// latest is the last that fits, else the first of all.
func (c candidates) latest(fits func(granule) bool) granule {
	best := c.all[0]
	for _, g := range c.all {
		if fits(g) {
			best = g
		}
	}
	return best
}

// next is the first that fits, else the last of all.
func (c candidates) next(fits func(granule) bool) granule {
	for _, g := range c.all {
		if fits(g) {
			return g
		}
	}
	return c.all[len(c.all)-1]
}

func (c candidates) nearest() granule {
	best := c.all[0]
	for _, g := range c.all {
		if distance(g, c.now) < distance(best, c.now) {
			best = g
		}
	}
	return best
}

// story goes on in the year that the sentence before has named in full, where that
// lies behind: "The quay was closed in June 2019. In August it burned."
func (r *resolver) story(m *meaning, tense tense) (place, bool) {
	e, told := r.found[r.index], r.told
	if !told.set || m.direction != "" || tense == future || !e.opening || told.index != r.index-1 || r.found[told.index].sentence != e.sentence-1 ||
		told.granule.code == "Y" || told.granule.first.Year() >= r.now.day.Year() {
		return place{}, false
	}
	for y := told.granule.first.Year(); y <= told.granule.first.Year()+1; y++ {
		g, ok := within(m, y)
		if ok && !g.first.Before(told.granule.first) && g.first.Before(r.now.day) {
			return place{g, record.To[record.Timex](told.index).String(), "the first after the date that the sentence before names"}, true
		}
	}
	return place{}, false
}

func distance(g granule, t time.Time) time.Duration {
	return g.first.Sub(t).Abs()
}
