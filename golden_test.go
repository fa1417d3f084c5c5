package hearsay_test

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"hearsay"
	"hearsay/record"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads each text of testdata/golden and compares the records, written as
// readable standoff, with those that were reviewed: one by rules alone, one with the
// released model. `go test -run Golden -update` writes them anew; review the change
// as a diff.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files (%v)", err)
	}
	ways := []string{"by rule", "with the model"}
	readers := map[string]*hearsay.Reader{}
	for i, model := range []string{hearsay.NoModel, ""} {
		if readers[ways[i]], err = hearsay.New(hearsay.Options{Model: model}); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text, want := string(a.Files[0].Data), map[string]string{}
		for _, f := range a.Files[1:] {
			want[f.Name] = string(f.Data)
		}
		a.Files = a.Files[:1]
		for _, way := range ways {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar")+"/"+way, func(t *testing.T) {
				doc := &record.Document{ID: name, Text: text, Language: "en", Published: "2025-03-12", PublishedFrom: record.DateGiven, Outlet: "Example Post"}
				if err := readers[way].Read(context.Background(), doc); err != nil {
					t.Fatal(err)
				}
				got := standoff(doc)
				a.Files = append(a.Files, txtar.File{Name: way, Data: []byte(got)})
				if d := diff.Diff(strings.Split(want[way], "\n"), strings.Split(got, "\n")); d != "" && !*update {
					t.Error(d)
				}
			})
		}
		if *update {
			if err := os.WriteFile(name, txtar.Format(a), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// standoff writes what was read, one line an element, with the text's own words.
func standoff(d *record.Document) string {
	var b strings.Builder
	quote := func(s record.Spans) string {
		if len(s) == 0 {
			return "-"
		}
		return strconv.Quote(s.In(d.Text))
	}
	line := func(id string, fields ...string) {
		fields = slices.DeleteFunc(fields, func(s string) bool { return s == "" })
		fmt.Fprintf(&b, "%s %s\n", id, strings.Join(fields, " "))
	}
	if d.Section != "" || d.Credits != nil {
		line("text", string(d.Section), fmt.Sprint(d.Credits))
	}
	for i, e := range d.Entities {
		var mentions []string
		for _, m := range e.Mentions {
			mentions = append(mentions, string(m.Form[:2])+":"+strconv.Quote(m.In(d.Text)))
		}
		line(record.To[record.Entity](i).String(), string(e.Kind), e.Name, key("role", e.Role), strings.Join(mentions, " "))
	}
	for i, a := range d.Attributions {
		line(record.To[record.Attribution](i).String(), quote(a.Source), quote(a.Cue), quote(a.Content), string(a.Form), string(a.Act), string(a.Act2),
			string(a.Sourcing), key("speaker", a.Speaker.String()), key("via", cmp.Or(a.Via.Attribution.String(), a.Via.Entity.String())), key("carriers", refs(a.Carriers)),
			flags(a.Identified, "identified", a.Inferred, "inferred", a.Possible, "possible", a.Negated, "negated"))
	}
	for i, x := range d.Timexes {
		line(record.To[record.Timex](i).String(), strconv.Quote(x.In(d.Text)), string(x.Type), cmp.Or(x.Value, "-"), key("mod", x.Mod), interval(x.Interval))
	}
	for i, q := range d.Quantities {
		line(record.To[record.Quantity](i).String(), strconv.Quote(q.In(d.Text)), string(q.Change), bound(q.Low), bound(q.High), q.Unit, key("per", q.Per), key("period", q.Period.String()), key("by", q.Attribution.String()))
	}
	for i, e := range d.Events {
		line(record.To[record.Event](i).String(), strconv.Quote(e.Trigger.In(d.Text)), e.Type, e.Subtype, string(e.Modality), key("actor", e.Actor.String()), key("recipient", e.Recipient.String()))
	}
	for i, c := range d.Claims {
		var chain []string
		for _, k := range c.Chain {
			chain = append(chain, cmp.Or(k.Name, string(k.Kind)))
		}
		line(record.To[record.Claim](i).String(), quote(c.Spans), string(c.Sourcing), strings.Join(chain, " ← "), key("of", c.Attribution.String()), key("part_of", c.PartOf.String()),
			flags(c.Hedged, "hedged", c.Negated, "negated", c.Inferred, "inferred"))
	}
	for _, f := range d.Findings {
		line("finding", string(f.Severity), f.Check, quote(f.Spans), strconv.Quote(f.Message))
	}
	return b.String()
}

func key(name, value string) string {
	if value == "" {
		return ""
	}
	return name + "=" + value
}

func flags(pairs ...any) string {
	var out []string
	for i := 0; i < len(pairs); i += 2 {
		if on, ok := pairs[i].(bool); ok && on {
			out = append(out, fmt.Sprint(pairs[i+1]))
		}
	}
	return strings.Join(out, " ")
}

func refs(in []record.Ref[record.Entity]) string {
	var out []string
	for _, r := range in {
		out = append(out, r.String())
	}
	return strings.Join(out, ",")
}

func interval(i *[2]string) string {
	if i == nil {
		return ""
	}
	return i[0] + ".." + i[1]
}

func bound(f *float64) string {
	if f == nil {
		return "…"
	}
	return strconv.FormatFloat(*f, 'g', -1, 64)
}
