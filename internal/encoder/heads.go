package encoder

import (
	"math"

	"hearsay/internal/encoder/kernel"
	"hearsay/internal/lex"
)

// headMemory is what the heads compute in.
type headMemory struct {
	scores, prior     []float32
	dep, head, edge   []float32
	a, b, p, q, x, y  []float32
	gathered, product []float32
	runs              []run
}

// linear computes a layer over rows into memory, which it returns.
func (s *state) linear(memory *[]float32, m *kernel.Matrix, x *kernel.Rows, n int) []float32 {
	*memory = grow(*memory, n*m.Out)
	m.Mul(*memory, x)
	return *memory
}

// label scores the labels of each word.
func (s *state) label(m *kernel.Matrix, w *window) []float32 {
	return s.linear(&s.head.scores, m, &s.read, w.words())
}

// arcScores computes what scores one word of the window as the head of another;
// len(words) is the root.
func (s *state) arcScores(w *window) func(dependent, head int) float32 {
	h, n := &s.n.heads, w.words()
	dep := s.linear(&s.head.dep, h.arc.dep, &s.read, n)
	head := s.linear(&s.head.head, h.arc.head, &s.readWithRoot, n+1)
	s.set.GELU(dep)
	s.set.GELU(head)
	s.set.Quantise(&s.rows, head, n+1, arcWidth)
	product := s.linear(&s.head.product, h.arc.product, &s.rows, n+1)
	s.head.prior = grow(s.head.prior, n+1)
	prior := s.head.prior
	for j := range prior {
		prior[j] = s.set.Dot(head[j*arcWidth:][:arcWidth], h.arcScore)
	}
	return func(dependent, head int) float32 {
		return s.set.Dot(dep[dependent*arcWidth:][:arcWidth], product[head*arcWidth:][:arcWidth]) + prior[head]
	}
}

// heads finds the head of each word of the window, as a word of the window: len(words)
// for the root. Sentences are trees of their own.
func (s *state) heads(w *window, text *lex.Text) []int {
	n, score := w.words(), s.arcScores(w)
	s.arcs = grow(s.arcs, n)
	for first := 0; first < n; {
		last := sentenceEnd(w, text, first)
		s.tree.begin(last - first)
		for i := first; i < last; i++ {
			s.tree.set(0, i-first+1, score(i, n))
			for j := first; j < last; j++ {
				if i != j {
					s.tree.set(j-first+1, i-first+1, score(i, j))
				}
			}
		}
		for i, at := range s.tree.solve()[1:] {
			s.arcs[first+i] = first + at - 1
			if at == 0 {
				s.arcs[first+i] = n
			}
		}
		first = last
	}
	return s.arcs
}

// sentenceEnd is where the sentence of the window's word i ends, in the window.
func sentenceEnd(w *window, text *lex.Text, i int) int {
	return min(text.Sentences[text.Words[w.first+i].Sentence].Last, w.last) - w.first
}

// relations scores the relation of each word to its head.
func (s *state) relations(w *window, heads []int) []float32 {
	const d = relationWidth
	h, n := &s.n.heads, w.words()
	dep := s.linear(&s.head.dep, h.rel.dep, &s.read, n)
	head := s.linear(&s.head.head, h.rel.head, &s.readWithRoot, n+1)
	s.head.edge = grow(s.head.edge, n*2*d)
	for i, at := range heads {
		a, b := dep[i*d:][:d], head[at*d:][:d]
		sum, product := s.head.edge[i*2*d:][:d], s.head.edge[i*2*d+d:][:d]
		for k, v := range a {
			sum[k] = v + b[k]
			product[k] = v * b[k]
		}
		s.set.GELU(sum)
	}
	s.set.Quantise(&s.rows, s.head.edge, n, 2*d)
	return s.linear(&s.head.scores, h.rel.out, &s.rows, n)
}

// roles calls found with the scores of the role labels for each cue in turn.
func (s *state) roles(w *window, text *lex.Text, cues []run, found func(cue run, scores []float32)) {
	if len(cues) == 0 {
		return
	}
	const d = roleWidth
	r, n, m := &s.n.heads.role, w.words(), &s.head
	s.mean(len(cues), func(i int) (int, int) { return cues[i].first, cues[i].last })
	a, p := s.linear(&m.a, r.a, &s.read, n), s.linear(&m.p, r.p, &s.read, n)
	b, q := s.linear(&m.b, r.b, &s.one, len(cues)), s.linear(&m.q, r.q, &s.one, len(cues))
	m.x, m.y = grow(m.x, n*d), grow(m.y, n*d)
	for k, cue := range cues {
		home := text.Words[w.first+cue.first].Sentence
		for i := range n {
			s.set.MulAdd(m.x[i*d:][:d], p[i*d:][:d], q[k*d:][:d], a[i*d:][:d])
			y := m.y[i*d:][:d]
			copy(y, b[k*d:])
			s.set.Add(y, r.distance[distanceRow(i, cue)*d:][:d])
			away := min(2, max(-2, text.Words[w.first+i].Sentence-home))
			s.set.Add(y, r.sentence[(away+2)*d:][:d])
		}
		s.set.AddNorm(nil, m.x, m.y, r.norm.weight, r.norm.bias, epsilon)
		s.set.GELU(m.x)
		s.attend(&r.layer, m.x, nil)
		s.feed(&r.layer, m.x)
		s.set.Quantise(&s.rows, m.x, n, d)
		found(cue, s.linear(&m.scores, r.out, &s.rows, n))
	}
}

// mean makes s.one the means of n stretches of words.
func (s *state) mean(n int, stretch func(i int) (first, last int)) {
	d := s.n.Width
	s.head.gathered = grow(s.head.gathered, n*d)
	for i := range n {
		first, last := stretch(i)
		x := s.head.gathered[i*d:][:d]
		clear(x)
		for k := first; k < last; k++ {
			s.set.Add(x, s.words[k*d:][:d])
		}
		scale(x, 1/float32(last-first))
	}
	s.set.Quantise(&s.one, s.head.gathered, n, d)
}

// scale multiplies each number.
func scale(x []float32, by float32) {
	for i := range x {
		x[i] *= by
	}
}

// steps are the distances from which k of distanceRow is 5, 6, ... 12: the least d with
// 1.6 * log2(d / 5) at least 0, 1, ... 7.
var steps = [...]int{5, 8, 12, 19, 29, 44, 68, 104}

// distanceRow is the row of head.role.distance for word i of the window.
func distanceRow(i int, cue run) int {
	const own, middle = 25, 12
	if cue.first <= i && i < cue.last {
		return own
	}
	d := i - cue.first
	k := max(d, -d)
	if k >= steps[0] {
		k = steps[0] - 1
		for _, step := range steps {
			if max(d, -d) >= step {
				k++
			}
		}
	}
	if d < 0 {
		return middle - k
	}
	return middle + k
}

// unit makes a vector's length 1, where it has one.
func (s *state) unit(x []float32) {
	if square := s.set.Dot(x, x); square > 0 {
		scale(x, 1/float32(math.Sqrt(float64(square))))
	}
}
