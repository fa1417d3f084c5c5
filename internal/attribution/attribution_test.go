package attribution

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"hearsay/internal/lex"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

// reader reads a text as the pipeline does up to the attributions.
type reader struct {
	lex    *lex.Splitter
	tagger *syntax.Tagger
	finder *Finder
}

func newReader(t testing.TB) reader {
	t.Helper()
	s, err := lex.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	g, err := syntax.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	f, err := Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	return reader{s, g, f}
}

func (r reader) read(text string) []record.Attribution {
	words := r.lex.Split(text)
	return r.finder.Find(words, r.tagger.Tag(words), nil, nil)
}

// show writes an attribution as "[source] {cue} <content>", pieces joined by " … ".
func show(text string, a record.Attribution) string {
	return fmt.Sprintf("[%s] {%s} <%s>", a.Source.In(text), a.Cue.In(text), a.Content.In(text))
}

// marked reads a sentence in which [source], {cue} and <content> are marked.
func marked(s string) (text string, a record.Attribution) {
	var b strings.Builder
	from := map[rune]int{}
	for _, c := range s {
		switch c {
		case '[', '{', '<':
			from[c] = b.Len()
		case ']':
			a.Source = append(a.Source, record.Span{Start: from['['], End: b.Len()})
		case '}':
			a.Cue = append(a.Cue, record.Span{Start: from['{'], End: b.Len()})
		case '>':
			a.Content = append(a.Content, record.Span{Start: from['<'], End: b.Len()})
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), a
}

// Every row of the tables reads its own example.
func TestExamples(t *testing.T) {
	r := newReader(t)
	rows, err := table.Read(tables.FS, "en/cues.tsv", "cue", "pos", "act", "example")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		example := row.Get("example")
		if example == "" {
			if row.Get("pos") != "none" {
				t.Error(row.Errorf("%s: no example", row.Get("cue")))
			}
			continue
		}
		for example := range strings.SplitSeq(example, " | ") {
			text, want := marked(example)
			found := r.read(text)
			if !slices.ContainsFunc(found, func(a record.Attribution) bool { return show(text, a) == show(text, want) }) {
				all := []string{}
				for _, a := range found {
					all = append(all, show(text, a))
				}
				t.Error(row.Errorf("%s\n\twant %s\n\tread %s", row.Get("cue"), show(text, want), strings.Join(all, "\n\t     ")))
			}
		}
	}
}

// A row that cannot be used is refused with its table, its line and the reason.
func TestBadRows(t *testing.T) {
	head := "cue\tpos\tforms\tkind\tframes\tact\texample\n"
	for row, want := range map[string]string{
		"say\tverv\t\tspeech\tquote\tassert\t":    "cues.tsv:2: pos \"verv\"",
		"say\tverb\t\ttalk\tquote\tassert\t":      "cues.tsv:2: kind \"talk\"",
		"say\tverb\t\tspeech\tqoute\tassert\t":    "cues.tsv:2: no frame is named \"qoute\"",
		"say\tverb\t\tspeech\tquote\tassertion\t": "cues.tsv:2: no act is named \"assertion\"",
		"\tverb\t\tspeech\tquote\tassert\t":       "cues.tsv:2: no cue",
	} {
		over := fstest.MapFS{"en/cues.tsv": {Data: []byte(head + row)}}
		_, err := Load(table.Overlay(tables.FS, over), "en")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", row, err, want)
		}
	}
}

// The acts of neutral cues follow the words of their content.
func TestActs(t *testing.T) {
	r := newReader(t)
	rows, err := table.Read(tables.FS, "en/act-words.tsv", "words", "act", "example")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for example := range strings.SplitSeq(row.Get("example"), " | ") {
			example, want, given := strings.Cut(example, " = ")
			if !given {
				want = row.Get("act")
			}
			found := r.read(example)
			if len(found) == 0 || string(found[0].Act) != want {
				t.Error(row.Errorf("%s: read %v", example, found))
			}
		}
	}
	for example, want := range map[string]record.Act{
		"The board asked the mayor to resign.":       record.Demand,
		"The board asked whether it had to resign.":  record.Ask,
		"The board asked the mayor for help.":        record.Ask,
		"“Who is going to pay?” the board asked.":    record.Ask,
		"The board warned that the pier might fall.": record.Predict,
	} {
		if found := r.read(example); len(found) == 0 || found[0].Act != want {
			t.Errorf("%s: read %v, want %s", example, found, want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(tables.FS, "en"); err != nil {
			b.Fatal(err)
		}
	}
}

// Spans that a network found get their form and act as those of the rules do.
func TestSpansOfANetworkAreNamedByMarksAndWords(t *testing.T) {
	text := "“We will not go back,” Bo Lindgard said on Monday."
	r := newReader(t)
	words := r.lex.Split(text)
	span := func(s string) record.Spans {
		i := strings.Index(text, s)
		return record.Spans{{Start: i, End: i + len(s)}}
	}
	read := []Read{{record.Attribution{Source: span("Bo Lindgard"), Cue: span("said"), Content: span("“We will not go back,”"), Confidence: 0.9}, 0.9, 0.9}}
	got := r.finder.Find(words, r.tagger.Tag(words), nil, read)
	if len(got) != 1 || got[0].Form != record.Direct || got[0].Act == "" || got[0].Confidence < 0.5 {
		t.Errorf("got %+v", got)
	}
	if read[0].Form != "" {
		t.Error("the network's own spans were changed")
	}
}
