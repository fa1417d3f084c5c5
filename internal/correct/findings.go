package correct

import (
	"fmt"
	"slices"

	"hearsay/record"
)

// Findings takes out the findings that people have accepted. The entry and the reason
// stay in its overlay, and what became of it in the record.
func (e *Edits) Findings(found []record.Finding) []record.Finding {
	out := slices.Clone(found)
	for _, x := range e.of("findings", accept) {
		before := len(out)
		out = slices.DeleteFunc(out, func(f record.Finding) bool { return f.Check == x.Check && meet(f.Spans, x.spans) })
		if x.done = len(out) < before; !x.done {
			x.problem = fmt.Sprintf("%s has no finding at %v", x.Check, x.Spans)
		}
	}
	if out == nil {
		out = []record.Finding{}
	}
	for i := range out {
		out[i].Rank = i + 1
	}
	return out
}

// meet tells whether each piece of a has something in common with one of b, and each
// of b with one of a.
func meet(a, b record.Spans) bool {
	lone := func(a, b record.Spans) bool {
		return slices.ContainsFunc(a, func(s record.Span) bool { return !b.Overlap(s) })
	}
	return !lone(a, b) && !lone(b, a)
}
