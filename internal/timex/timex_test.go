package timex

import (
	"strings"
	"testing"

	"hearsay/internal/lex"
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
	for _, x := range g.Find(cut, untagged(cut), nil, anchor) {
		value := x.Value
		if value == "" {
			value = strings.Join(x.Alternatives, " or ")
		}
		out = append(out, x.In(text)+" = "+value)
	}
	return strings.Join(out, "; ")
}

// Every row's example reads as the row expects.
func TestExamples(t *testing.T) {
	g := load(t)
	rows, err := table.Read(tables.FS, "en/timex.tsv", "example", "expect")
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
