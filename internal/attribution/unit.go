package attribution

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/lex"
	"hearsay/record"
)

// unit is the stretch of text within which a cue looks for its source and content:
// a sentence, or several where a quotation runs over their borders. A quotation or
// a parenthesis is one item, so that whatever is said inside cannot be taken for
// the reporter's words.
type unit struct {
	text      *lex.Text
	tokens    []record.Token
	items     []item
	interview interview
	names     []record.Span // mentions of people and bodies, in text order
	opens     bool          // first in its paragraph
	begins    int           // the paragraph of its first word
	paragraph int           // of its last word
}

// item is a word, a whole quotation or a whole parenthesis.
type item struct {
	first, last int // words
	tag         tag
	class       class
	forms       []form
	quote       int  // index of the quotation; -1 for none
	says        bool // a verb, or a quotation that holds one
	number      bool
}

// run is a half-open range of a unit's items.
type run struct{ first, last int }

func (r run) empty() bool { return r.last <= r.first }

// tag is the part of an item's part of speech that the rules look at.
type tag uint8

const (
	other    tag = iota
	nominal      // noun, name, number, symbol, quotation
	pronoun      // he, this, who
	modifier     // adjective
	article      // determiner
	adpos        // preposition
	verbal       // full verb
	auxil        // auxiliary
	adverbal     // adverb
	particle     // to, not, 's
	coordin      // and, but
	subordin     // while, that
	comma
	dash
	colon
	stop  // . ? ! ;
	paren // a whole parenthesis
)

var tags = map[string]tag{
	"NOUN": nominal, "PROPN": nominal, "NUM": nominal, "SYM": nominal, "PRON": pronoun, "ADJ": modifier, "DET": article,
	"ADP": adpos, "VERB": verbal, "AUX": auxil, "ADV": adverbal, "PART": particle, "CCONJ": coordin, "SCONJ": subordin,
	"INTJ": other, "X": nominal,
}

// maxItems bounds a unit, and so what one cue may cost.
const maxItems = 400

// units cuts the text. The unit and its items are good until the next one.
func units(text *lex.Text, tokens []record.Token, entities []record.Entity, known lexicon) iter.Seq[*unit] {
	return func(yield func(*unit) bool) {
		c := cutter{text: text, tokens: tokens, known: known, limit: len(text.Words)}
		u := &unit{text: text, tokens: tokens, interview: interviewOf(text), names: names(entities)}
		for w := 0; w < len(text.Words); {
			w = c.cut(u, w)
			if !yield(u) {
				return
			}
		}
	}
}

