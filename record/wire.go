package record

import "strconv"

// The wire types are the JSON form of the layers whose Go form differs from it:
// those with an id of their own, and those whose place is "start" and "end". They
// are also what Schema is generated from. Each has a function to it and one back;
// at maps a span from bytes to code points, or back.

type wireLink struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	URL   string `json:"url"`
}

type wireToken struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Lemma  string `json:"lemma,omitempty"`
	UPOS   string `json:"upos,omitempty"`
	Head   *int   `json:"head,omitempty"`
	Deprel string `json:"deprel,omitempty"`
}

type wireMention struct {
	Start int         `json:"start"`
	End   int         `json:"end"`
	Form  MentionForm `json:"form"`
}

type wireEntity struct {
	ID       string        `json:"id"`
	Kind     EntityKind    `json:"kind"`
	Name     string        `json:"name"`
	Aliases  []string      `json:"aliases,omitempty"`
	Role     string        `json:"role,omitempty"`
	RoleSpan *Span         `json:"role_span,omitempty"`
	Place    *Place        `json:"place,omitempty"`
	Mentions []wireMention `json:"mentions"`
}

type wireAttribution struct {
	ID         string          `json:"id"`
	Source     Spans           `json:"source"`
	Cue        Spans           `json:"cue"`
	Content    Spans           `json:"content"`
	Form       AttributionForm `json:"form"`
	Act        Act             `json:"act"`
	Act2       Act             `json:"act2,omitempty"`
	Sourcing   Sourcing        `json:"sourcing"`
	Speaker    Ref[Entity]     `json:"speaker"`
	Speakers   []Ref[Entity]   `json:"speakers,omitempty"`
	Via        Via             `json:"via"`
	Carriers   []Ref[Entity]   `json:"carriers"`
	Identified bool            `json:"identified"`
	Inferred   bool            `json:"inferred"`
	Possible   bool            `json:"possible"`
	Negated    bool            `json:"negated"`
	Links      []int           `json:"links,omitempty"`
	Confidence thousandths     `json:"confidence"`
}

// thousandths prints a number between 0 and 1 to three places.
type thousandths float64

func (t thousandths) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(t), 'f', 3, 64), nil
}

type wireTimex struct {
	ID           string     `json:"id"`
	Start        int        `json:"start"`
	End          int        `json:"end"`
	Type         TimexType  `json:"type"`
	Value        string     `json:"value,omitempty"`
	Alternatives []string   `json:"alternatives,omitempty"`
	Begin        string     `json:"begin,omitempty"`
	EndValue     string     `json:"end_value,omitempty"`
	Mod          string     `json:"mod,omitempty"`
	Quant        string     `json:"quant,omitempty"`
	Freq         string     `json:"freq,omitempty"`
	Anchor       string     `json:"anchor,omitempty"`
	Interval     *[2]string `json:"interval,omitempty"`
	Note         string     `json:"note,omitempty"`
}

type wireQuantity struct {
	ID          string           `json:"id"`
	Start       int              `json:"start"`
	End         int              `json:"end"`
	Low         *float64         `json:"low"`
	High        *float64         `json:"high"`
	Old         *float64         `json:"old,omitempty"`
	New         *float64         `json:"new,omitempty"`
	Change      Change           `json:"change"`
	Unit        string           `json:"unit,omitempty"`
	UnitSpan    *Span            `json:"unit_span,omitempty"`
	Of          *Span            `json:"of,omitempty"`
	Per         string           `json:"per,omitempty"`
	Period      Ref[Timex]       `json:"period"`
	Readings    []Reading        `json:"readings,omitempty"`
	Attribution Ref[Attribution] `json:"attribution"`
}

type wireEvent struct {
	ID          string           `json:"id"`
	Trigger     Span             `json:"trigger"`
	Type        string           `json:"type"`
	Subtype     string           `json:"subtype,omitempty"`
	Actor       Ref[Entity]      `json:"actor"`
	Recipient   Ref[Entity]      `json:"recipient"`
	Place       *Place           `json:"place"`
	Timex       Ref[Timex]       `json:"timex"`
	Polarity    polarity         `json:"polarity"`
	Modality    Modality         `json:"modality"`
	Deaths      *Count           `json:"deaths"`
	Injured     *Count           `json:"injured"`
	Aggregate   bool             `json:"aggregate"`
	Missing     []string         `json:"missing"`
	Attribution Ref[Attribution] `json:"attribution"`
}

// polarity is TimeML's: whether the event is said to be or not to be.
type polarity string

const (
	positive polarity = "positive"
	negative polarity = "negative"
)

type wireClaim struct {
	ID string `json:"id"`
	Claim
}

// at maps a span from one way of counting to the other.
type at func(Span) Span

func (m at) spans(in Spans) Spans {
	out := make(Spans, len(in))
	for i, s := range in {
		out[i] = m(s)
	}
	return out
}

func (m at) optional(s *Span) *Span {
	if s == nil {
		return nil
	}
	t := m(*s)
	return &t
}

// each maps a layer element by element; a nil layer stays nil.
func each[A, B any](in []A, f func(i int, a A) B) []B {
	if in == nil {
		return nil
	}
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(i, a)
	}
	return out
}

