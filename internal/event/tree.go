package event

import (
	"iter"
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// farUp is how many heads the rules climb from a word.
const farUp = 12

const mostChildren = 64

// tree is the dependency tree of one sentence. Without one (nobody parsed the
// sentence) the rules go by the order of words.
type tree struct {
	tokens      []record.Token
	first, last int
	child, next []int // a word's first child and next sibling, less first; -1 for none
}

// grow makes the tree of a sentence, and tells whether it has one.
func (t *tree) grow(tokens []record.Token, sentence *lex.Sentence) bool {
	t.tokens, t.first, t.last = tokens, sentence.First, sentence.Last
	n := t.last - t.first
	t.child, t.next = slices.Grow(t.child[:0], n)[:n], slices.Grow(t.next[:0], n)[:n]
	for i := range n {
		t.child[i] = -1
	}
	for i := n - 1; i >= 0; i-- {
		h := tokens[t.first+i].Head
		if h == record.NoHead {
			return false
		}
		if h == 0 || h > n || h-1 == i {
			continue
		}
		t.next[i] = t.child[h-1]
		t.child[h-1] = i
	}
	return n > 0
}

// head is the word that word w hangs on; -1 for the root.
func (t *tree) head(w int) int {
	if w < 0 {
		return -1
	}
	if h := t.tokens[w].Head; h > 0 && h <= t.last-t.first && t.first+h-1 != w {
		return t.first + h - 1
	}
	return -1
}

// children are the words that hang on word w, in text order; more than mostChildren
// hang on none in earnest.
func (t *tree) children(w int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, n := t.child[w-t.first], 0; i >= 0 && n < mostChildren; i, n = t.next[i], n+1 {
			if !yield(t.first + i) {
				return
			}
		}
	}
}

// one is the first child of word w with one of the relations; -1 for none.
func (t *tree) one(w int, relations ...string) int {
	for k := range t.children(w) {
		if slices.Contains(relations, t.tokens[k].Deprel) {
			return k
		}
	}
	return -1
}

// preposition is the case word of the noun w, in lower case.
func (s *scan) caseOf(w int) string {
	if k := s.tree.one(w, "case"); k >= 0 {
		return s.lower(k)
	}
	return ""
}

// negated tells whether the predicate w is.
func (s *scan) negated(w int) bool {
	for k := range s.tree.children(w) {
		if d := s.tokens[k].Deprel; (d == "advmod" || d == "det" || d == "aux") && k < w && s.negations[s.lower(k)] && s.lower(k) != "without" {
			return true
		}
	}
	return false
}

// passiveVerb tells whether the verb w says what is done to its subject.
func (s *scan) passiveVerb(w int) bool {
	return s.tree.one(w, "aux:pass", "nsubj:pass") >= 0
}

// noun is the entity that the noun at word w names, else the one that it belongs to
// or comes from: "Ostian troops", "the army of Ostia", "Ostia's army".
func (s *scan) noun(w int) *mention {
	return s.nounWithin(w, 2)
}

func (s *scan) nounWithin(w, deep int) *mention {
	if m := s.at(w); m != nil {
		return m
	}
	if s.dated(w) {
		return nil
	}
	for _, relations := range [...]string{"flat appos nmod:desc", "nmod:poss", "compound amod", "nmod"} {
		for k := range s.tree.children(w) {
			if !strings.Contains(" "+relations+" ", " "+s.tokens[k].Deprel+" ") {
				continue
			}
			if relations == "nmod" {
				if c := s.caseOf(k); c != "of" && c != "from" && (c != "in" || !s.party(w) && s.classOf(w) == "") {
					continue
				}
				if s.tokens[w].UPOS == "PROPN" {
					continue
				}
			}
			if m := s.at(k); m != nil {
				return m
			}
			if deep > 0 && relations != "compound amod" {
				if m := s.nounWithin(k, deep-1); m != nil {
					return m
				}
			}
		}
	}
	return nil
}

