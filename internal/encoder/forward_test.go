package encoder

import (
	"math"
	"slices"
	"testing"

	"hearsay/internal/lex"
)

const sample = `"The harbour is shut," the mayor of Ostby said. She told reporters that
the quay would open again; the fishermen's union, which had asked for it, doubted that.

Nobody had seen the mayor.`

// The share of their size by which numbers may differ that were rounded otherwise: a value that
// int8 then rounds another way turns others after it, layer by layer, until after six layers all
// of int8's noise lies between the two. The trainer's own float32 and float64 differ by 0.06
// there. The small network of two layers has narrow rows, of which few such turns are much.
const (
	twoLayers = 0.05
	sixLayers = 0.12
)

// near fails where got and want differ by more than that share.
func near(t *testing.T, share float64, what string, got []float32, want rows) {
	t.Helper()
	var size, off float64
	i := 0
	for _, row := range want {
		for _, v := range row {
			size += v * v
			off += (v - float64(got[i])) * (v - float64(got[i]))
			i++
		}
	}
	if i != len(got) || size == 0 || math.Sqrt(off/size) > share {
		t.Errorf("%s: %d numbers, want %d; off by %.4f of their size", what, len(got), i, math.Sqrt(off/size))
	}
}

// firstWindow reads the first window of a text.
func firstWindow(t *testing.T, n *Network, text *lex.Text) (*state, *window) {
	t.Helper()
	s := newState(n)
	var out *window
	err := newCutter(text, n.vocabulary, n.Window).each(func(w *window) error {
		if out == nil {
			out = copied(w)
		}
		return nil
	})
	if err != nil || out == nil {
		t.Fatal("no window", err)
	}
	s.encode(out)
	return s, out
}

func TestNetworkComputesWhatThePageSays(t *testing.T) {
	m := newModel(7)
	m.meta.Window = 192
	m.float("embed.position", 1, m.meta.Window, m.meta.Width)
	n := m.network(t)
	text := split(t, sample)
	s, w := firstWindow(t, n, text)
	if w.words() < 20 || text.Words[w.last-1].Sentence == 0 {
		t.Fatalf("a window of %d words: the test wants two sentences", w.words())
	}
	all := m.encoded(w)
	var words rows
	for _, at := range w.at {
		words = append(words, all[at])
	}
	near(t, twoLayers, "words", s.words[:len(words)*n.Width], words)
	for name, got := range map[string][]float32{
		"upos": s.linear(new([]float32), n.heads.upos, &s.read, w.words()), "lemma": s.linear(new([]float32), n.heads.lemma, &s.read, w.words()),
		"flat": s.linear(new([]float32), n.heads.flat, &s.read, w.words()), "names": s.linear(new([]float32), n.heads.names, &s.read, w.words()),
	} {
		near(t, twoLayers, name, got, m.linear("head."+name, words))
	}
	withRoot := slices.Concat(words, rows{all[0]})
	heads := s.heads(w, text)
	checkRelations(t, m, s, w, heads, words, withRoot)
	checkArcs(t, m, s, w, text, words, withRoot)
	checkRoles(t, m, s, w, text, words)
}

// checkArcs compares the scores of the first sentence's tree.
func checkArcs(t *testing.T, m *model, s *state, w *window, text *lex.Text, words, withRoot rows) {
	dep, head := gelu(m.linear("head.arc.dep", words)), gelu(m.linear("head.arc.head", withRoot))
	product := m.linear("head.arc.product", head)
	size := sentenceEnd(w, text, 0)
	s.tree.begin(size)
	var want rows
	for i := range size {
		want = append(want, nil)
		for _, j := range append([]int{len(words)}, span(0, size)...) {
			var score float64
			for k := range dep[i] {
				score += dep[i][k]*product[j][k] + float64(m.floats["head.arc.head.score"][k])*head[j][k]
			}
			if j == i {
				score = 0
			}
			want[i] = append(want[i], score)
		}
	}
	got := make([]float32, 0, size*(size+1))
	score := s.arcScores(w)
	for i := range size {
		for _, j := range append([]int{len(words)}, span(0, size)...) {
			if i == j {
				got = append(got, 0)
			} else {
				got = append(got, score(i, j))
			}
		}
	}
	near(t, twoLayers, "arcs", got, want)
}

func checkRelations(t *testing.T, m *model, s *state, w *window, heads []int, words, withRoot rows) {
	a, b := m.linear("head.rel.dep", words), m.linear("head.rel.head", withRoot)
	var want rows
	for i := range words {
		var product []float64
		for k := range a[i] {
			product = append(product, a[i][k]*b[heads[i]][k])
		}
		want = append(want, append(gelu(added(rows{a[i]}, rows{b[heads[i]]}))[0], product...))
	}
	near(t, twoLayers, "relations", s.relations(w, heads), m.linear("head.rel.out", want))
}

func checkRoles(t *testing.T, m *model, s *state, w *window, text *lex.Text, words rows) {
	cues := []run{{1, 3, 5}, {1, 14, 15}}
	var got []float32
	var want rows
	s.roles(w, text, cues, func(_ run, scores []float32) { got = append(got, scores...) })
	a, p := m.linear("head.role.a", words), m.linear("head.role.p", words)
	for _, cue := range cues {
		mean := make([]float64, len(words[0]))
		for i := cue.first; i < cue.last; i++ {
			for k, v := range words[i] {
				mean[k] += v / float64(cue.last-cue.first)
			}
		}
		b, q := m.linear("head.role.b", rows{mean})[0], m.linear("head.role.q", rows{mean})[0]
		var x rows
		for i := range words {
			d := 25
			if i < cue.first || i >= cue.last {
				k := math.Abs(float64(i - cue.first))
				if k >= 5 {
					k = min(12, 5+math.Floor(1.6*math.Log2(k/5)))
				}
				d = 12 + int(math.Copysign(k, float64(i-cue.first)))
			}
			away := min(2, max(-2, text.Words[w.first+i].Sentence-text.Words[w.first+cue.first].Sentence))
			row := added(rows{a[i]}, rows{b}, rows{m.row("head.role.distance", d)}, rows{m.row("head.role.sentence", away+2)})[0]
			for k := range row {
				row[k] += p[i][k] * q[k]
			}
			x = append(x, row)
		}
		x = m.layered("head.role.layer", gelu(m.normed("head.role.norm", x)))
		want = append(want, m.linear("head.role.out", x)...)
	}
	near(t, twoLayers, "roles", got, want)
}

// span are the numbers from first up to last.
func span(first, last int) []int {
	var out []int
	for i := first; i < last; i++ {
		out = append(out, i)
	}
	return out
}

func TestDistanceRowFollowsThePage(t *testing.T) {
	cue := run{first: 500, last: 502}
	for i := range 1000 {
		k := math.Abs(float64(i - cue.first))
		if k >= 5 {
			k = min(12, 5+math.Floor(1.6*math.Log2(k/5)))
		}
		want := 12 + int(math.Copysign(k, float64(i-cue.first)))
		if i == 500 || i == 501 {
			want = 25
		}
		if got := distanceRow(i, cue); got != want {
			t.Fatalf("word %d: row %d, want %d", i, got, want)
		}
	}
}
