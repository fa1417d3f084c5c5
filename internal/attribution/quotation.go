package attribution

import (
	"unicode"
	"unicode/utf8"

	"hearsay/internal/lex"
	"hearsay/record"
)

// closing is the mark that ends a quotation inside its closing mark: ",", ".", "?"
// or "!"; "" for none, as in the “so-called” plan.
func closing(t *lex.Text, it item) string {
	if it.quote < 0 || it.last-it.first < 3 {
		return ""
	}
	for _, w := range []int{it.last - 2, it.last - 3} {
		switch s := t.Words[w].Lower; s {
		case ",", "?", "!", ".", "--", "—", "...", "…":
			return s
		}
	}
	return ""
}

// pause tells whether item i is a comma, or a quotation that has one inside its
// closing mark.
func (u *unit) pause(i int) bool {
	return u.is(i, comma) || u.quoted(i) && closing(u.text, u.items[i]) == ","
}

// goesOn tells whether the quotation at item i begins in the middle of a sentence.
func (u *unit) goesOn(i int) bool {
	w := u.items[i].first + 1
	if w >= u.items[i].last {
		return false
	}
	r, _ := utf8.DecodeRuneInString(u.text.Form(w))
	return unicode.IsLower(r)
}

// thread follows a conversation from unit to unit: a sentence or paragraph that is
// nothing but quotation belongs to whoever spoke last.
type thread struct {
	last      int // index of the attribution that spoke last; -1 for none
	paragraph int
	labelled  bool // by "NAME:", which holds to the end of the paragraph
}

// label gives a unit to the label that its paragraph opens with.
func (t *thread) label(u *unit, out []record.Attribution) bool {
	if t.last < 0 || !t.labelled || u.opens || u.paragraph != t.paragraph || len(u.items) == 0 {
		return false
	}
	a := &out[t.last]
	if s := u.span(run{0, len(u.items)}); !s.Empty() {
		a.Content = append(a.Content, s)
	}
	return true
}

// speaks tells whether the unit is nothing but quotations.
func (u *unit) speaks() bool {
	for i := range u.items {
		if !u.quoted(i) && !u.is(i, stop, dash) {
			return false
		}
	}
	return len(u.items) > 0
}

// pieces are the spans of quoted item i, one for each paragraph it runs over.
func (u *unit) pieces(i int) record.Spans { return u.text.Quotes[u.items[i].quote].Spans }

// follow gives a unit of nothing but quotations to the attribution before it.
func (t *thread) follow(u *unit, out []record.Attribution) {
	if t.last < 0 || !u.speaks() || u.begins > t.paragraph+1 {
		t.last = -1
		return
	}
	t.take(u, 0, out)
}

// trail gives the quotations that end a unit after a full stop to who spoke in it.
func (t *thread) trail(u *unit, out []record.Attribution) {
	i := len(u.items)
	for i > 0 && u.quoted(i-1) {
		i--
	}
	if t.last >= 0 && i < len(u.items) && u.is(i-1, stop) {
		t.take(u, i, out)
	}
}

// take puts the quotations from item i on to the content of who spoke last.
func (t *thread) take(u *unit, i int, out []record.Attribution) {
	a := &out[t.last]
	for ; i < len(u.items); i++ {
		if u.quoted(i) && (len(a.Content) == 0 || u.pieces(i)[0].Start >= a.Content.Bounds().End) {
			a.Content = append(a.Content, u.pieces(i)...)
		}
	}
	t.paragraph = u.paragraph
}
