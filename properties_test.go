package hearsay_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"hearsay"
	"hearsay/record"
)

// read reads a text and returns the record's bytes: writing a record checks that
// its spans lie in the text, in order, and that its references resolve.
func read(t interface{ Fatal(...any) }, reader *hearsay.Reader, text string) (*record.Document, []byte) {
	doc := &record.Document{ID: "x", Text: text, Language: "en", Published: "2025-03-12", Outlet: "Example Post"}
	if err := reader.Read(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return doc, b
}

func story(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob("examples/harbour/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no examples (%v)", err)
	}
	var texts []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

func newReader(tb testing.TB, model string) *hearsay.Reader {
	tb.Helper()
	r, err := hearsay.New(hearsay.Options{Tokens: true, Model: model})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// TestMixedUpTextsGiveSoundRecords cuts the story's reports into pieces and joins
// them anew: no text may give a record that cannot be written, and the same text
// gives the same bytes.
func TestMixedUpTextsGiveSoundRecords(t *testing.T) {
	readers, texts := []*hearsay.Reader{newReader(t, hearsay.NoModel), newReader(t, "")}, story(t)
	rapid.Check(t, func(t *rapid.T) {
		reader := rapid.SampledFrom(readers).Draw(t, "reader")
		var b strings.Builder
		for range rapid.IntRange(1, 12).Draw(t, "pieces") {
			s := texts[rapid.IntRange(0, len(texts)-1).Draw(t, "report")]
			i := rapid.IntRange(0, len(s)).Draw(t, "from")
			b.WriteString(strings.ToValidUTF8(s[i:min(len(s), i+rapid.IntRange(0, 200).Draw(t, "length"))], ""))
			b.WriteString(rapid.SampledFrom([]string{"", " ", "\n", "\n\n", "“", "”", "\"", "'", "(", "—", "\r\n", "\x00", "é", "👋🏽", "1,2", "%"}).Draw(t, "joint"))
		}
		_, first := read(t, reader, b.String())
		_, second := read(t, reader, b.String())
		if !bytes.Equal(first, second) {
			t.Fatal("the same text gave two records")
		}
	})
}

func TestTwoHalvesHaveTheSentencesOfTheWhole(t *testing.T) {
	reader := newReader(t, hearsay.NoModel)
	for _, text := range story(t) {
		whole, _ := read(t, reader, text)
		cut := strings.Index(text[len(text)/2:], "\n\n") + len(text)/2 + 2
		first, _ := read(t, reader, text[:cut])
		second, _ := read(t, reader, text[cut:])
		var joined, all []string
		for _, d := range []*record.Document{first, second} {
			for _, s := range d.Sentences {
				joined = append(joined, s.In(d.Text))
			}
		}
		for _, s := range whole.Sentences {
			all = append(all, s.In(text))
		}
		if strings.Join(joined, "\n") != strings.Join(all, "\n") {
			t.Errorf("cut at %q: sentences differ", text[cut:cut+40])
		}
	}
}

// TestNobodyIsGivenWordsThatTheTextDoesNotGive holds that every content that is not
// marked as inferred comes with a cue or stands in quotation marks.
func TestNobodyIsGivenWordsThatTheTextDoesNotGive(t *testing.T) {
	reader := newReader(t, hearsay.NoModel)
	for _, text := range story(t) {
		doc, _ := read(t, reader, text)
		for _, a := range doc.Attributions {
			quoted := a.Form == record.Direct
			if len(a.Cue) == 0 && !quoted && !a.Inferred {
				t.Errorf("%q is given to %q without cue or marks", a.Content.In(text), a.Source.In(text))
			}
		}
	}
}

func TestATextInAnotherLanguageIsNamedAndNotRead(t *testing.T) {
	reader := newReader(t, hearsay.NoModel)
	doc := &record.Document{ID: "x", Text: "Der Hafen bleibt geschlossen, sagte die Leiterin der Behörde am Montag. Die Schiffe warten seit drei Tagen auf der Reede."}
	if err := reader.Read(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	if doc.Language != "de" || len(doc.Sentences) != 2 || doc.Claims == nil || len(doc.Claims)+len(doc.Findings)+len(doc.Attributions) > 0 {
		t.Errorf("language %q, %d sentences, %d claims", doc.Language, len(doc.Sentences), len(doc.Claims))
	}
}

func TestHostileTextsAreReadInBoundedTime(t *testing.T) {
	reader := newReader(t, hearsay.NoModel)
	for name, text := range map[string]string{
		"one long word":       strings.Repeat("a", 1_000_000),
		"quotation marks":     strings.Repeat("\" ", 100_000),
		"opening marks":       strings.Repeat("“", 100_000),
		"brackets":            strings.Repeat("(", 100_000),
		"names":               strings.Repeat("Ana Brevik ", 30_000),
		"numbers":             strings.Repeat("12 ", 100_000),
		"said":                strings.Repeat("said ", 60_000),
		"said that":           strings.Repeat("she said that ", 30_000),
		"commas":              strings.Repeat("one, ", 60_000),
		"emoji":               strings.Repeat("👩‍👩‍👧", 20_000),
		"combining marks":     "e" + strings.Repeat("\u0301", 300_000),
		"Mondays":             strings.Repeat("Monday 3 March 2025 ", 20_000),
		"line breaks":         strings.Repeat("a\n", 200_000),
		"NUL":                 strings.Repeat("\x00", 200_000),
		"right-to-left marks": strings.Repeat("\u202e\u200f", 100_000),
	} {
		if testing.Short() {
			text = strings.ToValidUTF8(text[:len(text)/20], "")
		}
		t.Run(name, func(t *testing.T) {
			read(t, reader, text)
		})
	}
}

// The same by the released network, whose windows such texts fill in odd ways.
func TestOddTextsAreReadByTheNetwork(t *testing.T) {
	reader := newReader(t, "")
	for name, text := range map[string]string{
		"one word":         "Harbour",
		"one letter":       "a",
		"emoji":            strings.Repeat("👩‍👩‍👧", 500),
		"spaced emoji":     strings.Repeat("🚢 ", 500),
		"no space":         strings.Repeat("a", 1_000_000),
		"no space, capped": strings.Repeat("A", 1_000_000) + ".",
		"ideographs":       strings.Repeat("港", 500),
	} {
		t.Run(name, func(t *testing.T) {
			read(t, reader, text)
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, t := range story(f) {
		f.Add(t[:min(len(t), 600)])
	}
	reader := newReader(f, hearsay.NoModel)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		read(t, reader, text)
	})
}
