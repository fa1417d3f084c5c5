package main

import (
	"fmt"
	"math"
)

// Constants lie in registers 28 to 31, in this order; float.go says what they are.
const (
	rounder = iota
	maxPower
	minPower
	leastPower
	gelu1
	gelu3
	one
	pow0
	weight0    = pow0 + 5
	constants  = 16
	firstTable = 28
)

const log2e = 1.44269504088896341

var table = [constants]float32{
	3 << 22, 126, -126, -30, -1.5957691216057308 * log2e, -1.5957691216057308 * log2e * 0.044715, 1,
	0.0095701019, 0.0559178603, 0.240247448, 0.693121815, 0.999999261,
	225.92798, 993.49255, 2838.9037, 4094.7055,
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
		g.larger(4, 0)
	})
	g.reduce(fmaxnm, 0)
	g.asm("FMOVS F0, ret+24(FP)", "RET")
}

// limits are the numbers at which inputs of activations and of pairs are held.
const byteLimit, pairLimit = 1<<7 - 1, 1<<13 - 1

// rounding sets register 16 to the inverse of a step and 17 to -limit.
func (g *generator) rounding(inverse string, limit float32) {
	g.asm("FMOVS "+inverse+", F16", fmt.Sprintf("MOVW $0x%08x, R3", math.Float32bits(-limit)), "FMOVS R3, F17")
	g.spread(16, 16, 0)
	g.spread(17, 17, 0)
}

// rounded loads 16 numbers and rounds them.
func (g *generator) rounded(v vec, address string) {
	g.load(v, address)
	g.each(fmul, v, v, 16)
	g.each(fmaxnm, v, v, 17)
	g.both(fcvtns, v, v)
}

func (g *generator) quantise() {
	g.function("quantiseNEON", 52, "(dst []byte, x []float32, inverse float32)")
	g.asm("MOVD dst_base+0(FP), R2", "MOVD x_base+24(FP), R0", "MOVD x_len+32(FP), R1")
	g.rounding("inverse+48(FP)", byteLimit)
	g.loop("loop", "R1", func() {
		g.rounded(0, "64(R0)")
		g.halved(0)
		g.three(uzp1b, 0, 0, 1)
		g.asm("VST1.P [V0.B16], 16(R2)")
	})
	g.asm("RET")
}

// halved makes a vec of 32 bits one of 16 bits, in two registers.
func (g *generator) halved(v vec) {
	g.three(uzp1h, int(v), int(v), int(v)+1)
	g.three(uzp1h, int(v)+1, int(v)+2, int(v)+3)
}

func (g *generator) halves() {
	g.function("halvesNEON", 52, "(dst []uint32, x []float32, inverse float32)")
	g.asm("MOVD dst_base+0(FP), R2", "MOVD x_base+24(FP), R0", "MOVD x_len+32(FP), R1")
	g.rounding("inverse+48(FP)", pairLimit)
	g.loop("loop", "R1", func() {
		g.rounded(0, "64(R0)")
		g.halved(0)
		g.asm("VST1.P [V0.B16, V1.B16], 32(R2)")
	})
	g.asm("RET")
}

