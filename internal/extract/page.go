package extract

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"hearsay/record"
)

// Bounds of what is given to the extractor, whose time grows with the square of
// each of them. The largest of 181 news pages has 1,600 elements, in lists and
// tables 4 deep; a page beyond the bounds is read plainly, and one beyond maxTags
// not at all.
const (
	maxTagDepth = 512 // package html's own limit
	maxTags     = 500_000
	maxNodes    = 20_000
	maxPageText = 512 << 10
	maxLists    = 12
)

// fromPage reads a decoded page. The extractor (Barbaresi's Trafilatura, ACL 2021)
// tells which blocks are the article; their words, spaces and links are then taken
// from the page's own tree, where it has not cut them.
func (w *words) fromPage(page, address string) (*record.Document, error) {
	if n := strings.Count(page, "<"); n > maxTags {
		return nil, fmt.Errorf("a page of %d tags; the limit is %d", n, maxTags)
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil { // the parser knows no other fault
		return nil, fmt.Errorf("a page of elements nested more than %d deep", maxTagDepth)
	}
	base := baseURL(root, address)
	meta := w.pageMetadata(root, base)
	whole := flatten(root, base)
	if whole.tooLong {
		return nil, ErrTooLong
	}
	nodes, lists := prepare(root)
	var body *flat
	if nodes <= maxNodes && lists <= maxLists && len(whole.text) <= maxPageText {
		body = choose(whole, article(root))
	}
	if body == nil || len(body.text) == 0 {
		body = flatten(mainElement(root), base)
	}
	if len(body.text) == 0 && meta.title == "" {
		return nil, ErrNoText
	}
	return w.compose(meta, whole, body), nil
}

// article is the extractor's choice of the page, nil where it finds nothing.
func article(root *html.Node) (content *html.Node) {
	// The extractor is given a hostile tree; should it stumble, the page is read
	// plainly.
	defer func() {
		if recover() != nil {
			content = nil
		}
	}()
	result, err := trafilatura.ExtractDocument(root, trafilatura.Options{
		ExcludeComments: true, HtmlDateMode: trafilatura.Disabled,
	})
	if err != nil {
		return nil
	}
	return result.ContentNode
}

// prepare counts the nodes and how deep lists and tables are nested, and mends what
// the extractor would stumble over: a <time> within a sentence becomes part of it, and
// a table that only lays out the page becomes plain blocks.
func prepare(n *html.Node) (nodes, lists int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.Time && n.DataAtom == atom.P:
			rename(c, atom.Span)
		case c.DataAtom == atom.Table && find(c, atom.H1) != nil:
			unlay(c)
		}
		below, deep := prepare(c)
		switch c.DataAtom {
		case atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Blockquote:
			deep++
		}
		nodes, lists = nodes+1+below, max(lists, deep)
	}
	return nodes, lists
}

func rename(n *html.Node, to atom.Atom) { n.Data, n.DataAtom = to.String(), to }

// unlay makes blocks of a table and its parts, but of no table inside it.
func unlay(n *html.Node) {
	rename(n, atom.Div)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th:
			unlay(c)
		}
	}
}

// choose takes those stretches of the page that the extractor chose. What is not
// found in the page, because the extractor cut something out of it, is taken in the
// extractor's words. A line that claims the copyright is no part of an article.
func choose(whole *flat, content *html.Node) *flat {
	if content == nil {
		return nil
	}
	chosen := flatten(content, nil)
	page, out := squeezeAll(whole.text), &flat{}
	cursor, budget := 0, 64*(len(page.text)+1)
	var last record.Span // in whole.text
	for paragraph := range strings.SplitSeq(string(chosen.text), "\n\n") {
		needle := []byte(squeeze(paragraph))
		if len(needle) == 0 || strings.HasPrefix(paragraph, "©") {
			continue
		}
		start := page.find(needle, cursor, &budget)
		if start < 0 {
			out.add("\n\n", paragraph, nil)
			continue
		}
		end := start + len(needle)
		s := page.span(start, end)
		if start < cursor && last.Contains(s) {
			continue
		}
		between := "\n\n"
		if last.End <= s.Start && last.End > 0 {
			if cut := string(whole.text[last.End:s.Start]); !strings.Contains(cut, "\n\n") {
				between = cut
			}
		}
		out.add(between, string(whole.text[s.Start:s.End]), shift(whole.linksIn(s), -s.Start))
		last, cursor = s, end
	}
	return out
}

