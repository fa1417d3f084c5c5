package brat

import (
	"strings"

	"hearsay/internal/export/standoff"
)

// attributions finds who hangs together with what: each event of which a source, a
// cue or a content is part is one attribution; each cue with what relations join to
// it, directly or over a source or a content, is one or, where relations between
// its sources and its contents say so, several; each content and each source that
// is left stands for itself.
//
// The names and the directions of relations do not matter, for annotators differ
// in them: cue to source and content (PARC, PolNeAR), source to cue to content,
// content to source.
func (b *builder) attributions() error {
	g := graph{joined: map[string]parts{}, class: map[string]standoff.Role{}, budget: &b.budget}
	var order []string
	for _, t := range b.spans {
		if c := b.class(t.id); c.attribution() && len(t.pieces) > 0 {
			g.class[t.id] = c.role
			order = append(order, t.id)
		}
	}
	used := map[string]bool{}
	for _, e := range b.events {
		found := b.eventParts(e, g)
		if found == nil {
			continue
		}
		for _, ids := range found {
			for _, id := range ids {
				used[id] = true
			}
		}
		if err := b.add(standoff.Mark{ID: "a"}, []string{e.id}, found); err != nil {
			return err
		}
	}
	for _, r := range b.relations {
		b.link(&g, r)
	}
	for _, id := range order {
		if used[id] {
			continue
		}
		var found []parts
		switch g.class[id] {
		case standoff.Cue:
			found = g.ofCue(id)
		case standoff.Content:
			if len(g.joined[id][standoff.Cue]) == 0 && !g.throughSource(id) {
				found = []parts{{standoff.Source: newList(g.near(id, standoff.Source)).ids, standoff.Content: {id}}}
			}
		case standoff.Source:
			if len(g.joined[id]) == 0 {
				found = []parts{{standoff.Source: {id}}}
			}
		}
		for _, p := range found {
			if err := b.add(standoff.Mark{ID: "a"}, nil, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// eventParts are the parts that a brat event gives an attribution; nil where it is
// none. An argument is what its role says, else what its own type does.
func (b *builder) eventParts(e *annotation, g graph) parts {
	out, seen := parts{}, map[string]bool{}
	put := func(r standoff.Role, id string) {
		if !seen[id] && len(b.byID[id].pieces) > 0 {
			seen[id] = true
			out[r] = append(out[r], id)
		}
	}
	for _, x := range e.args {
		c := b.known[key(x.role)]
		if !c.attribution() {
			c.role = g.class[x.target]
		}
		if c.role != "" {
			put(c.role, x.target)
		}
	}
	role := g.class[e.target]
	if role == "" && (len(out) == 0 || b.known[key(e.name)].role == standoff.Trigger) {
		return nil
	}
	if role == "" {
		role = standoff.Cue
	}
	put(role, e.target)
	return out
}

// link takes up a relation that joins two parts of an attribution. A relation that
// is named after a part gives that role to what it leads to, be it a person's name.
func (b *builder) link(g *graph, r *annotation) {
	from, to := r.args[0].target, r.args[1].target
	switch strings.ToLower(r.name) {
	case "via", "carrier", "saidin":
		return
	}
	if c := b.known[key(r.name)]; c.attribution() && g.class[from] != "" && g.class[to] == "" && len(b.byID[to].pieces) > 0 && !strings.EqualFold(r.name, "Speaker") {
		g.class[to] = c.role
	}
	if from != to && g.class[from] != "" && g.class[to] != "" {
		g.join(from, to)
		g.join(to, from)
	}
}

// parts are annotations by their role in an attribution.
type parts map[standoff.Role][]string

// graph is which parts of attributions relations join.
type graph struct {
	joined map[string]parts
	class  map[string]standoff.Role
	budget *int
}

func (g graph) join(from, to string) {
	if g.joined[from] == nil {
		g.joined[from] = parts{}
	}
	r := g.class[to]
	g.joined[from][r] = append(g.joined[from][r], to)
}

// near are the parts of a role that are joined to this one.
func (g graph) near(id string, role standoff.Role) []string {
	near := g.joined[id][role]
	if *g.budget -= len(near); *g.budget < 0 {
		return nil // build says so
	}
	return near
}

// throughSource tells whether a cue takes this content over their source: a source
// of one cue alone.
func (g graph) throughSource(content string) bool {
	for _, s := range g.near(content, standoff.Source) {
		if len(g.joined[s][standoff.Cue]) == 1 {
			return true
		}
	}
	return false
}

// ofCue are the attributions of a cue.
func (g graph) ofCue(cue string) []parts {
	sources, contents := newList(g.near(cue, standoff.Source)), newList(g.near(cue, standoff.Content))
	direct := sources.ids
	for _, c := range contents.ids { // over a content to its source
		for _, s := range g.near(c, standoff.Source) {
			if len(g.joined[s][standoff.Cue]) == 0 {
				sources.add(s)
			}
		}
	}
	for _, s := range direct { // over a source to its content
		if len(g.joined[s][standoff.Cue]) > 1 {
			continue
		}
		for _, c := range g.near(s, standoff.Content) {
			if len(g.joined[c][standoff.Cue]) == 0 {
				contents.add(c)
			}
		}
	}
	if apart := g.pairs(sources, contents.ids); apart != nil {
		for _, p := range apart {
			p[standoff.Cue] = []string{cue}
		}
		return apart
	}
	return []parts{{standoff.Source: sources.ids, standoff.Cue: {cue}, standoff.Content: contents.ids}}
}

// pairs gives each content with its own sources where every content has some and
// no two share one; else nil.
func (g graph) pairs(sources *list, contents []string) []parts {
	if len(contents) < 2 {
		return nil
	}
	taken := newList(nil)
	var out []parts
	for _, c := range contents {
		own := newList(nil)
		for _, s := range g.near(c, standoff.Source) {
			if sources.has[s] {
				own.add(s)
			}
		}
		for _, s := range own.ids {
			if taken.has[s] {
				return nil
			}
			taken.add(s)
		}
		if own.ids == nil {
			return nil
		}
		out = append(out, parts{standoff.Source: own.ids, standoff.Content: {c}})
	}
	return out
}

// list is a list of annotations without doubles.
type list struct {
	ids []string
	has map[string]bool
}

func newList(ids []string) *list {
	l := &list{has: map[string]bool{}}
	for _, id := range ids {
		l.add(id)
	}
	return l
}

func (l *list) add(id string) {
	if !l.has[id] {
		l.has[id] = true
		l.ids = append(l.ids, id)
	}
}
