package sourcing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// phrase is what a source's words say, read from the left: what stands before the
// noun, the noun that heads it, and the names at its head.
type phrase struct {
	words       []int
	first, head int    // words; head is -1 where no noun heads the phrase
	entry       entry  // of the head
	names       []name // joint ones, or the one in apposition
	owner       int    // entity that the noun belongs to ("Brevik's comments"), -1
	modifier    int    // entity that stands before the noun ("Harland officials"), -1
	pronoun     class  // of a phrase that is a pronoun alone
	only        class  // the words that stand instead of a noun: vague, alone, number, part
	counted     bool
	partial     bool
	definite    bool
	owned       bool // "the candidate's son", "his campaign"
	indefinite  bool
	proper      bool // the head is a name that no entity knows
	host        bool // the head is a host name: "delta-news.com"
	bare        bool // the phrase ends in "'s": its owner is the source
	insider     bool // a phrase after the noun makes the class unnamed
}

// name is a name at the head of a phrase.
type name struct{ entity, first, last int }

// plural tells whether the phrase is about several.
func (p *phrase) plural() bool {
	return p.head >= 0 && p.entry.plural != 0 && !(p.partial && p.counted && p.only&alone != 0) || p.counted && p.only&alone == 0
}

func (f *filler) lower(w int) string { return f.text.Words[w].Lower }

// read reads the phrase of the words.
func (f *filler) read(words []int) phrase {
	p := phrase{words: words, head: -1, first: -1, owner: -1, modifier: -1}
	i := f.core(&p)
	switch {
	case len(p.names) > 0:
		f.joint(&p, i)
	case p.head >= 0:
		f.apposed(&p, i)
	}
	for _, w := range words {
		if f.lexicon.phrase(f.text, w, insider|anonymity) > 0 {
			p.insider = true
			break
		}
	}
	return p
}

// core reads up to the end of the noun phrase proper, before any preposition,
// comma or relative clause, and returns how many words it read.
func (f *filler) core(p *phrase) int {
	ws, i := p.words, 0
	for i < len(ws) {
		w := ws[i]
		e := f.entry(w)
		begun := p.head >= 0 || p.modifier >= 0 || p.only != 0
		if m := f.nameAt(w); m != nil {
			n := i
			for n < len(ws) && ws[n] < m.last {
				n++
			}
			p.start(w)
			switch {
			case n < len(ws) && f.possessive(ws[n]):
				if f.ends(ws, n+1) {
					p.names = append(p.names, name{m.entity, w, ws[n-1] + 1})
					return n + 1
				}
				p.owner, p.owned, p.definite, p.head, n = m.entity, true, true, -1, n+1
			case f.ends(ws, n):
				p.names = append(p.names, name{m.entity, w, ws[n-1] + 1})
				p.head, p.entry = ws[n-1], f.entry(ws[n-1])
				return n
			default:
				p.modifier, p.head, p.entry = m.entity, ws[n-1], entry{}
			}
			i = n
			continue
		}
		if n := f.host(w); n > 0 {
			p.start(w)
			p.head, p.host, p.proper = n-1, true, true
			for i < len(ws) && ws[i] < n {
				i++
			}
			return i
		}
		if !begun {
			if n := f.lexicon.phrase(f.text, w, about); n > 0 {
				i += n
				continue
			}
		}
		of := i+1 < len(ws) && f.lower(ws[i+1]) == "of"
		switch {
		case f.possessive(w) && p.head >= 0 && f.ends(ws, i+1):
			p.bare = true // "the minister's"
			return i + 1
		case f.possessive(w):
			p.owned, p.definite, p.head, p.only = true, true, -1, 0
			i++
		case f.hyphen(w), f.quoteMark(w):
			i++
		case f.isNumber(w) && i+1 < len(ws) && f.hyphen(ws[i+1]):
			p.start(w)
			i += 2 // "two-thirds"
		case f.isNumber(w) && i+2 < len(ws) && (of || f.lower(ws[i+1]) == "in") && f.isNumber(ws[i+2]):
			p.partial, p.only = true, part // "nine of 10 dockers"
			p.start(w)
			i += 3
		case of && p.head < 0 && (e.singular|e.plural)&(part|number|vague|alone) != 0, of && f.isNumber(w):
			p.start(w)
			p.partial, p.definite, p.indefinite, p.head = true, false, false, -1
			p.counted = f.isNumber(w) || e.singular&(number|alone) != 0
			p.only = e.singular & (part | number | vague | alone)
			i += 2
		case f.boundary(ws, i):
			if p.head >= 0 && p.entry == (entry{}) && e.singular&joining != 0 && f.tokens[p.head].UPOS == "ADJ" {
				p.head, p.proper = -1, false // "current and former officials"
				i++
				continue
			}
			if begun {
				return i
			}
			i++
		case p.head < 0 && e.singular&pronoun != 0 && f.ends(ws, i+1):
			p.start(w)
			p.pronoun, p.head = e.singular&pronoun, w
			return i + 1
		case p.head < 0 && f.isNumber(w):
			p.start(w)
			p.counted, p.only = true, p.only|number
			i++
		case p.head < 0 && e.singular&(definite|indefinite) != 0 && !f.ends(ws, i+1):
			p.start(w)
			p.definite, p.indefinite = e.singular&definite != 0, e.singular&indefinite != 0
			if e.singular&pronoun != 0 {
				p.owner, p.owned = f.mentioned(w), true
			}
			i++
		case p.head < 0 && (e.singular|e.plural)&(part|vague|alone) != 0 && e.singular&pronoun == 0 && (f.ends(ws, i+1) && e.singular&(body|document|mass) == 0 || e.singular&(vague|alone) != 0):
			p.start(w)
			p.only |= e.singular & (part | vague | alone)
			if e.singular&part != 0 && !f.isNumber(w) {
				p.counted = false // "54 percent"
			}
			i++
		default:
			p.start(w)
			if i > 1 && f.hyphen(ws[i-1]) {
				if joined, ok := f.lexicon.words[f.lower(ws[i-2])+"-"+f.lower(w)]; ok {
					e = joined
				}
			}
			if i > 0 && f.capital(w) && f.entry(ws[i-1]).singular&title != 0 && f.entry(ws[i-1]).singular&^title == 0 {
				e = entry{} // "Mr. Singer"
			}
			known, capital := e != (entry{}), f.capital(w)
			if p.head < 0 || known || p.entry == (entry{}) || capital {
				p.proper = capital && !known
				p.head, p.entry = w, e
				if i > 0 && p.first < w {
					p.entry = f.compound(ws[i-1], w, e)
				}
			}
			i++
		}
	}
	return i
}

