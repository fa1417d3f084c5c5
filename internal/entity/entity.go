// Package entity finds the names, titles and descriptions of people, bodies,
// places and other things in a text, and the role that the text gives them.
//
// It promises one entity for each name and its plain repetitions; package coref
// joins them, the pronouns and the descriptions into chains.
//
// A reading goes in five steps: runs of capitalised words (runs.go), their cut into
// titles, names and peoples (segment.go), the kind of each name from all of its
// places in the text (kinds.go, by the signs of signs.go; nonames.go tells what is no
// name, headlines.go reads the headings), roles (roles.go) and descriptions of
// speakers (nominals.go). Where a network has read names, they stand before those of
// the first three steps (network.go).
package entity

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Finder holds the names, titles and places of one language.
type Finder struct {
	lexicon *lexicon
}

// Load reads the tables of one language ("en").
func Load(tables fs.FS, language string) (*Finder, error) {
	l, err := loadLexicon(tables, language)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	return &Finder{l}, nil
}

// Find returns the entities that the text names, in the order of their first
// mention. Tokens are those of the text's words. Names are what a network has read,
// nil where none has. Every mention lies within one sentence.
func (f *Finder) Find(text *lex.Text, tokens []record.Token, names []Name) []record.Entity {
	s := &search{lexicon: f.lexicon, text: text, tokens: tokens, covered: make([]bool, len(text.Words))}
	s.findNames()
	s.settleKinds()
	if names != nil {
		s.takeNames(names)
	}
	s.findRoles()
	s.findNominals()
	entities := s.entities()
	s.resolvePlaces(entities)
	return entities
}

// search is the reading of one text.
type search struct {
	*lexicon
	text   *lex.Text
	tokens []record.Token
	// found are the names and descriptions, in the order of finding.
	found []found
	// covered marks the words that belong to a found name.
	covered []bool
	// behindOf is, by entity, the region or country that the text names behind it.
	behindOf map[int]string
	// headlines holds the stretches of words where capitals say little.
	headlines []extent
}

// extent is a half-open range of words.
type extent struct{ first, last int }

func (e extent) len() int { return e.last - e.first }

// found is one place where something is named or described.
type found struct {
	extent
	kind  record.EntityKind // "" while unknown
	form  record.MentionForm
	name  string        // the name to show, where a table has one; else the words
	place *record.Place // where a table has it
	weak  bool          // the capitals may only be the sentence's, or a heading's
	sure  bool          // the kind rests on a table or a title, not on a guess
	// title is the range of title words in front of a person's name, empty for none.
	title extent
	role  extent
	of    bool // a description of the person whose name it has
}

// entities joins what was found under the same name and kind.
func (s *search) entities() []record.Entity {
	slices.SortStableFunc(s.found, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last))
	})
	type key struct {
		kind record.EntityKind
		name string
		n    int
	}
	out := make([]record.Entity, 0, len(s.found))
	at := make(map[key]int, len(s.found))
	s.behindOf = map[int]string{}
	for i := range s.found {
		x := &s.found[i]
		span := s.text.Span(x.first, x.last)
		k := key{kind: x.kind, name: x.name}
		if x.form == record.NominalForm && !x.of && !s.definite(x.first) {
			k.n = i + 1 // "a spokesman" is somebody else each time
		}
		e, ok := at[k]
		if !ok {
			e = len(out)
			at[k] = e
			out = append(out, record.Entity{Kind: x.kind, Name: x.name, Place: x.place})
		}
		if x.kind == record.PlaceKind && s.behindOf[e] == "" {
			if w := s.behind(x.extent); w != "" {
				s.behindOf[e] = w
			}
		}
		if n := len(out[e].Mentions); n > 0 && out[e].Mentions[n-1].Overlaps(span) {
			continue
		}
		out[e].Mentions = append(out[e].Mentions, record.Mention{Span: span, Form: x.form})
		if words := straight(span.In(s.text.Source)); x.form == record.NameForm && words != out[e].Name && !slices.Contains(out[e].Aliases, words) {
			out[e].Aliases = append(out[e].Aliases, words)
		}
		if r := x.role; out[e].Role == "" && r.len() > 0 {
			span := s.text.Span(r.first, r.last)
			out[e].Role, out[e].RoleSpan = plainSpace(span.In(s.text.Source)), &span
		}
	}
	return out
}

// words is the stretch as a name to show: one space between words, apostrophes
// straight.
func (s *search) words(e extent) string {
	return straight(plainSpace(s.text.Span(e.first, e.last).In(s.text.Source)))
}

func straight(s string) string { return strings.ReplaceAll(s, "’", "'") }

func plainSpace(s string) string {
	if !strings.ContainsAny(s, "\n\t\r") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
