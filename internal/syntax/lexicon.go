package syntax

import (
	"errors"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/table"
)

// reading is a tag that a word can have, with its lemma.
type reading struct {
	tag   tag
	lemma string
	cost  int32
}

// lexicon knows words, irregular forms and endings.
type lexicon struct {
	words   map[string][]reading // closed classes and other listed forms
	forms   map[string][]reading // irregular forms
	bases   map[string][]tag     // the open classes' base forms
	endings map[string][]tag
	longest int // of the endings, in bytes
}

func (x *lexicon) load(tables fs.FS, language string) error {
	x.words, x.forms = map[string][]reading{}, map[string][]reading{}
	x.bases, x.endings = map[string][]tag{}, map[string][]tag{}
	return errors.Join(
		each(tables, language+"/words.tsv", func(r table.Row, tags []reading) {
			word := r.Get("word")
			lemmas := r.List("lemma")
			for i, t := range tags {
				switch {
				case len(lemmas) == 0:
					t.lemma = word
				default:
					t.lemma = lemmas[min(i, len(lemmas)-1)]
				}
				x.words[word] = append(x.words[word], t)
			}
		}, "word", "upos", "lemma"),
		each(tables, language+"/irregular.tsv", func(r table.Row, tags []reading) {
			for _, f := range r.List("forms") {
				x.forms[f] = append(x.forms[f], reading{tag: tags[0].tag, lemma: r.Get("lemma")})
			}
		}, "lemma", "upos", "forms"),
		each(tables, language+"/vocabulary.tsv", func(r table.Row, tags []reading) {
			for w := range strings.FieldsSeq(r.Get("words")) {
				x.bases[w] = union(x.bases[w], tags)
			}
		}, "upos", "words"),
		each(tables, language+"/endings.tsv", func(r table.Row, tags []reading) {
			x.endings[r.Get("ending")] = union(nil, tags)
			x.longest = max(x.longest, len(r.Get("ending")))
		}, "ending", "upos"))
}

// each reads a table with a column upos of tags.
func each(tables fs.FS, name string, row func(table.Row, []reading), columns ...string) error {
	rows, err := table.Read(tables, name, columns...)
	for _, r := range rows {
		var tags []reading
		for rank, n := range r.List("upos") {
			n, rare := strings.CutSuffix(n, "?")
			t, ok := tagNamed(n)
			if !ok {
				return r.Errorf("column upos: no part of speech %q", n)
			}
			cost := int32(rank) * costRank
			if rare {
				cost += costRare
			}
			tags = append(tags, reading{tag: t, cost: cost})
		}
		if len(tags) == 0 {
			return r.Errorf("column upos is empty")
		}
		row(r, tags)
	}
	return err
}

func union(a []tag, b []reading) []tag {
	out := a
	for _, t := range b {
		known := false
		for _, o := range a {
			known = known || o == t.tag
		}
		if !known {
			out = append(out, t.tag)
		}
	}
	return out
}

// Costs of readings, in the unit of transitions.tsv.
const (
	costRare    = 14 // of a reading marked as rare, besides
	costRank    = 9  // of each reading after a word's likeliest
	costCommon  = 16 // of a listed word with a capital in mid-sentence that is no name
	costUnknown = 4  // of a name where a capital opens the sentence and no list has the word
	costName    = 14 // of a name where the sentence's first word is listed
)

// readings gathers the readings of one word, each once with its least cost.
type readings struct {
	out   []candidate
	start int // of this word's
	lower string
}

func (r *readings) add(t tag, lemma string, cost int32) {
	for i := r.start; i < len(r.out); i++ {
		if r.out[i].tag == t && r.out[i].lemma == lemma {
			r.out[i].cost = min(r.out[i].cost, cost)
			return
		}
	}
	r.out = append(r.out, candidate{tag: t, kind: kindOf(t, r.lower, lemma), lemma: lemma, cost: cost})
}

// candidates appends the readings of a word to out. initial: the word opens a
// sentence or quotation, so that its capital says nothing.
func (x *lexicon) candidates(out []candidate, form, lower string, initial bool, s style) []candidate {
	r := &readings{out, len(out), lower}
	first, _ := utf8.DecodeRuneInString(form)
	capital := unicode.IsUpper(first)
	within := capital && !initial && s == plain // a capital that says something
	switch {
	case capital && x.capitalised(r, form, initial, s):
	case !unicode.IsLetter(first) && x.words[lower] == nil:
		r.sign(form, first)
	case x.listed(r, form, capital, within):
	default:
		x.unlisted(r, form, capital, within, s)
	}
	return r.out
}

