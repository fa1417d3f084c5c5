package arithmetic

import (
	"fmt"
	"math"

	"hearsay/check"
	"hearsay/record"
)

// How far a multiple may be off: "doubled" is said of 1.8 times and of 2.4.
const (
	leastOfMultiple = 0.85
	mostOfMultiple  = 1.35
)

// changes holds "doubled" and "by 20 percent" against from and to.
func (r *run) changes() {
	var fromTo, by []*record.Quantity
	for i := range r.figures {
		q := &r.figures[i]
		switch {
		case q.Old != nil && q.New != nil && *q.Old > 0 && *q.New > 0 && q.Unit != "percentage":
			fromTo = append(fromTo, q)
		case q.Unit == "times" || q.Unit == "percentage" && (q.Change == record.Up || q.Change == record.Down):
			by = append(by, q)
		}
	}
	r.points(by)
	if len(fromTo) != 1 || len(by) != 1 || !r.oneClause(fromTo[0], by[0]) {
		return
	}
	q, b := fromTo[0], by[0]
	factor, ok := check.Point(b)
	if !ok || r.loose(b) {
		return
	}
	old, now := r.around(q, *q.Old), r.around(q, *q.New)
	if old.Low <= 0 {
		return
	}
	evidence := []record.Evidence{figure("from", q.Span, *q.Old), figure("to", q.Span, *q.New)}
	if b.Unit == "times" {
		if factor > 0 && factor < 1 { // "halved"
			factor = 1 / factor
		}
		if factor <= 1 {
			return
		}
		ratio := check.Range{Low: now.Low / old.High, High: now.High / old.Low}
		if b.Change == record.Down || *q.New < *q.Old {
			ratio = check.Range{Low: old.Low / now.High, High: old.High / max(now.Low, 1e-9)}
		}
		if ratio.Meets(check.Range{Low: factor * leastOfMultiple, High: factor * mostOfMultiple}) {
			return
		}
		r.report(fmt.Sprintf("The text says %s; from %s to %s is %s times.", r.Quote(b.Span), check.Number(*q.Old), check.Number(*q.New), check.Number(round(times(*q.Old, *q.New)))),
			[]record.Span{b.Span, q.Span}, append(evidence, figure("multiple", b.Span, factor), computed("computed multiple", times(*q.Old, *q.New)))...)
		return
	}
	change := check.Range{Low: 100 * (now.Low/old.High - 1), High: 100 * (now.High/old.Low - 1)}
	actual := 100 * (*q.New / *q.Old - 1)
	if b.Change == record.Down {
		change, actual = check.Range{Low: -change.High, High: -change.Low}, -actual
	}
	if change.Meets(check.Around(factor, r.stepOf(b, factor))) || actual < 0 {
		return // a fall that is called a rise is for trend-conflict
	}
	r.report(fmt.Sprintf("The text says %s; from %s to %s is %s percent.", r.Quote(b.Span), check.Number(*q.Old), check.Number(*q.New), check.Number(round(actual))),
		[]record.Span{b.Span, q.Span}, append(evidence, figure("change", b.Span, factor), computed("computed change in percent", actual))...)
}

// points notes percent where percentage points are meant: "rose by 2 percent, from 5
// percent to 7 percent".
func (r *run) points(by []*record.Quantity) {
	for i := range r.figures {
		q := &r.figures[i]
		if q.Unit != "percentage" || q.Old == nil || q.New == nil || *q.Old <= 0 {
			continue
		}
		for _, b := range by {
			n, ok := check.Point(b)
			moved := math.Abs(*q.New - *q.Old)
			if !ok || b == q || b.Unit != "percentage" || math.Abs(n-moved) > 0.05 || !r.oneClause(q, b) || math.Abs(n - 100*moved / *q.Old) < 0.5 {
				continue
			}
			r.Report(record.Finding{
				Severity: record.Note, Spans: record.Spans{b.Span, q.Span}.Sorted(),
				Message: fmt.Sprintf("The text says %s; from %s to %s percent is %s percentage points, or %s percent.",
					r.Quote(b.Span), check.Number(*q.Old), check.Number(*q.New), check.Number(moved), check.Number(round(100*moved / *q.Old))),
				Evidence: []record.Evidence{figure("from", q.Span, *q.Old), figure("to", q.Span, *q.New), figure("change", b.Span, n)},
			})
		}
	}
}

func times(old, now float64) float64 {
	if now < old {
		return old / now
	}
	return now / old
}

// loose tells whether the multiple or percentage is a rough or bounded one.
func (r *run) loose(q *record.Quantity) bool {
	first, _ := r.tree.Range(q.Span)
	for i := first - 2; i < first; i++ {
		if r.words.Has(r.tree.Form(i), "loose") {
			return true
		}
	}
	for _, k := range r.tree.Kids(r.tree.Top(q.Span)) {
		if r.words.Has(r.tree.Form(k), "loose") {
			return true
		}
	}
	return q.Change == record.About || q.Change == record.Above || q.Change == record.Below
}

// oneClause tells whether two figures are said by one verb.
func (r *run) oneClause(a, b *record.Quantity) bool {
	x, y := r.tree.Unit(*a), r.tree.Unit(*b)
	c := r.tree.Clause(y)
	return c >= 0 && (r.tree.Clause(x) == c || r.tree.Under(x, y) || r.tree.Under(x, c) && !r.otherClause(x, c))
}

// otherClause tells whether a clause with a subject of its own lies between word i and
// the predicate above it.
func (r *run) otherClause(i, top int) bool {
	own := r.tree.Clause(i)
	return own != top && own >= 0 && r.tree.Kid(own, "nsubj") >= 0
}
