package encoder

import (
	"encoding/binary"
	"encoding/json"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hearsay/internal/lex"
	"hearsay/tables"
)

// model is a model's files before they are written: random weights of a small network
// of the real one's form.
type model struct {
	meta       meta
	vocabulary []string
	floats     map[string][]float32
	shapes     map[string][]int
	bytes      map[string][]int8 // weights row by row, [outputs, inputs]
	random     *rand.Rand
}

func newModel(seed uint64) *model {
	m := &model{random: rand.New(rand.NewPCG(seed, 1))}
	m.vocabulary = strings.Fields("[PAD] [UNK] [CLS] [SEP] the quay said that harbour is shut mayor . , \" she")
	for c := 'a'; c <= 'z'; c++ {
		m.vocabulary = append(m.vocabulary, string(c), "##"+string(c))
	}
	x := &m.meta
	*x = meta{
		Format: format, Name: "tiny", Version: 3, Language: "en", Width: 64, Layers: 2, Heads: 2, Inner: 96, FeatureLayer: 1, Window: 48,
		Vocabulary: len(m.vocabulary), UPOS: []string{"NOUN", "VERB", "PUNCT"}, Deprel: []string{"nsubj", "root", "obj", "punct"},
		Lemma: []string{"l|0|", "=|0|", "l|1|", "l|2|y", "!|be"}, Names: []string{"person", "place"}, CueBonus: 0.5,
	}
	x.Transitions.Flat, x.Transitions.Names, x.Transitions.Role = m.transitions(flatLabels), m.transitions(5), m.transitions(roleLabels)
	m.fill()
	return m
}

// fullSize makes the network as large as the released one.
func (m *model) fullSize() {
	x := &m.meta
	x.Width, x.Layers, x.Heads, x.Inner, x.Window, x.Vocabulary = 384, 6, 12, 1536, 192, 30522
	for len(m.vocabulary) < x.Vocabulary {
		m.vocabulary = append(m.vocabulary, "##"+strconv.Itoa(len(m.vocabulary)))
	}
	for len(x.Lemma) < 300 {
		x.Lemma = append(x.Lemma, "l|1|"+strconv.Itoa(len(x.Lemma)))
	}
	for len(x.Deprel) < 49 {
		x.Deprel = append(x.Deprel, strconv.Itoa(len(x.Deprel)))
	}
	m.fill()
}

// fill makes all tensors anew.
func (m *model) fill() {
	x := &m.meta
	m.floats, m.shapes, m.bytes = map[string][]float32{}, map[string][]int{}, map[string][]int8{}
	m.matrix("embed.word", x.Vocabulary, x.Width)
	delete(m.floats, "embed.word.bias")
	m.float("embed.position", 1, x.Window, x.Width)
	m.norm("embed.norm", x.Width)
	m.float("embed.shape", 0.3, shapes, x.Width)
	m.float("embed.quote", 0.3, quotes, x.Width)
	m.float("embed.start", 0.3, starts, x.Width)
	for i := range x.Layers {
		m.layer("layer."+strconv.Itoa(i), x.Width, x.Inner)
	}
	outputs := map[string]int{
		"upos": len(x.UPOS), "lemma": len(x.Lemma), "flat": flatLabels, "names": 5, "mention": 2, "arc.dep": arcWidth, "arc.head": arcWidth,
		"rel.dep": relationWidth, "rel.head": relationWidth, "role.a": roleWidth, "role.b": roleWidth, "role.p": roleWidth, "role.q": roleWidth,
		"sentence": x.Width, "coref.q": MentionWidth, "coref.k": MentionWidth,
	}
	for _, name := range slices.Sorted(maps.Keys(outputs)) {
		m.matrix("head."+name, outputs[name], x.Width)
	}
	m.floats["head.flat.bias"][outside] += 2 // few cues
	m.matrix("head.arc.product", arcWidth, arcWidth)
	m.matrix("head.rel.out", len(x.Deprel), 2*relationWidth)
	m.matrix("head.role.out", roleLabels, roleWidth)
	m.float("head.arc.head.score", 0.1, arcWidth)
	m.float("head.role.distance", 0.3, distances, roleWidth)
	m.float("head.role.sentence", 0.3, sentencesAway, roleWidth)
	m.norm("head.role.norm", roleWidth)
	m.layer("head.role.layer", roleWidth, 2*roleWidth)
	m.float("head.coref.distance", 1, 11)
}

