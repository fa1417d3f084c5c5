package report

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/record"
)

// lead is the segment that holds a claim's anchor: the first in which it is the
// innermost, else the first of all.
type lead struct {
	block, segment int
	inner          bool
}

// leading finds each claim's anchor, and the claim that each lies in.
func leading(blocks []block) (leads map[int]lead, inside map[int]int) {
	leads, inside = map[int]lead{}, map[int]int{}
	for _, b := range blocks {
		for i, g := range b.Segments {
			for k, n := range g.Claims {
				inner := k == len(g.Claims)-1
				if l, ok := leads[n]; !ok || inner && !l.inner {
					leads[n] = lead{b.Number, i, inner}
				}
				if k > 0 && inside[n] == 0 {
					inside[n] = g.Claims[k-1]
				}
			}
		}
	}
	return leads, inside
}

func htmlSegments(s *Summary, b block, leads map[int]lead, anchors map[place]string) []htmlSegment {
	out := make([]htmlSegment, 0, len(b.Segments))
	for i, g := range b.Segments {
		h := htmlSegment{Text: strings.Map(visible, g.Text), Cue: g.Cue, Source: g.Source, Elided: g.Elided, Last: g.Last}
		for _, pl := range g.Places {
			f := s.Findings[pl.Finding-1]
			h.Marks = append(h.Marks, htmlMark{pl.Finding, anchors[pl], fmt.Sprintf("Finding %d, place %d: %s", pl.Finding, pl.Number, f.Label), f.Severity})
		}
		for _, n := range g.Found {
			if f := s.Findings[n-1]; h.Found != record.Warning {
				h.Found = f.Severity
			}
		}
		if n := len(g.Claims); n > 0 {
			c := s.Claims[g.Claims[n-1]-1]
			at := leads[c.Number]
			h.Claim, h.Tip, h.Lead = c.Number, c.carriers(), at.block == b.Number && at.segment == i
			h.Class = class(c)
			if g.First {
				h.Class += " first"
			}
			if g.Last {
				h.Class += " last"
			}
			h.Outer = outers(s, b, i, leads)
		}
		out = append(out, h)
	}
	return out
}

// outers are the claims around the innermost one that show: the next one out, but
// for a list around its item, and those that have no anchor elsewhere.
func outers(s *Summary, b block, i int, leads map[int]lead) []outer {
	var out []outer
	claims := b.Segments[i].Claims
	last := len(claims) - 1
	for k, n := range claims[:last] {
		next := k == last-1 && s.Claims[claims[last]-1].PartOf != n
		l := leads[n]
		anchor := !l.inner && l.block == b.Number && l.segment == i
		if !next && !anchor {
			continue
		}
		o := outer{Claim: n}
		if next {
			o.Class = class(s.Claims[n-1])
		}
		if anchor {
			o.ID = fmt.Sprintf("m%d", n)
		}
		if i+1 == len(b.Segments) || !slices.Contains(b.Segments[i+1].Claims, n) {
			o.Ends = []int{n}
			o.Class += " last"
		}
		out = append(out, o)
	}
	return out
}

// class is how a claim's mark looks.
func class(c Claim) string {
	s := "k-" + string(c.Kind)
	if c.OwnVoice {
		s = "k-author"
	}
	if c.Inferred {
		s += " inferred"
	}
	if c.Faint {
		s += " faint"
	}
	return s
}
