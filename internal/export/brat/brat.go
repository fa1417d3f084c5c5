// Package brat writes records as BRAT standoff (brat.nlplab.org/standoff.html), a
// folder of .txt and .ann files, and reads such folders, its own and those that
// annotators made elsewhere.
//
// It promises that what it writes opens in brat and comes back as the same layers
// (docs/standoff.md lists what the format cannot hold), and that no offset is
// repaired: a span whose words are not those of the text is an error that names
// file and line, unless one way of counting fits every span of the file.
//
// An attribution is its Source, Cue and Content, joined by relations from the cue
// (else from the content). An entity is its mentions, joined by Equiv. What labels
// cannot say (a name, a value, a confidence) is JSON in a note of type Hearsay.
package brat

import (
	_ "embed" // annotation.conf
	"strings"

	"hearsay/internal/export/standoff"
	"hearsay/record"
)

// Configuration is the annotation.conf with which brat opens the files.
//
//go:embed annotation.conf
var Configuration []byte

// noteType is the type of the notes that hold JSON.
const noteType = "Hearsay"

// apart is the key of a note that lists those pieces of a span which follow the one
// before after nothing but line breaks. Brat cuts spans at line breaks, so that
// without it such pieces are one.
const apart = "apart"

// class is what a type of brat's stands for: a part of a mark, and for an entity
// or a time its kind.
type class struct {
	role standoff.Role
	kind string
}

// attribution tells whether the class is a part of an attribution.
func (c class) attribution() bool {
	return c.role == standoff.Source || c.role == standoff.Cue || c.role == standoff.Content
}

// types are the types that are written, by class.
var types = map[class]string{
	{standoff.Mention, string(record.Person)}:       "Person",
	{standoff.Mention, string(record.Organization)}: "Organization",
	{standoff.Mention, string(record.PlaceKind)}:    "Place",
	{standoff.Mention, string(record.Group)}:        "Group",
	{standoff.Mention, string(record.Facility)}:     "Facility",
	{standoff.Mention, string(record.EventKind)}:    "NamedEvent",
	{standoff.Mention, string(record.Product)}:      "Product",
	{standoff.Mention, string(record.Law)}:          "Law",
	{standoff.Mention, string(record.Work)}:         "Work",
	{standoff.RoleSpan, ""}:                         "Role",
	{standoff.Source, ""}:                           "Source",
	{standoff.Cue, ""}:                              "Cue",
	{standoff.Content, ""}:                          "Content",
	{standoff.Timex, string(record.Date)}:           "Date",
	{standoff.Timex, string(record.Time)}:           "Time",
	{standoff.Timex, string(record.Duration)}:       "Duration",
	{standoff.Timex, string(record.Set)}:            "Set",
	{standoff.Quantity, ""}:                         "Quantity",
	{standoff.Unit, ""}:                             "Unit",
	{standoff.Counted, ""}:                          "Counted",
	{standoff.Trigger, ""}:                          "Event",
}

// others are names that annotators use for the same.
var others = map[string]string{
	"speaker": "source", "attribution": "cue", "quote": "content", "quotation": "content",
	"per": "person", "org": "organization", "organisation": "organization",
	"loc": "place", "location": "place", "gpe": "place", "norp": "group", "fac": "facility", "timex": "date", "timex3": "date",
}

// vocabulary tells what a type stands for: by the names that are written, by those
// that annotators use, and by the caller's own.
type vocabulary map[string]class

func newVocabulary(names standoff.Names) (vocabulary, error) {
	v := vocabulary{}
	for c, t := range types {
		v[key(t)] = c
	}
	for other, t := range others {
		v[other] = v[t]
	}
	for theirs, ours := range names {
		c, ok := v[key(ours)]
		if !ok {
			return nil, standoff.NameError(ours)
		}
		v[key(theirs)] = c
	}
	return v, nil
}

// key is a type's name without what does not tell it apart: capitals, and the
// prefix of "attribution-source".
func key(name string) string {
	name = strings.ToLower(name)
	if rest, ok := strings.CutPrefix(name, "attribution"); ok && len(rest) > 1 {
		return rest[1:]
	}
	return name
}
