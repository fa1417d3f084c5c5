package encoder

import (
	"math"
	"math/rand/v2"
	"testing"
)

// isTree tells whether every word reaches the root, and one word hangs on it.
func isTree(heads []int) bool {
	roots := 0
	for v := 1; v < len(heads); v++ {
		if heads[v] == 0 {
			roots++
		}
		steps := 0
		for at := v; at != 0; at = heads[at] {
			if steps++; steps > len(heads) || heads[at] == at || heads[at] < 0 {
				return false
			}
		}
	}
	return roots == 1
}

func total(scores []float32, heads []int) float64 {
	var sum float64
	for v := 1; v < len(heads); v++ {
		sum += float64(scores[heads[v]*len(heads)+v])
	}
	return sum
}

func TestTreeIsTheBest(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var tr tree
	contracted := 0
	for round := range 3000 {
		n := 1 + round%5
		given := make([]float32, (n+1)*(n+1))
		tr.begin(n)
		for h := range n + 1 {
			for d := 1; d <= n; d++ {
				given[h*(n+1)+d] = float32(random.IntN(9)) - 4 // ties are common
				if round%2 == 0 {
					given[h*(n+1)+d] = float32(random.NormFloat64())
				}
				if h != d {
					tr.set(h, d, given[h*(n+1)+d])
				}
			}
		}
		tr.cycles = tr.cycles[:0]
		got := tr.solve()
		contracted = max(contracted, len(tr.cycles))
		if !isTree(got) {
			t.Fatalf("%d words: %v is no tree with one root", n, got)
		}
		best := math.Inf(-1)
		heads := make([]int, n+1)
		sequences(n, n+1, func(seq []uint8) {
			for i, h := range seq {
				heads[i+1] = int(h)
			}
			if isTree(heads) {
				best = max(best, total(given, heads))
			}
		})
		if total(given, got) < best-1e-9 {
			t.Fatalf("%d words: %v scores %v, the best tree %v", n, got, total(given, got), best)
		}
	}
	if contracted < 3 {
		t.Errorf("at most %d cycles within cycles: the test is too easy", contracted)
	}
}

func TestTreeOfAnyScores(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	odd := []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), math.MaxFloat32, 0, -1, 1}
	var tr tree
	for _, n := range []int{1, 2, 3, 10, 190} {
		for range 20 {
			tr.begin(n)
			for h := range n + 1 {
				for d := 1; d <= n; d++ {
					if h != d {
						tr.set(h, d, odd[random.IntN(len(odd))])
					}
				}
			}
			if got := tr.solve(); len(got) != n+1 || !isTree(got) {
				t.Fatalf("%d words: %v is no tree with one root", n, got)
			}
		}
	}
}

func BenchmarkTree(b *testing.B) {
	random := rand.New(rand.NewPCG(7, 8))
	const n = 190
	given := make([]float32, (n+1)*(n+1))
	for i := range given {
		given[i] = random.Float32()
	}
	var tr tree
	for b.Loop() {
		tr.begin(n)
		for h := range n + 1 {
			for d := 1; d <= n; d++ {
				if h != d {
					tr.set(h, d, given[h*(n+1)+d])
				}
			}
		}
		tr.solve()
	}
}
