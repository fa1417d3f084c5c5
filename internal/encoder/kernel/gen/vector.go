package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// An isa says how 16 float32 lanes are held: in two registers of AVX2, or in one of AVX-512.
type isa struct {
	name  string
	parts int
}

// A vec is 16 lanes.
type vec []VecVirtual

func (a isa) vec() vec {
	if a.parts == 1 {
		return vec{ZMM()}
	}
	return vec{YMM(), YMM()}
}

// do emits op for all lanes. An argument is a vec, a Mem of 16 numbers, or what op takes as it
// is; as in all of Go's assembly the destination comes last, the second operand first.
func (a isa) do(op func(...Op), arguments ...any) {
	for part := range a.parts {
		var ops []Op
		for _, argument := range arguments {
			switch v := argument.(type) {
			case vec:
				ops = append(ops, v[part])
			case Mem:
				ops = append(ops, v.Offset(part*64/a.parts))
			case Op:
				ops = append(ops, v)
			}
		}
		op(ops...)
	}
}

func (a isa) zero() vec {
	v := a.vec()
	for _, r := range v {
		clearRegister(r)
	}
	return v
}

func clearRegister(r VecVirtual) {
	if r.Size() == 64 {
		VPXORD(r, r, r)
	} else {
		VPXOR(r, r, r)
	}
}

func (a isa) load(from Mem) vec {
	v := a.vec()
	a.do(VMOVUPS, from, v)
	return v
}

func (a isa) broadcast(scalar Op) vec {
	v := a.vec()
	for _, r := range v {
		VBROADCASTSS(scalar, r)
	}
	return v
}

// reduce combines the lanes l and l+8, then l+4, l+2, l+1, and returns the register whose lowest
// lane is the result.
func (a isa) reduce(op func(...Op), v vec) VecVirtual {
	sum, other := YMM(), YMM()
	if a.parts == 1 {
		VEXTRACTF64X4(U8(1), v[0], other)
		op(other, v[0].AsY(), sum)
	} else {
		op(v[1], v[0], sum)
	}
	x, y := sum.AsX(), other.AsX()
	VEXTRACTF128(U8(1), sum, y)
	op(y, x, x)
	VMOVHLPS(x, x, y)
	op(y, x, x)
	VMOVSHDUP(x, y)
	op(y, x, x)
	return sum
}

// function begins a function of the package.
func (a isa) function(name, signature string) {
	TEXT(name+a.name, NOSPLIT, signature)
	Pragma("noescape")
}

// finish ends it.
func finish() {
	VZEROUPPER()
	RET()
}

// slice returns the address of a parameter's first number.
func slice(name string) Mem { return Mem{Base: Load(Param(name).Base(), GP64())} }

// each runs body for each 16 numbers of the n that lie at the addresses, which it advances.
func each(label string, n Register, addresses []Mem, body func()) {
	rest := GP64()
	MOVQ(n, rest)
	SUBQ(Imm(16), rest)
	JLT(LabelRef(label + "End"))
	Label(label)
	body()
	for _, address := range addresses {
		ADDQ(Imm(64), address.Base)
	}
	SUBQ(Imm(16), rest)
	JGE(LabelRef(label))
	Label(label + "End")
}

// copyOf returns an address in a register of its own.
func copyOf(m Mem) Mem {
	r := GP64()
	MOVQ(m.Base, r)
	return Mem{Base: r}
}

var constants = map[string]Mem{}

// constant returns 16 copies of a number, F32 or U32, in memory.
func constant(v Constant) Mem {
	name := fmt.Sprintf("constant%d", len(constants))
	if m, ok := constants[v.Asm()]; ok {
		return m
	}
	m := GLOBL(name, RODATA|NOPTR)
	for i := range 16 {
		DATA(4*i, v)
	}
	constants[v.Asm()] = m
	return m
}

// notBelow returns where the lanes of x are at least bound, as addWhere takes it.
func (a isa) notBelow(x vec, bound Mem) any {
	const greaterOrEqual = 0x0d
	if a.parts == 1 {
		k := K()
		VCMPPS(U8(greaterOrEqual), bound, x[0], k)
		return k
	}
	mask := a.vec()
	a.do(VCMPPS, U8(greaterOrEqual), bound, x, mask)
	return mask
}

// addWhere sets dst to the integer sum of x and y where notBelow says so, else to zero.
func (a isa) addWhere(where any, x, y, dst vec) {
	switch w := where.(type) {
	case vec:
		a.do(VPADDD, x, y, dst)
		a.do(VANDPS, w, dst, dst)
	case Op:
		VPADDD_Z(x[0], y[0], w, dst[0])
	}
}
