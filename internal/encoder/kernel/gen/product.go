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

// productTile computes a part of a product: rows by columns of registers, of size bytes each.
func productTile(label string, dst, a grid, b Mem, bStride, k Register, row, column, rows, columns, size int, register func() VecVirtual) {
	sums := make([][]VecVirtual, rows)
	for r := range sums {
		sums[r] = make([]VecVirtual, columns)
		for c := range sums[r] {
			sums[r][c] = register()
			clearRegister(sums[r][c])
		}
	}
	b = copyOf(b)
	rest := GP64()
	MOVQ(k, rest)
	Label(label)
	var bs []VecVirtual
	for c := range columns {
		v := register()
		VMOVUPS(b.Offset((column+c)*size), v)
		bs = append(bs, v)
	}
	for r := range rows {
		v := register()
		VBROADCASTSS(a.at(row+r, 0), v)
		for c := range columns {
			t := register()
			VMULPS(bs[c], v, t)
			VADDPS(t, sums[r][c], sums[r][c])
		}
	}
	a.advance(4)
	ADDQ(bStride, b.Base)
	DECQ(rest)
	JNZ(LabelRef(label))
	for r := range rows {
		for c := range columns {
			VMOVUPS(sums[r][c], dst.at(row+r, (column+c)*size))
		}
	}
}

func productAVX512() {
	avx512.function("product", productSignature)
	dst := newGrid(slice("dst").Base, stride("dstStride"), 8)
	a := newGrid(slice("a").Base, stride("aStride"), 8)
	b, bStride, k := slice("b"), stride("bStride"), Load(Param("k"), GP64())
	productTile("loop", dst, a, b, bStride, k, 0, 0, 8, 2, 64, ZMM)
	finish()
}

// AVX2 has registers for a quarter of it at a time.
func productAVX2() {
	avx2.function("product", productSignature)
	dst := newGrid(slice("dst").Base, stride("dstStride"), 8)
	a := newGrid(slice("a").Base, stride("aStride"), 8)
	b, bStride, k := slice("b"), stride("bStride"), Load(Param("k"), GP64())
	back := GP64()
	MOVQ(k, back)
	SHLQ(U8(2), back)
	for part := range 4 {
		productTile(fmt.Sprintf("loop%d", part), dst, a, b, bStride, k, part/2*4, part%2*2, 4, 2, 32, YMM)
		for _, base := range a.bases {
			SUBQ(back, base)
		}
	}
	finish()
}
