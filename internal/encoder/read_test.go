package encoder

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"

	"hearsay/internal/encoder/kernel"
	"hearsay/internal/lex"
	"hearsay/record"
)

var _ Encoder = (*Network)(nil)

// edges are texts that no newspaper prints.
var edges = map[string]string{
	"empty":          "",
	"space":          " \n\t\n ",
	"one word":       "harbour",
	"emoji":          "🙂🙃 🏳️‍🌈 👩‍👩‍👧‍👦",
	"long word":      strings.Repeat("a", 1_000_000),
	"quotations":     strings.Repeat("\"", 20_000),
	"long sentence":  strings.Repeat("the mayor said the quay is shut ", 300),
	"many sentences": strings.Repeat("She said. ", 2000),
	"other scripts":  "Το λιμάνι έκλεισε. 港口关闭了。 الميناء مغلق",
	"control":        "the\x00mayor\x01said\u200b\ufeff that\u0301\u0301",
}

// faults names what of a reading breaks the contract.
func faults(text *lex.Text, r Reading) string {
	doc := &record.Document{
		ID: "x", Text: text.Source, Body: record.Span{End: len(text.Source)}, Tokens: r.Tokens,
		Attributions: make([]record.Attribution, len(r.Attributions)), Models: map[string]string{},
	}
	for i, a := range r.Attributions {
		a.Form, a.Act, a.Sourcing = record.Indirect, record.Assert, record.Unnamed // not the network's to say
		doc.Attributions[i] = a.Attribution
		if len(a.Cue) != 1 || len(a.Source) > 1 || len(a.Content) > 3 {
			return "an attribution of too many pieces"
		}
		if i > 0 && a.Cue[0].Start < r.Attributions[i-1].Cue[0].End {
			return "attributions out of order"
		}
	}
	if err := doc.Check(); err != nil {
		return err.Error()
	}
	if len(r.Tokens) != len(text.Words) || len(r.Sentences) != len(text.Sentences) {
		return "not one token a word and one vector a sentence"
	}
	for i, s := range text.Sentences {
		heads := []int{0}
		for k := s.First; k < s.Last; k++ {
			token := r.Tokens[k]
			if token.Head < 0 || token.Head > s.Last-s.First || token.UPOS == "" || token.Lemma == "" || (token.Head == 0) != (token.Deprel == "root") {
				return "a token without its part"
			}
			heads = append(heads, token.Head)
		}
		if !isTree(heads) {
			return "a sentence without a tree"
		}
		var square float64
		for _, v := range r.Sentences[i] {
			square += float64(v) * float64(v)
		}
		if math.Abs(square-1) > 1e-5 {
			return "a sentence's vector that is not of length 1"
		}
	}
	last := 0
	for _, n := range r.Names {
		if n.First < last || n.Last <= n.First || n.Score <= 0 || n.Score > 1 || text.Words[n.First].Sentence != text.Words[n.Last-1].Sentence {
			return "a name out of order, out of its sentence or of no likelihood"
		}
		last = n.Last
	}
	last = -1
	for _, m := range r.Mentions {
		if m.Word <= last || m.Word >= len(text.Words) {
			return "a mention out of order"
		}
		last = m.Word
	}
	return ""
}

func TestReadKeepsItsContract(t *testing.T) {
	n := newModel(21).network(t)
	texts := map[string]string{"sample": strings.Repeat(sample+"\n\n", 4)}
	for name, text := range edges {
		texts[name] = text
	}
	found := 0
	for name, source := range texts {
		text := split(t, source)
		r, err := n.Read(t.Context(), text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if fault := faults(text, r); fault != "" {
			t.Errorf("%s: %s", name, fault)
		}
		found += min(len(r.Names), len(r.Attributions), len(r.Mentions))
	}
	if found == 0 {
		t.Error("nothing was found in any text: the test sees nothing")
	}
}

func TestLongSentenceIsOneTree(t *testing.T) {
	n := newModel(22).network(t)
	text := split(t, edges["long sentence"])
	if len(text.Sentences) != 1 || len(text.Words) < 4*n.Window {
		t.Fatal("the text is not one long sentence")
	}
	r, err := n.Read(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	root, parts := 0, 0
	for i, token := range r.Tokens {
		if token.Head == 0 {
			root = i + 1
		}
	}
	for i, token := range r.Tokens {
		if token.Deprel == "parataxis" {
			parts++
			if token.Head != root {
				t.Errorf("the part of word %d hangs on %d, the root is %d", i+1, token.Head, root)
			}
		}
	}
	if parts < 4 {
		t.Errorf("%d later parts", parts)
	}
}

func TestSameTextSameReading(t *testing.T) {
	n := newModel(23).network(t)
	texts := []*lex.Text{split(t, sample), split(t, strings.Repeat(sample+"\n\n", 3)), split(t, edges["emoji"]), split(t, edges["other scripts"])}
	var want []Reading
	for _, text := range texts {
		r, err := n.Read(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, r)
	}
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			for k := range 8 {
				i := (worker + k) % len(texts)
				if got, err := n.Read(t.Context(), texts[i]); err != nil || !reflect.DeepEqual(got, want[i]) {
					t.Errorf("text %d: another reading, %v", i, err)
				}
			}
		})
	}
	wait.Wait()
}

// TestEveryMachineGivesTheSameReading compares with what was read on the machine that
// wrote the test: every kernel must give it, and every architecture.
func TestEveryMachineGivesTheSameReading(t *testing.T) {
	const want = "096ff6b83003df25dfffee75f517d9adb7c0bf0224d5e2bcac89418efea4df70"
	weights, vocabulary, metaData := newModel(21).files(t)
	text := split(t, strings.Repeat(sample+"\n\n", 2))
	for _, set := range kernel.Sets() {
		n, err := load(set, weights, vocabulary, metaData)
		if err != nil {
			t.Fatal(err)
		}
		r, err := n.Read(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Attributions) == 0 || len(r.Mentions) == 0 || len(r.Names) == 0 {
			t.Error("a layer is empty: the test sees nothing of it")
		}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if got := sum(b); got != want {
			t.Errorf("%s: a reading with the sum %s, want %s", set.Name(), got, want)
		}
	}
}

func TestReadStopsWhenTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newModel(24).network(t).Read(ctx, split(t, sample)); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestMemoryDoesNotHoldAVectorForEachWord(t *testing.T) {
	m := newModel(25)
	for _, head := range []string{"mention", "flat", "names"} {
		m.floats["head."+head+".bias"][0] = 1e3 // what is found is kept
	}
	n := m.network(t)
	text := split(t, strings.Repeat("the mayor said the quay is shut ", 1000))
	live := func() int64 {
		var s runtime.MemStats
		runtime.GC()
		runtime.GC() // what the first one found dead, and what pools still held, is gone only now
		runtime.ReadMemStats(&s)
		return int64(s.HeapAlloc)
	}
	before := live()
	r, err := n.Read(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	vectors := int64(len(text.Words) * n.Width * 4)
	if kept := live() - before; kept > vectors*3/4 {
		t.Errorf("%d bytes for %d words: a vector for each would be %d", kept, len(text.Words), vectors)
	}
	runtime.KeepAlive(r)
	runtime.KeepAlive(text)
}

func BenchmarkRead(b *testing.B) {
	n := newModel(26).network(b)
	text := split(b, strings.Repeat(sample+"\n\n", 10))
	for b.Loop() {
		if _, err := n.Read(b.Context(), text); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(text.Words)*b.N)/b.Elapsed().Seconds(), "words/s")
}
