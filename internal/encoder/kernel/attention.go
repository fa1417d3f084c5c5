package kernel

import "math"

// HeadWidth is the width of an attention head.
const HeadWidth = 32

// Attention computes its products in whole numbers of 16 bits, whose sums are exact: queries and
// keys, up to pairLimit, fill the 31 bits of a sum over a head's width, and so do values, whose
// limit depends on the number of positions, and weights.
const (
	pairLimit = 1<<13 - 1
	maxWeight = 1<<12 - 1
)

// scoreFactor is log2(e) / sqrt(HeadWidth): scores are powers of two.
const scoreFactor = log2e * 0.17677669529663687

// A Scratch is memory that Attention uses. The zero value is ready; one call at a time.
type Scratch struct {
	queries []pair // [positions, width/2]
	row     []pair
	keys    []pair // [heads, positions/16, HeadWidth/2, 16]
	values  []pair // [heads, HeadWidth/16, valuePairs, 16]

	// Of productRows rows.
	scores                   []float32
	weights                  []pair
	out                      []float32
	scoreScales, valueScales [productRows]float32
	totals                   [productRows]int32
	beyond                   [productColumns]float32 // scores of what is no position
}

// Attention sets dst, [len(at), heads*HeadWidth], to the attention of the positions at to all n, or
// where at is nil that of all n. A row of qkv, [n, 3*heads*HeadWidth], holds the queries, the keys
// and the values of all heads. Queries, keys and values have one scale each.
func (s *Set) Attention(dst, qkv []float32, n, heads int, at []int, scratch *Scratch) {
	width := heads * HeadWidth
	columns, pairs := roundUp(n, productColumns), valuePairs(n)
	queries := n
	if at != nil {
		queries = len(at)
	}
	dst, qkv = dst[:queries*width], qkv[:3*n*width]
	// What lies beyond n in the scratch reaches no output: each row and column of a product stands
	// for itself, and softmax sees -Inf there.
	scratch.queries = grow(scratch.queries, roundUp(queries, productRows)*width/2)
	scratch.row = grow(scratch.row, width/2)
	scratch.keys = grow(scratch.keys, columns*width/2)
	scratch.values = grow(scratch.values, pairs*width)
	scratch.scores = grow(scratch.scores, productRows*columns)
	scratch.weights = grow(scratch.weights, productRows*columns/2)
	scratch.out = grow(scratch.out, productRows*HeadWidth)
	scores, weights, out := scratch.scores, scratch.weights, scratch.out

	scoreScale, valueScale := s.split(qkv, n, width, at, scratch)
	scoreScales, valueScales := scratch.scoreScales[:], scratch.valueScales[:]
	for i := range scoreScales {
		scoreScales[i] = scoreScale
	}
	for i := range scratch.beyond {
		scratch.beyond[i] = float32(math.Inf(-1))
	}
	for head := range heads {
		keys := scratch.keys[head*columns*HeadWidth/2:]
		values := scratch.values[head*pairs*HeadWidth:]
		for r := 0; r < queries; r += productRows {
			rows := min(productRows, queries-r)
			s.product(scores, columns, scratch.queries[r*width/2+head*HeadWidth/2:], width/2, keys, HeadWidth/2, columns, scoreScales)
			for i := range rows {
				copy(scores[i*columns+n:(i+1)*columns], scratch.beyond[:])
			}
			totals := scratch.totals[:rows]
			s.softmax(weights, scores, columns, totals)
			for i, total := range totals {
				valueScales[i] = valueScale / float32(total)
			}
			if rows == productRows {
				s.product(dst[r*width+head*HeadWidth:], width, weights, columns/2, values, pairs, HeadWidth, valueScales)
				continue
			}
			s.product(out, HeadWidth, weights, columns/2, values, pairs, HeadWidth, valueScales)
			for i := range rows {
				copy(dst[(r+i)*width+head*HeadWidth:], out[i*HeadWidth:][:HeadWidth])
			}
		}
	}
}

// valuePairs is how many pairs of positions a product with the values takes.
func valuePairs(n int) int { return roundUp(n, 2*productTurn) / 2 }

// split fills the scratch with the queries at some of n rows, the keys and the values, and returns
// what a product of a query and a key, and one of a weight and a value, has to be multiplied by.
func (s *Set) split(qkv []float32, n, width int, at []int, scratch *Scratch) (score, value float32) {
	columns, pairs := roundUp(n, productColumns), valuePairs(n)
	var largest [3]float32
	for i := range n {
		for part := range largest {
			largest[part] = max(largest[part], s.maxAbs(qkv[(3*i+part)*width:][:width]))
		}
	}
	queryScale, queryInverse := steps(largest[0], pairLimit)
	keyScale, keyInverse := steps(largest[1], pairLimit)
	valueScale, valueInverse := steps(largest[2], min(pairLimit, float32(math.MaxInt32/maxWeight/n)))
	for i := range n {
		row := qkv[3*i*width:][:3*width]
		if at == nil {
			s.halves(scratch.queries[i*width/2:], row[:width], queryInverse)
		}
		// Keys lie transposed, so that the lanes of a product run over them.
		s.halves(scratch.row, row[width:2*width], keyInverse)
		for head := range width / HeadWidth {
			to := (*[HeadWidth / 2 * lanes]pair)(scratch.keys[(head*columns+i/lanes*lanes)*HeadWidth/2:])
			for d, v := range (*[HeadWidth / 2]pair)(scratch.row[head*HeadWidth/2:]) {
				to[d*lanes+i&(lanes-1)] = v
			}
		}
		if i%2 == 1 || i == n-1 {
			before := qkv[3*(i&^1)*width:][:3*width]
			s.pairs(scratch.values[i/2*lanes:], pairs*lanes, before[2*width:], row[2*width:], valueInverse)
		}
	}
	for i, position := range at {
		s.halves(scratch.queries[i*width/2:], qkv[3*position*width:][:width], queryInverse)
	}
	return float32(queryScale*keyScale) * scoreFactor, valueScale
}

func roundUp(n, multiple int) int { return (n + multiple - 1) / multiple * multiple }
