package timex

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// holiday is the rule by which a named day falls on a day of each year, as the head
// of holidays.tsv explains it.
type holiday struct {
	month, day   int
	weekday, nth int  // the nth such weekday of the month; -1 is the last
	easter       bool // counted from Easter Sunday
	julian       bool // of the Julian calendar
	offset       int  // days after that
	days         []time.Time
	length       int // in days
	every, from  int // years
}

// parseHoliday reads a rule: "11-4-4+1 every 2 from 1846".
func parseHoliday(rule string) (*holiday, error) {
	h := &holiday{length: 1, every: 1}
	fields := strings.Fields(rule)
	for i := 0; i < len(fields); i++ {
		word := fields[i]
		switch word {
		case "for", "every", "from":
			i++
			n := 0
			if i < len(fields) {
				n, _ = strconv.Atoi(fields[i])
			}
			if n < 1 || n > 9999 {
				return nil, fmt.Errorf("%q wants a number behind it", word)
			}
			*map[string]*int{"for": &h.length, "every": &h.every, "from": &h.from}[word] = n
			continue
		}
		if t, err := time.Parse(time.DateOnly, word); err == nil {
			h.days = append(h.days, t)
		} else if i > 0 || !h.rule(word) {
			return nil, fmt.Errorf("%q is no day", word)
		}
	}
	if len(fields) == 0 || h.month == 0 && !h.easter && len(h.days) == 0 {
		return nil, fmt.Errorf("no day")
	}
	return h, nil
}

// rule reads the day itself.
func (h *holiday) rule(word string) bool {
	for _, e := range [...]struct {
		name   string
		julian bool
	}{{"easter", false}, {"orthodox", true}} {
		if rest, ok := strings.CutPrefix(word, e.name); ok {
			n, err := strconv.Atoi(rest)
			h.easter, h.julian, h.offset = true, e.julian, n
			return err == nil
		}
	}
	var a, b int
	n, _ := fmt.Sscanf(word, "%d-%d-%d%d", &h.month, &a, &b, &h.offset)
	plain := fmt.Sprintf("%d-%d", h.month, a)
	switch {
	case n == 2 && word == plain:
		h.day = a
	case n == 3 && word == plain+"-"+strconv.Itoa(b), n == 4 && word == fmt.Sprintf("%s-%d%+d", plain, b, h.offset):
		h.weekday, h.nth = a, b
		if a < 1 || a > 7 || b < -1 || b == 0 || b > 5 {
			return false
		}
	default:
		return false
	}
	return h.month >= 1 && h.month <= 12
}

// in is the holiday of a year; false where that year has none.
func (h *holiday) in(year int) (time.Time, bool) {
	if h.every > 1 && (year < h.from || (year-h.from)%h.every != 0) {
		return time.Time{}, false
	}
	var t time.Time
	switch {
	case len(h.days) > 0:
		i := slices.IndexFunc(h.days, func(d time.Time) bool { return d.Year() == year })
		if i < 0 {
			return t, false
		}
		return h.days[i], true
	case h.julian:
		t = orthodox(year)
	case h.easter:
		t = easter(year)
	case h.nth < 0:
		end := day(year, h.month+1, 0)
		t = end.AddDate(0, 0, -((weekday(end) - h.weekday + 7) % 7))
	case h.nth > 0:
		start := day(year, h.month, 1)
		t = start.AddDate(0, 0, (h.weekday-weekday(start)+7)%7+7*(h.nth-1))
	default:
		t = day(year, h.month, h.day)
	}
	return t.AddDate(0, 0, h.offset), true
}

// easter is Easter Sunday of the Gregorian calendar (the anonymous computus as
// given by Meeus, "Astronomical Algorithms", 1991).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return day(y, n/31, n%31+1)
}

// orthodox is Easter Sunday of the Julian calendar, as a day of the Gregorian one
// (Meeus again).
func orthodox(y int) time.Time {
	d := (19*(y%19) + 15) % 30
	e := (2*(y%4) + 4*(y%7) - d + 34) % 7
	n := d + e + 114
	return day(y, n/31, n%31+1+y/100-y/400-2)
}
