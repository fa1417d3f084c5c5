package lex_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"hearsay/internal/lex"
)

func TestPartsAreTheTextCutBetweenCharacters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"word", " ", "\n", "\n\n", ". ", "é", "👋🏽", "“"})).Draw(t, "text"), "")
		size := rapid.IntRange(utf8.UTFMax, 60).Draw(t, "size")
		at := 0
		for p := range lex.Parts(text, size) {
			if p.Start != at || p.Len() > size || !utf8.ValidString(p.In(text)) || p.Empty() && text != "" {
				t.Fatalf("part %v after %d: %q", p, at, p.In(text))
			}
			at = p.End
		}
		if at != len(text) {
			t.Fatalf("the parts end at %d of %d", at, len(text))
		}
	})
}

func TestACutFallsBetweenParagraphsWhereItCan(t *testing.T) {
	for text, first := range map[string]string{
		"One two three.\n\nFour. Five six": "One two three.\n\n",
		"One two three.\nFour. Five six":   "One two three.\n",
		"One two three. Four five six":     "One two three. ",
		"One two three four five":          "One two three four ",
		"onetwothreefourfive👋🏽":            "onetwothreefourfive",
	} {
		for p := range lex.Parts(text, 20) {
			if got := p.In(text); got != first {
				t.Errorf("%q: the first part is %q", text, got)
			}
			break
		}
	}
}
