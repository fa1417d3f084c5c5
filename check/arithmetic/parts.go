package arithmetic

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/check"
	"hearsay/record"
)

// parts holds a total against its parts: "of the 38, 14 ..., 19 ... and 9 ...", "nine
// million: four for ..., three for ...", "45, including 20 women and 30 men".
func (r *run) parts() {
	for i := range r.figures {
		q := &r.figures[i]
		total, ok := exact(q)
		if !ok || q.Unit == "percentage" || q.Old != nil || total < 2 {
			continue
		}
		kind := r.opens(q)
		if kind == "" {
			continue
		}
		parts := r.partsOf(q, kind)
		if len(parts) < 2 {
			continue
		}
		r.compare(q, total, parts, kind)
		return
	}
}

// opens tells in which way a figure is the total of those after it; "" for none.
func (r *run) opens(q *record.Quantity) string {
	first, last := r.tree.Range(q.Span)
	for i := first - 1; i >= max(0, first-4); i-- {
		if r.tree.Form(i) == "of" && (i == 0 || r.tree.Words[i-1].UPOS == "PUNCT" || r.tree.Words[i-1].UPOS == "CCONJ") {
			return "of"
		}
	}
	for i := last; i < min(len(r.tree.Words), last+8); i++ {
		switch form := r.tree.Form(i); {
		case form == ":":
			return ":"
		case form == "including" || form == "comprising", form == "among" && r.tree.Form(i+1) == "them":
			return "including"
		case form == "," && r.tree.Form(i+1) != "including" && r.tree.Form(i+1) != "among", r.tree.Words[i].UPOS == "VERB" && i > last+6:
			return ""
		}
	}
	return ""
}

// partsOf are the figures after the total that count the same thing, up to a figure
// that is something else.
func (r *run) partsOf(total *record.Quantity, kind string) []*record.Quantity {
	var out []*record.Quantity
	for i := range r.figures {
		q := &r.figures[i]
		if q.Start < total.End || r.inQuestion(q) {
			continue
		}
		if _, ok := exact(q); !ok || q.Unit == "percentage" || q.Per != "" || q.Unit == "year of age" || q.Old != nil {
			return nil
		}
		if !sameThing(total, q, kind) {
			if len(out) > 0 && kind == "including" {
				break
			}
			return nil
		}
		out = append(out, q)
	}
	return out
}

// inQuestion tells whether a figure only measures something about a part: "for two
// years", "in three hospitals".
func (r *run) inQuestion(q *record.Quantity) bool {
	switch q.Unit {
	case "year", "day", "month", "week", "hour", "minute", "decade", "second", "mile", "km", "metre", "kilometre":
		return true
	}
	return false
}

// sameThing tells whether a part may be counted in the total.
func sameThing(total, part *record.Quantity, kind string) bool {
	if part.UnitSpan == nil || part.Unit == total.Unit {
		return true
	}
	return kind == "including" && total.Unit == "person" && isPerson(part.Unit)
}

func isPerson(unit string) bool {
	switch unit {
	case "person", "woman", "man", "child", "girl", "boy", "civilian", "soldier", "adult", "officer", "passenger", "student", "teacher":
		return true
	}
	return false
}

// compare adds the parts up.
func (r *run) compare(q *record.Quantity, total float64, parts []*record.Quantity, kind string) {
	if kind != ":" && len(parts) == 2 && !r.exclusive(parts[0], parts[1]) || r.openList(parts[0]) {
		return
	}
	sum, whole := check.Range{}, r.around(q, total)
	plain, spans := 0.0, []record.Span{q.Span}
	var listed []string
	evidence := []record.Evidence{figure("total", q.Span, total)}
	for _, part := range parts {
		x, _ := exact(part)
		if x > total {
			return // no part of it
		}
		a := r.around(part, x)
		sum.Low, sum.High, plain = sum.Low+a.Low, sum.High+a.High, plain+x
		spans = append(spans, part.Span)
		listed = append(listed, check.Number(x))
		evidence = append(evidence, figure("part", part.Span, x))
	}
	if sum.Meets(whole) || sum.High < whole.Low && kind != ":" {
		return
	}
	last := len(listed) - 1
	r.report(fmt.Sprintf("The text gives a total of %s, and its parts, %s and %s, make %s.", check.Number(total), strings.Join(listed[:last], ", "), listed[last], check.Number(plain)),
		spans, append(evidence, computed("sum of the parts", plain))...)
}

// openList tells whether the sentence says, after the first part, that its parts overlap.
func (r *run) openList(q *record.Quantity) bool {
	for i := range r.tree.Words {
		if r.tree.Words[i].Start < q.End {
			continue
		}
		switch r.tree.Form(i) {
		case "respectively", "both", "also", "them", "overlapping", "among", "each", "whom", "which", "another", "more":
			return true
		}
	}
	return false
}

