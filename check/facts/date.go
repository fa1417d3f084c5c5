package facts

import "time"

// Date is a day, a month or a year in ISO 8601; "" for none.
type Date string

// Layouts of a date by its length.
const (
	year  = "2006"
	month = "2006-01"
)

func (d Date) layout() string {
	switch len(d) {
	case len(year):
		return year
	case len(month):
		return month
	}
	return time.DateOnly
}

func (d Date) valid() bool {
	_, err := time.Parse(d.layout(), string(d))
	return err == nil
}

// First is the first day that the date covers.
func (d Date) First() string {
	t, err := time.Parse(d.layout(), string(d))
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

// Last is the last day that the date covers.
func (d Date) Last() string {
	t, err := time.Parse(d.layout(), string(d))
	if err != nil {
		return ""
	}
	switch d.layout() {
	case year:
		t = t.AddDate(1, 0, -1)
	case month:
		t = t.AddDate(0, 1, -1)
	}
	return t.Format(time.DateOnly)
}

// Outside tells whether the days from first to last lie wholly before from or after
// to, each of which may be open.
func Outside(first, last string, from, to Date) bool {
	return from != "" && last < from.First() || to != "" && first > to.Last()
}

// The is a country's or body's name as a sentence has it: "the United Kingdom".
func The(name string) string {
	switch name {
	case "United States", "United Kingdom", "Netherlands", "Philippines", "European Union", "United Arab Emirates", "Democratic Republic of the Congo", "Central African Republic", "United Nations":
		return "the " + name
	}
	return name
}
