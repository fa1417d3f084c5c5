package timex

import (
	"slices"
	"strings"
	"time"

	"hearsay/internal/lex"
	"hearsay/record"
)

// A text that nobody dates may date itself. Two kinds of evidence count, and nothing
// else does:
//
//   - a relative time beside the day that it means: "on Tuesday (4 March 2025)",
//     "yesterday, 3 March 2025";
//   - days without a year, told as past and as still to come, that lie close together in
//     the year of which the text speaks: "on 20 November he published ..., she expects
//     them to sign by 27 November".

// Dating is what a text shows of the day on which it was published.
type Dating struct {
	Interval [2]string   // first and last day that it may be
	Span     record.Span // the evidence
}

// Bounds on evidence.
const (
	besideTried = 8  // pairs of a relative time and a day
	besideBytes = 3  // between the two
	besideDays  = 40 // from that day to publication
	bracketDays = 31 // between what is told as past and what is still to come
	yearsNamed  = 2  // how often a text names the year of which it speaks, at least
)

// Date infers when a text was published; false where it shows nothing.
func (g *Tagger) Date(text *lex.Text, tokens []record.Token) (Dating, bool) {
	found := g.expressions(text, tokens, nil)
	tried := 0
	for i := range found[:max(len(found)-1, 0)] {
		a, b := &found[i], &found[i+1]
		between := text.Source[a.span.End:b.span.Start]
		if tried >= besideTried || len(between) > besideBytes || strings.Trim(between, " ,(") != "" || quoted(text, a.span) {
			continue
		}
		for _, p := range [...][2]*expression{{a, b}, {b, a}} {
			if !p[0].meaning.tells() || !p[1].meaning.isDay() {
				continue
			}
			tried++
			if d, ok := beside(p[0], p[1]); ok {
				d.Span = record.Span{Start: a.span.Start, End: b.span.End}
				if strings.Contains(between, "(") && strings.HasPrefix(text.Source[b.span.End:], ")") {
					d.Span.End++
				}
				return d, true
			}
		}
	}
	return g.bracket(text, tokens, found)
}

// beside tries the days around a dated expression: those on which the relative one
// means the same day.
func beside(relative, dated *expression) (Dating, bool) {
	want := resolve([]expression{{meaning: dated.meaning}}, -1, origin{})[0]
	first, ok := parseDay(want.Value)
	if !ok {
		return Dating{}, false
	}
	var fits []string
	for n := -besideDays; n <= besideDays; n++ {
		d := first.AddDate(0, 0, n)
		if got := resolve([]expression{{meaning: relative.meaning, tense: relative.tense}}, -1, publication(d))[0]; got.Interval != nil && got.Interval[0] == want.Value {
			fits = append(fits, isoDay(d))
		}
	}
	if len(fits) == 0 {
		return Dating{}, false
	}
	return Dating{Interval: [2]string{fits[0], fits[len(fits)-1]}}, true
}

// tells tells whether a relative expression names one day, counted from publication.
func (m *meaning) tells() bool {
	return m.year == 0 && m.from == "" && m.base == nil && m.month == 0 && (m.weekday > 0 || m.moved && m.unit.code == "D") && (m.typ == record.Date || m.typ == record.Time)
}

// isDay tells whether an expression is a day with its year.
func (m *meaning) isDay() bool {
	return m.typ == record.Date && m.year > 0 && m.month > 0 && m.day > 0 && !m.either
}

// bracket finds the latest day told as past and the first one told as still to come.
func (g *Tagger) bracket(text *lex.Text, tokens []record.Token, found []expression) (Dating, bool) {
	year := spokenOf(found)
	if year == 0 {
		return Dating{}, false
	}
	var last, next time.Time
	var evidence record.Span
	for i := range found {
		m := found[i].meaning
		if m.typ != record.Date || m.month == 0 || m.day == 0 || m.year != 0 && m.year != year || m.direction != "" || m.moved {
			continue
		}
		d := day(year, m.month, m.day)
		switch g.tenses.near(text, tokens, found[i].span) {
		case past, did:
			if d.After(last) {
				last, evidence = d, found[i].span
			}
		case future:
			if next.IsZero() || d.Before(next) {
				next = d
			}
		}
	}
	if last.IsZero() || next.Before(last) || next.Sub(last) > bracketDays*24*time.Hour {
		return Dating{}, false
	}
	return Dating{Interval: [2]string{isoDay(last), isoDay(next)}, Span: evidence}, true
}

// spokenOf is the year of which a text speaks: the latest that it names, where it names
// that one more than once and others no more often; else 0.
func spokenOf(found []expression) int {
	var years []int
	for i := range found {
		if m := found[i].meaning; m.year > 0 && (m.typ == record.Date || m.typ == record.Time) {
			years = append(years, m.year)
		}
	}
	if len(years) == 0 {
		return 0
	}
	latest, n := slices.Max(years), 0
	for _, y := range years {
		if y == latest {
			n++
		}
	}
	if n < yearsNamed || 2*n < len(years) {
		return 0
	}
	return latest
}
