package report

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"hearsay/record"
)

// FigureRow is one figure as hearsay figures gives it to programs: everything that the
// record says of it, with its rates on the scale of its measure.
type FigureRow struct {
	Document  string        `json:"document"`
	Outlet    string        `json:"outlet,omitempty"`
	Published string        `json:"published,omitempty"`
	Text      string        `json:"text"` // as it stands there
	Low       *float64      `json:"low"`
	High      *float64      `json:"high"`
	Change    record.Change `json:"change"`
	Unit      string        `json:"unit,omitempty"`
	Of        string        `json:"of,omitempty"`
	Per       string        `json:"per,omitempty"`

	Period string `json:"period,omitempty"`      // in the text's words
	First  string `json:"period_from,omitempty"` // its days
	Last   string `json:"period_to,omitempty"`

	Old        *float64 `json:"old,omitempty"`
	New        *float64 `json:"new,omitempty"`
	Difference *float64 `json:"difference,omitempty"` // new less old, or as the text gives it
	Percent    *float64 `json:"percent,omitempty"`    // the difference as a share of old

	Rates []Rate `json:"rates,omitempty"`

	Source string `json:"source"`
	Chain  string `json:"chain"`
	Claim  int    `json:"claim,omitempty"` // its number in the report; 0 for the text's own words

	Sentence      int `json:"sentence"` // from 1; all places count code points
	SentenceStart int `json:"sentence_start"`
	SentenceEnd   int `json:"sentence_end"`
	Start         int `json:"start"`
	End           int `json:"end"`
}

// Rate is a figure for each time. Where the text leaves open what a figure counts,
// each reading is one, none before the others.
type Rate struct {
	Low     *float64 `json:"low"`
	High    *float64 `json:"high"`
	Per     string   `json:"per"`
	Assumes string   `json:"assumes,omitempty"` // what must hold for it; "" where the text says it
}

// FigureRows are the figures of a record in text order.
func FigureRows(doc *record.Document) []FigureRow { return Summarize(doc).figureRows() }

func (s *Summary) figureRows() []FigureRow {
	offsets := record.NewOffsets(s.doc.Text)
	scales := map[int]string{} // by the figure's place
	for _, g := range s.groups() {
		per := s.scale(g)
		for _, f := range g {
			scales[f.quantity.Start] = per
		}
	}
	rows := make([]FigureRow, 0, len(s.Figures))
	for _, f := range s.Figures {
		q := f.quantity
		n := s.sentenceOf(q.Start)
		sentence := q.Span
		if n > 0 {
			sentence = s.doc.Sentences[n-1]
		}
		r := FigureRow{
			Document: s.doc.ID, Outlet: s.doc.Outlet, Published: s.doc.Published,
			Text: f.Written, Low: q.Low, High: q.High, Change: q.Change, Unit: q.Unit, Per: q.Per,
			Period: f.When, Old: q.Old, New: q.New,
			Rates:  s.rates(f, scales[q.Start]),
			Source: f.Source, Chain: f.Chain, Claim: f.Claim,
			Sentence: n, SentenceStart: offsets.Rune(sentence.Start), SentenceEnd: offsets.Rune(sentence.End),
			Start: offsets.Rune(q.Start), End: offsets.Rune(q.End),
		}
		if q.Of != nil {
			r.Of = oneLine(q.Of.In(s.doc.Text))
		}
		if q.Period.Set() {
			if x := s.doc.Timexes[q.Period.Index()]; x.Interval != nil {
				r.First, r.Last = x.Interval[0], x.Interval[1]
			}
		}
		r.Difference, r.Percent = moved(q)
		for i := range r.Rates {
			r.Rates[i] = r.Rates[i].rounded()
		}
		rows = append(rows, r)
	}
	return rows
}

// sentenceOf is the number of the sentence that holds byte at; 0 for none.
func (s *Summary) sentenceOf(at int) int {
	i, found := slices.BinarySearchFunc(s.doc.Sentences, at, func(x record.Span, at int) int {
		switch {
		case x.End <= at:
			return -1
		case x.Start > at:
			return 1
		}
		return 0
	})
	if !found {
		return 0
	}
	return i + 1
}

