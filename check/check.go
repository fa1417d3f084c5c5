// Package check is the contract between Hearsay and its checks. A check is a value
// that looks at a finished record and reports what a careful editor would ask
// about. Checks are the one open set of Hearsay: other Go programs bring their own
// by handing them to hearsay.Options.
//
// The shape follows golang.org/x/tools/go/analysis: one contract in one file,
// checks as data, each check's folder complete in itself.
package check

import (
	"context"

	"hearsay/check/facts"
	"hearsay/record"
)

// Check describes one check. It has no state.
type Check struct {
	// Name is the check's name for configuration and on the command line: lower
	// case with hyphens, the name of its folder ("single-source").
	Name string
	// Label is the short neutral heading that a reader sees ("rests on one source").
	Label string
	// Doc explains the check: its first line in one sentence, then the rule in
	// plain words, two examples and two silent cases. Markdown.
	Doc string
	// Judged is how many warnings on real text were judged by hand, and Right how
	// many of them were right. Below 20, warnings are reported as notes.
	Judged, Right int
	// Planted is how many faults planted in unseen texts the check was tried on, and
	// Found how many of them it found.
	Planted, Found int
	// Severity is the most that the check reports.
	Severity record.Severity
	// Stored tells whether the check can run again on a stored record, which has
	// no tokens.
	Stored bool
	// Yields are the checks that say the same more exactly: where one of them has a
	// finding about the same places, this one is silent.
	Yields []string
	// Run looks at the record and calls Report. It changes nothing. An error means
	// that the check itself failed, not that the text did.
	Run func(*Pass) error
}

// Speaks is the most that the check reports, given how many of its warnings were
// judged by hand.
func (c *Check) Speaks() record.Severity {
	if c.Judged < judgedForWarning {
		return record.Note
	}
	return c.Severity
}

// judgedForWarning is the number of hand-judged warnings on real text below which
// a check speaks in notes.
const judgedForWarning = 20

// Material is what checks look at. All of it is read-only.
type Material struct {
	// Doc is the record, complete but for findings.
	Doc *record.Document
	// Tokens are the words with their tags and tree, whether or not the record
	// shows them; nil for a stored record.
	Tokens []record.Token
	// Similar tells how near in meaning two sentences of the record are, by their
	// numbers: 1 for the same, about 0 for unrelated ones. Nil where no network has
	// read the text.
	Similar func(a, b int) float64
	// Facts are the dated tables; nil for none.
	Facts *facts.Tables

	trees     map[int]*Tree // those that were asked for
	attribute *attributed   // made when it is first asked for
}

// Pass is what one run of one check sees.
type Pass struct {
	Material
	// Context ends when the reader gives up.
	Context context.Context
	// Report hands in a finding. Check, Label and Severity are filled in by the
	// caller when empty.
	Report func(record.Finding)
}
