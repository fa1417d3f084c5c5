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

// of is what a word does to a range: "between", "from", "since", "join", "and",
// "move", or nothing.
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
	opener := "" // before the last of out
	for _, e := range found {
		first, _ := text.Range(e.span)
		word := r.of(text, first-1)
		if n := len(out) - 1; n >= 0 {
			before := &out[n]
			between := r.between(text, before.span, e.span)
			if between == "and" && opener != "between" && follows(before.meaning, e.meaning) {
				whole := *before.meaning
				whole.typ, whole.until = record.Duration, e.meaning
				before.meaning, before.span.End = &whole, e.span.End
				continue
			}
			switch {
			case opener == "between" && (between == "and" || between == "join"),
				opener == "from" && between == "join",
				opener == "" && between == "join" && alike(before.meaning, e.meaning):
				if !r.moved(text, before.span) {
					before.extent = toNext
				}
			}
		}
		opener = ""
		switch word {
		case "between", "from":
			opener = word
		case "since":
			e.extent = toNow
		}
		out = append(out, e)
	}
	return out
}

// alike tells whether two meanings are of one kind, so that a "to" between them makes
// a range of them without a "from".
func alike(a, b *meaning) bool {
	return (a.typ == record.Date || a.typ == record.Time) && a.grain() == b.grain() && a.ref == "" && b.ref == "" && a.until == nil
}

// moveReach is how many words before a range the verb may stand that moves something
// from its first end to its second: "postponed from Monday to Wednesday" is no range.
const moveReach = 8

func (r ranges) moved(text *lex.Text, span record.Span) bool {
	first, _ := text.Range(span)
	for i := first - 1; i >= max(0, first-moveReach) && text.Words[i].Sentence == text.Words[first].Sentence; i-- {
		if r.of(text, i) == "move" {
			return true
		}
	}
	return false
}

// follows tells whether two meanings are months, the second right behind the first.
func follows(a, b *meaning) bool {
	bare := func(m *meaning) bool {
		return m.typ == record.Date && m.grain() == "month" && m.month > 0 && m.mod == "" && m.until == nil
	}
	return bare(a) && bare(b) && a.year == 0 && b.month == a.month%12+1
}

// stretch gives the expressions that open a range the days of all of it.
func (r *resolver) stretch(out []record.Timex) {
	for i := range out {
		switch r.found[i].extent {
		case toNow:
			r.lasting(&out[i])
		case toNext:
			r.join(i, out)
		}
	}
}

// lasting lets "since 3 March" reach to now.
func (r *resolver) lasting(t *record.Timex) {
	if t.Interval == nil || t.Value == "" || t.EndValue != "" || !r.text.known {
		return
	}
	if last := isoDay(r.text.day); last > t.Interval[1] {
		t.Begin, t.EndValue, t.Interval = t.Value, last, &[2]string{t.Interval[0], last}
		t.Note = notes(t.Note, "the beginning of a time that lasts until publication")
	}
}

// join lets the first end of a range, numbered i, reach to the second.
func (r *resolver) join(i int, out []record.Timex) {
	if i+1 >= len(out) {
		return
	}
	r.agree(i, out)
	t, u := &out[i], &out[i+1]
	if t.Interval == nil || t.Value == "" || t.EndValue != "" || u.Interval == nil || u.Value == "" || u.Interval[1] < t.Interval[1] || t.Value == u.Value {
		return
	}
	t.Begin, t.EndValue, t.Interval = t.Value, u.Value, &[2]string{t.Interval[0], u.Interval[1]}
	t.Note = notes(t.Note, "the beginning of a range that the next one ends")
}

// agree finds the ends of a range from each other where the words leave one open:
// the May of "from May to June 2019", and the hours of "between 2 and 4 p.m. on Monday".
// Where both are open and the calendar alone would turn them round, the tense decides
// which of the two stays.
func (r *resolver) agree(i int, out []record.Timex) {
	a, b := r.found[i], r.found[i+1]
	openA, openB := a.meaning.needsTense(), b.meaning.needsTense()
	turned := out[i].Interval != nil && out[i+1].Interval != nil && out[i+1].Interval[0] < out[i].Interval[0]
	switch {
	case a.meaning.timed && !a.meaning.placed() && b.meaning.placed():
		m := *a.meaning
		m.merge(b.meaning)
		m.typ, m.until = record.Time, nil
		a.meaning, a.tense = &m, b.tense
		r.again(i, a, r.text.day, "", out)
		if t, ok := parseDay(out[i].Value); ok && b.meaning.timed && m.hour*60+m.minute > b.meaning.hour*60+b.meaning.minute {
			t = t.AddDate(0, 0, -1) // "from 11 p.m. to 4 a.m. on Sunday"
			out[i].Value, out[i].Interval = isoDay(t)+clock(&m), &[2]string{isoDay(t), isoDay(t)}
		}
	case openA && out[i+1].Interval != nil && (!openB || turned && (b.tense == past || b.tense == did)):
		if t, ok := parseDay(out[i+1].Interval[1]); ok {
			r.again(i, a, t, "back", out)
		}
	case openB && out[i].Interval != nil && (!openA || turned):
		if t, ok := parseDay(out[i].Interval[0]); ok {
			r.again(i+1, b, t, "ahead", out)
		}
	}
}

// again resolves an expression once more, from the other end of its range.
func (r *resolver) again(i int, e expression, from time.Time, direction string, out []record.Timex) {
	r.index, r.now = i, origin{from, true, r.text.anchor}
	if direction != "" {
		m := *e.meaning
		m.direction, e.meaning = direction, &m
		r.now.anchor = record.To[record.Timex](i + 1).String()
		if direction == "ahead" {
			r.now.anchor = record.To[record.Timex](i - 1).String()
		}
	} else {
		r.now = r.text
	}
	if t := r.one(e); t.Interval != nil {
		if direction != "" {
			t.Note = "the nearest that makes a range"
		}
		out[i] = t
	}
}