// doer is the word that is the subject of the predicate w, its own or the one that
// it shares with what it hangs on; -1 for none.
func (s *scan) doer(w int) int {
	for range farUp {
		if k := s.subjectAt(w); k >= 0 {
			if h := s.tree.head(w); (s.lower(k) == "who" || s.lower(k) == "which" || s.lower(k) == "that") && h >= 0 && s.tokens[w].Deprel == "acl:relcl" {
				return h
			}
			return k
		}
		h := s.tree.head(w)
		if h < 0 {
			return -1
		}
		switch d := s.tokens[w].Deprel; d {
		case "conj", "parataxis":
			if d == "parataxis" && s.tokens[h].UPOS != "VERB" {
				return -1
			}
		case "xcomp", "ccomp":
			if d == "ccomp" && !s.tree.marked(w, "to") {
				return -1
			}
			if o := s.tree.one(h, "obj", "iobj", "nsubj:pass"); o >= 0 && o != w {
				return o
			}
			if o := s.called(h); o >= 0 {
				return o
			}
		case "advcl":
		case "acl":
			if strings.HasSuffix(s.lower(w), "ing") {
				return h
			}
			// "its decision to withdraw": whose noun it is
			if s.tree.marked(w, "to") {
				if g := s.tree.head(h); g >= 0 && s.tokens[h].Deprel == "obj" {
					w = g
					continue
				}
				return h
			}
			return -1
		default:
			return -1
		}
		w = h
	}
	return -1
}

// subjectAt is the predicate's own subject; before it, a name that the parser took
// for an adverbial counts too.
func (s *scan) subjectAt(w int) int {
	after := -1
	for k := range s.tree.children(w) {
		switch d := s.tokens[k].Deprel; d {
		case "nsubj", "nsubj:pass", "csubj":
			if k < w {
				return k
			}
			after = k
		case "obl":
			if k < w && s.tree.one(k, "case") < 0 && s.at(k) != nil {
				return k
			}
		}
	}
	return after
}

// called is whom the verb w addresses by a preposition: "called on Ostia to".
func (s *scan) called(w int) int {
	for k := range s.tree.children(w) {
		if s.tokens[k].Deprel == "obl" {
			if c := s.caseOf(k); c == "on" || c == "upon" || c == "for" {
				return k
			}
		}
	}
	return -1
}

// marked tells whether the clause of w begins with the word.
func (t *tree) marked(w int, word string) bool {
	for k := range t.children(w) {
		if t.tokens[k].Deprel == "mark" && t.tokens[k].Lemma == word {
			return true
		}
	}
	return false
}

// whoOf is the entity that word w stands for: a noun's, or for a pronoun that nobody
// resolved that of the clause around it ("Ostia said it would withdraw").
func (s *scan) whoOf(w int) *mention {
	if w < 0 {
		return nil
	}
	m := s.noun(w)
	if m != nil {
		return m
	}
	if s.tokens[w].UPOS != "PRON" {
		p := s.tree.one(w, "nmod:poss")
		if p < 0 || s.tokens[p].UPOS != "PRON" {
			return nil
		}
	}
	v := s.tree.head(w)
	for range farUp {
		if v < 0 {
			return nil
		}
		d := s.tokens[v].Deprel
		if v = s.tree.head(v); v >= 0 && (d == "ccomp" || d == "parataxis" || d == "advcl") {
			if k := s.doer(v); k >= 0 && k != w {
				return s.noun(k)
			}
		}
	}
	return nil
}

// sides finds who acts and on whom, by the tree; not ok where the trigger tells of
// no event.
func (s *scan) sides(t trigger, w, n int) (actor, recipient *mention, ok bool) {
	if t.pos == nounTrigger {
		actor, recipient = s.nounSides(w + n - 1)
		return actor, recipient, true
	}
	passive := s.passiveVerb(w)
	if d := s.tokens[w].Deprel; d == "amod" || passive && t.kind == consult {
		return nil, nil, false
	} else if d == "acl" && strings.HasSuffix(s.lower(w), "ed") && !passive {
		if t.kind != assault && s.tree.one(w, "obl:agent") < 0 {
			return nil, nil, false
		}
		passive = true
	}
	subject := s.doer(w)
	if d := s.tokens[w].Deprel; d == "acl" && subject < 0 {
		subject = s.tree.head(w)
	}
	if passive {
		return s.whoOf(s.agent(w)), s.whoOf(subject), true
	}
	actor = s.whoOf(subject)
	if subject >= 0 && (t.kind == agree || t.kind == consult) {
		if k := s.tree.one(subject, "conj"); k >= 0 {
			if recipient = s.noun(k); recipient != nil && actor != nil {
				return actor, recipient, true
			}
		}
	}
	return actor, s.target(w, n), true
}

