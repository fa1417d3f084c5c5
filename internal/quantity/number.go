package quantity

import (
	"math"
	"strconv"
	"strings"
)

// number is a figure as written, without its unit.
type number struct {
	low, high   float64
	first, last int     // its atoms, half-open
	words       bool    // spelled out
	scale       float64 // of its scale word ("million"), else 0
	letter      bool    // with a scale letter ("10m")
	many        bool    // a vague plural ("hundreds of")
	share       bool    // a fraction ("two thirds", "one in five")
	none        bool    // counts only before people and casualties ("no", "both")
	one         bool    // "one", which is more often a pronoun
	negative    bool
}

// numberWord is one row of numbers.tsv.
type numberWord struct {
	kind  string
	value float64
}

// largest is the largest figure that is read; beyond it digits are a code.
const largest = 1e18

// number reads the figure that starts at atom i.
func (s *scan) number(i int) (number, bool) {
	a := &s.atoms[i]
	n := number{first: i}
	switch {
	case a.kind == digits:
		if !s.digits(&n, i) {
			return n, false
		}
	case a.kind == symbol:
		w := s.word(i)
		if w.kind != "character" {
			return n, false
		}
		n.low, n.high, n.last, n.share = w.value, w.value, i+1, true
	case !s.spelled(&n, i):
		return n, false
	}
	s.sign(&n)
	if n.low > largest || n.high > largest && !math.IsInf(n.high, 1) {
		return n, false
	}
	if n.negative {
		n.low, n.high = -n.high, -n.low
	}
	return n, true
}

// digits reads a number that begins with digits: "1,200", "1.2 million", "2½",
// "3/4", "10bn", "1.99×10−30".
func (s *scan) digits(n *number, i int) bool {
	text := strings.ReplaceAll(s.atoms[i].lower, ",", "")
	if strings.Count(text, ".") > 1 || len(text) > 30 || s.coded(i) {
		return false // a version, a code
	}
	n.last = i + 1
	for len(text) <= 15 && len(s.lower(i)) <= 3 && s.spaced(n.last) { // "30 000"
		text += s.lower(n.last)
		n.last++
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return false
	}
	if of, last, ok := s.inOf(i, v); ok {
		n.low, n.high, n.last, n.share = v/of, v/of, last, true
		return true
	}
	if f := s.word(n.last); f.kind == "character" {
		v, text = v+f.value, ""
		n.last++
	} else if half, last := s.mixed(n.last); last > 0 {
		v, text, n.last = v+half, "", last
	} else if s.lower(n.last) == "/" && s.atoms[n.last].glued && s.kind(n.last+1) == digits && s.atoms[n.last+1].glued {
		d, err := strconv.ParseFloat(s.lower(n.last+1), 64)
		if err != nil || d < 2 || d > 10 || v >= d || s.lower(n.last+2) == "/" {
			return false // a date, a score
		}
		v /= d
		n.last += 2
		n.share = true
	} else if e, last, ok := s.power(n.last); ok {
		v, err = strconv.ParseFloat(text+"e"+e, 64)
		if err != nil {
			return false
		}
		n.last = last
	}
	if s.scale(n, text, &v) && s.word(n.last).kind == "scale" { // "4 hundred million"
		v *= s.word(n.last).value
		n.last++
	}
	n.low, n.high = v, v
	return true
}

// coded tells whether the digits of atom i begin with a nought that counts nothing:
// "0471", not "0.5" nor ".05".
func (s *scan) coded(i int) bool {
	w := s.lower(i)
	return len(w) > 1 && w[0] == '0' && w[1] != '.' && !(s.lower(i-1) == "." && s.glued(i) && !s.glued(i-1))
}

// mixed reads the fraction of "5 1/2" from atom i on, and the atom behind it; 0 for
// none.
func (s *scan) mixed(i int) (v float64, last int) {
	if s.kind(i) != digits || s.glued(i) || len(s.lower(i)) != 1 || s.lower(i+1) != "/" || !s.glued(i+1) ||
		s.kind(i+2) != digits || !s.glued(i+2) || s.lower(i+3) == "/" {
		return 0, 0
	}
	a, err1 := strconv.ParseFloat(s.lower(i), 64)
	b, err2 := strconv.ParseFloat(s.lower(i+2), 64)
	if err1 != nil || err2 != nil || a < 1 || a >= b || b > 16 {
		return 0, 0
	}
	return a / b, i + 3
}

