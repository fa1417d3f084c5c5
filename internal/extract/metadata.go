package extract

import (
	"cmp"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"hearsay/record"
)

// metadata is what a page says of itself.
type metadata struct {
	title, outlet, published, modified, url, language string
	authors                                           []string
	section                                           record.Section
}

// pageMetadata weighs what JSON-LD, meta elements and the visible page say. The
// visible headline stands before the others, which are often shortened for search;
// for all else JSON-LD comes first, then OpenGraph and its like, then the page.
func (w *words) pageMetadata(root *html.Node, base *url.URL) metadata {
	p := &headReader{meta: map[string]string{}}
	p.node(root, false)
	ld := newsArticle(p.scripts)
	m := metadata{
		outlet: cmp.Or(ld.publisher, p.first("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title",
			"application-name"), w.siteName(p, ld.headline), strings.TrimPrefix(p.first("twitter:site"), "@")),
		published: cmp.Or(ld.published, p.date("article:published_time", "article:published", "og:published_time",
			"og:article:published_time", "parsely-pub-date", "sailthru.date", "datepublished", "publishdate", "publish-date",
			"pubdate", "pdate", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "date", "citation_date"),
			p.published, p.onlyTime()),
		modified: cmp.Or(ld.modified, p.date("article:modified_time", "article:modified", "og:updated_time", "og:modified_time",
			"datemodified", "dcterms.modified", "last-modified"), p.modified),
		language: languageTag(cmp.Or(p.lang, ld.language, p.first("og:locale", "content-language", "dc.language"))),
		url:      p.canonical(base, ld.url),
	}
	if m.published == "" {
		for _, address := range []string{m.url, addressOf(base)} {
			if u, err := url.Parse(address); err == nil && m.published == "" {
				m.published = pathDate(u.Path)
			}
		}
	}
	m.title = p.title(ld.headline, m.outlet)
	m.authors = w.authors(p, ld.authors)
	m.section = w.sectionOf(append(ld.sections, p.first("article:section", "parsely-section", "section")), m.url, addressOf(base))
	if m.section == "" && ld.kind != "" {
		m.section = kindSection(ld.kind)
	}
	return m
}

// headReader gathers, in one walk, the places of a page that tell about it.
type headReader struct {
	meta                 map[string]string // by name or property, in lower case; the first counts
	metaAuthors          []string
	scripts              []string // JSON-LD
	titleTag, lang, link string
	published, modified  string   // of visible dates that say which they are
	times                []string // of those that do not
	h1, bylines          []string
}

// Bounds on what is gathered.
const (
	maxMeta    = 500
	maxScripts = 50
	maxScript  = 2 << 20
	maxByline  = 200
)

func (p *headReader) node(n *html.Node, inByline bool) {
	if n.Type == html.ElementNode {
		p.element(n)
		if !inByline && isByline(n) && n.DataAtom != atom.Meta && len(p.bylines) < 20 {
			if t := shortText(n, maxByline); t != "" {
				p.bylines = append(p.bylines, t)
				inByline = true
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c, inByline)
	}
}

func (p *headReader) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		p.lang = cmp.Or(p.lang, attribute(n, "lang"), attribute(n, "xml:lang"))
	case atom.Meta:
		p.metaElement(n)
	case atom.Title:
		p.titleTag = cmp.Or(p.titleTag, shortText(n, 1000))
	case atom.Link:
		if strings.EqualFold(attribute(n, "rel"), "canonical") {
			p.link = cmp.Or(p.link, attribute(n, "href"))
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") && n.FirstChild != nil &&
			len(p.scripts) < maxScripts && len(n.FirstChild.Data) < maxScript {
			p.scripts = append(p.scripts, n.FirstChild.Data)
		}
	case atom.H1:
		if t := shortText(n, 500); t != "" && len(p.h1) < 20 {
			p.h1 = append(p.h1, t)
		}
	case atom.Time, atom.Span, atom.Div, atom.P, atom.Li:
		p.dateElement(n)
	}
}

func (p *headReader) metaElement(n *html.Node) {
	content := strings.TrimSpace(attribute(n, "content"))
	if content == "" || len(content) > 2000 {
		return
	}
	for _, name := range []string{"property", "name", "itemprop", "http-equiv"} {
		for key := range strings.FieldsSeq(strings.ToLower(attribute(n, name))) {
			p.keep(key, content)
		}
	}
}

