// Package harbour holds the invented story of the harbour of Tessa, so that Hearsay
// can be tried and measured without a text at hand.
package harbour

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.txt
var reports embed.FS

// ByOutlet joins the fifteen reports to one text for each of the five outlets: as
// long as a usual report, some 600 words.
func ByOutlet() []string {
	names, _ := fs.Glob(reports, "*.txt") // the pattern is good
	joined := map[string]string{}
	var outlets []string
	for _, name := range names {
		b, _ := reports.ReadFile(name) // was just listed
		outlet := strings.Split(name, "-")[1]
		if !slices.Contains(outlets, outlet) {
			outlets = append(outlets, outlet)
		}
		joined[outlet] += string(b) + "\n"
	}
	texts := make([]string, len(outlets))
	for i, o := range outlets {
		texts[i] = joined[o]
	}
	return texts
}
