package attribution

import (
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// formOf, given the outermost quotations, tells how much of the content is quoted: all, some or none of its words.
func formOf(text *lex.Text, quotes []lex.Quote, content record.Spans) record.AttributionForm {
	in, out := false, false
	for _, s := range content {
		first, last := text.Range(s)
		q := firstQuote(quotes, s.Start)
		for w := first; w < last; w++ {
			word := text.Words[w]
			if strings.ContainsAny(word.Lower, ".,;:!?-–—…\"'“”‘’«»()[]") && len(word.Lower) < 4 {
				continue
			}
			for q < len(quotes) && quotes[q].Spans.Bounds().End <= word.Start {
				q++
			}
			if q < len(quotes) && quotes[q].Spans.Overlap(word.Span) {
				in = true
			} else {
				out = true
			}
			if in && out {
				return record.Mixed
			}
		}
	}
	if in {
		return record.Direct
	}
	return record.Indirect
}

// firstQuote is the first quotation that ends after byte at.
func firstQuote(quotes []lex.Quote, at int) int {
	lo, hi := 0, len(quotes)
	for lo < hi {
		if mid := (lo + hi) / 2; quotes[mid].Spans.Bounds().End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
