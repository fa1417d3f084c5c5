package sourcing

import (
	"fmt"
	"io/fs"
	"strings"

	"hearsay/internal/lex"
	"hearsay/internal/table"
)

// class is a set of the classes of words in sources.tsv.
type class uint32

const (
	office class = 1 << iota
	one
	member
	mass
	document
	speech
	body
	outlet
	part
	number
	indefinite
	definite
	vague
	alone
	pronounHe
	pronounThey
	pronounIt
	pronounWho
	pronounI
	pronounWe
	pronounYou
	joining
	such
	stop
	about
	insider
	anonymity
	title
	handled
	epithet
	single
	doing
)

// people are the classes of nouns for human beings.
const people = office | one | member

// pronoun are the classes of words that stand for something said before.
const pronoun = pronounHe | pronounThey | pronounIt | pronounWho | pronounI | pronounWe | pronounYou

var classNames = map[string]class{
	"office": office, "one": one, "class": member, "mass": mass, "document": document, "speech": speech,
	"body": body, "outlet": outlet, "part": part, "number": number, "indefinite": indefinite,
	"definite": definite, "vague": vague, "alone": alone, "he": pronounHe, "they": pronounThey,
	"it": pronounIt, "who": pronounWho, "i": pronounI, "we": pronounWe, "you": pronounYou,
	"joining": joining, "such": such, "stop": stop, "about": about, "insider": insider,
	"anonymity": anonymity, "title": title, "handled": handled,
	"epithet": epithet, "single": single, "doing": doing,
}

// quantity are the classes of words that say how many, before "of".
const quantity = part | number | vague | alone

// nouns are the classes whose words have a plural.
const nouns = people | document | speech | body | outlet | epithet | single | doing

// entry is what the table says about one word form: the classes that it belongs to
// as a singular, and those as a plural.
type entry struct{ singular, plural class }

// lexicon holds sources.tsv: words and, by their first word, phrases.
type lexicon struct {
	words   map[string]entry
	phrases map[string][]phrasing
}

// phrasing is a fixed sequence of words.
type phrasing struct {
	rest  []string // after the first word
	class class
}

func loadLexicon(tables fs.FS, language string) (*lexicon, error) {
	rows, err := table.Read(tables, language+"/sources.tsv", "class", "words", "example")
	if err != nil {
		return nil, err
	}
	l := &lexicon{make(map[string]entry, 2048), map[string][]phrasing{}}
	for _, row := range rows {
		c, ok := classNames[row.Get("class")]
		if !ok {
			return nil, row.Errorf("no class %q", row.Get("class"))
		}
		for _, word := range row.List("words") {
			l.add(c, word)
		}
	}
	return l, nil
}

func (l *lexicon) add(c class, word string) {
	singular, plural, irregular := strings.Cut(word, "/")
	if c&nouns != 0 && !irregular {
		plural = pluralOf(singular)
	}
	if first, rest, ok := strings.Cut(singular, " "); ok {
		l.phrases[first] = append(l.phrases[first], phrasing{strings.Fields(rest), c})
	} else {
		e := l.words[singular]
		e.singular |= c
		l.words[singular] = e
	}
	if plural != "" && !strings.Contains(plural, " ") {
		e := l.words[plural]
		e.plural |= c
		l.words[plural] = e
	}
}

// pluralOf is the regular English plural; "" for a noun that is one already.
func pluralOf(noun string) string {
	switch {
	case strings.HasSuffix(noun, "ies"), strings.HasSuffix(noun, "police"), strings.HasSuffix(noun, "data"), strings.HasSuffix(noun, "people"):
		return ""
	case strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "sh"), strings.HasSuffix(noun, "ch"), strings.HasSuffix(noun, "x"):
		return noun + "es"
	case strings.HasSuffix(noun, "y") && !strings.ContainsRune("aeou", rune(noun[max(0, len(noun)-2)])):
		return noun[:len(noun)-1] + "ies"
	}
	return noun + "s"
}

