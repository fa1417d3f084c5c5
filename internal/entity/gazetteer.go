package entity

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"hearsay/internal/table"
	"hearsay/record"
)

// gazetteer knows countries, regions and cities. The many cities stay in the text
// of their table, which is sorted, and are looked up there: reading them at every
// start would cost more than all other tables together.
type gazetteer struct {
	named    map[string]*record.Place // countries, areas, regions, other names
	demonyms []string                 // in the order of the table
	peoples  map[string]*record.Place // demonym → the country or continent
	cities   sorted                   // cities.tsv: which names are read as cities
	towns    sorted                   // towns.tsv: where a name may lie
	code     map[string]string        // ISO code → the country's name
	admin    map[string]string        // code of a first-level region → its name
	short    map[string]*record.Place // "Okla."
	// directions are words that only narrow the place after them; as names of places
	// far away they would be found everywhere.
	directions map[string]bool
}

func loadGazetteer(fsys fs.FS) (*gazetteer, error) {
	g := &gazetteer{named: make(map[string]*record.Place, 2600), peoples: make(map[string]*record.Place, 600), code: make(map[string]string, 256), admin: make(map[string]string, 4000), short: map[string]*record.Place{}, directions: map[string]bool{}}
	var err error
	if g.cities, err = readSorted(fsys, "places/cities.tsv"); err != nil {
		return nil, err
	}
	if g.towns, err = readSorted(fsys, "places/towns.tsv"); err != nil {
		return nil, err
	}
	for _, load := range []func(fs.FS) error{g.readCountries, g.readOther, g.readRegions, g.readAdmin, g.readShort} {
		if err := load(fsys); err != nil {
			return nil, err
		}
	}
	return g, nil
}

func (g *gazetteer) readCountries(fsys fs.FS) error {
	rows, err := table.Read(fsys, "places/countries.tsv", "code", "name", "other", "demonyms", "lat", "lon")
	if err != nil {
		return err
	}
	for _, r := range rows {
		p, err := place(r, "country")
		if err != nil {
			return err
		}
		p.Country = r.Get("code")
		g.code[p.Country] = p.Name
		g.add(p.Name, p)
		for _, o := range r.List("other") {
			g.add(o, p)
		}
		for _, d := range r.List("demonyms") {
			g.demonyms = append(g.demonyms, d)
			g.people(d, p)
		}
	}
	return nil
}

// people notes what the people of a place are called.
func (g *gazetteer) people(demonym string, p *record.Place) {
	for _, d := range []string{demonym, demonym + "s"} {
		if g.peoples[d] == nil {
			g.peoples[d] = p
		}
	}
}

func (g *gazetteer) readAdmin(fsys fs.FS) error {
	rows, err := table.Read(fsys, "places/admin.tsv", "code", "name")
	if err != nil {
		return err
	}
	for _, r := range rows {
		g.admin[r.Get("code")] = r.Get("name")
	}
	return nil
}

func (g *gazetteer) readOther(fsys fs.FS) error {
	rows, err := table.Read(fsys, "places/other.tsv", "name", "same", "country", "lat", "lon", "precision", "demonyms")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if same := r.Get("same"); same != "" {
			p := g.named[same]
			if p == nil {
				if c := g.cityLines(same); len(c) > 0 {
					p = city(c[0])
				}
			}
			if p == nil {
				return r.Errorf("no place is called %q", same)
			}
			g.add(r.Get("name"), p)
			for _, d := range r.List("demonyms") {
				g.peoples[d], g.peoples[d+"s"] = p, p // of several peoples the one that is mostly meant
			}
			continue
		}
		p, err := place(r, r.Get("precision"))
		if err != nil {
			return err
		}
		p.Country = r.Get("country")
		g.add(p.Name, p)
		for _, d := range r.List("demonyms") {
			g.people(d, p)
		}
	}
	return nil
}

func (g *gazetteer) readRegions(fsys fs.FS) error {
	rows, err := table.Read(fsys, "places/regions.tsv", "name", "country", "lat", "lon")
	if err != nil {
		return err
	}
	for _, r := range rows {
		p, err := place(r, "region")
		if err != nil {
			return err
		}
		p.Country = r.Get("country")
		p.Admin1 = p.Name
		g.add(p.Name, p)
	}
	return nil
}

func (g *gazetteer) add(name string, p *record.Place) {
	if _, ok := g.named[name]; !ok {
		g.named[name] = p
	}
}

func place(r table.Row, precision string) (*record.Place, error) {
	lat, err := strconv.ParseFloat(r.Get("lat"), 64)
	if err != nil {
		return nil, r.Errorf("latitude %q", r.Get("lat"))
	}
	lon, err := strconv.ParseFloat(r.Get("lon"), 64)
	if err != nil {
		return nil, r.Errorf("longitude %q", r.Get("lon"))
	}
	return &record.Place{Name: r.Get("name"), Lat: lat, Lon: lon, Precision: precision}, nil
}

