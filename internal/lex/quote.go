package lex

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// A mark is a word that may open or close a quotation. Marks pair on a stack:
//
//   - a closing mark closes the innermost open quotation of its style, and drops
//     what is still open inside;
//   - a quotation still open at the end of its paragraph goes on where the next
//     paragraph opens with a mark of its style (the custom for quotations of several
//     paragraphs), or where one of the next paragraphs closes it before opening
//     another;
//   - otherwise nothing closes it: it ends with its paragraph if that begins with
//     it, else with its sentence.
//
// A single mark opens only where another closes it later in its paragraph; all
// others are apostrophes, feet and minutes.
type mark struct {
	word, paragraph int
	style           style
	opens, closes   bool
	first           bool // nothing but marks and brackets before it in its paragraph
	sure            bool // closes, and is no apostrophe
}

type style uint8

const (
	double style = iota + 1 // “ ” „ " `` ''
	single                  // ‘ ’ ‚ ' `
	guillemet
	angle
	corner
	whiteCorner
)

// reach is the number of paragraphs that a quotation may run over without opening
// anew in each.
const reach = 3

// deepest bounds the quotations inside of one another.
const deepest = 8

func pairQuotes(t *Text) []Quote {
	p := pairer{t: t, marks: marks(t)}
	closers := closersAhead(p.marks)
	for i, m := range p.marks {
		for p.at < m.paragraph {
			p.endParagraph(i)
		}
		if m.first && p.reopen(m) {
			continue
		}
		open := p.innermost(m.style)
		switch {
		case m.closes && open >= 0 && (!m.opens || p.stack[open].paragraph == m.paragraph || !m.first):
			if m.style == single && !m.sure && closers[i].sure {
				continue // the s' of "workers' rights": a surer mark closes later
			}
			p.close(open, m)
		case m.opens && (m.style != single || closers[i].any) && len(p.stack) < deepest:
			p.open(m)
		}
	}
	for len(p.stack) > 0 {
		p.endParagraph(len(p.marks))
	}
	return p.finish()
}

// ahead says what closes single marks after a mark and in its paragraph.
type ahead struct{ any, sure bool }

func closersAhead(marks []mark) []ahead {
	out := make([]ahead, len(marks))
	var a ahead
	for i := len(marks) - 1; i >= 0; i-- {
		if i+1 < len(marks) && marks[i+1].paragraph != marks[i].paragraph {
			again := false // the next paragraph opens a single quotation anew
			for j := i + 1; j < len(marks) && j <= i+deepest && marks[j].first; j++ {
				again = again || marks[j].style == single && marks[j].opens && marks[j].paragraph == marks[i].paragraph+1
			}
			a = ahead{any: again}
		}
		out[i] = a
		if m := marks[i]; m.style == single {
			if m.opens && !m.closes {
				a = ahead{}
			} else if m.closes {
				a = ahead{true, a.sure || m.sure}
			}
		}
	}
	return out
}

// pairer pairs the marks of a text.
type pairer struct {
	t      *Text
	marks  []mark
	at     int // paragraph
	stack  []open
	quotes []Quote
}

// open is a quotation that waits for its closing mark.
type open struct {
	mark
	quote int // in quotes
	from  int // the word that its piece in this paragraph begins with
}

func (p *pairer) open(m mark) {
	p.stack = append(p.stack, open{m, len(p.quotes), m.word})
	p.quotes = append(p.quotes, Quote{Open: p.t.Words[m.word].Span})
}

func (p *pairer) innermost(s style) int {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.stack[i].style == s {
			return i
		}
	}
	return -1
}

// close closes the quotation at stack index i and those inside it.
func (p *pairer) close(i int, m mark) {
	for _, inner := range p.stack[i+1:] {
		p.abandon(inner)
	}
	o := p.stack[i]
	p.stack = p.stack[:i]
	q := &p.quotes[o.quote]
	q.Close = p.t.Words[m.word].Span
	q.Spans = append(q.Spans, p.t.Span(o.from, m.word+1))
}