// phrase tells whether a phrase of one of the classes begins at word i, and how
// many words it has.
func (l *lexicon) phrase(text *lex.Text, i int, classes class) (n int) {
	for _, p := range l.phrases[text.Words[i].Lower] {
		if p.class&classes != 0 && 1+len(p.rest) > n && follows(text, i+1, p.rest) {
			n = 1 + len(p.rest)
		}
	}
	if n == 0 && l.words[text.Words[i].Lower].singular&classes != 0 {
		return 1
	}
	return n
}

// follows tells whether the words stand in the text from word i on.
func follows(text *lex.Text, i int, words []string) bool {
	if i+len(words) > len(text.Words) {
		return false
	}
	for k, w := range words {
		if text.Words[i+k].Lower != w {
			return false
		}
	}
	return true
}

// venue is a row of carriers.tsv: words that a carrier follows.
type venue struct {
	rest  []string
	takes takes
}

// takes is what beside outlets a venue's carrier may be.
type takes uint8

const (
	outletsOnly  takes = iota
	anyone             // a person: "in an interview with"
	publishers         // a body by name: "documents released by"
	namedOutlets       // an outlet by name and no other: "on Radio Delta"
)

var takesNames = map[string]takes{"outlet": outletsOnly, "anyone": anyone, "publisher": publishers, "name": namedOutlets}

// carrierWords holds carriers.tsv, by first words.
type carrierWords struct {
	venues      map[string][]venue
	interviewer map[string][][]string
	elsewhere   map[string][][]string
	goesOn      map[string][][]string
	citing      map[string][][]string
	turns       map[string][][]string
}

func loadCarriers(tables fs.FS, language string) (*carrierWords, error) {
	rows, err := table.Read(tables, language+"/carriers.tsv", "kind", "takes", "words", "example")
	if err != nil {
		return nil, err
	}
	c := &carrierWords{map[string][]venue{}, map[string][][]string{}, map[string][][]string{}, map[string][][]string{}, map[string][][]string{}, map[string][][]string{}}
	kinds := map[string]map[string][][]string{"interviewer": c.interviewer, "elsewhere": c.elsewhere, "goes-on": c.goesOn, "citing": c.citing, "turn": c.turns}
	for _, row := range rows {
		takes, ok := takesNames[row.Get("takes")]
		if !ok {
			return nil, row.Errorf("takes %q: want outlet, name, anyone or publisher", row.Get("takes"))
		}
		for _, phrase := range row.List("words") {
			words := strings.Fields(strings.ToLower(phrase))
			first, rest := words[0], words[1:]
			if row.Get("kind") == "venue" {
				c.venues[first] = append(c.venues[first], venue{rest, takes})
				continue
			}
			into := kinds[row.Get("kind")]
			if into == nil {
				return nil, row.Errorf("no kind %q", row.Get("kind"))
			}
			into[first] = append(into[first], rest)
		}
	}
	return c, nil
}

// match is how many words of one of the phrases stand at word i, 0 for none.
func match(text *lex.Text, i int, phrases map[string][][]string) (n int) {
	for _, rest := range phrases[text.Words[i].Lower] {
		if 1+len(rest) > n && follows(text, i+1, rest) {
			n = 1 + len(rest)
		}
	}
	return n
}

// creditWords holds credits.tsv.
type creditWords struct{ before, after map[string][][]string }

func loadCredits(tables fs.FS, language string) (*creditWords, error) {
	rows, err := table.Read(tables, language+"/credits.tsv", "place", "words", "example")
	if err != nil {
		return nil, err
	}
	c := &creditWords{map[string][][]string{}, map[string][][]string{}}
	for _, row := range rows {
		into := c.before
		switch place := row.Get("place"); place {
		case "before":
		case "after":
			into = c.after
		default:
			return nil, row.Errorf("no place %q", place)
		}
		for _, phrase := range row.List("words") {
			words := strings.Fields(strings.ReplaceAll(phrase, ":", " :"))
			into[words[0]] = append(into[words[0]], words[1:])
		}
	}
	return c, nil
}

// outletNames holds the names of outlets.tsv, those of the agencies by themselves
// too, and the words of outlet-words.tsv.
type outletNames struct {
	name, agency, last, first, never map[string]bool
	joined                           []string
}