// capitalised adds what the lists say of a word with its capital, and tells whether
// that settles it.
func (x *lexicon) capitalised(r *readings, form string, initial bool, s style) bool {
	for _, w := range x.words[form] {
		cost := w.cost
		if s == shouted || initial && w.tag == tagPROPN && x.words[r.lower] != nil {
			cost += costName
		}
		r.add(w.tag, w.lemma, cost)
	}
	if len(r.out) > r.start && r.out[r.start].tag == tagPROPN && !initial && s != shouted {
		return true
	}
	for rank, t := range x.bases[form] {
		r.add(t, form, int32(rank)*costRank)
	}
	if len(r.out) > r.start && !initial && s == plain {
		r.add(tagPROPN, form, costRank+3)
		return true
	}
	return false
}

// sign adds the readings of what begins with no letter.
func (r *readings) sign(form string, first rune) {
	t := shape(form, first)
	r.add(t, strings.ReplaceAll(r.lower, ",", comma(t)), 0)
	if t == tagADJ || t == tagNUM {
		r.add(tagNOUN, r.lower, 25)
	}
}

// listed adds what the lists say of a word in small letters, and tells whether they
// have it.
func (x *lexicon) listed(r *readings, form string, capital, within bool) bool {
	before := len(r.out)
	for _, w := range x.words[r.lower] {
		r.add(w.tag, w.lemma, w.cost)
	}
	closed := len(r.out) > before
	common := int32(0)
	if within && !closed {
		common = costCommon
	}
	if !closed || len(x.forms[r.lower]) > 0 {
		x.open(r.lower, func(t tag, lemma string, rank int) { r.add(t, lemma, int32(rank)*costRank+common) })
	}
	if len(r.out) == before {
		return false
	}
	switch {
	case common > 0:
		r.add(tagPROPN, properLemma(form, r.out[before].lemma), 0)
	case capital && form != "I":
		r.add(tagPROPN, properLemma(form, r.out[before].lemma), costName)
	}
	return true
}

// unlisted adds what a word's capital and ending let one guess.
func (x *lexicon) unlisted(r *readings, form string, capital, within bool, s style) {
	common := int32(0)
	if capital {
		r.add(tagPROPN, form, 0)
		common = costUnknown
		if s != plain {
			common += costUnknown
		}
	}
	if within { // twice: no list has it, and no sentence begins here
		common += 2 * costCommon
	}
	x.guess(r.lower, func(t tag, lemma string, rank int) { r.add(t, lemma, int32(rank)*costRank+common) })
}

// shape is the tag of a word that begins with no letter.
func shape(form string, first rune) tag {
	if !unicode.IsDigit(first) {
		if strings.ContainsAny(form, "0123456789") {
			return tagNUM
		}
		if form == "/" || form == "#" || unicode.IsSymbol(first) && !strings.ContainsRune("<>|^`~=", first) || isSmiley(form) {
			return tagSYM
		}
		return tagPUNCT
	}
	for _, e := range [...]string{"st", "nd", "rd", "th"} {
		if strings.HasSuffix(form, e) {
			return tagADJ
		}
	}
	if strings.HasSuffix(form, "s") {
		return tagNOUN
	}
	return tagNUM
}

func isSmiley(form string) bool {
	return len(form) > 1 && strings.ContainsAny(form[:1], ":;=") && strings.Trim(form, form[:1]) != ""
}

// open gives the readings of a word of the open classes that a list explains, the
// likeliest first.
func (x *lexicon) open(lower string, add func(t tag, lemma string, rank int)) {
	rank := 0
	for _, f := range x.forms[lower] {
		add(f.tag, f.lemma, rank)
		rank++
	}
	for _, t := range x.bases[lower] {
		add(t, lower, rank)
		rank++
	}
	inflections(lower, func(base, ending string) bool {
		found := false
		for _, t := range x.bases[base] {
			switch {
			case ending == "s" && (t == tagNOUN || t == tagVERB),
				(ending == "ed" || ending == "ing") && t == tagVERB,
				(ending == "er" || ending == "est") && t == tagADJ:
				add(t, base, rank)
				rank++
				found = true
			case ending == "ly" && t == tagADJ:
				add(tagADV, lower, rank)
				rank++
				found = true
			}
		}
		if found && (ending == "ed" || ending == "ing") {
			add(tagADJ, lower, rank+1)
			if ending == "ing" {
				add(tagNOUN, lower, rank)
			}
		}
		return found
	})
}

// guess gives the readings of an unknown word by its ending.
func (x *lexicon) guess(lower string, add func(t tag, lemma string, rank int)) {
	for n := min(x.longest, len(lower)-2); n > 0; n-- {
		tags := x.endings[lower[len(lower)-n:]]
		for rank, t := range tags {
			add(t, guessLemma(lower, t), rank)
		}
		if tags != nil {
			return
		}
	}
	add(tagNOUN, lower, 0)
	add(tagADJ, lower, 1)
	add(tagVERB, lower, 2)
}

// comma is what stands for a comma in the lemma: nothing in numbers.
func comma(t tag) string {
	if t == tagNUM {
		return ""
	}
	return ","
}
