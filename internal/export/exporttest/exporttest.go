// Package exporttest makes records for the tests of the exports: random ones over
// invented texts with everything that offsets stumble over.
package exporttest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"hearsay/record"
)

// bits are what texts are made of.
var bits = []string{
	"Ana Brevik", "said", "the pier", "closed", "12–15", " ", " ", " ", "\n", "\r\n", "\n\n", "\r\n\r\n", "👩‍👩‍👧", "👋🏽", "e\u0301", "Café",
	"\u202eabc", "“", "”", "\t", "\x00", "\u2028", "\u0085", "\v", ";", "#1\tX T1\t{}", "*", "\ufeff", "{\"id\":1}", "5 9;",
}

// gen draws the parts of one record.
type gen struct {
	*rapid.T
	text    string
	borders []int // byte offsets of characters, and the text's end
}

// Document draws a record with every layer that marks hold. Its id is fixed.
func Document(t *rapid.T) *record.Document {
	text := "Ana " + strings.Join(rapid.SliceOfN(rapid.SampledFrom(bits), 1, 40).Draw(t, "text"), "")
	g := gen{T: t, text: text}
	for i := range text {
		g.borders = append(g.borders, i)
	}
	g.borders = append(g.borders, len(text))
	d := &record.Document{ID: "pier/1", Text: text, Title: "Pier “closed”", Published: "2025-03-04", Outlet: "Tide", Body: record.Span{End: len(text)}}
	for range g.n("entities") {
		d.Entities = append(d.Entities, g.entity())
	}
	for range g.n("timexes") {
		d.Timexes = append(d.Timexes, g.timex())
	}
	attributions := g.n("attributions")
	for range attributions {
		d.Attributions = append(d.Attributions, g.attribution(len(d.Entities), attributions))
	}
	for range g.n("quantities") {
		d.Quantities = append(d.Quantities, g.quantity(len(d.Timexes), attributions))
	}
	for range g.n("events") {
		d.Events = append(d.Events, g.event(len(d.Entities), len(d.Timexes), attributions))
	}
	return d
}

func (g gen) n(what string) int { return rapid.IntRange(0, 4).Draw(g.T, what) }

func (g gen) yes() bool { return rapid.Bool().Draw(g.T, "yes") }

func pick[T any](g gen, of ...T) T { return rapid.SampledFrom(of).Draw(g.T, "pick") }

// words are what a field may hold.
func (g gen) words() string {
	return pick(g, "", "Ana Brevik", "head of the “pier”", "a\tb", "c\nd", "\u0085", "👋🏽 {}", "x")
}

// ref draws a reference to one of n elements, or to none.
func ref[R ~int](g gen, n int, to func(int) R) R {
	if n == 0 || g.yes() {
		return 0
	}
	return to(rapid.IntRange(0, n-1).Draw(g.T, "ref"))
}

// span draws a span of one character or more, without line breaks at its edges:
// brat cannot hold those.
func (g gen) span() record.Span {
	i := rapid.IntRange(0, len(g.borders)-2).Draw(g.T, "from")
	if s := g.between(i, rapid.IntRange(i+1, min(i+30, len(g.borders)-1)).Draw(g.T, "to")); !s.Empty() {
		return s
	}
	return record.Span{Start: 0, End: 3}
}

func (g gen) between(i, j int) record.Span {
	s := record.Span{Start: g.borders[i], End: g.borders[j]}
	const breaks = "\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029"
	s.End = s.Start + len(strings.TrimRight(s.In(g.text), breaks))
	s.Start = s.End - len(strings.TrimLeft(s.In(g.text), breaks))
	return s
}

func (g gen) optional() *record.Span {
	if g.yes() {
		return nil
	}
	s := g.span()
	return &s
}

// spans draws pieces in order; some follow the one before at once.
func (g gen) spans() record.Spans {
	var out record.Spans
	at := 0
	for range rapid.IntRange(0, 3).Draw(g.T, "pieces") {
		if at >= len(g.borders)-1 {
			break
		}
		i := min(at+rapid.IntRange(0, 4).Draw(g.T, "gap"), len(g.borders)-2)
		j := rapid.IntRange(i+1, min(i+20, len(g.borders)-1)).Draw(g.T, "to")
		if s := g.between(i, j); !s.Empty() {
			out = append(out, s)
		}
		at = j
	}
	return out
}

func (g gen) number() *float64 {
	if g.yes() {
		return nil
	}
	return new(pick(g, 0, 1.5, 12e9))
}

