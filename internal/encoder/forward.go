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

	words []float32   // [words, width]: the state of each word
	read  kernel.Rows // the same, as the heads read it
	one   kernel.Rows // [CLS], or other rows of a head's own

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
		s.embed(s.x[i*d:][:d], id, n.position[i*d:][:d])
	}
	s.set.LayerNorm(s.x, n.norm.weight, n.norm.bias, epsilon)
	for k := range n.layers {
		if k == n.FeatureLayer {
			for i := range w.ids {
				x := s.x[i*d:][:d]
				s.set.Add(x, n.shape[int(w.shape[i])*d:][:d])
				s.set.Add(x, n.quote[int(w.quote[i])*d:][:d])
				s.set.Add(x, n.start[int(w.start[i])*d:][:d])
			}
		}
		s.layer(&n.layers[k], s.x, pieces)
	}
	s.words = grow(s.words, len(w.at)*d)
	for i, p := range w.at {
		copy(s.words[i*d:][:d], s.x[p*d:])
	}
	s.set.Quantise(&s.read, s.words, len(w.at), d)
}

// embed sets x to the vector of a piece at a position.
func (s *state) embed(x []float32, id int32, position []float32) {
	row := s.n.word[int(id)*len(x):][:len(x)]
	scale := s.n.wordScale[id]
	for j, q := range row {
		x[j] = float32(float32(int8(q))*scale) + position[j]
	}
}

// layer computes one layer over rows x, [n, width], in place.
func (s *state) layer(l *layer, x []float32, n int) {
	d := l.out.Out
	s.qkv, s.out, s.inner = grow(s.qkv, n*3*d), grow(s.out, n*d), grow(s.inner, n*l.up.Out)
	s.set.Quantise(&s.rows, x, n, d)
	l.qkv.Mul(s.qkv, &s.rows)
	s.set.Attention(s.out, s.qkv, n, l.heads, &s.attention)
	s.set.Quantise(&s.rows, s.out, n, d)
	l.out.Mul(s.out, &s.rows)
	s.set.Add(x, s.out)
	s.set.LayerNorm(x, l.norm1.weight, l.norm1.bias, epsilon)

	s.set.Quantise(&s.rows, x, n, d)
	l.up.Mul(s.inner, &s.rows)
	s.set.GELU(s.inner)
	s.set.Quantise(&s.rows, s.inner, n, l.up.Out)
	l.down.Mul(s.out, &s.rows)
	s.set.Add(x, s.out)
	s.set.LayerNorm(x, l.norm2.weight, l.norm2.bias, epsilon)
}

// grow returns a slice of n elements, in x's memory where it suffices.
func grow[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}
