package event

import (
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// How far, in words, the rules look from a trigger.
const (
	farSubject  = 12 // from a verb back to its subject
	farOwner    = 5  // from a noun back to whose it is
	farObject   = 7  // from a trigger on to its other side
	farPlace    = 20
	farModal    = 5
	farNegation = 3
	farCasualty = 7
	farSingle   = 9   // from "a" to the person
	farMerge    = 15  // between two triggers of one event
	farTimex    = 300 // bytes
	gap         = 3   // words between those of a trigger
)

// scan is the reading of one text.
type scan struct {
	*Finder
	text       *lex.Text
	tokens     []record.Token
	entities   []record.Entity
	timexes    []record.Timex
	quantities []record.Quantity
	mentions   []mention // of the text, in order
	next       int       // first mention not before the sentence
	here       []mention // those of the sentence
	tree       tree      // of the sentence
	parsed     bool      // the sentence has a tree
	accident   bool      // the sentence speaks of one
	harms      []harm
	fatal      bool         // the text tells of a death, of whom it does not say there
	spared     bool         // the text speaks of somebody who lives
	intents    map[int]bool // events of out that are what is said, not what it is about
	out        []record.Event
}

// mention is a mention of an entity by its words.
type mention struct {
	entity      int
	first, last int
}

// collect sorts the mentions of all entities.
func (s *scan) collect() {
	s.out = []record.Event{}
	for i := range s.entities {
		for _, m := range s.entities[i].Mentions {
			first, last := s.text.Range(m.Span)
			s.mentions = append(s.mentions, mention{i, first, last})
		}
	}
	slices.SortStableFunc(s.mentions, func(a, b mention) int { return a.first - b.first })
}

// sentence finds the events of one sentence.
func (s *scan) sentence(number int, sentence *lex.Sentence) {
	for s.next < len(s.mentions) && s.mentions[s.next].first < sentence.First {
		s.next++
	}
	last := s.next
	for last < len(s.mentions) && s.mentions[last].first < sentence.Last {
		last++
	}
	s.here = s.mentions[s.next:last]
	s.parsed = s.tree.grow(s.tokens, sentence)
	s.accident = s.has("accident", sentence)
	begin := len(s.out)
	at := -1 // word of the last event's trigger
	for w := sentence.First; w < sentence.Last; w++ {
		t, n := s.trigger(w, sentence.Last)
		if n == 0 {
			continue
		}
		e := s.event(t, w, n, sentence)
		switch {
		case e.Type == "":
		case len(s.out) > begin && s.join(&s.out[len(s.out)-1], &e, w-at):
		default:
			if t.pos == auxTrigger {
				s.intents[len(s.out)] = true
			}
			s.out = append(s.out, e)
		}
		at = w
		w += n - 1
	}
	s.mix(s.out[begin:], sentence)
	s.harmsOf(number, sentence, begin)
}

// trigger finds the trigger that begins at word w, and how many words it takes.
func (s *scan) trigger(w, end int) (t trigger, n int) {
	token := &s.tokens[w]
	switch token.UPOS {
	case "VERB", "NOUN", "ADJ":
	case "AUX":
		if !s.parsed {
			return t, 0
		}
	default:
		return t, 0
	}
	list := s.triggers[token.Lemma]
	if len(list) == 0 {
		if list = s.triggers[s.text.Words[w].Lower]; len(list) == 0 {
			return t, 0
		}
	}
	for _, t := range list {
		switch {
		case token.UPOS == "VERB" && t.pos == verbTrigger, token.UPOS == "AUX" && t.pos == auxTrigger:
		case token.UPOS == "ADJ" && (t.pos == adjTrigger || t.pos == nounTrigger && len(t.words) > 1):
		case token.UPOS == "NOUN" && t.pos == nounTrigger:
		default:
			continue
		}
		if n := s.matches(&t, w, end); n > 0 {
			return t, n
		}
	}
	return t, 0
}

// matches tells how many words the trigger takes from word w on, 0 where its other
// words are not there. They may stand up to gap words apart, further where they hang
// on w, and before it where something is done to them ("weapons were seized").
func (s *scan) matches(t *trigger, w, end int) int {
	at, far := w+1, false
	limit := min(end, w+farObject+gap)
	for _, word := range t.words[1:] {
		k := at
		for k < limit && (s.tokens[k].Lemma != word && s.text.Words[k].Lower != word || k > at+gap && !(s.parsed && s.tree.below(k, w))) {
			k++
		}
		switch {
		case k >= limit && t.pos == verbTrigger && s.sufferedBy(w, word):
			far = true
		case k >= limit || !t.pos.verbal() && k > at:
			return 0
		default:
			far = far || k > at+gap
			at = k + 1
		}
	}
	if far {
		return 1
	}
	return at - w
}

// event builds the event of a trigger; one without a type is none.
func (s *scan) event(t trigger, w, n int, sentence *lex.Sentence) record.Event {
	e := record.Event{Trigger: s.text.Span(w, w+n), Type: t.kind, Subtype: t.subtype, Modality: record.Happened}
	if !s.settle(&t, w, n, sentence) {
		return record.Event{}
	}
	e.Type = t.kind
	actor, recipient, ok := s.bothSides(t, w, n, sentence)
	if !ok {
		return record.Event{}
	}
	if actor != nil && recipient != nil && actor.entity == recipient.entity {
		recipient = nil
	}
	if actor != nil {
		e.Actor = record.To[record.Entity](actor.entity)
	}
	if recipient != nil {
		e.Recipient = record.To[record.Entity](recipient.entity)
	}
	if !s.sort(&e, t, w, n) {
		return record.Event{}
	}
	if !enough(t, &e) && !(s.parsed && t.pos.verbal() && t.kind != consult && s.party(s.doer(w))) {
		return record.Event{}
	}
	s.real(&e, w, sentence.First)
	if s.parsed {
		e.Place = s.where(t, w, n, sentence)
		s.realTree(&e, t, w)
	} else {
		e.Place = s.place(w, n, sentence)
	}
	e.Timex = s.when(w, sentence)
	if q := s.counted(w, n, sentence); q != nil {
		e.Aggregate = true
		if q.Period.Set() {
			e.Timex = q.Period
		}
	}
	return e
}

// enough tells whether an event names as many sides as its kind needs. Violence
// needs none, a verb of meeting whom one met ("the board met" is no meeting of two),
// any other verb one side, any other noun both.
func enough(t trigger, e *record.Event) bool {
	actor, recipient := e.Actor.Set(), e.Recipient.Set()
	if t.subtype == agreement && (t.pos.verbal() || actor || recipient) {
		return true
	}
	switch t.kind {
	case assault, protest:
		return true
	case coerce:
		return actor || recipient || t.subtype != ""
	case consult:
		if t.pos.verbal() {
			return recipient
		}
	}
	return actor && recipient || t.pos.verbal() && (actor || recipient)
}

// bothSides finds the two sides of an event; not ok where the trigger tells of none.
func (s *scan) bothSides(t trigger, w, n int, sentence *lex.Sentence) (actor, recipient *mention, ok bool) {
	switch {
	case s.parsed && t.pos == auxTrigger:
		return s.auxSides(t, w)
	case s.parsed:
		return s.sides(t, w, n)
	case t.pos == nounTrigger:
		if by := s.object(w+n, sentence, "by"); by != nil && s.preposition(by) == "by" {
			return by, s.object(by.last, sentence, ""), true
		}
		return s.owner(w, sentence), s.object(w+n, sentence, ""), true
	}
	passive := s.passive(w)
	if s.attributive(w, sentence) || passive && t.kind == consult { // "was met with silence"
		return nil, nil, false
	}
	actor, recipient = s.subject(w, sentence)
	object := s.object(w+n, sentence, "by")
	switch {
	case passive:
		if object != nil && s.preposition(object) != "by" {
			return nil, actor, true
		}
		return object, actor, true
	case recipient != nil && (t.kind == agree || t.kind == consult):
		return actor, recipient, true // who stands beside the subject is the other side
	}
	return actor, object, true
}

// attributive tells whether the verb form at word w stands before a noun as an
// adjective does: "the frozen funds".
func (s *scan) attributive(w int, sentence *lex.Sentence) bool {
	if w+1 >= sentence.Last || w == sentence.First || s.tokens[w+1].UPOS != "NOUN" {
		return false
	}
	switch s.tokens[w-1].UPOS {
	case "DET", "PART", "ADJ", "ADP":
		return s.lower(w-1) != "to" && s.lower(w-1) != "not" && s.lower(w-1) != "n't"
	case "PRON":
		return !strings.HasSuffix(s.lower(w), "ed") && s.lower(w-1) == "its"
	}
	return false
}

// at is the mention that covers word w, if one does.
func (s *scan) at(w int) *mention {
	i, _ := slices.BinarySearchFunc(s.here, w+1, func(m mention, w int) int { return m.first - w })
	if i == 0 || s.dated(w) {
		return nil
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if m := &s.here[k]; m.last > w && acts(s.entities[m.entity].Kind) {
			return m
		}
	}
	return nil
}

// subject finds who does what the verb at word w says, and who does it beside them
// ("Marland and Ostia agreed"). A noun that is no entity ("some lawmakers") is
// nobody, unless it belongs to one ("the army of Ostia", "Ostia's army").
func (s *scan) subject(w int, sentence *lex.Sentence) (subject, partner *mention) {
	for k := w - 1; k >= sentence.First && k >= w-farSubject; k-- {
		if m := s.at(k); m != nil {
			if s.entities[m.entity].Kind == record.PlaceKind && locative(s.preposition(m)) {
				k = m.first // where he who acts is
				continue
			}
			if before := s.at(m.first - 2); before != nil && s.lower(m.first-1) == "and" && m.first-2 >= sentence.First {
				return before, m
			}
			return m, nil
		}
		switch p, word := s.tokens[k].UPOS, s.lower(k); p {
		case "NOUN", "PROPN", "NUM":
			if !s.dated(k) {
				return s.holder(k, sentence), nil
			}
		case "CCONJ":
			return s.sameActor(sentence), nil
		case "PRON", "SCONJ":
			if word != "that" && (p == "SCONJ" || word != "who" && word != "which") {
				return nil, nil
			}
		case "PUNCT":
			if word != "," {
				return nil, nil
			}
			k = s.overApposition(k, sentence)
		}
	}
	return nil, nil
}

// overApposition is the comma before the one at word w, or w.
func (s *scan) overApposition(w int, sentence *lex.Sentence) int {
	for k := w - 1; k >= sentence.First && k > w-farSubject; k-- {
		if s.lower(k) == "," {
			return k
		}
	}
	return w
}

// holder finds whom the noun at word w belongs to, or nobody.
func (s *scan) holder(w int, sentence *lex.Sentence) *mention {
	for k := w - 1; k >= sentence.First && k >= w-farOwner; k-- {
		if m := s.at(k); m != nil {
			if locative(s.preposition(m)) {
				return nil
			}
			return m
		}
		switch s.tokens[k].UPOS {
		case "PUNCT", "VERB", "SCONJ":
			return nil
		}
	}
	return nil
}

// sameActor is the actor of the event before in the same sentence, or nobody.
func (s *scan) sameActor(sentence *lex.Sentence) *mention {
	if i := len(s.out) - 1; i >= 0 && s.out[i].Trigger.Start >= sentence.Start && s.out[i].Actor.Set() {
		return &mention{entity: s.out[i].Actor.Index()}
	}
	return nil
}

// owner finds who does what the noun at word w names: "Ostia's attacks", "the
// Ostian drone attacks", "Ostia launched attacks".
func (s *scan) owner(w int, sentence *lex.Sentence) *mention {
	for k := w - 1; k >= sentence.First && k >= w-farOwner; k-- {
		if m := s.at(k); m != nil {
			return m
		}
		switch p := s.tokens[k].UPOS; {
		case p == "VERB" && s.light[s.tokens[k].Lemma] && !s.passive(k):
			m, _ := s.subject(k, sentence)
			return m
		case p == "VERB" && !strings.HasSuffix(s.lower(k), "ed"):
			return nil
		case p != "ADJ" && p != "NOUN" && p != "PART" && p != "NUM" && p != "PROPN" && p != "VERB" && p != "DET":
			return nil
		}
	}
	return nil
}

// object finds whom the words from w on name as the other side, or, where they
// follow the given preposition, as the one who acts.
func (s *scan) object(w int, sentence *lex.Sentence, also string) *mention {
	for k := w; k < sentence.Last && k < w+farObject; k++ {
		if m := s.at(k); m != nil {
			kind := s.entities[m.entity].Kind
			if (kind == record.PlaceKind || kind == record.Facility) && locative(s.preposition(m)) {
				return nil
			}
			return m
		}
		switch p, word := s.tokens[k].UPOS, s.lower(k); {
		case p == "PUNCT" || p == "VERB" || p == "AUX" || p == "SCONJ" || p == "CCONJ" || word == "from" || word == "according" || word == "after" || word == "before":
			return nil
		case word == "by" && word != also:
			return nil
		}
	}
	return nil
}

// preposition is the word before a mention, an article left out.
func (s *scan) preposition(m *mention) string {
	before := s.lower(m.first - 1)
	if before == "the" || before == "a" {
		before = s.lower(m.first - 2)
	}
	return before
}

// place is the place that the sentence gives near the trigger.
func (s *scan) place(w, n int, sentence *lex.Sentence) (place *record.Place) {
	first, last := max(sentence.First, w-farPlace), min(sentence.Last, w+n+farPlace)
	i, _ := slices.BinarySearchFunc(s.here, first, func(m mention, w int) int { return m.first - w })
	for ; i < len(s.here) && s.here[i].first < last; i++ {
		m := &s.here[i]
		e := &s.entities[m.entity]
		if (e.Kind == record.PlaceKind || e.Kind == record.Facility) && e.Place != nil && locative(s.preposition(m)) {
			if place == nil || m.first > w {
				place = e.Place
			}
			if m.first > w {
				break
			}
		}
	}
	return place
}

// dated tells whether word w belongs to a time.
func (s *scan) dated(w int) bool {
	span := s.text.Words[w].Span
	i, _ := slices.BinarySearchFunc(s.timexes, span.End, func(t record.Timex, b int) int { return t.Start - b })
	return i > 0 && s.timexes[i-1].Overlaps(span)
}

// acts tells whether an entity of this kind can act or be acted upon.
func acts(k record.EntityKind) bool {
	switch k {
	case record.Person, record.Organization, record.Group, record.PlaceKind:
		return true
	}
	return false
}

// locative tells whether a place after this preposition is where a thing happens.
func locative(w string) bool {
	switch w {
	case "in", "at", "near", "outside", "inside", "around", "across", "throughout", "within":
		return true
	}
	return false
}

// passive tells whether the verb at word w is in the passive.
func (s *scan) passive(w int) bool {
	for k := w - 1; k >= 0 && k >= w-3; k-- {
		switch s.text.Words[k].Lower {
		case "was", "were", "been", "being", "is", "are", "be", "got":
			return strings.HasSuffix(s.text.Words[w].Lower, "ed") || s.text.Words[w].Lower != s.tokens[w].Lemma && !strings.HasSuffix(s.text.Words[w].Lower, "ing")
		}
		if p := s.tokens[k].UPOS; p != "ADV" && p != "AUX" && p != "PART" {
			return false
		}
	}
	return false
}

// real sets modality and polarity from the words before the trigger.
func (s *scan) real(e *record.Event, w, first int) {
	for k := w - 1; k >= first && k >= w-farModal; k-- {
		word := s.text.Words[k].Lower
		if word == "," || word == ";" || word == "that" {
			break
		}
		if s.negations[word] && k >= w-farNegation {
			e.Negative = true
		}
		if m, ok := s.modals[word]; ok && e.Modality == record.Happened {
			e.Modality = m
		}
	}
	if s.lower(w-1) == "to" && len(s.out) > 0 {
		before := &s.out[len(s.out)-1]
		switch {
		case before.Trigger.Start < s.text.Words[max(first, w-farModal-2)].Start:
		case before.Type == request:
			e.Modality = record.Demanded
		case before.Type == agree:
			e.Modality = record.Planned
		case e.Modality == record.Happened:
			e.Modality = record.Hypothetical
		}
	}
}

// counted is the quantity that counts what the trigger itself names; nil for none.
func (s *scan) counted(w, n int, sentence *lex.Sentence) *record.Quantity {
	span := s.text.Span(w, w+n)
	i, found := slices.BinarySearchFunc(s.quantities, span.Start, func(q record.Quantity, b int) int { return q.Start - b })
	if !found {
		i--
	}
	if i < 0 || s.quantities[i].Start < sentence.Start {
		return nil
	}
	q := &s.quantities[i]
	if q.UnitSpan == nil || s.marks[s.tokens[w+n-1].Lemma] || !q.UnitSpan.Overlaps(span) || q.High != nil && *q.High == 1 || q.Low != nil && *q.Low == 1 {
		return nil
	}
	return q
}

// join takes a second trigger of the same event into the first: "the attack killed
// 12". It tells whether it is one.
func (s *scan) join(a, b *record.Event, distance int) bool {
	if a.Type != b.Type || distance > farMerge || a.Aggregate || b.Aggregate {
		return false
	}
	if a.Actor.Set() && b.Actor.Set() && a.Actor != b.Actor && a.Recipient.Set() {
		return false
	}
	if a.Subtype == "" || a.Subtype == "Attack" {
		a.Subtype = b.Subtype
	}
	if !a.Recipient.Set() && b.Recipient != a.Actor {
		a.Recipient = b.Recipient
	}
	if !a.Actor.Set() && b.Actor != a.Recipient {
		a.Actor = b.Actor
	}
	if a.Place == nil {
		a.Place = b.Place
	}
	if !a.Timex.Set() {
		a.Timex = b.Timex
	}
	return true
}

// lower is word w in lower case; "" before the text.
func (s *scan) lower(w int) string {
	if w < 0 {
		return ""
	}
	return s.text.Words[w].Lower
}
