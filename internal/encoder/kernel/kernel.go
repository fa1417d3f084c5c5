// Package kernel is the arithmetic of the network and nothing of its structure: products of int8
// matrices, and the float32 steps between them.
//
// The same numbers give the same bits on every machine. Products of int8, and those of 16 bits in
// attention, are summed in int32, which is exact in any order. Every floating-point step has one
// defined order, written down by the portable Go of portable.go, and nothing is fused: a sum over a
// row has 16 partial sums (lane l takes the elements l, l+16, ...) that are added in pairs, lane l
// and l+8, then l+4, l+2, l+1; all other vector lanes are outputs that do not depend on each other.
// Exponentials are the package's own, since the standard library's differ by architecture. Only the
// sign and payload of a NaN are not defined.
//
// A Set is one implementation. Vector code works on whole blocks of 16 numbers; what is left over
// goes the portable way.
//
// The assembly is generated (gen, a module of its own) and does what the portable functions do.
// CONTRIBUTING.md says how to run the tests of another processor's.
package kernel

//go:generate go -C gen run . -pkg kernel -out ../kernel_amd64.s -stubs ../stubs_amd64.go
//go:generate go -C gen run ./neon ../kernel_arm64.s

// lanes is the number of partial sums of a row, and of outputs in a block of a Matrix.
const lanes = 16

// A Set is one implementation of the arithmetic. Its methods are safe for concurrent use, and
// panic as an index does where a slice is shorter than its shape says.
type Set struct {
	name string

	// tiles are for more rows first; the last ones for the rows that are left over.
	tiles []tiles
	// valueSize is the size of an activation in bytes as quantise writes and tiles read it.
	valueSize int
	// offset says that quantise adds 128 to each activation; Matrix.correction takes it off again.
	offset bool

	// The lengths of all slices below are multiples of 16.
	maxAbs   func(x []float32) float32
	quantise func(dst []byte, x []float32, inverse float32)
	add      func(x, y []float32)
	mulAdd   func(dst, x, y, z []float32)
	dot      func(x, y []float32) float32
	// norm and gelu return what maxAbs returns of their result.
	norm func(x, y, gamma, beta []float32, eps float32) float32
	gelu func(x []float32) float32

	// What attention computes in, pairs of 16 bits. halves makes dst[i] of x[2i] and x[2i+1], each
	// times inverse and rounded; pairs makes dst[b*stride+l], for each block b of 16 numbers and
	// each l in it, of x[16b+l] and y[16b+l].
	halves func(dst []pair, x []float32, inverse float32)
	pairs  func(dst []pair, stride int, x, y []float32, inverse float32)
	// softmax sets rows of dst to weights of rows of x, and totals, of which there is one a row, to
	// their sums. A row of x is columns long, a multiple of productColumns.
	softmax func(dst []pair, x []float32, columns int, totals []int32)
	// product sets dst[r*stride+j], for productRows rows r and j < columns, a multiple of
	// productColumns, to scale[r] times the sum over i < n of the products of both halves of
	// x[r*xStride+i] and of y[((j/16)*n+i)*16+j%16]. n is a multiple of productTurn.
	product func(dst []float32, stride int, x []pair, xStride int, y []pair, n, columns int, scale []float32)
}

const (
	productRows    = 12
	productColumns = 32
	productTurn    = 4
)

// A pair is two signed numbers of 16 bits, the first in the low half.
type pair = uint32

func pairOf(a, b int32) pair { return uint32(a)&0xffff | uint32(b)<<16 }

// Name is "portable", "avx2", "avx512vnni", "neon" or "neondot".
func (s *Set) Name() string { return s.name }

// Best returns the fastest implementation that this processor runs.
func Best() *Set {
	sets := Sets()
	return sets[len(sets)-1]
}

// Sets returns the implementations that this processor runs, slowest first.
func Sets() []*Set {
	return append([]*Set{portable()}, native()...)
}
