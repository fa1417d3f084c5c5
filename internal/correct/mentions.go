package correct

import (
	"slices"
	"sort"

	"hearsay/record"
)

// mentions finds the entity that is mentioned at a place.
type mentions struct {
	of     map[record.Span]int
	sorted []record.Span // as they were at the beginning, by start
}

func index(entities []record.Entity) *mentions {
	m := &mentions{of: map[record.Span]int{}}
	for i := range entities {
		for _, x := range entities[i].Mentions {
			if _, twice := m.of[x.Span]; !twice {
				m.of[x.Span] = i
				m.sorted = append(m.sorted, x.Span)
			}
		}
	}
	slices.SortFunc(m.sorted, func(a, b record.Span) int { return a.Start - b.Start })
	return m
}

// find is the mention at a place with its entity: the very one, else the one that
// shares the most words with it, and more than half of what the two cover.
func (m *mentions) find(s record.Span) (entity int, at record.Span, ok bool) {
	if i, ok := m.of[s]; ok {
		return i, s, true
	}
	best := 0.5 // so that the mention is less than twice as long as the place
	first := sort.Search(len(m.sorted), func(i int) bool { return m.sorted[i].Start >= s.Start-2*s.Len() })
	for _, x := range m.sorted[first:] {
		if x.Start >= s.End {
			break
		}
		i, still := m.of[x]
		shared := min(x.End, s.End) - max(x.Start, s.Start)
		if share := float64(shared) / float64(x.Len()+s.Len()-shared); still && share > best {
			best, entity, at, ok = share, i, x, true
		}
	}
	return entity, at, ok
}
