//go:build ignore

// Generate writes offices-21c.csv from the lists under
// ../shared/corpora/facts (see NOTICE for whose they are):
//
//	go run tables/facts/generate.go ../shared/corpora/facts
//
// Offices that offices-leaders.csv holds are left to it; corrections by hand belong
// there.
package main

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"hearsay/check/facts"
)

type row struct {
	Country, Position, Person, Wikidata, Start, End string
	StartYear                                       string `json:"start_year"`
	EndYear                                         string `json:"end_year"`
}

type tenure struct{ country, office, person, from, to, known, source string }

// offices are the positions that are kept, and their plain names.
var offices = []struct{ pattern, name string }{
	{`^President( of [A-Z]\S+( [A-Z]\S+)*)?$`, "president"},
	{`^(Prime Minister|Chancellor|Premier|Taoiseach)$`, "prime minister"},
	{`^(Minister (of|for) (Europe and )?(Foreign|External) Affairs|Foreign Minister|Foreign Secretary|Secretary of State for Foreign.*)$`, "foreign minister"},
	{`^(Minister (of|for) (National )?Defen[cs]e|Secretary of Defense|Minister of the Armed Forces|Secretary of State for Defence)$`, "defence minister"},
	{`^(Minister (of|for) Finance|Secretary of the Treasury|Chancellor of the Exchequer)$`, "finance minister"},
	{`^(Minister of (the )?(Interior|Internal Affairs|Interior Affairs)|Home Secretary)$`, "interior minister"},
}

// names are the countries whose name elsewhere in the tables is another.
var names = map[string]string{"Congo Kinshasa": "Democratic Republic of the Congo"}

const (
	knownWide   = "2022-10-31" // world-leaders-2021-2022
	knownStates = "2022-06-30" // office-holders-21c
)

func main() {
	log.SetFlags(0)
	from := os.Args[1]
	kept := byHand()
	var out []tenure
	have := map[string]bool{}
	add := func(rows []row, known, source string, whole bool) {
		var found []tenure
		for _, r := range rows {
			office := officeOf(strings.TrimSuffix(r.Position, " of "+r.Country))
			start, end := cmp.Or(r.Start, r.StartYear), cmp.Or(r.End, r.EndYear)
			country := cmp.Or(names[r.Country], r.Country)
			if office == "" || start == "" || strings.ContainsAny(r.Person, ",(") || kept[country+"/"+office] || !whole && have[country+"/"+office] {
				continue
			}
			found = append(found, tenure{country, office, r.Person, start, end, known, source + " " + r.Wikidata})
		}
		slices.SortStableFunc(found, func(a, b tenure) int {
			return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.office, b.office), cmp.Compare(a.from, b.from), cmp.Compare(a.person, b.person))
		})
		for i, t := range found {
			next := i+1 < len(found) && found[i+1].country == t.country && found[i+1].office == t.office
			switch {
			case t.to == "" && next: // an end that nobody entered
				continue
			case t.to != "" && t.to < t.from, t.from > known:
				continue
			}
			t.known = max(t.known, t.to)
			have[t.country+"/"+t.office] = true
			out = append(out, t)
		}
	}
	add(read(filepath.Join(from, "office-holders-21c.jsonl")), knownStates, "Wikidata", true)
	add(read(filepath.Join(from, "world-leaders-2021-2022.jsonl")), knownWide, "Wikidata", false)
	slices.SortStableFunc(out, func(a, b tenure) int {
		return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.office, b.office), cmp.Compare(a.from, b.from), cmp.Compare(a.person, b.person))
	})
	out = sound(slices.Compact(out))
	f, err := os.Create("tables/facts/offices-21c.csv")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprintln(f, "# Heads of state and government and four ministers of many states, made by tables/facts/generate.go from\n"+
		"# Wikidata (CC0), via every-politician-scrapers, of 2022. Do not correct it: put the office into offices-leaders.csv.")
	w := csv.NewWriter(f)
	_ = w.Write(strings.Split("country,office,person,also,from,to,known_until,source", ","))
	for _, t := range out {
		_ = w.Write([]string{t.country, t.office, t.person, "", t.from, t.to, t.known, t.source})
	}
	w.Flush()
	if err := cmp.Or(w.Error(), f.Close()); err != nil {
		log.Fatal(err)
	}
}

func officeOf(position string) string {
	for _, o := range offices {
		if regexp.MustCompile(o.pattern).MatchString(position) {
			return o.name
		}
	}
	return ""
}

// sound leaves out the offices of which something is odd: two holders at one time, or
// none for long, mean that rows are missing, or of several offices.
func sound(in []tenure) []tenure {
	t := &facts.Tables{}
	for _, x := range in {
		t.Tenures = append(t.Tenures, facts.Tenure{
			Row: facts.Row{Line: len(t.Tenures)}, Country: x.country, Office: x.office,
			Person: x.person, From: facts.Date(x.from), To: facts.Date(x.to),
		})
	}
	odd := map[string]bool{}
	for _, r := range t.Odd() {
		odd[in[r.Line].country+"/"+in[r.Line].office] = true
	}
	return slices.DeleteFunc(in, func(x tenure) bool { return odd[x.country+"/"+x.office] })
}

// byHand are the offices that offices-leaders.csv holds.
func byHand() map[string]bool {
	f, err := os.Open("tables/facts/offices-leaders.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		log.Fatal(err)
	}
	out := map[string]bool{}
	for _, row := range rows {
		office := row[1]
		if office == "chancellor" {
			office = "prime minister"
		}
		out[row[0]+"/"+office] = true
	}
	return out
}

func read(path string) []row {
	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var out []row
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var r row
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			log.Fatalf("%s: %v", path, err)
		}
		out = append(out, r)
	}
	return out
}
