package attribution

import (
	"io/fs"
	"math"
	"slices"
	"strconv"

	"hearsay/internal/lex"
	"hearsay/internal/table"
	"hearsay/record"
)

// Features are what the confidence of an attribution rests on where a network has read:
// the names of the rows of confidence.tsv. Nobody writes to them.
//
//nolint:gochecknoglobals // a list that stays as it is
var Features = []string{
	"bias", "cue", "roles", "cue-roles", "alone", "rule", "rule-source", "rule-cue", "rule-content",
	"direct", "no-source", "no-content", "length", "pieces", "nested",
}

// loadConfidence reads confidence.tsv: the weight of each feature.
func loadConfidence(tables fs.FS, language string) ([]float64, error) {
	rows, err := table.Read(tables, language+"/confidence.tsv", "feature", "weight")
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(Features))
	for _, r := range rows {
		i := slices.Index(Features, r.Get("feature"))
		if i < 0 {
			return nil, r.Errorf("no feature is named %q", r.Get("feature"))
		}
		if out[i], err = strconv.ParseFloat(r.Get("weight"), 64); err != nil {
			return nil, r.Errorf("weight %q is no number", r.Get("weight"))
		}
	}
	return out, nil
}

// evidence is where an attribution of a text that a network read comes from.
type evidence struct {
	read   *Read               // the network's reading; nil where a rule read alone
	rule   *record.Attribution // the rule's reading of the same cue; nil for none
	nested bool                // the cue stands in another's content
}

// features are the values of Features for an attribution with its evidence.
func (e evidence) features(text *lex.Text, quotes []lex.Quote, a *record.Attribution) []float64 {
	f := make([]float64, len(Features))
	set := func(name string, value float64) { f[slices.Index(Features, name)] = value }
	truth := func(name string, holds bool) {
		if holds {
			set(name, 1)
		}
	}
	set("bias", 1)
	if e.read != nil {
		set("cue", logit(e.read.CueOdds))
		set("roles", logit(e.read.RoleOdds))
		set("cue-roles", logit(e.read.CueOdds*e.read.RoleOdds))
	}
	truth("alone", e.read == nil)
	if r := e.rule; r != nil {
		set("rule", 1)
		truth("rule-source", slices.Equal(r.Source, a.Source))
		truth("rule-cue", slices.Equal(r.Cue, a.Cue))
		truth("rule-content", slices.Equal(r.Content, a.Content))
	}
	truth("direct", len(a.Content) > 0 && formOf(text, quotes, a.Content) == record.Direct)
	truth("no-source", len(a.Source) == 0)
	truth("no-content", len(a.Content) == 0)
	words := 0
	for _, s := range a.Content {
		first, last := text.Range(s)
		words += last - first
	}
	set("length", math.Log1p(float64(words)))
	truth("pieces", len(a.Content) > 1)
	truth("nested", e.nested)
	return f
}

// logit is the logarithm of the odds of a probability, bounded.
func logit(p float64) float64 {
	const least = 1e-4
	p = min(1-least, max(least, p))
	return math.Log(p / (1 - p))
}

// confide is the confidence that weighed features give, in thousandths.
func confide(weights, features []float64) float64 {
	var sum float64
	for i, x := range features {
		sum += weights[i] * x
	}
	return math.Round(1000/(1+math.Exp(-sum))) / 1000
}
