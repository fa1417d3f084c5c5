package main

import "math"

// Constants lie in registers 28 to 31, in this order; those of Exp and GELU are in float.go.
const (
	high = iota
	low
	log2e
	rounder
	ln2High
	ln2Low
	exp0
	one        = exp0 + 6
	gelu1      = one + 1
	gelu3      = one + 2
	constants  = 16
	firstTable = 28
)

var table = [constants]float32{
	88.72, -87.33, 1.44269504088896341, 3 << 22, 0.693359375, -2.12194440e-4,
	1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
	1, -1.5957691216057308, -1.5957691216057308 * 0.044715,
}

func (g *generator) constants() {
	g.printf("\n")
	for i, v := range table {
		g.printf("DATA table<>+%d(SB)/4, $0x%08x // %g\n", 4*i, math.Float32bits(v), v)
	}
	g.printf("GLOBL table<>(SB), RODATA|NOPTR, $%d\n", 4*constants)
}

func (g *generator) loadTable() {
	g.asm("MOVD $table<>(SB), R9")
	g.load(firstTable, "(R9)")
}

// scratch is the register for a constant that is in use.
const scratch = 27

// with is each with a constant as the last operand.
func (g *generator) with(o op, d, n vec, constant int) {
	g.spread(scratch, firstTable+constant/4, constant%4)
	g.each(o, d, n, scratch)
}

func (g *generator) maxAbs() {
	g.function("maxAbsNEON", 28, "(x []float32) float32")
	g.asm("MOVD x_base+0(FP), R0", "MOVD x_len+8(FP), R1")
	g.zeroVec(0)
	g.loop("loop", "R1", func() {
		g.load(4, "64(R0)")
		g.both(fabs, 4, 4)
		g.each(fmaxnm, 0, 0, vec(4))
	})
	g.reduce(fmaxnm, 0)
	g.asm("FMOVS F0, ret+24(FP)", "RET")
}

func (g *generator) quantise() {
	g.function("quantiseNEON", 52, "(dst []byte, x []float32, scale float32)")
	g.asm("MOVD dst_base+0(FP), R2", "MOVD x_base+24(FP), R0", "MOVD x_len+32(FP), R1",
		"FMOVS scale+48(FP), F16", "MOVW $0x42fe0000, R3", "FMOVS R3, F17") // 127
	g.spread(16, 16, 0)
	g.spread(17, 17, 0)
	g.asm("VEOR V18.B16, V18.B16, V18.B16")
	g.three(fsub, 18, 18, 17)
	g.loop("loop", "R1", func() {
		g.load(0, "64(R0)")
		g.each(fdiv, 0, 0, 16)
		g.each(fmaxnm, 0, 0, 18)
		g.each(fminnm, 0, 0, 17)
		g.both(fcvtns, 0, 0)
		g.three(uzp1h, 0, 0, 1)
		g.three(uzp1h, 2, 2, 3)
		g.three(uzp1b, 0, 0, 2)
		g.asm("VST1.P [V0.B16], 16(R2)")
	})
	g.asm("RET")
}

func (g *generator) add() {
	g.function("addNEON", 48, "(x, y []float32)")
	g.asm("MOVD x_base+0(FP), R0", "MOVD x_len+8(FP), R1", "MOVD y_base+24(FP), R2")
	g.loop("loop", "R1", func() {
		g.load(0, "(R0)")
		g.load(4, "64(R2)")
		g.each(fadd, 0, 0, vec(4))
		g.store(0, "64(R0)")
	})
	g.asm("RET")
}

func (g *generator) dot() {
	g.function("dotNEON", 52, "(x, y []float32) float32")
	g.asm("MOVD x_base+0(FP), R0", "MOVD x_len+8(FP), R1", "MOVD y_base+24(FP), R2")
	g.zeroVec(0)
	g.loop("loop", "R1", func() {
		g.load(4, "64(R0)")
		g.load(8, "64(R2)")
		g.each(fmul, 4, 4, vec(8))
		g.each(fadd, 0, 0, vec(4))
	})
	g.reduce(fadd, 0)
	g.asm("FMOVS F0, ret+48(FP)", "RET")
}

