// Package officeholder is the check for people named in an office that they did not
// hold at the time spoken of. Its rule stands in doc.md.
package officeholder

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"hearsay/check"
	"hearsay/check/facts"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check.
var Check = &check.Check{
	Name:    "office-holder",
	Label:   "office and time",
	Doc:     doc,
	Planted: 3, Found: 3,
	Severity: record.Warning,
	Yields:   []string{"event-date"},
	Run:      run,
}

var lists = words.Once("officeholder/words.tsv", table)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil || p.Facts == nil {
		return err
	}
	first, last, ok := p.Published()
	if !ok {
		return nil
	}
	r := &runner{p, w, map[string][]string{}, first, last}
	for pair := range w["office"] {
		name, offices, _ := strings.Cut(pair, "=")
		r.offices[name] = strings.Split(offices, ",")
	}
	for i := range p.Doc.Entities {
		e := &p.Doc.Entities[i]
		if e.Kind != record.Person && e.Kind != record.Organization {
			continue
		}
		for _, m := range e.Mentions {
			if m.Form != record.PronounForm && (r.holder(m.Span) || r.government(m.Span)) {
				break
			}
		}
	}
	return nil
}

type runner struct {
	*check.Pass
	words       words.Lists
	offices     map[string][]string // of the tables, by what a text calls them
	first, last string              // the days on which the text may have appeared
}

// holder reports a name with an office before or after it: "Prime Minister Ana Brevik",
// "Ana Brevik, the prime minister,".
func (r *runner) holder(at record.Span) bool {
	t := r.TreeAt(at.Start)
	first, last := t.Range(at)
	if last <= first {
		return false
	}
	// The mention may begin with its title.
	for name := first; name < last; name++ {
		tenures := r.Facts.Of(r.Doc.Text[t.Words[name].Start:at.End])
		if len(tenures) == 0 {
			continue
		}
		office, start, end := r.officeBefore(t, name)
		if office == nil {
			if office, start, end = r.officeAfter(t, last); office == nil {
				continue
			}
		}
		held := slices.DeleteFunc(tenures, func(x *facts.Tenure) bool { return !slices.Contains(office, x.Office) })
		span := record.Span{Start: t.Words[min(start, name)].Start, End: max(at.End, t.Words[end].End)}
		return r.outside(t, t.Top(at), held, span)
	}
	return false
}

// officeBefore is the office that ends right before word i.
func (r *runner) officeBefore(t *check.Tree, i int) (offices []string, start, end int) {
	if t.Form(i-1) == "," && i < len(t.Words)-1 { // "the prime minister, Ana Brevik, ..."
		i--
	}
	for n := 3; n >= 1; n-- {
		if i-n < 0 {
			continue
		}
		if of := r.offices[phrase(t, i-n, i)]; of != nil {
			if r.past(t, i-n) {
				return nil, 0, 0
			}
			return of, i - n, i - 1
		}
	}
	return nil, 0, 0
}

// officeAfter is the office in apposition after a name that ends before word i.
func (r *runner) officeAfter(t *check.Tree, i int) (offices []string, start, end int) {
	if t.Form(i) != "," {
		return nil, 0, 0
	}
	for k := i + 1; k < min(i+5, len(t.Words)); k++ {
		for n := 3; n >= 1; n-- {
			if k+n > len(t.Words) {
				continue
			}
			if of := r.offices[phrase(t, k, k+n)]; of != nil {
				if r.past(t, k) || k+n < len(t.Words) && t.Words[k+n].UPOS == "PROPN" {
					return nil, 0, 0 // "nominee Ivo Marsh, President Ana Brevik said"
				}
				return of, i, k + n - 1
			}
		}
		if u := t.Words[k].UPOS; u != "DET" && u != "ADJ" && u != "PROPN" && u != "PART" {
			break // "Brevik, whose time as prime minister"
		}
	}
	return nil, 0, 0
}

func phrase(t *check.Tree, from, to int) string {
	var out []string
	for i := from; i < to; i++ {
		out = append(out, t.Form(i))
	}
	return strings.Join(out, " ")
}

// past tells whether words before an office put it into another time: "former French
// president".
func (r *runner) past(t *check.Tree, i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		form := t.Form(k)
		if r.words.Has(form, "past") || strings.HasPrefix(form, "ex-") || strings.HasPrefix(form, "then-") {
			return true
		}
		if u := t.Words[k].UPOS; u != "ADJ" && u != "PROPN" && u != "NOUN" && u != "DET" && form != "-" && form != "'s" {
			return false
		}
	}
	return strings.Contains(phrase(t, i, min(i+4, len(t.Words))), "elect")
}

// government reports a surname before "government": "the Brevik government".
func (r *runner) government(at record.Span) bool {
	t := r.TreeAt(at.Start)
	first, last := t.Range(at)
	if first < 0 || last <= first || first == 0 && last == 0 {
		return false
	}
	noun := last
	if r.words.Has(t.Form(last-1), "rule") {
		noun = last - 1
	}
	name := noun - 1
	if noun >= len(t.Words) || !r.words.Has(t.Form(noun), "rule") || name < 0 || name > 0 && !slices.Contains([]string{"the", "a", "new", "current"}, t.Form(name-1)) || r.past(t, name) {
		return false
	}
	var held []*facts.Tenure
	for i := range r.Facts.Tenures {
		x := &r.Facts.Tenures[i]
		parts := strings.Fields(facts.Fold(x.Person))
		if r.words.Has(x.Office, "head") && parts[len(parts)-1] == facts.Fold(t.Form(name)) {
			held = append(held, x)
		}
	}
	if len(held) == 0 || r.anotherOf(t.Form(name), held) {
		return false
	}
	return r.outside(t, noun, held, record.Span{Start: t.Words[name].Start, End: t.Words[noun].End})
}

