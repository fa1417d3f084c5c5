// Package table reads the tab-separated tables of rules and words under
// hearsay/tables. It promises that a bad table is refused with its file, its line
// and what is wrong, and that the columns of a row are found by name.
package table

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Row is one line of a table.
type Row struct {
	file    string
	line    int
	columns map[string]int
	cells   []string
}

// Get is the cell of the named column; "" where the row ends before it.
func (r Row) Get(column string) string {
	if i, ok := r.columns[column]; ok && i < len(r.cells) {
		return r.cells[i]
	}
	return ""
}

// List is the cell of the named column split at ";", without blanks.
func (r Row) List(column string) []string {
	var out []string
	for part := range strings.SplitSeq(r.Get(column), ";") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// Errorf is an error about this row, with the place that an editor can jump to.
func (r Row) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, args...))
}

// Read reads the named table, which must have at least the named columns.
func Read(fsys fs.FS, name string, columns ...string) ([]Row, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", name, err)
	}
	var rows []Row
	var header map[string]int
	n := 0
	for line := range strings.SplitSeq(string(data), "\n") {
		n++
		line = strings.TrimRight(line, "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if header == nil {
			header = make(map[string]int, len(cells))
			for i, c := range cells {
				header[c] = i
			}
			for _, c := range columns {
				if _, ok := header[c]; !ok {
					return nil, fmt.Errorf("%s:%d: no column %q", name, n, c)
				}
			}
			continue
		}
		if len(cells) > len(header) {
			return nil, fmt.Errorf("%s:%d: %d cells, the header names %d", name, n, len(cells), len(header))
		}
		rows = append(rows, Row{name, n, header, cells})
	}
	if header == nil {
		return nil, fmt.Errorf("%s: no line of column names", name)
	}
	return rows, nil
}

// Overlay is a file system in which the files of over stand before those of base.
func Overlay(base, over fs.FS) fs.FS { return overlay{base, over} }

type overlay struct{ base, over fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.base.Open(name)
	}
	return f, err
}
