package record

// Input is one line of the JSON-lines form that Hearsay reads: a text or a page,
// and what its owner knows about it. Exactly one of Text and HTML is used; Text
// is taken exactly as given.
type Input struct {
	ID        string  `json:"id"`
	Text      *string `json:"text,omitempty"`
	HTML      *string `json:"html,omitempty"`
	Title     string  `json:"title,omitempty"`
	Published string  `json:"published,omitempty"` // ISO 8601 date or date-time
	Outlet    string  `json:"outlet,omitempty"`
	URL       string  `json:"url,omitempty"`
	Language  string  `json:"language,omitempty"` // BCP 47, "en"
}

// Document is one report and everything that was read from it. A nil layer was
// not asked for; an empty one was, and nothing was found. Offsets are bytes of
// Text here and code points in JSON.
//
// A stage appends to the document's layers or fills fields of its own; after
// hearsay.Read returns, nobody changes a document.
type Document struct {
	ID        string   `json:"id"`
	URL       string   `json:"url,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Title     string   `json:"title,omitempty"`
	Published string   `json:"published,omitempty"` // ISO 8601 date or date-time
	Modified  string   `json:"modified,omitempty"`  // same
	Section   Section  `json:"section,omitempty"`
	Language  string   `json:"language,omitempty"` // BCP 47; "und" when it could not be told

	// PublishedFrom says how the date is known; PublishedSpan is the evidence in
	// the text, where there is any; PublishedInterval the first and last day that
	// an inferred date may be, when the evidence leaves more than one.
	PublishedFrom     DateOrigin `json:"published_from,omitempty"`
	PublishedSpan     *Span      `json:"published_span,omitempty"`
	PublishedInterval *[2]string `json:"published_interval,omitempty"`

	// Credits are the agencies and outlets that the text credits as a whole.
	Credits []Ref[Entity] `json:"credits,omitzero"`
	Source  *Source       `json:"input,omitempty"`

	Text string `json:"text"`
	// Body is the span of Text without headline and byline.
	Body   Span   `json:"body"`
	SHA256 string `json:"text_sha256"` // of Text's UTF-8 bytes, lower-case hex

	Links        []Link        `json:"links,omitzero"`
	Paragraphs   []Span        `json:"paragraphs,omitzero"`
	Sentences    []Span        `json:"sentences,omitzero"`
	Tokens       []Token       `json:"tokens,omitzero"`
	Entities     []Entity      `json:"entities,omitzero"`
	Attributions []Attribution `json:"attributions,omitzero"`
	Timexes      []Timex       `json:"timexes,omitzero"`
	Quantities   []Quantity    `json:"quantities,omitzero"`
	Events       []Event       `json:"events,omitzero"`
	Claims       []Claim       `json:"claims,omitzero"`
	Findings     []Finding     `json:"findings,omitzero"`
	// Corrections are the entries of overlays that name this text; nil where no
	// overlay was given.
	Corrections []Correction `json:"corrections,omitzero"`

	// Program is Hearsay's version, Models the models that read the text, by name.
	Program string            `json:"hearsay"`
	Models  map[string]string `json:"models"`
}

// Source is what was read: the bytes before any decoding.
type Source struct {
	SHA256    string `json:"sha256"` // of the bytes, lower-case hex
	Bytes     int64  `json:"bytes"`
	Kind      string `json:"kind"`                // "text", "html", "pdf", "docx", "jsonl"
	Retrieved string `json:"retrieved,omitempty"` // RFC 3339, only for what was fetched
	FinalURL  string `json:"final_url,omitempty"` // after redirects, only for what was fetched
}

// Section is the kind of text that page or text says it is; empty when unknown.
type Section string

// The sections that change how a text is read.
const (
	SectionNews      Section = "news"
	SectionOpinion   Section = "opinion"
	SectionLetters   Section = "letters"
	SectionInterview Section = "interview"
	SectionLive      Section = "live"
)

// DateOrigin is how the publication date is known.
type DateOrigin string

// The origins of a publication date.
const (
	DateGiven    DateOrigin = "given"    // by the person or program that handed the text over
	DateMetadata DateOrigin = "metadata" // by the page
	DateInferred DateOrigin = "inferred" // from evidence in the text
)

// Link is a hyperlink of the page inside the text.
type Link struct {
	Span
	URL string
}

// Token is one syntactic word of Universal Dependencies v2. The parts of a
// contraction are words of their own, each with its place ("do" + "n't"), or all
// with the whole's where the text does not hold them apart.
type Token struct {
	Span
	Lemma  string
	UPOS   string // UD v2's universal tags; "" when nobody tagged
	Head   int    // 1-based index into the sentence, 0 for the root, NoHead when nobody parsed
	Deprel string
}

// NoHead is the head of a token that nobody parsed.
const NoHead = -1
