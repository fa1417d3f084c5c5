package record

import "strconv"

// Entity is one chain of coreference: everything in the text that refers to the
// same person, body, place or thing.
type Entity struct {
	Kind     EntityKind
	Name     string   // the fullest name in the text, else the fullest description
	Aliases  []string // other names in the text
	Role     string   // the description that the text gives ("head of the harbour board")
	RoleSpan *Span
	Place    *Place
	Mentions []Mention // in text order
}

// EntityKind is the kind of thing that an entity is.
type EntityKind string

// The kinds of entities. Groups are nationalities, religions, members of a party.
const (
	Person       EntityKind = "person"
	Organization EntityKind = "organization"
	PlaceKind    EntityKind = "place"
	Group        EntityKind = "group"
	Facility     EntityKind = "facility"
	EventKind    EntityKind = "event"
	Product      EntityKind = "product"
	Law          EntityKind = "law"
	Work         EntityKind = "work"
)

// Mention is one place where the text refers to an entity.
type Mention struct {
	Span
	Form MentionForm
}

// MentionForm is how a mention is worded.
type MentionForm string

// The forms of a mention.
const (
	NameForm    MentionForm = "name"
	NominalForm MentionForm = "nominal"
	PronounForm MentionForm = "pronoun"
)

// Place is where an entity lies, after a gazetteer.
type Place struct {
	Name       string  `json:"name"`
	GeonameID  int     `json:"geonameid,omitempty"`
	Lat        float64 `json:"lat"`
	Lon        float64 `json:"lon"`
	Country    string  `json:"country,omitempty"`   // ISO 3166-1 alpha-2
	Admin1     string  `json:"admin1,omitempty"`    // name of the first-level region
	Precision  string  `json:"precision,omitempty"` // "country", "region", "city", "site"
	Population int     `json:"-"`
}

// Attribution is somebody's words or thoughts as the text gives them: the unit
// of PARC and PolNeAR. The three roles are lists of spans, each possibly empty.
type Attribution struct {
	Source, Cue, Content Spans

	Form       AttributionForm
	Act        Act
	Act2       Act // where a second act is as good a reading; else ""
	Sourcing   Sourcing
	Speaker    Ref[Entity]   // the entity behind Source; nothing when nobody particular is
	Speakers   []Ref[Entity] // all of several joint speakers, Speaker first; else nil
	Via        Via
	Carriers   []Ref[Entity] // outermost first
	Identified bool          // an unnamed source that only one person can be
	Inferred   bool          // no mark or cue gives these words to the speaker
	Possible   bool          // the wider reading where a cue's reach is open
	Negated    bool          // the cue is ("did not say")
	Links      []int         // indexes into Document.Links
	Confidence float64       // 0 to 1; printed to three places
}

// AttributionForm tells by quotation marks alone how much of the content is quoted.
type AttributionForm string

// The forms of attribution.
const (
	Direct   AttributionForm = "direct"   // all of the content is quoted
	Mixed    AttributionForm = "mixed"    // some of it, be it one word
	Indirect AttributionForm = "indirect" // none
)

// Sourcing is what a source's words refer to.
type Sourcing string

// The kinds of sourcing. Author is a claim's only: the text's own voice.
const (
	NamedPerson       Sourcing = "named-person"
	NamedOrganization Sourcing = "named-organization"
	NamedOutlet       Sourcing = "named-outlet"
	FromDocument      Sourcing = "document"
	Unnamed           Sourcing = "unnamed"
	Collective        Sourcing = "collective"
	Agentless         Sourcing = "agentless"
	Author            Sourcing = "author"
)

// Act is what is done with words.
type Act string

// The twelve acts.
const (
	Assert  Act = "assert"
	Deny    Act = "deny"
	Admit   Act = "admit"
	Accuse  Act = "accuse"
	Predict Act = "predict"
	Propose Act = "propose"
	Demand  Act = "demand"
	Promise Act = "promise"
	Opine   Act = "opine"
	Doubt   Act = "doubt"
	Ask     Act = "ask"
	Feel    Act = "feel"
)

// Timex is a time expression with TIMEX3's types and values (ISO-TimeML).
type Timex struct {
	Span
	Type         TimexType
	Value        string   // "" where nothing can be said
	Alternatives []string // every value that the evidence allows, when there is no one Value
	Begin        string   // of a range
	EndValue     string   // of a range
	Mod          string   // TIMEX3: BEFORE, AFTER, APPROX, START, MID, END, EQUAL_OR_LESS ...
	Quant, Freq  string   // of a SET
	Anchor       string   // what a relative value counts from: "published", "dateline", a timex id
	Interval     *[2]string
	Note         string // why this year or direction was chosen
}

// AnchorIndex is the place of the expression that a value counts from; false where it
// counts from something else.
func (t *Timex) AnchorIndex() (int, bool) {
	if len(t.Anchor) < 2 || t.Anchor[0] != 't' {
		return 0, false
	}
	n, err := strconv.Atoi(t.Anchor[1:])
	return n - 1, err == nil && n > 0
}

// TimexType is one of TIMEX3's four types.
type TimexType string

// TIMEX3's types.
const (
	Date     TimexType = "DATE"
	Time     TimexType = "TIME"
	Duration TimexType = "DURATION"
	Set      TimexType = "SET"
)

