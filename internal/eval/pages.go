package eval

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"hearsay"
	"hearsay/internal/collect"
	"hearsay/internal/extract"
	"hearsay/record"
	"hearsay/tables"
)

type pagesGold struct {
	folder string // of the pages, gzipped HTML
	reader *extract.Reader
	pages  map[string]struct {
		ArticleBody string
		URL         string
	}
}

// openPages opens the benchmark's ground truth; its pages lie in html/ beside it.
func openPages(path string, _ Options) (Gold, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	g := &pagesGold{folder: filepath.Join(filepath.Dir(path), "html")}
	if err := json.Unmarshal(b, &g.pages); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	g.reader, err = extract.Load(tables.FS, hearsay.Languages()...)
	return g, err
}

func (g *pagesGold) ids() []string { return slices.Sorted(maps.Keys(g.pages)) }

func (g *pagesGold) Documents() iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, id := range g.ids() {
			name := filepath.Join(g.folder, id+".html.gz")
			item, err := collect.File(name)
			var d *record.Document
			if err == nil {
				d, err = g.reader.Document(item, extract.Overrides{})
			}
			if err != nil {
				err = fmt.Errorf("%s: %w", name, err)
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// Score is the benchmark's own measure: precision and recall over 4-grams of
// words, averaged over the pages, and the F1 of the averages.
func (g *pagesGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	out := Result{}
	var p, r float64
	for _, id := range g.ids() {
		if !in(id) {
			continue
		}
		text := ""
		if d := records[id]; d != nil {
			text = d.Text
			if !d.Body.Empty() {
				text = d.Body.In(d.Text)
			}
		}
		gold, read := fourGrams(g.pages[id].ArticleBody), fourGrams(text)
		both, ng, nr := 0, 0, 0
		for k, n := range gold {
			both += min(n, read[k])
			ng += n
		}
		for _, n := range read {
			nr += n
		}
		pp, rr := ratio(both, nr, 0), ratio(both, ng, 1)
		p, r = p+pp, r+rr
		if pp < 0.8 || rr < 0.8 {
			out.add(id, "page", "", fmt.Sprintf("precision %.2f, recall %.2f", pp, rr), "")
		}
	}
	n := float64(max(len(g.pages), 1))
	p, r = 100*p/n, 100*r/n
	out.Scores = []Score{{Name: "f1", Precision: p, Recall: r, F1: harmonic(p, r)}}
	return out
}

func ratio(part, whole int, none float64) float64 {
	if whole == 0 {
		return none
	}
	return float64(part) / float64(whole)
}

func fourGrams(text string) map[string]int {
	w := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' })
	out := map[string]int{}
	if len(w) == 0 {
		return out
	}
	for i := range max(1, len(w)-3) {
		out[strings.Join(w[i:min(i+4, len(w))], " ")]++
	}
	return out
}
