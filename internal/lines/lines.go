// Package lines reads the lines of a stream of any length one after another. A
// line that is too long is reported in its place and skipped without being held;
// the lines after it are still read.
package lines

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Max is the longest line, in bytes, that is read.
const Max = 64 << 20

// Line is one line: its number from 1, and its bytes without the line break, or
// the error that stands in their place.
type Line struct {
	Number int
	Bytes  []byte
	Err    error
}

// Read yields the lines that are not blank. An error of the reader itself is the
// last line's.
func Read(r io.Reader) iter.Seq[Line] {
	return func(yield func(Line) bool) {
		in := bufio.NewReaderSize(r, 1<<20)
		for n := 1; ; n++ {
			b, long, err := next(in)
			switch {
			case long:
				if !yield(Line{n, nil, fmt.Errorf("longer than %d MiB", Max>>20)}) {
					return
				}
			case len(bytes.TrimSpace(b)) > 0:
				if !yield(Line{n, b, nil}) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Line{n, nil, err})
				return
			}
		}
	}
}

// next reads up to and with the next line break. The bytes are the caller's.
func next(in *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if !long {
			line = append(line, part...)
			if len(line) > Max+1 {
				line, long = nil, true
			}
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimRight(line, "\r\n"), long, err
		}
	}
}
