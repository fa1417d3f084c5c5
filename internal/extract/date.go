package extract

import (
	"strings"
	"time"
)

// validISO tells whether a date given by a person or program is ISO 8601.
func validISO(s string) bool { _, ok := isoDate(s); return ok }

// isoLayouts are the ISO 8601 forms, with what each keeps when it is written again.
var isoLayouts = []struct{ in, out string }{
	{"2006-01-02", "2006-01-02"},
	{time.RFC3339, time.RFC3339},
	{"2006-01-02T15:04:05-0700", time.RFC3339},
	{"2006-01-02T15:04:05-07", time.RFC3339},
	{"2006-01-02T15:04Z07:00", time.RFC3339},
	{"2006-01-02T15:04-0700", time.RFC3339},
	{"2006-01-02T15:04:05", "2006-01-02T15:04:05"},
	{"2006-01-02T15:04", "2006-01-02T15:04"},
	{"20060102", "2006-01-02"},
	{"20060102T150405Z", time.RFC3339},
}

// wordLayouts are the forms that pages and English texts write.
var wordLayouts = []struct{ in, out string }{
	{"Mon, 02 Jan 2006 15:04:05 -0700", time.RFC3339},
	{"Mon, 02 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05Z"},
	{"Mon, 2 Jan 2006 15:04:05 -0700", time.RFC3339},
	{"Mon, 2 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05Z"},
	{"January 2, 2006 15:04", "2006-01-02T15:04"},
	{"January 2, 2006 3:04 pm", "2006-01-02T15:04"},
	{"January 2, 2006", "2006-01-02"},
	{"Jan 2, 2006", "2006-01-02"},
	{"2 January 2006 15:04", "2006-01-02T15:04"},
	{"2 January 2006", "2006-01-02"},
	{"2 Jan 2006", "2006-01-02"},
	{"January 2 2006", "2006-01-02"},
	{"Jan 2 2006", "2006-01-02"},
	{"2006/01/02", "2006-01-02"},
	{"2006/01/02 15:04:05", "2006-01-02T15:04:05"},
	{"02.01.2006", "2006-01-02"},
	{"02.01.2006 15:04", "2006-01-02T15:04"},
}

// isoDate writes an ISO 8601 date or date-time in its usual form; the zone stays
// as given, and absent where it is.
func isoDate(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 40 {
		return "", false
	}
	if len(s) > 10 && s[10] == ' ' {
		s = s[:10] + "T" + strings.ReplaceAll(s[11:], " ", "")
	}
	for _, l := range isoLayouts {
		if t, err := time.Parse(l.in, s); err == nil {
			return written(t, l.out)
		}
	}
	return "", false
}

// anyDate reads a date as pages write it, ISO or in words.
func anyDate(s string) (string, bool) {
	if d, ok := isoDate(s); ok {
		return d, true
	}
	return wordDate(s)
}

// wordDate reads "March 3, 2025", "Mon., 3 Mar. 2025 at 14:05" and the like.
func wordDate(s string) (string, bool) {
	if len(s) > 60 {
		return "", false
	}
	s = strings.Join(strings.Fields(strings.NewReplacer(".", ".", " at ", " ", "Sept.", "Sep", "Sept ", "Sep ", "a.m.", "am", "p.m.", "pm").Replace(s)), " ")
	for _, s := range []string{s, afterWeekday(s)} {
		for _, l := range wordLayouts {
			if t, err := time.Parse(l.in, s); err == nil {
				return written(t, l.out)
			}
		}
		s = strings.ReplaceAll(s, ". ", " ")
		for _, l := range wordLayouts {
			if t, err := time.Parse(l.in, s); err == nil {
				return written(t, l.out)
			}
		}
	}
	return "", false
}

// afterWeekday drops a leading weekday: "Monday, ", "Mon ".
func afterWeekday(s string) string {
	day, rest, ok := strings.Cut(s, " ")
	if !ok {
		return s
	}
	day = strings.TrimRight(day, ".,")
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(day, d.String()) || strings.EqualFold(day, d.String()[:3]) {
			return rest
		}
	}
	return s
}

// written writes a date again; years that no report has are refused.
func written(t time.Time, layout string) (string, bool) {
	if t.Year() < 1600 || t.Year() > 2200 {
		return "", false
	}
	return t.Format(layout), true
}
