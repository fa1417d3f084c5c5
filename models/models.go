// Package models holds the released models, one folder each with its card, and
// embeds the one that Hearsay reads with. docs/model.md defines the files; train/
// makes them.
package models

import _ "embed"

// The files of the model for English, as they lie in the binary.
//
//nolint:gochecknoglobals // go:embed needs variables; nobody writes to them
var (
	//go:embed reader-2/weights.safetensors
	weights []byte
	//go:embed reader-2/vocab.txt
	vocabulary []byte
	//go:embed reader-2/meta.json
	meta []byte
)

// English gives the weights, the vocabulary and the description of the model for
// English. They are the binary's own memory: not to be written to.
func English() (w, v, m []byte) { return weights, vocabulary, meta }
