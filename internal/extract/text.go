package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// fromText reads a plain text, which stays as it is. The lines above the story are
// looked at for headline, byline and date, and the story's first line for the
// dateline: "PORT DELTA, March 3 (Agency) - ".
func fromText(text string) *record.Document {
	doc := &record.Document{Text: text}
	at := headline(doc, 0)
	header(doc, at)
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
func headline(doc *record.Document, at int) int {
	text := doc.Text
	start, end, next := lineAt(text, at)
	line := text[start:end]
	if line == "" || len(line) > 4*maxHeadline || utf8.RuneCountInString(line) > maxHeadline {
		return at
	}
	if strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "...") || strings.HasSuffix(line, ":") || strings.HasSuffix(line, ",") {
		return at
	}
	if by, _ := byline(line); by != nil {
		return at
	}
	if _, ok := headerDate(line); ok {
		return at
	}
	if n, _, _ := dateline(line); n > 0 || len(strings.Fields(line)) < 2 {
		return at
	}
	// A blank line, a byline or a dateline must follow, and some text.
	s, e, _ := lineAt(text, next)
	if s == e && s == len(text) {
		return at
	}
	following := text[s:e]
	blank := strings.Count(text[end:s], "\n") >= 2 || strings.Count(text[end:s], "\r") >= 2 && !strings.Contains(text[end:s], "\n")
	by, _ := byline(following)
	n, _, _ := dateline(following)
	_, dated := headerDate(following)
	if !blank && by == nil && n == 0 && !dated {
		return at
	}
	doc.Title = line
	return next
}

// header reads bylines and dates from place at on, and lets the body begin after
// them; then the dateline.
func header(doc *record.Document, at int) {
	text := doc.Text
	start, end, next := lineAt(text, at)
	for range maxHeaderLines {
		line := text[start:end]
		if line == "" || len(line) > maxHeaderLine {
			break
		}
		authors, isByline := byline(line)
		d, isDate := headerDate(line)
		if !isByline && !isDate {
			break
		}
		for _, a := range authors {
			addAuthor(doc, a)
		}
		if isDate && doc.Published == "" {
			inferred(doc, d, record.Span{Start: start, End: end})
		}
		start, end, next = lineAt(text, next)
	}
	doc.Body = record.Span{Start: start, End: len(text)}
	if start == end {
		return
	}
	n, agency, date := dateline(text[start:min(len(text), start+maxHeaderLine)])
	if n == 0 {
		return
	}
	if agency != "" {
		addAuthor(doc, agency)
	}
	if date != "" && doc.Published == "" {
		if d, ok := wordDate(date); ok {
			i := start + strings.Index(text[start:start+n], date)
			inferred(doc, d, record.Span{Start: i, End: i + len(date)})
		}
	}
}

func inferred(doc *record.Document, date string, s record.Span) {
	doc.Published, doc.PublishedFrom, doc.PublishedSpan = date, record.DateInferred, &s
}

func addAuthor(doc *record.Document, name string) {
	if !slices.ContainsFunc(doc.Authors, func(a string) bool { return strings.EqualFold(a, name) }) {
		doc.Authors = append(doc.Authors, name)
	}
}

