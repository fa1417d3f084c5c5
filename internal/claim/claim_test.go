package claim

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/lex"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

func finder(t testing.TB) (*Finder, *syntax.Tagger, *lex.Splitter) {
	t.Helper()
	f, err := Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	g, err := syntax.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	s, err := lex.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	return f, g, s
}

// said is an attribution by its words.
type said struct {
	source, cue, content string
	sourcing             record.Sourcing
	speaker              int // 1 + entity
	via                  record.Via
	carriers             []record.Ref[record.Entity]
}

func document(text string, entities []record.Entity, all ...said) *record.Document {
	doc := &record.Document{Text: text, Body: record.Span{End: len(text)}, Entities: entities}
	spans := func(words string) record.Spans {
		var out record.Spans
		for piece := range strings.SplitSeq(words, " … ") {
			if at := strings.Index(text, piece); piece != "" && at >= 0 {
				out = append(out, record.Span{Start: at, End: at + len(piece)})
			}
		}
		return out
	}
	for _, s := range all {
		doc.Attributions = append(doc.Attributions, record.Attribution{
			Source: spans(s.source), Cue: spans(s.cue), Content: spans(s.content), Sourcing: s.sourcing,
			Speaker: record.Ref[record.Entity](s.speaker), Via: s.via, Carriers: s.carriers,
			Form: record.Indirect, Act: record.Assert,
		})
	}
	return doc
}

// sourcesOf are the sources of the document's attributions as they stand there.
func sourcesOf(doc *record.Document) []string {
	var out []string
	for _, a := range doc.Attributions {
		out = append(out, a.Source.In(doc.Text))
	}
	return out
}

