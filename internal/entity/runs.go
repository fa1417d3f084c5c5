package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// findNames goes through the sentences and cuts each run of capitalised words into
// names. In headings, where capitals say little, only what tables or the body know
// is a name; they are read last.
func (s *search) findNames() {
	for i := range s.text.Sentences {
		x := s.text.Sentences[i]
		e := extent{x.First, x.Last}
		if s.isHeadline(e) {
			s.headlines = append(s.headlines, e)
			continue
		}
		for at := e.first; at < e.last; {
			run := s.run(at, e.last)
			if run.len() == 0 {
				at++
				continue
			}
			s.segment(run, s.opens(run.first, e.first))
			at = run.last
		}
	}
}

// opens tells whether word i would have a capital anyway: it is the first of its
// sentence, or a mark that opens speech or a list stands before it.
func (s *search) opens(i, first int) bool {
	for i--; i >= first; i-- {
		switch w := s.text.Form(i); w {
		case "\"", "“", "‘", "'", "(", "[", "*", "•", "-", "–", "—", ":", "…", "...", "#", ">", "``":
			if w == ":" || w == "“" || w == "\"" || w == "``" {
				return true
			}
		default:
			return number(w) && i == first
		}
	}
	return true
}

// plain is the kind of common word that word i is, "" for none. "US" and "WHO" are
// not "us" and "who".
func (s *search) plain(i int) string {
	k := s.common[s.text.Words[i].Lower]
	if k != "" && k != "acronym" && shouted(s.text.Form(i)) {
		if _, ok := s.lookup(s.text.Form(i)); ok {
			return ""
		}
	}
	return k
}

func number(w string) bool {
	for _, r := range w {
		if !unicode.IsDigit(r) && r != '.' && r != ')' {
			return false
		}
	}
	return true
}

// maxRun bounds the words of a run: no name is longer, and what goes over a run's
// words again and again stays cheap.
const maxRun = 24

// run is the run of capitalised words that begins at word i, with the small words
// that tie names together; empty where none begins.
func (s *search) run(i, last int) extent {
	if !s.named(i) {
		return extent{}
	}
	j := i + 1
	for j < last && j < i+maxRun {
		n := s.tie(i, j, last)
		if n == 0 {
			break
		}
		j += n
	}
	return extent{i, j}
}

// named tells whether word i has the capital of a name.
func (s *search) named(i int) bool {
	w := s.text.Form(i)
	if capital(w) {
		return true
	}
	if len(w) < 2 {
		return false
	}
	// "iPhone", "al-Qaeda", "d'Estaing"
	inner := strings.IndexFunc(w, unicode.IsUpper)
	if inner > 0 && inner <= 3 && !strings.ContainsAny(w, "@/") {
		return true
	}
	if domain(w) {
		return true
	}
	if !s.isParticle(i) {
		return false
	}
	if e, _ := s.longestKnown(i, min(i+5, len(s.text.Words))); e.len() > 1 {
		return true // "al Qaeda"
	}
	return s.glued(i+1) && s.text.Form(i+1) == "-" && s.glued(i+2) && capital(s.text.Form(i+2))
}

// domain tells whether a word is the name of a site ("port-news.example").
func domain(w string) bool {
	dot := strings.LastIndexByte(w, '.')
	if dot < 2 || len(w)-dot < 3 || strings.ContainsAny(w, "@/:_%=&?") {
		return false
	}
	switch w[dot+1:] {
	case "com", "org", "net", "info", "biz", "gov", "edu", "int", "news", "media", "press", "online", "site", "live", "world", "today", "tv", "fm", "io", "co", "me", "eu", "uk", "us", "ru", "ua", "by", "de", "fr", "it", "es", "pt", "pl", "cz", "sk", "hu", "ro", "bg", "gr", "tr", "ge", "am", "az", "kz", "il", "ir", "iq", "sy", "lb", "eg", "sa", "ae", "in", "pk", "cn", "jp", "kr", "au", "nz", "ca", "mx", "br", "ar", "za", "ng", "ke", "ie", "nl", "be", "ch", "at", "se", "no", "fi", "dk", "lt", "lv", "ee", "md", "rs", "hr", "example":
	default:
		return false
	}
	for _, r := range w[:dot] {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.' {
			return false
		}
	}
	return unicode.IsLetter(rune(w[0]))
}

