// Package report shows a record to people: on a terminal, as one HTML page, as
// Markdown to paste.
//
// It promises that all three tell the same: each is a template over one [Summary],
// made once from the record. Nothing that the text says can act on the reader's
// machine: every string of it is escaped, and control characters are dropped. What
// colour says is said in words or shape as well.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay/record"
)

// Closing is the sentence that every report ends with.
const Closing = "Hearsay reads words. It has not checked whether they are true; no findings is not a clearance."

// Summary is what every form of the report shows.
type Summary struct {
	Headline string // the page's title, else the first line above the body
	Outlet   string // "" when unknown
	Byline   string // "Ada Lind and Jo Berg"; "" when unknown
	Section  string // "opinion", "interview" ...; "" for news and where unknown
	Credits  string // the agencies and outlets that the text credits as a whole
	Date     string // in words; "" when unknown
	DateFrom string // how the date is known, in words
	URL      string

	// Unread says why there are no claims; "" when the text was read.
	Unread string
	// Lines are up to three plain sentences that sum the text up.
	Lines []string

	Claims   []Claim   // those of somebody else than the text itself, in text order
	Total    int       // claims, the items of lists not counted, nor words only inferred
	Speakers []Speaker // who states them, most claims first
	Figures  []Figure  // in text order
	Times    []Time    // in text order, each once
	Findings []record.Finding

	doc    *record.Document
	number []int // of each of the record's claims, its number in Claims; 0 for none
}

// Speaker is one who states something, as the text presents them.
type Speaker struct {
	Name, Role string
	Kind       record.Sourcing
	Identified bool  // not named, but only one person can be meant
	Claims     []int // numbers
	Inferred   int   // of further words that no mark or cue gives them
}

// KindWords names the kind of source.
func (p Speaker) KindWords() string { return kindWords(p.Kind, p.Identified) }

// Time is one time expression.
type Time struct {
	Words, Value, Note string

	spans record.Spans // all places where it stands
}

// dateline says in a few words where and when the text appeared.
func (s *Summary) dateline() []string {
	date := s.DateFrom
	if s.Date != "" {
		date = s.Date + " (" + s.DateFrom + ")"
	}
	credits := ""
	if s.Credits != "" {
		credits = "credits " + s.Credits
	}
	return compact(s.Outlet, s.Section, s.Byline, date, credits)
}

// Summarize makes the summary of a record.
func Summarize(doc *record.Document) *Summary {
	s := &Summary{
		Headline: headline(doc), Outlet: oneLine(doc.Outlet), URL: doc.URL,
		Findings: slices.Clone(doc.Findings), doc: doc,
	}
	slices.SortStableFunc(s.Findings, func(a, b record.Finding) int { return cmp.Compare(a.Rank, b.Rank) })
	authors := make([]string, len(doc.Authors))
	for i, a := range doc.Authors {
		authors[i] = oneLine(a)
	}
	if s.Byline = join(authors); s.Byline == s.Outlet {
		s.Byline = ""
	}
	if doc.Section != record.SectionNews {
		s.Section = oneLine(string(doc.Section))
	}
	var credits []string
	for _, r := range doc.Credits {
		if name := oneLine(doc.Entities[r.Index()].Name); name != s.Outlet && !slices.Contains(authors, name) {
			credits = append(credits, name)
		}
	}
	s.Credits = join(credits)
	s.Date, s.DateFrom = published(doc)
	if s.Unread = unread(doc); s.Unread != "" {
		s.Lines = []string{s.Unread}
		return s
	}
	s.addClaims()
	s.addSpeakers()
	s.addFigures()
	for _, x := range doc.Timexes {
		s.addTime(Time{oneLine(x.In(doc.Text)), timexValue(x), x.Note, record.Spans{x.Span}})
	}
	s.Lines = s.lines()
	return s
}

// addTime adds a time, or its place to one that reads the same.
func (s *Summary) addTime(t Time) {
	i := slices.IndexFunc(s.Times, func(o Time) bool { return o.Words == t.Words && o.Value == t.Value && o.Note == t.Note })
	if i < 0 {
		s.Times = append(s.Times, t)
		return
	}
	s.Times[i].spans = append(s.Times[i].spans, t.spans...)
}

func headline(doc *record.Document) string {
	if t := oneLine(doc.Title); t != "" {
		return t
	}
	for line := range strings.Lines(doc.Text[:doc.Body.Start]) {
		if t := oneLine(line); t != "" {
			return t
		}
	}
	if id := oneLine(doc.ID); id != "" {
		return "Untitled text “" + id + "”"
	}
	return "Untitled text"
}

func published(doc *record.Document) (date, from string) {
	date = dateWords(doc.Published)
	switch {
	case doc.PublishedInterval != nil:
		date, from = daysWords(doc.PublishedInterval[0], doc.PublishedInterval[1]), "date inferred from the text"
	case date == "":
		return "", "date unknown"
	case doc.PublishedFrom == record.DateMetadata:
		from = "date from the page"
	case doc.PublishedFrom == record.DateInferred:
		from = "date inferred from the text"
	default:
		from = "date given with the text"
	}
	if doc.PublishedSpan != nil {
		from += ": “" + oneLine(doc.PublishedSpan.In(doc.Text)) + "”"
	}
	return date, from
}

