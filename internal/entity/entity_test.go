package entity_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/entity"
	"hearsay/internal/lex"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

// reader reads a text as far as the entities.
type reader struct {
	splitter *lex.Splitter
	tagger   *syntax.Tagger
	finder   *entity.Finder
}

func newReader(t testing.TB) reader {
	t.Helper()
	splitter, err := lex.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := syntax.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	finder, err := entity.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	return reader{splitter, tagger, finder}
}

func (r reader) find(text string) (*lex.Text, []record.Entity) {
	t := r.splitter.Split(text)
	return t, r.finder.Find(t, r.tagger.Tag(t), nil)
}

// show writes an entity as "kind: name" with its role, its place's country and how
// often it is mentioned, where there is something to say.
func show(e record.Entity) string {
	kind := string(e.Kind)
	if !slices.ContainsFunc(e.Mentions, func(m record.Mention) bool { return m.Form == record.NameForm }) {
		kind += "?"
	}
	s := kind + ": " + e.Name
	if e.Role != "" {
		s += " (" + e.Role + ")"
	}
	if e.Place != nil && e.Place.Country != "" {
		s += " @" + e.Place.Country
	}
	if n := len(e.Mentions); n > 1 {
		s += fmt.Sprintf(" ×%d", n)
	}
	return s
}

