package webanno_test

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hearsay/internal/export/exporttest"
	"hearsay/internal/export/webanno"
	"hearsay/record"
)

func TestWhatIsWrittenComesBackAsTheSameLayers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := exporttest.Document(t)
		b, err := webanno.Write(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := webanno.Read(b, nil, nil)
		if err != nil {
			t.Fatalf("%v in\n%s", err, b)
		}
		if d := exporttest.Diff(want, got); d != "" {
			t.Fatalf("%s\nby\n%s", d, b)
		}
		if want.ID != got.ID || want.Text != got.Text || want.Published != got.Published {
			t.Fatalf("%q, %q, %q", got.ID, got.Text, got.Published)
		}
	})
}

// pier is one collection as another program might write it, with the text beside.
const pier = `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://tide.example/c", "type": "AnnotationCollection", "label": "pier",
 "first": {"type": "AnnotationPage", "items": [
  {"id": "http://tide.example/1", "type": "Annotation", "bodyValue": "Source", "target": {"source": "http://tide.example/pier", "selector": SOURCE}},
  {"id": "http://tide.example/2", "type": "Annotation", "body": {"type": "TextualBody", "value": "cue", "purpose": "tagging"},
   "target": {"source": "http://tide.example/pier", "selector": {"type": "TextQuoteSelector", "exact": "said"}}},
  {"id": "http://tide.example/3", "type": "Annotation", "motivation": "linking", "bodyValue": "attribution", "target": ["http://tide.example/1", LINKED]}
 ]}}`

const pierText = "👋🏽 The pier is shut, said Ana. Tor nodded; Ana left."

func read(source, linked string) (*record.Document, error) {
	text := pierText
	return webanno.Read([]byte(strings.NewReplacer("SOURCE", source, "LINKED", linked).Replace(pier)), &text, nil)
}

func TestOthersAnnotationsAreRead(t *testing.T) {
	for name, source := range map[string]string{
		"by quote and what follows":  `{"type": "TextQuoteSelector", "exact": "Ana", "suffix": ". Tor"}`,
		"by position":                `{"type": "TextPositionSelector", "start": 26, "end": 29}`,
		"by the quote that holds":    `[{"type": "TextPositionSelector", "start": 0, "end": 3}, {"type": "TextQuoteSelector", "exact": "Ana", "prefix": "said "}]`,
		"by the position that holds": `[{"type": "TextQuoteSelector", "exact": "Ana"}, {"type": "TextPositionSelector", "start": 26, "end": 29}]`,
	} {
		t.Run(name, func(t *testing.T) {
			d, err := read(source, `"http://tide.example/2"`)
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Attributions) != 1 || d.ID != "pier" {
				t.Fatalf("%q: %+v", d.ID, d.Attributions)
			}
			a := d.Attributions[0]
			if a.Source.In(pierText) != "Ana" || a.Source[0].Start != strings.Index(pierText, "Ana") || a.Cue.In(pierText) != "said" {
				t.Errorf("%q %q", a.Source.In(pierText), a.Cue.In(pierText))
			}
		})
	}
}

