package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"unicode/utf8"
)

// MarshalJSON writes the record as the schema has it: offsets in code points, ids
// for references. It fails where [Document.Check] does.
func (d *Document) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	err := d.WriteJSON(&b)
	return b.Bytes(), err
}

// WriteJSON writes what [Document.MarshalJSON] returns, element by element: beside
// the record itself it holds little, however long that is. It writes nothing where
// [Document.Check] fails; other errors are the writer's, and of numbers that JSON
// does not have.
func (d *Document) WriteJSON(to io.Writer) error {
	if err := d.Check(); err != nil {
		return err
	}
	o := NewOffsets(d.Text)
	m := at(func(s Span) Span { return Span{o.Rune(s.Start), o.Rune(s.End)} })
	w := newStream(to)
	w.head(d, m)
	one := func(_ int, s Span) Span { return m(s) }
	layer(w, "links", d.Links, m.linkOut)
	layer(w, "paragraphs", d.Paragraphs, one)
	layer(w, "sentences", d.Sentences, one)
	layer(w, "tokens", d.Tokens, m.tokenOut)
	layer(w, "entities", d.Entities, m.entityOut)
	layer(w, "attributions", d.Attributions, m.attributionOut)
	layer(w, "timexes", d.Timexes, m.timexOut)
	layer(w, "quantities", d.Quantities, m.quantityOut)
	layer(w, "events", d.Events, m.eventOut)
	layer(w, "claims", d.Claims, m.claimOut)
	layer(w, "findings", d.Findings, m.findingOut)
	w.raw("}")
	return w.end()
}

// stream writes one JSON value piece by piece; the first error stays.
type stream struct {
	to      *bufio.Writer
	value   bytes.Buffer
	encoder *json.Encoder // into value
	err     error
}

func newStream(to io.Writer) *stream {
	s := &stream{to: bufio.NewWriterSize(to, 64<<10)}
	s.encoder = json.NewEncoder(&s.value)
	s.encoder.SetEscapeHTML(false)
	return s
}

func (s *stream) end() error {
	if s.err != nil {
		return s.err
	}
	return s.to.Flush()
}

func (s *stream) raw(text string) {
	if s.err == nil {
		_, s.err = s.to.WriteString(text)
	}
}

// encode is v in JSON; it holds until the next call.
func (s *stream) encode(v any) []byte {
	s.value.Reset()
	if err := s.encoder.Encode(v); err != nil && s.err == nil {
		s.err = err
	}
	return bytes.TrimSuffix(s.value.Bytes(), []byte("\n"))
}

func (s *stream) write(b []byte) {
	if s.err == nil {
		_, s.err = s.to.Write(b)
	}
}

// head writes everything before the layers, without the closing brace.
func (s *stream) head(d *Document, m at) {
	p := plain(*d)
	p.Text = ""
	b := s.encode(wireDocument{Schema: Schema, plain: &p, Body: m(d.Body), PublishedSpan: m.optional(d.PublishedSpan)})
	b = bytes.Clone(bytes.TrimSuffix(b, []byte("}")))
	const text = `,"text":"` // cannot stand in a value, where quotation marks are escaped
	before, after, _ := bytes.Cut(b, []byte(text))
	s.write(before)
	s.raw(text)
	s.text(d.Text)
	s.write(after)
}

// text writes the inside of a string in pieces: escaped, it may be six times as long.
func (s *stream) text(t string) {
	const most = 64 << 10
	for len(t) > 0 {
		n := min(most, len(t))
		for n < len(t) && !utf8.RuneStart(t[n]) {
			n--
		}
		quoted := s.encode(t[:n])
		if s.err != nil {
			return
		}
		s.write(quoted[1 : len(quoted)-1])
		t = t[n:]
	}
}

// layer writes a layer that was asked for.
func layer[A, B any](s *stream, name string, in []A, out func(i int, a A) B) {
	if in == nil {
		return
	}
	s.raw(`,"` + name + `":[`)
	for i, a := range in {
		if i > 0 {
			s.raw(",")
		}
		s.write(s.encode(out(i, a)))
	}
	s.raw("]")
}