func (s *search) isParticle(i int) bool {
	switch s.text.Form(i) {
	case "al", "el", "ul", "as", "ar", "an", "ash", "at", "ad", "ez":
		return true
	}
	return false
}

// glued tells whether word i follows the word before without space.
func (s *search) glued(i int) bool {
	return i > 0 && i < len(s.text.Words) && s.text.Words[i-1].End == s.text.Words[i].Start
}

// tie is the number of words at j that continue the run begun at first: a capitalised
// word, or a small word with one behind it; 0 where the run ends.
func (s *search) tie(first, j, last int) int {
	if s.named(j) {
		if k := s.plain(j); (k == "closed" || k == "time") && !s.endsInitials(j) {
			return 0
		}
		return 1
	}
	switch s.text.Form(j) {
	case "-", "‑":
		return s.tieHyphen(first, j, last)
	case "/", "&", ".":
		return s.tieMark(j, last)
	case "de", "del", "della", "van", "von", "der", "den", "bin", "ibn", "bint", "da", "dos", "das", "di", "du", "la", "le", "ter", "zu", "al", "el", "ul", "y", "e", "ben", "abu", "et", "des", "do":
		return s.tieParticle(j, last)
	case "of", "for", "on", "against":
		if s.leads(first, j) {
			return s.tieArticle(j, last)
		}
	case "and":
		return s.tieAnd(first, j, last)
	case "'", "’":
		if s.glued(j) && s.goesOnNamed(j+1, last) && strings.HasSuffix(s.text.Words[j-1].Lower, "s") && s.isHead(j+1) {
			return 2
		}
	case "'s", "’s":
		if s.goesOnNamed(j+1, last) && s.isHead(j+1) && irregularPlural(s.text.Words[j-1].Lower) {
			return 2
		}
	case ",":
		if j+1 < last && legalForm(s.text.Words[j+1].Lower) {
			return 2
		}
	}
	return 0
}

// tieMark is tie at a mark between two parts: "Smith & Brand", "AFL/CIO", "J.Brand".
func (s *search) tieMark(j, last int) int {
	if !s.goesOnNamed(j+1, last) {
		return 0
	}
	before := s.text.Form(j - 1)
	switch mark := s.text.Form(j); {
	case mark == "&",
		mark == "/" && s.glued(j) && s.glued(j+1) && shouted(before),
		mark == "." && s.glued(j) && utf8.RuneCountInString(before) == 1:
		return 2
	}
	return 0
}

// goesOnNamed tells whether a name goes on with word i.
func (s *search) goesOnNamed(i, last int) bool {
	return i < last && s.named(i) && s.plain(i) != "closed"
}

// tieHyphen is tie at a hyphen, which holds parts of one name together ("Weber-Brand",
// "president-elect") but not two places ("Iran-Iraq").
func (s *search) tieHyphen(first, j, last int) int {
	if k, ok := s.lookup(s.text.Form(j - 1)); ok && k.kind != record.Organization && s.goesOnNamed(j+1, last) && !s.prefixKnown(first, j) {
		return 0
	}
	if j+1 >= last || !s.glued(j) || !s.glued(j+1) {
		return 0
	}
	switch s.text.Words[j+1].Lower {
	case "designate", "elect", "in":
		return 2
	}
	if s.goesOnNamed(j+1, last) || s.syllable(j+1) {
		return 2
	}
	return 0
}

// syllable tells whether word i can be the second part of a given name such as
// "Hsiao-ping": short, in small letters, and no word that the tables have.
func (s *search) syllable(i int) bool {
	w := s.text.Form(i)
	return len(w) >= 2 && len(w) <= 5 && w == s.text.Words[i].Lower && capital(s.text.Form(i-2)) && !shouted(s.text.Form(i-2)) &&
		s.tokens[i].UPOS != "VERB" && s.unknown(i) && s.nouns[w] == "" && unicode.IsLetter(rune(w[0]))
}

