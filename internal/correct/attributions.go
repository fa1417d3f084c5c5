package correct

import (
	"cmp"
	"fmt"
	"slices"

	"hearsay/record"
)

// Attributions takes out the attributions that are wrong, gives those that are right
// their spans, and adds those that were not found. It tells whether anything changed:
// then form and act are to be named anew. What else people say of them, [Edits.Sources]
// puts in when the sources are known.
func (e *Edits) Attributions(found []record.Attribution) (out []record.Attribution, changed bool) {
	out = slices.Clone(found)
	for _, x := range e.of("attributions", wrong) {
		before := len(out)
		out = slices.DeleteFunc(out, x.names)
		if x.done = len(out) < before; !x.done {
			x.problem = fmt.Sprintf("there is no attribution %s to reject", x.shown())
		}
		changed = changed || x.done
	}
	taken := map[int]*edit{}
	for _, x := range e.of("attributions", right) {
		i := x.nearest(out, taken)
		if i < 0 && (x.source == nil || x.content == nil) {
			x.problem = fmt.Sprintf("there is no attribution %s; give source and content too to add it", x.shown())
			continue
		}
		if i < 0 {
			i = len(out)
			out = append(out, record.Attribution{Source: x.source, Cue: x.cue, Content: x.content})
		}
		x.reshape(&out[i])
		if first := taken[i]; first != nil {
			*first.shape = *x.shape
			x.shape = first.shape
		} else {
			taken[i] = x
		}
		changed, x.done = true, true
	}
	return out, changed
}

// shape is the spans that an attribution was given: by them it is found again.
type shape struct{ source, cue, content record.Spans }

// alike tells whether two entries are about one attribution.
func (x *edit) alike(y *edit) bool {
	return slices.Equal(x.cue, y.cue) && x.wide() == y.wide() && (len(x.cue) > 0 || slices.Equal(x.content, y.content))
}

// shown names the attribution that an entry is about.
func (x *edit) shown() string {
	if len(x.cue) == 0 {
		return fmt.Sprintf("without cue whose content is %v", x.Content)
	}
	out := fmt.Sprintf("whose cue is %v", x.Cue)
	if x.Op == wrong && x.source != nil {
		out += fmt.Sprintf(", source %v", x.Source)
	}
	if x.Op == wrong && x.content != nil {
		out += fmt.Sprintf(", content %v", x.Content)
	}
	return out
}

// names tells whether the attribution is the one that the entry rejects: what the
// entry gives of it is so.
func (x *edit) names(a record.Attribution) bool {
	return slices.Equal(x.cue, a.Cue) && (x.source == nil || slices.Equal(x.source, a.Source)) &&
		(x.content == nil || slices.Equal(x.content, a.Content)) && (x.Possible == nil || *x.Possible == a.Possible)
}

// nearest is the attribution that the entry is about: of those with a word of its cue
// (or, where it has none, without cue and with a word of its content) the one that is
// most like it; -1 for none.
func (x *edit) nearest(found []record.Attribution, taken map[int]*edit) int {
	best, at := [3]int{}, -1
	for i := range found {
		a := &found[i]
		if y := taken[i]; y != nil && x.alike(y) {
			return i
		}
		meets := common(x.cue, a.Cue) > 0
		if len(x.cue) == 0 {
			meets = len(a.Cue) == 0 && common(x.content, a.Content) > 0
		}
		if !meets || taken[i] != nil {
			continue
		}
		score := [3]int{}
		for _, pair := range [][2]record.Spans{{x.cue, a.Cue}, {x.source, a.Source}, {x.content, a.Content}} {
			score[0] += one(pair[0] != nil && slices.Equal(pair[0], pair[1]))
		}
		score[1] = one(a.Possible == (x.Possible != nil && *x.Possible))
		score[2] = common(x.content, a.Content)
		if at < 0 || slices.Compare(score[:], best[:]) > 0 {
			best, at = score, i
		}
	}
	return at
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// common counts the bytes that two sorted lists of spans share.
func common(a, b record.Spans) int {
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		n += max(0, min(a[i].End, b[k].End)-max(a[i].Start, b[k].Start))
		if a[i].End < b[k].End {
			i++
		} else {
			k++
		}
	}
	return n
}

// reshape gives the attribution the entry's spans. An act that the old words showed
// is left to be read anew. Somebody who names all three roles has settled them.
func (x *edit) reshape(a *record.Attribution) {
	old := *a
	a.Cue = x.cue
	if x.source != nil {
		a.Source = x.source
	}
	if x.content != nil {
		a.Content = x.content
	}
	switch {
	case !slices.Equal(old.Cue, a.Cue):
		a.Act, a.Act2, a.Negated = "", "", false
	case !slices.Equal(old.Content, a.Content) && old.Act2 == record.Assert: // the content showed it
		a.Act, a.Act2 = "", ""
	}
	if x.source != nil && x.content != nil {
		a.Confidence = 1
	}
	x.shape = &shape{a.Source, a.Cue, a.Content}
}

// describe sets what the entry says beside the spans.
func (x *edit) describe(a *record.Attribution) {
	if x.Act != "" {
		a.Act, a.Act2 = x.Act, ""
	}
	a.Act2 = cmp.Or(x.Act2, a.Act2)
	a.Sourcing = cmp.Or(x.Entry.Sourcing, a.Sourcing)
	for to, v := range map[*bool]*bool{&a.Identified: x.Identified, &a.Inferred: x.Inferred, &a.Possible: x.Possible, &a.Negated: x.Negated} {
		if v != nil {
			*to = *v
		}
	}
}
