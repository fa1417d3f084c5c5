package entity

import (
	"math"
	"slices"
	"strings"

	"hearsay/record"
)

// How far the search for a place goes.
const (
	maxOptions  = 40 // places of one name
	maxToponyms = 400
	rounds      = 3
	farPlaceOf  = 5 // words of a place at the head of a body's name
)

// toponym is an entity that has a name of a place, with the places that it may mean.
type toponym struct {
	entity  int
	within  string // the region or country that the text names behind it
	weight  float64
	options []option
	chosen  int
	part    bool // a place whose name only holds that of a known one
}

// option is one place of a name. prior says how much is known of it: the larger of two
// towns is meant, where nothing else speaks.
type option struct {
	place *record.Place
	prior float64
}

// What the signs of a place count, in powers of ten of people.
const (
	priorCountry = 8.5
	priorArea    = 8
	priorState   = 6.6 // of the countries that texts in English name most
	priorRegion  = 5.6
	priorCounty  = 4.5
	forCapital   = 1
	vouching     = 5.2 // for the name of a body to be one of a place
	forWithin    = 20
	forRegion    = 1.3 // for each doubling of the text's other places in the same region
	forCountry   = 0.7
)

// resolvePlaces gives each entity that a place names that place on the earth. Of the
// places with the name the text's other places decide: they lie together; then their
// size does.
func (s *search) resolvePlaces(entities []record.Entity) {
	known := map[string]bool{}
	for i := range entities {
		known[entities[i].Name] = known[entities[i].Name] || entities[i].Kind == record.PlaceKind
	}
	var all []toponym
	for i := range entities {
		if len(all) == maxToponyms {
			break
		}
		if t := s.toponym(&entities[i], known); len(t.options) > 0 {
			t.entity, t.within = i, s.behindOf[i]
			all = append(all, t)
		}
	}
	s.places.choose(all)
	for _, t := range all {
		e, p := &entities[t.entity], t.options[t.chosen].place
		if t.part {
			around := *p
			around.Name, around.GeonameID = e.Name, 0 // "North Lagos" is not Lagos
			p = &around
		}
		e.Place = p
	}
}

// behind is the region or country that the text names behind a place: "Harn, Okla.",
// "Harn, Texas", "Harn (Texas)".
func (s *search) behind(e extent) string {
	if e.last+1 >= len(s.text.Words) {
		return ""
	}
	if m := s.text.Form(e.last); m != "," && m != "(" {
		return ""
	}
	for n := min(farPlaceOf, len(s.text.Words)-e.last-1); n > 0; n-- {
		name := s.words(extent{e.last + 1, e.last + 1 + n})
		if s.places.shortOf(name) != nil {
			return name
		}
		if p := s.places.named[name]; p != nil && p.Precision != "city" {
			return p.Name
		}
		for _, l := range s.places.towns.lines(name) {
			if o := s.places.town(l); o.place.Precision == "region" {
				return name
			}
		}
	}
	return ""
}

// toponym lists what the name of an entity may mean as a place: the name of a place
// or a people, and the place in the name of a body or site.
func (s *search) toponym(e *record.Entity, known map[string]bool) (t toponym) {
	t.weight = math.Sqrt(float64(len(e.Mentions)))
	switch e.Kind {
	case record.Group:
		if p := s.places.peoples[e.Name]; p != nil {
			t.options = []option{{p, priorCountry}}
		}
		return t
	case record.PlaceKind:
		if t.options = s.places.options(e.Name); len(t.options) > 0 {
			return t
		}
		t.part = true
	case record.Organization, record.Facility:
		t.weight /= 2
		if _, ok := s.lookup(e.Name); ok {
			return t
		}
	default:
		return t
	}
	words := strings.FieldsFunc(e.Name, func(r rune) bool { return strings.ContainsRune(" -–/,", r) })
	if at := slices.Index(words, "of"); at > 0 && at+1 < len(words) {
		if t.options = s.vouched(words[at+1:min(len(words), at+1+farPlaceOf)], known); len(t.options) > 0 {
			return t
		}
	}
	first := 0
	if len(words) > 1 && (s.places.directions[strings.ToLower(words[0])] || len(words[0]) == 1) {
		first = 1 // "North", the "D" of "D-Harn"
	}
	for n := min(len(words)-first, farPlaceOf); n > 0 && len(t.options) == 0; n-- {
		t.options = s.vouched(words[first:first+n], known)
	}
	return t
}

// vouched are the places that the words at the head of a name may mean: those of a
// country, region, county or large town, or of a name that the text has as a place.
func (s *search) vouched(words []string, known map[string]bool) []option {
	name := strings.Join(words, " ")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "'")
	if p := s.places.peoples[name]; p != nil {
		return []option{{p, priorCountry}}
	}
	options := s.places.options(name)
	if known[name] || len(options) == 0 {
		return options
	}
	if len(words) == 1 && s.first[name] {
		return nil
	}
	for _, o := range options {
		if o.prior > vouching || o.place.Precision == "region" && len(words) > 1 {
			return options
		}
	}
	return nil
}

