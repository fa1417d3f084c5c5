// Package impossiblenumber is the check for figures that cannot be: shares above the
// whole, falls by more than everything, ranges with their ends reversed. Its rule stands
// in doc.md.
package impossiblenumber

import (
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"hearsay/check"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check.
var Check = &check.Check{
	Name:    "impossible-number",
	Label:   "a figure that cannot be",
	Doc:     doc,
	Planted: 3, Found: 3,
	Severity: record.Warning,
	Run:      run,
}

var lists = words.Once("impossiblenumber/words.tsv", table)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	for _, q := range p.Doc.Quantities {
		what := fault(p, w, q)
		if what == "" {
			continue
		}
		if i := p.Sentence(q.Start); i < len(p.Doc.Sentences) && w.Any(p.Doc.Sentences[i].In(p.Doc.Text), "remark") {
			continue
		}
		at := withBetween(p.Doc.Text, q.Span)
		p.Report(record.Finding{
			Spans:    record.Spans{at},
			Message:  what,
			Evidence: []record.Evidence{{Span: &at, What: "figure", Value: at.In(p.Doc.Text)}},
		})
	}
	return nil
}

// fault is what cannot be about the quantity, as a message; "" for nothing.
func fault(p *check.Pass, w words.Lists, q record.Quantity) string {
	if reversed(p, q) {
		return fmt.Sprintf("The text gives the range %s, which begins with the greater number.", p.Quote(withBetween(p.Doc.Text, q.Span)))
	}
	if q.Unit != "percentage" || q.Low == nil || *q.Low <= 100 || q.Old != nil {
		return ""
	}
	t := p.TreeAt(q.Start)
	top := t.Unit(q)
	if top < 0 {
		return ""
	}
	clause := t.Clause(top)
	verb := t.Lemma(clause)
	subject := t.Kid(clause, "nsubj")
	switch {
	case falls(t, w, q, clause):
		if w.Has(t.Lemma(subject), "signed") || w.Has(t.Lemma(t.Kid(clause, "obj")), "signed") {
			return ""
		}
		return fmt.Sprintf("The text has something fall by %s; nothing falls by more than 100 percent of itself.", p.Quote(q.Span))
	case q.Change == record.Up || q.Change == record.Down:
		return ""
	}
	of := t.Kid(top, "nmod")
	switch {
	case w.Has(t.Lemma(of), "growth"):
		return ""
	case of >= 0 && t.Form(t.Kid(of, "case")) == "of" && w.Has(t.Lemma(of), "people"),
		w.Has(t.Lemma(subject), "share") && !t.Under(top, subject) && (t.Is(top, "root") && t.Kid(top, "cop") >= 0 || measures(verb)),
		of < 0 && subject >= 0 && t.Under(top, subject) && t.Is(top, "nsubj") && t.Words[clause].UPOS == "VERB" && !w.Has(verb, "growth", "fall"):
		return fmt.Sprintf("The text gives %s as a part of a whole, which has 100 percent.", p.Quote(q.Span))
	}
	return ""
}

// measures tells whether the verb says how large its subject is.
func measures(verb string) bool {
	switch verb {
	case "be", "stand", "come", "reach", "hit", "rise", "climb", "fall", "total", "remain", "increase", "grow", "drop":
		return true
	}
	return false
}

// falls tells whether the percentage is what something falls by.
func falls(t *check.Tree, w words.Lists, q record.Quantity, clause int) bool {
	if q.Change == record.Down {
		return true
	}
	top := t.Unit(q)
	return w.Has(t.Lemma(clause), "fall") && t.Is(top, "obl", "obj", "advmod", "nmod", "obl:npmod", "obl:unmarked") && t.Form(t.Kid(top, "case")) == "by"
}

// withBetween adds the "between" before a range.
func withBetween(text string, s record.Span) record.Span {
	const between = "between "
	if start := s.Start - len(between); start >= 0 && strings.EqualFold(text[start:s.Start], between) {
		s.Start = start
	}
	return s
}

var numeral = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?`)

// reversed tells whether the words of a range have the greater number first: "between 80
// and 40", "aged 14 to 9". The record has both ends in order, and of a change none.
func reversed(p *check.Pass, q record.Quantity) bool {
	if q.Low == nil || q.High == nil || *q.Low == *q.High || q.Old != nil {
		return false
	}
	words := q.In(p.Doc.Text)
	ends := numeral.FindAllString(words, -1)
	if len(ends) != 2 {
		return false
	}
	a, err1 := strconv.ParseFloat(strings.ReplaceAll(ends[0], ",", ""), 64)
	b, err2 := strconv.ParseFloat(strings.ReplaceAll(ends[1], ",", ""), 64)
	if err1 != nil || err2 != nil || a <= b || *q.Low != b || *q.High != a {
		return false
	}
	before := strings.Fields(strings.ToLower(p.Doc.Text[max(0, q.Start-12):q.Start]))
	last := ""
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	if after := strings.TrimLeft(p.Doc.Text[q.End:min(len(p.Doc.Text), q.End+6)], " "); strings.HasPrefix(after, "B.C") || strings.HasPrefix(after, "BC") {
		return false // years count down before our era
	}
	lower := strings.ToLower(words)
	between := last == "between" || strings.HasPrefix(lower, "between ")
	aged := last == "aged" || last == "ages" || strings.HasPrefix(lower, "aged ")
	return between && strings.Contains(lower, " and ") || aged && strings.Contains(lower, " to ")
}
