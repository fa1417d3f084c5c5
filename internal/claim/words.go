package claim

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"hearsay/internal/table"
	"hearsay/record"
)

// words holds hedges.tsv and claims.tsv.
type words struct {
	hedges                                            map[string][]hedge // by first word
	inference, seen, doing, wording, listing, ofTerms map[string]bool
}

type hedge struct {
	rest []string
	pos  string
}

func loadWords(tables fs.FS, language string) (*words, error) {
	rows, err := table.Read(tables, language+"/hedges.tsv", "words", "pos", "example")
	if err != nil {
		return nil, err
	}
	w := &words{hedges: map[string][]hedge{}}
	for _, row := range rows {
		for _, phrase := range row.List("words") {
			first, rest, _ := strings.Cut(phrase, " ")
			w.hedges[first] = append(w.hedges[first], hedge{strings.Fields(rest), row.Get("pos")})
		}
	}
	rows, err = table.Read(tables, language+"/claims.tsv", "kind", "words", "example")
	if err != nil {
		return nil, err
	}
	kinds := map[string]*map[string]bool{"inference": &w.inference, "seen": &w.seen, "doing": &w.doing, "wording": &w.wording, "listing": &w.listing, "terms": &w.ofTerms}
	for _, row := range rows {
		into := kinds[row.Get("kind")]
		if into == nil {
			return nil, row.Errorf("no kind %q", row.Get("kind"))
		}
		*into = map[string]bool{}
		for _, word := range row.List("words") {
			(*into)[word] = true
		}
	}
	for name, words := range kinds {
		if *words == nil {
			return nil, fmt.Errorf("%s/claims.tsv: no row of kind %q", language, name)
		}
	}
	return w, nil
}

// findHedges finds the text's hedges.
func (s *search) findHedges() {
	for i := range s.text.Words {
		for _, h := range s.hedges[s.text.Words[i].Lower] {
			if s.isHedge(i, h) {
				s.hedged = append(s.hedged, placed{s.text.Words[i].Span, i})
				break
			}
		}
	}
}

func (s *search) isHedge(i int, h hedge) bool {
	if i+1+len(h.rest) > len(s.text.Words) {
		return false
	}
	for k, word := range h.rest {
		if s.text.Words[i+1+k].Lower != word {
			return false
		}
	}
	return h.pos == "" || s.tokens[i].UPOS == h.pos
}

// hedgedIn tells whether a hedge begins within the spans.
func (s *search) hedgedIn(spans record.Spans) bool {
	return slices.ContainsFunc(spans, func(x record.Span) bool { return len(within(s.hedged, x)) > 0 })
}

// inference tells whether attribution i is what the writer reads into words or acts:
// "Brevik's comments suggest ...", "the move was seen as ...". It looks at the source's
// own words: in "Oss, whose remarks drew fire, suggested a vote", Oss does.
func (s *search) inference(i int) bool {
	a := &s.doc.Attributions[i]
	if a.Sourcing == record.Agentless && len(a.Source) == 0 {
		return s.any(a.Cue, s.seen)
	}
	if !s.any(a.Cue, s.words.inference) {
		return false
	}
	for word := range strings.FieldsSeq(strings.ToLower(s.sources[i])) {
		if s.doing[word] || s.wording[word] && a.Sourcing != record.FromDocument {
			return true
		}
	}
	return false
}

func (s *search) any(spans record.Spans, words map[string]bool) bool {
	for _, span := range spans {
		first, last := s.text.Range(span)
		for _, w := range s.text.Words[first:last] {
			if words[w.Lower] {
				return true
			}
		}
	}
	return false
}

func (s *search) hasLetters(first, last int) bool {
	for _, w := range s.text.Words[first:last] {
		if strings.ContainsFunc(w.Lower, unicode.IsLetter) {
			return true
		}
	}
	return false
}

// clauseWords is the least number of words of a main clause by itself.
const clauseWords = 4

