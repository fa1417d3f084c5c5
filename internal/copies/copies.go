// Package copies tells how much of its words one text has in common with others, so
// that copies of one report are found in a pile of any size without comparing each
// text with each.
//
// The way is that of A. Broder, On the resemblance and containment of documents
// (1997): a text is the set of its shingles, runs of Size words; a sketch keeps the
// Kept least hashes of that set (MinHash by one hash), and two sketches tell how much
// the sets have in common. The hash is fixed, so one text has one sketch on every
// machine, whatever was read before it. Texts of no more than Kept shingles are
// compared exactly.
//
// A sketch takes 2 KiB at most, and an Index finds those that can be copies through
// the hashes that they share: a text costs the same whether the pile is short or long.
package copies

import (
	"cmp"
	"iter"
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	// Size is the number of words of a shingle. Runs of three are seldom shared by
	// chance and survive a changed word in ten.
	Size = 3
	// Kept is the number of hashes that a sketch holds at most.
	Kept = 256
)

// Sketch is what is kept of a text: the least hashes of its shingles in rising order,
// and how many shingles there are. The zero value is an empty text's.
type Sketch struct {
	Least []uint64 `json:"least"`
	Total int      `json:"total"`
}

// Of makes the sketch of a text. Case, punctuation and line breaks do not count. A
// text of fewer words than a shingle has is one shingle.
func Of(text string) Sketch {
	var all []uint64
	var last [Size]uint64
	n := 0
	for w := range words(text) {
		last[n%Size] = w
		if n++; n >= Size {
			all = append(all, shingle(&last, n-Size, Size))
		}
	}
	if n > 0 && n < Size {
		all = append(all, shingle(&last, 0, n))
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return Sketch{Least: slices.Clone(all[:min(len(all), Kept)]), Total: len(all)}
}

// FNV-1a's numbers.
const (
	basis = 14695981039346656037
	prime = 1099511628211
)

// words yields the hash of each word: of a run of letters and digits in lower case, or
// of one character where a script is written without spaces.
func words(text string) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		h, in := uint64(basis), false
		for _, r := range text {
			word := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
			alone := word && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
			if in && (!word || alone) {
				if !yield(h) {
					return
				}
				h, in = basis, false
			}
			if !word {
				continue
			}
			var b [utf8.UTFMax]byte
			for _, c := range b[:utf8.EncodeRune(b[:], unicode.ToLower(r))] {
				h = (h ^ uint64(c)) * prime
			}
			if in = true; alone {
				if !yield(h) {
					return
				}
				h, in = basis, false
			}
		}
		if in {
			yield(h)
		}
	}
}

// shingle hashes n words of the ring from the first. The last steps spread the bits
// (MurmurHash3's finalizer), so that the least hashes are a fair sample.
func shingle(ring *[Size]uint64, first, n int) uint64 {
	h := uint64(basis)
	for i := range n {
		h = mix((h ^ ring[(first+i)%Size]) * prime)
	}
	return h
}

func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// Overlap is what two texts have in common.
type Overlap struct {
	// Resemblance is the share of all shingles of both that both have.
	Resemblance float64
	// Share is the share of the shorter text's shingles that the longer has too
	// (Broder's containment).
	Share float64
	// Shared is about how many shingles that is.
	Shared float64
}

// Compare tells what two texts have in common; nothing where one is empty.
func Compare(a, b Sketch) Overlap {
	both, seen := 0, 0
	exact := a.Total == len(a.Least) && b.Total == len(b.Least)
	for i, j := 0, 0; (i < len(a.Least) || j < len(b.Least)) && (exact || seen < Kept); seen++ {
		switch {
		case j == len(b.Least) || i < len(a.Least) && a.Least[i] < b.Least[j]:
			i++
		case i == len(a.Least) || b.Least[j] < a.Least[i]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	if both == 0 {
		return Overlap{}
	}
	r := float64(both) / float64(seen)
	shorter := float64(min(a.Total, b.Total))
	shared := min(shorter, r*float64(a.Total+b.Total)/(1+r))
	return Overlap{Resemblance: r, Share: shared / shorter, Shared: shared}
}

// What a copy is. The figures are of docs/figures.md.
const (
	// Enough is the least share of the shorter text for a copy.
	Enough = 0.25
	// Few is the least number of shingles in common: below, a stock phrase makes up
	// too much of a short text.
	Few = 15
)

// Copy tells whether one text is a copy of the other, be it in part: they have enough
// in common, or every shingle.
func (o Overlap) Copy() bool {
	return o.Resemblance == 1 || o.Share >= Enough && o.Shared >= Few
}

// Index holds the sketches of texts, numbered from 0 as they are added, and finds the
// one that a further text copies. The zero value is empty.
type Index struct {
	sketches []Sketch
	holders  map[uint64][]int32
}

const (
	// common is from how many texts on a hash no longer finds any: a phrase that so
	// many have is a formula.
	common = 64
	// closest is how many texts are compared with a new one, those that share most
	// hashes with it first.
	closest = 16
)

// Add adds a text and gives its number.
func (x *Index) Add(s Sketch) int {
	if x.holders == nil {
		x.holders = map[uint64][]int32{}
	}
	n := len(x.sketches)
	x.sketches = append(x.sketches, s)
	for _, h := range s.Least {
		if len(x.holders[h]) < common {
			x.holders[h] = append(x.holders[h], int32(n))
		}
	}
	return n
}

// Find gives the number of the text of which s is a copy, the one that has the largest
// share in common and of those the first, and what they have in common; false for none.
func (x *Index) Find(s Sketch) (int, Overlap, bool) {
	hits := map[int32]int{}
	for _, h := range s.Least {
		for _, n := range x.holders[h] {
			hits[n]++
		}
	}
	near := make([]int32, 0, len(hits))
	for n := range hits {
		near = append(near, n)
	}
	slices.SortFunc(near, func(a, b int32) int { return cmp.Or(cmp.Compare(hits[b], hits[a]), cmp.Compare(a, b)) })
	best, found := -1, Overlap{}
	for _, n := range near[:min(len(near), closest)] {
		o := Compare(x.sketches[n], s)
		if o.Copy() && (o.Share > found.Share || o.Share == found.Share && int(n) < best) {
			best, found = int(n), o
		}
	}
	return best, found, best >= 0
}
