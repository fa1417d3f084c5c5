package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// stride loads a stride in numbers of four bytes, as bytes.
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

// product computes twelve rows by 32 columns, with AVX-512 all at once, with AVX2 three rows at a
// time.
func (a isa) product() {
	const allRows, columns, turn = 12, 32, 4
	rows, perColumn := allRows, 1
	if a.size == 32 {
		rows, perColumn = 3, 2
	}
	a.function("product", "func(dst []float32, stride int, x []uint32, xStride int, y []uint32, n, columns int, scale []float32)")
	from := newGrid(slice("x").Base, stride("xStride"), allRows)
	n := Load(Param("n"), GP64())
	block := GP64() // bytes of 16 columns
	MOVQ(n, block)
	SHLQ(U8(6), block)
	for row := 0; row < allRows; row += rows {
		y, dst, step := slice("y"), slice("dst"), stride("stride")
		for range row {
			ADDQ(step, dst.Base)
		}
		at := func(c, offset int) Mem {
			m := y.Offset(offset + c%perColumn*a.size)
			if c >= perColumn {
				m.Index, m.Scale = block, 1
			}
			return m
		}
		left := Load(Param("columns"), GP64())
		next := fmt.Sprintf("columns%d", row)
		Label(next)
		sums := make([]vec, rows)
		for r := range sums {
			for range columns * 4 / a.size {
				v := a.register()
				clearRegister(v)
				sums[r] = append(sums[r], v)
			}
		}
		rest := GP64()
		MOVQ(n, rest)
		loop := fmt.Sprintf("row%d", row)
		Label(loop)
		for step := range turn {
			a.multiply(sums, func(c int) Mem { return at(c, 64*step) }, func(r int) Mem { return from.at(row+r, 4*step) })
		}
		from.advance(4 * turn)
		ADDQ(U32(64*turn), y.Base)
		SUBQ(Imm(turn), rest)
		JNZ(LabelRef(loop))

		scale, to := slice("scale"), copyOf(dst)
		for r := range rows {
			factor := a.register()
			VBROADCASTSS(scale.Offset(4*(row+r)), factor)
			for c, sum := range sums[r] {
				VCVTDQ2PS(sum, sum)
				VMULPS(factor, sum, sum)
				VMOVUPS(sum, to.Offset(c*a.size))
			}
			ADDQ(step, to.Base)
		}
		read := GP64()
		MOVQ(n, read)
		SHLQ(U8(2), read)
		for _, base := range from.bases {
			SUBQ(read, base)
		}
		ADDQ(block, y.Base) // the loop has passed by the first of two blocks
		ADDQ(U32(4*columns), dst.Base)
		SUBQ(Imm(columns), left)
		JNZ(LabelRef(next))
	}
	finish()
}

// multiply adds the products of one pair of each row and one of each column.
func (a isa) multiply(sums []vec, column, row func(int) Mem) {
	if a.size == 64 {
		var w vec
		for c := range sums[0] {
			w = append(w, a.register())
			VMOVDQU32(column(c), w[c])
		}
		for r := range sums {
			v := a.register()
			VPBROADCASTD(row(r), v)
			for c, sum := range sums[r] {
				VPDPWSSD(w[c], v, sum)
			}
		}
		return
	}
	for r := range sums {
		v := a.register()
		VPBROADCASTD(row(r), v)
		for c, sum := range sums[r] {
			t := a.register()
			VPMADDWD(column(c), v, t)
			VPADDD(t, sum, sum)
		}
	}
}
