package entity

import (
	"strings"
	"unicode"

	"hearsay/record"
)

// segment cuts a run of capitalised words into titles and names. Opens says that
// its first word would have a capital anyway.
func (s *search) segment(run extent, opens bool) {
	run = s.trim(run)
	if run.len() == 0 {
		return
	}
	opens = opens && run.first == s.sentenceStart(run.first)
	if s.site(run) || s.outlet(run) {
		return
	}
	whole, k := s.longestKnown(run.first, run.last)
	if whole.len() > 0 && whole.last == run.last && !(opens && s.plainWord(run)) {
		s.addKnown(whole, k, opens)
		return
	}
	if s.dateline(run) || s.party(run) || s.titled(run) {
		return
	}
	if opens && run.len() > 1 && s.loose(run) {
		// A common word that only opens the sentence: "Yesterday Kyiv ..."
		s.segment(extent{run.first + 1, run.last}, false)
		return
	}
	if h, ok := s.headOf(run); ok {
		s.add(found{extent: run, kind: h, sure: true, weak: opens && run.len() == 1})
		return
	}
	if s.front(run, whole, k, opens) || s.firstNamed(run) {
		return
	}
	s.addOpen(run, opens)
}

// site takes the name of a site ("port-news.example"), whose first part may stand
// before the run.
func (s *search) site(run extent) bool {
	if run.len() != 1 || !domain(s.text.Form(run.first)) {
		return false
	}
	start, sentence := run.first, s.text.Words[run.first].Sentence
	for k := start; s.glued(k) && k > start-8 && s.text.Words[k-1].Sentence == sentence; k-- {
		run.first = k - 1
	}
	s.add(found{extent: run, kind: record.Organization, sure: true})
	return true
}

// outlet takes one word that "the" makes an outlet ("the Herald").
func (s *search) outlet(run extent) bool {
	if !s.isOutlet(run) {
		return false
	}
	s.add(found{extent: run, kind: record.Organization, sure: true})
	return true
}

// front takes a known name at the head of a run, where the rest is another name
// ("Norwegian Ana Brevik").
func (s *search) front(run, whole extent, k known, opens bool) bool {
	switch {
	case whole.len() == 0:
		return false
	case (k.kind == record.Group || k.kind == record.PlaceKind) && s.splits(whole, run):
		s.addKnown(whole, k, opens && whole.len() == 1)
	case whole.len() > 1:
		s.addKnown(whole, k, false)
	default:
		return false
	}
	s.segment(extent{whole.last, run.last}, false)
	return true
}

// firstNamed takes a person whose first name opens the run.
func (s *search) firstNamed(run extent) bool {
	if !s.first[s.text.Form(run.first)] || run.len() == 1 {
		return false
	}
	p := s.person(run)
	if p.len() <= 1 {
		return false
	}
	s.add(found{extent: p, kind: record.Person, sure: s.plain(run.first) == ""})
	s.segment(extent{p.last, run.last}, false)
	return true
}

// addOpen adds a name whose kind its places in the text have to show.
func (s *search) addOpen(run extent, opens bool) {
	x := found{extent: run, weak: opens && run.len() == 1}
	if p := s.places.find(s.words(run), s.within(run)); p != nil {
		x.kind, x.place = record.PlaceKind, p
		x.sure = run.len() > 1 || !s.first[s.text.Form(run.first)] && s.plain(run.first) == "" && (p.Precision != "city" || p.Population > 400_000)
	}
	s.add(x)
}

// dateline takes the shouted place at the head of a report ("PORT TARVO (Reuters) -").
func (s *search) dateline(run extent) bool {
	sentence := s.text.Sentences[s.text.Words[run.first].Sentence]
	if run.first != sentence.First || run.last+1 >= sentence.Last || !shouted(s.text.Form(run.first)) {
		return false
	}
	mark := false
	for i := run.last; i < sentence.Last && i < run.last+8; i++ {
		switch s.text.Form(i) {
		case "-", "–", "—", "--":
			mark = true
		}
	}
	switch s.text.Form(run.last) {
	case "(", ",", "-", "–", "—", "--":
	default:
		return false
	}
	if !mark {
		return false
	}
	for i := run.first; i < run.last; i++ {
		if w := s.text.Form(i); strings.ToUpper(w) != w {
			return false
		}
	}
	name := titleCase(s.words(run))
	p := s.places.find(name, s.within(run))
	s.add(found{extent: run, kind: record.PlaceKind, name: name, place: p, sure: true})
	return true
}

