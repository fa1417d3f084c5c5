package eval_test

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"hearsay"
	"hearsay/internal/eval"
)

// shared holds the corpora and the reference scorer; it lies beside the checkout on
// the project's own machines and nowhere else.
const shared = "../../../shared"

// TestScoresAgreeWithTheReference reads each development set once and scores the
// same records here and with the reference scorer.
func TestScoresAgreeWithTheReference(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every development set")
	}
	reference, err := filepath.Abs(filepath.Join(shared, "score", "score.py"))
	if err != nil {
		t.Fatal(err)
	}
	python, err := exec.LookPath("python3")
	if _, missing := os.Stat(reference); missing != nil || err != nil {
		t.Skip("the reference scorer or Python is not here")
	}
	reader, err := hearsay.New(hearsay.Options{Tokens: true, Model: hearsay.NoModel})
	if err != nil {
		t.Fatal(err)
	}
	corpora := filepath.Join(shared, "corpora")
	for _, c := range []struct{ name, layer, gold, docs string }{
		{"polnear", "attribution", "attribution/polnear-dev.jsonl", ""},
		{"polnear sentences", "sentences", "attribution/polnear-dev-sentences.jsonl", "attribution/polnear-dev.jsonl"},
		{"timebank", "timexes", "time/timebank.jsonl", ""},
		{"aquaint", "timexes", "time/aquaint.jsonl", ""},
		{"newsquant", "quantities", "quantity/newsquant-dev.json", ""},
		{"uner", "entities", "entities/uner-ewt-dev.jsonl", ""},
		{"lgl", "places", "places/lgl.jsonl", ""},
		{"tr-news", "places", "places/tr-news.jsonl", ""},
		{"geowebnews", "places", "places/geowebnews.jsonl", ""},
		{"gum", "syntax", "syntax/gum/gum-dev.conllu", ""},
		{"ewt", "syntax", "syntax/ewt/en_ewt-ud-dev.conllu", ""},
		{"pages", "pages", "pages/ground-truth.json", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			gold, err := open(c.layer, filepath.Join(corpora, c.gold), filepath.Join(corpora, c.docs))
			if err != nil {
				t.Fatal(err)
			}
			records, err := eval.Read(t.Context(), reader, gold, eval.Every)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "records.jsonl")
			write(t, file, gold, func(id string) ([]byte, error) { return records[id].MarshalJSON() })
			args := []string{reference, c.layer, filepath.Join(corpora, c.gold)}
			if c.docs != "" {
				args = append(args, filepath.Join(corpora, c.docs))
			}
			out, err := exec.CommandContext(t.Context(), python, append(args, file, "--json")...).Output()
			if err != nil {
				t.Fatalf("reference: %v", err)
			}
			var want map[string]float64
			if err := json.Unmarshal(out, &want); err != nil {
				t.Fatal(err)
			}
			result := gold.Score(records, eval.Every)
			for _, s := range result.Scores {
				if math.Abs(s.F1-want[s.Name]) > 0.05 {
					t.Errorf("%s: F1 %.3f, the reference has %.3f", s.Name, s.F1, want[s.Name])
				}
				t.Logf("%s %.2f", s.Name, s.F1)
			}
			if len(result.Scores) == 0 {
				t.Error("nothing was scored")
			}
		})
	}
}

func open(layer, path, docs string) (eval.Gold, error) {
	for _, l := range eval.Layers() {
		if l.Name == layer {
			return l.Open(path, eval.Options{Docs: docs})
		}
	}
	return nil, os.ErrNotExist
}

func write(t *testing.T, path string, gold eval.Gold, line func(id string) ([]byte, error)) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for d, err := range gold.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		b, err := line(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(append(b, '\n'))
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}
