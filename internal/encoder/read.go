package encoder

import (
	"context"
	"strconv"

	"hearsay/internal/lex"
	"hearsay/internal/stage"
	"hearsay/record"
)

// Bounds of what a reading keeps beside tokens: a text of one-word sentences would
// otherwise take a vector for every word after all. The longest books stay below.
const (
	maxVectors  = 1 << 15
	maxMentions = 1 << 16
)

// Models is the network's name and version.
func (n *Network) Models() map[string]string {
	return map[string]string{n.Name: strconv.Itoa(n.Version)}
}

// Read reads a text window by window. Its memory beside the reading itself does not
// grow with the text. The error is the context's.
func (n *Network) Read(ctx context.Context, text *lex.Text) (Reading, error) {
	s, _ := n.states.Get().(*state)
	defer n.states.Put(s)
	r := reader{state: s, begin: stage.Of(ctx), text: text, sentence: -1}
	r.out = Reading{
		Tokens: make([]record.Token, 0, len(text.Words)), Names: []Name{},
		Attributions: []Attribution{}, Mentions: []Mention{},
		Sentences: make([][]float32, len(text.Sentences)),
	}
	copy(r.out.Distance[:], n.heads.corefDistance)
	r.begin("encoder/pieces")
	err := newCutter(text, n.vocabulary, n.Window).each(func(w *window) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.read(w)
		return nil
	})
	if err != nil {
		return Reading{}, err
	}
	return r.out, nil
}

// reader turns one text's windows into its reading.
type reader struct {
	*state
	begin stage.Follower
	text  *lex.Text
	out   Reading

	sentence int       // the last one that was met
	root     int       // its root, a word of the text
	sum      []float32 // of its words' states so far
}

// read adds what the network decides of a window.
func (r *reader) read(w *window) {
	r.begin("encoder/layers")
	r.encode(w)
	r.begin("encoder/tokens")
	r.tokens(w)
	r.begin("encoder/names")
	r.names(w)
	r.begin("encoder/attributions")
	r.attributions(w)
	r.begin("encoder/mentions")
	r.mentions(w)
	r.begin("encoder/sentences")
	r.vectors(w)
	r.begin("encoder/pieces") // of the next window
}

// tokens adds a token for each word.
func (r *reader) tokens(w *window) {
	n := r.n
	base := len(r.out.Tokens)
	for i := w.first; i < w.last; i++ {
		r.out.Tokens = append(r.out.Tokens, record.Token{Span: r.text.Words[i].Span})
	}
	tokens := r.out.Tokens[base:]
	scores, k := r.label(n.heads.upos, w), len(n.UPOS)
	for i := range tokens {
		tokens[i].UPOS = n.UPOS[argmax(scores[i*k:][:k])]
	}
	scores, k = r.label(n.heads.lemma, w), len(n.Lemma)
	for i := range tokens {
		tokens[i].Lemma = n.lemma(scores[i*k:][:k], r.text.Form(w.first+i), r.text.Words[w.first+i].Lower)
	}
	heads := r.heads(w, r.text)
	scores, k = r.relations(w, heads), len(n.Deprel)
	for i := range tokens {
		word := w.first + i
		sentence := r.text.Words[word].Sentence
		first := r.text.Sentences[sentence].First
		switch {
		case heads[i] < w.words():
			row := scores[i*k:][:k]
			row[n.root] = never
			tokens[i].Head, tokens[i].Deprel = w.first+heads[i]-first+1, n.Deprel[argmax(row)]
		case sentence == r.sentence: // a later part of a long sentence hangs on the first one's root
			tokens[i].Head, tokens[i].Deprel = r.root-first+1, "parataxis"
		default:
			r.sentence, r.root = sentence, word
			tokens[i].Head, tokens[i].Deprel = 0, n.Deprel[n.root]
		}
	}
}

// lemma is what the best script makes that fits the word.
func (n *Network) lemma(scores []float32, form, lower string) string {
	for range scores {
		at := argmax(scores)
		if lemma, ok := n.scripts[at].apply(form, lower); ok {
			return lemma
		}
		scores[at] = never
	}
	return lower
}

// names adds the names; none goes beyond its sentence.
func (r *reader) names(w *window) {
	k := 1 + 2*len(r.n.Names)
	scores := r.label(r.n.heads.names, w)
	labels := r.decoder.decode(r.n.nameGrammar, scores, k)
	r.head.runs = runs(r.head.runs[:0], labels)
	for _, run := range r.head.runs {
		for first := run.first; first < run.last; {
			last := min(run.last, sentenceEnd(w, r.text, first))
			var c certainty
			for i := first; i < last; i++ {
				c.add(scores[i*k:][:k], labels[i])
			}
			r.out.Names = append(r.out.Names, Name{w.first + first, w.first + last, r.n.Names[run.kind], c.mean()})
			first = last
		}
	}
}

