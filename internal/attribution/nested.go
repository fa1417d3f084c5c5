package attribution

// What somebody says may hold what another said: "Brevik said Tarn had promised to
// resign". No corpus that networks learn from marks the inner one, and in a sentence the
// rules read the outer. So the content of each attribution is read again by itself, as a
// text of its own; only what is surely another's word is kept.

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// inner is a reading inside the content of another attribution.
type inner struct {
	record.Attribution
	outer int // index of the one that holds it
}

// nested finds the attributions inside the contents of others, whose cues share no word
// with one that is there already.
func (f *Finder) nested(text *lex.Text, tokens []record.Token, entities []record.Entity, outer []record.Attribution) []inner {
	var out []inner
	taken, holder := cover(text, outer)
	quoted := make([]bool, len(text.Words))
	for _, q := range outermost(text) {
		for _, s := range q.Spans {
			for w, last := text.Range(s); w < last; w++ {
				quoted[w] = true
			}
		}
	}
	mentions := names(entities)
	for _, s := range stretches(outer) {
		first, last := text.Range(s)
		for first < last && isMark(text.Words[first].Lower) {
			first++
		}
		for first < last && isMark(text.Words[last-1].Lower) {
			last--
		}
		for w := first; w < last; {
			c := cutter{text: text, tokens: tokens, known: f.lexicon, quote: len(text.Quotes), limit: last}
			u := &unit{text: text, tokens: tokens, interview: nil, names: mentions}
			w = c.cut(u, w)
			u.opens = false
			for _, r := range u.read(u.matches()) {
				cue, head := u.words(r.cue), u.items[r.head].first
				i := holder[head] - 1
				if i < 0 || slices.Contains(taken[cue.first:cue.last], true) || !u.anothers(r, &outer[i], quoted[head]) {
					continue
				}
				a := r.attribution(u)
				if len(a.Cue) == 0 || a.Content.Overlap(outer[i].Cue.Bounds()) {
					continue
				}
				for k := cue.first; k < cue.last; k++ {
					taken[k] = true
				}
				out = append(out, inner{a, int(i)})
			}
		}
	}
	return out
}

// cover tells for each word whether it is part of a cue, and 1 + the attribution with the
// shortest content that holds it.
func cover(text *lex.Text, all []record.Attribution) (cues []bool, holder []int32) {
	cues, holder = make([]bool, len(text.Words)), make([]int32, len(text.Words))
	length := make([]int, len(all))
	for i, a := range all {
		length[i] = a.Content.Bounds().Len()
		for _, s := range a.Cue {
			for w, last := text.Range(s); w < last; w++ {
				cues[w] = true
			}
		}
		for _, s := range a.Content {
			for w, last := text.Range(s); w < last; w++ {
				if h := holder[w]; h == 0 || length[i] < length[h-1] {
					holder[w] = int32(i + 1)
				}
			}
		}
	}
	return cues, holder
}

