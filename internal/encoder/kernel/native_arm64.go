package kernel

import "golang.org/x/sys/cpu"

// native returns the implementations in assembly that this processor runs.
func native() []*Set {
	neon := Set{
		name: "neon", tiles: []tiles{{2, []tileFunc{tileNEON}}}, valueSize: 1,
		maxAbs: maxAbsNEON, quantise: quantiseNEON, add: addNEON, mulAdd: mulAddNEON, dot: dotNEON, norm: normNEON,
		gelu: geluNEON, halves: halvesNEON, pairs: pairsNEON, softmax: softmaxNEON, product: productNEON,
	}
	if !cpu.ARM64.HasASIMDDP {
		return []*Set{&neon}
	}
	dot := neon
	dot.name, dot.tiles = "neondot", []tiles{{4, []tileFunc{tileDotNEON}}}
	return []*Set{&neon, &dot}
}

//go:noescape
func maxAbsNEON(x []float32) float32

//go:noescape
func quantiseNEON(dst []byte, x []float32, inverse float32)

//go:noescape
func halvesNEON(dst []pair, x []float32, inverse float32)

//go:noescape
func pairsNEON(dst []pair, stride int, x, y []float32, inverse float32)

//go:noescape
func mulAddNEON(dst, x, y, z []float32)

//go:noescape
func addNEON(x, y []float32)

//go:noescape
func dotNEON(x, y []float32) float32

//go:noescape
func normNEON(x, y, gamma, beta []float32, eps float32) float32

//go:noescape
func geluNEON(x []float32) float32

//go:noescape
func softmaxNEON(dst []pair, x []float32, columns int, totals []int32)

//go:noescape
func productNEON(dst []float32, stride int, x []pair, xStride int, y []pair, n, columns int, scale []float32)

//go:noescape
func tileNEON(dst []float32, stride int, x []byte, rowScale []float32, weights []byte, scale, bias []float32, correction []int32, in, turns int)

//go:noescape
func tileDotNEON(dst []float32, stride int, x []byte, rowScale []float32, weights []byte, scale, bias []float32, correction []int32, in, turns int)
