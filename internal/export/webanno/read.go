package webanno

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hearsay/internal/export/standoff"
	"hearsay/record"
)

// some is one value or a list of values: JSON-LD writes both.
type some[T any] []T

func (s *some[T]) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		return json.Unmarshal(b, (*[]T)(s))
	}
	var one T
	err := json.Unmarshal(b, &one)
	*s = some[T]{one}
	return err
}

// node is any object of the model, or the IRI that stands for one. It has the
// members that are read.
type node struct {
	ID         string         `json:"id"`
	Type       some[string]   `json:"type"`
	Label      some[any]      `json:"label"`
	First      *node          `json:"first"`
	Next       *node          `json:"next"`
	Items      some[node]     `json:"items"`
	Motivation some[string]   `json:"motivation"`
	Body       some[node]     `json:"body"`
	BodyValue  string         `json:"bodyValue"`
	Target     some[node]     `json:"target"`
	Purpose    some[string]   `json:"purpose"`
	Format     some[string]   `json:"format"`
	Value      any            `json:"value"`
	Selector   some[selector] `json:"selector"`
}

func (n *node) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &n.ID)
	}
	type plain node
	return json.Unmarshal(b, (*plain)(n))
}

// text is the node's value where it is a string.
func (n node) text() string {
	s, _ := n.Value.(string)
	return s
}

// tags are the node's tags, and the value of a body that is nothing but text.
func (n node) tags() []string {
	var out []string
	if n.BodyValue != "" {
		out = append(out, n.BodyValue)
	}
	for _, b := range n.Body {
		if s := b.text(); s != "" && !slices.Contains(b.Format, jsonText) && (len(b.Purpose) == 0 || slices.Contains(b.Purpose, "tagging") || slices.Contains(b.Purpose, "classifying")) {
			out = append(out, s)
		}
	}
	return out
}

// describe gives the JSON object that a body holds, if any.
func (n node) describe() (map[string]json.RawMessage, error) {
	for _, b := range n.Body {
		if slices.Contains(b.Format, jsonText) {
			var fields map[string]json.RawMessage
			if err := json.Unmarshal([]byte(b.text()), &fields); err != nil {
				return nil, fmt.Errorf("annotation %.100s: its body of %s is no JSON object: %w", n.ID, jsonText, err)
			}
			return fields, nil
		}
	}
	return nil, nil
}

// Read makes a record of a collection, a page, a list of annotations or one
// annotation. Text is used where the annotations do not hold one; nil for none.
func Read(data []byte, text *string, names standoff.Names) (*record.Document, error) {
	if deeper(data, maxDepth) {
		return nil, fmt.Errorf("no Web Annotation: nested deeper than %d", maxDepth)
	}
	var top some[node]
	if err := json.Unmarshal(data, &top); err != nil {
		return nil, fmt.Errorf("no Web Annotation: %w", err)
	}
	r := &reader{parts: map[string]standoff.Part{}, linked: map[string]bool{}, budget: maxWork}
	var err error
	if r.roles, err = roles(names); err != nil {
		return nil, err
	}
	if r.items, err = items(top); err != nil {
		return nil, err
	}
	if err := r.describe(text); err != nil {
		return nil, err
	}
	marks, err := r.marks()
	if err != nil {
		return nil, err
	}
	if r.head == nil {
		r.head = map[string]json.RawMessage{}
		if id, ok := first(top[0].Label).(string); ok {
			r.head["id"], _ = json.Marshal(id)
		}
	}
	return standoff.Document(r.text.all, marks, r.head)
}

// maxDepth is how deep the model's objects and lists may lie within one another:
// each level costs a scan of what is in it.
const maxDepth = 24

