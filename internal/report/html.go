package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"hearsay/record"
)

//go:embed html
var files embed.FS

// templates are parsed when the first page is made.
var templates = sync.OnceValues(func() (*template.Template, error) { return template.ParseFS(files, "html/*.tmpl") })

// HTMLOptions say what the page holds.
type HTMLOptions struct {
	// Excerpts keeps of the text only what claims of others and findings quote, so
	// that the page can be passed on without republishing the article.
	Excerpts bool
}

// HTML writes the report as one file that opens without a network: style and script
// are inside, and its policy forbids everything else.
func HTML(w io.Writer, doc *record.Document, o HTMLOptions) error {
	pages, err := templates()
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	p, err := newPage(Summarize(doc), o)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, "page.tmpl", p); err != nil {
		return fmt.Errorf("report on %q: %w", doc.ID, err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

func newPage(s *Summary, o HTMLOptions) (*page, error) {
	style, err := files.ReadFile("html/style.css")
	if err != nil {
		return nil, err
	}
	script, err := files.ReadFile("html/script.js")
	if err != nil {
		return nil, err
	}
	if o.Excerpts {
		s.Figures, s.Times = s.quoted()
	}
	p := &page{
		Policy:  fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", hash(style), hash(script)),
		Program: s.doc.Program, Closing: Closing, Made: made(s.doc),
		Style: template.CSS(style), Script: template.JS(script), //nolint:gosec // our own files
		Headline: s.Headline, Outlet: s.Outlet, Language: languageTag(s.doc.Language),
		Dateline: s.dateline(), Lines: s.Lines, Read: s.Unread == "", Excerpts: o.Excerpts,
		Speakers: htmlSpeakers(s), Figures: s.Figures, Charts: s.charts(), Times: s.Times, Legend: legendRows(),
		When:  slices.ContainsFunc(s.Figures, func(f Figure) bool { return f.Period != "" }),
		Known: slices.ContainsFunc(s.Times, func(t Time) bool { return t.Note != "" }),
	}
	if webAddress(s.URL) {
		p.URL = s.URL
	}
	blocks := s.blocks()
	if o.Excerpts {
		blocks = excerpts(blocks)
	}
	anchors := map[place]string{}
	for _, b := range blocks {
		for _, pl := range b.Places {
			anchors[pl] = fmt.Sprintf("f%d-%d", pl.Finding, pl.Number)
		}
	}
	leads, inside := leading(blocks)
	for _, b := range blocks {
		h := htmlBlock{Number: b.Number, Kind: b.Kind, Segments: htmlSegments(s, b, leads, anchors)}
		for k := range h.Segments {
			if g := &h.Segments[k]; o.Excerpts && g.Lead && s.Claims[g.Claim-1].PartOf == 0 {
				g.Says = s.Claims[g.Claim-1].says()
			}
		}
		for _, n := range b.Claims {
			if leads[n].block == b.Number {
				h.Cards = append(h.Cards, newCard(s, n, inside[n]))
			}
		}
		for i, pl := range b.Places {
			if !slices.ContainsFunc(b.Places[:i], func(p place) bool { return p.Finding == pl.Finding }) {
				h.Stubs = append(h.Stubs, newStub(s, pl, b, anchors))
			}
		}
		if b.Kind == headlineBlock && p.Title == nil {
			p.Title = &h
			continue
		}
		p.Blocks = append(p.Blocks, h)
	}
	p.Findings = htmlFindings(s, anchors)
	for _, c := range s.Claims {
		p.Notes = append(p.Notes, endNote{c.Number, explain(c)})
	}
	return p, nil
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func made(doc *record.Document) string {
	if doc.Source == nil {
		return "a text with SHA-256 " + doc.SHA256
	}
	return fmt.Sprintf("%d bytes of %s with SHA-256 %s", doc.Source.Bytes, doc.Source.Kind, doc.Source.SHA256)
}

func languageTag(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}

func newCard(s *Summary, n, inside int) card {
	c := card{Claim: s.Claims[n-1], Class: class(s.Claims[n-1])}
	c.How = compact(c.Act, c.Form)
	c.Role = ""
	if role := s.Claims[n-1].Role; role != "" {
		c.Role = withRole(c.Speaker, role)
	}
	c.Links = slices.DeleteFunc(slices.Clone(c.Links), func(u string) bool { return !webAddress(u) })
	if inside > 0 {
		c.Inside = &s.Claims[inside-1]
	}
	return c
}

// newStub links to the places before and after the one beside it that lie in other
// blocks.
func newStub(s *Summary, pl place, b block, anchors map[place]string) stub {
	f := s.Findings[pl.Finding-1]
	out := stub{pl.Finding, f.Severity, oneLine(f.Label), nil}
	all := len(f.Spans) + len(f.TitleSpans)
	seek := func(by int) string {
		for n := pl.Number + by; 1 <= n && n <= all; n += by {
			other := place{pl.Finding, n}
			if anchors[other] != "" && !slices.Contains(b.Places, other) {
				return anchors[other]
			}
		}
		return ""
	}
	before, after := seek(-1), seek(1)
	switch {
	case before != "" && after != "":
		out.Others = []link{{before, "place before"}, {after, "next place"}}
	case before != "" || after != "":
		out.Others = []link{{before + after, "other place"}}
	}
	return out
}

func htmlFindings(s *Summary, anchors map[place]string) []htmlFinding {
	var out []htmlFinding
	first := map[int]bool{}
	n := 0
	for _, card := range record.Cards(s.Findings) {
		first[n] = true
		n += len(card)
	}
	for i, f := range s.Findings {
		h := htmlFinding{Number: i + 1, Severity: f.Severity, Label: oneLine(f.Label), Message: oneLine(f.Message), Follows: !first[i]}
		for k, q := range s.quotations(f) {
			h.Places = append(h.Places, link{anchors[place{i + 1, k + 1}], quote(q)})
		}
		if len(h.Places) > mostPlaces {
			h.Places, h.More = h.Places[:mostPlaces], h.Places[mostPlaces:]
		}
		for _, e := range f.Evidence {
			if e.Source != "" {
				h.Evidence = append(h.Evidence, strings.Join(compact(oneLine(e.What), oneLine(e.Value), oneLine(e.Source)), " · "))
			}
		}
		out = append(out, h)
	}
	return out
}

func htmlSpeakers(s *Summary) []htmlSpeaker {
	var out []htmlSpeaker
	for _, p := range s.Speakers {
		h := htmlSpeaker{Name: upperFirst(p.Name), Role: p.Role, Class: "k-" + string(p.Kind), Kind: upperFirst(p.KindWords()), Count: len(p.Claims)}
		if p.Inferred > 0 {
			h.Inferred = count(p.Inferred, "passage") + " by inference only, not counted"
		}
		for _, n := range p.Claims {
			h.Claims = append(h.Claims, spokenClaim{n, shorten(s.Claims[n-1].Words, 60)})
		}
		out = append(out, h)
	}
	return out
}

// quoted are the figures and times that stand in what excerpts keep.
func (s *Summary) quoted() (figures []Figure, times []Time) {
	var spans record.Spans
	for _, c := range s.Claims {
		spans = append(spans, c.Spans...)
	}
	for _, f := range s.Findings {
		spans = append(spans, f.Spans...)
	}
	merged := merge(spans)
	kept := func(span record.Span) bool {
		i, _ := slices.BinarySearchFunc(merged, span.End, func(m record.Span, end int) int { return cmp.Compare(m.End, end) })
		return i < len(merged) && merged[i].Contains(span)
	}
	for _, f := range s.Figures {
		if kept(f.quantity.Span) {
			figures = append(figures, f)
		}
	}
	for _, x := range s.Times {
		if slices.ContainsFunc(x.spans, kept) {
			times = append(times, x)
		}
	}
	return figures, times
}

// merge puts spans in order and joins those that touch.
func merge(spans record.Spans) record.Spans {
	slices.SortFunc(spans, func(a, b record.Span) int { return cmp.Compare(a.Start, b.Start) })
	var out record.Spans
	for _, x := range spans {
		if n := len(out); n > 0 && x.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, x.End)
			continue
		}
		out = append(out, x)
	}
	return out
}

// shorten keeps the first n characters or so, up to a space.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	short := string(r[:n])
	if i := strings.LastIndexByte(short, ' '); i > n/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:.") + " …"
}

// visible drops the characters that turn the reading direction of what follows.
func visible(r rune) rune {
	if r == '\n' || r == '\r' || r == '\t' {
		return r
	}
	return harmless(r)
}

// legendRows say in words what each mark means.
func legendRows() []legendRow {
	return []legendRow{
		{"k-named-person", "solid", "a named person or organisation"},
		{"k-named-outlet", "solid, with a mark", "another outlet"},
		{"k-document", "double", "a document"},
		{"k-unnamed", "dashed", "people without their names"},
		{"k-collective", "dotted", "a group, nobody named: critics, some economists"},
		{"k-agentless", "wavy", "nobody given: is believed to, reportedly"},
		{"k-author", "no line", "the author's own voice"},
		{"k-named-person outer", "two lines", "one claim inside another: the lower line is the outer one's"},
		{"k-named-person faint", "faint", "Hearsay is unsure; the card says how much"},
		{"inferred first last", "between bars", "no mark or cue gives these words to the speaker; counted for nobody"},
	}
}