// titleCase is a shouted name as it is mostly written.
func titleCase(s string) string {
	start := true
	return strings.Map(func(r rune) rune {
		was := start
		start = !unicode.IsLetter(r)
		if was {
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// party passes over a member's party and state ("D-Ohio", "R-Texas"), which name the
// state at most.
func (s *search) party(run extent) bool {
	w := s.text.Form(run.first)
	if run.len() == 1 && len(w) > 3 && strings.Contains("DRI", w[:1]) && w[1] == '-' {
		return true
	}
	if run.len() >= 3 && strings.Contains("DRI", w) && s.text.Form(run.first+1) == "-" && s.glued(run.first+1) {
		s.segment(extent{run.first + 2, run.last}, false)
		return true
	}
	return false
}

// isOutlet tells whether one word with "the" is an outlet ("the Herald"). What may
// also be somebody's office must be told something, or tell it.
func (s *search) isOutlet(run extent) bool {
	i := run.first
	if run.len() != 1 || i == 0 || !s.outlets[s.text.Form(i)] || s.text.Words[i-1].Lower != "the" || s.text.Words[i-1].Sentence != s.text.Words[i].Sentence {
		return false
	}
	after := ""
	if run.last < len(s.text.Words) {
		after = s.text.Words[run.last].Lower
	}
	if _, office := s.titles[s.text.Words[i].Lower]; office {
		if i < 2 {
			return false
		}
		switch s.text.Words[i-2].Lower {
		case "told", "by", "with", "to", "in":
		default:
			return after == "reported" || after == "wrote"
		}
	}
	return after != "of"
}

// trim drops from both ends what never begins or ends a name.
func (s *search) trim(run extent) extent {
	for run.len() > 0 {
		k := s.plain(run.first)
		if k != "closed" && k != "time" && k != "number" || s.endsInitials(run.first) && k == "closed" {
			break
		}
		if e, _ := s.longestKnown(run.first, run.last); e.len() > 1 {
			break // "The Hague"; "May Day"
		}
		if s.first[s.text.Form(run.first)] && run.len() > 1 && k != "closed" && s.unknown(run.first+1) {
			break // "April Brevik"
		}
		if k == "number" && run.len() > 1 && s.isHead(run.last-1) {
			break // "Second Harbour Bank"
		}
		run.first++
	}
	for run.len() > 0 {
		k := s.plain(run.last - 1)
		if k != "time" && (k != "closed" || s.endsInitials(run.last-1)) && capitalOrTail(s.text.Form(run.last-1)) {
			break
		}
		if e, _ := s.longestKnown(run.first, run.last); e.last == run.last && e.len() > 1 {
			break
		}
		run.last--
	}
	return run
}

// capitalOrTail tells whether a word may end a name: it has a letter or a digit.
func capitalOrTail(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

func (s *search) sentenceStart(i int) int {
	first := s.text.Sentences[s.text.Words[i].Sentence].First
	if s.opens(i, first) {
		return i
	}
	return first
}

// unknown tells whether no table has word i as a common word, title or head.
func (s *search) unknown(i int) bool {
	w := s.text.Words[i].Lower
	_, head := s.heads[w]
	_, title := s.titles[w]
	return s.common[w] == "" && !head && !title
}

// plainWord tells whether a run is one word that the language also has.
func (s *search) plainWord(run extent) bool {
	return run.len() == 1 && s.plain(run.first) != ""
}

// loose tells whether the first word of a run that opens a sentence is a common
// word that does not belong to the name behind it.
func (s *search) loose(run extent) bool {
	w := s.text.Words[run.first].Lower
	if s.plain(run.first) == "" || s.first[s.text.Form(run.first)] && s.unknown(run.first+1) {
		return false
	}
	if e, _ := s.longestKnown(run.first, run.last); e.len() > 1 {
		return false
	}
	if h, ok := s.heads[w]; ok && (h.opens || h.first && s.text.Form(run.first+1) == "of") {
		return false
	}
	// "Harbour Board": without its first word no name would be left.
	_, rest := s.heads[s.text.Words[run.first+1].Lower]
	return !(rest && (run.len() == 2 || s.text.Form(run.first+2) == "of"))
}

// splits tells whether a people or place in front is a name of its own: what follows
// is a title, a person or another place, or nothing that belongs to it.
func (s *search) splits(front, run extent) bool {
	next := s.text.Form(front.last)
	if next == "-" || next == "&" || next == "of" {
		return false
	}
	if s.first[next] && front.last+1 < run.last {
		return true
	}
	_, title := s.titles[s.text.Words[front.last].Lower]
	e, _ := s.longestKnown(front.last, run.last)
	_, k := s.longestKnown(front.first, front.last)
	return title || e.last == run.last || k.kind == record.Group && run.len()-front.len() >= 2
}

// titled cuts a run that holds a title with a name behind it, and reports whether
// it did: what stands before the title is a body, a place or part of the title.
func (s *search) titled(run extent) bool {
	for at := run.last - 1; at >= run.first; at-- {
		n, use := s.titleAt(at, run.last)
		if n == 0 || use == "modifier" {
			continue
		}
		rest := extent{at + n, run.last}
		if rest.len() == 0 && s.endsName(at, run) {
			return false
		}
		if rest.len() > 0 && !s.bears(rest, use) {
			continue
		}
		title := s.backToTitle(extent{at, at + n}, run.first)
		if rest.len() > 0 {
			s.addTitled(rest, title, use)
		}
		if front := (extent{run.first, title.first}); front.len() > 0 {
			s.segment(front, s.opens(run.first, s.text.Sentences[s.text.Words[run.first].Sentence].First))
		}
		return true
	}
	return false
}

// endsName tells whether the title at the end of a run is part of a name ("Martin
// Luther King"), or an abbreviation alone.
func (s *search) endsName(at int, run extent) bool {
	if at == run.first {
		return s.first[s.text.Form(at)] || s.abbreviation(at)
	}
	return s.first[s.text.Form(run.first)] && s.unknown(at-1)
}

// bears tells whether the words behind a title can be the name of who bears it.
func (s *search) bears(rest extent, use string) bool {
	begins := s.first[s.text.Form(rest.first)]
	if use == "role" && !begins {
		return false
	}
	switch s.text.Form(rest.first) {
	case "of", "-", "&", "for", "and", "on":
		return false
	}
	_, body := s.headOf(rest)
	return !body || use == "honorific" || begins // "General Electric Company", "King County"
}

// addTitled adds the name behind a title: a person's, but for what tables know as
// something else.
func (s *search) addTitled(name, title extent, use string) {
	e, k := s.longestKnown(name.first, name.last)
	if e == name && use != "honorific" && (k.kind == record.Group || name.len() == 1 && k.kind != record.PlaceKind && k.kind != record.Person) {
		s.addKnown(name, k, false)
		return
	}
	s.add(found{extent: name, kind: record.Person, sure: true, title: title})
}

// abbreviation tells whether word i is in capitals throughout ("MP", "CEO").
func (s *search) abbreviation(i int) bool { return shouted(s.text.Form(i)) }

// titleAt is the number of words of the longest title or role at word i, and its use.
func (s *search) titleAt(i, last int) (n int, use string) {
	for j := i + 1; j <= min(last, i+5); j++ {
		w := s.text.Words[i].Lower
		if j > i+1 {
			w = strings.ToLower(straight(s.text.Span(i, j).In(s.text.Source)))
		}
		if u, ok := s.titles[w]; ok {
			n, use = j-i, u
		}
	}
	return n, use
}

// backToTitle extends a title to the modifiers before it.
func (s *search) backToTitle(t extent, first int) extent {
	for t.first > first {
		w := s.text.Words[t.first-1].Lower
		use, ok := s.titles[w]
		if !ok && !(w == "-" && t.first-1 > first) {
			break
		}
		if _, head := s.heads[w]; head && use == "modifier" && t.first-2 >= first && s.unknown(t.first-2) {
			break // "Tarvo Harbour Board President": the body is not part of the title
		}
		t.first--
	}
	return t
}

// headOf is the kind that the head word of a run shows.
func (s *search) headOf(run extent) (record.EntityKind, bool) {
	for i := run.first; i+1 < run.last; i++ {
		if w := s.text.Form(i + 1); w == "of" || w == "for" || w == "on" || w == "de" || w == "against" {
			if h, ok := s.heads[s.text.Words[i].Lower]; ok && h.first {
				return h.kind, true
			}
		}
	}
	if h := s.heads[s.text.Words[run.first].Lower]; h.opens && run.len() > 1 && run.len() < 5 && s.plain(run.first+1) != "closed" {
		return h.kind, true
	}
	h, ok := s.heads[s.text.Words[run.last-1].Lower]
	if !ok || !h.last || run.len() == 1 {
		return "", false
	}
	if s.first[s.text.Form(run.first)] && run.len() == 2 && h.kind != record.PlaceKind && !h.first {
		return "", false // "Rosa Parks"
	}
	return h.kind, true
}

// person is the person's name that the first name at the head of a run begins: up to
// the first word that is no part of one. A common word may be a surname ("Brown"),
// but not a third name.
func (s *search) person(run extent) extent {
	shout := shouted(s.text.Form(run.first))
	i := run.first + 1
	for ; i < run.last && i < run.first+6; i++ {
		w := s.text.Form(i)
		switch {
		case w == "&" || w == "and" || w == "of" || w == "for" || strings.ContainsAny(w, "0123456789@/_"):
			return extent{}
		case i > run.first+1 && !s.unknown(i) && capital(w):
			return extent{run.first, i}
		case shouted(w) && !shout && len(w) > 1 && !strings.Contains(w, "."):
			return extent{run.first, i}
		}
	}
	return extent{run.first, i}
}

// within is the country or region after a place's comma ("Springfield, Illinois").
func (s *search) within(run extent) string {
	if run.last+1 < len(s.text.Words) && s.text.Form(run.last) == "," && capital(s.text.Form(run.last+1)) {
		if e, k := s.longestKnown(run.last+1, min(run.last+5, len(s.text.Words))); e.len() > 0 && k.kind == record.PlaceKind {
			return k.name
		}
	}
	return ""
}

func (s *search) addKnown(e extent, k known, weak bool) {
	x := found{extent: e, kind: k.kind, name: k.name, sure: !s.plainWord(e), weak: weak}
	if k.kind == record.PlaceKind {
		x.name = s.words(e)
		x.place = s.places.find(x.name, s.within(e))
	}
	s.add(x)
}

func (s *search) add(x found) {
	x.form = record.NameForm
	if x.name == "" {
		x.name = s.words(x.extent)
	}
	for i := x.first; i < x.last; i++ {
		s.covered[i] = true
	}
	s.found = append(s.found, x)
}
