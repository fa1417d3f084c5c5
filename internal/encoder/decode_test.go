package encoder

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// sequences calls f with all label sequences of length n.
func sequences(n, labels int, f func([]uint8)) {
	seq := make([]uint8, n)
	for {
		f(seq)
		i := 0
		for ; i < n; i++ {
			if seq[i]++; int(seq[i]) < labels {
				break
			}
			seq[i] = 0
		}
		if i == n {
			return
		}
	}
}

// pathScore is what labels score, in the decoder's order of addition.
func pathScore(t transitions, scores []float32, seq []uint8) float32 {
	var sum float32
	for i, l := range seq {
		if i == 0 {
			sum = t.Start[l]
		} else {
			sum += t.Move[seq[i-1]][l]
		}
		sum += scores[i*len(t.Start)+int(l)]
	}
	return sum
}

func TestViterbiFindsTheBestLabels(t *testing.T) {
	m := newModel(11)
	random := rand.New(rand.NewPCG(1, 2))
	var v viterbi
	many := 0
	for range 60 {
		tr := m.transitions(roleLabels)
		scores := make([]float32, 7*roleLabels)
		for i := range scores {
			scores[i] = float32(random.NormFloat64())
		}
		for name, g := range map[string]*grammar{"plain": tr.plain(), "roles": tr.roles()} {
			best := float32(math.Inf(-1))
			var want []uint8
			sequences(7, roleLabels, func(seq []uint8) {
				sources, pieces := 0, 0
				for _, l := range seq {
					switch l {
					case beginRole:
						sources++
					case beginRole + 2:
						pieces++
					}
				}
				if name == "roles" && (sources > 1 || pieces > contents) {
					return
				}
				if s := pathScore(tr, scores, seq); s > best {
					best, want = s, slices.Clone(seq)
				}
				if name == "plain" && (sources > 1 || pieces > contents) {
					many++
				}
			})
			if got := v.decode(g, scores, roleLabels); !slices.Equal(got, want) {
				t.Errorf("%s: %v scores %v, want %v of %v", name, got, pathScore(tr, scores, got), want, best)
			}
		}
	}
	if many == 0 {
		t.Error("no sequence with two sources was ever tried")
	}
}

func TestRunsOfLabels(t *testing.T) {
	got := runs(nil, []uint8{1, 2, 0, 3, 3, 4, 2, 2, 0, 4})
	want := []run{{0, 0, 2}, {1, 3, 4}, {1, 4, 6}, {0, 6, 8}, {1, 9, 10}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestCertainty(t *testing.T) {
	var c certainty
	if c.mean() != 0 {
		t.Errorf("nothing decided: %v", c.mean())
	}
	c.add([]float32{0, 0}, 1)
	c.add([]float32{0, float32(math.Log(9))}, 1)
	if c.mean() != 0.7 {
		t.Errorf("%v, want the mean of 0.5 and 0.9", c.mean())
	}
}

func TestScripts(t *testing.T) {
	for _, c := range []struct{ script, form, want string }{
		{"l|3|y", "Parties", "party"},
		{"=|1|", "Quays", "Quay"},
		{"!|be", "is", "be"},
		{"l|0|", "École", "école"},
		{"=|1|a", "né", "na"},
		{"l|3|y", "as", ""}, // too short
		{"l|2|", "as", ""},  // nothing is left
		{"l|2|o", "as", "o"},
	} {
		s, err := parseScript(c.script)
		if err != nil {
			t.Fatal(err)
		}
		text := split(t, c.form)
		got, ok := s.apply(c.form, text.Words[0].Lower)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s of %q: %q, %v; want %q", c.script, c.form, got, ok, c.want)
		}
	}
	for _, bad := range []string{"", "l", "l|", "l|3", "x|1|", "l|-1|", "l|1.5|", "!|", "l|99999|"} {
		if s, err := parseScript(bad); err == nil {
			t.Errorf("%q: read as %+v", bad, s)
		}
	}
}

// The probability of some words' labels is the share that all sequences with them have of
// all sequences' weight.
func TestOddsAreTheShareOfAllSequences(t *testing.T) {
	m := newModel(12)
	random := rand.New(rand.NewPCG(3, 4))
	var o odds
	for range 20 {
		tr := m.transitions(roleLabels)
		scores := make([]float32, 6*roleLabels)
		labels := make([]uint8, 6)
		for i := range scores {
			scores[i] = float32(random.NormFloat64())
		}
		for i := range labels {
			labels[i] = uint8(random.IntN(roleLabels))
		}
		for _, held := range [][2]int{{0, 6}, {2, 4}, {5, 6}, {3, 3}} {
			var all, with float64
			sequences(6, roleLabels, func(seq []uint8) {
				weight := math.Exp(float64(pathScore(tr, scores, seq)))
				all += weight
				if slices.Equal(seq[held[0]:held[1]], labels[held[0]:held[1]]) {
					with += weight
				}
			})
			if got := o.of(tr.chain(), scores, labels, held[0], held[1]); math.Abs(got-with/all) > 1e-4*with/all {
				t.Errorf("words %v: %v, want %v", held, got, with/all)
			}
		}
	}
	if got := o.of(m.transitions(roleLabels).chain(), []float32{float32(math.NaN()), 0, 0, 0, 0}, []uint8{0}, 0, 1); got != 0 {
		t.Errorf("of scores that are no numbers: %v", got)
	}
}
