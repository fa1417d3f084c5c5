package encoder

import "hearsay/internal/encoder/kernel"

// Labels of flat, and of roles; those of names are O and then B and I of each kind.
const (
	outside    = 0
	beginCue   = 3 // flat: O, source 1 2, cue 3 4, content 5 6
	beginRole  = 1 // role: O, source 1 2, content 3 4
	sourceKind = 0 // of a run of role labels
	contents   = 3 // pieces of content that one attribution has at most
)

// grammar is what sequences of labels there are, and how likely one follows another:
// states, each with a label, and the states that may come before.
type grammar struct {
	label []uint8
	start []float32
	from  [][]edge
}

type edge struct {
	state uint8
	score float32
}

// never keeps a state from being the first.
const never = -1e9

// plain is the grammar whose states are the labels.
func (t transitions) plain() *grammar {
	g := &grammar{start: t.Start}
	for to := range t.Start {
		g.label = append(g.label, uint8(to))
		var from []edge
		for i, row := range t.Move {
			from = append(from, edge{uint8(i), row[to]})
		}
		g.from = append(g.from, from)
	}
	return g
}

// roles is the grammar of role labels with at most one source and three pieces of
// content: a state is a label and how many of each there have been so far.
func (t transitions) roles() *grammar {
	type state struct{ label, sources, contents int }
	var states []state
	for l := range roleLabels {
		for s := range 2 {
			for c := range contents + 1 {
				if kind := (l - 1) / 2; l == outside || kind == sourceKind && s == 1 || kind != sourceKind && c > 0 {
					states = append(states, state{l, s, c})
				}
			}
		}
	}
	g := &grammar{}
	for _, to := range states {
		// What was there before this label: a B adds one.
		was := to
		switch to.label {
		case beginRole:
			was.sources--
		case beginRole + 2:
			was.contents--
		}
		start := float32(never)
		if was.sources == 0 && was.contents == 0 {
			start = t.Start[to.label]
		}
		var from []edge
		for i, s := range states {
			if s.sources == was.sources && s.contents == was.contents {
				from = append(from, edge{uint8(i), t.Move[s.label][to.label]})
			}
		}
		g.label = append(g.label, uint8(to.label))
		g.start = append(g.start, start)
		g.from = append(g.from, from)
	}
	return g
}

// viterbi finds the best sequence of labels (Viterbi 1967). Its memory is used again.
type viterbi struct {
	score, next []float32
	back        []uint8 // [words, states]
	labels      []uint8
}

// decode returns the labels of the words whose scores are rows of the given width. The
// result is overwritten by the next call.
func (v *viterbi) decode(g *grammar, scores []float32, width int) []uint8 {
	n, k := len(scores)/width, len(g.label)
	v.back, v.labels = grow(v.back, n*k), grow(v.labels, n)
	v.score, v.next = grow(v.score, k), grow(v.next, k)
	for i := range n {
		row, back := scores[i*width:][:width], v.back[i*k:][:k]
		for j, l := range g.label {
			best := g.start[j]
			if i > 0 {
				best = v.score[g.from[j][0].state] + g.from[j][0].score
				back[j] = g.from[j][0].state
				for _, e := range g.from[j][1:] {
					if s := v.score[e.state] + e.score; s > best {
						best, back[j] = s, e.state
					}
				}
			}
			v.next[j] = best + row[l]
		}
		v.score, v.next = v.next, v.score
	}
	at := uint8(argmax(v.score))
	for i := n - 1; i >= 0; i-- {
		v.labels[i] = g.label[at]
		at = v.back[i*k+int(at)]
	}
	return v.labels
}

// chain is a grammar's transitions as factors, for probabilities.
type chain struct{ start, move []float32 } // move[from * labels + to]

func (t transitions) chain() chain {
	c := chain{start: exponents(t.Start)}
	for _, row := range t.Move {
		c.move = append(c.move, exponents(row)...)
	}
	return c
}

func exponents(x []float32) []float32 {
	out := make([]float32, len(x))
	for i, v := range x {
		out[i] = kernel.Exp(v)
	}
	return out
}

// odds computes the probability that words have their labels.
type odds struct{ free, held, next []float32 }

// of is the probability that the words [first, last) have the labels given, whatever
// the others have: the share of all sequences' weight that those sequences have
// (Lafferty et al. 2001).
func (o *odds) of(c chain, scores []float32, labels []uint8, first, last int) float64 {
	k := len(c.start)
	o.free, o.held, o.next = grow(o.free, k), grow(o.held, k), grow(o.next, k)
	p := float32(1)
	for i := range len(scores) / k {
		row := scores[i*k:][:k]
		all := o.step(c, &o.free, row, i == 0, -1)
		only := -1
		if first <= i && i < last {
			only = int(labels[i])
		}
		kept := o.step(c, &o.held, row, i == 0, only)
		p = float32(p * float32(kept/all))
	}
	if !(p > 0) { // nothing is that improbable; or scores that are no numbers
		return 0
	}
	return min(1, float64(p))
}

// step goes one word on from the weights of the labels of the word before, and returns by
// what their sum, 1 before, has grown. Where only is a label, the others weigh nothing.
func (o *odds) step(c chain, weights *[]float32, row []float32, begins bool, only int) float32 {
	w, k := *weights, len(c.start)
	top := row[argmax(row)]
	var sum float32
	for to := range k {
		var x float32
		switch {
		case only >= 0 && to != only:
		case begins:
			x = c.start[to]
		default:
			for from := range k {
				x += float32(w[from] * c.move[from*k+to])
			}
		}
		o.next[to] = float32(x * kernel.Exp(row[to]-top))
		sum += o.next[to]
	}
	if sum > 0 {
		scale(o.next, 1/sum)
	}
	*weights, o.next = o.next, w
	return sum
}

// run is a stretch of words [first, last) of one kind: label B is 1 + 2 * kind.
type run struct{ kind, first, last int }

// runs appends the stretches that labels make. An I after anything but its own kind
// begins one.
func runs(into []run, labels []uint8) []run {
	open := -1
	for i, l := range labels {
		if l == outside {
			open = -1
			continue
		}
		kind := int(l-1) / 2
		if begins := l%2 == 1; begins || open != kind {
			into = append(into, run{kind, i, i})
		}
		open = kind
		into[len(into)-1].last = i + 1
	}
	return into
}

// certainty collects the mean probability of decided labels.
type certainty struct {
	sum   float32
	count int
}

// add takes in a label among its word's scores.
func (c *certainty) add(scores []float32, label uint8) {
	var total float32
	for _, s := range scores {
		total += kernel.Exp(s - scores[label])
	}
	c.sum += 1 / total
	c.count++
}

// mean is between 0 and 1, in thousandths, as records print it.
func (c *certainty) mean() float64 {
	thousandths := float32(c.sum / float32(c.count) * 1000)
	if !(thousandths > 0) { // nothing was decided, or scores that are no numbers
		return 0
	}
	return float64(int(thousandths+0.5)) / 1000
}

// argmax is the place of the greatest number, the first of equal ones.
func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}
