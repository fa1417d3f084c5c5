package check

import (
	"math"
	"regexp"
	"strings"

	"hearsay/record"
)

// Range is an interval of numbers.
type Range struct{ Low, High float64 }

// Meets tells whether two intervals have a number in common.
func (r Range) Meets(s Range) bool { return r.Low <= s.High && s.Low <= r.High }

// Step is how finely a figure is given: the value of a unit of its last digit, 0 for
// one that is exact. "4.2 million" is given to 100,000; "1,200" to 100, since its zeros
// may be rounding; "38" and "seven" are counts.
func Step(words string, value float64) float64 {
	m := numeral.FindString(words)
	if m == "" {
		return 0
	}
	digits := strings.ReplaceAll(m, ",", "")
	whole, decimals, point := strings.Cut(digits, ".")
	scale := 1.0
	for _, s := range []struct {
		words []string
		by    float64
	}{
		{[]string{"trillion", "tn"}, 1e12}, {[]string{"billion", "bn"}, 1e9}, {[]string{"million", "mn"}, 1e6}, {[]string{"thousand"}, 1e3},
	} {
		for _, w := range s.words {
			if strings.Contains(strings.ToLower(words), w) && value >= s.by/10 {
				scale = max(scale, s.by)
			}
		}
	}
	if point {
		return scale * math.Pow(10, -float64(len(decimals)))
	}
	if scale > 1 {
		return scale
	}
	zeros := len(whole) - len(strings.TrimRight(whole, "0"))
	if zeros < 2 || zeros == len(whole) {
		return 0
	}
	return math.Pow(10, float64(zeros))
}

var numeral = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?`)

// Around is the interval for which a figure stands that is given to a step.
func Around(x, step float64) Range { return Range{x - step/2, x + step/2} }

// Point is a quantity's number where it is one, not a bound or a range.
func Point(q *record.Quantity) (float64, bool) {
	if q.Low == nil || q.High == nil || *q.Low != *q.High {
		return 0, false
	}
	return *q.Low, true
}
