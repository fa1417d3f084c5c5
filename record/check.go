package record

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// Check tells whether the record obeys the schema: spans inside the text, on
// character borders and in order, references that resolve, values from the
// schema's lists. The error names the first thing that does not.
func (d *Document) Check() error {
	if !utf8.ValidString(d.Text) {
		return fmt.Errorf("record %q: the text is not valid UTF-8", d.ID)
	}
	if err := d.check(); err != nil {
		return fmt.Errorf("record %q: %w", d.ID, err)
	}
	return nil
}

func (d *Document) check() error {
	if err := d.checkSpans(); err != nil {
		return err
	}
	if err := d.checkNames(); err != nil {
		return err
	}
	size := map[byte]int{
		'e': len(d.Entities), 'a': len(d.Attributions), 't': len(d.Timexes),
		'q': len(d.Quantities), 'v': len(d.Events), 'c': len(d.Claims),
	}
	return d.refs(func(letter byte, n int) (int, error) {
		if n < 0 || n > size[letter] {
			return 0, fmt.Errorf("reference %c%d: the layer has %d", letter, n, size[letter])
		}
		return n, nil
	})
}

func (d *Document) checkSpans() error {
	var err error
	one := func(what string, i int, s Span) {
		if err == nil && !(0 <= s.Start && s.Start <= s.End && s.End <= len(d.Text) && d.border(s.Start) && d.border(s.End)) {
			err = fmt.Errorf("%s %d: span [%d,%d] is not within the text of %d bytes, or cuts a character", what, i+1, s.Start, s.End, len(d.Text))
		}
	}
	list := func(what string, i int, l Spans) {
		for k, s := range l {
			one(what, i, s)
			if err == nil && k > 0 && s.Start < l[k-1].End {
				err = fmt.Errorf("%s %d: pieces overlap or are out of order", what, i+1)
			}
		}
	}
	opt := func(what string, i int, s *Span) {
		if s != nil {
			one(what, i, *s)
		}
	}
	one("body", 0, d.Body)
	opt("published", 0, d.PublishedSpan)
	for i, x := range d.Links {
		one("link", i, x.Span)
	}
	for i, x := range d.Paragraphs {
		one("paragraph", i, x)
	}
	list("sentence", 0, d.Sentences)
	for i, x := range d.Tokens {
		one("token", i, x.Span)
	}
	for i, x := range d.Entities {
		opt("entity", i, x.RoleSpan)
		for _, m := range x.Mentions {
			one("entity", i, m.Span)
		}
	}
	for i, x := range d.Attributions {
		list("attribution", i, x.Source)
		list("attribution", i, x.Cue)
		list("attribution", i, x.Content)
	}
	for i, x := range d.Timexes {
		one("timex", i, x.Span)
	}
	for i, x := range d.Quantities {
		one("quantity", i, x.Span)
		opt("quantity", i, x.UnitSpan)
		opt("quantity", i, x.Of)
	}
	for i, x := range d.Events {
		one("event", i, x.Trigger)
	}
	for i, x := range d.Claims {
		list("claim", i, x.Spans)
	}
	for i, x := range d.Findings {
		list("finding", i, x.Spans)
		for _, s := range x.TitleSpans {
			if err == nil && (s.Start < 0 || s.End < s.Start || s.End > utf8.RuneCountInString(d.Title)) {
				err = fmt.Errorf("finding %d: span [%d,%d] is not within the title", i+1, s.Start, s.End)
			}
		}
		for _, e := range x.Evidence {
			opt("finding", i, e.Span)
		}
	}
	return err
}

// border tells whether byte i of the text is the start of a character or the end.
func (d *Document) border(i int) bool { return i == len(d.Text) || utf8.RuneStart(d.Text[i]) }

