package record_test

import (
	"testing"

	"hearsay/record"
)

func TestCardsHoldFindingsOfOneKind(t *testing.T) {
	f := func(check, label string, s record.Severity) record.Finding {
		return record.Finding{Check: check, Label: label, Severity: s}
	}
	cards := record.Cards([]record.Finding{
		f("a", "x", record.Warning), f("a", "x", record.Warning), f("a", "y", record.Warning),
		f("b", "y", record.Warning), f("b", "y", record.Note), f("b", "y", record.Note),
	})
	var sizes []int
	for _, c := range cards {
		sizes = append(sizes, len(c))
	}
	if len(sizes) != 4 || sizes[0] != 2 || sizes[3] != 2 {
		t.Errorf("cards of %v findings", sizes)
	}
	if record.Cards(nil) != nil {
		t.Error("cards of nothing")
	}
}
