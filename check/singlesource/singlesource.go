// Package singlesource reports figures, and the accusation that a report opens
// with, that rest on one source's word alone. The rule is in doc.md.
package singlesource

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"hearsay/check"
	"hearsay/check/charge"
	lists "hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check single-source.
var Check = &check.Check{
	Name:     "single-source",
	Label:    "rests on one source",
	Doc:      doc,
	Severity: record.Warning,
	Stored:   true,
	Run: func(p *check.Pass) error {
		w, err := tableWords()
		if err != nil {
			return err
		}
		wrongs, err := charge.Words()
		if err != nil {
			return err
		}
		r := &run{words: w, doc: p.Doc, report: p.Report}
		r.opening()
		r.index()
		r.figures()
		r.accusations(p, wrongs)
		return nil
	},
}

// tableWords are the words of words.tsv, read once.
var tableWords = sync.OnceValues(func() (words, error) { return readWords(table) })

// run is one run over one record.
type run struct {
	words  words
	doc    *record.Document
	report func(record.Finding)

	headline, lead record.Span // in the text; empty where there is none
	claims         map[*record.Attribution]*record.Claim
	sources        []record.Span    // sources and cues, sorted and apart
	saying         map[string][]int // by word: the attributions whose content has it
}

// source is on whose word something rests.
type source struct {
	speaker record.Ref[record.Entity]
	words   string // of a source without an entity, in lower case
}

// leadSentences is how long a lead may be: texts without paragraphs have one too.
const leadSentences = 3

// opening finds headline and lead: the first paragraph outside of the body, and the
// first sentences of the body's first.
func (r *run) opening() {
	for _, p := range r.doc.Paragraphs {
		switch inBody := r.doc.Body.Contains(p); {
		case inBody && r.lead.Empty():
			if last := r.sentence(record.Span{Start: p.Start, End: p.Start}) + leadSentences - 1; last < len(r.doc.Sentences) {
				p.End = min(p.End, r.doc.Sentences[last].End)
			}
			r.lead = p
			return
		case !inBody && r.headline.Empty() && p.End <= r.doc.Body.Start:
			r.headline = p
		}
	}
}

// contentBytes is how much of one content is read, so that contents inside each
// other cost no more than their number.
const contentBytes = 2000

func (r *run) index() {
	r.claims = map[*record.Attribution]*record.Claim{}
	for i := range r.doc.Claims {
		c := &r.doc.Claims[i]
		if a := c.Attribution.Index(); a >= 0 && !c.PartOf.Set() {
			r.claims[&r.doc.Attributions[a]] = c
		}
	}
	r.saying = map[string][]int{}
	for i := range r.doc.Attributions {
		a := &r.doc.Attributions[i]
		r.sources = append(append(r.sources, a.Source...), a.Cue...)
		for _, s := range a.Content {
			for _, w := range wordsOf(r.doc.Text[s.Start:min(s.End, s.Start+contentBytes)]) {
				w = strings.ToLower(w)
				if of := r.saying[w]; len(of) == 0 || of[len(of)-1] != i {
					r.saying[w] = append(of, i)
				}
			}
		}
	}
	slices.SortFunc(r.sources, byPlace)
	apart := r.sources[:0]
	for _, s := range r.sources {
		if n := len(apart); n > 0 && s.Start < apart[n-1].End {
			apart[n-1].End = max(apart[n-1].End, s.End)
			continue
		}
		apart = append(apart, s)
	}
	r.sources = apart
}

// sourceOf is on whose word attribution a rests; false where that is no particular
// speaker (a class, a document, an outlet, nobody), or where the author reads
// something into a speaker's words.
func (r *run) sourceOf(a *record.Attribution) (source, bool) {
	c := r.claims[a]
	switch a.Sourcing {
	case record.NamedPerson, record.NamedOrganization, record.Unnamed:
	default:
		return source{}, false
	}
	if a.Inferred || a.Negated || len(a.Speakers) > 1 || c == nil || c.Sourcing != a.Sourcing || len(c.Chain) == 0 {
		return source{}, false
	}
	if a.Speaker.Set() {
		return source{speaker: a.Speaker}, true
	}
	words := c.Chain[len(c.Chain)-1].Name
	return source{words: words}, words != ""
}

