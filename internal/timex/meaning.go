package timex

import (
	"fmt"
	"strconv"
	"strings"

	"hearsay/record"
)

// meaning is what an expression says before it is counted from anything. The value
// column of timex.tsv fills its fields by their names; zero is unset.
type meaning struct {
	typ record.TimexType // "" for numbers and for rows that only block

	number float64 // of a NUMBER

	// A place in the calendar. What is missing above the highest given field is
	// found by direction: the year of "3 May", the week of "Monday".
	year, month, day int
	either           bool   // month and day may have changed places
	weekday          int    // 1 is Monday
	nth              int    // the nth such weekday of the month; -1 is the last
	quarter, half    int    // of a year
	season           string // SP SU FA WI
	decade, century  int    // 197 and 19 for the 1970s and the 1900s
	holiday          *holiday
	part             string // of the day: MO MI AF EV NI DT
	timed            bool   // hour and minute are given
	hour, minute     int
	zone             string // "Z", "+01:00"
	direction        string // back, ahead, this, also in, within (lengths of time), over (a night); "" leaves it to the tense

	// A step from a base: shift units from the publication day or from the context,
	// the nearest earlier date in the text.
	unit  unit
	shift float64
	moved bool
	from  string   // "" is publication; context, compare, report, event: see resolver.step
	base  *meaning // counted from this date

	// A stretch of time, or a set of times.
	amount float64 // of units; unknown is how an X is written
	most   float64 // where amount is the least of a range
	quant  string
	freq   string

	ref                            string   // PRESENT_REF, PAST_REF, FUTURE_REF
	mod                            string   // TIMEX3's
	until                          *meaning // the end of a range; or only what differs there:
	lastDay, lastQuarter, lastYear int
}

// unknown is the amount of "several days": TIMEX3's X.
const unknown = -1

// unit is a calendar unit as ISO 8601 writes it, with a multiplier: ten years for
// a decade.
type unit struct {
	code  string // Y M W D; h m s for hours, minutes, seconds; Q quarter, WE weekend
	times float64
}

func parseUnit(s string) unit {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	n, err := strconv.Atoi(s[:digits])
	if err != nil {
		n = 1
	}
	return unit{s[digits:], float64(n)}
}

// operand is what a pattern's variable stands for.
type operand struct {
	num     float64
	text    string
	meaning *meaning
	holiday *holiday
}

func parseOperand(s string) operand {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		n = 0
	}
	return operand{num: n, text: s}
}

// set gives the named field a value.
func (m *meaning) set(field string, v operand) error {
	if m.setPlace(field, v) || m.setClock(field, v) || m.setStep(field, v) || m.setStretch(field, v) {
		return nil
	}
	return fmt.Errorf("no field %q", field)
}

// setPlace sets a field of the place in the calendar.
func (m *meaning) setPlace(field string, v operand) bool {
	n := int(v.num)
	switch field {
	case "year":
		m.year = n
	case "yy": // two digits: the century that news still speaks of
		m.year = 1900 + n
		if n < 50 {
			m.year = 2000 + n
		}
	case "month":
		m.month = n
	case "day":
		m.day = n
	case "either":
		m.either = n != 0
	case "weekday":
		m.weekday = n
	case "nth":
		m.nth = n
	case "quarter":
		m.quarter = n
	case "half":
		m.half = n
	case "season":
		m.season = v.text
	case "decade":
		m.decade = n
	case "century":
		m.century = n
	case "centuryno": // the first has the years below 100
		m.century = n - 1
	case "holiday":
		m.holiday = v.holiday
	default:
		return false
	}
	return true
}

// setClock sets a field of the time of day.
func (m *meaning) setClock(field string, v operand) bool {
	n := int(v.num)
	switch field {
	case "part":
		m.part = v.text
	case "hour":
		m.hour, m.timed = n%24, true
	case "noon": // the hour after noon
		m.hour, m.timed = n%12+12, true
	case "clock": // minutes since midnight
		m.hour, m.minute, m.timed = n/60%24, n%60, true
	case "pm":
		m.hour, m.minute, m.timed = n/60%12+12, n%60, true
	case "am":
		m.hour, m.minute, m.timed = n/60%12, n%60, true
	case "minute":
		m.minute = n
	case "daypart": // the part of the day that says which half the hour is in
		part := v.text
		if v.meaning != nil {
			part = v.meaning.part
		}
		if m.hour < 12 && (part == "AF" || part == "EV" || part == "NI" && m.hour >= 5) {
			m.hour += 12
		}
	case "zone": // by its name, or by so many hours
		if m.zone = v.text; m.zone == "" && n != 0 {
			m.zone = fmt.Sprintf("%+03d:00", n)
		}
	default:
		return false
	}
	return true
}

