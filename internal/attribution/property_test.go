package attribution

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"hearsay/record"
)

// pieces are what the generated texts are made of: cues, names, marks, and what no
// writer means to write.
var pieces = []string{
	"Brevik", "Ana Brevik", "the board", "she", "said", "says", "told reporters", "according to", "that", "the pier was safe",
	"“", "”", "\"", "''", "‘", "’", "(", ")", ",", ".", "?", ":", ";", "—", "-", "\n", "\n\n", "\r\n", "and", "but", "who", "to", "denied",
	"was criticised by", "reportedly", "claim", "'s", "not", "has", "é", "e\u0301", "😀", "\x00", "12", "on Monday", "is expected", "asked",
}

// Whatever the text, the spans lie in it on character borders, those of one role
// are in order and apart, no role overlaps another, every attribution has a cue or says that it has none, and
// the same text gives the same attributions.
func TestSpansHold(t *testing.T) {
	r := newReader(t)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "parts")
		text := strings.Join(parts, rapid.SampledFrom([]string{" ", ""}).Draw(t, "between"))
		found := r.read(text)
		if wrong := broken(text, found); wrong != "" {
			t.Fatalf("%q: %s", text, wrong)
		}
		if again := r.read(text); !slices.EqualFunc(found, again, func(a, b record.Attribution) bool { return show(text, a) == show(text, b) }) {
			t.Fatalf("%q: a second reading differs", text)
		}
	})
}

// broken says what is wrong with the attributions of a text, "" where nothing is.
func broken(text string, found []record.Attribution) string {
	for _, a := range found {
		for _, role := range []record.Spans{a.Source, a.Cue, a.Content} {
			end := 0
			for _, s := range role {
				if s.Start < end || s.Empty() || s.End > len(text) {
					return fmt.Sprintf("span %v after %d", s, end)
				}
				if !boundary(text, s.Start) || !boundary(text, s.End) {
					return fmt.Sprintf("span %v cuts a character", s)
				}
				end = s.End
			}
		}
		if overlap(a.Source, a.Cue) || overlap(a.Source, a.Content) || overlap(a.Cue, a.Content) {
			return show(text, a) + " has roles that overlap"
		}
		if len(a.Cue) == 0 && !a.Inferred {
			return show(text, a) + " has no cue and is not inferred"
		}
		if a.Act == "" || a.Form == "" || a.Confidence <= 0 || a.Confidence > 1 {
			return fmt.Sprintf("%s: form %q, act %q, confidence %v", show(text, a), a.Form, a.Act, a.Confidence)
		}
	}
	return ""
}

// boundary tells whether a character begins or the text ends at byte i.
func boundary(text string, i int) bool {
	return i == len(text) || utf8.RuneStart(text[i]) || !utf8.ValidString(text)
}

func overlap(a, b record.Spans) bool {
	return slices.ContainsFunc(b, a.Overlap)
}

// Any bytes at all are read without a panic and with spans that hold.
func FuzzFind(f *testing.F) {
	r := newReader(f)
	f.Add("“The pier is safe,” said Ana Brevik, head of the board. “We tested it.\n\n“Twice.”")
	f.Add("CORRAN (Strait Wire) - Asked whether it was safe, he said: “No.”")
	f.Add("According to a draft seen by Tarn, who saw it, \x00 e\u0301 😀 \xff it was, as Brevik claimed")
	f.Fuzz(func(t *testing.T, text string) {
		if wrong := broken(text, r.read(text)); wrong != "" {
			t.Fatalf("%q: %s", text, wrong)
		}
	})
}

// Texts that no writer means to write are read in time that grows with their length,
// which the package's test time-out holds.
func TestLongTexts(t *testing.T) {
	r := newReader(t)
	for _, part := range []string{"said ", "“", "“said” ", "Brevik, ", "who said, ", "the ", "(", "“Yes,” she said. ", "and Brevik denied ", "x", "according to ", "as Brevik put it, "} {
		r.read(strings.Repeat(part, 100_000))
	}
}

func BenchmarkFind(b *testing.B) {
	r := newReader(b)
	text := strings.Repeat("“The pier is safe,” said Ana Brevik, head of the harbour board, on Monday. The union, which called the survey flawed, denied that it had been asked.\n\n", 200)
	words := r.lex.Split(text)
	tokens := r.tagger.Tag(words)
	b.ReportAllocs()
	for b.Loop() {
		r.finder.Find(words, tokens, nil, nil)
	}
	b.ReportMetric(float64(len(words.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
