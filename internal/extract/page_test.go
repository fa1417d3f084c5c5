package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/collect"
	"hearsay/record"
)

func pageItem(page string) collect.Item {
	const address = "https://norlys.example/2025/quay.html"
	return collect.Item{Name: address, Kind: collect.HTML, Bytes: []byte(page), URL: address, FinalURL: address, ContentType: "text/html; charset=utf-8"}
}

// story is long enough to stand out from what surrounds it.
const story = `<p>The harbour board <a href="/vote">voted on Monday</a> to close the eastern quay for eleven weeks while divers
examine its foundations, the chairwoman <b>Ingrid Solheim</b>, a former pilot, said after the meeting.</p>
<p>&ldquo;Nobody wanted this,&rdquo; Solheim told reporters on <time datetime="2025-03-03">Monday</time>. &ldquo;The
engineers left us no choice.&rdquo; She spoke for ten minutes and took <a href="mailto:a@b.example">no questions</a> from the floor.</p>
<h2>What the union says</h2>
<p>The dockworkers&rsquo; union called the step too hard.<br>It counts 340 members on the quay.</p>
<ul><li>wages for all <em>eleven</em> weeks</li><li>a new date in <a href="https://union.example/may#top">May</a></li></ul>
<blockquote><p>We will not leave the quay, the union&rsquo;s head Jon Sund wrote to the board on the same evening.</p></blockquote>
<table><tr><th>Quay</th><th>Ships</th></tr><tr><td>East</td><td>12</td></tr></table>`

const around = `<!doctype html><html lang="en-GB"><head><title>Eastern quay to close | Norlys Daily</title>
<link rel="canonical" href="/2025/quay">%s</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Eastern quay to close</h1><div class="byline">By <a rel="author" href="/ana">Ana Brevik</a> and Reuters</div>%s</article>
<aside class="related"><h3>Read also</h3><ul><li><a href="/a">Ferry late again</a></li></ul></aside>
<footer>© Norlys Daily. All rights reserved.</footer><script>var x = "<p>not text</p>";</script></body></html>`

func TestPage(t *testing.T) {
	doc, err := reader.Document(pageItem(fmt.Sprintf(around, "", story)), Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"Eastern quay to close",
		"The harbour board voted on Monday to close the eastern quay for eleven weeks while divers examine its foundations, the chairwoman Ingrid Solheim, a former pilot, said after the meeting.",
		"“Nobody wanted this,” Solheim told reporters on Monday. “The engineers left us no choice.” She spoke for ten minutes and took no questions from the floor.",
		"What the union says",
		"The dockworkers’ union called the step too hard.\nIt counts 340 members on the quay.",
		"wages for all eleven weeks",
		"a new date in May",
		"We will not leave the quay, the union’s head Jon Sund wrote to the board on the same evening.",
		"Quay\tShips",
		"East\t12",
	}, "\n\n")
	if diff := cmp.Diff(want, doc.Text); diff != "" {
		t.Error(diff)
	}
	if got := doc.Body.In(doc.Text); !strings.HasPrefix(got, "The harbour board voted") {
		t.Errorf("the body begins with %.40q", got)
	}
	var links []string
	for _, l := range doc.Links {
		links = append(links, l.In(doc.Text)+" → "+l.URL)
	}
	if diff := cmp.Diff([]string{"voted on Monday → https://norlys.example/vote", "May → https://union.example/may#top"}, links); diff != "" {
		t.Error(diff)
	}
	if doc.ID != "https://norlys.example/2025/quay" || doc.URL != doc.ID || doc.Source.FinalURL != "https://norlys.example/2025/quay.html" {
		t.Errorf("id %q, url %q, final %q", doc.ID, doc.URL, doc.Source.FinalURL)
	}
	if diff := cmp.Diff([]string{"Ana Brevik", "Reuters"}, doc.Authors); diff != "" {
		t.Error(diff)
	}
	if doc.Language != "en-GB" {
		t.Errorf("language %q", doc.Language)
	}
	if err := doc.Check(); err != nil {
		t.Error(err)
	}
}

