package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"hearsay/record"
)

// Moment is one line of a timeline: an event, or a time at which the text puts none.
type Moment struct {
	Document  string `json:"document"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`

	Kind  string `json:"kind"`            // "event" or "time"
	First string `json:"from,omitempty"`  // its days; "" where they are not known
	Last  string `json:"to,omitempty"`    //
	Value string `json:"value,omitempty"` // TIMEX3's
	Times string `json:"when,omitempty"`  // the time in the text's words

	// How is "happened", "planned", "demanded", "denied", "hypothetical", or "not" where
	// the text says that it did not happen; "" of a time.
	How       string `json:"how,omitempty"`
	What      string `json:"what"` // in the text's words
	Type      string `json:"type,omitempty"`
	Subtype   string `json:"subtype,omitempty"`
	Actor     string `json:"actor,omitempty"`
	Recipient string `json:"recipient,omitempty"`

	Source string `json:"source"` // on whose word
	Chain  string `json:"chain"`  // through whom

	Sentence int `json:"sentence"` // from 1; places count code points
	Start    int `json:"start"`
	End      int `json:"end"`
}

// How many words a line of the timeline gives around its event or time.
const (
	wordsBefore = 6
	wordsAfter  = 8
	wordsBeyond = 3 // after its recipient
	clauseBytes = 120
)

