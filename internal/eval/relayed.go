package eval

import (
	"cmp"
	"iter"
	"slices"

	"hearsay/record"
)

// relayedGold is a key of passages, each with the attributions in it that stand in
// another's content or that somebody carried.
type relayedGold struct{ docs []keyDoc }

func openRelayed(path string, o Options) (Gold, error) {
	docs, err := openKey(path, o)
	return &relayedGold{docs}, err
}

func (g *relayedGold) Documents() iter.Seq2[*record.Document, error] { return keyedDocuments(g.docs) }

// Score counts the inner attributions found; of those, where via or a carrier is the
// keyed one, by kind; and whole pairs against all that the record reads as relayed in
// the passages.
func (g *relayedGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	for _, d := range g.docs {
		if !in(d.doc.ID) {
			continue
		}
		r := d.reading(records[d.doc.ID])
		var labelled []attr
		var pairs []keyPair
		var items []string
		read := map[int]bool{}
		for _, k := range d.items {
			for _, p := range k.Pairs {
				labelled, pairs, items = append(labelled, attr{p.Source, p.Cue, p.Content}), append(pairs, p), append(items, k.Item)
			}
			for j := range r.of {
				if r.relayed(j) && starts(r.marks[j], k.Passage) {
					read[j] = true
				}
			}
		}
		t.add("pair", 0, len(read), 0)
		for i, j := range r.find(d.text, labelled) {
			right := j >= 0 && r.through(d.text, j, pairs[i].Via)
			t.add("found", one(j >= 0), one(j >= 0), 1)
			t.add("via", one(right), one(j >= 0), 1)
			t.add("via."+pairs[i].Kind, one(right), one(j >= 0), 1)
			t.add("pair", one(right), one(j >= 0 && !read[j] && right), 1)
			if !right {
				out.add(items[i]+" "+d.doc.ID, "via."+pairs[i].Kind, excerpt(d.text, pairs[i].Via), r.shows(d.text, j), d.around(labelled[i]))
			}
		}
	}
	out.Scores = t.scores("found", "via", "via.attribution", "via.carrier", "pair")
	return out
}

// relayed tells whether an attribution came through something, other than through
// its own speaker ("Ost said she hoped"), which the key leaves out.
func (r keyReading) relayed(j int) bool {
	a := r.of[j]
	if outer := a.Via.Attribution; outer.Set() {
		return !a.Speaker.Set() || r.rec.Attributions[outer.Index()].Speaker != a.Speaker
	}
	return a.Via.Entity.Set() || len(a.Carriers) > 0
}

// starts tells whether an attribution's cue begins in the passage.
func starts(a [3]set, passage span) bool {
	return len(a[cue]) > 0 && passage[0] <= a[cue][0] && a[cue][0] < passage[1]
}

// through tells whether an attribution came through what is labelled: the cue of the
// attribution that holds it, or the name of a carrier.
func (r keyReading) through(text []rune, j int, label []span) bool {
	a := r.of[j]
	if outer := a.Via.Attribution; outer.Set() {
		o := record.NewOffsets(r.rec.Text)
		cue := letters(text, runeSpans(o, r.rec.Attributions[outer.Index()].Cue), isWord)
		if cue.common(letters(text, label, isWord)) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(append([]record.Ref[record.Entity]{a.Via.Entity}, a.Carriers...), func(e record.Ref[record.Entity]) bool {
		return r.names(text, e, label)
	})
}

// shows says what an attribution was read to come through.
func (r keyReading) shows(text []rune, j int) string {
	if j < 0 {
		return "not found"
	}
	if outer := r.of[j].Via.Attribution; outer.Set() {
		o := record.NewOffsets(r.rec.Text)
		return excerpt(text, runeSpans(o, r.rec.Attributions[outer.Index()].Cue))
	}
	return cmp.Or(r.entity(r.of[j].Via.Entity), "nothing")
}
