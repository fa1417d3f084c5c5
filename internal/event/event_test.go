package event

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

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

// TestEvents reads whole events: who, how real, when, what is missing.
func TestEvents(t *testing.T) {
	r := load(t)
	for _, c := range []struct{ what, text, want string }{
		{"active", "Marland attacked Ostia.", "ASSAULT Marland > Ostia happened"},
		{"passive with its agent", "Ostia was attacked by Marland.", "ASSAULT Marland > Ostia happened"},
		{"passive without", "Ostia was attacked.", "ASSAULT > Ostia happened"},
		{"noun with by and on", "An attack by Marland on Ostia began.", "ASSAULT Marland > Ostia happened"},
		{"a state that acts is no place", "Marland's army bombed Ostia.", "ASSAULT Marland > Ostia happened"},
		{"place after in", "Marland bombed Ostia near Harn.", "ASSAULT Marland > Ostia @Harn happened"},
		{"one happening, two words", "The attack on Ostia killed two guards.", "ASSAULT > Ostia happened 2/-"},
		{"planned", "Marland will withdraw.", "RETREAT Marland planned"},
		{"demanded", "Ostia urged Marland to withdraw.", "REQUEST Ostia > Marland happened; RETREAT Marland demanded"},
		{"negative", "Marland did not attack Ostia.", "ASSAULT Marland > Ostia happened not"},
		{"hypothetical", "Marland may attack Ostia.", "ASSAULT Marland > Ostia hypothetical"},
		{"counted, not one event", "There were 150 attacks on Ostia.", "ASSAULT > Ostia happened aggregate"},
		{"talks need their parties", "Talks were long.", ""},
		{"a name is no trigger", "The Attack Street shop is shut.", ""},
		{"no dead stated", "Marland attacked Harn and the market closed.", "ASSAULT Marland > Harn happened"},
		{"open count", "The blast in Harn left at least 12 dead.", "ASSAULT @Harn happened 12/-"},
	} {
		events, entities := r.find(c.text, nil, nil)
		var got []string
		for _, e := range events {
			g := who(e, entities) + " " + string(e.Modality)
			if e.Negative {
				g += " not"
			}
			if e.Aggregate {
				g += " aggregate"
			}
			if n := tolls(e); n != "-/-" {
				g += " " + n
			}
			got = append(got, g)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q\n got %q\nwant %q", c.what, c.text, got, c.want)
		}
	}
}

func TestWordsOfOthers(t *testing.T) {
	r := load(t)
	text := "Marland denied it. Marland attacked Ostia."
	content := record.Spans{{Start: 19, End: len(text)}}
	for act, want := range map[record.Act]record.Modality{
		record.Assert: record.Happened, record.Deny: record.Denied, record.Demand: record.Demanded, record.Promise: record.Planned, record.Predict: record.Hypothetical,
	} {
		events, _ := r.find(text, nil, []record.Attribution{{Content: content, Act: act}})
		if e := events[len(events)-1]; e.Modality != want || e.Attribution.Index() != 0 {
			t.Errorf("%s: modality %s by attribution %d, want %s", act, e.Modality, e.Attribution.Index(), want)
		}
	}
}

func TestMissingAndTime(t *testing.T) {
	r := load(t)
	text := "On Monday gunmen attacked Ostia, and one guard was killed."
	events, _ := r.find(text, []record.Timex{{Span: record.Span{Start: 3, End: 9}, Type: record.Date, Value: "2025-05-05"}}, nil)
	if len(events) != 1 || events[0].Timex.Index() != 0 || strings.Join(events[0].Missing, " ") != "place actor" {
		t.Errorf("got %+v", events)
	}
}

// TestAnyText says that no text is refused and that what is found fits the record.
func TestAnyText(t *testing.T) {
	r := load(t)
	words := []string{"Marland", "Ostia", "Harn", "attacked", "killed", "12", "people", "a", "man", "was", "by", "in", "and", "to", "will", "talks", "strike", "shot", ",", ".", "\n", "é", "wounded", "impose", "sanctions"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 40).Draw(t, "words"), " ")
		events, entities := r.find(text, nil, nil)
		d := record.Document{Text: text, Entities: entities, Events: events}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if e.Actor.Set() && e.Actor == e.Recipient {
				t.Fatalf("%q: %s acts on itself", text, entities[e.Actor.Index()].Name)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	r := load(b)
	text := strings.Repeat("Marland attacked Ostia near Harn on Monday, killing 12 people and wounding a boy, and the Dock Union said that nobody who works on the quay expected talks before the end of the strike.\n", 200)
	cut := lex.Split(text)
	tokens := r.tagger.Tag(cut)
	entities := names(text)
	quantities := r.quantity.Find(cut, tokens, nil, nil)
	for b.Loop() {
		r.finder.Find(cut, tokens, entities, nil, quantities, nil)
	}
	b.ReportMetric(float64(len(cut.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