// spaced tells whether atom i is a group of thousands after a space.
func (s *scan) spaced(i int) bool {
	return s.kind(i) == digits && len(s.lower(i)) == 3 && s.atoms[i].Start-s.atoms[i-1].End <= 3 && !s.glued(i) && s.kind(i-1) == digits && !s.glued(i+1)
}

// power reads "×10−30", "x 10^6" from atom i on: its exponent.
func (s *scan) power(i int) (exponent string, last int, ok bool) {
	if x := s.lower(i); x != "×" && x != "x" || s.lower(i+1) != "10" {
		return "", i, false
	}
	i += 2
	if s.lower(i) == "^" {
		i++
	}
	sign := ""
	switch s.lower(i) {
	case "-", "−", "–":
		sign = "-"
		i++
	}
	if s.kind(i) != digits || len(s.lower(i)) > 2 || !s.atoms[i].glued {
		return "", i, false
	}
	return sign + s.lower(i), i + 1, true
}

// scale reads the scale after a number in digits: "million", "bn", "m". With text,
// the value is read again with its exponent, so that 9.3 million is 9300000 exactly.
func (s *scan) scale(n *number, text string, v *float64) bool {
	at := n.last
	if s.lower(at) == "-" && s.word(at+1).kind == "scale" { // "1.8-billion"
		at++
	}
	w := s.word(at)
	switch {
	case w.kind == "scale" && (s.lower(at) != "dozen" || at == n.last):
	case w.kind == "letter" && s.atoms[at].glued && at == n.last:
		n.letter = true
		return false // the unit decides: see measure
	default:
		return false
	}
	n.last, n.scale = at+1, w.value
	*v = scaled(text, *v, w.value)
	return true
}

// scaled is v times scale, by decimal digits where that can be.
func scaled(text string, v, scale float64) float64 {
	if e := int(math.Round(math.Log10(scale))); text != "" && math.Pow10(e) == scale {
		if x, err := strconv.ParseFloat(text+"e"+strconv.Itoa(e), 64); err == nil {
			return x
		}
	}
	return v * scale
}

// spelled reads a number in words: "twenty-four", "a dozen", "two thirds",
// "hundreds of thousands", "one in five", "half a million".
func (s *scan) spelled(n *number, i int) bool {
	n.words = true
	switch w := s.word(i); w.kind {
	case "":
		x := s.lower(i)
		return (x == "a" || x == "an") && s.article(n, i)
	case "letter":
		return false
	case "fraction":
		return s.lower(i) == "half" && s.half(n, i)
	case "none", "pair":
		n.low, n.high, n.last, n.none = w.value, w.value, i+1, true
		if w.value == 0 && s.lower(i+1) == "one" { // "no one was hurt"
			n.last++
		}
		return true
	case "fold":
		n.low, n.high, n.last = w.value, w.value, i+1
		return true
	case "many":
		return s.manyOf(n, i)
	case "scale":
		return s.bareScale(n, i, w.value)
	}
	v, last := s.sum(i)
	n.last = last
	if w := s.word(last - 1); w.kind == "scale" {
		n.scale = w.value
	}
	n.one = v == 1 && last == i+1
	s.fractions(n, v)
	return true
}

// bareScale reads a scale without a number before it: "several hundred", "the
// million crowns".
func (s *scan) bareScale(n *number, i int, v float64) bool {
	n.low, n.high, n.last = v, v, i+1
	switch s.lower(i - 1) {
	case "several", "few":
		n.first, n.high, n.many = i-1, v*10, true
		if v < 100 { // "several dozen" is dozens
			n.high = math.Inf(1)
		}
		return n.first >= s.done
	case "of":
		if s.lower(i-2) == "couple" && i-2 >= s.done { // "a couple of thousand"
			n.first, n.low, n.high = i-2, 2*v, 2*v
			return true
		}
	}
	return (s.lower(i+1) == "of" || s.kind(i+1) == letters) && i > 0 && s.kind(i-1) == letters
}

// fractions reads what makes a fraction of the words before n.last, worth v: "two
// thirds", "two and a half", "one in five".
func (s *scan) fractions(n *number, v float64) {
	at := n.last
	if s.lower(at) == "-" {
		at++
	}
	if f := s.word(at); f.kind == "fraction" && s.lower(at) != "half" && f.value >= 2 && v < f.value && !s.ordinal(at) {
		v, n.last, n.share, n.one = v/f.value, at+1, true, false
	} else if last := s.andHalf(n.last); last > 0 {
		v, n.last, n.one = v+0.5, last, false
		if w := s.word(last); w.kind == "scale" {
			v, n.last, n.scale = v*w.value, last+1, w.value
		}
	} else if of, last, ok := s.inOf(n.last-1, v); ok {
		v, n.last, n.share, n.one = v/of, last, true, false
	}
	n.low, n.high = v, v
}