// setStep sets a field of the step from a base.
func (m *meaning) setStep(field string, v operand) bool {
	switch field {
	case "direction":
		m.direction = v.text
	case "unit":
		m.unit = parseUnit(v.text)
	case "shift":
		m.shift, m.moved = v.num, true
	case "from":
		m.from = v.text
	case "base":
		m.base = v.meaning
	case "before", "after": // a found length of time
		if l := v.meaning; l != nil && l.amount > 0 {
			m.unit, m.shift, m.moved = l.unit, l.amount, true
			if field == "before" {
				m.shift = -m.shift
			}
		}
	default:
		return false
	}
	return true
}

// setStretch sets a field of a stretch, a set or a range of times, or the number.
func (m *meaning) setStretch(field string, v operand) bool {
	n := int(v.num)
	switch field {
	case "number":
		m.number = v.num
	case "amount":
		m.amount = v.num
		if v.text == "X" {
			m.amount = unknown
		}
	case "most":
		m.most = v.num
	case "quant":
		m.quant = v.text
	case "freq":
		m.freq = v.text
		if v.text == "" {
			m.freq = strconv.Itoa(n) + "X"
		}
	case "ref":
		m.ref = v.text
	case "mod":
		m.mod = v.text
	case "lastday":
		m.lastDay = n
	case "lastquarter":
		m.lastQuarter = n
	case "lastyear":
		m.lastYear = n
	case "until":
		m.until = v.meaning
	default:
		return false
	}
	return true
}

// merge adds what o says and m does not: its place in the calendar, where m has
// none, and its time of day.
func (m *meaning) merge(o *meaning) {
	was := *m
	if !m.placed() {
		*m = *o
		m.typ = was.typ
	}
	if was.mod != "" {
		m.mod = was.mod
	} else if m.mod == "" {
		m.mod = o.mod
	}
	from := o
	if was.part != "" || was.timed {
		from = &was
	}
	if from.part != "" || from.timed {
		m.part, m.timed, m.hour, m.minute, m.zone = from.part, from.timed, from.hour, from.minute, from.zone
	}
}

// placed tells whether the meaning is a place in the calendar or a length of time.
func (m *meaning) placed() bool {
	return m.moved || m.year > 0 || m.month > 0 || m.day > 0 || m.weekday > 0 || m.quarter > 0 || m.half > 0 ||
		m.season != "" || m.decade > 0 || m.century > 0 || m.holiday != nil || m.ref != "" || m.amount != 0 || m.unit.code != ""
}

// needsTense tells whether the calendar alone leaves open which year or week is
// meant.
func (m *meaning) needsTense() bool {
	return m.direction == "in" || m.direction == "within" || m.direction == "over" || m.from == "context" && m.shift > 0 || m.base != nil && m.base.needsTense() || m.year == 0 && m.direction == "" && (m.weekday > 0 || m.month > 0 || m.season != "" || m.holiday != nil || m.quarter > 0 || m.half > 0 || m.unit.code == "WE") ||
		m.until != nil && m.until.needsTense()
}

// grain is the finest calendar field that is given: the class suffix by which
// patterns ask for a found date ("$DATE.month").
func (m *meaning) grain() string {
	switch {
	case m.timed:
		return "clock"
	case m.part != "":
		return "part"
	case m.day > 0, m.nth != 0, m.holiday != nil, m.weekday > 0, m.unit.code == "D" && m.moved:
		return "day"
	case m.month > 0:
		return "month"
	case m.quarter > 0:
		return "quarter"
	case m.season != "":
		return "season"
	case m.decade > 0:
		return "decade"
	case m.year > 0:
		return "year"
	case m.unit.code == "Y":
		return "year"
	case m.unit.code == "M":
		return "month"
	case m.unit.code == "Q":
		return "quarter"
	case m.ref != "":
		return "ref"
	}
	return "other"
}
