// Package weekday is the check for weekdays that do not fit their date. Its rule
// stands in doc.md, its words in words.tsv, its cases under testdata.
package weekday

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearsay/check"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check.
var Check = &check.Check{
	Name:     "weekday",
	Label:    "weekday and date disagree",
	Doc:      doc,
	Severity: record.Warning,
	Stored:   true,
	Run:      run,
}

// firstYear is the first year whose dates are checked: before it, papers in
// several countries still followed two calendars.
const firstYear = 1930

func run(p *check.Pass) error {
	language, _, _ := strings.Cut(p.Doc.Language, "-")
	w := readWords(language)
	if len(w.weekdays) == 0 {
		return nil
	}
	years := namedYears(p.Doc)
	remarks := remarks{words: w, sentence: -1}
	for _, t := range p.Doc.Timexes {
		d, ok := readDate(t, p.Doc)
		if !ok {
			continue
		}
		said, at := w.beside(p.Doc.Text, t.Span)
		if said == 0 || remarks.around(p.Doc, t.Span) {
			continue
		}
		if f, ok := d.compare(said, years); ok {
			p.Report(w.finding(p.Doc, t.Span, at, said, f))
		}
	}
	return nil
}

// date is a day of a month, with its year where the text names it.
type date struct {
	year, month, day int
	published        time.Time // zero when unknown
}

// readDate takes the day out of a time expression that names one.
func readDate(t record.Timex, doc *record.Document) (date, bool) {
	words := t.In(doc.Text)
	if t.Type == record.Set || t.Type == record.Duration || len(t.Value) < len("XXXX-03-04") || !strings.ContainsAny(words, "0123456789") {
		return date{}, false
	}
	// A relative time ("11 days ago") has no name in it; figures alone do not say
	// which of them is the month.
	iso := len(words) > 4 && words[4] == '-'
	if strings.ToLower(words) == words && !iso {
		return date{}, false
	}
	month, err1 := strconv.Atoi(t.Value[5:7])
	day, err2 := strconv.Atoi(t.Value[8:10])
	if err1 != nil || err2 != nil {
		return date{}, false
	}
	d := date{month: month, day: day}
	if year := t.Value[:4]; strings.Contains(words, year) {
		d.year, _ = strconv.Atoi(year)
	}
	if len(doc.Published) >= len(time.DateOnly) {
		d.published, _ = time.Parse(time.DateOnly, doc.Published[:len(time.DateOnly)])
	}
	return d, d.year > 0 || !d.published.IsZero()
}

// namedYears are the years that the text itself names.
func namedYears(doc *record.Document) []int {
	var out []int
	for _, t := range doc.Timexes {
		if len(t.Value) < 4 || t.Type == record.Set || !strings.Contains(t.In(doc.Text), t.Value[:4]) {
			continue
		}
		if y, err := strconv.Atoi(t.Value[:4]); err == nil && !slices.Contains(out, y) {
			out = append(out, y)
		}
	}
	return out
}

// in is the date in a year; false where that year has no such day.
func (d date) in(year int) (time.Time, bool) {
	t := time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d.day
}

// compare returns the days that the date may be, the likeliest first, where none of
// them falls on the weekday.
func (d date) compare(said int, years []int) ([]time.Time, bool) {
	var days []time.Time
	if d.year > 0 {
		t, ok := d.in(d.year)
		return []time.Time{t}, ok && d.year >= firstYear && number(t) != said
	}
	for y := d.published.Year() - 2; y <= d.published.Year()+2; y++ {
		if t, ok := d.in(y); ok {
			days = append(days, t)
		}
	}
	if len(days) < 3 { // 29 February
		return nil, false
	}
	away := func(t time.Time) time.Duration { return t.Sub(d.published).Abs() }
	slices.SortFunc(days, func(a, b time.Time) int { return int(away(a)/time.Hour) - int(away(b)/time.Hour) })
	days = slices.DeleteFunc(days, func(t time.Time) bool {
		n := t.Year() - days[0].Year()
		return n < -1 || n > 1
	})
	for _, y := range years {
		if t, ok := d.in(y); ok && number(t) == said {
			return nil, false
		}
	}
	return days, !slices.ContainsFunc(days, func(t time.Time) bool { return number(t) == said })
}