// show writes claims as lines: words, sourcing, chain.
func show(doc *record.Document) string {
	var b strings.Builder
	for _, c := range doc.Claims {
		var chain []string
		for _, l := range c.Chain {
			chain = append(chain, strings.TrimSuffix(fmt.Sprintf("%s:%s", l.Kind, l.Name), ":"))
		}
		fmt.Fprintf(&b, "%s | %s | %s", c.Spans.In(doc.Text), c.Sourcing, strings.Join(chain, " < "))
		if c.PartOf.Set() {
			fmt.Fprintf(&b, " | part of %d", int(c.PartOf))
		}
		if c.Hedged {
			b.WriteString(" | hedged")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

var (
	brevik = record.Entity{Kind: record.Person, Name: "Ana Brevik"}
	herald = record.Entity{Kind: record.Organization, Name: "Corran Herald"}
)

func TestClaims(t *testing.T) {
	f, g, split := finder(t)
	tests := []struct {
		name   string
		doc    *record.Document
		outlet string
		author string
		words  string // of the source, where package sourcing gives others than its own
		want   string
	}{
		{
			name:   "speaker and author",
			outlet: "Example Post", author: "Jon Hale",
			doc: document("The port is shut. Ana Brevik said it would open.", []record.Entity{brevik},
				said{source: "Ana Brevik", cue: "said", content: "it would open", sourcing: record.NamedPerson, speaker: 1}),
			want: `
The port is shut. | author | outlet:Example Post < author:Jon Hale
it would open | named-person | outlet:Example Post < person:Ana Brevik
`,
		},
		{
			name: "no outlet, no author, nobody named",
			doc: document("The port is shut. It was said to be mined.", nil,
				said{cue: "was said to", content: "be mined", sourcing: record.Agentless}),
			want: `
The port is shut. | author | author
be mined | agentless | agentless | hedged
`,
		},
		{
			name: "what nobody in particular alleges leaves its sentence whole",
			doc: document("Allegations of bribery have hurt the mayor.", nil,
				said{cue: "Allegations of", content: "bribery", sourcing: record.Agentless}),
			want: `
Allegations of bribery have hurt the mayor. | author | author
bribery | agentless | agentless
`,
		},
		{
			name:   "carried by an outlet",
			outlet: "Example Post",
			doc: document("Ministry officials told the Corran Herald the port was shut.", []record.Entity{herald},
				said{
					source: "Ministry officials", cue: "told", content: "the port was shut", sourcing: record.Unnamed,
					via: record.Via{Entity: 1}, carriers: []record.Ref[record.Entity]{1},
				}),
			want: `
the port was shut | unnamed | outlet:Example Post < outlet:Corran Herald < unnamed:Ministry officials
`,
		},
		{
			name:   "one inside another",
			outlet: "Example Post",
			doc: document("Officials said Ana Brevik had denied the charge.", []record.Entity{brevik},
				said{source: "Officials", cue: "said", content: "Ana Brevik had denied the charge", sourcing: record.Unnamed},
				said{source: "Ana Brevik", cue: "denied", content: "the charge", sourcing: record.NamedPerson, speaker: 1, via: record.Via{Attribution: 1}}),
			want: `
Ana Brevik had denied the charge | unnamed | outlet:Example Post < unnamed:Officials
the charge | named-person | outlet:Example Post < unnamed:Officials < person:Ana Brevik
`,
		},
		{
			name:   "the outlet's own report repeats no link",
			outlet: "Corran Herald",
			doc: document("The Corran Herald reported two arrests.", []record.Entity{herald},
				said{source: "The Corran Herald", cue: "reported", content: "two arrests", sourcing: record.NamedOutlet, speaker: 1}),
			want: `
two arrests | named-outlet | outlet:Corran Herald
`,
		},
		{
			name: "what comments suggest is the author's",
			doc: document("Ana Brevik's comments suggest a delay.", []record.Entity{brevik},
				said{source: "Ana Brevik's comments", cue: "suggest", content: "a delay", sourcing: record.NamedPerson, speaker: 1}),
			want: `
a delay | author | author
`,
		},
		{
			name: "how a move is seen is the author's",
			doc: document("The move was seen as a threat.", nil,
				said{cue: "was seen as", content: "a threat", sourcing: record.Agentless}),
			want: `
a threat | author | author
`,
		},
		{
			name: "what is understood is nobody's, not the author's",
			doc: document("It is understood that the ferry is sold.", nil,
				said{cue: "is understood", content: "that the ferry is sold", sourcing: record.Agentless}),
			want: `
that the ferry is sold | agentless | agentless
`,
		},
		{
			name:  "remarks beside the one who suggests",
			words: "Ana Brevik",
			doc: document("Ana Brevik, whose remarks drew fire, suggested a delay.", []record.Entity{brevik},
				said{source: "Ana Brevik, whose remarks drew fire,", cue: "suggested", content: "a delay", sourcing: record.NamedPerson, speaker: 1}),
			want: `
a delay | named-person | person:Ana Brevik
`,
		},
		{
			name:  "a pronoun is called by what it stands for",
			words: "critics",
			doc: document("The plan drew critics, who doubt the count.", nil,
				said{source: "who", cue: "doubt", content: "the count", sourcing: record.Collective}),
			want: `
The plan drew critics | author | author
the count | collective | collective:critics
`,
		},
		{
			name:  "who does it in a passive",
			words: "Harland analysts",
			doc: document("The count was criticised by Harland analysts.", nil,
				said{cue: "was criticised", content: "The count", sourcing: record.Collective}),
			want: `
The count | collective | collective:Harland analysts
`,
		},
		{
			name:   "a column's I",
			outlet: "Example Post", author: "Jon Hale",
			doc: document("I doubt the count.", nil,
				said{source: "I", cue: "doubt", content: "the count", sourcing: record.NamedPerson}),
			want: `
the count | named-person | outlet:Example Post < person:Jon Hale
`,
		},
		{
			name:   "the outlet by its short name",
			outlet: "The Corran Herald",
			doc: document("The Herald reported two arrests.", []record.Entity{{Kind: record.Organization, Name: "Herald"}},
				said{source: "The Herald", cue: "reported", content: "two arrests", sourcing: record.NamedOutlet, speaker: 1}),
			want: `
two arrests | named-outlet | outlet:The Corran Herald
`,
		},
		{
			name: "what she suggested is hers",
			doc: document("Ana Brevik suggested a delay.", []record.Entity{brevik},
				said{source: "Ana Brevik", cue: "suggested", content: "a delay", sourcing: record.NamedPerson, speaker: 1}),
			want: `
a delay | named-person | person:Ana Brevik
`,
		},
		{
			name: "main clause beside a claim",
			doc: document("The port has been shut since Monday, and Ana Brevik said it would open.", []record.Entity{brevik},
				said{source: "Ana Brevik", cue: "said", content: "it would open", sourcing: record.NamedPerson, speaker: 1}),
			want: `
The port has been shut since Monday | author | author
it would open | named-person | person:Ana Brevik
`,
		},
		{
			name: "time and place of speaking are no claim",
			doc: document("Ana Brevik said on Tuesday at the old pier that it would open.", []record.Entity{brevik},
				said{source: "Ana Brevik", cue: "said", content: "that it would open", sourcing: record.NamedPerson, speaker: 1}),
			want: `
that it would open | named-person | person:Ana Brevik
`,
		},
		{
			name: "spoken, but not told what",
			doc: document("Ana Brevik explained the purpose of the fund.", []record.Entity{brevik},
				said{source: "Ana Brevik", cue: "explained", sourcing: record.NamedPerson, speaker: 1}),
			want: `
Ana Brevik explained the purpose of the fund. | author | author
 | named-person | person:Ana Brevik
`,
		},
		{
			name: "quoted words that nobody says are nobody's",
			doc:  document("The pier was empty. “Nobody gave a reason.”", nil),
			want: `
The pier was empty. | author | author
“Nobody gave a reason.” | agentless | agentless
`,
		},
		{
			name: "terms of a plan",
			doc:  document("The plan includes giving up the old pier, new fees, a buffer zone, and using the frozen fund.", nil),
			want: `
The plan includes giving up the old pier, new fees, a buffer zone, and using the frozen fund. | author | author
giving up the old pier | author | author | part of 1
new fees | author | author | part of 1
a buffer zone | author | author | part of 1
using the frozen fund | author | author | part of 1
`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := test.doc
			doc.Outlet = test.outlet
			if test.author != "" {
				doc.Authors = []string{test.author}
			}
			sources := sourcesOf(doc)
			if test.words != "" {
				sources[0] = test.words
			}
			text := split.Split(doc.Text)
			doc.Claims = f.Find(text, g.Tag(text), sources, doc)
			if got := show(doc); got != strings.TrimPrefix(test.want, "\n") {
				t.Errorf("got\n%swant%s", got, test.want)
			}
			if err := doc.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

// What lies in a claim's words is listed with it, and with the part of a list.
func TestWhatAClaimHolds(t *testing.T) {
	f, g, split := finder(t)
	doc := document("On Monday the deal demanded 40 tugs, a fee, and a pier.", nil)
	at := func(words string) record.Span {
		i := strings.Index(doc.Text, words)
		return record.Span{Start: i, End: i + len(words)}
	}
	doc.Timexes = []record.Timex{{Span: at("Monday"), Type: record.Date}}
	doc.Quantities = []record.Quantity{{Span: at("40"), Change: record.Exactly}}
	doc.Links = []record.Link{{Span: at("pier"), URL: "https://example.org/"}}
	text := split.Split(doc.Text)
	claims := f.Find(text, g.Tag(text), sourcesOf(doc), doc)
	if len(claims) != 4 {
		t.Fatalf("%d claims: %s", len(claims), show(&record.Document{Text: doc.Text, Claims: claims}))
	}
	whole, tugs, pier := claims[0], claims[1], claims[3]
	if len(whole.Timexes) != 1 || len(whole.Quantities) != 1 || !slices.Equal(whole.Links, []int{0}) {
		t.Errorf("the whole holds %v, %v, %v", whole.Timexes, whole.Quantities, whole.Links)
	}
	if len(tugs.Quantities) != 1 || len(tugs.Timexes) != 0 || len(pier.Quantities) != 0 || len(pier.Links) != 1 {
		t.Errorf("the parts hold %v, %v, %v, %v", tugs.Quantities, tugs.Timexes, pier.Quantities, pier.Links)
	}
}

func TestExamplesOfHedges(t *testing.T) {
	f, g, split := finder(t)
	rows, err := table.Read(tables.FS, "en/hedges.tsv", "example")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for example := range strings.SplitSeq(row.Get("example"), "|") {
			sentence, want, _ := strings.Cut(strings.TrimSpace(example), " = ")
			doc := document(sentence, nil)
			text := split.Split(sentence)
			claims := f.Find(text, g.Tag(text), sourcesOf(doc), doc)
			if len(claims) != 1 || claims[0].Hedged != (want == "hedged") {
				t.Errorf("%s: not %s", sentence, want)
			}
		}
	}
}

func TestExamplesOfLists(t *testing.T) {
	f, g, split := finder(t)
	rows, err := table.Read(tables.FS, "en/claims.tsv", "example")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, row := range rows {
		for example := range strings.SplitSeq(row.Get("example"), "|") {
			sentence, want, ok := strings.Cut(strings.TrimSpace(example), " =")
			if !ok {
				continue
			}
			n++
			text := split.Split(sentence)
			var got []string
			for _, c := range f.Find(text, g.Tag(text), nil, document(sentence, nil)) {
				if c.PartOf.Set() {
					got = append(got, c.Spans.In(sentence))
				}
			}
			if strings.Join(got, "; ") != strings.TrimSpace(want) {
				t.Errorf("%s: parts %q, want %q", sentence, got, want)
			}
		}
	}
	if n < 3 {
		t.Errorf("%d examples of lists", n)
	}
}

// Whatever the spans, there is a claim for each attribution, in order, and the
// record obeys its schema.
func TestAnyClaims(t *testing.T) {
	f, g, split := finder(t)
	pieces := []string{"The plan", "includes", "demands", ":", ",", "and", "a fee", "may", "said", ".\n", "“", "é", "\x00", "who", "is shut"}
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), " ")
		text := split.Split(source)
		n := len(text.Words)
		doc := &record.Document{Text: source, Body: record.Span{End: len(source)}}
		for range rapid.IntRange(0, 6).Draw(t, "attributions") {
			draw := func(name string) record.Spans {
				first := rapid.IntRange(0, n).Draw(t, name)
				if last := rapid.IntRange(first, n).Draw(t, name); last > first {
					return record.Spans{text.Span(first, last)}
				}
				return nil
			}
			a := record.Attribution{Source: draw("source"), Cue: draw("cue"), Content: draw("content"), Sourcing: record.Agentless, Form: record.Indirect, Act: record.Assert}
			a.Via.Attribution = record.Ref[record.Attribution](rapid.IntRange(0, len(doc.Attributions)).Draw(t, "via"))
			doc.Attributions = append(doc.Attributions, a)
		}
		doc.Claims = f.Find(text, g.Tag(text), sourcesOf(doc), doc)
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		have := 0
		for _, c := range doc.Claims {
			if c.Attribution.Set() && !c.PartOf.Set() {
				have++
			}
		}
		if have != len(doc.Attributions) {
			t.Fatalf("%d claims for %d attributions", have, len(doc.Attributions))
		}
	})
}

func BenchmarkFind(b *testing.B) {
	f, g, split := finder(b)
	sentence := "Ana Brevik said the plan may include a new pier, a lower fee and a ferry at night. The port has been shut since Monday.\n"
	doc := &record.Document{Text: strings.Repeat(sentence, 300)}
	doc.Body = record.Span{End: len(doc.Text)}
	doc.Entities = []record.Entity{brevik}
	for i := range 300 {
		at := i * len(sentence)
		doc.Entities[0].Mentions = append(doc.Entities[0].Mentions, record.Mention{Span: record.Span{Start: at, End: at + 10}, Form: record.NameForm})
		doc.Attributions = append(doc.Attributions, record.Attribution{
			Source: record.Spans{{Start: at, End: at + 10}}, Cue: record.Spans{{Start: at + 11, End: at + 15}},
			Content: record.Spans{{Start: at + 16, End: at + 83}}, Sourcing: record.NamedPerson, Speaker: 1,
		})
	}
	text := split.Split(doc.Text)
	tokens := g.Tag(text)
	for b.Loop() {
		f.Find(text, tokens, sourcesOf(doc), doc)
	}
	b.ReportMetric(float64(len(text.Words)*b.N)/b.Elapsed().Seconds(), "words/s")
}