// clauses are those of the free pieces of a sentence that state something
// themselves: a subject and a finite verb, not opened by a word that makes the
// clause depend on the rest.
func (s *search) clauses(free record.Spans) record.Spans {
	var out record.Spans
	for _, piece := range free {
		first, last := s.text.Range(piece)
		for first < last && s.joins(first) {
			first++
		}
		for last > first && s.opens(last-1) {
			last--
		}
		if last-first >= clauseWords && s.isClause(first, last) {
			out = append(out, s.text.Span(first, last))
		}
	}
	return out
}

// joins tells whether word w is a mark or a word like "and".
func (s *search) joins(w int) bool {
	return s.tokens[w].UPOS == "PUNCT" || s.tokens[w].UPOS == "CCONJ"
}

// opens tells whether word w, at the end of a piece, belongs to what follows.
func (s *search) opens(w int) bool {
	u := s.tokens[w].UPOS
	return u == "SCONJ" || u == "ADP" || s.joins(w)
}

func (s *search) isClause(first, last int) bool {
	opening := first
	if s.tokens[first].UPOS == "ADV" {
		opening++ // "even as"
	}
	switch s.tokens[opening].UPOS {
	case "SCONJ", "ADP", "VERB", "AUX", "PART":
		return false
	}
	switch s.text.Words[first].Lower {
	case "who", "which", "whom", "whose", "that", "when", "where":
		return false
	}
	subject := false
	for w := first; w < last; w++ {
		switch s.tokens[w].UPOS {
		case "NOUN", "PROPN", "PRON":
			subject = true
		case "AUX":
			if subject {
				return true
			}
		case "VERB":
			lower := s.text.Words[w].Lower
			if subject && !strings.HasSuffix(lower, "ing") && s.text.Words[w-1].Lower != "to" {
				return true
			}
		}
	}
	return false
}

// Bounds of a list of terms.
const (
	termsBefore = 6   // words between the noun for the list and the verb or colon
	itemWords   = 40  // words of one item
	listWords   = 400 // words of the whole list
)

// items are the terms that a claim lists: "The plan includes a, b and c", "three
// demands: a and b". Fewer than two (three after a verb) are no list.
func (s *search) items(spans record.Spans) record.Spans {
	if len(spans) != 1 {
		return nil
	}
	first, last := s.text.Range(spans[0])
	if last-first > listWords {
		return nil
	}
	terms := -1 - termsBefore
	for w := first; w < last; w++ {
		lower := s.text.Words[w].Lower
		switch near := w-terms <= termsBefore; {
		case s.ofTerms[lower] && !(near && s.listing[lower]):
			terms = w
		case near && lower == ":":
			return s.split(w+1, last, 2)
		case near && s.listing[lower]:
			if items := s.split(w+1, last, 3); items != nil {
				return items
			}
		}
	}
	return nil
}

// split cuts the words at commas, semicolons and the last "and"; nil where that
// gives fewer than least items.
func (s *search) split(first, last, least int) record.Spans {
	for last > first && s.tokens[last-1].UPOS == "PUNCT" || last > first && strings.ContainsAny(s.text.Words[last-1].Lower, ".;!?") {
		last--
	}
	separator := func(w int) bool { l := s.text.Words[w].Lower; return l == "," || l == ";" }
	joining := func(w int) bool { l := s.text.Words[w].Lower; return l == "and" || l == "or" }
	var items record.Spans
	add := func(a, b int) bool {
		for a < b && joining(a) {
			a++
		}
		if a == b || b-a > itemWords {
			return false
		}
		items = append(items, s.text.Span(a, b))
		return true
	}
	at := first
	for w := first; w < last; w++ {
		if !separator(w) {
			continue
		}
		if !add(at, w) {
			return nil
		}
		at = w + 1
	}
	if at >= last {
		return nil
	}
	if !joining(at) {
		for w := last - 2; w > at; w-- {
			if joining(w) {
				if !add(at, w) {
					return nil
				}
				at = w
				break
			}
		}
	}
	if !add(at, last) || len(items) < least {
		return nil
	}
	return items
}