// bylines reads the bylines that a page's body begins with, and returns how many
// bytes they take.
func bylines(body string) (authors []string, taken int) {
	doc := &record.Document{Text: body}
	header(doc, 0)
	return doc.Authors, doc.Body.Start
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

// byline reads a line as "By Ana Brevik and Jon Sund, Harbour Agency".
func byline(line string) (authors []string, ok bool) {
	rest, ok := afterBy(line)
	if !ok || len(line) > maxHeaderLine {
		return nil, false
	}
	authors = namesIn(rest)
	return authors, len(authors) > 0 && !strings.HasSuffix(strings.TrimRight(line, " "), ".")
}

func afterBy(line string) (string, bool) {
	for _, by := range []string{"by ", "by: ", "written by ", "reported by ", "reporting by ", "story by "} {
		if len(line) > len(by) && strings.EqualFold(line[:len(by)], by) {
			rest := strings.TrimSpace(line[len(by):])
			r, _ := utf8.DecodeRuneInString(rest)
			return rest, unicode.IsUpper(r) || !unicode.IsLower(r) && unicode.IsLetter(r)
		}
	}
	return "", false
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

// dateline reads the dateline that a story begins with: a place in capitals or an
// agency in parentheses, then a dash. n is the number of bytes before the story.
func dateline(line string) (n int, agency, date string) {
	head, width := beforeDash(line)
	if width == 0 {
		return 0, "", ""
	}
	rest := strings.TrimSpace(line[:head])
	if i := strings.LastIndexByte(rest, '('); i >= 0 && strings.HasSuffix(rest, ")") {
		agency = strings.TrimSpace(rest[i+1 : len(rest)-1])
		rest = strings.TrimSpace(rest[:i])
		if agency == "" || len(strings.Fields(agency)) > 4 {
			return 0, "", ""
		}
	}
	place, tail, _ := strings.Cut(rest, ",")
	if agency == "" && !capitals(place) || agency != "" && !titled(place) {
		return 0, "", ""
	}
	for tail != "" { // "PORT DELTA, Estmark, March 3, 2025": what reads as a date
		tail = strings.TrimSpace(tail)
		if _, ok := wordDate(tail); ok {
			date = tail
			break
		}
		_, tail, _ = strings.Cut(tail, ",")
	}
	return head + width, agency, date
}

// beforeDash finds the dash that ends a dateline.
func beforeDash(line string) (at, width int) {
	if len(line) > 120 {
		line = line[:120]
	}
	best := -1
	for _, dash := range []string{"—", " – ", " - ", " -- ", "– "} {
		if i := strings.Index(line, dash); i > 0 && (best < 0 || i < best) {
			best, width = i, len(dash)
		}
	}
	if best < 0 {
		return 0, 0
	}
	return best, width
}

// capitals tells whether the letters are all capitals, three at least.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) || unicode.IsDigit(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 3 && len(strings.Fields(s)) <= 5
}

// titled tells whether every word begins with a capital, up to five of them; no
// word at all will do.
func titled(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !slices.Contains([]string{"de", "del", "la", "le", "of", "the", "am", "an", "der", "den"}, w) {
			return false
		}
	}
	return len(words) <= 5
}

// namesIn are the people and agencies that a byline or an author field names.
func namesIn(s string) []string {
	s = clean(s)
	if rest, ok := afterBy(s); ok {
		s = rest
	}
	if i := strings.IndexAny(s, "|•·\u2014"); i > 0 {
		s = s[:i]
	}
	for _, cut := range []string{" in ", " for ", " at "} {
		if i := strings.Index(s, cut); i > 0 {
			s = s[:i]
		}
	}
	s = strings.NewReplacer(" and ", ",", " & ", ",", ";", ",", " with ", ",", " AND ", ",", "/", ",", "(", ",", ")", ",").Replace(s)
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		part = strings.Trim(part, " .:")
		if isName(part) && len(out) < 20 && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}

// isName tells whether one part of a byline is a name and no role, date or address.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 || len(s) > 60 || strings.ContainsAny(s, "0123456789@:/<>{}[]=") {
		return false
	}
	if isAgency(s) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) || unicode.IsLower(first) && !slices.Contains([]string{"de", "van", "von", "al", "el", "bin", "da", "di"}, words[0]) {
		return false
	}
	for _, w := range words {
		if isRole(strings.ToLower(w)) {
			return false
		}
	}
	return true
}

func isRole(word string) bool {
	switch word {
	case "correspondent", "editor", "reporter", "writer", "staff", "columnist", "bureau", "chief", "contributor",
		"journalist", "desk", "team", "photographer", "by", "updated", "published", "admin", "editors", "reporters",
		"newsroom", "producer", "analyst", "professor", "minutes", "ago", "share", "follow":
		return true
	}
	return false
}

// isAgency tells whether a name is a news agency's, as bylines write it.
func isAgency(s string) bool {
	switch strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(s, "The "), "the ")) {
	case "reuters", "associated press", "ap", "afp", "agence france-presse", "agence france presse", "dpa", "upi", "pa",
		"pa media", "press association", "xinhua", "tass", "interfax", "kyodo", "kyodo news", "ansa", "efe", "ians", "pti",
		"yonhap", "anadolu", "anadolu agency", "bloomberg", "bloomberg news", "aap", "canadian press", "ukrinform",
		"ria novosti", "press trust of india", "united press international", "belga", "ritzau":
		return true
	}
	return false
}
