package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"hearsay/record"
)

// Comparison is what two reports share and where they differ.
type Comparison struct {
	A       ComparisonHead  `json:"a"`
	B       ComparisonHead  `json:"b"`
	Percent int             `json:"percent"` // of the shorter text's words, in runs of three, those that the longer has
	Rows    []ComparisonRow `json:"rows"`
}

// ComparisonHead says which report it is.
type ComparisonHead struct {
	Document  string `json:"document"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	Title     string `json:"title,omitempty"`
}

// ComparisonRow is one thing that both reports have, or one of them.
type ComparisonRow struct {
	Kind string          `json:"kind"`        // "claim", "figure", "day", "name" or "speaker"
	A    *ComparisonSide `json:"a,omitempty"` // nil where it has none
	B    *ComparisonSide `json:"b,omitempty"`
	// Differs names in what the two differ: "source", "chain", "figure", "days",
	// "hedge", "negation", "spelling".
	Differs []string `json:"differs,omitempty"`
}

// ComparisonSide is how one report has it.
type ComparisonSide struct {
	Text   string `json:"text"`
	Source string `json:"source,omitempty"` // on whose word, of claims and figures
	Chain  string `json:"chain,omitempty"`  // through whom
	First  string `json:"from,omitempty"`   // the days
	Last   string `json:"to,omitempty"`
	Start  int    `json:"start"` // places count code points
	End    int    `json:"end"`
}

const (
	// alike is the least share of the words of the claim with fewer, weighed by how
	// rare they are in the two reports, for two claims to be about one thing.
	alike = 0.5
	// near is the same for figures with one value, which need less to be taken as one.
	near = 0.25
	// fewWords is the least number of words that two claims share, unless they are all of
	// both.
	fewWords = 2
	// widely is from how many claims or figures on a word no longer finds pairs.
	widely = 64
	// longDay is how many days a time may cover to be compared.
	longDay = 31
)

// Compare compares two records. Percent is left open.
func Compare(a, b *record.Document) *Comparison {
	x, y := newSide(a), newSide(b)
	out := &Comparison{A: x.head(), B: y.head(), Rows: []ComparisonRow{}}
	weights := weigh(x.statements, y.statements)
	out.add("claim", x.statements, y.statements, pairs(x.statements, y.statements, weights, func(_, _ statement, score float64) (float64, bool) {
		return score, score >= alike
	}), differences)
	out.add("figure", x.figures, y.figures, pairs(x.figures, y.figures, weights, func(p, q statement, score float64) (float64, bool) {
		f, g := p.figures[0], q.figures[0]
		if !f.comparable(g) {
			return 0, false
		}
		if f.meets(g) {
			return score + 1, score >= near // the same value before a nearer sentence
		}
		return score, score >= alike
	}), differences)
	out.add("day", x.days, y.days, equals(x.days, y.days, func(p, q statement) bool { return p.First == q.First && p.Last == q.Last }), nil)
	out.add("name", x.names, y.names, equals(x.names, y.names, called, spelled), func(p, q statement) []string {
		if called(p, q) {
			return nil
		}
		return []string{"spelling"}
	})
	out.add("speaker", x.speakers, y.speakers, equals(x.speakers, y.speakers,
		func(p, q statement) bool { return plainName(p.Source) == plainName(q.Source) },
		func(p, q statement) bool { return sameName(p.Source, q.Source) }), nil)
	return out
}

// add appends the pairs of one kind, then what only A has, then what only B has.
func (c *Comparison) add(kind string, as, bs []statement, of []int, differs func(a, b statement) []string) {
	taken := make([]bool, len(bs))
	for i, j := range of {
		if j < 0 {
			continue
		}
		taken[j] = true
		r := ComparisonRow{Kind: kind, A: &as[i].ComparisonSide, B: &bs[j].ComparisonSide}
		if differs != nil {
			r.Differs = differs(as[i], bs[j])
		}
		c.Rows = append(c.Rows, r)
	}
	for i, j := range of {
		if j < 0 {
			c.Rows = append(c.Rows, ComparisonRow{Kind: kind, A: &as[i].ComparisonSide})
		}
	}
	for j := range bs {
		if !taken[j] {
			c.Rows = append(c.Rows, ComparisonRow{Kind: kind, B: &bs[j].ComparisonSide})
		}
	}
}

// statement is one thing that a report has, with what it is matched by.
type statement struct {
	ComparisonSide
	own             bool     // the text's own voice
	words           []string // in order, each once
	figures         []scaled
	days            [][2]string
	hedged, negated bool
	called          []string // a name in lower case, and its others
}

// differences are those of two claims or figures about one thing.
func differences(a, b statement) []string {
	var out []string
	add := func(yes bool, what string) {
		if yes {
			out = append(out, what)
		}
	}
	other := a.own != b.own || !a.own && !sameName(a.Source, b.Source)
	add(other, "source")
	add(!other && !a.own && !sameName(a.Chain, b.Chain), "chain")
	paired, meet := false, false
	for _, f := range a.figures {
		for _, g := range b.figures {
			if f.comparable(g) {
				paired, meet = true, meet || f.meets(g)
			}
		}
	}
	add(paired && !meet, "figure")
	meet = false
	for _, d := range a.days {
		for _, e := range b.days {
			meet = meet || d[0] <= e[1] && e[0] <= d[1]
		}
	}
	add(len(a.days) > 0 && len(b.days) > 0 && !meet, "days")
	add(a.hedged != b.hedged, "hedge")
	add(a.negated != b.negated, "negation")
	return out
}

// scaled is a figure on the scale of its unit, each day where it is a rate.
type scaled struct {
	low, high float64 // infinite for an open bound
	unit, per string
}

// scale puts a quantity on one scale with others of its unit; false where it has no
// number, or only that of a change.
func scale(q record.Quantity) (scaled, bool) {
	if q.Low == nil && q.High == nil {
		return scaled{}, false
	}
	out := scaled{math.Inf(-1), math.Inf(1), q.Unit, q.Per}
	if q.Change == record.Up || q.Change == record.Down {
		out.unit = string(q.Change) + " " + q.Unit
	}
	if q.Low != nil {
		out.low = *q.Low
	}
	if q.High != nil {
		out.high = *q.High
	}
	if q.Change == record.About {
		const about = 0.1 // how far "around 120" reaches
		out.low, out.high = out.low-about*math.Abs(out.low), out.high+about*math.Abs(out.high)
	}
	if days, ok := daysIn(q.Per); ok {
		out.low, out.high, out.per = out.low/days, out.high/days, "day"
	}
	return out, true
}

func (s scaled) comparable(t scaled) bool { return s.unit == t.unit && s.per == t.per }

// meets tells whether both may be one number; a rate is worked out, to a thousandth.
func (s scaled) meets(t scaled) bool {
	const slack = 1.001
	return s.low <= t.high+math.Abs(t.high)*(slack-1) && t.low <= s.high+math.Abs(s.high)*(slack-1)
}

// side is one report, taken apart.
type side struct {
	s                                          *Summary
	statements, figures, days, names, speakers []statement
}

func newSide(doc *record.Document) *side {
	x := &side{s: Summarize(doc)}
	offsets := record.NewOffsets(doc.Text)
	place := func(text string, span record.Span) statement {
		return statement{ComparisonSide: ComparisonSide{Text: text, Start: offsets.Rune(span.Start), End: offsets.Rune(span.End)}}
	}
	holder := make([]int, len(doc.Quantities)) // 1 + the claim that holds each
	for i, c := range doc.Claims {
		for _, q := range c.Quantities {
			x.s.hold(holder, q.Index(), i)
		}
		span := c.Spans.Bounds()
		if span.Start < doc.Body.Start || c.Inferred || c.PartOf.Set() {
			continue
		}
		st := place(oneLine(c.Spans.In(doc.Text)), span)
		st.own, st.hedged, st.negated = ownVoice(c), c.Hedged, c.Negated
		st.Source, st.Chain = x.s.whose(i + 1)
		st.words = sorted(wordSet(st.Text))
		for _, q := range c.Quantities {
			if f, ok := scale(doc.Quantities[q.Index()]); ok {
				st.figures = append(st.figures, f)
			}
		}
		for _, t := range c.Timexes {
			if d, ok := interval(doc.Timexes[t.Index()]); ok {
				st.days = append(st.days, d)
			}
		}
		x.statements = append(x.statements, st)
	}
	for i, q := range doc.Quantities {
		f, ok := scale(q)
		if !ok || q.Start < doc.Body.Start {
			continue
		}
		shown := x.s.Figures[i]
		st := place(strings.TrimSpace(shown.Value+" "+shown.Unit), q.Span)
		st.figures = []scaled{f}
		st.Source, st.Chain = x.s.whose(holder[i])
		st.own = st.Source == ownWords
		words := wordSet(x.s.sentence(q.Span).In(doc.Text))
		for w := range wordSet(q.In(doc.Text)) {
			delete(words, w) // the number itself is compared, not matched by
		}
		st.words = sorted(words)
		if q.Period.Set() {
			if d, ok := interval(doc.Timexes[q.Period.Index()]); ok {
				st.First, st.Last, st.days = d[0], d[1], [][2]string{d}
			}
		}
		x.figures = append(x.figures, st)
	}
	seen := map[[2]string]bool{}
	for i := range doc.Timexes {
		t := &doc.Timexes[i]
		d, ok := interval(*t)
		if n, long := daysBetween(d[0], d[1]); !ok || !onLine(t) || x.s.header(t.Span) || seen[d] || long && n > longDay {
			continue
		}
		seen[d] = true
		st := place(oneLine(t.In(doc.Text)), t.Span)
		st.First, st.Last = d[0], d[1]
		x.days = append(x.days, st)
	}
	for _, e := range doc.Entities {
		i := slices.IndexFunc(e.Mentions, func(m record.Mention) bool { return m.Form == record.NameForm })
		if i < 0 || e.Name == "" {
			continue
		}
		st := place(oneLine(e.Name), e.Mentions[i].Span)
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			st.called = append(st.called, plainName(n))
		}
		x.names = append(x.names, st)
	}
	for _, p := range x.s.Speakers {
		x.speakers = append(x.speakers, statement{ComparisonSide: ComparisonSide{Text: withRole(p.Name, p.Role), Source: p.Name}})
	}
	return x
}

func (x *side) head() ComparisonHead {
	d := x.s.doc
	return ComparisonHead{d.ID, d.Outlet, d.Published, x.s.Headline}
}

func interval(t record.Timex) ([2]string, bool) {
	if t.Interval == nil || t.Interval[0] == "" || t.Interval[1] == "" {
		return [2]string{}, false
	}
	return *t.Interval, true
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for w := range set {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}

// weigh gives each word of the statements of both reports its weight: less the more of
// them have it.
func weigh(all ...[]statement) map[string]float64 {
	out := map[string]float64{}
	for _, some := range all {
		for _, st := range some {
			for _, w := range st.words {
				out[w]++
			}
		}
	}
	for w, n := range out {
		out[w] = 1 / math.Sqrt(n)
	}
	return out
}

// pairs matches statements one to one, the nearest first: for each of as the place of
// its own in bs, -1 for none. Fits makes of two and the share of words that they have
// in common how well they fit, and whether they do.
func pairs(as, bs []statement, weights map[string]float64, fits func(a, b statement, share float64) (float64, bool)) []int {
	holders := map[string][]int{}
	for j, b := range bs {
		for _, w := range b.words {
			holders[w] = append(holders[w], j)
		}
	}
	total := func(words []string) float64 {
		sum := 0.
		for _, w := range words {
			sum += weight(weights, w)
		}
		return sum
	}
	type pair struct {
		a, b int
		fit  float64
	}
	var found []pair
	for i, a := range as {
		shared, number := map[int]float64{}, map[int]int{}
		for _, w := range a.words {
			if len(holders[w]) > widely {
				continue
			}
			for _, j := range holders[w] {
				shared[j] += weight(weights, w)
				number[j]++
			}
		}
		sum := total(a.words)
		for j, s := range shared {
			if number[j] < fewWords && !slices.Equal(a.words, bs[j].words) {
				continue
			}
			if fit, ok := fits(a, bs[j], s/min(sum, total(bs[j].words))); ok {
				found = append(found, pair{i, j, fit})
			}
		}
	}
	slices.SortFunc(found, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.fit, p.fit), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	out, taken := none(as), make([]bool, len(bs))
	for _, p := range found {
		if out[p.a] < 0 && !taken[p.b] {
			out[p.a], taken[p.b] = p.b, true
		}
	}
	return out
}

// weight is a word's; one that stands in no claim is as rare as can be.
func weight(weights map[string]float64, w string) float64 { return cmp.Or(weights[w], 1) }

// equals matches one to one, in order, what is the same by the first of the rules, then
// what is left by the next.
func equals(as, bs []statement, same ...func(a, b statement) bool) []int {
	out, taken := none(as), make([]bool, len(bs))
	for _, same := range same {
		for i, a := range as[:min(len(as), most)] {
			for j, b := range bs[:min(len(bs), most)] {
				if out[i] < 0 && !taken[j] && same(a, b) {
					out[i], taken[j] = j, true
				}
			}
		}
	}
	return out
}

// called tells whether two have a name in common.
func called(a, b statement) bool {
	return slices.ContainsFunc(a.called, func(n string) bool { return slices.Contains(b.called, n) })
}

// spelled tells whether two have names that one letter tells apart.
func spelled(a, b statement) bool {
	return slices.ContainsFunc(a.called, func(n string) bool {
		return slices.ContainsFunc(b.called, func(m string) bool { return misspelled(n, m) })
	})
}

// most is how many names, days and speakers of one report are compared: each with each.
const most = 500

func none(as []statement) []int {
	out := make([]int, len(as))
	for i := range out {
		out[i] = -1
	}
	return out
}

// plainName is a name as names are compared.
func plainName(name string) string {
	words := strings.Fields(strings.ToLower(name))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.TrimSuffix(strings.Join(words, " "), "’s")
}

// sameName tells whether two names may be one: they are equal, the one ends the other
// ("Osk" and "Pavel Osk"), or one letter tells them apart.
func sameName(a, b string) bool {
	a, b = plainName(a), plainName(b)
	return a == b || strings.HasSuffix(a, " "+b) || strings.HasSuffix(b, " "+a) || misspelled(a, b)
}

// misspelled tells whether two names of several words differ in one letter that is
// other, missing or added, so that they may be one.
func misspelled(a, b string) bool {
	if a == b || !strings.Contains(a, " ") || !strings.Contains(b, " ") {
		return false
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch len(y) - len(x) {
	case 0:
		return slices.Equal(x[i+1:], y[i+1:])
	case 1:
		return slices.Equal(x[i:], y[i+1:])
	}
	return false
}
