package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const productSignature = "func(dst []float32, dstStride int, a []float32, aStride int, b []float32, bStride, k int)"

// stride loads a stride in numbers as bytes.
func stride(name string) Register {
	s := Load(Param(name), GP64())
	SHLQ(U8(2), s)
	return s
}

// A grid finds rows by their number: four of them share a register.
type grid struct {
	bases        []Register
	step, triple Register
}

func newGrid(base, step Register, rows int) grid {
	g := grid{bases: []Register{base}, step: step, triple: GP64()}
	LEAQ(Mem{Base: step, Index: step, Scale: 2}, g.triple)
	for r := 4; r < rows; r += 4 {
		next := GP64()
		LEAQ(Mem{Base: g.bases[len(g.bases)-1], Index: step, Scale: 4}, next)
		g.bases = append(g.bases, next)
	}
	return g
}

func (g grid) at(row, offset int) Mem {
	m := Mem{Base: g.bases[row/4], Disp: offset}
	switch row % 4 {
	case 1, 2:
		m.Index, m.Scale = g.step, uint8(row%4)
	case 3:
		m.Index, m.Scale = g.triple, 1
	}
	return m
}

// advance moves all rows by some bytes.
func (g grid) advance(bytes int) {
	for _, base := range g.bases {
		ADDQ(Imm(uint64(bytes)), base)
	}
}

// product computes eight rows by 32 columns, in parts of some rows by two registers: with AVX-512
// all at once, with AVX2 a quarter at a time.
func (a isa) product() {
	const allRows, columns, allBytes = 8, 2, 32 * 4
	rows := a.size / 8
	a.function("product", productSignature)
	dst := newGrid(slice("dst").Base, stride("dstStride"), allRows)
	from := newGrid(slice("a").Base, stride("aStride"), allRows)
	b, bStride := slice("b"), stride("bStride")
	k := Load(Param("k"), GP64())
	read := GP64() // bytes of each row of a
	MOVQ(k, read)
	SHLQ(U8(2), read)
	for row := 0; row < allRows; row += rows {
		for byte := 0; byte < allBytes; byte += columns * a.size {
			sums := make([]vec, rows)
			for r := range sums {
				sums[r] = vec{a.register(), a.register()}
				clearRegister(sums[r][0])
				clearRegister(sums[r][1])
			}
			at, rest := copyOf(b), GP64()
			MOVQ(k, rest)
			loop := fmt.Sprintf("row%dByte%d", row, byte)
			Label(loop)
			values := vec{a.register(), a.register()}
			for c, v := range values {
				VMOVUPS(at.Offset(byte+c*a.size), v)
			}
			for r := range rows {
				factor := a.register()
				VBROADCASTSS(from.at(row+r, 0), factor)
				for c, v := range values {
					t := a.register()
					VMULPS(v, factor, t)
					VADDPS(t, sums[r][c], sums[r][c])
				}
			}
			from.advance(4)
			ADDQ(bStride, at.Base)
			DECQ(rest)
			JNZ(LabelRef(loop))
			for r := range rows {
				for c, sum := range sums[r] {
					VMOVUPS(sum, dst.at(row+r, byte+c*a.size))
				}
			}
			for _, base := range from.bases {
				SUBQ(read, base)
			}
		}
	}
	finish()
}
