package copies

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestMeasure measures shingles and threshold on real reports, which stay out of the
// repository: CORPORA=DIR go test ./internal/copies -run Measure -v.
func TestMeasure(t *testing.T) {
	dir := os.Getenv("CORPORA")
	if dir == "" {
		t.Skip("CORPORA names no folder")
	}
	t.Run("pairs", func(t *testing.T) { measurePairs(t, filepath.Join(dir, "crossdoc/semeval22-t8-en.jsonl")) })
	t.Run("incidents", func(t *testing.T) { measureIncidents(t, filepath.Join(dir, "crossdoc/gva-incidents.jsonl")) })
}

// measurePairs counts the copies among pairs of reports by how people judged them, and
// among reports of different pairs.
func measurePairs(t *testing.T, path string) {
	type side struct{ Text string }
	type pair struct {
		A, B    side
		Overall any // a number, or one in quotation marks
	}
	var all [][2]Sketch
	var texts []string
	copied, of := map[string]int{}, map[string]int{}
	for p := range decoded[pair](t, path) {
		s := [2]Sketch{Of(p.A.Text), Of(p.B.Text)}
		all, texts = append(all, s), append(texts, p.A.Text, p.B.Text)
		overall, err := strconv.ParseFloat(fmt.Sprint(p.Overall), 64)
		if err != nil {
			t.Fatal(err)
		}
		kind := "far (2.5 to 4)"
		if overall < 1.5 {
			kind = "same (below 1.5)"
		} else if overall < 2.5 {
			kind = "near (1.5 to 2.5)"
		}
		if of[kind]++; Compare(s[0], s[1]).Copy() {
			copied[kind]++
		}
	}
	for i := range all {
		for j := range i {
			for k := range 4 {
				if of["other pairs"]++; Compare(all[i][k/2], all[j][k%2]).Copy() {
					copied["other pairs"]++
				}
			}
		}
	}
	for _, kind := range []string{"same (below 1.5)", "near (1.5 to 2.5)", "far (2.5 to 4)", "other pairs"} {
		t.Logf("%s: %d of %d taken as copies", kind, copied[kind], of[kind])
	}
	planted(t, texts)
}

// measureIncidents counts how often a report is folded under one of another incident.
func measureIncidents(t *testing.T, path string) {
	type incident struct {
		ID      any
		Reports []struct{ Text string }
	}
	var x Index
	var texts []string
	var incidents []int
	same, other, n := 0, 0, 0
	for r := range decoded[incident](t, path) {
		n++
		for _, report := range r.Reports {
			s := Of(report.Text)
			if found, _, ok := x.Find(s); ok && incidents[found] == n {
				same++
			} else if ok {
				other++
			}
			x.Add(s)
			texts, incidents = append(texts, report.Text), append(incidents, n)
		}
	}
	t.Logf("%d reports of %d incidents: %d under one of the same incident, %d under one of another", len(texts), n, same, other)
	planted(t, texts)
}

// planted counts how many partial copies of the texts an index finds.
func planted(t *testing.T, texts []string) {
	var x Index
	var words [][]string
	var at []int
	for _, s := range texts {
		n := x.Add(Of(s))
		if w := strings.Fields(s); len(w) >= 60 {
			words, at = append(words, w), append(at, n)
		}
	}
	r := rand.New(rand.NewPCG(7, 1))
	noise := func(w []string, one int) []string {
		out := append([]string(nil), w...)
		for i := range out {
			if r.IntN(one) == 0 {
				out[i] = "x" + strconv.Itoa(r.IntN(1000))
			}
		}
		return out
	}
	other := func(n int) []string { // words that no other text has
		return noise(make([]string, n), 1)
	}
	for _, c := range []struct {
		what string
		make func(w []string) []string
	}{
		{"the first half alone", func(w []string) []string { return w[:len(w)/2] }},
		{"the first half, then as much of its own", func(w []string) []string { return append(other(len(w)/2), w[:len(w)/2]...) }},
		{"the first third, then twice as much of its own", func(w []string) []string { return append(other(2*len(w)/3), w[:len(w)/3]...) }},
		{"a word in ten changed", func(w []string) []string { return noise(w, 10) }},
		{"a word in five changed", func(w []string) []string { return noise(w, 5) }},
	} {
		found := 0
		for i, w := range words {
			s := Of(strings.Join(c.make(w), " "))
			n, o, ok := x.Find(s)
			// A text that the pile holds twice is found as either.
			if ok && (n == at[i] || o.Share <= Compare(x.sketches[n], x.sketches[at[i]]).Share+0.1) {
				found++
			}
		}
		t.Logf("planted, %s: %d of %d found", c.what, found, len(words))
	}
}

// decoded yields the objects of a file of JSON lines.
func decoded[T any](t *testing.T, path string) func(yield func(T) bool) {
	return func(yield func(T) bool) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for d := json.NewDecoder(bufio.NewReader(f)); d.More(); {
			var x T
			if err := d.Decode(&x); err != nil {
				t.Fatal(err)
			}
			if !yield(x) {
				return
			}
		}
	}
}
