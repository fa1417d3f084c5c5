package kernel

import "golang.org/x/sys/cpu"

// native returns the implementations in assembly that this processor runs.
func native() []*Set {
	neon := Set{
		name: "neon", tiles: []tileFunc{tileNEON}, tileRows: 2, valueSize: 1,
		maxAbs: maxAbsNEON, quantise: quantiseNEON, add: addNEON, dot: dotNEON, norm: normNEON,
		gelu: geluNEON, softmax: softmaxNEON, product: productNEON,
	}
	if !cpu.ARM64.HasASIMDDP {
		return []*Set{&neon}
	}
	dot := neon
	dot.name, dot.tiles, dot.tileRows = "neondot", []tileFunc{tileDotNEON}, 4
	return []*Set{&neon, &dot}
}

//go:noescape
func maxAbsNEON(x []float32) float32

//go:noescape
func quantiseNEON(dst []byte, x []float32, scale float32)

//go:noescape
func addNEON(x, y []float32)

//go:noescape
func dotNEON(x, y []float32) float32

//go:noescape
func normNEON(x, gamma, beta []float32, eps float32)

//go:noescape
func geluNEON(x []float32)

//go:noescape
func softmaxNEON(x []float32)

//go:noescape
func productNEON(dst []float32, dstStride int, a []float32, aStride int, b []float32, bStride, k int)

//go:noescape
func tileNEON(dst []float32, stride int, x []byte, rowScale []float32, weights []byte, scale, bias []float32, correction []int32, in int)

//go:noescape
func tileDotNEON(dst []float32, stride int, x []byte, rowScale []float32, weights []byte, scale, bias []float32, correction []int32, in int)
