//go:build ignore

// Generate writes countries.tsv, regions.tsv and cities.tsv from the lists under
// ../shared/corpora/places (see NOTICE for whose they are):
//
//	go run tables/places/generate.go ../shared/corpora/places
//
// Corrections by hand belong in other.tsv, which this program does not touch.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%s\t%.2f\t%.2f", c.CCA2, c.Name, strings.Join(other, ";"), strings.ReplaceAll(strings.Join(c.Demonym, ";"), ", ", ";"), c.LatLng[0], c.LatLng[1]))
	}
	slices.Sort(lines)
	write("countries.tsv", "Countries and territories, their other names in Latin letters, and what their people are called.\n"+
		"# Rows: mledoze/countries, ODbL 1.0 (see NOTICE); written by generate.go.",
		"code\tname\tother\tdemonyms\tlat\tlon", lines)

	var cities []city
	read(filepath.Join(from, "cities15000.jsonl"), &cities)
	var regions []struct{ Code, Name string }
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
	slices.SortStableFunc(lines, byName)
	write("regions.tsv", "First-level regions (states, oblasts, governorates), with the place of their largest city; without\n"+
		"# those that have the name of a city of cities.tsv, which is what texts mostly mean.\n"+
		"# Rows: GeoNames, CC BY 4.0 (see NOTICE); written by generate.go.",
		"name\tcountry\tlat\tlon", slices.Compact(lines))
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