func orEmpty[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

func (m at) linkOut(_ int, l Link) wireLink {
	s := m(l.Span)
	return wireLink{s.Start, s.End, l.URL}
}

func (m at) linkIn(_ int, w wireLink) Link {
	return Link{m(Span{w.Start, w.End}), w.URL}
}

func (m at) tokenOut(_ int, t Token) wireToken {
	s := m(t.Span)
	w := wireToken{s.Start, s.End, t.Lemma, t.UPOS, nil, t.Deprel}
	if t.Head != NoHead {
		w.Head = &t.Head
	}
	return w
}

func (m at) tokenIn(_ int, w wireToken) Token {
	t := Token{m(Span{w.Start, w.End}), w.Lemma, w.UPOS, NoHead, w.Deprel}
	if w.Head != nil {
		t.Head = *w.Head
	}
	return t
}

func (m at) entityOut(i int, e Entity) wireEntity {
	return wireEntity{
		To[Entity](i).String(), e.Kind, e.Name, e.Aliases, e.Role, m.optional(e.RoleSpan), e.Place,
		each(orEmpty(e.Mentions), func(_ int, x Mention) wireMention {
			s := m(x.Span)
			return wireMention{s.Start, s.End, x.Form}
		}),
	}
}

func (m at) entityIn(_ int, w wireEntity) Entity {
	return Entity{
		w.Kind, w.Name, w.Aliases, w.Role, m.optional(w.RoleSpan), w.Place,
		each(w.Mentions, func(_ int, x wireMention) Mention {
			return Mention{m(Span{x.Start, x.End}), x.Form}
		}),
	}
}

func (m at) attributionOut(i int, a Attribution) wireAttribution {
	return wireAttribution{
		To[Attribution](i).String(), m.spans(a.Source), m.spans(a.Cue), m.spans(a.Content),
		a.Form, a.Act, a.Act2, a.Sourcing, a.Speaker, a.Speakers, a.Via, orEmpty(a.Carriers),
		a.Identified, a.Inferred, a.Possible, a.Negated, a.Links, thousandths(a.Confidence),
	}
}

func (m at) attributionIn(_ int, w wireAttribution) Attribution {
	return Attribution{
		m.spans(w.Source), m.spans(w.Cue), m.spans(w.Content),
		w.Form, w.Act, w.Act2, w.Sourcing, w.Speaker, w.Speakers, w.Via, w.Carriers,
		w.Identified, w.Inferred, w.Possible, w.Negated, w.Links, float64(w.Confidence),
	}
}

func (m at) timexOut(i int, t Timex) wireTimex {
	s := m(t.Span)
	return wireTimex{
		To[Timex](i).String(), s.Start, s.End, t.Type, t.Value, t.Alternatives, t.Begin, t.EndValue,
		t.Mod, t.Quant, t.Freq, t.Anchor, t.Interval, t.Note,
	}
}

func (m at) timexIn(_ int, w wireTimex) Timex {
	return Timex{
		m(Span{w.Start, w.End}), w.Type, w.Value, w.Alternatives, w.Begin, w.EndValue,
		w.Mod, w.Quant, w.Freq, w.Anchor, w.Interval, w.Note,
	}
}

func (m at) quantityOut(i int, q Quantity) wireQuantity {
	s := m(q.Span)
	return wireQuantity{
		To[Quantity](i).String(), s.Start, s.End, q.Low, q.High, q.Old, q.New, q.Change, q.Unit,
		m.optional(q.UnitSpan), m.optional(q.Of), q.Per, q.Period, q.Readings, q.Attribution,
	}
}

func (m at) quantityIn(_ int, w wireQuantity) Quantity {
	return Quantity{
		m(Span{w.Start, w.End}), w.Low, w.High, w.Old, w.New, w.Change, w.Unit,
		m.optional(w.UnitSpan), m.optional(w.Of), w.Per, w.Period, w.Readings, w.Attribution,
	}
}

func (m at) eventOut(i int, e Event) wireEvent {
	p := positive
	if e.Negative {
		p = negative
	}
	return wireEvent{
		To[Event](i).String(), m(e.Trigger), e.Type, e.Subtype, e.Actor, e.Recipient, e.Place, e.Timex,
		p, e.Modality, e.Deaths, e.Injured, e.Aggregate, orEmpty(e.Missing), e.Attribution,
	}
}

func (m at) eventIn(_ int, w wireEvent) Event {
	return Event{
		m(w.Trigger), w.Type, w.Subtype, w.Actor, w.Recipient, w.Place, w.Timex,
		w.Polarity == negative, w.Modality, w.Deaths, w.Injured, w.Aggregate, w.Missing, w.Attribution,
	}
}

func (m at) claimOut(i int, c Claim) wireClaim {
	c.Spans, c.Chain = m.spans(c.Spans), orEmpty(c.Chain)
	return wireClaim{To[Claim](i).String(), c}
}

func (m at) claimIn(_ int, w wireClaim) Claim {
	w.Spans = m.spans(w.Spans)
	return w.Claim
}

func (m at) findingOut(_ int, f Finding) Finding {
	f.Spans = m.spans(f.Spans)
	f.Evidence = each(orEmpty(f.Evidence), func(_ int, e Evidence) Evidence {
		e.Span = m.optional(e.Span)
		return e
	})
	return f
}
