package lex_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"hearsay/internal/lex"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

var update = flag.Bool("update", false, "write what is found into the golden files")

func english(tb testing.TB) *lex.Splitter {
	tb.Helper()
	s, err := lex.Load(tables.FS, "en")
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// golden holds each case of an archive, a text and what show makes of it, as
// "name" and "name: want".
func golden(t *testing.T, file string, show func(*lex.Text) string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := english(t)
	out := &txtar.Archive{Comment: archive.Comment}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ": want") {
			continue
		}
		got := show(s.Split(strings.TrimSuffix(string(f.Data), "\n")))
		out.Files = append(out.Files, f, txtar.File{Name: f.Name + ": want", Data: []byte(got)})
		if !*update && got != want[f.Name+": want"] {
			t.Errorf("%s\n got: %s\nwant: %s", f.Name, got, want[f.Name+": want"])
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A line for each quotation: its depth, its pieces, and a sign where nothing closes it.
func TestQuotes(t *testing.T) {
	golden(t, "testdata/quotes.txtar", func(x *lex.Text) string {
		var b strings.Builder
		for _, q := range x.Quotes {
			fmt.Fprintf(&b, "%d", q.Depth)
			for _, s := range q.Spans {
				fmt.Fprintf(&b, "  %s", strings.ReplaceAll(s.In(x.Source), "\n", " "))
			}
			if q.Close.Empty() {
				b.WriteString("  (open)")
			}
			b.WriteByte('\n')
		}
		return b.String()
	})
}

// A line for each sentence, its words parted by bars; a blank line between paragraphs.
func TestWords(t *testing.T) {
	golden(t, "testdata/words.txtar", func(x *lex.Text) string {
		var b strings.Builder
		for i, p := range x.Paragraphs {
			if i > 0 {
				b.WriteByte('\n')
			}
			for _, s := range x.Sentences[p.First:p.Last] {
				for w := s.First; w < s.Last; w++ {
					if w > s.First {
						b.WriteByte('|')
					}
					b.WriteString(x.Form(w))
				}
				b.WriteByte('\n')
			}
		}
		return b.String()
	})
}

// The examples of the abbreviations: one sentence, or two where the abbreviation
// ends the first.
func TestAbbreviationExamples(t *testing.T) {
	s := english(t)
	rows, err := table.Read(tables.FS, "en/abbreviations.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		want := 1
		if r.Get("ends") == "maybe" {
			want = 2
		}
		if got := len(s.Split(r.Get("example")).Sentences); got != want {
			t.Errorf("%q: %d sentences, want %d", r.Get("example"), got, want)
		}
	}
}

// The examples of the contractions hold the parts as words, one after the other.
func TestContractionExamples(t *testing.T) {
	s := english(t)
	rows, err := table.Read(tables.FS, "en/contractions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		var words []string
		for _, w := range s.Split(r.Get("example")).Words {
			words = append(words, w.Lower)
		}
		if all := " " + strings.Join(words, " ") + " "; !strings.Contains(all, " "+r.Get("parts")+" ") {
			t.Errorf("%q gives%s, want the words %q", r.Get("example"), all, r.Get("parts"))
		}
	}
}

func TestCurlyApostropheInContraction(t *testing.T) {
	x := english(t).Split("Y’all don’t see Tarn’s quay.")
	var words []string
	for i := range x.Words {
		words = append(words, x.Form(i)+"="+x.Words[i].Lower)
	}
	if got, want := strings.Join(words, " "), "Y’=y' all=all do=do n’t=n't see=see Tarn=tarn ’s='s quay=quay .=."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLoadNamesTheTable(t *testing.T) {
	_, err := lex.Load(tables.FS, "xx")
	if err == nil || !strings.Contains(err.Error(), "xx/abbreviations.tsv") {
		t.Errorf("Load of a language without tables: %v", err)
	}
}

// Without tables the sentences of other scripts end at their own signs.
func TestOtherScripts(t *testing.T) {
	for text, want := range map[string]int{
		"港务局关闭了码头。船长很生气！为什么？":                        3,
		"बंदरगाह बंद है। जहाज रुके हैं।":             2,
		"هل أغلق الميناء؟ نعم أغلق.":                 2,
		"Причал закрыт. Капитан ждёт! Надолго ли?":   3,
		"Το λιμάνι έκλεισε. Ο καπετάνιος περιμένει.": 2,
	} {
		if got := len(lex.Split(text).Sentences); got != want {
			t.Errorf("%q: %d sentences, want %d", text, got, want)
		}
	}
}

func TestWordAt(t *testing.T) {
	x := lex.Split("Oske saw it.")
	for at, want := range map[int]int{0: 0, 3: 0, 4: 1, 5: 1, 9: 2, 11: 3, 12: 4} {
		if got := x.WordAt(at); got != want {
			t.Errorf("WordAt(%d) = %d, want %d", at, got, want)
		}
	}
	if a, b := x.Range(record.Span{Start: 5, End: 11}); a != 1 || b != 3 {
		t.Errorf("Range = %d, %d", a, b)
	}
}

// isSpace tells what need not belong to a word.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// check holds a cut to what the package promises.
func check(t interface{ Fatalf(string, ...any) }, x *lex.Text) {
	covered, valid := 0, utf8.ValidString(x.Source)
	for i, w := range x.Words {
		if w.Start < covered || w.End <= w.Start || w.End > len(x.Source) {
			t.Fatalf("word %d is %v after %d", i, w.Span, covered)
		}
		if gap := strings.TrimFunc(x.Source[covered:w.Start], isSpace); gap != "" {
			t.Fatalf("%q before word %d belongs to none", gap, i)
		}
		if s := x.Sentences[w.Sentence]; i < s.First || i >= s.Last {
			t.Fatalf("word %d is not in its sentence %v", i, s)
		}
		if valid && !utf8.ValidString(x.Form(i)) {
			t.Fatalf("word %d cuts a character", i)
		}
		covered = w.End
	}
	if gap := strings.TrimFunc(x.Source[covered:], isSpace); gap != "" {
		t.Fatalf("%q at the end belongs to no word", gap)
	}
	word := 0
	for i, s := range x.Sentences {
		if s.First != word || s.Last <= s.First || s.Span != x.Span(s.First, s.Last) {
			t.Fatalf("sentence %d is %+v after word %d", i, s, word)
		}
		if p := x.Paragraphs[s.Paragraph]; i < p.First || i >= p.Last || !p.Contains(s.Span) {
			t.Fatalf("sentence %d is not in its paragraph %v", i, p)
		}
		word = s.Last
	}
	if word != len(x.Words) {
		t.Fatalf("%d words are in no sentence", len(x.Words)-word)
	}
	for i, q := range x.Quotes {
		if i > 0 && q.Open.Start <= x.Quotes[i-1].Open.Start {
			t.Fatalf("quotation %d is out of order", i)
		}
		if len(q.Spans) == 0 || q.Spans[0].Start != q.Open.Start || q.Open.Empty() {
			t.Fatalf("quotation %d begins with no mark: %+v", i, q)
		}
		last := q.Spans[len(q.Spans)-1]
		if !q.Close.Empty() && last.End != q.Close.End {
			t.Fatalf("quotation %d does not end with its mark: %+v", i, q)
		}
		at := 0
		for _, s := range q.Spans {
			if s.Start < at || s.End <= s.Start || s.End > len(x.Source) {
				t.Fatalf("quotation %d has the piece %v after %d", i, s, at)
			}
			at = s.End
		}
	}
}

// texts are made of what texts are made of.
func texts() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		piece := rapid.OneOf(
			rapid.SampledFrom([]string{
				"Oske", "said", "don't", "Tarn's", "U.S.", "Mr.", "p.m.", "1,000.5", "9/11", "long-term", "pre-war", "$5m", "a@b.org", "www.tarn.org/x,", "cannot",
				". ", "! ", "? ", "... ", "…", "\"", "“", "”", "‘", "’", "'", "''", "``", "«", "»", "„", "「", "」", "(", ")", "[3]", ":)", ";", ":", ",", "--", "-", "—",
				"\n", "\n\n", "\r\n", "\t", " ", "\u00a0", "\u200b", "🙂", "👩‍🚒", "e\u0301", "。", "؟", "।", "漢字", "\x00", "\xff", "İ", "ŉ", "'90s", "6'", "#tag", "@who", "_", "=====",
			}),
			rapid.StringN(0, 4, 12),
		)
		words := rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces")
		return strings.Join(words, rapid.SampledFrom([]string{"", " "}).Draw(t, "joint"))
	})
}

