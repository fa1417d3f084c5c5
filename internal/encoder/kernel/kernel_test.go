package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestLayerIsQuantisedProduct(t *testing.T) {
	const n, in, out = 7, 64, 21
	random := rand.New(rand.NewPCG(1, 2))
	weights, scale, bias := randomLayer(random, in, out)
	x := make([]float32, n*in)
	for i := range x {
		x[i] = float32(random.NormFloat64())
	}
	clear(x[2*in : 3*in])
	for _, set := range Sets() {
		m, err := set.NewMatrix(weights, scale, bias, in, out)
		if err != nil {
			t.Fatal(err)
		}
		var rows Rows
		set.Quantise(&rows, x, n, in)
		got := make([]float32, n*out)
		m.Mul(got, &rows)
		for r := range n {
			var largest float64
			for _, v := range x[r*in:][:in] {
				largest = max(largest, math.Abs(float64(v)))
			}
			for o := range out {
				want := 0.0
				for i, v := range x[r*in:][:in] {
					w := weights[((o/16*(in/4)+i/4)*16+o%16)*4+i%4]
					if largest > 0 {
						want += math.RoundToEven(float64(v)/(largest/127)) * float64(int8(w))
					}
				}
				want = want*largest/127*float64(scale[o]) + float64(bias[o])
				if math.Abs(want-float64(got[r*out+o])) > 1e-5 {
					t.Errorf("%s: row %d, output %d: %g, want %g", set.Name(), r, o, got[r*out+o], want)
				}
			}
		}
	}
}

// randomLayer returns weights in the packed layout, scales and biases.
func randomLayer(random *rand.Rand, in, out int) (weights []byte, scale, bias []float32) {
	weights = make([]byte, (out+15)/16*16*in)
	for i := range weights {
		if i/(16*in)*16+i/4%16 < out {
			weights[i] = byte(random.IntN(255) - 127)
		}
	}
	scale, bias = make([]float32, out), make([]float32, out)
	for o := range out {
		scale[o] = random.Float32() / 1000
		bias[o] = random.Float32() - 0.5
	}
	return weights, scale, bias
}

func TestExpIsNearMath(t *testing.T) {
	before := float32(0)
	for x := float32(expLow); x < expHigh; x += 0.0013 {
		want := math.Exp(float64(x))
		unit := float64(math.Nextafter32(float32(want), math.MaxFloat32) - float32(want))
		if got := Exp(x); math.Abs(float64(got)-want) > 2*unit {
			t.Fatalf("Exp(%g) = %g, want %g", x, got, want)
		}
		if got := Exp(x); got < before {
			t.Fatalf("Exp(%g) = %g, less than %g before it", x, got, before)
		} else {
			before = got
		}
	}
	inf := float32(math.Inf(1))
	if Exp(-inf) != 0 || Exp(-88) != 0 || Exp(0) != 1 || Exp(inf) > math.MaxFloat32 {
		t.Errorf("Exp of -Inf, -88, 0, Inf: %g, %g, %g, %g", Exp(-inf), Exp(-88), Exp(0), Exp(inf))
	}
}

func TestGELUIsNearItsTanh(t *testing.T) {
	for _, set := range Sets() {
		for x := float32(-12); x < 12; x += 0.003 {
			got := [16]float32{5: x}
			set.GELU(got[:])
			v := float64(x)
			want := v / 2 * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(v+0.044715*v*v*v)))
			if math.Abs(float64(got[5])-want) > 2e-6*max(1, math.Abs(want)) {
				t.Fatalf("%s: GELU(%g) = %g, want %g", set.Name(), x, got[5], want)
			}
		}
	}
}

func TestNewMatrixRefusesWrongShapes(t *testing.T) {
	weights, scale, bias := randomLayer(rand.New(rand.NewPCG(1, 2)), 32, 20)
	for name, try := range map[string]func() (*Matrix, error){
		"inputs not of 16": func() (*Matrix, error) { return Best().NewMatrix(weights, scale, bias, 40, 20) },
		"no inputs":        func() (*Matrix, error) { return Best().NewMatrix(weights, scale, bias, 0, 20) },
		"no outputs":       func() (*Matrix, error) { return Best().NewMatrix(nil, nil, nil, 32, 0) },
		"huge":             func() (*Matrix, error) { return Best().NewMatrix(weights, scale, bias, math.MaxInt-15, 20) },
		"short weights":    func() (*Matrix, error) { return Best().NewMatrix(weights[1:], scale, bias, 32, 20) },
		"a block more":     func() (*Matrix, error) { return Best().NewMatrix(weights, scale, bias, 16, 20) },
		"short scale":      func() (*Matrix, error) { return Best().NewMatrix(weights, scale[1:], bias, 32, 20) },
		"long bias":        func() (*Matrix, error) { return Best().NewMatrix(weights, scale, scale[:19], 32, 20) },
	} {
		if _, err := try(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAttentionIsWeightedMean(t *testing.T) {
	const n, heads = 11, 3
	const width = heads * HeadWidth
	random := rand.New(rand.NewPCG(3, 4))
	qkv := make([]float32, n*3*width)
	for i := range qkv {
		qkv[i] = float32(random.NormFloat64())
	}
	for _, set := range Sets() {
		got := make([]float32, n*width)
		set.Attention(got, qkv, n, heads, nil, new(Scratch))
		for i := range n {
			for head := range heads {
				var total float64
				want := make([]float64, HeadWidth)
				for j := range n {
					score := 0.0
					for d := range HeadWidth {
						score += float64(qkv[i*3*width+head*HeadWidth+d]) * float64(qkv[j*3*width+width+head*HeadWidth+d])
					}
					weight := math.Exp(score / math.Sqrt(HeadWidth))
					total += weight
					for d := range want {
						want[d] += weight * float64(qkv[j*3*width+2*width+head*HeadWidth+d])
					}
				}
				for d := range want {
					if g := got[i*width+head*HeadWidth+d]; math.Abs(float64(g)-want[d]/total) > 1e-3 {
						t.Fatalf("%s: position %d, head %d: %g, want %g", set.Name(), i, head, g, want[d]/total)
					}
				}
			}
		}
	}
}
