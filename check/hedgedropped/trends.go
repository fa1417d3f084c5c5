package hedgedropped

import (
	"fmt"

	"hearsay/check"
	"hearsay/record"
)

// trend is a rise or fall that somebody claims of something.
type trend struct {
	by   *record.Attribution
	way  string // the kind of its verb: "up" or "down"
	noun string // the stem of what rises or falls
	at   int    // sentence
}

// mostTrends is how many claims of a trend are followed, and mostPlaces how many places a
// finding has.
const (
	mostTrends = 10
	mostPlaces = 4
)

// trends reports a rise or fall that one party alone claims and that the text's own voice
// or its headline takes for granted.
func (r *search) trends() {
	var all []trend
	for i := range r.Doc.Attributions {
		a := &r.Doc.Attributions[i]
		if len(all) < mostTrends && len(a.Cue) > 0 && !a.Negated && len(a.Source) > 0 && a.Act != record.Deny {
			all = append(all, r.claimed(a)...)
		}
	}
	done := map[string]bool{}
	for _, x := range all {
		if done[x.way+x.noun] || !r.party(x) {
			continue
		}
		done[x.way+x.noun] = true
		if r.others(all, x) {
			continue
		}
		if places := r.presumed(x); len(places) > 0 {
			said, source := x.by.Content.Bounds(), x.by.Source.Bounds()
			f := record.Finding{
				Spans:    append(record.Spans{said}, places...).Sorted(),
				Message:  fmt.Sprintf("The text has %s on the word of %s, and elsewhere takes it for granted: %s.", r.Quote(said), r.Quote(source), r.Quote(places[0])),
				Evidence: []record.Evidence{{Span: &said, What: "claimed"}, {Span: &source, What: "source"}},
			}
			for _, s := range places {
				f.Evidence = append(f.Evidence, record.Evidence{Span: &s, What: "as fact"})
			}
			r.Report(f)
		}
	}
}

// claimed are the trends in what somebody says.
func (r *search) claimed(a *record.Attribution) []trend {
	var out []trend
	cue := r.TreeAt(a.Cue[0].Start)
	for first, last := cue.Range(a.Cue.Bounds()); first < last; first++ {
		if r.w.Has(cue.Lemma(first), "perceive") {
			return nil // "they have seen prices fall" is no claim
		}
	}
	for _, c := range a.Content {
		t := r.TreeAt(c.Start)
		first, last := t.Range(c)
		for k := first; k < last; k++ {
			if t.Words[k].UPOS != "VERB" || negated(t, k) || t.Form(k+1) == "out" {
				continue
			}
			way := r.way(t.Lemma(k), "up", "down")
			if tense := t.Tense(k); way == "" || tense == check.Future || tense == check.Modal || tense == check.Would {
				continue
			}
			for _, rel := range []string{"obj", "nsubj"} {
				if n := t.Kid(k, rel); n >= 0 && t.Words[n].UPOS == "NOUN" {
					if key := r.Key(t.Words[n]); key != "" {
						out = append(out, trend{a, way, key, r.Sentence(c.Start)})
					}
					break
				}
			}
		}
	}
	return out
}

func negated(t *check.Tree, k int) bool {
	for _, x := range t.Kids(k) {
		if f := t.Form(x); f == "not" || f == "n't" || f == "n’t" || f == "never" {
			return true
		}
	}
	return false
}

func (r *search) way(word, up, down string) string {
	switch {
	case r.w.Has(word, up):
		return "up"
	case r.w.Has(word, down):
		return "down"
	}
	return ""
}

// party tells whether the claim is somebody's of other people's affairs: not of a body
// whose office is to count, nor of what is the speaker's own.
func (r *search) party(x trend) bool {
	switch x.by.Sourcing {
	case record.NamedPerson, record.NamedOrganization, record.Unnamed, record.Collective:
	default:
		return false
	}
	who := x.by.Source.In(r.Doc.Text)
	if x.by.Speaker.Set() {
		e := &r.Doc.Entities[x.by.Speaker.Index()]
		who += " " + e.Name + " " + e.Role
	}
	return !r.w.Any(who, "counts") && !r.w.Any(x.by.Content.In(r.Doc.Text), "own")
}

// others tells whether somebody else claims the same.
func (r *search) others(all []trend, x trend) bool {
	for _, y := range all {
		if y.noun == x.noun && y.way == x.way && y.by != x.by && (!y.by.Speaker.Set() || y.by.Speaker != x.by.Speaker) {
			return true
		}
	}
	return false
}

// presumed are the places in the text's own voice, headline included, that speak of the
// trend as given: "the rise in attacks", "the escalating attacks", "the escalation".
func (r *search) presumed(x trend) record.Spans {
	var out record.Spans
	for i := range r.Doc.Sentences {
		t := r.Tree(i)
		if t == nil || len(out) == mostPlaces {
			continue
		}
		headline := r.Headline().Contains(r.Doc.Sentences[i])
		if !headline && i <= x.at {
			continue
		}
		for k, w := range t.Words {
			s, ok := r.given(t, k, x, headline, i-x.at)
			if !ok || r.w.Any(r.Doc.Sentences[i].In(r.Doc.Text), "reserve") {
				continue
			}
			if a := r.Attribution(w.Span); a != nil && a.Sourcing != record.Agentless || r.cued(i, w.Span) {
				continue
			}
			out = append(out, s)
			break
		}
	}
	return out
}

// cued tells whether the word stands in a source or cue of its sentence.
func (r *search) cued(i int, s record.Span) bool {
	for _, a := range r.Cued(i) {
		if a.Source.Overlap(s) || a.Cue.Overlap(s) {
			return true
		}
	}
	return false
}

// near is how many sentences after the claim "the rise" alone means it.
const near = 6

// headlineReach is how many words after it a headline's participle has its noun.
const headlineReach = 3

// given tells whether word k speaks of the trend as given.
func (r *search) given(t *check.Tree, k int, x trend, headline bool, distance int) (record.Span, bool) {
	w := t.Words[k]
	if t.Is(k, "amod") && r.way(t.Form(k), "upgiven", "downgiven") == x.way {
		if h := t.Head(k); h > k && r.Key(t.Words[h]) == x.noun {
			return record.Span{Start: w.Start, End: t.Words[h].End}, true
		}
	}
	if headline && w.UPOS == "VERB" && r.way(t.Form(k), "upgiven", "downgiven") == x.way {
		// A headline's participle may be read as its verb: "Harland's growing raids".
		for _, n := range t.Kids(k) {
			if t.Is(n, "obj", "nsubj") && n > k && n <= k+headlineReach && r.Key(t.Words[n]) == x.noun {
				return record.Span{Start: w.Start, End: t.Words[n].End}, true
			}
		}
	}
	if w.UPOS != "NOUN" || r.way(t.Lemma(k), "upnoun", "downnoun") != x.way {
		return record.Span{}, false
	}
	det := t.Form(t.Kid(k, "det"))
	if det != "the" && det != "this" && !headline {
		return record.Span{}, false
	}
	start := w.Start
	if d := t.Kid(k, "det"); d >= 0 {
		start = min(start, t.Words[d].Start)
	}
	of := false
	for _, n := range t.Kids(k) {
		if !t.Is(n, "nmod", "compound", "obl") {
			continue
		}
		of = true
		if r.Key(t.Words[n]) == x.noun {
			return record.Span{Start: start, End: max(w.End, t.Words[n].End)}, true
		}
	}
	if of || headline || distance > near {
		return record.Span{}, false
	}
	return record.Span{Start: start, End: w.End}, t.Is(k, "nsubj", "obj")
}
