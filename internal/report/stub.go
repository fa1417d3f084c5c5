package report

import (
	"io"

	"hearsay/record"
)

type TerminalOptions struct {
	Width       int
	Color       bool
	Full, Times bool
}
type HTMLOptions struct{ Excerpts bool }

func Terminal(w io.Writer, doc *record.Document, o TerminalOptions) error { return nil }
func HTML(w io.Writer, doc *record.Document, o HTMLOptions) error         { return nil }
func Markdown(w io.Writer, doc *record.Document) error                    { return nil }
