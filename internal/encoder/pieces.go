package encoder

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"hearsay/internal/lex"
)

const (
	// maxPieces is the number of pieces that are kept of one word.
	maxPieces = 16
	// maxLetters is the length of a part of a word, in letters, beyond which it is
	// unknown, as in BERT.
	maxLetters = 100
	// maxBytes is the part of a word that is looked at: no word needs more for its
	// pieces, and a text may be one word.
	maxBytes = 4096
)

// Vocabulary cuts words into BERT's word pieces (Wu et al. 2016; Devlin et al. 2019),
// uncased and without accents.
type Vocabulary struct {
	ids                    map[string]int32
	unknown, first, finish int32 // [UNK], [CLS], [SEP]
}

// NewVocabulary reads a vocabulary of one piece a line. An error says what is
// missing or repeated.
func NewVocabulary(data []byte) (*Vocabulary, error) {
	all := strings.Split(strings.TrimSuffix(string(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))), "\n"), "\n")
	v := &Vocabulary{ids: make(map[string]int32, len(all))}
	for i, piece := range all {
		v.ids[piece] = int32(i)
	}
	if len(v.ids) != len(all) {
		return nil, errors.New("a piece stands twice")
	}
	for name, id := range map[string]*int32{"[UNK]": &v.unknown, "[CLS]": &v.first, "[SEP]": &v.finish} {
		at, ok := v.ids[name]
		if !ok {
			return nil, fmt.Errorf("no piece %s: not a vocabulary of BERT's", name)
		}
		*id = at
	}
	return v, nil
}

// Size is the number of pieces.
func (v *Vocabulary) Size() int { return len(v.ids) }

// Pieces appends the pieces of a word, at least one and at most 16.
func (v *Vocabulary) Pieces(into []int32, word string) []int32 {
	start := len(into)
	if id, ok := v.ids[word]; ok && word != "" && word[0] != '[' && word[0] != '#' {
		return append(into, id)
	}
	if len(word) > maxBytes {
		cut := maxBytes
		for cut > 0 && !utf8.RuneStart(word[cut]) {
			cut--
		}
		word = word[:cut]
	}
	for part := range parts(normal(word)) {
		into = v.longest(into, part)
	}
	switch {
	case len(into) == start:
		return append(into, v.unknown)
	case len(into) > start+maxPieces:
		return into[:start+maxPieces]
	}
	return into
}

// longest appends the pieces of a part, the longest first; the one unknown piece
// where some of it is not in the vocabulary.
func (v *Vocabulary) longest(into []int32, part string) []int32 {
	start := len(into)
	if utf8.RuneCountInString(part) > maxLetters {
		return append(into, v.unknown)
	}
	prefix := ""
	for at := 0; at < len(part); {
		end := len(part)
		for ; end > at; end-- {
			if end < len(part) && !utf8.RuneStart(part[end]) {
				continue
			}
			if id, ok := v.ids[prefix+part[at:end]]; ok {
				into = append(into, id)
				break
			}
		}
		if end == at {
			return append(into[:start], v.unknown)
		}
		at, prefix = end, "##"
	}
	return into
}

// normal is a word in lower case, without accents and control characters.
func normal(word string) string {
	plain := true
	for i := 0; i < len(word) && plain; i++ {
		c := word[i]
		plain = ' ' < c && c < 0x7f && (c < 'A' || c > 'Z')
	}
	if plain {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		if !unicode.In(r, unicode.Mn, unicode.Cc, unicode.Cf) && r != utf8.RuneError {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// parts yields what stands between white space, each mark and ideograph alone.
func parts(word string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i, r := range word {
			size := utf8.RuneLen(r)
			space := unicode.IsSpace(r)
			if !space && !alone(r) {
				continue
			}
			if start < i && !yield(word[start:i]) {
				return
			}
			start = i + size
			if !space && !yield(word[i:start]) {
				return
			}
		}
		if start < len(word) {
			yield(word[start:])
		}
	}
}

// alone tells the characters that are parts of their own: BERT's punctuation, which
// takes ASCII's symbols in, and the CJK ideographs.
func alone(r rune) bool {
	if r < 0x80 {
		return r > ' ' && r != 0x7f && !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	}
	return unicode.IsPunct(r) || unicode.Is(unicode.Han, r)
}

// Features are what the network sees of each word beside its pieces; docs/model.md
// gives the numbers' meaning.
type Features struct{ Shape, Quote, Start []uint8 }

// NewFeatures looks at every word of a text.
func NewFeatures(t *lex.Text) Features {
	n := len(t.Words)
	f := Features{make([]uint8, n), make([]uint8, n), make([]uint8, n)}
	for i := range t.Words {
		f.Shape[i] = shape(t.Form(i))
	}
	for _, q := range t.Quotes {
		for _, s := range q.Spans {
			first, last := t.Range(s)
			for i := first; i < last; i++ {
				f.Quote[i] = max(f.Quote[i], 1)
			}
			for _, i := range []int{first, last - 1} {
				if i < last && isMark(t.Form(i)) {
					f.Quote[i] = 2
				}
			}
		}
	}
	for _, s := range t.Sentences {
		if s.First < s.Last {
			f.Start[s.First] = 1
		}
	}
	for _, p := range t.Paragraphs {
		if p.First < p.Last && t.Sentences[p.First].First < t.Sentences[p.First].Last {
			f.Start[t.Sentences[p.First].First] = 2
		}
	}
	return f
}

// isMark tells a word without letters and digits: a quotation mark at the end of a
// quotation's piece.
func isMark(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size > 0 && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// shape is how a word is written: 0 without letters, 1 lower case, 2 a capital and
// then lower case, 3 capitals, 4 mixed.
func shape(word string) uint8 {
	if len(word) > maxBytes {
		word = word[:maxBytes]
	}
	letters, upper, first := 0, 0, false
	for _, r := range word {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			upper++
			first = first || letters == 1
		}
	}
	switch {
	case letters == 0:
		return 0
	case upper == 0:
		return 1
	case first && upper == 1:
		return 2
	case upper == letters:
		return 3
	}
	return 4
}
