// Package quoteunmarked is the check for speech that nothing marks as speech.
// Its rule stands in doc.md.
package quoteunmarked

import (
	_ "embed"
	"fmt"
	"strings"

	"hearsay/check"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check.
var Check = &check.Check{
	Name:     "quote-unmarked",
	Label:    "somebody's voice without quotation marks",
	Doc:      doc,
	Severity: record.Warning,
	Planted:  2, Found: 2,
	Run: run,
}

var lists = words.Once("quoteunmarked/words.tsv", table)

// mostParts is the part of a report's sentences, one in so many, that may be somebody's
// unmarked voice: with more the text is its author's own.
const mostParts = 10

// reach is how many paragraphs away a quotation or an interview may stand.
const reach = 3

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	if !p.News() || labelled(p) {
		return nil
	}
	var found []int
	for i := p.First(); i < len(p.Doc.Sentences); i++ {
		if t := p.Tree(i); t != nil && voice(p, w, t, i) {
			found = append(found, i)
		}
	}
	if len(found) > max(2, len(p.Doc.Sentences)/mostParts) {
		return nil
	}
	met := interviews(p, w)
	for _, i := range found {
		speaker := near(p, w, i, met)
		if speaker == nil {
			continue
		}
		s, source := p.Doc.Sentences[i], speaker.Source.Bounds()
		what := "the words of " + name(p, speaker)
		severity := record.Note
		spans := record.Spans{s}
		if interviewed(speaker, met) {
			if brackets(s.In(p.Doc.Text)) {
				severity = record.Warning // "I" and "we" may be a columnist's
			}
			spans = append(spans, p.Doc.Sentences[met[speaker.Speaker.Index()]]).Sorted()
			what = "the interview with " + name(p, speaker)
			if outlet := carrier(p, speaker.Speaker); outlet != "" {
				what = "the interview that " + name(p, speaker) + " gave to " + outlet
			}
		}
		p.Report(record.Finding{
			Severity: severity,
			Spans:    spans,
			Message:  fmt.Sprintf("%s reads like speech, without quotation marks or a speaker, near %s.", p.Quote(s), what),
			Evidence: []record.Evidence{{Span: &s, What: "passage"}, {Span: &source, What: "nearest speaker"}},
		})
	}
	return nil
}

// voice tells whether sentence i speaks as "I" or "we", or has an editor's brackets, with
// no quotation mark and no attribution.
func voice(p *check.Pass, w words.Lists, t *check.Tree, i int) bool {
	s := p.Doc.Sentences[i]
	text := s.In(p.Doc.Text)
	if strings.ContainsAny(text, "“”\"‘«»") || strings.Contains(text, "''") || open(p, s) || w.Any(text, "outlet") {
		return false
	}
	for _, a := range p.Cued(i) {
		if !a.Inferred && !w.Has(strings.ToLower(a.Source.Bounds().In(p.Doc.Text)), "first") {
			return false
		}
	}
	if brackets(text) {
		return true
	}
	for k, word := range t.Words {
		if word.UPOS != "PRON" && word.UPOS != "DET" || !w.Has(t.Form(k), "first") {
			continue
		}
		if first := word.In(p.Doc.Text)[0]; k > 0 && first >= 'A' && first <= 'Z' && t.Form(k) != "i" {
			continue // a name has it
		}
		if a := p.Attribution(word.Span); a != nil && !a.Inferred {
			return false
		}
		if verb := t.Clause(k); t.Form(k) == "we" && w.Has(t.Lemma(verb), "reporter") {
			return false
		}
		return t.Clause(len(t.Words)-1) >= 0 || t.Kid(k, "cop") >= 0
	}
	return false
}

// open tells whether the paragraph up to the sentence has a quotation mark that is not
// closed, or begins with one.
func open(p *check.Pass, s record.Span) bool {
	para := p.Paragraph(s.Start)
	if para >= len(p.Doc.Paragraphs) {
		return false
	}
	before := p.Doc.Text[p.Doc.Paragraphs[para].Start:max(s.Start, p.Doc.Paragraphs[para].Start)]
	return strings.Count(before, "“") > strings.Count(before, "”") || strings.Count(before, "``") > strings.Count(before, "''") || strings.Count(before, `"`)%2 == 1
}

