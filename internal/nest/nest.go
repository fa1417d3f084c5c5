// Package nest finds the innermost attribution around a place in a text.
package nest

import (
	"slices"

	"hearsay/record"
)

// deepest is how many open attributions are looked at; deeper nesting is not speech.
const deepest = 8

// Innermost gives for each span, which must be in text order of their starts, the
// shortest attribution whose content holds it. Its time grows with the number of
// spans and attributions, not with their product.
func Innermost(spans []record.Span, attributions []record.Attribution) []record.Ref[record.Attribution] {
	type content struct {
		record.Span
		of int
	}
	var all, open []content
	for i := range attributions {
		if c := attributions[i].Content; len(c) > 0 {
			all = append(all, content{c.Bounds(), i})
		}
	}
	slices.SortStableFunc(all, func(a, b content) int { return a.Start - b.Start })
	out := make([]record.Ref[record.Attribution], len(spans))
	next := 0
	for k, s := range spans {
		for ; next < len(all) && all[next].Start <= s.Start; next++ {
			open = append(open, all[next])
		}
		for len(open) > 0 && open[len(open)-1].End <= s.Start {
			open = open[:len(open)-1]
		}
		best := -1
		for j := len(open) - 1; j >= 0 && j >= len(open)-deepest; j-- {
			if c := open[j]; attributions[c.of].Content.Cover(s) && (best < 0 || c.Len() < open[best].Len()) {
				best = j
			}
		}
		if best >= 0 {
			out[k] = record.To[record.Attribution](open[best].of)
		}
	}
	return out
}
