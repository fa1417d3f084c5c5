package timex

import (
	"fmt"
	"strings"
	"testing"

	"hearsay/internal/lex"
	"hearsay/record"
)

// said is an attribution whose cue and content are words of the text.
func said(t *testing.T, text, cue, content string, form record.AttributionForm, carried bool) record.Attribution {
	t.Helper()
	span := func(words string) record.Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q has no %q", text, words)
		}
		return record.Span{Start: i, End: i + len(words)}
	}
	a := record.Attribution{Cue: record.Spans{span(cue)}, Content: record.Spans{span(content)}, Form: form, Speaker: record.To[record.Entity](0)}
	if carried {
		a.Via.Entity = record.To[record.Entity](1)
	}
	return a
}

// show is what Find gives, with what it counts from.
func show(text string, found []record.Timex) string {
	var out []string
	for _, x := range found {
		value := x.Value
		if value == "" {
			value = strings.Join(x.Alternatives, " or ")
		}
		out = append(out, fmt.Sprintf("%s = %s (%s)", x.In(text), value, x.Anchor))
	}
	return strings.Join(out, "; ")
}

// Quoted words count from the day of speaking; words in the writer's own wording only
// where somebody carried them; where that day is unknown, both values are given.
func TestSpeech(t *testing.T) {
	g := load(t)
	for _, c := range []struct {
		text, cue, content string
		form               record.AttributionForm
		carried            bool
		want               string
	}{
		{`On Monday she told us: "We met yesterday."`, "told", `"We met yesterday."`, record.Direct, false, "Monday = 2025-03-10 (published); yesterday = 2025-03-09 (t1)"},
		{`"We met yesterday," she said on Sunday.`, "said", `"We met yesterday,"`, record.Direct, false, "yesterday = 2025-03-08 (t2); Sunday = 2025-03-09 (published)"},
		{`"We met yesterday," she said.`, "said", `"We met yesterday,"`, record.Direct, false, "yesterday = 2025-03-11 (published)"},
		{`She said on Sunday that they met yesterday.`, "said", "that they met yesterday", record.Indirect, false, "Sunday = 2025-03-09 (published); yesterday = 2025-03-11 (published)"},
		{`She told Radio Delta on Sunday that they met yesterday.`, "told", "that they met yesterday", record.Indirect, true, "Sunday = 2025-03-09 (published); yesterday = 2025-03-08 (t1)"},
		{`She told Radio Delta that ships waited last week.`, "told", "that ships waited last week", record.Indirect, true, "last week = 2025-W09 or 2025-W10 (published)"},
		{`She told Radio Delta that in 2019 ships waited.`, "told", "that in 2019 ships waited", record.Indirect, true, "2019 = 2019 ()"},
		{`She said they had "met yesterday" on Sunday.`, "said", `they had "met yesterday"`, record.Mixed, false, "yesterday = 2025-03-08 (t2); Sunday = 2025-03-09 (published)"},
		{`On 3 March 2024 she said: "We met yesterday."`, "said", `"We met yesterday."`, record.Direct, false, "3 March 2024 = 2024-03-03 (); yesterday = 2024-03-02 (t1)"},
	} {
		cut := lex.Split(c.text)
		a := said(t, c.text, c.cue, c.content, c.form, c.carried)
		if got := show(c.text, g.Find(cut, untagged(cut), nil, []record.Attribution{a}, Anchor{Published: "2025-03-12"})); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A speaker's next words belong to the same day, unless another is named or they stand
// far off.
func TestSameConversation(t *testing.T) {
	g := load(t)
	for between, want := range map[string]string{
		"":                                 "2025-03-10",
		strings.Repeat(" It rained.", 200): "2025-03-13",
	} {
		text := `"It closed," she said on Sunday.` + between + ` "We meet tomorrow," she added.`
		cut := lex.Split(text)
		found := g.Find(cut, untagged(cut), nil, []record.Attribution{
			said(t, text, "said", `"It closed,"`, record.Direct, false),
			said(t, text, "added", `"We meet tomorrow,"`, record.Direct, false),
		}, Anchor{Published: "2025-03-12"})
		if len(found) != 2 || found[1].Value != want {
			t.Errorf("after %d bytes: got %s, want %s", len(between), show(text, found), want)
		}
	}
}

// Relative times count from the date of a dateline that stands shortly before the
// publication; one without a publication date counts too where it has its year.
func TestDateline(t *testing.T) {
	g := load(t)
	for _, c := range []struct{ text, published, want string }{
		{"TESSA, March 10 (Wire) - It sank yesterday.", "2025-03-12", "March 10 = 2025-03-10 (dateline); yesterday = 2025-03-09 (dateline)"},
		{"Quay sinks\n\nPORT DELTA, Harland, March 10, 2025 — It sank yesterday.", "", "March 10, 2025 = 2025-03-10 (); yesterday = 2025-03-09 (dateline)"},
		{"TESSA, March 10 (Wire) - It sank yesterday.", "2025-06-12", "March 10 = 2025-03-10 (published); yesterday = 2025-06-11 (published)"},
		{"Tessa, March 10, was quiet - it sank yesterday.", "2025-03-12", "March 10 = 2025-03-10 (published); yesterday = 2025-03-11 (published)"},
		{"TESSA, March 10 (Wire) It sank yesterday.", "2025-03-12", "March 10 = 2025-03-10 (published); yesterday = 2025-03-11 (published)"},
	} {
		cut := lex.Split(c.text)
		if got := show(c.text, g.Find(cut, untagged(cut), nil, nil, Anchor{Published: c.published})); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A time at the beginning or in the middle of a name is none; at its end it may be a
// time that the name has swallowed.
func TestInNames(t *testing.T) {
	g := load(t)
	for _, c := range []struct {
		text, name string
		kind       record.EntityKind
		want       string
	}{
		{"The Friday Club met.", "The Friday Club", record.Organization, ""},
		{"Wednesday Kolt left.", "Wednesday Kolt", record.Person, ""},
		{"Harland Saturday closed the strait.", "Harland Saturday", record.Organization, "Saturday"},
		{"The October Accords hold.", "The October Accords", record.Law, "October"},
	} {
		i := strings.Index(c.text, c.name)
		entities := []record.Entity{{Kind: c.kind, Mentions: []record.Mention{{Span: record.Span{Start: i, End: i + len(c.name)}, Form: record.NameForm}}}}
		cut := lex.Split(c.text)
		var got []string
		for _, x := range g.Find(cut, untagged(cut), entities, nil, Anchor{Published: "2025-03-12"}) {
			got = append(got, x.In(c.text))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
