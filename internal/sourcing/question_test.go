package sourcing

import (
	"testing"

	"hearsay/record"
)

// Who answers an interviewer, or a question on air, speaks through them.
func TestQuestionsCarryTheirAnswers(t *testing.T) {
	j := judge(t)
	for markup, want := range map[string]string{
		"On Radio Delta, {S1:Tom Oss} {C1:asked} {X1:whether it was shut}. {X2:“It was old,”} {S2:Ana Brevik} {C2:said}.": "Radio Delta",
		"{S1:Tom Oss} {C1:asked} {X1:whether it was shut}. {X2:“It was old,”} {S2:Ana Brevik} {C2:said}.":                 "-",
	} {
		text, tokens, entities, attributions := marked(t, markup)
		attributions[0].Act = record.Ask
		entities = j.Fill(text, tokens, entities, attributions, "").Entities
		got := "-"
		if v := attributions[1].Via.Entity; v.Set() {
			got = entities[v.Index()].Name
		}
		if got != want {
			t.Errorf("%s: the answer is carried by %s, want %s", text.Source, got, want)
		}
	}
}
