package event

import (
	"slices"
	"strings"

	"hearsay/record"
)

// untrue tells whether what word w says did not happen: it is denied, supposed, or
// only tried.
func (s *scan) untrue(w int) bool {
	if s.negated(w) || s.supposed(w) {
		return true
	}
	for k := range s.tree.children(w) {
		if d := s.tokens[k].Deprel; (d == "amod" || d == "aux" || d == "advmod") && s.unreal[s.tokens[k].Lemma] {
			return true
		}
	}
	h := s.tree.head(w)
	return h >= 0 && (s.tokens[w].Deprel == "xcomp" || s.tokens[w].Deprel == "acl" || s.tokens[w].Deprel == "advcl" && s.tree.marked(w, "to")) && s.unreal[s.tokens[h].Lemma]
}

// sufferers are the nouns of those whom the casualty word w tells of.
func (s *scan) sufferers(w int, c casualty) []int {
	h, d := s.tree.head(w), s.tokens[w].Deprel
	one := func(k int) []int {
		if k < 0 || k == w {
			return nil
		}
		return []int{k}
	}
	switch p := s.tokens[w].UPOS; {
	case c.how == byNoun && p == "NOUN" && s.caseOf(w) == "to" && h >= 0: // "stabbed to death"
		return s.objects(h, casualty{})
	case c.how == byNoun && p != "VERB":
		return one(s.ofWhom(w))
	case c.how == byAdverb && w+1 < s.tree.last && s.tokens[w+1].UPOS == "VERB": // "fatally shot"
		return s.objects(w+1, casualty{})
	case d == "advmod" && h >= 0 && s.tokens[h].UPOS == "VERB": // "shot fatally"
		return s.objects(h, casualty{})
	case p == "VERB" && d != "amod":
		return s.objects(w, c)
	case d == "amod" && h >= 0:
		if c.how != ofNoun {
			return one(h)
		}
		if s.casualties[s.lower(h)].how == byNoun { // "fatal shooting of"
			return one(s.ofWhom(h))
		}
		return nil
	case p == "ADJ" || p == "ADV":
		if d == "xcomp" && h >= 0 { // "left two dead"
			if k := s.tree.one(h, "obj", "nsubj:pass"); k >= 0 {
				return one(k)
			}
		}
		return one(s.doer(w))
	case p == "NOUN" || p == "PROPN":
		return one(s.having(w))
	}
	return nil
}

// ofWhom is whose death or shooting the noun w names; -1 for nobody.
func (s *scan) ofWhom(w int) int {
	if k := s.tree.one(w, "nmod:poss"); k >= 0 {
		return k
	}
	for k := range s.tree.children(w) {
		if s.tokens[k].Deprel == "nmod" && s.caseOf(k) == "of" {
			return k
		}
	}
	return -1
}

// having is who has what the noun w names: wounds, a condition, a bed in hospital; -1
// for nobody.
func (s *scan) having(w int) int {
	h, d := s.tree.head(w), s.tokens[w].Deprel
	switch {
	case d == "root" || d == "ccomp" || d == "parataxis" || d == "conj" && s.tree.one(w, "cop") >= 0:
		return s.subjectAt(w) // "is in critical condition"
	case h < 0:
		return -1
	case d == "nmod" && s.tokens[h].UPOS != "VERB":
		return h // "a man with a gunshot wound"
	case d == "obj" && s.suffers[s.tokens[h].Lemma]:
		return s.doer(h)
	case d == "obl" || d == "nmod" || d == "xcomp":
		if k := s.tree.one(h, "obj"); k >= 0 && !s.passiveVerb(h) {
			return k
		}
		if s.tokens[h].Deprel == "acl" {
			return s.tree.head(h)
		}
		return s.doer(h)
	}
	return -1
}

// objects are those to whom the verb w is done, or who do it where it is dying.
func (s *scan) objects(w int, c casualty) []int {
	d := s.tokens[w].Deprel
	passive := s.passiveVerb(w)
	var out []int
	if !passive {
		for k := range s.tree.children(w) {
			if s.tokens[k].Deprel == "obj" {
				out = append(out, k)
			}
		}
		if out != nil {
			return out
		}
	}
	switch h := s.tree.head(w); {
	case passive || c.how == bySubject:
	case w > s.tree.first && s.tokens[w-1].Lemma == "find" && s.passiveVerb(w-1): // "was found shot"
		w--
	case d == "xcomp" && h >= 0 && s.passiveVerb(h): // "was found shot"
	case d == "acl":
		if h < 0 || strings.HasSuffix(s.lower(w), "ing") {
			return nil
		}
		return []int{h}
	case d == "conj" && h >= 0:
		// "was shot and wounded", "shot and killed him"
		if s.subjectAt(w) < 0 {
			if s.tokens[h].UPOS == "VERB" {
				return s.objects(h, c)
			}
			return nil
		}
	default:
		if k := s.tree.one(w, "conj"); k >= 0 && s.casualties[s.lower(k)].deaths {
			return s.objectsOnce(k)
		}
		// A headline's passive: "Man shot in the leg".
		if s.headline(w) {
			break
		}
		return nil
	}
	if k := s.doer(w); k >= 0 {
		return []int{k}
	}
	return nil
}

