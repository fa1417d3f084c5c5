package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
)

// The constants of float.go.
const (
	expHigh = 88.72
	expLow  = -87.33
	log2e   = 1.44269504088896341
	ln2High = 0.693359375
	ln2Low  = -2.12194440e-4
	rounder = 3 << 22
	gelu1   = -1.5957691216057308
	gelu3   = gelu1 * 0.044715
)

var expTerms = [6]float32{
	1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
}

func float(v float32) repeated { return constant(F32(v)) }

func bits(v uint32) repeated { return constant(U32(v)) }

func (a isa) maxAbs() {
	a.function("maxAbs", "func(x []float32) float32")
	x, n := slice("x"), Load(Param("x").Len(), GP64())
	largest := a.zero()
	each("loop", n, []Mem{x}, func(a isa) {
		v := a.load(x)
		a.do(VANDPS, bits(1<<31-1), v, v)
		a.do(VMAXPS, largest, v, largest)
	}, a)
	Store(a.reduce(VMAXPS, largest).AsX(), ReturnIndex(0))
	finish()
}

func (a isa) add() {
	a.function("add", "func(x, y []float32)")
	x, y, n := slice("x"), slice("y"), Load(Param("x").Len(), GP64())
	each("loop", n, []Mem{x, y}, func(a isa) {
		v := a.load(x)
		a.do(VADDPS, y, v, v)
		a.do(VMOVUPS, v, x)
	}, a)
	finish()
}

func (a isa) dot() {
	a.function("dot", "func(x, y []float32) float32")
	x, y, n := slice("x"), slice("y"), Load(Param("x").Len(), GP64())
	partial := a.zero()
	each("loop", n, []Mem{x, y}, func(a isa) {
		v := a.load(x)
		a.do(VMULPS, y, v, v)
		a.do(VADDPS, v, partial, partial)
	}, a)
	Store(a.reduce(VADDPS, partial).AsX(), ReturnIndex(0))
	finish()
}

func (a isa) norm() {
	a.function("norm", "func(x, gamma, beta []float32, eps float32)")
	x, gamma, beta := slice("x"), slice("gamma"), slice("beta")
	n := Load(Param("x").Len(), GP64())
	width := XMM()
	clearRegister(width)
	VCVTSI2SSQ(n, width, width)

	partial, at := a.zero(), copyOf(x)
	each("sum", n, []Mem{at}, func(a isa) { a.do(VADDPS, at, partial, partial) }, a)
	mean := a.reduce(VADDPS, partial)
	VDIVSS(width, mean.AsX(), mean.AsX())
	means := a.broadcast(mean.AsX())

	partial, at = a.zero(), copyOf(x)
	each("squares", n, []Mem{at}, func(a isa) {
		v := a.load(at)
		a.do(VSUBPS, means, v, v)
		a.do(VMOVUPS, v, at)
		a.do(VMULPS, v, v, v)
		a.do(VADDPS, v, partial, partial)
	}, a)
	variance := a.reduce(VADDPS, partial).AsX()
	VDIVSS(width, variance, variance)
	eps := Load(Param("eps"), XMM())
	VADDSS(eps, variance, variance)
	VSQRTSS(variance, variance, variance)
	one := XMM()
	VMOVSS(float(1).Mem, one)
	VDIVSS(variance, one, variance)
	factor := a.broadcast(variance)

	each("scale", n, []Mem{x, gamma, beta}, func(a isa) {
		v := a.load(x)
		a.do(VMULPS, factor, v, v)
		a.do(VMULPS, gamma, v, v)
		a.do(VADDPS, beta, v, v)
		a.do(VMOVUPS, v, x)
	}, a)
	finish()
}

// exp replaces x by Exp(x). The steps are those of Exp in float.go.
func (a isa) exp(x vec) {
	t, n, y := a.vec(), a.vec(), a.vec()
	a.do(VMINPS, float(expHigh), x, x)
	normal := a.notBelow(x, float(expLow))
	a.do(VMULPS, float(log2e), x, t)
	a.do(VADDPS, float(rounder), t, t)
	a.do(VSUBPS, float(rounder), t, n)
	a.do(VMULPS, float(ln2High), n, y)
	a.do(VSUBPS, y, x, x)
	a.do(VMULPS, float(ln2Low), n, y)
	a.do(VSUBPS, y, x, x)
	// The sum of terms by pairs, which are short chains: s has the square of x.
	s, u := n, a.vec()
	a.do(VMULPS, x, x, s)
	a.do(VMULPS, float(expTerms[0]), x, y)
	a.do(VADDPS, float(expTerms[1]), y, y)
	for i := 2; i < 6; i += 2 {
		a.do(VMULPS, float(expTerms[i]), x, u)
		a.do(VADDPS, float(expTerms[i+1]), u, u)
		a.do(VMULPS, s, y, y)
		a.do(VADDPS, u, y, y)
	}
	a.do(VMULPS, s, y, y)
	a.do(VADDPS, x, y, y)
	a.do(VADDPS, float(1), y, y)
	a.do(VPSLLD, U8(23), t, t)
	a.addWhere(normal, t, y, x)
}

func (a isa) gelu() {
	a.function("gelu", "func(x []float32)")
	x, n := slice("x"), Load(Param("x").Len(), GP64())
	each("loop", n, []Mem{x}, func(a isa) {
		v, e := a.load(x), a.vec()
		a.do(VMULPS, v, v, e)
		a.do(VMULPS, float(gelu3), e, e)
		a.do(VADDPS, float(gelu1), e, e)
		a.do(VMULPS, e, v, e)
		a.exp(e)
		a.do(VADDPS, float(1), e, e)
		a.do(VDIVPS, e, v, v)
		a.do(VMOVUPS, v, x)
	}, a.wide()...)
	finish()
}

func (a isa) softmax() {
	a.function("softmax", "func(x []float32)")
	x, n := slice("x"), Load(Param("x").Len(), GP64())
	largest, at := a.load(bits(0xff800000) /* -Inf */), copyOf(x)
	each("largest", n, []Mem{at}, func(a isa) {
		v := a.load(at)
		a.do(VMAXPS, largest, v, largest)
	}, a)
	largest = a.broadcast(a.reduce(VMAXPS, largest).AsX())

	partial, at := a.zero(), copyOf(x)
	each("exp", n, []Mem{at}, func(a isa) {
		v := a.load(at)
		a.do(VSUBPS, largest, v, v)
		a.exp(v)
		a.do(VMOVUPS, v, at)
		a.do(VADDPS, v, partial, partial)
	}, a.wide()...)
	sum := a.reduce(VADDPS, partial).AsX()
	one := XMM()
	VMOVSS(float(1).Mem, one)
	VDIVSS(sum, one, sum)
	factor := a.broadcast(sum)

	each("scale", n, []Mem{x}, func(a isa) {
		v := a.load(x)
		a.do(VMULPS, factor, v, v)
		a.do(VMOVUPS, v, x)
	}, a)
	finish()
}
