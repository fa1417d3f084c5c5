package timex

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// step is one matcher of the cascade: its patterns in one trie over symbols. It
// reads left to right; the longest expression wins, then the one with more context,
// then the earlier row.
type step struct {
	grammar *grammar
	nodes   []node
}

type node struct {
	edges []edge // sorted by symbol
	ends  []ending
}

// edge leads on from a node. A glued edge (symbol*2+1) only where no blank stands
// before the piece.
type edge struct {
	symbol symbol
	node   int32
}

// find is the place of the first edge that is not below the symbol.
func (n *node) find(s symbol) int {
	lo, hi := 0, len(n.edges)
	for lo < hi {
		if mid := (lo + hi) / 2; n.edges[mid].symbol < s {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// ending is a rule that is complete at a node, with the variables of the path there.
type ending struct {
	rule        *rule
	names       []string
	lead, trail int
}

// match is a rule that fits items [first, last), of which the middle [start, end)
// is the expression.
type match struct {
	ending      *ending
	first, last int
	start, end  int
	path        [maxElements]operand
}

func newStep(g *grammar) *step { return &step{grammar: g, nodes: make([]node, 1)} }

// add puts a pattern into the trie, once for each choice of its optional elements.
func (s *step) add(r *rule, elements []element) {
	var walk func(at int32, rest, path []element)
	walk = func(at int32, rest, path []element) {
		if len(rest) == 0 {
			lead, trail := context(path)
			if lead+trail == len(path) {
				return
			}
			names := make([]string, len(path))
			for i, e := range path {
				names[i] = e.name
			}
			s.nodes[at].ends = append(s.nodes[at].ends, ending{r, names, lead, trail})
			return
		}
		e := rest[0]
		if e.optional {
			walk(at, rest[1:], path)
		}
		walk(s.child(at, e), rest[1:], append(path[:len(path):len(path)], e))
	}
	walk(0, elements, nil)
}

func (s *step) child(at int32, e element) int32 {
	key := e.symbol * 2
	if e.glued {
		key++
	}
	for _, x := range s.nodes[at].edges {
		if x.symbol == key {
			return x.node
		}
	}
	next := int32(len(s.nodes))
	s.nodes = append(s.nodes, node{})
	s.nodes[at].edges = append(s.nodes[at].edges, edge{key, next})
	return next
}

func (s *step) finish() {
	for i := range s.nodes {
		slices.SortFunc(s.nodes[i].edges, func(a, b edge) int { return cmp.Compare(a.symbol, b.symbol) })
	}
}

// apply replaces what the patterns find by one item each, in place.
func (s *step) apply(items []item) []item {
	out, at := items[:0], 0
	for x := range s.matches(items) {
		out = append(append(out, items[at:x.start]...), s.reduce(items, x))
		at = x.end
	}
	return append(out, items[at:]...)
}

// matches finds the expressions from left to right.
func (s *step) matches(items []item) iter.Seq[*match] {
	return func(yield func(*match) bool) {
		var waiting []match // found behind a context, for the item that they start at
		m := matcher{step: s, items: items}
		for i := 0; i < len(items); {
			m.best = match{}
			for _, w := range waiting {
				if w.start == i {
					m.offer(w)
				}
			}
			if len(items[i].senses) > 0 {
				m.first = i
				m.walk(0, i, 0)
				for _, x := range m.later {
					if m.best.ending != nil && x.start < m.best.end && x.end > m.best.end {
						m.best = match{} // "a day-long" is no "a day"
					}
				}
				waiting = append(waiting, m.later...)
				m.later = m.later[:0]
			}
			switch {
			case m.best.ending == nil:
				i++
			case !yield(&m.best):
				return
			default:
				i = m.best.end
			}
			waiting = slices.DeleteFunc(waiting, func(w match) bool { return w.start < i })
		}
	}
}

// matcher is one search through the trie.
type matcher struct {
	step  *step
	items []item
	first int
	path  [maxElements]operand
	best  match
	later []match
}

func (m *matcher) walk(at int32, i, depth int) {
	n := &m.step.nodes[at]
	for k := range n.ends {
		e := &n.ends[k]
		x := match{ending: e, first: m.first, last: i, start: m.first + e.lead, end: i - e.trail, path: m.path}
		switch {
		case !free(m.items, x):
		case e.lead == 0:
			m.offer(x)
		default:
			m.later = append(m.later, x)
		}
	}
	if i >= len(m.items) || len(n.edges) == 0 {
		return
	}
	it := &m.items[i]
	for _, s := range it.senses {
		if s.capital && !it.capital {
			continue
		}
		key := s.symbol * 2
		k := n.find(key)
		if k < len(n.edges) && n.edges[k].symbol == key {
			m.path[depth] = s.value
			m.walk(n.edges[k].node, i+1, depth+1)
			k++
		}
		if it.glued && k < len(n.edges) && n.edges[k].symbol == key+1 {
			m.path[depth] = s.value
			m.walk(n.edges[k].node, i+1, depth+1)
		}
	}
}

// offer keeps the better of two matches that start at one item.
func (m *matcher) offer(x match) {
	b := &m.best
	switch {
	case b.ending == nil, x.end > b.end:
	case x.end < b.end:
		return
	case x.last-x.first != b.last-b.first:
		if x.last-x.first < b.last-b.first {
			return
		}
	case x.ending.rule.order >= b.ending.rule.order:
		return
	}
	m.best = x
}

// free tells whether the ends of a match stand by themselves: not within "$1990",
// "A330-200", "1990%", "3/4/5" or "2Q3".
func free(items []item, x match) bool {
	if first := &items[x.start]; x.first == x.start && first.glued && x.start > 0 {
		before := &items[x.start-1]
		if before.number || first.number && !strings.ContainsRune(opening, rune(before.mark)) {
			return false
		}
	}
	if x.last == x.end && items[x.end-1].number && x.end < len(items) && items[x.end].glued {
		switch items[x.end].mark {
		case 'a', '%', '$':
			return false
		case '-', '/', ':', '.', ',':
			return x.end+1 == len(items) || !items[x.end+1].glued || !items[x.end+1].number
		}
	}
	return true
}

// opening lists the marks that may stand right before a number that is a date; 0 is
// any mark beyond ASCII.
const opening = "([{\"'`;,_*\x00"

// reduce makes one item of a match.
func (s *step) reduce(items []item, x *match) item {
	first, last := &items[x.start], &items[x.end-1]
	it := item{start: first.start, end: last.end, glued: first.glued, capital: first.capital}
	r := x.ending.rule
	if r.blocks {
		return it
	}
	m := &meaning{typ: r.typ}
	bound := func(name string) (operand, bool) {
		i := slices.Index(x.ending.names, name)
		if i < 0 {
			return operand{}, false
		}
		return x.path[i], true
	}
	for _, a := range r.sets {
		v, ok := a.evaluate(bound)
		switch {
		case !ok:
		case a.field == "" && v.meaning != nil:
			m.merge(v.meaning)
		default:
			// Load has tried the field's name.
			_ = m.set(a.field, v)
		}
	}
	it.meaning = m
	if r.typ == "" {
		it.number = first.number && x.end == x.start+1
		it.senses = s.grammar.known(r.class, operand{num: m.number})
		return it
	}
	v := operand{meaning: m}
	it.senses = s.grammar.known(s.grammar.symbols["$"+string(r.typ)], v)
	if c, ok := s.grammar.symbols["$"+string(r.typ)+"."+m.grain()]; ok {
		it.senses = append(it.senses, s.grammar.known(c, v)...)
	}
	return it
}

// known lists a class and the unions that hold it.
func (g *grammar) known(c symbol, v operand) []sense {
	out := []sense{{symbol: c, value: v}}
	for _, u := range g.unions[c] {
		out = append(out, sense{symbol: u, value: v})
	}
	return out
}
