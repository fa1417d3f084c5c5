// Package claim says what is stated, by whom, and through whom it reached the
// reader: one claim for each attribution, one for each sentence in the author's
// own voice.
//
// It promises that the words of a claim are those of one voice: what an
// attribution holds is never part of the author's claim around it, and what a
// writer reads into somebody's words or acts is the writer's claim, not theirs.
//
// One statement counts once. "According to the Herald, officials objected" gives two
// claims: the officials', whose attribution's Via leads to the Herald's, and the
// Herald's, kept as the record of who vouches for it. A summary counts the claim of
// the one who spoke and leaves out those of outlets ([record.NamedOutlet]) to whose
// attribution another's Via leads; where the Herald is an entity in Carriers alone,
// there is only the officials' claim.
package claim

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Finder holds one language's hedges and the words of inferences and lists.
type Finder struct{ words *words }

// Load reads the tables of one language ("en"): hedges.tsv and claims.tsv.
func Load(tables fs.FS, language string) (*Finder, error) {
	w, err := loadWords(tables, language)
	if err != nil {
		return nil, fmt.Errorf("claims: %w", err)
	}
	return &Finder{w}, nil
}

// Find returns the claims in text order. The document holds the layers that claims
// refer to and what the page says about its outlet and author; its claims are not
// read. Sources names each attribution's source in words, as package sourcing does.
// Attributions' Links are set beforehand.
func (f *Finder) Find(text *lex.Text, tokens []record.Token, sources []string, doc *record.Document) []record.Claim {
	s := &search{words: f.words, text: text, tokens: tokens, sources: sources, doc: doc}
	s.publisher()
	s.index()
	s.findHedges()
	for _, q := range text.Quotes {
		if q.Depth == 0 {
			s.quotes = append(s.quotes, q.Spans...)
		}
	}
	for i := range doc.Attributions {
		s.attributed(i)
	}
	s.ownVoice()
	return s.claims()
}

// search is one run over one text.
type search struct {
	*words
	text    *lex.Text
	tokens  []record.Token
	sources []string
	doc     *record.Document

	outlet []record.Carrier // the chain's first link, where the outlet is known
	layers layers
	hedged []placed      // the text's hedges
	quotes []record.Span // pieces of outermost quotations, sorted and apart
	found  []found
}

// found is a claim before it has its place in the list.
type found struct {
	record.Claim
	at   record.Span // orders the claims; that of the cue where nothing is said
	part int         // 1 + index of the claim of the whole
}

// add appends a claim, with what lies in its spans, and returns its index. Terms of
// a list follow as parts.
func (s *search) add(c record.Claim, at record.Span) {
	s.fill(&c)
	whole := len(s.found)
	s.found = append(s.found, found{Claim: c, at: at})
	for _, item := range s.items(c.Spans) {
		p := c
		p.Spans = record.Spans{item}
		s.fill(&p)
		s.found = append(s.found, found{p, item, whole + 1})
	}
}

// claims are the claims found, in text order; a whole stands before its parts.
func (s *search) claims() []record.Claim {
	order := make([]int, len(s.found))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &s.found[a], &s.found[b]
		return cmp.Or(cmp.Compare(x.at.Start, y.at.Start), cmp.Compare(y.at.End, x.at.End))
	})
	place := make([]int, len(order))
	for k, i := range order {
		place[i] = k
	}
	out := make([]record.Claim, len(order))
	for k, i := range order {
		out[k] = s.found[i].Claim
		if whole := s.found[i].part; whole > 0 {
			out[k].PartOf = record.To[record.Claim](place[whole-1])
		}
	}
	return out
}

// attributed adds the claim of attribution i.
func (s *search) attributed(i int) {
	a := &s.doc.Attributions[i]
	c := record.Claim{
		Spans: a.Content, Attribution: record.To[record.Attribution](i),
		Sourcing: a.Sourcing, Inferred: a.Inferred, Negated: a.Negated,
		Chain: s.chain(i),
	}
	if c.Spans == nil {
		c.Spans = record.Spans{}
	}
	if s.inference(i) {
		c.Sourcing, c.Chain = record.Author, s.authors(i)
	}
	c.Hedged = s.hedgedIn(a.Cue)
	at := a.Content.Bounds()
	if len(a.Content) == 0 {
		at = a.Cue.Bounds()
	}
	s.add(c, at)
}

// ownVoice adds the claims of sentences and main clauses that nobody else states.
func (s *search) ownVoice() {
	var taken []record.Span // what attributions hold or are, sorted
	for i := range s.doc.Attributions {
		a := &s.doc.Attributions[i]
		if s.aside(a) {
			continue
		}
		taken = append(taken, a.Content...)
		if len(a.Content) > 0 {
			taken = append(append(taken, a.Source...), a.Cue...)
		}
	}
	slices.SortFunc(taken, func(a, b record.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	next, reach := 0, 0 // the first span not before the sentence, the end of those before
	for i, sentence := range s.text.Sentences {
		if !s.told(i) {
			continue
		}
		var free record.Spans
		at := max(sentence.Start, min(reach, sentence.End))
		touched := reach > sentence.Start
		for ; next < len(taken) && taken[next].Start < sentence.End; next++ {
			t := taken[next]
			if t.End <= sentence.Start {
				continue
			}
			touched = true
			if t.Start > at {
				free = append(free, record.Span{Start: at, End: t.Start})
			}
			at, reach = max(at, min(t.End, sentence.End)), max(reach, t.End)
		}
		if at < sentence.End {
			free = append(free, record.Span{Start: at, End: sentence.End})
		}
		var own record.Spans
		switch {
		case !touched && s.hasLetters(sentence.First, sentence.Last):
			own = record.Spans{sentence.Span}
		case touched:
			own = s.clauses(free)
		}
		if len(own) > 0 {
			c := record.Claim{Spans: own, Sourcing: record.Author, Chain: s.authors(-1)}
			if s.quoted(own) {
				c.Sourcing, c.Chain = record.Agentless, append(slices.Clone(s.outlet), record.Carrier{Kind: record.ByAgentless})
			}
			s.add(c, own.Bounds())
		}
	}
}

// aside tells whether an attribution only names what nobody in particular says, within
// what somebody else states: "Allegations of bribery have hurt the mayor".
func (s *search) aside(a *record.Attribution) bool {
	if len(a.Source) > 0 || a.Sourcing != record.Agentless || len(a.Content) == 0 {
		return false
	}
	verb := func(span record.Span) bool {
		first, last := s.text.Range(span)
		for w := first; w < last; w++ {
			t := s.tokens[w]
			if (t.UPOS == "VERB" || t.UPOS == "AUX") && t.Deprel != "amod" && !strings.HasSuffix(s.text.Words[w].Lower, "ing") {
				return true
			}
		}
		return false
	}
	return !slices.ContainsFunc(a.Content, verb) && !slices.ContainsFunc(a.Cue, verb)
}

// quoted tells whether the words stand in quotation marks: they are not the
// author's, also where nobody says whose.
func (s *search) quoted(spans record.Spans) bool {
	at := spans.Bounds()
	i := sort.Search(len(s.quotes), func(i int) bool { return s.quotes[i].End >= at.End })
	return i < len(s.quotes) && s.quotes[i].Contains(at)
}

// told tells whether a sentence belongs to what the text tells: its body and its
// headline, not byline or dateline.
func (s *search) told(sentence int) bool {
	x := s.text.Sentences[sentence]
	return s.doc.Body.Overlaps(x.Span) || x.Paragraph == 0
}
