// Package encoder is the contract between the network, which reads a text once,
// window by window, and the stages that take its decisions as plain values.
//
// No network is there yet: [None] reads nothing, and every stage then goes by its
// rules. It is also what a language without a model keeps. A network that comes
// holds two promises: the same text gives the same reading on every machine, and
// what it keeps grows with the decisions, not with a vector for every word.
package encoder

import (
	"context"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Encoder reads texts. It is safe for use by several goroutines.
type Encoder interface {
	// Models are the names and versions of the models that read, as records carry
	// them; empty for none.
	Models() map[string]string
	// Read decides what it can of a text. An error means that the text could not
	// be read at all.
	Read(ctx context.Context, text *lex.Text) (Reading, error)
}

// Reading is what a network decided of one text. A nil layer was not read: the
// stage decides by its rules.
type Reading struct {
	// Tokens are one for each word, with tag, lemma, head and relation.
	Tokens []record.Token
	// Attributions hold source, cue, content and confidence, in text order, nested
	// ones too; form and act are package attribution's to say.
	Attributions []record.Attribution
}

// None is the encoder of a program without a model.
type None struct{}

// Models are none.
func (None) Models() map[string]string { return map[string]string{} }

// Read decides nothing.
func (None) Read(context.Context, *lex.Text) (Reading, error) { return Reading{}, nil }
