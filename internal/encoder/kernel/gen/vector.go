package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// An isa is an instruction set, and how many of its registers work side by side.
type isa struct {
	name  string
	size  int // of a register in bytes
	parts int // registers in a vec
}

// avx2 and avx512 hold 16 float32 lanes in a vec. avx512x4 holds 64: where the steps for one number
// are long, four of them keep the processor busy.
var (
	avx2     = isa{"AVX2", 32, 2}
	avx512   = isa{"AVX512", 64, 1}
	avx512x4 = isa{"AVX512", 64, 4}
)

// wide returns the forms of an instruction set for long steps.
func (a isa) wide() []isa {
	if a == avx512 {
		return []isa{avx512x4, avx512}
	}
	return []isa{a}
}

// A vec is some registers side by side.
type vec []VecVirtual

func (a isa) vec() vec {
	v := make(vec, a.parts)
	for i := range v {
		v[i] = a.register()
	}
	return v
}

func (a isa) register() VecVirtual {
	if a.size == 64 {
		return ZMM()
	}
	return YMM()
}

// A repeated is the address of 16 numbers that stand for any 16.
type repeated struct{ Mem }

// do emits op for all registers of a vec. An argument is a vec, which is used repeatedly if
// short, a Mem of as many numbers, a repeated, or what op takes as it is. As in all of Go's
// assembly the destination comes last, the second operand first.
func (a isa) do(op func(...Op), arguments ...any) {
	for part := range a.parts {
		var ops []Op
		for _, argument := range arguments {
			switch v := argument.(type) {
			case vec:
				ops = append(ops, v[part%len(v)])
			case Mem:
				ops = append(ops, v.Offset(part*a.size))
			case repeated:
				ops = append(ops, v.Offset(part*a.size%64))
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

func (a isa) load(from any) vec {
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
	if a.size == 64 {
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

// each runs body for the n numbers that lie at the addresses, which it advances: as many at a
// time as a vec of the given instruction sets holds, the largest first.
func each(label string, n Register, addresses []Mem, body func(isa), sets ...isa) {
	rest := GP64()
	MOVQ(n, rest)
	for i, a := range sets {
		bytes := a.size * a.parts
		start, end := fmt.Sprintf("%s%d", label, i), fmt.Sprintf("%s%dEnd", label, i)
		Label(start)
		CMPQ(rest, Imm(uint64(bytes/4)))
		JLT(LabelRef(end))
		body(a)
		for _, address := range addresses {
			ADDQ(U32(bytes), address.Base)
		}
		SUBQ(Imm(uint64(bytes/4)), rest)
		JMP(LabelRef(start))
		Label(end)
	}
}

// copyOf returns an address in a register of its own.
func copyOf(m Mem) Mem {
	r := GP64()
	MOVQ(m.Base, r)
	return Mem{Base: r}
}

var constants = map[string]repeated{}

// constant returns 16 copies of a number, F32 or U32, in memory.
func constant(v Constant) repeated {
	if _, ok := constants[v.Asm()]; !ok {
		m := GLOBL(fmt.Sprintf("constant%d", len(constants)), RODATA|NOPTR)
		for i := range 16 {
			DATA(4*i, v)
		}
		constants[v.Asm()] = repeated{m}
	}
	return constants[v.Asm()]
}
