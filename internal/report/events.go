package report

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"hearsay/record"
)

// EventRow is an event as a coder of events needs it: one row of a table. What the
// text does not state is empty, and named in Missing. Start and End count code points.
type EventRow struct {
	Document       string        `json:"document"`
	Event          string        `json:"event"`
	From           string        `json:"from"` // the first day
	To             string        `json:"to"`   // the last day
	DatePrecision  string        `json:"date_precision"`
	Type           string        `json:"type"`
	Subtype        string        `json:"subtype"`
	Modality       string        `json:"modality"`
	Polarity       string        `json:"polarity"`
	Actor          string        `json:"actor"` // as written
	Recipient      string        `json:"recipient"`
	Place          string        `json:"place"`
	PlacePrecision string        `json:"place_precision"`
	Lat            *float64      `json:"lat"`
	Lon            *float64      `json:"lon"`
	Admin1         string        `json:"admin1"`
	Country        string        `json:"country"`
	GeonameID      int           `json:"geonameid,omitempty"`
	Deaths         *record.Count `json:"deaths"`
	Injured        *record.Count `json:"injured"`
	Source         string        `json:"source"`  // on whose word it rests first
	Carrier        string        `json:"carrier"` // through whom that came, outermost first
	Aggregate      bool          `json:"aggregate"`
	Missing        []string      `json:"missing"`
	Start          int           `json:"start"`
	End            int           `json:"end"`
	Trigger        string        `json:"trigger"`
}

// Events are the rows of a record's events, in text order.
func Events(d *record.Document) []EventRow {
	o := record.NewOffsets(d.Text)
	carrying := make([]int, len(d.Events)) // the claim that carries an event, from 1
	for i, c := range d.Claims {
		for _, e := range c.Events {
			if k := e.Index(); carrying[k] == 0 || c.Attribution == d.Events[k].Attribution {
				carrying[k] = i + 1
			}
		}
	}
	rows := make([]EventRow, len(d.Events))
	for i, e := range d.Events {
		r := EventRow{
			Document: d.ID, Event: record.To[record.Event](i).String(), Type: e.Type, Subtype: e.Subtype, Modality: string(e.Modality), Polarity: "positive",
			Actor: nearestName(d, e.Actor, e.Trigger), Recipient: nearestName(d, e.Recipient, e.Trigger), Deaths: e.Deaths, Injured: e.Injured,
			Aggregate: e.Aggregate, Missing: e.Missing, Start: o.Rune(e.Trigger.Start), End: o.Rune(e.Trigger.End), Trigger: e.Trigger.In(d.Text), Source: string(record.ByAuthor),
		}
		if e.Negative {
			r.Polarity = "negative"
		}
		if e.Timex.Set() {
			r.when(&d.Timexes[e.Timex.Index()])
		}
		if p := e.Place; p != nil {
			r.Place, r.PlacePrecision, r.Lat, r.Lon, r.Admin1, r.Country, r.GeonameID = p.Name, p.Precision, &p.Lat, &p.Lon, p.Admin1, p.Country, p.GeonameID
		}
		if c := carrying[i]; c > 0 {
			r.carried(d.Claims[c-1].Chain)
		}
		rows[i] = r
	}
	return rows
}

// when fills the days and how exactly they are known.
func (r *EventRow) when(t *record.Timex) {
	if t.Interval != nil {
		r.From, r.To = t.Interval[0], t.Interval[1]
	}
	switch {
	case r.From == "":
		r.DatePrecision = "unknown"
	case r.From == r.To:
		r.DatePrecision = "day"
	case strings.Contains(t.Value, "W") && len(t.Value) >= 8:
		r.DatePrecision = "week"
	case len(t.Value) == 7 && t.Begin == "":
		r.DatePrecision = "month"
	case len(t.Value) == 4 && t.Begin == "":
		r.DatePrecision = "year"
	default:
		r.DatePrecision = "interval"
	}
}

// carried fills whose word the event rests on, and through whom that came.
func (r *EventRow) carried(chain []record.Carrier) {
	names := make([]string, len(chain))
	for i, c := range chain {
		names[i] = cmp.Or(c.Name, string(c.Kind))
	}
	if n := len(names); n > 0 {
		r.Source, r.Carrier = names[n-1], strings.Join(names[:n-1], "; ")
	}
}

// nearestName is how the text names an entity nearest to a span.
func nearestName(d *record.Document, of record.Ref[record.Entity], near record.Span) string {
	if !of.Set() {
		return ""
	}
	e := &d.Entities[of.Index()]
	best, least := e.Name, len(d.Text)+1
	for _, m := range e.Mentions {
		far := max(m.Start-near.End, near.Start-m.End, 0)
		if m.Form == record.NameForm && far < least {
			best, least = m.In(d.Text), far
		}
	}
	return strings.Join(strings.Fields(best), " ")
}

