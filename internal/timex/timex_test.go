package timex

import (
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"hearsay/internal/lex"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

func load(t testing.TB) *Tagger {
	t.Helper()
	g, err := Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// untagged are the words of a text that nobody has tagged.
func untagged(text *lex.Text) []record.Token {
	out := make([]record.Token, len(text.Words))
	for i, w := range text.Words {
		out[i] = record.Token{Span: w.Span, Lemma: w.Lower, UPOS: "X", Head: record.NoHead}
	}
	return out
}

// read is what the tagger finds in a text, as "words = value; ...".
func read(g *Tagger, text string, anchor Anchor) string {
	cut := lex.Split(text)
	var out []string
	for _, x := range g.Find(cut, untagged(cut), nil, nil, anchor) {
		value := x.Value
		if value == "" {
			value = strings.Join(x.Alternatives, " or ")
		}
		out = append(out, x.In(text)+" = "+value)
	}
	return strings.Join(out, "; ")
}

// Every row's example reads as the row expects.
func TestExamples(t *testing.T) { examples(t, tables.FS, "en") }

// A second language is tables and no code.
func TestSecondLanguage(t *testing.T) { examples(t, os.DirFS("testdata"), "de") }

func examples(t *testing.T, files fs.FS, language string) {
	t.Helper()
	g, err := Load(files, language)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"timex", "holidays"} {
		rows, err := table.Read(files, language+"/"+name+".tsv", "example", "expect")
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if row.Get("example") == "" {
				t.Error(row.Errorf("no example"))
			}
			if got := read(g, row.Get("example"), Anchor{Published: "2025-03-12"}); got != row.Get("expect") {
				t.Error(row.Errorf("%s\n got %s\nwant %s", row.Get("example"), got, row.Get("expect")))
			}
		}
	}
}

// Every row is used in its own example: none stands behind another that takes its
// words.
func TestEveryRowFires(t *testing.T) {
	g := load(t).grammar
	for _, r := range g.rules {
		s := scanner{grammar: g}
		text := r.Get("example")
		items := s.scan(text, record.Span{End: len(text)})
		fired := false
		for _, step := range g.steps {
			for x := range step.matches(items) {
				fired = fired || x.ending.rule == r
			}
			items = step.apply(items)
		}
		if !fired {
			t.Error(r.Errorf("the row reads nothing of %q", text))
		}
	}
}