func TestPromises(t *testing.T) {
	s := english(t)
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		x := s.Split(text)
		check(t, x)
		if a, b := fmt.Sprint(*x), fmt.Sprint(*s.Split(text)); a != b {
			t.Fatalf("two cuts differ:\n%s\n%s", a, b)
		}
	})
}

func TestHalvesGiveTheSameSentences(t *testing.T) {
	s := english(t)
	rapid.Check(t, func(t *rapid.T) {
		half := rapid.Map(texts(), func(s string) string { return strings.Join(strings.Fields(s), " ") + "." })
		a, b := half.Draw(t, "a"), half.Draw(t, "b")
		var want []string
		for _, part := range []string{a, b} {
			x := s.Split(part)
			for _, n := range x.Sentences {
				want = append(want, n.In(part))
			}
		}
		whole := a + "\n\n" + b
		var got []string
		for _, n := range s.Split(whole).Sentences {
			got = append(got, n.In(whole))
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "\x00", "“Oske said: ‘No.’”\n\n“And?”", "The U.S.'s 5,000 km2 (approx.) aren't 9/11's.\r\nSo.", "\"'\"'\"'", "a.b.c.d", ":-)", "\xe2\x80", "İ'S"} {
		f.Add(s)
	}
	s := english(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 {
			t.Skip()
		}
		check(t, s.Split(text))
	})
}

// Texts that would be slow if anything were looked at again and again. They must
// come to an end; the benchmarks show how soon.
var monsters = map[string]string{
	"no space":      strings.Repeat("a", 1<<20),
	"dotted":        strings.Repeat("a.", 1<<19),
	"hyphens":       strings.Repeat("a-", 1<<19),
	"clitics":       "a" + strings.Repeat("'s", 1<<19),
	"digits":        strings.Repeat("1-", 1<<19),
	"at":            strings.Repeat("a@", 1<<19),
	"marks":         strings.Repeat("\"", 100_000),
	"spaced marks":  strings.Repeat("\" ", 100_000),
	"openings":      strings.Repeat("“ a ", 100_000),
	"single":        strings.Repeat("'a ", 100_000),
	"paragraphs":    strings.Repeat("“a\n\n", 100_000),
	"stops":         strings.Repeat(". ", 1<<19),
	"brackets":      strings.Repeat("(", 1<<20),
	"references":    "a." + strings.Repeat(" [3]", 1<<18),
	"smileys":       strings.Repeat(":)", 1<<19),
	"combining":     "e" + strings.Repeat("\u0301", 1<<19),
	"joined emoji":  strings.Repeat("👩\u200d", 1<<17),
	"wrapped lines": strings.Repeat("a b\nc d\n", 1<<17),
	"closing stops": "a" + strings.Repeat(".\"", 1<<19),
	"underscores":   strings.Repeat("_ ", 1<<19),
}

func TestMonsters(t *testing.T) {
	s := english(t)
	for name, text := range monsters {
		t.Run(name, func(t *testing.T) { check(t, s.Split(text)) })
	}
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("The harbour board's head, Ida Oske, said on Nov. 3 that 1,200 boats couldn't sail: “We waited,” she told Radio Tarn. "+
		"\"It's a long-term plan,\" Mr. Roe replied, although the quay (built in 1950) was closed at 5 p.m. by the U.S. firm.\n\n", 400)
	s := english(b)
	words := len(s.Split(text).Words)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Split(text)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkMonsters(b *testing.B) {
	s := english(b)
	for name, text := range monsters {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				s.Split(text)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		english(b)
	}
}
