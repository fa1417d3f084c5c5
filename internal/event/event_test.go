package event

import (
	"strconv"
	"strings"
	"testing"

	"hearsay/internal/lex"
	"hearsay/internal/quantity"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

type reader struct {
	finder   *Finder
	tagger   *syntax.Tagger
	quantity *quantity.Finder
}

func load(t testing.TB) reader {
	t.Helper()
	var r reader
	var err error
	if r.finder, err = Load(tables.FS, "en"); err != nil {
		t.Fatal(err)
	}
	if r.tagger, err = syntax.Load(tables.FS, "en"); err != nil {
		t.Fatal(err)
	}
	if r.quantity, err = quantity.Load(tables.FS, "en"); err != nil {
		t.Fatal(err)
	}
	return r
}

// world are the names that the examples use: two states, a port, a body.
var world = []record.Entity{
	{Kind: record.PlaceKind, Name: "Marland", Place: &record.Place{Name: "Marland", Precision: "country"}},
	{Kind: record.PlaceKind, Name: "Ostia", Place: &record.Place{Name: "Ostia", Precision: "country"}},
	{Kind: record.PlaceKind, Name: "Harn", Place: &record.Place{Name: "Harn", Precision: "city"}},
	{Kind: record.Organization, Name: "Dock Union"},
}

// names are the entities of the world with their mentions in the text.
func names(text string) []record.Entity {
	var out []record.Entity
	for _, e := range world {
		for at := 0; ; {
			i := strings.Index(text[at:], e.Name)
			if i < 0 {
				break
			}
			at += i
			e.Mentions = append(e.Mentions, record.Mention{Span: record.Span{Start: at, End: at + len(e.Name)}, Form: record.NameForm})
			at += len(e.Name)
		}
		if e.Mentions != nil {
			out = append(out, e)
		}
	}
	return out
}

func (r reader) find(text string, timexes []record.Timex, attributions []record.Attribution) ([]record.Event, []record.Entity) {
	cut := lex.Split(text)
	tokens := r.tagger.Tag(cut)
	entities := names(text)
	return r.finder.Find(cut, tokens, entities, timexes, r.quantity.Find(cut, tokens, timexes, attributions), attributions), entities
}

// who writes an event as TYPE actor > recipient @place.
func who(e record.Event, entities []record.Entity) string {
	out := e.Type
	if e.Actor.Set() {
		out += " " + entities[e.Actor.Index()].Name
	}
	if e.Recipient.Set() {
		out += " > " + entities[e.Recipient.Index()].Name
	}
	if e.Place != nil {
		out += " @" + e.Place.Name
	}
	return out
}

func tolls(e record.Event) string {
	one := func(c *record.Count) string {
		if c == nil || c.Best == nil {
			return "-"
		}
		return strconv.FormatFloat(*c.Best, 'f', -1, 64)
	}
	return one(e.Deaths) + "/" + one(e.Injured)
}

// TestTables runs the examples of the tables.
func TestTables(t *testing.T) {
	r := load(t)
	for name, write := range map[string]func(record.Event, []record.Entity) string{
		"events":     who,
		"casualties": func(e record.Event, _ []record.Entity) string { return tolls(e) },
		"modality": func(e record.Event, _ []record.Entity) string {
			if e.Negative {
				return "not"
			}
			return string(e.Modality)
		},
	} {
		rows, err := table.Read(tables.FS, "en/"+name+".tsv", "example", "gives")
		if err != nil {
			t.Fatal(err)
		}
		ran := 0
		for _, row := range rows {
			text := row.Get("example")
			if text == "" {
				continue
			}
			ran++
			events, entities := r.find(text, nil, nil)
			var got []string
			for _, e := range events {
				got = append(got, write(e, entities))
			}
			if strings.Join(got, "; ") != row.Get("gives") {
				t.Error(row.Errorf("%q\n got %q\nwant %q", text, got, row.Get("gives")))
			}
		}
		if ran < 3 {
			t.Errorf("%s: %d examples were run", name, ran)
		}
	}
}
