package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay/record"
)

// Markdown writes what others say in the text, ready to paste: each sentence exactly
// as it stands, with the date and the link, and below it who states which of its
// words, whether they are quoted, and the chain that carries them.
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
	from := strings.Join(compact(escapeMarkdown(s.Outlet), escapeMarkdown(s.Date), linkMarkdown(s.URL)), ", ")
	last := ""
	for _, c := range s.Claims {
		if c.PartOf > 0 {
			continue // stands in its whole
		}
		if words := s.sentences(c); words != last {
			fmt.Fprintf(&b, "> %s\n", escapeMarkdown(words))
			if from != "" {
				fmt.Fprintf(&b, ">\n> — %s\n", from)
			}
			b.WriteByte('\n')
			last = words
		}
		who := fmt.Sprintf("**%s** (%s)", escapeMarkdown(c.says()), c.KindWords())
		parts := append(compact(who, c.Form, escapeMarkdown(c.Chain)), escaped(c.Notes)...)
		fmt.Fprintf(&b, "- %s — %s\n\n", escapeMarkdown(quote(c.Words)), strings.Join(parts, " · "))
	}
	fmt.Fprintf(&b, "*%s*\n", Closing)
	_, err := w.Write(b.Bytes())
	return err
}

func escaped(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = escapeMarkdown(w)
	}
	return out
}

// sentences are the whole sentences that hold a claim with its source and cue.
func (s *Summary) sentences(c Claim) string {
	var kept record.Spans
	for _, spans := range []record.Spans{c.Spans, c.Source, c.Cue} {
		for _, x := range spans {
			i, _ := slices.BinarySearchFunc(s.doc.Sentences, x.Start+1, func(b record.Span, at int) int { return cmp.Compare(b.End, at) })
			for ; i < len(s.doc.Sentences) && s.doc.Sentences[i].Start < x.End; i++ {
				kept = append(kept, s.doc.Sentences[i])
			}
		}
	}
	if len(kept) == 0 {
		return c.Words
	}
	out, end := "", 0
	for i, x := range merge(kept) {
		between := s.doc.Text[end:x.Start]
		switch {
		case i == 0:
		case strings.TrimSpace(between) == "":
			out += " "
		default:
			out += " … "
		}
		out, end = out+x.In(s.doc.Text), x.End
	}
	return oneLine(out)
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
