package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/lex"
	"hearsay/record"
)

// atom is a piece of a word that the grammar looks at: a run of letters, a number
// in digits, or a single other character. "50mph" is two atoms, "150-250" three.
type atom struct {
	record.Span
	kind  atomKind
	lower string // lower case, straight apostrophes
	word  int    // index of the word that holds it
	glued bool   // nothing stands between it and the atom before
	dated bool   // inside a date or a time
}

type atomKind byte

const (
	letters atomKind = iota
	digits
	symbol
)

// atomize appends the atoms of words first to last. A number goes on over the
// border of a word ("+0" + ".2").
func atomize(out []atom, text *lex.Text, first, last int) []atom {
	if first >= last {
		return out
	}
	end, stop := -1, text.Words[last-1].End
	for w := first; w < last; w++ {
		word := &text.Words[w]
		for at := max(word.Start, end); at < word.End; {
			n, kind := runAt(text.Source[at:word.End])
			if kind == digits {
				n, _ = runAt(text.Source[at:stop])
			}
			a := atom{Span: record.Span{Start: at, End: at + n}, kind: kind, word: w, glued: at == end}
			if n == word.Len() {
				a.lower = word.Lower
			} else {
				a.lower = strings.ToLower(a.In(text.Source))
			}
			out = append(out, a)
			at += n
			end = at
		}
	}
	return out
}

// atomsOf cuts a form of a table as atomize cuts a text.
func atomsOf(form string) []string {
	var out []string
	for len(form) > 0 {
		if form[0] == ' ' {
			form = form[1:]
			continue
		}
		n, _ := runAt(form)
		out = append(out, form[:n])
		form = form[n:]
	}
	return out
}

// runAt measures the atom at the start of s, which is not empty.
func runAt(s string) (int, atomKind) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case digit(r):
		for n < len(s) {
			switch {
			case digit(rune(s[n])):
				n++
			case s[n] == '.' && n+1 < len(s) && digit(rune(s[n+1])):
				n += 2
			case s[n] == ',' && group(s[n+1:]):
				n += 4
			default:
				return n, digits
			}
		}
		return n, digits
	case unicode.IsLetter(r):
		for n < len(s) {
			q, m := utf8.DecodeRuneInString(s[n:])
			if !unicode.IsLetter(q) && !unicode.Is(unicode.Mn, q) && !(q == '\'' || q == '’') {
				break
			}
			n += m
		}
		return n, letters
	}
	for n < len(s) { // a mark belongs to the character that it stands on
		q, m := utf8.DecodeRuneInString(s[n:])
		if !unicode.Is(unicode.Mn, q) {
			break
		}
		n += m
	}
	return n, symbol
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

// group tells whether s begins with the three digits of a thousands group.
func group(s string) bool {
	return len(s) >= 3 && digit(rune(s[0])) && digit(rune(s[1])) && digit(rune(s[2])) &&
		(len(s) == 3 || !digit(rune(s[3])))
}

// phrases finds the forms of a table among atoms, by their first atom, or by
// their last when they are looked for backwards. Longer forms stand first, and those
// as written before the others.
type phrases[T any] map[string][]phrase[T]

type phrase[T any] struct {
	atoms []string
	exact []string // as written, where case matters; else nil
	tight bool     // written without blanks: "A$" is not "a $"
	value T
}

func (p phrases[T]) add(form string, value T, backwards, exact bool) {
	as := atomsOf(form)
	if len(as) == 0 {
		return
	}
	ph := phrase[T]{value: value, tight: !strings.Contains(form, " ")}
	if exact {
		ph.exact = as
	}
	for _, a := range as {
		ph.atoms = append(ph.atoms, strings.ToLower(a))
	}
	key := ph.atoms[0]
	if backwards {
		key = ph.atoms[len(as)-1]
	}
	list := p[key]
	list = append(list, ph)
	before := func(a, b phrase[T]) bool {
		return len(a.atoms) > len(b.atoms) || len(a.atoms) == len(b.atoms) && a.exact != nil && b.exact == nil
	}
	for i := len(list) - 1; i > 0 && before(list[i], list[i-1]); i-- {
		list[i-1], list[i] = list[i], list[i-1]
	}
	p[key] = list
}

// at finds the longest form whose first atom is i: its value and its length.
func (p phrases[T]) at(s *scan, i int) (v T, n int) {
	if i < 0 || i >= len(s.atoms) {
		return v, 0
	}
	for _, ph := range p[s.atoms[i].lower] {
		if s.matches(ph.atoms, ph.exact, ph.tight, i) {
			return ph.value, len(ph.atoms)
		}
	}
	return v, 0
}

// before finds the longest form whose last atom is i-1 and which begins after the
// quantity before.
func (p phrases[T]) before(s *scan, i int) (v T, n int) {
	if i <= 0 || i > len(s.atoms) {
		return v, 0
	}
	for _, ph := range p[s.atoms[i-1].lower] {
		if i-len(ph.atoms) >= s.done && s.matches(ph.atoms, ph.exact, ph.tight, i-len(ph.atoms)) {
			return ph.value, len(ph.atoms)
		}
	}
	return v, 0
}

// matches tells whether the atoms from i on are those of a form.
func (s *scan) matches(lower, exact []string, tight bool, i int) bool {
	if i < 0 || i+len(lower) > len(s.atoms) {
		return false
	}
	for k, w := range lower {
		a := &s.atoms[i+k]
		if a.lower != w || tight && k > 0 && !a.glued || exact != nil && a.In(s.text.Source) != exact[k] {
			return false
		}
	}
	return true
}
