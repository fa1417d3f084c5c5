package timex

import "testing"

// The rules of holidays.tsv give the days that calendars give.
func TestHolidayRules(t *testing.T) {
	for _, c := range []struct {
		rule string
		year int
		want string
	}{
		{"12-25", 2025, "2025-12-25"},
		{"11-4-4", 2024, "2024-11-28"},
		{"5-1--1", 2025, "2025-05-26"},
		{"9-1-1-2", 2025, "2025-08-30"},
		{"11-1-1+1 every 2 from 1846", 2016, "2016-11-08"},
		{"11-1-1+1 every 2 from 1846", 2017, ""},
		{"1-20 every 4 from 1937", 2025, "2025-01-20"},
		{"1-20 every 4 from 1937", 1933, ""},
		{"easter+0", 2000, "2000-04-23"},
		{"easter-2", 2038, "2038-04-23"},
		{"easter+49", 2024, "2024-05-19"},
		{"orthodox+0", 2024, "2024-05-05"},
		{"orthodox+0", 2025, "2025-04-20"},
		{"orthodox+0", 1999, "1999-04-11"},
		{"2024-02-10 2025-01-29", 2025, "2025-01-29"},
		{"2024-02-10 2025-01-29", 2026, ""},
	} {
		h, err := parseHoliday(c.rule)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		got := ""
		if d, ok := h.in(c.year); ok {
			got = isoDay(d)
		}
		if got != c.want {
			t.Errorf("%s in %d: got %q, want %q", c.rule, c.year, got, c.want)
		}
	}
	for _, bad := range []string{"", "for 3", "christmas", "13-1", "11-8-1", "11-4-6", "11-4-0", "easter", "12-25 12-26", "12-25 for", "12-25 every x", "12-25x", "2025-02-30"} {
		if _, err := parseHoliday(bad); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