func TestFind(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct{ name, text, want string }{
		{"a first name begins a person", "They met Ana Brevik by the quay.", "person: Ana Brevik"},
		{"a title is a role, not part of the name", "They met President Oskar Lindqvist there.", "person: Oskar Lindqvist (President)"},
		{"an honorific is no role", "They met Mr. Lindqvist and Dr. Ivo Brand there.", "person: Lindqvist; person: Ivo Brand"},
		{"small words before a name are its role", "It was envoy Ana Brevik who called.", "person: Ana Brevik (envoy)"},
		{"the body before a role belongs to it", "We heard Foreign Ministry envoy Ana Brevik there.", "organization: Foreign Ministry; person: Ana Brevik (Foreign Ministry envoy)"},
		{"apposition behind", "Tomas Keld, head of the harbour board, left.", "person: Tomas Keld (head of the harbour board) ×2"},
		{"apposition behind an age", "Tomas Keld, 54, a former docker, left.", "person: Tomas Keld (former docker) ×2"},
		{"apposition before", "The head of the harbour board, Tomas Keld, left.", "person: Tomas Keld (head of the harbour board) ×2"},
		{"an article behind the name", "Orla Quandvik, the foreign minister, denied it.", "person: Orla Quandvik (foreign minister) ×2"},
		{"a role of several words", "It came from Teodor Ostvik, the leader of the Coastal Party, who left.", "person: Teodor Ostvik (leader of the Coastal Party) ×2; organization: Coastal Party"},
		{"an owner behind the name", "Orla Quandvik, Ostmark's foreign minister, left.", "person: Orla Quandvik (Ostmark's foreign minister) ×2; place: Ostmark"},
		{"a pronoun behind the name", "They sent Orla Quandvik, its envoy to the board, home.", "person: Orla Quandvik (envoy to the board) ×2"},
		{"an owner before the name", "Ostmark's envoy to the Strait Commission, Orla Quandvik, left.", "person: Orla Quandvik (Ostmark's envoy to the Strait Commission) ×2; place: Ostmark; organization: Strait Commission"},
		{"a rank between role and name", "A spokeswoman for the Ostmark navy, Commander Orla Quandvik, left.", "person: Orla Quandvik (spokeswoman for the Ostmark navy) ×2; place: Ostmark"},
		{"a clause with the role", "Ana Brevik, who heads the board, left.", "person: Ana Brevik (heads the board); organization?: board"},
		{"the clause of a sentence is no apposition", "They met in Ostveld, a nurse there said.", "place: Ostveld; person?: nurse"},
		{"who says it is no apposition", "They met Ana Brevik, a government spokesman said.", "person: Ana Brevik; person?: government spokesman"},
		{"a list is no apposition", "Tomas Keld, Ana Brevik and Ivo Brand left.", "person: Tomas Keld; person: Ana Brevik; person: Ivo Brand"},
		{"particles tie names", "He quoted Joost van der Meer and Omar al-Rashid again.", "person: Joost van der Meer; person: Omar al-Rashid"},
		{"a known place", "They flew to Oslo and on to Kenya.", "place: Oslo @NO; place: Kenya @KE"},
		{"US is not us", "It told the US and us nothing.", "place: US @US"},
		{"of two cities of a name, the one in the region named", "He lives in Portland, Maine, now.", "place: Portland @US; place: Maine @US"},
		{"a place by its head word", "The road ends at Kessel Bay and Tarvo County.", "place: Kessel Bay; place: Tarvo County"},
		{"a people is a group, not a body", "Two Norwegian officials met Danes there.", "group: Norwegian @NO; group: Danes"},
		{"a body by its last word", "The Tarvo Harbour Board met.", "organization: Tarvo Harbour Board"},
		{"a body by its first word", "He wrote to the Ministry of Trade and Industry today.", "organization: Ministry of Trade and Industry"},
		{"a possessive inside a body's name", "She joined the Dock Workers' Union in May.", "organization: Dock Workers' Union"},
		{"an irregular plural inside a body's name", "She joined the Fishermen's Union and the Quand People's Party.", "organization: Fishermen's Union; organization: Quand People's Party"},
		{"an owner of a body is not in its name", "Quandmark's Parliament met. All left Quandmark.", "organization?: Quandmark's Parliament; place: Quandmark ×2"},
		{"a company", "He bought Velmar Inc. last week.", "organization: Velmar Inc."},
		{"an acronym behind its long form", "The Dock Workers' Union (DWU) met.", "organization: Dock Workers' Union; organization: DWU"},
		{"a known body under two names is one", "NATO met. The North Atlantic Treaty Organization agreed.", "organization: North Atlantic Treaty Organization ×2"},
		{"an outlet by its pattern", "She told the Tarvo Herald and Daily Meridian so.", "organization: Tarvo Herald; organization: Daily Meridian"},
		{"a site's name", "That is what port-news.example wrote.", "organization: port-news.example"},
		{"an event", "It began before the Tarvo Games ended.", "event: Tarvo Games"},
		{"a law", "They passed the Harbour Safety Act then.", "law: Harbour Safety Act"},
		{"a facility", "It landed at Tarvo Airport at noon.", "facility: Tarvo Airport"},
		{"what has a ministry is a place", "Velmark's interior ministry met. All saw Velmark sleep.", "organization?: Velmark's interior ministry; place: Velmark ×2"},
		{"a state's navy, port and officials", "A Quandmark boarding party came. It took the Quandmark port of Ostveld.", "place: Quandmark ×2; place: Ostveld"},
		{"a place shares its kind with its pair", "The island of Orrin and Ostveld agreed.", "place: Orrin; place: Ostveld"},
		{"what speaks is no person for it", "Then Quandline denied it. All saw Quandline grow.", "organization: Quandline ×2"},
		{"an outlet after the", "He told the Observer so. According to a letter seen by the Observer, it rained.", "organization: Observer ×2"},
		{"an outlet whose last word is an office", "He told the Quand Observer so.", "organization: Quand Observer"},
		{"an office in small letters is no outlet", "He met the observer.", "person?: observer"},
		{"an agency credited behind the place", "ORRIN (Ostveld Tide) - It rained.", "place: Orrin; organization: Ostveld Tide"},
		{"a broadcaster's whole name", "Radio Ostveld News, with material from Strait Wire", "organization: Radio Ostveld News; organization: Strait Wire"},
		{"days and months are no names", "On Monday and in March they rested. Sunday was quiet.", ""},
		{"a sentence's first word is no name by its capital", "Dockers stopped work. Cranes stood still. Yesterday was calm.", ""},
		{"an opening word does not join the name behind it", "Yesterday Ana Brevik left.", "person: Ana Brevik"},
		{"an unknown surname that speaks", "Later Quandvik said he knew. All saw Quandvik go.", "person: Quandvik ×2"},
		{"a headline names only what the body names", "Harbour Talks Collapse As Keld Walks Out\n\nTomas Keld left. Then Keld slept.", "person: Keld ×2; person: Tomas Keld"},
		{"a dateline", "PORT TARVO (Reuters) - It rained.", "place: Port Tarvo; organization: Reuters"},
		{"party and state behind a name", "Sen. Marta Ruiz (D-Ohio) left.", "person: Marta Ruiz (Sen.); place: Ohio @US"},
		{"an unnamed spokesman", "A spokesman for the board declined to comment.", "person?: spokesman for the board; organization?: board"},
		{"a description goes on behind an owner", "A spokesman for Ostmark's foreign ministry declined to comment.", "person?: spokesman for Ostmark's foreign ministry; organization?: Ostmark's foreign ministry; place: Ostmark"},
		{"the owner's minister is a description", "Ostmark's foreign minister left.", "person?: Ostmark's foreign minister; place: Ostmark"},
		{"a definite description comes back", "The envoy left. The envoy slept.", "person?: envoy ×2"},
		{"two spokesmen are two", "A spokesman left. A spokesman slept.", "person?: spokesman; person?: spokesman"},
		{"what somebody is said to be is no mention", "It was known that Ana Brevik was the envoy.", "person: Ana Brevik"},
		{"repetitions are one entity", "Ana Brevik left. Ana Brevik slept.", "person: Ana Brevik ×2"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			_, entities := r.find(c.text)
			for _, e := range entities {
				got = append(got, show(e))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
			}
		})
	}
}

