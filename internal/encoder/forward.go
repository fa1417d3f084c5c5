package encoder

import "hearsay/internal/encoder/kernel"

// state is the memory of one window's reading. It is used for one window after the
// other, and grows to the largest.
type state struct {
	n   *Network
	set *kernel.Set

	x          []float32 // [pieces, width]: the encoder's rows
	rows       kernel.Rows
	attention  kernel.Scratch
	qkv, inner []float32
	out        []float32

	words []float32 // [words + 1, width]: the state of each word, and of [CLS] for the root
	// The same as the heads read it.
	read, readWithRoot kernel.Rows
	kept               []int       // their pieces
	one                kernel.Rows // rows of a head's own

	decoder viterbi
	odds    odds
	tree    tree
	arcs    []int // the head of each word
	head    headMemory
}

func newState(n *Network) *state { return &state{n: n, set: n.set} }

// encode computes the words' states of a window.
func (s *state) encode(w *window) {
	n, d := s.n, s.n.Width
	pieces := len(w.ids)
	s.x = grow(s.x, pieces*d)
	for i, id := range w.ids {
		s.embed(s.x[i*d:][:d], id)
	}
	s.set.AddNorm(nil, s.x, n.position, n.norm.weight, n.norm.bias, epsilon)
	last := len(n.layers) - 1
	for k := range n.layers {
		if k == n.FeatureLayer {
			for i := range w.ids {
				x := s.x[i*d:][:d]
				s.set.Add(x, n.shape[int(w.shape[i])*d:][:d])
				s.set.Add(x, n.quote[int(w.quote[i])*d:][:d])
				s.set.Add(x, n.start[int(w.start[i])*d:][:d])
			}
		}
		if k < last {
			s.attend(&n.layers[k], s.x, nil)
			s.feed(&n.layers[k], s.x)
		}
	}
	// Of the last layer nobody reads but the words' first pieces and [CLS].
	s.kept = append(append(s.kept[:0], w.at...), 0)
	s.words = grow(s.words, len(s.kept)*d)
	for i, p := range s.kept {
		copy(s.words[i*d:][:d], s.x[p*d:])
	}
	s.attend(&n.layers[last], s.x, s.kept)
	s.feed(&n.layers[last], s.words)
	s.set.Quantise(&s.readWithRoot, s.words, len(s.kept), d)
	s.read = s.readWithRoot.First(len(w.at))
}

// embed sets x to the vector of a piece.
func (s *state) embed(x []float32, id int32) {
	row := s.n.word[int(id)*len(x):][:len(x)]
	scale := s.n.wordScale[id]
	for j, q := range row {
		x[j] = float32(int8(q)) * scale
	}
}

// attend is the first half of a layer over rows x, [n, width], into s.out: what the positions at,
// or all where at is nil, make of the others.
func (s *state) attend(l *layer, x []float32, at []int) {
	d := l.out.Out
	n := len(x) / d
	s.qkv, s.out = grow(s.qkv, n*3*d), grow(s.out, n*d)
	s.set.Quantise(&s.rows, x, n, d)
	l.qkv.Mul(s.qkv, &s.rows)
	s.set.Attention(s.out, s.qkv, n, l.heads, at, &s.attention)
}

// feedRows is how many rows feed takes at a time: what it computes of them stays in a cache of a
// megabyte. It is whole tiles of every kernel.
const feedRows = 96

// feed is the other half: x, the layer's input at the positions that s.out is of, becomes its
// output.
func (s *state) feed(l *layer, x []float32) {
	d := l.out.Out
	s.inner = grow(s.inner, min(feedRows, len(x)/d)*l.up.Out)
	for r := 0; r < len(x); r += feedRows * d {
		x := x[r:min(r+feedRows*d, len(x))]
		y, n := s.out[r:][:len(x)], len(x)/d
		s.set.Quantise(&s.rows, y, n, d)
		l.out.Mul(y, &s.rows)
		s.set.AddNorm(&s.rows, x, y, l.norm1.weight, l.norm1.bias, epsilon)
		l.up.Mul(s.inner, &s.rows)
		s.set.QuantiseGELU(&s.rows, s.inner, n, l.up.Out)
		l.down.Mul(y, &s.rows)
		s.set.AddNorm(nil, x, y, l.norm2.weight, l.norm2.bias, epsilon)
	}
}

// grow returns a slice of n elements, in x's memory where it suffices.
func grow[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}
