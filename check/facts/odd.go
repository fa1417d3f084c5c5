package facts

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Remark is something odd about a row.
type Remark struct {
	Row
	What string
}

// String names the row and what is odd about it.
func (r Remark) String() string { return fmt.Sprintf("%s:%d: %s", r.File, r.Line, r.What) }

// Days by which two tenures may touch, and by which one may be vacant, before that is
// odd.
const (
	mostOverlap = 14
	mostGap     = 200
)

// Odd names what is possible but strange: two people in one office at one time,
// offices that nobody held for long, and rows that stand twice.
func (t *Tables) Odd() []Remark {
	var out []Remark
	type office struct{ country, office string }
	of := map[office][]*Tenure{}
	for i := range t.Tenures {
		x := &t.Tenures[i]
		of[office{x.Country, x.Office}] = append(of[office{x.Country, x.Office}], x)
	}
	for k, tenures := range of {
		slices.SortStableFunc(tenures, func(a, b *Tenure) int { return cmp.Compare(a.From.First(), b.From.First()) })
		for i, x := range tenures[1:] {
			out = append(out, between(tenures[i], x, k.office+" of "+k.country)...)
		}
	}
	twice := map[string]bool{}
	for _, x := range t.Occasions {
		key := fmt.Sprint(x.Kind, x.Country, x.Name, x.On)
		if twice[key] {
			out = append(out, Remark{x.Row, x.Name + " stands twice"})
		}
		twice[key] = true
	}
	slices.SortFunc(out, func(a, b Remark) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.What, b.What))
	})
	return out
}

// between says what is odd about two tenures of which b is the next to begin.
func between(a, b *Tenure, office string) []Remark {
	if a.To == "" {
		return []Remark{{b.Row, fmt.Sprintf("%s: %s begins %s, while %s (line %d) has no end", office, b.Person, b.From, a.Person, a.Line)}}
	}
	switch gap := days(a.To.Last(), b.From.First()); {
	case a.Person == b.Person && gap < 0:
		return []Remark{{b.Row, fmt.Sprintf("%s: %s stands twice for one time (line %d)", office, b.Person, a.Line)}}
	case gap < -mostOverlap && len(a.To) == len(time.DateOnly) && len(b.From) == len(time.DateOnly):
		return []Remark{{b.Row, fmt.Sprintf("%s: %s begins %s, before %s ends %s (line %d)", office, b.Person, b.From, a.Person, a.To, a.Line)}}
	case gap > mostGap:
		return []Remark{{b.Row, fmt.Sprintf("%s: nobody from %s (%s, line %d) to %s", office, a.To, a.Person, a.Line, b.From)}}
	}
	return nil
}

func days(a, b string) int {
	x, _ := time.Parse(time.DateOnly, a)
	y, _ := time.Parse(time.DateOnly, b)
	return int(y.Sub(x).Hours() / 24)
}
