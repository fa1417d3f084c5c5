package brat

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay/record"
)

// MaxAnn is the largest .ann file, in bytes, that is read.
const MaxAnn = 32 << 20

// annotation is one line of an .ann file.
type annotation struct {
	id     string // "" of an equivalence
	name   string // the type
	line   int
	pieces []record.Span // of a T: as written, later code points
	words  string        // of a T: the text as written; of a note: its text
	target string        // of an attribute or a note; of an event its trigger
	value  string        // of an attribute: its value, if any
	args   []argument    // of relations, events and equivalences
}

type argument struct{ role, target string }

// file is an .ann file, each kind of line in the file's order.
type file struct {
	name                                              string
	byID                                              map[string]*annotation
	spans, relations, events, attributes, notes, same []*annotation
}

// fault is an error in a line of the file.
func (f *file) fault(a *annotation, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", f.name, a.line, fmt.Errorf(format, args...))
}

// parse reads the lines of an .ann file and checks that what they refer to is there.
func parse(name string, data []byte) (*file, error) {
	f := &file{name: name, byID: map[string]*annotation{}}
	if len(data) > MaxAnn {
		return nil, fmt.Errorf("%s: larger than %d MiB", name, MaxAnn>>20)
	}
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s: not UTF-8", name)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	n := 0
	for l := range bytes.Lines(data) {
		n++
		line := strings.TrimRight(string(l), "\r\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		a := &annotation{line: n}
		if err := f.add(a, line); err != nil {
			return nil, f.fault(a, "%w", err)
		}
	}
	return f, f.check()
}

// add reads one line: its id, a tab, its data, and for spans and notes another tab
// and text.
func (f *file) add(a *annotation, line string) error {
	id, rest, tab := strings.Cut(line, "\t")
	if !tab {
		return fmt.Errorf("no tab after %.40q: a line is an id, a tab, and a type with what it is of", id)
	}
	data, text, _ := strings.Cut(rest, "\t")
	name, data, _ := strings.Cut(strings.TrimSpace(data), " ")
	a.name, a.words = name, text
	if id != "*" {
		if f.byID[id] != nil {
			return fmt.Errorf("id %.40q stands in line %d already", id, f.byID[id].line)
		}
		a.id, f.byID[id] = id, a
	}
	fields := strings.Fields(data)
	switch kind := strings.TrimRight(id, "0123456789"); kind {
	case "T":
		f.spans = append(f.spans, a)
		return a.offsets(data)
	case "R":
		f.relations = append(f.relations, a)
		if err := a.arguments(fields); err != nil || len(a.args) == 2 {
			return err
		}
		return fmt.Errorf("relation %s joins %d annotations, want Arg1:ID Arg2:ID", id, len(a.args))
	case "E":
		f.events = append(f.events, a)
		a.name, a.target, _ = strings.Cut(name, ":")
		return a.arguments(fields)
	case "A", "M":
		f.attributes = append(f.attributes, a)
		if len(fields) < 1 || len(fields) > 2 {
			return fmt.Errorf("attribute %s: want a type, an id and one value or none", id)
		}
		a.target, a.value = fields[0], strings.Join(fields[1:], "")
	case "*":
		f.same = append(f.same, a)
		for _, target := range fields {
			a.args = append(a.args, argument{"", target})
		}
	case "N": // a normalisation to a database that no record holds
	default:
		if !strings.HasPrefix(id, "#") {
			return fmt.Errorf("%.40q is not the id of a span (T1), relation (R1), event (E1), attribute (A1), note (#1) or * for equivalence", id)
		}
		a.target = data
		f.notes = append(f.notes, a)
	}
	return nil
}

// offsets reads "0 5;9 12".
func (a *annotation) offsets(data string) error {
	for pair := range strings.SplitSeq(data, ";") {
		from, to, _ := strings.Cut(strings.TrimSpace(pair), " ")
		start, err := strconv.Atoi(from)
		end, err2 := strconv.Atoi(strings.TrimSpace(to))
		if err != nil || err2 != nil {
			return fmt.Errorf("%.60q: want where %s starts and ends, as 0 5 or 0 5;9 12", pair, a.id)
		}
		if start < 0 || end < start {
			return fmt.Errorf("%s from %d to %d: want a start and an end after it", a.id, start, end)
		}
		a.pieces = append(a.pieces, record.Span{Start: start, End: end})
	}
	return nil
}

// arguments reads "Arg1:T1 Arg2:T2".
func (a *annotation) arguments(fields []string) error {
	for _, f := range fields {
		role, target, ok := strings.Cut(f, ":")
		if !ok || target == "" {
			return fmt.Errorf("%.60q: want a role and an id, as Arg1:T1", f)
		}
		a.args = append(a.args, argument{strings.TrimRight(role, "0123456789"), target})
	}
	return nil
}

// check refuses references to nowhere.
func (f *file) check() error {
	var errs []error
	there := func(a *annotation, target string) {
		if f.byID[target] == nil && len(errs) < 10 {
			errs = append(errs, f.fault(a, "%s refers to %.40q, which is nowhere in the file", a.what(), target))
		}
	}
	for _, list := range [][]*annotation{f.relations, f.events, f.same} {
		for _, a := range list {
			for _, x := range a.args {
				there(a, x.target)
			}
		}
	}
	for _, list := range [][]*annotation{f.events, f.attributes, f.notes} {
		for _, a := range list {
			there(a, a.target)
		}
	}
	for _, e := range f.events {
		if t := f.byID[e.target]; t != nil && t.pieces == nil && len(errs) < 10 {
			errs = append(errs, f.fault(e, "the trigger of %s is %s, want a span (T1)", e.id, t.id))
		}
	}
	return errors.Join(errs...)
}

func (a *annotation) what() string {
	if a.id == "" {
		return a.name
	}
	return a.id
}
