package record

import (
	"slices"
	"testing"
)

func TestKeepSure(t *testing.T) {
	said := func(start int, confidence float64, via int) Attribution {
		s := Spans{{Start: start, End: start + 2}}
		return Attribution{
			Source: Spans{}, Cue: s, Content: Spans{}, Form: Indirect, Act: Assert, Sourcing: Agentless,
			Confidence: confidence, Via: Via{Attribution: Ref[Attribution](via)},
		}
	}
	claim := func(attribution, whole int) Claim {
		return Claim{Spans: Spans{}, Sourcing: Agentless, Chain: []Carrier{{Kind: ByAgentless}}, Attribution: Ref[Attribution](attribution), PartOf: Ref[Claim](whole)}
	}
	doc := func() *Document {
		return &Document{
			ID: "x", Text: "they said that she said that he said", Body: Span{End: 36},
			Attributions: []Attribution{said(5, 0.2, 0), said(19, 0.9, 1), said(32, 0.8, 2)},
			Claims:       []Claim{claim(1, 0), claim(1, 1), claim(0, 0), claim(2, 0), claim(3, 0), claim(3, 5)},
			Quantities:   []Quantity{{Attribution: 1}, {Attribution: 3}},
			Events:       []Event{{Attribution: 2}},
		}
	}
	d := doc()
	d.KeepSure(0.5)
	if len(d.Attributions) != 2 || d.Attributions[0].Via.Attribution.Set() || d.Attributions[1].Via.Attribution != 1 {
		t.Errorf("attributions %+v", d.Attributions)
	}
	var claims [][2]int
	for _, c := range d.Claims {
		claims = append(claims, [2]int{int(c.Attribution), int(c.PartOf)})
	}
	if !slices.Equal(claims, [][2]int{{0, 0}, {1, 0}, {2, 0}, {2, 3}}) {
		t.Errorf("claims with attribution and whole: %v", claims)
	}
	if d.Quantities[0].Attribution.Set() || d.Quantities[1].Attribution != 2 || d.Events[0].Attribution != 1 {
		t.Errorf("quantities %+v, events %+v", d.Quantities, d.Events)
	}
	all := doc()
	if all.KeepSure(0.2); len(all.Attributions) != 3 || len(all.Claims) != 6 {
		t.Errorf("at 0.2: %+v", all)
	}
}
