package kernel

import "math"

// Add adds y to x, of the same length.
func (s *Set) Add(x, y []float32) {
	y = y[:len(x)]
	whole := len(x) &^ (lanes - 1)
	s.add(x[:whole], y[:whole])
	portableAdd(x[whole:], y[whole:])
}

// Dot returns the sum of the products of x and y, of the same length.
func (s *Set) Dot(x, y []float32) float32 {
	y = y[:len(x)]
	if len(x)%lanes != 0 {
		return portableDot(x, y)
	}
	return s.dot(x, y)
}

// LayerNorm makes each row of x, as wide as gamma and beta, (x - mean) / sqrt(variance + eps) *
// gamma + beta.
func (s *Set) LayerNorm(x, gamma, beta []float32, eps float32) {
	width := len(gamma)
	beta = beta[:width]
	norm := s.norm
	if width%lanes != 0 {
		norm = portableNorm
	}
	for i := range len(x) / width {
		norm(x[i*width:][:width], gamma, beta, eps)
	}
}

// GELU applies x * (1 + tanh(sqrt(2/pi) * (x + 0.044715 x^3))) / 2, which is
// x / (1 + exp(-2 sqrt(2/pi) * (x + 0.044715 x^3))), to each number of x.
func (s *Set) GELU(x []float32) {
	whole := len(x) &^ (lanes - 1)
	s.gelu(x[:whole])
	portableGELU(x[whole:])
}

// Softmax makes x exp(x - max) divided by the sum of all exp(x - max).
func (s *Set) Softmax(x []float32) {
	if len(x)%lanes != 0 {
		portableSoftmax(x)
		return
	}
	s.softmax(x)
}

// Sigmoid returns 1 / (1 + exp(-x)).
func Sigmoid(x float32) float32 { return 1 / (1 + Exp(-x)) }

// Constants of Exp and GELU, each a float32.
const (
	expHigh = 88.72  // Exp is finite up to here,
	expLow  = -87.33 // and a normal number from here.
	log2e   = 1.44269504088896341
	// ln 2 in two parts, the first of few bits, so that its product with an exponent is exact.
	ln2High = 0.693359375
	ln2Low  = -2.12194440e-4
	// Added to a small number, rounder leaves it rounded half to even in the lowest bits.
	rounder = 3 << 22

	// exp(r) = 1 + r + r^2 * (exp0 r^5 + exp1 r^4 + ... + exp5), from the Cephes library; added up
	// in pairs, since short chains keep a processor busy.
	exp0 = 1.9875691500e-4
	exp1 = 1.3981999507e-3
	exp2 = 8.3334519073e-3
	exp3 = 4.1665795894e-2
	exp4 = 1.6666665459e-1
	exp5 = 5.0000001201e-1

	gelu1 = -1.5957691216057308 // -2 sqrt(2/pi)
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