func (p *phrase) start(w int) {
	if p.first < 0 {
		p.first = w
	}
}

func (f *filler) entry(w int) entry { return f.lexicon.words[f.lower(w)] }

// compound is the entry of a noun of two words, where the table has one.
func (f *filler) compound(before, w int, e entry) entry {
	for _, p := range f.lexicon.phrases[f.lower(before)] {
		if len(p.rest) == 1 && p.rest[0] == f.lower(w) && p.class&(people|document|speech|body|outlet|mass) != 0 {
			return entry{singular: p.class}
		}
	}
	return e
}

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

// joint adds the names that "and" joins to the first.
func (f *filler) joint(p *phrase, i int) {
	ws := p.words
	inside, joined := false, false
	var waiting []name
	for i < len(ws) {
		w := ws[i]
		if m := f.nameAt(w); m != nil && !inside {
			n := i
			for n < len(ws) && ws[n] < m.last {
				n++
			}
			if f.ends(ws, n) {
				waiting = append(waiting, name{m.entity, w, ws[n-1] + 1})
				if joined {
					p.names = append(p.names, waiting...)
					waiting = nil
				}
			}
			i, inside = n, true
			continue
		}
		switch n := f.lexicon.phrase(f.text, w, joining); {
		case n > 0 && !inside, n > 0 && f.name[ws[max(0, i-1)]] > 0 && len(p.names)+len(waiting) > 0 && f.nameEnds(p, waiting, ws[i-1]):
			joined, inside = true, false
			i += n
		case f.lower(w) == ",":
			inside = false
			i++
		default:
			if f.entry(w).singular&stop != 0 {
				inside = true
			}
			i++
		}
	}
}

// nameEnds tells whether word w is the last of a name at the phrase's head.
func (f *filler) nameEnds(p *phrase, waiting []name, w int) bool {
	for _, names := range [][]name{p.names, waiting} {
		if len(names) > 0 && names[len(names)-1].last == w+1 {
			return true
		}
	}
	return false
}

// apposed finds the name that a description gives: "the fund's head, Ana Brevik",
// "critics including Ana Brevik", "Secretary of State Ana Brevik".
func (f *filler) apposed(p *phrase, i int) {
	ws := p.words
	member, after, of := false, false, false
	for i < len(ws) {
		w := ws[i]
		m := f.nameAt(w)
		if m == nil {
			if n := f.lexicon.phrase(f.text, w, such); n > 0 {
				member, i = true, i+n
				continue
			}
			if n := f.unknownName(ws, i); n > 0 && (after || member) && p.entry.singular&people != 0 {
				p.names = append(p.names, name{f.add(w, ws[i+n-1]+1, record.Person, true), w, ws[i+n-1] + 1})
				return
			}
			switch l := f.lower(w); {
			case l == "," || l == "–" || l == "—":
				after, of = true, false
			case l == "of":
				of, after = true, false
			case f.entry(w).singular&(stop|joining) != 0:
				after, of = false, false
			case (f.entry(w).singular|f.entry(w).plural)&people != 0:
				of = false
			}
			i++
			continue
		}
		n := i
		for n < len(ws) && ws[n] < m.last {
			n++
		}
		fits := f.fits(p, m.entity)
		title := of && f.lower(ws[i-1]) != "of" && f.entities[m.entity].Kind == record.Person
		if fits && f.ends(ws, n) && (member || title || after && p.entry.singular != 0) {
			p.names = append(p.names, name{m.entity, w, ws[n-1] + 1})
			return
		}
		if !member {
			after, of = false, false
		}
		i = n
	}
}

// unknownName is how many words of a person's name stand at ws[i] that no entity
// knows: two to four capitalised words before the phrase goes on.
func (f *filler) unknownName(ws []int, i int) int {
	n := 0
	for i+n < len(ws) && f.capital(ws[i+n]) && f.entry(ws[i+n]) == (entry{}) && f.name[ws[i+n]] == 0 {
		n++
	}
	if n < 2 || n > 4 || !f.ends(ws, i+n) {
		return 0
	}
	return n
}

// fits tells whether an entity can be what the phrase's noun describes.
func (f *filler) fits(p *phrase, entity int) bool {
	switch c := p.entry.singular | p.entry.plural; f.entities[entity].Kind {
	case record.Person:
		return c == 0 || c&(people|mass) != 0
	case record.Organization:
		return c&(body|outlet|mass) != 0
	}
	return false
}
