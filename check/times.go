package check

import (
	"sort"
	"strings"
	"time"

	"hearsay/record"
)

// Published are the first and the last day on which the text may have appeared; false
// where that is not known.
func (m *Material) Published() (first, last string, ok bool) {
	if i := m.Doc.PublishedInterval; i != nil {
		return i[0], i[1], true
	}
	if len(m.Doc.Published) < len(time.DateOnly) {
		return "", "", false
	}
	day := m.Doc.Published[:len(time.DateOnly)]
	_, err := time.Parse(time.DateOnly, day)
	return day, day, err == nil
}

// Spelled tells whether a time expression names its year itself, so that nothing in its
// value was guessed.
func (m *Material) Spelled(t record.Timex) bool {
	return len(t.Value) >= 4 && strings.Contains(t.In(m.Doc.Text), t.Value[:4])
}

// Dated tells whether a time expression is a day, a time of day or a month that names its
// year itself, and no range. A year alone is mostly a tale's ("by 2007 she is a trader")
// or that of a thing to come ("named as a candidate in 2018").
func (m *Material) Dated(t record.Timex) bool {
	return (t.Type == record.Date || t.Type == record.Time) && t.Interval != nil && t.Begin == "" && t.EndValue == "" &&
		len(t.Value) >= len("2006-01") && m.Spelled(t)
}

// Days is how many days lie between two, 0 for one and the same; b after a counts
// upwards.
func Days(a, b string) int {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}

// Plain is an ISO day, month or year as a reader writes it: 3 March 2025.
func Plain(day string) string {
	for layout, plain := range map[string]string{time.DateOnly: "2 January 2006", "2006-01": "January 2006"} {
		if t, err := time.Parse(layout, day); err == nil {
			return t.Format(plain)
		}
	}
	return day
}

// placed is an element of a layer that stands in one place.
type placed interface {
	record.Timex | record.Quantity
}

// In are the elements of a layer that begin within the span. The layer is in text order.
func In[T placed](layer []T, s record.Span) []T {
	first := sort.Search(len(layer), func(i int) bool { return start(layer[i]) >= s.Start })
	last := first + sort.Search(len(layer)-first, func(i int) bool { return start(layer[first+i]) >= s.End })
	return layer[first:last]
}

func start[T placed](x T) int {
	switch x := any(x).(type) {
	case record.Timex:
		return x.Start
	case record.Quantity:
		return x.Start
	}
	return 0
}
