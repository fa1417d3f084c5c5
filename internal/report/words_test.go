package report

import (
	"testing"

	"hearsay/record"
)

func TestDatesInWords(t *testing.T) {
	for value, want := range map[string]string{
		"2025-05-12":           "12 May 2025",
		"2025-05":              "May 2025",
		"2025":                 "2025",
		"2025-05-12T09:30":     "12 May 2025, 09:30",
		"2025-05-12T09:30:00Z": "12 May 2025, 09:30",
		"XXXX-01":              "January, year unknown",
		"P2M":                  "2 months",
		"P1D":                  "1 day",
		"PT6H":                 "6 hours",
		"PXW":                  "some weeks",
		"FUTURE_REF":           "some time ahead",
		"2025-W18":             "2025-W18",
		"P":                    "P",
		"":                     "",
	} {
		if got := dateWords(value); got != want {
			t.Errorf("dateWords(%q) = %q, want %q", value, got, want)
		}
	}
	for _, c := range [][3]string{
		{"2025-05-12", "2025-05-18", "12–18 May 2025"},
		{"2025-04-28", "2025-05-04", "28 April – 4 May 2025"},
		{"2024-12-30", "2025-01-05", "30 December 2024 – 5 January 2025"},
		{"2025-05-12", "2025-05-12", "12 May 2025"},
	} {
		if got := daysWords(c[0], c[1]); got != c[2] {
			t.Errorf("daysWords(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestValuesInWords(t *testing.T) {
	n := func(x float64) *float64 { return &x }
	for want, c := range map[string]struct {
		low, high *float64
		change    record.Change
		written   string
	}{
		"500":               {n(500), n(500), record.Exactly, ""},
		"about 120":         {n(120), n(120), record.About, ""},
		"40–60":             {n(40), n(60), record.Exactly, ""},
		"3–5 million":       {n(3e6), n(5e6), record.Exactly, ""},
		"800,000–2 million": {n(8e5), n(2e6), record.Exactly, ""},
		"more than 40":      {n(40), nil, record.Above, "More than forty"},
		"at least 40":       {n(40), nil, record.Above, "forty or more"},
		"at least 41":       {n(41), nil, record.Above, "no fewer than 41"},
		"less than 2.5":     {nil, n(2.5), record.Below, "under 2.5"},
		"at most 48":        {nil, n(48), record.Below, "within 48 hours"},
		"at most 49":        {nil, n(49), record.Below, "no more than 49"},
		"1,250":             {n(1250), n(1250), record.Exactly, ""},
		"-1,250.5":          {n(-1250.5), n(-1250.5), record.Exactly, ""},
		"1.2 trillion":      {n(1.2e12), n(1.2e12), record.Exactly, ""},
		"0":                 {n(0), n(0), record.Exactly, ""},
		"":                  {nil, nil, record.Exactly, ""},
	} {
		if got := valueWords(c.low, c.high, c.change, c.written); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestFirstLetters(t *testing.T) {
	for words, want := range map[string]string{
		"harbour officials":     "Harbour officials",
		"quay.example ← Tarn":   "quay.example ← Tarn",
		"élan, a ferry company": "Élan, a ferry company",
		"nobody.":               "Nobody.",
		"":                      "",
	} {
		if got := upperFirst(words); got != want {
			t.Errorf("upperFirst(%q) = %q, want %q", words, got, want)
		}
	}
}
