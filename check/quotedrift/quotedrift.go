// Package quotedrift is the check for one quotation that stands in two wordings, or in two mouths.
// Its rule stands in doc.md.
package quotedrift

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"

	"hearsay/check"
	"hearsay/record"
)

//go:embed doc.md
var doc string

// Check is the check.
var Check = &check.Check{
	Name:     "quote-drift",
	Label:    "one quotation, two wordings",
	Doc:      doc,
	Severity: record.Warning,
	Planted:  2, Found: 2,
	Run: run,
}

// What counts as one quotation: so many words at least, this part of the longer in one
// order; and of words in two mouths, so many.
const (
	leastWords = 6
	leastShare = 0.7
	leastSame  = 7
)

// mostQuotes is how many quotations are compared.
const mostQuotes = 400

// quote is one quoted passage with its words.
type quote struct {
	record.Span
	by    *record.Attribution
	words []string
}

func run(p *check.Pass) error {
	quotes := collect(p)
	// Only passages that share a run of words are compared.
	met := map[string][]int{}
	done := map[[2]int]bool{}
	for k, q := range quotes {
		for i := 0; i+leastRun <= len(q.words); i++ {
			key := strings.Join(q.words[i:i+leastRun], " ")
			for _, e := range met[key] {
				if pair := [2]int{e, k}; e != k && !done[pair] {
					done[pair] = true
					compare(p, quotes[e], q)
				}
			}
			if of := met[key]; len(of) < mostAlike && (len(of) == 0 || of[len(of)-1] != k) {
				met[key] = append(of, k)
			}
		}
	}
	return nil
}

// leastRun is how many words in a row two passages share before they are compared, and
// mostAlike with how many one is.
const (
	leastRun  = 3
	mostAlike = 8
)

// collect are the quoted passages of the text with the attribution that gives them.
func collect(p *check.Pass) []quote {
	var out []quote
	for i := range p.Doc.Attributions {
		a := &p.Doc.Attributions[i]
		if a.Form == record.Indirect || a.Inferred || len(a.Source) == 0 {
			continue
		}
		for _, c := range a.Content {
			for _, s := range marked(p.Doc.Text, c) {
				if w := wordsOf(s.In(p.Doc.Text)); len(w) >= leastWords && len(out) < mostQuotes {
					out = append(out, quote{s, a, w})
				}
			}
		}
	}
	return out
}

// marked are the parts of a content between quotation marks.
func marked(text string, c record.Span) []record.Span {
	var out []record.Span
	start := -1
	for i, r := range text[c.Start:c.End] {
		switch at := c.Start + i; {
		case r == '“' || r == '"' && start < 0:
			start = at + len(string(r))
		case (r == '”' || r == '"') && start >= 0:
			out = append(out, record.Span{Start: start, End: at})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, record.Span{Start: start, End: c.End})
	}
	return out
}

// wordsOf are the words of a passage in lower case.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(s, "’", "'")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
}

func compare(p *check.Pass, a, b quote) {
	if a.Overlaps(b.Span) || p.Sentence(a.Start) == p.Sentence(b.Start) || shown(p, a) || shown(p, b) {
		return
	}
	same := longest(a.words, b.words)
	switch {
	case same == min(len(a.words), len(b.words)) && within(a.words, b.words):
		if other(p, a, b) && min(len(a.words), len(b.words)) >= leastSame {
			report(p, a, b, "same words, different speakers", fmt.Sprintf("The text gives the words %s to %s and to %s.", p.Quote(b.Span), p.Quote(a.by.Source.Bounds()), p.Quote(b.by.Source.Bounds())))
		}
	case float64(same) >= leastShare*float64(max(len(a.words), len(b.words))) && !other(p, a, b) && !refrain(p, a, b):
		report(p, a, b, "", fmt.Sprintf("The text quotes %s once as %s and once as %s.", p.Quote(a.by.Source.Bounds()), p.Quote(a.Span), p.Quote(b.Span)))
	}
}

func report(p *check.Pass, a, b quote, label, message string) {
	f := record.Finding{Label: label, Message: message}
	for _, q := range []quote{a, b} {
		source := q.by.Source.Bounds()
		f.Spans = append(f.Spans, q.Span)
		f.Evidence = append(f.Evidence, record.Evidence{Span: &q.Span, What: "quotation"}, record.Evidence{Span: &source, What: "source", Value: source.In(p.Doc.Text)})
	}
	f.Spans = f.Spans.Sorted()
	p.Report(f)
}

// other tells whether two different people are named as speakers.
func other(p *check.Pass, a, b quote) bool {
	if a.by == b.by || !a.by.Speaker.Set() || !b.by.Speaker.Set() || a.by.Speaker == b.by.Speaker || len(a.by.Speakers) > 1 || len(b.by.Speakers) > 1 {
		return false
	}
	x, y := p.Doc.Entities[a.by.Speaker.Index()], p.Doc.Entities[b.by.Speaker.Index()]
	return x.Kind == record.Person && y.Kind == record.Person && !check.Akin(x.Name, y.Name) &&
		a.by.Sourcing == record.NamedPerson && b.by.Sourcing == record.NamedPerson && named(p, a) && named(p, b)
}

// named tells whether the source is a name: whom a "he" means may be read wrongly.
func named(p *check.Pass, q quote) bool {
	for _, w := range p.Within(q.by.Source.Bounds()) {
		if w.UPOS == "PROPN" {
			return true
		}
	}
	return false
}

// shown tells whether ellipsis or brackets show that words were left out or put in.
func shown(p *check.Pass, q quote) bool {
	s := q.In(p.Doc.Text)
	return strings.ContainsAny(s, "[…(") || strings.Contains(s, "...") || strings.Contains(s, ". . .")
}

// refrain tells whether both stand in one quoted speech, where repetition is a figure
// of it, or close together.
func refrain(p *check.Pass, a, b quote) bool {
	return a.by == b.by || p.Paragraph(b.Start)-p.Paragraph(a.Start) <= 1 && p.Sentence(b.Start)-p.Sentence(a.Start) <= 2
}

// longest is how many words stand in both in one order.
func longest(a, b []string) int {
	const most = 200
	a, b = a[:min(len(a), most)], b[:min(len(b), most)]
	row := make([]int, len(b)+1)
	for _, x := range a {
		before := 0
		for j, y := range b {
			old := row[j+1]
			if x == y {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = old
		}
	}
	return row[len(b)]
}

// within tells whether the shorter stands in the longer word for word.
func within(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return strings.Contains(" "+strings.Join(b, " ")+" ", " "+strings.Join(a, " ")+" ")
}
