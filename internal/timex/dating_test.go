package timex

import (
	"testing"

	"hearsay/internal/lex"
)

// A text is dated by a relative time beside the day that it means, or by days told as
// past and as to come; by nothing else.
func TestDate(t *testing.T) {
	g := load(t)
	for _, c := range []struct{ text, first, last, evidence string }{
		{"The mayor resigned yesterday, 3 March 2025.", "2025-03-04", "2025-03-04", "yesterday, 3 March 2025"},
		{"The mayor resigned today (4 March 2025).", "2025-03-04", "2025-03-04", "today (4 March 2025)"},
		{"The board meets on 5 March 2025, tomorrow.", "2025-03-04", "2025-03-04", "5 March 2025, tomorrow"},
		{"The mayor resigned last Tuesday, 4 March 2025.", "2025-03-05", "2025-03-11", "last Tuesday, 4 March 2025"},
		{"The quay burned in May 2024; 2024 was a bad year. On 14 June the board published its plan. It will vote by 21 June.", "2024-06-14", "2024-06-21", "14 June"},

		{"The mayor resigned on 3 March 2025.", "", "", ""},
		{"The mayor resigned yesterday. The board met on 3 March 2025.", "", "", ""},
		{"It burned in 2019. On 3 March it closed. It will reopen by 10 March.", "", "", ""},                                                   // the year is named once
		{"It burned in 2019, 2020 and 2021, and again in 2021 and 2018. On 3 March it closed. It will reopen by 10 March.", "", "", ""},        // others as often
		{"The quay burned in May 2024; 2024 was a bad year. On 14 June the board published its plan.", "", "", ""},                             // nothing to come
		{"The quay burned in May 2024; 2024 was a bad year. On 14 January the board published its plan. It will vote by 21 June.", "", "", ""}, // too far apart
		{"\"We met yesterday, 3 March 2025,\" she said.", "", "", ""},
	} {
		cut := lex.Split(c.text)
		d, ok := g.Date(cut, untagged(cut))
		if ok != (c.first != "") || d.Interval != [2]string{c.first, c.last} || ok && d.Span.In(c.text) != c.evidence {
			t.Errorf("%s\n got %v %q", c.text, d.Interval, d.Span.In(c.text))
		}
	}
}
