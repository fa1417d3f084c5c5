package nest

import (
	"testing"

	"hearsay/record"
)

func TestInnermost(t *testing.T) {
	contents := []record.Spans{{{Start: 10, End: 50}}, {{Start: 20, End: 30}, {Start: 40, End: 45}}, {{Start: 60, End: 70}}}
	attributions := make([]record.Attribution, len(contents))
	for i, c := range contents {
		attributions[i].Content = c
	}
	for _, c := range []struct {
		what string
		span record.Span
		want int // index, -1 for nothing
	}{
		{"before everything", record.Span{Start: 0, End: 5}, -1},
		{"across the border", record.Span{Start: 5, End: 15}, -1},
		{"outer alone", record.Span{Start: 12, End: 15}, 0},
		{"inner within outer", record.Span{Start: 21, End: 25}, 1},
		{"between the pieces of the inner", record.Span{Start: 32, End: 35}, 0},
		{"second piece", record.Span{Start: 41, End: 45}, 1},
		{"after the first has ended", record.Span{Start: 60, End: 70}, 2},
	} {
		if got := Innermost([]record.Span{c.span}, attributions)[0].Index(); got != c.want {
			t.Errorf("%s: got %d, want %d", c.what, got, c.want)
		}
	}
}
