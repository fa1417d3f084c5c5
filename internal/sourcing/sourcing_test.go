package sourcing

import (
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/lex"
	"hearsay/record"
)

// The answer key is the schema's definitions, case by case.
func TestAnswerKey(t *testing.T) {
	data, err := os.ReadFile("testdata/key.txt")
	if err != nil {
		t.Fatal(err)
	}
	j := judge(t)
	var markup string
	var want []string
	check := func() {
		if markup == "" {
			return
		}
		text, tokens, entities, attributions := marked(t, markup)
		entities = j.Fill(text, tokens, entities, attributions, "Example Post").Entities
		for i := range attributions {
			if got := show(entities, attributions, i); i >= len(want) || got != want[i] {
				t.Errorf("%s\n%d: got  %s\n   want %s", text.Source, i+1, got, strings.Join(want[min(i, len(want)):min(i+1, len(want))], ""))
			}
		}
		markup, want = "", nil
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "\t"):
			want = append(want, strings.TrimSpace(line))
		case line != "" && line[0] != '#':
			check()
			markup = line
		}
	}
	check()
}

// Every source is called by words that mean somebody.
func TestWordsOfSources(t *testing.T) {
	j := judge(t)
	for markup, want := range map[string]string{
		"It angered Harland analysts, {S1:who} {C1:argue} {X1:that it is too late}.":                                "Harland analysts",
		"It was met with scepticism by lawmakers of all parties, {S1:some of whom} {C1:called} {X1:it a betrayal}.": "some lawmakers of all parties",
		"It was met with scepticism by lawmakers of all parties, some of {S1:whom} {C1:called} {X1:it a betrayal}.": "some lawmakers of all parties",
		"It was met with scepticism by Tessa's leadership, {S1:who} {C1:see} {X1:it as a betrayal}.":                "Tessa's leadership",
		"{X1:The plan} {C1:has been criticised} as hasty by Harland analysts.":                                      "Harland analysts",
		"{S1:Two officials, who asked not to be named,} {C1:said} {X1:it was late}.":                                "two officials",
		"TESSA - {S1:Dockers} {C1:said} {X1:it was late}.":                                                          "dockers",
		"{S1:Harland officials} {C1:said} {X1:it was late}.":                                                        "Harland officials",
		"{S1:They} {C1:said} {X1:it was late}.":                                                                     "they",
		"{S1:Some economists} {C1:doubt} {X1:it}. {S2:They} {C2:said} {X2:it was late}.":                            "some economists",
		"{X1:The port} {C1:is said} {X1:to be shut}.":                                                               "",
	} {
		text, tokens, entities, attributions := marked(t, markup)
		words := j.Fill(text, tokens, entities, attributions, "").Words
		if got := words[len(words)-1]; got != want {
			t.Errorf("%s: %q, want %q", text.Source, got, want)
		}
	}
}

// Headlines leave articles out: "union" is the one that the text names, "envoy" the one
// whose role the text gives.
func TestHeadlines(t *testing.T) {
	j := judge(t)
	text, tokens, entities, attributions := marked(t, "{X1:Talks are over}, {S1:union} {C1:says}; {S2:envoy} {C2:denies} {X2:it}\n\nThe Dockers' Union met Ana Brevik.")
	entities[slices.IndexFunc(entities, func(e record.Entity) bool { return e.Name == "Ana Brevik" })].Role = "Harland's envoy"
	entities = j.Fill(text, tokens, entities, attributions, "").Entities
	for i, want := range []string{"named-organization | Dockers' Union", "named-person | Ana Brevik"} {
		if got := show(entities, attributions, i); got != want {
			t.Errorf("%d: %s, want %s", i+1, got, want)
		}
	}
}

// A headline's noun is the body whose name ends in it, also where coreference knows that
// name as a description only; and a body is not the one whose role only mentions it.
func TestBodies(t *testing.T) {
	j := judge(t)
	text, tokens, entities, attributions := marked(t, "{X1:Mill sold}, {S1:council} {C1:says}\n\nThe Canal Council met Ana Brevik. {S2:The union} {C2:denied} {X2:it}.")
	entities[slices.IndexFunc(entities, func(e record.Entity) bool { return e.Name == "Ana Brevik" })].Role = "delegate to the union"
	at := strings.Index(text.Source, "The Canal Council")
	entities = append(entities, record.Entity{Kind: record.Organization, Name: "Canal Council", Mentions: []record.Mention{
		{Span: record.Span{Start: at, End: at + len("The Canal Council")}, Form: record.NominalForm},
	}})
	entities = j.Fill(text, tokens, entities, attributions, "").Entities
	for i, want := range []string{"named-organization | Canal Council", "named-organization | union"} {
		if got := show(entities, attributions, i); got != want {
			t.Errorf("%d: %s, want %s", i+1, got, want)
		}
	}
}