// Quantity is a number with what it counts.
type Quantity struct {
	Span
	Low, High   *float64 // equal for a point; one of them nil for an open bound
	Old, New    *float64 // of a change
	Change      Change
	Unit        string // SI or ISO 4217 code, "percentage", "person", or the counted noun's lemma
	UnitSpan    *Span
	Of          *Span // what is counted
	Per         string
	Period      Ref[Timex]
	Readings    []Reading
	Attribution Ref[Attribution]
}

// Change is how a number is bounded or moves, as NewsQuant writes it.
type Change string

// The changes.
const (
	Exactly Change = "="
	About   Change = "~"
	Above   Change = ">"
	Below   Change = "<"
	Up      Change = "up"
	Down    Change = "down"
)

// Reading is one of several things that an open figure may count, on the common
// scale.
type Reading struct {
	Per    string     `json:"per,omitempty"`
	Period Ref[Timex] `json:"period"`
	Low    *float64   `json:"low"`
	High   *float64   `json:"high"`
}

// Event is something that happened, is planned, demanded or denied.
type Event struct {
	Trigger     Span
	Type        string // PLOVER
	Subtype     string // ACLED's, where one applies
	Actor       Ref[Entity]
	Recipient   Ref[Entity]
	Place       *Place
	Timex       Ref[Timex]
	Negative    bool // polarity
	Modality    Modality
	Deaths      *Count // nil when unstated, never 0
	Injured     *Count
	Aggregate   bool     // a count or rate rather than one happening
	Missing     []string // "day", "place", "actor", "recipient", "deaths"
	Attribution Ref[Attribution]
}

// Count is a number of people with its bounds.
type Count struct {
	Low  *float64 `json:"low"`
	Best *float64 `json:"best"`
	High *float64 `json:"high"`
}

// Modality is how real an event is said to be.
type Modality string

// The modalities.
const (
	Happened     Modality = "happened"
	Planned      Modality = "planned"
	Demanded     Modality = "demanded"
	Denied       Modality = "denied"
	Hypothetical Modality = "hypothetical"
)

// Claim is what someone states, or the text itself does, with the chain that
// carries it.
type Claim struct {
	Spans       Spans            `json:"spans"`
	Attribution Ref[Attribution] `json:"attribution"`
	PartOf      Ref[Claim]       `json:"part_of"`
	Chain       []Carrier        `json:"chain"` // outermost first
	Sourcing    Sourcing         `json:"sourcing"`
	Inferred    bool             `json:"inferred"`
	Entities    []Ref[Entity]    `json:"entities,omitempty"`
	Quantities  []Ref[Quantity]  `json:"quantities,omitempty"`
	Events      []Ref[Event]     `json:"events,omitempty"`
	Timexes     []Ref[Timex]     `json:"timexes,omitempty"`
	Hedged      bool             `json:"hedged"`
	Negated     bool             `json:"negated"`
	Links       []int            `json:"links,omitempty"`
}

// Carrier is one link of a claim's chain.
type Carrier struct {
	Kind   CarrierKind `json:"kind"`
	Name   string      `json:"name"`
	Entity Ref[Entity] `json:"entity"`
}

// CarrierKind is the kind of a link in a claim's chain.
type CarrierKind string

// The kinds of links.
const (
	ByOutlet       CarrierKind = "outlet"
	ByOrganization CarrierKind = "organization"
	ByPerson       CarrierKind = "person"
	ByDocument     CarrierKind = "document"
	ByUnnamed      CarrierKind = "unnamed"
	ByCollective   CarrierKind = "collective"
	ByAgentless    CarrierKind = "agentless"
	ByAuthor       CarrierKind = "author"
)

// Finding is something that the text itself shows and that a careful editor
// would ask about.
type Finding struct {
	Check      string     `json:"check"`
	Label      string     `json:"label"`
	Severity   Severity   `json:"severity"`
	Rank       int        `json:"rank"` // 1 is what an editor would raise first
	Spans      Spans      `json:"spans"`
	TitleSpans Spans      `json:"title_spans,omitempty"` // into Title, only where the headline is not in Text
	Message    string     `json:"message"`
	Evidence   []Evidence `json:"evidence"`
}

// Severity tells how sure a check must be: a warning is right nine times in ten.
type Severity string

// The severities.
const (
	Note    Severity = "note"
	Warning Severity = "warning"
)

// Evidence is one thing that a finding rests on: a place in the text, a value
// before and after conversion, or a row of a dated table.
type Evidence struct {
	Span   *Span  `json:"span,omitempty"`
	What   string `json:"what"`             // what this is: "date", "weekday", "source", "figure", "row"
	Value  string `json:"value,omitempty"`  // as it stands or as it was read
	Source string `json:"source,omitempty"` // where a table row comes from, with its "known until"
}

// Correction is one entry of an overlay by which a person corrects records, and
// what became of it.
type Correction struct {
	File  string `json:"file"`
	Line  int    `json:"line"` // from 1
	Layer string `json:"layer"`
	Op    string `json:"op"` // "right", "wrong", "merge", "split"
	By    string `json:"by,omitempty"`
	At    string `json:"at,omitempty"`
	// Problem says why the entry could not be applied, or not whole; "" where it was.
	Problem string `json:"problem,omitempty"`
}
