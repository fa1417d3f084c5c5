package encoder

import (
	"slices"
	"strings"
	"testing"
)

// copied is a window of its own memory.
func copied(w *window) *window {
	return &window{
		w.first, w.last, slices.Clone(w.ids), slices.Clone(w.shape), slices.Clone(w.quote), slices.Clone(w.start), slices.Clone(w.at),
	}
}

func windows(t *testing.T, text string, limit int) []*window {
	t.Helper()
	v, err := NewVocabulary([]byte(strings.Join(newModel(1).vocabulary, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	var out []*window
	err = newCutter(split(t, text), v, limit).each(func(w *window) error {
		out = append(out, copied(w))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWindowsHoldWholeSentences(t *testing.T) {
	// Sentences of 4, 4, 13 and 4 words of one piece each.
	text := "The quay is. The harbour is. The quay is the quay is the quay is the quay is. The mayor said."
	text = strings.ReplaceAll(text, ".", " .")
	for _, c := range []struct {
		limit int
		want  []int // words
	}{
		{27, []int{25}}, {26, []int{21, 4}}, {16, []int{8, 13, 4}}, {15, []int{8, 13, 4}}, {12, []int{8, 10, 3, 4}}, {7, []int{4, 4, 5, 5, 3, 4}},
	} {
		var got []int
		for _, w := range windows(t, text, c.limit) {
			got = append(got, w.words())
			if len(w.ids) > c.limit || len(w.ids) != w.words()+2 {
				t.Errorf("limit %d: %d pieces of %d words", c.limit, len(w.ids), w.words())
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("limit %d: windows of %v words, want %v", c.limit, got, c.want)
		}
	}
}

func TestWindowsCoverTheWholeText(t *testing.T) {
	texts := []string{sample, strings.Repeat("a", 1<<20), strings.Repeat("\"", 100_000), strings.Repeat("🙂", 5000), strings.Repeat(sample+"\n\n", 20), "x"}
	for _, text := range texts {
		next := 0
		for _, w := range windows(t, text, 48) {
			if w.first != next || w.last <= w.first || len(w.at) != w.words() || len(w.ids) > 48 {
				t.Fatalf("%.20q: window of the words %d to %d after %d, %d pieces", text, w.first, w.last, next, len(w.ids))
			}
			if len(w.shape) != len(w.ids) || len(w.quote) != len(w.ids) || len(w.start) != len(w.ids) {
				t.Fatalf("%.20q: %d pieces, features %d %d %d", text, len(w.ids), len(w.shape), len(w.quote), len(w.start))
			}
			next = w.last
		}
		if want := len(split(t, text).Words); next != want || want == 0 {
			t.Errorf("%.20q: %d of %d words read", text, next, want)
		}
	}
}
