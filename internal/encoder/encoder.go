// Package encoder is the network, which reads a text once, window by window, and
// what the stages take from it: plain values, so that each stage stays testable
// without a network. docs/model.md says how it computes and what its file holds.
//
// It holds two promises: the same text gives the same reading on every machine, and
// what it keeps grows with the decisions, not with a vector for every word. [None]
// reads nothing, and every stage then goes by its rules; it is also what a language
// without a model keeps.
package encoder

import (
	"context"
	"math/bits"
	"slices"

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
	// Attributions hold source, cue, content and confidence, in text order, nested
	// ones too; form and act are package attribution's to say.
	Attributions []record.Attribution
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

// Link is the score that what two words head refers to the same, the later word first:
// above 0 if that is likelier than that the later one is new. ok is false where one of
// them heads no mention, or the later one does not stand behind the other.
func (r *Reading) Link(later, earlier int) (score float64, ok bool) {
	a, b := r.mention(later), r.mention(earlier)
	if a == nil || b == nil || later <= earlier {
		return 0, false
	}
	var product float32
	for i, q := range a.Query {
		product += float32(q * b.Key[i]) // the conversion keeps the two steps apart on every machine
	}
	distance := min(bits.Len(uint(later-earlier)), len(r.Distance)-1)
	return float64(product/8 + r.Distance[distance]), true
}

// mention is what a word heads, nil for nothing.
func (r *Reading) mention(word int) *Mention {
	i, ok := slices.BinarySearchFunc(r.Mentions, word, func(m Mention, word int) int { return m.Word - word })
	if !ok {
		return nil
	}
	return &r.Mentions[i]
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
// over 8, and the Distance of the two, is what [Reading.Link] scores.
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