func (p *headReader) keep(key, content string) {
	if _, ok := p.meta[key]; !ok && len(p.meta) < maxMeta {
		p.meta[key] = content
	}
	switch key {
	case "author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author", "byl":
		if len(p.metaAuthors) < 20 {
			p.metaAuthors = append(p.metaAuthors, content)
		}
	}
}

// dateElement reads a visible date: a <time>, or an element whose class or property
// calls it a date of publication or change.
func (p *headReader) dateElement(n *html.Node) {
	label := strings.ToLower(attribute(n, "itemprop") + " " + attribute(n, "class"))
	published := strings.Contains(label, "publish") || strings.Contains(label, "pubdate") || strings.Contains(label, "posted")
	modified := strings.Contains(label, "modif") || strings.Contains(label, "updat")
	if n.DataAtom != atom.Time && !published && !modified && !strings.Contains(label, "date") {
		return
	}
	d, ok := anyDate(cmp.Or(attribute(n, "datetime"), attribute(n, "content")))
	if !ok {
		if d, ok = headerDate(shortText(n, 60)); !ok {
			return
		}
	}
	switch {
	case published:
		p.published = cmp.Or(p.published, d)
	case modified:
		p.modified = cmp.Or(p.modified, d)
	case len(p.times) < 50:
		p.times = append(p.times, d)
	}
}

// onlyTime is the visible date of a page that shows one day alone.
func (p *headReader) onlyTime() string {
	for _, t := range p.times {
		if t[:len(dayForm)] != p.times[0][:len(dayForm)] {
			return ""
		}
	}
	return first(p.times)
}

func (p *headReader) first(keys ...string) string {
	for _, k := range keys {
		if v := p.meta[k]; v != "" {
			return clean(v)
		}
	}
	return ""
}

func (p *headReader) date(keys ...string) string {
	for _, k := range keys {
		if d, ok := anyDate(p.meta[k]); ok {
			return d
		}
	}
	return ""
}

// canonical is the page's own name for its address, taken only from the web.
func (p *headReader) canonical(base *url.URL, ld string) string {
	f := &flat{base: base}
	address := cmp.Or(f.resolve(p.link), f.resolve(p.meta["og:url"]), f.resolve(ld))
	if address == "" && base != nil {
		address = f.resolve(base.String())
	}
	return address
}

// title is the headline. The only h1 is it, unless it is the outlet's name.
func (p *headReader) title(ld, outlet string) string {
	ld = clean(ld)
	page := withoutSite(clean(p.titleTag), outlet)
	social := p.first("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title")
	if len(p.h1) == 1 && !strings.EqualFold(p.h1[0], outlet) && utf8.RuneCountInString(p.h1[0]) > 8 {
		return p.h1[0]
	}
	for _, h := range p.h1 { // several: the one that metadata knows
		if squeeze(h) == squeeze(ld) || squeeze(h) == squeeze(social) || squeeze(h) == squeeze(page) {
			return h
		}
	}
	return cmp.Or(ld, withoutSite(social, outlet), page)
}

// withoutSite drops the outlet's name from a page's title.
func withoutSite(title, outlet string) string {
	headline, site := cutSite(title)
	if headline == "" || site == "" {
		return title
	}
	if strings.EqualFold(site, outlet) || strings.HasSuffix(title, " | "+site) ||
		outlet == "" && len(strings.Fields(site)) <= 4 && len(strings.Fields(headline)) >= 4 {
		return headline
	}
	return title
}

// siteName is what the page's title has beside the headline: "Strike ends | Delta",
// "Delta: Strike ends". Without a headline to compare, it must read as an outlet.
func (w *words) siteName(p *headReader, ld string) string {
	page := clean(p.titleTag)
	for _, headline := range append([]string{clean(ld), p.first("og:title", "twitter:title")}, p.h1...) {
		before, rest, ok := strings.Cut(page, headline)
		if !ok || utf8.RuneCountInString(headline) <= 8 {
			continue
		}
		if before != "" && rest == "" {
			rest, ok = strings.CutSuffix(before, ": ")
			if !ok {
				rest = strings.TrimRight(before, " |-–—·»")
			}
		}
		if _, site := cutSite(rest); site != "" {
			rest = site
		}
		if rest = strings.Trim(rest, " "); rest != "" && len(strings.Fields(rest)) <= 5 {
			return rest
		}
	}
	if _, site := cutSite(page); w.isOutlet(site) {
		return site
	}
	return ""
}

