package check

import (
	"sort"
	"strings"

	"hearsay/record"
)

// Tree is one sentence: its words, and which hangs on which. Words are named by their
// number from 0; none is -1. A nil tree has no words.
type Tree struct {
	Words []record.Token
	text  string
	kids  [][]int
}

// noWord stands for no word of a sentence.
const noWord = -1

// Tree is the tree of sentence i; nil where nobody has parsed it.
func (m *Material) Tree(i int) *Tree {
	if t, known := m.trees[i]; known {
		return t
	}
	words := m.Words(i)
	if len(words) == 0 || words[0].Head == record.NoHead {
		return nil
	}
	t := &Tree{Words: words, text: m.Doc.Text, kids: make([][]int, len(words))}
	for k, w := range words {
		if w.Head > 0 && w.Head <= len(words) && w.Head != k+1 {
			t.kids[w.Head-1] = append(t.kids[w.Head-1], k)
		}
	}
	if m.trees != nil {
		m.trees[i] = t
	}
	return t
}

// TreeAt is the tree of the sentence in which byte at stands.
func (m *Material) TreeAt(at int) *Tree { return m.Tree(m.Sentence(at)) }

// At is the word in which byte at stands, or the next one.
func (t *Tree) At(at int) int {
	if t == nil {
		return noWord
	}
	i := sort.Search(len(t.Words), func(i int) bool { return t.Words[i].End > at })
	if i == len(t.Words) {
		return noWord
	}
	return i
}

// Range are the words of a span, from first up to last.
func (t *Tree) Range(s record.Span) (first, last int) {
	if t == nil {
		return 0, 0
	}
	first = sort.Search(len(t.Words), func(i int) bool { return t.Words[i].End > s.Start })
	last = sort.Search(len(t.Words), func(i int) bool { return t.Words[i].Start >= s.End })
	return first, last
}

// Top is the word of the span on which its others hang: the first whose head lies
// outside.
func (t *Tree) Top(s record.Span) int {
	first, last := t.Range(s)
	for i := first; i < last; i++ {
		if h := t.Head(i); h < first || h >= last {
			return i
		}
	}
	return noWord
}

// Head is the word on which word i hangs; none for the root.
func (t *Tree) Head(i int) int {
	if t == nil || i < 0 || i >= len(t.Words) {
		return noWord
	}
	if h := t.Words[i].Head - 1; h >= 0 && h < len(t.Words) {
		return h
	}
	return noWord
}

// Kids are the words that hang on word i, in their order.
func (t *Tree) Kids(i int) []int {
	if t == nil || i < 0 || i >= len(t.Words) {
		return nil
	}
	return t.kids[i]
}

// Kid is the first word that hangs on word i by one of the relations, subtypes
// included; none for none.
func (t *Tree) Kid(i int, relations ...string) int {
	for _, k := range t.Kids(i) {
		if t.Is(k, relations...) {
			return k
		}
	}
	return noWord
}

// Is tells whether word i hangs by one of the relations; "obl" stands for its subtypes
// too.
func (t *Tree) Is(i int, relations ...string) bool {
	if t == nil || i < 0 || i >= len(t.Words) {
		return false
	}
	for _, r := range relations {
		if rest, ok := strings.CutPrefix(t.Words[i].Deprel, r); ok && (rest == "" || rest[0] == ':') {
			return true
		}
	}
	return false
}

// Lemma is the lemma of word i in lower case; "" for none.
func (t *Tree) Lemma(i int) string {
	if t == nil || i < 0 || i >= len(t.Words) {
		return ""
	}
	return strings.ToLower(t.Words[i].Lemma)
}

// Form is word i as it stands, in lower case; "" for none.
func (t *Tree) Form(i int) string {
	if t == nil || i < 0 || i >= len(t.Words) {
		return ""
	}
	return strings.ToLower(t.Words[i].In(t.text))
}

// mostSteps is how far up a tree one looks.
const mostSteps = 64

// Clause is the predicate of the clause in which word i stands, itself included: a
// verb, or what a copula says of a subject; none where there is none.
func (t *Tree) Clause(i int) int {
	for range mostSteps {
		if i == noWord {
			return noWord
		}
		if t.predicate(i) {
			return i
		}
		i = t.Head(i)
	}
	return noWord
}

func (t *Tree) predicate(i int) bool {
	return t.Words[i].UPOS == "VERB" && !t.Is(i, "amod", "compound", "case") || t.Kid(i, "cop") != noWord
}

// Under tells whether word i hangs on word top, directly or not, or is it.
func (t *Tree) Under(i, top int) bool {
	for range mostSteps {
		if i == noWord {
			return false
		}
		if i == top {
			return true
		}
		i = t.Head(i)
	}
	return false
}

// Tense is how a predicate stands in time.
type Tense int

// The tenses. A bare form is none of them: an infinitive, a participle, or a form that
// may be past or present ("cut").
const (
	Bare Tense = iota
	Past       // also the perfect
	Present
	Future
	Modal // can, may, must, should
	Would // would, could, might: also a past plan
)

// Tense tells how the predicate stands in time, by its form and its auxiliaries.
func (t *Tree) Tense(i int) Tense {
	if t == nil || i < 0 || i >= len(t.Words) {
		return Bare
	}
	out, passive := Bare, false
	for _, k := range t.kids[i] {
		if !t.Is(k, "aux", "cop") {
			if t.Is(k, "mark") && t.Form(k) == "to" {
				return Bare
			}
			continue
		}
		switch form := t.Form(k); form {
		case "will", "shall", "'ll", "’ll", "wo":
			return Future
		case "can", "may", "must", "should", "ca":
			return Modal
		case "would", "could", "might", "'d", "’d":
			return Would
		case "was", "were", "had", "did", "been", "got":
			out = Past
		case "has", "have", "'ve", "’ve":
			if t.Words[i].UPOS == "VERB" {
				out = Past
			}
		case "is", "are", "am", "'s", "’s", "'re", "’re", "'m", "does", "do":
			if out == Bare {
				out = Present
			}
		case "be", "being":
			passive = true
		}
	}
	if out != Bare || passive {
		return out
	}
	return t.plain(i)
}

// plain is the tense of a verb without auxiliaries.
func (t *Tree) plain(i int) Tense {
	form, lemma := t.Form(i), t.Lemma(i)
	switch {
	case t.Words[i].UPOS != "VERB" || strings.HasSuffix(form, "ing") || lemma == "":
		return Bare
	case form == lemma:
		if sameInPast(lemma) {
			return Bare
		}
		if subject := t.Kid(i, "nsubj"); subject != noWord {
			return Present
		}
		return Bare
	case form == lemma+"s" || form == lemma+"es" || strings.HasSuffix(form, "ies"):
		return Present
	}
	return Past
}

func sameInPast(lemma string) bool {
	switch lemma {
	case "cut", "put", "set", "hit", "cost", "shut", "let", "hurt", "quit", "split", "spread", "cast", "bet", "rid", "burst", "beat", "read", "broadcast", "forecast", "thrust", "upset":
		return true
	}
	return false
}

// Unit is the word that a quantity counts by, else the top of its words.
func (t *Tree) Unit(q record.Quantity) int {
	if q.UnitSpan != nil && !q.UnitSpan.Empty() {
		if top := t.Top(*q.UnitSpan); top != noWord {
			return top
		}
	}
	return t.Top(q.Span)
}