// Moments are the events and times of a record, in text order. Sets, bare lengths of
// time and vague times ("recently") are no place on a line and left out.
func Moments(doc *record.Document) []Moment {
	s := Summarize(doc)
	offsets := record.NewOffsets(doc.Text)
	events, times := make([]int, len(doc.Events)), make([]int, len(doc.Timexes))
	for i, c := range doc.Claims {
		for _, v := range c.Events {
			s.hold(events, v.Index(), i)
		}
		for _, t := range c.Timexes {
			s.hold(times, t.Index(), i)
		}
	}
	var out []Moment
	add := func(m Moment, span record.Span, t *record.Timex, holder int) {
		m.Document, m.Outlet, m.Published = doc.ID, doc.Outlet, doc.Published
		m.Source, m.Chain = s.whose(holder)
		m.Sentence = s.sentenceOf(span.Start)
		m.Start, m.End = offsets.Rune(span.Start), offsets.Rune(span.End)
		if t != nil {
			m.Value, m.Times = cmp.Or(t.Value, strings.Join(t.Alternatives, " or ")), oneLine(t.In(doc.Text))
			if t.Interval != nil {
				m.First, m.Last = t.Interval[0], t.Interval[1]
			}
		}
		out = append(out, m)
	}
	used := make([]bool, len(doc.Timexes))
	for i, v := range doc.Events {
		m := Moment{Kind: "event", How: how(v), Type: v.Type, Subtype: v.Subtype, Actor: s.entity(v.Actor), Recipient: s.entity(v.Recipient)}
		m.What = s.clause(v.Trigger, v.Actor, v.Recipient)
		var t *record.Timex
		if v.Timex.Set() {
			t, used[v.Timex.Index()] = &doc.Timexes[v.Timex.Index()], true
		}
		add(m, v.Trigger, t, events[i])
	}
	for i := range doc.Timexes {
		if t := &doc.Timexes[i]; !used[i] && onLine(t) && !s.header(t.Span) {
			add(Moment{Kind: "time", What: s.around(t.Span)}, t.Span, t, times[i])
		}
	}
	slices.SortStableFunc(out, func(a, b Moment) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// onLine tells whether a time is a place on a line.
func onLine(t *record.Timex) bool {
	switch t.Type {
	case record.Date, record.Time:
		return !strings.HasSuffix(t.Value, "_REF")
	case record.Duration:
		return t.Interval != nil
	}
	return false
}

// header tells whether a time is the text's own date, above its body.
func (s *Summary) header(span record.Span) bool {
	return span.End <= s.doc.Body.Start && s.doc.PublishedSpan != nil && s.doc.PublishedSpan.Contains(span)
}

func how(v record.Event) string {
	if v.Negative && v.Modality == record.Happened {
		return "not"
	}
	return string(v.Modality)
}

// hold notes which claim holds an element most closely, counted from 1.
func (s *Summary) hold(holder []int, at, claim int) {
	if h := holder[at]; h == 0 || s.narrower(s.doc.Claims[claim], s.doc.Claims[h-1]) {
		holder[at] = claim + 1
	}
}

// whose says on whose word what a claim holds rests, and through whom it came.
func (s *Summary) whose(holder int) (source, chain string) {
	if holder == 0 {
		holder = 1 + slices.IndexFunc(s.doc.Claims, ownVoice)
	}
	if holder == 0 {
		return ownWords, ownWords
	}
	c := s.doc.Claims[holder-1]
	if n := s.number[holder-1]; n > 0 && !ownVoice(c) {
		return s.Claims[n-1].Speaker, upperFirst(strings.TrimPrefix(s.Claims[n-1].Chain, s.Outlet+" ← "))
	}
	return ownWords, upperFirst(strings.TrimPrefix(cmp.Or(Chain(c.Chain), ownWords), s.Outlet+" ← "))
}

func (s *Summary) entity(r record.Ref[record.Entity]) string {
	if !r.Set() {
		return ""
	}
	return oneLine(s.doc.Entities[r.Index()].Name)
}

// clause are the words of an event: from its actor to its recipient, where they stand
// close by in its sentence, else those around it.
func (s *Summary) clause(trigger record.Span, parties ...record.Ref[record.Entity]) string {
	sentence := s.sentence(trigger)
	span := trigger
	for _, p := range parties {
		if !p.Set() {
			continue
		}
		for _, m := range s.doc.Entities[p.Index()].Mentions {
			if wide := (record.Span{Start: min(span.Start, m.Start), End: max(span.End, m.End)}); sentence.Contains(m.Span) && wide.Len() <= clauseBytes {
				span = wide
				break
			}
		}
	}
	before, after := wordsBefore, wordsAfter
	if span.Start < trigger.Start {
		before = 0
	}
	if span.End > trigger.End {
		after = wordsBeyond
	}
	return s.words(sentence, span, before, after)
}

func (s *Summary) around(span record.Span) string {
	return s.words(s.sentence(span), span, wordsBefore, wordsAfter)
}

// sentence is the sentence that holds a span, or the span itself.
func (s *Summary) sentence(span record.Span) record.Span {
	if n := s.sentenceOf(span.Start); n > 0 && s.doc.Sentences[n-1].Contains(span) {
		return s.doc.Sentences[n-1]
	}
	return span
}

// words are a span's with so many before and after it in its sentence; dots stand for
// what is left out.
func (s *Summary) words(sentence, span record.Span, before, after int) string {
	head := strings.Fields(s.doc.Text[sentence.Start:span.Start])
	tail := strings.Fields(s.doc.Text[span.End:sentence.End])
	left, right := "", ""
	if len(head) > before {
		head, left = head[len(head)-before:], "… "
	}
	if len(tail) > after {
		tail, right = tail[:after], " …"
	}
	gap := func(at int) string {
		if at > 0 && at < len(s.doc.Text) && strings.ContainsAny(s.doc.Text[at-1:at+1], " \t\n\r") {
			return " "
		}
		return ""
	}
	out := strings.Join(head, " ")
	if out != "" {
		out += gap(span.Start)
	}
	out += span.In(s.doc.Text)
	if len(tail) > 0 {
		out += gap(span.End) + strings.Join(tail, " ")
	}
	return oneLine(left + out + right)
}

// SortMoments puts the lines of any number of reports in order: by their first and
// last day and the time of day, those without a day at the end.
func SortMoments(all []Moment) {
	slices.SortStableFunc(all, func(a, b Moment) int {
		if (a.First == "") != (b.First == "") {
			return cmp.Compare(b.First, a.First)
		}
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), cmp.Compare(hour(a.Value), hour(b.Value)))
	})
}

