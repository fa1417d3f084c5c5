package eval

import (
	"cmp"
	"encoding/json"
	"iter"
	"slices"

	"hearsay/record"
)

type entitiesGold struct{ docs []entitiesDoc }

// entitiesDoc is a document of a file of annotated sentences: they are joined by a
// space.
type entitiesDoc struct {
	id    string
	text  []rune
	names []name
}

// name is a proper name of a kind that the gold knows.
type name struct {
	span
	kind string
}

func (a name) compare(b name) int {
	return cmp.Or(cmp.Compare(a.span[0], b.span[0]), cmp.Compare(a.span[1], b.span[1]), cmp.Compare(a.kind, b.kind))
}

// goldKinds are the gold's kinds, by ours.
var goldKinds = map[string]string{"PER": "person", "ORG": "organization", "LOC": "place"}

func openEntities(path string, _ Options) (Gold, error) {
	g := &entitiesGold{}
	at := map[string]int{}
	return g, eachLine(path, func(line []byte) error {
		var s struct {
			ID, Doc, Text string
			Entities      []struct {
				S, E int
				Type string
			}
		}
		if err := json.Unmarshal(line, &s); err != nil {
			return err
		}
		id := cmp.Or(s.Doc, s.ID)
		i, ok := at[id]
		if !ok {
			i = len(g.docs)
			at[id] = i
			g.docs = append(g.docs, entitiesDoc{id: id})
		}
		d := &g.docs[i]
		if len(d.text) > 0 {
			d.text = append(d.text, ' ')
		}
		for _, e := range s.Entities {
			if kind := goldKinds[e.Type]; kind != "" {
				d.names = append(d.names, name{span{len(d.text) + e.S, len(d.text) + e.E}, kind})
			}
		}
		d.text = append(d.text, []rune(s.Text)...)
		return nil
	})
}

func (g *entitiesGold) Documents() iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, d := range g.docs {
			if !yield(&record.Document{ID: d.id, Text: string(d.text), Language: "en"}, nil) {
				return
			}
		}
	}
}

// Score counts a name as right when its place and its kind are the gold's.
func (g *entitiesGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	count := func(n name, right, read, gold int) {
		t.add(n.kind, right, read, gold)
		t.add("all", right, read, gold)
	}
	for _, d := range g.docs {
		if !in(d.id) {
			continue
		}
		gold, read := unique(d.names), recordNames(records[d.id])
		for _, n := range gold {
			_, found := slices.BinarySearchFunc(read, n, name.compare)
			count(n, one(found), 0, 1)
			if !found {
				out.add(d.id, "missed", d.show(n), "", d.around(n))
			}
		}
		for _, n := range read {
			count(n, 0, 1, 0)
			if _, found := slices.BinarySearchFunc(gold, n, name.compare); !found {
				out.add(d.id, "extra", "", d.show(n), d.around(n))
			}
		}
	}
	out.Scores = t.scores("all", "organization", "person", "place")
	return out
}

func (d entitiesDoc) show(n name) string {
	return oneLine(d.text, n.span[0], n.span[1]) + " " + n.kind
}

func (d entitiesDoc) around(n name) string {
	return oneLine(d.text, n.span[0]-40, n.span[1]+40)
}

// recordNames are the record's names of the kinds that the gold knows; a facility
// is a place to it.
func recordNames(d *record.Document) []name {
	if d == nil {
		return nil
	}
	o := record.NewOffsets(d.Text)
	var names []name
	for _, e := range d.Entities {
		kind := string(e.Kind)
		switch e.Kind {
		case record.Facility:
			kind = string(record.PlaceKind)
		case record.Person, record.Organization, record.PlaceKind:
		default:
			continue
		}
		for _, m := range e.Mentions {
			if m.Form == record.NameForm {
				names = append(names, name{span{o.Rune(m.Start), o.Rune(m.End)}, kind})
			}
		}
	}
	return unique(names)
}

// unique sorts the names and keeps one of each.
func unique(names []name) []name {
	sorted := slices.SortedFunc(slices.Values(names), name.compare)
	return slices.CompactFunc(sorted, func(a, b name) bool { return a == b })
}
