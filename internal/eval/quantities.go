package eval

import (
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hearsay/record"
)

type quantitiesGold struct{ docs []quantityDoc }

type quantityDoc struct {
	ID, Text   string
	Quantities []struct {
		Change         string
		Value          any
		Unit           string
		NormalizedUnit string `json:"normalized_unit"`
	}
}

// quantityItem is a quantity as the measure sees it: its magnitudes, the names that
// its unit may go by, its change.
type quantityItem struct {
	values []float64
	units  []string
	change string
}

func openQuantities(path string, _ Options) (Gold, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	g := &quantitiesGold{}
	if err := json.Unmarshal(b, &g.docs); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for i := range g.docs {
		if g.docs[i].ID == "" {
			g.docs[i].ID = strconv.Itoa(i)
		}
	}
	return g, nil
}

func (g *quantitiesGold) Documents() iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, d := range g.docs {
			if !yield(&record.Document{ID: d.ID, Text: d.Text, Language: "en"}, nil) {
				return
			}
		}
	}
}

func (g *quantitiesGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	for _, d := range g.docs {
		if !in(d.ID) {
			continue
		}
		var gold []quantityItem
		for _, q := range d.Quantities {
			units := []string{unitKey(q.Unit), unitKey(q.NormalizedUnit)}
			gold = append(gold, quantityItem{magnitudes(fmt.Sprint(q.Value)), units, q.Change})
		}
		read := recordQuantities(records[d.ID])
		pairs := match(len(gold), len(read), func(i, j int) float64 {
			a, b := gold[i], read[j]
			if !slices.Equal(a.values, b.values) {
				return 0
			}
			return float64(1 + 2*one(a.sameUnit(b)) + one(a.change == b.change))
		})
		var unit, change int
		for _, p := range pairs {
			a, b := gold[p[0]], read[p[1]]
			unit += one(a.sameUnit(b))
			change += one(a.change == b.change)
			if !a.sameUnit(b) || a.change != b.change {
				out.add(d.ID, "differs", a.show(), b.show(), d.Text)
			}
		}
		t.add("value", len(pairs), len(read), len(gold))
		t.add("value+unit", unit, len(read), len(gold))
		t.add("value+change", change, len(read), len(gold))
		for _, i := range alone(len(gold), pairs, 0) {
			out.add(d.ID, "missed", gold[i].show(), "", d.Text)
		}
		for _, j := range alone(len(read), pairs, 1) {
			out.add(d.ID, "extra", "", read[j].show(), d.Text)
		}
	}
	out.Scores = t.scores("value", "value+unit", "value+change")
	return out
}

func (q quantityItem) sameUnit(r quantityItem) bool {
	return slices.ContainsFunc(q.units, func(u string) bool { return slices.Contains(r.units, u) })
}

func (q quantityItem) show() string {
	return fmt.Sprintf("%s %v %s", q.change, q.values, strings.Join(slices.Compact(slices.Clone(q.units)), " / "))
}

func recordQuantities(d *record.Document) []quantityItem {
	if d == nil {
		return nil
	}
	var out []quantityItem
	for _, q := range d.Quantities {
		var values []float64
		for _, v := range []*float64{q.Low, q.High} {
			if v != nil {
				values = append(values, millionths(math.Abs(*v)))
			}
		}
		slices.Sort(values)
		surface, unit, per := "", orDash(q.Unit), ""
		if q.UnitSpan != nil {
			surface = q.UnitSpan.In(d.Text)
		}
		if surface == "" {
			surface = unit
		}
		if q.Per != "" {
			per = " per " + q.Per
		}
		units := []string{unitKey(unit), unitKey(surface), unitKey(unit + per), unitKey(surface + per)}
		out = append(out, quantityItem{slices.Compact(values), units, string(q.Change)})
	}
	return out
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

var number = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?`)

// magnitudes are the numbers in a gold value, ascending; signs are not compared.
func magnitudes(value string) []float64 {
	var out []float64
	for _, m := range number.FindAllString(strings.ReplaceAll(value, ",", ""), -1) {
		f, err := strconv.ParseFloat(m, 64)
		if err == nil {
			out = append(out, millionths(f))
		}
	}
	slices.Sort(out)
	return out
}

func millionths(f float64) float64 { return math.Round(f*1e6) / 1e6 }

var notUnit = regexp.MustCompile(`[^a-z0-9$€£%]+`)

// unitNames are spellings that count as one.
var unitNames = map[string]string{
	"%": "percentage", "percent": "percentage", "per cent": "percentage", "people": "person",
	"$": "dollar", "usd": "dollar", "us dollar": "dollar", "eur": "euro", "gbp": "pound sterling", "": "-",
}

// unitKey is a unit's words in the singular, sorted, once each.
func unitKey(u string) string {
	u = strings.TrimSpace(notUnit.ReplaceAllString(strings.ToLower(u), " "))
	if n, ok := unitNames[u]; ok {
		u = n
	}
	words := strings.Fields(u)
	for i, w := range words {
		if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len([]rune(w)) > 3 {
			words[i] = w[:len(w)-1]
		}
	}
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}