func (d *Document) checkNames() error {
	var err error
	for i, x := range d.Entities {
		name(&err, "entity", i, "kind", x.Kind, entityKinds)
		for _, m := range x.Mentions {
			name(&err, "entity", i, "form", m.Form, mentionForms)
		}
	}
	for i, x := range d.Attributions {
		name(&err, "attribution", i, "form", x.Form, attributionForms)
		name(&err, "attribution", i, "act", x.Act, acts)
		if x.Act2 != "" {
			name(&err, "attribution", i, "act2", x.Act2, acts)
		}
		name(&err, "attribution", i, "sourcing", x.Sourcing, sourcings)
		if err == nil && !(x.Confidence >= 0 && x.Confidence <= 1) {
			err = fmt.Errorf("attribution %d: confidence %v is not between 0 and 1", i+1, x.Confidence)
		}
		for _, l := range x.Links {
			if err == nil && (l < 0 || l >= len(d.Links)) {
				err = fmt.Errorf("attribution %d: link %d: the page has %d", i+1, l, len(d.Links))
			}
		}
	}
	for i, x := range d.Timexes {
		name(&err, "timex", i, "type", x.Type, timexTypes)
	}
	for i, x := range d.Quantities {
		name(&err, "quantity", i, "change", x.Change, changes)
	}
	for i, x := range d.Events {
		name(&err, "event", i, "modality", x.Modality, modalities)
	}
	for i, x := range d.Claims {
		name(&err, "claim", i, "sourcing", x.Sourcing, claimSourcings)
		for _, c := range x.Chain {
			name(&err, "claim", i, "chain", c.Kind, carrierKinds)
		}
	}
	for i, x := range d.Findings {
		name(&err, "finding", i, "severity", x.Severity, severities)
	}
	return err
}

func name[T ~string](err *error, what string, i int, field string, v T, allowed []T) {
	if *err != nil {
		return
	}
	for _, a := range allowed {
		if a == v {
			return
		}
	}
	*err = fmt.Errorf("%s %d: %s %q is none of %q", what, i+1, field, v, allowed)
}

// refs calls f for every reference that is set, with its layer's letter and its
// number, and puts back the number that f returns.
func (d *Document) refs(f func(letter byte, n int) (int, error)) error {
	w := walker{f: f}
	many(&w, d.Credits)
	for i := range d.Attributions {
		a := &d.Attributions[i]
		visit(&w, &a.Speaker)
		many(&w, a.Speakers)
		visit(&w, &a.Via.Attribution)
		visit(&w, &a.Via.Entity)
		many(&w, a.Carriers)
	}
	for i := range d.Quantities {
		q := &d.Quantities[i]
		visit(&w, &q.Period)
		visit(&w, &q.Attribution)
		for k := range q.Readings {
			visit(&w, &q.Readings[k].Period)
		}
	}
	for i := range d.Events {
		e := &d.Events[i]
		visit(&w, &e.Actor)
		visit(&w, &e.Recipient)
		visit(&w, &e.Timex)
		visit(&w, &e.Attribution)
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		visit(&w, &c.Attribution)
		visit(&w, &c.PartOf)
		many(&w, c.Entities)
		many(&w, c.Quantities)
		many(&w, c.Events)
		many(&w, c.Timexes)
		for k := range c.Chain {
			visit(&w, &c.Chain[k].Entity)
		}
	}
	return w.err
}

type walker struct {
	f   func(letter byte, n int) (int, error)
	err error
}

func visit[T element](w *walker, r *Ref[T]) {
	if *r == 0 || w.err != nil {
		return
	}
	var t T
	n, err := w.f(t.letter(), int(*r))
	if err != nil {
		w.err = err
		return
	}
	if Ref[T](n) != *r {
		*r = Ref[T](n)
	}
}

func many[T element](w *walker, l []Ref[T]) {
	for i := range l {
		visit(w, &l[i])
	}
}

// EntityKinds are the kinds that an entity may have.
func EntityKinds() []EntityKind { return slices.Clone(entityKinds) }

// Acts are the twelve acts.
func Acts() []Act { return slices.Clone(acts) }

// Sourcings are the kinds of sourcing that an attribution may have.
func Sourcings() []Sourcing { return slices.Clone(sourcings) }

// The schema's lists of values.
var (
	entityKinds      = []EntityKind{Person, Organization, PlaceKind, Group, Facility, EventKind, Product, Law, Work}
	mentionForms     = []MentionForm{NameForm, NominalForm, PronounForm}
	attributionForms = []AttributionForm{Direct, Mixed, Indirect}
	acts             = []Act{Assert, Deny, Admit, Accuse, Predict, Propose, Demand, Promise, Opine, Doubt, Ask, Feel}
	sourcings        = []Sourcing{NamedPerson, NamedOrganization, NamedOutlet, FromDocument, Unnamed, Collective, Agentless}
	claimSourcings   = append(append([]Sourcing{}, sourcings...), Author)
	timexTypes       = []TimexType{Date, Time, Duration, Set}
	changes          = []Change{Exactly, About, Above, Below, Up, Down}
	modalities       = []Modality{Happened, Planned, Demanded, Denied, Hypothetical}
	carrierKinds     = []CarrierKind{ByOutlet, ByOrganization, ByPerson, ByDocument, ByUnnamed, ByCollective, ByAgentless, ByAuthor}
	severities       = []Severity{Note, Warning}
)
