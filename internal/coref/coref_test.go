package coref_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/coref"
	"hearsay/internal/entity"
	"hearsay/internal/lex"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

// reader reads a text as far as the chains.
type reader struct {
	splitter *lex.Splitter
	tagger   *syntax.Tagger
	finder   *entity.Finder
	resolver *coref.Resolver
}

func newReader(t testing.TB) reader {
	t.Helper()
	var r reader
	var errs [4]error
	r.splitter, errs[0] = lex.Load(tables.FS, "en")
	r.tagger, errs[1] = syntax.Load(tables.FS, "en")
	r.finder, errs[2] = entity.Load(tables.FS, "en")
	r.resolver, errs[3] = coref.Load(tables.FS, "en")
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// resolve reads a text. "{s ... s}", "{c ... c}" mark the source and the content of
// an attribution, "{k ... k}" its cue where there is one; the marks are taken out.
func (r reader) resolve(marked string) (*lex.Text, []record.Entity) {
	var text strings.Builder
	var all []record.Attribution
	var source, content, cue record.Spans
	var from [3]int
	for rest := marked; rest != ""; {
		switch {
		case strings.HasPrefix(rest, "{s "):
			from[0], rest = text.Len(), rest[3:]
		case strings.HasPrefix(rest, "{c "):
			from[1], rest = text.Len(), rest[3:]
		case strings.HasPrefix(rest, "{k "):
			from[2], rest = text.Len(), rest[3:]
		case strings.HasPrefix(rest, " k}"):
			cue, rest = record.Spans{{Start: from[2], End: text.Len()}}, rest[3:]
		case strings.HasPrefix(rest, " s}"):
			source, rest = record.Spans{{Start: from[0], End: text.Len()}}, rest[3:]
		case strings.HasPrefix(rest, " c}"):
			content, rest = record.Spans{{Start: from[1], End: text.Len()}}, rest[3:]
		default:
			text.WriteByte(rest[0])
			rest = rest[1:]
		}
		if source != nil && content != nil {
			all = append(all, record.Attribution{Source: source, Cue: cue, Content: content})
			source, cue, content = nil, nil, nil
		}
	}
	cut := r.splitter.Split(text.String())
	tokens := r.tagger.Tag(cut)
	return cut, r.resolver.Resolve(cut, tokens, r.finder.Find(cut, tokens, nil), all)
}

// chains writes the chains with more than one mention.
func chains(text string, entities []record.Entity) string {
	var out []string
	for _, e := range entities {
		if len(e.Mentions) < 2 {
			continue
		}
		var words []string
		for _, m := range e.Mentions {
			words = append(words, strings.Join(strings.Fields(m.In(text)), " "))
		}
		out = append(out, strings.Join(words, "=")+" as "+e.Name)
	}
	return strings.Join(out, "; ")
}

func TestResolve(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct{ name, text, want string }{
		{"a surname", "Ana Brevik left. Brevik slept.", "Ana Brevik=Brevik as Ana Brevik"},
		{"a surname before its full name", "All saw Brevik leave. Ana Brevik slept.", "Brevik=Ana Brevik as Ana Brevik"},
		{"a title and a surname", "President Oskar Lindqvist left. Mr. Lindqvist slept.", "Oskar Lindqvist=Lindqvist as Oskar Lindqvist"},
		{"a first name", "Tomas Keld left. Later Tomas slept.", "Tomas Keld=Tomas as Tomas Keld"},
		{"a middle initial", "Oskar T. Lindqvist left. Oskar Lindqvist slept.", "Oskar T. Lindqvist=Oskar Lindqvist as Oskar T. Lindqvist"},
		{"a possessive", "Ana Brevik left. Brevik's car stayed.", "Ana Brevik=Brevik as Ana Brevik"},
		{"a surname goes to the last who had it", "Ana Brevik left. Jon Brevik came. Brevik slept.", "Jon Brevik=Brevik as Jon Brevik"},
		{"a title's gender tells bearers of a name apart", "Ana Brevik left. Jon Brevik came. Jon slept. Ana woke.", "Ana Brevik=Ana as Ana Brevik; Jon Brevik=Jon as Jon Brevik"},
		{"an acronym", "The Dock Workers' Union (DWU) met. The DWU agreed.", "Dock Workers' Union=DWU=DWU as Dock Workers' Union"},
		{"a company without its form", "He runs Velmar Energy Inc. in Oslo. They know Velmar Energy well.", "Velmar Energy Inc.=Velmar Energy as Velmar Energy Inc."},
		{"the end of a body's name", "The Tarvo Harbour Board met. The Harbour Board agreed.", "Tarvo Harbour Board=Harbour Board as Tarvo Harbour Board"},
		{"a country's other name", "He left the United States. The U.S. agreed.", "United States=U.S. as United States"},
		{"a city's other romanisation", "He left Kyiv. They say Kiev too.", "Kyiv=Kiev as Kyiv"},
		{"a name's other romanisation", "They met Andriy Volovskyy. Now Andrei Volovsky left.", "Andriy Volovskyy=Andrei Volovsky as Andriy Volovskyy"},
		{"the envoy", "They met envoy Ana Brevik. The envoy left.", "Ana Brevik=The envoy as Ana Brevik"},
		{"the envoy is nobody else", "They met minister Ana Brevik. The envoy left.", ""},
		{"the prime minister is no other minister", "They met interior minister Ana Brevik. The prime minister left. The minister slept.", "Ana Brevik=The minister as Ana Brevik"},
		{"the owner's minister", "Pavel Ostvik, the interior minister, left. Ostmark's interior minister slept. The minister woke.", "Pavel Ostvik=the interior minister=Ostmark's interior minister=The minister as Pavel Ostvik"},
		{"another owner's minister", "They met Orla Quandvik, Harmark's foreign minister. Ostmark's foreign minister slept.", "Orla Quandvik=Harmark's foreign minister as Orla Quandvik"},
		{"a role before its name", "The prime minister slept. Prime Minister Ana Brevik woke.", "The prime minister=Ana Brevik as Ana Brevik"},
		{"the leader of something else", "Ana Brevik, leader of the Coastal Party, left. The leader of the union slept.", "Ana Brevik=leader of the Coastal Party as Ana Brevik"},
		{"no minister for his deputy", "Ana Brevik, the deputy minister, left. The minister slept.", "Ana Brevik=the deputy minister as Ana Brevik"},
		{"two in one sentence", "Envoy Ana Brevik met envoy Tomas Keld. The envoy slept.", ""},
		{"two apart", "Envoy Ana Brevik left. Envoy Tomas Keld came. The envoy slept.", "Tomas Keld=The envoy as Tomas Keld"},
		{"the ministry of before", "They asked Ostmark's interior ministry. The ministry slept.", "Ostmark's interior ministry=The ministry as Ostmark's interior ministry"},
		{"the board of before", "The harbour board met. The board slept.", "The harbour board=The board as harbour board"},
		{"an indefinite description comes back", "A spokesman left. The spokesman slept.", "A spokesman=The spokesman as spokesman"},
		{"a surname behind an apposition", "Teodor Ostvik, the leader of the Coastal Party, left. Mr Ostvik slept.", "Teodor Ostvik=the leader of the Coastal Party=Ostvik as Teodor Ostvik"},
		{"the pronoun of whom the role describes", "Orla Quandvik, the foreign minister, denied that her union had agreed. {c \"We won,\" c} {s she s} said.", "Orla Quandvik=the foreign minister=her=We=she as Orla Quandvik"},
		{"a surname with particles", "Joost van der Meer left. All saw Mr. Van der Meer.", "Joost van der Meer=Van der Meer as Joost van der Meer"},
		{"a description that is named later", "The interior minister left. The minister, Pavel Ostvik, slept.", "The interior minister=The minister=Pavel Ostvik as Pavel Ostvik"},
		{"but not of two", "The interior minister met the foreign minister. The minister, Pavel Ostvik, slept.", "The minister=Pavel Ostvik as Pavel Ostvik"},
		{"the end of Arabic names", "They met Mohammed al-Rashid. Muhammad Al-Rashid slept.", "Mohammed al-Rashid=Muhammad Al-Rashid as Mohammed al-Rashid"},
		{"a given name in one word or two", "They met President Oskar Ing-wen. Oskar Ingwen slept.", "Oskar Ing-wen=Oskar Ingwen as Oskar Ing-wen"},
		{"a Chinese name by two schemes", "They met Mr. Zhou Xiaoping. Mr. Chou Hsiao-ping slept.", "Zhou Xiaoping=Chou Hsiao-ping as Chou Hsiao-ping"},
		{"the church of a name", "They met the Church of the Tides. The church closed.", "Church of the Tides=The church as Church of the Tides"},
		{"her brother is his brother by no means", "Ana Brevik saw her brother. Tomas Keld saw his brother.", "Ana Brevik=her as Ana Brevik; Tomas Keld=his as Tomas Keld"},
		{"her brother again", "Ana Brevik saw her brother. Her brother slept.", "Ana Brevik=her=Her as Ana Brevik; her brother=Her brother as brother"},
		{"a new ship is not the old one", "The old ship sank. The new ship sailed. The ship burnt.", "The new ship=The ship as new ship"},
		{"an owner's ship is no other owner's", "They saw Brevik's ship and Keld's ship. Keld's ship sank.", "Keld's ship=Keld's ship as Keld's ship"},
		{"one ship, several ships", "The ship sank. The ships burnt.", ""},
		{"they, of people", "The students met the mayor. They agreed.", "The students=They as students"},
		{"they, of a body", "The Dock Workers' Union sold their ship.", "Dock Workers' Union=their as Dock Workers' Union"},
		{"an owner's ministry is no other one", "The harbour ministry met. All saw Brevik's ministry.", ""},
		{"the tourist is perhaps she", "Ana Brevik left. The old tourist slept. She woke.", "Ana Brevik=She as Ana Brevik"},
		{"the union", "The Dock Workers' Union met. The union agreed.", "Dock Workers' Union=The union as Dock Workers' Union"},
		{"he and she by first name", "Ana Brevik met Tomas Keld. He agreed. She left.", "Ana Brevik=She as Ana Brevik; Tomas Keld=He as Tomas Keld"},
		{"his", "Tomas Keld left his office.", "Tomas Keld=his as Tomas Keld"},
		{"of two men, the subject", "Tomas Keld met Oskar Lindqvist. He agreed.", "Tomas Keld=He as Tomas Keld"},
		{"a spokesman's gender is not whom he speaks for", "Orla Quandvik left. Quandvik told them that her car stayed. A spokesman for Quandvik slept.", "Orla Quandvik=Quandvik=her=Quandvik as Orla Quandvik"},
		{"no woman for he", "Ana Brevik left. He agreed.", ""},
		{"nobody is too far away", "Tomas Keld left. It rained. It rained. It rained. It rained. He agreed.", ""},
		{"it, that acts", "The Dock Workers' Union said it would strike.", "Dock Workers' Union=it as Dock Workers' Union"},
		{"it, the weather", "The Dock Workers' Union met. It was late.", ""},
		{"I and my in a quotation", "{c “I will keep my word,” c} {s Ana Brevik s} said.", "I=my=Ana Brevik as Ana Brevik"},
		{"we in a quotation", "{c “We are ready,” c} said {s Tomas Keld s}.", "We=Tomas Keld as Tomas Keld"},
		{"I behind a label", "{s Ana Brevik s}{k : k} {c I will keep my word. c}", "Ana Brevik=I=my as Ana Brevik"},
		{"I outside of quotation marks", "I saw it. {s Ana Brevik s} said {c the sky was blue c}.", ""},
		{"I, by a pronoun that speaks", "Ana Brevik left. {c “I am late,” c} {s she s} said.", "Ana Brevik=I=she as Ana Brevik"},
		{"he in a quotation is not its speaker", "Tomas Keld slept. {c “He is asleep,” c} {s Oskar Lindqvist s} said.", "Tomas Keld=He as Tomas Keld"},
		{"he in indirect speech is mostly the speaker", "Jon Aasen slept. {s Tomas Keld s} said {c he was late c}.", "Tomas Keld=he as Tomas Keld"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			cut, entities := r.resolve(c.text)
			if got := chains(cut.Source, entities); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestRoleAndAliasesMove(t *testing.T) {
	_, entities := newReader(t).resolve("All saw Brevik leave. Ana Brevik, head of the harbour board, slept.")
	e := entities[0]
	if e.Name != "Ana Brevik" || !reflect.DeepEqual(e.Aliases, []string{"Brevik"}) || e.Role != "head of the harbour board" {
		t.Errorf("got %q, aliases %q, role %q", e.Name, e.Aliases, e.Role)
	}
}

// TestPromises: chains are sorted and apart, no mention is in two of them, and two
// readings are the same.
func TestPromises(t *testing.T) {
	r := newReader(t)
	pieces := []string{
		"Ana Brevik", "Brevik", "Tomas Keld", "Keld", "the envoy ", "he", "she", "his", "it", "I", "we", " said ", ", ", ". ", "\n\n", "“", "”",
		"{s ", " s}", "{c ", " c}", "the Dock Workers' Union ", "DWU", "the union ", "US", "United States", "é", "\x00", "🙂", " ",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		cut, entities := r.resolve(text)
		seen := map[record.Span]bool{}
		for _, e := range entities {
			for i, m := range e.Mentions {
				if m.Start >= m.End || m.End > len(cut.Source) || i > 0 && m.Start < e.Mentions[i-1].End || seen[m.Span] {
					t.Fatalf("%q: chain %q has a mention out of place: %v", text, e.Name, m)
				}
				seen[m.Span] = true
			}
		}
		if _, again := r.resolve(text); !reflect.DeepEqual(entities, again) {
			t.Fatalf("%q: read twice with two results", text)
		}
	})
}

// TestLong reads what would take a square of time if anything were quadratic.
func TestLong(t *testing.T) {
	r := newReader(t)
	for _, text := range []string{
		strings.Repeat("Ana Brevik left. He slept. ", 5_000), strings.Repeat("he ", 50_000), strings.Repeat("“I ", 20_000),
		strings.Repeat("The union left. The envoy left. ", 5_000), strings.Repeat("The Tarvo Harbour Board met. ", 5_000),
	} {
		if _, entities := r.resolve(text); len(entities) > len(text) {
			t.Errorf("%.20q...: %d entities", text, len(entities))
		}
	}
	var distinct strings.Builder
	for i := range 5_000 {
		fmt.Fprintf(&distinct, "Ana Brevik%c%c%c left. ", 'a'+i%26, 'a'+i/26%26, 'a'+i/676)
	}
	r.resolve(distinct.String())
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := coref.Load(tables.FS, "en"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	r := newReader(b)
	text := r.splitter.Split(strings.Repeat("Foreign Ministry envoy Ana Brevik said on Monday that officials had met President Oskar Lindqvist in Oslo. She will not accept it.\n\nTomas Keld, head of the Dock Workers' Union (DWU), told the Tarvo Herald he was disappointed with the terms. The union said it would strike.\n\n", 200))
	tokens := r.tagger.Tag(text)
	entities := r.finder.Find(text, tokens, nil)
	for b.Loop() {
		r.resolver.Resolve(text, tokens, entities, nil)
	}
	b.ReportMetric(float64(len(text.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// TestRomanised runs the examples of romanised.tsv: what a row's schemes spell in
// several ways is one person.
func TestRomanised(t *testing.T) {
	r := newReader(t)
	rows, err := table.Read(tables.FS, "names/romanised.tsv", "example")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		spellings := row.List("example")
		if len(spellings) < 2 {
			t.Error(row.Errorf("want an example of two spellings"))
			continue
		}
		_, entities := r.resolve("They met Mr. Ivo " + spellings[0] + ". Then Mr. Ivo " + spellings[1] + " left.")
		if len(entities) != 1 || len(entities[0].Mentions) != 2 {
			t.Error(row.Errorf("%q: got %d entities, want one of two mentions: %+v", spellings, len(entities), entities))
		}
	}
}

// TestThings runs the examples of things.tsv: the brackets are one chain, and every row
// has one.
func TestThings(t *testing.T) {
	r := newReader(t)
	rows, err := table.Read(tables.FS, "en/things.tsv", "example")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		example := row.Get("example")
		var want []string
		for part := range strings.SplitSeq(example, "[") {
			if inner, _, ok := strings.Cut(part, "]"); ok {
				want = append(want, inner)
			}
		}
		cut, entities := r.resolve(strings.NewReplacer("[", "", "]", "").Replace(example))
		if got, _, _ := strings.Cut(chains(cut.Source, entities), " as "); got != strings.Join(want, "=") {
			t.Error(row.Errorf("%s\n got %s\nwant %s", example, got, strings.Join(want, "=")))
		}
	}
}
