package syntax

import (
	"io/fs"
	"strconv"

	"hearsay/internal/table"
)

// transitions holds how much worse than by chance one kind of word follows another:
// 10 times the natural logarithm, negative where it follows more often.
type transitions [kinds][kinds]int32

func (f *transitions) load(tables fs.FS, name string) error {
	rows, err := table.Read(tables, name, append([]string{"after"}, kindNames[1:]...)...)
	for _, r := range rows {
		from := -1
		for k, n := range kindNames {
			if n == r.Get("after") {
				from = k
			}
		}
		if from < 0 {
			return r.Errorf("column after: no kind %q", r.Get("after"))
		}
		for to := 1; to < int(kinds); to++ {
			n, err := strconv.ParseInt(r.Get(kindNames[to]), 10, 32)
			if err != nil {
				return r.Errorf("column %s: %v", kindNames[to], err)
			}
			f[from][to] = int32(n)
		}
	}
	return err
}

// candidate is a reading of a word.
type candidate struct {
	tag   tag
	kind  kind
	lemma string
	cost  int32 // how unlikely, in the unit of transitions
	total int32 // of the cheapest way to it
	from  int32 // the candidate before on that way
}

// viterbi finds the readings of a sentence's words that together cost least
// (Viterbi 1967).
type viterbi struct {
	follows *transitions
	all     []candidate
	ends    []int // of each word's candidates in all
	path    []candidate
}

func (v *viterbi) reset(f *transitions) {
	v.follows = f
	v.all, v.ends = v.all[:0], v.ends[:0]
}

// next is where the candidates of the next word are to be appended.
func (v *viterbi) next() []candidate { return v.all }

// add takes all with the candidates of one more word at its end.
func (v *viterbi) add(all []candidate) {
	start, before := 0, 0
	if n := len(v.ends); n > 0 {
		start = v.ends[n-1]
		if n > 1 {
			before = v.ends[n-2]
		}
	}
	for i := start; i < len(all); i++ {
		c := &all[i]
		if start == 0 {
			c.total, c.from = c.cost+v.follows[kindSTART][c.kind], -1
			continue
		}
		c.total = 1 << 30
		for j := before; j < start; j++ {
			if t := all[j].total + v.follows[all[j].kind][c.kind] + c.cost; t < c.total {
				c.total, c.from = t, int32(j)
			}
		}
	}
	v.all, v.ends = all, append(v.ends, len(all))
}

// best is the cheapest reading, word by word; it is valid until the next call.
func (v *viterbi) best() []candidate {
	n := len(v.ends)
	if cap(v.path) < n {
		v.path = make([]candidate, n)
	}
	v.path = v.path[:n]
	at := -1
	start := 0
	if n > 1 {
		start = v.ends[n-2]
	}
	for i := start; i < len(v.all); i++ {
		if at < 0 || v.all[i].total < v.all[at].total {
			at = i
		}
	}
	for n--; n >= 0; n-- {
		v.path[n] = v.all[at]
		at = int(v.all[at].from)
	}
	return v.path
}
