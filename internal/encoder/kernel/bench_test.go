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

// benchmarkMul counts a multiplication and an addition as two operations, GOP/s. The limit of
// AVX-512 is that of VPDPBUSD, 64 of both in an instruction: one a cycle on Zen 4, at 3.69 GHz
// 473 GOP/s, of which the best runs of Mul reach 453 up and 468 down, 96 and 99 %; two a cycle on
// Cascade Lake, measured alone at 2.5 GHz 595 GOP/s, of which an earlier kernel reached 460 and 520.
// AVX2 takes 28 instructions on three ports for 192 of both, at 2.9 GHz 119 GOP/s at most.
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
	x, y := randomNumbers(192), make([]pair, 96)
	bench(b, float64(len(x)), "M/s", func(_ *testing.B, s *Set) func() {
		var total [1]int32
		return func() { s.softmax(y, x, 192, total[:]) }
	})
}

func BenchmarkAddNorm(b *testing.B) {
	x, y, gamma, beta := randomNumbers(192*384), randomNumbers(192*384), randomNumbers(384), randomNumbers(384)
	bench(b, float64(len(x)), "M/s", func(_ *testing.B, s *Set) func() {
		var rows Rows
		return func() { s.AddNorm(&rows, x, y, gamma, beta, 1e-12) }
	})
}

// BenchmarkProduct is the queries by the keys of a head, counted likewise: half of VPDPBUSD's limit.
func BenchmarkProduct(b *testing.B) {
	const n = 192
	x, dst, scale := make([]pair, n*HeadWidth/2), make([]float32, n*n), make([]float32, productRows)
	bench(b, 2*float64(n*n*HeadWidth)/1e3, "GOP/s", func(_ *testing.B, s *Set) func() {
		return func() {
			for r := 0; r < n; r += productRows {
				s.product(dst[r*n:], n, x[r*HeadWidth/2:], HeadWidth/2, x, HeadWidth/2, n, scale)
			}
		}
	})
}

// A piece is a position of the window.
func BenchmarkAttention(b *testing.B) {
	const n, heads = 192, 12
	qkv, dst := randomNumbers(n*3*heads*HeadWidth), make([]float32, n*heads*HeadWidth)
	bench(b, n, "Mpiece/s", func(_ *testing.B, s *Set) func() {
		var scratch Scratch
		return func() { s.Attention(dst, qkv, n, heads, nil, &scratch) }
	})
}

// BenchmarkLayer does all that a layer of the encoder does; six of them read a piece.
func BenchmarkLayer(b *testing.B) {
	const n, width, inner, heads = 192, 384, 1536, 12
	bench(b, n, "Mpiece/s", func(b *testing.B, s *Set) func() {
		layer := func(in, out int) *Matrix {
			weights, scale, bias := randomLayer(rand.New(rand.NewPCG(1, 2)), in, out)
			m, err := s.NewMatrix(weights, scale, bias, in, out)
			if err != nil {
				b.Fatal(err)
			}
			return m
		}
		qkv, out, up, down := layer(width, 3*width), layer(width, width), layer(width, inner), layer(inner, width)
		start, gamma, beta := randomNumbers(n*width), randomNumbers(width), randomNumbers(width)
		x, y := make([]float32, n*width), make([]float32, n*width)
		wide := make([]float32, n*inner)
		var rows Rows
		var scratch Scratch
		return func() {
			copy(x, start)
			s.Quantise(&rows, x, n, width)
			qkv.Mul(wide[:n*3*width], &rows)
			s.Attention(y, wide[:n*3*width], n, heads, nil, &scratch)
			s.Quantise(&rows, y, n, width)
			out.Mul(y, &rows)
			s.AddNorm(&rows, x, y, gamma, beta, 1e-12)
			up.Mul(wide, &rows)
			s.QuantiseGELU(&rows, wide, n, inner)
			down.Mul(y, &rows)
			s.AddNorm(nil, x, y, gamma, beta, 1e-12)
		}
	})
}
