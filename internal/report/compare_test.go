package report

import (
	"testing"

	"hearsay/record"
)

func TestNamesThatMayBeOne(t *testing.T) {
	for _, c := range []struct {
		a, b            string
		same, misspells bool
	}{
		{"Pavel Osk", "Osk", true, false},
		{"the Harbour Board", "Harbour Board", true, false},
		{"Ana Brevik", "Anna Brevik", true, true},
		{"Ana Brevik", "Ann Brevik", true, true},
		{"Ana Brevik", "Ana Brevik", true, false},
		{"Ana Brevik", "Bo Lindgard", false, false},
		{"Orm", "Orms", false, false}, // of one word: too short to tell
		{"", "Osk", false, false},
	} {
		if got := sameName(c.a, c.b); got != c.same {
			t.Errorf("%q and %q: same %v, want %v", c.a, c.b, got, c.same)
		}
		if got := misspelled(plainName(c.a), plainName(c.b)); got != c.misspells {
			t.Errorf("%q and %q: misspelled %v, want %v", c.a, c.b, got, c.misspells)
		}
	}
}

func TestFiguresOnOneScale(t *testing.T) {
	value := func(x float64) *float64 { return &x }
	point := func(x float64, c record.Change, per string) record.Quantity {
		return record.Quantity{Low: value(x), High: value(x), Change: c, Unit: "ship", Per: per}
	}
	for _, c := range []struct {
		what              string
		a, b              record.Quantity
		comparable, meets bool
	}{
		{"equal", point(12, record.Exactly, ""), point(12, record.Exactly, ""), true, true},
		{"unequal", point(12, record.Exactly, ""), point(13, record.Exactly, ""), true, false},
		{"a day and a week", point(12, record.Exactly, "day"), point(84, record.Exactly, "week"), true, true},
		{"a day and a total", point(12, record.Exactly, "day"), point(12, record.Exactly, ""), false, true},
		{"about", point(120, record.About, ""), point(115, record.Exactly, ""), true, true},
		{"more than", record.Quantity{Low: value(100), Change: record.Above, Unit: "ship"}, point(140, record.Exactly, ""), true, true},
		{"a rise and a level", point(12, record.Up, ""), point(12, record.Exactly, ""), false, true},
	} {
		a, ok := scale(c.a)
		b, ok2 := scale(c.b)
		if !ok || !ok2 {
			t.Fatalf("%s: no number", c.what)
		}
		if got := a.comparable(b); got != c.comparable {
			t.Errorf("%s: comparable %v, want %v", c.what, got, c.comparable)
		}
		if a.meets(b) != c.meets || b.meets(a) != c.meets {
			t.Errorf("%s: meets %v and %v, want %v", c.what, a.meets(b), b.meets(a), c.meets)
		}
	}
}