func TestPageMetadata(t *testing.T) {
	type found struct {
		Title, Outlet, Published, Modified string
		Authors                            []string
		Section                            record.Section
	}
	const h1 = "Eastern quay to close"
	for _, c := range []struct {
		name, head string
		want       found
	}{
		{
			"JSON-LD",
			`<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Eastern quay to close","datePublished":"2025-03-03T18:30:00+01:00",
			"dateModified":"2025-03-04T07:00:00Z","author":[{"@type":"Person","name":"Ana Brevik"},{"@type":"Person","name":"Jon Sund"}],"publisher":{"@type":"Organization","name":"Norlys Daily"},"articleSection":["Harbour","Opinion"]}</script>`,
			found{h1, "Norlys Daily", "2025-03-03T18:30:00+01:00", "2025-03-04T07:00:00Z", []string{"Ana Brevik", "Jon Sund", "Reuters"}, "opinion"},
		},
		{
			"a graph with references",
			`<script type="application/ld+json">{"@graph":[{"@type":"WebPage","@id":"#page","name":"x","datePublished":"2020-01-01"},{"@type":"Organization","@id":"#org","name":"Norlys Daily"},
			{"@type":["Article","LiveBlogPosting"],"datePublished":"2025-03-03","author":{"@id":"#ana"},"publisher":{"@id":"#org"}},{"@type":"Person","@id":"#ana","name":"Ana Brevik"}]}</script>`,
			found{h1, "Norlys Daily", "2025-03-03", "", []string{"Ana Brevik", "Reuters"}, "live"},
		},
		{
			"broken JSON-LD",
			"<script type='application/ld+json'>//<![CDATA[\n[{\"@type\":\"NewsArticle\",\"description\":\"two\nlines\",\"datePublished\":\"2025-03-03\",\"author\":\"By Ana Brevik\",}]\n//]]></script><script type='application/ld+json'>{{{</script>",
			found{h1, "Norlys Daily", "2025-03-03", "", []string{"Ana Brevik", "Reuters"}, "news"},
		},
		{
			"OpenGraph",
			`<meta property="og:site_name" content="Norlys &amp; Daily"><meta property="article:published_time" content="2025-03-03T18:30:00Z"><meta property="article:author" content="https://norlys.example/ana"><meta property="article:section" content="Letters">`,
			found{h1, "Norlys & Daily", "2025-03-03T18:30:00Z", "", []string{"Ana Brevik", "Reuters"}, "letters"},
		},
		{
			"meta elements",
			`<meta name="author" content="Jon Sund"><meta name="date" content="March 3, 2025"><meta name="application-name" content="Norlys">`,
			found{h1, "Norlys", "2025-03-03", "", []string{"Jon Sund", "Reuters"}, ""},
		},
		{"nothing but a title", "", found{Title: h1, Outlet: "Norlys Daily", Authors: []string{"Ana Brevik", "Reuters"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := reader.Document(pageItem(fmt.Sprintf(around, c.head, strings.ReplaceAll(story, "<time", "<span"))), Overrides{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, found{doc.Title, doc.Outlet, doc.Published, doc.Modified, doc.Authors, doc.Section}); diff != "" {
				t.Error(diff)
			}
			if (doc.PublishedFrom == record.DateMetadata) != (doc.Published != "") {
				t.Errorf("published from %q", doc.PublishedFrom)
			}
		})
	}
}

func TestSiteNames(t *testing.T) {
	for title, want := range map[string]string{
		"Eastern quay to close | Norlys Daily":           "Norlys Daily",
		"Eastern quay to close - Norlys Daily":           "Norlys Daily",
		"Eastern quay to close | Harbour | Norlys Daily": "Norlys Daily",
		"Norlys Daily: Eastern quay to close":            "Norlys Daily",
		"Norlys Daily | Eastern quay to close":           "Norlys Daily",
		"Quay to close for weeks - Norlys Herald":        "Norlys Herald", // shortened, but an outlet's name
		"Quay to close - for eleven weeks":               "",
		"Eastern quay to close":                          "",
		"":                                               "",
	} {
		page := "<title>" + title + "</title><h1>Eastern quay to close</h1>" + story
		if doc, err := reader.Document(pageItem(page), Overrides{}); err != nil || doc.Outlet != want || doc.Title != "Eastern quay to close" {
			t.Errorf("%q: outlet %q, title %q, %v", title, doc.Outlet, doc.Title, err)
		}
	}
}

func TestSections(t *testing.T) {
	for address, want := range map[string]record.Section{
		"https://norlys.example/opinion/2025/quay":    record.SectionOpinion,
		"https://norlys.example/letters/quay":         record.SectionLetters,
		"https://norlys.example/live/quay":            record.SectionLive,
		"https://norlys.example/world/quay":           record.SectionNews,
		"https://norlys.example/quay":                 "",
		"https://norlys.example/live-music-returns":   "",
		"https://norlys.example/interview/board-head": record.SectionInterview,
	} {
		if got := reader.words.sectionOf(nil, address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// Hostile pages are read or refused; what counts is that they come to an end, and
// that what is read is a sound record.
func TestHostilePages(t *testing.T) {
	for name, page := range map[string]string{
		"nested 100,000 deep":  strings.Repeat("<div>", 100_000) + "text",
		"nested links":         strings.Repeat(`<a href="x">`, 20_000) + "text",
		"nested lists":         strings.Repeat(strings.Repeat("<ul><li>The board voted", 200)+strings.Repeat("</li></ul>", 200), 20),
		"5,000 paragraphs":     "<article>" + strings.Repeat("<p>The board voted again.</p>", 5_000),
		"a million tags":       strings.Repeat("<p>x", 1_000_000),
		"comments":             "<article>" + strings.Repeat("x<!--x-->", 200_000),
		"nested tables":        strings.Repeat("<table><tr><td>", 150) + "text",
		"100,000 paragraphs":   "<article>" + strings.Repeat("<p>The board voted again.</p>", 100_000),
		"one long word":        "<p>" + strings.Repeat("x", 1<<20),
		"20,000 links":         "<article><p>" + strings.Repeat(`<a href="/x">y</a> `, 20_000),
		"100,000 line breaks":  "<article><p>text" + strings.Repeat("<br>", 100_000) + "text",
		"100,000 quotes":       "<article><p>" + strings.Repeat("“", 100_000),
		"deep JSON-LD":         `<script type="application/ld+json">` + strings.Repeat("[", 100_000) + `</script><p>text</p>`,
		"wide JSON-LD":         `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"NewsArticle"},`, 10_000) + `{}]</script><p>text</p>`,
		"10,000 meta elements": strings.Repeat(`<meta name="a" content="b">`, 10_000) + "<p>text</p>",
		"formatting":           "<p>" + strings.Repeat("<b><i>", 200) + "text",
		"odd characters":       "<p>a\x00b\u200Bc\u00ADd 🚢 e\u0301</p>",
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := reader.Document(pageItem(page), Overrides{})
			if err != nil {
				if name == "nested 100,000 deep" && !strings.Contains(err.Error(), "nested more than 512 deep") {
					t.Error(err)
				}
				if strings.Contains(err.Error(), "\n") {
					t.Errorf("not one line: %v", err)
				}
				t.Log(err)
				return
			}
			if err := doc.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestPagesWithoutText(t *testing.T) {
	for _, page := range []string{"", "<html><body><script>load()</script></body></html>"} {
		if _, err := reader.Document(pageItem(page), Overrides{}); err == nil {
			t.Errorf("%q was read", page)
		}
	}
}

func FuzzPage(f *testing.F) {
	f.Add(fmt.Sprintf(around, "", story))
	f.Add("<table><td>a<p>b<a href=//x>c<br><br>d</table><h1>e")
	f.Fuzz(func(t *testing.T, page string) {
		doc, err := reader.Document(pageItem(page), Overrides{})
		if err != nil {
			return
		}
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzJSONLD(f *testing.F) {
	f.Add(`{"@graph":[{"@type":["a","NewsArticle"],"author":[{"@id":"#a"},"b"]},{"@id":"#a","name":["c",{"name":"d"}]}],"datePublished":1}`)
	f.Add("<!--[{\"@type\":\"Article\",\"headline\":\"a\nb\",},]-->")
	f.Fuzz(func(_ *testing.T, script string) { newsArticle([]string{script, script}) })
}

func BenchmarkPage(b *testing.B) {
	page := fmt.Sprintf(around, "", strings.Repeat(story, 5))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := reader.Document(pageItem(page), Overrides{}); err != nil {
			b.Fatal(err)
		}
	}
}
