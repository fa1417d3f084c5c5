package webanno

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"hearsay/internal/export/standoff"
	"hearsay/record"
)

// MaxCollection is the largest collection, in bytes, that is read.
const MaxCollection = 64 << 20

// File yields the record of each collection in a file, one after another (a line
// each, or written over many), or why one could not be had. Where a collection has
// no text, that of the .txt file beside it is used. The id of a record that has none
// is the file's name up to the first dot.
func File(path string, names standoff.Names) iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(&record.Document{}, err)
			return
		}
		defer f.Close()
		in := &bounded{r: f, left: MaxCollection, lines: 1}
		dec := json.NewDecoder(in)
		text := beside(path)
		for n := 0; ; n++ {
			var raw json.RawMessage
			err := dec.Decode(&raw)
			if errors.Is(err, io.EOF) {
				if n == 0 {
					yield(&record.Document{}, fmt.Errorf("%s: nothing in it", path))
				}
				return
			}
			if err != nil {
				at := in.read
				var wrong *json.SyntaxError
				if errors.As(err, &wrong) {
					at = wrong.Offset
				}
				yield(&record.Document{}, fmt.Errorf("%s:%d: %w", path, in.line(at), err))
				return
			}
			line := in.line(dec.InputOffset() - int64(len(raw)))
			in.left = MaxCollection
			d, err := Read(raw, text, names)
			if err != nil {
				d, err = &record.Document{}, fmt.Errorf("%s:%d: %w", path, line, err)
			} else if d.ID == "" {
				d.ID, _, _ = strings.Cut(filepath.Base(path), ".")
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// beside is the text in the .txt file beside the annotations, nil for none.
func beside(path string) *string {
	f, err := os.Open(strings.TrimSuffix(path, filepath.Ext(path)) + ".txt")
	if err != nil {
		return nil
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, record.MaxText))
	if err != nil {
		return nil
	}
	s := string(b)
	return &s
}

// bounded reads no more than is left before it is told that there may be more, and
// knows where the lines are.
type bounded struct {
	r      io.Reader
	left   int
	read   int64
	breaks []int64 // offsets after line breaks, not yet passed
	lines  int     // the line at the last offset asked for
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("a collection is larger than %d MiB", MaxCollection>>20)
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	for i, c := range p[:n] {
		if c == '\n' {
			b.breaks = append(b.breaks, b.read+int64(i)+1)
		}
	}
	b.left, b.read = b.left-n, b.read+int64(n)
	return n, err
}

// line is the line of an offset; offsets must be asked for in order.
func (b *bounded) line(offset int64) int {
	for len(b.breaks) > 0 && b.breaks[0] <= offset {
		b.breaks, b.lines = b.breaks[1:], b.lines+1
	}
	return b.lines
}