// own tells whether the source speaks of its own affairs, or has the office of
// counting or ruling.
func (r *run) own(s source, a *record.Attribution) bool {
	content := wordsOf(a.Content.In(r.doc.Text))
	described := wordsOf(s.words)
	isBody := a.Sourcing == record.NamedOrganization
	if e := s.speaker.Index(); e >= 0 {
		x := &r.doc.Entities[e]
		described = append(wordsOf(x.Role), wordsOf(x.Name)...)
		if isBody && mentionedIn(x, a.Content) {
			return true
		}
	}
	for i, w := range content {
		lower := strings.ToLower(w)
		if i > 0 && r.words.others[strings.ToLower(content[i-1])] {
			continue // "the other line" is not the speaker's
		}
		if r.words.own[lower] || isBody && r.words.body[lower] || len(w) > 3 && w == lower && slices.Contains(described, w) {
			return true
		}
	}
	return slices.ContainsFunc(described, func(w string) bool { return r.words.counts[strings.ToLower(w)] })
}

// mentionedIn tells whether the spans mention the entity.
func mentionedIn(e *record.Entity, spans record.Spans) bool {
	for _, s := range spans {
		i := sort.Search(len(e.Mentions), func(i int) bool { return e.Mentions[i].Start >= s.Start })
		if i < len(e.Mentions) && e.Mentions[i].Start < s.End {
			return true
		}
	}
	return false
}

// accusationsMost is how many accusations of a lead are looked at.
const accusationsMost = 8

// accusations reports the accusation of wrongdoing in headline or lead that one source
// alone makes, and that the accused does not answer.
func (r *run) accusations(p *check.Pass, wrongs lists.Lists) {
	seen := 0
	for i := range r.doc.Attributions {
		a := &r.doc.Attributions[i]
		if a.Act != record.Accuse || len(a.Content) == 0 || !r.lead.Contains(a.Content.Bounds()) {
			continue
		}
		if r.passive(a) || !wrongs.Any(r.charged(a), "wrong") {
			continue
		}
		if seen++; seen > accusationsMost {
			return
		}
		s, ok := r.sourceOf(a)
		if !ok || r.own(s, a) {
			continue
		}
		targets := r.targets(a, s)
		for k := i + 1; len(targets) == 0 && k < len(r.doc.Attributions); k++ {
			// "Clerk accuses yard" as a headline: the next sentence names the yard.
			b := &r.doc.Attributions[k]
			if other, ok := r.sourceOf(b); ok && other == s && b.Act == record.Accuse && len(b.Content) > 0 {
				targets = r.targets(b, s)
			}
		}
		if r.supported(a, s, r.charging(targets)) || slices.ContainsFunc(targets, func(e int) bool {
			_, answered := charge.Charge{At: a.Content.Bounds(), By: a, Target: e, Keys: p.Keys(a.Content.Bounds())}.Reply(p, wrongs)
			return answered
		}) {
			continue
		}
		r.report(record.Finding{
			Spans:    a.Content,
			Message:  fmt.Sprintf("The accusation with which the report opens rests on %s.", r.alone(s, a)),
			Evidence: r.evidence(s, nil, a),
		})
		return
	}
}

// passive tells whether an accusation's source is the accused: "Falk, accused of
// taking bribes, ...".
func (r *run) passive(a *record.Attribution) bool {
	cue := a.Cue.Bounds()
	words := wordsOf(r.doc.Text[cue.Start:min(cue.End+wordBytes, len(r.doc.Text))])
	for i := 1; i < len(words); i++ {
		if strings.EqualFold(words[i-1], "accused") && (strings.EqualFold(words[i], "of") || strings.EqualFold(words[i], "by")) {
			return true
		}
	}
	return false
}

// wordBytes is how far after a cue the next word is looked for.
const wordBytes = 8

// charged is what an accusation says, with what follows after "of" where its content ends
// before it: "accused the director, Lena Falk, of taking bribes".
func (r *run) charged(a *record.Attribution) string {
	said := a.Content.In(r.doc.Text)
	if _, of, ok := strings.Cut(r.doc.Text[a.Content.Bounds().End:r.rest(a).End], " of "); ok {
		said += " " + of[:min(len(of), chargeBytes)]
	}
	return said
}

// chargeBytes is how far after its "of" a charge is read.
const chargeBytes = 60

