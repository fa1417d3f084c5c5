package timex

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// granule is one stretch of the calendar: a day, a week, a quarter. Its codes are
// D, W, WE (weekend), M, Q, S (season), H (half-year), Y, E (decade), C (century).
type granule struct {
	code  string
	first time.Time // its first day, UTC
}

// rank orders granules by length; -1 for a code that is none.
func rank(code string) int {
	switch code {
	case "D":
		return 0
	case "W", "WE":
		return 1
	case "M":
		return 2
	case "Q", "S":
		return 3
	case "H":
		return 4
	case "Y":
		return 5
	case "E":
		return 6
	case "C":
		return 7
	}
	return -1
}

func day(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// weekday counts from Monday, 1, to Sunday, 7.
func weekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// containing is the granule of the given code that holds the day.
func containing(t time.Time, code string) granule {
	y, m := t.Year(), int(t.Month())
	switch code {
	case "W":
		t = t.AddDate(0, 0, 1-weekday(t))
	case "WE": // of its week, also on the days before it
		t = t.AddDate(0, 0, 6-weekday(t))
	case "M":
		t = day(y, m, 1)
	case "Q":
		t = day(y, (m-1)/3*3+1, 1)
	case "S": // the seasons of the northern year, by whole months
		t = day(y, m/3*3, 1)
	case "H":
		t = day(y, (m-1)/6*6+1, 1)
	case "Y":
		t = day(y, 1, 1)
	case "E":
		t = day(y/10*10, 1, 1)
	case "C":
		t = day(y/100*100, 1, 1)
	}
	return granule{code, t}
}

// shift is the granule n places on.
func (g granule) shift(n int) granule {
	switch g.code {
	case "D":
		g.first = g.first.AddDate(0, 0, n)
	case "W", "WE":
		g.first = g.first.AddDate(0, 0, 7*n)
	default:
		g.first = g.first.AddDate(0, months(g.code)*n, 0)
	}
	return g
}

func months(code string) int {
	switch code {
	case "M":
		return 1
	case "Q", "S":
		return 3
	case "H":
		return 6
	case "Y":
		return 12
	case "E":
		return 120
	case "C":
		return 1200
	}
	return 0
}

// last is the granule's last day.
func (g granule) last() time.Time {
	if g.code == "WE" {
		return g.first.AddDate(0, 0, 1)
	}
	return g.shift(1).first.AddDate(0, 0, -1)
}

// value writes the granule as TIMEX3 has it.
func (g granule) value() string {
	y := g.first.Year()
	switch g.code {
	case "D":
		return isoDay(g.first)
	case "W", "WE":
		year, week := g.first.ISOWeek()
		v := fmt.Sprintf("%04d-W%02d", year, week)
		if g.code == "WE" {
			v += "-WE"
		}
		return v
	case "M":
		return g.first.Format("2006-01")
	case "Q":
		return fmt.Sprintf("%04d-Q%d", y, (int(g.first.Month())+2)/3)
	case "S":
		return fmt.Sprintf("%04d-%s", y, [4]string{"SP", "SU", "FA", "WI"}[int(g.first.Month())/3-1])
	case "H":
		return fmt.Sprintf("%04d-H%d", y, (int(g.first.Month())+5)/6)
	case "E":
		return fmt.Sprintf("%03d", y/10)
	case "C":
		return fmt.Sprintf("%02d", y/100)
	}
	return fmt.Sprintf("%04d", y)
}

func isoDay(t time.Time) string { return t.Format(time.DateOnly) }

// seasonMonth is the month in which the season of TIMEX3's name begins.
func seasonMonth(season string) int {
	return 3 + 3*strings.Index("SPSUFAWI", season)/2
}

// period writes an amount of units as an ISO 8601 period: "P3D", "PT1H30M".
func period(amount float64, u unit) string {
	t := ""
	code := u.code
	switch code {
	case "h", "m", "s":
		t, code = "T", strings.ToUpper(code)
	}
	if amount == unknown {
		return "P" + t + "X" + code
	}
	amount *= u.times
	whole := math.Floor(amount)
	// A fraction is written in the next smaller unit where that comes out whole.
	small, per := "", 0.0
	switch u.code {
	case "Y":
		small, per = "M", 12
	case "D":
		small, per = "H", 24
	case "h":
		small, per = "M", 60
	case "m":
		small, per = "S", 60
	}
	rest := math.Round((amount-whole)*per*1e6) / 1e6
	if amount == whole || per == 0 || rest != math.Floor(rest) {
		return "P" + t + strconv.FormatFloat(amount, 'f', -1, 64) + code
	}
	if u.code == "D" {
		small = "T" + strconv.Itoa(int(rest)) + "H"
		if whole == 0 {
			return "P" + small
		}
		return "P" + strconv.Itoa(int(whole)) + "D" + small
	}
	out := "P" + t
	if whole > 0 {
		out += strconv.Itoa(int(whole)) + code
	}
	return out + strconv.Itoa(int(rest)) + small
}