// What the text's own outlet or agency heard is carried by nobody.
func TestOwnInterview(t *testing.T) {
	j := judge(t)
	for outlet, want := range map[string]bool{"Radio Delta": false, "radio delta": false, "Example Post": true, "": true} {
		text, tokens, entities, attributions := marked(t, "{S1:Ana Brevik} {C1:told} Radio Delta {X1:that the gates were shut}.")
		j.Fill(text, tokens, entities, attributions, outlet)
		if got := attributions[0].Via.Entity.Set(); got != want {
			t.Errorf("outlet %q: carried %v, want %v", outlet, got, want)
		}
	}
	text, tokens, entities, attributions := marked(t, "TESSA (Reuters) - {S1:Ana Brevik} {C1:told} Reuters {X1:that the gates were shut}.")
	j.Fill(text, tokens, entities, attributions, "")
	if attributions[0].Via.Entity.Set() {
		t.Error("an agency carries what its own report heard")
	}
}

// Whatever the spans, every attribution gets a kind, every reference resolves, and
// reading twice gives the same.
func TestAnySpans(t *testing.T) {
	j := judge(t)
	pieces := []string{"Ana Brevik", "told", "Radio Delta", "who", "officials", "said", "his", "'s", ",", "(Reuters)", "and", "of", "two", "the", "it", "in an interview with", ".\n", "“", "”", "é", "\x00", "they"}
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), " ")
		text := lex.Split(source)
		tokens := make([]record.Token, len(text.Words))
		n := len(text.Words)
		spans := rapid.Custom(func(t *rapid.T) record.Spans {
			first := rapid.IntRange(0, n).Draw(t, "first")
			last := rapid.IntRange(first, min(first+6, n)).Draw(t, "last")
			if first == last {
				return nil
			}
			return record.Spans{text.Span(first, last)}
		})
		attributions := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) record.Attribution {
			return record.Attribution{Source: spans.Draw(t, "source"), Cue: spans.Draw(t, "cue"), Content: spans.Draw(t, "content"), Form: record.Indirect, Act: record.Assert}
		}), 0, 8).Draw(t, "attributions")
		doc := record.Document{Text: source, Attributions: attributions}
		sources := j.Fill(text, tokens, castIn(text), doc.Attributions, "")
		doc.Entities, doc.Credits = sources.Entities, sources.Credits
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		again := append([]record.Attribution{}, attributions...)
		entities := j.Fill(text, tokens, castIn(text), again, "").Entities
		for i := range again {
			if show(entities, again, i) != show(doc.Entities, doc.Attributions, i) {
				t.Fatalf("attribution %d differs when read again", i)
			}
		}
	})
}

func BenchmarkFill(b *testing.B) {
	j := judge(b)
	text, _, entities, attributions := marked(b, "{S1:Ana Brevik, a former aide to Tom Oss,} {C1:told} Radio Delta {X1:that the gates were shut and that nobody knew when they would open again}. The port lies south of the town, below the old light.\n")
	var long strings.Builder
	var all []record.Attribution
	var cast []record.Entity
	for k := range 200 {
		shift := long.Len()
		long.WriteString(text.Source)
		for _, a := range attributions {
			a.Source, a.Cue, a.Content = shifted(a.Source, shift), shifted(a.Cue, shift), shifted(a.Content, shift)
			all = append(all, a)
		}
		for i, e := range entities {
			if k == 0 {
				cast = append(cast, record.Entity{Kind: e.Kind, Name: e.Name})
			}
			for _, m := range e.Mentions {
				cast[i].Mentions = append(cast[i].Mentions, record.Mention{Span: record.Span{Start: m.Start + shift, End: m.End + shift}, Form: m.Form})
			}
		}
	}
	whole := lex.Split(long.String())
	tokens := make([]record.Token, len(whole.Words))
	b.ReportAllocs()
	for b.Loop() {
		j.Fill(whole, tokens, cast, all, "")
	}
	b.ReportMetric(float64(len(whole.Words)*b.N)/b.Elapsed().Seconds(), "words/s")
}

func shifted(spans record.Spans, by int) record.Spans {
	var out record.Spans
	for _, s := range spans {
		out = append(out, record.Span{Start: s.Start + by, End: s.End + by})
	}
	return out
}
