package singlesource

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"hearsay/record"
)

// figure is a quantity with the attribution that it stands in, nil for the text's
// own voice.
type figure struct {
	*record.Quantity
	by *record.Attribution
}

// nobodys tells whether the text gives something in its own voice, or on nobody's
// word.
func nobodys(by *record.Attribution) bool {
	return by == nil || !by.Speaker.Set() && (by.Sourcing == record.Agentless || by.Sourcing == record.FromDocument)
}

// figures reports measured things whose figures all rest on one source.
func (r *run) figures() {
	var things []string
	groups := map[string][]figure{}
	for i := range r.doc.Quantities {
		q := &r.doc.Quantities[i]
		thing := r.thing(q)
		if thing == "" || r.isSource(q.Span) || r.isPart(q.Span) {
			continue
		}
		if groups[thing] == nil {
			things = append(things, thing)
		}
		f := figure{Quantity: q}
		if a := q.Attribution.Index(); a >= 0 {
			f.by = &r.doc.Attributions[a]
		}
		groups[thing] = append(groups[thing], f)
	}
	for _, thing := range things {
		r.group(thing, groups[thing])
	}
}

// thing is what a quantity measures, as one word; "" for what is never a measured
// thing of its own: hours, "one thing", a percentage of nobody says what.
func (r *run) thing(q *record.Quantity) string {
	unit := strings.ToLower(q.Unit)
	switch {
	case unit == "" || r.words.measure[unit] || q.Low != nil && q.High != nil && *q.Low == 1 && *q.High == 1:
		return ""
	case len(q.Unit) == 3 && strings.ToUpper(q.Unit) == q.Unit: // money
		return ""
	case q.Of == nil:
		if unit == "percentage" || unit == "person" {
			return ""
		}
		return unit
	}
	words := wordsOf(q.Of.In(r.doc.Text))
	if len(words) == 0 || r.words.measure[words[0]] {
		return "" // "fewer people" is a change, not a count
	}
	of := words[len(words)-1]
	if strings.ToLower(of) != of || r.words.measure[strings.TrimSuffix(of, "s")] {
		return "" // a name is nothing that is counted
	}
	if unit != "percentage" && unit != "person" {
		return unit
	}
	return of
}

// isSource tells whether a number stands in a source or cue: "two officials said".
func (r *run) isSource(s record.Span) bool {
	i := sort.Search(len(r.sources), func(i int) bool { return r.sources[i].End > s.Start })
	return i < len(r.sources) && r.sources[i].Start < s.End
}

// isPart tells whether a number belongs to a date or range before it ("March 1-8"),
// or only says how far back or down one looks ("the past 19 contests").
func (r *run) isPart(s record.Span) bool {
	if strings.HasSuffix(r.doc.Text[:s.Start], "-") {
		return true
	}
	before := wordsOf(r.doc.Text[max(0, s.Start-20):s.Start])
	return len(before) > 0 && r.words.window[strings.ToLower(before[len(before)-1])]
}

// measured is one occasion of measuring: figures that share it are parts of one
// statement ("23 of the 53 wounded", "30 litres, or two a day"), and no series.
type measured struct {
	sentence int
	period   record.Ref[record.Timex]
}

// occasions is how many different ones the figures with different values have.
func (r *run) occasions(figures []figure) int {
	seen, values := map[measured]bool{}, map[value]bool{}
	for _, f := range figures {
		if v := valueOf(f.Quantity); !values[v] {
			values[v] = true
			seen[measured{r.sentence(f.Span), f.Period}] = true
		}
	}
	return len(seen)
}

