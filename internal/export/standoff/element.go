package standoff

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"hearsay/record"
)

// Letter is the first letter of a mark's id, which tells its layer; 0 for an id of
// no layer.
func (m Mark) Letter() byte {
	if m.ID != "" && strings.IndexByte("eatqv", m.ID[0]) >= 0 {
		return m.ID[0]
	}
	return 0
}

// Text gives the field's value where it is a string, else "".
func (m Mark) Text(field string) string {
	var s string
	if json.Unmarshal(m.Fields[field], &s) != nil {
		return ""
	}
	return s
}

// Set gives a field a value; the value must be one that JSON has.
func (m *Mark) Set(field string, value any) {
	b, err := json.Marshal(value)
	if err != nil {
		return
	}
	if m.Fields == nil {
		m.Fields = map[string]json.RawMessage{}
	}
	m.Fields[field] = b
}

// Number gives an id to every mark that has none but its letter: the next that no
// other has.
func Number(marks []Mark) error {
	taken := map[string]bool{}
	for _, m := range marks {
		if m.Letter() == 0 {
			return fmt.Errorf("id %.40q: want one of the letters e, a, t, q, v and a number", m.ID)
		}
		if len(m.ID) > 1 && taken[m.ID] {
			return fmt.Errorf("id %.40q stands twice", m.ID)
		}
		taken[m.ID] = true
	}
	last := map[byte]int{}
	for i := range marks {
		m := &marks[i]
		for letter := m.ID; len(letter) == 1 && taken[m.ID]; {
			last[letter[0]]++
			m.ID = letter + strconv.Itoa(last[letter[0]])
		}
		taken[m.ID] = true
	}
	return nil
}

// element is the mark in the record's JSON form.
func (m Mark) element(known map[string]bool, text []rune) (map[string]any, error) {
	e := map[string]any{}
	for k, v := range m.Fields {
		e[k] = v
	}
	e["id"] = m.ID
	var mentions []map[string]any
	for _, p := range m.Parts {
		if len(p.Pieces) == 0 {
			continue
		}
		first := p.Pieces.Bounds()
		switch p.Role {
		case Mention:
			mentions = append(mentions, map[string]any{"start": first.Start, "end": first.End, "form": cmp.Or(p.Form, record.NameForm)})
		case Source, Cue, Content:
			e[string(p.Role)] = p.Pieces
		case Timex, Quantity:
			e["start"], e["end"] = first.Start, first.End
		case RoleSpan:
			e["role_span"] = first
		case Unit:
			e["unit_span"] = first
		case Counted:
			e["of"] = first
		case Trigger:
			e["trigger"] = first
		}
	}
	if mentions != nil {
		e["mentions"] = mentions
	}
	return e, m.fill(e, known, text)
}

// fill puts what says least where the schema wants a value and the mark has none.
func (m Mark) fill(e map[string]any, known map[string]bool, text []rune) error {
	or := func(field string, value any) {
		if _, ok := m.Fields[field]; !ok {
			e[field] = value
		}
	}
	switch m.Letter() {
	case 'e':
		or("name", m.longestName(text))
	case 'a':
		or("form", record.Indirect)
		or("act", record.Assert)
		or("confidence", 1)
		or("sourcing", record.Agentless)
		if e["source"] != nil {
			or("sourcing", record.Unnamed)
		}
	case 't':
		or("type", record.Date)
	case 'q':
		or("change", record.Exactly)
		return m.fillReadings(e, known)
	case 'v':
		or("modality", record.Happened)
		or("polarity", "positive")
	}
	return nil
}

// fillReadings forgets the periods of readings that nobody marks any more: formats
// keep them out of an annotator's sight.
func (m Mark) fillReadings(e map[string]any, known map[string]bool) error {
	if m.Fields["readings"] == nil {
		return nil
	}
	var readings []map[string]any
	if err := json.Unmarshal(m.Fields["readings"], &readings); err != nil {
		return fmt.Errorf("readings: %w", err)
	}
	for _, r := range readings {
		if id, ok := r["period"].(string); ok && !known[id] {
			r["period"] = nil
		}
	}
	e["readings"] = readings
	return nil
}

// longestName is an entity's name as far as its mentions tell: the longest of its
// names, else its first mention.
func (m Mark) longestName(text []rune) string {
	best := ""
	for _, p := range m.Parts {
		for _, s := range p.Pieces {
			if p.Role != Mention || s.Start < 0 || s.End > len(text) || s.Start > s.End {
				continue
			}
			words := strings.Join(strings.Fields(string(text[s.Start:s.End])), " ")
			if best == "" || len(words) > len(best) && p.Form == record.NameForm {
				best = words
			}
		}
	}
	return best
}

// IDs gives the field's value where it is an id or a list of ids.
func (m Mark) IDs(field string) []string {
	if id := m.Text(field); id != "" {
		return []string{id}
	}
	var ids []string
	if json.Unmarshal(m.Fields[field], &ids) != nil {
		return nil
	}
	return ids
}
