// Package webanno writes records as W3C Web Annotations (www.w3.org/TR/annotation-model,
// 2017) in JSON-LD, and reads them, its own and those of others.
//
// A record is one AnnotationCollection. Every part of a mark (a source, a cue, a
// mention) is an annotation of the text, tagged with what it is, found by
// TextQuoteSelector and by TextPositionSelector; an annotation that links the parts
// is the mark, tagged with its layer and its words ("act:assert"), and a body of
// application/json holds the rest. The text itself is the body of an annotation
// that describes the source, so that a collection stands alone.
//
// It promises that what it writes uses the standard context and nothing beyond it,
// and comes back as the same layers. Positions count code points, as the model wants
// (section 4.2.4). Where position and quote disagree, the quote decides if the text
// has it once; else it is an error.
package webanno

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"hearsay/internal/export/standoff"
	"hearsay/record"
)

// Context is the one context that is used.
const Context = "http://www.w3.org/ns/anno.jsonld"

// around is how many code points of prefix and suffix a quote has.
const around = 32

// The formats of bodies.
const (
	plainText = "text/plain"
	jsonText  = "application/json"
)

type collection struct {
	Context string `json:"@context"`
	ID      string `json:"id"`
	Type    string `json:"type"`
	Label   string `json:"label"`
	Total   int    `json:"total"`
	First   page   `json:"first"`
}

type page struct {
	ID         string       `json:"id"`
	Type       string       `json:"type"`
	StartIndex int          `json:"startIndex"`
	Items      []annotation `json:"items"`
}

type annotation struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Motivation string `json:"motivation"`
	Body       []body `json:"body"`
	Target     any    `json:"target"` // IRIs of parts, or places in the text
}

type body struct {
	Type     string `json:"type"`
	Purpose  string `json:"purpose,omitempty"`
	Format   string `json:"format,omitempty"`
	Language string `json:"language,omitempty"`
	Value    string `json:"value"`
}

type place struct {
	Type     string `json:"type"`
	Source   string `json:"source"`
	Selector [2]any `json:"selector"`
}

type quote struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

type position struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// layers are the tags of marks.
var layers = map[byte]string{'e': "entity", 'a': "attribution", 't': "time", 'q': "figure", 'v': "event"}

// Write gives a record as one AnnotationCollection, without line breaks.
func Write(d *record.Document) ([]byte, error) {
	marks, head, err := standoff.Of(d)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(d.Text))
	w := &writer{
		text: []rune(d.Text), source: source(d, sum[:]),
		base: "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceOID, append([]byte(d.ID+"\x00"), sum[:]...)).String(),
	}
	if err := w.describe(d, head); err != nil {
		return nil, err
	}
	for i := range marks {
		if err := w.mark(&marks[i]); err != nil {
			return nil, err
		}
	}
	return marshal(collection{Context, w.base, "AnnotationCollection", d.ID, len(w.items), page{w.base + "#page", "AnnotationPage", 0, w.items}})
}

// source is the IRI of what was read: its address, else the name of the text by its
// digest (RFC 6920).
func source(d *record.Document, digest []byte) string {
	if u, err := url.Parse(d.URL); err == nil && u.IsAbs() && u.Fragment == "" {
		return d.URL
	}
	return "ni:///sha-256;" + base64.RawURLEncoding.EncodeToString(digest)
}

// marshal writes JSON with < and & as they are.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return []byte(strings.TrimSuffix(b.String(), "\n")), err
}

type writer struct {
	text         []rune
	base, source string
	items        []annotation
}

func tag(value string) body { return body{Type: "TextualBody", Purpose: "tagging", Value: value} }

func (w *writer) add(name, motivation string, target any, bodies ...body) string {
	id := w.base + "#" + name
	w.items = append(w.items, annotation{id, "Annotation", motivation, bodies, target})
	return id
}

// describe adds the annotation that holds the text and what is known of the whole.
func (w *writer) describe(d *record.Document, head map[string]json.RawMessage) error {
	b, err := marshal(head)
	w.add("text", "describing", w.source,
		body{Type: "TextualBody", Format: plainText, Language: d.Language, Value: d.Text},
		body{Type: "TextualBody", Purpose: "describing", Format: jsonText, Value: string(b)})
	return err
}

// mark adds the annotations of a mark's parts and the one that links them.
func (w *writer) mark(m *standoff.Mark) error {
	parts := []string{}
	taken := map[string]int{}
	for _, p := range m.Parts {
		bodies := []body{tag(string(p.Role))}
		if p.Form != "" {
			bodies = append(bodies, tag(string(p.Form)))
		}
		targets := make([]place, len(p.Pieces))
		for i, s := range p.Pieces {
			targets[i] = w.place(s)
		}
		name := m.ID + "-" + string(p.Role)
		if taken[name]++; p.Role == standoff.Mention {
			name += "-" + strconv.Itoa(taken[name])
		}
		parts = append(parts, w.add(name, "tagging", targets, bodies...))
	}
	if len(parts) == 0 {
		parts = append(parts, w.source)
	}
	bodies := []body{tag(layers[m.Letter()])}
	for _, field := range standoff.Words(m.Letter()) {
		switch value := m.Text(field); {
		case string(m.Fields[field]) == "true":
			bodies = append(bodies, tag(field))
		case value != "":
			bodies = append(bodies, tag(field+":"+value))
		default:
			continue
		}
		delete(m.Fields, field)
	}
	if len(m.Fields) > 0 {
		b, err := marshal(m.Fields)
		if err != nil {
			return err
		}
		bodies = append(bodies, body{Type: "TextualBody", Purpose: "describing", Format: jsonText, Value: string(b)})
	}
	w.add(m.ID, "linking", parts, bodies...)
	return nil
}

// place is a piece of text, by its words and by its position.
func (w *writer) place(s record.Span) place {
	return place{"SpecificResource", w.source, [2]any{
		quote{
			"TextQuoteSelector", string(w.text[s.Start:s.End]),
			string(w.text[max(s.Start-around, 0):s.Start]), string(w.text[s.End:min(s.End+around, len(w.text))]),
		},
		position{"TextPositionSelector", s.Start, s.End},
	}}
}
