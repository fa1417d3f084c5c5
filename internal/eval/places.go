package eval

import (
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"strconv"

	"hearsay/record"
)

// samePlace is how far from the gold's point a place may lie to be the same: 100 miles.
const samePlace = 161

type placesGold struct{ docs []placesDoc }

type placesDoc struct {
	ID, Text, Title, Outlet, URL string
	Toponyms                     []struct {
		S, E          int
		T             string
		Lat, Lon      coordinate
		NonLocational string `json:"non_locational"`
	}
}

// coordinate is a number that some files write as a string, nil for none.
type coordinate struct{ degrees *float64 }

func (c *coordinate) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) != nil {
		return json.Unmarshal(b, &c.degrees)
	}
	v, err := strconv.ParseFloat(s, 64)
	c.degrees = &v
	return err
}

func openPlaces(path string, _ Options) (Gold, error) {
	g := &placesGold{}
	return g, eachLine(path, func(line []byte) error {
		var d placesDoc
		err := json.Unmarshal(line, &d)
		g.docs = append(g.docs, d)
		return err
	})
}

func (g *placesGold) Documents() iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, d := range g.docs {
			if !yield(&record.Document{ID: d.ID, Text: d.Text, Title: d.Title, Outlet: d.Outlet, URL: d.URL}, nil) {
				return
			}
		}
	}
}

// Score takes for each place of the gold the mention that shares most with it. It is
// found when that has a point on the earth, and right when the point is near.
func (g *placesGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	out := Result{}
	var total, found, right int
	for _, d := range g.docs {
		if !in(d.ID) {
			continue
		}
		mentions := recordPlaces(records[d.ID])
		for _, x := range d.Toponyms {
			if x.Lat.degrees == nil || x.Lon.degrees == nil || x.NonLocational == "Yes" {
				continue
			}
			total++
			best, shared := placed{}, 0
			for _, m := range mentions {
				if n := min(m.span[1], x.E) - max(m.span[0], x.S); n > shared || n == shared && n > 0 && m.span[0] < best.span[0] {
					best, shared = m, n
				}
			}
			if best.place == nil {
				out.add(d.ID, "missed", x.T, "", "")
				continue
			}
			found++
			km := kilometres(*x.Lat.degrees, *x.Lon.degrees, best.place.Lat, best.place.Lon)
			right += one(km <= samePlace)
			if km > samePlace {
				out.add(d.ID, "far", x.T, fmt.Sprintf("%s, %s, %.0f km", best.place.Name, best.place.Country, km), "")
			}
		}
	}
	t := tally{}
	t.add("found", found, total, total)
	t.add("within161", right, found, found)
	t.add("both", right, total, total)
	out.Scores = t.scores("found", "within161", "both")
	return out
}

// placed is a mention and where its entity lies, nil for nowhere.
type placed struct {
	span
	place *record.Place
}

func recordPlaces(d *record.Document) []placed {
	if d == nil {
		return nil
	}
	o := record.NewOffsets(d.Text)
	var out []placed
	for _, e := range d.Entities {
		for _, m := range e.Mentions {
			out = append(out, placed{span{o.Rune(m.Start), o.Rune(m.End)}, e.Place})
		}
	}
	return out
}

// kilometres is the distance of two points on a sphere of the earth's size.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371, math.Pi / 180
	a, b, c, d := lat1*degree, lon1*degree, lat2*degree, lon2*degree
	h := math.Pow(math.Sin((c-a)/2), 2) + math.Cos(a)*math.Cos(c)*math.Pow(math.Sin((d-b)/2), 2)
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}
