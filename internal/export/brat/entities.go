package brat

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/internal/export/standoff"
	"hearsay/record"
)

// entities joins mentions that are said to be the same, by equivalence or by a
// relation that is named after coreference. The kind is that of the first mention
// in the file.
func (b *builder) entities() error {
	chain := map[string]string{} // a mention to another of its chain, up to the chain's first
	first := func(id string) string {
		for chain[id] != id {
			chain[id] = chain[chain[id]]
			id = chain[id]
		}
		return id
	}
	order := map[string]int{}
	for i, t := range b.spans {
		if b.class(t.id).role == standoff.Mention && len(t.pieces) > 0 {
			chain[t.id], order[t.id] = t.id, i
		}
	}
	same := slices.Clone(b.same)
	for _, r := range b.relations {
		if k := strings.ToLower(r.name); k == "equiv" || strings.HasPrefix(k, "coref") {
			same = append(same, r)
		}
	}
	for _, s := range same {
		var of string
		for _, x := range s.args {
			switch _, mention := chain[x.target]; {
			case !mention:
			case of == "":
				of = first(x.target)
			default:
				a, z := of, first(x.target)
				if order[a] > order[z] {
					a, z = z, a
				}
				chain[z], of = a, a
			}
		}
	}
	return b.addEntities(chain, first)
}

func (b *builder) addEntities(chain map[string]string, first func(string) string) error {
	forms := map[string]record.MentionForm{}
	for _, a := range b.attributes {
		if strings.EqualFold(a.name, "Mention") {
			switch f := record.MentionForm(strings.ToLower(a.value)); f {
			case record.NameForm, record.NominalForm, record.PronounForm:
				forms[a.target] = f
			}
		}
	}
	roles := map[string]string{}
	for _, r := range b.relations {
		if b.known[key(r.name)].role == standoff.RoleSpan && b.byID[r.args[1].target].pieces != nil {
			roles[r.args[0].target] = r.args[1].target
		}
	}
	at := map[string]int{}
	for _, t := range b.spans {
		if chain[t.id] == "" {
			continue
		}
		head := first(t.id)
		i, begun := at[head]
		if !begun {
			i = len(b.marks)
			at[head] = i
			m := standoff.Mark{ID: "e"}
			m.Set("kind", b.class(t.id).kind)
			b.marks = append(b.marks, m)
		}
		// a mention is one span: the pieces of a discontinuous one with what is between
		p, err := b.part(standoff.Mention, t.id)
		if err != nil {
			return err
		}
		p.Pieces, p.Form = record.Spans{p.Pieces.Bounds()}, cmp.Or(forms[t.id], record.NameForm)
		m := &b.marks[i]
		m.Parts = append(m.Parts, p)
		if role := roles[t.id]; role != "" {
			p, err := b.part(standoff.RoleSpan, role)
			if err != nil {
				return err
			}
			m.Parts = append(m.Parts, p)
		}
		b.of[t.id] = append(b.of[t.id], i)
	}
	for i := range b.marks {
		slices.SortStableFunc(b.marks[i].Parts, func(p, q standoff.Part) int {
			return cmp.Compare(p.Pieces.Bounds().Start, q.Pieces.Bounds().Start)
		})
	}
	return nil
}