// TestSigns runs the examples of signs.tsv: the name in brackets has the row's kind.
func TestSigns(t *testing.T) {
	rows, err := table.Read(tables.FS, "en/signs.tsv", "kind", "example")
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	for _, row := range rows {
		for example := range strings.SplitSeq(row.Get("example"), " | ") {
			before, rest, _ := strings.Cut(example, "[")
			name, _, _ := strings.Cut(rest, "]")
			cut, entities := r.find(strings.NewReplacer("[", "", "]", "").Replace(example))
			got := "nothing"
			for _, e := range entities {
				if m := e.Mentions[0]; m.Start == len(before) && m.In(cut.Source) == name {
					got = string(e.Kind)
				}
			}
			if want := row.Get("kind"); got != want {
				t.Error(row.Errorf("%s\n got %s, want %s", example, got, want))
			}
		}
	}
}

// TestPromises holds on texts pieced together from what is hard: mentions within one
// sentence, in order, apart, and the same at every reading.
func TestPromises(t *testing.T) {
	r := newReader(t)
	pieces := []string{
		"Ana Brevik", "the envoy", "said", ", ", ". ", "\n\n", "“", "”", "\"", "Ministry of", "the", "US", "Kyiv", "U.S.", "J.", "al-",
		"Inc.", "(", ")", "'s ", " ", "-", "é́", "\x00", "🙂", "PORT TARVO (", " - ", "Mr. ", "President ", "Russian ", "\r\n", "of ", "and ", "Union ", "head of the board",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		holds(t, r, text)
	})
}

func holds(t interface{ Fatalf(string, ...any) }, r reader, text string) {
	cut, entities := r.find(text)
	for _, e := range entities {
		if e.Name == "" || len(e.Mentions) == 0 {
			t.Fatalf("%q: an entity without name or mention: %+v", text, e)
		}
		for i, m := range e.Mentions {
			if m.Start >= m.End || m.End > len(text) {
				t.Fatalf("%q: mention %v is not within the text", text, m.Span)
			}
			if i > 0 && m.Start < e.Mentions[i-1].End {
				t.Fatalf("%q: mentions of %q overlap or are out of order", text, e.Name)
			}
			if first, last := cut.Range(m.Span); cut.Words[first].Sentence != cut.Words[last-1].Sentence {
				t.Fatalf("%q: mention %q runs over a sentence's end", text, m.In(text))
			}
		}
	}
	if _, again := r.find(text); !reflect.DeepEqual(again, entities) {
		t.Fatalf("%q: read twice with two results", text)
	}
}

func FuzzFind(f *testing.F) {
	r := newReader(f)
	f.Add("PORT TARVO (Reuters) - Sen. Ana Brevik (D-Ohio), head of the U.S. board, said “no”.")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 {
			t.Skip()
		}
		holds(t, r, strings.ToValidUTF8(text, "?"))
	})
}

// TestLong reads what would take a square of time if anything were quadratic.
func TestLong(t *testing.T) {
	r := newReader(t)
	for _, text := range []string{
		strings.Repeat("Ana ", 50_000), strings.Repeat("Ministry of ", 50_000), strings.Repeat("the ", 50_000),
		strings.Repeat("A", 1_000_000), strings.Repeat("\"", 100_000), strings.Repeat("President ", 50_000), strings.Repeat("Ana Brevik, head of the board, ", 10_000),
	} {
		if cut, _ := r.find(text); len(cut.Words) == 0 {
			t.Errorf("%.20q...: no words", text)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	if _, err := entity.Load(tables.FS, "xx"); err == nil || !strings.Contains(err.Error(), "xx/") {
		t.Errorf("a language without tables: %v", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := entity.Load(tables.FS, "en"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	r := newReader(b)
	text := r.splitter.Split(strings.Repeat(sample, 100))
	tokens := r.tagger.Tag(text)
	for b.Loop() {
		if len(r.finder.Find(text, tokens, nil)) == 0 {
			b.Fatal("nothing found")
		}
	}
	b.ReportMetric(float64(len(text.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

const sample = `PORT TARVO (Reuters) - Foreign Ministry envoy Ana Brevik said on Monday that Norwegian officials had met President Oskar Lindqvist in Oslo. "I will not accept it," Brevik said.

Tomas Keld, head of the Dock Workers' Union (DWU), told the Tarvo Herald he was disappointed with the terms, which the board had put to him in a letter of twelve pages the week before. The union said it would strike unless the talks went on. A spokesman for the board declined to comment.

`
