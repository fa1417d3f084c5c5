package timex

import (
	"testing"

	"hearsay/internal/lex"
	"hearsay/internal/syntax"
	"hearsay/tables"
)

// Which verb speaks of a time decides its direction.
func TestTense(t *testing.T) {
	g := load(t)
	tagger, err := syntax.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"The board met on Friday.":                       "2025-03-07",
		"The board will meet on Friday.":                 "2025-03-14",
		"The board planned to meet on Friday.":           "2025-03-14",
		"The board decided to meet on Friday.":           "2025-03-07",
		"The board is to meet on Friday.":                "2025-03-14",
		"The board vowed on Friday to meet again.":       "2025-03-07",
		"The board would put it to the vote on Friday.":  "2025-03-14",
		"It will be decided by the board on Friday.":     "2025-03-14",
		"It was decided by the board on Friday.":         "2025-03-07",
		"By Friday the board had met.":                   "2025-03-07",
		"The board met on 3 May.":                        "2024-05-03",
		"The meeting was moved by the board to 3 May.":   "2025-05-03",
		"The board will meet over the next year.":        "2026",
		"The board met on 3 May 2020 and the next year.": "2021",
	} {
		cut := lex.Split(text)
		found := g.Find(cut, tagger.Tag(cut), nil, nil, Anchor{Published: "2025-03-12"})
		if len(found) == 0 || found[len(found)-1].Value != want {
			t.Errorf("%s: got %s, want %s", text, show(text, found), want)
		}
	}
}

// A weekday, month or season says why it is the one that it is.
func TestNotes(t *testing.T) {
	g := load(t)
	for text, want := range map[string]string{
		"The board met on Friday.":                            "past tense: the latest one",
		"The board will meet on Friday.":                      "future tense: the next one",
		"The board met last Friday.":                          "the last one before",
		"The board meets next May.":                           "the next one after",
		"The harbour has been shut since the spring.":         "since: the latest that is over; the beginning of a time that lasts until publication",
		"It was shut from May to June 2019.":                  "the nearest that makes a range; the beginning of a range that the next one ends",
		"In May 2019 it burned. In June it was rebuilt.":      "the first after the date that the sentence before names",
		"It rained two days before the vote on 4 February.":   "counted from the date behind it",
		"He came on 4 February 2025 and left the same month.": "counted from the nearest earlier date in the text",
		"It raged overnight.":                                 "the night before",
		"Sales rose in the quarter of 2024, in the third quarter, and fell from a year earlier.": "the same stretch of that year",
	} {
		cut := lex.Split(text)
		ok := false
		for _, x := range g.Find(cut, untagged(cut), nil, nil, Anchor{Published: "2025-03-12"}) {
			ok = ok || x.Note == want
		}
		if !ok {
			t.Errorf("%s: no note %q", text, want)
		}
	}
}

// Every expression with days has both, in order, whatever its kind; sets and vague
// times have none.
func TestIntervals(t *testing.T) {
	g := load(t)
	for text, want := range map[string]string{
		"last week": "2025-03-03/2025-03-09", "this month": "2025-03-01/2025-03-31", "last quarter": "2024-10-01/2024-12-31",
		"the 1990s": "1990-01-01/1999-12-31", "the 19th century": "1800-01-01/1899-12-31", "Monday evening": "2025-03-10/2025-03-10",
		"in the winter of 2024": "2024-12-01/2025-02-28", "the second half of 2024": "2024-07-01/2024-12-31", "Easter week": "2024-03-25/2024-03-31",
		"the past two weeks": "2025-02-26/2025-03-12", "every Monday": "", "recently": "", "three days": "",
	} {
		text = "It was shut " + text + "."
		cut := lex.Split(text)
		found := g.Find(cut, untagged(cut), nil, nil, Anchor{Published: "2025-03-12"})
		got := ""
		if len(found) == 1 && found[0].Interval != nil {
			got = found[0].Interval[0] + "/" + found[0].Interval[1]
		}
		if len(found) != 1 || got != want {
			t.Errorf("%s: got %+v %s, want %s", text, found, got, want)
		}
	}
}
