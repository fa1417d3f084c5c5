package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// noName tells whether a found run is only a common word or an opening of a sentence.
func (s *search) noName(x *found, e *evidence, n names) bool {
	if x.len() == 1 {
		return !x.sure && s.noSingle(x, e, n) || x.weak && s.noOpening(x, e, n)
	}
	common := 0
	for i := x.first; i < x.last; i++ {
		w := s.text.Words[i].Lower
		_, title := s.titles[w]
		if s.plain(i) != "" || title || number(w) || len(w) == 1 {
			common++
		}
	}
	return common == x.len() && e.kind == ""
}

// noSingle tells whether one capitalised word that no table is sure of lacks what
// would make it a name.
func (s *search) noSingle(x *found, e *evidence, n names) bool {
	word := s.text.Form(x.first)
	_, head := s.heads[s.text.Words[x.first].Lower]
	_, title := s.titles[s.text.Words[x.first].Lower]
	k := s.plain(x.first)
	switch {
	case n.surnames[word] || e.kind != "":
		return false
	case k == "closed" || k == "time" || k == "number" || k == "acronym" || len(word) == 1 || number(word):
		return true
	case s.first[word]:
		return k != "" && !e.strong
	case k != "" || head || title:
		return true
	case s.abbreviates(x), n.initials[word]:
		return false
	case shouted(word):
		return e.body == 0 && e.person+e.acts == 0 && e.mentions < 2
	}
	return x.place == nil && e.person+e.place+e.acts == 0
}

// initials are the first letters of a name's words that have a capital.
func (s *search) initials(x extent) string {
	var b strings.Builder
	for i := x.first; i < x.last; i++ {
		if r, _ := utf8.DecodeRuneInString(s.text.Form(i)); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// abbreviates tells whether a shouted word stands in parentheses behind a name with
// its initials: "the Harbour Workers' Union (HWU)".
func (s *search) abbreviates(x *found) bool {
	i := x.first
	if i < 2 || !strings.HasPrefix(s.text.Form(i-1), "(") || !s.covered[i-2] || !shouted(s.text.Form(i)) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text.Form(i))
	for k := i - 2; k >= 0 && k >= i-12 && (s.covered[k] || k == i-2); k-- {
		if strings.HasPrefix(s.text.Form(k), string(r)) {
			return true
		}
	}
	return false
}

// noOpening tells whether one word that opens a sentence is no name.
func (s *search) noOpening(x *found, e *evidence, n names) bool {
	word := s.text.Form(x.first)
	switch {
	case e.strong || s.plain(x.first) == "" && (x.sure || s.first[word] || n.surnames[word] || e.kind != "" || x.place != nil || shouted(word)):
		return false
	case s.plain(x.first) != "" || s.tokens[x.first].UPOS != "PROPN":
		return true
	}
	for _, end := range []string{"s", "ing", "ed", "ly", "men", "ers", "tion", "ment"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return e.person+e.place+e.acts == 0
}
