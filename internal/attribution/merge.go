package attribution

// What a network read and what the rules read become one here:
//
//   - The network's spans are the base, tidied: no role reaches into the cue, none
//     begins or ends with a comma or a stop, and content that misses the marks of a
//     quotation by a word is given them.
//   - Readings whose cues share a word are one attribution. The network's spans
//     stand; where it has no source or no content the rule's are taken, and so are
//     quotations by which the speaker goes on and which the network gives to nobody.
//   - What the table of cues says of a word, its act and whether it is negated, holds
//     for the network's cue there, whether or not a rule read an attribution.
//   - A reading by rule alone stands where its rule is one of the sure ones.

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// sure is the confidence from which a reading by rule stands without the network.
const sure = 0.6

// sign is what the table of cues says of a place in the text.
type sign struct {
	cue     record.Span
	act     record.Act
	negated bool
}

// merger joins the readings of one text.
type merger struct {
	text   *lex.Text
	quoted []record.Span        // the pieces of the outermost quotations, in text order
	out    []record.Attribution // what stands
	cue    []int32              // by word: 1 + the attribution whose cue it is in
	told   []bool               // by word: whether it is in somebody's content
}

// merge returns what stands of the network's and the rules' readings. It changes
// neither.
func merge(text *lex.Text, quotes []lex.Quote, read, ruled []record.Attribution, signs []sign) []record.Attribution {
	m := merger{
		text: text, out: make([]record.Attribution, 0, len(read)),
		cue: make([]int32, len(text.Words)), told: make([]bool, len(text.Words)),
	}
	for _, q := range quotes {
		m.quoted = append(m.quoted, q.Spans...)
	}
	for _, a := range read {
		if len(a.Cue) > 0 && m.at(a.Cue) < 0 {
			m.add(m.tidy(a))
		}
	}
	for _, s := range signs {
		if i := m.at(record.Spans{s.cue}); i >= 0 && m.out[i].Act == "" {
			m.out[i].Act, m.out[i].Negated = s.act, s.negated
		}
	}
	for _, r := range ruled {
		if i := m.at(r.Cue); i >= 0 {
			m.join(&m.out[i], r)
		} else if r.Confidence >= sure {
			m.add(r)
		}
	}
	return m.out
}

// each calls f with each word of the spans.
func (m *merger) each(spans record.Spans, f func(w int)) {
	for _, s := range spans {
		first, last := m.text.Range(s)
		for w := first; w < last; w++ {
			f(w)
		}
	}
}

// at is the attribution whose cue shares a word with the one given, -1 for none.
func (m *merger) at(cue record.Spans) int {
	i := -1
	m.each(cue, func(w int) { i = max(i, int(m.cue[w])-1) })
	return i
}

// add lets an attribution stand.
func (m *merger) add(a record.Attribution) {
	m.out = append(m.out, a)
	m.each(a.Cue, func(w int) { m.cue[w] = int32(len(m.out)) })
	m.each(a.Content, func(w int) { m.told[w] = true })
}

// join gives the network's attribution what only the rule's has.
func (m *merger) join(a *record.Attribution, r record.Attribution) {
	if len(a.Source) == 0 && apart(r.Source, a.Cue, a.Content) {
		a.Source = r.Source
	}
	if len(a.Content) == 0 && apart(r.Content, a.Cue, a.Source) {
		a.Content = slices.Clone(r.Content)
		m.each(a.Content, func(w int) { m.told[w] = true })
	}
	for _, s := range r.Content {
		first, last := m.text.Range(s)
		if m.piece(s) == s && !slices.Contains(m.told[first:last], true) && apart(record.Spans{s}, a.Cue, a.Source) {
			a.Content = append(a.Content, s)
		}
	}
	slices.SortFunc(a.Content, func(a, b record.Span) int { return cmp.Compare(a.Start, b.Start) })
	m.each(a.Content, func(w int) { m.told[w] = true })
}

// apart tells whether a role shares no word with others.
func apart(a record.Spans, others ...record.Spans) bool {
	return !slices.ContainsFunc(others, func(b record.Spans) bool { return slices.ContainsFunc(b, a.Overlap) })
}

