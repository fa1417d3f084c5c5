// Package trendconflict is the check for words of rise and fall that the figures on
// which they lean do not bear out. Its rule stands in doc.md.
package trendconflict

import (
	_ "embed"
	"fmt"
	"slices"

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
	Name:    "trend-conflict",
	Label:   "rise or fall, and the figures",
	Doc:     doc,
	Planted: 3, Found: 2,
	Severity: record.Warning,
	Yields:   []string{"rate-mismatch"},
	Run:      run,
}

var lists = words.Once("trendconflict/words.tsv", table)

// way is the direction of a trend.
type way int

const (
	up   way = 1
	none way = 0
	down way = -1
)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	for i, s := range p.Doc.Sentences {
		quantities := check.In(p.Doc.Quantities, s)
		if len(quantities) == 0 {
			continue
		}
		if t := p.Tree(i); t != nil {
			r := sentence{p, w, t}
			for k := range quantities {
				r.change(&quantities[k])
			}
		}
	}
	series(p, w)
	return nil
}

type sentence struct {
	*check.Pass
	w words.Lists
	t *check.Tree
}

// change compares a figure that says from where to where with the verb over it, and
// with the verb before a colon or dash.
func (r sentence) change(q *record.Quantity) {
	if q.Old == nil || q.New == nil || *q.Old == *q.New || *q.Old < 0 || *q.New < 0 {
		return
	}
	moved := up
	if *q.New < *q.Old {
		moved = down
	}
	at, said := r.verb(q)
	if said == none || said == moved || r.excused(q, at) {
		return
	}
	word := r.t.Words[at].Span
	places := record.Spans{word, q.Span}
	if other := r.other(q); other != nil {
		places = append(places, *other)
	}
	r.Report(record.Finding{
		Spans:   places.Sorted(),
		Message: fmt.Sprintf("The text says %s, and its figures go the other way: from %s to %s.", r.Quote(word), check.Number(*q.Old), check.Number(*q.New)),
		Evidence: []record.Evidence{
			{Span: &word, What: "trend", Value: r.t.Form(at)},
			{Span: &q.Span, What: "from", Value: check.Number(*q.Old)},
			{Span: &q.Span, What: "to", Value: check.Number(*q.New)},
		},
	})
}

// other is the place of the earlier figure where the quantity's words do not hold it.
func (r sentence) other(q *record.Quantity) *record.Span {
	for _, x := range check.In(r.Doc.Quantities, r.Doc.Sentences[r.Sentence(q.Start)]) {
		if x.Start >= q.End && x.Low != nil && *x.Low == *q.Old {
			return &x.Span
		}
	}
	return nil
}

// mostSteps is how far up the tree a verb of the trend is looked for.
const mostSteps = 6

// verb is the word that says which way the figure went: on the way up from the figure,
// the first that does.
func (r sentence) verb(q *record.Quantity) (at int, said way) {
	i := r.t.Unit(*q)
	for range mostSteps {
		if i = r.t.Head(i); i < 0 {
			break
		}
		if d := r.direction(i); d != none {
			return i, d
		}
		if r.t.Clause(i) == i && !r.t.Is(i, "xcomp", "conj", "parataxis") {
			break
		}
	}
	// "Infections eased: doctors reported 9,400 cases, up from 8,100."
	clause := r.t.Clause(r.t.Unit(*q))
	if clause < 0 || r.direction(clause) != none || !r.t.Is(clause, "parataxis", "appos", "conj") && r.t.Kid(clause, "parataxis") < 0 {
		return 0, none
	}
	root := clause
	for range mostSteps {
		if h := r.t.Head(root); h >= 0 {
			root = h
		}
	}
	for k := range min(clause, len(r.t.Words)) {
		if (k == root || r.t.Is(k, "ccomp", "parataxis")) && r.direction(k) != none && r.colon(k, clause) {
			return k, r.direction(k)
		}
	}
	return 0, none
}

// colon tells whether a colon or a dash stands between two words.
func (r sentence) colon(a, b int) bool {
	for k := a + 1; k < b; k++ {
		switch r.t.Form(k) {
		case ":", "–", "—", "-", "--":
			return true
		}
	}
	return false
}

// direction is the way that word i says.
func (r sentence) direction(i int) way {
	lemma := r.t.Lemma(i)
	switch {
	case r.t.Kid(i, "neg") >= 0 || r.negated(i):
		return none
	case r.t.Words[i].UPOS == "VERB" && r.w.Has(lemma, "up"), r.t.Words[i].UPOS == "NOUN" && r.w.Has(lemma, "upnoun"):
		return up
	case r.t.Words[i].UPOS == "VERB" && r.w.Has(lemma, "down"), r.t.Words[i].UPOS == "NOUN" && r.w.Has(lemma, "downnoun"):
		return down
	}
	return none
}

func (r sentence) negated(i int) bool {
	return slices.ContainsFunc(r.t.Kids(i), func(k int) bool {
		f := r.t.Form(k)
		return f == "not" || f == "n't" || f == "n’t" || f == "never"
	})
}

// excused tells whether a smaller figure is the greater thing here, or the text sees
// both.
func (r sentence) excused(q *record.Quantity, verb int) bool {
	if subject := r.t.Kid(verb, "nsubj"); subject >= 0 {
		if r.w.Has(r.t.Lemma(subject), "other") && !r.w.Has(r.t.Form(r.t.Kid(subject, "compound", "amod")), "spell") {
			return true
		}
	}
	return r.w.Any(r.Doc.Sentences[r.Sentence(q.Start)].In(r.Doc.Text), "both")
}