// group judges the figures of one thing.
func (r *run) group(thing string, figures []figure) {
	var s source
	var by []*record.Attribution
	var kept []figure
	for _, f := range figures {
		if nobodys(f.by) {
			continue
		}
		other, ok := r.sourceOf(f.by)
		if !ok || len(by) > 0 && other != s || r.own(other, f.by) {
			return
		}
		s, by, kept = other, append(by, f.by), append(kept, f)
	}
	if len(kept) == 0 {
		return
	}
	values, sentences := map[value]bool{}, map[int]bool{}
	for _, f := range kept {
		values[valueOf(f.Quantity)], sentences[r.sentence(f.Span)] = true, true
	}
	for _, f := range figures {
		// The text's own figures, and nobody's, are a source of their own, unless they repeat one
		// of the source's or stand in one sentence with it, where its word may reach.
		switch {
		case !nobodys(f.by), values[valueOf(f.Quantity)]:
		case sentences[r.sentence(f.Span)]:
			kept = append(kept, f)
			values[valueOf(f.Quantity)] = true
		default:
			return
		}
	}
	if r.occasions(kept) < 2 || r.supported(by[0], s, r.about(thing)) {
		return
	}
	slices.SortFunc(kept, func(a, b figure) int { return byPlace(a.Span, b.Span) })
	var spans record.Spans
	for _, f := range kept {
		if n := len(spans); n == 0 || spans[n-1].End <= f.Start {
			spans = append(spans, f.Span)
		}
	}
	finding := record.Finding{
		Severity: record.Note, Spans: spans, Evidence: r.evidence(s, kept, by...),
		Message: fmt.Sprintf("%s for %s rest on %s.", howMany(len(kept)), r.name(kept), r.alone(s, by[0])),
	}
	if r.leads(thing, s, kept) {
		finding.Severity = record.Warning
	}
	r.report(finding)
}

// value is a figure's bounds, rounded, so that "206,000" and "more than 200,000"
// are one.
type value struct{ low, high string }

func valueOf(q *record.Quantity) value {
	rounded := func(x, other *float64) string {
		if x == nil {
			x = other
		}
		if x == nil {
			return ""
		}
		if *x < 100 {
			return fmt.Sprint(*x)
		}
		return fmt.Sprintf("%.0e", *x)
	}
	return value{rounded(q.Low, q.High), rounded(q.High, q.Low)}
}

// sentence is the sentence that holds the span.
func (r *run) sentence(s record.Span) int {
	return sort.Search(len(r.doc.Sentences), func(i int) bool { return r.doc.Sentences[i].End > s.Start })
}

// about are the attributions whose content speaks of the thing.
func (r *run) about(thing string) []int {
	var out []int
	for _, form := range forms(thing) {
		out = append(out, r.saying[form]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// forms are the words by which a text may name the thing.
func forms(thing string) []string {
	out := []string{thing, thing + "s", thing + "es"}
	if stem, ok := strings.CutSuffix(thing, "y"); ok {
		out = append(out, stem+"ies")
	}
	return out
}

// leads tells whether headline or lead rests on the figures: one of them stands
// there, or the headline, or the source in the lead, speaks of the thing.
func (r *run) leads(thing string, s source, figures []figure) bool {
	if mentions(r.doc.Title, thing) || mentions(r.headline.In(r.doc.Text), thing) {
		return true
	}
	for _, f := range figures {
		if r.lead.Contains(f.Span) {
			return true
		}
	}
	return slices.ContainsFunc(r.about(thing), func(i int) bool {
		a := &r.doc.Attributions[i]
		other, ok := r.sourceOf(a)
		return ok && other == s && r.lead.Contains(a.Content.Bounds())
	})
}

// mentions tells whether the words name the thing.
func mentions(words, thing string) bool {
	names := forms(thing)
	return slices.ContainsFunc(wordsOf(words), func(w string) bool { return slices.Contains(names, strings.ToLower(w)) })
}

// name is the thing as the text has it.
func (r *run) name(figures []figure) string {
	q := figures[0].Quantity
	if i := slices.IndexFunc(figures, func(f figure) bool { return f.UnitSpan != nil }); i >= 0 {
		q = figures[i].Quantity // "13 of the past 19 races": the next has the noun
	}
	if q.UnitSpan != nil && q.Unit != "percentage" && (q.Of == nil || !q.Of.Contains(*q.UnitSpan)) {
		return plain(q.UnitSpan.In(r.doc.Text))
	}
	if q.Of != nil {
		return plain(q.Of.In(r.doc.Text))
	}
	return q.Unit
}

func howMany(n int) string {
	if n == 2 {
		return "Both figures"
	}
	if n < len(numbers) {
		return "All " + numbers[n] + " figures"
	}
	return fmt.Sprintf("All %d figures", n)
}

var numbers = [...]string{3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}

// wordsOf are the words of a text: letters, digits and inner hyphens.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
}
