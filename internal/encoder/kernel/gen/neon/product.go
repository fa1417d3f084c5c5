package main

import "fmt"

// product computes two rows by 16 columns at a time. smlal multiplies the halves of two pairs:
// 16 registers have two sums for each of four columns, which addp adds.
func (g *generator) product() {
	const rows, y, x, factor = 12, vec(16), 20, 22
	g.function("productNEON", 128, "(dst []float32, stride int, x []uint32, xStride int, y []uint32, n, columns int, scale []float32)")
	g.asm("MOVD dst_base+0(FP), R0", "MOVD stride+24(FP), R1", "LSL $2, R1, R1", "MOVD x_base+32(FP), R2",
		"MOVD xStride+56(FP), R3", "LSL $2, R3, R3", "MOVD scale_base+104(FP), R9", fmt.Sprintf("MOVD $%d, R7", rows/2),
		"rows:", "MOVD y_base+64(FP), R4", "MOVD R0, R5", "MOVD columns+96(FP), R8")
	for r := range 2 {
		g.printf("\tVLD1R.P 4(R9), [V%d.S4]\n", factor+r)
	}
	g.asm("columns:", "MOVD R2, R10", "ADD R3, R2, R11", "MOVD n+88(FP), R6")
	for r := range 4 {
		g.zeroVec(vec(4 * r))
	}
	g.asm("loop:", "VLD1.P 64(R4), "+y.list())
	for r := range 2 {
		g.printf("\tVLD1R.P 4(R%d), [V%d.S4]\n", 10+r, x+r)
		for q := range 4 {
			g.three(smlalPair, 8*r+2*q, int(y)+q, x+r)
			g.three(smlal2Pair, 8*r+2*q+1, int(y)+q, x+r)
		}
	}
	g.asm("SUBS $1, R6", "BNE loop")
	for sum := range 8 {
		g.three(addp, sum, 2*sum, 2*sum+1)
	}
	for r := range 2 {
		v := vec(4 * r)
		g.both(scvtf, v, v)
		g.each(fmul, v, v, factor+r)
	}
	g.store(0, "(R5)")
	g.asm("ADD R1, R5, R6")
	g.store(4, "(R6)")
	g.asm("ADD $64, R5", "SUBS $16, R8", "BNE columns")
	g.asm("ADD R1<<1, R0, R0", "ADD R3<<1, R2, R2", "SUBS $1, R7", "BNE rows", "RET")
}

const tileSize, tileSignature = 192, "(dst []float32, stride int, x []byte, rowScale []float32, " +
	"weights []byte, scale, bias []float32, correction []int32, in, turns int)"

// tileRows begins a tile, and each turn of it: the rows of x lie from R10, the weights at R4, R6
// counts the inputs.
func (g *generator) tileRows(rows int) {
	g.asm("MOVD dst_base+0(FP), R0", "MOVD stride+24(FP), R1", "LSL $2, R1, R1", "MOVD rowScale_base+56(FP), R2",
		"MOVD x_base+32(FP), R10", "MOVD turns+184(FP), R7",
		"rows:", "MOVD weights_base+80(FP), R4", "MOVD in+176(FP), R6")
	for r := 1; r < rows; r++ {
		g.printf("\tADD R6, R%d, R%d\n", 10+r-1, 10+r)
	}
}

// outputs writes the sums of some rows, of a vec each, from register 0, and ends the tile. The last
// row of x has come to where the next rows begin.
func (g *generator) outputs(rows int) {
	const scale, bias, rowScale = vec(20), vec(24), 28
	g.asm("MOVD scale_base+104(FP), R3", "MOVD bias_base+128(FP), R5")
	g.load(scale, "(R3)")
	g.load(bias, "(R5)")
	for r := range rows {
		sums := vec(4 * r)
		g.printf("\tVLD1R.P 4(R2), [V%d.S4]\n", rowScale)
		g.both(scvtf, sums, sums)
		g.each(fmul, sums, sums, rowScale)
		g.each(fmul, sums, sums, scale)
		g.each(fadd, sums, sums, bias)
		g.store(sums, "(R0)")
		g.asm("ADD R1, R0, R0")
	}
	g.printf("\tMOVD R%d, R10\n", 10+rows-1)
	g.asm("SUBS $1, R7", "BNE rows", "RET")
}

// tileDot has four rows: each register of weights is four outputs of four inputs, which sdot
// multiplies by the same four activations.
func (g *generator) tileDot() {
	const rows, x, weights = 4, 16, vec(20)
	g.function("tileDotNEON", tileSize, tileSignature)
	g.tileRows(rows)
	for r := range rows {
		g.zeroVec(vec(4 * r))
	}
	g.asm("loop:")
	for r := range rows {
		g.printf("\tVLD1.P 16(R%d), [V%d.B16]\n", 10+r, x+r)
	}
	for step := range 4 {
		w := weights + vec(4*(step%2))
		g.printf("\tVLD1.P 64(R4), [V%d.B16, V%d.B16, V%d.B16, V%d.B16]\n", w, w+1, w+2, w+3)
		for r := range rows {
			for q := range 4 {
				g.element(sdot, 4*r+q, int(w)+q, x+r, step)
			}
		}
	}
	g.asm("SUBS $16, R6", "BNE loop")
	g.outputs(rows)
}

// tile has two rows. Two products of bytes fit into 16 bits: smull and smlal, then sadalp adds
// neighbours to sums of 32 bits, of which each output has two.
func (g *generator) tile() {
	const rows, x, weights, spread, term = 2, 16, vec(20), 18, 28
	g.function("tileNEON", tileSize, tileSignature)
	g.tileRows(rows)
	for r := range 4 * rows / 2 {
		g.zeroVec(vec(4 * r))
	}
	g.asm("loop:")
	for r := range rows {
		g.printf("\tVLD1.P 16(R%d), [V%d.B16]\n", 10+r, x+r)
	}
	for step := 0; step < 4; step += 2 {
		for i := range 2 {
			w := weights + vec(4*i)
			g.printf("\tVLD1.P 64(R4), [V%d.B16, V%d.B16, V%d.B16, V%d.B16]\n", w, w+1, w+2, w+3)
		}
		for r := range rows {
			g.spread(spread, x+r, step)
			g.spread(spread+1, x+r, step+1)
			for q := range 4 {
				w, sum := int(weights)+q, 8*r+2*q
				g.three(smull, term, w, spread)
				g.three(smull2, term+1, w, spread)
				g.three(smlal, term, w+4, spread+1)
				g.three(smlal2, term+1, w+4, spread+1)
				g.two(sadalp, sum, term)
				g.two(sadalp, sum+1, term+1)
			}
		}
	}
	g.asm("SUBS $16, R6", "BNE loop")
	for sum := range 4 * rows {
		g.three(addp, sum, 2*sum, 2*sum+1)
	}
	g.outputs(rows)
}