// brackets tells whether square brackets put words in before a name, as editors do in
// quotations only: "[the former mayor Hugo] Brandt".
func brackets(text string) bool {
	before, rest, ok := strings.Cut(text, "[")
	inside, after, closed := strings.Cut(rest, "]")
	after, spaced := strings.CutPrefix(after, " ")
	return ok && closed && before != "" && strings.ContainsRune(inside, ' ') && spaced && after != "" && after[0] >= 'A' && after[0] <= 'Z'
}

// near is the attribution of a person's words in the paragraphs about sentence i.
func near(p *check.Pass, w words.Lists, i int, met map[int]int) *record.Attribution {
	at := p.Paragraph(p.Doc.Sentences[i].Start)
	var out *record.Attribution
	best := reach + 1
	for k := i - mostSentences; k <= i+mostSentences; k++ {
		if k < 0 || k >= len(p.Doc.Sentences) {
			continue
		}
		d := p.Paragraph(p.Doc.Sentences[k].Start) - at
		if d < 0 {
			d = -d
		}
		for _, a := range p.Cued(k) {
			if a.Sourcing == record.NamedPerson && len(a.Source) > 0 && !w.Has(strings.ToLower(a.Source.Bounds().In(p.Doc.Text)), "first") && !a.Negated && d < best && (a.Form != record.Indirect || interviewed(a, met)) {
				out, best = a, d
			}
		}
	}
	return out
}

// interviews are the people whom a sentence names together with the word of an interview,
// with the number of that sentence.
func interviews(p *check.Pass, w words.Lists) map[int]int {
	const most = 8 // sentences
	out, n := map[int]int{}, 0
	for i, s := range p.Doc.Sentences {
		if n == most || !w.Any(s.In(p.Doc.Text), "interview") {
			continue
		}
		n++
		for e := range p.Doc.Entities {
			for _, m := range p.Doc.Entities[e].Mentions {
				if _, met := out[e]; s.Contains(m.Span) && !met && p.Doc.Entities[e].Kind == record.Person {
					out[e] = i
				}
			}
		}
	}
	return out
}

// interviewed tells whether the text speaks of an interview with the speaker.
func interviewed(a *record.Attribution, met map[int]int) bool {
	_, ok := met[a.Speaker.Index()]
	return a.Speaker.Set() && ok
}

// name is the speaker's name where the text gives one, else the words of the source.
func name(p *check.Pass, a *record.Attribution) string {
	if a.Speaker.Set() {
		e := &p.Doc.Entities[a.Speaker.Index()]
		for _, m := range e.Mentions {
			if m.Form == record.NameForm {
				return strings.Join(strings.Fields(e.Name), " ")
			}
		}
	}
	return p.Quote(a.Source.Bounds())
}

// carrier is the outlet to which a speaker spoke, as the record's first carrier of that
// speaker's words has it; "" where it has none.
func carrier(p *check.Pass, speaker record.Ref[record.Entity]) string {
	for i := range p.Doc.Attributions {
		if a := &p.Doc.Attributions[i]; a.Speaker == speaker && len(a.Carriers) > 0 && a.Carriers[0].Set() {
			return strings.Join(strings.Fields(p.Doc.Entities[a.Carriers[0].Index()].Name), " ")
		}
	}
	return ""
}

// mostSentences is how many sentences away a speaker is looked for.
const mostSentences = 8

// labelled tells whether paragraphs are labelled with who speaks: questions and answers.
func labelled(p *check.Pass) bool {
	n := 0
	for _, s := range p.Doc.Paragraphs {
		head, _, ok := strings.Cut(s.In(p.Doc.Text), ":")
		if ok && len(head) <= 30 && !strings.ContainsAny(head, ".,;“\"") && strings.Count(head, " ") < 3 {
			n++
		}
	}
	return n > 1
}
