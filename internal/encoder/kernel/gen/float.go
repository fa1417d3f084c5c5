package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
)

// The constants of the package.
const (
	log2e      = 1.44269504088896341
	rounder    = 3 << 22
	gelu1      = -1.5957691216057308 * log2e
	gelu3      = gelu1 * 0.044715
	byteLimit  = 1<<7 - 1
	pairLimit  = 1<<13 - 1
	maxPower   = 126
	leastPower = -30
)

var (
	powTerms    = []float32{0.0095701019, 0.0559178603, 0.240247448, 0.693121815, 0.999999261}
	weightTerms = []float32{225.92798, 993.49255, 2838.9037, 4094.7055}
)

func float(v float32) repeated { return constant(F32(v)) }

func bits(v uint32) repeated { return constant(U32(v)) }

func (a isa) maxAbs() {
	a.function("maxAbs", "func(x []float32) float32")
	x, n := slice("x"), Load(Param("x").Len(), GP64())
	largest := a.zero()
	each("loop", n, []Mem{x}, func(a isa) {
		a.larger(a.load(x), largest)
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

func (a isa) mulAdd() {
	a.function("mulAdd", "func(dst, x, y, z []float32)")
	dst, x, y, z := slice("dst"), slice("x"), slice("y"), slice("z")
	n := Load(Param("dst").Len(), GP64())
	each("loop", n, []Mem{dst, x, y, z}, func(a isa) {
		v := a.load(x)
		a.do(VMULPS, y, v, v)
		a.do(VADDPS, z, v, v)
		a.do(VMOVUPS, v, dst)
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
	a.function("norm", "func(x, y, gamma, beta []float32, eps float32) float32")
	x, y, gamma, beta := slice("x"), slice("y"), slice("gamma"), slice("beta")
	n := Load(Param("x").Len(), GP64())
	width := XMM()
	clearRegister(width)
	VCVTSI2SSQ(n, width, width)

	partial, at := a.zero(), copyOf(x)
	each("sum", n, []Mem{at, y}, func(a isa) {
		v := a.load(at)
		a.do(VADDPS, y, v, v)
		a.do(VMOVUPS, v, at)
		a.do(VADDPS, v, partial, partial)
	}, a)
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

	largest := a.zero()
	each("scale", n, []Mem{x, gamma, beta}, func(a isa) {
		v := a.load(x)
		a.do(VMULPS, factor, v, v)
		a.do(VMULPS, gamma, v, v)
		a.do(VADDPS, beta, v, v)
		a.do(VMOVUPS, v, x)
		a.larger(v, largest)
	}, a)
	Store(a.reduce(VMAXPS, largest).AsX(), ReturnIndex(0))
	finish()
}

// larger makes largest the absolute v where that is larger; v is lost.
func (a isa) larger(v, largest vec) {
	a.do(VANDPS, bits(1<<31-1), v, v)
	a.do(VMAXPS, largest, v, largest)
}

func (a isa) gelu() {
	a.function("gelu", "func(x []float32) float32")
	x, n := slice("x"), Load(Param("x").Len(), GP64())
	wide := a.wide()
	largest := wide[0].zero()
	each("loop", n, []Mem{x}, func(a isa) {
		v, e := a.load(x), a.vec()
		a.do(VMULPS, v, v, e)
		a.do(VMULPS, float(gelu3), e, e)
		a.do(VADDPS, float(gelu1), e, e)
		a.do(VMULPS, v, e, e)
		a.do(VMAXPS, float(-maxPower), e, e)
		a.do(VMINPS, float(maxPower), e, e)
		a.pow(e, powTerms)
		a.do(VADDPS, float(1), e, e)
		a.do(VDIVPS, e, v, v)
		a.do(VMOVUPS, v, x)
		a.larger(v, largest)
	}, wide...)
	Store(a.reduce(VMAXPS, a.merge(VMAXPS, largest)).AsX(), ReturnIndex(0))
	finish()
}

// pow replaces x by 2 to its power: the sum of terms for what is beyond a whole number, times
// 2 to the power of that number.
func (a isa) pow(x vec, terms []float32) {
	t, y := a.vec(), a.vec()
	a.do(VADDPS, float(rounder), x, t)
	a.do(VSUBPS, float(rounder), t, y)
	a.do(VSUBPS, y, x, x)
	a.do(VMULPS, float(terms[0]), x, y)
	a.do(VADDPS, float(terms[1]), y, y)
	for _, term := range terms[2:] {
		a.do(VMULPS, x, y, y)
		a.do(VADDPS, float(term), y, y)
	}
	a.do(VPSLLD, U8(23), t, t)
	a.do(VPADDD, t, y, x)
}

func (a isa) halves() {
	a.function("halves", "func(dst []uint32, x []float32, inverse float32)")
	dst, x, n := slice("dst"), slice("x"), Load(Param("x").Len(), GP64())
	inverse := a.broadcast(Load(Param("inverse"), XMM()))
	each("loop", n, []Mem{x}, func(a isa) {
		a.storeHalves(a.rounded(x, inverse, pairLimit), dst)
		ADDQ(Imm(32), dst.Base)
	}, a)
	finish()
}

func (a isa) pairs() {
	a.function("pairs", "func(dst []uint32, stride int, x, y []float32, inverse float32)")
	dst, step := slice("dst"), stride("stride")
	x, y, n := slice("x"), slice("y"), Load(Param("x").Len(), GP64())
	inverse := a.broadcast(Load(Param("inverse"), XMM()))
	each("loop", n, []Mem{x, y}, func(a isa) {
		v, w := a.rounded(x, inverse, pairLimit), a.rounded(y, inverse, pairLimit)
		a.do(VANDPS, bits(0xffff), v, v)
		a.do(VPSLLD, U8(16), w, w)
		a.do(VPADDD, v, w, w)
		a.do(VMOVUPS, w, dst)
		ADDQ(step, dst.Base)
	}, a)
	finish()
}

// rounded is the numbers at x, times inverse, rounded, and not below -limit.
func (a isa) rounded(x Mem, inverse vec, limit float32) vec {
	v := a.load(x)
	a.do(VMULPS, inverse, v, v)
	a.do(VMAXPS, float(-limit), v, v)
	a.do(VCVTPS2DQ, v, v)
	return v
}

// storeHalves writes numbers of 32 bits as 16 bits.
func (a isa) storeHalves(v vec, to Mem) {
	packed := YMM()
	if a.size == 64 {
		VPMOVDW(v[0], packed)
	} else {
		VPACKSSDW(v[1], v[0], packed)
		VPERMQ(U8(0xd8), packed, packed)
	}
	VMOVDQU(packed, to)
}

func (a isa) softmax() {
	a.function("softmax", "func(dst []uint32, x []float32, columns int, totals []int32)")
	dst, x, n := slice("dst"), slice("x"), Load(Param("columns"), GP64())
	totals, rows := slice("totals"), Load(Param("totals").Len(), GP64())
	wide := a.wide()
	Label("rows")
	largest, at := wide[0].load(bits(0xff800000) /* -Inf */), copyOf(x)
	each("largest", n, []Mem{at}, func(a isa) {
		v := a.load(at)
		a.do(VMAXPS, largest, v, largest)
	}, wide...)
	largest = a.broadcast(a.reduce(VMAXPS, a.merge(VMAXPS, largest)).AsX())

	total := wide[0].zero()
	each("weight", n, []Mem{x}, func(a isa) {
		v := a.load(x)
		a.do(VSUBPS, largest, v, v)
		a.do(VMAXPS, float(leastPower), v, v)
		a.pow(v, weightTerms)
		a.do(VCVTPS2DQ, v, v)
		a.do(VPADDD, v, total, total)
		registers := 64 / a.size // of 16 numbers
		for i := 0; i < a.parts; i += registers {
			a.storeHalves(v[i:i+registers], dst)
			ADDQ(Imm(32), dst.Base)
		}
	}, wide...)
	VMOVD(a.reduce(VPADDD, a.merge(VPADDD, total)).AsX(), totals)
	ADDQ(Imm(4), totals.Base)
	DECQ(rows)
	JNZ(LabelRef("rows"))
	finish()
}

// merge combines the parts of a wider vec.
func (a isa) merge(op func(...Op), wide vec) vec {
	for i := a.parts; i < len(wide); i++ {
		op(wide[i], wide[i%a.parts], wide[i%a.parts])
	}
	return wide[:a.parts]
}
