package main

import "io"

// indenter lays out compact JSON as json.Indent does with two blanks, piece by
// piece, however long it is.
type indenter struct {
	to      io.Writer
	out     []byte
	depth   int
	text    bool // within a string
	escaped bool // after its backslash
	opened  bool // right after a bracket that opens
}

func (i *indenter) Write(b []byte) (int, error) {
	i.out = i.out[:0]
	for _, c := range b {
		if i.text {
			i.out = append(i.out, c)
			i.text = i.escaped || c != '"'
			i.escaped = c == '\\' && !i.escaped
			continue
		}
		closes := c == ']' || c == '}'
		if closes {
			i.depth--
		}
		if closes != i.opened {
			i.line()
		}
		i.opened = c == '[' || c == '{'
		i.out = append(i.out, c)
		switch c {
		case '"':
			i.text = true
		case '[', '{':
			i.depth++
		case ':':
			i.out = append(i.out, ' ')
		case ',':
			i.line()
		}
	}
	_, err := i.to.Write(i.out)
	return len(b), err
}

// line begins a new line.
func (i *indenter) line() {
	i.out = append(i.out, '\n')
	for range i.depth {
		i.out = append(i.out, "  "...)
	}
}
