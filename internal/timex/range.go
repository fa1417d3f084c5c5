package timex

import (
	"time"

	"hearsay/internal/lex"
	"hearsay/record"
)

// TIMEX3 keeps the two ends of "between 3 March and 26 March" apart. So that a figure
// or an event can point at the whole stretch, the first end carries it: its value is
// its own, its days are those of the range.

// extent is how far a time reaches, by the word before it.
type extent byte

const (
	itself extent = iota
	toNext        // to the next expression: "between", "from"
	toNow         // to publication: "since"
)

// ranges finds the words of the class $range around expressions.
type ranges struct {
	grammar *grammar
	class   symbol
}

func newRanges(g *grammar) ranges { return ranges{g, g.symbol("$range")} }

// of is what a word does to a range: "open", "since", "join", "and", or nothing.
func (r ranges) of(text *lex.Text, i int) string {
	if i < 0 || i >= len(text.Words) {
		return ""
	}
	for _, s := range r.grammar.words[text.Words[i].Lower] {
		if s.symbol == r.class {
			return s.value.text
		}
	}
	return ""
}

// between is what the one word between two expressions does; nothing where there
// are more.
func (r ranges) between(text *lex.Text, a, b record.Span) string {
	_, first := text.Range(a)
	last, _ := text.Range(b)
	if last != first+1 {
		return ""
	}
	return r.of(text, first)
}

// mark joins two months that follow each other ("in January and February") into one
// expression, and marks those that open a range.
func (r ranges) mark(text *lex.Text, found []expression) []expression {
	out := found[:0]
	for _, e := range found {
		if n := len(out) - 1; n >= 0 {
			before := &out[n]
			word := ""
			if before.meaning.month > 0 || before.extent == toNext {
				word = r.between(text, before.span, e.span)
			}
			if word == "and" && before.extent == itself && follows(before.meaning, e.meaning) {
				whole := *before.meaning
				whole.typ, whole.until = record.Duration, e.meaning
				before.meaning, before.span.End, before.extent = &whole, e.span.End, itself
				continue
			}
			if before.extent == toNext && word != "and" && word != "join" {
				before.extent = itself
			}
		}
		first, _ := text.Range(e.span)
		switch r.of(text, first-1) {
		case "open":
			e.extent = toNext
		case "since":
			e.extent = toNow
		}
		out = append(out, e)
	}
	if n := len(out) - 1; n >= 0 && out[n].extent == toNext {
		out[n].extent = itself
	}
	return out
}

// follows tells whether two meanings are months, the second right behind the first.
func follows(a, b *meaning) bool {
	bare := func(m *meaning) bool {
		return m.typ == record.Date && m.grain() == "month" && m.month > 0 && m.mod == "" && m.until == nil
	}
	return bare(a) && bare(b) && a.year == 0 && b.month == a.month%12+1
}

// stretch gives the expressions that open a range the days of all of it.
func (r *resolver) stretch(found []expression, out []record.Timex) {
	for i := range out {
		t := &out[i]
		if found[i].extent == itself || t.Interval == nil || t.Value == "" || t.EndValue != "" {
			continue
		}
		last, value, note := "", "", ""
		switch {
		case found[i].extent == toNow && r.dated:
			last, note = r.published.Format(time.DateOnly), "the beginning of a time that lasts until publication"
			value = last
		case found[i].extent == toNext && i+1 < len(out) && out[i+1].Interval != nil && out[i+1].Value != "":
			last, note = out[i+1].Interval[1], "the beginning of a range that the next one ends"
			value = out[i+1].Value
		}
		if last > t.Interval[1] {
			t.Begin, t.EndValue = t.Value, value
			t.Interval = &[2]string{t.Interval[0], last}
			if t.Note != "" {
				note = t.Note + "; " + note
			}
			t.Note = note
		}
	}
}