func TestErrorsNameTheAnnotation(t *testing.T) {
	const two = `"http://tide.example/2"`
	for name, c := range map[string]struct{ source, linked, want string }{
		"twice in the text":   {`{"type": "TextQuoteSelector", "exact": "Ana"}`, two, "annotation http://tide.example/1: the text has \"Ana\" more than once"},
		"not in the text":     {`{"type": "TextQuoteSelector", "exact": "Bo"}`, two, "annotation http://tide.example/1: the text does not have \"Bo\""},
		"outside the text":    {`{"type": "TextPositionSelector", "start": 26, "end": 2900}`, two, "annotation http://tide.example/1: from 26 to 2900 is not within the text of 52 characters"},
		"negative":            {`{"type": "TextPositionSelector", "start": -1, "end": 2}`, two, "annotation http://tide.example/1: from -1 to 2"},
		"another selector":    {`{"type": "XPathSelector", "value": "/p"}`, two, "annotation http://tide.example/1: want a TextPositionSelector"},
		"a link to nowhere":   {`{"type": "TextPositionSelector", "start": 26, "end": 29}`, `"http://tide.example/9"`, "annotation http://tide.example/3 links \"http://tide.example/9\", which is nowhere"},
		"nested very deep":    {strings.Repeat("[", 100_000), two, "no Web Annotation: nested deeper than 24"},
		"not JSON":            {`{`, two, "no Web Annotation"},
		"something else":      {`7`, two, "no Web Annotation"},
		"a string for a list": {`"http://tide.example/selector"`, two, "annotation http://tide.example/1: want a TextPositionSelector"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := read(c.source, c.linked); err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
	if _, err := webanno.Read([]byte(`{"type": "AnnotationCollection", "first": "http://tide.example/page1"}`), nil, nil); err == nil || !strings.Contains(err.Error(), "page1") {
		t.Errorf("a page that is elsewhere: %v", err)
	}
	if _, err := webanno.Read([]byte(`{"type": "AnnotationPage", "items": []}`), nil, nil); err == nil || !strings.Contains(err.Error(), "the text is missing") {
		t.Errorf("no text: %v", err)
	}
}

// TestWhatIsWrittenIsTheModels holds what the model says must be, of what is used.
func TestWhatIsWrittenIsTheModels(t *testing.T) {
	d := &record.Document{ID: "pier", URL: "https://tide.example/pier", Text: pierText, Attributions: []record.Attribution{{
		Source: record.Spans{{Start: 32, End: 35}}, Cue: record.Spans{{Start: 27, End: 31}}, Content: record.Spans{{Start: 9, End: 17}, {Start: 18, End: 25}},
		Form: record.Indirect, Act: record.Deny, Sourcing: record.NamedPerson, Negated: true,
	}}}
	b, err := webanno.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		Context  string `json:"@context"`
		ID, Type string
		Total    int
		First    struct {
			Type  string
			Items []struct {
				ID, Type, Motivation string
				Body                 []struct{ Type, Purpose, Value string }
				Target               any
			}
		}
	}
	if err := json.Unmarshal(b, &c); err != nil {
		t.Fatal(err)
	}
	if c.Context != "http://www.w3.org/ns/anno.jsonld" || c.Type != "AnnotationCollection" || c.First.Type != "AnnotationPage" || c.Total != len(c.First.Items) || c.Total != 5 {
		t.Errorf("%+v", c)
	}
	want := map[string]any{
		"type": "SpecificResource", "source": "https://tide.example/pier",
		"selector": []any{
			map[string]any{"type": "TextQuoteSelector", "exact": "Ana", "prefix": "👋🏽 The pier is shut, said ", "suffix": ". Tor nodded; Ana left."},
			map[string]any{"type": "TextPositionSelector", "start": 26., "end": 29.},
		},
	}
	if diff := cmp.Diff([]any{want}, c.First.Items[1].Target); diff != "" {
		t.Error(diff)
	}
	seen := map[string]bool{}
	for _, i := range c.First.Items {
		if u, err := url.Parse(i.ID); err != nil || !u.IsAbs() || seen[i.ID] || i.Type != "Annotation" {
			t.Errorf("id %q, type %q", i.ID, i.Type)
		}
		seen[i.ID] = true
	}
	var tags []string
	for _, b := range c.First.Items[4].Body {
		if b.Purpose == "tagging" {
			tags = append(tags, b.Value)
		}
	}
	if got := strings.Join(tags, " "); got != "attribution form:indirect act:deny sourcing:named-person negated" {
		t.Errorf("tags %q", got)
	}
}

func TestAFileHoldsAnyNumberOfCollections(t *testing.T) {
	one, err := webanno.Write(&record.Document{ID: "a", Text: "Ana left."})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.jsonld")
	data := string(one) + "\n" + strings.ReplaceAll(string(one), `"id\":\"a\"`, `"id\":\"b\"`) + "\n\n{\n\"type\":\n \"AnnotationPage\", \"items\": []}\n[\n7 8]\n"
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	for d, err := range webanno.File(path, nil) {
		if err != nil {
			got = append(got, strings.ReplaceAll(err.Error(), path, "")[:3])
			continue
		}
		got = append(got, d.ID)
	}
	if s := strings.Join(got, " "); s != "a b :4: :8:" {
		t.Error(s)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(strings.NewReplacer("SOURCE", `{"exact": "Ana"}`, "LINKED", `"http://tide.example/2"`).Replace(pier), pierText)
	b, err := webanno.Write(&record.Document{ID: "a", Text: pierText, Timexes: []record.Timex{{Span: record.Span{Start: 9, End: 12}, Type: record.Date}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(b), "")
	f.Fuzz(func(t *testing.T, data, text string) {
		d, err := webanno.Read([]byte(data), &text, nil)
		if err != nil {
			return
		}
		if _, err := webanno.Write(d); err != nil {
			t.Fatal(err)
		}
	})
}