func (g *gazetteer) readShort(fsys fs.FS) error {
	rows, err := table.Read(fsys, "places/short.tsv", "short", "name", "country")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Get("name") == "" {
			g.directions[r.Get("short")] = true
			continue
		}
		for _, l := range g.towns.lines(r.Get("name")) {
			if o := g.town(l); o.place.Precision == "region" && o.place.Country == r.Get("country") {
				g.short[r.Get("short")] = o.place
			}
		}
		if g.short[r.Get("short")] == nil {
			return r.Errorf("no region is called %q", r.Get("name"))
		}
	}
	return nil
}

// sorted is a table in the order of the bytes of its first cell, as text: the lines
// without its head, each with its line break.
type sorted string

// readSorted reads a sorted table and checks its order.
func readSorted(fsys fs.FS, file string) (sorted, error) {
	bytes, err := fs.ReadFile(fsys, file)
	if err != nil {
		return "", fmt.Errorf("table %s: %w", file, err)
	}
	data := string(bytes)
	last, body := "", -1
	for at, n := 0, 1; at < len(data); n++ {
		end := strings.IndexByte(data[at:], '\n') + at
		if end < at {
			return "", fmt.Errorf("%s:%d: the last line does not end", file, n)
		}
		line := data[at:end]
		at = end + 1
		if line == "" || line[0] == '#' {
			continue
		}
		tab := strings.IndexByte(line, '\t')
		switch {
		case tab < 0:
			return "", fmt.Errorf("%s:%d: want cells with a tab between them", file, n)
		case body < 0:
			body = at
			continue
		case line[:tab] < last:
			return "", fmt.Errorf("%s:%d: %q stands after %q; the rows must be in the order of the bytes of the name", file, n, line[:tab], last)
		}
		last = line[:tab]
	}
	return sorted(data[max(body, 0):]), nil
}

const cityCells = 7

// cityLines are the lines of the cities with the name, the largest first.
func (g *gazetteer) cityLines(name string) []string { return g.cities.lines(name) }

// lines are those of a name, in the order of the table.
func (s sorted) lines(name string) []string {
	lo, hi := 0, len(s)
	for lo < hi {
		mid := lo + (hi-lo)/2
		start := strings.LastIndexByte(string(s[lo:mid]), '\n') + 1 + lo
		end := start + strings.IndexByte(string(s[start:]), '\n') + 1
		if n, _, _ := strings.Cut(string(s[start:end]), "\t"); n < name {
			lo = end
		} else {
			hi = start
		}
	}
	var out []string
	for lo < len(s) {
		end := lo + strings.IndexByte(string(s[lo:]), '\n')
		line := string(s[lo:end])
		if len(line) <= len(name) || line[len(name)] != '\t' || line[:len(name)] != name {
			break
		}
		out = append(out, line)
		lo = end + 1
	}
	return out
}

// city reads one line of cities.tsv. A cell that is missing, or a number that is
// none, reads as 0.
func city(line string) *record.Place {
	var c [cityCells]string
	for i := range c {
		c[i], line, _ = strings.Cut(line, "\t")
	}
	p := &record.Place{Name: c[0], Country: c[1], Admin1: c[2], Precision: "city"}
	p.Lat, _ = strconv.ParseFloat(c[3], 64)
	p.Lon, _ = strconv.ParseFloat(c[4], 64)
	p.GeonameID, _ = strconv.Atoi(c[5])
	p.Population, _ = strconv.Atoi(c[6])
	return p
}

// find is the place of a name: the country, area or region of that name, else the
// city; of several cities the one in the named country or region, else the largest.
// It is nil where no table has the name.
func (g *gazetteer) find(name, within string) *record.Place {
	lines := g.cityLines(name)
	if within != "" {
		for _, l := range lines {
			if p := city(l); p.Admin1 == within || g.code[p.Country] == within || g.isIn(p, within) {
				return p
			}
		}
		if w := g.named[within]; w != nil && len(lines) > 0 && w.Precision != "city" {
			// A smaller place of the same name: no nearer than its region.
			return &record.Place{Name: name, Lat: w.Lat, Lon: w.Lon, Country: w.Country, Admin1: w.Admin1, Precision: w.Precision}
		}
	}
	if p := g.named[name]; p != nil {
		return p
	}
	if len(lines) > 0 {
		return city(lines[0])
	}
	return nil
}

func (g *gazetteer) isIn(p *record.Place, within string) bool {
	w := g.named[within]
	return w != nil && w.Country == p.Country && (w.Precision == "country" || w.Name == p.Admin1)
}
