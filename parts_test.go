package hearsay

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay/examples/harbour"
	"hearsay/internal/lex"
	"hearsay/record"
)

// said is what a record holds, in words: places and ids left aside.
func said(d *record.Document) []string {
	var out []string
	add := func(format string, a ...any) { out = append(out, fmt.Sprintf(format, a...)) }
	name := func(r record.Ref[record.Entity]) string {
		if !r.Set() {
			return "nobody"
		}
		return d.Entities[r.Index()].Name
	}
	for _, s := range d.Sentences {
		add("sentence %s", s.In(d.Text))
	}
	for _, a := range d.Attributions {
		add("attribution %s|%s|%s by %s", a.Source.In(d.Text), a.Cue.In(d.Text), a.Content.In(d.Text), name(a.Speaker))
		for _, c := range a.Carriers {
			add("through %s", name(c))
		}
		if v := a.Via.Attribution; v.Set() {
			add("via %s", d.Attributions[v.Index()].Content.In(d.Text))
		}
	}
	for _, q := range d.Quantities {
		add("quantity %s", q.In(d.Text))
		if q.Period.Set() {
			add("in %s", d.Timexes[q.Period.Index()].In(d.Text))
		}
		if q.Attribution.Set() {
			add("after %s", d.Attributions[q.Attribution.Index()].Content.In(d.Text))
		}
	}
	for i := range d.Timexes {
		if n, ok := d.Timexes[i].AnchorIndex(); ok {
			add("time %s counted from %s", d.Timexes[i].In(d.Text), d.Timexes[n].In(d.Text))
		}
	}
	for _, e := range d.Events {
		add("event %s of %s to %s", e.Trigger.In(d.Text), name(e.Actor), name(e.Recipient))
	}
	for _, c := range d.Claims {
		add("claim %s, %s, hedged %v", c.Spans.In(d.Text), c.Sourcing, c.Hedged)
		for _, x := range c.Chain {
			add("carried by %s %s %s", x.Kind, x.Name, name(x.Entity))
		}
		for _, e := range c.Entities {
			add("about %s", name(e))
		}
		for _, q := range c.Quantities {
			add("with %s", d.Quantities[q.Index()].In(d.Text))
		}
		for _, t := range c.Timexes {
			add("at %s", d.Timexes[t.Index()].In(d.Text))
		}
		for _, v := range c.Events {
			add("telling of %s", d.Events[v.Index()].Trigger.In(d.Text))
		}
		if c.PartOf.Set() {
			add("part of %s", d.Claims[c.PartOf.Index()].Spans.In(d.Text))
		}
	}
	return out
}

func readWhole(t *testing.T, r *Reader, text string) *record.Document {
	t.Helper()
	d := &record.Document{ID: "x", Text: text, Language: "en", Published: "2025-03-12"}
	if err := r.Read(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestALongTextSaysWhatItsPartsSay reads the story in one text that is cut, and each
// part by itself.
func TestALongTextSaysWhatItsPartsSay(t *testing.T) {
	r, err := New(Options{Tokens: true, Model: NoModel})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(harbour.ByOutlet(), "\n\n")
	for _, size := range []int{700, 5_000} {
		var sayings [6][]string // of the parts, by layer
		sort := func(all []string, into *[6][]string) {
			layer := 0
			for _, s := range all {
				layer = max(layer, slices.Index([]string{"sentence", "attribution", "quantity", "time", "event", "claim"}, strings.Fields(s)[0]))
				into[layer] = append(into[layer], s)
			}
		}
		r.part = len(text)
		tokens := 0
		for p := range lex.Parts(text, size) {
			d := readWhole(t, r, p.In(text))
			sort(said(d), &sayings)
			tokens += len(d.Tokens)
		}
		r.part = size
		joined := readWhole(t, r, text)
		var got [6][]string
		sort(said(joined), &got)
		for layer := range got {
			for i, want := range sayings[layer] {
				if i >= len(got[layer]) || got[layer][i] != want {
					t.Fatalf("parts of %d: %q is missing at %d; there is %q", size, want, i, got[layer][min(i, len(got[layer])-1)])
				}
			}
			if len(got[layer]) != len(sayings[layer]) || len(got[layer]) == 0 {
				t.Errorf("parts of %d, layer %d: %d of %d", size, layer, len(got[layer]), len(sayings[layer]))
			}
		}
		if len(joined.Tokens) != tokens {
			t.Errorf("%d tokens, the parts have %d", len(joined.Tokens), tokens)
		}
		names := map[string]int{}
		for _, e := range joined.Entities {
			if e.Kind == record.Person && e.Mentions[0].Form == record.NameForm {
				names[e.Name]++
			}
		}
		for name, n := range names {
			if n > 1 {
				t.Errorf("%s is %d people", name, n)
			}
		}
	}
}

func TestATextThatHoldsTooMuchIsAnError(t *testing.T) {
	r, err := New(Options{Model: NoModel})
	if err != nil {
		t.Fatal(err)
	}
	r.part = 3 << 10
	d := &record.Document{ID: "x", Text: strings.Repeat("He ran. ", 1<<20), Language: "en"}
	if testing.Short() {
		t.Skip("reads a megabyte of claims")
	}
	if err := r.Read(t.Context(), d); !errors.Is(err, record.ErrTooMuch) {
		t.Errorf("got %v", err)
	}
}
