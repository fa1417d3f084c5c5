package extract

import (
	"net/url"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"hearsay/record"
)

// flat is a page's tree as text: what a reader sees, blocks separated by a blank
// line, lines by a line break, the cells of a row by a tab, with the links' places.
type flat struct {
	text  []byte
	links []record.Link

	base    *url.URL
	gap     gap
	link    *record.Link // open, not yet in links
	pre     int
	tooLong bool
}

// gap is the white space that is due before the next character.
type gap int

const (
	none gap = iota
	space
	cell
	line
	block
)

var gaps = [...]string{"", " ", "\t", "\n", "\n\n"}

// maxLinks bounds the links that are kept of one page.
const maxLinks = 5000

// flatten renders a tree. Links are resolved against base, which may be nil.
func flatten(root *html.Node, base *url.URL) *flat {
	f := &flat{base: base}
	f.node(root)
	return f
}

func (f *flat) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		f.write(n.Data)
		return
	case html.DocumentNode:
		f.children(n)
		return
	case html.ElementNode:
	default:
		return
	}
	if skipped(n) {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		if f.gap == line {
			f.gap = block
		}
		f.want(line)
	case atom.Hr:
		f.want(block)
	case atom.Td, atom.Th:
		f.want(cell)
		f.children(n)
		f.want(cell)
	case atom.A:
		f.anchor(n)
	case atom.Pre:
		f.want(block)
		f.pre++
		f.children(n)
		f.pre--
		f.want(block)
	default:
		if isBlock(n.DataAtom) {
			f.want(block)
			f.children(n)
			f.want(block)
			return
		}
		f.children(n)
	}
}

func (f *flat) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.node(c)
	}
}

func (f *flat) anchor(n *html.Node) {
	address := f.resolve(attribute(n, "href"))
	if address == "" || f.link != nil || len(f.links) >= maxLinks {
		f.children(n)
		return
	}
	f.open(address)
	f.children(n)
	f.close()
}

func (f *flat) open(address string) {
	f.link = &record.Link{Span: record.Span{Start: -1}, URL: address}
}

func (f *flat) close() {
	if f.link != nil && f.link.Start >= 0 {
		f.link.End = len(f.text)
		f.links = append(f.links, *f.link)
	}
	f.link = nil
}

// resolve gives a link's absolute address; "" for what leads to no page.
func (f *flat) resolve(href string) string {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") || len(href) > 2000 {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if f.base != nil {
		u = f.base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

func (f *flat) want(g gap) { f.gap = max(f.gap, g) }

// write adds text with its white space collapsed. Soft hyphens and zero-width
// spaces, which only help to break lines, are dropped.
func (f *flat) write(s string) {
	for len(s) > 0 {
		if n := wordLen(s); n > 0 {
			f.flush()
			if f.link != nil && f.link.Start < 0 {
				f.link.Start = len(f.text)
			}
			if len(f.text)+n > record.MaxText {
				f.tooLong = true
				return
			}
			f.text = append(f.text, s[:n]...)
			s = s[n:]
			continue
		}
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case invisible(r):
		case r == '\n' && f.pre > 0:
			f.want(line)
		default:
			f.want(space)
		}
		s = s[n:]
	}
}

// wordLen is the length of the stretch before the next space or invisible mark.
func wordLen(s string) int {
	for i, r := range s {
		if r == ' ' || r >= utf8.RuneSelf && (unicode.IsSpace(r) || invisible(r)) || r < ' ' && unicode.IsSpace(r) {
			return i
		}
	}
	return len(s)
}

func invisible(r rune) bool { return r == '\u00AD' || r == '\u200B' || r == '\uFEFF' }

func (f *flat) flush() {
	if len(f.text) > 0 {
		f.text = append(f.text, gaps[f.gap]...)
	}
	f.gap = none
}

// linksIn are the links that overlap a stretch of the text, cut to it.
func (f *flat) linksIn(s record.Span) []record.Link {
	var out []record.Link
	first := sort.Search(len(f.links), func(i int) bool { return f.links[i].End > s.Start })
	for _, l := range f.links[first:] {
		if l.Start >= s.End {
			break
		}
		l.Start, l.End = max(l.Start, s.Start), min(l.End, s.End)
		out = append(out, l)
	}
	return out
}

// squeezed is a text without white space and invisible marks: there a stretch is
// found again whatever happened to the spaces.
type squeezed struct {
	text []byte
	at   []int32 // at[i] is the place of byte i in the text that was squeezed
}

func squeezeAll(text []byte) squeezed {
	s := squeezed{make([]byte, 0, len(text)), make([]int32, 0, len(text))}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if !unicode.IsSpace(r) && !invisible(r) {
			for k := range n {
				s.at = append(s.at, int32(i+k))
			}
			s.text = append(s.text, text[i:i+n]...)
		}
		i += n
	}
	return s
}

// span is the stretch of the text that bytes start to end of the squeezed one are.
func (s squeezed) span(start, end int) record.Span {
	return record.Span{Start: int(s.at[start]), End: int(s.at[end-1]) + 1}
}

func squeeze(s string) string { return string(squeezeAll([]byte(s)).text) }

// skipped tells whether an element is no part of what a reader reads as text.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Object,
		atom.Embed, atom.Head, atom.Canvas, atom.Audio, atom.Video, atom.Map, atom.Nav, atom.Form, atom.Footer,
		atom.Aside, atom.Button, atom.Select, atom.Textarea, atom.Dialog, atom.Menu, atom.Figure, atom.Picture,
		atom.Input, atom.Datalist, atom.Fieldset, atom.Progress, atom.Rp, atom.Rt:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
				return true
			}
		}
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.H1, atom.H2, atom.H3, atom.H4,
		atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Table,
		atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Address, atom.Details, atom.Summary,
		atom.Center, atom.Body, atom.Html, atom.Figcaption, atom.Hgroup, atom.Figure:
		return true
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
