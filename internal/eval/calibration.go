package eval

import (
	"cmp"
	"math"
	"slices"
)

// Calibration tells how well confidence says what is right.
type Calibration struct {
	// Error is the expected calibration error: how far confidence and share of right ones
	// lie apart, over ten bins of equal width, weighed by how many lie in each.
	Error float64
	// AUROC is how often a right one has more confidence than a wrong one; ties count half.
	AUROC float64
	Read  int
}

// judged is the confidence of something read, and whether it is right.
type judged struct {
	confidence float64
	right      bool
}

const bins = 10

// calibration measures what was judged, nil where that was nothing.
func calibration(all []judged) *Calibration {
	if len(all) == 0 {
		return nil
	}
	c := &Calibration{Read: len(all)}
	var sum, right [bins]float64
	for _, j := range all {
		b := min(bins-1, int(j.confidence*bins))
		sum[b] += j.confidence
		if j.right {
			right[b]++
		}
	}
	for b := range bins {
		c.Error += math.Abs(sum[b]-right[b]) / float64(len(all))
	}
	slices.SortFunc(all, func(a, b judged) int { return cmp.Compare(a.confidence, b.confidence) })
	rights, wrongs, before := 0, 0, 0.0
	for i := 0; i < len(all); {
		r, w := 0, 0
		for at := all[i].confidence; i < len(all) && all[i].confidence == at; i++ {
			if all[i].right {
				r++
			} else {
				w++
			}
		}
		before += float64(r) * (float64(wrongs) + float64(w)/2)
		rights, wrongs = rights+r, wrongs+w
	}
	c.AUROC = 0.5
	if rights > 0 && wrongs > 0 {
		c.AUROC = before / float64(rights*wrongs)
	}
	return c
}
