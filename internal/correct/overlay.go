package correct

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"hearsay/internal/lines"
	"hearsay/record"
)

// What an overlay may hold. Beyond, it is refused.
const (
	maxLine   = 1 << 20 // bytes
	maxPlaces = 1000    // of one field
	maxWords  = 2000    // code points that one place covers, content apart
	maxErrors = 20      // named at once
)

// Entry is one line of an overlay: what a person says of one element of one text.
// A list that is nil was not given; an empty one says that there is none.
type Entry struct {
	File string `json:"-"`
	Line int    `json:"-"`

	SHA256 string `json:"text_sha256"`
	Layer  string `json:"layer"`
	Op     string `json:"op"`
	By     string `json:"by"`
	At     string `json:"at"`   // ISO 8601 date or date-time
	Note   string `json:"note"` // why; a finding is accepted for a reason

	// Attributions. A cue names the attribution; where it is empty, the content does.
	Source     Places          `json:"source"`
	Cue        Places          `json:"cue"`
	Content    Places          `json:"content"`
	Act        record.Act      `json:"act"`
	Act2       record.Act      `json:"act2"`
	Sourcing   record.Sourcing `json:"sourcing"`
	Speakers   Places          `json:"speakers"` // mentions of them
	Via        Places          `json:"via"`      // one cue or one mention at most
	Carriers   Places          `json:"carriers"` // mentions of them, outermost first
	Identified *bool           `json:"identified"`
	Inferred   *bool           `json:"inferred"`
	Possible   *bool           `json:"possible"`
	Negated    *bool           `json:"negated"`

	// Entities.
	Mentions Places            `json:"mentions"`
	To       Places            `json:"to"` // one mention at most, of whose entity the mentions are
	Kind     record.EntityKind `json:"kind"`
	Name     string            `json:"name"`
	Role     Places            `json:"role"` // one at most

	// Timexes, quantities and events.
	Span Places `json:"span"` // one

	// Findings.
	Check string `json:"check"`
	Spans Places `json:"spans"` // all; empty where the finding is about the headline alone
}

// The operations.
const (
	right = "right"
	wrong = "wrong"
	merge = "merge"
	split = "split"

	accept = "accept"
)

// operations are what can be said of a layer's elements.
var operations = map[string][]string{
	"attributions": {right, wrong}, "entities": {right, wrong, merge, split},
	"timexes": {right, wrong}, "quantities": {right, wrong}, "events": {right, wrong}, "findings": {accept},
}

// layers are those that can be corrected, in the order of the record.
var layers = []string{"entities", "attributions", "timexes", "quantities", "events", "findings"}

// Place is a stretch of a text, in code points, with its words, so that a person
// sees what is meant. In JSON it is [start, end, "words"].
type Place struct {
	record.Span
	Words string
}

// Places are several.
type Places []Place

// UnmarshalJSON reads [start, end, "words"].
func (p *Place) UnmarshalJSON(b []byte) error {
	var parts []json.RawMessage
	bad := fmt.Errorf("a place is [start, end, \"words\"], not %s", clip(string(b)))
	if json.Unmarshal(b, &parts) != nil || len(parts) != 3 {
		return bad
	}
	for i, to := range []any{&p.Start, &p.End, &p.Words} {
		if string(parts[i]) == "null" || json.Unmarshal(parts[i], to) != nil {
			return bad
		}
	}
	return nil
}

// String is the place as messages name it.
func (p Place) String() string { return fmt.Sprintf("[%d,%d] %s", p.Start, p.End, clip(p.Words)) }

// String names the places in order.
func (p Places) String() string {
	if len(p) == 0 {
		return "nothing"
	}
	out := p[0].String()
	if len(p) > 1 {
		out += fmt.Sprintf(" and %d more", len(p)-1)
	}
	return out
}

