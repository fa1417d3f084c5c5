package kernel

import "math"

// The definition of the arithmetic: what every Set computes, in this order. The conversions to
// float32 around products keep compilers from fusing them with a sum.

func portable() *Set {
	return &Set{
		name: "portable", tiles: []tileFunc{portableTile}, tileRows: 1, valueSize: 1,
		maxAbs: portableMaxAbs, quantise: portableQuantise,
		add: portableAdd, dot: portableDot, norm: portableNorm, gelu: portableGELU,
		softmax: portableSoftmax, product: portableProduct,
	}
}

func portableTile(dst []float32, _ int, x []byte, rowScale []float32,
	weights []byte, scale, bias []float32, _ []int32, in int,
) {
	var sums [lanes]int32
	for i := 0; i < in; i += 4 {
		x0, x1, x2, x3 := int32(int8(x[i])), int32(int8(x[i+1])), int32(int8(x[i+2])), int32(int8(x[i+3]))
		w := (*[4 * lanes]byte)(weights[i*lanes:])
		for o := range sums {
			sums[o] += x0*int32(int8(w[4*o])) + x1*int32(int8(w[4*o+1])) +
				x2*int32(int8(w[4*o+2])) + x3*int32(int8(w[4*o+3]))
		}
	}
	for o, sum := range sums {
		dst[o] = float32(float32(float32(sum)*rowScale[0])*scale[o]) + bias[o]
	}
}

func portableMaxAbs(x []float32) float32 {
	var largest float32
	for _, v := range x {
		if v < 0 {
			v = -v
		}
		if v > largest {
			largest = v
		}
	}
	return largest
}

func portableQuantise(dst []byte, x []float32, scale float32) {
	dst = dst[:len(x)]
	for i, v := range x {
		q := v / scale
		if !(q > -127) {
			q = -127
		}
		if q > 127 {
			q = 127
		}
		dst[i] = byte(math.Float32bits(q + rounder))
	}
}

func portableAdd(x, y []float32) {
	y = y[:len(x)]
	for i := range x {
		x[i] += y[i]
	}
}

// sum adds up partial sums in the order that the package defines.
func sum(partial *[lanes]float32) float32 {
	for half := lanes / 2; half > 0; half /= 2 {
		for l := range half {
			partial[l] += partial[l+half]
		}
	}
	return partial[0]
}

func portableDot(x, y []float32) float32 {
	y = y[:len(x)]
	var partial [lanes]float32
	for i, v := range x {
		partial[i%lanes] += float32(v * y[i])
	}
	return sum(&partial)
}

func portableNorm(x, gamma, beta []float32, eps float32) {
	gamma, beta = gamma[:len(x)], beta[:len(x)]
	var partial [lanes]float32
	for i, v := range x {
		partial[i%lanes] += v
	}
	width := float32(len(x))
	mean := sum(&partial) / width
	partial = [lanes]float32{}
	for i, v := range x {
		v -= mean
		x[i] = v
		partial[i%lanes] += float32(v * v)
	}
	variance := sum(&partial) / width
	factor := 1 / float32(math.Sqrt(float64(variance+eps)))
	for i, v := range x {
		x[i] = float32(float32(v*factor)*gamma[i]) + beta[i]
	}
}

func portableGELU(x []float32) {
	for i, v := range x {
		t := float32(float32(v*v)*gelu3) + gelu1
		x[i] = v / (1 + Exp(float32(v*t)))
	}
}

func portableSoftmax(x []float32) {
	largest := float32(math.Inf(-1))
	for _, v := range x {
		if v > largest {
			largest = v
		}
	}
	var partial [lanes]float32
	for i, v := range x {
		v = Exp(v - largest)
		x[i] = v
		partial[i%lanes] += v
	}
	factor := 1 / sum(&partial)
	for i := range x {
		x[i] *= factor
	}
}

func portableProduct(dst []float32, dstStride int, a []float32, aStride int, b []float32, bStride, k int) {
	for r := range productRows {
		row := (*[productColumns]float32)(dst[r*dstStride:])
		*row = [productColumns]float32{}
		for i, v := range a[r*aStride:][:k] {
			for j, w := range (*[productColumns]float32)(b[i*bStride:]) {
				row[j] += float32(v * w)
			}
		}
	}
}
