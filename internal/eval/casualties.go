package eval

import (
	"encoding/json"
	"fmt"
	"iter"

	"hearsay/record"
)

type casualtiesGold struct{ docs []casualtiesDoc }

type casualtiesDoc struct {
	ID, Text, Title, URL string
	Victims              []json.RawMessage
	Killed, Injured      float64
}

func openCasualties(path string, _ Options) (Gold, error) {
	g := &casualtiesGold{}
	return g, eachLine(path, func(line []byte) error {
		var d casualtiesDoc
		err := json.Unmarshal(line, &d)
		if len(d.Victims) > 0 { // else nobody entered them
			g.docs = append(g.docs, d)
		}
		return err
	})
}

func (g *casualtiesGold) Documents() iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, d := range g.docs {
			if !yield(&record.Document{ID: d.ID, Text: d.Text, Title: d.Title, URL: d.URL}, nil) {
				return
			}
		}
	}
}

// Score compares the killed and injured of a report with the first event that has any,
// which is what it is about ("both"), and with the largest numbers of all its events
// ("killed", "injured", "largest"). Aggregates and what did not happen count for nothing.
func (g *casualtiesGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	for _, d := range g.docs {
		if !in(d.ID) {
			continue
		}
		var killed, injured float64
		first, found := [2]float64{}, false
		if r := records[d.ID]; r != nil {
			for _, e := range r.Events {
				if e.Aggregate || e.Negative {
					continue
				}
				if !found && (e.Deaths != nil || e.Injured != nil) {
					first, found = [2]float64{larger(0, e.Deaths), larger(0, e.Injured)}, true
				}
				killed, injured = larger(killed, e.Deaths), larger(injured, e.Injured)
			}
		}
		t.add("killed", one(killed == d.Killed), 1, 1)
		t.add("injured", one(injured == d.Injured), 1, 1)
		t.add("largest", one(killed == d.Killed && injured == d.Injured), 1, 1)
		both := first == [2]float64{d.Killed, d.Injured}
		t.add("both", one(both), 1, 1)
		if !both {
			out.add(d.ID, "differs", fmt.Sprintf("%g killed, %g injured", d.Killed, d.Injured), fmt.Sprintf("%g killed, %g injured", first[0], first[1]), d.Title)
		}
	}
	out.Scores = t.scores("both", "killed", "injured", "largest")
	return out
}

func larger(n float64, c *record.Count) float64 {
	if c == nil || c.Best == nil {
		return n
	}
	return max(n, *c.Best)
}