// find looks for a stretch from the cursor on, then from the beginning. The budget
// bounds the bytes that are looked at in vain.
func (s squeezed) find(needle []byte, cursor int, budget *int) int {
	if *budget <= 0 {
		return -1
	}
	if i := bytes.Index(s.text[cursor:], needle); i >= 0 {
		return cursor + i
	}
	*budget -= len(s.text)
	return bytes.Index(s.text, needle)
}

// add appends a stretch with its links, which count from its start.
func (f *flat) add(between, text string, links []record.Link) {
	if len(f.text) > 0 {
		f.text = append(f.text, between...)
	}
	f.links = append(f.links, shift(links, len(f.text))...)
	f.text = append(f.text, text...)
}

func shift(links []record.Link, by int) []record.Link {
	for i := range links {
		links[i].Start += by
		links[i].End += by
	}
	return links
}

// compose puts headline and body together. A headline, byline or date that the body
// begins with is part of the text, and outside of the record's body.
func (w *words) compose(meta metadata, whole, body *flat) *record.Document {
	doc := &record.Document{
		Title: meta.title, Outlet: meta.outlet, Authors: meta.authors, URL: meta.url, Language: meta.language,
		Published: meta.published, Modified: meta.modified, Section: meta.section,
	}
	if doc.Published != "" {
		doc.PublishedFrom = record.DateMetadata
	}
	rest := string(body.text)
	cut := headlineEnd(rest, meta.title)
	head := meta.title
	if head != "" && len(rest) > cut {
		head += "\n\n"
	}
	doc.Text = head + rest[cut:]
	for _, l := range shift(body.links, len(head)-cut) {
		if l.Start >= len(head) {
			doc.Links = append(doc.Links, l)
		}
	}
	read := &record.Document{Text: doc.Text}
	w.header(read, len(head))
	doc.Body = read.Body
	if doc.Published == "" && read.Published != "" {
		doc.Published, doc.PublishedFrom, doc.PublishedSpan = read.Published, read.PublishedFrom, read.PublishedSpan
	}
	w.takeHeader(doc, read)
	// The extractor may have cut the lines between headline and story.
	if shown := w.shownHeader(string(whole.text), meta.title); shown != nil {
		if doc.Published == "" && shown.Published != "" {
			doc.Published, doc.PublishedFrom = shown.Published, record.DateMetadata
		}
		w.takeHeader(doc, shown)
	}
	return doc
}

// takeHeader takes authors and outlet from the lines above the story. Metadata knows
// the people better, but seldom the agency.
func (w *words) takeHeader(doc, read *record.Document) {
	given := len(doc.Authors) > 0
	for _, a := range read.Authors {
		if !given || w.isAgency(a) {
			doc.Authors = with(doc.Authors, a)
		}
	}
	doc.Outlet = cmp.Or(doc.Outlet, read.Outlet)
}

// shownHeader reads the lines that the page shows right after its headline; nil
// where it shows the headline nowhere.
func (w *words) shownHeader(page, title string) *record.Document {
	for at := 0; title != ""; {
		i := strings.Index(page[at:], title)
		if i < 0 {
			break
		}
		at += i + len(title)
		if strings.HasPrefix(page[at:], "\n") {
			shown := &record.Document{Text: page}
			w.header(shown, at)
			return shown
		}
	}
	return nil
}

// headlineEnd is the place after the headline, where a body begins with it; a short
// line may stand above.
func headlineEnd(body, title string) int {
	at := 0
	for range 2 {
		first, _, more := strings.Cut(body[at:], "\n\n")
		at += len(first)
		if more {
			at += 2
		}
		switch {
		case title != "" && squeeze(first) == squeeze(title):
			return at
		case len(first) > 60 || !more:
			return 0
		}
	}
	return 0
}

// mainElement is where a page keeps its article, by its own markup.
func mainElement(root *html.Node) *html.Node {
	for _, want := range []atom.Atom{atom.Article, atom.Main, atom.Body} {
		if n := find(root, want); n != nil && len(flatten(n, nil).text) > 0 {
			return n
		}
	}
	return root
}

// find is the first element of a name, in the page's order.
func find(n *html.Node, name atom.Atom) *html.Node {
	if n.Type == html.ElementNode && n.DataAtom == name {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, name); found != nil {
			return found
		}
	}
	return nil
}

// baseURL is what the page's relative links count from.
func baseURL(root *html.Node, address string) *url.URL {
	page, err := url.Parse(address)
	if err != nil || page.Host == "" {
		page = nil
	}
	if n := find(root, atom.Base); n != nil {
		if u, err := url.Parse(attribute(n, "href")); err == nil && attribute(n, "href") != "" {
			if page != nil {
				return page.ResolveReference(u)
			}
			return u
		}
	}
	return page
}
