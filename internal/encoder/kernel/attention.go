package kernel

import "math"

// HeadWidth is the width of an attention head.
const HeadWidth = 32

// scoreFactor is 1 / sqrt(HeadWidth).
const scoreFactor = 0.17677669529663687

// A Scratch is memory that Attention uses. The zero value is ready; one call at a time.
type Scratch struct {
	queries, keys, values, scores, out []float32
}

// Attention sets dst, [n, heads*HeadWidth], to the attention of n positions to each other. A row
// of qkv, [n, 3*heads*HeadWidth], holds the queries, the keys and the values of all heads.
func (s *Set) Attention(dst, qkv []float32, n, heads int, scratch *Scratch) {
	width := heads * HeadWidth
	rows := (n + productRows - 1) / productRows * productRows
	columns := (n + productColumns - 1) / productColumns * productColumns
	// What lies beyond n in the scratch is finite or not, but reaches no output: each row and
	// column of a product stands for itself, and softmax sees -Inf there.
	scratch.queries = grow(scratch.queries, rows*HeadWidth)
	scratch.keys = grow(scratch.keys, HeadWidth*columns)
	scratch.values = grow(scratch.values, n*HeadWidth)
	scratch.scores = grow(scratch.scores, productRows*columns)
	scratch.out = grow(scratch.out, productRows*HeadWidth)
	queries, keys, values := scratch.queries, scratch.keys, scratch.values
	scores, out := scratch.scores, scratch.out
	for head := range heads {
		// Keys lie transposed, so that the lanes of a product run over them.
		for i := range n {
			row := qkv[i*3*width+head*HeadWidth:]
			*vector(queries[i*HeadWidth:]) = *vector(row)
			*vector(values[i*HeadWidth:]) = *vector(row[2*width:])
			for d, v := range vector(row[width:]) {
				keys[d*columns+i] = v * scoreFactor
			}
		}
		for r := 0; r < n; r += productRows {
			for c := 0; c < columns; c += productColumns {
				s.product(scores[c:], columns, queries[r*HeadWidth:], HeadWidth, keys[c:], columns, HeadWidth)
			}
			for i := range min(productRows, n-r) {
				row := scores[i*columns:][:columns]
				for j := n; j < columns; j++ {
					row[j] = float32(math.Inf(-1))
				}
				s.softmax(row)
			}
			s.product(out, HeadWidth, scores, columns, values, HeadWidth, n)
			for i := range min(productRows, n-r) {
				*vector(dst[(r+i)*width+head*HeadWidth:]) = *vector(out[i*HeadWidth:])
			}
		}
	}
}

// vector returns what one head has at one position.
func vector(x []float32) *[HeadWidth]float32 { return (*[HeadWidth]float32)(x) }
