// Package unnamedshare is the check for how much of a text rests on sources without a name.
// Its rule stands in doc.md.
package unnamedshare

import (
	_ "embed"
	"fmt"
	"slices"
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
	Name:     "unnamed-share",
	Label:    "sources without a name",
	Doc:      doc,
	Severity: record.Warning,
	Planted:  1, Found: 1,
	Run: run,
}

var lists = words.Once("unnamedshare/words.tsv", table)

// What a note takes: so many claims on sources without a name, and this part of all.
const (
	leastUnnamed = 3
	leastShare   = 0.5
)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	if !p.News() {
		return nil
	}
	all := 0
	var vague []*record.Attribution
	for i := range p.Doc.Attributions {
		a := &p.Doc.Attributions[i]
		if a.Negated || a.Inferred || len(a.Content) == 0 || len(a.Cue) == 0 || relayed(p, a) ||
			a.Sourcing == record.Agentless && (len(a.Source) > 0 || !w.Any(a.Cue.Bounds().In(p.Doc.Text), "nobody")) {
			continue
		}
		all++
		if unnamed(p, w, a) {
			vague = append(vague, a)
		}
	}
	main := leads(p, w)
	if !main && (len(vague) < leastUnnamed || float64(len(vague)) < leastShare*float64(all)) || len(vague) == 0 {
		return nil
	}
	f := record.Finding{Severity: record.Note}
	var names []string
	for _, a := range vague {
		at := a.Cue.Bounds()
		if len(a.Source) > 0 {
			at = a.Source.Bounds()
		}
		f.Spans = append(f.Spans, at)
		name := nobody
		if len(a.Source) > 0 {
			name = "“" + strings.Join(strings.Fields(at.In(p.Doc.Text)), " ") + "”"
		}
		if outer := p.Attribution(a.Cue.Bounds()); outer != nil && outer != a && len(outer.Source) > 0 {
			through := outer.Source.Bounds()
			f.Spans = append(f.Spans, through)
			f.Evidence = append(f.Evidence, record.Evidence{Span: &through, What: "through"})
			name += " through “" + strings.Join(strings.Fields(through.In(p.Doc.Text)), " ") + "”"
		}
		if !slices.Contains(names, name) && len(name) <= nameBytes && !w.Has(strings.ToLower(strings.Trim(name, "“”")), "pronoun") {
			names = append(names, name)
		}
		f.Evidence = append(f.Evidence, record.Evidence{Span: &at, What: "source", Value: string(a.Sourcing)})
	}
	f.Spans = f.Spans.Sorted()
	if i := slices.Index(names, nobody); i >= 0 {
		names = append(slices.Delete(names, i, i+1), nobody)
	}
	list := strings.Join(names[:min(len(names), mostNames)], ", ")
	if len(names) > mostNames {
		list += " and others, " + names[len(names)-1]
	}
	f.Message = fmt.Sprintf("%d of the %d statements that the text attributes rest on sources without a name", len(vague), all)
	if list != "" {
		f.Message += ": " + list
	}
	f.Message += "."
	if main {
		f.Severity = record.Warning
		f.Message = strings.TrimSuffix(f.Message, ".") + ", and so does the main one."
	}
	p.Report(f)
	return nil
}

// What a message has of the sources: so many, none longer, and this for a statement that
// only a cue such as "allegedly" gives to somebody.
const (
	nobody    = "nobody given"
	mostNames = 6
	nameBytes = 60
)

// unnamed tells whether the attribution rests on nobody in particular.
func unnamed(p *check.Pass, w words.Lists, a *record.Attribution) bool {
	if a.Identified {
		return false
	}
	switch a.Sourcing {
	case record.Unnamed:
		return !a.Speaker.Set() || !namedLater(p, a)
	case record.Collective, record.Agentless:
		return !w.Any(a.Source.Bounds().In(p.Doc.Text), "open")
	}
	return false
}

// namedLater tells whether the text names the person behind the words somewhere.
func namedLater(p *check.Pass, a *record.Attribution) bool {
	for _, m := range p.Doc.Entities[a.Speaker.Index()].Mentions {
		if m.Form == record.NameForm {
			return true
		}
	}
	return false
}

// relayed tells whether the words stand inside of somebody else's, who answers for them.
func relayed(p *check.Pass, a *record.Attribution) bool {
	outer := p.Attribution(a.Cue.Bounds())
	return outer != nil && outer != a && outer.Sourcing != record.NamedOutlet
}

// leads tells whether the main claim rests on a source without a name: the lead's first
// attribution does, and the headline and every other of the lead too, and nobody with a
// name says anything alike.
func leads(p *check.Pass, w words.Lists) bool {
	lead, headline := p.Lead(), p.Headline()
	if headline.Empty() {
		return false
	}
	var first *record.Attribution
	var said []string
	for i := range p.Doc.Attributions {
		a := &p.Doc.Attributions[i]
		if a.Negated || a.Inferred || len(a.Content) == 0 || len(a.Cue) == 0 {
			continue
		}
		at := a.Cue.Bounds()
		if lead.Contains(at) || headline.Contains(at) {
			if a.Sourcing != record.Unnamed || !unnamed(p, w, a) {
				return false
			}
			if lead.Contains(at) && first == nil {
				first = a
			}
		}
	}
	if first == nil || p.Sentence(first.Cue[0].Start) != p.First() {
		return false
	}
	for _, c := range first.Content {
		said = append(said, p.Keys(c)...)
	}
	if check.Share(p.Keys(headline), said) < leastShare {
		return false // the headline is about something else
	}
	for i := range p.Doc.Attributions {
		a := &p.Doc.Attributions[i]
		switch a.Sourcing {
		case record.NamedPerson, record.NamedOrganization, record.FromDocument:
			if a.Act != record.Deny && a.Act != record.Doubt && alike(p, a, said) {
				return false
			}
		}
	}
	return true
}

// alike tells whether what is said shares two of the words.
func alike(p *check.Pass, a *record.Attribution, said []string) bool {
	const least = 2
	n := 0
	for _, k := range p.Keys(a.Content.Bounds()) {
		if slices.Contains(said, k) {
			n++
		}
	}
	return n >= least
}
