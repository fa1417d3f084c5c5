// Command gen writes the amd64 assembly of package kernel: each float function for AVX2 and for
// AVX-512 from one description, and the steps of the integer products, which differ. The
// arithmetic and its order are those of portable.go. Run it by go generate in the package.
package main

import . "github.com/mmcloughlin/avo/build"

func main() {
	for _, a := range []isa{avx2, avx512} {
		a.maxAbs()
		a.add()
		a.mulAdd()
		a.dot()
		a.norm()
		a.gelu()
		a.halves()
		a.pairs()
		a.softmax()
		a.product()
	}
	quantiseAVX2()
	quantiseVNNI()
	tileAVX2()
	for _, rows := range vnniRows {
		for blocks := 1; blocks <= vnniBlocks; blocks++ {
			tileVNNI(rows, blocks)
		}
	}
	Generate()
}
