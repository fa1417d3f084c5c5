package report

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"hearsay/record"
)

// TerminalOptions say how to print.
type TerminalOptions struct {
	Width int  // columns; 0 for 80
	Color bool // whether styles may be used: a terminal, and no NO_COLOR
	Full  bool // the whole text with its marks, and every row
	Times bool // the time expressions
}

// What one screen holds of each section, unless all is asked for.
const (
	mostSpeakers = 6
	mostFigures  = 6
	mostFindings = 5 // cards
	mostOfCard   = 2 // findings
	mostPlaces   = 4 // of one finding
)

// Below narrow columns become lines; from wide on they say more.
const (
	narrow = 72
	wide   = 110
)

// Terminal prints the report in columns of text. Without Color it writes no escape
// sequence at all.
func Terminal(w io.Writer, doc *record.Document, o TerminalOptions) error {
	t := newTerminal(doc, o)
	t.head()
	t.speakers()
	t.figures()
	t.findings()
	if o.Times {
		t.times()
	}
	if o.Full {
		t.text()
	}
	t.gap()
	t.wrap(0, 0, Closing, t.dim)
	_, err := w.Write(t.b.Bytes())
	return err
}

type terminal struct {
	b bytes.Buffer
	s *Summary
	o TerminalOptions
}

func newTerminal(doc *record.Document, o TerminalOptions) *terminal {
	return &terminal{s: Summarize(doc), o: o.bounded()}
}

// bounded gives the width its default and its bounds.
func (o TerminalOptions) bounded() TerminalOptions {
	if o.Width <= 0 {
		o.Width = 80
	}
	o.Width = min(max(o.Width, 20), 120)
	return o
}

func (t *terminal) head() {
	s := t.s
	t.wrap(0, 0, s.Headline, t.bold)
	t.wrap(0, 0, strings.Join(s.dateline(), " · "), t.dim)
	t.gap()
	for _, l := range s.Lines {
		t.wrap(0, 2, l, nil)
	}
}

func (t *terminal) speakers() {
	if len(t.s.Speakers) == 0 {
		return
	}
	t.section("WHO SAYS IT")
	var rows [][]string
	left, claims := 0, 0
	for i, p := range t.s.Speakers {
		if !t.o.Full && i >= mostSpeakers {
			left, claims = left+1, claims+len(p.Claims)
			continue
		}
		n := strconv.Itoa(len(p.Claims))
		if p.Inferred > 0 {
			n += "+" + strconv.Itoa(p.Inferred)
		}
		rows = append(rows, []string{upperFirst(withRole(p.Name, p.Role)), p.KindWords(), n})
	}
	t.table(rows, []int{0, 16, 4}, 2)
	if left > 0 {
		t.wrap(2, 2, fmt.Sprintf("and %d more, with %s; --full shows them", left, count(claims, "claim")), t.dim)
	}
	for _, p := range t.s.Speakers {
		if p.Inferred > 0 {
			t.wrap(2, 2, "+ words that no mark or cue gives to the speaker, not counted", t.dim)
			break
		}
	}
}

func (t *terminal) figures() {
	if len(t.s.Figures) == 0 {
		return
	}
	t.section("FIGURES")
	var rows [][]string
	for i, f := range t.s.Figures {
		if !t.o.Full && i >= mostFigures {
			break
		}
		when := f.When
		if t.o.Width >= wide {
			when = f.Period
		}
		rows = append(rows, []string{f.Value, f.Unit, when, f.Chain})
		for _, r := range f.Readings {
			rows = append(rows, []string{"", "· " + r})
		}
	}
	columns := []int{15, 18, 14, 0}
	if t.o.Width >= wide {
		columns = []int{18, 26, 30, 0}
	}
	t.table(rows, columns, -1)
	if more := len(t.s.Figures) - mostFigures; more > 0 && !t.o.Full {
		t.wrap(2, 2, fmt.Sprintf("and %d more; --full shows them", more), t.dim)
	}
}

func (t *terminal) findings() {
	if t.s.Unread != "" {
		return
	}
	if len(t.s.Findings) == 0 {
		t.section("FINDINGS")
		t.wrap(2, 2, "None.", nil)
		return
	}
	t.section("FINDINGS")
	number := 0
	for i, card := range record.Cards(t.s.Findings) {
		if !t.o.Full && i >= mostFindings {
			t.wrap(2, 2, fmt.Sprintf("and %d more; --full shows them", len(t.s.Findings)-number), t.dim)
			break
		}
		label := oneLine(card[0].Label)
		if card[0].Severity == record.Note {
			label += " (note)"
		}
		for k, f := range card {
			number++
			n := strconv.Itoa(number)
			if k == 0 {
				t.wrap(2, 2+len(n)+2, n+"  "+label, t.bold)
			} else if !t.o.Full && k >= mostOfCard {
				t.wrap(2+len(n)+2, 2+len(n)+2, fmt.Sprintf("and %d more of this kind", len(card)-k), t.dim)
				number += len(card) - k - 1
				break
			}
			t.finding(f, n, k > 0)
		}
	}
}

