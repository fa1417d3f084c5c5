// Package batch reads many sources into records: files, pages from the net,
// standard input, and JSON lines of any number. It promises one result for each
// document, in the order of the sources and of their lines; a source that cannot
// be read is a result too and stops none of the others; and what is held in memory
// is bounded whatever the number of documents.
package batch

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strings"
	"unicode"

	"hearsay"
	"hearsay/internal/collect"
	"hearsay/internal/extract"
	"hearsay/internal/lines"
	"hearsay/internal/ordered"
	"hearsay/record"
)

// Stdin is the name that stands for standard input.
const Stdin = "-"

// Sources say what to read.
type Sources struct {
	Names     []string // files, URLs, and Stdin
	Stdin     io.Reader
	Fetcher   *collect.Fetcher // for URLs
	Extract   *extract.Reader
	Overrides extract.Overrides
}

// Result is one document, or why it could not be read. Line is its line in a
// source of JSON lines, else 0.
type Result struct {
	Name string
	Line int
	ID   string // as far as it is known
	Err  error  // names the source, and the line

	// Write writes what the renderer makes of the record; nil where Err is not.
	Write func(io.Writer) error
}

// Renderer writes a record in some form. It is called from several goroutines.
type Renderer func(io.Writer, *record.Document) error

// inFlight bounds the bytes of input that are being read at once. A record and its
// stages take some tens of times the text's size.
const inFlight = 1 << 20

// longText is the length from which a text's record is written as it is rendered:
// what comes out may be ten times as long as the text.
const longText = 1 << 20

// Run reads the sources with reader on all cores and calls emit with the results,
// from one goroutine. Run returns emit's first error, or ctx's.
func Run(ctx context.Context, reader *hearsay.Reader, s Sources, render Renderer, emit func(Result) error) error {
	workers := runtime.GOMAXPROCS(0)
	do := func(ctx context.Context, j job) Result { return s.read(ctx, reader, j, render) }
	return ordered.Run(ctx, ordered.Limits{Workers: workers, Waiting: 16 * workers, Weight: inFlight}, s.jobs(), do, emit)
}

// job is one document to be read: a line, a whole source, or an error that stands
// in a source's place.
type job struct {
	name string
	line int       // 0 for a whole source
	data []byte    // the line's
	in   io.Reader // standard input
	err  error
}

func (j job) Weight() int64 {
	switch {
	case j.line > 0:
		return int64(len(j.data))
	case j.name == Stdin:
		return inFlight
	}
	if f, err := os.Stat(j.name); err == nil {
		return f.Size()
	}
	return inFlight / 4
}

// jobs yields the documents of all sources, opening one after the other.
func (s Sources) jobs() iter.Seq[job] {
	return func(yield func(job) bool) {
		for _, name := range s.Names {
			each := one(job{name: name})
			switch {
			case name == Stdin:
				each = s.stdin()
			case !isURL(name) && collect.IsLines(name):
				each = fileLines(name)
			}
			for j := range each {
				if !yield(j) {
					return
				}
			}
		}
	}
}

func one(j job) iter.Seq[job] { return func(yield func(job) bool) { yield(j) } }

// stdin is JSON lines when it opens with a brace, else one document.
func (s Sources) stdin() iter.Seq[job] {
	in := bufio.NewReaderSize(s.Stdin, 64<<10)
	for n := 1; n <= in.Size(); n++ {
		b, err := in.Peek(n)
		if err != nil {
			break
		}
		if r := rune(b[n-1]); !unicode.IsSpace(r) {
			if r == '{' {
				return jobLines(Stdin, in)
			}
			break
		}
	}
	return one(job{name: Stdin, in: in})
}

func fileLines(name string) iter.Seq[job] {
	return func(yield func(job) bool) {
		f, err := os.Open(name)
		if err != nil {
			yield(job{name: name, err: fmt.Errorf("%s: %w", name, plain(err))})
			return
		}
		defer f.Close()
		var in io.Reader = f
		if strings.HasSuffix(name, ".gz") {
			if in, err = gzip.NewReader(f); err != nil {
				yield(job{name: name, err: fmt.Errorf("%s: not a gzip file: %w", name, err)})
				return
			}
		}
		for j := range jobLines(name, in) {
			if !yield(j) {
				return
			}
		}
	}
}

func jobLines(name string, in io.Reader) iter.Seq[job] {
	return func(yield func(job) bool) {
		for l := range lines.Read(in) {
			if !yield(job{name: name, line: l.Number, data: l.Bytes, err: at(name, l.Number, l.Err)}) {
				return
			}
		}
	}
}

// at puts the place of a line before its error.
func at(name string, line int, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s:%d: %w", name, line, plain(err))
}

// plain drops the operation and the path that the system's errors repeat: the
// result names the source.
func plain(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func isURL(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

func (s Sources) read(ctx context.Context, reader *hearsay.Reader, j job, render Renderer) Result {
	r := Result{Name: j.name, Line: j.line, Err: j.err}
	if r.Err != nil {
		return r
	}
	var doc *record.Document
	if j.line > 0 {
		var in record.Input
		in, r.Err = input(j.data)
		r.ID = in.ID
		if r.Err == nil {
			doc, r.Err = s.Extract.FromInput(s.override(in))
		}
		r.Err = at(j.name, j.line, r.Err)
	} else {
		doc, r.Err = s.document(ctx, j)
	}
	if r.Err != nil {
		return r
	}
	r.ID = doc.ID
	err := reader.Read(ctx, doc)
	if err == nil {
		r.Write, err = rendered(doc, render)
	}
	if err != nil {
		r.Err = fmt.Errorf("%s: %w", cmp.Or(r.ID, r.Name), err)
	}
	return r
}

// rendered is what writes the record. That it can be rendered is known beforehand,
// also of one that is too long to be held.
func rendered(doc *record.Document, render Renderer) (func(io.Writer) error, error) {
	if len(doc.Text) > longText {
		return func(w io.Writer) error { return render(w, doc) }, render(io.Discard, doc)
	}
	var b bytes.Buffer
	err := render(&b, doc)
	return func(w io.Writer) error { _, err := w.Write(b.Bytes()); return err }, err
}

// override puts what the user said in place of what the line says.
func (s Sources) override(in record.Input) record.Input {
	o := s.Overrides
	in.Title, in.Outlet, in.Published = cmp.Or(o.Title, in.Title), cmp.Or(o.Outlet, in.Outlet), cmp.Or(o.Published, in.Published)
	in.URL, in.Language = cmp.Or(o.URL, in.URL), cmp.Or(o.Language, in.Language)
	return in
}

// document gets a whole source's text and what is known about it.
func (s Sources) document(ctx context.Context, j job) (*record.Document, error) {
	var item collect.Item
	var err error
	switch {
	case j.name == Stdin:
		item, err = collect.Reader("standard input", j.in)
	case isURL(j.name):
		item, err = s.Fetcher.Get(ctx, j.name)
	default:
		item, err = collect.File(j.name)
	}
	if err != nil {
		return nil, err
	}
	return s.Extract.Document(item, s.Overrides)
}

// input reads one line of the schema's input form.
func input(line []byte) (record.Input, error) {
	var in record.Input
	if err := json.Unmarshal(line, &in); err != nil {
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			return in, fmt.Errorf("not JSON at character %d: %w; each line is one object with \"id\" and \"text\" or \"html\"", syntax.Offset, err)
		case errors.As(err, &kind):
			return in, fmt.Errorf("%q is a %s, want a %s", kind.Field, kind.Value, kind.Type)
		}
		return in, err
	}
	return in, nil
}