// cutSite cuts a page's title before its last part; site is "" for one part alone.
func cutSite(title string) (headline, site string) {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " · ", " :: ", " » "} {
		if i := strings.LastIndex(title, sep); i >= 0 {
			return strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(sep):])
		}
	}
	return title, ""
}

// authors joins what the metadata says with the agencies that the byline names.
func (w *words) authors(p *headReader, ld []string) []string {
	var out []string
	add := func(field string, people bool) {
		c := w.credit(field, false)
		if !people {
			c.people = nil
		}
		for _, name := range c.authors() {
			out = with(out, name)
		}
		if w.isAgency(c.outlet) {
			out = with(out, c.outlet)
		}
	}
	for _, a := range ld {
		add(a, true)
	}
	if len(out) == 0 {
		for _, a := range p.metaAuthors {
			add(a, true)
		}
	}
	for _, b := range p.bylines {
		add(b, len(out) == 0)
	}
	return out[:min(len(out), 20)]
}

// isByline tells by its markup whether an element names the authors.
func isByline(n *html.Node) bool {
	if attribute(n, "rel") == "author" || attribute(n, "itemprop") == "author" {
		return true
	}
	for c := range strings.FieldsSeq(strings.ToLower(attribute(n, "class"))) {
		switch c {
		case "byline", "by-line", "author", "author-name", "article-author", "article__author", "article-byline",
			"article__byline", "byline__name", "c-byline", "story-byline", "post-author", "entry-author":
			return true
		}
	}
	return false
}

// sectionOf tells the kind of text from labels and the address's path.
func (w *words) sectionOf(labels []string, addresses ...string) record.Section {
	for _, l := range labels {
		for word := range strings.FieldsFuncSeq(strings.ToLower(l), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			if s := w.section[word]; s != "" {
				return s
			}
		}
	}
	for _, a := range addresses {
		u, err := url.Parse(a)
		if err != nil {
			continue
		}
		for part := range strings.SplitSeq(strings.ToLower(u.Path), "/") {
			if s := w.section[part]; s != "" {
				return s
			}
		}
	}
	return ""
}

func addressOf(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.String()
}

// kindSection is the section that schema.org's type says.
func kindSection(kind string) record.Section {
	switch kind {
	case "OpinionNewsArticle":
		return record.SectionOpinion
	case "LiveBlogPosting":
		return record.SectionLive
	case "NewsArticle", "ReportageNewsArticle", "BackgroundNewsArticle", "AnalysisNewsArticle":
		return record.SectionNews
	}
	return ""
}

// languageTag writes "EN_us" as "en-US"; "" for what is no tag.
func languageTag(s string) string {
	parts := strings.Split(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"), "-")
	for i, p := range parts {
		if p == "" || len(p) > 8 || strings.ContainsFunc(p, func(r rune) bool { return r > 'z' || !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			return ""
		}
		switch {
		case i == 0:
			if len(p) < 2 || len(p) > 3 {
				return ""
			}
			parts[i] = strings.ToLower(p)
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		}
	}
	return strings.Join(parts, "-")
}

// shortText is an element's text on one line; "" where it is longer than most.
func shortText(n *html.Node, most int) string {
	var b strings.Builder
	var walk func(*html.Node) bool
	walk = func(n *html.Node) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			} else if c.Type == html.ElementNode && !skipped(c) {
				b.WriteByte(' ')
				if !walk(c) {
					return false
				}
				b.WriteByte(' ')
			}
			if b.Len() > 8*most {
				return false
			}
		}
		return true
	}
	if !walk(n) {
		return ""
	}
	t := strings.Join(strings.Fields(b.String()), " ")
	if utf8.RuneCountInString(t) > most {
		return ""
	}
	return t
}

// clean makes one line of a metadata value: entities that were escaped twice and
// markup are undone.
func clean(s string) string {
	s = html.UnescapeString(s)
	if strings.Contains(s, "<") && strings.Contains(s, ">") {
		if root, err := html.Parse(strings.NewReader(s)); err == nil {
			s = string(flatten(root, nil).text)
		}
	}
	return strings.Join(strings.Fields(s), " ")
}
