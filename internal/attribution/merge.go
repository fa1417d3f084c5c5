package attribution

// What a network read and what the rules read become one here. The network knows better
// where a phrase ends; the rules know the marks of quotations and the table of cues.
//
//   - The network's spans are the base. Cues that share a word are one attribution.
//   - A quotation has one speaker and is whole. What a rule reads as nothing but
//     quotations, over sentences and paragraphs, is the content of its cue and of no
//     other beside it.
//   - Where the network has no source or no content, the rule's is taken.
//   - What the table says of a word, its act and whether it is negated, holds for the
//     network's cue there, whether or not a rule read an attribution.
//   - A reading by rule alone stands where its rule is one of the surer ones.
//   - A source stands in the paragraph of its cue, and so does content that is no quotation.
//   - The network's spans are written as the rules write theirs: no word has two roles,
//     and none begins or ends with a comma or a stop.

import (
	"slices"

	"hearsay/internal/lex"
	"hearsay/record"
)

// sure is the confidence from which a reading by rule stands without the network: that
// of quotations, of "said that" and of "according to".
const sure = 0.6

// longestQuotation is how long, in words, a quotation may be to be given as a whole to
// whom the network gives a part.
const longestQuotation = 400

// sign is what the table of cues says of a place in the text.
type sign struct {
	cue     record.Span
	kind    kind
	act     record.Act
	act2    record.Act
	negated bool
	before  bool // the cue stands before its source: "according to"
}

// merger joins the readings of one text.
type merger struct {
	text   *lex.Text
	quotes []lex.Quote   // the outermost ones
	pieces []record.Span // of the quotes, in text order
	ruled  []record.Attribution
	how    []reading            // how each of ruled was read
	out    []record.Attribution // what stands
	from   []evidence           // of each of out
	cue    []int32              // by word: 1 + the attribution of out whose cue it is in
	quoter []int32              // by word: 1 + the reading of ruled that quotes it
}

// merge returns what stands of the network's and the rules' readings. It changes
// neither.
func merge(text *lex.Text, quotes []lex.Quote, read []Read, ruled []record.Attribution, how []reading, signs []sign) ([]record.Attribution, []evidence) {
	m := merger{
		text: text, quotes: quotes, ruled: ruled, how: how, out: make([]record.Attribution, 0, len(read)),
		cue: make([]int32, len(text.Words)), quoter: make([]int32, len(text.Words)),
	}
	for _, q := range quotes {
		m.pieces = append(m.pieces, q.Spans...)
	}
	for i, a := range read {
		if len(a.Cue) > 0 && m.at(a.Cue) < 0 {
			m.out = append(m.out, a.Attribution)
			m.from = append(m.from, evidence{read: &read[i]})
			m.each(a.Cue, func(w int) { m.cue[w] = int32(len(m.out)) })
		}
	}
	for i, r := range ruled {
		if m.quotation(r) && (r.Confidence >= sure || m.at(r.Cue) >= 0) {
			m.each(r.Content, func(w int) { m.quoter[w] = int32(i + 1) })
		}
	}
	for i := range m.out {
		m.tidy(&m.out[i])
	}
	for _, s := range signs {
		if i := m.at(record.Spans{s.cue}); i >= 0 && m.out[i].Act == "" {
			m.out[i].Act, m.out[i].Act2, m.out[i].Negated = s.act, s.act2, s.negated
		}
	}
	holds := m.contents()
	for k, r := range ruled {
		if i := m.at(r.Cue); i >= 0 {
			if first := m.from[i].rule; how[k].relayed && first != nil && m.out[i].Cue[0].Contains(first.Cue.Bounds()) && apart(first.Cue, r.Cue) {
				m.out[i].Cue = first.Cue // the network took "reported, citing" for one
				m.out = append(m.out, r)
				m.from = append(m.from, evidence{rule: &ruled[k]})
				continue
			}
			m.join(i, r, how[k])
			if k+1 < len(ruled) && how[k+1].joins && m.joined(m.out[i], r, ruled[k+1]) {
				m.out[i].Content = r.Content // "rejected the plan and called it hasty": the next reading stands too
				how[k+1].row = standing(how[k+1].row)
			}
			if m.from[i].rule == nil || r.Confidence > m.from[i].rule.Confidence {
				m.from[i].rule = &ruled[k]
			}
		} else if r.Confidence >= sure || how[k].row.stands || how[k].relayed || how[k].nests() && m.inside(holds, r) {
			m.out = append(m.out, r)
			m.from = append(m.from, evidence{rule: &ruled[k]})
		}
	}
	for i, holds := 0, m.contents(); i < len(m.out); i++ {
		m.from[i].nested = m.inside(holds, m.out[i])
	}
	return m.out, m.from
}

