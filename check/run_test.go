package check_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay/check"
	"hearsay/record"
)

// saying is a check that reports the places of the words, each with the label.
func saying(name, label string, severity record.Severity, words ...string) *check.Check {
	return &check.Check{Name: name, Label: label, Severity: severity, Judged: 40, Right: 40, Run: func(p *check.Pass) error {
		var spans record.Spans
		for _, w := range words {
			at := strings.Index(p.Doc.Text, w)
			spans = append(spans, record.Span{Start: at, End: at + len(w)})
		}
		p.Report(record.Finding{Spans: spans, Message: name + "."})
		return nil
	}}
}

func run(t *testing.T, checks ...*check.Check) string {
	t.Helper()
	doc := &record.Document{Text: "one two three four five"}
	found, err := check.Run(context.Background(), checks, check.Material{Doc: doc})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i, f := range found {
		if f.Rank != i+1 {
			t.Errorf("finding %d has rank %d", i, f.Rank)
		}
		out = append(out, f.Check)
	}
	return strings.Join(out, " ")
}

func TestTheMoreExactCheckSpeaks(t *testing.T) {
	exact := saying("exact", "x", record.Warning, "one", "three")
	for name, c := range map[string]struct {
		words []string
		want  string
	}{
		"the same places":           {[]string{"one", "three"}, "exact"},
		"two places and one more":   {[]string{"one", "two", "three"}, "exact"},
		"a place within":            {[]string{"thr"}, "exact"},
		"one of two places":         {[]string{"one", "two"}, "exact wide"},
		"other places":              {[]string{"four", "five"}, "exact wide"},
		"a finding without a place": {nil, "exact wide"},
	} {
		wide := saying("wide", "y", record.Warning, c.words...)
		wide.Yields = []string{"exact"}
		if got := run(t, exact, wide); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := run(t, wide); got != "wide" {
			t.Errorf("%s: alone it says %q", name, got)
		}
	}
}

func TestFindingsAreRanked(t *testing.T) {
	got := run(t,
		saying("note", "n", record.Note, "one"),
		saying("later", "l", record.Warning, "five"),
		saying("first", "f", record.Warning, "two"))
	if got != "later first note" { // warnings before notes, then as the checks are listed
		t.Error(got)
	}
}

// Findings of one kind stand together, where the first of them stands.
func TestFindingsOfOneKindStandTogether(t *testing.T) {
	mixed := &check.Check{Name: "mixed", Severity: record.Note, Run: func(p *check.Pass) error {
		for i, label := range []string{"b", "a", "b", "a"} {
			p.Report(record.Finding{Label: label, Message: fmt.Sprint(label, i), Spans: record.Spans{{Start: i, End: i + 1}}})
		}
		return nil
	}}
	found, err := check.Run(context.Background(), []*check.Check{mixed}, check.Material{Doc: &record.Document{Text: "abcd"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, f.Message)
	}
	if want := []string{"b0", "b2", "a1", "a3"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestACheckOfFewJudgedWarningsSpeaksInNotes(t *testing.T) {
	c := saying("new", "n", record.Warning, "one")
	c.Judged = 19
	found, err := check.Run(context.Background(), []*check.Check{c}, check.Material{Doc: &record.Document{Text: "one"}})
	if err != nil || len(found) != 1 || found[0].Severity != record.Note {
		t.Errorf("%v, %v", found, err)
	}
}
