package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// fromText reads a plain text, which stays as it is. The lines above the story are
// looked at for headline, byline and date, and the story's first line for the
// dateline: "PORT DELTA, March 3 (Agency) - ".
func (w *words) fromText(text string) *record.Document {
	doc := &record.Document{Text: text}
	w.header(doc, w.headline(doc, 0))
	return doc
}

// Bounds on the lines above a story.
const (
	maxHeadline    = 160 // characters
	maxHeaderLine  = 200 // bytes
	maxHeaderLines = 8
)

// headline takes the first line for the title where it looks like one, and returns
// the place after it.
func (w *words) headline(doc *record.Document, at int) int {
	text := doc.Text
	start, end, next := lineAt(text, at)
	line := text[start:end]
	if line == "" || len(line) > 4*maxHeadline || utf8.RuneCountInString(line) > maxHeadline {
		return at
	}
	if strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "...") || strings.HasSuffix(line, ":") || strings.HasSuffix(line, ",") {
		return at
	}
	if n, _, _ := dateline(line); n > 0 || len(strings.Fields(line)) < 2 || w.headerLine(text, at).known {
		return at
	}
	// A blank line, a byline or a dateline must follow, and some text.
	s, e, _ := lineAt(text, next)
	if s == e && s == len(text) {
		return at
	}
	if n, _, _ := dateline(text[s:e]); n == 0 && adjacent(text[end:s]) && !w.headerLine(text, next).known {
		return at
	}
	doc.Title = line
	return next
}

// adjacent tells whether the space between two lines holds no blank line.
func adjacent(space string) bool {
	return strings.Count(space, "\n") < 2 && (strings.Count(space, "\r") < 2 || strings.Contains(space, "\n"))
}

// headerLine is a line between headline and story.
type headerLine struct {
	known      bool // it is one
	start, end int
	next       int // the place after it
	credit     credit
	date       string
}

// headerLine reads the line at a place as a byline or a date. A line right above
// the date needs no "By" to name authors or outlet.
func (w *words) headerLine(text string, at int) headerLine {
	l := headerLine{}
	l.start, l.end, l.next = lineAt(text, at)
	line := text[l.start:l.end]
	if line == "" || len(line) > maxHeaderLine {
		return l
	}
	if l.credit, l.known = w.byline(line); l.known {
		return l
	}
	if l.date, l.known = headerDate(line); l.known {
		return l
	}
	s, e, _ := lineAt(text, l.next)
	if _, dated := headerDate(text[s:e]); dated && adjacent(text[l.end:s]) {
		l.credit = w.credit(line, true)
		l.known = !l.credit.empty() && !slices.ContainsFunc(l.credit.people, func(p string) bool { return !titled(p) || !strings.Contains(p, " ") })
	}
	return l
}

// header reads bylines and dates from place at on, and lets the body begin after
// them; then the dateline.
func (w *words) header(doc *record.Document, at int) {
	text := doc.Text
	l := w.headerLine(text, at)
	for n := 0; l.known && n < maxHeaderLines; n++ {
		for _, a := range l.credit.authors() {
			doc.Authors = with(doc.Authors, a)
		}
		doc.Outlet = cmp.Or(doc.Outlet, l.credit.outlet)
		if l.date != "" && doc.Published == "" {
			inferred(doc, l.date, record.Span{Start: l.start, End: l.end})
		}
		l = w.headerLine(text, l.next)
	}
	doc.Body = record.Span{Start: l.start, End: len(text)}
	if l.start == l.end {
		return
	}
	n, agency, date := dateline(text[l.start:min(len(text), l.start+maxHeaderLine)])
	if n == 0 {
		return
	}
	if agency != "" {
		doc.Authors = with(doc.Authors, agency)
	}
	if date != "" && doc.Published == "" {
		if d, ok := wordDate(date); ok {
			i := l.start + strings.Index(text[l.start:l.start+n], date)
			inferred(doc, d, record.Span{Start: i, End: i + len(date)})
		}
	}
}

func inferred(doc *record.Document, date string, s record.Span) {
	doc.Published, doc.PublishedFrom, doc.PublishedSpan = date, record.DateInferred, &s
}

// lineAt is the first line from place at on that is not blank, without outer space,
// and the place of the line after it.
func lineAt(text string, at int) (start, end, next int) {
	for start = at; start < len(text); {
		r, n := utf8.DecodeRuneInString(text[start:])
		if !unicode.IsSpace(r) {
			break
		}
		start += n
	}
	end = len(text)
	if i := strings.IndexAny(text[start:], "\r\n"); i >= 0 {
		end = start + i
	}
	return start, start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace)), end
}

// headerDate reads a line that holds nothing but a full date, with "Published",
// "Updated" and the like before it.
func headerDate(line string) (string, bool) {
	if len(line) > 80 {
		return "", false
	}
	for _, label := range []string{"published on", "published:", "published", "posted on", "posted:", "posted", "date:"} {
		if len(line) > len(label) && strings.EqualFold(line[:len(label)], label) {
			line = strings.TrimLeft(line[len(label):], " :")
			break
		}
	}
	return anyDate(line)
}
