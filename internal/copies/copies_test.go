package copies

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// text is n invented words; the same seed gives the same ones.
func text(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", r.IntN(5000))
	}
	return out
}

// exactly counts what Compare estimates, from the sets themselves.
func exactly(a, b string) (resemblance, share float64) {
	set := func(s string) map[string]bool {
		w, out := strings.Fields(s), map[string]bool{}
		for i := 0; i+Size <= len(w); i++ {
			out[strings.Join(w[i:i+Size], " ")] = true
		}
		return out
	}
	x, y := set(a), set(b)
	both := 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both), float64(both) / float64(min(len(x), len(y)))
}

func TestCompareAgainstExactSets(t *testing.T) {
	for _, c := range []struct{ a, b, both, most int }{ // words of each alone, in common, and the error allowed in hundredths
		{60, 40, 50, 0}, {10, 120, 100, 0}, // below Kept: exact
		{500, 500, 500, 10}, {2000, 300, 300, 25}, {0, 4000, 1000, 20}, {900, 900, 90, 8},
	} {
		for seed := range uint64(5) {
			both := text(seed+100, c.both)
			a := strings.Join(append(text(seed+200, c.a), both...), " ")
			b := strings.Join(append(slices.Clone(both), text(seed+300, c.b)...), " ")
			r, s := exactly(a, b)
			got := Compare(Of(a), Of(b))
			if most := float64(c.most)/100 + 1e-9; math.Abs(got.Resemblance-r) > most || math.Abs(got.Share-s) > most {
				t.Errorf("%v, seed %d: resemblance %.3f share %.3f, want %.3f and %.3f", c, seed, got.Resemblance, got.Share, r, s)
			}
			if back := Compare(Of(b), Of(a)); back != got {
				t.Errorf("%v, seed %d: %v one way, %v the other", c, seed, got, back)
			}
		}
	}
}

func TestShortTexts(t *testing.T) {
	for _, c := range []struct {
		a, b string
		copy bool
	}{
		{"", "", false},
		{"", "The mole is closed.", false},
		{"... — !", "... — !", false},
		{"Ferry", "FERRY.", true},
		{"Ferry", "Crane", false},
		{"The mole\nis closed.", "the mole is CLOSED", true},
		{"The mole is closed.", "The mole is closed for the winter, the board said.", false}, // a stock phrase
		{"堤防は閉鎖", "堤防は 閉鎖。", true},
	} {
		if got := Compare(Of(c.a), Of(c.b)).Copy(); got != c.copy {
			t.Errorf("%q and %q: copy %v, want %v", c.a, c.b, got, c.copy)
		}
	}
}

func TestIndexFindsPartialCopies(t *testing.T) {
	pile := make([]string, 200)
	for i := range pile {
		pile[i] = strings.Join(text(uint64(i), 400), " ")
	}
	half := strings.Join(append(text(17, 400)[:200], text(999, 200)...), " ") // half of text 17 in words of its own
	edited := text(23, 400)
	for i := 0; i < len(edited); i += 10 {
		edited[i] = "changed"
	}
	find := func(x *Index, s string) int {
		n, _, ok := x.Find(Of(s))
		if !ok {
			return -1
		}
		return n
	}
	var x Index
	for _, s := range pile {
		x.Add(Of(s))
	}
	for _, c := range []struct {
		what, text string
		want       int
	}{
		{"the same", pile[5], 5},
		{"half of it", half, 17},
		{"a word in ten changed", strings.Join(edited, " "), 23},
		{"another", strings.Join(text(1234, 400), " "), -1},
		{"nothing", "", -1},
	} {
		if got := find(&x, c.text); got != c.want {
			t.Errorf("%s: found %d, want %d", c.what, got, c.want)
		}
	}

	var back Index // the other way round: the same texts are found
	for _, s := range slices.Backward(pile) {
		back.Add(Of(s))
	}
	if got := find(&back, half); got != len(pile)-1-17 {
		t.Errorf("in reverse order: found %d, want %d", got, len(pile)-1-17)
	}
}
