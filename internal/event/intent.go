package event

import (
	"hearsay/internal/lex"
	"hearsay/record"
)

// hostile tells whether an event of this kind is meant to harm its other side.
func hostile(kind string) bool {
	switch kind {
	case threaten, protest, sanction, mobilize, coerce, assault, reject:
		return true
	}
	return false
}

// settle gives a trigger that leaves its type to what is to be done ("vowed to
// attack", "is ready to talk") that type. It tells whether there is one.
func (s *scan) settle(t *trigger, w, n int, sentence *lex.Sentence) bool {
	if t.kind != commit && t.pos != auxTrigger {
		if s.parsed && t.pos == verbTrigger && (t.kind == agree || t.kind == concede) && s.negated(w) {
			t.kind = reject // "did not agree"
		}
		return true
	}
	if !s.parsed {
		return false
	}
	if t.pos == auxTrigger {
		return s.settleAux(t, w, sentence)
	}
	if s.negated(w) {
		t.kind = reject
		return true
	}
	t.kind = agree
	for k := w; k < w+n; k++ {
		c := s.tree.one(k, "xcomp", "ccomp", "acl", "advcl")
		if c < w+n {
			continue
		}
		switch kind := s.kindAt(c, sentence); {
		case hostile(kind) != s.negated(c):
			if t.kind = threaten; s.negated(c) {
				t.kind = reject
			}
		case s.unless(c) || s.unless(w):
			t.kind = threaten
		}
		break
	}
	return true
}

// settleAux does so for "will" and "must".
func (s *scan) settleAux(t *trigger, w int, sentence *lex.Sentence) bool {
	v := s.tree.head(w)
	if v < w || s.tokens[w].Deprel != "aux" || s.tokens[v].UPOS != "VERB" && s.tokens[v].UPOS != "ADJ" || s.passiveVerb(v) {
		return false
	}
	said := s.tokens[v].Deprel == "ccomp" || s.tokens[v].Deprel == "parataxis"
	if t.kind == request {
		return said
	}
	if s.lower(w) == "would" && (!said || s.conditional(v)) {
		return false
	}
	kind := s.kindAt(v, sentence)
	switch {
	case s.negated(v):
		t.kind = reject
		return !hostile(kind) && (said || kind != "")
	case kind == "" || kind == commit || kind == agree || kind == request || kind == accuse || kind == threaten:
		return false
	case hostile(kind) || s.unless(v):
		t.kind = threaten
	default:
		t.kind = agree
	}
	return true
}

// kindAt is the type that the predicate at word w has as a trigger, by itself or by
// its object ("launch an attack"); "" for none.
func (s *scan) kindAt(w int, sentence *lex.Sentence) string {
	if t, n := s.trigger(w, sentence.Last); n > 0 {
		return t.kind
	}
	for k := range s.tree.children(w) {
		switch s.tokens[k].Deprel {
		case "obj", "xcomp", "obl":
			if t, n := s.trigger(k, sentence.Last); n > 0 {
				return t.kind
			}
		}
	}
	return ""
}

// unless tells whether a clause with "unless" or "until" hangs on the predicate w.
func (s *scan) unless(w int) bool {
	for k := range s.tree.children(w) {
		if s.tokens[k].Deprel == "advcl" && (s.tree.marked(k, "unless") || s.tree.marked(k, "until")) {
			return true
		}
	}
	return false
}

// conditional tells whether a clause with "if" hangs on the predicate w.
func (s *scan) conditional(w int) bool {
	for k := range s.tree.children(w) {
		if s.tokens[k].Deprel == "advcl" && s.tree.marked(k, "if") {
			return true
		}
	}
	return false
}

// auxSides finds the sides of an intent that an auxiliary tells of.
func (s *scan) auxSides(t trigger, w int) (actor, recipient *mention, ok bool) {
	v := s.tree.head(w)
	subject := s.whoOf(s.doer(v))
	if t.kind == request {
		speaker := -1
		if h := s.tree.head(v); h >= 0 {
			speaker = s.doer(h)
		}
		actor = s.whoOf(speaker)
		return actor, subject, actor != nil
	}
	return subject, s.target(v, 1), subject != nil
}

// supposed tells whether the event at word w stands under "if" or "unless".
func (s *scan) supposed(w int) bool {
	for v, up := w, 0; v >= 0 && up < farUp; v, up = s.tree.head(v), up+1 {
		if s.tokens[v].Deprel == "advcl" && (s.tree.marked(v, "if") || s.tree.marked(v, "unless")) {
			return true
		}
	}
	return false
}

// denied tells whether the event at word w is what a verb above it denies.
func (s *scan) denied(w int) bool {
	for v, up := w, 0; up < farUp; up++ {
		switch s.tokens[v].Deprel {
		case "ccomp", "xcomp", "obj", "conj", "acl", "advcl":
		default:
			return false
		}
		if v = s.tree.head(v); v < 0 {
			return false
		}
		if s.modals[s.lower(v)] == record.Denied {
			return true
		}
	}
	return false
}

// realTree sets modality and polarity of the event at word w where the sentence has
// a tree.
func (s *scan) realTree(e *record.Event, t trigger, w int) {
	if t.pos == auxTrigger || s.supposed(w) {
		if t.pos != auxTrigger {
			e.Modality = record.Hypothetical
		}
		e.Negative = false
		return
	}
	e.Negative = t.kind != reject && s.negated(w)
	if t.kind == assault && e.Modality == record.Happened && !e.Negative && s.untrue(w) {
		e.Modality = record.Hypothetical // "attempted murder"
	}
	v := w
	if t.pos == nounTrigger {
		if k := s.tree.one(w, "case"); k >= 0 && s.lower(k) == "without" {
			e.Negative = true
		}
		if v = s.tree.head(w); v >= 0 && s.tokens[w].Deprel == "obj" && s.light[s.tokens[v].Lemma] {
			e.Negative = e.Negative || s.negated(v)
		}
	}
	if s.denied(w) {
		e.Modality = record.Denied
	}
	if v >= 0 && e.Modality == record.Hypothetical && s.tokens[v].Deprel == "ccomp" && !s.conditional(v) {
		for k := range s.tree.children(v) {
			if s.lower(k) == "would" {
				e.Modality = record.Planned
			}
		}
	}
	if v >= 0 && e.Modality == record.Happened && s.tokens[v].Deprel == "ccomp" {
		for k := range s.tree.children(v) {
			if list := s.triggers[s.lower(k)]; s.tokens[k].Deprel == "aux" && len(list) > 0 && list[0].kind == request {
				e.Modality = record.Demanded // "said that Ostia must"
			}
		}
	}
}