// rates are the figure for each time on the scale of its measure, per; "" where its
// measure has none, and then only what the text itself gives.
func (s *Summary) rates(f Figure, per string) []Rate {
	q := f.quantity
	var out []Rate
	for _, r := range q.Readings {
		out = append(out, Rate{r.Low, r.High, r.Per, assumption(s.doc, r, q)})
	}
	if out != nil {
		return out
	}
	if days, ok := s.length(q); ok && q.Per == "" && per != "" {
		if unit, ok := daysIn(per); ok && days >= unit {
			return []Rate{{times(q.Low, unit/days), times(q.High, unit/days), per, "if it is the total of " + count(int(days), "day")}}
		}
	}
	if _, ok := daysIn(q.Per); !ok {
		return nil
	}
	if factor, ok := convert(q.Per, per); ok && q.Per != per {
		return []Rate{{times(q.Low, factor), times(q.High, factor), per, "if every " + per + " of the " + q.Per + " counts alike"}}
	}
	return []Rate{{q.Low, q.High, q.Per, ""}}
}

// rounded keeps of a rate what a decimal number carries.
func (r Rate) rounded() Rate {
	for _, x := range []**float64{&r.Low, &r.High} {
		if *x != nil {
			v := exact(**x)
			*x = &v
		}
	}
	return r
}

// moved is by how much a figure changed, and what share of the old value that is, as
// far as the text says it.
func moved(q record.Quantity) (difference, percent *float64) {
	if q.Old != nil && q.New != nil {
		d := exact(*q.New - *q.Old)
		if *q.Old != 0 {
			p := exact(100 * d / math.Abs(*q.Old))
			percent = &p
		}
		return &d, percent
	}
	if q.Low == nil || q.High == nil || *q.Low != *q.High || q.Change != record.Up && q.Change != record.Down {
		return nil, nil
	}
	v := *q.Low
	switch q.Unit {
	case "times":
		v = 100 * (v - 1)
		if q.Change == record.Down && v < 0 {
			v = -v
		}
	case "share":
		v *= 100
	}
	if q.Change == record.Down {
		v = -v
	}
	v = exact(v)
	switch q.Unit {
	case "percentage", "times", "share":
		return nil, &v
	}
	return &v, nil
}

// exact drops what binary fractions add to a decimal number.
func exact(x float64) float64 {
	f, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	return f
}

// figureColumns are the columns of the CSV form. A figure has a row for each of its
// readings, one where it has none.
var figureColumns = [...]string{
	"document", "outlet", "published", "text", "low", "high", "change", "unit", "of", "per",
	"period", "period_from", "period_to", "old", "new", "difference", "percent",
	"rate_low", "rate_high", "rate_per", "rate_assumes", "source", "chain", "claim",
	"sentence", "sentence_start", "sentence_end", "start", "end",
}

// FiguresCSVHeader writes the line that names the columns.
func FiguresCSVHeader(w io.Writer) error { return writeCSV(w, [][]string{figureColumns[:]}) }

// FiguresCSV writes the figures of a record as lines of CSV, without a header.
func FiguresCSV(w io.Writer, doc *record.Document) error {
	var lines [][]string
	for _, r := range FigureRows(doc) {
		rates := r.Rates
		if rates == nil {
			rates = []Rate{{}}
		}
		for _, x := range rates {
			claim := ""
			if r.Claim > 0 {
				claim = strconv.Itoa(r.Claim)
			}
			lines = append(lines, []string{
				r.Document, r.Outlet, r.Published, r.Text, decimal(r.Low), decimal(r.High), string(r.Change), r.Unit, r.Of, r.Per,
				r.Period, r.First, r.Last, decimal(r.Old), decimal(r.New), decimal(r.Difference), decimal(r.Percent),
				decimal(x.Low), decimal(x.High), x.Per, x.Assumes, r.Source, r.Chain, claim,
				strconv.Itoa(r.Sentence), strconv.Itoa(r.SentenceStart), strconv.Itoa(r.SentenceEnd), strconv.Itoa(r.Start), strconv.Itoa(r.End),
			})
		}
	}
	return writeCSV(w, lines)
}