// transitions are random, and keep an I after its own B or I.
func (m *model) transitions(labels int) transitions {
	t := transitions{Start: make([]float32, labels)}
	for from := range labels {
		row := make([]float32, labels)
		for to := range row {
			row[to] = m.number(0.3)
			if to > 0 && to%2 == 0 && from != to && from != to-1 {
				row[to] = -1e4
			}
		}
		t.Move = append(t.Move, row)
		if from > 0 && from%2 == 0 {
			t.Start[from] = -1e4
		}
	}
	return t
}

// number is a random one of that size, the same on every machine.
func (m *model) number(size float64) float32 {
	return float32((2*m.random.Float64() - 1) * size * 1.75)
}

func (m *model) float(name string, size float64, shape ...int) {
	n := 1
	for _, k := range shape {
		n *= k
	}
	m.shapes[name], m.floats[name] = shape, make([]float32, n)
	for i := range n {
		m.floats[name][i] = m.number(size)
	}
}

func (m *model) matrix(name string, outputs, inputs int) {
	m.shapes[name], m.bytes[name] = []int{outputs, inputs}, make([]int8, outputs*inputs)
	for i := range m.bytes[name] {
		m.bytes[name][i] = int8(m.random.IntN(255) - 127)
	}
	m.float(name+".scale", 0, outputs)
	for i := range outputs {
		m.floats[name+".scale"][i] = float32((1 + m.random.Float64()) / 100 / math.Sqrt(float64(inputs)))
	}
	m.float(name+".bias", 0.1, outputs)
}

func (m *model) norm(name string, width int) {
	m.float(name+".weight", 0.1, width)
	for i := range m.floats[name+".weight"] {
		m.floats[name+".weight"][i]++
	}
	m.float(name+".bias", 0.1, width)
}

func (m *model) layer(name string, width, inner int) {
	m.matrix(name+".qkv", 3*width, width)
	m.matrix(name+".out", width, width)
	m.matrix(name+".up", inner, width)
	m.matrix(name+".down", width, inner)
	m.norm(name+".norm1", width)
	m.norm(name+".norm2", width)
}

// packed are a matrix's weights as the kernels read them (docs/model.md).
func packed(q []int8, outputs, inputs int) []byte {
	out := make([]byte, (outputs+15)/16*16*inputs)
	for o := range outputs {
		for i := range inputs {
			out[o/16*16*inputs+i/4*64+o%16*4+i%4] = byte(q[o*inputs+i])
		}
	}
	return out
}

