// Package encoder is the network, which reads a text once, window by window, and
// what the stages take from it: plain values, so that each stage stays testable
// without a network. docs/model.md says how it computes and what its file holds.
//
// It holds two promises: the same text gives the same reading on every machine, and
// what it keeps grows with the decisions, not with a vector for every word. [None]
// reads nothing, and every stage then goes by its rules; it is also what a language
// without a model keeps.
//
// The way of a text: [pieces.go] makes word pieces and features, [window.go] cuts
// windows, [forward.go] computes the layers and [heads.go] the heads' scores,
// [decode.go] and [tree.go] decide by them, and [read.go] writes the reading. A model's
// files come in through [tensors.go], [meta.go] and [network.go].
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
	// Names are the proper names, in text order, not overlapping.
	Names []Name
	// Attributions are in text order, nested ones too.
	Attributions []Attribution
	// Mentions are the words that head an expression that may corefer, in text order.
	Mentions []Mention
	// Distance is what the number of bits of the distance in words, at most 10, adds to
	// the score of two mentions.
	Distance [11]float32
	// Sentences hold one vector of length 1 for each sentence: the nearer in meaning
	// two sentences are, the greater their dot product. In a text beyond any book's
	// length the last ones are nil.
	Sentences [][]float32
}

// Attribution is a cue with its source and content. Form and act are package
// attribution's to say.
type Attribution struct {
	record.Attribution
	// CueOdds is how probable the network holds it that a cue has these words, and
	// RoleOdds that such a cue has exactly this source and content.
	CueOdds, RoleOdds float64
}

// Name is a proper name over the words [First, Last).
type Name struct {
	First, Last int
	Kind        string // a kind of record.Entity
	Score       float64
}

// MentionWidth is the length of a mention's vectors.
const MentionWidth = 64

// Mention is the head word of an expression that may refer to what another one
// refers to. The dot product of a later mention's Query and an earlier one's Key,
// over 8, and the Distance of the two, is a score for their being one, against 0 for
// the later one being new (see docs/model.md).
type Mention struct {
	Word       int
	Query, Key [MentionWidth]float32
}

// None is the encoder of a program without a model.
type None struct{}

// Models are none.
func (None) Models() map[string]string { return map[string]string{} }

// Read decides nothing.
func (None) Read(context.Context, *lex.Text) (Reading, error) { return Reading{}, nil }