// attributions adds one for each cue.
func (r *reader) attributions(w *window) {
	scores := r.label(r.n.heads.flat, w)
	for i := 0; i < len(scores); i += flatLabels {
		scores[i+beginCue] += r.n.CueBonus // for each cue once, so that cues do not grow
	}
	labels := r.decoder.decode(r.n.flatGrammar, scores, flatLabels)
	var cues []run
	var sure []certainty
	var odds []float64
	for _, c := range runs(nil, labels) {
		if c.kind != (beginCue-1)/2 {
			continue
		}
		var p certainty
		for i := c.first; i < c.last; i++ {
			p.add(scores[i*flatLabels:][:flatLabels], labels[i])
		}
		cues, sure = append(cues, c), append(sure, p)
		odds = append(odds, r.odds.of(r.n.flatChain, scores, labels, c.first, min(c.last+1, len(labels))))
	}
	r.roles(w, r.text, cues, func(cue run, scores []float32) {
		a := Attribution{CueOdds: odds[0]}
		a.Cue = record.Spans{r.span(w, cue)}
		p := sure[0]
		odds, sure = odds[1:], sure[1:]
		labels := r.decoder.decode(r.n.roleGrammar, scores, roleLabels)
		for _, x := range runs(nil, labels) {
			if x.kind == sourceKind {
				a.Source = append(a.Source, r.span(w, x))
			} else {
				a.Content = append(a.Content, r.span(w, x))
			}
			for i := x.first; i < x.last; i++ {
				p.add(scores[i*roleLabels:][:roleLabels], labels[i])
			}
		}
		a.Confidence, a.RoleOdds = p.mean(), r.odds.of(r.n.roleChain, scores, labels, 0, len(labels))
		r.out.Attributions = append(r.out.Attributions, a)
	})
}

// span is the place of a run of the window's words.
func (r *reader) span(w *window, x run) record.Span {
	return r.text.Span(w.first+x.first, w.first+x.last)
}

// mentions adds the words that head a mention.
func (r *reader) mentions(w *window) {
	scores := r.label(r.n.heads.mention, w)
	var words []int
	for i := range w.words() {
		if scores[2*i+1] > scores[2*i] && len(r.out.Mentions)+len(words) < maxMentions {
			words = append(words, i)
		}
	}
	if len(words) == 0 {
		return
	}
	r.mean(len(words), func(i int) (int, int) { return words[i], words[i] + 1 })
	queries := r.linear(&r.head.a, r.n.heads.coref.query, &r.one, len(words))
	keys := r.linear(&r.head.b, r.n.heads.coref.key, &r.one, len(words))
	for i, word := range words {
		m := Mention{Word: w.first + word}
		copy(m.Query[:], queries[i*MentionWidth:])
		copy(m.Key[:], keys[i*MentionWidth:])
		r.out.Mentions = append(r.out.Mentions, m)
	}
}

// vectors sets the vectors of the sentences that end in the window; the sum of one that
// goes on is kept.
func (r *reader) vectors(w *window) {
	d := r.n.Width
	m := &r.head
	m.gathered = m.gathered[:0]
	ended := []int{}
	r.sum = grow(r.sum, d)
	for first := 0; first < w.words(); {
		last := sentenceEnd(w, r.text, first)
		at := r.text.Words[w.first+first].Sentence
		s := r.text.Sentences[at]
		if w.first+first == s.First {
			clear(r.sum)
		}
		for i := first; i < last; i++ {
			r.set.Add(r.sum, r.words[i*d:][:d])
		}
		if w.first+last == s.Last && at < maxVectors {
			scale(r.sum, 1/float32(s.Last-s.First))
			m.gathered = append(m.gathered, r.sum...)
			ended = append(ended, at)
		}
		first = last
	}
	if len(ended) == 0 {
		return
	}
	r.set.Quantise(&r.one, m.gathered, len(ended), d)
	out := make([]float32, len(ended)*d)
	r.n.heads.sentence.Mul(out, &r.one)
	for i, at := range ended {
		r.out.Sentences[at] = out[i*d:][:d:d]
		r.unit(r.out.Sentences[at])
	}
}