// tieParticle is tie at a particle: one or two more may follow ("van der Meer",
// "Omar al-Rashid").
func (s *search) tieParticle(j, last int) int {
	for n := 1; n <= 2; n++ {
		if s.goesOnNamed(j+n, last) {
			return n + 1
		}
		if j+n >= last || len(s.text.Form(j+n)) > 3 {
			break
		}
	}
	if s.isParticle(j) && j+2 < last && s.text.Form(j+1) == "-" && s.goesOnNamed(j+2, last) {
		return 3
	}
	return 0
}

// tieArticle ties what follows a small word at once or behind "the".
func (s *search) tieArticle(j, last int) int {
	switch {
	case s.goesOnNamed(j+1, last):
		return 2
	case j+1 < last && s.text.Form(j+1) == "the" && s.goesOnNamed(j+2, last):
		return 3
	}
	return 0
}

// tieAnd is tie at "and", which mostly stands between two names.
func (s *search) tieAnd(first, j, last int) int {
	switch n := s.tieArticle(j, last); {
	case n == 3 && s.prefixKnown(first, j), n == 2 && s.text.Form(j-1) != "," && s.listed(first, j):
		return n
	}
	return 0
}

// irregularPlural tells whether a word is a plural without an "s", whose possessive
// may stand in a body's name ("Fishermen's Union").
func irregularPlural(w string) bool {
	return strings.HasSuffix(w, "men") || strings.HasSuffix(w, "people") || w == "children"
}

// legalForm tells whether a word behind a comma belongs to the name before it.
func legalForm(w string) bool {
	switch w {
	case "inc", "inc.", "ltd", "ltd.", "llc", "llp", "jr", "jr.", "sr.":
		return true
	}
	return false
}

// endsInitials tells whether word i is "a", "i" or the like as an initial: a full
// stop belongs to it.
func (s *search) endsInitials(i int) bool { return strings.HasSuffix(s.text.Form(i), ".") }

// leads tells whether the run [first, j) has a word after which "of" or "for" goes
// on with the name ("Ministry of ...", "Bank of ...").
func (s *search) leads(first, j int) bool {
	for k := j - 1; k >= first && k >= j-6; k-- {
		if h, ok := s.heads[s.text.Words[k].Lower]; ok && h.first {
			return h.kind != "" && (k == j-1 || s.hasOf(k, j))
		}
	}
	w := s.text.Words[j-1].Lower
	return w == "secretary" || w == "chief" || s.longest[opening(s.text.Form(first))] > 0 && s.prefixKnown(first, j)
}

// hasOf tells whether "of" or "for" stands between the head word and j: the second
// "of" in "Ministry of Defence of Ruritania".
func (s *search) hasOf(k, j int) bool {
	for i := k + 1; i < j; i++ {
		if w := s.text.Form(i); w == "of" || w == "for" || w == "on" {
			return true
		}
	}
	return false
}

// prefixKnown tells whether a known name goes on past word j.
func (s *search) prefixKnown(first, j int) bool {
	for k := first; k < j; k++ {
		if e, _ := s.longestKnown(k, min(j+4, len(s.text.Words))); e.last > j {
			return true
		}
	}
	return false
}

// listed tells whether "and" at j joins two subjects of one body ("Ministry of Trade
// and Industry"), not two names.
func (s *search) listed(first, j int) bool {
	if s.prefixKnown(first, j) {
		return true
	}
	led := false
	for k := first; k < j; k++ {
		h, ok := s.heads[s.text.Words[k].Lower]
		led = led || ok && h.first && h.kind == "organization"
	}
	return led && s.hasOf(first, j) && s.plain(j-1) == "word" && s.plain(j+1) == "word"
}

func (s *search) isHead(i int) bool {
	h, ok := s.heads[s.text.Words[i].Lower]
	return ok && h.last
}

// longestKnown is the longest name of a table that begins at word i and ends by
// word last.
func (s *search) longestKnown(i, last int) (extent, known) {
	var best extent
	var which known
	most := s.longest[opening(s.text.Form(i))]
	if most == 0 {
		return best, which
	}
	start := s.text.Words[i].Start
	for j := i + 1; j <= last; j++ {
		end := s.text.Words[j-1].End
		if end-start > most+2*strings.Count(s.text.Source[start:end], "’") {
			break
		}
		if k, ok := s.lookup(straight(s.text.Source[start:end])); ok {
			best, which = extent{i, j}, k
		}
	}
	return best, which
}