// finding is one finding's message and places; numbered where its card began with
// another.
func (t *terminal) finding(f record.Finding, n string, numbered bool) {
	in := 2 + len(n) + 2
	if numbered {
		t.wrap(2, in, n+"  "+oneLine(f.Message), nil)
	} else {
		t.wrap(in, in, oneLine(f.Message), nil)
	}
	quotes := t.s.quotations(f)
	if numbered && !t.o.Full {
		return
	}
	for k, q := range quotes {
		if k >= mostPlaces && !t.o.Full {
			t.wrap(in+2, in+2, fmt.Sprintf("and %d more places", len(quotes)-k), t.dim)
			break
		}
		t.wrap(in+2, in+3, quote(q), t.dim)
	}
}

func (t *terminal) times() {
	t.section("TIMES")
	if len(t.s.Times) == 0 {
		t.wrap(2, 2, "None.", nil)
	}
	var rows [][]string
	for _, x := range t.s.Times {
		value := x.Value
		if value == "" {
			value = "not known"
		}
		rows = append(rows, []string{x.Words, value, x.Note})
	}
	each := (t.o.Width - 6) / 3
	t.table(rows, []int{min(each, 28), min(each, 28), 0}, -1)
}

// Layout.

func (t *terminal) gap() { t.b.WriteByte('\n') }

func (t *terminal) section(name string) {
	t.gap()
	t.line(t.bold(name))
}

func (t *terminal) line(s string) {
	t.b.WriteString(strings.TrimRight(s, " "))
	t.b.WriteByte('\n')
}

// wrap prints words between a first and a hanging indent and the right border.
// Control characters in them are dropped.
func (t *terminal) wrap(first, hang int, words string, style func(string) string) {
	indent := first
	for _, l := range wrapped(strings.Map(harmless, words), t.o.Width-hang) {
		if style != nil {
			l = style(l)
		}
		t.line(strings.Repeat(" ", indent) + l)
		indent = hang
	}
}

// table prints rows in columns of the given widths; the one of width 0 takes what
// is left. The column numbered right is set flush right. A row whose first cell
// is empty adds to the one above; on a narrow screen every row becomes a line, with
// what belongs to it indented below.
func (t *terminal) table(rows [][]string, widths []int, right int) {
	for _, r := range rows {
		switch {
		case r[0] == "":
			t.wrap(4, 6, strings.Join(r, ""), t.dim)
		case t.o.Width < narrow:
			t.wrap(2, 4, r[0], nil)
			t.wrap(4, 4, strings.Join(compact(r[1:]...), " · "), t.dim)
		default:
			t.row(r, widths, right)
		}
	}
}

// row prints the cells of one row beside each other, as many lines as they need.
func (t *terminal) row(r []string, widths []int, right int) {
	free := t.o.Width - 2*len(widths)
	for _, w := range widths {
		free -= w
	}
	width := func(c int) int {
		if widths[c] == 0 {
			return free
		}
		return widths[c]
	}
	height := 0
	cells := make([][]string, len(r))
	for c, words := range r {
		cells[c] = wrapped(strings.Map(harmless, words), width(c))
		height = max(height, len(cells[c]))
	}
	for h := range height {
		var line strings.Builder
		for c := range cells {
			cell := ""
			if h < len(cells[c]) {
				cell = cells[c][h]
			}
			pad := strings.Repeat(" ", max(0, width(c)-ansi.StringWidth(cell)))
			if c == len(cells)-1 && c != right {
				cell = t.dim(cell)
			}
			line.WriteString("  ")
			if c == right {
				cell, pad = pad, cell
			}
			line.WriteString(cell + pad)
		}
		t.line(line.String())
	}
}

// wrapped breaks words into lines of at most width columns, inside a word where
// there is no other way.
func wrapped(words string, width int) []string {
	return strings.Split(lipgloss.Wrap(words, max(width, 8), ""), "\n")
}

func (t *terminal) bold(s string) string { return t.style(lipgloss.NewStyle().Bold(true), s) }
func (t *terminal) dim(s string) string  { return t.style(lipgloss.NewStyle().Faint(true), s) }

func (t *terminal) style(style lipgloss.Style, s string) string {
	if !t.o.Color || s == "" {
		return s
	}
	return style.Render(s)
}
