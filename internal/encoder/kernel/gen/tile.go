package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const tileSignature = "func(dst []float32, stride int, x []byte, rowScale []float32, " +
	"weights []byte, scale, bias []float32, correction []int32, in, turns int)"

// turn is the number of inputs that a turn of a tile's loop takes.
const turn = 16

// The largest tile of AVX-512 has 24 registers of sums, 2 of weights and some of activations. Four
// inputs take 24 multiplications and 14 loads, and no processor does more multiplications at a
// time than loads. The smaller one is for the rows that are left over.
var (
	vnniRows   = []int{12, 4}
	vnniBlocks = 2
)

// tileVNNI multiplies unsigned activations (offset by 128) and signed weights, four by four. Each
// tile fetches the weights of the next one, which the rows after the last pass by.
func tileVNNI(rows, blocks int) {
	a := avx512
	a.name = "VNNI"
	a.function(fmt.Sprintf("tile%dx%d", rows, blocks), tileSignature)
	in := Load(Param("in"), GP64())
	x := newGrid(slice("x").Base, in, rows)
	dst, step := slice("dst"), stride("stride")
	rowScale, turns := slice("rowScale"), Load(Param("turns"), GP64())
	block := GP64()
	MOVQ(in, block)
	SHLQ(U8(4), block)
	Label("rows")
	weights := slice("weights")
	next := Mem{Base: GP64()} // the tile after this one
	LEAQ(Mem{Base: weights.Base, Index: block, Scale: uint8(blocks)}, next.Base)
	at := func(m Mem, c, offset int) Mem {
		if c > 0 {
			m.Index, m.Scale = block, uint8(c)
		}
		return m.Offset(offset)
	}
	correction := slice("correction")
	sums := make([]vec, rows)
	for r := range sums {
		for c := range blocks {
			sums[r] = append(sums[r], ZMM())
			VMOVDQU32(correction.Offset(64*c), sums[r][c])
		}
	}
	rest := GP64()
	MOVQ(in, rest)
	Label("loop")
	for step := 0; step < turn; step += 4 {
		var w []VecVirtual
		for c := range blocks {
			w = append(w, ZMM())
			VMOVDQU32(at(weights, c, step*16), w[c])
			PREFETCHT1(at(next, c, step*16))
		}
		for r := range rows {
			v := ZMM()
			VPBROADCASTD(x.at(r, step), v)
			for c := range blocks {
				VPDPBUSD(w[c], v, sums[r][c])
			}
		}
	}
	x.advance(turn)
	ADDQ(U32(16*turn), weights.Base)
	ADDQ(U32(16*turn), next.Base)
	SUBQ(Imm(turn), rest)
	JNZ(LabelRef("loop"))

	scale, bias := slice("scale"), slice("bias")
	scales, biases := make(vec, blocks), make(vec, blocks)
	for c := range blocks {
		scales[c], biases[c] = a.load(scale.Offset(64 * c))[0], a.load(bias.Offset(64 * c))[0]
	}
	for r := range rows {
		for c, sum := range sums[r] {
			a.dequantise(vec{sum}, rowScale.Offset(4*r), vec{scales[c]}, vec{biases[c]})
			a.do(VMOVUPS, vec{sum}, dst.Offset(64*c))
		}
		ADDQ(step, dst.Base)
	}
	a.nextRows(x, rows, rowScale, turns)
	finish()
}

// nextRows goes back to the label rows while there are turns. The grid has advanced by a row.
func (a isa) nextRows(x grid, rows int, rowScale Mem, turns Register) {
	ADDQ(Imm(uint64(4*rows)), rowScale.Base)
	for _, base := range x.bases {
		for range (rows - 1) / 3 {
			ADDQ(x.triple, base)
		}
		for range (rows - 1) % 3 {
			ADDQ(x.step, base)
		}
	}
	DECQ(turns)
	JNZ(LabelRef("rows"))
}

// dequantise makes sums of products outputs.
func (a isa) dequantise(v vec, rowScale Mem, scale, bias any) {
	a.do(VCVTDQ2PS, v, v)
	a.do(VMULPS, a.broadcast(rowScale), v, v)
	a.do(VMULPS, scale, v, v)
	a.do(VADDPS, bias, v, v)
}

// quantiseVNNI writes activations as unsigned bytes, offset by 128.
func quantiseVNNI() {
	a := avx512
	a.name = "VNNI"
	a.quantise(func(v vec, dst Mem) {
		low := XMM()
		VPMOVDB(v[0], low)
		VPXOR(bits(0x80808080).Mem, low, low)
		VMOVDQU(low, dst)
		ADDQ(Imm(16), dst.Base)
	})
}

// quantiseAVX2 writes activations as 16-bit numbers.
func quantiseAVX2() {
	avx2.quantise(func(v vec, dst Mem) {
		avx2.storeHalves(v, dst)
		ADDQ(Imm(32), dst.Base)
	})
}

// quantise gives 16 activations at a time, as 32-bit numbers, to store.
func (a isa) quantise(store func(v vec, dst Mem)) {
	a.function("quantise", "func(dst []byte, x []float32, inverse float32)")
	dst, x, n := slice("dst"), slice("x"), Load(Param("x").Len(), GP64())
	inverse := a.broadcast(Load(Param("inverse"), XMM()))
	each("loop", n, []Mem{x}, func(a isa) { store(a.rounded(x, inverse, byteLimit), dst) }, a)
	finish()
}

// avx2Rows is the rows of a tile of AVX2, one block wide: 12 registers of sums, each of the two
// halves of four outputs' sums.
const avx2Rows = 3

// tileAVX2 multiplies 16-bit numbers, whose products in pairs are exact; those of bytes, by
// VPMADDUBSW, would saturate.
func tileAVX2() {
	a := avx2
	a.function("tile", tileSignature)
	row := Load(Param("in"), GP64()) // bytes
	ADDQ(row, row)
	x := newGrid(slice("x").Base, row, avx2Rows)
	dst, step := slice("dst"), stride("stride")
	rowScale, turns := slice("rowScale"), Load(Param("turns"), GP64())
	Label("rows")
	weights, in := slice("weights"), Load(Param("in"), GP64())
	sums := make([]vec, avx2Rows)
	for r := range sums {
		for range 4 {
			v := YMM()
			clearRegister(v)
			sums[r] = append(sums[r], v)
		}
	}
	Label("loop")
	for step := 0; step < turn; step += 4 {
		for q := range 4 {
			w := YMM()
			VPMOVSXBW(weights.Offset(16*step+16*q), w)
			for r := range sums {
				v := YMM()
				VPBROADCASTQ(x.at(r, 2*step), v)
				VPMADDWD(w, v, v)
				VPADDD(v, sums[r][q], sums[r][q])
			}
		}
	}
	x.advance(2 * turn)
	ADDQ(U32(16*turn), weights.Base)
	SUBQ(Imm(turn), in)
	JNZ(LabelRef("loop"))

	scale, bias := slice("scale"), slice("bias")
	for r := range sums {
		for half := range 2 {
			v := sums[r][2*half]
			VPHADDD(sums[r][2*half+1], v, v)
			VPERMQ(U8(0xd8), v, v)
		}
		v := vec{sums[r][0], sums[r][2]}
		a.dequantise(v, rowScale.Offset(4*r), scale, bias)
		a.do(VMOVUPS, v, dst)
		ADDQ(step, dst.Base)
	}
	a.nextRows(x, avx2Rows, rowScale, turns)
	finish()
}