// EventsJSON writes the rows as JSON, one a line.
func EventsJSON(w io.Writer, d *record.Document) error {
	for _, r := range Events(d) {
		if r.Missing == nil {
			r.Missing = []string{}
		}
		b, err := json.Marshal(r)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(b, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// eventColumns are the columns of the table for programs.
var eventColumns = []string{
	"document", "event", "from", "to", "date_precision", "type", "subtype", "modality", "polarity", "actor", "recipient",
	"place", "place_precision", "lat", "lon", "admin1", "country", "geonameid",
	"deaths_low", "deaths_best", "deaths_high", "injured_low", "injured_best", "injured_high",
	"source", "carrier", "aggregate", "missing", "start", "end", "trigger",
}

// EventsCSVHeader writes the line of names that stands once above all rows.
func EventsCSVHeader(w io.Writer) error {
	c := csv.NewWriter(w)
	_ = c.Write(eventColumns)
	c.Flush()
	return c.Error()
}

// EventsCSV writes the rows as CSV, without the header.
func EventsCSV(w io.Writer, d *record.Document) error {
	c := csv.NewWriter(w)
	for _, r := range Events(d) {
		id := ""
		if r.GeonameID > 0 {
			id = strconv.Itoa(r.GeonameID)
		}
		cells := []string{
			r.Document, r.Event, r.From, r.To, r.DatePrecision, r.Type, r.Subtype, r.Modality, r.Polarity, r.Actor, r.Recipient,
			r.Place, r.PlacePrecision, eventNumber(r.Lat), eventNumber(r.Lon), r.Admin1, r.Country, id,
		}
		cells = append(append(cells, lowBestHigh(r.Deaths)...), lowBestHigh(r.Injured)...)
		cells = append(cells, r.Source, r.Carrier, strconv.FormatBool(r.Aggregate), strings.Join(r.Missing, " "), strconv.Itoa(r.Start), strconv.Itoa(r.End), r.Trigger)
		for i := range cells {
			cells[i] = noFormula(cells[i])
		}
		_ = c.Write(cells)
	}
	c.Flush()
	return c.Error()
}

// noFormula keeps a spreadsheet from taking words of the text for a formula.
func noFormula(cell string) string {
	if cell != "" && strings.ContainsRune("=+@\t", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func lowBestHigh(c *record.Count) []string {
	if c == nil {
		return []string{"", "", ""}
	}
	return []string{eventNumber(c.Low), eventNumber(c.Best), eventNumber(c.High)}
}

func eventNumber(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// EventsTable writes the rows for people.
func EventsTable(w io.Writer, d *record.Document) error {
	rows := Events(d)
	if len(rows) == 0 {
		_, err := fmt.Fprintf(w, "%s: no events\n", cmp.Or(d.ID, "text"))
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "%s\t\t\t\t\t\t\ndays\tkind\twho\tto whom\twhere\tdead/injured\ton whose word\n", cmp.Or(d.ID, "text"))
	for _, r := range rows {
		kind := strings.ToLower(r.Type)
		if r.Subtype != "" {
			kind += ", " + strings.ToLower(r.Subtype)
		}
		var marks []string
		if r.Modality != string(record.Happened) {
			marks = append(marks, r.Modality)
		}
		if r.Polarity == "negative" {
			marks = append(marks, "not")
		}
		if r.Aggregate {
			marks = append(marks, "a count")
		}
		if marks != nil {
			kind += " (" + strings.Join(marks, ", ") + ")"
		}
		days := r.From
		if r.To != r.From {
			days += " to " + r.To
		}
		toll := eventToll(r.Deaths) + "/" + eventToll(r.Injured)
		if toll == "/" {
			toll = ""
		}
		cells := []string{days, kind, r.Actor, r.Recipient, r.Place, toll, r.Source}
		for i, c := range cells {
			cells[i] = shortCell(c)
		}
		fmt.Fprintln(t, strings.Join(cells, "\t"))
	}
	return t.Flush()
}

// eventToll is a count for people: "12", "12+", "10-15", "" for none.
func eventToll(c *record.Count) string {
	switch {
	case c == nil:
		return ""
	case c.Low == nil:
		return "up to " + eventNumber(c.High)
	case c.High == nil:
		return eventNumber(c.Low) + "+"
	case *c.Low == *c.High:
		return eventNumber(c.Low)
	}
	return eventNumber(c.Low) + "-" + eventNumber(c.High)
}

// eventCellWidth is how many characters a cell of the table for people has at most.
const eventCellWidth = 32

func shortCell(cell string) string {
	if r := []rune(cell); len(r) > eventCellWidth {
		cell = string(r[:eventCellWidth-1]) + "…"
	}
	return strings.Map(harmless, strings.Join(strings.Fields(cell), " "))
}
