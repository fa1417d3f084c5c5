package report

import (
	"html/template"

	"hearsay/record"
)

// page is what the templates show. All decisions are made here.
type page struct {
	Policy, Program, Closing, Made string
	Style                          template.CSS
	Script                         template.JS

	Headline, Outlet, URL, Language string
	Dateline, Lines                 []string
	Read, Excerpts                  bool

	Title    *htmlBlock // the headline
	Blocks   []htmlBlock
	Findings []htmlFinding
	Speakers []htmlSpeaker
	Figures  []Figure
	Charts   []chart
	Times    []Time
	When     bool // a figure has a period
	Known    bool // a time has a note
	Notes    []endNote
	Legend   []legendRow
}

type htmlBlock struct {
	Number   int
	Kind     blockKind
	Segments []htmlSegment
	Stubs    []stub
	Cards    []card
}

type htmlSegment struct {
	Text        string
	Marks       []htmlMark
	Found       record.Severity // the weightiest finding here; "" for none
	Outer       []outer
	Claim       int
	Class, Tip  string
	Lead, Last  bool
	Says        string // who states the claim that begins here; in excerpts alone
	Cue, Elided bool
	Source      int
}

type htmlMark struct {
	Finding    int
	ID, Spoken string
	Severity   record.Severity
}

// outer is a claim around the innermost one.
type outer struct {
	Claim     int
	Class, ID string
	Ends      []int
}

// stub names a finding beside one of its places.
type stub struct {
	Finding  int
	Severity record.Severity
	Label    string
	Others   []link
}

type link struct{ ID, Words string }

type card struct {
	Claim
	Class  string
	How    []string
	Inside *Claim
}

type htmlFinding struct {
	Number         int
	Severity       record.Severity
	Label, Message string
	Follows        bool   // it stands on the card of the one before
	Places, More   []link // More are those beyond the first few
	Evidence       []string
}

type htmlSpeaker struct {
	Name, Role, Class, Kind, Inferred string
	Count                             int
	Claims                            []spokenClaim
}

type spokenClaim struct {
	Number int
	Words  string
}

type endNote struct {
	Number int
	Words  string
}

type legendRow struct{ Class, Shape, Words string }
