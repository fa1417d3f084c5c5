package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"hearsay/record"
)

// chart is one measure's figures on one scale: over time where all have their days,
// else a row each, with ranges as bands, single values as dots, open bounds as
// arrows. All places are in percent of the width, so
// that the drawing is fluid and its labels keep their size.
type chart struct {
	Caption string
	Plot    *plot
	Rows    []chartRow
	Grid    []tick
	Notes   []string
}

type chartRow struct {
	Value, Label string
	Class        string // "open" where the figure may be read otherwise
	Point, Open  bool
	From, Width  string
	To, Tip, End string
	Arrow        string
}

type tick struct{ At, Words, Anchor string }

// bar is a row before it has a place on the axis.
type bar struct {
	low, high *float64
	days      [2]string // first and last; empty where unknown
	short     string    // label where there is little room
	row       chartRow
}

// charts draws every measure that two figures share.
func (s *Summary) charts() []chart {
	var out []chart
	for _, g := range s.groups() {
		if c, ok := s.chart(g); ok {
			out = append(out, c)
		}
	}
	return out
}

func (s *Summary) chart(g []Figure) (chart, bool) {
	per := s.scale(g)
	var bars []bar
	var notes []string
	for _, f := range g {
		b, note := s.bars(f, per)
		bars = append(bars, b...)
		if note != "" {
			notes = append(notes, note)
		}
	}
	if len(bars) < 2 {
		return chart{}, false
	}
	top := 0.0
	for _, b := range bars {
		for _, v := range []*float64{b.low, b.high} {
			if v != nil && *v > top {
				top = *v
			}
		}
	}
	if top <= 0 || math.IsInf(top, 0) {
		return chart{}, false
	}
	step := niceStep(top)
	end := step * math.Ceil(top*1.04/step)
	c := chart{Caption: upperFirst(plural(s.doc, g)), Notes: notes}
	if per != "" {
		c.Caption += " a " + per
	}
	if p, ok := overTime(bars, end, step); ok {
		c.Plot = p
		return c, true
	}
	at := func(v float64) string {
		return strconv.FormatFloat(math.Max(0, v)/end*100, 'f', 2, 64) + "%"
	}
	for v := 0.0; v <= end*1.0001; v += step {
		t := tick{at(v), number(v), "middle"}
		switch {
		case v == 0:
			t.Anchor = "start"
		case v+step > end*1.0001:
			t.Anchor = "end"
		}
		c.Grid = append(c.Grid, t)
	}
	for _, b := range bars {
		c.Rows = append(c.Rows, onAxis(b, at, end))
	}
	return c, true
}

// onAxis puts a bar on the axis.
func onAxis(b bar, at func(float64) string, end float64) chartRow {
	r := b.row
	switch {
	case b.low != nil && b.high != nil && *b.low == *b.high:
		r.Point, r.From = true, at(*b.low)
	case b.low != nil && b.high != nil:
		r.From, r.Width = at(*b.low), strconv.FormatFloat((*b.high-*b.low)/end*100, 'f', 2, 64)+"%"
	case b.low != nil:
		r.Open, r.From, r.To, r.Tip, r.End, r.Arrow = true, at(*b.low), "99.5%", "100%", at(*b.low), "M-7 -5 L-1 0 L-7 5"
	default:
		r.Open, r.From, r.To, r.Tip, r.End, r.Arrow = true, "0.5%", at(*b.high), "0%", at(*b.high), "M7 -5 L1 0 L7 5"
	}
	return r
}

// scale is the denominator that the figures are drawn on: the shortest that any of
// them has, or a week or day where a plain count covers less; "" when all are plain
// counts.
func (s *Summary) scale(g []Figure) string {
	per, shortest := "", math.Inf(1)
	try := func(unit string) {
		if days, ok := daysIn(unit); ok && days < shortest {
			per, shortest = unit, days
		}
	}
	for _, f := range g {
		try(f.quantity.Per)
		for _, r := range f.quantity.Readings {
			try(r.Per)
		}
	}
	if per == "" {
		return ""
	}
	for _, f := range g {
		days, ok := s.length(f.quantity)
		switch {
		case !ok || f.quantity.Per != "" || len(f.quantity.Readings) > 0 || days >= shortest:
		case days >= 7:
			try("week")
		default:
			try("day")
		}
	}
	return per
}

// bars are the rows of one figure: itself, or each way to read it. What cannot be
// put on the scale is named in the note instead.
func (s *Summary) bars(f Figure, per string) (out []bar, note string) {
	q := f.quantity
	label := f.Source
	if f.Period != "" {
		label += ", " + f.Period
	}
	var days [2]string
	if q.Period.Set() && s.doc.Timexes[q.Period.Index()].Interval != nil {
		days = *s.doc.Timexes[q.Period.Index()].Interval
	}
	one := func(low, high *float64, class, condition string) {
		out = append(out, bar{low, high, days, f.Source, chartRow{
			Value: valueWords(rounded(low), rounded(high), q.Change, f.Written),
			Label: strings.Join(compact(label, condition), ", "), Class: class,
		}})
		if condition != "" {
			out[len(out)-1].short += ", " + condition
		}
	}
	if len(q.Readings) > 0 {
		for _, r := range q.Readings {
			factor, ok := convert(r.Per, per)
			if ok {
				one(times(r.Low, factor), times(r.High, factor), "open", assumption(s.doc, r, q))
			}
		}
		return out, fmt.Sprintf("“%s” can be read in more than one way; each is drawn, with a broken outline.", f.Written)
	}
	if factor, ok := convert(q.Per, per); ok {
		one(times(q.Low, factor), times(q.High, factor), "", "")
		if q.Per != per {
			note = fmt.Sprintf("“%s”, given for a %s, is drawn as its share of a %s.", f.Written, q.Per, per)
		}
		return out, note
	}
	if days, ok := s.length(q); ok {
		if unit, ok := daysIn(per); ok && days >= unit {
			one(times(q.Low, unit/days), times(q.High, unit/days), "", "")
			note = fmt.Sprintf("“%s” is taken as the total of %s", f.Written, count(int(days), "day"))
			if days > unit {
				note += ", and drawn as an average a " + per
			}
			return out, note + "."
		}
	}
	return nil, fmt.Sprintf("“%s” is not drawn: it has no rate and no known period.", f.Written)
}

// convert is the factor from one denominator to another; false where there is none.
func convert(from, to string) (float64, bool) {
	if from == to {
		return 1, true
	}
	a, ok1 := daysIn(from)
	b, ok2 := daysIn(to)
	return b / a, ok1 && ok2
}

// length is the number of days that a figure covers.
func (s *Summary) length(q record.Quantity) (float64, bool) {
	if !q.Period.Set() {
		return 0, false
	}
	x := s.doc.Timexes[q.Period.Index()]
	if x.Interval == nil {
		return 0, false
	}
	return daysBetween(x.Interval[0], x.Interval[1])
}

func times(x *float64, factor float64) *float64 {
	if x == nil {
		return nil
	}
	v := *x * factor
	return &v
}

// niceStep is a round distance between ticks, so that about three fit below top.
func niceStep(top float64) float64 {
	raw := top / 3
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if raw <= m*power {
			return m * power
		}
	}
	return 10 * power
}
