package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"hearsay/record"
)

// Figure is one quantity as the tables show it.
type Figure struct {
	Written  string   // as it stands in the text
	Value    string   // "40–60"
	Unit     string   // "stoppages a day"
	When     string   // the period in the text's words: "last week"
	Period   string   // the same with the days: "last week (28 April – 4 May 2025)"
	Source   string   // whose figure it is: a speaker, "author"
	Chain    string   // whose figure it is and through whom, without the text's own outlet
	Readings []string // "about 17 a day, if it counts 28 April – 4 May 2025"
	Claim    int      // number of the claim that holds it; 0 for the text's own

	quantity record.Quantity
}

// ownWords name the source of what the text itself states.
const ownWords = "the author's own voice"

func (s *Summary) addFigures() {
	holder := make([]int, len(s.doc.Quantities)) // 1 + index of the claim that holds the figure
	for i, c := range s.doc.Claims {
		for _, q := range c.Quantities {
			if h := holder[q.Index()]; h == 0 || s.narrower(c, s.doc.Claims[h-1]) {
				holder[q.Index()] = i + 1
			}
		}
	}
	ownChain := "" // of what the text itself states
	if i := slices.IndexFunc(s.doc.Claims, ownVoice); i >= 0 {
		ownChain = Chain(s.doc.Claims[i].Chain)
	}
	for i, q := range s.doc.Quantities {
		f := figure(s.doc, q)
		own := false
		if h := holder[i]; h > 0 {
			c := s.doc.Claims[h-1]
			f.Chain, f.Claim, own = Chain(c.Chain), s.number[h-1], ownVoice(c)
		}
		switch {
		case own:
			f.Source = ownWords
		case f.Claim > 0:
			f.Source, f.Chain = s.Claims[f.Claim-1].Speaker, s.Claims[f.Claim-1].Chain
		case q.Attribution.Set():
			f.Source, _ = speaker(s.doc, s.doc.Attributions[q.Attribution.Index()])
		default:
			f.Source = ownWords
		}
		switch {
		case f.Chain != "":
		case f.Source == ownWords:
			f.Chain = cmp.Or(ownChain, f.Source)
		default:
			f.Chain = f.Source
		}
		f.Chain = upperFirst(strings.TrimPrefix(f.Chain, s.Outlet+" ← ")) // the outlet stands at the head
		s.Figures = append(s.Figures, f)
	}
	s.nameUnits()
}

// nameUnits gives a figure whose unit the text leaves out ("around 120") the words
// that it uses elsewhere for the same unit.
func (s *Summary) nameUnits() {
	words := map[string]string{}
	for _, f := range s.Figures {
		if u := f.quantity.UnitSpan; u != nil && words[f.quantity.Unit] == "" {
			words[f.quantity.Unit] = oneLine(u.In(s.doc.Text))
		}
	}
	for i := range s.Figures {
		f := &s.Figures[i]
		name, per, _ := strings.Cut(f.Unit, " ")
		if w := words[f.quantity.Unit]; w != "" && f.quantity.UnitSpan == nil && name == f.quantity.Unit {
			f.Unit = strings.TrimSpace(w + " " + per)
		}
	}
}

// narrower tells whether a claim states a figure more closely than another: a
// claim inside the other, an attributed one before the text's own.
func (s *Summary) narrower(c, than record.Claim) bool {
	if c.Attribution.Set() != than.Attribution.Set() {
		return c.Attribution.Set()
	}
	return c.Spans.Bounds().Len() < than.Spans.Bounds().Len()
}

func figure(doc *record.Document, q record.Quantity) Figure {
	f := Figure{Written: oneLine(q.In(doc.Text)), Value: valueWords(q.Low, q.High, q.Change, q.In(doc.Text)), quantity: q}
	unit := ""
	if q.UnitSpan != nil {
		unit = oneLine(q.UnitSpan.In(doc.Text))
	}
	of := ""
	if q.Of != nil {
		of = oneLine(q.Of.In(doc.Text))
	}
	switch {
	case q.Unit == "percentage":
		if f.Value != "" {
			f.Value += "%"
		}
		if unit = ""; of != "" {
			unit = "of " + strings.TrimPrefix(of, "of ")
		}
	case q.Unit == "share": // "two thirds", as the text has it
		f.Value = lowerFirst(f.Written)
		if unit = ""; of != "" {
			unit = "of " + of
		}
	case strings.Contains(strings.ToLower(of), strings.ToLower(unit)) && of != "":
		unit = of
	case unit == "":
		unit = q.Unit
	case of != "" && !strings.Contains(unit, of):
		unit += " (" + of + ")"
	}
	if q.Per != "" {
		unit = strings.TrimSpace(unit + " a " + q.Per)
	}
	f.Unit = unit
	switch {
	case (q.Change == record.Up || q.Change == record.Down) && q.Old != nil && q.New != nil:
		f.Value = string(q.Change) + " from " + number(*q.Old) + " to " + number(*q.New)
	case (q.Change == record.Up || q.Change == record.Down) && f.Value != "":
		f.Value = string(q.Change) + " " + f.Value
	case f.Value == "":
		f.Value = f.Written
	}
	if q.Unit == "times" && f.Value != f.Written && (q.Change == record.Up || q.Change == record.Down) {
		f.Value = f.Written // "doubled"
	}
	if q.Period.Set() {
		x := doc.Timexes[q.Period.Index()]
		f.When = oneLine(x.In(doc.Text))
		f.Period = timeWords(f.When, timexValue(x))
	}
	for _, r := range q.Readings {
		f.Readings = append(f.Readings, readingWords(doc, r, q))
	}
	return f
}

