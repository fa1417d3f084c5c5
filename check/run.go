package check

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"

	"hearsay/record"
)

// mostFindings bounds what one check may report of one text. Who reads the
// hundredth finding of one kind?
const mostFindings = 100

// Run runs the checks over the record and returns their findings ranked as an editor
// would raise them: warnings first, then in the order of the checks, then of the
// text. Findings of one check and label stand together.
//
// One disagreement is one finding: where a check yields to another that has found
// the same places, only the other's is returned.
func Run(ctx context.Context, checks []*Check, m Material) ([]record.Finding, error) {
	m.trees, m.attribute = map[int]*Tree{}, &attributed{}
	var of [][]record.Finding
	for _, c := range checks {
		var found []record.Finding
		report := func(f record.Finding) {
			if len(found) == mostFindings {
				return
			}
			f.Check, f.Label = c.Name, cmp.Or(f.Label, c.Label)
			if f.Severity == "" || c.Speaks() == record.Note {
				f.Severity = c.Speaks()
			}
			found = append(found, f)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := c.Run(&Pass{m, ctx, report}); err != nil {
			return nil, fmt.Errorf("check %s: %w", c.Name, err)
		}
		of = append(of, found)
	}
	findings := rank(yield(checks, of))
	return findings, nil
}

// yield takes out the findings for which another check speaks.
func yield(checks []*Check, of [][]record.Finding) [][]record.Finding {
	out := slices.Clone(of)
	for i, c := range checks {
		var heard record.Spans
		for k, other := range checks {
			if !slices.Contains(c.Yields, other.Name) {
				continue
			}
			for _, f := range of[k] {
				heard = append(heard, f.Spans...)
			}
		}
		if heard = heard.Sorted(); len(heard) > 0 {
			out[i] = slices.DeleteFunc(slices.Clone(of[i]), func(f record.Finding) bool { return covered(f.Spans, heard) })
		}
	}
	return out
}

// covered tells whether two of the places, or the only one, were spoken of.
func covered(places record.Spans, heard record.Spans) bool {
	n := 0
	for _, p := range places {
		i := sort.Search(len(heard), func(i int) bool { return heard[i].End > p.Start })
		if i < len(heard) && heard[i].Start < p.End {
			n++
		}
	}
	return n > 0 && n >= min(2, len(places))
}

// rank puts the findings of all checks in order.
func rank(of [][]record.Finding) []record.Finding {
	type kind struct {
		note  bool
		check int
		label string
	}
	type placed struct {
		record.Finding
		kind
	}
	var all []placed
	first := map[kind]int{} // where each kind first stands in the text
	for i, found := range of {
		for _, f := range found {
			k := kind{f.Severity != record.Warning, i, f.Label}
			at, met := first[k]
			if start := f.Spans.Bounds().Start; !met || start < at {
				first[k] = start
			}
			all = append(all, placed{f, k})
		}
	}
	number := func(note bool) int {
		if note {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(number(a.note), number(b.note)), cmp.Compare(a.check, b.check),
			cmp.Compare(first[a.kind], first[b.kind]), cmp.Compare(a.label, b.label),
			cmp.Compare(a.Spans.Bounds().Start, b.Spans.Bounds().Start))
	})
	out := make([]record.Finding, len(all))
	for i, f := range all {
		out[i] = f.Finding
		out[i].Rank = i + 1
	}
	return out
}