// files are the model's weights, vocabulary and meta.json.
func (m *model) files(tb testing.TB) (weights, vocabulary, metaData []byte) {
	tb.Helper()
	header, data := map[string]any{}, []byte{}
	put := func(name, kind string, shape []int, b []byte) {
		header[name] = map[string]any{"dtype": kind, "shape": shape, "data_offsets": []int{len(data), len(data) + len(b)}}
		data = append(data, b...)
	}
	for _, name := range slices.Sorted(maps.Keys(m.bytes)) {
		o, i := m.shapes[name][0], m.shapes[name][1]
		if name == "embed.word" {
			b := make([]byte, o*i)
			for k, q := range m.bytes[name] {
				b[k] = byte(q)
			}
			put(name, "I8", []int{o, i}, b)
			continue
		}
		put(name+".weight", "I8", []int{(o + 15) / 16, i / 4, 16, 4}, packed(m.bytes[name], o, i))
	}
	for _, name := range slices.Sorted(maps.Keys(m.floats)) {
		var b []byte
		for _, v := range m.floats[name] {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		put(name, "F32", m.shapes[name], b)
	}
	head, err := json.Marshal(header)
	if err != nil {
		tb.Fatal(err)
	}
	weights = append(binary.LittleEndian.AppendUint64(nil, uint64(len(head))), head...)
	metaData, err = json.Marshal(m.meta)
	if err != nil {
		tb.Fatal(err)
	}
	return append(weights, data...), []byte(strings.Join(m.vocabulary, "\n") + "\n"), metaData
}

// network is the model, written and loaded.
func (m *model) network(tb testing.TB) *Network {
	tb.Helper()
	n, err := Load(m.files(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

func split(tb testing.TB, text string) *lex.Text {
	tb.Helper()
	s, err := lex.Load(tables.FS, "en")
	if err != nil {
		tb.Fatal(err)
	}
	return s.Split(text)
}

// The reference: docs/model.md in plain floating-point steps.

type rows [][]float64

// linear is a layer over rows that are rounded as int8 is.
func (m *model) linear(name string, x rows) rows {
	o, in := m.shapes[name][0], m.shapes[name][1]
	out := make(rows, len(x))
	for r, row := range x {
		var most float64
		for _, v := range row {
			most = max(most, math.Abs(v))
		}
		for k := range o {
			var sum float64
			for i, v := range row {
				if most > 0 {
					sum += math.RoundToEven(v/most*127) * float64(m.bytes[name][k*in+i])
				}
			}
			out[r] = append(out[r], sum*most/127*float64(m.floats[name+".scale"][k])+float64(m.floats[name+".bias"][k]))
		}
	}
	return out
}

func (m *model) normed(name string, x rows) rows {
	out := make(rows, len(x))
	for r, row := range x {
		var mean, square float64
		for _, v := range row {
			mean += v / float64(len(row))
		}
		for _, v := range row {
			square += (v - mean) * (v - mean) / float64(len(row))
		}
		for i, v := range row {
			out[r] = append(out[r], (v-mean)/math.Sqrt(square+1e-12)*float64(m.floats[name+".weight"][i])+float64(m.floats[name+".bias"][i]))
		}
	}
	return out
}

func added(x rows, y ...rows) rows {
	out := make(rows, len(x))
	for r := range x {
		out[r] = slices.Clone(x[r])
		for _, z := range y {
			for i := range out[r] {
				out[r][i] += z[r][i]
			}
		}
	}
	return out
}

func gelu(x rows) rows {
	out := make(rows, len(x))
	for r := range x {
		for _, v := range x[r] {
			out[r] = append(out[r], v/2*(1+math.Tanh(math.Sqrt(2/math.Pi)*(v+0.044715*v*v*v))))
		}
	}
	return out
}

func (m *model) row(name string, i int) []float64 {
	width := m.shapes[name][1]
	var out []float64
	for _, v := range m.floats[name][i*width:][:width] {
		out = append(out, float64(v))
	}
	return out
}

func (m *model) layered(name string, x rows) rows {
	qkv := m.linear(name+".qkv", x)
	width := len(x[0])
	mixed := make(rows, len(x))
	for i := range x {
		mixed[i] = make([]float64, width)
		for h := 0; h < width; h += 32 {
			weight, total := make([]float64, len(x)), 0.0
			for j := range x {
				for k := range 32 {
					weight[j] += qkv[i][h+k] * qkv[j][width+h+k] / math.Sqrt(32)
				}
				weight[j] = math.Exp(weight[j])
				total += weight[j]
			}
			for j := range x {
				for k := range 32 {
					mixed[i][h+k] += weight[j] / total * qkv[j][2*width+h+k]
				}
			}
		}
	}
	x = m.normed(name+".norm1", added(x, m.linear(name+".out", mixed)))
	return m.normed(name+".norm2", added(x, m.linear(name+".down", gelu(m.linear(name+".up", x)))))
}

// encoded are the rows of the last layer.
func (m *model) encoded(w *window) rows {
	var x, features rows
	for i, id := range w.ids {
		row := m.row("embed.position", i)
		for k := range row {
			row[k] += float64(m.bytes["embed.word"][int(id)*len(row)+k]) * float64(m.floats["embed.word.scale"][id])
		}
		x = append(x, row)
		features = append(features, added(rows{m.row("embed.shape", int(w.shape[i]))},
			rows{m.row("embed.quote", int(w.quote[i]))}, rows{m.row("embed.start", int(w.start[i]))})[0])
	}
	x = m.normed("embed.norm", x)
	for k := range m.meta.Layers {
		if k == m.meta.FeatureLayer {
			x = added(x, features)
		}
		x = m.layered("layer."+strconv.Itoa(k), x)
	}
	return x
}
