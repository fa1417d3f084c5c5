package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"hearsay/record"
)

// text prints the whole text. A claim stands between ‹ and › with its number, a
// finding's place behind its number in {braces}; below each paragraph stand the
// chains of its claims.
func (t *terminal) text() {
	t.section("THE TEXT")
	if t.s.Unread == "" {
		t.wrap(2, 2, "‹words›3 is claim 3, explained below its paragraph; {1} begins a place of finding 1.", t.dim)
	}
	for _, b := range t.s.blocks() {
		t.gap()
		for _, l := range wrapped(t.marked(b), t.o.Width) {
			t.line(l)
		}
		for _, n := range b.Claims {
			c := t.s.Claims[n-1]
			k := strconv.Itoa(n)
			t.wrap(2, 2+len(k)+1, k+" "+explain(c), t.dim)
		}
	}
}

// explain says about a claim on one line what its card says.
func explain(c Claim) string {
	parts := compact(c.carriers(), c.Act, c.Form)
	parts = append(parts, c.Times...)
	return strings.Join(append(parts, c.Notes...), " · ")
}

// marked is a block's words with its marks.
func (t *terminal) marked(b block) string {
	var out strings.Builder
	var open []int
	number := lipgloss.NewStyle().Foreground(lipgloss.Cyan)
	for _, g := range b.Segments {
		for slices.ContainsFunc(open, func(n int) bool { return !slices.Contains(g.Claims, n) }) {
			last := len(open) - 1
			out.WriteString("›" + t.style(number, strconv.Itoa(open[last])))
			open = open[:last]
		}
		for _, p := range g.Places {
			out.WriteString(t.style(number.Bold(true), fmt.Sprintf("{%d}", p.Finding)))
		}
		for _, n := range g.Claims {
			if !slices.Contains(open, n) {
				out.WriteString("‹")
				open = append(open, n)
			}
		}
		words := strings.Map(harmless, g.Text)
		if g.Cue {
			words = t.bold(words)
		}
		out.WriteString(words)
	}
	for i := len(open) - 1; i >= 0; i-- {
		out.WriteString("›" + t.style(number, strconv.Itoa(open[i])))
	}
	return out.String()
}

// quotations are the words at a finding's places.
func (s *Summary) quotations(f record.Finding) []string {
	var out []string
	title := []rune(s.doc.Title)
	for _, p := range f.TitleSpans {
		out = append(out, oneLine(string(title[p.Start:p.End])))
	}
	for _, p := range f.Spans {
		out = append(out, oneLine(p.In(s.doc.Text)))
	}
	return out
}
