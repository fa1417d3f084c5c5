package eval

import (
	"strings"

	"hearsay/record"
)

// Outlet is the outlet of a gold document.
func Outlet(d *record.Document) string { return d.Outlet }

// Genre is the genre that the ids of GUM, EWT and what is built on them name: "news"
// of "GUM_news_iodine", "weblog" of "weblog-example.com_juan".
func Genre(d *record.Document) string {
	if rest, ok := strings.CutPrefix(d.ID, "GUM_"); ok {
		genre, _, _ := strings.Cut(rest, "_")
		return genre
	}
	genre, _, _ := strings.Cut(d.ID, "-")
	return genre
}

// Groups are the ids of the gold's documents by what of gives: [Outlet], [Genre].
func Groups(gold Gold, of func(*record.Document) string) (map[string]map[string]bool, error) {
	groups := map[string]map[string]bool{}
	for d, err := range gold.Documents() {
		if err != nil {
			return nil, err
		}
		name := of(d)
		if groups[name] == nil {
			groups[name] = map[string]bool{}
		}
		groups[name][d.ID] = true
	}
	return groups, nil
}