func (g *generator) pairs() {
	g.function("pairsNEON", 84, "(dst []uint32, stride int, x, y []float32, inverse float32)")
	g.asm("MOVD dst_base+0(FP), R2", "MOVD stride+24(FP), R5", "LSL $2, R5, R5",
		"MOVD x_base+32(FP), R0", "MOVD x_len+40(FP), R1", "MOVD y_base+56(FP), R4")
	g.rounding("inverse+80(FP)", pairLimit)
	g.loop("loop", "R1", func() {
		g.rounded(0, "64(R0)")
		g.rounded(4, "64(R4)")
		g.both(sli16, 0, 4)
		g.store(0, "(R2)")
		g.asm("ADD R5, R2, R2")
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

func (g *generator) mulAdd() {
	g.function("mulAddNEON", 96, "(dst, x, y, z []float32)")
	g.asm("MOVD dst_base+0(FP), R0", "MOVD dst_len+8(FP), R1", "MOVD x_base+24(FP), R2", "MOVD y_base+48(FP), R3", "MOVD z_base+72(FP), R4")
	g.loop("loop", "R1", func() {
		g.load(0, "64(R2)")
		g.load(4, "64(R3)")
		g.load(8, "64(R4)")
		g.each(fmul, 0, 0, vec(4))
		g.each(fadd, 0, 0, vec(8))
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
	g.function("normNEON", 108, "(x, y, gamma, beta []float32, eps float32) float32")
	g.asm("MOVD x_base+0(FP), R0", "MOVD x_len+8(FP), R1", "MOVD y_base+24(FP), R6", "MOVD gamma_base+48(FP), R2",
		"MOVD beta_base+72(FP), R3", "SCVTFS R1, F20", "FMOVS eps+96(FP), F21")

	g.zeroVec(0)
	g.asm("MOVD R0, R4", "MOVD R1, R5")
	g.loop("sum", "R5", func() {
		g.load(4, "(R4)")
		g.load(8, "64(R6)")
		g.each(fadd, 4, 4, vec(8))
		g.store(4, "64(R4)")
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

	const largest = vec(16)
	g.zeroVec(largest)
	g.loop("scale", "R1", func() {
		g.load(0, "(R0)")
		g.load(4, "64(R2)")
		g.load(8, "64(R3)")
		g.each(fmul, 0, 0, 23)
		g.each(fmul, 0, 0, vec(4))
		g.each(fadd, 0, 0, vec(8))
		g.store(0, "64(R0)")
		g.larger(0, largest)
	})
	g.reduce(fmaxnm, largest)
	g.asm("FMOVS F16, ret+104(FP)", "RET")
}

// larger makes largest the absolute v where that is larger; v is lost.
func (g *generator) larger(v, largest vec) {
	g.both(fabs, v, v)
	g.each(fmaxnm, largest, largest, v)
}

// pow makes x 2 to its power, by some terms, and uses 4 to 11 and scratch. The steps are those
// of pow and of weight.
func (g *generator) pow(x vec, firstTerm, terms int) {
	const t, y = vec(4), vec(8)
	g.with(fadd, t, x, rounder)
	g.with(fsub, y, t, rounder)
	g.each(fsub, x, x, y)
	g.with(fmul, y, x, firstTerm)
	g.with(fadd, y, y, firstTerm+1)
	for term := firstTerm + 2; term < firstTerm+terms; term++ {
		g.each(fmul, y, y, x)
		g.with(fadd, y, y, term)
	}
	g.both(shl23, t, t)
	g.each(add, x, y, t)
}

func (g *generator) gelu() {
	g.function("geluNEON", 28, "(x []float32) float32")
	g.asm("MOVD x_base+0(FP), R0", "MOVD x_len+8(FP), R1")
	g.loadTable()
	const x, v, largest = vec(0), vec(20), vec(16)
	g.zeroVec(largest)
	g.loop("loop", "R1", func() {
		g.load(v, "(R0)")
		g.each(fmul, x, v, v)
		g.with(fmul, x, x, gelu3)
		g.with(fadd, x, x, gelu1)
		g.each(fmul, x, x, v)
		g.with(fmaxnm, x, x, minPower)
		g.with(fminnm, x, x, maxPower)
		g.pow(x, pow0, 5)
		g.with(fadd, x, x, one)
		g.each(fdiv, v, v, x)
		g.store(v, "64(R0)")
		g.larger(v, largest)
	})
	g.reduce(fmaxnm, largest)
	g.asm("FMOVS F16, ret+24(FP)", "RET")
}

func (g *generator) softmax() {
	g.function("softmaxNEON", 80, "(dst []uint32, x []float32, columns int, totals []int32)")
	g.asm("MOVD dst_base+0(FP), R2", "MOVD x_base+24(FP), R0", "MOVD totals_base+56(FP), R6", "MOVD totals_len+64(FP), R7")
	g.loadTable()
	const x, largest, total = vec(0), vec(20), vec(16)
	g.asm("rows:", "MOVD columns+48(FP), R1", "MOVW $0xff800000, R3", "FMOVS R3, F20") // -Inf
	for i := range 4 {
		g.spread(20+3-i, 20, 0)
	}
	g.asm("MOVD R0, R4", "MOVD R1, R5")
	g.loop("largest", "R5", func() {
		g.load(x, "64(R4)")
		g.each(fmaxnm, largest, largest, x)
	})
	g.reduce(fmaxnm, largest)
	g.spread(20, 20, 0)

	g.zeroVec(total)
	g.loop("weight", "R1", func() {
		g.load(x, "64(R0)")
		g.each(fsub, x, x, 20)
		g.with(fmaxnm, x, x, leastPower)
		g.pow(x, weight0, 4)
		g.both(fcvtns, x, x)
		g.each(add, total, total, x)
		g.halved(x)
		g.asm("VST1.P [V0.B16, V1.B16], 32(R2)")
	})
	g.reduce(add, total)
	g.asm("FMOVS F16, R3", "MOVW.P R3, 4(R6)", "SUBS $1, R7", "BNE rows", "RET")
}
