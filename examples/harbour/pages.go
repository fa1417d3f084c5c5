//go:build ignore

// Command pages makes pages/*.html from the reports beside it: the page that each
// outlet would serve, with its own habits of markup, metadata and clutter.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"
)

type report struct {
	slug, title, byline string
	date                time.Time
	paragraphs          []string
}

var outlets = map[string]func(report) string{
	"wire": wire, "herald": herald, "tide": tide, "observer": observer, "delta": delta,
}

func main() {
	log.SetFlags(0)
	files, err := filepath.Glob("*.txt")
	if err != nil || len(files) == 0 {
		log.Fatal("no reports here: run this in its own folder")
	}
	for _, f := range files {
		r, err := read(f)
		if err != nil {
			log.Fatalf("%s: %v", f, err)
		}
		outlet := strings.Split(r.slug, "-")[1]
		page := outlets[outlet](r)
		if outlet == "tide" { // an old site that never moved to Unicode
			if page, err = charmap.Windows1252.NewEncoder().String(page); err != nil {
				log.Fatalf("%s: %v", f, err)
			}
		}
		if err := os.WriteFile(filepath.Join("pages", r.slug+".html"), []byte(page), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

func read(name string) (report, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return report{}, err
	}
	parts := strings.Split(strings.TrimSpace(string(b)), "\n\n")
	head := strings.Split(parts[0], "\n")
	if len(head) != 3 {
		return report{}, fmt.Errorf("want headline, byline and date, found %d lines", len(head))
	}
	date, err := time.Parse("2 January 2006", head[2])
	if err != nil {
		if date, err = time.Parse("January 2, 2006", head[2]); err != nil {
			return report{}, err
		}
	}
	return report{strings.TrimSuffix(name, ".txt"), head[0], head[1], date, parts[1:]}, nil
}

func (r report) body(open, end string) string {
	var b strings.Builder
	for _, p := range r.paragraphs {
		b.WriteString(open + html.EscapeString(p) + end + "\n")
	}
	return b.String()
}

func (r report) address(site string) string { return "https://" + site + ".example/" + r.slug }

func jsonLD(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	if err := e.Encode(v); err != nil {
		log.Fatal(err)
	}
	return `<script type="application/ld+json">` + b.String() + `</script>`
}

func (r report) article(site, outlet string, hour int) map[string]any {
	author, _, _ := strings.Cut(strings.TrimPrefix(r.byline, "By "), ",")
	return map[string]any{
		"@context": "https://schema.org", "@type": "NewsArticle", "headline": r.title, "url": r.address(site),
		"datePublished": r.date.Add(time.Duration(hour) * time.Hour).Format(time.RFC3339),
		"author":        map[string]any{"@type": "Person", "name": author}, "inLanguage": "en",
		"publisher": map[string]any{"@type": "Organization", "name": outlet},
	}
}

// wire is a plain agency page: one JSON-LD object and little else.
func wire(r report) string {
	return fmt.Sprintf(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>%[1]s | Strait Wire</title>
%[2]s</head><body>
<header><a href="/">Strait Wire</a> <nav><a href="/politics">Politics</a> <a href="/shipping">Shipping</a></nav></header>
<main><article><h1>%[1]s</h1><p class="byline">%[3]s</p><time datetime="%[4]s">%[5]s</time>
%[6]s</article></main>
<footer>Strait Wire. Republication by subscribers only.</footer></body></html>
`, html.EscapeString(r.title), jsonLD(r.article("straitwire", "Strait Wire", 14)), html.EscapeString(r.byline),
		r.date.Format(time.DateOnly), r.date.Format("January 2, 2006"), r.body("<p>", "</p>"))
}

// herald is a broadsheet with OpenGraph data, related links and a subscription box.
func herald(r report) string {
	half := len(r.paragraphs) / 2
	first, second := report{paragraphs: r.paragraphs[:half]}, report{paragraphs: r.paragraphs[half:]}
	return fmt.Sprintf(`<!DOCTYPE html>
<html lang="en-GB" prefix="og: http://ogp.me/ns#"><head><meta charset="utf-8">
<title>%[1]s - Corran Herald</title>
<meta property="og:title" content="%[1]s"><meta property="og:site_name" content="Corran Herald">
<meta property="og:type" content="article"><meta property="og:url" content="%[2]s">
<meta property="article:published_time" content="%[3]sT06:00:00+01:00"><meta property="article:section" content="News">
<meta name="author" content="%[4]s"><link rel="canonical" href="%[2]s"></head><body>
<div class="topbar"><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/opinion">Opinion</a></li></ul></div>
<div class="story"><h1>%[1]s</h1><div class="byline">%[5]s</div><div class="dateline">%[6]s</div>
<div class="story-body">
%[7]s<aside class="related"><h4>Read also</h4><ul><li><a href="/tides">Tide tables for March</a></li><li><a href="/ferries">Ferries: what still runs</a></li></ul></aside>
%[8]s</div></div>
<div class="subscribe"><p>Enjoying the Herald? Subscribe for two crowns a week.</p><button>Subscribe</button></div>
<footer><p>Corran Herald, Quay Street 1, Corran</p></footer></body></html>
`, html.EscapeString(r.title), r.address("corranherald"), r.date.Format(time.DateOnly), html.EscapeString(strings.TrimPrefix(r.byline, "By ")),
		html.EscapeString(r.byline), r.date.Format("2 January 2006"), first.body("<p>", "</p>"), second.body("<p>", "</p>"))
}

// tide is a small local paper: tables for layout, no metadata, windows-1252.
func tide(r report) string {
	return fmt.Sprintf(`<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">
<TITLE>Tessa Tide: %[1]s</TITLE></HEAD>
<BODY BGCOLOR="#ffffff"><TABLE WIDTH="100%%"><TR><TD WIDTH="160" VALIGN="top">
<A HREF="/">Home</A><BR><A HREF="/harbour">Harbour</A><BR><A HREF="/council">Council</A><BR><A HREF="/small-ads">Small ads</A></TD>
<TD VALIGN="top"><H1>%[1]s</H1><P><I>%[2]s<BR>%[3]s</I></P>
%[4]s</TD></TR></TABLE>
<P ALIGN="center"><SMALL>© 2025 Tessa Tide – printed at the old fish hall</SMALL></P></BODY></HTML>
`, html.EscapeString(r.title), html.EscapeString(r.byline), r.date.Format("2 January 2006"), r.body("<P>", "</P>"))
}

// observer marks its articles up with microdata and puts a picture in the middle.
func observer(r report) string {
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%[1]s</title>
<meta name="dc.publisher" content="The Velmark Observer"><meta property="og:site_name" content="The Velmark Observer">
<meta name="date" content="%[2]s"><link rel="canonical" href="%[3]s"></head><body>
<nav aria-label="Sections"><a href="/velm">Velm</a><a href="/strait">The strait</a><a href="/opinion">Opinion</a></nav>
<article itemscope itemtype="https://schema.org/NewsArticle"><header><h1 itemprop="headline">%[1]s</h1>
<p>By <span itemprop="author">%[4]s</span></p><time itemprop="datePublished" datetime="%[2]s">%[5]s</time></header>
<figure><img src="/mole.jpg" alt="The eastern mole at Tessa"><figcaption>The eastern mole at Tessa in February.</figcaption></figure>
<div itemprop="articleBody">
%[6]s</div></article>
<section id="comments"><h2>Comments (2)</h2><p>First! — seagull77</p><p>Where is my fish — landlubber</p></section></body></html>
`, html.EscapeString(r.title), r.date.Format(time.DateOnly), r.address("velmarkobserver"),
		html.EscapeString(strings.TrimSuffix(strings.TrimPrefix(r.byline, "By "), ", Velm")), r.date.Format("2 January 2006"), r.body("<p>", "</p>"))
}

// delta is a broadcaster: a cookie notice, a player, JSON-LD in a graph.
func delta(r report) string {
	graph := map[string]any{"@context": "https://schema.org", "@graph": []any{
		map[string]any{"@type": "WebSite", "name": "Radio Delta", "url": "https://radiodelta.example/"},
		r.article("radiodelta", "Radio Delta", 9),
	}}
	return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%[1]s - Radio Delta</title>
<meta name="twitter:title" content="%[1]s">%[2]s</head><body>
<div id="cookie-notice" role="dialog"><p>Radio Delta uses cookies to keep the lights on.</p><button>Accept</button><button>Refuse</button></div>
<div class="player"><span>Listen live</span> <span>101.4 MHz</span></div>
<main><h1>%[1]s</h1><p class="meta">%[3]s · <time datetime="%[4]sT09:00:00+01:00">%[5]s</time></p>
<div class="text">
%[6]s</div><ul class="share"><li>Share</li><li>Print</li></ul></main></body></html>
`, html.EscapeString(r.title), jsonLD(graph), html.EscapeString(r.byline), r.date.Format(time.DateOnly), r.date.Format("2 January 2006"), r.body("<p>", "</p>"))
}
