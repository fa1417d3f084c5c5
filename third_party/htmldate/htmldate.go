// Package htmldate stands in for github.com/markusmobius/go-htmldate, which
// go-trafilatura imports to look for a page's date. Hearsay reads dates itself
// (internal/extract), and the real package brings date tables of 150 languages
// whose compilation costs every start of the program a third of a second and 80 MB.
//
// It has the part of the interface that go-trafilatura names, and finds nothing.
package htmldate

import (
	"errors"
	"time"

	"golang.org/x/net/html"
)

// Options are those fields that go-trafilatura sets.
type Options struct {
	URL                 string
	UseOriginalDate     bool
	SkipExtensiveSearch bool
}

// Result is always empty.
type Result struct {
	DateTime time.Time
	HasTime  bool
}

// IsZero tells whether nothing was found.
func (r Result) IsZero() bool { return r.DateTime.IsZero() }

// FromDocument finds nothing.
func FromDocument(*html.Node, ...Options) (Result, error) {
	return Result{}, errors.New("dates are read elsewhere")
}
