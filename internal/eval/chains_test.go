package eval

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// chainsOf are mentions at the letters' places, one chain for each word.
func chainsOf(words ...string) []corefMention {
	var out []corefMention
	for chain, w := range words {
		for _, r := range w {
			at := span{int(r), int(r) + 1}
			out = append(out, corefMention{span: at, head: at, chain: chain})
		}
	}
	return out
}

// TestChainScores holds the measures to figures worked out by hand; the first case is
// one that the scorer's authors print.
func TestChainScores(t *testing.T) {
	for _, c := range []struct {
		name       string
		gold, read []string
		want       string
	}{
		{"chains cut and joined", []string{"abc", "defg"}, []string{"ab", "cd", "fghi"}, "mentions 75.00 85.71, muc 40.00 40.00, b3 50.00 41.67, ceafe 43.33 65.00"},
		{"all right", []string{"abc", "de"}, []string{"de", "abc"}, "mentions 100.00 100.00, muc 100.00 100.00, b3 100.00 100.00, ceafe 100.00 100.00"},
		{"all in one", []string{"ab", "cd"}, []string{"abcd"}, "mentions 100.00 100.00, muc 66.67 100.00, b3 50.00 100.00, ceafe 66.67 33.33"},
		{"nothing read", []string{"ab"}, nil, "mentions 0.00 0.00, muc 0.00 0.00, b3 0.00 0.00, ceafe 0.00 0.00"},
		{"the best pairing is not the first", []string{"abcd", "ef"}, []string{"abe", "cdf"}, "mentions 100.00 100.00, muc 50.00 50.00, b3 55.56 50.00, ceafe 48.57 48.57"},
	} {
		var s chainScores
		s.add(chainsOf(c.gold...), chainsOf(c.read...), false)
		got := ""
		for i, x := range s.scores("x")[:4] {
			got += fmt.Sprintf("%s%s %.2f %.2f", []string{"", ", "}[min(i, 1)], x.Name[2:], x.Precision, x.Recall)
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestAssign holds the pairing to the best of all pairings.
func TestAssign(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n := 1 + random.IntN(6)
		worth := make([][]float64, n)
		for i := range worth {
			for range n {
				worth[i] = append(worth[i], float64(random.IntN(10)))
			}
		}
		got, used := 0.0, map[int]bool{}
		for i, j := range assign(worth) {
			got += worth[i][j]
			used[j] = true
		}
		if want := bestOf(worth, 0, make([]bool, n)); got != want || len(used) != n {
			t.Fatalf("%v: got %v in %d columns, want %v", worth, got, len(used), want)
		}
	}
}

func bestOf(worth [][]float64, row int, used []bool) float64 {
	best := 0.0
	for j := range used {
		if row < len(worth) && !used[j] {
			used[j] = true
			best = max(best, worth[row][j]+bestOf(worth, row+1, used))
			used[j] = false
		}
	}
	return best
}
