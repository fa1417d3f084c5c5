package entity_test

import (
	"strings"
	"testing"

	"hearsay/internal/entity"
	"hearsay/record"
)

// TestResolve says where names lie, as name, region and country, by what the text says
// beside them.
func TestResolve(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct {
		name, text string
		places     []string // as a network would read them
		want       string
	}{
		{"the largest", "They met in Birmingham.", []string{"Birmingham"}, "Birmingham, England, GB"},
		{"the state behind it", "They met in Birmingham, Ala., on Monday.", []string{"Birmingham"}, "Birmingham, Alabama, US"},
		{"the state in full", "They met in Dublin, Ohio, on Monday.", []string{"Dublin", "Ohio"}, "Dublin, Ohio, US; Ohio, Ohio, US"},
		{
			"the text's other places", "The bus went from Mobile over Huntsville to Birmingham in Alabama.",
			[]string{"Mobile", "Huntsville", "Birmingham", "Alabama"},
			"Mobile, Alabama, US; Huntsville, Alabama, US; Birmingham, Alabama, US; Alabama, Alabama, US",
		},
		{"a county", "Walker County is north of Houston in Texas.", []string{"Walker County", "Houston", "Texas"}, "Walker County, Texas, US; Houston, Texas, US; Texas, Texas, US"},
		{"a smaller place is known no nearer than its state", "They met in Paris, Vermont.", []string{"Paris", "Vermont"}, "Paris, Vermont, US; Vermont, Vermont, US"},
		{"shouted", "BEIRUT was calm.", []string{"BEIRUT"}, "Beirut, Beirut, LB"},
		{"a list is no address", "They went to Iraq, Syria and Jordan.", []string{"Iraq", "Syria", "Jordan"}, "Iraq, , IQ; Syria, , SY; Jordan, , JO"},
		{"part of a place", "They met in North Lagos.", []string{"North Lagos"}, "North Lagos, Lagos, NG"},
		{"an invented place is nowhere", "They met in Kessel Bay.", []string{"Kessel Bay"}, "Kessel Bay"},
	} {
		cut := r.splitter.Split(c.text)
		tokens := r.tagger.Tag(cut)
		var names []entity.Name
		for _, p := range c.places {
			at := strings.Index(c.text, p)
			first, last := cut.Range(record.Span{Start: at, End: at + len(p)})
			names = append(names, entity.Name{First: first, Last: last, Kind: record.PlaceKind})
		}
		var got []string
		for _, e := range r.finder.Find(cut, tokens, names) {
			if e.Place == nil {
				got = append(got, e.Name)
				continue
			}
			got = append(got, strings.Join([]string{e.Place.Name, e.Place.Admin1, e.Place.Country}, ", "))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.name, c.text, s, c.want)
		}
	}
}

// TestPlaceOfBodies says that a body has the place that its name names.
func TestPlaceOfBodies(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct{ body, want string }{
		{"Toronto Transit Council", "Toronto"},
		{"University of Ohio", "Ohio"},
		{"Brevik Group", ""},
		{"North Pier Council", ""},
	} {
		text := "It was up to the " + c.body + " to pay."
		cut := r.splitter.Split(text)
		tokens := r.tagger.Tag(cut)
		first, last := cut.Range(record.Span{Start: len("It was up to the "), End: len("It was up to the ") + len(c.body)})
		got := ""
		for _, e := range r.finder.Find(cut, tokens, []entity.Name{{First: first, Last: last, Kind: record.Organization}}) {
			if e.Kind == record.Organization && e.Place != nil {
				got = e.Place.Name
			}
		}
		if got != c.want {
			t.Errorf("%s lies in %q, want %q", c.body, got, c.want)
		}
	}
}
