package kernel

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// numbers draws finite numbers of every size, with some that are not.
func numbers(t *rapid.T, n int, label string) []float32 {
	usual := rapid.Float32Range(-8, 8)
	drawn := rapid.OneOf(usual, usual, usual, usual, rapid.Float32Range(-100, 100), rapid.Float32(),
		rapid.SampledFrom([]float32{0, float32(math.Copysign(0, -1)), float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN())}))
	if rapid.Bool().Draw(t, label+" finite") {
		drawn = usual
	}
	return rapid.SliceOfN(drawn, n, n).Draw(t, label)
}

// sameBits compares the results of a Set with the portable ones, all NaN being alike.
func sameBits(t *rapid.T, what string, got, want []float32) {
	for i, w := range want {
		if math.Float32bits(got[i]) != math.Float32bits(w) && !(math.IsNaN(float64(w)) && math.IsNaN(float64(got[i]))) {
			t.Fatalf("%s: number %d is %g (%08x), want %g (%08x)", what, i, got[i], math.Float32bits(got[i]), w, math.Float32bits(w))
		}
	}
}

// eachSet runs a property for each Set that the processor has beside the portable one.
func eachSet(t *testing.T, property func(t *rapid.T, set, want *Set)) {
	for _, set := range Sets()[1:] {
		t.Run(set.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { property(t, set, portable()) })
		})
	}
}

func TestLayersAgree(t *testing.T) {
	eachSet(t, func(t *rapid.T, set, want *Set) {
		n := rapid.IntRange(1, 40).Draw(t, "rows")
		in := 16 * rapid.IntRange(1, 24).Draw(t, "in / 16")
		out := rapid.IntRange(1, 130).Draw(t, "out")
		x := make([]float32, n*in)
		row := numbers(t, in, "row")
		for i := range x {
			x[i] = row[(i*7+i/in)%in]
		}
		packed := rapid.SliceOfN(rapid.Byte(), 64, 64).Draw(t, "weights")
		unaligned := rapid.IntRange(0, 5).Draw(t, "unaligned")
		weights := make([]byte, unaligned+(out+15)/16*16*in)[unaligned:]
		for i := range weights {
			weights[i] = packed[(i*5+i/64)%64]
		}
		scale, bias := numbers(t, out, "scale"), numbers(t, out, "bias")
		var results [2][]float32
		for i, s := range []*Set{want, set} {
			m, err := s.NewMatrix(weights, scale, bias, in, out)
			if err != nil {
				t.Fatal(err)
			}
			var rows Rows
			s.Quantise(&rows, x, n, in)
			results[i] = make([]float32, n*out)
			m.Mul(results[i], &rows)
		}
		sameBits(t, "Mul", results[1], results[0])
	})
}

func TestFloatsAgree(t *testing.T) {
	eachSet(t, func(t *rapid.T, set, want *Set) {
		n := rapid.OneOf(rapid.IntRange(1, 100), rapid.SampledFrom([]int{16, 64, 192, 384})).Draw(t, "n")
		x, y, z := numbers(t, n, "x"), numbers(t, n, "y"), numbers(t, n, "z")
		check := func(what string, f func(s *Set, x []float32)) {
			a, b := slices.Clone(x), slices.Clone(x)
			f(want, a)
			f(set, b)
			sameBits(t, what, b, a)
		}
		check("GELU", func(s *Set, x []float32) { s.GELU(x) })
		check("Add", func(s *Set, x []float32) { s.Add(x, y) })
		check("Dot", func(s *Set, x []float32) { x[0] = s.Dot(x, y) })
		if n%lanes == 0 {
			check("MulAdd", func(s *Set, x []float32) { s.MulAdd(x, x, y, z) })
			check("largest GELU", func(s *Set, x []float32) { x[0] = s.gelu(x) })
			check("AddNorm", func(s *Set, x []float32) { s.AddNorm(nil, x, y, z, y, 1e-12) })
			check("largest AddNorm", func(s *Set, x []float32) { x[0] = s.norm(x, y, z, y, 1e-12) })
		}
	})
}

func TestAttentionAgrees(t *testing.T) {
	eachSet(t, func(t *rapid.T, set, want *Set) {
		n := rapid.IntRange(1, 70).Draw(t, "n")
		heads := rapid.IntRange(1, 3).Draw(t, "heads")
		width := heads * HeadWidth
		some := numbers(t, 61, "qkv")
		qkv := make([]float32, n*3*width)
		for i := range qkv {
			qkv[i] = some[(i*3+i/61)%61]
		}
		a, b := make([]float32, n*width), make([]float32, n*width)
		var scratch Scratch
		var at []int
		if rapid.Bool().Draw(t, "some") {
			at = rapid.SliceOfN(rapid.IntRange(0, n-1), 1, n).Draw(t, "at")
			a, b = a[:len(at)*width], b[:len(at)*width]
		}
		set.Attention(b, qkv, n, heads, at, &scratch)
		want.Attention(a, qkv, n, heads, at, &scratch)
		sameBits(t, "Attention", b, a)
	})
}

// Bytes of the largest sizes would saturate sums of 16 bits, and long rows larger ones.
func TestExtremeLayersAreExact(t *testing.T) {
	const in, out = 1536, 16
	for _, set := range Sets() {
		for _, weight := range []int8{-128, -127, 127} {
			weights := slices.Repeat([]byte{byte(weight)}, in*out)
			scale := slices.Repeat([]float32{1}, out)
			m, err := set.NewMatrix(weights, scale, make([]float32, out), in, out)
			if err != nil {
				t.Fatal(err)
			}
			for _, value := range []float32{-127, 127} {
				var rows Rows
				set.Quantise(&rows, slices.Repeat([]float32{value}, in), 1, in)
				got := make([]float32, out)
				m.Mul(got, &rows)
				want := slices.Repeat([]float32{in * value * float32(weight)}, out)
				if !slices.Equal(got, want) {
					t.Errorf("%s: %d inputs of %g with weights %d: %v, want %v", set.Name(), in, value, weight, got, want)
				}
			}
		}
	}
}

// The bits of everything, which may not change from one architecture to another either.
func TestBitsAreThoseOfEveryMachine(t *testing.T) {
	const n, in, out, heads = 13, 96, 288, 3
	random := rand.New(rand.NewPCG(7, 8))
	numbers := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = 12 * (random.Float32() - 0.5)
		}
		return x
	}
	weights, scale, bias := randomLayer(random, in, out)
	x, gamma, beta := numbers(n*in), numbers(in), numbers(in)
	for _, set := range Sets() {
		m, err := set.NewMatrix(weights, scale, bias, in, out)
		if err != nil {
			t.Fatal(err)
		}
		x, y := slices.Clone(x), make([]float32, n*out)
		var rows Rows
		set.Quantise(&rows, x, n, in)
		m.Mul(y, &rows)
		attended := make([]float32, n*in)
		set.Attention(attended, y, n, heads, nil, new(Scratch))
		set.Add(x, attended)
		set.AddNorm(nil, x, x, gamma, beta, 1e-12)
		set.GELU(y)
		y[0] = set.Dot(x, attended)
		y[1] = Sigmoid(x[0])
		hash := fnv.New64a()
		for _, numbers := range [][]float32{attended, x, y} {
			if err := binary.Write(hash, binary.LittleEndian, numbers); err != nil {
				t.Fatal(err)
			}
		}
		if got := hash.Sum64(); got != wantBits {
			t.Errorf("%s: %#x, want %#x", set.Name(), got, uint64(wantBits))
		}
	}
}

const wantBits = 0x7ad2e81c4c681127
