package encoder

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"testing"
)

// released is the released model's folder.
const released = "../../models/reader-2"

// trained is what the trainer computed of a text with the released model's weights:
// train/reader/fixture.py, which says how to write it anew.
type trained struct {
	Text                       string
	IDs                        []int32
	Cue                        [2]int
	Role, Arcs                 rows // of every word; of the first sentence, the root first
	UPOS, Flat, Names, Mention rows // of every fourth word
	Relations                  rows // to the root, of every eighth word
	Sentence, Query            []float64
}

func TestNetworkComputesWhatTheTrainerComputed(t *testing.T) {
	n, err := Open(released)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no model is released yet")
	} else if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/parity.json") // train/reader/fixture.py makes it
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Weights string
		Windows []trained
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if want.Weights != n.SHA256[weightsName] || len(want.Windows) == 0 {
		t.Fatalf("testdata/parity.json is of the weights %s, %s has %s: make it anew with train/reader/fixture.py", want.Weights, released, n.SHA256[weightsName])
	}
	for _, x := range want.Windows {
		text := split(t, x.Text)
		s, w := firstWindow(t, n, text)
		if !slices.Equal(w.ids, x.IDs) {
			t.Fatalf("pieces %v, want %v", w.ids, x.IDs)
		}
		near(t, sixLayers, "upos", every(4, s.label(n.heads.upos, w), len(n.UPOS)), x.UPOS)
		near(t, sixLayers, "flat", every(4, s.label(n.heads.flat, w), flatLabels), x.Flat)
		near(t, sixLayers, "names", every(4, s.label(n.heads.names, w), 1+2*len(n.Names)), x.Names)
		near(t, sixLayers, "mention", every(4, s.label(n.heads.mention, w), mentionLabels), x.Mention)
		near(t, sixLayers, "query", s.label(n.heads.coref.query, w)[:MentionWidth], rows{x.Query})
		roots := make([]int, w.words())
		for i := range roots {
			roots[i] = w.words()
		}
		near(t, sixLayers, "relations", every(8, s.relations(w, roots), len(n.Deprel)), x.Relations)
		s.roles(w, text, []run{{1, x.Cue[0], x.Cue[1]}}, func(_ run, scores []float32) { near(t, sixLayers, "role", scores, x.Role) })
		nearArcs(t, s, w, text.Sentences[0].Last, x.Arcs)
		s.mean(1, func(int) (int, int) { return 0, text.Sentences[0].Last })
		near(t, sixLayers, "sentence", s.linear(&s.head.a, n.heads.sentence, &s.one, 1), rows{x.Sentence})
	}
}

// nearArcs compares the scores of the first sentence's words; a word is not its own head.
func nearArcs(t *testing.T, s *state, w *window, size int, want rows) {
	t.Helper()
	var got []float32
	score := s.arcScores(w)
	for i := range size {
		got = append(got, score(i, w.words()))
		for j := range size {
			got = append(got, score(i, j))
		}
		want[i][1+i], got[len(got)-size+i] = 0, 0
	}
	near(t, sixLayers, "arcs", got, want)
}

// every are the rows 0, n, 2n ...
func every(n int, x []float32, width int) []float32 {
	var out []float32
	for i := 0; i*width < len(x); i += n {
		out = append(out, x[i*width:][:width]...)
	}
	return out
}
