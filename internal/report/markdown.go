package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"hearsay/record"
)

// Markdown writes what others say in the text, ready to paste: for each claim the
// exact words, who says them and whether they are quoted, the chain, the date and
// the link.
func Markdown(w io.Writer, doc *record.Document) error {
	s := Summarize(doc)
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n", escapeMarkdown(s.Headline))
	var head []string
	for _, p := range s.dateline() {
		head = append(head, escapeMarkdown(p))
	}
	head = append(head, compact(linkMarkdown(s.URL))...)
	fmt.Fprintf(&b, "%s\n\n", strings.Join(head, " · "))
	for _, l := range s.Lines {
		fmt.Fprintf(&b, "%s\n\n", escapeMarkdown(l))
	}
	for _, c := range s.Claims {
		fmt.Fprintf(&b, "> %s\n>\n", escapeMarkdown(c.Words))
		who := escapeMarkdown(c.says()) + " (" + c.KindWords() + ")"
		parts := []string{"**" + who + "**", c.Form, escapeMarkdown(c.Chain)}
		parts = append(parts, compact(escapeMarkdown(s.Date), linkMarkdown(s.URL))...)
		fmt.Fprintf(&b, "> %s\n", strings.Join(parts, " · "))
		for _, n := range c.Notes {
			fmt.Fprintf(&b, ">\n> *%s*\n", escapeMarkdown(n))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "*%s*\n", Closing)
	_, err := w.Write(b.Bytes())
	return err
}

// linkMarkdown writes an address as a link, if it is one of the web.
func linkMarkdown(url string) string {
	if !webAddress(url) {
		return ""
	}
	safe := strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\\", "%5C", "`", "%60").Replace(oneLine(url))
	return "<" + safe + ">"
}

// webAddress tells whether a reader may be sent there.
func webAddress(url string) bool {
	lower := strings.ToLower(url)
	return strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")
}

// escapeMarkdown writes words so that no reader of Markdown or of the HTML in it
// takes any of them for a mark.
func escapeMarkdown(s string) string {
	s = oneLine(s)
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
			continue
		case r == '&':
			b.WriteString("&amp;")
			continue
		case strings.ContainsRune("\\`*_[]>#|~", r),
			i == 0 && strings.ContainsRune("-+=:", r),
			(r == '.' || r == ')') && i > 0 && digits(s[:i]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// digits tells whether s is a number of at most nine digits, which begins a list
// where a full stop or bracket follows.
func digits(s string) bool {
	return len(s) < 10 && strings.Trim(s, "0123456789") == ""
}