func (g gen) place() *record.Place {
	if g.yes() {
		return nil
	}
	return &record.Place{Name: "Tessa", Lat: 1.5, Country: "TS"}
}

func (g gen) entity() record.Entity {
	e := record.Entity{
		Kind: pick(g, record.Person, record.Organization, record.EventKind, record.Work), Name: "Ana " + g.words(), Role: g.words(), RoleSpan: g.optional(), Place: g.place(),
	}
	if g.yes() {
		e.Aliases = []string{"A. " + g.words()}
	}
	for range rapid.IntRange(1, 4).Draw(g.T, "mentions") {
		e.Mentions = append(e.Mentions, record.Mention{Span: g.span(), Form: pick(g, record.NameForm, record.NominalForm, record.PronounForm)})
	}
	slices.SortStableFunc(e.Mentions, func(a, b record.Mention) int { return a.Start - b.Start })
	return e
}

func (g gen) timex() record.Timex {
	t := record.Timex{Span: g.span(), Type: pick(g, record.Date, record.Time, record.Duration, record.Set), Value: g.words(), Anchor: g.words(), Note: g.words()}
	if g.yes() {
		t.Interval = &[2]string{"2025-03-01", "2025-03-02"}
	}
	return t
}

func (g gen) attribution(entities, attributions int) record.Attribution {
	a := record.Attribution{
		Source: g.spans(), Cue: g.spans(), Content: g.spans(),
		Form: pick(g, record.Direct, record.Mixed, record.Indirect), Act: pick(g, record.Assert, record.Deny, record.Feel), Act2: pick(g, "", record.Accuse),
		Sourcing: pick(g, record.NamedPerson, record.Unnamed, record.Agentless), Speaker: ref(g, entities, record.To[record.Entity]),
		Identified: g.yes(), Inferred: g.yes(), Possible: g.yes(), Negated: g.yes(), Confidence: pick(g, 0, 0.125, 1),
	}
	if len(a.Cue)+len(a.Content)+len(a.Source) == 0 {
		a.Cue = record.Spans{g.span()}
	}
	if second := ref(g, entities, record.To[record.Entity]); a.Speaker.Set() && second.Set() {
		a.Speakers = []record.Ref[record.Entity]{a.Speaker, second}
	}
	if g.yes() {
		a.Via.Entity = ref(g, entities, record.To[record.Entity])
	} else {
		a.Via.Attribution = ref(g, attributions, record.To[record.Attribution])
	}
	for range g.n("carriers") {
		if c := ref(g, entities, record.To[record.Entity]); c.Set() {
			a.Carriers = append(a.Carriers, c)
		}
	}
	return a
}

func (g gen) quantity(timexes, attributions int) record.Quantity {
	q := record.Quantity{
		Span: g.span(), Low: g.number(), High: g.number(), Old: g.number(), Change: pick(g, record.Exactly, record.Above, record.Up), Unit: g.words(),
		UnitSpan: g.optional(), Of: g.optional(), Per: g.words(), Period: ref(g, timexes, record.To[record.Timex]), Attribution: ref(g, attributions, record.To[record.Attribution]),
	}
	for range g.n("readings") {
		q.Readings = append(q.Readings, record.Reading{Per: g.words(), Period: ref(g, timexes, record.To[record.Timex]), Low: g.number()})
	}
	return q
}

func (g gen) event(entities, timexes, attributions int) record.Event {
	e := record.Event{
		Trigger: g.span(), Type: pick(g, "PROTEST", "", "of a new kind"), Subtype: g.words(), Actor: ref(g, entities, record.To[record.Entity]), Recipient: ref(g, entities, record.To[record.Entity]),
		Place: g.place(), Timex: ref(g, timexes, record.To[record.Timex]), Negative: g.yes(), Modality: pick(g, record.Happened, record.Denied), Aggregate: g.yes(), Attribution: ref(g, attributions, record.To[record.Attribution]),
	}
	if g.yes() {
		e.Deaths, e.Missing = &record.Count{Low: g.number()}, []string{"day"}
	}
	return e
}

// Diff compares the layers that marks hold; an absent layer is an empty one.
func Diff(want, got *record.Document) string {
	layers := func(d *record.Document) any {
		return struct {
			E []record.Entity
			A []record.Attribution
			T []record.Timex
			Q []record.Quantity
			V []record.Event
		}{d.Entities, d.Attributions, d.Timexes, d.Quantities, d.Events}
	}
	show := cmp.Transformer("span", func(s record.Span) string { return fmt.Sprint(s.Start, "-", s.End) })
	return cmp.Diff(layers(want), layers(got), cmpopts.EquateEmpty(), show)
}
