package kernel

import "golang.org/x/sys/cpu"

// native returns the implementations in assembly that this processor runs.
func native() []*Set {
	var sets []*Set
	if cpu.X86.HasAVX2 {
		sets = append(sets, &Set{
			name: "avx2", tiles: []tiles{{3, []tileFunc{tileAVX2}}}, valueSize: 2,
			maxAbs: maxAbsAVX2, quantise: quantiseAVX2, add: addAVX2, mulAdd: mulAddAVX2, dot: dotAVX2, norm: normAVX2,
			gelu: geluAVX2, halves: halvesAVX2, pairs: pairsAVX2, softmax: softmaxAVX2, product: productAVX2,
		})
	}
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		sets = append(sets, &Set{
			name: "avx512vnni", valueSize: 1, offset: true,
			tiles:  []tiles{{12, []tileFunc{tile12x1VNNI, tile12x2VNNI}}, {4, []tileFunc{tile4x1VNNI, tile4x2VNNI}}},
			maxAbs: maxAbsAVX512, quantise: quantiseVNNI, add: addAVX512, mulAdd: mulAddAVX512, dot: dotAVX512, norm: normAVX512,
			gelu: geluAVX512, halves: halvesAVX512, pairs: pairsAVX512, softmax: softmaxAVX512, product: productAVX512,
		})
	}
	return sets
}
