package encoder

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"hearsay/internal/encoder/kernel"
)

// The files of a model.
const (
	weightsName    = "weights.safetensors"
	vocabularyName = "vocab.txt"
	metaName       = "meta.json"
)

// The numbers of labels that no model chooses: O, then B and I of source, cue and
// content; of source and content; and the two scores of a mention.
const (
	flatLabels    = 7
	roleLabels    = 5
	mentionLabels = 2
)

// The widths of the heads' inner layers.
const (
	arcWidth      = 192
	relationWidth = 128
	roleHeads     = 6
	roleWidth     = roleHeads * kernel.HeadWidth
	distances     = 26
	sentencesAway = 5
	shapes        = 5
	quotes        = 3
	starts        = 3
)

// epsilon is what the norms add to a variance.
const epsilon = 1e-12

// Network is a model that was loaded. It is safe for use by several goroutines.
type Network struct {
	*meta
	set        *kernel.Set
	vocabulary *Vocabulary
	scripts    []script
	root       int // the relation "root"

	flatGrammar, nameGrammar, roleGrammar *grammar
	flatChain, roleChain                  chain

	word                []byte    // [vocabulary, width] of int8
	wordScale           []float32 // [vocabulary]
	position            []float32 // [window, width]
	shape, quote, start []float32 // [.., width]
	norm                rowNorm
	layers              []layer
	heads               heads
	states              sync.Pool // of *state
}

type rowNorm struct{ weight, bias []float32 }

// layer is one layer of BERT (Devlin et al. 2019).
type layer struct {
	heads              int
	qkv, out, up, down *kernel.Matrix
	norm1, norm2       rowNorm
}

// heads are what is read from the last layer; docs/model.md names them.
type heads struct {
	upos, lemma, flat, names, mention *kernel.Matrix
	arc                               struct{ dep, head, product *kernel.Matrix }
	arcScore                          []float32
	rel                               struct{ dep, head, out *kernel.Matrix }
	role                              roleHead
	sentence                          *kernel.Matrix
	coref                             struct{ query, key *kernel.Matrix }
	corefDistance                     []float32
}

type roleHead struct {
	a, b, p, q         *kernel.Matrix
	distance, sentence []float32 // [26, 192], [5, 192]
	norm               rowNorm
	layer              layer
	out                *kernel.Matrix
}

// Open reads the model in a folder and compares its files with the sums in meta.json.
// An error names the file, and the tensor or field, and what was expected.
func Open(dir string) (*Network, error) {
	data := map[string][]byte{}
	for _, name := range []string{metaName, vocabularyName, weightsName} {
		b, err := readFile(filepath.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("model %s: %w; want a folder with %s, %s and %s", dir, err, metaName, vocabularyName, weightsName)
		}
		data[name] = b
	}
	m, err := parseMeta(data[metaName])
	if err != nil {
		return nil, fmt.Errorf("model %s: %s: %w", dir, metaName, err)
	}
	for _, name := range []string{vocabularyName, weightsName} {
		if err := m.verify(name, data[name]); err != nil {
			return nil, fmt.Errorf("model %s: %s: %w", dir, name, err)
		}
	}
	n, err := Load(data[weightsName], data[vocabularyName], data[metaName])
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", dir, err)
	}
	return n, nil
}

// readFile reads a file of bounded size.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxWeights {
		return nil, fmt.Errorf("%s: want a file of at most %d bytes", name, maxWeights)
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

// Load makes a network of a model's files. The int8 weights are used where they lie:
// nobody may change them afterwards. The sums in meta.json are not compared.
func Load(weights, vocabulary, metaData []byte) (*Network, error) {
	return load(kernel.Best(), weights, vocabulary, metaData)
}

// load makes a network that computes with a set of kernels.
func load(set *kernel.Set, weights, vocabulary, metaData []byte) (*Network, error) {
	m, err := parseMeta(metaData)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", metaName, err)
	}
	v, err := NewVocabulary(vocabulary)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", vocabularyName, err)
	}
	if v.Size() != m.Vocabulary {
		return nil, fmt.Errorf("%s: %d pieces, %s has %d", vocabularyName, v.Size(), metaName, m.Vocabulary)
	}
	all, err := parseTensors(weights)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", weightsName, err)
	}
	n := &Network{meta: m, set: set, vocabulary: v, root: slices.Index(m.Deprel, "root")}
	for _, l := range m.Lemma {
		s, err := parseScript(l)
		if err != nil {
			return nil, fmt.Errorf("%s: lemma: %w", metaName, err)
		}
		n.scripts = append(n.scripts, s)
	}
	n.flatGrammar, n.nameGrammar = m.Transitions.Flat.plain(), m.Transitions.Names.plain()
	n.roleGrammar = m.Transitions.Role.roles()
	n.flatChain, n.roleChain = m.Transitions.Flat.chain(), m.Transitions.Role.chain()
	l := loader{tensors: all, set: n.set}
	n.take(&l)
	if l.err != nil {
		return nil, fmt.Errorf("%s: %w", weightsName, l.err)
	}
	n.states.New = func() any { return newState(n) }
	return n, nil
}

