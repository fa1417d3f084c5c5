// Package language tells in which language a text is written, by its script, its
// letters and its function words. It looks at the first [sample] bytes at most.
package language

import (
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/table"
)

// Undetermined is BCP 47's tag for a language that cannot be told.
const Undetermined = "und"

// sample is how much of a text is looked at, in bytes.
const sample = 16 << 10

// Identifier knows the languages of tables/languages.tsv. It is safe for use by
// several goroutines.
type Identifier struct {
	languages []language
	scripts   []string
	words     map[string][]uint8 // indexes into languages
	letters   map[rune][]uint8
}

type language struct{ tag, script string }

// Load reads languages.tsv.
func Load(tables fs.FS) (*Identifier, error) {
	rows, err := table.Read(tables, "languages.tsv", "language", "script", "letters", "words")
	if err != nil {
		return nil, err
	}
	id := &Identifier{words: map[string][]uint8{}, letters: map[rune][]uint8{}}
	for i, r := range rows {
		if i > 255 {
			return nil, r.Errorf("more than 256 languages")
		}
		l := language{r.Get("language"), r.Get("script")}
		if unicode.Scripts[l.script] == nil {
			return nil, r.Errorf("column script: Unicode has no script %q", l.script)
		}
		id.languages = append(id.languages, l)
		if !slices.Contains(id.scripts, l.script) {
			id.scripts = append(id.scripts, l.script)
		}
		for w := range strings.FieldsSeq(r.Get("words")) {
			id.words[w] = append(id.words[w], uint8(i))
		}
		for _, x := range r.Get("letters") {
			id.letters[x] = append(id.letters[x], uint8(i))
		}
	}
	return id, nil
}

// Weights of the evidence for a language, shared among those that have it in common.
const (
	wordWeight   = 12
	letterWeight = 3
)

// Identify returns the BCP 47 tag of the text's language, [Undetermined] where it
// cannot be told. A short text in plain Latin letters without evidence for another
// language is taken for English.
func (id *Identifier) Identify(text string) string {
	text = head(text)
	script, letters := id.mainScript(text)
	if letters == 0 {
		return Undetermined
	}
	only, several := "", false
	for _, l := range id.languages {
		if l.script == script {
			several = several || only != ""
			only = l.tag
		}
	}
	switch {
	case only == "":
		return Undetermined
	case !several:
		return only
	}
	scores, words, foreign := id.scores(text, script)
	if script == "Latin" && foreign == 0 {
		if i := slices.IndexFunc(id.languages, func(l language) bool { return l.tag == "en" }); i >= 0 {
			scores[i] += 2 * wordWeight
		}
	}
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	switch {
	case scores[best] > 0 && (script != "Latin" || scores[best]*12 >= words*wordWeight): // one function word in twelve
		return id.languages[best].tag
	case script == "Latin" && foreign*50 <= letters && words < 20:
		return "en"
	}
	return Undetermined
}

// scores are the languages' points, by index, with the number of words and of
// letters beyond ASCII.
func (id *Identifier) scores(text, script string) (scores []int, words, foreign int) {
	scores = make([]int, len(id.languages))
	give := func(to []uint8, weight int) {
		n := 0
		for _, i := range to {
			if id.languages[i].script == script {
				n++
			}
		}
		for _, i := range to {
			if id.languages[i].script == script {
				scores[i] += weight * 2 / (n + 1)
			}
		}
	}
	lower := strings.ToLower(text)
	for w := range strings.FieldsFuncSeq(lower, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }) {
		words++
		give(id.words[w], wordWeight)
	}
	for _, r := range lower {
		if r >= utf8.RuneSelf && unicode.IsLetter(r) {
			foreign++
			give(id.letters[r], letterWeight)
		}
	}
	return scores, words, foreign
}

// mainScript is the script of most of the text's letters, and their number. Kana
// among Chinese characters make a text Japanese.
func (id *Identifier) mainScript(text string) (script string, letters int) {
	counts := make([]int, len(id.scripts))
	last := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if !unicode.Is(unicode.Scripts[id.scripts[last]], r) {
			at := slices.IndexFunc(id.scripts, func(s string) bool { return unicode.Is(unicode.Scripts[s], r) })
			if at < 0 {
				continue
			}
			last = at
		}
		counts[last]++
	}
	kana, han := slices.Index(id.scripts, "Hiragana"), slices.Index(id.scripts, "Han")
	if kana >= 0 && han >= 0 && counts[kana]*10 >= counts[han] {
		counts[kana] += counts[han]
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	if len(counts) == 0 || counts[best] == 0 {
		return "", letters
	}
	return id.scripts[best], letters
}

// head is the first bytes of text, at most sample, cut between two characters.
func head(text string) string {
	if len(text) <= sample {
		return text
	}
	n := sample
	for n > sample-utf8.UTFMax && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// Base is the primary part of a BCP 47 tag, in lower case: "en" of "en-GB".
func Base(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	return base
}