// readingWords writes one reading of an open figure on the common scale.
func readingWords(doc *record.Document, r record.Reading, q record.Quantity) string {
	s := valueWords(rounded(r.Low), rounded(r.High), q.Change, q.In(doc.Text))
	if r.Per != "" {
		s += " a " + r.Per
	}
	return s + ", " + assumption(doc, r, q)
}

// assumption says what an open figure must count for a reading to hold.
func assumption(doc *record.Document, r record.Reading, q record.Quantity) string {
	same := r.Low != nil && q.Low != nil && *r.Low == *q.Low || r.Low == nil && r.High != nil && q.High != nil && *r.High == *q.High
	switch {
	case same && r.Per != "":
		return "if it counts each " + r.Per
	case r.Period.Set():
		return "if it counts all of " + oneLine(doc.Timexes[r.Period.Index()].In(doc.Text))
	}
	return "if it counts a longer time"
}

// rounded keeps a converted number to what a reader can use: 17.14 is about 17.
func rounded(x *float64) *float64 {
	if x == nil {
		return nil
	}
	v := math.Round(*x)
	if math.Abs(*x) < 10 {
		v = math.Round(*x*10) / 10
	}
	return &v
}

// figuresLine says how many figures there are and on how many people's word they
// rest; a measure that is counted more than once is named.
func (s *Summary) figuresLine() string {
	n := len(s.Figures)
	if n == 0 {
		return "No figures."
	}
	first := count(n, "figure")
	for _, g := range s.groups() {
		source := g[0].Source
		for _, f := range g[1:] {
			if f.Source != source {
				source = ""
			}
		}
		unit := g[0].quantity.Unit
		if source == "" || source == ownWords || generic(unit) {
			continue
		}
		all := fmt.Sprintf("all %d", len(g))
		if len(g) == 2 {
			all = "both"
		}
		return fmt.Sprintf("%s; %s that count %s rest on one word, that of %s.", first, all, plural(s.doc, g), withArticle(source))
	}
	sources := map[string]bool{}
	own := 0
	for _, f := range s.Figures {
		if f.Source == ownWords {
			own++
		} else {
			sources[f.Source] = true
		}
	}
	switch own {
	case 0:
		return fmt.Sprintf("%s from %s.", first, count(len(sources), "source"))
	case n:
		return fmt.Sprintf("%s in %s.", first, ownWords)
	}
	return fmt.Sprintf("%s: %d from %s, %d in %s.", first, n-own, count(len(sources), "source"), own, ownWords)
}

// plural is the counted thing in the text's own words, where any figure has them.
func plural(doc *record.Document, g []Figure) string {
	for _, f := range g {
		if f.quantity.UnitSpan != nil {
			return oneLine(f.quantity.UnitSpan.In(doc.Text))
		}
	}
	return g[0].quantity.Unit
}

func withArticle(source string) string {
	if first, rest, ok := strings.Cut(source, " "); ok && (first == "The" || first == "A" || first == "An") {
		return strings.ToLower(first) + " " + rest
	}
	return source
}

// groups are the figures that share a measure, two or more each, in text order. A
// unit that counts many things (people, percent, money) is one measure only where
// the figures name the same thing.
func (s *Summary) groups() [][]Figure {
	var keys []string
	by := map[string][]Figure{}
	for _, f := range s.Figures {
		q := f.quantity
		if q.Unit == "" || q.Change == record.Up || q.Change == record.Down || q.Low == nil && q.High == nil || duration(q.Unit) {
			continue
		}
		key := q.Unit
		if generic(q.Unit) {
			if q.Of == nil {
				continue
			}
			key += " " + strings.ToLower(oneLine(q.Of.In(s.doc.Text)))
		}
		if by[key] == nil {
			keys = append(keys, key)
		}
		by[key] = append(by[key], f)
	}
	var out [][]Figure
	for _, k := range keys {
		if len(by[k]) > 1 {
			out = append(out, by[k])
		}
	}
	return out
}

// generic tells whether a unit counts things of many sorts: people, percent, and
// money by its ISO 4217 code.
func generic(unit string) bool {
	return unit == "person" || unit == "percentage" ||
		len(unit) == 3 && strings.IndexFunc(unit, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// duration tells whether a unit measures time; two lengths of time are seldom one
// measure.
func duration(unit string) bool {
	_, ok := daysIn(unit)
	return ok || unit == "s" || unit == "minute" || unit == "second"
}

// daysIn is the length of a unit of time in days.
func daysIn(unit string) (float64, bool) {
	switch unit {
	case "hour", "h":
		return 1.0 / 24, true
	case "day", "d":
		return 1, true
	case "week":
		return 7, true
	case "month":
		return 365.25 / 12, true
	case "year", "a":
		return 365.25, true
	}
	return 0, false
}
