package extract

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// validISO tells whether a date given by a person or program is ISO 8601.
func validISO(s string) bool { _, ok := isoDate(s); return ok }

// isoLayouts are the ISO 8601 forms, with what each keeps when it is written again.
var isoLayouts = []struct{ in, out string }{
	{"2006-01-02", dayForm},
	{time.RFC3339, time.RFC3339},
	{"2006-01-02T15:04:05-0700", time.RFC3339},
	{"2006-01-02T15:04:05-07", time.RFC3339},
	{"2006-01-02T15:04Z07:00", time.RFC3339},
	{"2006-01-02T15:04-0700", time.RFC3339},
	{"2006-01-02T15:04:05", secondForm},
	{"2006-01-02T15:04", minuteForm},
	{"20060102T150405Z0700", time.RFC3339},
	{"20060102", dayForm},
	{"2006/01/02", dayForm},
	{"2006/01/02T15:04:05", secondForm},
	{"2.1.2006", dayForm},
}

const (
	dayForm    = "2006-01-02"
	minuteForm = "2006-01-02T15:04"
	secondForm = "2006-01-02T15:04:05"
)

// isoDate writes an ISO 8601 date or date-time in its usual form; the zone stays
// as given, and absent where it is.
func isoDate(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 40 || s == "" || s[0] < '0' || s[0] > '9' {
		return "", false
	}
	if len(s) > 10 && s[10] == ' ' {
		s = s[:10] + "T" + strings.ReplaceAll(strings.TrimSuffix(strings.TrimSuffix(s[11:], "GMT"), "UTC"), " ", "") + utc(s)
	}
	for _, l := range isoLayouts {
		if t, err := time.Parse(l.in, s); err == nil {
			return written(t, l.out)
		}
	}
	return "", false
}

func utc(s string) string {
	if strings.HasSuffix(s, "GMT") || strings.HasSuffix(s, "UTC") {
		return "Z"
	}
	return ""
}

// anyDate reads a date as pages write it, ISO or in words.
func anyDate(s string) (string, bool) {
	if d, ok := isoDate(s); ok {
		return d, true
	}
	return wordDate(s)
}

// wordDate reads "March 3, 2025", "Mon., 3 Mar. 2025 at 14:05", "Mon Mar 3 2025
// 2:05 p.m. EST" and the like: a month's name, a day, a year of four digits, and
// perhaps a time. A string with anything else in it is no date.
func wordDate(s string) (string, bool) {
	if len(s) > 60 {
		return "", false
	}
	var w dateWords
	for part := range strings.FieldsFuncSeq(strings.ReplaceAll(s, ".m", "m"), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",|•()", r) }) {
		if !w.take(strings.ToLower(strings.Trim(part, ".-–"))) {
			return "", false
		}
	}
	return w.written()
}

// dateWords are the parts of a date as they are come upon; 0 and "" for none.
type dateWords struct {
	month          time.Month
	day, year      int
	clock, zone    string // "14:05" or "14:05:00"; "Z", "+01:00"
	morning, later bool   // am, pm
}

func (w *dateWords) take(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case word == "" || word == "at" || word == "on" || isWeekday(word):
	case w.month == 0 && monthOf(word) != 0:
		w.month = monthOf(word)
	case word == "am":
		w.morning = true
	case word == "pm":
		w.later = true
	case strings.Contains(word, ":") && w.clock == "" && unicode.IsDigit(first):
		w.clock, w.later = strings.CutSuffix(word, "pm")
		w.clock, w.morning = strings.CutSuffix(w.clock, "am")
	case w.clock != "" && w.zone == "" && zoneOf(word) != "":
		w.zone = zoneOf(word)
	case w.clock != "" && w.zone == "" && (word == "ist" || word == "bst"): // each is several zones' name
	case unicode.IsDigit(first):
		n, err := strconv.Atoi(strings.TrimRight(word, "sthndr"))
		switch {
		case err == nil && w.day == 0 && n >= 1 && n <= 31:
			w.day = n
		case err == nil && w.year == 0 && len(word) == 4:
			w.year = n
		default:
			return false
		}
	default:
		return false
	}
	return true
}

func (w *dateWords) written() (string, bool) {
	if w.month == 0 || w.day == 0 || w.year == 0 {
		return "", false
	}
	date := strconv.Itoa(w.year) + "-" + strconv.Itoa(int(w.month)) + "-" + strconv.Itoa(w.day)
	layout, form := "2006-1-2", dayForm
	if w.clock != "" {
		date, layout, form = date+" "+w.clock, layout+" 15:04", minuteForm
		if strings.Count(w.clock, ":") == 2 {
			layout, form = layout+":05", secondForm
		}
		if w.morning || w.later {
			layout = strings.Replace(layout, "15", "3", 1) + "pm"
			date += map[bool]string{true: "pm", false: "am"}[w.later]
		}
	}
	if w.zone != "" {
		date, layout, form = date+w.zone, layout+"Z07:00", time.RFC3339
	}
	t, err := time.Parse(layout, date)
	if err != nil {
		return "", false
	}
	return written(t, form)
}

// monthOf is the month that a word names, in full or by three letters or more.
func monthOf(word string) time.Month {
	if len(word) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), word) {
			return m
		}
	}
	return 0
}

func isWeekday(word string) bool {
	for d := time.Sunday; d <= time.Saturday && len(word) >= 3; d++ {
		if strings.HasPrefix(strings.ToLower(d.String()), word) {
			return true
		}
	}
	return word == "thurs" || word == "tues"
}

// zoneOf is a zone's offset: "Z", "+0100", "GMT+0100", and the names that stand
// for one zone.
func zoneOf(word string) string {
	switch word {
	case "z", "gmt", "utc":
		return "Z"
	case "est", "cdt":
		return "-05:00"
	case "edt":
		return "-04:00"
	case "mst", "pdt":
		return "-07:00"
	case "mdt", "cst":
		return "-06:00"
	case "pst":
		return "-08:00"
	case "cet":
		return "+01:00"
	case "cest":
		return "+02:00"
	}
	word = strings.TrimPrefix(strings.TrimPrefix(word, "gmt"), "utc")
	digits := strings.ReplaceAll(strings.TrimLeft(word, "+-"), ":", "")
	if len(digits) == 4 && strings.Trim(digits, "0123456789") == "" && (word[0] == '+' || word[0] == '-') {
		return word[:1] + digits[:2] + ":" + digits[2:]
	}
	return ""
}

// pathDate is the day that an address names, "" for none: ".../2025/03/03/...",
// "/2025/mar/03/".
func pathDate(path string) string {
	parts := strings.Split(strings.ToLower(path), "/")
	for i := 0; i+2 < len(parts); i++ {
		if len(parts[i]) != 4 || len(parts[i+2]) > 2 {
			continue
		}
		layout := "2006/1/2"
		if monthOf(parts[i+1]) != 0 {
			layout = "2006/Jan/2"
		}
		if t, err := time.Parse(layout, strings.Join(parts[i:i+3], "/")); err == nil {
			d, _ := written(t, dayForm)
			return d
		}
	}
	return ""
}

// written writes a date again; years that no report has are refused.
func written(t time.Time, layout string) (string, bool) {
	if t.Year() < 1600 || t.Year() > 2200 {
		return "", false
	}
	return t.Format(layout), true
}