func (g *generator) norm() {
	g.function("normNEON", 76, "(x, gamma, beta []float32, eps float32)")
	g.asm("MOVD x_base+0(FP), R0", "MOVD x_len+8(FP), R1", "MOVD gamma_base+24(FP), R2",
		"MOVD beta_base+48(FP), R3", "SCVTFS R1, F20", "FMOVS eps+72(FP), F21")

	g.zeroVec(0)
	g.asm("MOVD R0, R4", "MOVD R1, R5")
	g.loop("sum", "R5", func() {
		g.load(4, "64(R4)")
		g.each(fadd, 0, 0, vec(4))
	})
	g.reduce(fadd, 0)
	g.asm("FDIVS F20, F0, F22")
	g.spread(22, 22, 0)

	g.zeroVec(0)
	g.asm("MOVD R0, R4", "MOVD R1, R5")
	g.loop("squares", "R5", func() {
		g.load(4, "(R4)")
		g.each(fsub, 4, 4, 22)
		g.store(4, "64(R4)")
		g.each(fmul, 4, 4, vec(4))
		g.each(fadd, 0, 0, vec(4))
	})
	g.reduce(fadd, 0)
	g.asm("FDIVS F20, F0, F0", "FADDS F21, F0, F0", "FSQRTS F0, F0", "FMOVS $1.0, F1", "FDIVS F0, F1, F23")
	g.spread(23, 23, 0)

	g.loop("scale", "R1", func() {
		g.load(0, "(R0)")
		g.load(4, "64(R2)")
		g.load(8, "64(R3)")
		g.each(fmul, 0, 0, 23)
		g.each(fmul, 0, 0, vec(4))
		g.each(fadd, 0, 0, vec(8))
		g.store(0, "64(R0)")
	})
	g.asm("RET")
}

// exp makes x, in the registers 0 to 3, Exp(x) and uses those from 4 to 19 and from 24. The steps
// are those of Exp.
func (g *generator) exp() {
	const x, t, s, y, normal = vec(0), vec(4), vec(8), vec(12), vec(16)
	g.with(fminnm, x, x, high)
	g.with(fcmge, normal, x, low)
	g.with(fmul, t, x, log2e)
	g.with(fadd, t, t, rounder)
	g.with(fsub, s, t, rounder)
	g.with(fmul, y, s, ln2High)
	g.each(fsub, x, x, y)
	g.with(fmul, y, s, ln2Low)
	g.each(fsub, x, x, y)
	g.each(fmul, s, x, x)
	g.with(fmul, y, x, exp0)
	g.with(fadd, y, y, exp0+1)
	for term := exp0 + 2; term < exp0+6; term += 2 {
		const next, u = 26, 24
		g.spread(scratch, firstTable+term/4, term%4)
		g.spread(next, firstTable+(term+1)/4, (term+1)%4)
		for i := range 4 {
			g.three(fmul, u+i%2, int(x)+i, scratch)
			g.three(fadd, u+i%2, u+i%2, next)
			g.three(fmul, int(y)+i, int(y)+i, int(s)+i)
			g.three(fadd, int(y)+i, int(y)+i, u+i%2)
		}
	}
	g.each(fmul, y, y, s)
	g.each(fadd, y, y, x)
	g.with(fadd, y, y, one)
	g.both(shl23, t, t)
	g.each(add, y, y, t)
	g.each(and, x, y, normal)
}

func (g *generator) gelu() {
	g.function("geluNEON", 24, "(x []float32)")
	g.asm("MOVD x_base+0(FP), R0", "MOVD x_len+8(FP), R1")
	g.loadTable()
	const x, v = vec(0), vec(20)
	g.loop("loop", "R1", func() {
		g.load(v, "(R0)")
		g.each(fmul, x, v, v)
		g.with(fmul, x, x, gelu3)
		g.with(fadd, x, x, gelu1)
		g.each(fmul, x, x, v)
		g.exp()
		g.with(fadd, x, x, one)
		g.each(fdiv, v, v, x)
		g.store(v, "64(R0)")
	})
	g.asm("RET")
}

func (g *generator) softmax() {
	g.function("softmaxNEON", 24, "(x []float32)")
	g.asm("MOVD x_base+0(FP), R0", "MOVD x_len+8(FP), R1")
	g.loadTable()
	const x, partial = vec(0), vec(20)

	g.asm("MOVW $0xff800000, R2", "FMOVS R2, F20") // -Inf
	for i := range 4 {
		g.spread(20+3-i, 20, 0)
	}
	g.asm("MOVD R0, R4", "MOVD R1, R5")
	g.loop("largest", "R5", func() {
		g.load(x, "64(R4)")
		g.each(fmaxnm, partial, partial, x)
	})
	g.reduce(fmaxnm, partial)
	g.asm("FMOVS F20, R2")

	g.zeroVec(partial)
	g.asm("MOVD R0, R4", "MOVD R1, R5")
	g.loop("exp", "R5", func() {
		g.load(x, "(R4)")
		g.asm("VDUP R2, V24.S4")
		g.each(fsub, x, x, 24)
		g.exp()
		g.store(x, "64(R4)")
		g.each(fadd, partial, partial, x)
	})
	g.reduce(fadd, partial)
	g.asm("FMOVS $1.0, F1", "FDIVS F20, F1, F23")
	g.spread(23, 23, 0)

	g.loop("scale", "R1", func() {
		g.load(x, "(R0)")
		g.each(fmul, x, x, 23)
		g.store(x, "64(R0)")
	})
	g.asm("RET")
}