// names are the mentions of the people and bodies but for pronouns, in text order.
func names(entities []record.Entity) []record.Span {
	var out []record.Span
	for _, e := range entities {
		if e.Kind != record.Person && e.Kind != record.Organization {
			continue
		}
		for _, m := range e.Mentions {
			if m.Form != record.PronounForm {
				out = append(out, m.Span)
			}
		}
	}
	slices.SortFunc(out, func(a, b record.Span) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// named tells whether a run of items holds a mention of a person or body.
func (u *unit) named(r run) bool {
	s := u.span(r)
	i, _ := slices.BinarySearchFunc(u.names, s.Start, func(n record.Span, at int) int { return cmp.Compare(n.Start, at) })
	return i < len(u.names) && s.Contains(u.names[i])
}

type cutter struct {
	text   *lex.Text
	tokens []record.Token
	known  lexicon
	quote  int // the next quotation to meet
	limit  int // the word before which to stop
}

// cut fills the unit from word w on and returns the next unit's first word. A unit
// ends with its sentence, or before a quotation that follows a full stop.
func (c *cutter) cut(u *unit, w int) int {
	t := c.text
	s := t.Words[w].Sentence
	u.begins = t.Sentences[s].Paragraph
	u.items, u.opens = u.items[:0], t.Paragraphs[t.Sentences[s].Paragraph].First == s && t.Sentences[s].First == w
	for w < c.limit && len(u.items) < maxItems {
		s = t.Words[w].Sentence
		if len(u.items) > 0 && w == t.Sentences[s].First && !c.openEnd(u, s) {
			break
		}
		if q := c.quoteAt(w); q >= 0 {
			if n := len(u.items); n > 0 && u.is(n-1, stop) && u.lower(n-1) != ";" {
				break
			}
			end := max(t.WordAt(t.Quotes[q].Spans.Bounds().End), w+1)
			u.items = append(u.items, item{first: w, last: end, tag: nominal, quote: q, says: c.verbIn(w, end)})
			w = end
		} else if end := c.paren(u, w, min(t.Sentences[s].Last, c.limit)); end > w {
			u.items = append(u.items, item{first: w, last: end, tag: paren, quote: -1})
			w = end
		} else {
			u.items = append(u.items, c.item(w))
			w++
		}
	}
	u.paragraph = t.Sentences[t.Words[w-1].Sentence].Paragraph
	if u.opens {
		u.items = u.items[u.dateline():]
	}
	return w
}

// longestDateline is how long, in items, a dateline may be.
const longestDateline = 8

// dateline counts the items of a dateline, "CORRAN (Strait Wire) —", "ORM, March 3 —",
// which is nobody's words: a place in capitals or with an agency in parentheses.
func (u *unit) dateline() int {
	agency := false
	for i := range min(len(u.items)-1, longestDateline) {
		switch {
		case u.is(i, dash) && i > 0 && (agency || u.shouted(0)):
			return i + 1
		case u.is(i, paren) && i > 0:
			agency = true
		case i > 0 && u.is(i, comma), !u.quoted(i) && (u.capital(i) || i > 0 && u.is(i, nominal)):
		default:
			return 0
		}
	}
	return 0
}

// shouted tells whether item i is a word of several letters, all capitals.
func (u *unit) shouted(i int) bool {
	w := u.text.Form(u.items[i].first)
	return utf8.RuneCountInString(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}

// openEnd tells whether the unit ends in a quotation after which its cue may follow
// as a sentence of its own for the tokeniser: “Why?” Brevik asked.
func (c *cutter) openEnd(u *unit, s int) bool {
	if len(u.items) == 0 || c.text.Paragraphs[c.text.Sentences[s].Paragraph].First == s {
		return false
	}
	it := u.items[len(u.items)-1]
	return it.quote >= 0 && strings.ContainsAny(closing(c.text, it), ",?!")
}

// quoteAt is the outermost quotation that opens at word w, or -1.
func (c *cutter) quoteAt(w int) int {
	t := c.text
	for c.quote < len(t.Quotes) && (t.Quotes[c.quote].Depth > 0 || t.Quotes[c.quote].Spans.Bounds().End <= t.Words[w].Start) {
		c.quote++
	}
	if c.quote < len(t.Quotes) && t.Quotes[c.quote].Open.Overlaps(t.Words[w].Span) {
		return c.quote
	}
	return -1
}

// longestParen bounds a parenthesis, in words.
const longestParen = 30

// paren is the end of the parenthesis that opens at word w, or w. A sentence that is
// a parenthesis as a whole is no item.
func (c *cutter) paren(u *unit, w, limit int) int {
	if len(u.items) == 0 {
		return w
	}
	var shut string
	switch c.text.Words[w].Lower {
	case "(":
		shut = ")"
	case "[":
		shut = "]"
	default:
		return w
	}
	for i := w + 1; i < min(limit, w+longestParen); i++ {
		if c.text.Words[i].Lower == shut {
			return i + 1
		}
	}
	return w
}

func (c *cutter) item(w int) item {
	it := item{first: w, last: w + 1, quote: -1}
	word := c.text.Words[w].Lower
	if w < len(c.tokens) {
		it.tag = tags[c.tokens[w].UPOS]
		it.number = c.tokens[w].UPOS == "NUM"
	}
	if e := c.known[word]; e != nil {
		it.class, it.forms = e.class, e.forms
	}
	if r, _ := utf8.DecodeRuneInString(c.text.Form(w)); unicode.IsUpper(r) && w != c.text.Sentences[c.text.Words[w].Sentence].First {
		it.class &^= period // "the Times"
		if it.tag == adverbal {
			it.tag = nominal // a name that is also an adverb
		}
	}
	if it.tag == nominal && it.class&adverbial != 0 {
		it.tag = adpos // "In" at the head of a sentence is no name
	}
	if it.tag == nominal && it.class&subordinate != 0 {
		it.tag = subordin
	}
	switch word {
	case ",":
		it.tag = comma
	case "-", "--", "—", "–":
		it.tag = dash
		if word == "-" && c.glued(w) {
			it.tag = modifier // the hyphen of "Adams-Sarthou", "one-time"
		}
	case "'":
		it.tag = particle
	case "but":
		it.tag = coordin
	case ":":
		it.tag = colon
	case ".", "?", "!", ";", "…", "...":
		it.tag = stop
	}
	switch it.tag {
	case verbal, coordin, adpos, particle, adverbal:
		if c.glued(w-1) && c.text.Words[w-1].Lower == "-" {
			it.tag = modifier // "Texas-based", "back-and-forth"
		}
	}
	it.says = it.tag == verbal || it.tag == auxil
	return it
}

// glued tells whether no space stands before word w.
func (c *cutter) glued(w int) bool {
	return w > 0 && c.text.Words[w-1].End == c.text.Words[w].Start
}

// verbIn tells whether one of the words has the tag of a verb.
func (c *cutter) verbIn(first, last int) bool {
	for w := first; w < min(last, len(c.tokens)); w++ {
		if t := tags[c.tokens[w].UPOS]; t == verbal || t == auxil {
			return true
		}
	}
	return false
}

// headline tells whether the unit is a headline: the text's first paragraph, without
// a full stop.
func (u *unit) headline() bool {
	return u.paragraph == 0 && len(u.items) > 0 && !u.is(len(u.items)-1, stop)
}

// lower is an item's word in lower case; a quotation's or parenthesis' first mark.
func (u *unit) lower(i int) string { return u.text.Words[u.items[i].first].Lower }

// is tells whether item i exists and has one of the tags.
func (u *unit) is(i int, of ...tag) bool {
	if i < 0 || i >= len(u.items) {
		return false
	}
	for _, t := range of {
		if u.items[i].tag == t {
			return true
		}
	}
	return false
}

// has tells whether item i exists and is a word of the class.
func (u *unit) has(i int, c class) bool {
	return i >= 0 && i < len(u.items) && u.items[i].class&c != 0
}

// quoted tells whether item i is a whole quotation.
func (u *unit) quoted(i int) bool { return i >= 0 && i < len(u.items) && u.items[i].quote >= 0 }

// capital tells whether item i is a word that begins with a capital letter.
func (u *unit) capital(i int) bool {
	w := u.text.Form(u.items[i].first)
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// hyphen tells whether item i is the hyphen of a compound.
func (u *unit) hyphen(i int) bool { return u.is(i, modifier) && u.lower(i) == "-" }

// span is the text that a run of items covers, without punctuation at its ends but
// for a question or exclamation mark.
func (u *unit) span(r run) record.Span {
	for !r.empty() && u.is(r.first, comma, dash, colon, stop) {
		r.first++
	}
	for !r.empty() && u.is(r.last-1, comma, dash, colon, stop) && u.lower(r.last-1) != "?" && u.lower(r.last-1) != "!" {
		r.last--
	}
	if r.empty() {
		return record.Span{}
	}
	return u.text.Span(u.items[r.first].first, u.items[r.last-1].last)
}
