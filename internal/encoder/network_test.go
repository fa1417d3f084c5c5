package encoder

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLoadNamesWhatDoesNotFit(t *testing.T) {
	for name, c := range map[string]struct {
		change func(m *model)
		want   []string
	}{
		"tensor missing":     {func(m *model) { delete(m.floats, "embed.quote") }, []string{weightsName, "no tensor embed.quote", "[3 64]"}},
		"tensor too many":    {func(m *model) { m.float("layer.9.extra", 1, 3) }, []string{weightsName, "layer.9.extra", "no place"}},
		"fewer layers":       {func(m *model) { m.meta.Layers, m.meta.FeatureLayer = 1, 0 }, []string{weightsName, "layer.1.", "no place"}},
		"wider":              {func(m *model) { m.meta.Inner = 128 }, []string{weightsName, "layer.0.up.weight", "[6 16 16 4]", "[8 16 16 4]"}},
		"labels":             {func(m *model) { m.meta.UPOS = m.meta.UPOS[:2] }, []string{weightsName, "head.upos.scale", "[3]", "[2]"}},
		"number not finite":  {func(m *model) { m.floats["head.flat.bias"][2] = float32(math.NaN()) }, []string{weightsName, "head.flat.bias", "number 2"}},
		"vocabulary":         {func(m *model) { m.vocabulary = append(m.vocabulary, "jetty") }, []string{vocabularyName, "69", "68"}},
		"vocabulary foreign": {func(m *model) { m.vocabulary[2] = "<s>" }, []string{vocabularyName, "[CLS]"}},
		"vocabulary twice":   {func(m *model) { m.vocabulary[5] = m.vocabulary[6] }, []string{vocabularyName, "twice"}},
		"format":             {func(m *model) { m.meta.Format = 2 }, []string{metaName, "format 2"}},
		"language":           {func(m *model) { m.meta.Language = "fr" }, []string{metaName, "fr"}},
		"heads":              {func(m *model) { m.meta.Heads = 3 }, []string{metaName, "width is 64", "96"}},
		"window":             {func(m *model) { m.meta.Window = 1 << 30 }, []string{metaName, "window"}},
		"window to position": {func(m *model) { m.meta.Window = 96 }, []string{weightsName, "embed.position", "[48 64]", "[96 64]"}},
		"inner":              {func(m *model) { m.meta.Inner = 100 }, []string{metaName, "inner is 100"}},
		"script":             {func(m *model) { m.meta.Lemma[1] = "l|x|" }, []string{metaName, "lemma 1", "l|x|"}},
		"kind":               {func(m *model) { m.meta.Names[0] = "ship" }, []string{metaName, "names", "ship"}},
		"no root":            {func(m *model) { m.meta.Deprel[1] = "top" }, []string{metaName, "root"}},
		"transitions":        {func(m *model) { m.meta.Transitions.Role.Start = nil }, []string{metaName, "role", "0 start"}},
		"transitions ragged": {func(m *model) { m.meta.Transitions.Names.Move[2] = []float32{1} }, []string{metaName, "names", "row 2"}},
	} {
		m := newModel(3)
		c.change(m)
		_, err := Load(m.files(t))
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q does not say %q", name, err, want)
			}
		}
	}
}

// A file that ends early, and whose sum nobody compares, is told by its tensors.
func TestLoadRefusesACutFile(t *testing.T) {
	weights, vocabulary, metaData := newModel(6).files(t)
	for _, size := range []int{0, 7, 100, len(weights) / 3, len(weights) - 1} {
		if _, err := Load(weights[:size], vocabulary, metaData); err == nil || !strings.Contains(err.Error(), weightsName) {
			t.Errorf("%d of %d bytes of the weights: %v", size, len(weights), err)
		}
	}
	for _, size := range []int{0, 10, len(vocabulary) / 2} {
		if _, err := Load(weights, vocabulary[:size], metaData); err == nil || !strings.Contains(err.Error(), vocabularyName) {
			t.Errorf("%d of %d bytes of the vocabulary: %v", size, len(vocabulary), err)
		}
	}
}

// weightsOf is a safetensors file of that header and data.
func weightsOf(header string, data int) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), make([]byte, data)...)
}