// anotherOf tells whether the text names somebody else of that surname.
func (r *runner) anotherOf(surname string, held []*facts.Tenure) bool {
	for _, e := range r.Doc.Entities {
		name := facts.Fold(e.Name)
		if e.Kind == record.Person && strings.HasSuffix(name, " "+facts.Fold(surname)) &&
			!slices.ContainsFunc(held, func(x *facts.Tenure) bool { return strings.HasSuffix(name, facts.Fold(x.Person)) }) {
			return true
		}
	}
	return false
}

// outside reports an office that is spoken of as of now and that none of the tenures
// covers.
func (r *runner) outside(t *check.Tree, top int, held []*facts.Tenure, at record.Span) bool {
	if len(held) == 0 || !r.acts(t, top) || !r.now(t, top) || r.quoted(at) {
		return false
	}
	if r.first < r.begins(held[0]) {
		return false // the table may lack an earlier tenure
	}
	for _, x := range held {
		to := x.To
		if to == "" && x.Known.Last() < r.first {
			return false // perhaps still in office
		}
		if !facts.Outside(r.first, r.last, x.From, to) || x.Known.Last() < r.last {
			return false
		}
	}
	// The nearest tenure: the last that had begun, else the first to come.
	slices.SortFunc(held, func(a, b *facts.Tenure) int { return cmp.Compare(a.From, b.From) })
	last := held[0]
	for _, x := range held {
		if x.From.First() <= r.last {
			last = x
		}
	}
	when := "since " + check.Plain(string(last.From))
	if last.To != "" {
		when = "from " + check.Plain(string(last.From)) + " to " + check.Plain(string(last.To))
	}
	span := at
	evidence := []record.Evidence{{Span: &span, What: "office", Value: last.Office + ", " + last.Country}, {What: "time spoken of", Value: r.last}}
	for _, x := range held {
		evidence = append(evidence, record.Evidence{What: "row", Value: fmt.Sprintf("%s, %s of %s, %s to %s", x.Person, x.Office, x.Country, x.From, cmp.Or(string(x.To), "…")), Source: x.Origin()})
	}
	r.Report(record.Finding{
		Spans: record.Spans{at},
		Message: fmt.Sprintf("The text, of %s, speaks of %s as of now; the table has %s as %s (%s) %s.",
			check.Plain(r.last), r.Quote(at), last.Person, last.Office, last.Country, when),
		Evidence: evidence,
	})
	return true
}

// quoted tells whether the words are quoted from a document, which may be old.
func (r *runner) quoted(at record.Span) bool {
	a := r.Attribution(at)
	return a != nil && a.Form == record.Direct && a.Sourcing == record.FromDocument
}

// begins is the day with which the table's sequence of an office begins.
func (r *runner) begins(x *facts.Tenure) string {
	first := x.From.First()
	for i := range r.Facts.Tenures {
		if y := &r.Facts.Tenures[i]; y.Office == x.Office && y.Country == x.Country {
			first = min(first, y.From.First())
		}
	}
	return first
}

// acts tells whether the name is of somebody who takes part in what is told, not of
// somebody to whom something belongs ("a veteran of President Brevik's cabinet").
func (r *runner) acts(t *check.Tree, i int) bool {
	for range 4 {
		switch {
		case r.words.Has(t.Form(t.Kid(i, "case")), "span"): // "begun under the Brevik government"
			return false
		case t.Is(i, "nsubj", "obl:agent"), t.Is(i, "obj", "iobj", "obl") && r.words.Has(t.Lemma(t.Head(i)), "meets"):
			return true
		case t.Is(i, "conj", "appos", "flat", "compound"):
		case t.Is(i, "nmod") && !t.Is(i, "nmod:poss") && r.words.Has(t.Lemma(t.Head(i)), "actor"):
		default:
			return false
		}
		i = t.Head(i)
	}
	return false
}

// recent is how many days before publication still are now.
const recent = 45

// now tells whether what the word does is told as of the time of publication: in the
// present or future, or as past on a day shortly before.
func (r *runner) now(t *check.Tree, top int) bool {
	verb := t.Clause(t.Head(top))
	if verb < 0 {
		return false
	}
	s := r.Doc.Sentences[r.Sentence(t.Words[top].Start)]
	near := false
	for _, x := range check.In(r.Doc.Timexes, s) {
		if x.Interval == nil || x.Type != record.Date && x.Type != record.Time {
			continue
		}
		if check.Days(x.Interval[1], r.last) > recent {
			if r.Spelled(x) || t.Clause(t.Head(t.Top(x.Span))) == verb {
				return false
			}
			continue // of another clause, and its year was guessed
		}
		near = near || check.Days(x.Interval[1], r.last) <= recent && check.Days(r.last, x.Interval[0]) <= recent
	}
	switch t.Tense(verb) {
	case check.Present, check.Future, check.Modal:
		return true
	case check.Past:
		return near && t.Form(t.Kid(verb, "aux")) != "had"
	}
	return false
}
