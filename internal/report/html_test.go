package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"hearsay/internal/report"
	"hearsay/record"
)

// tree is a parsed page with the questions that the tests ask of it.
type tree struct{ root *html.Node }

func parse(t testing.TB, doc *record.Document, o report.HTMLOptions) tree {
	t.Helper()
	var b bytes.Buffer
	if err := report.HTML(&b, doc, o); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return tree{root}
}

func (p tree) nodes(match func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && match(n) {
			out = append(out, n)
		}
	}
	return out
}

func (p tree) named(tag string) []*html.Node {
	return p.nodes(func(n *html.Node) bool { return n.Data == tag })
}

func (p tree) class(class string) []*html.Node {
	return p.nodes(func(n *html.Node) bool { return has(n, class) })
}

func (p tree) id(id string) *html.Node {
	for _, n := range p.nodes(func(n *html.Node) bool { return attr(n, "id") == id }) {
		return n
	}
	return nil
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, class string) bool {
	for _, c := range strings.Fields(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// words is what a node says, without marks and the numbers of notes.
func words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if has(n, "mark") || has(n, "says") || n.Data == "sup" {
		return ""
	}
	s := ""
	for c := range n.ChildNodes() {
		s += words(c)
	}
	return s
}

// article is the text of the page's blocks, in order.
func (p tree) article() []string {
	var out []string
	for _, b := range p.class("block") {
		for c := range b.ChildNodes() {
			if c.Data == "p" || c.Data == "h1" {
				out = append(out, words(c))
			}
		}
	}
	return out
}

func TestTextIsWhole(t *testing.T) {
	doc := sample(t)
	got := strings.Join(parse(t, doc, report.HTMLOptions{}).article(), "\n\n")
	if got != doc.Text {
		t.Errorf("the page does not hold the text as it is:\n%s", got)
	}
}

func TestFindingsAreReachedBothWays(t *testing.T) {
	p := parse(t, sample(t), report.HTMLOptions{})
	for i, f := range sample(t).Findings {
		card := fmt.Sprintf("f%d", i+1)
		if p.id(card) == nil {
			t.Fatalf("finding %d has no card", i+1)
		}
		for k := range f.Spans {
			place := fmt.Sprintf("%s-%d", card, k+1)
			mark := p.id(place)
			if mark == nil || attr(mark, "href") != "#"+card {
				t.Errorf("place %s does not lead to its card", place)
			}
			there := tree{p.id(card)}.nodes(func(n *html.Node) bool { return attr(n, "href") == "#"+place })
			if len(there) != 1 {
				t.Errorf("card %s has %d ways to %s", card, len(there), place)
			}
		}
	}
}

func TestEveryClaimHasItsCard(t *testing.T) {
	doc := sample(t)
	p := parse(t, doc, report.HTMLOptions{})
	marks := p.nodes(func(n *html.Node) bool { return has(n, "claim") && attr(n, "id") != "" })
	if want := 22; len(marks) != want {
		t.Errorf("%d claims can be reached, want %d", len(marks), want)
	}
	for _, m := range marks {
		card := p.id(strings.TrimPrefix(attr(m, "href"), "#"))
		if card == nil || !has(card, "card") || attr(m, "aria-describedby") != attr(card, "id") {
			t.Errorf("claim %q has no card", words(m))
		}
	}
	for place, want := range map[string]string{
		"m7": "the board had promised not to cut pay before 2027",
		"m3": "They start before dawn. They end when somebody gets tired of shouting.",
	} {
		if got := words(p.id(place)); got != want {
			t.Errorf("%s marks %q, want %q", place, got, want)
		}
	}
	if got := words(p.id("c7")); !strings.Contains(got, "Example Post ← Lindholm Herald ← ministry officials (unnamed)") || !strings.Contains(got, "Inside claim 6") {
		t.Errorf("card 7 says %q", got)
	}
	if got := words(p.id("c3")); !strings.Contains(got, "Inferred: no mark or cue gives these words to Jon Varga.") {
		t.Errorf("card 3 says %q", got)
	}
	if got := words(p.id("c8")); !strings.Contains(got, "about 3 in 10") {
		t.Errorf("card 8 says %q", got)
	}
}

// hostile puts characters that mean something to a browser, a terminal or Markdown
// wherever a record has words.
func hostile(t testing.TB) *record.Document {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>' {{.}} ` + "\x1b[31m\x00\u202e `*[x](javascript:alert(1))"
	doc := sample(t)
	for _, s := range []*string{&doc.Outlet, &doc.Title, &doc.Published, &doc.URL, &doc.Program, &doc.Language, &doc.ID} {
		*s = evil
	}
	doc.URL = "javascript:alert(1)"
	doc.Authors = []string{evil}
	for i := range doc.Entities {
		doc.Entities[i].Name, doc.Entities[i].Role = evil, evil
	}
	for i := range doc.Claims {
		for k := range doc.Claims[i].Chain {
			doc.Claims[i].Chain[k].Name = evil
		}
		doc.Claims[i].Links = []int{0}
	}
	doc.Links = []record.Link{{Span: record.Span{Start: 0, End: 5}, URL: "javascript:alert(1)"}}
	for i := range doc.Findings {
		doc.Findings[i].Label, doc.Findings[i].Message = evil, evil
		doc.Findings[i].Evidence = []record.Evidence{{What: evil, Value: evil, Source: evil}}
	}
	for i := range doc.Timexes {
		doc.Timexes[i].Value, doc.Timexes[i].Note, doc.Timexes[i].Interval = evil, evil, nil
	}
	for i := range doc.Quantities {
		doc.Quantities[i].Unit, doc.Quantities[i].Per = evil, evil
	}
	// The text itself keeps its length, so that every span still fits.
	doc.Text = strings.NewReplacer("the ", "<b> ", "and", "\x1b[m").Replace(doc.Text)
	return doc
}

func TestNothingOfTheTextActs(t *testing.T) {
	p := parse(t, hostile(t), report.HTMLOptions{})
	if n := len(p.named("script")); n != 1 {
		t.Errorf("%d scripts, want our one", n)
	}
	for _, tag := range []string{"img", "iframe", "link", "object", "form", "base"} {
		if len(p.named(tag)) > 0 {
			t.Errorf("the page has a <%s>", tag)
		}
	}
	for _, n := range p.nodes(func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "style" {
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
			if a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "https://") {
				t.Errorf("link to %q", a.Val)
			}
		}
	}
}

