package record_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"hearsay/record"
)

const text = "“Café closed, 👋🏽” said Ana Brevik.\r\n\x00The board saw 12–15 boats."

func span(words string) record.Span {
	i := strings.Index(text, words)
	return record.Span{Start: i, End: i + len(words)}
}

func number(f float64) *float64 { return &f }

// full is a record with every layer and every kind of reference.
func full() *record.Document {
	role := span("The board")
	return &record.Document{
		ID: "harbour-1", Outlet: "Example Post", Published: "2025-03-04", PublishedFrom: record.DateGiven,
		Language: "en", Text: text, Body: record.Span{Start: 0, End: len(text)}, Program: "test", Models: map[string]string{},
		Links:      []record.Link{{Span: span("Ana Brevik"), URL: "https://example.org/a?b=c&d"}},
		Paragraphs: []record.Span{span("“Café closed, 👋🏽” said Ana Brevik.")},
		Sentences:  []record.Span{span("“Café closed, 👋🏽” said Ana Brevik.")},
		Tokens:     []record.Token{{Span: span("said"), Lemma: "say", UPOS: "VERB", Head: 0}, {Span: span("Ana"), Head: record.NoHead}},
		Entities: []record.Entity{
			{Kind: record.Person, Name: "Ana Brevik", Role: "board", RoleSpan: &role, Mentions: []record.Mention{{Span: span("Ana Brevik"), Form: record.NameForm}}},
			{Kind: record.Organization, Name: "The board", Mentions: []record.Mention{{Span: span("The board"), Form: record.NominalForm}}},
		},
		Credits: []record.Ref[record.Entity]{record.To[record.Entity](1)},
		Attributions: []record.Attribution{{
			Source: record.Spans{span("Ana Brevik")}, Cue: record.Spans{span("said")}, Content: record.Spans{span("Café closed, 👋🏽")},
			Form: record.Direct, Act: record.Assert, Sourcing: record.NamedPerson, Speaker: record.To[record.Entity](0),
			Via: record.Via{Entity: record.To[record.Entity](1)}, Links: []int{0}, Confidence: 0.12345,
		}},
		Timexes:    []record.Timex{},
		Quantities: []record.Quantity{{Span: span("12–15"), Low: number(12), High: number(15), Change: record.Exactly, Unit: "boat", Attribution: record.To[record.Attribution](0)}},
		Events:     []record.Event{{Trigger: span("closed"), Type: "COERCE", Actor: record.To[record.Entity](0), Modality: record.Happened, Deaths: &record.Count{Best: number(2)}}},
		Claims: []record.Claim{{
			Spans: record.Spans{span("Café closed, 👋🏽")}, Attribution: record.To[record.Attribution](0), Sourcing: record.NamedPerson,
			Chain: []record.Carrier{{Kind: record.ByPerson, Name: "Ana Brevik", Entity: record.To[record.Entity](0)}},
		}},
		Findings: []record.Finding{{
			Check: "weekday", Label: "weekday", Severity: record.Note, Rank: 1, Spans: record.Spans{span("12–15")}, Message: "A message.",
			Evidence: []record.Evidence{{Span: &role, What: "source"}},
		}},
	}
}

func TestARecordComesBackAsItWent(t *testing.T) {
	want := full()
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got record.Document
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(&got)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(b), string(again)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(want.Claims, got.Claims); d != "" {
		t.Error(d)
	}
}

func TestOffsetsCountCodePoints(t *testing.T) {
	b, err := json.Marshal(full())
	if err != nil {
		t.Fatal(err)
	}
	var w struct {
		Attributions []struct {
			Source  [][2]int
			Speaker string
		}
	}
	if err := json.Unmarshal(b, &w); err != nil {
		t.Fatal(err)
	}
	a := w.Attributions[0]
	runes := []rune(text)
	if got := string(runes[a.Source[0][0]:a.Source[0][1]]); got != "Ana Brevik" || a.Speaker != "e1" {
		t.Errorf("source %q, speaker %q", got, a.Speaker)
	}
}

func TestAbsentAndEmptyLayersDiffer(t *testing.T) {
	d := full()
	d.Tokens = nil
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var w map[string]json.RawMessage
	if err := json.Unmarshal(b, &w); err != nil {
		t.Fatal(err)
	}
	if _, ok := w["tokens"]; ok || string(w["timexes"]) != "[]" {
		t.Errorf("tokens there: %v; timexes %s", ok, w["timexes"])
	}
}

