// Package sourcing says on whose word an attribution rests: the speaker behind the
// source's words, the kind of source, and the outlets and people through whom the
// words reached the text.
//
// It promises that each attribution gets exactly one of the seven kinds of the
// record's schema, that a source nobody in the text can be is given to nobody, and
// that words are carried only by an outlet, a person or an attribution that the
// same conversation shows. Its nouns and phrases are tables (sources.tsv,
// outlet-words.tsv, carriers.tsv, credits.tsv; outlets.tsv is shared with package
// entity), each with examples that the tests run.
package sourcing

import (
	"io/fs"
	"slices"

	"hearsay/internal/lex"
	"hearsay/record"
)

// Judge holds one language's nouns and phrases for sources.
type Judge struct {
	lexicon  *lexicon
	carriers *carrierWords
	credits  *creditWords
	outlets  *outletNames
}

// Load reads the tables of one language ("en").
func Load(tables fs.FS, language string) (*Judge, error) { return load(tables, language) }

// Fill sets Sourcing, Identified, Speaker, Speakers, Via and Carriers of each
// attribution, in place. Outlet is the publisher of the text, "" when unknown: what
// it heard itself is carried by nobody.
func (j *Judge) Fill(text *lex.Text, tokens []record.Token, entities []record.Entity, attributions []record.Attribution, outlet string) Sources {
	f := &filler{Judge: j, text: text, tokens: tokens, entities: entities, attributions: attributions, outlet: outlet}
	f.index()
	credits := f.findCredits()
	f.order = make([]int, len(attributions))
	for i := range f.order {
		f.order[i] = i
	}
	slices.SortStableFunc(f.order, func(a, b int) int {
		return place(&attributions[a]) - place(&attributions[b])
	})
	f.sayings = make([]string, len(attributions))
	for _, i := range f.order {
		f.judge(i)
	}
	f.carry(credits)
	for i := f.given; i < len(f.entities); i++ {
		m := f.entities[i].Mentions
		slices.SortFunc(m, func(a, b record.Mention) int { return a.Start - b.Start })
		f.entities[i].Mentions = slices.CompactFunc(m, func(a, b record.Mention) bool { return a.Span == b.Span })
	}
	return Sources{f.entities, credits, f.sayings}
}

// Sources is what a text's attributions show about those behind them.
type Sources struct {
	// Entities are the entities given, with those added that only an attribution
	// shows: the finance minister without a name, an interviewer.
	Entities []record.Entity
	// Credits are the agencies and outlets that the text credits as a whole.
	Credits []record.Ref[record.Entity]
	// Words name the source of each attribution in the text's words, also where its
	// own are a pronoun ("experts, who doubt it") or nothing ("was criticised by
	// experts"); "" where the text has none.
	Words []string
}

// filler is one run over one text.
type filler struct {
	*Judge
	text         *lex.Text
	tokens       []record.Token
	entities     []record.Entity
	attributions []record.Attribution
	outlet       string

	order     []int    // the attributions by place
	sayings   []string // by attribution: its source in words
	at        int      // the attribution being judged
	inferred  int      // where the last inferred words end
	told      told
	given     int            // entities from here on were added
	named     []bool         // by entity: the text gives it a name
	mentions  []mention      // all mentions
	name      []int32        // by word: 1 + the longest mention by name that covers it
	other     []int32        // by word: 1 + the longest other mention
	described map[string]int // added entities by their description
	roles     map[string]int // named people by their roles; -1 for several
	bodies    map[string]int // named organisations by their last words; -1 for several
	recent    recent
	found     map[int][]hit // carriers by sentence
}

// mention is a mention in words.
type mention struct{ entity, first, last int }

// recent holds the last attributions with a source of each number, 1 + index, for
// pronouns that no chain resolves.
// Voice is the last one that lies in no inferred words.
type recent struct{ single, several, thing, any, voice int }

// told is 1 + the attribution that speaks without marks, and until where.
type told struct{ by, until int }

// place is where an attribution stands in its text: by its source and cue, else by
// its content.
func place(a *record.Attribution) int {
	at := -1
	for _, spans := range []record.Spans{a.Cue, a.Source} {
		if len(spans) > 0 && (at < 0 || spans[0].Start < at) {
			at = spans[0].Start
		}
	}
	if at < 0 && len(a.Content) > 0 {
		at = a.Content[0].Start
	}
	return max(at, 0)
}

