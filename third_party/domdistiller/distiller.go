// Package distiller stands in for github.com/markusmobius/go-domdistiller, the
// last fallback of go-trafilatura. Hearsay reads without fallbacks (they lower the
// measured figures), and the real package compiles patterns at every start.
//
// It has the part of the interface that go-trafilatura names, and finds nothing.
package distiller

import (
	"errors"
	nurl "net/url"

	"golang.org/x/net/html"
)

// Options are those fields that go-trafilatura sets.
type Options struct {
	OriginalURL    *nurl.URL
	SkipPagination bool
}

// Result is never made.
type Result struct{ Node *html.Node }

// Apply finds nothing.
func Apply(*html.Node, *Options) (*Result, error) {
	return nil, errors.New("no fallback is used")
}