// Without a publication date, relative times keep no value, and what a text says in
// full keeps it.
func TestUndated(t *testing.T) {
	g := load(t)
	for text, want := range map[string]string{
		"It sank last week, on Monday.":              "last week = ; Monday = ",
		"It sank on 3 May 2019 and rose a day later": "3 May 2019 = 2019-05-03; a day later = 2019-05-04",
		"It sank on 3 May.":                          "3 May = XXXX-05-03",
		"It took three days.":                        "three days = P3D",
		"It is closed now.":                          "now = PRESENT_REF",
		"It sank in April.":                          "April = XXXX-04",
		"The January-February sitting was long.":     "January-February = P2M",
		"It rained two days before the vote.":        "two days = P2D",
		"It will open within three days.":            "three days = P3D",
	} {
		if got := read(g, text, Anchor{}); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// A publication date that is known as an interval gives the one value that all its
// days agree on, or all that they allow.
func TestInterval(t *testing.T) {
	g := load(t)
	anchor := Anchor{Interval: &[2]string{"2025-03-11", "2025-03-13"}}
	text := "It sank last week; the inquiry began yesterday. In 2019 it had burned."
	want := "last week = 2025-W10; yesterday = 2025-03-10 or 2025-03-11 or 2025-03-12; 2019 = 2019"
	if got := read(g, text, anchor); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	cut := lex.Split(text)
	found := g.Find(cut, untagged(cut), nil, nil, anchor)
	if found[1].Value != "" || *found[1].Interval != [2]string{"2025-03-10", "2025-03-12"} {
		t.Errorf("yesterday: value %q, interval %v", found[1].Value, *found[1].Interval)
	}
}

// Tense decides the direction, and the note says so.
func TestDirection(t *testing.T) {
	g := load(t)
	for _, c := range []struct{ text, value, note string }{
		{"The ferry sank in November.", "2024-11", ""},
		{"The board met in April.", "2024-04", "past tense: the latest one"},
		{"The board will meet in April.", "2025-04", "future tense: the next one"},
		{"The board met on Friday.", "2025-03-07", "past tense: the latest one"},
		{"The board will meet on Friday.", "2025-03-14", "future tense: the next one"},
		{"The board met on Wednesday.", "2025-03-12", "past tense: the latest one"},
	} {
		cut := lex.Split(c.text)
		found := g.Find(cut, untagged(cut), nil, nil, Anchor{Published: "2025-03-12T08:00:00Z"})
		if len(found) != 1 || found[0].Value != c.value || c.note != "" && found[0].Note != c.note {
			t.Errorf("%s: got %+v", c.text, found)
		}
	}
}

// Ranges that are one expression say where they begin and end, and every date the
// days that it covers.
func TestRanges(t *testing.T) {
	g := load(t)
	for _, c := range []struct{ text, begin, end, first, last string }{
		{"The January-February sitting was long.", "2025-01", "2025-02", "2025-01-01", "2025-02-28"},
		{"It met on May 3-5, 2024.", "2024-05-03", "2024-05-05", "2024-05-03", "2024-05-05"},
		{"The 2023-24 season was long.", "2023", "2024", "2023-01-01", "2024-12-31"},
		{"The Friday-Monday sitting was long.", "2025-03-07", "2025-03-10", "2025-03-07", "2025-03-10"},
		{"It closed in the third quarter of 2024.", "", "", "2024-07-01", "2024-09-30"},
		{"It closed in the 1970s.", "", "", "1970-01-01", "1979-12-31"},
		{"It closed last weekend.", "", "", "2025-03-08", "2025-03-09"},
		{"It grew over the past two weeks.", "", "", "2025-02-26", "2025-03-12"},
	} {
		cut := lex.Split(c.text)
		found := g.Find(cut, untagged(cut), nil, nil, Anchor{Published: "2025-03-12"})
		if len(found) != 1 || found[0].Begin != c.begin || found[0].EndValue != c.end || found[0].Interval == nil || *found[0].Interval != [2]string{c.first, c.last} {
			t.Errorf("%s: got %+v %v", c.text, found, found[0].Interval)
		}
	}
}

// The first end of a range that is two expressions covers all of it, with its own
// value; months in a row are one expression.
func TestOpenRanges(t *testing.T) {
	g := load(t)
	for text, want := range map[string]string{
		"It was shut between 3 March and 6 March.":           "3 March 2025-03-03/2025-03-06; 6 March 2025-03-06/2025-03-06",
		"It was shut from 2020 to 2022.":                     "2020 2020-01-01/2022-12-31; 2022 2022-01-01/2022-12-31",
		"It has been shut since 3 March.":                    "3 March 2025-03-03/2025-03-12",
		"It was shut from Monday, the mayor said.":           "Monday 2025-03-10/2025-03-10",
		"Fares rose from 3 crowns in May to 4 today.":        "May 2024-05-01/2024-05-31; today 2025-03-12/2025-03-12",
		"In January and February it was shut.":               "January and February 2025-01-01/2025-02-28",
		"In December and January it was shut.":               "December and January 2024-12-01/2025-01-31",
		"In January and October it was shut.":                "January 2025-01-01/2025-01-31; October 2024-10-01/2024-10-31",
		"It was shut between January and February.":          "January 2025-01-01/2025-02-28; February 2025-02-01/2025-02-28",
		"It was shut Monday through Wednesday.":              "Monday 2025-03-10/2025-03-12; Wednesday 2025-03-12/2025-03-12",
		"It was moved from Monday to Wednesday.":             "Monday 2025-03-10/2025-03-10; Wednesday 2025-03-12/2025-03-12",
		"It was shut from May to June 2019.":                 "May 2019-05-01/2019-06-30; June 2019 2019-06-01/2019-06-30",
		"It was shut from May 2003 to June.":                 "May 2003 2003-05-01/2003-06-30; June 2003-06-01/2003-06-30",
		"It ran from late March to early May.":               "late March 2024-03-01/2024-05-31; early May 2024-05-01/2024-05-31",
		"It will run from April to February.":                "April 2025-04-01/2026-02-28; February 2026-02-01/2026-02-28",
		"It ran between 2 and 4 p.m. on Tuesday.":            "2 2025-03-11/2025-03-11; 4 p.m. on Tuesday 2025-03-11/2025-03-11",
		"It has been shut since the spring.":                 "the spring 2024-03-01/2025-03-12",
		"It raged overnight.":                                "overnight 2025-03-11/2025-03-12",
		"It will open within three days.":                    "three days 2025-03-12/2025-03-15",
		"It will open in three weeks.":                       "three weeks 2025-03-31/2025-04-06",
		"They met in the past 24 hours.":                     "the past 24 hours 2025-03-11/2025-03-12",
		"It was shut from 11 p.m. to 4 a.m. on Sunday.":      "11 p.m. 2025-03-08/2025-03-09; 4 a.m. on Sunday 2025-03-09/2025-03-09",
		"Sales fell in the three months to June 2024.":       "the three months 2024-04-01/2024-06-30; June 2024 2024-06-01/2024-06-30",
		"It closed in the last two weeks of 2024.":           "the last two weeks 2024-12-18/2024-12-31; 2024 2024-01-01/2024-12-31",
		"It was shut from the spring of 2023 to the autumn.": "the spring of 2023 2023-03-01/2023-11-30; the autumn 2023-09-01/2023-11-30",
		"They met during Ramadan.":                           "Ramadan 2025-03-01/2025-03-29",
	} {
		cut := lex.Split(text)
		var got []string
		for _, x := range g.Find(cut, untagged(cut), nil, nil, Anchor{Published: "2025-03-12"}) {
			got = append(got, fmt.Sprintf("%s %s/%s", x.In(text), x.Interval[0], x.Interval[1]))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, "; "), want)
		}
	}
}