// below tells whether word k hangs on word w, or on one that does.
func (t *tree) below(k, w int) bool {
	h := t.head(k)
	return h == w || h >= 0 && t.head(h) == w
}

// sufferedBy tells whether the noun is what the passive verb w is done to.
func (s *scan) sufferedBy(w int, noun string) bool {
	if !s.parsed || s.tokens[w].UPOS != "VERB" {
		return false
	}
	k := s.tree.one(w, "nsubj:pass")
	if k < 0 && s.tokens[w].Deprel == "acl" && !strings.HasSuffix(s.lower(w), "ing") {
		k = s.tree.head(w)
	}
	if k < 0 {
		return false
	}
	if s.tokens[k].Lemma == noun {
		return true
	}
	for c := range s.tree.children(k) {
		if d := s.tokens[c].Deprel; (d == "conj" || d == "compound") && s.tokens[c].Lemma == noun {
			return true
		}
	}
	return false
}

// party tells whether the noun at word w is somebody who can take part in an event,
// without a name ("the rebels").
func (s *scan) party(w int) bool {
	return w >= 0 && s.tokens[w].UPOS == "NOUN" && (s.parties[s.tokens[w].Lemma] || s.persons[s.tokens[w].Lemma])
}

// agent is the word after "by"; -1 for none.
func (s *scan) agent(w int) int {
	for k := range s.tree.children(w) {
		if d := s.tokens[k].Deprel; d == "obl:agent" || (d == "obl" || d == "nmod") && s.caseOf(k) == "by" {
			return k
		}
	}
	return -1
}

// target is the entity that the predicate of the words w to w+n is directed at.
func (s *scan) target(w, n int) *mention {
	for k := range s.tree.children(w) {
		switch d := s.tokens[k].Deprel; {
		case k < w:
		case d == "obj" || d == "iobj" || d == "nsubj" && k < w+n:
			if k >= w+n {
				if m := s.noun(k); m != nil {
					return m
				}
			}
			if m := s.directed(k); m != nil {
				return m
			}
		}
	}
	if m := s.directed(w); m != nil {
		return m
	}
	for k := range s.tree.children(w) {
		if d := s.tokens[k].Deprel; d == "ccomp" || d == "xcomp" {
			if c := s.tree.one(k, "nsubj", "nsubj:pass"); c >= 0 {
				return s.noun(c)
			}
			for o := range s.tree.children(k) {
				if d := s.tokens[o].Deprel; d == "obj" || d == "obl" && !s.locativeNoun(o) {
					if m := s.noun(o); m != nil {
						return m
					}
				}
			}
		}
	}
	return nil
}

// directed is the entity after a preposition on the word w: "sanctions on Ostia".
func (s *scan) directed(w int) *mention {
	for k := range s.tree.children(w) {
		if d := s.tokens[k].Deprel; (d == "obl" || d == "nmod") && k > w && !s.locativeNoun(k) {
			switch s.caseOf(k) {
			case "", "by", "after", "before", "since", "until", "during", "from", "as", "according", "because", "amid":
				continue
			}
			if m := s.noun(k); m != nil {
				return m
			}
		}
	}
	return nil
}

// locativeNoun tells whether the noun w is a place where something is.
func (s *scan) locativeNoun(w int) bool {
	if !locative(s.caseOf(w)) {
		return false
	}
	m := s.at(w)
	if m == nil {
		return true
	}
	k := s.entities[m.entity].Kind
	return k == record.PlaceKind || k == record.Facility
}