// objectsOnce are the direct objects of the verb w.
func (s *scan) objectsOnce(w int) (out []int) {
	for k := range s.tree.children(w) {
		if s.tokens[k].Deprel == "obj" {
			out = append(out, k)
		}
	}
	return out
}

// headline tells whether the verb w may be a passive without its auxiliary: no other
// verb form, no object, and a past participle.
func (s *scan) headline(w int) bool {
	return s.tokens[w].Deprel == "root" && s.tree.one(w, "obj", "aux", "ccomp", "xcomp") < 0 && s.lower(w) != s.tokens[w].Lemma && !strings.HasSuffix(s.lower(w), "ing") ||
		s.lower(w) == "shot" && s.tree.one(w, "obj") < 0 && s.tree.one(w, "obl") >= 0
}

// harm adds the people whom the noun at word v names, and those joined to it.
func (s *scan) harm(h harm, v, deep int) {
	for k := range s.tree.children(v) {
		if s.tokens[k].Deprel == "conj" && deep > 0 {
			s.harm(h, k, deep-1)
		}
	}
	h.who, h.noun = -1, v
	if strings.HasSuffix(s.lower(v), "self") { // "shot himself"
		if k := s.doer(s.tree.head(v)); k >= 0 && k != v {
			s.harm(h, k, 0)
		}
		return
	}
	if lower := s.lower(v); lower == "who" || lower == "that" {
		if r := s.tree.head(s.tree.head(v)); r >= 0 && deep > 0 {
			s.harm(h, r, 0)
		}
		return
	}
	for k := range s.tree.children(v) {
		if s.tokens[k].Deprel == "det" && s.negations[s.lower(k)] {
			return // "no officer was hurt"
		}
		h.more = h.more || s.others[s.lower(k)]
	}
	h.more = h.more || s.others[s.lower(v)]
	if s.howMany(&h, v) {
		s.harms = append(s.harms, h)
	}
}

// howMany fills how many people the noun at word v names, and who it is where it is
// one. It tells whether it names a number of people.
func (s *scan) howMany(h *harm, v int) bool {
	token, lower := &s.tokens[v], s.lower(v)
	both := lower == "both"
	for k := range s.tree.children(v) {
		both = both || s.lower(k) == "both" && s.tokens[k].Deprel != "cc:preconj"
	}
	if both {
		h.count = exactly(2)
		return true
	}
	m := s.person(v)
	if q := s.number(v); q != nil {
		h.count, h.period = count(q), q.Period
		if h.single = q.Low != nil && q.High != nil && *q.Low == 1 && *q.High == 1; h.single {
			h.who, h.named = m, m >= 0 && token.UPOS == "PROPN"
		}
		return true
	}
	h.who, h.named = m, m >= 0 && token.UPOS == "PROPN"
	h.count, h.single = exactly(1), true
	switch {
	case s.aged(v) || lower == "another":
		return true
	case token.UPOS == "PRON":
		return m >= 0 && lower != "they" && lower != "them" && lower != "their" || s.one[lower]
	case token.UPOS == "NOUN":
		return lower == token.Lemma && (m >= 0 || s.persons[lower] && lower != "people")
	}
	return m >= 0
}

func exactly(n float64) *record.Count { return &record.Count{Low: &n, Best: &n, High: &n} }

// person is the person whom word v names; -1 for none.
func (s *scan) person(v int) int {
	if m := s.at(v); m != nil && s.entities[m.entity].Kind == record.Person {
		return m.entity
	}
	return -1
}

// number is the quantity of people at the noun v; nil for none.
func (s *scan) number(v int) *record.Quantity {
	at := s.text.Words[v].Span
	people := s.tokens[v].UPOS == "NUM" || s.persons[s.tokens[v].Lemma] || s.lower(v) == "others"
	if !people {
		return nil
	}
	if k := s.tree.one(v, "nummod"); k >= 0 && k < v {
		at = record.Span{Start: s.text.Words[k].Start, End: at.End}
	}
	i, _ := slices.BinarySearchFunc(s.quantities, at.End, func(q record.Quantity, b int) int { return q.Start - b })
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		q := &s.quantities[k]
		if (q.Overlaps(at) || q.UnitSpan != nil && q.UnitSpan.Overlaps(at)) && q.Per == "" && q.Change != record.Up && q.Change != record.Down && !s.age(q) {
			return q
		}
	}
	return nil
}

func (s *scan) age(q *record.Quantity) bool {
	return q.Unit == "year" || q.Unit == "month" || q.Unit == "age"
}
