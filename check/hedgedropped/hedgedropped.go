// Package hedgedropped is the check for what a text first gives with a hedge or on a party's word, and later as fact.
// Its rule stands in doc.md.
package hedgedropped

import (
	_ "embed"
	"fmt"

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
	Name:     "hedge-dropped",
	Label:    "later told as fact",
	Doc:      doc,
	Severity: record.Warning,
	Planted:  3, Found: 3,
	Run: run,
}

var lists = words.Once("hedgedropped/words.tsv", table)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	if !p.News() {
		return nil
	}
	r := &search{Pass: p, w: w, claims: p.Claims()}
	r.statements()
	r.trends()
	return nil
}

type search struct {
	*check.Pass
	w      words.Lists
	claims map[int][]*record.Claim // by sentence
}

// What makes a later sentence the same statement: so many words in common, this part of
// its own.
const (
	leastCommon = 3
	leastShare  = 0.6
)

// mostHedged is how many hedged sentences of a text are followed.
const mostHedged = 40

// doubtful is a sentence whose statement is hedged.
type doubtful struct {
	at   int
	hint record.Span // what hedges it
	keys []string
}

// statements reports sentences in the text's own voice that say flatly what an earlier
// one hedges.
func (r *search) statements() {
	var earlier []doubtful
	for i := r.First(); i < len(r.Doc.Sentences); i++ {
		if r.settles(i) {
			earlier = nil
		}
		if hint, ok := r.hedge(i); ok {
			if len(earlier) < mostHedged {
				earlier = append(earlier, doubtful{i, hint, r.Keys(r.Doc.Sentences[i])})
			}
			continue
		}
		flat, verb, ok := r.flat(i)
		if !ok {
			continue
		}
		keys := r.Keys(flat)
		for _, e := range earlier {
			share := check.Share(keys, e.keys)
			if share < leastShare || share*float64(len(keys)) < leastCommon || check.Share([]string{verb}, e.keys) == 0 {
				continue
			}
			r.report(r.Doc.Sentences[e.at], e.hint, record.Spans{flat})
			break
		}
	}
}

// settles tells whether sentence i says that something was confirmed, found or admitted.
func (r *search) settles(i int) bool {
	return r.w.Any(r.Doc.Sentences[i].In(r.Doc.Text), "settled")
}

// hedge is the word by which sentence i holds its statement off.
func (r *search) hedge(i int) (record.Span, bool) {
	t := r.Tree(i)
	if t == nil {
		return record.Span{}, false
	}
	for k := range t.Words {
		if r.w.Has(t.Form(k), "hedge") {
			return t.Words[k].Span, true
		}
	}
	for _, a := range r.Cued(i) {
		cue := a.Cue.Bounds()
		if a.Negated || a.Inferred || len(a.Content) == 0 || a.Act == record.Deny {
			continue
		}
		first, last := t.Range(cue)
		for k := first; k < last; k++ {
			if t.Words[k].UPOS != "VERB" {
				continue
			}
			if r.w.Has(t.Lemma(k), "claim") || r.w.Has(t.Lemma(k), "report") && (a.Sourcing == record.Unnamed || a.Sourcing == record.Collective || a.Sourcing == record.Agentless) {
				return cue, true
			}
		}
	}
	return record.Span{}, false
}

// flat is the statement of sentence i, where the text makes it itself and without any
// reserve, and the stem of its verb.
func (r *search) flat(i int) (record.Span, string, bool) {
	t := r.Tree(i)
	cs := r.claims[i]
	if t == nil || len(cs) == 0 || len(r.Cued(i)) > 0 {
		return record.Span{}, "", false
	}
	for _, c := range cs {
		if c.Sourcing != record.Author || c.Hedged || c.Negated || c.Attribution.Set() {
			return record.Span{}, "", false
		}
	}
	s := r.Doc.Sentences[i]
	if r.Attribution(s) != nil || r.w.Any(s.In(r.Doc.Text), "reserve") {
		return record.Span{}, "", false
	}
	for k := range t.Words {
		if t.Is(k, "root") && t.Words[k].UPOS == "VERB" {
			if tense := t.Tense(k); tense == check.Past || tense == check.Present {
				return s, r.Key(t.Words[k]), true
			}
		}
	}
	return record.Span{}, "", false
}

func (r *search) report(said, hint record.Span, later record.Spans) {
	f := record.Finding{
		Spans:   append(record.Spans{hint}, later...).Sorted(),
		Message: fmt.Sprintf("The text first gives this with a reserve (%s) and later as fact: %s.", r.Quote(r.about(said, hint)), r.Quote(later[0])),
		Evidence: []record.Evidence{
			{Span: &said, What: "with a reserve", Value: hint.In(r.Doc.Text)},
		},
	}
	for _, l := range later {
		f.Evidence = append(f.Evidence, record.Evidence{Span: &l, What: "as fact"})
	}
	r.Report(f)
}

// about is the part of a sentence to quote, from its hedge on where it is long.
func (r *search) about(s, hint record.Span) record.Span {
	const long = 80
	if s.Len() > long && hint.Start > s.Start && hint.End-s.Start > long {
		return record.Span{Start: hint.Start, End: s.End}
	}
	return s
}
