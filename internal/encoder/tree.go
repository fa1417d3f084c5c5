package encoder

// tree finds the best dependency tree with exactly one root in O(n²): the algorithm of
// Chu and Liu (1965) and Edmonds (1967), contracting cycles in a matrix. Its memory is
// used again.
type tree struct {
	size  int       // words and the root, which is 0
	score []float64 // [head, dependent]
	head  []int     // of each word: the result

	// While cycles are contracted, a node stands for the words of its group.
	best     []int    // head of each node
	alive    []bool   // nodes that no other has taken in
	group    []int    // the node that holds each word
	src, dst []uint16 // [head, dependent]: the words that the edge joins
	mark     []int
	cycles   []cycle
	enter    []int // the word at which the edge into a node ends
}

// cycle is one that was contracted into node.
type cycle struct {
	node    int
	members []member
	owner   []int // the member that held each word, -1 for words outside
}

// member is a node of a cycle, with the edge inside the cycle that leads into it.
type member struct {
	node     int
	src, dst uint16
}

// begin prepares the scores for a sentence of n words, all to be set with set.
func (t *tree) begin(n int) {
	t.size = n + 1
	t.score = grow(t.score, t.size*t.size)
}

// bound keeps scores finite and their sums exact enough.
const bound = 1e6

// set gives the score of word head (from 1, 0 the root) as the head of word dependent.
func (t *tree) set(head, dependent int, score float32) {
	v := float64(score)
	if !(v > -bound) {
		v = -bound
	}
	t.score[head*t.size+dependent] = min(v, bound)
}

// solve returns the head of each word from 1 on; 0 is the root.
func (t *tree) solve() []int {
	n := t.size
	t.best, t.head, t.mark, t.alive = grow(t.best, n), grow(t.head, n), grow(t.mark, n), grow(t.alive, n)
	for v := range n {
		t.alive[v] = true
	}
	roots := 0
	for v := 1; v < n; v++ {
		t.best[v] = t.choose(v)
		if t.best[v] == 0 {
			roots++
		}
	}
	if roots == 1 && t.findCycle() < 0 {
		copy(t.head, t.best[:n])
		return t.head
	}
	t.oneRoot()
	t.contractAll()
	t.expand()
	return t.head
}

// oneRoot makes every edge from the root worse than all others together, so that the
// best tree has one of them.
func (t *tree) oneRoot() {
	n := t.size
	low, high := t.score[1], t.score[1]
	for h := range n {
		for d := 1; d < n; d++ {
			if h != d {
				low, high = min(low, t.score[h*n+d]), max(high, t.score[h*n+d])
			}
		}
	}
	price := float64(float64(n)*(high-low)) + 1 // never fused: the same on every machine
	for d := 1; d < n; d++ {
		t.score[d] -= price
	}
}

// choose is the best head of node v.
func (t *tree) choose(v int) int {
	best, score := 0, t.score[v]
	for h := 1; h < t.size; h++ {
		if s := t.score[h*t.size+v]; h != v && t.alive[h] && s > score {
			best, score = h, s
		}
	}
	return best
}

// findCycle is a node on a cycle of best heads, -1 where there is none.
func (t *tree) findCycle() int {
	clear(t.mark[:t.size])
	for v := 1; v < t.size; v++ {
		if !t.alive[v] {
			continue
		}
		at := v
		for at != 0 && t.mark[at] == 0 {
			t.mark[at] = v
			at = t.best[at]
		}
		if at != 0 && t.mark[at] == v {
			return at
		}
	}
	return -1
}

// contractAll makes one node of each cycle, until there is none.
func (t *tree) contractAll() {
	n := t.size
	t.group, t.enter = grow(t.group, n), grow(t.enter, n)
	t.src, t.dst = grow(t.src, n*n), grow(t.dst, n*n)
	t.cycles = t.cycles[:0]
	for h := range n {
		t.group[h] = h
		for d := range n {
			t.src[h*n+d], t.dst[h*n+d] = uint16(h), uint16(d)
		}
	}
	for v := 1; v < n; v++ {
		t.best[v] = t.choose(v)
	}
	for {
		at := t.findCycle()
		if at < 0 {
			return
		}
		t.contract(at)
	}
}

// contract makes one node of the cycle through node.
func (t *tree) contract(node int) {
	n := t.size
	c := cycle{node: node, owner: make([]int, n)}
	inside := make([]bool, n)
	for v := node; ; {
		e := t.best[v]*n + v
		c.members = append(c.members, member{v, t.src[e], t.dst[e]})
		inside[v] = true
		if v = t.best[v]; v == node {
			break
		}
	}
	for word, g := range t.group[:n] {
		c.owner[word] = -1
		if inside[g] {
			c.owner[word], t.group[word] = g, node
		}
	}
	for v := range n {
		if inside[v] || !t.alive[v] {
			continue
		}
		// The best edge into the cycle replaces one of its own; the best out of it.
		in, out := v*n+node, node*n+v
		gain, from := 0.0, -1
		for _, m := range c.members {
			if s := t.score[v*n+m.node] - t.score[t.best[m.node]*n+m.node]; from < 0 || s > gain {
				gain, from = s, m.node
			}
			if e := m.node*n + v; t.score[e] > t.score[out] {
				t.score[out], t.src[out], t.dst[out] = t.score[e], t.src[e], t.dst[e]
			}
		}
		t.score[in], t.src[in], t.dst[in] = gain, t.src[v*n+from], t.dst[v*n+from]
		if v != 0 && inside[t.best[v]] {
			t.best[v] = node
		}
	}
	for _, m := range c.members {
		t.alive[m.node] = m.node == node
	}
	t.best[node] = t.choose(node)
	t.cycles = append(t.cycles, c)
}

// expand takes the contracted cycles apart, the last first: the edge into a cycle
// stands in place of the cycle's own into the same member.
func (t *tree) expand() {
	n := t.size
	into := func(node int, src, dst uint16) { t.head[dst], t.enter[node] = int(src), int(dst) }
	for v := 1; v < n; v++ {
		if e := t.best[v]*n + v; t.alive[v] {
			into(v, t.src[e], t.dst[e])
		}
	}
	for i := len(t.cycles) - 1; i >= 0; i-- {
		c := t.cycles[i]
		word := t.enter[c.node]
		for _, m := range c.members {
			if m.node == c.owner[word] {
				t.enter[m.node] = word
			} else {
				into(m.node, m.src, m.dst)
			}
		}
	}
}
