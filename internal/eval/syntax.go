package eval

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"hearsay/record"
)

type syntaxGold struct{ docs []syntaxDoc }

// syntaxDoc is a document of a CoNLL-U file: its sentences joined by a space, or a
// blank line where a paragraph begins.
type syntaxDoc struct {
	id        string
	text      []rune
	words     []goldWord
	sentences []span // of words
	numbered  bool   // no "# newdoc": cut every 20 sentences
	chains    []bracket
}

type goldWord struct {
	span
	form, lemma, upos, deprel string
	head, first               int // first: the index of its sentence's first word
}

// aligned is a word's place; of several words at one place, the n-th.
type aligned struct {
	span
	n int
}

func openSyntax(path string, _ Options) (Gold, error) {
	r := conllu{comments: map[string]string{}}
	err := eachRawLine(path, r.line)
	if err == nil {
		err = r.close()
	}
	return &syntaxGold{r.docs}, err
}

func (g *syntaxGold) Documents() iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, d := range g.docs {
			if !yield(&record.Document{ID: d.id, Text: string(d.text), Language: "en"}, nil) {
				return
			}
		}
	}
}

func (g *syntaxGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	for _, d := range g.docs {
		if !in(d.id) {
			continue
		}
		rec := records[d.id]
		if rec == nil {
			rec = &record.Document{}
		}
		read := readWords(rec)
		hit, diffs := d.compare(read)
		for m, n := range hit {
			t.add(m, n, 0, 0)
		}
		out.Disagreements = append(out.Disagreements, diffs...)
		for _, m := range []string{"tokens", "upos", "lemma", "uas", "las"} {
			t.add(m, 0, len(read.tokens), len(d.words))
		}
		var gold []span
		for _, s := range d.sentences {
			gold = append(gold, span{d.words[s[0]].span[0], d.words[s[1]-1].span[1]})
		}
		right := 0
		for _, s := range gold {
			if slices.Contains(read.sentences, s) {
				right++
				continue
			}
			out.add(d.id, "sentence", oneLine(d.text, s[0], s[1]), "", "")
		}
		t.add("sentences", right, len(read.sentences), len(gold))
	}
	out.Scores = t.scores("tokens", "sentences", "upos", "lemma", "uas", "las")
	return out
}

// words are a record's tokens in code points, with the head of each as a place.
type words struct {
	tokens    []record.Token
	places    []aligned
	heads     []*aligned // nil for the root or none
	sentences []span
}

func readWords(d *record.Document) words {
	o := record.NewOffsets(d.Text)
	w := words{tokens: d.Tokens, sentences: runeSpans(o, d.Sentences)}
	var spans []span
	for _, t := range d.Tokens {
		spans = append(spans, span{o.Rune(t.Start), o.Rune(t.End)})
	}
	w.places = places(spans)
	s, first := 0, 0
	for k, t := range d.Tokens {
		for s < len(d.Sentences) && t.Start >= d.Sentences[s].End {
			s, first = s+1, k
		}
		if i := first + t.Head - 1; t.Head > 0 && i < len(w.places) {
			w.heads = append(w.heads, &w.places[i])
		} else {
			w.heads = append(w.heads, nil)
		}
	}
	return w
}

func places(spans []span) []aligned {
	seen, out := map[span]int{}, make([]aligned, len(spans))
	for i, s := range spans {
		out[i] = aligned{s, seen[s]}
		seen[s]++
	}
	return out
}

func (d syntaxDoc) compare(read words) (map[string]int, []Disagreement) {
	spans := make([]span, len(d.words))
	for i, w := range d.words {
		spans[i] = w.span
	}
	gold := places(spans)
	index := map[aligned]int{}
	for k, p := range read.places {
		index[p] = k
	}
	hit, diffs := map[string]int{}, []Disagreement{}
	differ := func(what string, w goldWord, gold, got string) {
		diffs = append(diffs, Disagreement{d.id, what, gold, got, oneLine(d.text, w.span[0]-40, w.span[1]+40)})
	}
	for k, w := range d.words {
		j, ok := index[gold[k]]
		if !ok {
			differ("token", w, w.form, "")
			continue
		}
		s := read.tokens[j]
		hit["tokens"]++
		if s.UPOS == w.upos {
			hit["upos"]++
		} else {
			differ("upos", w, w.form+" "+w.upos, s.UPOS)
		}
		if strings.EqualFold(s.Lemma, w.lemma) || w.lemma == "_" {
			hit["lemma"]++
		} else {
			differ("lemma", w, w.form+" "+w.lemma, s.Lemma)
		}
		var head *aligned
		if w.head > 0 {
			head = &gold[w.first+w.head-1]
		}
		// As in the reference, a word without a head agrees with a gold root.
		if agree := head == nil && read.heads[j] == nil || head != nil && read.heads[j] != nil && *head == *read.heads[j]; !agree {
			continue
		}
		hit["uas"]++
		if base(s.Deprel) == w.deprel {
			hit["las"]++
		}
	}
	return hit, diffs
}