// hour is the time of day in a value, as it sorts: "T09:30"; "" without one.
func hour(value string) string {
	_, t, _ := strings.Cut(value, "T")
	for i, part := range [...]string{"MO", "MI", "AF", "DT", "EV", "NI"} {
		if t == part {
			return [...]string{"06", "12", "15", "17", "19", "22"}[i]
		}
	}
	return t
}

// MomentsJSON writes the lines of a record as JSON objects, one a line.
func MomentsJSON(w io.Writer, all []Moment) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, m := range all {
		if err := e.Encode(m); err != nil {
			return err
		}
	}
	return nil
}

// MomentsCSV writes lines of a timeline as CSV with a header.
func MomentsCSV(w io.Writer, all []Moment) error {
	lines := [][]string{{"from", "to", "value", "when", "kind", "how", "what", "type", "subtype", "actor", "recipient", "source", "chain", "document", "outlet", "published", "sentence", "start", "end"}}
	for _, m := range all {
		lines = append(lines, []string{
			m.First, m.Last, m.Value, m.Times, m.Kind, m.How, m.What, m.Type, m.Subtype, m.Actor, m.Recipient,
			m.Source, m.Chain, m.Document, m.Outlet, m.Published, strconv.Itoa(m.Sentence), strconv.Itoa(m.Start), strconv.Itoa(m.End),
		})
	}
	return writeCSV(w, lines)
}

// Timeline prints lines of a timeline as a table. Full and Times say nothing here.
func Timeline(w io.Writer, all []Moment, o TerminalOptions) error {
	t := &terminal{s: &Summary{}, o: o.bounded()}
	if len(all) == 0 {
		t.wrap(0, 0, "No times and no events.", nil)
		_, err := w.Write(t.b.Bytes())
		return err
	}
	several := slices.ContainsFunc(all, func(m Moment) bool { return m.Document != all[0].Document })
	var rows [][]string
	if t.o.Width >= narrow {
		rows = append(rows, []string{"when", "how", "what", "on whose word"})
	}
	for _, m := range all {
		word := m.Chain
		if m.Source == ownWords {
			word = "the author"
		}
		if several {
			word = cmp.Or(m.Outlet, m.Document) + " ← " + word
		}
		rows = append(rows, []string{m.when(), m.how(), m.What, word})
	}
	columns := []int{15, 12, 0, 18}
	if t.o.Width >= wide {
		columns = []int{24, 12, 0, 30}
	}
	t.table(rows, columns, -1)
	t.gap()
	t.wrap(0, 0, "As the text has it: “how” is how the text words it, and nothing was checked.", t.dim)
	_, err := w.Write(t.b.Bytes())
	return err
}

// when writes the days of a line, and the time of day.
func (m Moment) when() string {
	if m.First == "" {
		if v := timexValue(record.Timex{Value: m.Value, Type: record.Date}); v != "" {
			return v
		}
		return "undated"
	}
	if year := m.Value; m.First == year+"-01-01" && m.Last == year+"-12-31" {
		return year
	}
	if month := m.Value; m.First == month+"-01" && strings.HasPrefix(m.Last, month) && m.Last > month+"-27" {
		return dateWords(month)
	}
	days := daysWords(m.First, m.Last)
	if strings.Contains(m.Value, " or ") { // several values are possible
		return "within " + days
	}
	if _, clock, ok := strings.Cut(m.Value, "T"); ok && m.First == m.Last && clock != "" && clock[0] >= '0' && clock[0] <= '9' {
		days += ", " + clock
	}
	return days
}

// how writes how real the text has it.
func (m Moment) how() string {
	switch {
	case m.Kind == "time":
		return "–"
	case m.How == "not":
		return "did not"
	}
	return m.How
}

// DecodeMoments reads what MomentsJSON has written.
func DecodeMoments(b []byte) ([]Moment, error) {
	var out []Moment
	for d := json.NewDecoder(bytes.NewReader(b)); ; {
		var m Moment
		err := d.Decode(&m)
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		out = append(out, m)
	}
}