// andHalf reads "and a half", "-and-a-half" from atom i on: the atom behind it, or 0.
func (s *scan) andHalf(i int) int {
	switch {
	case s.lower(i) == "and" && s.lower(i+1) == "a" && s.lower(i+2) == "half":
		return i + 3
	case s.lower(i) == "-" && s.lower(i+1) == "and" && s.lower(i+3) == "a" && s.lower(i+5) == "half":
		return i + 6
	}
	return 0
}

// ordinal tells whether the fraction word at i is an ordinal: "one third-round
// tie", "two fifth graders" are no fractions.
func (s *scan) ordinal(i int) bool {
	return !strings.HasSuffix(s.lower(i), "s") && s.lower(i+1) == "-"
}

// inOf reads the second half of "one in five", "two out of three".
func (s *scan) inOf(first int, v float64) (of float64, last int, ok bool) {
	i := first + 1
	switch {
	case s.lower(i) == "out" && s.lower(i+1) == "of":
		i += 2
	case s.lower(i) == "in":
		i++
	default:
		return 0, 0, false
	}
	if s.lower(i) == "every" {
		i++
	}
	if i >= len(s.atoms) {
		return 0, 0, false
	}
	last = i + 1
	switch w := s.word(i); {
	case s.kind(i) == digits:
		x, err := strconv.ParseFloat(strings.ReplaceAll(s.lower(i), ",", ""), 64)
		of, ok = x, err == nil && x <= 1e6 && (s.noun(last) || s.acts(last) || s.lower(last) == "of")
	case w.kind == "digit" || w.kind == "ten":
		of, last = s.sum(i)
		ok = true
	}
	return of, last, ok && v >= 1 && of > v && v < 10
}

// sum reads tens, digits and scales: "two hundred and six thousand".
func (s *scan) sum(i int) (v float64, last int) {
	total, part, scale := 0., 0., largest // part: what no scale of thousands has closed
	for last = i; ; {
		at := last
		if at > i && (s.lower(at) == "-" && s.atoms[at].glued || s.lower(at) == "and" && part >= 100) {
			at++
		}
		w := s.word(at)
		below := math.Mod(part, 100)
		switch {
		case w.kind == "digit" && (below == 0 || below >= 20 && math.Mod(below, 10) == 0 && w.value < 10),
			w.kind == "ten" && below == 0:
			part += w.value
		case w.kind == "scale" && w.value < 1000 && part > 0 && part < 100:
			part *= w.value
		case w.kind == "scale" && w.value >= 1000 && part > 0 && w.value < scale:
			total, part, scale = total+part*w.value, 0, w.value
		default:
			return total + part, last
		}
		last = at + 1
	}
}

// article reads "a dozen", "a hundred", "a million", "a third", "a quarter".
func (s *scan) article(n *number, i int) bool {
	w := s.word(i + 1)
	u, k := s.units.at(s, i+1)
	switch {
	case k > 0 && u.kind == "time" && s.andHalf(i+1+k) > 0: // "an hour and a half"
		n.low, n.high, n.last = 1, 1, i+1
		return true
	case w.kind == "scale":
		v := w.value
		n.last = i + 2
		if next := s.word(n.last); next.kind == "scale" && next.value > v { // "a hundred million"
			v *= next.value
			n.last++
		}
		n.low, n.high = v, v
		return true
	case s.lower(i+1) == "half" && s.word(i+2).kind == "scale":
		v := s.word(i+2).value / 2
		n.low, n.high, n.last = v, v, i+3
		return true
	case w.kind == "fraction" && (s.lower(i+1) != "half" || s.lower(i+2) == "of") && (s.lower(i+2) == "of" || s.leans(i) || comparative(s.lower(i+2))) && !s.ordinal(i+1):
		v := 1 / w.value
		if v > 1 { // half
			v = w.value
		}
		n.low, n.high, n.last, n.share = v, v, i+2, true
		if of := s.word(i + 4); of.kind == "scale" && (s.lower(i+3) == "a" || s.lower(i+3) == "an") { // "a quarter of a million"
			n.low, n.high, n.last, n.share = of.value/w.value, of.value/w.value, i+5, false
		}
		return true
	}
	return false
}

