// Package correct puts what people have said of a text into its record: attributions
// and entities that are right, wrong, missing, or of another shape, and the spans of
// timexes, quantities and events; and findings that people have accepted. docs/corrections.md is the form of an overlay.
//
// It promises that an entry does what it says or is reported with the reason, never
// dropped; that it is applied to the very text it names, with the words it quotes,
// or not at all; and that a record that was sound stays so.
//
// The way of an overlay: [overlay.go] reads its lines, [contradict.go] holds them
// against each other, [load.go] gathers files. The way of a text: [Overlays.Of] finds
// its entries, and hearsay.Read hands each layer through [Edits] as it is made, so
// that the stages after it read what people have said.
package correct

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/record"
)

// Edits are the entries of one text, and what became of them.
type Edits struct {
	asked bool
	text  string
	all   []*edit
	read  bool // its language is one that is read
}

// edit is an entry with its places in bytes of the text.
type edit struct {
	*Entry
	source, cue, content              record.Spans
	speakers, via, carriers, mentions record.Spans
	to, role, span, spans             record.Spans
	missing                           Places // mentions to reject that were not found
	shape                             *shape // of an attribution that is right
	done                              bool
	problem                           string
}

// Of finds the entries of a text, and their places in it.
func (o *Overlays) Of(text, sha256 string) *Edits {
	e := &Edits{asked: o != nil, text: text}
	if o == nil || len(o.of[sha256]) == 0 {
		return e
	}
	offsets := record.NewOffsets(text)
	entries := o.of[sha256]
	for i := range entries {
		x := &edit{Entry: &entries[i], missing: slices.Clone(entries[i].Mentions)}
		to := map[string]*record.Spans{
			"source": &x.source, "cue": &x.cue, "content": &x.content, "speakers": &x.speakers, "via": &x.via,
			"carriers": &x.carriers, "mentions": &x.mentions, "to": &x.to, "role": &x.role, "span": &x.span, "spans": &x.spans,
		}
		for _, l := range entries[i].places() {
			spans, err := e.locate(offsets, l.places)
			if err != nil && x.problem == "" {
				x.problem = fmt.Sprintf("%s: %v", l.name, err)
			}
			*to[l.name] = spans
		}
		e.all = append(e.all, x)
	}
	return e
}

// In are the entries whose places all lie in one part of the text. A long text is read
// in parts, each by itself.
func (e *Edits) In(part record.Span) *Edits {
	e.read = true
	in := &Edits{asked: e.asked, text: e.text}
	for _, x := range e.all {
		inside := x.Layer != "findings" // which are of the whole text
		for _, l := range []record.Spans{x.source, x.cue, x.content, x.speakers, x.via, x.carriers, x.mentions, x.to, x.role, x.span} {
			for _, s := range l {
				inside = inside && part.Contains(s)
			}
		}
		if inside {
			in.all = append(in.all, x)
		}
	}
	return in
}

// locate turns places into spans of the text that hold their words.
func (e *Edits) locate(o *record.Offsets, places Places) (record.Spans, error) {
	if places == nil {
		return nil, nil
	}
	out := make(record.Spans, 0, len(places))
	for _, p := range places {
		start, in := o.Byte(p.Start)
		end, fits := o.Byte(p.End)
		if !in || !fits {
			return nil, fmt.Errorf("%v lies outside the text", p)
		}
		s := record.Span{Start: start, End: end}
		if !quotes(p.Words, s.In(e.text)) {
			return nil, fmt.Errorf("want %v, the text has %s there", p, clip(s.In(e.text)))
		}
		out = append(out, s)
	}
	return out, nil
}

// of are the entries of a layer with this op that are still to be applied.
func (e *Edits) of(layer, op string) []*edit {
	var out []*edit
	for _, x := range e.all {
		if x.Layer == layer && x.Op == op && x.problem == "" {
			out = append(out, x)
		}
	}
	return out
}

// Outcome is what became of each entry, in the order of the overlays; nil where
// nobody gave any.
func (e *Edits) Outcome() []record.Correction {
	if !e.asked {
		return nil
	}
	out := make([]record.Correction, len(e.all))
	for i, x := range e.all {
		switch {
		case x.done || x.problem != "":
		case e.read:
			x.problem = "its places lie in parts of a long text that are read apart"
		default:
			x.problem = "the text's language is none that is read"
		}
		out[i] = record.Correction{File: x.File, Line: x.Line, Layer: x.Layer, Op: x.Op, By: x.By, At: x.At, Problem: x.problem}
	}
	return out
}

// quotes tells whether words quote the text: whole, or its beginning and its end
// with an ellipsis between.
func quotes(words, text string) bool {
	if words == text {
		return true
	}
	first, last, cut := strings.Cut(words, "…")
	first, last = strings.TrimRight(first, " "), strings.TrimLeft(last, " ")
	return cut && first != "" && last != "" && len(first)+len(last) <= len(text) &&
		strings.HasPrefix(text, first) && strings.HasSuffix(text, last)
}