// A month with a name behind it is a person, unless the word before shows a time.
func TestNames(t *testing.T) {
	g := load(t)
	tagger, err := syntax.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"The pilot, April Brevik, left the quay.": "",
		"June Tolan spoke to the board.":          "",
		"In April Brevik left the quay.":          "April",
		"The April Accords were signed.":          "April",
		"The board met last May Tolan's envoy.":   "last May",
		"April was wet.":                          "April",
		"She reads The Daily Tide.":               "",
		"He was on Harland News Daily.":           "",
		"Daily ferries run.":                      "Daily",
		"The daily ferry sank.":                   "daily",
	} {
		cut := lex.Split(text)
		var got []string
		for _, x := range g.Find(cut, tagger.Tag(cut), nil, nil, Anchor{Published: "2025-03-12"}) {
			got = append(got, x.In(text))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// A table that cannot be used is refused with its line.
func TestBadTables(t *testing.T) {
	for row, want := range map[string]string{
		"1\tDATE\t$month $day\tmonth=$year":  "no $year",
		"1\tDATE\t$month [on $day\tday=$day": "bracket",
		"1\tDATE\t$month\tmoon=$month":       "no field",
		"1\tNIGHT\t$month\tmonth=$month":     "type",
		"3\tDATE\t$month\tmonth=$month":      "step",
		"1\tDATE\ta [b] c\t":                 "context",
		"1\tDATE\ta b c d e f g h i j k l m": "elements",
	} {
		files := fstest.MapFS{
			"xx/timewords.tsv": {Data: []byte("class\tvalue\twords\nmonth\t3\tMarch\n")},
			"xx/timex.tsv":     {Data: []byte("step\ttype\tpattern\tvalue\texample\texpect\n" + row + "\n")},
		}
		if _, err := Load(files, "xx"); err == nil || !strings.Contains(err.Error(), "xx/timex.tsv:2") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", row, err, want)
		}
	}
}

// check holds what is true of every reading: expressions inside the text, sorted,
// apart from each other, with their days in order.
func check(t interface{ Fatalf(string, ...any) }, text string, found []record.Timex) {
	end := 0
	for _, x := range found {
		if x.Start < end || x.End <= x.Start || x.End > len(text) {
			t.Fatalf("%q: span %v after %d", text, x.Span, end)
		}
		end = x.End
		if x.Interval != nil && x.Interval[0] > x.Interval[1] {
			t.Fatalf("%q: %q covers %v", text, x.In(text), *x.Interval)
		}
	}
}

// Any row of time words reads without a fault, and the same way twice.
func TestAnyWords(t *testing.T) {
	g := load(t)
	words := []string{"May", "3", "31", "2025", "1999", "0", "-", "–", "/", ":", ".", ",", "'", "(", "the", "last", "next", "of", "ago", "Monday", "Mon", "week", "quarter", "third", "half", "a", "and", "to", "p.m.", "10:30", "9.45", "GMT", "early", "weekend", "year", "earlier", "every", "Thanksgiving", "80", "s", "th", "twenty", "five", "99999999999", "\x00", "é", "\n\n"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 0, 40).Draw(t, "words") {
			b.WriteString(w)
			if rapid.Bool().Draw(t, "blank") {
				b.WriteByte(' ')
			}
		}
		text := b.String()
		cut := lex.Split(text)
		anchor := Anchor{Published: "2025-03-12"}
		found := g.Find(cut, untagged(cut), nil, nil, anchor)
		check(t, text, found)
		if again := g.Find(cut, untagged(cut), nil, nil, anchor); !reflect.DeepEqual(found, again) {
			t.Fatalf("%q: two readings differ", text)
		}
	})
}