// abandon ends a quotation that nothing closes: with its paragraph if it begins it
// or began before it, else with its sentence. A single mark was none at all.
func (p *pairer) abandon(o open) {
	q := &p.quotes[o.quote]
	if o.style == single {
		if len(q.Spans) == 0 {
			q.Open = record.Span{}
		}
		return
	}
	if o.from != o.word || len(q.Spans) > 0 || o.first {
		q.Spans = append(q.Spans, p.t.Span(o.from, p.lastWord(o.from)))
		return
	}
	q.Spans = append(q.Spans, p.t.Span(o.from, p.t.Sentences[p.t.Words[o.from].Sentence].Last))
}

// lastWord is the end of the paragraph of a word.
func (p *pairer) lastWord(word int) int {
	par := p.t.Paragraphs[p.t.Sentences[p.t.Words[word].Sentence].Paragraph]
	return p.t.Sentences[par.Last-1].Last
}

// endParagraph decides for each quotation still open whether it goes on in the next
// paragraph; next is the index of the first mark after the paragraph's end.
func (p *pairer) endParagraph(next int) {
	kept := p.stack[:0]
	for _, o := range p.stack {
		if !p.goesOn(o, next) {
			p.abandon(o)
			continue
		}
		q := &p.quotes[o.quote]
		q.Spans = append(q.Spans, p.t.Span(o.from, p.lastWord(o.from)))
		o.from = p.t.Sentences[p.t.Paragraphs[p.at+1].First].First
		kept = append(kept, o)
	}
	p.stack = kept
	p.at++
}

// goesOn tells whether a quotation still open goes on in the next paragraph.
func (p *pairer) goesOn(o open, next int) bool {
	if p.at+1 == len(p.t.Paragraphs) {
		return false
	}
	for i := next; i < len(p.marks) && i < next+64 && p.marks[i].paragraph <= o.paragraph+reach; i++ {
		m := p.marks[i]
		switch {
		case m.style != o.style:
		case m.first && m.opens && m.paragraph == p.at+1:
			return true
		case m.style == single:
			return false
		default:
			return m.closes && !m.opens
		}
	}
	return false
}

// reopen takes a mark at the beginning of a paragraph as the sign that a quotation
// of the paragraph before goes on.
func (p *pairer) reopen(m mark) bool {
	if !m.opens {
		return false
	}
	for i := range p.stack {
		o := &p.stack[i]
		if o.style == m.style && o.paragraph < m.paragraph {
			o.paragraph = m.paragraph
			o.first, o.from = true, m.word
			return true
		}
	}
	return false
}

// finish puts the quotations in order and counts their depth.
func (p *pairer) finish() []Quote {
	quotes := slices.DeleteFunc(p.quotes, func(q Quote) bool { return q.Open.Empty() || len(q.Spans) == 0 })
	var ends []int
	for i := range quotes {
		q := &quotes[i]
		for len(ends) > 0 && ends[len(ends)-1] <= q.Open.Start {
			ends = ends[:len(ends)-1]
		}
		q.Depth = len(ends)
		ends = append(ends, q.Spans[len(q.Spans)-1].End)
	}
	return quotes
}

// marks are the words of a text that may open or close a quotation.
func marks(t *Text) []mark {
	var out []mark
	for _, s := range t.Sentences {
		begins := t.Paragraphs[s.Paragraph].Start == s.Start
		for w := s.First; w < s.Last; w++ {
			m, ok := markOf(t, w)
			if ok {
				m.word, m.paragraph, m.first = w, s.Paragraph, begins
				out = append(out, m)
			} else if begins && !strings.Contains("([-–—•*", t.Form(w)) {
				begins = false
			}
		}
	}
	return out
}