func base(deprel string) string {
	b, _, _ := strings.Cut(deprel, ":")
	return b
}

// conllu reads a CoNLL-U file line by line.
type conllu struct {
	docs     []syntaxDoc
	sentence []conlluWord
	comments map[string]string
}

type conlluWord struct {
	goldWord
	misc  string // the last column
	parts int    // of a multiword token's line: how many words follow; else 0
}

func (r *conllu) line(l string) error {
	if l == "" {
		return r.close()
	}
	if comment, ok := strings.CutPrefix(l, "#"); ok {
		key, value, _ := strings.Cut(comment, "=")
		r.comments[strings.TrimSpace(key)] = strings.TrimSpace(value)
		return nil
	}
	c := strings.Split(l, "\t")
	if len(c) < 10 {
		return fmt.Errorf("%d columns, CoNLL-U has 10", len(c))
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	w := conlluWord{goldWord: goldWord{form: c[1], lemma: c[2], upos: c[3], deprel: base(c[7])}, misc: c[9]}
	if a, b, ok := strings.Cut(c[0], "-"); ok {
		first, err1 := strconv.Atoi(a)
		last, err2 := strconv.Atoi(b)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		w.parts = last - first + 1
	} else {
		w.head, _ = strconv.Atoi(c[6]) // "_" is no head
	}
	r.sentence = append(r.sentence, w)
	return nil
}

func (r *conllu) close() error {
	if len(r.sentence) == 0 {
		clear(r.comments)
		return nil
	}
	id, named := r.comments["newdoc id"]
	last := len(r.docs) - 1
	if last < 0 || named || r.docs[last].numbered && len(r.docs[last].sentences) == 20 {
		numbered := !named && (last < 0 || r.docs[last].numbered)
		if !named {
			id = fmt.Sprintf("part-%04d", len(r.docs))
		}
		r.docs = append(r.docs, syntaxDoc{id: id, numbered: numbered})
	}
	d := &r.docs[len(r.docs)-1]
	if len(d.text) > 0 {
		_, par := r.comments["newpar"]
		_, parID := r.comments["newpar id"]
		if par || parID {
			d.text = append(d.text, '\n', '\n')
		} else {
			d.text = append(d.text, ' ')
		}
	}
	text := r.comments["text"]
	if err := d.append(r.sentence, text); err != nil {
		return err
	}
	r.sentence = nil
	clear(r.comments)
	return nil
}

// append places a sentence's words at the document's end.
func (d *syntaxDoc) append(sentence []conlluWord, text string) error {
	at, first, pos := len(d.text), len(d.words), 0
	runes := []rune(text)
	var whole span
	left, inner := 0, -1
	for n, w := range sentence {
		form := []rune(w.form)
		if left == 0 {
			k := index(runes, form, pos)
			if k < 0 {
				return fmt.Errorf("%q is not in its sentence's text", w.form)
			}
			pos = k + len(form)
			w.span = span{at + k, at + pos}
		}
		if w.parts > 0 {
			whole, left, inner = w.span, w.parts, -1
			joined := ""
			for _, p := range sentence[n+1 : min(n+1+left, len(sentence))] {
				joined += p.form
			}
			if strings.EqualFold(joined, w.form) {
				inner = whole[0] // "do" + "n't" stand in "don't"; "do" + "not" would not
			}
			continue
		}
		if left > 0 {
			w.span = whole
			if inner >= 0 {
				w.span = span{inner, inner + len(form)}
				inner += len(form)
			}
			left--
		}
		w.first = first
		d.chains = appendBrackets(d.chains, w.misc, len(d.words))
		d.words = append(d.words, w.goldWord)
	}
	d.text = append(d.text, runes...)
	d.sentences = append(d.sentences, span{first, len(d.words)})
	return nil
}

func index(text, form []rune, from int) int {
	for k := from; k+len(form) <= len(text); k++ {
		if slices.Equal(text[k:k+len(form)], form) {
			return k
		}
	}
	return -1
}
