package webanno

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"hearsay/record"
)

// selector is a TextQuoteSelector or a TextPositionSelector, or another that is
// passed over.
type selector struct {
	Type   some[string] `json:"type"`
	Exact  *string      `json:"exact"`
	Prefix string       `json:"prefix"`
	Suffix string       `json:"suffix"`
	Start  *int         `json:"start"`
	End    *int         `json:"end"`
}

func (s *selector) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return nil // the IRI of a selector that is elsewhere
	}
	type plain selector
	return json.Unmarshal(b, (*plain)(s))
}

// searched is a text in which selectors are looked up.
type searched struct {
	all     string
	offsets *record.Offsets
	budget  int // characters that may still be searched
}

func newSearched(text string) searched {
	return searched{text, record.NewOffsets(text), maxSearch}
}

// find gives the piece that selectors of one target select, in code points. A
// position whose words are those of the quote stands; else the quote decides, if
// the text has it once.
func (t *searched) find(selectors []selector) (record.Span, error) {
	var quote *selector
	var at *record.Span // bytes
	outside := ""
	for i, s := range selectors {
		switch {
		case s.Exact != nil:
			quote = &selectors[i]
		case s.Start != nil && s.End != nil:
			from, ok := t.offsets.Byte(*s.Start)
			to, fits := t.offsets.Byte(*s.End)
			if ok && fits && from <= to {
				at = &record.Span{Start: from, End: to}
			} else {
				outside = fmt.Sprintf("from %d to %d is not within the text of %d characters", *s.Start, *s.End, utf8.RuneCountInString(t.all))
			}
		}
	}
	switch {
	case quote == nil && at == nil && outside != "":
		return record.Span{}, errors.New(outside)
	case quote == nil && at == nil:
		return record.Span{}, errors.New("want a TextPositionSelector or a TextQuoteSelector")
	case quote == nil || at != nil && at.In(t.all) == *quote.Exact:
		return t.codePoints(*at), nil
	}
	return t.search(*quote)
}

func (t *searched) codePoints(s record.Span) record.Span {
	return record.Span{Start: t.offsets.Rune(s.Start), End: t.offsets.Rune(s.End)}
}

// search finds the one place where the text has the quote between its prefix and
// suffix.
func (t *searched) search(q selector) (record.Span, error) {
	whole := q.Prefix + *q.Exact + q.Suffix
	if t.budget -= len(t.all); t.budget < 0 {
		return record.Span{}, errors.New("too many quotes have to be searched: give positions that fit them")
	}
	i := strings.Index(t.all, whole)
	switch {
	case i < 0 || whole == "":
		return record.Span{}, fmt.Errorf("the text does not have %.80q there, nor elsewhere with what stands around it", *q.Exact)
	case strings.Contains(t.all[i+1:], whole):
		return record.Span{}, fmt.Errorf("the text has %.80q more than once, and no position says which", *q.Exact)
	}
	start := i + len(q.Prefix)
	return t.codePoints(record.Span{Start: start, End: start + len(*q.Exact)}), nil
}
