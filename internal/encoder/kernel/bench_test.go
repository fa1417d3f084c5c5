package kernel

import (
	"math/rand/v2"
	"testing"
)

// bench runs f once a turn with each Set of the processor, and reports how many million items it
// does in a second.
func bench(b *testing.B, items float64, unit string, f func(b *testing.B, s *Set) func()) {
	for _, set := range Sets() {
		b.Run(set.Name(), func(b *testing.B) {
			run := f(b, set)
			for b.Loop() {
				run()
			}
			b.ReportMetric(items*float64(b.N)/b.Elapsed().Seconds()/1e6, unit)
		})
	}
}

func randomNumbers(n int) []float32 {
	random := rand.New(rand.NewPCG(5, 6))
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(random.NormFloat64())
	}
	return x
}

func benchmarkMul(b *testing.B, n, in, out int) {
	bench(b, 2*float64(n*in*out)/1e3, "GOP/s", func(b *testing.B, s *Set) func() {
		weights, scale, bias := randomLayer(rand.New(rand.NewPCG(1, 2)), in, out)
		m, err := s.NewMatrix(weights, scale, bias, in, out)
		if err != nil {
			b.Fatal(err)
		}
		var rows Rows
		s.Quantise(&rows, randomNumbers(n*in), n, in)
		dst := make([]float32, n*out)
		return func() { m.Mul(dst, &rows) }
	})
}

func BenchmarkMulUp(b *testing.B)   { benchmarkMul(b, 192, 384, 1536) }
func BenchmarkMulDown(b *testing.B) { benchmarkMul(b, 192, 1536, 384) }

func BenchmarkQuantise(b *testing.B) {
	x := randomNumbers(192 * 384)
	bench(b, float64(len(x)), "M/s", func(_ *testing.B, s *Set) func() {
		var rows Rows
		return func() { s.Quantise(&rows, x, 192, 384) }
	})
}

func BenchmarkGELU(b *testing.B) {
	x, y := randomNumbers(1536), make([]float32, 1536)
	bench(b, float64(len(x)), "M/s", func(_ *testing.B, s *Set) func() {
		return func() { copy(y, x); s.GELU(y) }
	})
}

func BenchmarkSoftmax(b *testing.B) {
	x, y := randomNumbers(192), make([]float32, 192)
	bench(b, float64(len(x)), "M/s", func(_ *testing.B, s *Set) func() {
		return func() { copy(y, x); s.Softmax(y) }
	})
}

func BenchmarkLayerNorm(b *testing.B) {
	x, gamma, beta := randomNumbers(192*384), randomNumbers(384), randomNumbers(384)
	bench(b, float64(len(x)), "M/s", func(_ *testing.B, s *Set) func() {
		return func() { s.LayerNorm(x, gamma, beta, 1e-12) }
	})
}

// A piece is a position of the window.
func BenchmarkAttention(b *testing.B) {
	const n, heads = 192, 12
	qkv, dst := randomNumbers(n*3*heads*HeadWidth), make([]float32, n*heads*HeadWidth)
	bench(b, n, "Mpiece/s", func(_ *testing.B, s *Set) func() {
		var scratch Scratch
		return func() { s.Attention(dst, qkv, n, heads, &scratch) }
	})
}
