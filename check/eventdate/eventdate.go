// Package eventdate is the check for elections, inaugurations, treaties and accessions
// that a text puts on another day than the dated tables. Its rule stands in doc.md.
package eventdate

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"hearsay/check"
	"hearsay/check/facts"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check.
var Check = &check.Check{
	Name:    "event-date",
	Label:   "event and date",
	Doc:     doc,
	Planted: 3, Found: 3,
	Severity: record.Warning,
	Run:      run,
}

var lists = words.Once("eventdate/words.tsv", table)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil || p.Facts == nil {
		return err
	}
	r := newRunner(p, w)
	for i, s := range p.Doc.Sentences {
		times := dated(p, s)
		if len(times) == 0 || len(times) > most {
			continue
		}
		t := p.Tree(i)
		if t == nil {
			continue
		}
		v := &sentence{r, t, s, strings.ToLower(s.In(p.Doc.Text)), times}
		v.votes()
		v.winners()
		v.treaties()
		v.offices()
		v.members()
	}
	return nil
}

// most is how many dates a sentence may have; more are a chronicle or a table.
const most = 12

// dated are the sentence's dates that name their year.
func dated(p *check.Pass, s record.Span) []record.Timex {
	var out []record.Timex
	for _, t := range check.In(p.Doc.Timexes, s) {
		if t.Type == record.Date && t.Interval != nil && t.Mod == "" && t.Begin == "" && t.EndValue == "" && p.Spelled(t) && check.Days(t.Interval[0], t.Interval[1]) <= 366 {
			out = append(out, t)
		}
	}
	return out
}

// series are the occasions of one country and name.
type series struct {
	country string
	names   []string // in lower case
	days    []*facts.Occasion
}

type runner struct {
	*check.Pass
	words     words.Lists
	countries map[string]string
	offices   map[string]string
	votes     []*series
	treaties  map[string]map[string][]*facts.Occasion // by name, by kind
	names     []string                                // of treaties
	members   map[string][]*facts.Membership          // by body
	people    map[int]int                             // persons, by where a word of a mention begins
}

func newRunner(p *check.Pass, w words.Lists) *runner {
	r := &runner{p, w, pairs(w["country"]), pairs(w["office"]), nil, map[string]map[string][]*facts.Occasion{}, nil, map[string][]*facts.Membership{}, map[int]int{}}
	for e, x := range p.Doc.Entities {
		if x.Kind != record.Person {
			continue
		}
		for _, m := range x.Mentions {
			for _, word := range p.Within(m.Span) {
				r.people[word.Start] = e
			}
		}
	}
	of := map[string]*series{}
	for i := range p.Facts.Occasions {
		x := &p.Facts.Occasions[i]
		switch x.Kind {
		case "election", "runoff", "referendum":
			key := x.Country + "/" + x.Name
			if of[key] == nil {
				s := &series{country: x.Country}
				for _, n := range append([]string{x.Name}, x.Also...) {
					s.names = append(s.names, strings.ToLower(n))
				}
				of[key] = s
				r.votes = append(r.votes, s)
			}
			of[key].days = append(of[key].days, x)
		case "treaty", "in force":
			for _, n := range append([]string{x.Name}, x.Also...) {
				if r.treaties[n] == nil {
					r.treaties[n] = map[string][]*facts.Occasion{}
					r.names = append(r.names, n)
				}
				r.treaties[n][x.Kind] = append(r.treaties[n][x.Kind], x)
			}
		}
	}
	for i := range p.Facts.Memberships {
		x := &p.Facts.Memberships[i]
		r.members[x.Body] = append(r.members[x.Body], x)
	}
	return r
}

func pairs(of map[string]bool) map[string]string {
	out := map[string]string{}
	for pair := range of {
		k, v, _ := strings.Cut(pair, "=")
		out[k] = v
	}
	return out
}

type sentence struct {
	*runner
	t     *check.Tree
	span  record.Span
	lower string
	times []record.Timex
}

// country tells whether the sentence names the country.
func (s *sentence) country(name string) bool {
	padded := " " + strings.Join(strings.FieldsFunc(s.lower, func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz.", r) }), " ") + " "
	padded = strings.ReplaceAll(strings.ReplaceAll(padded, ". ", " "), "u.s ", "u.s. ")
	for word, of := range s.countries {
		if of == name && strings.Contains(padded, " "+word+" ") {
			return true
		}
	}
	return false
}

// of tells whether the date hangs on the word, by "of", "on", "in", or nothing.
func (s *sentence) of(x record.Timex, word int) bool {
	top := s.t.Top(x.Span)
	if top < 0 || s.t.Head(top) != word {
		return false
	}
	for _, k := range s.t.Kids(top) {
		if s.t.Is(k, "case", "advmod", "mark") && !slices.Contains([]string{"of", "on", "in"}, s.t.Form(k)) {
			return false
		}
	}
	return true
}

// planned tells whether the words around the date, up to the clause, show that it is no
// day of the event itself.
func (s *sentence) planned(x record.Timex, word int) bool {
	first, last := s.t.Range(record.Span{Start: min(x.Start, s.t.Words[word].Start), End: max(x.End, s.t.Words[word].End)})
	for i := max(0, first-2); i < last; i++ {
		if s.words.Has(s.t.Form(i), "plan") {
			return true
		}
	}
	return false
}

// meets tells whether a date and the day of a row have a day in common, one day of
// difference in time zones allowed.
func meets(x record.Timex, on facts.Date) bool {
	if !facts.Outside(x.Interval[0], x.Interval[1], on, on) {
		return true
	}
	gap := min(abs(check.Days(x.Interval[1], on.First())), abs(check.Days(on.Last(), x.Interval[0])))
	return x.Interval[0] == x.Interval[1] && gap <= 1
}

func abs(n int) int { return max(n, -n) }

// report says that the table has the event at another time.
func (s *sentence) report(event record.Span, x record.Timex, what, instead string, rows ...facts.Row) {
	evidence := []record.Evidence{{Span: &event, What: "event", Value: what}, {Span: &x.Span, What: "date", Value: x.Value}}
	for _, r := range rows {
		evidence = append(evidence, record.Evidence{What: "row", Value: instead, Source: r.Origin()})
	}
	s.Report(record.Finding{
		Spans:    record.Spans{event, x.Span}.Sorted(),
		Message:  fmt.Sprintf("The text dates %s to %s; the table has %s.", s.Quote(event), s.Quote(x.Span), instead),
		Evidence: evidence,
	})
}

// nearest is the row whose day is nearest to the date.
func nearest(x record.Timex, rows []*facts.Occasion) *facts.Occasion {
	return slices.MinFunc(rows, func(a, b *facts.Occasion) int {
		return cmp.Compare(abs(check.Days(a.On.First(), x.Interval[0])), abs(check.Days(b.On.First(), x.Interval[0])))
	})
}
