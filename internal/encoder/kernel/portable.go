package kernel

import "math"

// The definition of the arithmetic: what every Set computes, in this order. The conversions to
// float32 around products keep compilers from fusing them with a sum.

func portable() *Set {
	return &Set{
		name: "portable", tiles: []tiles{{1, []tileFunc{portableTile}}}, valueSize: 1,
		maxAbs: portableMaxAbs, quantise: portableQuantise,
		add: portableAdd, mulAdd: portableMulAdd, dot: portableDot, norm: portableNorm, gelu: portableGELU,
		halves: portableHalves, pairs: portablePairs, softmax: portableSoftmax, product: portableProduct,
	}
}

func portableTile(dst []float32, stride int, x []byte, rowScale []float32,
	weights []byte, scale, bias []float32, _ []int32, in, turns int,
) {
	for r := range turns {
		var sums [lanes]int32
		row := x[r*in:][:in]
		for i := 0; i < in; i += 4 {
			x0, x1, x2, x3 := int32(int8(row[i])), int32(int8(row[i+1])), int32(int8(row[i+2])), int32(int8(row[i+3]))
			w := (*[4 * lanes]byte)(weights[i*lanes:])
			for o := range sums {
				sums[o] += x0*int32(int8(w[4*o])) + x1*int32(int8(w[4*o+1])) +
					x2*int32(int8(w[4*o+2])) + x3*int32(int8(w[4*o+3]))
			}
		}
		for o, sum := range sums {
			dst[r*stride+o] = float32(float32(float32(sum)*rowScale[r])*scale[o]) + bias[o]
		}
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

func portableQuantise(dst []byte, x []float32, inverse float32) {
	dst = dst[:len(x)]
	for i, v := range x {
		dst[i] = byte(rounded(float32(v*inverse), byteLimit))
	}
}

// rounded rounds a number of at most limit half to even; a NaN becomes -limit.
func rounded(x, limit float32) int32 {
	if !(x > -limit) {
		x = -limit
	}
	return int32(math.Float32bits(x+rounder)) - rounderBits
}

func portableAdd(x, y []float32) {
	y = y[:len(x)]
	for i := range x {
		x[i] += y[i]
	}
}

func portableMulAdd(dst, x, y, z []float32) {
	x, y, z = x[:len(dst)], y[:len(dst)], z[:len(dst)]
	for i := range dst {
		dst[i] = float32(x[i]*y[i]) + z[i]
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

func portableNorm(x, y, gamma, beta []float32, eps float32) float32 {
	y, gamma, beta = y[:len(x)], gamma[:len(x)], beta[:len(x)]
	var partial [lanes]float32
	for i, v := range x {
		v += y[i]
		x[i] = v
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
	return portableMaxAbs(x)
}

func portableGELU(x []float32) float32 {
	for i, v := range x {
		t := float32(float32(v*v)*gelu3) + gelu1
		x[i] = v / (1 + pow(float32(v*t)))
	}
	return portableMaxAbs(x)
}

// pow returns 2 to the power of x, held within -maxPower and maxPower, off by a share of 0.000003
// at most.
func pow(x float32) float32 {
	if !(x > -maxPower) {
		x = -maxPower
	}
	if x > maxPower {
		x = maxPower
	}
	t := x + rounder // the exponent in its lowest bits
	r := x - (t - rounder)
	y := float32(pow0*r) + pow1
	y = float32(y*r) + pow2
	y = float32(y*r) + pow3
	y = float32(y*r) + pow4
	return math.Float32frombits(math.Float32bits(y) + math.Float32bits(t)<<23)
}

func portablePairs(dst []pair, stride int, x, y []float32, inverse float32) {
	for i := 0; i < len(x); i += lanes {
		for l := range lanes {
			dst[l] = pairOf(rounded(float32(x[i+l]*inverse), pairLimit), rounded(float32(y[i+l]*inverse), pairLimit))
		}
		dst = dst[min(stride, len(dst)):]
	}
}

func portableHalves(dst []pair, x []float32, inverse float32) {
	for i := range dst[:len(x)/2] {
		dst[i] = pairOf(rounded(float32(x[2*i]*inverse), pairLimit), rounded(float32(x[2*i+1]*inverse), pairLimit))
	}
}

func portableSoftmax(dst []pair, x []float32, columns int, totals []int32) {
	for r := range totals {
		row := x[r*columns:][:columns]
		largest := float32(math.Inf(-1))
		for _, v := range row {
			if v > largest {
				largest = v
			}
		}
		totals[r] = 0
		for i := range columns / 2 {
			a, b := weight(row[2*i]-largest), weight(row[2*i+1]-largest)
			dst[r*columns/2+i] = pairOf(a, b)
			totals[r] += a + b
		}
	}
}

// weight returns 2 to the power of x, at most 0, times maxWeight.
func weight(x float32) int32 {
	if !(x > leastPower) {
		x = leastPower
	}
	t := x + rounder // the exponent in its lowest bits
	r := x - (t - rounder)
	y := float32(weight0*r) + weight1
	y = float32(y*r) + weight2
	y = math.Float32frombits(math.Float32bits(float32(y*r)+weight3) + math.Float32bits(t)<<23)
	return int32(math.Float32bits(y+rounder)) - rounderBits
}

func portableProduct(dst []float32, stride int, x []pair, xStride int, y []pair, n, columns int, scale []float32) {
	for r := range productRows {
		for c := 0; c < columns; c += lanes {
			var sums [lanes]int32
			for i, v := range x[r*xStride:][:n] {
				a, b := int32(int16(v)), int32(v)>>16
				for j, w := range (*[lanes]pair)(y[(c/lanes*n+i)*lanes:]) {
					sums[j] += a*int32(int16(w)) + b*(int32(w)>>16)
				}
			}
			for j, sum := range sums {
				dst[r*stride+c+j] = float32(sum) * scale[r]
			}
		}
	}
}