// rest is an accusation's content with the rest of its sentence.
func (r *run) rest(a *record.Attribution) record.Span {
	out := a.Content.Bounds()
	if i := r.sentence(record.Span{Start: out.Start, End: out.Start}); i < len(r.doc.Sentences) {
		out.End = max(out.End, r.doc.Sentences[i].End)
	}
	return out
}

// targets are the entities other than the source that the accusation names, be it beside a
// description, where a name may be no mention of its own: "the company Keel".
func (r *run) targets(a *record.Attribution, s source) []int {
	var out []int
	rest := r.rest(a)
	words := rest.In(r.doc.Text)
	for e := range r.doc.Entities {
		x := &r.doc.Entities[e]
		if record.To[record.Entity](e) != s.speaker && (mentionedIn(x, record.Spans{rest}) || x.Name != strings.ToLower(x.Name) && strings.Contains(words, x.Name)) {
			out = append(out, e)
		}
	}
	return out
}

// charging are the accusations that speak of one of the entities.
func (r *run) charging(targets []int) []int {
	var out []int
	for i := range r.doc.Attributions {
		b := &r.doc.Attributions[i]
		if b.Act == record.Accuse && slices.ContainsFunc(targets, func(e int) bool { return mentionedIn(&r.doc.Entities[e], b.Content) }) {
			out = append(out, i)
		}
	}
	return out
}

// supported tells whether another source is among those who speak of the same,
// without denying it.
func (r *run) supported(a *record.Attribution, s source, speaking []int) bool {
	for _, i := range speaking {
		b := &r.doc.Attributions[i]
		if b == a || b.Negated || len(b.Source) == 0 || r.words.denial[string(b.Act)] {
			continue
		}
		if nobodys(b) && r.sentence(b.Cue.Bounds()) == r.sentence(a.Cue.Bounds()) {
			continue
		}
		if other, _ := r.sourceOf(b); other != s && !a.Content.Overlap(b.Content.Bounds()) {
			return true
		}
	}
	return false
}

// alone is "Ana Brevik's word alone; the text gives her role as “envoy of Harland”".
func (r *run) alone(s source, a *record.Attribution) string {
	e := s.speaker.Index()
	if e < 0 {
		return fmt.Sprintf("the word of %s alone, whom the text does not name", plain(s.words))
	}
	x := &r.doc.Entities[e]
	name := x.Name
	if strings.ToLower(name) == name {
		name = "the " + name // a description
	}
	if a.Sourcing == record.Unnamed {
		return fmt.Sprintf("the word of %s alone, whom the text does not name", plain(name))
	}
	out := possessive(x.Kind, name) + " word alone"
	if x.Role != "" && !strings.HasSuffix(x.Role, ".") { // "Sen." is no role that a reader learns from
		out += fmt.Sprintf("; the text gives %s role as “%s”", r.whose(x), plain(x.Role))
	}
	return out
}

// whose is "her", "his" or "its", as the text's pronouns have it; else "the".
func (r *run) whose(e *record.Entity) string {
	if e.Kind != record.Person {
		return "its"
	}
	for _, m := range e.Mentions {
		switch p := strings.ToLower(m.In(r.doc.Text)); {
		case r.words.he[p]:
			return "his"
		case r.words.she[p]:
			return "her"
		}
	}
	return "the"
}

func possessive(kind record.EntityKind, name string) string {
	if kind != record.Person && strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}

func plain(words string) string {
	return strings.Trim(strings.Join(strings.Fields(words), " "), " ,;:")
}

// evidence are the figures and the places where the source is named.
func (r *run) evidence(s source, figures []figure, attributions ...*record.Attribution) []record.Evidence {
	var out []record.Evidence
	for _, f := range figures {
		span := f.Span
		out = append(out, record.Evidence{Span: &span, What: "figure", Value: span.In(r.doc.Text)})
	}
	seen := map[record.Span]bool{}
	for _, a := range attributions {
		for _, span := range a.Source {
			if !seen[span] {
				seen[span] = true
				out = append(out, record.Evidence{Span: &span, What: "source", Value: span.In(r.doc.Text)})
			}
		}
	}
	if e := s.speaker.Index(); e >= 0 && r.doc.Entities[e].RoleSpan != nil {
		span := *r.doc.Entities[e].RoleSpan
		out = append(out, record.Evidence{Span: &span, What: "role", Value: span.In(r.doc.Text)})
	}
	return out
}

func byPlace(a, b record.Span) int { return cmp.Compare(a.Start, b.Start) }
