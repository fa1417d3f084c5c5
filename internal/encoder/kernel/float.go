package kernel

import "math"

// Add adds y to x, of the same length.
func (s *Set) Add(x, y []float32) {
	y = y[:len(x)]
	whole := len(x) &^ (lanes - 1)
	s.add(x[:whole], y[:whole])
	portableAdd(x[whole:], y[whole:])
}

// MulAdd sets dst to x * y + z, of the same length, a multiple of 16.
func (s *Set) MulAdd(dst, x, y, z []float32) {
	n := len(dst)
	s.mulAdd(dst, x[:n], y[:n], z[:n])
}

// Dot returns the sum of the products of x and y, of the same length.
func (s *Set) Dot(x, y []float32) float32 {
	y = y[:len(x)]
	if len(x)%lanes != 0 {
		return portableDot(x, y)
	}
	return s.dot(x, y)
}

// AddNorm makes each row of x, as wide as gamma and beta, (x + y - mean) / sqrt(variance + eps) *
// gamma + beta, where mean and variance are those of x + y. The width is a multiple of 16.
// It quantises the rows too, unless r is nil.
func (s *Set) AddNorm(r *Rows, x, y, gamma, beta []float32, eps float32) {
	width := len(gamma)
	beta = beta[:width]
	n := len(x) / width
	if r != nil {
		r.reset(s, n, width)
	}
	for i := range n {
		row := x[i*width:][:width]
		largest := s.norm(row, y[i*width:][:width], gamma, beta, eps)
		if r != nil {
			r.set(i, row, largest)
		}
	}
}

// GELU applies x * (1 + tanh(sqrt(2/pi) * (x + 0.044715 x^3))) / 2, which is
// x / (1 + exp(-2 sqrt(2/pi) * (x + 0.044715 x^3))), to each number of x.
func (s *Set) GELU(x []float32) {
	whole := len(x) &^ (lanes - 1)
	s.gelu(x[:whole])
	portableGELU(x[whole:])
}

// QuantiseGELU is GELU, and then Quantise.
func (s *Set) QuantiseGELU(r *Rows, x []float32, n, width int) {
	r.reset(s, n, width)
	for i := range n {
		row := x[i*width:][:width]
		r.set(i, row, s.gelu(row))
	}
}

// Sigmoid returns 1 / (1 + exp(-x)).
func Sigmoid(x float32) float32 { return 1 / (1 + Exp(-x)) }

// Constants of Exp, GELU and softmax, each a float32.
const (
	expHigh = 88.72  // Exp is finite up to here,
	expLow  = -87.33 // and a normal number from here.
	log2e   = 1.44269504088896341
	// ln 2 in two parts, the first of few bits, so that its product with an exponent is exact.
	ln2High = 0.693359375
	ln2Low  = -2.12194440e-4
	// Added to a small number, rounder leaves it rounded half to even in the lowest bits.
	rounder     = 3 << 22
	rounderBits = 0x4b400000

	// exp(r) = 1 + r + r^2 * (exp0 r^5 + exp1 r^4 + ... + exp5), from the Cephes library; added up
	// in pairs, since short chains keep a processor busy.
	exp0 = 1.9875691500e-4
	exp1 = 1.3981999507e-3
	exp2 = 8.3334519073e-3
	exp3 = 4.1665795894e-2
	exp4 = 1.6666665459e-1
	exp5 = 5.0000001201e-1

	// 2 to the power of r, from -1/2 to 1/2: pow0 r^4 + pow1 r^3 + ... + pow4; and times maxWeight,
	// which needs one term less to be off by a share of 0.000075 at most.
	pow0    = 0.0095701019
	pow1    = 0.0559178603
	pow2    = 0.240247448
	pow3    = 0.693121815
	pow4    = 0.999999261
	weight0 = 225.92798
	weight1 = 993.49255
	weight2 = 2838.9037
	weight3 = 4094.7055

	maxPower   = 126
	leastPower = -30 // of a weight, which is 0 well above

	gelu1 = -1.5957691216057308 * log2e // -2 sqrt(2/pi)
	gelu3 = gelu1 * 0.044715
)

// Exp returns e to the power of x within 2 units of the last place: 0 below -87.33, the value at
// 88.72 beyond that and for a NaN.
func Exp(x float32) float32 {
	if x < expLow {
		return 0
	}
	if !(x < expHigh) {
		x = expHigh
	}
	t := float32(x*log2e) + rounder // the exponent in its lowest bits
	n := t - rounder
	r := x - float32(n*ln2High)
	r -= float32(n * ln2Low)
	s := float32(r * r)
	y := float32(exp0*r) + exp1
	y = float32(y*s) + (float32(exp2*r) + exp3)
	y = float32(y*s) + (float32(exp4*r) + exp5)
	y = float32(y*s) + r
	y++
	return math.Float32frombits(math.Float32bits(y) + math.Float32bits(t)<<23)
}