func loadOutlets(tables fs.FS, language string) (*outletNames, error) {
	rows, err := table.Read(tables, language+"/outlets.tsv", "kind", "names")
	if err != nil {
		return nil, err
	}
	o := &outletNames{make(map[string]bool, 2*len(rows)), map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, nil}
	for _, row := range rows {
		for _, name := range row.List("names") {
			name, _ = cutArticle(name)
			o.name[name] = true
			if row.Get("kind") == "agency" {
				o.agency[name] = true
			}
		}
	}
	rows, err = table.Read(tables, language+"/outlet-words.tsv", "kind", "words", "example")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if row.Get("kind") == "joined" {
			o.joined = append(o.joined, row.List("words")...)
			continue
		}
		into := map[string]map[string]bool{"last": o.last, "first": o.first, "never": o.never}[row.Get("kind")]
		if into == nil {
			return nil, row.Errorf("no kind %q", row.Get("kind"))
		}
		for _, word := range row.List("words") {
			into[word] = true
		}
	}
	return o, nil
}

// isOutlet tells whether a name is that of a news outlet or publisher. definite:
// "the" stands before it.
func (o *outletNames) isOutlet(name string, definite bool) bool {
	name, article := cutArticle(name)
	if o.name[name] || isDomain(name) {
		return true
	}
	if o.never[name] {
		return false
	}
	if isCallSign(name) || o.isJoined(name) {
		return true
	}
	first, last := name, name
	if i := strings.IndexAny(name, " -"); i >= 0 { // "Corran Herald", "KING-TV"
		first, last = name[:i], name[strings.LastIndexAny(name, " -")+1:]
	} else if !definite && !article {
		return false
	}
	return o.last[last] || first != name && o.first[first]
}

func cutArticle(name string) (rest string, cut bool) {
	for _, the := range []string{"The ", "the "} {
		if rest, ok := strings.CutPrefix(name, the); ok {
			return rest, true
		}
	}
	return name, false
}

// unmistakable tells whether a name can be nobody's but an outlet's.
func (o *outletNames) unmistakable(name string) bool {
	return !o.never[name] && (o.name[name] || isDomain(name) || o.isJoined(name))
}

// isJoined tells whether a name is one word that ends, with a capital, in an outlet's
// word: "HarbourPost", "TruthMeter".
func (o *outletNames) isJoined(name string) bool {
	for _, end := range o.joined {
		if len(name) > len(end)+1 && strings.HasSuffix(name, end) && !strings.ContainsAny(name, " -") {
			return true
		}
	}
	return false
}

// isCallSign tells whether a name is that of an American station: "KVTO", "WQRN-TV".
func isCallSign(name string) bool {
	sign, band, banded := strings.Cut(name, "-")
	if len(sign) != 4 || sign[0] != 'K' && sign[0] != 'W' || banded && band != "TV" && band != "FM" && band != "AM" && band != "DT" {
		return false
	}
	return strings.Trim(sign, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isDomain tells whether a word is a host name: "delta-news.com".
func isDomain(word string) bool {
	dot := strings.LastIndexByte(word, '.')
	if dot < 2 || len(word)-dot < 3 || len(word)-dot > 7 {
		return false
	}
	for i := range len(word) {
		switch b := word[i]; {
		case 'a' <= b && b <= 'z', b == '.', i < dot && ('A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '-'):
		default:
			return false
		}
	}
	return true
}

func load(tables fs.FS, language string) (*Judge, error) {
	j := &Judge{}
	var err error
	if j.lexicon, err = loadLexicon(tables, language); err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	if j.carriers, err = loadCarriers(tables, language); err != nil {
		return nil, fmt.Errorf("carriers: %w", err)
	}
	if j.credits, err = loadCredits(tables, language); err != nil {
		return nil, fmt.Errorf("credits: %w", err)
	}
	if j.outlets, err = loadOutlets(tables, language); err != nil {
		return nil, fmt.Errorf("outlets: %w", err)
	}
	return j, nil
}
