package claim

import (
	"slices"
	"strings"

	"hearsay/record"
)

// nesting bounds how deep attributions inside attributions are followed.
const nesting = 8

// publisher sets the chain's first link: the outlet that publishes the text.
func (s *search) publisher() {
	if s.doc.Outlet == "" {
		return
	}
	link := record.Carrier{Kind: record.ByOutlet, Name: s.doc.Outlet}
	for e := range s.doc.Entities {
		if x := &s.doc.Entities[e]; x.Kind == record.Organization && isPublisher(x.Name, s.doc.Outlet) {
			link.Entity = record.To[record.Entity](e)
			break
		}
	}
	s.outlet = []record.Carrier{link}
}

// isPublisher tells whether a name is the outlet's, whole or, as outlets call
// themselves, its last part ("the Herald").
func isPublisher(name, outlet string) bool {
	name, outlet = bare(name), bare(outlet)
	return name != "" && (name == outlet || strings.HasSuffix(outlet, " "+name))
}

// bare is a name in small letters without its article.
func bare(name string) string { return strings.TrimPrefix(strings.ToLower(name), "the ") }

// chain is who carries what attribution i says, outermost first: the publishing
// outlet, those through whom the words came, the speaker.
func (s *search) chain(i int) []record.Carrier {
	out := slices.Clone(s.outlet)
	for _, link := range s.links(i, nesting) {
		out = appendLink(out, link)
	}
	return out
}

// links are the links of attribution i after the publishing outlet.
func (s *search) links(i, depth int) []record.Carrier {
	a := &s.doc.Attributions[i]
	var out []record.Carrier
	if b := a.Via.Attribution.Index(); b >= 0 && depth > 0 {
		out = s.links(b, depth-1)
	}
	for _, e := range a.Carriers {
		if !slices.ContainsFunc(out, func(c record.Carrier) bool { return c.Entity == e }) {
			out = append(out, s.carrier(e))
		}
	}
	return append(out, s.speaker(i))
}

// appendLink appends a link unless it repeats the last one.
func appendLink(chain []record.Carrier, link record.Carrier) []record.Carrier {
	if n := len(chain); n > 0 {
		if last := chain[n-1]; last == link || last.Entity.Set() && last.Entity == link.Entity && last.Kind == link.Kind {
			return chain
		}
	}
	return append(chain, link)
}

// carrier is the link of an entity through which words came: a person, else an
// outlet.
func (s *search) carrier(e record.Ref[record.Entity]) record.Carrier {
	x := &s.doc.Entities[e.Index()]
	kind := record.ByOutlet
	if x.Kind == record.Person {
		kind = record.ByPerson
	}
	return record.Carrier{Kind: kind, Name: x.Name, Entity: e}
}

// linkKinds are the kinds of links by the kind of sourcing.
var linkKinds = map[record.Sourcing]record.CarrierKind{
	record.NamedPerson: record.ByPerson, record.NamedOrganization: record.ByOrganization,
	record.NamedOutlet: record.ByOutlet, record.FromDocument: record.ByDocument,
	record.Unnamed: record.ByUnnamed, record.Collective: record.ByCollective,
	record.Agentless: record.ByAgentless, record.Author: record.ByAuthor,
}

// speaker is the link of attribution i's own source: by name where it has one, else
// in the text's words ("two officials"). A column's "I" is its author.
func (s *search) speaker(i int) record.Carrier {
	a := &s.doc.Attributions[i]
	link := record.Carrier{Kind: linkKinds[a.Sourcing], Entity: a.Speaker}
	switch {
	case a.Sourcing == record.NamedPerson && !a.Speaker.Set() && s.sources[i] == "I" && len(s.doc.Authors) > 0:
		link.Name = and(s.doc.Authors)
	case a.Sourcing == record.FromDocument, !a.Speaker.Set():
		link.Name = s.sources[i]
	case len(a.Speakers) > 1:
		var names []string
		for _, e := range a.Speakers {
			names = append(names, s.doc.Entities[e.Index()].Name)
		}
		link.Name = and(names)
	default:
		link.Name = s.doc.Entities[a.Speaker.Index()].Name
	}
	return link
}

// and joins names: "Ana Brevik, Tom Oss and Ilse Marr".
func and(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// authors is the chain of what the text says in its own voice; with an attribution,
// of what it reads into somebody's words there: who carries the attribution, then
// the author of the inference.
func (s *search) authors(i int) []record.Carrier {
	out := slices.Clone(s.outlet)
	if i >= 0 {
		if b := s.doc.Attributions[i].Via.Attribution.Index(); b >= 0 {
			for _, link := range s.links(b, nesting) {
				out = appendLink(out, link)
			}
			return out // the inference is of whoever says so
		}
	}
	author := record.Carrier{Kind: record.ByAuthor}
	if len(s.doc.Authors) > 0 {
		author.Name = strings.Join(s.doc.Authors, ", ")
	}
	return append(out, author)
}
