package hearsay_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/collect"
	"hearsay/internal/extract"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

// leastFigures is how many of the key's figures were read whole when it was last
// changed, and mostExtra how many were read that it does not hold. A change that makes
// either worse must say why.
const (
	leastFigures = 76
	mostExtra    = 4
)

// TestHarbourFigures reads the invented story and compares its figures with the key
// that was labelled by hand.
func TestHarbourFigures(t *testing.T) {
	rows, err := table.Read(os.DirFS("examples/harbour"), "quantities.tsv", "report", "words", "figure", "period")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := hearsay.New(hearsay.Options{})
	if err != nil {
		t.Fatal(err)
	}
	extractor, err := extract.Load(tables.FS, hearsay.Languages()...)
	if err != nil {
		t.Fatal(err)
	}
	key := map[string][]table.Row{}
	for _, r := range rows {
		key[r.Get("report")] = append(key[r.Get("report")], r)
	}
	right, extra := 0, 0
	for report, rows := range key {
		names, err := filepath.Glob("examples/harbour/" + report + "-*.txt")
		if err != nil || len(names) != 1 {
			t.Fatalf("report %s: %d files (%v)", report, len(names), err)
		}
		item, err := collect.File(names[0])
		if err != nil {
			t.Fatal(err)
		}
		doc, err := extractor.Document(item, extract.Overrides{})
		if err != nil {
			t.Fatal(err)
		}
		if err := reader.Read(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		read := map[string]int{} // by words, figure
		for _, q := range doc.Quantities {
			read[figureLine(doc, q)]++
		}
		for _, r := range rows {
			want := r.Get("words") + " = " + r.Get("figure")
			found := false
			for got := range read {
				figure, period, _ := strings.Cut(got, "\t")
				if figure == want && read[got] > 0 && strings.Contains(r.Get("period"), period) && (period == "") == (r.Get("period") == "") {
					read[got]--
					found = true
					break
				}
			}
			if found {
				right++
			} else {
				t.Logf("report %s: not read as in the key: %s in %q", report, want, r.Get("period"))
			}
		}
		for got, n := range read {
			if n > 0 {
				extra += n
				t.Logf("report %s: not in the key: %s", report, got)
			}
		}
	}
	t.Logf("%d of %d figures as in the key, %d others", right, len(rows), extra)
	if right < leastFigures || extra > mostExtra {
		t.Errorf("%d figures as in the key and %d others; they were at least %d and at most %d", right, extra, leastFigures, mostExtra)
	}
}

// figureLine writes a quantity as the key does: its words, its figure, its period.
func figureLine(doc *record.Document, q record.Quantity) string {
	value := func(v *float64) string { return strconv.FormatFloat(*v, 'f', -1, 64) }
	s := q.In(doc.Text) + " = "
	switch q.Change {
	case record.Exactly:
	case record.Up, record.Down:
		s += string(q.Change) + " "
	default:
		s += string(q.Change)
	}
	switch {
	case q.Low == nil:
		s += value(q.High)
	case q.High == nil || *q.Low == *q.High:
		s += value(q.Low)
	default:
		s += value(q.Low) + ".." + value(q.High)
	}
	if q.Unit != "" {
		s += " " + q.Unit
	}
	if q.Per != "" {
		s += "/" + q.Per
	}
	if q.Old != nil {
		s += " old " + value(q.Old)
	}
	if q.New != nil {
		s += " new " + value(q.New)
	}
	if q.Period.Set() {
		s += "\t" + doc.Timexes[q.Period.Index()].In(doc.Text)
	}
	return s
}
