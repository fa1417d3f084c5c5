package brat

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hearsay/internal/export/standoff"
	"hearsay/record"
)

// Write gives the .ann file of a record; its .txt file is the record's text, byte
// for byte.
func Write(d *record.Document) ([]byte, error) {
	marks, _, err := standoff.Of(d)
	if err != nil {
		return nil, err
	}
	w := &writer{text: []rune(d.Text), last: map[byte]int{}, anchor: map[string]string{}, notes: map[string]note{}}
	parts := make([][]string, len(marks))
	for i, m := range marks {
		parts[i] = w.places(m)
	}
	for i, m := range marks {
		w.links(m, parts[i])
	}
	w.readings(marks)
	for i := range marks {
		w.fields(&marks[i])
	}
	err = w.writeNotes()
	return w.out.Bytes(), err
}

// note is what the note of an annotation holds.
type note map[string]json.RawMessage

type writer struct {
	out    bytes.Buffer
	text   []rune
	last   map[byte]int      // last number of each kind of line
	anchor map[string]string // the annotation that stands for a mark
	notes  map[string]note   // by annotation
	noted  []string          // annotations with a note, in order
}

// line writes a line of a kind and gives its id.
func (w *writer) line(kind byte, format string, args ...any) string {
	w.last[kind]++
	id := fmt.Sprintf("%c%d", kind, w.last[kind])
	w.out.WriteString(id + "\t" + fmt.Sprintf(format, args...) + "\n")
	return id
}

// places writes a mark's parts and gives the id of each, "" for one that brat
// cannot hold. An attribution hangs on its cue, else its content, else its source;
// every other mark on its first part.
func (w *writer) places(m standoff.Mark) []string {
	ids := make([]string, len(m.Parts))
	var kind string
	switch m.Letter() {
	case 'e':
		kind = m.Text("kind")
	case 't':
		kind = m.Text("type")
	}
	for i, p := range m.Parts {
		c := class{role: p.Role}
		if p.Role == standoff.Mention || p.Role == standoff.Timex {
			c.kind = kind
		}
		ids[i] = w.place(types[c], p)
		if p.Role == standoff.Mention && ids[i] != "" {
			w.line('A', "Mention %s %s", ids[i], p.Form)
		}
	}
	for _, r := range []standoff.Role{standoff.Cue, standoff.Content, standoff.Source, standoff.Mention, standoff.Timex, standoff.Quantity} {
		for i, p := range m.Parts {
			if p.Role == r && ids[i] != "" && w.anchor[m.ID] == "" {
				w.anchor[m.ID] = ids[i]
			}
		}
	}
	return ids
}

// place writes one part, cut at line breaks as brat wants it.
func (w *writer) place(name string, p standoff.Part) string {
	var pieces, words []string
	var again []int // pieces that follow after line breaks alone, and are pieces all the same
	before := -1
	for _, s := range p.Pieces {
		for k, x := range w.lines(s) {
			if k == 0 && before >= 0 && x.Start > before && breaks(w.text[before:x.Start]) {
				again = append(again, len(pieces))
			}
			pieces = append(pieces, fmt.Sprintf("%d %d", x.Start, x.End))
			words = append(words, string(w.text[x.Start:x.End]))
			before = x.End
		}
	}
	if len(pieces) == 0 {
		return ""
	}
	id := w.line('T', "%s %s\t%s", name, strings.Join(pieces, ";"), strings.Join(words, " "))
	if again != nil {
		w.note(id, apart, again)
	}
	return id
}

// lines are the parts of a span that have no line break in them.
func (w *writer) lines(s record.Span) []record.Span {
	var out []record.Span
	from := s.Start
	for i := s.Start; i <= s.End; i++ {
		if i == s.End || lineBreak(w.text[i]) {
			if i > from {
				out = append(out, record.Span{Start: from, End: i})
			}
			from = i + 1
		}
	}
	return out
}

// lineBreak tells whether brat, a Python program, ends a line here.
func lineBreak(r rune) bool {
	return r >= '\n' && r <= '\r' || r >= 0x1c && r <= 0x1e || r == 0x85 || r == 0x2028 || r == 0x2029
}

func breaks(text []rune) bool {
	return !slices.ContainsFunc(text, func(r rune) bool { return !lineBreak(r) })
}