func TestTensorsLieInsideTheFile(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"empty":        {nil, "not a safetensors file"},
		"text":         {[]byte("This is no model at all, but a note."), "header of"},
		"long header":  {append(binary.LittleEndian.AppendUint64(nil, math.MaxUint64), '{', '}'), "header of"},
		"no object":    {weightsOf(`[1]`, 0), "not a JSON object"},
		"cut header":   {weightsOf(`{"a":{"dtype":"F32"`, 0), "header"},
		"outside":      {weightsOf(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, 7), "tensor a: bytes 0 to 8"},
		"size":         {weightsOf(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}`, 8), "tensor a: 4 bytes: want 8"},
		"negative":     {weightsOf(`{"a":{"dtype":"I8","shape":[4],"data_offsets":[-4,0]}}`, 8), "tensor a"},
		"type":         {weightsOf(`{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}`, 8), `tensor a: type "F16"`},
		"overflow":     {weightsOf(`{"a":{"dtype":"I8","shape":[4294967296,4294967296,1],"data_offsets":[0,0]}}`, 8), "tensor a: shape"},
		"overlap":      {weightsOf(`{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"I8","shape":[4],"data_offsets":[3,7]}}`, 8), "tensor b: begins at byte 3"},
		"twice":        {weightsOf(`{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"I8","shape":[4],"data_offsets":[4,8]}}`, 8), "tensor a stands twice"},
		"no offsets":   {weightsOf(`{"a":{"dtype":"I8","shape":[4]}}`, 8), "data_offsets"},
		"two in shape": {weightsOf(`{"a":{"dtype":"I8","shape":["4"],"data_offsets":[0,4]}}`, 8), "tensor a"},
	} {
		_, err := parseTensors(c.file)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	all, err := parseTensors(weightsOf(`{"__metadata__":{"by":"test"},"a":{"dtype":"I8","shape":[4],"data_offsets":[4,8]},"b":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}  `, 8))
	if err != nil || len(all) != 2 {
		t.Errorf("a good file: %v, %v", all, err)
	}
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// write puts a model's files into a folder.
func write(t *testing.T, m *model) (dir string) {
	t.Helper()
	dir = t.TempDir()
	weights, vocabulary, metaData := m.files(t)
	var x map[string]any
	if err := json.Unmarshal(metaData, &x); err != nil {
		t.Fatal(err)
	}
	x["sha256"] = map[string]string{weightsName: sum(weights), vocabularyName: sum(vocabulary)}
	metaData, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{weightsName: weights, vocabularyName: vocabulary, metaName: metaData} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestOpenComparesTheFiles(t *testing.T) {
	m := newModel(5)
	dir := write(t, m)
	n, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := n.Models(); len(got) != 1 || got["tiny"] != "3" {
		t.Errorf("models %v", got)
	}
	// One bit of the weights, the vocabulary cut, the weights cut, a file gone.
	path := filepath.Join(dir, weightsName)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]struct {
		file string
		data []byte
		want string
	}{
		"bit":       {weightsName, append(bytes.Clone(data[:len(data)-1]), data[len(data)-1]^1), "sha256"},
		"cut":       {weightsName, data[:len(data)/2], "sha256"},
		"empty":     {vocabularyName, nil, "sha256"},
		"no JSON":   {metaName, []byte("{"), metaName},
		"meta gone": {metaName, nil, metaName},
	} {
		dir := write(t, m)
		at := filepath.Join(dir, change.file)
		if err := os.WriteFile(at, change.data, 0o600); err != nil {
			t.Fatal(err)
		}
		if name == "meta gone" {
			if err := os.Remove(at); err != nil {
				t.Fatal(err)
			}
		}
		_, err := Open(dir)
		if err == nil || !strings.Contains(err.Error(), change.want) || !strings.Contains(err.Error(), change.file) {
			t.Errorf("%s: %v, want %q of %s", name, err, change.want, change.file)
		}
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("an empty folder was read")
	}
}

func FuzzTensors(f *testing.F) {
	f.Add(weightsOf(`{"__metadata__":{"by":"x"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"I8","shape":[1,3],"data_offsets":[8,11]}}`, 11))
	f.Fuzz(func(t *testing.T, file []byte) {
		all, err := parseTensors(file)
		if err != nil {
			return
		}
		size := 0
		for name, x := range all {
			size += len(x.data)
			if got, err := all.get(name, x.kind, x.shape...); err != nil || len(got) != len(x.data) {
				t.Errorf("tensor %s: %v", name, err)
			}
		}
		if size > len(file) {
			t.Errorf("%d bytes of tensors in a file of %d", size, len(file))
		}
	})
}

func FuzzMeta(f *testing.F) {
	weights, vocabulary, metaData := newModel(9).files(f)
	f.Add(metaData)
	text := split(f, "The mayor said.")
	f.Fuzz(func(t *testing.T, metaData []byte) {
		n, err := Load(weights, vocabulary, metaData)
		if err != nil {
			return
		}
		if _, err := n.Read(t.Context(), text); err != nil {
			t.Error(err)
		}
	})
}

// BenchmarkLoad loads a network of the released one's size: ready within 50 ms.
func BenchmarkLoad(b *testing.B) {
	m := newModel(8)
	m.fullSize()
	weights, vocabulary, metaData := m.files(b)
	for b.Loop() {
		if _, err := Load(weights, vocabulary, metaData); err != nil {
			b.Fatal(err)
		}
	}
}