// clip quotes words, and cuts them where they are many.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:39]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// Parse reads an overlay: JSON lines, one entry each, blank lines between. The error
// names every line that is no entry, with what is wrong, up to twenty.
func Parse(file string, r io.Reader) ([]Entry, error) {
	var out []Entry
	var wrongs []error
	for l := range lines.Read(r) {
		err := l.Err
		var e Entry
		if err == nil {
			e, err = parse(l.Bytes)
		}
		if err != nil {
			if wrongs = append(wrongs, fmt.Errorf("%s:%d: %w", file, l.Number, err)); len(wrongs) == maxErrors {
				break
			}
			continue
		}
		e.File, e.Line = file, l.Number
		out = append(out, e)
	}
	return out, errors.Join(wrongs...)
}

func parse(line []byte) (Entry, error) {
	var e Entry
	if len(line) > maxLine {
		return e, fmt.Errorf("longer than %d bytes", maxLine)
	}
	if !utf8.Valid(line) {
		return e, errors.New("not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		return e, explain(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return e, errors.New("more than one JSON object on the line")
	}
	return e, e.check()
}

// explain says in a person's words why a line is no entry.
func explain(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON at character %d: %w; each line is one object", syntax.Offset, err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("not JSON: the line ends too early; each line is one object")
	case errors.As(err, &kind) && kind.Field == "":
		return fmt.Errorf("a %s, want an object", kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("%q is a %s, want a %s", kind.Field, kind.Value, kind.Type)
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// check tells whether the entry makes sense by itself.
func (e *Entry) check() error {
	if b, err := hex.DecodeString(e.SHA256); err != nil || len(b) != 32 || strings.ToLower(e.SHA256) != e.SHA256 {
		return fmt.Errorf("text_sha256 %s: want the record's, 64 digits of lower-case hex", clip(e.SHA256))
	}
	ops, ok := operations[e.Layer]
	if !ok {
		return fmt.Errorf("layer %s: want one of %s", clip(e.Layer), strings.Join(layers, ", "))
	}
	if !slices.Contains(ops, e.Op) {
		return fmt.Errorf("op %s: in %s, want one of %s", clip(e.Op), e.Layer, strings.Join(ops, ", "))
	}
	if e.At != "" && !record.ValidDate(e.At) {
		return fmt.Errorf("at %s: want an ISO 8601 date, as 2026-11-23", clip(e.At))
	}
	if err := e.checkFields(); err != nil {
		return err
	}
	if err := cmp.Or(known("act", e.Act, record.Acts()), known("act2", e.Act2, record.Acts()),
		known("sourcing", e.Sourcing, record.Sourcings()), known("kind", e.Kind, record.EntityKinds())); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(e.Name); n > maxWords {
		return fmt.Errorf("name of %d characters: the limit is %d", n, maxWords)
	}
	for _, l := range e.places() {
		if err := l.check(); err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
	}
	switch e.Layer {
	case "attributions":
		return e.checkAttribution()
	case "entities":
		return e.checkEntity()
	case "findings":
		if e.Check == "" || e.Spans == nil || strings.TrimSpace(e.Note) == "" {
			return errors.New("a finding is accepted by its check, its spans and, in note, the reason")
		}
		return nil
	}
	if len(e.Span) != 1 {
		return errors.New("span: want one place")
	}
	return nil
}

func known[T ~string](field string, v T, allowed []T) error {
	if v == "" || slices.Contains(allowed, v) {
		return nil
	}
	return fmt.Errorf("%s %s: want one of %v", field, clip(string(v)), allowed)
}

// checkFields refuses fields that say nothing about the entry's layer, or nothing
// with its op.
func (e *Entry) checkFields() error {
	named := e.Op != wrong // says how the element is
	for _, f := range []struct {
		name        string
		given, fits bool
	}{
		{"source", e.Source != nil, e.Layer == "attributions"},
		{"cue", e.Cue != nil, e.Layer == "attributions"},
		{"content", e.Content != nil, e.Layer == "attributions"},
		{"act", e.Act != "", e.Layer == "attributions" && named},
		{"act2", e.Act2 != "", e.Layer == "attributions" && named},
		{"sourcing", e.Sourcing != "", e.Layer == "attributions" && named},
		{"speakers", e.Speakers != nil, e.Layer == "attributions" && named},
		{"via", e.Via != nil, e.Layer == "attributions" && named},
		{"carriers", e.Carriers != nil, e.Layer == "attributions" && named},
		{"identified", e.Identified != nil, e.Layer == "attributions" && named},
		{"inferred", e.Inferred != nil, e.Layer == "attributions" && named},
		{"possible", e.Possible != nil, e.Layer == "attributions"},
		{"negated", e.Negated != nil, e.Layer == "attributions" && named},
		{"mentions", e.Mentions != nil, e.Layer == "entities"},
		{"to", e.To != nil, e.Op == split},
		{"kind", e.Kind != "", e.Layer == "entities" && named},
		{"name", e.Name != "", e.Layer == "entities" && named},
		{"role", e.Role != nil, e.Layer == "entities" && named},
		{"span", e.Span != nil, e.Layer != "entities" && e.Layer != "attributions" && e.Layer != "findings"},
		{"check", e.Check != "", e.Layer == "findings"},
		{"spans", e.Spans != nil, e.Layer == "findings"},
	} {
		if f.given && !f.fits {
			return fmt.Errorf("%q does not belong to op %q of %s", f.name, e.Op, e.Layer)
		}
	}
	return nil
}

// list is one field of places with what holds for it.
type list struct {
	name    string
	places  Places
	ordered bool // in text order, apart
	most    int  // places
}

func (e *Entry) places() []list {
	return []list{
		{"source", e.Source, true, maxPlaces},
		{"cue", e.Cue, true, maxPlaces},
		{"content", e.Content, true, maxPlaces},
		{"speakers", e.Speakers, false, maxPlaces},
		{"via", e.Via, false, 1},
		{"carriers", e.Carriers, false, maxPlaces},
		{"mentions", e.Mentions, false, maxPlaces},
		{"to", e.To, false, 1},
		{"role", e.Role, false, 1},
		{"span", e.Span, false, 1},
		{"spans", e.Spans, true, maxPlaces},
	}
}

func (l list) check() error {
	if len(l.places) > l.most {
		return fmt.Errorf("%d places, want at most %d", len(l.places), l.most)
	}
	seen := map[record.Span]bool{}
	for i, p := range l.places {
		switch {
		case p.Start < 0 || p.End <= p.Start || p.End > record.MaxText:
			return fmt.Errorf("%v is no stretch of a text", p)
		case l.name != "content" && l.name != "spans" && p.Len() > maxWords:
			return fmt.Errorf("%v covers %d characters: the limit is %d", p, p.Len(), maxWords)
		case seen[p.Span]:
			return fmt.Errorf("%v stands twice", p)
		case l.ordered && i > 0 && p.Start < l.places[i-1].End:
			return fmt.Errorf("%v overlaps the place before it, or is out of order", p)
		}
		seen[p.Span] = true
	}
	return nil
}

func (e *Entry) checkAttribution() error {
	if e.Cue == nil || len(e.Cue)+len(e.Content) == 0 {
		return errors.New("name the attribution by its cue; where it has none, by \"cue\": [] and its content")
	}
	for _, pair := range [][2]Places{{e.Source, e.Cue}, {e.Source, e.Content}, {e.Cue, e.Content}} {
		if a, b, ok := overlap(pair[0], pair[1]); ok {
			return fmt.Errorf("%v and %v are of one attribution and overlap", a, b)
		}
	}
	return nil
}

// overlap finds two places of two sorted lists that have a character in common.
func overlap(a, b Places) (Place, Place, bool) {
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i].Overlaps(b[k].Span):
			return a[i], b[k], true
		case a[i].End <= b[k].Start:
			i++
		default:
			k++
		}
	}
	return Place{}, Place{}, false
}

func (e *Entry) checkEntity() error {
	if e.To != nil && (len(e.To) == 0 || slices.ContainsFunc(e.Mentions, func(p Place) bool { return p.Span == e.To[0].Span })) {
		return errors.New("to: want one mention of the entity that the others belong to")
	}
	if len(e.Mentions) == 0 || e.Op == merge && len(e.Mentions) < 2 {
		return fmt.Errorf("mentions: op %q of entities wants %s", e.Op, map[bool]string{true: "two or more", false: "one or more"}[e.Op == merge])
	}
	return nil
}