func (f *filler) index() {
	f.given = len(f.entities)
	f.described = map[string]int{}
	f.named = make([]bool, len(f.entities))
	f.name = make([]int32, len(f.text.Words))
	f.other = make([]int32, len(f.text.Words))
	for e := range f.entities {
		for _, m := range f.entities[e].Mentions {
			first, last := f.text.Range(m.Span)
			f.mentions = append(f.mentions, mention{e, first, last})
			into := f.other
			if m.Form == record.NameForm {
				into, f.named[e] = f.name, true
			}
			for w := first; w < last; w++ {
				if old := into[w]; old == 0 || f.mentions[old-1].last-f.mentions[old-1].first < last-first {
					into[w] = int32(len(f.mentions))
				}
			}
		}
	}
}

// words are the words of the spans.
func (f *filler) words(spans record.Spans) []int {
	var out []int
	for _, s := range spans {
		first, last := f.text.Range(s)
		for w := first; w < last; w++ {
			out = append(out, w)
		}
	}
	return out
}

// judge fills one attribution but for its carriers.
func (f *filler) judge(i int) {
	a := &f.attributions[i]
	a.Speaker, a.Speakers, a.Via, a.Carriers, a.Identified = 0, nil, record.Via{}, nil, false
	f.at = i
	words := f.words(a.Source)
	label := len(a.Cue) == 1 && a.Cue[0].In(f.text.Source) == ":"
	switch {
	case label && len(words) == 1 && len(f.text.Form(words[0])) == 1: // "A: ..."
		a.Sourcing, f.sayings[i] = record.Unnamed, f.text.Form(words[0])
	case len(words) > 0:
		f.decide(a, words)
	case a.Inferred && f.recent.voice > 0:
		f.like(a, f.recent.voice)
		f.inferred = a.Content.Bounds().End
		f.told = told{i + 1, f.inferred}
	case len(a.Cue) == 0 && f.recent.any > 0:
		f.like(a, f.recent.any)
	default:
		a.Sourcing = record.Agentless
		if words = f.agent(a); len(words) > 0 {
			f.decide(a, words)
			break
		}
		if b := f.twin(a); b > 0 {
			f.like(a, b)
		}
		return
	}
	if label {
		f.told = told{i + 1, a.Content.Bounds().End}
	}
	f.remember(i, words)
}

// twin is 1 + the attribution before a that gives the same words in the same sentence,
// 0 for none: "the board said in a statement that ..." is the board's statement.
func (f *filler) twin(a *record.Attribution) int {
	before := f.recent.any
	if before == 0 || len(a.Content) == 0 || len(a.Cue) == 0 {
		return 0
	}
	b := &f.attributions[before-1]
	if len(b.Cue) == 0 || !slices.Equal(a.Content, b.Content) || f.sentence(a.Cue) != f.sentence(b.Cue) {
		return 0
	}
	return before
}

// sentence is the sentence in which the spans begin.
func (f *filler) sentence(spans record.Spans) int {
	return f.text.Words[min(f.text.WordAt(spans[0].Start), len(f.text.Words)-1)].Sentence
}

// like gives a the source of an attribution before it.
func (f *filler) like(a *record.Attribution, before int) {
	f.sayings[f.at] = f.sayings[before-1]
	b := &f.attributions[before-1]
	a.Sourcing, a.Identified, a.Speaker, a.Speakers = b.Sourcing, b.Identified, b.Speaker, b.Speakers
}

func (f *filler) remember(i int, words []int) {
	a := &f.attributions[i]
	f.recent.any = i + 1
	if place(a) >= f.inferred {
		f.recent.voice = i + 1
	}
	switch a.Sourcing {
	case record.NamedPerson:
		f.recent.single = i + 1
	case record.Unnamed:
		if p := f.read(words); p.plural() {
			f.recent.several = i + 1
		} else {
			f.recent.single = i + 1
		}
	case record.Collective:
		f.recent.several = i + 1
	case record.NamedOrganization, record.NamedOutlet, record.FromDocument:
		f.recent.thing, f.recent.several = i+1, i+1
	}
	if len(a.Speakers) > 1 {
		f.recent.several = i + 1
	}
}
