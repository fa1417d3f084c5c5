package eval

import (
	"crypto/sha256"
	"errors"
	"slices"
	"strconv"
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

// Part tells the documents of a part of a corpus by their ids: "0/3" are those for
// whose id the first byte of SHA-256 leaves 0 when divided by 3, "1,2/3" the others.
// So a part that nobody tunes on can be set aside before anything is known of it.
func Part(part string) (func(id string) bool, error) {
	classes, of, _ := strings.Cut(part, "/")
	n, err := strconv.Atoi(of)
	if err != nil || n < 2 || n > 256 {
		return nil, errors.New("want classes and how many there are, as 0/3 or 1,2/3")
	}
	var in []int
	for c := range strings.SplitSeq(classes, ",") {
		k, err := strconv.Atoi(c)
		if err != nil || k < 0 || k >= n {
			return nil, errors.New("want classes from 0 to " + strconv.Itoa(n-1) + " before the stroke")
		}
		in = append(in, k)
	}
	return func(id string) bool { return slices.Contains(in, int(sha256.Sum256([]byte(id))[0])%n) }, nil
}
