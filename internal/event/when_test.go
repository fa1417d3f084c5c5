package event

import (
	"strings"
	"testing"

	"hearsay/record"
)

// TestWhenByTheTree says that a time belongs to the clause that it hangs in, and to the
// clauses below, and to none above or beside.
func TestWhenByTheTree(t *testing.T) {
	r := load(t)
	for _, c := range []struct {
		what, trees string
		want        map[string]bool // by trigger: has the time "Friday"
	}{
		{
			"a clause below has its own time",
			"Marland_PROPN_2_nsubj attacked=attack_VERB_0_root Ostia_PROPN_2_obj although_SCONJ_6_mark Ostia_PROPN_6_nsubj withdrew=withdraw_VERB_2_advcl on_ADP_8_case Friday_PROPN_6_obl ._PUNCT_2_punct",
			map[string]bool{"attacked": false, "withdrew": true},
		},
		{
			"the time of what holds a clause is the clause's",
			"On_ADP_2_case Friday_PROPN_4_obl Marland_PROPN_4_nsubj said=say_VERB_0_root Ostia_PROPN_6_nsubj attacked=attack_VERB_4_ccomp Harn_PROPN_6_obj ._PUNCT_4_punct",
			map[string]bool{"attacked": true},
		},
		{
			"the first of two tells for both",
			"On_ADP_2_case Friday_PROPN_4_obl Marland_PROPN_4_nsubj attacked=attack_VERB_0_root Ostia_PROPN_4_obj and_CCONJ_8_cc Ostia_PROPN_8_nsubj withdrew=withdraw_VERB_4_conj ._PUNCT_4_punct",
			map[string]bool{"attacked": true, "withdrew": true},
		},
	} {
		cut, tokens := parsed(t, c.trees)
		at := strings.Index(cut.Source, "Friday")
		times := []record.Timex{{Span: record.Span{Start: at, End: at + len("Friday")}, Type: record.Date, Value: "2025-03-07"}}
		got := map[string]bool{}
		for _, e := range r.finder.Find(cut, tokens, names(cut.Source), times, nil, nil) {
			got[e.Trigger.In(cut.Source)] = e.Timex.Set()
		}
		for trigger, has := range c.want {
			if is, found := got[trigger]; !found || is != has {
				t.Errorf("%s: %q: %q found %v, with its time %v; want %v", c.what, cut.Source, trigger, found, is, has)
			}
		}
	}
}
