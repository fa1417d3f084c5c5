package report_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearsay/internal/report"
)

// charts are the captions of a page's charts with all that each says.
func charts(p tree) []string {
	var out []string
	for _, n := range p.named("figure") {
		out = append(out, strings.Join(strings.Fields(words(n)), " "))
	}
	return out
}

func TestChartShowsEveryReading(t *testing.T) {
	p := parse(t, sample(t), report.HTMLOptions{})
	got := charts(p)
	if len(got) != 2 {
		t.Fatalf("%d charts: %q", len(got), got)
	}
	for _, want := range []string{
		"Stoppages a day", "40–60 Jon Varga", "about 17 Jon Varga, if it counts all of last week",
		"about 120 Jon Varga, if it counts each day", "1 March 2025", "4 May 2025", "can be read in more than one way",
	} {
		if !strings.Contains(got[0], want) {
			t.Errorf("the chart lacks %q: %s", want, got[0])
		}
	}
	// The open reading is as wide as its week: 7 days of 65.
	bands := tree{p.named("figure")[0]}.nodes(func(n *html.Node) bool { return n.Data == "rect" })
	if len(bands) != 3 || attr(bands[0], "x") != "0.00%" || attr(bands[1], "width") != "10.77%" {
		t.Errorf("bands: %v", bands)
	}
	for _, want := range []string{"Crowns a week", "3–5 million some economists", "more than 8 million others"} {
		if !strings.Contains(got[1], want) {
			t.Errorf("the chart lacks %q: %s", want, got[1])
		}
	}
}

// A plain count joins rates only under an assumption that is written underneath.
func TestChartSaysWhatItAssumes(t *testing.T) {
	doc := sample(t)
	doc.Quantities[1].Readings = nil
	got := charts(parse(t, doc, report.HTMLOptions{}))[0]
	if want := "“around 120” is taken as the total of 7 days, and drawn as an average a day."; !strings.Contains(got, want) {
		t.Errorf("the chart lacks %q: %s", want, got)
	}
	doc.Quantities[1].Period = 0
	if got := charts(parse(t, doc, report.HTMLOptions{})); len(got) != 1 {
		t.Errorf("a count without a period is drawn beside rates: %q", got)
	}
	doc = sample(t)
	doc.Quantities[1].Readings = nil
	doc.Quantities[0].Per = "month"
	got = charts(parse(t, doc, report.HTMLOptions{}))[0]
	if want := "“40 to 60”, given for a month, is drawn as its share of a week."; !strings.HasPrefix(got, "Stoppages a week") || !strings.Contains(got, want) {
		t.Errorf("the chart lacks %q: %s", want, got)
	}
}

// People and shares are drawn together only where they count the same thing.
func TestChartKeepsDifferentThingsApart(t *testing.T) {
	doc := sample(t)
	for i := range doc.Quantities {
		doc.Quantities[i].Unit, doc.Quantities[i].Of = "person", nil
	}
	if got := charts(parse(t, doc, report.HTMLOptions{})); len(got) != 0 {
		t.Errorf("drawn: %q", got)
	}
}