func TestRecordsObeyTheSchemaThatIsPrinted(t *testing.T) {
	printed, err := json.Marshal(record.JSONSchema())
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.UnmarshalJSON(strings.NewReader(string(printed)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("record.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("record.json")
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(full())
	if err != nil {
		t.Fatal(err)
	}
	validate := func(s string) error {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(s))
		if err != nil {
			t.Fatal(err)
		}
		return compiled.Validate(v)
	}
	if err := validate(string(b)); err != nil {
		t.Errorf("a good record is refused: %v", err)
	}
	for _, change := range [][2]string{
		{`"form":"direct"`, `"form":"spoken"`},
		{`"speaker":"e1"`, `"speaker":1`},
		{`"confidence":0.123`, `"confidence":12`},
		{`"body":[0,`, `"body":[-1,`},
	} {
		bad := strings.Replace(string(b), change[0], change[1], 1)
		if bad == string(b) {
			t.Fatalf("%s is not in the record", change[0])
		}
		if validate(bad) == nil {
			t.Errorf("%s is let through", change[1])
		}
	}
}

func TestARecordThatBreaksTheSchemaCannotBeWritten(t *testing.T) {
	for name, change := range map[string]func(*record.Document){
		"span beyond the text":     func(d *record.Document) { d.Entities[0].Mentions[0].End = len(text) + 1 },
		"span inside a character":  func(d *record.Document) { d.Attributions[0].Content[0].Start++; d.Attributions[0].Content[0].End -= 2 },
		"pieces out of order":      func(d *record.Document) { d.Claims[0].Spans = record.Spans{span("boats"), span("Café")} },
		"reference to nothing":     func(d *record.Document) { d.Attributions[0].Speaker = 99 },
		"value not on the list":    func(d *record.Document) { d.Attributions[0].Act = "shout" },
		"confidence above one":     func(d *record.Document) { d.Attributions[0].Confidence = 1.5 },
		"text that is not Unicode": func(d *record.Document) { d.Text = "\xff" + d.Text[1:] },
		"link that is not there":   func(d *record.Document) { d.Attributions[0].Links = []int{3} },
	} {
		d := full()
		change(d)
		if b, err := json.Marshal(d); err == nil {
			t.Errorf("%s: written as %.80s", name, b)
		} else if !strings.Contains(err.Error(), "harbour-1") {
			t.Errorf("%s: the error does not name the record: %v", name, err)
		}
	}
}

func TestIdsOfOtherProgramsMayHaveGaps(t *testing.T) {
	b, err := json.Marshal(full())
	if err != nil {
		t.Fatal(err)
	}
	foreign := strings.NewReplacer(`"e1"`, `"e17"`, `"e2"`, `"e5"`).Replace(string(b))
	var d record.Document
	if err := json.Unmarshal([]byte(foreign), &d); err != nil {
		t.Fatal(err)
	}
	if i := d.Attributions[0].Speaker.Index(); d.Entities[i].Name != "Ana Brevik" {
		t.Errorf("speaker is %q", d.Entities[i].Name)
	}
	if err := json.Unmarshal([]byte(strings.Replace(foreign, `"speaker":"e17"`, `"speaker":"e18"`, 1)), &d); err == nil {
		t.Error("an id that is nowhere defined is let through")
	}
}

func TestOffsetsOfAnyTextComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Repeat(rapid.String().Draw(t, "text"), rapid.IntRange(1, 40).Draw(t, "times"))
		d := &record.Document{ID: "x", Text: s, Models: map[string]string{}}
		for i := range s {
			if utf8.RuneStart(s[i]) && rapid.IntRange(0, 4).Draw(t, "take") == 0 {
				d.Paragraphs = append(d.Paragraphs, record.Span{Start: i, End: len(s)})
			}
		}
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var back record.Document
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d.Paragraphs, back.Paragraphs); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzUnmarshal(f *testing.F) {
	b, err := json.Marshal(full())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		var d record.Document
		if json.Unmarshal(b, &d) != nil {
			return
		}
		if _, err := json.Marshal(&d); err != nil {
			t.Errorf("read and not writable: %v", err)
		}
	})
}

func TestDatesAreISO(t *testing.T) {
	for _, s := range []string{"2025-03-04", "2025-03-04T17:30", "2025-03-04T17:30:00Z", "2025-03-04T17:30:00+02:00", "2025-03-04T17:30+02:00"} {
		if !record.ValidDate(s) {
			t.Errorf("%s is refused", s)
		}
	}
	for _, s := range []string{"", "4 March 2025", "2025-13-01", "2025-02-30", "03/04/2025", "2025"} {
		if record.ValidDate(s) {
			t.Errorf("%s is let through", s)
		}
	}
}
