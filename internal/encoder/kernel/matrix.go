package kernel

import (
	"fmt"
	"math"
)

// maxIn bounds the inputs of a layer, so that its sums of products stay within int32.
const maxIn = 1 << 15

// A Matrix is a linear layer of In inputs and Out outputs over int8 weights, read where they lie.
type Matrix struct {
	In, Out int

	set     *Set
	weights []byte    // [M/16, In/4, 16, 4]
	scale   []float32 // [M], like bias and correction: zeros beyond Out
	bias    []float32
	// correction is added to each sum of products, and takes off what Set.offset adds.
	correction []int32
}

// NewMatrix returns the layer of in inputs, a multiple of 16, and out outputs, whose weights are
// packed as [M/16, in/4, 16, 4] with M = out rounded up to 16 (docs/model.md). The weights are
// kept, not copied, and need no alignment; scale and bias, of length out, are copied.
func (s *Set) NewMatrix(weights []byte, scale, bias []float32, in, out int) (*Matrix, error) {
	if in <= 0 || in%lanes != 0 || in > maxIn {
		return nil, fmt.Errorf("layer of %d inputs: want a multiple of %d up to %d", in, lanes, maxIn)
	}
	if out <= 0 || len(scale) != out || len(bias) != out {
		return nil, fmt.Errorf("layer of %d outputs has %d scales and %d biases", out, len(scale), len(bias))
	}
	blocks := (out + lanes - 1) / lanes
	if size := lanes * in; len(weights)%size != 0 || len(weights)/size != blocks {
		return nil, fmt.Errorf("layer of %d inputs and %d outputs has %d weights, want %d blocks of %d",
			in, out, len(weights), blocks, size)
	}
	m := &Matrix{
		In: in, Out: out, set: s, weights: weights,
		scale:      make([]float32, blocks*lanes),
		bias:       make([]float32, blocks*lanes),
		correction: make([]int32, blocks*lanes),
	}
	if s.offset {
		m.correct()
	}
	copy(m.scale, scale)
	copy(m.bias, bias)
	return m, nil
}

// correct sets the correction. For activations of zero the sums are what the offset adds, all of
// them numbers that a float32 holds: multiples of 128 below 2^30.
func (m *Matrix) correct() {
	var zero Rows
	m.set.Quantise(&zero, make([]float32, m.In), 1, m.In)
	zero.scales[0] = 1
	for o := range m.scale {
		m.scale[o] = 1
	}
	sums := make([]float32, m.Out)
	m.Mul(sums, &zero)
	for o, sum := range sums {
		m.correction[o] = -int32(sum)
	}
}

// tileFunc multiplies some rows of activations x, which lie one after the other, by some blocks of
// 16 outputs, which do so too, and then as many rows again, as often as turns says:
// dst[r*stride+o] = float(sum of products + correction[o]) * rowScale[r] * scale[o] + bias[o].
type tileFunc func(dst []float32, stride int, x []byte, rowScale []float32,
	weights []byte, scale, bias []float32, correction []int32, in, turns int)

// tiles are for so many rows; blocks[b-1] is for b blocks of 16 outputs.
type tiles struct {
	rows   int
	blocks []tileFunc
}

// maxTile bounds the outputs of the smallest tile of any Set.
const maxTile = 4 * 2 * lanes

// Mul sets dst, x's number of rows of Out numbers each, to the layer's outputs for the rows x,
// which the Set that made m has quantised.
func (m *Matrix) Mul(dst []float32, x *Rows) {
	s := m.set
	if x.kernel != s || x.width != m.In {
		panic(fmt.Sprintf("kernel: a layer of %d inputs got rows of %d", m.In, x.width))
	}
	dst = dst[:x.n*m.Out]
	step := len(s.tiles[0].blocks) * lanes
	// All rows pass by the weights of one tile, which stay in the cache.
	for o := 0; o < m.Out; o += step {
		size := min(step, len(m.scale)-o)
		multiply := func(tile tileFunc, to []float32, stride, r, turns int) {
			tile(to, stride, x.values[r*m.In*s.valueSize:], x.scales[r:],
				m.weights[o*m.In:][:size*m.In], m.scale[o:], m.bias[o:], m.correction[o:], m.In, turns)
		}
		r, columns := 0, min(size, m.Out-o)
		for _, t := range s.tiles {
			if turns := (x.n - r) / t.rows; turns > 0 && columns == size {
				multiply(t.blocks[size/lanes-1], dst[r*m.Out+o:], m.Out, r, turns)
				r += turns * t.rows
			}
		}
		for least := s.tiles[len(s.tiles)-1]; r < x.n; r += least.rows {
			multiply(least.blocks[size/lanes-1], x.edge[:], size, r, 1)
			for i := range min(least.rows, x.n-r) {
				copy(dst[(r+i)*m.Out+o:][:columns], x.edge[i*size:])
			}
		}
	}
}

// Rows are rows of activations, quantised to int8 with one scale for each row. The zero value is
// ready for Set.Quantise, which uses the memory of earlier rows again. One call at a time uses them.
type Rows struct {
	kernel   *Set
	n, width int
	values   []byte           // as many rows as whole tiles have, with anything beyond n
	scales   []float32        // likewise
	edge     [maxTile]float32 // what Mul computes of a tile that reaches beyond the outputs
}

// byteLimit is the largest activation.
const byteLimit = 127

// Quantise sets r to the n rows of x, each of width numbers, a multiple of 16: the scale of a row
// is max|x| / 127, a value x * (127 / max|x|), rounded half to even. The scale is 0, and so are
// the values, where the row is zero, or has an infinite number. A NaN is left out of the maximum
// and becomes -127.
func (s *Set) Quantise(r *Rows, x []float32, n, width int) {
	r.reset(s, n, width)
	for i := range n {
		row := x[i*width:][:width]
		r.set(i, row, s.maxAbs(row))
	}
}

// reset makes room for n rows.
func (r *Rows) reset(s *Set, n, width int) {
	padded := roundUp(n, s.tiles[len(s.tiles)-1].rows)
	r.kernel, r.n, r.width = s, n, width
	r.values = grow(r.values, padded*width*s.valueSize)
	r.scales = grow(r.scales, padded)
}

// set quantises row i, whose largest number is known.
func (r *Rows) set(i int, x []float32, largest float32) {
	scale, inverse := steps(largest, byteLimit)
	r.scales[i] = scale
	size := r.width * r.kernel.valueSize
	r.kernel.quantise(r.values[i*size:][:size], x, inverse)
}

// steps returns the size of a step, so that largest takes up to limit of them, and its inverse.
// Both are 0 where largest is 0, or not a number to divide by.
func steps(largest, limit float32) (scale, inverse float32) {
	scale, inverse = largest/limit, limit/largest
	if inverse > math.MaxFloat32 || !(largest <= math.MaxFloat32) {
		return 0, 0
	}
	return scale, inverse
}

// First returns the first n rows, which share r's memory.
func (r *Rows) First(n int) Rows {
	first := *r
	first.n = min(n, r.n)
	return first
}

// grow returns a slice of n elements, in x's memory where it suffices.
func grow[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}
