package attribution

import (
	"strings"

	"hearsay/internal/lex"
)

// interview holds the labels of a text that sets out questions and answers, "Q: ...",
// "BREVIK: ...": for each paragraph the word after its label, 0 for none. It is nil for
// any other text.
type interview []int

// turns is how many paragraphs each of two labels must open in an interview, and how many
// must ask something.
const turns = 2

// interviewOf finds the labels.
func interviewOf(text *lex.Text) interview {
	out := make(interview, len(text.Paragraphs))
	names := make([]string, len(out))
	count, questions := map[string]int{}, 0
	for p := range out {
		if out[p] = labelEnd(text, p); out[p] > 0 {
			first := text.Sentences[text.Paragraphs[p].First].First
			names[p] = strings.ToLower(text.Span(first, out[p]).In(text.Source))
			count[names[p]]++
			if strings.Contains(text.Paragraphs[p].In(text.Source), "?") {
				questions++
			}
		}
	}
	speakers := 0
	for _, n := range count {
		if n >= turns {
			speakers++
		}
	}
	if speakers < 2 || questions < turns {
		return nil
	}
	for p, name := range names {
		if count[name] < turns {
			out[p] = 0
		}
	}
	return out
}

// labelEnd is the colon that ends the label of paragraph p, 0 for none.
func labelEnd(text *lex.Text, p int) int {
	first := text.Sentences[text.Paragraphs[p].First].First
	last := text.Sentences[text.Paragraphs[p].Last-1].Last
	for w := first; w < min(last-1, first+longestLabel+1); w++ {
		switch {
		case text.Words[w].Lower == ":":
			if w > first && text.Words[w].End < text.Words[w+1].Start {
				return w
			}
			return 0
		case !capital(text, w):
			return 0
		}
	}
	return 0
}

// labels tells whether paragraph p has a label.
func (x interview) labels(p int) bool { return x != nil && x[p] > 0 }

// Interview tells whether a text sets out questions and answers under labels.
func Interview(text *lex.Text) bool { return interviewOf(text) != nil }
