// Package impossibledate is the check for days and hours that no calendar and no clock
// has. Its rule stands in doc.md.
package impossibledate

import (
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hearsay/check"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check.
var Check = &check.Check{
	Name:    "impossible-date",
	Label:   "no such day or hour",
	Doc:     doc,
	Planted: 3, Found: 3,
	Severity: record.Warning,
	Stored:   true,
	Run:      run,
}

var lists = words.Once("impossibledate/words.tsv", table)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	months := map[string]int{}
	for pair := range w["month"] {
		name, number, _ := strings.Cut(pair, "=")
		months[name], _ = strconv.Atoi(number)
	}
	for _, t := range p.Doc.Timexes {
		if t.Type != record.Date && t.Type != record.Time {
			continue
		}
		d, ok := read(t.In(p.Doc.Text), months)
		if !ok || d.exists() || remarked(p, w, t.Span) {
			continue
		}
		p.Report(record.Finding{
			Spans:    record.Spans{t.Span},
			Message:  fmt.Sprintf("The text says %s; %s.", p.Quote(t.Span), d.why()),
			Evidence: []record.Evidence{{Span: &t.Span, What: "date", Value: t.In(p.Doc.Text)}, {What: "days of that month", Value: strconv.Itoa(d.days())}},
		})
	}
	hours(p, w)
	return nil
}

// date is a day of a month as the words have it; year 0 where they do not say.
type date struct{ year, month, day int }

var (
	dayFirst   = regexp.MustCompile(`^(?:\w+,? )?(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]+)\.?,?(?: (\d{4}))?$`)
	monthFirst = regexp.MustCompile(`^(?:\w+,? )?([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$`)
)

// read takes day, month and year out of the words of a time expression. The record's
// value is no help: a day that does not exist has none.
func read(text string, months map[string]int) (date, bool) {
	text = strings.Join(strings.Fields(text), " ")
	var day, month, year string
	if m := dayFirst.FindStringSubmatch(text); m != nil {
		day, month, year = m[1], m[2], m[3]
	} else if m := monthFirst.FindStringSubmatch(text); m != nil {
		day, month, year = m[2], m[1], m[3]
	}
	d := date{month: months[strings.ToLower(month)]}
	d.day, _ = strconv.Atoi(day)
	d.year, _ = strconv.Atoi(year)
	return d, d.month > 0 && d.day > 0
}

// days is how many the month has: February 29 where the year is not said.
func (d date) days() int {
	year := d.year
	if year == 0 {
		year = 2000
	}
	return time.Date(year, time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (d date) exists() bool { return d.day <= d.days() }

func (d date) why() string {
	month := time.Month(d.month).String()
	if d.month == 2 && d.day == 29 {
		return fmt.Sprintf("%s had 28 days in %d", month, d.year)
	}
	return fmt.Sprintf("%s has %d days", month, d.days())
}

// clock are figures that may be an hour. No layer of the record has an hour that does
// not exist, so the text itself is looked at.
var (
	clock  = regexp.MustCompile(`\b(\d{2}):(\d{2})\b`)
	oclock = regexp.MustCompile(`\b(\d{2}) o['’]clock\b`)
)

func hours(p *check.Pass, w words.Lists) {
	text := p.Doc.Text
	for _, m := range clock.FindAllStringSubmatchIndex(text, -1) {
		hour, _ := strconv.Atoi(text[m[2]:m[3]])
		minute, _ := strconv.Atoi(text[m[4]:m[5]])
		s := record.Span{Start: m[0], End: m[1]}
		before, after := neighbours(text, s)
		if hour < 24 && minute < 60 || hour == 24 && minute == 0 || joined(text, s) || w.Has(after, "length") || !w.Has(before, "before") && !w.Has(after, "after") {
			continue
		}
		hourFinding(p, w, s)
	}
	for _, m := range oclock.FindAllStringSubmatchIndex(text, -1) {
		if hour, _ := strconv.Atoi(text[m[2]:m[3]]); hour > 24 {
			hourFinding(p, w, record.Span{Start: m[0], End: m[1]})
		}
	}
}

func hourFinding(p *check.Pass, w words.Lists, s record.Span) {
	if remarked(p, w, s) {
		return
	}
	p.Report(record.Finding{
		Spans:    record.Spans{s},
		Message:  fmt.Sprintf("The text gives the hour %s; a day has 24 hours of 60 minutes.", p.Quote(s)),
		Evidence: []record.Evidence{{Span: &s, What: "hour", Value: s.In(p.Doc.Text)}},
	})
}

// joined tells whether the figures are part of something longer: 2:26:15, a verse.
func joined(text string, s record.Span) bool {
	return s.Start > 0 && strings.ContainsRune(":.-/", rune(text[s.Start-1])) || s.End < len(text)-1 && strings.ContainsRune(":.-/", rune(text[s.End])) && text[s.End+1] >= '0' && text[s.End+1] <= '9'
}

// reach is how far from the figures a word is looked for, in bytes.
const reach = 24

// neighbours are the words before and after a span, in lower case.
func neighbours(text string, s record.Span) (before, after string) {
	if f := strings.Fields(text[max(0, s.Start-reach):s.Start]); len(f) > 0 {
		before = strings.ToLower(f[len(f)-1])
	}
	if f := strings.Fields(text[s.End:min(len(text), s.End+reach)]); len(f) > 0 {
		after = strings.ToLower(strings.TrimRight(f[0], ".,;"))
	}
	return before, after
}

// remarked tells whether the sentence speaks of the mistake itself.
func remarked(p *check.Pass, w words.Lists, s record.Span) bool {
	i := p.Sentence(s.Start)
	return i < len(p.Doc.Sentences) && w.Any(p.Doc.Sentences[i].In(p.Doc.Text), "remark")
}
