package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"hearsay/internal/report"
	"hearsay/record"
)

func terminal(t testing.TB, doc *record.Document, o report.TerminalOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Terminal(&b, doc, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Without colour the report is plain text, whatever the article holds; with it,
// only bold, faint and one colour.
func TestTextCannotSteerTheTerminal(t *testing.T) {
	for name, doc := range map[string]*record.Document{"sample": sample(t), "hostile": hostile(t)} {
		out := terminal(t, doc, report.TerminalOptions{Width: 80, Full: true, Times: true})
		if i := strings.IndexFunc(out, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f || r == '\u202e' }); i >= 0 {
			t.Errorf("%s: control character at %q", name, out[i:min(i+20, len(out))])
		}
		colours := map[string]bool{}
		for _, s := range strings.Split(terminal(t, doc, report.TerminalOptions{Width: 80, Color: true, Full: true}), "\x1b[")[1:] {
			code, _, _ := strings.Cut(s, "m")
			colours[code] = true
		}
		for code := range colours {
			switch code {
			case "", "0", "1", "2", "36", "1;36":
			default:
				t.Errorf("%s: style %q", name, code)
			}
		}
	}
}

func TestColourSaysNothingAlone(t *testing.T) {
	o := report.TerminalOptions{Width: 80, Full: true, Times: true}
	plain := terminal(t, sample(t), o)
	o.Color = true
	if got := ansi.Strip(terminal(t, sample(t), o)); got != plain {
		t.Error("the words differ with and without colour")
	}
}

func TestLinesFitAnyWidth(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		doc := sample(t)
		doc.Outlet = rapid.StringMatching(`[a-z 港湾局🚢é]{0,60}`).Draw(r, "outlet")
		doc.Entities[0].Name = rapid.StringMatching(`[A-Z][a-z港湾局]{0,90}`).Draw(r, "name")
		width := rapid.IntRange(20, 140).Draw(r, "width")
		for i, line := range strings.Split(terminal(t, doc, report.TerminalOptions{Width: width, Full: true, Times: true}), "\n") {
			if w := ansi.StringWidth(line); w > width {
				r.Fatalf("line %d of %d columns on a screen of %d: %q", i+1, w, width, line)
			}
		}
	})
}

func TestSummaryOnOneScreen(t *testing.T) {
	doc := sample(t)
	for range 5 { // a text with many of everything
		doc.Quantities = append(doc.Quantities, doc.Quantities...)
		doc.Findings = append(doc.Findings, doc.Findings...)
	}
	if n := strings.Count(terminal(t, doc, report.TerminalOptions{Width: 80}), "\n"); n > 80 {
		t.Errorf("%d lines", n)
	}
}

// Inferred words are shown as such and counted for nobody.
func TestInferredWordsAreCountedForNobody(t *testing.T) {
	s := report.Summarize(sample(t))
	for _, p := range s.Speakers {
		if p.Name == "Jon Varga" && (len(p.Claims) != 2 || p.Inferred != 1) {
			t.Errorf("Jon Varga has %d claims and %d inferred", len(p.Claims), p.Inferred)
		}
	}
	if !strings.Contains(s.Lines[0], "1 passage that continues somebody's speech without a mark") {
		t.Errorf("the summary says %q", s.Lines[0])
	}
}

func TestChain(t *testing.T) {
	got := report.Chain([]record.Carrier{
		{Kind: record.ByOutlet, Name: "Example Post"}, {Kind: record.ByOutlet, Name: "Herald"}, {Kind: record.ByUnnamed, Name: "ministry officials"},
	})
	if want := "Example Post ← Herald ← ministry officials (unnamed)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	got = report.Chain([]record.Carrier{{Kind: record.ByOutlet}, {Kind: record.ByAgentless}})
	if want := "this text ← nobody given"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is pasted reads as the text does: nothing of it becomes a link, a list, a
// heading or HTML.
func TestMarkdownIsEscaped(t *testing.T) {
	doc := hostile(t)
	doc.Outlet, doc.Authors = "# Post", []string{"1. Lind"}
	var b bytes.Buffer
	if err := report.Markdown(&b, doc); err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{"<script", "<img", "<b>", " `", " *[", "x](", "\n# Post", "\x1b", "<javascript"} {
		if strings.Contains(b.String(), raw) {
			t.Errorf("the Markdown has %q", raw)
		}
	}
}
