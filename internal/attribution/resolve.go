package attribution

import (
	"slices"

	"hearsay/record"
)

// resolve drops the readings whose cue stands inside another's content, but for a
// report within a report, and those whose source stands in their own content.
func (u *unit) resolve(all []reading) []reading {
	var out []reading
	for i, r := range all {
		if slices.ContainsFunc(r.source, func(s run) bool { return covers(r.content, s.first) || covers(r.content, s.last-1) }) {
			continue
		}
		nested := r.rule == nominalRule && len(r.source) == 0 && i > 0 && r.sameContent(all[i-1]) // "said in a statement that"
		for k, o := range all {
			if k == i || !covers(o.content, r.head) {
				continue
			}
			if covers(r.content, o.head) && outer(r, o, i < k) {
				continue
			}
			if o.rule == clauseBefore {
				r.content = clip(r.content, o.content)
			}
			if !o.holds(r) || u.unreal(r) {
				nested = true
				break
			}
		}
		if !nested {
			out = append(out, r)
		}
	}
	return out
}

// sameContent tells whether two readings give the same words to their sources.
func (r reading) sameContent(o reading) bool { return slices.Equal(r.content, o.content) }

// outer tells whether, of two readings inside each other, the first given stands:
// the one that closes the sentence ("..., officials said"), else the earlier.
func outer(r, o reading, earlier bool) bool {
	closing := func(r reading) bool { return r.rule == clauseBefore || r.rule == accordingTo }
	if closing(r) != closing(o) {
		return closing(r)
	}
	return earlier
}

// holds tells whether a reading passes on the words of another's source: a report
// within a report, or any statement within what a document or outlet is said to hold.
func (r reading) holds(inner reading) bool {
	if len(inner.source) == 0 {
		return false
	}
	if r.relayed || inner.relayed {
		return true
	}
	carried := (r.rule == accordingTo || r.rule == clauseBefore) && within(inner.content, r.content) &&
		inner.voice == finite && inner.row.pos == verb && inner.row.kind != inference
	return carried || r.reports() && (inner.reports() || inner.told())
}

// told tells whether a reading is of what somebody, named by more than a pronoun, does
// with words: "(said that) Tarn had accused the board of neglect".
func (r reading) told() bool {
	return r.row.kind == speech && r.row.pos == verb && r.voice == finite && r.own && (r.rule == nounObject || r.rule == infAfter)
}

// reports tells whether a reading is somebody's plain report, whose content may hold
// another's: "Brevik said that Tarn had denied it".
func (r reading) reports() bool {
	return r.row.kind == speech && r.voice == finite && r.rule != nounObject && r.rule != infAfter && r.rule != quoteBefore
}

// nests tells whether a reading is a report that stands within another's content also
// where a network has found nothing: PolNeAR, which networks learn from, marks none there.
func (r reading) nests() bool {
	return r.told() || r.reports() && r.own && (r.rule == thatAfter || r.rule == quoteAfter || r.rule == clauseAfter)
}

// clip ends what began inside another's content, and ran on over its source and cue,
// with that content: "Officials think the plan is dead, the Herald reported".
func clip(runs, outer []run) []run {
	out := slices.Clone(runs)
	for i := range out {
		for _, o := range outer {
			if o.first <= out[i].first && out[i].first < o.last {
				out[i].last = min(out[i].last, o.last)
			}
		}
	}
	return out
}

// within tells whether all of the runs lie inside the others.
func within(runs, others []run) bool {
	for _, r := range runs {
		if !covers(others, r.first) || !covers(others, r.last-1) {
			return false
		}
	}
	return true
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
		Act: r.row.act, Act2: r.row.act2, Negated: r.negated, Possible: r.possible, Confidence: r.confidence(),
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

// confidence is the share of readings by each rule that had all three spans right,
// for cues of speech and for the others, on the 150 of PolNeAR's training articles
// that were set aside; where a rule was rare, drawn towards its other kind.
var confidence = [...]struct{ speech, other float64 }{
	noContent:     {0.21, 0.17},
	quoteBefore:   {0.79, 0.75},
	quoteAfter:    {0.69, 0.71},
	clauseBefore:  {0.39, 0.38},
	clauseAround:  {0.38, 0.40},
	thatAfter:     {0.61, 0.53},
	clauseAfter:   {0.51, 0.37},
	whetherAfter:  {0.42, 0.41},
	infAfter:      {0.23, 0.25},
	nounObject:    {0.38, 0.29},
	passiveRule:   {0.26, 0.28},
	nominalRule:   {0.08, 0.09},
	accordingTo:   {0.60, 0.61},
	colonRule:     {0.44, 0.50},
	adverbRule:    {0.25, 0.23},
	inferenceRule: {0.31, 0.31},
}

func (r reading) confidence() float64 {
	if r.row.kind == speech {
		return confidence[r.rule].speech
	}
	return confidence[r.rule].other
}
