package check

import (
	"strings"
	"unicode"

	"hearsay/record"
)

// Headline is the place of the headline in the text: the first paragraph, where it lies
// outside the body or says what the title says; empty where the text has none.
func (m *Material) Headline() record.Span {
	if len(m.Doc.Paragraphs) == 0 {
		return record.Span{}
	}
	p := m.Doc.Paragraphs[0]
	if p.End <= m.Doc.Body.Start || m.Doc.Title != "" && len(m.Doc.Paragraphs) > 1 && letters(p.In(m.Doc.Text)) == letters(m.Doc.Title) {
		return p
	}
	return record.Span{}
}

// letters are the text's letters and digits in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// First is the number of the first sentence after the headline and what else stands
// before the body.
func (m *Material) First() int {
	return m.Sentence(max(m.Headline().End, m.Doc.Body.Start))
}

// leadSentences is how long a lead may be: texts without paragraphs have one too.
const leadSentences = 3

// Lead is the first paragraph after the headline, and at most its first sentences.
func (m *Material) Lead() record.Span {
	i := m.First()
	if i >= len(m.Doc.Sentences) {
		return record.Span{}
	}
	out := m.Doc.Sentences[i]
	end := out.End
	if p := m.Paragraph(out.Start); p < len(m.Doc.Paragraphs) {
		end = m.Doc.Paragraphs[p].End
	}
	for k := i + 1; k < i+leadSentences && k < len(m.Doc.Sentences) && m.Doc.Sentences[k].End <= end; k++ {
		out.End = m.Doc.Sentences[k].End
	}
	return out
}

// News tells whether the text is a report: not a column, letters or an interview, as far
// as text or page say.
func (m *Material) News() bool {
	switch m.Doc.Section {
	case record.SectionOpinion, record.SectionLetters, record.SectionInterview:
		return false
	}
	return true
}

// Keys are the stems of the span's content words, in their order, without repetition:
// nouns, verbs, adjectives, names and numbers.
func (m *Material) Keys(s record.Span) []string {
	var out []string
	seen := map[string]bool{}
	for _, w := range m.Within(s) {
		if k := m.Key(w); k != "" && !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	return out
}

// Key is the stem of a content word; "" for other words.
func (m *Material) Key(w record.Token) string {
	switch w.UPOS {
	case "NOUN", "VERB", "ADJ", "PROPN", "NUM":
	default:
		return ""
	}
	lemma := strings.ToLower(w.Lemma)
	if w.UPOS == "NUM" || lemma == "" {
		lemma = strings.ToLower(w.In(m.Doc.Text))
	}
	switch lemma {
	case "be", "have", "do", "make", "take", "get", "say", "go", "more", "other", "such", "own", "same", "not", "no":
		return ""
	}
	return Stem(lemma)
}

// endings are those that a word and its kin differ by, the longer first.
var endings = strings.Fields("izations isations ization isation ations ements ation ement ments ingly ities ness ings ions ment ance ence able ible ally ical ery ers ing ion ies ity ive ism ist ous ian ful ed er or es al ly ic an y e s")

// Stem cuts a word down to what it shares with its kin: "escalation", "escalate" and
// "escalating" are one. It serves to compare words, not to name them.
func Stem(word string) string {
	const least = 4
	for _, e := range endings {
		if s, ok := strings.CutSuffix(word, e); ok && len(s) >= least {
			word = s
			break
		}
	}
	if n := len(word); n > least && word[n-1] == word[n-2] {
		word = word[:n-1]
	}
	return word
}

// Share is which part of the words of a stand in b too; 0 where a has none.
func Share(a, b []string) float64 {
	if len(a) == 0 {
		return 0
	}
	in := make(map[string]bool, len(b))
	for _, k := range b {
		in[k] = true
	}
	n := 0
	for _, k := range a {
		if in[k] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// Claims are the claims by the sentence in which they begin.
func (m *Material) Claims() map[int][]*record.Claim {
	out := map[int][]*record.Claim{}
	for i := range m.Doc.Claims {
		c := &m.Doc.Claims[i]
		if len(c.Spans) > 0 {
			k := m.Sentence(c.Spans[0].Start)
			out[k] = append(out[k], c)
		}
	}
	return out
}

// Mentioned are the entities of which a mention stands in the span.
func (m *Material) Mentioned(s record.Span) []*record.Entity {
	var out []*record.Entity
	for i := range m.Doc.Entities {
		e := &m.Doc.Entities[i]
		for _, x := range e.Mentions {
			if x.Start >= s.End {
				break
			}
			if s.Contains(x.Span) {
				out = append(out, e)
				break
			}
		}
	}
	return out
}

// Akin tells whether two names share a word, or one that the other's is made from
// ("Harland", "Harlander"): so people are told by the body or country that they speak for.
func Akin(a, b string) bool {
	for _, x := range nameWords(a) {
		for _, y := range nameWords(b) {
			if x == y || len(x) >= 4 && len(y) >= 4 && common(x, y) >= max(4, min(len(x), len(y))-2) {
				return true
			}
		}
	}
	return false
}

func nameWords(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if r := []rune(w); unicode.IsUpper(r[0]) && len(r) > 2 {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