// nounSides finds the sides of an event that the noun w names.
func (s *scan) nounSides(w int) (actor, recipient *mention) {
	for k := range s.tree.children(w) {
		switch d := s.tokens[k].Deprel; d {
		case "nmod:poss", "compound", "amod":
			if m := s.noun(k); m != nil && actor == nil {
				actor = m
			}
		case "nmod", "obl":
			m := s.noun(k)
			if m == nil || s.locativeNoun(k) {
				continue
			}
			switch s.caseOf(k) {
			case "by":
				actor = m
			case "between":
				actor = m
				if c := s.tree.one(k, "conj"); c >= 0 {
					recipient = s.noun(c)
				}
			case "of":
				if recipient == nil {
					recipient = m
				}
			case "on", "against", "to", "with", "at", "over", "upon", "for":
				recipient = m
			}
		}
	}
	h := s.tree.head(w)
	if h >= 0 && s.tokens[h].UPOS == "VERB" {
		if c := s.caseOf(w); actor == nil && s.tokens[w].Deprel == "obl" && (c == "for" || c == "in" || c == "during") && !s.passiveVerb(h) {
			actor = s.whoOf(s.doer(h)) // "came to Harn for talks"
		}
		switch d := s.tokens[w].Deprel; {
		case d == "obj" && s.light[s.tokens[h].Lemma]:
			if m := s.whoOf(s.doer(h)); m != nil && actor == nil {
				actor = m
			}
			if recipient == nil {
				recipient = s.directed(h)
			}
		case d == "nsubj:pass" && s.light[s.tokens[h].Lemma] && actor == nil:
			actor = s.whoOf(s.agent(h))
		}
	}
	return actor, recipient
}

// where is the place that the text gives for the event at word w: one that hangs,
// over nouns alone, on the trigger or on a predicate above it. What is said is said
// where the speaker is, so for words only the trigger's own place counts.
func (s *scan) where(t trigger, w, n int, sentence *lex.Sentence) *record.Place {
	first, last := max(sentence.First, w-farPlace), min(sentence.Last, w+n+farPlace)
	i, _ := slices.BinarySearchFunc(s.here, first, func(m mention, w int) int { return m.first - w })
	var found *record.Place
	best := farUp + 1
	for ; i < len(s.here) && s.here[i].first < last; i++ {
		e := &s.entities[s.here[i].entity]
		if (e.Kind != record.PlaceKind && e.Kind != record.Facility) || e.Place == nil {
			continue
		}
		if up := s.climb(t, s.top(&s.here[i]), w, n); up < best {
			found, best = e.Place, up
		}
	}
	return found
}

// top is the word of a mention on which its others hang.
func (s *scan) top(m *mention) int {
	for k := m.first; k < m.last; k++ {
		if h := s.tree.head(k); h < m.first || h >= m.last {
			return k
		}
	}
	return m.first
}

// climb counts the heads from the place at word k to where the event at w is, more
// than farUp where the place is not the event's.
func (s *scan) climb(t trigger, k, w, n int) int {
	const never = farUp + 1
	up, isLocative := 0, false
	for ; up < farUp; up++ {
		if k >= w && k < w+n {
			if isLocative {
				return up
			}
			return never
		}
		d := s.tokens[k].Deprel
		switch {
		case d == "obl" || d == "nmod" || d == "nmod:unmarked" || d == "obl:unmarked":
			if isLocative = isLocative || locative(s.caseOf(k)); !isLocative {
				return never
			}
			if worded(t.kind) && up > 0 {
				return never
			}
		case d == "appos" || d == "conj" || d == "flat" || d == "compound" || d == "nmod:poss" && isLocative:
		default:
			return s.above(t, k, w, up, isLocative)
		}
		if k = s.tree.head(k); k < 0 {
			return never
		}
		if p := s.tokens[k].UPOS; p == "VERB" || p == "AUX" || p == "ADJ" {
			if k >= w && k < w+n && isLocative {
				return up + 1
			}
			return s.above(t, k, w, up+1, isLocative)
		}
	}
	return never
}

// above tells whether the trigger hangs on the predicate k that the place belongs to.
func (s *scan) above(t trigger, k, w, up int, isLocative bool) int {
	if !isLocative || worded(t.kind) {
		return farUp + 1
	}
	for v := w; v >= 0 && up < farUp; up++ {
		if v == k {
			return up + 1
		}
		switch s.tokens[v].Deprel {
		case "ccomp", "parataxis", "acl", "acl:relcl":
			return farUp + 1
		}
		v = s.tree.head(v)
	}
	return farUp + 1
}

// worded tells whether an event of this kind is done by words.
func worded(kind string) bool {
	switch kind {
	case request, accuse, reject, threaten, support, agree:
		return true
	}
	return false
}
