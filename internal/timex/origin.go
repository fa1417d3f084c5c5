package timex

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/lex"
	"hearsay/internal/nest"
	"hearsay/record"
)

// A relative time counts from the day on which it was written or said: the text's
// publication, the date of its dateline, or the day on which the words around it were
// spoken. "On Monday she told the Herald: 'We met yesterday'" is about Sunday.

// origin is the day that relative times count from.
type origin struct {
	day    time.Time
	known  bool
	anchor string // what the record calls it: "published", "dateline", a timex id
}

// publication is the origin of a text published on a day.
func publication(day time.Time) origin { return origin{day, true, "published"} }

// speech is what is known of the day on which the words around an expression were
// spoken. Zero is the text's own day.
type speech struct {
	day  int  // 1 + the number of the expression that names the day
	open bool // through others, and on a day that the text does not say
}

// Bounds on how far the day of speaking may stand from the words.
const (
	speechTimes = 8    // expressions of the cue's sentence that are looked at
	sameTalk    = 1500 // bytes from one speech to the next of the same conversation
)

// spoken finds for each expression when its words were said. Quoted words count from
// the day of speaking; words in the writer's own wording only where another outlet or
// an interview carried them, since elsewhere the writer's "yesterday" is the writer's.
func spoken(text *lex.Text, found []expression, attributions []record.Attribution) {
	if len(attributions) == 0 {
		return
	}
	spans := make([]record.Span, len(found))
	for i := range found {
		spans[i] = found[i].span
	}
	days := speakingDays(text, found, attributions)
	for i, ref := range nest.Innermost(spans, attributions) {
		if !ref.Set() {
			continue
		}
		a := &attributions[ref.Index()]
		carried := a.Via.Entity.Set()
		if !carried && a.Form != record.Direct && !(a.Form == record.Mixed && quoted(text, spans[i])) {
			continue
		}
		day := days[ref.Index()]
		found[i].speech = speech{day: day, open: day == 0 && carried}
	}
}

// speakingDays are the expressions that say when each attribution's words were
// spoken, counted from 1; 0 where none does.
func speakingDays(text *lex.Text, found []expression, attributions []record.Attribution) []int {
	days := make([]int, len(attributions))
	order := make([]int, 0, len(attributions))
	for i := range attributions {
		if len(attributions[i].Cue) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(attributions[a].Cue[0].Start, attributions[b].Cue[0].Start)
	})
	type talk struct{ day, end int }
	last := map[record.Ref[record.Entity]]talk{}
	for _, i := range order {
		a := &attributions[i]
		cue := a.Cue[0]
		days[i] = speakingDay(text, found, a)
		if !a.Speaker.Set() {
			continue
		}
		before, known := last[a.Speaker]
		if days[i] == 0 && known && cue.Start-before.end < sameTalk {
			days[i] = before.day
		}
		if days[i] > 0 {
			last[a.Speaker] = talk{days[i], cue.End}
		}
	}
	return days
}

// speakingDay is the expression nearest to the cue, in its sentence and outside of
// what was said, that names a day or a time of day.
func speakingDay(text *lex.Text, found []expression, a *record.Attribution) int {
	cue := a.Cue[0]
	at := text.WordAt(cue.Start)
	if at >= len(text.Words) {
		return 0
	}
	sentence := text.Sentences[text.Words[at].Sentence].Span
	k, _ := slices.BinarySearchFunc(found, cue.Start, func(e expression, at int) int { return cmp.Compare(e.span.Start, at) })
	best, distance := 0, 0
	for i := max(0, k-speechTimes); i < min(len(found), k+speechTimes); i++ {
		e := &found[i]
		if !sentence.Contains(e.span) || !e.meaning.namesDay() || e.tense == future || a.Content.Overlap(e.span) {
			continue
		}
		if d := max(e.span.Start-cue.End, cue.Start-e.span.End); best == 0 || d < distance {
			best, distance = i+1, d
		}
	}
	return best
}

// namesDay tells whether an expression is a day on which somebody can have spoken.
func (m *meaning) namesDay() bool {
	if m.typ != record.Date && m.typ != record.Time || m.until != nil || m.lastDay > 0 || m.either {
		return false
	}
	switch m.grain() {
	case "day":
		return true
	case "part", "clock":
		return m.placed()
	}
	return false
}

// quoted tells whether a place is between quotation marks.
func quoted(text *lex.Text, s record.Span) bool {
	// Quotations are in the order of their beginnings; depth bounds how many hold a place.
	k, _ := slices.BinarySearchFunc(text.Quotes, s.Start, func(q lex.Quote, at int) int { return cmp.Compare(q.Open.Start, at) })
	for i := k - 1; i >= max(0, k-speechTimes); i-- {
		if text.Quotes[i].Spans.Overlap(s) {
			return true
		}
	}
	return false
}

// Bounds on a dateline: "PORT DELTA, March 3 (Agency) - ".
const (
	datelineHead = 60 // bytes before its date
	datelineTail = 40 // bytes after it
	datelineDays = 7  // between it and publication
	openingLines = 5  // paragraphs in which it may stand
)

// dateline is the number of the expression that is the date of the text's dateline;
// -1 where there is none.
func dateline(text *lex.Text, found []expression) int {
	k := 0
	for _, p := range text.Paragraphs[:min(len(text.Paragraphs), openingLines)] {
		for k < len(found) && found[k].span.Start < p.Start {
			k++
		}
		if k < len(found) && found[k].meaning.typ == record.Date && found[k].meaning.day > 0 && found[k].span.End <= p.End &&
			capitalPlace(text.Source[p.Start:found[k].span.Start]) && dash(text.Source[found[k].span.End:p.End]) {
			return k
		}
	}
	return -1
}

// capitalPlace tells whether words can be the place of a dateline: they begin with one in
// capitals and end with a comma.
func capitalPlace(head string) bool {
	head, comma := strings.CutSuffix(strings.TrimSpace(head), ",")
	if !comma || len(head) > datelineHead {
		return false
	}
	capitals := 0
	for _, r := range head {
		if !unicode.IsLetter(r) {
			break
		}
		if !unicode.IsUpper(r) {
			return false
		}
		capitals++
	}
	return capitals > 1
}

// dash tells whether what follows a dateline's date is its dash, after the agency.
func dash(tail string) bool {
	tail = strings.TrimLeft(tail, " ,")
	if rest, ok := strings.CutPrefix(tail, "("); ok {
		end := strings.IndexByte(rest[:min(len(rest), datelineTail)], ')')
		if end < 0 {
			return false
		}
		tail = strings.TrimLeft(rest[end+1:], " ")
	}
	r, _ := utf8.DecodeRuneInString(tail)
	return strings.ContainsRune("-–—_", r)
}