// exclusive tells whether nothing can be both of two parts: the second has no verb of
// its own, or they are opposites.
func (r *run) exclusive(a, b *record.Quantity) bool {
	va, vb := r.tree.Clause(r.tree.Unit(*a)), r.tree.Clause(r.tree.Unit(*b))
	opposite := func(x, y string) bool { return r.words.Has(x+"/"+y, "opposite") }
	if opposite(a.Unit, b.Unit) || opposite(r.tree.Lemma(va), r.tree.Lemma(vb)) {
		return true
	}
	for _, x := range append(slices.Clone(r.tree.Kids(va)), va) {
		for _, y := range append(slices.Clone(r.tree.Kids(vb)), vb) {
			if opposite(r.tree.Lemma(x), r.tree.Lemma(y)) || opposite(r.tree.Form(x), r.tree.Form(y)) {
				return true
			}
		}
	}
	return va == vb && r.tree.Is(r.tree.Unit(*b), "conj")
}

// shares holds the parts of one whole against 100 percent: "won 46 percent, the Greens
// 31 percent ...".
func (r *run) shares() {
	var parts []*record.Quantity
	verbs := map[int]bool{}
	for i := range r.figures {
		q := &r.figures[i]
		if q.Unit != "percentage" || q.Old != nil {
			continue
		}
		x, ok := exact(q)
		if !ok || x > 100 || r.apart(q) {
			return
		}
		parts = append(parts, q)
		verbs[r.tree.Clause(r.tree.Unit(*q))] = true
	}
	if len(parts) < 3 || r.has("several") {
		return
	}
	dividing := false
	for v := range verbs {
		dividing = dividing || r.words.Has(r.tree.Lemma(v), "partition")
	}
	if !dividing {
		return
	}
	low, sum, spans := 0.0, 0.0, []record.Span{}
	var evidence []record.Evidence
	for _, q := range parts {
		x, _ := exact(q)
		low, sum, spans = low+check.Around(x, r.stepOf(q, x)).Low, sum+x, append(spans, q.Span)
		evidence = append(evidence, figure("share", q.Span, x))
	}
	if low <= 100 {
		return
	}
	r.report(fmt.Sprintf("The shares in this sentence make %s percent together, more than the whole.", check.Number(sum)), spans, append(evidence, computed("sum of the shares", sum))...)
}

// apart tells whether a share is of a whole of its own: "60 percent of women".
func (r *run) apart(q *record.Quantity) bool {
	of := r.tree.Kid(r.tree.Unit(*q), "nmod")
	return of >= 0 && r.tree.Form(r.tree.Kid(of, "case")) == "of" && !slices.Contains([]string{"vote", "seat", "ballot", "share", "market", "budget"}, r.tree.Lemma(of))
}

// shareOfCount holds "150, or 40 percent" against "of 600".
func (r *run) shareOfCount() {
	for i := 1; i < len(r.figures); i++ {
		part, share := &r.figures[i-1], &r.figures[i]
		if i > 1 && r.outOf(&r.figures[i-2], part) {
			part = &r.figures[i-2] // "90 of 300 patients (30 percent)"
		}
		n, ok1 := exact(part)
		pct, ok2 := exact(share)
		if !ok1 || !ok2 || share.Unit != "percentage" || part.Unit == "percentage" && part.UnitSpan != nil || !r.renames(&r.figures[i-1], share) {
			continue
		}
		whole := r.wholeOf(part, share)
		if whole == nil {
			continue
		}
		total, _ := exact(whole)
		a, b := r.around(part, n), r.around(whole, total)
		if b.Low <= 0 || (check.Range{Low: 100 * a.Low / b.High, High: 100 * a.High / b.Low}).Meets(check.Around(pct, r.stepOf(share, pct))) {
			continue
		}
		r.report(fmt.Sprintf("The text calls %s of %s %s; that is %s percent.", check.Number(n), check.Number(total), r.Quote(share.Span), check.Number(round(100*n/total))),
			[]record.Span{whole.Span, part.Span, share.Span},
			figure("whole", whole.Span, total), figure("part", part.Span, n), figure("share", share.Span, pct), computed("computed share in percent", 100*n/total))
	}
}

// renames tells whether the share says the count again: "150, or 40 percent", "150 (40
// percent)".
func (r *run) renames(part, share *record.Quantity) bool {
	between := strings.Join(strings.Fields(r.Doc.Text[part.End:share.Start]), " ")
	return between == ", or" || between == "or" || between == "(" || between == ", i.e."
}

// outOf tells whether two figures stand as "90 of 300".
func (r *run) outOf(part, whole *record.Quantity) bool {
	between := strings.TrimSpace(r.Doc.Text[part.End:max(part.End, whole.Start)])
	return between == "of" || between == "of the" || between == "out of"
}

// wholeOf is the count of which another is a part: "of 600 volunteers, 150 ...".
func (r *run) wholeOf(part, share *record.Quantity) *record.Quantity {
	for i := range r.figures {
		q := &r.figures[i]
		if q == part || q == share || q.Unit == "percentage" || q.UnitSpan == nil || part.UnitSpan != nil && part.Unit != q.Unit {
			continue
		}
		n, ok1 := exact(q)
		x, ok2 := exact(part)
		first, _ := r.tree.Range(q.Span)
		if !ok1 || !ok2 || n < x {
			continue
		}
		for k := first - 1; k >= max(0, first-2); k-- {
			if r.tree.Form(k) == "of" {
				return q
			}
		}
	}
	return nil
}
