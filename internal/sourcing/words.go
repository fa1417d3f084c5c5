package sourcing

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameAt is the mention by name that covers word w.
func (f *filler) nameAt(w int) *mention {
	if m := f.name[w]; m > 0 {
		return &f.mentions[m-1]
	}
	return nil
}

// mentioned is the entity that word w refers to without a name, -1 for none.
func (f *filler) mentioned(w int) int {
	if m := f.other[w]; m > 0 {
		return f.mentions[m-1].entity
	}
	return -1
}

// ends tells whether the phrase's core ends before ws[i].
func (f *filler) ends(ws []int, i int) bool { return i >= len(ws) || f.boundary(ws, i) }

// boundary tells whether ws[i] ends the phrase's core: a mark, a preposition, a
// relative pronoun, a joining word, a verb, or a gap in the source.
func (f *filler) boundary(ws []int, i int) bool {
	if i > 0 && ws[i] != ws[i-1]+1 {
		return true
	}
	w := ws[i]
	if f.hyphen(w) || f.quoteMark(w) && i+1 < len(ws) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(f.text.Form(w)); !unicode.IsLetter(r) && !unicode.IsDigit(r) && !f.possessive(w) && r != '#' && r != '@' && r != '$' {
		return true
	}
	e := f.entry(w)
	if e.singular&(stop|joining) != 0 {
		return i > 0 || e.singular&pronoun == 0
	}
	if f.lexicon.phrase(f.text, w, insider|anonymity) > 1 {
		return true
	}
	u := f.tokens[w].UPOS
	participle := i+1 < len(ws) && f.tokens[ws[i+1]].UPOS == "NOUN" && strings.HasSuffix(f.lower(w), "ing")
	return (u == "VERB" || u == "AUX") && e == (entry{}) && i > 0 && !f.capital(w) && !participle
}

func (f *filler) possessive(w int) bool {
	l := f.lower(w)
	return l == "'s" || l == "'"
}

// hyphen tells whether word w joins the words beside it into one: "vice-president".
func (f *filler) hyphen(w int) bool {
	if l := f.lower(w); l != "-" && l != "‑" && l != "/" || w == 0 || w+1 >= len(f.text.Words) {
		return false
	}
	return f.text.Words[w-1].End == f.text.Words[w].Start && f.text.Words[w].End == f.text.Words[w+1].Start
}

// quoteMark tells whether word w is a quotation mark.
func (f *filler) quoteMark(w int) bool {
	switch f.lower(w) {
	case "\"", "“", "”", "‘", "''", "``", "«", "»", "„":
		return true
	}
	return false
}

// host is the end of the host name that begins at word w, 0 for none.
func (f *filler) host(w int) (last int) {
	if w > 0 && f.hyphen(w-1) {
		return 0
	}
	last = w + 1
	for last+1 < len(f.text.Words) && f.hyphen(last) {
		last += 2
	}
	if isDomain(f.text.Span(w, last).In(f.text.Source)) {
		return last
	}
	return 0
}

func (f *filler) isNumber(w int) bool {
	l := f.lower(w)
	return l != "" && '0' <= l[0] && l[0] <= '9' || f.lexicon.words[l].singular&number != 0
}

func (f *filler) capital(w int) bool {
	r, _ := utf8.DecodeRuneInString(f.text.Form(w))
	return unicode.IsUpper(r)
}

// saying is a source in the text's words as another sentence would have them: without
// the clause that a comma sets off, and small where only the sentence's begin made the
// first letter large.
func (f *filler) saying(words []int) string {
	for i := 1; i+1 < len(words); i++ {
		if f.lower(words[i]) == "," && f.entry(words[i+1]).singular&pronounWho != 0 {
			words = words[:i]
			break
		}
	}
	var out strings.Builder
	for i := 0; i < len(words); {
		n := i + 1
		for n < len(words) && words[n] == words[n-1]+1 {
			n++
		}
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(f.text.Span(words[i], words[n-1]+1).In(f.text.Source))
		i = n
	}
	s := strings.Join(strings.Fields(strings.Trim(out.String(), " ,;:—–-\"“”")), " ")
	e := f.entry(words[0])
	small := e.singular&(pronoun&^pronounI|definite|indefinite|quantity) != 0 || (e.singular|e.plural)&(people|mass) != 0 && f.opening(words[0]) && (len(words) == 1 || !f.capital(words[1]))
	if r, size := utf8.DecodeRuneInString(s); small && f.nameAt(words[0]) == nil {
		s = string(unicode.ToLower(r)) + s[size:]
	}
	return s
}

// opening tells whether word w opens its sentence, or stands after a dateline's dash.
func (f *filler) opening(w int) bool {
	return w == f.text.Sentences[f.text.Words[w].Sentence].First || isDash(f.lower(w-1))
}

func span(first, last int) []int {
	out := make([]int, 0, last-first)
	for w := first; w < last; w++ {
		out = append(out, w)
	}
	return out
}
