package extract

import (
	"strings"

	"hearsay/record"
)

// fromMarkdown reads a Markdown text, which stays as it is. The front matter's
// simple "key: value" lines and the first heading tell about it.
func (w *words) fromMarkdown(text string) *record.Document {
	doc := &record.Document{Text: text}
	at := w.frontMatter(doc)
	start, end, next := lineAt(text, at)
	switch line := text[start:end]; {
	case strings.HasPrefix(line, "#"):
		if t := strings.TrimSpace(strings.Trim(line, "#")); t != "" {
			doc.Title, at = t, next
		}
	case line != "" && underlined(text, next):
		doc.Title = line
		_, _, at = lineAt(text, next)
	}
	w.header(doc, at)
	return doc
}

// underlined tells whether the line at a place is a heading's underline.
func underlined(text string, at int) bool {
	start, end, _ := lineAt(text, at)
	return end-start >= 3 && strings.Trim(text[start:end], "=") == ""
}

// frontMatter reads the block between two lines of "---" that a text may begin
// with, and returns the place after it.
func (w *words) frontMatter(doc *record.Document) int {
	start, end, next := lineAt(doc.Text, 0)
	if doc.Text[start:end] != "---" {
		return 0
	}
	for range 100 {
		at := next
		start, end, next = lineAt(doc.Text, at)
		line := doc.Text[start:end]
		if line == "---" {
			return next
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok && !strings.HasPrefix(line, "- ") || line == "" {
			break
		}
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		switch strings.ToLower(key) {
		case "title":
			doc.Title = value
		case "author":
			doc.Authors = w.credit(value, false).authors()
		case "outlet", "publisher", "source":
			doc.Outlet = value
		case "url", "canonical":
			doc.URL = value
		case "lang", "language":
			doc.Language = languageTag(value)
		case "date", "published":
			if d, ok := anyDate(value); ok {
				doc.Published, doc.PublishedFrom = d, record.DateMetadata
			}
		}
	}
	*doc = record.Document{Text: doc.Text}
	return 0
}
