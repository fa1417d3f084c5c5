package brat

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hearsay/internal/export/standoff"
	"hearsay/record"
)

// Read makes a record of a text and of its .ann file; name is the file's, for
// errors. Types that stand for nothing here are left out, but an error where no type
// of the file is known.
func Read(name string, ann []byte, text string, names standoff.Names) (*record.Document, error) {
	known, err := newVocabulary(names)
	if err != nil {
		return nil, err
	}
	f, err := parse(name, ann)
	if err != nil {
		return nil, err
	}
	runes := []rune(text)
	if err := f.settle(runes); err != nil {
		return nil, err
	}
	b := &builder{file: f, text: runes, known: known, of: map[string][]int{}, budget: maxWork}
	marks, err := b.build()
	if err != nil {
		return nil, err
	}
	d, err := standoff.Document(text, marks, map[string]json.RawMessage{"attributions": json.RawMessage("[]")})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return d, nil
}

// ErrUnknown says that a file has annotations, and none of a type that is known
// here: names are wanted.
var ErrUnknown = errors.New("none of its types is known")

// maxWork bounds what a file can make of few lines: pieces, references and notes of
// spans that many marks share.
const maxWork = 1 << 22

// builder makes marks of a file's annotations.
type builder struct {
	*file
	text   []rune
	known  vocabulary
	notes  map[string]note
	marks  []standoff.Mark
	of     map[string][]int // the marks that an annotation is of
	budget int
}

var errWork = errors.New("spans that too many annotations share")

func (b *builder) spend(n int) error {
	if b.budget -= n; b.budget < 0 {
		return fmt.Errorf("%s: %w", b.name, errWork)
	}
	return nil
}

func (b *builder) build() ([]standoff.Mark, error) {
	if err := b.recognise(); err != nil {
		return nil, err
	}
	if err := b.readNotes(); err != nil {
		return nil, err
	}
	for _, step := range []func() error{
		b.entities, b.attributions, b.singles, b.happenings, b.applyNotes, b.number, b.applyRelations, b.applyArguments, b.applyLabels,
	} {
		if err := cmp.Or(step(), b.spend(0)); err != nil {
			return nil, err
		}
	}
	return b.marks, nil
}

// class tells what an annotation stands for; the zero class for nothing.
func (b *builder) class(id string) class { return b.known[key(b.byID[id].name)] }

// recognise wants one known type at least, if there is any.
func (b *builder) recognise() error {
	var names []string
	for _, a := range append(slices.Clip(b.spans), b.events...) {
		if b.known[key(a.name)].role != "" {
			return nil
		}
		if len(names) < 5 && !slices.Contains(names, a.name) {
			names = append(names, a.name)
		}
	}
	if names == nil {
		return nil
	}
	return fmt.Errorf("%s: %w (%.200s)", b.name, ErrUnknown, strings.Join(names, ", "))
}

// readNotes reads the notes that hold JSON; those for people are left out.
func (b *builder) readNotes() error {
	b.notes = map[string]note{}
	for _, a := range b.file.notes {
		if a.name != noteType {
			continue
		}
		var n note
		if err := json.Unmarshal([]byte(a.words), &n); err != nil {
			return b.fault(a, "%s: a note of type %s is a JSON object: %w", a.id, noteType, err)
		}
		b.notes[a.target] = n
	}
	return nil
}

// part makes one part of a span.
func (b *builder) part(role standoff.Role, ids ...string) (standoff.Part, error) {
	var all []record.Span
	for _, id := range ids {
		var listed []int
		if v := b.notes[id][apart]; v != nil {
			if err := json.Unmarshal(v, &listed); err != nil {
				return standoff.Part{}, fmt.Errorf("%s: the note of %s: %q is a list of numbers", b.name, id, apart)
			}
		}
		again := map[int]bool{}
		for _, i := range listed {
			again[i] = true
		}
		pieces := joined(b.text, b.byID[id].pieces, again)
		if err := b.spend(1 + len(b.byID[id].pieces) + len(listed)); err != nil {
			return standoff.Part{}, err
		}
		all = append(all, pieces...)
	}
	if len(ids) > 1 {
		all = inOrder(all)
	}
	return standoff.Part{Role: role, Pieces: all}, nil
}

// add adds a mark with its parts, each of some spans; of are the other annotations
// that stand for it.
func (b *builder) add(m standoff.Mark, of []string, parts map[standoff.Role][]string) error {
	i := len(b.marks)
	for _, r := range []standoff.Role{
		standoff.Source, standoff.Cue, standoff.Content, standoff.Timex, standoff.Quantity, standoff.Unit, standoff.Counted, standoff.Trigger,
	} {
		ids := parts[r]
		if len(ids) == 0 {
			continue
		}
		p, err := b.part(r, ids...)
		if err != nil {
			return err
		}
		m.Parts = append(m.Parts, p)
		of = append(of, ids...)
	}
	b.marks = append(b.marks, m)
	for _, id := range of {
		b.of[id] = append(b.of[id], i)
	}
	return b.spend(len(of))
}

// singles are the marks of one span: times, and quantities with what hangs on them.
func (b *builder) singles() error {
	linked := map[string]map[standoff.Role][]string{}
	for _, r := range b.relations {
		c := b.known[key(r.name)]
		if c.role == standoff.Unit || c.role == standoff.Counted {
			from, to := r.args[0].target, r.args[1].target
			if b.class(from).role == standoff.Quantity && b.byID[to].pieces != nil {
				if linked[from] == nil {
					linked[from] = map[standoff.Role][]string{}
				}
				linked[from][c.role] = []string{to}
			}
		}
	}
	for _, t := range b.spans {
		c := b.known[key(t.name)]
		var err error
		switch {
		case len(t.pieces) == 0:
		case c.role == standoff.Timex:
			m := standoff.Mark{ID: "t"}
			m.Set("type", c.kind)
			err = b.add(m, nil, map[standoff.Role][]string{c.role: {t.id}})
		case c.role == standoff.Quantity:
			parts := map[standoff.Role][]string{c.role: {t.id}}
			for r, ids := range linked[t.id] {
				parts[r] = ids
			}
			err = b.add(standoff.Mark{ID: "q"}, nil, parts)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// happenings are events, with or without a line that says so.
func (b *builder) happenings() error {
	said := map[string]bool{}
	for _, e := range b.events {
		if b.known[key(e.name)].role != standoff.Trigger || len(b.byID[e.target].pieces) == 0 {
			continue
		}
		said[e.target] = true
		if err := b.add(standoff.Mark{ID: "v"}, []string{e.id}, map[standoff.Role][]string{standoff.Trigger: {e.target}}); err != nil {
			return err
		}
	}
	for _, t := range b.spans {
		if b.known[key(t.name)].role == standoff.Trigger && !said[t.id] && len(t.pieces) > 0 {
			if err := b.add(standoff.Mark{ID: "v"}, nil, map[standoff.Role][]string{standoff.Trigger: {t.id}}); err != nil {
				return err
			}
		}
	}
	return nil
}

// number gives every mark its id, so that fields can refer to it.
func (b *builder) number() error {
	if err := standoff.Number(b.marks); err != nil {
		return fmt.Errorf("%s: notes: %w", b.name, err)
	}
	return nil
}
