package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// ComparisonJSON writes a comparison as one JSON object.
func ComparisonJSON(w io.Writer, c *Comparison) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(c)
}

// ComparisonCSV writes the rows of a comparison as CSV with a header.
func ComparisonCSV(w io.Writer, c *Comparison) error {
	lines := [][]string{{"kind", "in", "differs", "a", "a_source", "a_chain", "a_from", "a_to", "a_start", "a_end", "b", "b_source", "b_chain", "b_from", "b_to", "b_start", "b_end"}}
	for _, r := range c.Rows {
		line := []string{r.Kind, r.in(), strings.Join(r.Differs, " ")}
		for _, x := range [...]*ComparisonSide{r.A, r.B} {
			if x == nil {
				line = append(line, "", "", "", "", "", "", "")
				continue
			}
			line = append(line, x.Text, x.Source, x.Chain, x.First, x.Last, strconv.Itoa(x.Start), strconv.Itoa(x.End))
		}
		lines = append(lines, line)
	}
	return writeCSV(w, lines)
}

// in says which report has it.
func (r ComparisonRow) in() string {
	switch {
	case r.A == nil:
		return "b"
	case r.B == nil:
		return "a"
	}
	return "both"
}

// ComparisonTable prints a comparison for people: first where the two differ, then what
// both have, then what one has. Full and Times say nothing here.
func ComparisonTable(w io.Writer, c *Comparison, o TerminalOptions) error {
	t := &terminal{s: &Summary{}, o: o.bounded()}
	for _, x := range [...]struct {
		name string
		head ComparisonHead
	}{{"A", c.A}, {"B", c.B}} {
		about := compact(x.head.Outlet, dateWords(x.head.Published))
		t.wrap(0, 3, x.name+": "+oneLine(cmp.Or(x.head.Title, x.head.Document)), t.bold)
		t.wrap(3, 3, oneLine(strings.Join(append([]string{x.head.Document}, about...), " · ")), t.dim)
	}
	t.wrap(0, 0, fmt.Sprintf("%d%% of the shorter text, in runs of three words, stands in the longer too.", c.Percent), nil)

	t.section("WHERE THEY DIFFER")
	none := true
	for _, r := range c.Rows {
		if len(r.Differs) == 0 {
			continue
		}
		none = false
		t.wrap(2, 4, r.Kind+": "+strings.Join(differWords(r.Differs), ", "), nil)
		t.wrap(4, 7, "A: "+r.A.words(r.Kind), nil)
		t.wrap(4, 7, "B: "+r.B.words(r.Kind), nil)
	}
	if none {
		t.wrap(2, 2, "Nothing that both have differs.", nil)
	}
	for _, part := range [...]struct{ title, in string }{{"BOTH", "both"}, {"ONLY A", "a"}, {"ONLY B", "b"}} {
		t.section(part.title)
		none = true
		for _, kind := range [...]string{"claim", "figure", "day", "name", "speaker"} {
			var words []string
			for _, r := range c.Rows {
				if r.Kind == kind && r.in() == part.in && len(r.Differs) == 0 {
					if x := cmp.Or(r.A, r.B).words(kind); !slices.Contains(words, x) {
						words = append(words, x)
					}
				}
			}
			if len(words) == 0 {
				continue
			}
			none = false
			if kind == "claim" || kind == "figure" {
				t.wrap(2, 2, kind+"s", t.dim)
				for _, x := range words {
					t.wrap(4, 6, x, nil)
				}
				continue
			}
			t.wrap(2, 4, kind+"s: "+strings.Join(words, "; "), nil)
		}
		if none {
			t.wrap(2, 2, "Nothing.", nil)
		}
	}
	t.gap()
	t.wrap(0, 0, "Matched by words and names; the same thing in quite other words stands as one that only one report has. Nothing was checked.", t.dim)
	_, err := w.Write(t.b.Bytes())
	return err
}

// words write how a report has it.
func (x *ComparisonSide) words(kind string) string {
	days := ""
	if x.First != "" {
		days = daysWords(x.First, x.Last)
	}
	switch kind {
	case "day":
		return days
	case "claim", "figure":
		word := x.Chain
		if x.Source == ownWords {
			word = "the author"
		}
		text := shortened(x.Text, claimRunes)
		if days != "" {
			text += " (" + days + ")"
		}
		return text + " ← " + word
	}
	return x.Text
}

// differWords say in words in what two reports differ.
func differWords(differs []string) []string {
	out := slices.Clone(differs)
	for i, d := range out {
		switch d {
		case "source":
			out[i] = "on whose word"
		case "chain":
			out[i] = "through whom it came"
		case "figure":
			out[i] = "the figure"
		case "hedge":
			out[i] = "hedged in one"
		case "negation":
			out[i] = "denied in one"
		}
	}
	return out
}
