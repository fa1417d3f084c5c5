package check

import (
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay/record"
)

// Sentence is the number of the sentence in which byte at stands, or the next one;
// the number of sentences where none follows.
func (m *Material) Sentence(at int) int {
	return sort.Search(len(m.Doc.Sentences), func(i int) bool { return m.Doc.Sentences[i].End > at })
}

// Paragraph is the same for paragraphs.
func (m *Material) Paragraph(at int) int {
	return sort.Search(len(m.Doc.Paragraphs), func(i int) bool { return m.Doc.Paragraphs[i].End > at })
}

// Words are the tokens of sentence i, whose heads count within them from 1; nil
// where there are none.
func (m *Material) Words(i int) []record.Token {
	if i < 0 || i >= len(m.Doc.Sentences) {
		return nil
	}
	return m.Within(m.Doc.Sentences[i])
}

// Within are the tokens inside the span; they share the record's memory.
func (m *Material) Within(s record.Span) []record.Token {
	first := sort.Search(len(m.Tokens), func(i int) bool { return m.Tokens[i].Start >= s.Start })
	last := first + sort.Search(len(m.Tokens)-first, func(i int) bool { return m.Tokens[first+i].End > s.End })
	return m.Tokens[first:last]
}

// InBody tells whether the span stands in the body, not in headline or byline.
func (m *Material) InBody(s record.Span) bool { return m.Doc.Body.Contains(s) }

// attributed are the attributions by the sentences of their contents and cues.
type attributed struct{ of, cues map[int][]int }

// Cued are the attributions whose cue stands in sentence i.
func (m *Material) Cued(i int) []*record.Attribution {
	if m.attribute == nil {
		m.attribute = &attributed{}
	}
	if m.attribute.cues == nil {
		m.attribute.cues = map[int][]int{}
		for k, a := range m.Doc.Attributions {
			if len(a.Cue) > 0 {
				s := m.Sentence(a.Cue[0].Start)
				if of := m.attribute.cues[s]; len(of) < mostAttributions {
					m.attribute.cues[s] = append(of, k)
				}
			}
		}
	}
	var out []*record.Attribution
	for _, k := range m.attribute.cues[i] {
		out = append(out, &m.Doc.Attributions[k])
	}
	return out
}

// mostAttributions is how many attributions of one sentence are looked at.
const mostAttributions = 16

// Attribution is the innermost attribution in whose content the span stands; nil in
// the text's own voice.
func (m *Material) Attribution(s record.Span) *record.Attribution {
	if m.attribute == nil {
		m.attribute = &attributed{}
	}
	if m.attribute.of == nil {
		m.attribute.of = map[int][]int{}
		for i, a := range m.Doc.Attributions {
			for _, c := range a.Content {
				for k := m.Sentence(c.Start); k < len(m.Doc.Sentences) && m.Doc.Sentences[k].Start < c.End; k++ {
					if of := m.attribute.of[k]; len(of) < mostAttributions && !slices.Contains(of, i) {
						m.attribute.of[k] = append(of, i)
					}
				}
			}
		}
	}
	var out *record.Attribution
	for _, i := range m.attribute.of[m.Sentence(s.Start)] {
		a := &m.Doc.Attributions[i]
		if !a.Negated && a.Content.Cover(s) && (out == nil || a.Content.Bounds().Len() < out.Content.Bounds().Len()) {
			out = a
		}
	}
	return out
}

// quoteMost is the most that a message quotes of the text, in code points.
const quoteMost = 80

// Quote is the text of a span in quotation marks, on one line, cut where it is long.
func (m *Material) Quote(s record.Span) string {
	words := strings.Join(strings.Fields(s.In(m.Doc.Text)), " ")
	if utf8.RuneCountInString(words) > quoteMost {
		words = string([]rune(words)[:quoteMost-1]) + "…"
	}
	return "“" + words + "”"
}

// Number is a number as a message has it: at most three decimals, and commas between
// thousands.
func Number(x float64) string {
	s := strconv.FormatFloat(math.Round(x*1000)/1000, 'f', -1, 64)
	whole, rest, point := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + rest
	}
	return sign + whole
}
