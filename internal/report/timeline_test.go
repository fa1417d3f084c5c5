package report

import (
	"slices"
	"testing"
)

// Lines stand by their first day, then their last, then the time of day; those
// without a day come last, in the order of the texts.
func TestSortMoments(t *testing.T) {
	all := []Moment{
		{What: "undated"},
		{What: "month", First: "2025-03-01", Last: "2025-03-31", Value: "2025-03"},
		{What: "evening", First: "2025-03-01", Last: "2025-03-01", Value: "2025-03-01TEV"},
		{What: "night", First: "2025-03-01", Last: "2025-03-01", Value: "2025-03-01TNI"},
		{What: "half past nine", First: "2025-03-01", Last: "2025-03-01", Value: "2025-03-01T09:30"},
		{What: "day", First: "2025-03-01", Last: "2025-03-01", Value: "2025-03-01"},
		{What: "also undated", Value: "XXXX-03"},
		{What: "before", First: "2024-12-31", Last: "2025-01-02"},
	}
	SortMoments(all)
	want := []string{"before", "day", "half past nine", "evening", "night", "month", "undated", "also undated"}
	for i, m := range all {
		if m.What != want[i] {
			t.Fatalf("line %d is %q, want %q", i, m.What, want[i])
		}
	}
	if !slices.Equal([]string{all[1].when(), all[2].when(), all[5].when(), all[6].when(), all[7].when()},
		[]string{"1 March 2025", "1 March 2025, 09:30", "March 2025", "undated", "March, year unknown"}) {
		t.Errorf("got %q, %q, %q, %q, %q", all[1].when(), all[2].when(), all[5].when(), all[6].when(), all[7].when())
	}
	open := Moment{First: "2025-02-24", Last: "2025-03-09", Value: "2025-W09 or 2025-W10"}
	if got := open.when(); got != "within 24 February – 9 March 2025" {
		t.Errorf("got %q", got)
	}
}
