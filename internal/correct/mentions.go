package correct

import (
	"cmp"
	"slices"
	"sort"

	"hearsay/record"
)

// mentions finds the entity that is mentioned at a place.
type mentions struct {
	at     map[record.Span]held
	sorted []record.Span // as they were at the beginning, by start
	twice  []held        // those at a place that another entity has too
}

// held is a mention with its entity.
type held struct {
	record.Mention
	entity int
}

func index(entities []record.Entity) *mentions {
	m := &mentions{at: map[record.Span]held{}}
	for i := range entities {
		for _, x := range entities[i].Mentions {
			if _, has := m.at[x.Span]; has {
				m.twice = append(m.twice, held{x, i})
				continue
			}
			m.at[x.Span] = held{x, i}
			m.sorted = append(m.sorted, x.Span)
		}
	}
	slices.SortFunc(m.sorted, func(a, b record.Span) int { return a.Start - b.Start })
	return m
}

// find is the mention at a place: the very one, else the one that shares the most
// with it, and more than half of what the two cover.
func (m *mentions) find(s record.Span) (held, bool) {
	if x, ok := m.at[s]; ok {
		return x, true
	}
	var out held
	best := 0.5 // so that the mention is less than twice as long as the place
	first := sort.Search(len(m.sorted), func(i int) bool { return m.sorted[i].Start >= s.Start-2*s.Len() })
	for _, at := range m.sorted[first:] {
		if at.Start >= s.End {
			break
		}
		shared := min(at.End, s.End) - max(at.Start, s.Start)
		if share := float64(shared) / float64(at.Len()+s.Len()-shared); share > best {
			if x, still := m.at[at]; still {
				best, out = share, x
			}
		}
	}
	return out, best > 0.5
}

// all are the mentions with their entities, in text order.
func (m *mentions) all() []held {
	out := slices.Clone(m.twice)
	for _, x := range m.at {
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b held) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.entity, b.entity))
	})
	return out
}
