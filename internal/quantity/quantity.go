// Package quantity finds numbers with what they count: bounds, ranges, units,
// rates, changes and the period that they cover.
package quantity

import (
	"io/fs"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Finder holds one language's number words, units and bounds.
type Finder struct{}

// Load reads the tables of one language ("en").
func Load(tables fs.FS, language string) (*Finder, error) { return &Finder{}, nil }

// Find returns the quantities in text order. A number inside a time expression is
// not a quantity; Period links to the timex that the count covers, Attribution to
// the innermost attribution whose content holds it.
func (f *Finder) Find(text *lex.Text, tokens []record.Token, timexes []record.Timex, attributions []record.Attribution) []record.Quantity {
	return []record.Quantity{}
}