// choose decides among the options of all toponyms of a text.
func (g *gazetteer) choose(all []toponym) {
	for i := range all {
		t := &all[i]
		g.narrow(t)
		t.best(func(o option) float64 { return o.prior })
	}
	for range rounds {
		region, country := map[string]float64{}, map[string]float64{}
		add := func(t *toponym, sign float64) {
			p := t.options[t.chosen].place
			country[p.Country] += sign * t.weight
			if p.Admin1 != "" {
				region[p.Country+p.Admin1] += sign * t.weight
			}
		}
		for i := range all {
			add(&all[i], 1)
		}
		for i := range all {
			t := &all[i]
			if len(t.options) == 1 {
				continue
			}
			add(t, -1)
			t.best(func(o option) float64 {
				v := o.prior
				if o.place.Country != "" {
					v += forCountry * math.Log2(1+max(0, country[o.place.Country]))
				}
				if o.place.Admin1 != "" {
					v += forRegion * math.Log2(1+max(0, region[o.place.Country+o.place.Admin1]))
				}
				return v
			})
			add(t, 1)
		}
	}
}

// narrow prefers the options that lie in what the text names behind the name. Where
// none does it is a smaller place, known no nearer than that.
func (g *gazetteer) narrow(t *toponym) {
	if t.within == "" {
		return
	}
	found := false
	for k := range t.options {
		if g.lies(t.options[k].place, t.within) {
			t.options[k].prior += forWithin
			found = true
		}
		found = found || t.options[k].place.Precision != "city"
	}
	around := g.shortOf(t.within)
	if around == nil {
		around = g.named[t.within]
	}
	if found || around == nil || around.Name == t.options[0].place.Name {
		return
	}
	p := *around
	p.Name, p.GeonameID, p.Population = t.options[0].place.Name, 0, 0
	t.options = append(t.options, option{&p, forWithin})
}

// best chooses the option with the highest value, of equals the first.
func (t *toponym) best(value func(option) float64) {
	most := math.Inf(-1)
	for k, o := range t.options {
		if v := value(o); v > most {
			most, t.chosen = v, k
		}
	}
}

// lies tells whether a place is in the region or country of that name.
func (g *gazetteer) lies(p *record.Place, within string) bool {
	if s := g.shortOf(within); s != nil {
		within = s.Name
	}
	return p.Admin1 == within && p.Precision != "region" || g.code[p.Country] == within && p.Precision != "country" || p.Precision == "city" && g.isIn(p, within) && g.code[p.Country] == g.named[within].Name
}

// options are the places that a name may mean.
func (g *gazetteer) options(name string) []option {
	if p := g.shortOf(name); p != nil {
		return []option{{p, priorState}}
	}
	if g.directions[strings.ToLower(name)] {
		return nil
	}
	var out []option
	if p := g.named[name]; p != nil && p.Admin1 == "" {
		prior := float64(priorArea)
		switch p.Precision {
		case "country":
			prior = priorCountry
		case "city":
			prior = math.Log10(float64(p.Population + 100))
		}
		out = append(out, option{p, prior})
	}
	for _, line := range g.towns.lines(name) {
		if len(out) == maxOptions {
			break
		}
		out = append(out, g.town(line))
	}
	if out == nil && strings.ToUpper(name) == name && len(name) > 3 {
		if t := titleCase(name); t != name {
			return g.options(t)
		}
	}
	return out
}

// town reads one line of towns.tsv.
func (g *gazetteer) town(line string) option {
	name, line, _ := strings.Cut(line, "\t")
	kind, line, _ := strings.Cut(line, "\t")
	country, line, _ := strings.Cut(line, "\t")
	p := city(name + "\t" + country + "\t" + line)
	code := p.Admin1
	p.Admin1 = g.admin[p.Country+"."+code]
	switch kind {
	case "r":
		p.Precision = "region"
		switch p.Country {
		case "US", "CA", "GB", "AU":
			return option{p, priorState}
		}
		return option{p, priorRegion}
	case "d":
		p.Precision = "region"
		return option{p, priorCounty}
	}
	prior := math.Log10(float64(p.Population + 100))
	if kind == "p" {
		prior += forCapital
	}
	return option{p, prior}
}

// shortOf is the region that a name shortens ("Okla.", "W.Va"), nil for none.
func (g *gazetteer) shortOf(name string) *record.Place {
	if p := g.short[name]; p != nil || !strings.Contains(name, ".") && strings.ToUpper(name) == name {
		return p
	}
	return g.short[name+"."]
}