// unread says why nothing is known of a text. One that was read has a claim for
// each sentence outside all speech, or at least a name, a time or a number.
func unread(doc *record.Document) string {
	switch {
	case len(doc.Claims)+len(doc.Attributions)+len(doc.Entities)+len(doc.Timexes)+len(doc.Quantities) > 0:
		return ""
	case strings.TrimSpace(doc.Text) == "":
		return "The text is empty."
	case doc.Claims == nil:
		return "Claims were not asked for when this record was made."
	case doc.Language == "" || doc.Language == "und":
		return "Hearsay cannot tell which language this text is in, so it names no claims and no findings."
	}
	return fmt.Sprintf("Hearsay has no rules for this text's language (%s), so it names no claims and no findings.", languageName(doc.Language))
}

// addSpeakers groups the claims by who states them. The items of a list are
// counted with their whole, and words that are only inferred for nobody.
func (s *Summary) addSpeakers() {
	at := map[string]int{}
	for _, c := range s.Claims {
		if c.OwnVoice {
			continue
		}
		key := string(c.Kind) + "\x00" + strings.ToLower(c.Speaker)
		i, known := at[key]
		if !known {
			i = len(s.Speakers)
			at[key] = i
			s.Speakers = append(s.Speakers, Speaker{Name: c.Speaker, Role: c.Role, Kind: c.Kind, Identified: c.Identified})
		}
		p := &s.Speakers[i]
		if c.Kind == record.Agentless && c.PartOf == 0 {
			p.Role = cues(p.Role, c.Cue.In(s.doc.Text))
		}
		if c.Inferred {
			p.Inferred++
		} else if c.PartOf == 0 {
			p.Claims = append(p.Claims, c.Number)
		}
	}
	slices.SortStableFunc(s.Speakers, func(a, b Speaker) int { return cmp.Compare(len(b.Claims), len(a.Claims)) })
}

// cues adds the words that stand in for a source to those seen before; at most
// three are shown.
func cues(seen, cue string) string {
	cue = "“" + oneLine(cue) + "”"
	if cue == "“”" || strings.Contains(seen, cue) || strings.Count(seen, "“") >= 3 {
		return seen
	}
	return strings.Join(compact(seen, cue), ", ")
}

// lines are the three sentences: on whose word the claims rest, on whose the
// figures do, who speaks most and how much came through others.
func (s *Summary) lines() []string {
	tally := map[record.Sourcing]int{}
	inferred, identified, carried := 0, 0, 0
	for i, c := range s.doc.Claims {
		switch {
		case c.PartOf.Set():
		case c.Inferred:
			inferred++
		case ownVoice(c):
			tally[record.Author]++
		default:
			tally[c.Sourcing]++
			if n := s.number[i]; n > 0 {
				carried += one(s.Claims[n-1].Carried)
				identified += one(c.Sourcing == record.Unnamed && s.Claims[n-1].Identified)
			}
		}
	}
	for _, k := range sourcings {
		s.Total += tally[k]
	}
	vague := tally[record.Unnamed] - identified + tally[record.Collective] + tally[record.Agentless]
	var parts []string
	for _, p := range []struct {
		n         int
		one, more string
	}{
		{tally[record.NamedPerson], "from a named person", "from named people"},
		{tally[record.NamedOrganization], "from a named organisation", "from named organisations"},
		{tally[record.NamedOutlet], "from another outlet", "from other outlets"},
		{tally[record.FromDocument], "from a document", "from documents"},
		{identified, "from a person known by office", "from people known by office"},
		{vague, "from an unnamed or vague source", "from unnamed or vague sources"},
		{tally[record.Author], "in the author's own voice", "in the author's own voice"},
	} {
		if p.n > 0 {
			parts = append(parts, some(p.n, p.one, p.more))
		}
	}
	if len(parts) == 0 {
		parts = []string{"none found"}
	}
	first := fmt.Sprintf("%s: %s.", count(s.Total, "claim"), strings.Join(parts, ", "))
	if inferred > 0 {
		first += " Not counted: " + some(inferred, "passage that continues", "passages that continue") + " somebody's speech without a mark."
	}
	return append([]string{first}, compact(s.figuresLine(), s.mostHeard(carried))...)
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (s *Summary) mostHeard(carried int) string {
	through := ""
	if carried > 0 {
		through = fmt.Sprintf("%s reached this text through somebody else", count(carried, "claim"))
	}
	if len(s.Speakers) == 0 || len(s.Speakers[0].Claims) < 2 {
		return sentence(through)
	}
	p := s.Speakers[0]
	if p.Kind == record.Agentless || len(s.Speakers) > 1 && len(s.Speakers[1].Claims) == len(p.Claims) {
		return sentence(through)
	}
	most := fmt.Sprintf("Heard most: %s (%s)", withRole(p.Name, p.Role), count(len(p.Claims), "claim"))
	return sentence(strings.Join(compact(most, through), "; "))
}

func sentence(s string) string {
	if s == "" {
		return ""
	}
	return s + "."
}

func compact(lines ...string) []string {
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}

func withRole(name, role string) string {
	if role == "" {
		return name
	}
	return name + ", " + role
}
