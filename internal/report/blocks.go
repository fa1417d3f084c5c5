package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// block is one paragraph, byline or headline, cut into segments at every border of
// a claim, a cue, a source and a finding's place; so that marks never cross.
type block struct {
	Number   int // from 1
	Kind     blockKind
	Segments []segment
	Claims   []int // numbers of the claims that begin here
	Places   []place
}

type blockKind string

const (
	headlineBlock  blockKind = "headline"
	bylineBlock    blockKind = "byline"
	paragraphBlock blockKind = "paragraph"
)

// segment is a stretch of text under the same marks all along.
type segment struct {
	Text   string
	Claims []int // numbers, outermost first
	First  bool  // the innermost claim begins here
	Last   bool  // the innermost claim's piece ends here
	Cue    bool
	Source int     // number of a claim whose source this is; 0 for none
	Found  []int   // numbers of the findings that have a place here
	Places []place // places that begin here
	Elided bool    // stands for what excerpts leave out
}

// place is where a finding points. Its number counts within the finding, from 1.
type place struct{ Finding, Number int }

// stretch is a range of one block's text under one mark.
type stretch struct {
	record.Span
	what   mark
	n      int // claim or finding
	number int // of the place
	begins bool
	ends   bool
}

type mark int

const (
	claimMark mark = iota
	cueMark
	sourceMark
	foundMark
)

// blocks cuts the whole text. A headline that is not in the text comes first, from
// the page's title.
func (s *Summary) blocks() []block {
	doc := s.doc
	spans := paragraphs(doc)
	out := make([]block, 0, len(spans)+1)
	if len(spans) == 0 || spans[0].End > doc.Body.Start { // no headline in the text
		out = append(out, s.titleBlock())
	}
	marks := s.spread(spans)
	for i, p := range spans {
		b := block{Number: len(out) + 1, Kind: paragraphBlock, Segments: cut(doc.Text, p, marks[i])}
		if p.End <= doc.Body.Start {
			b.Kind = bylineBlock
			if len(out) == 0 {
				b.Kind = headlineBlock
			}
		}
		b.collect()
		out = append(out, b)
	}
	return out
}

// collect lists what begins in the block, from its segments.
func (b *block) collect() {
	for i := range b.Segments {
		g := &b.Segments[i]
		b.Places = append(b.Places, g.Places...)
		for _, n := range g.Claims {
			if i == 0 || !slices.Contains(b.Segments[i-1].Claims, n) {
				b.Claims = append(b.Claims, n)
			}
		}
	}
	slices.Sort(b.Claims)
	b.Claims = slices.Compact(b.Claims)
}

// paragraphs are the blocks of the text; a record without that layer is cut at its
// line breaks.
func paragraphs(doc *record.Document) []record.Span {
	if len(doc.Paragraphs) > 0 {
		sorted := slices.Clone(doc.Paragraphs)
		slices.SortStableFunc(sorted, func(a, b record.Span) int { return cmp.Compare(a.Start, b.Start) })
		return sorted
	}
	var out []record.Span
	at := 0
	for line := range strings.Lines(doc.Text) {
		if strings.TrimSpace(line) != "" {
			out = append(out, record.Span{Start: at, End: at + len(line)})
		}
		at += len(line)
	}
	return out
}

// titleBlock is the page's title, with the places that findings have in it.
func (s *Summary) titleBlock() block {
	title := strings.ToValidUTF8(s.doc.Title, "\uFFFD")
	if strings.TrimSpace(title) == "" {
		return block{Number: 1, Kind: headlineBlock, Segments: []segment{{Text: s.Headline}}}
	}
	var marks []stretch
	for f, x := range s.Findings {
		for k, p := range x.TitleSpans {
			span := record.Span{Start: runeOffset(title, p.Start), End: runeOffset(title, p.End)}
			marks = append(marks, stretch{span, foundMark, f + 1, k + 1, true, true})
		}
	}
	b := block{Number: 1, Kind: headlineBlock, Segments: cut(title, record.Span{End: len(title)}, marks)}
	b.collect()
	return b
}

