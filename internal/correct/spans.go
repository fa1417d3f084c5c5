package correct

import (
	"cmp"
	"fmt"
	"slices"

	"hearsay/record"
)

// Timexes takes out the time expressions that are wrong, and gives those that are
// right their spans.
func (e *Edits) Timexes(found []record.Timex) []record.Timex {
	out := respan(e, "timexes", "time expression", found, func(t *record.Timex) *record.Span { return &t.Span })
	for i := range out {
		n, ok := out[i].AnchorIndex()
		if !ok || n >= len(found) {
			continue
		}
		out[i].Anchor = "" // of an expression that is there no more
		k, ok := slices.BinarySearchFunc(out, found[n].Start, func(t record.Timex, at int) int { return cmp.Compare(t.Start, at) })
		if ok && out[k].Span == found[n].Span {
			out[i].Anchor = record.To[record.Timex](k).String()
		}
	}
	return out
}

// Quantities does the same for quantities.
func (e *Edits) Quantities(found []record.Quantity) []record.Quantity {
	return respan(e, "quantities", "quantity", found, func(q *record.Quantity) *record.Span { return &q.Span })
}

// Events does the same for the triggers of events.
func (e *Edits) Events(found []record.Event) []record.Event {
	return respan(e, "events", "event", found, func(v *record.Event) *record.Span { return &v.Trigger })
}

// respan applies the entries of a layer whose elements have one span each. Nothing
// may refer to the layer yet.
func respan[T any](e *Edits, layer, what string, found []T, span func(*T) *record.Span) []T {
	out, moved := slices.Clone(found), false
	for _, x := range e.of(layer, wrong) {
		before := len(out)
		out = slices.DeleteFunc(out, func(t T) bool { return *span(&t) == x.span[0] })
		if x.done = len(out) < before; !x.done {
			x.problem = fmt.Sprintf("there is no %s %v to reject", what, x.Span)
		}
	}
	for _, x := range e.of(layer, right) {
		want, at, most := x.span[0], -1, 0
		for i := range out {
			s := *span(&out[i])
			shared := min(s.End, want.End) - max(s.Start, want.Start)
			if s == want {
				shared = want.Len() + 1
			}
			if shared > most {
				at, most = i, shared
			}
		}
		if at < 0 {
			x.problem = fmt.Sprintf("there is no %s at %v", what, x.Span)
			continue
		}
		old := *span(&out[at])
		for i := range out {
			if s := *span(&out[i]); i != at && s.Overlaps(want) && !s.Overlaps(old) {
				x.problem = fmt.Sprintf("another %s stands within %v; say first that it is wrong", what, x.Span)
			}
		}
		if x.problem == "" {
			*span(&out[at]), x.done, moved = want, true, true
		}
	}
	if !moved {
		return out
	}
	slices.SortStableFunc(out, func(a, b T) int { return cmp.Compare(span(&a).Start, span(&b).Start) })
	return out
}