// number counts a day from Monday, 1, to Sunday, 7.
func number(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// finding is the sentence and what it rests on.
func (w *words) finding(doc *record.Document, dateAt, weekdayAt record.Span, said int, days []time.Time) record.Finding {
	first := days[0]
	right := w.names[number(first)]
	message := fmt.Sprintf("The text says %s; %s %s a %s", quote(doc.Text, dateAt, weekdayAt), plain(first), verb(first, doc.Published), right)
	evidence := []record.Evidence{
		{Span: &weekdayAt, What: "weekday", Value: w.names[said]},
		{Span: &dateAt, What: "date", Value: first.Format(time.DateOnly)},
		{What: "computed weekday", Value: right},
	}
	if len(days) > 1 {
		message += " (the year nearest to publication), and the weekday fits no neighbouring year either"
		for _, t := range days[1:] {
			evidence = append(evidence, record.Evidence{What: "computed weekday in a neighbouring year", Value: t.Format(time.DateOnly) + " " + w.names[number(t)]})
		}
	}
	spans := record.Spans{weekdayAt, dateAt}
	switch {
	case dateAt.Contains(weekdayAt):
		spans = record.Spans{dateAt}
	case dateAt.Start < weekdayAt.Start:
		spans = record.Spans{dateAt, weekdayAt}
	}
	return record.Finding{Spans: spans, Message: message + ".", Evidence: evidence}
}

// quote is the stretch of text from the one to the other.
func quote(text string, a, b record.Span) string {
	s := record.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
	out := strings.Join(strings.Fields(s.In(text)), " ")
	if strings.Count(out, "(") > strings.Count(out, ")") {
		out += ")"
	}
	return out
}

func plain(t time.Time) string { return t.Format("2 January 2006") }

// verb is the form of "be" for a day as seen from publication.
func verb(t time.Time, published string) string {
	day := t.Format(time.DateOnly)
	switch {
	case published == "":
		return "is"
	case day < published[:min(len(day), len(published))]:
		return "was"
	case day > published[:min(len(day), len(published))]:
		return "will be"
	}
	return "is"
}

// words are those of one language.
type words struct {
	weekdays map[string]int
	names    [8]string
	parts    []string
	before   []string
	after    []string
	remark   []string
}

// readWords reads the rows of words.tsv for one language.
func readWords(language string) *words {
	w := &words{weekdays: map[string]int{}}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if len(cells) != 4 || cells[0] != language {
			continue
		}
		list := strings.Split(cells[3], "; ")
		switch cells[1] {
		case "weekday":
			n, _ := strconv.Atoi(cells[2])
			w.names[n] = list[0]
			for _, name := range list {
				w.weekdays[name] = n
			}
		case "part":
			w.parts = list
		case "before":
			w.before = joints(list)
		case "after":
			w.after = joints(list)
		case "remark":
			w.remark = list
		}
	}
	return w
}

// joints makes the blanks of a list plain; the longest come first.
func joints(list []string) []string {
	for i := range list {
		list[i] = strings.ReplaceAll(list[i], "_", " ")
	}
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

// reach bounds how far from its date a weekday may stand, in bytes.
const reach = 40

// beside finds the weekday that stands in or next to the date, and its place.
func (w *words) beside(text string, at record.Span) (int, record.Span) {
	for i := at.Start; i < at.End; {
		n, s := w.opens(text, i, at.End)
		if n > 0 {
			return n, s
		}
		i = s.End + 1
	}
	before := text[max(0, at.Start-reach):at.Start]
	for _, j := range w.before {
		rest, ok := strings.CutSuffix(before, j)
		if !ok {
			continue
		}
		end := at.Start - len(j)
		for _, part := range w.parts {
			if shorter, ok := strings.CutSuffix(rest, " "+part); ok {
				end -= len(rest) - len(shorter)
				rest = shorter
				break
			}
		}
		start := end - len(rest) + strings.LastIndexFunc(rest, notLetter) + 1
		if n, s := w.opens(text, start, end); n > 0 && s.End == end {
			return n, s
		}
	}
	after := text[at.End:min(len(text), at.End+reach)]
	for _, j := range w.after {
		if strings.HasPrefix(after, j) {
			if n, s := w.opens(text, at.End+len(j), len(text)); n > 0 {
				return n, s
			}
		}
	}
	return 0, record.Span{}
}

func notLetter(r rune) bool { return (r|0x20 < 'a' || r|0x20 > 'z') && r < 0x80 }

// opens reads the weekday that text[start:end] begins with, as a word of its own.
func (w *words) opens(text string, start, end int) (int, record.Span) {
	stop := start
	for stop < end && !notLetter(rune(text[stop])) {
		stop++
	}
	n := w.weekdays[text[start:stop]]
	return n, record.Span{Start: start, End: stop}
}

// remarks remembers what it found for the sentence that it was last asked about:
// one may hold any number of dates.
type remarks struct {
	*words
	sentence int
	found    bool
}

// around tells whether the sentence around the date speaks about a mistake.
func (r *remarks) around(doc *record.Document, at record.Span) bool {
	i, _ := slices.BinarySearchFunc(doc.Sentences, at.Start, func(s record.Span, b int) int { return s.End - b - 1 })
	if i >= len(doc.Sentences) {
		return false
	}
	if i != r.sentence {
		sentence := strings.ToLower(doc.Sentences[i].In(doc.Text))
		r.sentence, r.found = i, slices.ContainsFunc(r.remark, func(s string) bool { return strings.Contains(sentence, s) })
	}
	return r.found
}