func FuzzFind(f *testing.F) {
	g := load(f)
	for _, s := range []string{"on Monday, 3 March 2025, at 10:30 p.m. GMT", "the last half of the '80s", "2025-03-04T09:30Z", "3-5 May", "a.b.c.d. 9.9.9", "", "from May to June 2019", "two days before the vote on 4 March", "yesterday, 3 March 2025", "TESSA, March 3 (Wire) - It", "the second Tuesday of March", "Ramadan 2030"} {
		f.Add(s, "2025-03-12")
	}
	f.Fuzz(func(t *testing.T, text, published string) {
		cut := lex.Split(text)
		tokens := untagged(cut)
		anchor := Anchor{Published: published}
		if d, ok := g.Date(cut, tokens); ok {
			if d.Interval[0] > d.Interval[1] || d.Span.Empty() || d.Span.End > len(text) {
				t.Fatalf("%q: dated %v by %v", text, d.Interval, d.Span)
			}
			if published == "" {
				anchor.Interval = &d.Interval
			}
		}
		// All of it is one speech, so that days of speaking are looked for too.
		said := []record.Attribution{{
			Cue: record.Spans{{Start: 0, End: min(1, len(text))}}, Content: record.Spans{{Start: len(text) / 2, End: len(text)}},
			Form: record.Direct, Speaker: record.To[record.Entity](0), Via: record.Via{Entity: record.To[record.Entity](1)},
		}}
		check(t, text, g.Find(cut, tokens, nil, said, anchor))
	})
}

const paragraph = "The board of the port of Tessa met on Monday, 3 March 2025, two weeks after the strike began, " +
	"and will vote early next month on a plan that pilots have refused since the spring of 2024. " +
	"Its head said the quay had stood empty for nearly nine months, and that ships came twice a week. " +
	"Most of the crews who had waited outside the harbour for news of their pay went home without any, " +
	"while the owners of three ferries spoke to lawyers about the lease of the eastern basin.\n\n"

// Time grows with the text's length and no faster, with a speech in every paragraph.
func BenchmarkFind(b *testing.B) {
	g := load(b)
	for _, c := range []struct {
		name string
		size int
	}{{"1KB", 1 << 10}, {"100KB", 100 << 10}, {"1MB", 1 << 20}} {
		text := strings.Repeat(paragraph, c.size/len(paragraph)+1)
		cut := lex.Split(text)
		tokens := untagged(cut)
		var said []record.Attribution
		for _, p := range cut.Paragraphs {
			said = append(said, record.Attribution{
				Cue: record.Spans{{Start: p.Start + 10, End: p.Start + 14}}, Content: record.Spans{{Start: p.Start + 40, End: p.End}},
				Form: record.Direct, Speaker: record.To[record.Entity](0), Via: record.Via{Entity: record.To[record.Entity](1)},
			})
		}
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				g.Find(cut, tokens, nil, said, Anchor{Published: "2025-03-12"})
			}
			b.ReportMetric(float64(len(cut.Words)*b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(tables.FS, "en"); err != nil {
			b.Fatal(err)
		}
	}
}
