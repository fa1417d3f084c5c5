package encoder

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// Limits of a weights file. Reader 1 has some 130 tensors and a header of 12 kB.
const (
	maxHeader  = 1 << 20
	maxTensors = 4096
	maxWeights = 1 << 30
)

// tensors are the tensors of a safetensors file (huggingface.co/docs/safetensors), of
// the two types that docs/model.md uses. Every tensor's bytes lie inside the file,
// are as many as its shape says, and belong to no other tensor.
type tensors map[string]tensor

// tensor is one tensor; its data are the file's own bytes, not a copy.
type tensor struct {
	kind  string // "I8" or "F32"
	shape []int
	data  []byte
}

// parseTensors reads a safetensors file that lies in memory.
func parseTensors(file []byte) (tensors, error) {
	if len(file) < 8 || len(file) > maxWeights {
		return nil, fmt.Errorf("%d bytes: not a safetensors file", len(file))
	}
	size := binary.LittleEndian.Uint64(file)
	if size > maxHeader || size > uint64(len(file)-8) {
		return nil, fmt.Errorf("a header of %d bytes in a file of %d: not a safetensors file, or a truncated one", size, len(file))
	}
	entries, err := header(file[8 : 8+size])
	if err != nil {
		return nil, err
	}
	data := file[8+size:]
	all := make(tensors, len(entries))
	end := 0
	for _, e := range entries {
		t, err := e.tensor(data)
		if err != nil {
			return nil, fmt.Errorf("tensor %s: %w", e.name, err)
		}
		if e.Offsets[0] < end {
			return nil, fmt.Errorf("tensor %s: begins at byte %d, inside the one before it", e.name, e.Offsets[0])
		}
		end = e.Offsets[1]
		all[e.name] = t
	}
	return all, nil
}

// entry is what the header says of one tensor.
type entry struct {
	name    string
	Type    string `json:"dtype"`
	Shape   []int  `json:"shape"`
	Offsets []int  `json:"data_offsets"`
}

// header reads the entries, in the order of their bytes.
func header(data []byte) ([]entry, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, fmt.Errorf("header: not a JSON object, so not a safetensors file")
	}
	var all []entry
	seen := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("header: %w", err)
		}
		name, _ := t.(string) // the decoder takes nothing else for a key
		if name == "__metadata__" {
			var ignored map[string]string
			if err := d.Decode(&ignored); err != nil {
				return nil, fmt.Errorf("header: __metadata__: %w", err)
			}
			continue
		}
		e := entry{name: name}
		if err := d.Decode(&e); err != nil {
			return nil, fmt.Errorf("header: tensor %s: %w", name, err)
		}
		if len(e.Offsets) != 2 {
			return nil, fmt.Errorf("header: tensor %s: %d data_offsets, want 2", name, len(e.Offsets))
		}
		if seen[name] || len(all) == maxTensors {
			return nil, fmt.Errorf("header: tensor %s stands twice, or is one of more than %d", name, maxTensors)
		}
		seen[name] = true
		all = append(all, e)
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.Offsets[0], b.Offsets[0]), cmp.Compare(a.Offsets[1], b.Offsets[1]))
	})
	return all, nil
}

// tensor is the entry's tensor, checked against the bytes that follow the header.
func (e entry) tensor(data []byte) (tensor, error) {
	size := map[string]int{"I8": 1, "F32": 4}[e.Type]
	if size == 0 {
		return tensor{}, fmt.Errorf("type %q: want I8 or F32", e.Type)
	}
	for _, n := range e.Shape {
		if n <= 0 || size > maxWeights/n {
			return tensor{}, fmt.Errorf("shape %v: want positive numbers of at most %d bytes in all", e.Shape, maxWeights)
		}
		size *= n
	}
	from, to := e.Offsets[0], e.Offsets[1]
	if from < 0 || to < from || to > len(data) {
		return tensor{}, fmt.Errorf("bytes %d to %d: the file has %d after its header; it is truncated or damaged", from, to, len(data))
	}
	if to-from != size {
		return tensor{}, fmt.Errorf("%d bytes: want %d for type %s and shape %v", to-from, size, e.Type, e.Shape)
	}
	return tensor{e.Type, e.Shape, data[from:to]}, nil
}

// get is the tensor of that name, type and shape.
func (t tensors) get(name, kind string, shape ...int) ([]byte, error) {
	x, ok := t[name]
	if !ok {
		return nil, fmt.Errorf("no tensor %s: want %s of shape %v", name, kind, shape)
	}
	if x.kind != kind || !slices.Equal(x.shape, shape) {
		return nil, fmt.Errorf("tensor %s: %s of shape %v, want %s of shape %v", name, x.kind, x.shape, kind, shape)
	}
	return x.data, nil
}

// floats is a copy of the F32 tensor of that name and shape: a file need not align
// what it holds. All its numbers are finite.
func (t tensors) floats(name string, shape ...int) ([]float32, error) {
	data, err := t.get(name, "F32", shape...)
	if err != nil {
		return nil, err
	}
	out := make([]float32, len(data)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		if out[i]-out[i] != 0 {
			return nil, fmt.Errorf("tensor %s: number %d is %v", name, i, out[i])
		}
	}
	return out, nil
}
