package brat

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"hearsay/internal/export/standoff"
)

// applyNotes puts the fields of notes into the marks that they are of; what labels
// and relations say stands before them.
func (b *builder) applyNotes() error {
	for _, a := range b.file.notes {
		n := b.notes[a.target]
		for _, i := range b.of[a.target] {
			if err := b.spend(1 + len(n)); err != nil {
				return err
			}
			if err := keep(&b.marks[i], n); err != nil {
				return b.fault(a, "%s: %w", a.id, err)
			}
		}
	}
	return nil
}

// keep puts a note's fields into a mark that has no such fields. An id is kept
// because other notes refer to it.
func keep(m *standoff.Mark, n note) error {
	for field, v := range n {
		switch {
		case field == apart:
		case field == "id":
			var id string
			if json.Unmarshal(v, &id) != nil || (standoff.Mark{ID: id}).Letter() != m.Letter() {
				return fmt.Errorf("id %.40s: want a string that begins with %c", v, m.Letter())
			}
			m.ID = id
		case m.Fields[field] == nil:
			if m.Fields == nil {
				m.Fields = map[string]json.RawMessage{}
			}
			m.Fields[field] = v
		}
	}
	return nil
}

// first is the id of the first mark of a layer that an annotation is of, or "".
func (b *builder) first(annotation string, letters string) string {
	for _, i := range b.of[annotation] {
		if b.budget--; b.budget < 0 {
			return "" // build says so
		}
		if strings.IndexByte(letters, b.marks[i].Letter()) >= 0 {
			return b.marks[i].ID
		}
	}
	return ""
}

// applyRelations turns relations into the fields that refer to other marks.
func (b *builder) applyRelations() error {
	people := map[string]map[int][]string{"speakers": {}, "carriers": {}}
	for _, r := range b.relations {
		from, to := r.args[0].target, r.args[1].target
		if err := b.spend(1 + len(b.of[from])); err != nil {
			return err
		}
		entity := b.first(to, "e")
		for _, i := range b.of[from] {
			m := &b.marks[i]
			switch name := strings.ToLower(r.name); {
			case m.Letter() == 'a' && name == "speaker" && entity != "":
				people["speakers"][i] = append(people["speakers"][i], entity)
			case m.Letter() == 'a' && name == "carrier" && entity != "":
				people["carriers"][i] = append(people["carriers"][i], entity)
			case m.Letter() == 'a' && name == "via":
				if id := b.first(to, "ae"); id != "" {
					m.Set("via", id)
				}
			case m.Letter() == 'q' && name == "period":
				if id := b.first(to, "t"); id != "" {
					m.Set("period", id)
				}
			case (m.Letter() == 'q' || m.Letter() == 'v') && name == "saidin":
				if id := b.first(to, "a"); id != "" {
					m.Set("attribution", id)
				}
			}
		}
	}
	for field, lists := range people {
		for i, ids := range lists {
			if field == "speakers" {
				b.marks[i].Set("speaker", ids[0])
				if len(ids) == 1 {
					continue
				}
			}
			b.marks[i].Set(field, ids)
		}
	}
	return nil
}

// applyArguments turns the arguments of events into fields.
func (b *builder) applyArguments() error {
	for _, e := range b.events {
		for _, i := range b.of[e.id] {
			m := &b.marks[i]
			if m.Letter() != 'v' {
				continue
			}
			for _, x := range e.args {
				for _, a := range arguments {
					letters := "e"
					if a.field == "timex" {
						letters = "t"
					}
					if id := b.first(x.target, letters); id != "" && strings.EqualFold(x.role, a.name) {
						m.Set(a.field, id)
					}
				}
			}
		}
	}
	return nil
}

// applyLabels turns attributes into fields. Those that stand for nothing here are
// left out.
func (b *builder) applyLabels() error {
	for _, a := range b.attributes {
		if err := b.spend(1 + len(b.of[a.target])); err != nil {
			return err
		}
		for _, i := range b.of[a.target] {
			m := &b.marks[i]
			field := strings.ToLower(a.name)
			switch {
			case !slices.Contains(standoff.Words(m.Letter()), field) || field == "kind" || m.Letter() == 't':
			case field == "change":
				for change, label := range changes {
					if strings.EqualFold(label, a.value) {
						m.Set(field, change)
					}
				}
			case a.value == "":
				m.Set(field, true)
			case strings.EqualFold(a.value, "true"), strings.EqualFold(a.value, "false"):
				m.Set(field, strings.EqualFold(a.value, "true"))
			default:
				m.Set(field, a.value)
			}
		}
	}
	return nil
}
