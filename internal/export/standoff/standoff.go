// Package standoff turns a record into marks, and marks into a record: what BRAT
// files and Web Annotations have in common.
//
// A mark is one element of a layer (an entity, an attribution, a time, a quantity,
// an event): its places in the text by role, and the rest of its fields as the
// record's JSON form has them. Offsets are code points and references are ids, as
// in that form, so a format needs to say only where it puts a place and where a
// field. Marks made by [Of] and given back to [Document] make the same layers.
package standoff

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"hearsay/record"
)

// Mark is one element of a layer.
type Mark struct {
	ID     string // as in the record; its letter alone tells the layer where the number is not known yet
	Parts  []Part
	Fields map[string]json.RawMessage // without id, places, and what says nothing: null, false, [], ""
}

// Part is one place of a mark: a list of pieces in text order, in code points.
type Part struct {
	Role   Role
	Pieces record.Spans
	Form   record.MentionForm // of a mention
}

// Role is what a part is to its mark.
type Role string

// The roles, by layer.
const (
	Mention  Role = "mention"  // of an entity, any number
	RoleSpan Role = "role"     // the words that give an entity its role
	Source   Role = "source"   // of an attribution
	Cue      Role = "cue"      // same
	Content  Role = "content"  // same
	Timex    Role = "timex"    // one of each time
	Quantity Role = "quantity" // one of each quantity
	Unit     Role = "unit"     // of a quantity
	Counted  Role = "counted"  // same: what is counted
	Trigger  Role = "trigger"  // one of each event
)

// Names are names that others give to parts and kinds: theirs to ours ("Zitat" to
// "Content").
type Names map[string]string

// NameError is a name that stands for nothing here.
type NameError string

func (e NameError) Error() string {
	return "there is no type " + string(e) + ": want Source, Cue, Content or another that docs/standoff.md lists"
}

// layers are the layers that marks hold: an id's letter and the layer's name in
// the record's JSON form.
var layers = []struct {
	letter byte
	name   string
}{{'e', "entities"}, {'a', "attributions"}, {'t', "timexes"}, {'q', "quantities"}, {'v', "events"}}

// left are the parts of a record that marks do not hold.
var left = []string{"links", "paragraphs", "sentences", "tokens", "claims", "findings"}

// Words are the fields of a layer whose value is one word of a short list, or a
// yes: what a format with labels can show as a label.
func Words(letter byte) []string {
	switch letter {
	case 'e':
		return []string{"kind"}
	case 'a':
		return []string{"form", "act", "act2", "sourcing", "identified", "inferred", "possible", "negated"}
	case 't':
		return []string{"type"}
	case 'q':
		return []string{"change"}
	case 'v':
		return []string{"type", "modality", "polarity", "aggregate"}
	}
	return nil
}

// places are the fields of an element that hold places; each layer has some.
type places struct {
	ID         string
	Start, End *int
	Mentions   []struct {
		Start, End int
		Form       record.MentionForm
	}
	RoleSpan *record.Span `json:"role_span"`
	Source   record.Spans
	Cue      record.Spans
	Content  record.Spans
	UnitSpan *record.Span `json:"unit_span"`
	Of       *record.Span
	Trigger  *record.Span
}

var placeFields = []string{"id", "start", "end", "mentions", "role_span", "source", "cue", "content", "unit_span", "of", "trigger"}

// Of gives a record's marks, layer by layer, and what the record says of the whole
// document, without text, layers and what [Document] finds anew. It fails where the
// record breaks the schema.
func Of(d *record.Document) (marks []Mark, head map[string]json.RawMessage, err error) {
	b, err := d.MarshalJSON()
	if err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return nil, nil, err
	}
	for _, l := range layers {
		var elements []json.RawMessage
		if in, ok := head[l.name]; ok {
			if err := json.Unmarshal(in, &elements); err != nil {
				return nil, nil, err
			}
		}
		for _, e := range elements {
			m, err := markOf(l.letter, e)
			if err != nil {
				return nil, nil, err
			}
			marks = append(marks, m)
		}
		if len(elements) > 0 {
			delete(head, l.name) // else it stays: asked for, and nothing found
		}
	}
	for _, name := range append([]string{"schema", "text", "text_sha256"}, left...) {
		delete(head, name)
	}
	return marks, head, nil
}

func markOf(letter byte, element []byte) (Mark, error) {
	var p places
	m := Mark{}
	if err := json.Unmarshal(element, &p); err != nil {
		return m, err
	}
	if err := json.Unmarshal(element, &m.Fields); err != nil {
		return m, err
	}
	for _, f := range placeFields {
		delete(m.Fields, f)
	}
	delete(m.Fields, "links") // indexes of the page's links, which no mark holds
	for name, v := range m.Fields {
		if silent(v) {
			delete(m.Fields, name)
		}
	}
	m.ID = p.ID
	one := func(r Role, s *record.Span) {
		if s != nil {
			m.Parts = append(m.Parts, Part{Role: r, Pieces: record.Spans{*s}})
		}
	}
	many := func(r Role, s record.Spans) {
		if len(s) > 0 {
			m.Parts = append(m.Parts, Part{Role: r, Pieces: s})
		}
	}
	if p.Start != nil && p.End != nil {
		one(map[byte]Role{'t': Timex, 'q': Quantity}[letter], &record.Span{Start: *p.Start, End: *p.End})
	}
	for _, x := range p.Mentions {
		m.Parts = append(m.Parts, Part{Mention, record.Spans{{Start: x.Start, End: x.End}}, x.Form})
	}
	one(RoleSpan, p.RoleSpan)
	many(Source, p.Source)
	many(Cue, p.Cue)
	many(Content, p.Content)
	one(Unit, p.UnitSpan)
	one(Counted, p.Of)
	one(Trigger, p.Trigger)
	return m, nil
}

// silent tells whether a field's value is what its absence means.
func silent(v json.RawMessage) bool {
	switch string(v) {
	case "null", "false", "[]", `""`, "{}":
		return true
	}
	return false
}

// Document makes the record of a text from marks and from what is known of the
// whole document. Fields that the schema wants and a mark has not are filled with
// what says least; docs/standoff.md lists them. The record has been checked: places
// lie within the text, references resolve.
func Document(text string, marks []Mark, head map[string]json.RawMessage) (*record.Document, error) {
	if !utf8.ValidString(text) {
		return nil, errors.New("the text is not valid UTF-8")
	}
	object := map[string]any{}
	for k, v := range head {
		object[k] = v
	}
	for _, name := range left {
		delete(object, name)
	}
	sum := sha256.Sum256([]byte(text))
	object["schema"], object["text"], object["text_sha256"] = record.Schema, text, hex.EncodeToString(sum[:])
	if _, ok := head["body"]; !ok {
		object["body"] = record.Span{End: utf8.RuneCountInString(text)}
	}
	if _, ok := head["models"]; !ok {
		object["models"] = map[string]string{}
	}
	marks = slices.Clone(marks)
	if err := Number(marks); err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, m := range marks {
		known[m.ID] = true
	}
	runes := []rune(text)
	for _, l := range layers {
		var elements []map[string]any
		for _, m := range marks {
			if m.Letter() != l.letter {
				continue
			}
			e, err := m.element(known, runes)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", m.ID, err)
			}
			elements = append(elements, e)
		}
		if elements != nil {
			object[l.name] = elements
		}
	}
	b, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	d := &record.Document{}
	if err := d.UnmarshalJSON(b); err != nil {
		return nil, err
	}
	return d, nil
}