// take takes every tensor to its place.
func (n *Network) take(l *loader) {
	d := n.Width
	n.word = l.get("embed.word", "I8", n.Vocabulary, d)
	n.wordScale = l.floats("embed.word.scale", n.Vocabulary)
	n.position = l.floats("embed.position", n.Window, d)
	n.norm = l.norm("embed.norm", d)
	n.shape = l.floats("embed.shape", shapes, d)
	n.quote = l.floats("embed.quote", quotes, d)
	n.start = l.floats("embed.start", starts, d)
	for i := range n.Layers {
		n.layers = append(n.layers, l.layer("layer."+strconv.Itoa(i), n.Heads, n.Inner))
	}
	h := &n.heads
	h.upos = l.linear("head.upos", d, len(n.UPOS))
	h.lemma = l.linear("head.lemma", d, len(n.Lemma))
	h.flat = l.linear("head.flat", d, flatLabels)
	h.names = l.linear("head.names", d, 1+2*len(n.Names))
	h.mention = l.linear("head.mention", d, mentionLabels)
	h.arc.dep = l.linear("head.arc.dep", d, arcWidth)
	h.arc.head = l.linear("head.arc.head", d, arcWidth)
	h.arc.product = l.linear("head.arc.product", arcWidth, arcWidth)
	h.arcScore = l.floats("head.arc.head.score", arcWidth)
	h.rel.dep = l.linear("head.rel.dep", d, relationWidth)
	h.rel.head = l.linear("head.rel.head", d, relationWidth)
	h.rel.out = l.linear("head.rel.out", 2*relationWidth, len(n.Deprel))
	h.role = roleHead{
		a: l.linear("head.role.a", d, roleWidth), b: l.linear("head.role.b", d, roleWidth),
		p: l.linear("head.role.p", d, roleWidth), q: l.linear("head.role.q", d, roleWidth),
		distance: l.floats("head.role.distance", distances, roleWidth),
		sentence: l.floats("head.role.sentence", sentencesAway, roleWidth),
		norm:     l.norm("head.role.norm", roleWidth),
		layer:    l.layer("head.role.layer", roleHeads, 2*roleWidth),
		out:      l.linear("head.role.out", roleWidth, roleLabels),
	}
	h.sentence = l.linear("head.sentence", d, d)
	h.coref.query = l.linear("head.coref.q", d, MentionWidth)
	h.coref.key = l.linear("head.coref.k", d, MentionWidth)
	h.corefDistance = l.floats("head.coref.distance", len(Reading{}.Distance))
	l.finish()
}

// loader takes tensors out of a file until one does not fit.
type loader struct {
	tensors tensors
	set     *kernel.Set
	err     error
}

func (l *loader) get(name, kind string, shape ...int) []byte {
	if l.err != nil {
		return nil
	}
	data, err := l.tensors.get(name, kind, shape...)
	l.err = err
	delete(l.tensors, name)
	return data
}

func (l *loader) floats(name string, shape ...int) []float32 {
	if l.err != nil {
		return nil
	}
	x, err := l.tensors.floats(name, shape...)
	l.err = err
	delete(l.tensors, name)
	return x
}

func (l *loader) norm(name string, width int) rowNorm {
	return rowNorm{l.floats(name+".weight", width), l.floats(name+".bias", width)}
}

func (l *loader) linear(name string, in, out int) *kernel.Matrix {
	weights := l.get(name+".weight", "I8", (out+15)/16, in/4, 16, 4)
	scale, bias := l.floats(name+".scale", out), l.floats(name+".bias", out)
	if l.err != nil {
		return nil
	}
	m, err := l.set.NewMatrix(weights, scale, bias, in, out)
	if err != nil {
		l.err = fmt.Errorf("tensor %s.weight: %w", name, err)
	}
	return m
}

func (l *loader) layer(name string, heads, inner int) layer {
	d := heads * kernel.HeadWidth
	return layer{
		heads: heads,
		qkv:   l.linear(name+".qkv", d, 3*d), out: l.linear(name+".out", d, d),
		up: l.linear(name+".up", d, inner), down: l.linear(name+".down", inner, d),
		norm1: l.norm(name+".norm1", d), norm2: l.norm(name+".norm2", d),
	}
}

// finish refuses a file with tensors that nobody takes: it is for another network.
func (l *loader) finish() {
	if l.err != nil || len(l.tensors) == 0 {
		return
	}
	least := ""
	for name := range l.tensors {
		if least == "" || name < least {
			least = name
		}
	}
	l.err = fmt.Errorf("tensor %s (and %d more) has no place in the network that %s describes", least, len(l.tensors)-1, metaName)
}
