package sourcing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// holder is the one named person whose role ends as the description does: "the
// envoy" after "Harland's chief envoy, Ana Brevik".
func (f *filler) holder(description string) (entity int, ok bool) {
	if f.roles == nil {
		f.roles = map[string]int{}
		for e := range f.entities[:f.given] {
			if f.entities[e].Kind != record.Person || !f.named[e] {
				continue
			}
			for role := strings.ToLower(f.entities[e].Role); role != ""; _, role, _ = strings.Cut(role, " ") {
				if word, _, _ := strings.Cut(role, " "); f.lexicon.words[word].singular&stop != 0 {
					break // "the council" is not its envoy, "envoy to the council"
				}
				if old, known := f.roles[role]; known && old != e {
					f.roles[role] = -1
				} else {
					f.roles[role] = e
				}
			}
		}
	}
	e, ok := f.roles[strings.ToLower(description)]
	return e, ok && e >= 0
}

// namesake is the entity with a name that a description in the singular stands for,
// by its chain or by the role that the text gives; -1 for none.
func (f *filler) namesake(p *phrase) int {
	if p.entry.plural != 0 || p.indefinite || p.partial || p.counted {
		return -1
	}
	if e := f.mentioned(p.head); e >= 0 && f.named[e] {
		return e
	}
	if p.entry.singular&body != 0 && !p.definite && f.inHeadline(p.head) {
		return f.bodyCalled(f.lower(p.head))
	}
	if e, ok := f.holder(f.text.Span(p.nounFirst(f), p.head+1).In(f.text.Source)); ok && (p.definite || f.inHeadline(p.head)) {
		return e
	}
	return -1
}

// bodyCalled is the one organisation whose name, in capitals, ends in the noun:
// "commission says" above a text about the Strait Commission; -1 for none or several.
func (f *filler) bodyCalled(noun string) int {
	if f.bodies == nil {
		f.bodies = map[string]int{}
		for e := range f.entities[:f.given] {
			name := f.entities[e].Name
			last := strings.LastIndexByte(name, ' ') + 1
			if f.entities[e].Kind != record.Organization || last == 0 {
				continue
			}
			if first, _ := utf8.DecodeRuneInString(name[last:]); !f.named[e] && !unicode.IsUpper(first) {
				continue
			}
			noun := strings.ToLower(name[last:])
			if _, known := f.bodies[noun]; known {
				e = -1
			}
			f.bodies[noun] = e
		}
	}
	if e, known := f.bodies[noun]; known {
		return e
	}
	return -1
}

// inHeadline tells whether word w stands in the text's first paragraph, with others
// after it, where articles are left out: "Minister says fuel was found".
func (f *filler) inHeadline(w int) bool {
	return len(f.text.Paragraphs) > 1 && f.text.Sentences[f.text.Words[w].Sentence].Paragraph == 0
}

// describe makes the entity that a description stands for the speaker: the one
// that the chains know, else one added for this description.
func (f *filler) describe(a *record.Attribution, p *phrase, kind record.EntityKind) {
	if e := f.mentioned(p.head); e >= 0 && (f.entities[e].Kind == record.Person) == (kind == record.Person) && f.entities[e].Kind != record.Group {
		f.speaker(a, e)
		return
	}
	last := p.head + 1
	for k, w := range p.words { // "the head of the harbour board"
		if w != p.head {
			continue
		}
		for k++; !p.bare && k < len(p.words) && p.words[k] == last && f.lower(last) != "," && f.entry(last).singular&(pronounWho|joining) == 0 && last-p.head < 8; k++ {
			last++
		}
	}
	f.speaker(a, f.add(p.first, last, kind, p.proper || kind == record.Organization && f.capital(p.head)))
}

// add returns the entity that the words name or describe, added where it is new.
func (f *filler) add(first, last int, kind record.EntityKind, named bool) int {
	form := record.NominalForm
	if named {
		form = record.NameForm
	}
	if last > first+1 && f.entry(first).singular&(definite|indefinite) != 0 && f.entry(first).singular&pronoun == 0 {
		first++
	}
	words := strings.Join(strings.Fields(f.text.Span(first, last).In(f.text.Source)), " ")
	key := strings.ToLower(words)
	e, known := f.described[key]
	if !known {
		e = len(f.entities)
		f.described[key] = e
		f.entities = append(f.entities, record.Entity{Kind: kind, Name: words})
		f.named = append(f.named, named)
	}
	f.mention(record.To[record.Entity](e), first, last, form)
	return e
}

// mention adds a mention to an entity that this stage added.
func (f *filler) mention(ref record.Ref[record.Entity], first, last int, form record.MentionForm) {
	e := ref.Index()
	if e < f.given {
		return
	}
	f.entities[e].Mentions = append(f.entities[e].Mentions, record.Mention{Span: f.text.Span(first, last), Form: form})
}
