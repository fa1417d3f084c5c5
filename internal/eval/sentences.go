package eval

import (
	"cmp"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"

	"hearsay/record"
)

type sentencesGold struct {
	docs      attributionGold
	sentences []sentenceDoc
}

type sentenceDoc struct {
	ID, Doc   string
	Sentences []struct {
		Tokens []span
		Labels []string
	}
}

func openSentences(path string, o Options) (Gold, error) {
	if o.Docs == "" {
		return nil, errors.New("sentences: --docs must name the file of their documents (polnear-dev.jsonl)")
	}
	g := &sentencesGold{}
	var err error
	if g.docs.docs, err = readAttribution(o.Docs); err != nil {
		return nil, err
	}
	return g, eachLine(path, func(line []byte) error {
		var d sentenceDoc
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		g.sentences = append(g.sentences, d)
		return nil
	})
}

func (g *sentencesGold) Documents() iter.Seq2[*record.Document, error] { return g.docs.Documents() }

func (g *sentencesGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	texts := map[string][]rune{}
	for _, d := range g.docs.docs {
		texts[d.ID] = []rune(d.Text)
	}
	t, out := tally{}, Result{}
	for _, d := range g.sentences {
		if !in(d.Doc) {
			continue
		}
		text := texts[d.Doc]
		var all []attr
		if r := records[d.Doc]; r != nil {
			all, _ = recordAttributions(r)
		}
		for _, s := range d.Sentences {
			read := labelSpans(flatten(near(all, s.Tokens), s.Tokens))
			gold := labelSpans(s.Labels)
			loose := func(in []labelled) []labelled {
				var l []labelled
				for _, x := range in {
					l = append(l, x.loose(text, s.Tokens))
				}
				slices.SortFunc(l, labelled.compare)
				return slices.CompactFunc(l, func(a, b labelled) bool { return a.compare(b) == 0 })
			}
			g, r := loose(gold), loose(read)
			for _, name := range roles {
				right, nr, ng := agree(r, g, name)
				t.add(name, right, nr, ng)
				t.add("all", right, nr, ng)
				right, nr, ng = agree(read, gold, name)
				t.add(name+".strict", right, nr, ng)
			}
			if !slices.EqualFunc(g, r, func(a, b labelled) bool { return a.compare(b) == 0 }) {
				line := oneLine(text, s.Tokens[0][0], s.Tokens[len(s.Tokens)-1][1])
				out.Disagreements = append(out.Disagreements, Disagreement{d.ID, "labels", labelWords(text, s.Tokens, gold), labelWords(text, s.Tokens, read), line})
			}
		}
	}
	out.Scores = t.scores("source", "cue", "content", "all", "source.strict", "cue.strict", "content.strict")
	return out
}

// labelled is a run of tokens with one role.
type labelled struct {
	role   string
	tokens []int
}

func (a labelled) compare(b labelled) int {
	return cmp.Or(strings.Compare(a.role, b.role), slices.Compare(a.tokens, b.tokens))
}

// loose drops tokens that are punctuation alone, unless nothing is left.
func (a labelled) loose(text []rune, tokens []span) labelled {
	var words []int
	for _, k := range a.tokens {
		if slices.ContainsFunc(text[tokens[k][0]:tokens[k][1]], func(r rune) bool { return !edge(r) }) {
			words = append(words, k)
		}
	}
	if words == nil {
		return a
	}
	return labelled{a.role, words}
}

func agree(read, gold []labelled, role string) (right, nr, ng int) {
	for _, g := range gold {
		if g.role == role {
			ng++
		}
	}
	for _, r := range read {
		if r.role != role {
			continue
		}
		nr++
		if slices.ContainsFunc(gold, func(g labelled) bool { return g.compare(r) == 0 }) {
			right++
		}
	}
	return right, nr, ng
}

func labelWords(text []rune, tokens []span, in []labelled) string {
	var b []string
	for _, x := range in {
		b = append(b, x.role+": "+oneLine(text, tokens[x.tokens[0]][0], tokens[x.tokens[len(x.tokens)-1]][1]))
	}
	return strings.Join(b, " | ")
}

// near are the attributions that have a character in the sentence.
func near(all []attr, tokens []span) []attr {
	lo, hi := tokens[0][0], tokens[len(tokens)-1][1]
	var out []attr
	for _, a := range all {
		for _, s := range slices.Concat(a[0], a[1], a[2]) {
			if s[0] < hi && s[1] > lo {
				out = append(out, a)
				break
			}
		}
	}
	return out
}

// flatten gives one label a token, as CofeNet's data has it: attributions in order
// of size, the outer one first, and inner ones only where free.
func flatten(all []attr, tokens []span) []string {
	size := func(a attr) int {
		n := 0
		for _, s := range slices.Concat(a[0], a[1], a[2]) {
			n += s[1] - s[0]
		}
		return n
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b attr) int { return cmp.Compare(size(b), size(a)) })
	labels := make([]string, len(tokens))
	for i := range labels {
		labels[i] = "O"
	}
	for _, a := range all {
		for r, name := range roles {
			for _, s := range a[r] {
				lay(labels, tokens, s, name)
			}
		}
	}
	return labels
}

// lay labels the tokens under the span if all of them are free.
func lay(labels []string, tokens []span, s span, name string) {
	first, last := -1, -1
	for k, t := range tokens {
		if t[0] < s[1] && t[1] > s[0] {
			if labels[k] != "O" {
				return
			}
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	if first < 0 {
		return
	}
	for k := first; k <= last; k++ {
		labels[k] = "I-" + name
	}
	labels[first] = "B-" + name
}

// labelSpans reads BIO labels; an I without its B opens a run.
func labelSpans(labels []string) []labelled {
	var out []labelled
	for k, l := range labels {
		if l == "O" {
			continue
		}
		n := len(out) - 1
		if goesOn := n >= 0 && l[0] == 'I' && out[n].role == l[2:] && out[n].tokens[len(out[n].tokens)-1] == k-1; goesOn {
			out[n].tokens = append(out[n].tokens, k)
		} else {
			out = append(out, labelled{l[2:], []int{k}})
		}
	}
	return out
}
