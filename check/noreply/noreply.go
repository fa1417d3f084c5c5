// Package noreply is the check for charges without an answer of the accused.
// Its rule stands in doc.md.
package noreply

import (
	_ "embed"
	"fmt"
	"strings"

	"hearsay/check"
	"hearsay/check/charge"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

// Check is the check.
var Check = &check.Check{
	Name:     "no-reply",
	Label:    "the accused is not heard",
	Doc:      doc,
	Severity: record.Warning,
	Planted:  2, Found: 1,
	Run: run,
}

// mostCharges is how many charges of a text are looked at.
const mostCharges = 12

func run(p *check.Pass) error {
	w, err := charge.Words()
	if err != nil {
		return err
	}
	if !p.News() {
		return nil
	}
	told := map[string]bool{}
	for _, c := range charges(p, w) {
		target := &p.Doc.Entities[c.Target]
		if told[target.Name] {
			continue
		}
		told[target.Name] = true
		heard, answered := c.Reply(p, w)
		if answered {
			continue
		}
		f := record.Finding{
			Severity: record.Note,
			Spans:    record.Spans{c.At},
			Evidence: []record.Evidence{{Span: &c.At, What: "charge"}},
		}
		name := strings.Join(strings.Fields(target.Name), " ")
		if heard != nil {
			at := heard.Source.Bounds()
			f.Evidence = append(f.Evidence, record.Evidence{Span: &at, What: "heard on other matters"})
			f.Message = fmt.Sprintf("The text gives a charge against %s (%s) and words of that side on other matters, but no answer to the charge.", name, p.Quote(c.At))
		} else {
			f.Message = fmt.Sprintf("The text gives a charge against %s (%s) and neither an answer nor a word that one was sought.", name, p.Quote(c.At))
			if c.By != nil && c.By.Sourcing != record.Agentless && (p.Lead().Contains(c.At) || p.Headline().Contains(c.At)) {
				f.Severity = record.Warning
			}
		}
		p.Report(f)
	}
	return nil
}

// charges are those that the text attributes, and those that it calls alleged.
func charges(p *check.Pass, w words.Lists) []charge.Charge {
	var out []charge.Charge
	for i := range p.Doc.Attributions {
		a := &p.Doc.Attributions[i]
		if len(out) == mostCharges {
			return out
		}
		if a.Negated || len(a.Content) == 0 || len(a.Cue) == 0 || a.Act == record.Deny ||
			w.Any(a.Source.Bounds().In(p.Doc.Text), "court") || p.Headline().Contains(a.Cue.Bounds()) && len(p.Doc.Attributions) > 1 {
			continue
		}
		wrong := w.Any(a.Content.In(p.Doc.Text), "wrong")
		if wrong && a.Act == record.Assert {
			if e := doer(p, w, a); e >= 0 {
				out = append(out, charge.Charge{At: whole(a), By: a, Target: e, Keys: keys(p, a)})
				continue
			}
		}
		if !wrong || a.Act != record.Accuse && !w.Any(a.Cue.In(p.Doc.Text), "charging") {
			continue
		}
		if e := accused(p, a); e >= 0 && !another(p, w, a, e) {
			out = append(out, charge.Charge{At: whole(a), By: a, Target: e, Keys: keys(p, a)})
		}
	}
	return append(out, alleged(p, w, mostCharges-len(out))...)
}

// whole is the stretch of an attribution's cue and contents, so that the charge is never
// quoted without it.
func whole(a *record.Attribution) record.Span {
	out := a.Cue.Bounds()
	for _, l := range []record.Spans{a.Content, a.Source} {
		if len(l) > 0 {
			out.Start, out.End = min(out.Start, l.Bounds().Start), max(out.End, l.Bounds().End)
		}
	}
	return out
}

// accused is the entity against which the charge goes: the first that its words name.
func accused(p *check.Pass, a *record.Attribution) int {
	best, at := -1, 0
	for i := range p.Doc.Entities {
		e := &p.Doc.Entities[i]
		if a.Speaker.Set() && a.Speaker.Index() == i {
			continue
		}
		switch e.Kind {
		case record.Person, record.Organization, record.PlaceKind:
		default:
			continue
		}
		if len(e.Mentions) == 0 || !named(e) || check.Akin(e.Name, a.Source.In(p.Doc.Text)) {
			continue // "he" may be read as the speaker
		}
		for _, m := range e.Mentions {
			if a.Content.Cover(m.Span) && (best < 0 || m.Start < at) {
				best, at = i, m.Start
			}
		}
		// A name beside its description may be no mention of its own: "the company Keel".
		for _, c := range a.Content {
			if k := strings.Index(c.In(p.Doc.Text), e.Name); k >= 0 && (best < 0 || c.Start+k < at) {
				best, at = i, c.Start+k
			}
		}
	}
	if best >= 0 && !subject(p, at) {
		return -1
	}
	return best
}

// another tells whether the wrong has a subject of its own that is not the entity: "Smith
// is wrong to say that Brandt lied".
func another(p *check.Pass, w words.Lists, a *record.Attribution, e int) bool {
	for _, c := range a.Content {
		t := p.TreeAt(c.Start)
		first, last := t.Range(c)
		for k := first; k < last; k++ {
			if n := t.Kid(k, "nsubj"); t.Words[k].UPOS == "VERB" && n >= 0 && w.Has(t.Form(k), "wrong") &&
				t.Words[n].UPOS != "PRON" && !stands(&p.Doc.Entities[e], t.Words[n].Span) {
				owner := t.Kid(n, "nmod:poss")
				return owner < 0 || !stands(&p.Doc.Entities[e], t.Words[owner].Span)
			}
		}
	}
	return false
}

// doer is the entity of which a statement says that it did a wrong: the subject of the
// statement's verb.
func doer(p *check.Pass, w words.Lists, a *record.Attribution) int {
	for _, c := range a.Content {
		t := p.TreeAt(c.Start)
		first, last := t.Range(c)
		for k := first; k < last; k++ {
			n := t.Kid(k, "nsubj")
			if t.Words[k].UPOS != "VERB" || n < 0 || t.Is(n, "nsubj:pass") || !w.Has(t.Form(k), "wrong") || t.Kid(k, "neg") >= 0 {
				continue
			}
			for e := range p.Doc.Entities {
				x := &p.Doc.Entities[e]
				if named(x) && (x.Kind == record.Person || x.Kind == record.Organization || x.Kind == record.PlaceKind) &&
					stands(x, t.Words[n].Span) && (!a.Speaker.Set() || a.Speaker.Index() != e) && !check.Akin(x.Name, a.Source.In(p.Doc.Text)) {
					return e
				}
			}
		}
	}
	return -1
}

// subject tells whether the mention at a place is the one who does or to whom a charge
// is put, not where or when something happened.
func subject(p *check.Pass, at int) bool {
	t := p.TreeAt(at)
	k := t.At(at)
	for range 3 {
		if k < 0 {
			return false
		}
		if t.Is(k, "nsubj", "obj", "iobj", "nmod:poss", "root", "csubj") {
			return true
		}
		if !t.Is(k, "flat", "compound", "appos", "det", "amod", "nmod:poss") {
			return false
		}
		k = t.Head(k)
	}
	return false
}

func named(e *record.Entity) bool {
	for _, m := range e.Mentions {
		if m.Form == record.NameForm {
			switch strings.ToLower(e.Name) {
			case "he", "she", "it", "they", "who", "we", "i":
				return false
			}
			return true
		}
	}
	return false
}

func keys(p *check.Pass, a *record.Attribution) []string {
	var out []string
	for _, c := range a.Content {
		out = append(out, p.Keys(c)...)
	}
	return out
}

// alleged are the charges that the text makes in its own voice with "alleged": "Brandt's
// alleged fraud".
func alleged(p *check.Pass, w words.Lists, most int) []charge.Charge {
	var out []charge.Charge
	for i := p.First(); i < len(p.Doc.Sentences) && len(out) < most; i++ {
		t := p.Tree(i)
		if t == nil {
			continue
		}
		for k := 2; k+1 < len(t.Words); k++ {
			if !w.Has(t.Form(k), "alleged") || t.Form(k-1) != "'s" && t.Form(k-1) != "’s" {
				continue
			}
			last := k + 1
			if !w.Has(t.Lemma(last), "wrong") {
				last++
			}
			if !w.Has(t.Lemma(last), "wrong") {
				continue
			}
			owner := t.Words[k-2].Span
			at := record.Span{Start: owner.Start, End: t.Words[last].End}
			for e := range p.Doc.Entities {
				x := &p.Doc.Entities[e]
				if (x.Kind == record.Person || x.Kind == record.Organization) && named(x) && stands(x, owner) {
					out = append(out, charge.Charge{At: at, By: nil, Target: e, Keys: p.Keys(at)})
					break
				}
			}
		}
	}
	return out
}

// stands tells whether a mention of the entity holds the place.
func stands(e *record.Entity, at record.Span) bool {
	for _, m := range e.Mentions {
		if m.Contains(at) {
			return true
		}
	}
	return false
}
