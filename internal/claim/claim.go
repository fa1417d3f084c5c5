// Package claim says what is stated, by whom, and through whom it reached the
// reader: one claim for each attribution, one for each sentence in the author's
// own voice.
package claim

import (
	"hearsay/internal/lex"
	"hearsay/record"
)

// Find returns the claims in text order. The document holds the layers that claims
// refer to and what the page says about its outlet and author; its claims are not
// read. Attributions' Links are set beforehand.
func Find(text *lex.Text, tokens []record.Token, doc *record.Document) []record.Claim {
	return []record.Claim{}
}