func TestPageLoadsNothing(t *testing.T) {
	p := parse(t, sample(t), report.HTMLOptions{})
	policy := ""
	for _, m := range p.named("meta") {
		if attr(m, "http-equiv") == "Content-Security-Policy" {
			policy = attr(m, "content")
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none';") {
		t.Fatalf("policy %q", policy)
	}
	for _, tag := range []string{"style", "script"} {
		code := p.named(tag)[0].FirstChild.Data
		sum := sha256.Sum256([]byte(code))
		if !strings.Contains(policy, tag+"-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
			t.Errorf("the policy does not allow our %s", tag)
		}
		for _, load := range []string{"url(", "@import", "fetch(", "http:", "https:"} {
			if strings.Contains(code, load) {
				t.Errorf("the %s has %q", tag, load)
			}
		}
	}
}

func TestExcerptsKeepOnlyWhatIsQuoted(t *testing.T) {
	doc := sample(t)
	p := parse(t, doc, report.HTMLOptions{Excerpts: true})
	quoted := ""
	for _, c := range doc.Claims {
		if c.Sourcing != record.Author {
			quoted += c.Spans.In(doc.Text) + "\n"
		}
	}
	for _, f := range doc.Findings {
		quoted += f.Spans.In(doc.Text) + "\n"
	}
	blocks := p.article()
	if want := 1 + 14; len(blocks) != want { // the headline, and all but one paragraph
		t.Errorf("%d blocks are left, want %d", len(blocks), want)
	}
	for _, b := range blocks[1:] { // the first is the headline
		for _, piece := range strings.Split(b, "[…]") {
			// Pieces that touch may join two quotations; each of their words is quoted.
			for _, w := range strings.Fields(piece) {
				if !strings.Contains(quoted, w) {
					t.Errorf("%q is kept, and nobody quotes it", piece)
				}
			}
		}
	}
	all := words(p.root)
	for _, own := range []string{"moved 70 jobs", "By Ada Lind", "without giving a figure", "hangs in the balance"} {
		if strings.Contains(all, own) {
			t.Errorf("%q is kept", own)
		}
	}
}

// However claims, cues and findings overlap, the text stays whole, no link lies in
// another and every id stands once.
func TestAnyOverlapMakesAValidPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-zé界 .]{1,40}(\n\n[a-z😀 ]{1,30}){0,3}`).Draw(t, "text")
		runes := []int{}
		for i := range text {
			runes = append(runes, i)
		}
		runes = append(runes, len(text))
		span := func(name string) record.Span {
			a := rapid.IntRange(0, len(runes)-1).Draw(t, name)
			b := rapid.IntRange(a, len(runes)-1).Draw(t, name)
			return record.Span{Start: runes[a], End: runes[b]}
		}
		doc := &record.Document{Text: text, Title: "Title", Body: record.Span{End: len(text)}, Language: "en"}
		for i := range rapid.IntRange(1, 5).Draw(t, "claims") {
			a := record.Attribution{Content: record.Spans{span("content")}, Cue: record.Spans{span("cue")}, Source: record.Spans{span("source")}, Form: record.Indirect, Act: record.Assert, Sourcing: record.Unnamed}
			doc.Attributions = append(doc.Attributions, a)
			doc.Claims = append(doc.Claims, record.Claim{Spans: a.Content, Sourcing: record.Unnamed, Attribution: record.To[record.Attribution](i)})
		}
		for range rapid.IntRange(0, 3).Draw(t, "findings") {
			doc.Findings = append(doc.Findings, record.Finding{Severity: record.Note, Spans: record.Spans{span("place")}})
		}
		var b bytes.Buffer
		if err := report.HTML(&b, doc, report.HTMLOptions{}); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		p := tree{root}
		if got := strings.Join(p.article()[1:], "\n"); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(text), " ") {
			t.Fatalf("text is %q, want %q", got, text)
		}
		seen := map[string]bool{}
		for _, n := range p.nodes(func(n *html.Node) bool { return attr(n, "id") != "" }) {
			if seen[attr(n, "id")] {
				t.Fatalf("id %s stands twice", attr(n, "id"))
			}
			seen[attr(n, "id")] = true
		}
		for _, n := range p.named("a") {
			if href := attr(n, "href"); strings.HasPrefix(href, "#") && !seen[href[1:]] {
				t.Fatalf("link to %s, which is nowhere", href)
			}
		}
		for _, n := range p.class("claim") {
			for up := n.Parent; up != nil; up = up.Parent {
				if up.Data == "a" {
					t.Fatal("a link lies in another")
				}
			}
		}
	})
}

func TestLanguageWithoutRulesIsNamed(t *testing.T) {
	doc := &record.Document{
		Text: "Le port est fermé.", Body: record.Span{End: 19}, Language: "fr",
		Claims: []record.Claim{}, Findings: []record.Finding{},
	}
	const want = "Hearsay has no rules for this text's language (French), so it names no claims and no findings."
	p := parse(t, doc, report.HTMLOptions{})
	if all := words(p.root); !strings.Contains(all, want) || !strings.Contains(all, "Le port est fermé.") || !strings.Contains(all, report.Closing) {
		t.Errorf("the page says %q", all)
	}
	if len(p.named("table"))+len(p.named("section")) > 0 {
		t.Error("the page shows empty tables")
	}
	var b bytes.Buffer
	if err := report.Terminal(&b, doc, report.TerminalOptions{Width: 200}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), want) || strings.Contains(b.String(), "FINDINGS") {
		t.Errorf("the terminal says %q", b.String())
	}
}

// Ink, quiet ink and both accents stand out from paper by 4.5 to 1, light and dark
// (WCAG 2.2, success criterion 1.4.3).
func TestContrast(t *testing.T) {
	css, err := os.ReadFile("html/style.css")
	if err != nil {
		t.Fatal(err)
	}
	themes := 0
	for _, block := range regexp.MustCompile(`(?s):root \{.*?\}`).FindAllString(string(css), 2) {
		themes++
		colour := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z0-9-]+): #([0-9a-f]{3,6});`).FindAllStringSubmatch(block, -1) {
			colour[m[1]] = luminance(t, m[2])
		}
		for _, fore := range []string{"ink", "quiet", "named", "vague"} {
			for _, back := range []string{"paper", "raised", "tint", "tint-2"} {
				a, b := colour[fore], colour[back]
				if ratio := (math.Max(a, b) + .05) / (math.Min(a, b) + .05); ratio < 4.5 {
					t.Errorf("theme %d: %s on %s has %.2f", themes, fore, back, ratio)
				}
			}
		}
	}
	if themes != 2 {
		t.Errorf("%d themes", themes)
	}
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) == 3 {
		hex = strings.Repeat(hex[:1], 2) + strings.Repeat(hex[1:2], 2) + strings.Repeat(hex[2:], 2)
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		v, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(v) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// A finding about a headline that the text does not hold points into the title.
func TestFindingInTheTitle(t *testing.T) {
	const text = "Stoppages went on."
	doc := &record.Document{
		Text: text, Body: record.Span{End: len(text)}, Language: "en", Title: "Zürich’s quay “shut”",
		Claims: []record.Claim{{Spans: record.Spans{{Start: 0, End: 9}}, Sourcing: record.Author}},
		Findings: []record.Finding{{
			Label: "the headline says more", Severity: record.Warning, Rank: 1,
			TitleSpans: record.Spans{{Start: 9, End: 13}}, Spans: record.Spans{{Start: 0, End: 9}},
		}},
	}
	p := parse(t, doc, report.HTMLOptions{})
	if got := words(p.named("h1")[0]); got != doc.Title {
		t.Errorf("the headline is %q", got)
	}
	if found := p.class("found"); len(found) != 2 || words(found[0]) != "quay" || words(found[1]) != "Stoppages" {
		t.Errorf("%d places are marked", len(found))
	}
	for _, place := range []string{"f1-1", "f1-2"} {
		if p.id(place) == nil {
			t.Errorf("place %s is missing", place)
		}
	}
}
