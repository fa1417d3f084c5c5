package encoder

import (
	"slices"
	"strings"
	"testing"

	"hearsay/internal/stage"
)

func TestEachWindowIsFollowedPartByPart(t *testing.T) {
	n := newModel(1).network(t)
	text := split(t, strings.Repeat("The mayor said that the harbour is shut. ", 12))
	count := map[string]int{}
	var names []string
	ctx := stage.Follow(t.Context(), func(name string) {
		names = append(names, name)
		count[name]++
	})
	if _, err := n.Read(ctx, text); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"encoder/pieces", "encoder/layers", "encoder/tokens", "encoder/names",
		"encoder/attributions", "encoder/mentions", "encoder/sentences", "encoder/pieces",
	}
	if len(names) < len(want) || !slices.Equal(names[:len(want)], want) {
		t.Errorf("parts %v", names)
	}
	if windows := count["encoder/layers"]; windows < 2 || count["encoder/sentences"] != windows || count["encoder/pieces"] != windows+1 {
		t.Errorf("times that each part ran: %v", count)
	}
}