// links writes what joins a mark's parts.
func (w *writer) links(m standoff.Mark, parts []string) {
	at := w.anchor[m.ID]
	var mentions []string
	for i, p := range m.Parts {
		switch id := parts[i]; {
		case id == "" || at == "" && p.Role != standoff.Trigger:
		case p.Role == standoff.Mention:
			mentions = append(mentions, id)
		case p.Role == standoff.Trigger:
			w.anchor[m.ID] = w.line('E', "Event:%s%s", id, w.arguments(m))
		case id != at:
			w.line('R', "%s Arg1:%s Arg2:%s", types[class{role: p.Role}], at, id)
		}
	}
	if len(mentions) > 1 {
		w.out.WriteString("*\tEquiv " + strings.Join(mentions, " ") + "\n")
	}
}

// references are the fields of a mark that name other marks, and the relation or
// the argument that shows them.
var references = map[byte][]struct{ field, name string }{
	'a': {{"speakers", "Speaker"}, {"speaker", "Speaker"}, {"via", "Via"}, {"carriers", "Carrier"}},
	'q': {{"period", "Period"}, {"attribution", "SaidIn"}},
	'v': {{"attribution", "SaidIn"}},
}

var arguments = []struct{ field, name string }{{"actor", "Actor"}, {"recipient", "Recipient"}, {"timex", "Time"}}

func (w *writer) arguments(m standoff.Mark) string {
	out := ""
	for _, a := range arguments {
		if to := w.anchor[m.Text(a.field)]; to != "" {
			out += " " + a.name + ":" + to
		}
	}
	return out
}

// word is what can stand as a label's value.
var word = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)

// changes are the labels of a quantity's change.
var changes = map[record.Change]string{
	record.Exactly: "equal", record.About: "about", record.Above: "above", record.Below: "below", record.Up: "up", record.Down: "down",
}

// fields writes relations for a mark's references, labels for its words, and notes
// what remains.
func (w *writer) fields(m *standoff.Mark) {
	at := w.anchor[m.ID]
	if at == "" {
		return
	}
	if m.Fields["speakers"] != nil {
		delete(m.Fields, "speaker") // the first of them
	}
	for _, r := range references[m.Letter()] {
		for _, id := range m.IDs(r.field) {
			if to := w.anchor[id]; to != "" {
				w.line('R', "%s Arg1:%s Arg2:%s", r.name, at, to)
			}
		}
		delete(m.Fields, r.field)
	}
	for _, a := range arguments {
		delete(m.Fields, a.field)
	}
	for _, field := range standoff.Words(m.Letter()) {
		v, label := m.Fields[field], strings.ToUpper(field[:1])+field[1:]
		value := m.Text(field)
		switch {
		case field == "kind" || m.Letter() == 't':
			// the type of the span says it
		case field == "change":
			w.line('A', "%s %s %s", label, at, changes[record.Change(value)])
		case string(v) == "true":
			w.line('A', "%s %s", label, at)
		case word.MatchString(value):
			w.line('A', "%s %s %s", label, at, value)
		default:
			continue
		}
		delete(m.Fields, field)
	}
	for field, v := range m.Fields {
		w.note(at, field, v)
	}
}

// readings keeps the ids of those times that a quantity's readings name: only a
// note can hold them.
func (w *writer) readings(marks []standoff.Mark) {
	for _, m := range marks {
		var readings []struct{ Period string }
		if json.Unmarshal(m.Fields["readings"], &readings) != nil {
			continue
		}
		for _, r := range readings {
			if at := w.anchor[r.Period]; at != "" {
				w.note(at, "id", r.Period)
			}
		}
	}
}

func (w *writer) note(id, field string, value any) {
	b, err := json.Marshal(value)
	if err != nil {
		return // values come from JSON
	}
	if w.notes[id] == nil {
		w.notes[id] = note{}
		w.noted = append(w.noted, id)
	}
	w.notes[id][field] = b
}

func (w *writer) writeNotes() error {
	for _, id := range w.noted {
		b, err := json.Marshal(w.notes[id])
		if err != nil {
			return err
		}
		// U+0085 ends a line for brat and is the one that JSON does not escape.
		w.line('#', "%s %s\t%s", noteType, id, strings.ReplaceAll(string(b), "\u0085", `\u0085`))
	}
	return nil
}
