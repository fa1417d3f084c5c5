package report

import (
	"math"
	"slices"
	"strconv"
	"time"
)

// plot is one measure's figures over time: each a band as wide as its period and as
// high as its range. Across, places are in percent; up and down, in pixels.
type plot struct {
	Height, Base int // of the drawing, of the line at zero
	Bands        []band
	Levels       []level
	Months       []string // where months begin, across
	First, Last  string   // the days at both ends
}

type band struct {
	Class            string
	X, Width         string
	Y, Height        int
	Arrow            string // of an open bound
	Tip              string // where across the arrow stands
	LabelX, Anchor   string
	LabelY           int
	Value, Label     string
	first, last      time.Time
	lowest, highest  float64
	openUp, openDown bool
}

type level struct {
	Y     int
	Words string
}

// Pixels: the drawing's height above zero, a label's line, the thickness of a band
// for a single value.
const (
	plotHeight = 150
	labelLine  = 16
	thin       = 4
)

// overTime draws the bars over time; false where one of them has no days, or all
// have the same.
func overTime(bars []bar, end, step float64) (*plot, bool) {
	bands := make([]band, len(bars))
	differ := false
	for i, b := range bars {
		first, err1 := time.Parse(time.DateOnly, b.days[0])
		last, err2 := time.Parse(time.DateOnly, b.days[1])
		if err1 != nil || err2 != nil || last.Before(first) {
			return nil, false
		}
		bands[i] = band{Class: b.row.Class, Value: b.row.Value, Label: b.short, first: first, last: last.AddDate(0, 0, 1)}
		bands[i].bounds(b, end)
		differ = differ || !first.Equal(bands[0].first)
	}
	if !differ {
		return nil, false
	}
	p := &plot{Base: plotHeight, Height: plotHeight + 4, Bands: bands}
	p.across()
	for v := 0.0; v <= end*1.0001; v += step {
		p.Levels = append(p.Levels, level{height(v, end), number(v)})
	}
	p.label()
	return p, true
}

// bounds puts the band's lower and upper edge; an open one has an arrow instead.
func (b *band) bounds(from bar, end float64) {
	switch {
	case from.low != nil && from.high != nil:
		b.lowest, b.highest = *from.low, *from.high
	case from.low != nil:
		b.lowest, b.highest, b.openUp = *from.low, *from.low, true
	default:
		b.lowest, b.highest, b.openDown = *from.high, *from.high, true
	}
	b.Y = height(b.highest, end)
	b.Height = height(b.lowest, end) - b.Y
	if b.Height < thin {
		b.Y, b.Height = b.Y-thin/2, thin
	}
	if b.openUp {
		b.Arrow = "M0 0 V-22 M-5 -16 L0 -22 L5 -16"
	}
	if b.openDown {
		b.Arrow = "M0 0 V22 M-5 16 L0 22 L5 16"
	}
}

func height(v, end float64) int { return plotHeight - int(math.Round(v/end*plotHeight)) }

// across puts the bands on the axis of days.
func (p *plot) across() {
	first, last := p.Bands[0].first, p.Bands[0].last
	for _, b := range p.Bands {
		if b.first.Before(first) {
			first = b.first
		}
		if b.last.After(last) {
			last = b.last
		}
	}
	all := last.Sub(first).Hours()
	at := func(t time.Time) float64 { return t.Sub(first).Hours() / all * 100 }
	percent := func(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) + "%" }
	for i := range p.Bands {
		b := &p.Bands[i]
		x, w := at(b.first), at(b.last)-at(b.first)
		b.X, b.Width, b.Tip = percent(x), percent(w), percent(x+w/2)
		b.LabelX, b.Anchor = percent(x), "start"
		if x > 45 {
			b.LabelX, b.Anchor = percent(x+w), "end"
		}
	}
	month := time.Date(first.Year(), first.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	for n := 0; month.Before(last) && n < 36; n++ {
		p.Months = append(p.Months, percent(at(month)))
		month = month.AddDate(0, 1, 0)
	}
	p.First, p.Last = first.Format("2 January 2006"), last.AddDate(0, 0, -1).Format("2 January 2006")
}

// label writes each band's value and source above it, or higher where another
// label stands; the drawing grows to hold the highest.
func (p *plot) label() {
	order := make([]int, len(p.Bands))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return p.Bands[b].Y - p.Bands[a].Y })
	var taken []int
	top := labelLine
	for _, i := range order {
		b := &p.Bands[i]
		y := b.Y - 6
		if b.openUp {
			y -= 22
		}
		for slices.ContainsFunc(taken, func(t int) bool { return max(t-y, y-t) < labelLine }) {
			y--
		}
		b.LabelY = y
		taken = append(taken, y)
		top = max(top, labelLine-y)
	}
	p.Height, p.Base = p.Height+top, p.Base+top
	for i := range p.Bands {
		p.Bands[i].Y += top
		p.Bands[i].LabelY += top
	}
	for i := range p.Levels {
		p.Levels[i].Y += top
	}
}
