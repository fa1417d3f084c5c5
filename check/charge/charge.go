// Package charge tells what a charge of wrongdoing is, and whether the accused answers
// it, for the checks that ask about charges.
package charge

import (
	_ "embed"
	"strings"

	"hearsay/check"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed words.tsv
var table string

// Words are the words of charges and of answers to them, by the kinds of words.tsv.
var Words = words.Once("charge/words.tsv", table)

// Charge is a charge of wrongdoing against somebody.
type Charge struct {
	At     record.Span         // its words, with their attribution
	By     *record.Attribution // nil where nobody makes it
	Target int                 // the accused's number among the entities
	Keys   []string            // the stems of what it says
}

// Reply looks for the accused's own words: heard is an attribution of theirs on other
// matters; answered tells that they speak to the charge, or that the text says why not.
func (c Charge) Reply(p *check.Pass, w words.Lists) (heard *record.Attribution, answered bool) {
	target := &p.Doc.Entities[c.Target]
	at := p.Sentence(c.At.Start)
	for i := range p.Doc.Attributions {
		b := &p.Doc.Attributions[i]
		if b == c.By || len(b.Cue) == 0 {
			continue
		}
		mine := theirs(p, w, b, c.Target, at)
		if !mine {
			continue
		}
		if b.Act == record.Deny || b.Act == record.Admit || b.Negated || len(b.Content) == 0 || speaksTo(p, b, c) {
			return b, true
		}
		if d := p.Sentence(b.Cue[0].Start) - at; d >= 1 && d <= 2 {
			return b, true
		}
		if heard == nil && len(b.Source) > 0 {
			heard = b
		}
	}
	for _, s := range p.Doc.Sentences {
		if text := s.In(p.Doc.Text); w.Any(text, "reply") || w.Any(text, "ruling") && mentions(target, text) {
			return nil, true
		}
	}
	return heard, false
}

// theirs tells whether the accused, or who speaks for them, is the source of b.
func theirs(p *check.Pass, w words.Lists, b *record.Attribution, target, at int) bool {
	if b.Speaker.Set() && b.Speaker.Index() == target {
		return true
	}
	x := &p.Doc.Entities[target]
	source := b.Source.In(p.Doc.Text)
	if check.Akin(x.Name, source) {
		return true
	}
	if b.Speaker.Set() {
		e := &p.Doc.Entities[b.Speaker.Index()]
		if check.Akin(x.Name, e.Name) || check.Akin(x.Name, e.Role) {
			return true
		}
	}
	return w.Any(source, "speaker") && p.Sentence(b.Cue[0].Start) >= at
}

// speaksTo tells whether what is said shares a word with the charge, beyond names.
func speaksTo(p *check.Pass, b *record.Attribution, c Charge) bool {
	names := strings.ToLower(p.Doc.Entities[c.Target].Name)
	for _, s := range b.Content {
		for _, k := range p.Keys(s) {
			for _, x := range c.Keys {
				if k == x && !strings.Contains(names, k) {
					return true
				}
			}
		}
	}
	return false
}

// mentions tells whether the text names the entity.
func mentions(e *record.Entity, text string) bool {
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		if strings.Contains(text, n) {
			return true
		}
	}
	return false
}