// stretches are the pieces of contents that lie in no other.
func stretches(all []record.Attribution) []record.Span {
	var pieces, out []record.Span
	for _, a := range all {
		if !a.Possible && len(a.Cue) > 0 {
			pieces = append(pieces, a.Content...)
		}
	}
	slices.SortFunc(pieces, func(a, b record.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	for _, s := range pieces {
		if n := len(out); n == 0 || s.End > out[n-1].End {
			out = append(out, s)
		}
	}
	return out
}

// words is the run of words that a run of items covers.
func (u *unit) words(r run) run { return run{u.items[r.first].first, u.items[r.last-1].last} }

// anothers tells whether a reading inside the content of an attribution surely gives words
// or thoughts to somebody who is not its source.
func (u *unit) anothers(r reading, outer *record.Attribution, quoted bool) bool {
	speaks := r.row.kind == speech
	switch {
	case len(r.content) == 0:
		return r.row.denies && r.row.frames&bareFrame != 0 && r.voice == finite && len(r.source) > 0 && !u.unreal(r) && u.owns(r) && u.another(r, outer, quoted)
	case u.only(r.content, pronoun) || u.gapped(r):
		return false
	case r.row.pos == adverb:
		return r.row.stands
	case r.row.pos == noun:
		return u.tells(r) && (len(r.source) == 0 || u.another(r, outer, quoted))
	case r.row.pos == preposition:
		return u.another(r, outer, quoted)
	case r.voice == passive:
		return speaks && r.row.act != record.Assert && r.row.act != record.Opine && (len(r.source) == 0 || u.another(r, outer, quoted))
	case r.voice != finite || len(r.source) == 0 || u.unreal(r):
		return false
	}
	return u.gives(r) && u.owns(r) && u.another(r, outer, quoted)
}

// gives tells whether a finite cue with its content surely gives words or thoughts:
// "claimed that", "wants to"; of what has a mere thing for content only "accused" and the
// like, and "wants", and of a "who" only what it says.
func (u *unit) gives(r reading) bool {
	who := u.has(r.source[0].first, relative)
	switch r.rule {
	case thatAfter, clauseAfter, quoteAfter:
		return r.row.kind == speech || !who && (r.row.kind == thought || r.row.kind == feeling)
	case infAfter:
		return r.row.kind == speech || r.row.kind == thought
	case whetherAfter:
		return r.row.kind == speech && r.negated
	case nounObject:
		return !who && (r.row.kind == speech && r.row.act != record.Assert || r.row.kind == thought && r.row.act == record.Demand)
	}
	return false
}

// tells tells whether a noun stands with what was said: "the claim that", "Tarn's promise
// to", "allegations of".
func (u *unit) tells(r reading) bool {
	i := r.cue.last
	switch {
	case u.has(i, complement) && u.is(i, subordin, pronoun):
		return r.row.kind == speech || len(r.source) > 0
	case u.is(i, particle):
		return len(r.source) > 0 && u.is(r.source[0].first, nominal, article, modifier)
	}
	return r.row.stands && r.row.act == record.Accuse && len(r.row.rest) > 0
}

// isMark tells whether a word is a quotation mark.
func isMark(word string) bool { return strings.Trim(word, "\"'“”‘’`«»") == "" }

// only tells whether runs are one item of a kind.
func (u *unit) only(runs []run, of tag) bool {
	return len(runs) == 1 && runs[0].last-runs[0].first == 1 && u.is(runs[0].first, of)
}

// gapped tells whether the content begins with a word that asks or relates: "what he wants
// to hear" tells nothing of what that is.
func (u *unit) gapped(r reading) bool {
	return len(r.content) > 1 && r.content[0].last-r.content[0].first == 1
}

// unreal tells whether a cue tells of what has not been said: "would say", "if he says".
func (u *unit) unreal(r reading) bool {
	for i := r.cue.first; i < r.head; i++ {
		if u.has(i, modal) {
			return true
		}
	}
	return len(r.source) > 0 && u.has(r.source[0].first-1, conditional)
}

// owns tells whether the source is the cue's own subject, as the tree has it where there
// is one.
func (u *unit) owns(r reading) bool {
	s, w := u.treeSubject(r.head), u.items[r.head].first
	for i := r.head; s.empty() && i >= 0 && w < len(u.tokens) && u.tokens[w].Deprel == "conj"; { // "Ost denied it and blamed the board"
		w = u.parent(w)
		if i = u.itemOf(w); i >= 0 {
			s = u.treeSubject(i)
		}
	}
	if !s.empty() {
		return s.first < r.source[0].last && r.source[0].first < s.last
	}
	return (r.own || r.source[0].last == r.cue.first) && u.parent(u.items[r.head].first) < 0
}

// another tells whether a reading's source is not that of what holds it.
func (u *unit) another(r reading, outer *record.Attribution, quoted bool) bool {
	src := r.source[0]
	if src.last-src.first == 1 && u.is(src.first, pronoun, article) {
		return u.otherPerson(src.first, quoted)
	}
	return !u.shares(src, outer.Source)
}

// otherPerson tells whether a pronoun inside what somebody says is surely another.
func (u *unit) otherPerson(i int, quoted bool) bool {
	if u.has(i, speaking|speakingTogether|addressing) || u.has(i, possessive) && !u.has(i, spokenOf) {
		return false
	}
	if u.has(i, relative) {
		return true
	}
	if !u.has(i, subject) {
		return false // "heard him say"
	}
	return quoted && (u.has(i, spokenOf) || u.lower(i) == "they") // “He told me,” Brevik said
}

// shares tells whether a phrase has a name, or its last word, in common with a source.
func (u *unit) shares(r run, source record.Spans) bool {
	known := map[string]bool{}
	for _, s := range source {
		for w, last := u.text.Range(s); w < last; w++ {
			known[u.text.Words[w].Lower] = true
		}
	}
	for i := r.first; i < r.last; i++ {
		if (u.capital(i) || u.is(i, nominal)) && known[u.lower(i)] && !strings.ContainsAny(u.lower(i), "'’") {
			return true
		}
	}
	return false
}