// markOf tells whether word w is a quotation mark, of which style, and whether by
// its form and its neighbours it may open, close or do both.
func markOf(t *Text, w int) (m mark, ok bool) {
	span := t.Words[w].Span
	form := t.Source[span.Start:span.End]
	r, n := utf8.DecodeRuneInString(form)
	if n != len(form) {
		return doubledMark(t, span, form)
	}
	if m.style, ok = styleOf(r); !ok {
		return m, false
	}
	before, after := around(t, span)
	opens, closes := sides(t, span)
	switch m.style {
	case double:
		m.opens, m.closes = doubleSides(r, before, opens, closes)
	case single:
		m.opens, m.closes, m.sure = singleSides(r, before, after, opens, closes)
	case guillemet, angle:
		if m.opens, m.closes = opens, closes; opens == closes {
			m.opens, m.closes = r == '«' || r == '‹', r == '»' || r == '›'
		}
	case corner, whiteCorner:
		m.opens, m.closes = r == '「' || r == '『', r == '」' || r == '』'
	}
	return m, m.opens || m.closes
}

// styleOf is the style of a mark that is one rune.
func styleOf(r rune) (s style, ok bool) {
	switch r {
	case '“', '„', '‟', '❝', '〝', '”', '❞', '〞', '"', '＂', '″':
		return double, true
	case '‘', '‛', '‚', '\'', '’', '`', '′':
		return single, true
	case '«', '»':
		return guillemet, true
	case '‹', '›':
		return angle, true
	case '「', '」':
		return corner, true
	case '『', '』':
		return whiteCorner, true
	}
	return s, false
}

// doubledMark reads a double mark that is written as two signs.
func doubledMark(t *Text, s record.Span, form string) (m mark, ok bool) {
	switch form {
	case "``", "‘‘", "‘’":
		return mark{style: double, opens: true}, true
	case "''", "’’":
		m = mark{style: double}
		m.opens, m.closes = sides(t, s)
		m.closes = m.closes || form == "’’" && !m.opens
		return m, true
	}
	return m, false
}

// doubleSides is what a double mark may do, where its neighbours alone would let an
// undirected one open or close.
func doubleSides(r, before rune, opens, closes bool) (mayOpen, mayClose bool) {
	switch r {
	case '”', '❞', '〞':
		return opens && !closes, true // ”så”
	case '"':
		return opens, closes
	case '＂', '″':
		return opens, closes && (opens || !isDigit(before)) // 5″
	}
	return true, r == '“' && ends(before) // „so“
}

// singleSides is the same for a single mark; sure says that it closes and is no
// apostrophe.
func singleSides(r, before, after rune, opens, closes bool) (mayOpen, mayClose, sure bool) {
	switch r {
	case '‘':
		closes = !isWordRune(after) && ends(before) // ‚so‘
		return true, closes, closes
	case '‛', '‚':
		return true, false, false
	}
	return opens && !closes, closes && !isDigit(before) && r != '`', closes && before != 's' && !isDigit(before)
}

// ends tells whether a mark may close after a rune.
func ends(before rune) bool { return before != 0 && !isSpace(before) && !isOpening(before) }

// around is the runes before and after a span, 0 at the text's ends.
func around(t *Text, s record.Span) (before, after rune) {
	if s.Start > 0 {
		before, _ = utf8.DecodeLastRuneInString(t.Source[:s.Start])
	}
	if s.End < len(t.Source) {
		after, _ = utf8.DecodeRuneInString(t.Source[s.End:])
	}
	return before, after
}

// sides tells by its neighbours whether an undirected mark may open or close.
func sides(t *Text, s record.Span) (opens, closes bool) {
	before, after := around(t, s)
	left := before == 0 || isSpace(before) || isOpening(before)
	right := after == 0 || isSpace(after) || !isWordRune(after) && !isOpening(after) && !unicode.IsSymbol(after)
	switch {
	case left && !right:
		return true, false
	case right && !left:
		return false, true
	}
	return true, true
}

// isOpening tells the runes after which a mark opens rather than closes.
func isOpening(r rune) bool {
	return strings.ContainsRune("([{<“‘„‚«‹「『\"'`-–—/", r)
}
