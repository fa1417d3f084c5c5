package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"hearsay/record"
)

// Claim is one claim of somebody else than the text itself, in words.
type Claim struct {
	Number  int // from 1, in text order
	Spans   record.Spans
	Kind    record.Sourcing
	Words   string // as they stand in the text
	Speaker string
	Role    string
	Chain   string
	Act     string   // "denying"; "" for a plain statement
	Form    string   // "quoted", "partly quoted", "in the article's words"
	Times   []string // the claim's times with their values
	Notes   []string // what a reader must know about the reading
	Links   []string // addresses that the page links inside the claim

	Cue, Source record.Spans
	PartOf      int  // the number of the claim of the whole list; 0 for none
	Inferred    bool // no mark or cue gives the words to the speaker
	Faint       bool // the reading is unsure
	Carried     bool // reached the text through somebody else
	OwnVoice    bool // the author's inference from somebody's words or acts
	Identified  bool // an unnamed speaker that only one person can be
}

// KindWords names the kind of source.
func (c Claim) KindWords() string {
	if c.OwnVoice {
		return kindWords(record.Author, false)
	}
	return kindWords(c.Kind, c.Identified)
}

// carriers are the chain and the kind of source, which some chains already name.
func (c Claim) carriers() string {
	if strings.HasSuffix(c.Chain, " ("+c.KindWords()+")") {
		return c.Chain
	}
	return strings.Join(compact(c.Chain, c.KindWords()), " · ")
}

// says names who states the claim and how, where its words stand alone: what
// somebody denies must not read as what they say.
func (c Claim) says() string {
	switch {
	case c.OwnVoice:
		return "the author on " + c.Speaker
	case c.Inferred:
		return c.Speaker + ", by inference only"
	}
	return strings.Join(compact(withRole(c.Speaker, c.Role), c.Act), ", ")
}

// unsure is the confidence below which a mark fades.
const unsure = 0.5

// ownVoice tells whether the text itself states the claim, be it by inference from
// somebody's words.
func ownVoice(c record.Claim) bool {
	return c.Sourcing == record.Author || len(c.Chain) > 0 && c.Chain[len(c.Chain)-1].Kind == record.ByAuthor
}

// addClaims numbers the claims that are not the text's own, in text order.
func (s *Summary) addClaims() {
	s.number = make([]int, len(s.doc.Claims))
	var order []int
	for i, c := range s.doc.Claims {
		if c.Attribution.Set() && c.Sourcing != record.Author && strings.TrimSpace(c.Spans.In(s.doc.Text)) != "" {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := s.doc.Claims[a].Spans.Bounds(), s.doc.Claims[b].Spans.Bounds()
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		return y.End - x.End
	})
	for k, i := range order {
		s.number[i] = k + 1
	}
	for _, i := range order {
		s.Claims = append(s.Claims, s.claim(s.doc.Claims[i], s.number[i]))
	}
}

func (s *Summary) claim(c record.Claim, n int) Claim {
	doc := s.doc
	a := doc.Attributions[c.Attribution.Index()]
	out := Claim{
		Number: n, Spans: c.Spans, Kind: c.Sourcing, Words: oneLine(c.Spans.In(doc.Text)), Chain: Chain(c.Chain),
		Act: actWords(a.Act), Form: formWords(a.Form), Cue: a.Cue, Source: a.Source,
		Inferred: c.Inferred || a.Inferred, Carried: len(c.Chain) > 2, OwnVoice: ownVoice(c), Identified: a.Identified,
	}
	if name, unnamed := strings.CutSuffix(out.Chain, " (unnamed)"); unnamed && a.Identified {
		out.Chain = name + " (" + out.KindWords() + ")"
	}
	out.Speaker, out.Role = speaker(doc, a)
	if words := lastName(c.Chain); words != "" && !a.Speaker.Set() && !out.OwnVoice {
		out.Speaker = words // "who" is whom the chain has for it
	}
	out.Faint = a.Possible || a.Confidence < unsure
	if c.PartOf.Set() {
		out.PartOf = s.number[c.PartOf.Index()]
	}
	for _, r := range c.Timexes {
		x, value := doc.Timexes[r.Index()], ""
		if x.Type != record.Duration { // "five hours" says it all
			value = timexValue(x)
		}
		out.Times = append(out.Times, timeWords(oneLine(x.In(doc.Text)), value))
	}
	for _, l := range c.Links {
		if 0 <= l && l < len(doc.Links) {
			out.Links = append(out.Links, doc.Links[l].URL)
		}
	}
	out.Notes = notes(c, a, out)
	return out
}

// notes says in words what the marks only show.
func notes(c record.Claim, a record.Attribution, out Claim) []string {
	var n []string
	add := func(when bool, words string) {
		if when {
			n = append(n, words)
		}
	}
	add(out.Inferred, "Inferred: no mark or cue gives these words to "+out.Speaker+".")
	add(out.OwnVoice, "What the text's author reads into words or acts; not a statement by the one named.")
	add(out.PartOf > 0, fmt.Sprintf("One item of the list in claim %d.", out.PartOf))
	add(a.Negated, "The text says that this was not said.")
	add(c.Hedged, "Hedged in the text.")
	add(a.Possible, "A wider reading: how far the cue reaches is open.")
	add(a.Confidence < unsure, fmt.Sprintf("Unsure: about %s in 10 such readings are right in every part.", number(math.Round(a.Confidence*10))))
	return n
}

// speaker gives the name and role of whoever stands behind an attribution: the
// entities, else the text's own words for the source.
func speaker(doc *record.Document, a record.Attribution) (name, role string) {
	refs := a.Speakers
	if len(refs) == 0 && a.Speaker.Set() {
		refs = []record.Ref[record.Entity]{a.Speaker}
	}
	if len(refs) > 0 && a.Sourcing != record.FromDocument {
		names := make([]string, len(refs))
		for i, r := range refs {
			names[i] = oneLine(doc.Entities[r.Index()].Name)
		}
		if len(refs) == 1 {
			role = oneLine(doc.Entities[refs[0].Index()].Role)
		}
		return join(names), role
	}
	if words := oneLine(a.Source.In(doc.Text)); words != "" && a.Sourcing != record.Agentless {
		return words, ""
	}
	return "nobody given", ""
}

// lastName is who speaks at a chain's end, in the words of the chain.
func lastName(chain []record.Carrier) string {
	if len(chain) == 0 {
		return ""
	}
	return oneLine(chain[len(chain)-1].Name)
}

// timeWords writes a time in the text's words and what it stands for; one of them
// where that says it all: "March 3" and "3 March 2025".
func timeWords(words, value string) string {
	if value == "" {
		return words
	}
	has := strings.Fields(value)
	if !slices.ContainsFunc(strings.Fields(words), func(w string) bool { return !slices.Contains(has, w) }) {
		return value
	}
	return words + " (" + value + ")"
}
