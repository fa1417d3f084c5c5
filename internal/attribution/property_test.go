package attribution

import (
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
// are in order and apart, every attribution has a cue or says that it has none, and
// the same text gives the same attributions.
func TestSpansHold(t *testing.T) {
	r := newReader(t)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "parts")
		text := strings.Join(parts, rapid.SampledFrom([]string{" ", ""}).Draw(t, "between"))
		found := r.read(text)
		for _, a := range found {
			for _, role := range []record.Spans{a.Source, a.Cue, a.Content} {
				end := 0
				for _, s := range role {
					if s.Start < end || s.Empty() || s.End > len(text) {
						t.Fatalf("%q: span %v after %d", text, s, end)
					}
					if !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
						t.Fatalf("%q: span %v cuts a character", text, s)
					}
					end = s.End
				}
			}
			if len(a.Cue) == 0 && !a.Inferred {
				t.Fatalf("%q: %s has no cue and is not inferred", text, show(text, a))
			}
			if a.Act == "" || a.Form == "" || a.Confidence <= 0 || a.Confidence > 1 {
				t.Fatalf("%q: %s: form %q, act %q, confidence %v", text, show(text, a), a.Form, a.Act, a.Confidence)
			}
		}
		if again := r.read(text); !slices.EqualFunc(found, again, func(a, b record.Attribution) bool { return show(text, a) == show(text, b) }) {
			t.Fatalf("%q: a second reading differs", text)
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