// runeOffset is the byte at which rune n of s begins.
func runeOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// spread gives each block the marks that touch it, clipped to it.
func (s *Summary) spread(blocks []record.Span) [][]stretch {
	out := make([][]stretch, len(blocks))
	add := func(span record.Span, what mark, n, number int) {
		first := true
		i, _ := slices.BinarySearchFunc(blocks, span.Start+1, func(b record.Span, at int) int { return cmp.Compare(b.End, at) })
		for ; i < len(blocks) && blocks[i].Start < span.End; i++ {
			clip := record.Span{Start: max(span.Start, blocks[i].Start), End: min(span.End, blocks[i].End)}
			if !clip.Empty() {
				out[i] = append(out[i], stretch{clip, what, n, number, first, clip.End == span.End})
				first = false
			}
		}
	}
	for _, c := range s.Claims {
		for k, p := range c.Spans {
			add(p, claimMark, c.Number, k+1)
		}
		for _, p := range c.Cue {
			add(p, cueMark, c.Number, 0)
		}
		for _, p := range c.Source {
			add(p, sourceMark, c.Number, 0)
		}
	}
	for f, x := range s.Findings {
		for k, p := range x.Spans {
			add(p, foundMark, f+1, len(x.TitleSpans)+k+1)
		}
	}
	return out
}

// cut makes the segments of one block.
func cut(text string, block record.Span, marks []stretch) []segment {
	borders := []int{block.Start, block.End}
	for _, m := range marks {
		borders = append(borders, m.Start, m.End)
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	slices.SortStableFunc(marks, func(a, b stretch) int { return cmp.Compare(a.Start, b.Start) })
	var out []segment
	var open []stretch
	next := 0
	for i := 0; i+1 < len(borders); i++ {
		span := record.Span{Start: borders[i], End: borders[i+1]}
		open = slices.DeleteFunc(open, func(m stretch) bool { return m.End <= span.Start })
		for ; next < len(marks) && marks[next].Start <= span.Start; next++ {
			open = append(open, marks[next])
		}
		out = append(out, under(span, open, text))
	}
	return out
}

// under makes the segment that lies under the open marks.
func under(span record.Span, open []stretch, text string) segment {
	g := segment{Text: strings.ToValidUTF8(span.In(text), string(utf8.RuneError))}
	inner := stretch{}
	for _, m := range open {
		switch m.what {
		case claimMark:
			g.Claims = append(g.Claims, m.n)
			if m.n >= inner.n {
				inner = m
			}
		case cueMark:
			g.Cue = true
		case sourceMark:
			g.Source = m.n
		case foundMark:
			g.Found = append(g.Found, m.n)
			if m.begins && m.Start == span.Start {
				g.Places = append(g.Places, place{m.n, m.number})
			}
		}
	}
	slices.Sort(g.Claims)
	slices.Sort(g.Found)
	g.Claims, g.Found = slices.Compact(g.Claims), slices.Compact(g.Found)
	slices.SortFunc(g.Places, func(a, b place) int { return cmp.Compare(a.Finding, b.Finding) })
	if inner.n > 0 {
		g.First = inner.begins && inner.number == 1 && inner.Start == span.Start
		g.Last = inner.ends && inner.End == span.End
	}
	return g
}

// excerpts keeps what claims of others and findings quote, and puts one elided
// segment in place of each stretch between; a paragraph of nothing else goes.
func excerpts(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if b.Kind == headlineBlock {
			out = append(out, b)
			continue
		}
		var kept []segment
		quotes := false
		for _, g := range b.Segments {
			switch {
			case len(g.Claims) > 0 || len(g.Found) > 0:
				kept, quotes = append(kept, g), true
			case strings.IndexFunc(g.Text, lettered) < 0:
				if len(kept) > 0 && !kept[len(kept)-1].Elided {
					kept = append(kept, segment{Text: " "})
				}
			case len(kept) == 0 || !kept[len(kept)-1].Elided:
				kept = append(kept, segment{Text: " […] ", Elided: true})
			}
		}
		if quotes {
			b.Segments = kept
			out = append(out, b)
		}
	}
	return out
}

func lettered(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
