package eval

import (
	"cmp"
	"fmt"
	"iter"

	"hearsay/record"
)

// sourcingGold is a key of attributions with their kind of source, form and act.
type sourcingGold struct{ docs []keyDoc }

func openSourcing(path string, o Options) (Gold, error) {
	docs, err := openKey(path, o)
	for _, d := range docs {
		for _, k := range d.items {
			if err == nil && (k.Sourcing == "" || k.Form == "" || k.Act == "") {
				err = fmt.Errorf("%s: item %s: no sourcing, form or act: want a key of the layer sourcing, labelled", path, k.Item)
			}
		}
	}
	return &sourcingGold{docs}, err
}

func (g *sourcingGold) Documents() iter.Seq2[*record.Document, error] { return keyedDocuments(g.docs) }

// Score counts what was found; of that, each label: precision is the share right of
// what was found, recall of all that is keyed. The act is right if either side's act
// is one of the other's two.
func (g *sourcingGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	for _, d := range g.docs {
		if !in(d.doc.ID) {
			continue
		}
		r := d.reading(records[d.doc.ID])
		var labelled []attr
		for _, k := range d.items {
			labelled = append(labelled, attr{k.Source, k.Cue, k.Content})
		}
		for i, j := range r.find(d.text, labelled) {
			k := d.items[i]
			t.add("found", one(j >= 0), one(j >= 0), 1)
			var a record.Attribution
			if j >= 0 {
				a = *r.of[j]
			}
			check := func(what string, right bool, gold, read string) {
				t.add(what, one(j >= 0 && right), one(j >= 0), 1)
				if j >= 0 && !right {
					out.add(k.Item+" "+d.doc.ID, what, gold, read, d.around(labelled[i]))
				}
			}
			check("sourcing", a.Sourcing == k.Sourcing, string(k.Sourcing), string(a.Sourcing))
			check("form", a.Form == k.Form, string(k.Form), string(a.Form))
			check("act", a.Act == k.Act || a.Act == k.Act2 || a.Act2 == k.Act, acts(k.Act, k.Act2), acts(a.Act, a.Act2))
			check("negated", a.Negated == k.Negated, fmt.Sprint(k.Negated), fmt.Sprint(a.Negated))
		}
	}
	out.Scores = t.scores("found", "sourcing", "form", "act", "negated")
	return out
}

func acts(first, second record.Act) string {
	if second == "" {
		return string(first)
	}
	return string(first) + ", " + string(second)
}

// around is the text about an attribution's cue, else about its content.
func (d keyDoc) around(a attr) string {
	spans := a[cue]
	for _, other := range [][]span{a[2], a[0]} {
		if len(spans) == 0 {
			spans = other
		}
	}
	if len(spans) == 0 {
		return ""
	}
	return oneLine(d.text, spans[0][0]-80, spans[len(spans)-1][1]+80)
}

// speakersGold is a key of direct quotations with the name of who speaks.
type speakersGold struct{ docs []keyDoc }

func openSpeakers(path string, o Options) (Gold, error) {
	docs, err := openKey(path, o)
	return &speakersGold{docs}, err
}

func (g *speakersGold) Documents() iter.Seq2[*record.Document, error] { return keyedDocuments(g.docs) }

// Score counts the quotations found and those whose speaker has the keyed name.
func (g *speakersGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	for _, d := range g.docs {
		if !in(d.doc.ID) {
			continue
		}
		r := d.reading(records[d.doc.ID])
		var labelled []attr
		var of []keyItem
		for _, k := range d.items {
			if len(k.Speaker) > 0 {
				labelled, of = append(labelled, attr{k.Source, k.Cue, k.Content}), append(of, k)
			}
		}
		for i, j := range r.find(d.text, labelled) {
			right := j >= 0 && r.names(d.text, r.of[j].Speaker, of[i].Speaker)
			t.add("found", one(j >= 0), one(j >= 0), 1)
			t.add("speaker", one(right), one(j >= 0), 1)
			if !right {
				read := "not found"
				if j >= 0 {
					read = cmp.Or(r.entity(r.of[j].Speaker), "nobody")
				}
				out.add(of[i].Item+" "+d.doc.ID, "speaker", excerpt(d.text, of[i].Speaker[:1]), read, d.around(labelled[i]))
			}
		}
	}
	out.Scores = t.scores("found", "speaker")
	return out
}

// entity is an entity's name, "" for none.
func (r keyReading) entity(e record.Ref[record.Entity]) string {
	if !e.Set() {
		return ""
	}
	return r.rec.Entities[e.Index()].Name
}
