package hearsay

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"hearsay/internal/encoder"
	"hearsay/internal/lex"
	"hearsay/record"
)

// told is a network that has been told what to say.
type told struct {
	encoder.Reading
	err error
}

func (told) Models() map[string]string { return map[string]string{"told": "1"} }

func (t told) Read(context.Context, *lex.Text) (encoder.Reading, error) { return t.Reading, t.err }

func TestWhatANetworkReadsStandsBeforeTheRules(t *testing.T) {
	r, err := New(Options{Tokens: true})
	if err != nil {
		t.Fatal(err)
	}
	text := "The harbour is shut, so the story goes on the quay."
	i := strings.Index(text, "so the story goes")
	a := record.Attribution{Cue: record.Spans{{Start: i, End: i + len("so the story goes")}}, Content: record.Spans{{Start: 0, End: 19}}}
	network := told{Reading: encoder.Reading{Attributions: []encoder.Attribution{{Attribution: a}}}}
	r.languages["en"].encoder = network
	doc := &record.Document{ID: "x", Text: text, Language: "en"}
	if err := r.Read(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Attributions) != 1 || doc.Attributions[0].Sourcing != record.Agentless || doc.Models["told"] != "1" {
		t.Errorf("%+v, models %v", doc.Attributions, doc.Models)
	}
	if len(doc.Tokens) == 0 || doc.Tokens[1].UPOS != "NOUN" {
		t.Errorf("what the network left out was not read by rule: %+v", doc.Tokens)
	}
	word := record.Token{Span: record.Span{Start: 0, End: 3}, UPOS: "VERB", Lemma: "x", Head: 2, Deprel: "nsubj:pass"}
	network.Tokens, network.Names = slices.Clone(doc.Tokens), []encoder.Name{{First: 1, Last: 2, Kind: "organization"}}
	network.Tokens[0] = word
	network.Tokens[2].Lemma = "x"
	r.languages["en"].encoder = network
	if err := r.Read(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	if got := doc.Tokens[0]; got != word || doc.Tokens[2].Lemma != "be" {
		t.Errorf("tokens %+v: want the network's trees and tags, and the lists' lemmas where they have one", doc.Tokens[:3])
	}
	if len(doc.Entities) != 1 || doc.Entities[0].Name != "harbour" || doc.Entities[0].Kind != record.Organization {
		t.Errorf("entities %+v: want the network's name", doc.Entities)
	}
	network.err = errors.New("weights gone")
	r.languages["en"].encoder = network
	if err := r.Read(t.Context(), doc); !errors.Is(err, network.err) {
		t.Errorf("got %v", err)
	}
}
