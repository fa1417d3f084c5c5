package attribution

import "hearsay/record"

// resolve drops the readings whose cue stands inside another's content, and those
// that lost their content to one before.
func (u *unit) resolve(all []reading) []reading {
	var out []reading
	for i, r := range all {
		nested := false
		for k, o := range all {
			if k == i || !covers(o.content, r.head) {
				continue
			}
			if covers(r.content, o.head) && outer(r, o, i < k) {
				continue
			}
			nested = true
			break
		}
		if !nested {
			out = append(out, r)
		}
	}
	return out
}

// outer tells whether, of two readings inside each other, the first given stands:
// the one that closes the sentence ("..., officials said"), else the earlier.
func outer(r, o reading, earlier bool) bool {
	closing := func(r reading) bool { return r.rule == clauseBefore || r.rule == accordingTo }
	if closing(r) != closing(o) {
		return closing(r)
	}
	return earlier
}

func covers(runs []run, i int) bool {
	for _, r := range runs {
		if r.first <= i && i < r.last {
			return true
		}
	}
	return false
}

// attribution turns a reading's items into spans of the text.
func (r reading) attribution(u *unit) record.Attribution {
	a := record.Attribution{
		Source: u.spans(r.source), Cue: u.spans([]run{r.cue}), Content: u.spans(r.content),
		Act: r.row.act, Negated: r.negated, Possible: r.possible, Confidence: confidence[r.rule],
	}
	if r.rule == colonRule {
		a.Cue = record.Spans{u.text.Words[u.items[r.head].first].Span}
	}
	return a
}

// spans are the texts of runs in text order; a quotation over several paragraphs
// gives one span for each.
func (u *unit) spans(runs []run) record.Spans {
	out := record.Spans{}
	for _, r := range runs {
		if r.last-r.first == 1 && u.quoted(r.first) {
			out = append(out, u.pieces(r.first)...)
			continue
		}
		if s := u.span(r); !s.Empty() {
			out = append(out, s)
		}
	}
	for i := 1; i < len(out); i++ {
		for k := i; k > 0 && out[k].Start < out[k-1].Start; k-- {
			out[k], out[k-1] = out[k-1], out[k]
		}
	}
	kept := out[:0]
	for _, s := range out {
		if len(kept) == 0 || s.Start >= kept[len(kept)-1].End {
			kept = append(kept, s)
		}
	}
	return kept
}

// confidence is the share of readings by each rule that had all three spans right
// on the part of PolNeAR's training articles that was set aside.
var confidence = [...]float64{
	noContent: 0.2, quoteBefore: 0.7, quoteAfter: 0.5, clauseBefore: 0.5, clauseAround: 0.3, thatAfter: 0.6, clauseAfter: 0.5,
	whetherAfter: 0.3, infAfter: 0.3, nounObject: 0.3, passiveRule: 0.2, nominalRule: 0.2, accordingTo: 0.5, colonRule: 0.5, adverbRule: 0.2,
	inferenceRule: 0.2,
}
