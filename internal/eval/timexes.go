package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"hearsay/record"
)

type timexesGold struct{ docs []timexDoc }

type timexDoc struct {
	ID, Published, Title, Text, Language string
	Timexes                              []struct {
		Start, End  int
		Type, Value string
	}
}

// timexItem is a time expression without the space and punctuation at its edges.
type timexItem struct {
	span
	kind, value string
}

func openTimexes(path string, _ Options) (Gold, error) {
	g := &timexesGold{}
	return g, eachLine(path, func(line []byte) error {
		var d timexDoc
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		g.docs = append(g.docs, d)
		return nil
	})
}

func (g *timexesGold) Documents() iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, d := range g.docs {
			if !yield(&record.Document{ID: d.ID, Text: d.Text, Title: d.Title, Published: d.Published, Language: d.Language}, nil) {
				return
			}
		}
	}
}

func (g *timexesGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	for _, d := range g.docs {
		if !in(d.ID) {
			continue
		}
		text := []rune(d.Text)
		var gold []timexItem
		for _, x := range d.Timexes {
			gold = append(gold, trimTimex(text, x.Start, x.End, x.Type, x.Value))
		}
		read := recordTimexes(text, records[d.ID])
		pairs := match(len(gold), len(read), func(i, j int) float64 {
			a, b := gold[i], read[j]
			o := float64(max(0, min(a.span[1], b.span[1])-max(a.span[0], b.span[0])))
			if a.span == b.span {
				o += 1e6
			}
			return o
		})
		var strict, kind, value int
		for _, p := range pairs {
			a, b := gold[p[0]], read[p[1]]
			strict += one(a.span == b.span)
			kind += one(a.kind == b.kind)
			value += one(a.value == b.value)
			if a.span != b.span || a.kind != b.kind || a.value != b.value {
				out.add(d.ID, "differs", a.show(text), b.show(text), oneLine(text, a.span[0]-60, a.span[1]+60))
			}
		}
		t.add("strict", strict, len(read), len(gold))
		t.add("relaxed", len(pairs), len(read), len(gold))
		t.add("type", kind, len(read), len(gold))
		t.add("value", value, len(read), len(gold))
		for _, i := range alone(len(gold), pairs, 0) {
			out.add(d.ID, "missed", gold[i].show(text), "", oneLine(text, gold[i].span[0]-60, gold[i].span[1]+60))
		}
		for _, j := range alone(len(read), pairs, 1) {
			out.add(d.ID, "extra", "", read[j].show(text), oneLine(text, read[j].span[0]-60, read[j].span[1]+60))
		}
	}
	out.Scores = t.scores("strict", "relaxed", "type", "value")
	return out
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (r *Result) add(doc, what, gold, read, context string) {
	r.Disagreements = append(r.Disagreements, Disagreement{doc, what, gold, read, context})
}

func (x timexItem) show(text []rune) string {
	return fmt.Sprintf("%q %s %s", oneLine(text, x.span[0], x.span[1]), x.kind, cmp.Or(x.value, "-"))
}

func recordTimexes(text []rune, d *record.Document) []timexItem {
	if d == nil {
		return nil
	}
	o := record.NewOffsets(d.Text)
	var read []timexItem
	for _, x := range d.Timexes {
		if i := trimTimex(text, o.Rune(x.Start), o.Rune(x.End), string(x.Type), x.Value); i.span[1] > i.span[0] {
			read = append(read, i)
		}
	}
	// The reference breaks ties by the order of the items' printed forms.
	key := func(x timexItem) string {
		return fmt.Sprintf("(%d, %d, '%s', '%s')", x.span[0], x.span[1], x.kind, x.value)
	}
	slices.SortFunc(read, func(a, b timexItem) int { return strings.Compare(key(a), key(b)) })
	return slices.Compact(read)
}

func trimTimex(text []rune, s, e int, kind, value string) timexItem {
	for s < e && strings.ContainsRune(" \n\t\r,.;", text[s]) {
		s++
	}
	for e > s && strings.ContainsRune(" \n\t\r,;", text[e-1]) {
		e--
	}
	value = strings.Join(strings.FieldsFunc(value, unicode.IsSpace), "")
	return timexItem{span{s, e}, kind, value}
}