// leans tells whether the words before atom i make an amount of change of it: "by a
// third", "down a quarter".
func (s *scan) leans(i int) bool {
	before := s.lower(i - 1)
	if before == "or" && s.lower(i-2) == "," { // "300, or a quarter, stayed"
		return true
	}
	switch before {
	case "about", "around", "almost", "nearly", "roughly", "over":
		before = s.lower(i - 2)
	case "than":
		before = s.lower(i - 3)
	}
	c := s.changes[before]
	return before == "by" || before == "between" || c.way != "" && c.factor == 0 && !c.share
}

// comparative tells whether a share before a word compares: "a third fewer".
func comparative(w string) bool {
	switch w {
	case "more", "fewer", "less", "higher", "lower", "larger", "smaller", "longer", "shorter", "bigger":
		return true
	}
	return false
}

// half reads "half of", "half the", "half a million", "half a dozen".
func (s *scan) half(n *number, i int) bool {
	next := i + 1
	if s.lower(next) == "-" {
		next++
	}
	if s.lower(next) == "a" || s.lower(next) == "an" {
		next++
	}
	if w := s.word(next); next > i+1 && w.kind == "scale" {
		n.low, n.high, n.last = w.value/2, w.value/2, next+1
		return true
	}
	if s.leans(i) { // "fell by half"
		n.low, n.high, n.last, n.share = 0.5, 0.5, i+1, true
		return true
	}
	if _, k := s.units.at(s, next); k > 0 && next > i+1 { // "half a mile", "a half-hour"
		n.low, n.high, n.last, n.share = 0.5, 0.5, i+1, true
		return true
	}
	switch s.lower(i + 1) {
	case "of", "the", "its", "their", "his", "her", "our", "all":
		n.low, n.high, n.last, n.share = 0.5, 0.5, i+1, true
		switch s.lower(i - 1) {
		case "first", "second", "other", "third", "last", "latter", "final", "one", "the", "each", "that", "this", "better", "fiscal":
			return false
		}
		return true
	}
	return false
}

// ofUnit turns a share of one unit into an amount of it: "half an hour", "a quarter of
// a point".
func (s *scan) ofUnit(n *number) {
	at := n.last
	if s.lower(at) == "of" || s.lower(at) == "-" {
		at++
	}
	switch s.lower(at) {
	case "a", "an", "one":
		at++
	default:
		if s.lower(at-1) != "-" {
			return
		}
	}
	if u, k := s.units.at(s, at); n.share && k > 0 && at > n.last && u.kind != "person" && u.kind != "casualty" {
		n.last, n.share = at, false
	}
}

// manyOf reads "hundreds of", "tens of thousands of", "dozens".
func (s *scan) manyOf(n *number, i int) bool {
	v := s.word(i).value
	n.last = i + 1
	for s.lower(n.last) == "of" || s.lower(n.last) == "or" {
		w := s.word(n.last + 1)
		if w.kind != "many" || v*w.value > largest {
			break
		}
		if s.lower(n.last) == "of" {
			v *= w.value
		}
		n.last += 2
	}
	if s.lower(n.last) != "of" && s.lower(n.last) != "more" && s.kind(n.last) != symbol && n.last < len(s.atoms) && s.lower(i) == "scores" {
		return false // results of a game
	}
	if s.word(i).value == 1 || s.lower(i) == "scores" && s.lower(n.last) != "of" || s.lower(i) == "tens" && n.last == i+1 {
		return false
	}
	n.low, n.high, n.many = v, v*10, true
	if s.lower(i) == "dozens" || s.lower(i) == "scores" {
		n.high = math.Inf(1)
		if v > s.word(i).value {
			n.high = v * 10
		}
	}
	return math.IsInf(n.high, 1) || n.high <= largest
}

// sign takes in a minus before the number, and a point without a nought (".5").
func (s *scan) sign(n *number) {
	i := n.first - 1
	if i < s.done || s.atoms[n.first].kind != digits && s.lower(i) != "minus" {
		return
	}
	if s.lower(i) == "." && s.glued(n.first) && !s.glued(i) && n.last == n.first+1 {
		if v, err := strconv.ParseFloat("."+s.lower(n.first), 64); err == nil {
			n.low, n.high, n.first = v, v, i
		}
		return
	}
	switch s.lower(i) {
	case "minus":
		if s.lower(i-1) == "or" && s.lower(i-2) == "plus" { // "plus or minus 3 points"
			return
		}
		n.negative, n.first = true, i
	case "-", "−":
		if s.lower(i-1) == "minus" && i > s.done {
			n.negative, n.first = true, i-1
		} else if s.atoms[n.first].glued && (i == 0 || !s.atoms[i].glued || s.lower(i-1) == "$") {
			n.negative, n.first = true, i
		}
	}
}
