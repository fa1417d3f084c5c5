// Package check is the contract between Hearsay and its checks. A check is a value
// that looks at a finished record and reports what a careful editor would ask
// about. Checks are the one open set of Hearsay: other Go programs bring their own
// by handing them to hearsay.Options.
//
// The shape follows golang.org/x/tools/go/analysis: one contract in one file,
// checks as data, each check's folder complete in itself.
package check

import (
	"cmp"
	"context"
	"fmt"
	"slices"

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
	// Severity is the most that the check reports.
	Severity record.Severity
	// Stored tells whether the check can run again on a stored record, which has
	// no tokens.
	Stored bool
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

// Pass is what one run of one check sees.
type Pass struct {
	// Context ends when the reader gives up.
	Context context.Context
	// Doc is the record, complete but for findings, and read-only.
	Doc *record.Document
	// Tokens are the words with their tags and tree, whether or not the record
	// shows them; nil for a stored record.
	Tokens []record.Token
	// Report hands in a finding. Check, Label and Severity are filled in by the
	// caller when empty.
	Report func(record.Finding)
}

// Run runs the checks over the record, in order, and returns their findings ranked:
// warnings first, then by the place of their first span.
func Run(ctx context.Context, checks []*Check, doc *record.Document, tokens []record.Token) ([]record.Finding, error) {
	findings := []record.Finding{}
	for _, c := range checks {
		report := func(f record.Finding) {
			f.Check, f.Label = c.Name, cmp.Or(f.Label, c.Label)
			if f.Severity == "" || c.Speaks() == record.Note {
				f.Severity = c.Speaks()
			}
			findings = append(findings, f)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := c.Run(&Pass{ctx, doc, tokens, report}); err != nil {
			return nil, fmt.Errorf("check %s: %w", c.Name, err)
		}
	}
	rank(findings)
	return findings, nil
}

// judgedForWarning is the number of hand-judged warnings on real text below which
// a check speaks in notes.
const judgedForWarning = 20

func rank(findings []record.Finding) {
	weight := func(f record.Finding) int {
		if f.Severity == record.Warning {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(findings, func(a, b record.Finding) int {
		return cmp.Or(cmp.Compare(weight(a), weight(b)), cmp.Compare(a.Spans.Bounds().Start, b.Spans.Bounds().Start))
	})
	for i := range findings {
		findings[i].Rank = i + 1
	}
}
