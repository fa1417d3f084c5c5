package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"

	"hearsay/record"
)

// eventsGold is a file of short texts with one kind of event each: PLOVER's gold
// sentences (JSON), or the snippets of CASE 2021, task 2 (a table with a head).
type eventsGold struct {
	docs  []eventsDoc
	acled bool // the kinds are ACLED's sub-events as CASE has them, not PLOVER's types
}

type eventsDoc struct{ id, text, kind string }

// newer are PLOVER's types of 2021, by those of 2016 that the gold sentences have.
var newer = map[string]string{"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}

func openEvents(path string, _ Options) (Gold, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	g := &eventsGold{acled: !bytes.HasPrefix(bytes.TrimSpace(b), []byte("["))}
	if g.acled {
		for i, line := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
			c := strings.Split(line, "\t")
			if len(c) < 3 {
				return nil, fmt.Errorf("%s:%d: want an id, a text and a kind of event with tabs between them", path, i+1)
			}
			if i > 0 {
				g.docs = append(g.docs, eventsDoc{c[0], c[1], strings.TrimSpace(c[2])})
			}
		}
		return g, nil
	}
	var rows []struct{ ID, Text, Event string }
	if err := json.Unmarshal(b, &rows); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, r := range rows {
		if r.Text == "" {
			continue
		}
		if n := newer[r.Event]; n != "" {
			r.Event = n
		}
		g.docs = append(g.docs, eventsDoc{r.ID, r.Text, r.Event})
	}
	return g, nil
}

func (g *eventsGold) Documents() iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, d := range g.docs {
			if !yield(&record.Document{ID: d.id, Text: d.text, Language: "en"}, nil) {
				return
			}
		}
	}
}

// Score compares kinds. A PLOVER sentence is right ("type") when the first event read
// in it has the gold's type, "any" when one of them has. For CASE one event stands for
// a text, the one with the rarest means; "weighted" is the mean of the kinds' F1 by how
// many texts have them.
func (g *eventsGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	gold, kinds := map[string]int{}, map[string]bool{}
	for _, d := range g.docs {
		if !in(d.id) {
			continue
		}
		var events []record.Event
		if r := records[d.id]; r != nil {
			events = r.Events
		}
		read, some := "", false
		if g.acled {
			read = caseKind(events)
		} else {
			for i, e := range events {
				if i == 0 {
					read = e.Type
				}
				some = some || e.Type == d.kind
			}
			t.add("any", one(some), one(len(events) > 0), 1)
		}
		t.add("type", one(read == d.kind), one(read != ""), 1)
		t.add(d.kind, one(read == d.kind), 0, 1)
		t.add(read, 0, 1, 0)
		kinds[d.kind] = true
		gold[d.kind]++
		if read != d.kind {
			out.add(d.id, "type", d.kind, read, d.text)
		}
	}
	names := slices.Sorted(maps.Keys(kinds))
	if !g.acled {
		out.Scores = t.scores(append([]string{"type", "any"}, names...)...)
		return out
	}
	weighted, all := Score{Name: "weighted"}, 0
	for _, s := range t.scores(names...) {
		weighted.F1 += s.F1 * float64(gold[s.Name])
		all += gold[s.Name]
	}
	weighted.F1 /= float64(max(1, all))
	out.Scores = append(append([]Score{weighted}, t.scores("type")...), t.scores(names...)...)
	return out
}

// caseKinds are CASE's names of ACLED's sub-events, those first that say most of what
// a text is about.
var caseKinds = []struct{ subtype, name string }{
	{"Chemical weapon", "CHEM_WEAP"},
	{"Suicide bomb", "SUIC_BOMB"},
	{"Disrupted weapons use", "DISR_WEAP"},
	{"Grenade", "GRENADE"},
	{"Sexual violence", "SEX_VIOL"},
	{"Excessive force against protesters", "FORCE_AGAINST_PROTEST"},
	{"Protest with intervention", "PROTEST_WITH_INTER"},
	{"Mob violence", "MOB_VIOL"},
	{"Headquarters or base established", "HQ_ESTABLISHED"},
	{"Non-violent transfer of territory", "NON_VIOL_TERRIT_TRANSFER"},
	{"Non-state actor overtakes territory", "NON_STATE_ACTOR_OVERTAKES_TER"},
	{"Government regains territory", "GOV_REGAINS_TERIT"},
	{"Air/drone strike", "AIR_STRIKE"},
	{"Shelling/artillery/missile attack", "ART_MISS_ATTACK"},
	{"Remote explosive/landmine/IED", "REM_EXPLOS"},
	{"Abduction/forced disappearance", "ABDUCT_DISSAP"},
	{"Violent demonstration", "VIOL_DEMONSTR"},
	{"Armed clash", "ARMED_CLASH"},
	{"Looting/property destruction", "PROPERTY_DISTRUCT"},
	{"Peaceful protest", "PEACE_PROTEST"},
	{"Arrests", "ARREST"},
	{"Attack", "ATTACK"},
	{"Agreement", "AGREEMENT"},
	{"Change to group/activity", "CHANGE_TO_GROUP_ACT"},
}

// caseKind is the kind of event that a text is about; without a sub-event of ACLED's
// that is what states do with words.
func caseKind(events []record.Event) string {
	for _, k := range caseKinds {
		if slices.ContainsFunc(events, func(e record.Event) bool { return e.Subtype == k.subtype }) {
			return k.name
		}
	}
	if slices.ContainsFunc(events, func(e record.Event) bool { return e.Type == "AGREE" && e.Modality == record.Happened }) {
		return "AGREEMENT"
	}
	if len(events) > 0 {
		return "DIPLO"
	}
	return ""
}
