// Package event finds who did what to whom, where and when, in the kinds of the
// PLOVER ontology, with ACLED's sub-types for conflict.
package event

import (
	"io/fs"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Finder holds one language's triggers.
type Finder struct{}

// Load reads the tables of one language ("en").
func Load(tables fs.FS, language string) (*Finder, error) { return &Finder{}, nil }

// Find returns the events in text order of their triggers.
func (f *Finder) Find(text *lex.Text, tokens []record.Token, entities []record.Entity, timexes []record.Timex, quantities []record.Quantity, attributions []record.Attribution) []record.Event {
	return []record.Event{}
}