func writeCSV(w io.Writer, lines [][]string) error {
	c := csv.NewWriter(w)
	return cmp.Or(c.WriteAll(lines), c.Error())
}

// decimal is a number with a point and without an exponent; "" where there is none.
func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(exact(*x), 'f', -1, 64)
}

// FiguresJSON writes the figures of a record as JSON objects, one a line.
func FiguresJSON(w io.Writer, doc *record.Document) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, r := range FigureRows(doc) {
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// Figures prints every figure of a report as a table. Full and Times say nothing here.
func Figures(w io.Writer, doc *record.Document, o TerminalOptions) error {
	t := newTerminal(doc, o)
	t.wrap(0, 0, t.s.Headline, t.bold)
	t.wrap(0, 0, strings.Join(t.s.dateline(), " · "), t.dim)
	t.gap()
	if len(t.s.Figures) == 0 {
		t.wrap(2, 2, cmp.Or(t.s.Unread, "No figures."), nil)
		_, err := w.Write(t.b.Bytes())
		return err
	}
	var rows [][]string
	if t.o.Width >= narrow {
		rows = append(rows, []string{"in", "value", "unit", "when", "on whose word"})
	}
	for i, r := range t.s.figureRows() {
		f := t.s.Figures[i]
		when := f.When
		if r.First != "" {
			when = daysWords(r.First, r.Last)
		}
		row := []string{strconv.Itoa(r.Sentence), f.Value, f.Unit, when, f.Chain}
		if t.o.Width < narrow { // every row becomes a line, its first cell above the others
			row = append(row[1:], "sentence "+row[0])
		}
		rows = append(rows, row)
		for _, note := range t.s.figureNotes(r, f) {
			rows = append(rows, []string{"", "· " + note})
		}
	}
	columns := []int{3, 17, 15, 15, 0}
	if t.o.Width >= wide {
		columns = []int{3, 22, 24, 24, 0}
	}
	t.table(rows, columns, 0)
	if t.o.Width < narrow {
		_, err := w.Write(t.b.Bytes())
		return err
	}
	t.gap()
	t.wrap(2, 2, "“in” is the number of the sentence that gives the figure.", t.dim)
	_, err := w.Write(t.b.Bytes())
	return err
}

// figureNotes say below a figure how it changed and what it is for each time.
func (s *Summary) figureNotes(r FigureRow, f Figure) []string {
	var notes []string
	if r.Old != nil || r.New != nil {
		notes = append(notes, changeWords(r))
	}
	if f.Readings != nil {
		return append(notes, f.Readings...)
	}
	for _, x := range r.Rates {
		if x.Assumes != "" {
			notes = append(notes, fmt.Sprintf("%s a %s, %s", valueWords(rounded(x.Low), rounded(x.High), r.Change, r.Text), x.Per, x.Assumes))
		}
	}
	return notes
}

// changeWords write what a figure was, what it became and the difference: "from 40 to
// 60: 20 more, 50%".
func changeWords(r FigureRow) string {
	var parts []string
	if r.Old != nil {
		parts = append(parts, "from "+number(*r.Old))
	}
	if r.New != nil {
		parts = append(parts, "to "+number(*r.New))
	}
	words := strings.Join(parts, " ")
	if r.Old == nil || r.New == nil || r.Difference == nil {
		return words
	}
	way := "more"
	if *r.Difference < 0 {
		way = "less"
	}
	words += ": " + number(math.Abs(*r.Difference)) + " " + way
	if r.Percent != nil {
		p := math.Abs(*r.Percent)
		words += ", " + number(*rounded(&p)) + "%"
	}
	return words
}