// piece is the first piece of a quotation that ends after the span begins; empty where
// there is none.
func (m *merger) piece(s record.Span) record.Span {
	i, _ := slices.BinarySearchFunc(m.quoted, s.Start, func(q record.Span, at int) int { return cmp.Compare(q.End, at+1) })
	if i == len(m.quoted) {
		return record.Span{}
	}
	return m.quoted[i]
}

// role is the part that a word has in an attribution.
type role uint8

const (
	noRole role = iota
	sourceRole
	cueRole
	contentRole
)

// margin is how many words beyond its first and last one an attribution may be given:
// a word, a stop and a mark.
const margin = 3

// tidy is the network's attribution with its spans cut as the rules cut theirs: each
// of its words is given one role, and the spans are read off again.
func (m *merger) tidy(a record.Attribution) record.Attribution {
	var all record.Span // from its first word to its last
	for i, r := range []record.Spans{a.Cue, a.Source, a.Content} {
		if b := r.Bounds(); i == 0 {
			all = b
		} else if len(r) > 0 {
			all = record.Span{Start: min(all.Start, b.Start), End: max(all.End, b.End)}
		}
	}
	first, last := m.text.Range(all)
	s := strip{merger: m, base: max(0, first-margin)}
	s.roles = make([]role, min(len(m.text.Words), last+margin)-s.base)
	m.each(a.Source, func(w int) { s.roles[w-s.base] = sourceRole })
	m.each(a.Content, func(w int) { s.roles[w-s.base] = contentRole })
	m.each(a.Cue, func(w int) { s.roles[w-s.base] = cueRole })
	s.snap(all)
	a.Act, a.Negated = "", false
	a.Source, a.Content = s.spans(sourceRole), s.spans(contentRole)
	return a
}

// strip is a stretch of words from word base on, each with its role.
type strip struct {
	*merger
	base  int
	roles []role
}

// snap gives content that begins or ends inside a quotation, a word from its marks, the
// rest up to the marks.
func (s *strip) snap(all record.Span) {
	for q := s.piece(all); !q.Empty() && q.Start < all.End; q = s.piece(record.Span{Start: q.End}) {
		first, last := s.text.Range(q)
		s.reach(first, 1, last)
		s.reach(last-1, -1, first-1)
	}
}

// reach fills the words from a quotation's outermost one on up to where content begins,
// unless more than a word with letters stands between.
func (s *strip) reach(from, step, to int) {
	words := 0
	for w := from; w != to && w >= s.base && w < s.base+len(s.roles); w += step {
		switch s.roles[w-s.base] {
		case contentRole:
			for ; from != w; from += step {
				s.roles[from-s.base] = contentRole
			}
			return
		case noRole:
			if !s.sign(w) && from != w {
				words++
			}
			if words > 1 {
				return
			}
		default:
			return
		}
	}
}

// sign tells whether word w is punctuation that no span begins or ends with.
func (m *merger) sign(w int) bool {
	return strings.Contains(" , - -- — – : . ; … ... ", " "+m.text.Words[w].Lower+" ")
}

// spans are the stretches of words of a role, one for each paragraph.
func (s *strip) spans(of role) record.Spans {
	out := record.Spans{}
	for i := 0; i < len(s.roles); i++ {
		if s.roles[i] != of {
			continue
		}
		first := s.base + i
		paragraph := s.paragraph(first)
		for i+1 < len(s.roles) && s.roles[i+1] == of && s.paragraph(s.base+i+1) == paragraph {
			i++
		}
		if x := s.trim(first, s.base+i+1); !x.Empty() {
			out = append(out, x)
		}
	}
	return out
}

func (s *strip) paragraph(w int) int { return s.text.Sentences[s.text.Words[w].Sentence].Paragraph }

// trim takes punctuation and the marks of other quotations from a span's ends.
func (m *merger) trim(first, last int) record.Span {
	for first < last {
		w := m.text.Words[first].Span
		if q := m.piece(w); q.Start != w.Start && (m.sign(first) || q.End == w.End) {
			first++
		} else {
			break
		}
	}
	for first < last {
		w := m.text.Words[last-1].Span
		if q := m.piece(w); q.End != w.End && (m.sign(last-1) || q.Start == w.Start) {
			last--
		} else {
			break
		}
	}
	return m.text.Span(first, last)
}