// contents counts for each word the attributions in whose content it stands.
func (m *merger) contents() []int32 {
	depth := make([]int32, len(m.text.Words))
	for _, a := range m.out {
		m.each(a.Content, func(w int) { depth[w]++ })
	}
	return depth
}

// inside tells whether the cue of an attribution stands in content.
func (m *merger) inside(contents []int32, a record.Attribution) bool {
	w := m.text.WordAt(a.Cue.Bounds().Start)
	return w < len(contents) && contents[w] > 0
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

// at is the network's attribution whose cue shares a word with the one given, -1 for
// none.
func (m *merger) at(cue record.Spans) int {
	i := -1
	m.each(cue, func(w int) { i = max(i, int(m.cue[w])-1) })
	return i
}

// quotation tells whether the content of a reading is nothing but quotations.
func (m *merger) quotation(r record.Attribution) bool {
	return len(r.Content) > 0 && formOf(m.text, m.quotes, r.Content) == record.Direct
}

// own tells whether no word of a cue is in the cue of another of the network's
// attributions than i.
func (m *merger) own(i int, cue record.Spans) bool {
	alone := true
	m.each(cue, func(w int) { alone = alone && (m.cue[w] == 0 || int(m.cue[w]) == i+1) })
	return alone
}

// join gives the network's attribution i what the rule's reading of its cue knows better.
func (m *merger) join(i int, r record.Attribution, how reading) {
	a, own := &m.out[i], m.own(i, r.Cue)
	label := how.rule == colonRule && (len(a.Content) == 0 || a.Cue.Bounds().Len() > r.Cue.Bounds().Len())
	if own && (label || how.relayed) && apart(r.Content, r.Cue, r.Source) && apart(r.Source, r.Cue) {
		a.Source, a.Cue, a.Content = r.Source, r.Cue, r.Content
		return
	}
	if len(a.Source) == 0 && apart(r.Source, a.Cue, a.Content) {
		a.Source = r.Source
	}
	if own && how.rule == passiveRule && len(r.Content) == 2 && a.Cue[0].Contains(r.Content[1]) && apart(r.Content, r.Cue, a.Source) && apart(r.Cue, a.Source) {
		a.Cue, a.Content = r.Cue, r.Content // "criticised as hasty by": what they call it is content
	}
	parted := how.rule == clauseAround && len(a.Content) == 1 && len(r.Content) == 2 && a.Content[0] == r.Content[0]
	if (len(a.Content) == 0 || parted || m.quotation(r)) && apart(r.Content, a.Cue, a.Source) {
		a.Content = r.Content
	}
}

// joined tells whether the network has run the content of a cue on over the next one,
// which has the same source: "rejected <the plan and called it hasty>".
func (m *merger) joined(a, r, next record.Attribution) bool {
	if len(a.Content) != 1 || len(r.Content) != 1 || len(next.Cue) != 1 || len(next.Content) == 0 || m.at(next.Cue) >= 0 || !slices.Equal(r.Source, next.Source) {
		return false
	}
	whole, part, cue := a.Content[0], r.Content[0], next.Cue[0]
	return whole.Start == part.Start && part.End < cue.Start && cue.End < whole.End && whole.Contains(next.Content.Bounds()) && m.text.WordAt(cue.Start) == m.text.WordAt(part.End)+1
}

// standing is a row whose readings stand.
func standing(r *row) *row {
	s := *r
	s.stands = true
	return &s
}

// apart tells whether a role shares no word with the others.
func apart(a record.Spans, others ...record.Spans) bool {
	return !slices.ContainsFunc(others, func(b record.Spans) bool { return slices.ContainsFunc(b, a.Overlap) })
}

// piece is the first piece of a quotation that ends after byte at; empty where there is
// none.
func (m *merger) piece(at int) record.Span {
	i, _ := slices.BinarySearchFunc(m.pieces, at, func(q record.Span, at int) int { return q.End - at - 1 })
	if i == len(m.pieces) {
		return record.Span{}
	}
	return m.pieces[i]
}

// role is the part that a word has in an attribution.
type role uint8

const (
	noRole role = iota
	sourceRole
	cueRole
	contentRole
)

// tidy gives each word of the network's attribution one role and reads its spans off
// again.
func (m *merger) tidy(a *record.Attribution) {
	s := m.strip(a)
	home := m.paragraph(m.text.WordAt(a.Cue[0].Start))
	m.each(a.Source, func(w int) {
		if m.paragraph(w) == home {
			s.roles[w-s.base] = sourceRole
		}
	})
	m.each(a.Content, func(w int) {
		if m.paragraph(w) != home && !m.piece(m.text.Words[w].Start).Overlaps(m.text.Words[w].Span) {
			return // only a quotation runs over paragraphs
		}
		if q := m.quoter[w]; q == 0 || !apart(m.ruled[q-1].Cue, a.Cue, a.Content) {
			s.roles[w-s.base] = contentRole
		}
	})
	m.each(a.Cue, func(w int) { s.roles[w-s.base] = cueRole })
	end := m.text.Words[s.base+len(s.roles)-1].End
	for q := m.piece(m.text.Words[s.base].Start); !q.Empty() && q.End <= end; q = m.piece(q.End) {
		s.complete(m.text.Range(q))
	}
	a.Act, a.Act2, a.Negated = "", "", false
	a.Source, a.Content = s.spans(sourceRole), s.spans(contentRole)
}

// strip is a stretch of words from word base on, each with its role.
type strip struct {
	*merger
	base  int
	roles []role
}

// paragraph is the one in which word w stands.
func (m *merger) paragraph(w int) int { return m.text.Sentences[m.text.Words[w].Sentence].Paragraph }

// strip is the words from an attribution's first one to its last, and what else is in the
// quotations that these stand in.
func (m *merger) strip(a *record.Attribution) strip {
	first, last := len(m.text.Words), 0
	for _, spans := range []record.Spans{a.Cue, a.Source, a.Content} {
		m.each(spans, func(w int) { first, last = min(first, w), max(last, w+1) })
	}
	for _, w := range []int{first, last - 1} {
		if q := m.piece(m.text.Words[w].Start); q.Overlaps(m.text.Words[w].Span) {
			if f, l := m.text.Range(q); l-f <= longestQuotation {
				first, last = min(first, f), max(last, l)
			}
		}
	}
	return strip{m, first, make([]role, last-first)}
}

// complete gives a quotation, the words [first, last), to the content that opens it and
// breaks off with a sentence, or comes in with a sentence and closes it.
func (s *strip) complete(first, last int) {
	if first < s.base {
		return
	}
	words := s.roles[first-s.base : last-s.base]
	begin := slices.IndexFunc(words, func(r role) bool { return r != noRole })
	if begin < 0 {
		return
	}
	end := begin
	for end < len(words) && words[end] == contentRole {
		end++
	}
	if slices.ContainsFunc(words[end:], func(r role) bool { return r != noRole }) {
		return
	}
	for end < len(words) && s.point(first+end) {
		end++
	}
	opens, closes := begin <= 1, end >= len(words)-1
	if (opens || closes) && (opens || s.opensSentence(first+begin)) && (closes || s.opensSentence(first+end)) {
		for i := range words {
			words[i] = contentRole
		}
	}
}

func (s *strip) opensSentence(w int) bool {
	return s.text.Sentences[s.text.Words[w].Sentence].First == w
}

// spans are the stretches of words of a role, one for each paragraph.
func (s *strip) spans(of role) record.Spans {
	out := record.Spans{}
	for i := 0; i < len(s.roles); i++ {
		if s.roles[i] != of {
			continue
		}
		first, end := s.base+i, s.paragraphEnd(s.base+i)
		for i+1 < len(s.roles) && s.roles[i+1] == of && s.base+i+1 < end {
			i++
		}
		if x := s.trim(first, s.base+i+1); !x.Empty() {
			out = append(out, x)
		}
	}
	return out
}

// paragraphEnd is the end of word w's paragraph.
func (s *strip) paragraphEnd(w int) int {
	p := s.text.Paragraphs[s.text.Sentences[s.text.Words[w].Sentence].Paragraph]
	return s.text.Sentences[p.Last-1].Last
}

// trim takes from the ends of a span its punctuation and the marks of quotations that
// lie outside.
func (m *merger) trim(first, last int) record.Span {
	for first < last {
		w := m.text.Words[first].Span
		if q := m.piece(w.Start); q.Start == w.Start || !m.point(first) && q.End != w.End {
			break
		}
		first++
	}
	for first < last {
		w := m.text.Words[last-1].Span
		if q := m.piece(w.Start); q.End == w.End || !m.point(last-1) && q.Start != w.Start {
			break
		}
		last--
	}
	return m.text.Span(first, last)
}

// point tells whether word w is punctuation that no span begins or ends with.
func (m *merger) point(w int) bool {
	switch m.text.Words[w].Lower {
	case ",", ".", ";", ":", "-", "--", "–", "—", "…", "...":
		return true
	}
	return false
}
