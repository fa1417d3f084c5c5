package record

import (
	"slices"
	"strings"
)

// maxNames bounds the names that an entity shows.
const maxNames = 16

// TakeName sets the entity's name to the longest of its mentions by name, and the
// others as aliases. An entity that no mention names keeps what it has.
func (e *Entity) TakeName(text string) {
	var names []string
	best := -1
	for _, m := range e.Mentions {
		if m.Form != NameForm {
			continue
		}
		n := strings.Join(strings.Fields(strings.ReplaceAll(m.In(text), "’", "'")), " ")
		if !slices.Contains(names, n) && len(names) < maxNames {
			names = append(names, n)
			if best < 0 || len(n) > len(names[best]) {
				best = len(names) - 1
			}
		}
	}
	if best < 0 {
		return
	}
	if !strings.EqualFold(e.Name, names[best]) {
		e.Name = names[best] // else the entity has it in its usual capitals
	}
	e.Aliases = slices.Delete(names, best, best+1)
	if len(e.Aliases) == 0 {
		e.Aliases = nil
	}
}
