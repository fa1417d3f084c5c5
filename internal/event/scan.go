package event

import (
	"slices"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// How far, in words, the rules look from a trigger.
const (
	farMention  = 30 // for an actor, a recipient, a place
	farModal    = 5
	farNegation = 3
	farCasualty = 6
	farMerge    = 15  // between two triggers of one event
	farTimex    = 300 // bytes
	gap         = 2   // words inside a trigger of several
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
func (s *scan) sentence(sentence *lex.Sentence) {
	for s.next < len(s.mentions) && s.mentions[s.next].first < sentence.First {
		s.next++
	}
	last := s.next
	for last < len(s.mentions) && s.mentions[last].first < sentence.Last {
		last++
	}
	s.here = s.mentions[s.next:last]
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
			s.out = append(s.out, e)
		}
		at = w
		w += n - 1
	}
	if len(s.out) > begin {
		s.casualtiesOf(sentence, s.out[begin:])
	}
}

// trigger finds the trigger that begins at word w, and how many words it takes.
func (s *scan) trigger(w, end int) (t trigger, n int) {
	token := &s.tokens[w]
	if token.UPOS != "VERB" && token.UPOS != "NOUN" && token.UPOS != "ADJ" {
		return t, 0
	}
	list := s.triggers[token.Lemma]
	if len(list) == 0 {
		if list = s.triggers[s.text.Words[w].Lower]; len(list) == 0 {
			return t, 0
		}
	}
	for _, t := range list {
		if t.verb != (token.UPOS == "VERB") || token.UPOS == "ADJ" && len(t.words) == 1 {
			continue
		}
		at := w + 1
		ok := true
		for _, word := range t.words[1:] {
			k := at
			for k < end && k <= at+gap && s.tokens[k].Lemma != word && s.text.Words[k].Lower != word {
				k++
			}
			if ok = k < end && k <= at+gap && (t.verb || k == at); !ok {
				break
			}
			at = k + 1
		}
		if ok {
			return t, at - w
		}
	}
	return t, 0
}

// event builds the event of a trigger; one without a type is none.
func (s *scan) event(t trigger, w, n int, sentence *lex.Sentence) record.Event {
	e := record.Event{Trigger: s.text.Span(w, w+n), Type: t.kind, Subtype: t.subtype, Modality: record.Happened}
	first, last := max(sentence.First, w-farMention), min(sentence.Last, w+n+farMention)
	passive := t.verb && s.passive(w)
	var actor, partner, recipient *mention
	from, _ := slices.BinarySearchFunc(s.here, first, func(m mention, w int) int { return m.first - w })
	for k := from; k < len(s.here) && s.here[k].first < last; k++ {
		m := &s.here[k]
		if m.first < w+n && m.last > w {
			continue
		}
		before := s.lower(m.first - 1)
		if d := s.lower(m.first - 2); before == "the" || before == "a" {
			before = d
		}
		kind := s.entities[m.entity].Kind
		if kind == record.PlaceKind || kind == record.Facility {
			if locative(before) {
				if p := s.entities[m.entity].Place; p != nil && (e.Place == nil || m.first < w+n+farCasualty) {
					e.Place = p
				}
				continue
			}
		}
		if !acts(kind) {
			continue
		}
		switch {
		case m.last <= w && before == "and" && actor != nil && actor.last == m.first-1:
			partner = m
		case m.last <= w:
			partner = nil
			if before != "of" && before != "in" && before != "from" && before != "against" && before != "for" || actor == nil {
				actor = m
			}
		case before == "by" && (passive || !t.verb):
			if passive && recipient == nil {
				recipient = actor
			}
			actor, passive = m, false
		case recipient == nil && before != "by" && before != "from":
			if t.verb || before == "on" || before == "against" || before == "with" || before == "to" || before == "between" || before == "at" {
				recipient = m
			}
		}
	}
	if passive {
		recipient, actor = actor, nil
	}
	if recipient == nil && (t.kind == agree || t.kind == consult) {
		recipient = partner
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
	violent := t.kind == assault || t.kind == protest || t.kind == coerce
	if !violent && !(e.Actor.Set() && (t.verb || e.Recipient.Set())) {
		return record.Event{}
	}
	s.real(&e, w, sentence.First)
	e.Timex = s.when(w, sentence)
	e.Aggregate = s.counted(w, n, sentence)
	return e
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

// when is the timex of the sentence that is nearest to word w.
func (s *scan) when(w int, sentence *lex.Sentence) (r record.Ref[record.Timex]) {
	at, near := s.text.Words[w].Start, 1<<30
	first := max(sentence.Start, at-farTimex)
	i, _ := slices.BinarySearchFunc(s.timexes, first, func(t record.Timex, b int) int { return t.Start - b })
	for ; i < len(s.timexes) && s.timexes[i].Start < min(sentence.End, at+farTimex); i++ {
		t := &s.timexes[i]
		if t.Type != record.Date && t.Type != record.Time {
			continue
		}
		d := t.Start - at
		if d < 0 {
			d = at - t.End
		}
		if d < near {
			near, r = d, record.To[record.Timex](i)
		}
	}
	return r
}

// counted tells whether the trigger itself is what a quantity counts.
func (s *scan) counted(w, n int, sentence *lex.Sentence) bool {
	span := s.text.Span(w, w+n)
	i, found := slices.BinarySearchFunc(s.quantities, span.Start, func(q record.Quantity, b int) int { return q.Start - b })
	if !found {
		i--
	}
	if i < 0 || s.quantities[i].Start < sentence.Start {
		return false
	}
	q := &s.quantities[i]
	return q.UnitSpan != nil && q.UnitSpan.Overlaps(span) && !(q.High != nil && *q.High == 1)
}

// join takes a second trigger of the same event into the first: "the attack killed
// 12". It tells whether it is one.
func (s *scan) join(a, b *record.Event, distance int) bool {
	if a.Type != b.Type || distance > farMerge || a.Aggregate != b.Aggregate {
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