// deeper tells whether JSON is nested deeper than so many levels.
func deeper(data []byte, levels int) bool {
	depth, quoted, escaped := 0, false, false
	for _, c := range data {
		switch {
		case escaped:
			escaped = false
		case quoted:
			quoted, escaped = c != '"', c == '\\'
		case c == '"':
			quoted = true
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if depth > levels {
			return true
		}
	}
	return false
}

func first[T any](l []T) (t T) {
	if len(l) > 0 {
		t = l[0]
	}
	return t
}

// items are the annotations of all pages.
func items(top []node) ([]node, error) {
	if len(top) == 0 {
		return nil, errors.New("no annotations")
	}
	var out []node
	for i := range top {
		n := &top[i]
		if n.First != nil {
			n = n.First
		} else if slices.Contains(n.Type, "Annotation") {
			out = append(out, *n)
			continue
		}
		for ; n != nil; n = n.Next {
			if n.Type == nil && n.Items == nil {
				return nil, fmt.Errorf("the annotations are elsewhere (%.100q): want them in the file", n.ID)
			}
			out = append(out, n.Items...)
		}
	}
	return out, nil
}

// maxWork bounds the places that marks share, and maxSearch the characters that are
// searched for quotes.
const (
	maxWork   = 1 << 22
	maxSearch = 1 << 30
)

type reader struct {
	items  []node
	roles  map[string]standoff.Role
	head   map[string]json.RawMessage
	text   searched
	whole  string                   // the IRI of the source
	parts  map[string]standoff.Part // by annotation
	order  []string                 // of the parts
	linked map[string]bool          // parts that a mark has
	budget int
}

// roles are the tags that stand for a role: its name and the caller's.
func roles(names standoff.Names) (map[string]standoff.Role, error) {
	out := map[string]standoff.Role{}
	for _, r := range []standoff.Role{
		standoff.Mention, standoff.RoleSpan, standoff.Source, standoff.Cue, standoff.Content, standoff.Timex, standoff.Quantity, standoff.Unit,
		standoff.Counted, standoff.Trigger,
	} {
		out[string(r)] = r
	}
	for theirs, ours := range names {
		r := out[strings.ToLower(ours)]
		if r == "" {
			return nil, standoff.NameError(ours)
		}
		out[strings.ToLower(theirs)] = r
	}
	return out, nil
}

// describe finds the text and what is known of the whole.
func (r *reader) describe(beside *string) error {
	for _, n := range r.items {
		for _, b := range n.Body {
			if !slices.Contains(b.Format, plainText) || !slices.Contains(n.Motivation, "describing") {
				continue
			}
			head, err := n.describe()
			r.head, r.text = head, newSearched(b.text())
			r.whole = first(n.Target).ID
			return err
		}
	}
	if beside == nil {
		return errors.New("the text is missing: want an annotation that describes the source, with a body of text/plain, or the text in a file beside")
	}
	r.text = newSearched(*beside)
	return nil
}

// marks are the annotations that link parts, and the parts that none links.
func (r *reader) marks() ([]standoff.Mark, error) {
	for _, n := range r.items {
		if err := r.part(n); err != nil {
			return nil, err
		}
	}
	var marks []standoff.Mark
	for _, n := range r.items {
		if !slices.Contains(n.Motivation, "linking") {
			continue
		}
		m, err := r.mark(n)
		if err != nil {
			return nil, err
		}
		if m.Letter() != 0 {
			marks = append(marks, m)
		}
	}
	for _, id := range r.order {
		p := r.parts[id]
		if letter := alone[p.Role]; letter != "" && !r.linked[id] {
			m := standoff.Mark{ID: letter, Parts: []standoff.Part{p}}
			if letter == "e" {
				m.Set("kind", record.Organization)
			}
			marks = append(marks, m)
		}
	}
	return marks, nil
}

// alone is the layer of a part that no annotation links to another.
var alone = map[standoff.Role]string{
	standoff.Source: "a", standoff.Cue: "a", standoff.Content: "a", standoff.Timex: "t", standoff.Quantity: "q", standoff.Trigger: "v",
}

// part reads an annotation of places in the text.
func (r *reader) part(n node) error {
	var p standoff.Part
	for _, t := range n.tags() {
		switch form := record.MentionForm(t); form {
		case record.NameForm, record.NominalForm, record.PronounForm:
			p.Form = form
		default:
			if role := r.roles[strings.ToLower(t)]; role != "" && p.Role == "" {
				p.Role = role
			}
		}
	}
	if p.Role == "" {
		return nil
	}
	for _, t := range n.Target {
		if len(t.Selector) == 0 {
			continue
		}
		s, err := r.text.find(t.Selector)
		if err != nil {
			return fmt.Errorf("annotation %.100s: %w", n.ID, err)
		}
		p.Pieces = append(p.Pieces, s)
	}
	if len(p.Pieces) == 0 {
		return nil
	}
	if _, twice := r.parts[n.ID]; twice {
		return fmt.Errorf("annotation %.100s stands twice", n.ID)
	}
	r.parts[n.ID] = p
	r.order = append(r.order, n.ID)
	return nil
}

// mark reads an annotation that links parts; one of no layer that is known gives
// the zero mark.
func (r *reader) mark(n node) (standoff.Mark, error) {
	var m standoff.Mark
	tags := n.tags()
	for letter, layer := range layers {
		if slices.Contains(tags, layer) {
			m.ID = string(letter)
		}
	}
	if m.ID == "" {
		return m, nil
	}
	if id := n.ID[strings.LastIndexByte(n.ID, '#')+1:]; strings.HasPrefix(id, m.ID) && strings.Trim(id[1:], "0123456789") == "" {
		m.ID = id
	}
	fields, err := n.describe()
	if err != nil {
		return m, err
	}
	m.Fields = fields
	for _, t := range tags {
		field, value, valued := strings.Cut(t, ":")
		switch {
		case !slices.Contains(standoff.Words(m.Letter()), field):
		case valued:
			m.Set(field, value)
		default:
			m.Set(field, true)
		}
	}
	for _, t := range n.Target {
		if t.ID == "" || len(t.Selector) > 0 {
			continue
		}
		p, there := r.parts[t.ID]
		if !there {
			if t.ID == r.whole {
				continue // a mark without places
			}
			return m, fmt.Errorf("annotation %.100s links %.100q, which is nowhere", n.ID, t.ID)
		}
		if r.budget -= 1 + len(p.Pieces); r.budget < 0 {
			return m, errors.New("places that too many annotations share")
		}
		m.Parts = append(m.Parts, p)
		r.linked[t.ID] = true
	}
	return m, nil
}
