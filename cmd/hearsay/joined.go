package main

import (
	"bytes"
	"cmp"
	"io"

	"hearsay/internal/batch"
)

// joined makes one output of the rows of several reports, each rendered by itself: one
// header of CSV, one array of JSON lines, a blank line between tables.
type joined struct {
	*writer
	format string
	header func(io.Writer) error // of CSV
	begun  bool                  // something has been written
}

func newJoined(out io.Writer, format string, header func(io.Writer) error) *joined {
	return &joined{writer: newWriter(out, false), format: format, header: header}
}

// document writes the rows of one report whole.
func (w *joined) document(r batch.Result) error {
	if r.Write == nil {
		return nil
	}
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		return err
	}
	if w.format != "json" {
		if err := w.separate(); err != nil {
			return err
		}
		_, err := w.Write(b.Bytes())
		return err
	}
	for line := range bytes.Lines(b.Bytes()) {
		if err := w.separate(); err != nil {
			return err
		}
		if _, err := w.Write(bytes.TrimSuffix(line, []byte("\n"))); err != nil {
			return err
		}
	}
	return nil
}

// separate writes what stands before the next report, of JSON before the next row.
func (w *joined) separate() error {
	first := !w.begun
	w.begun = true
	between := ""
	switch {
	case w.format == "json" && first:
		between = "[\n"
	case w.format == "json":
		between = ",\n"
	case w.format == "csv" && first:
		return w.header(w)
	case w.format == "table" && !first:
		between = "\n"
	}
	_, err := io.WriteString(w, between)
	return err
}

// end closes what was begun; where nothing was read it is an empty table or array.
func (w *joined) end() error {
	var err error
	switch {
	case w.format == "json" && w.begun:
		_, err = io.WriteString(w, "\n]\n")
	case w.format == "json":
		_, err = io.WriteString(w, "[]\n")
	case w.format == "csv" && !w.begun:
		err = w.separate()
	}
	return cmp.Or(err, w.flush())
}
