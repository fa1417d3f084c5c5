package entity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// settleKinds gives each name of unknown kind the one that its places in the text
// speak for, drops what only looked like a name, and then reads the headings by what
// the body names.
func (s *search) settleKinds() {
	s.settle(s.collect())
	names := s.collect()
	for _, h := range s.headlines {
		s.readHeadline(h, names)
	}
}

// evidence is what the text shows about one name.
type evidence struct {
	kind     record.EntityKind // sure, from tables, titles or heads
	person   int
	place    int
	body     int
	strong   bool // it stands somewhere with a capital of its own
	mentions int
}

// names is what the text shows about its names, by their words; surnames maps the
// last word of each person's full name to true.
type names struct {
	by       map[string]*evidence
	surnames map[string]bool
	longest  map[string]int // the bytes of the longest name that begins with a word
	// countries are those of the places that are sure: a town in one of them is likely.
	countries map[string]bool
	// initials are those of the bodies, by which they may come back.
	initials map[string]bool
}

func (s *search) collect() names {
	n := names{make(map[string]*evidence, len(s.found)), map[string]bool{}, map[string]int{}, map[string]bool{}, map[string]bool{}}
	for i := range s.found {
		x := &s.found[i]
		key := s.words(x.extent)
		e := n.by[key]
		if e == nil {
			e = &evidence{}
			n.by[key] = e
			h := opening(key)
			n.longest[h] = max(n.longest[h], len(key))
		}
		e.mentions++
		e.strong = e.strong || !x.weak
		if x.sure && e.kind == "" {
			e.kind = x.kind
		}
		if x.kind == record.Person && x.sure && x.len() > 1 {
			n.surnames[s.text.Form(x.last-1)] = true
		}
		if x.sure && x.place != nil {
			n.countries[x.place.Country] = true
		}
		if x.sure && x.kind == record.Organization && x.len() > 1 {
			n.initials[s.initials(x.extent)] = true
		}
		s.weigh(x, e)
	}
	return n
}

// weigh adds what the words around one place say about its kind.
func (s *search) weigh(x *found, e *evidence) {
	sentence := s.text.Sentences[s.text.Words[x.first].Sentence]
	before, after, after2 := "", "", ""
	if x.first > sentence.First {
		before = s.text.Words[x.first-1].Lower
	}
	if x.last < sentence.Last {
		after = s.text.Words[x.last].Lower
	}
	if x.last+1 < sentence.Last {
		after2 = s.text.Words[x.last+1].Lower
	}
	switch before {
	case "in", "near", "outside", "across", "throughout", "into":
		e.place += 2
	case "the":
		e.body += 2
	}
	if use, ok := s.titles[before]; ok && (use == "role" || use == "title") {
		e.person += 3
	}
	switch after {
	case "said", "says", "told", "added", "wrote", "asked", "replied", "recalled", "explained", "argued", "insisted", "thinks", "thought", "felt", "laughed", "smiled", "joked":
		e.person++
	case "'s":
		if s.governs(x.last+1, sentence.Last) {
			e.place += 3 // "Ruritania's interior ministry", "Ruritania's prime minister"
		} else if x.place == nil {
			e.person++
		}
	case "who", "whom":
		e.person += 3
	case ",":
		if len(after2) == 2 && number(after2) {
			e.person += 3
		}
		if _, ok := s.titles[after2]; ok || after2 == "who" {
			e.person += 2
		}
	}
	if _, ok := s.titles[after]; ok {
		e.body++
	}
}

// governs tells whether what somebody has at word i is what states and towns have: a
// body or an office, at most three words on.
func (s *search) governs(i, last int) bool {
	for k := i; k < last && k < i+3; k++ {
		w := s.text.Words[k].Lower
		switch w {
		case "ministry", "government", "parliament", "army", "navy", "capital", "coast", "border", "president", "premier", "minister", "police", "economy", "embassy", "military":
			return true
		}
	}
	return false
}

// settle decides the kinds and drops what is no name, or a name of nothing in
// particular as far as the text shows.
func (s *search) settle(n names) {
	s.found = slices.DeleteFunc(s.found, func(x found) bool {
		e := n.by[s.words(x.extent)]
		switch {
		case s.noName(&x, e, n):
			for i := x.first; i < x.last; i++ {
				s.covered[i] = false
			}
			return true
		default:
			return false
		}
	})
	for i := range s.found {
		x := &s.found[i]
		if x.sure {
			continue
		}
		x.kind, x.sure = s.decide(x, n.by[s.words(x.extent)], n), true
		if x.kind != record.PlaceKind {
			x.place = nil
		}
	}
	s.found = slices.DeleteFunc(s.found, func(x found) bool { return x.kind == "" })
}

// noName tells whether a found run is only a common word or an opening of a sentence.
func (s *search) noName(x *found, e *evidence, n names) bool {
	if x.len() == 1 {
		return !x.sure && s.noSingle(x, e, n) || x.weak && s.noOpening(x, e, n)
	}
	common := 0
	for i := x.first; i < x.last; i++ {
		w := s.text.Words[i].Lower
		_, title := s.titles[w]
		if s.plain(i) != "" || title || number(w) || len(w) == 1 {
			common++
		}
	}
	return common == x.len() && e.kind == ""
}

// noSingle tells whether one capitalised word that no table is sure of lacks what
// would make it a name.
func (s *search) noSingle(x *found, e *evidence, n names) bool {
	word := s.text.Form(x.first)
	_, head := s.heads[s.text.Words[x.first].Lower]
	_, title := s.titles[s.text.Words[x.first].Lower]
	k := s.plain(x.first)
	switch {
	case n.surnames[word] || e.kind != "":
		return false
	case k == "closed" || k == "time" || k == "number" || k == "acronym" || len(word) == 1 || number(word):
		return true
	case s.first[word]:
		return k != "" && !e.strong
	case k != "" || head || title:
		return true
	case s.abbreviates(x), n.initials[word]:
		return false
	case shouted(word):
		return e.body == 0 && e.person == 0 && e.mentions < 2
	}
	return x.place == nil && e.person == 0 && e.place == 0
}

// initials are the first letters of a name's words that have a capital.
func (s *search) initials(x extent) string {
	var b strings.Builder
	for i := x.first; i < x.last; i++ {
		if r, _ := utf8.DecodeRuneInString(s.text.Form(i)); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// abbreviates tells whether a shouted word stands in parentheses behind a name with
// its initials: "the Harbour Workers' Union (HWU)".
func (s *search) abbreviates(x *found) bool {
	i := x.first
	if i < 2 || !strings.HasPrefix(s.text.Form(i-1), "(") || !s.covered[i-2] || !shouted(s.text.Form(i)) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text.Form(i))
	for k := i - 2; k >= 0 && k >= i-12 && (s.covered[k] || k == i-2); k-- {
		if strings.HasPrefix(s.text.Form(k), string(r)) {
			return true
		}
	}
	return false
}

// noOpening tells whether one word that opens a sentence is no name.
func (s *search) noOpening(x *found, e *evidence, n names) bool {
	word := s.text.Form(x.first)
	switch {
	case e.strong || s.plain(x.first) == "" && (x.sure || s.first[word] || n.surnames[word] || e.kind != "" || x.place != nil || shouted(word)):
		return false
	case s.plain(x.first) != "" || s.tokens[x.first].UPOS != "PROPN":
		return true
	}
	for _, end := range []string{"s", "ing", "ed", "ly", "men", "ers", "tion", "ment"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return e.person == 0
}

// decide is the kind of a name that no table gives.
func (s *search) decide(x *found, e *evidence, n names) record.EntityKind {
	first, last := s.text.Form(x.first), s.text.Form(x.last-1)
	switch {
	case n.surnames[last] && x.len() == 1:
		return record.Person
	case e.kind != "":
		return e.kind
	case x.kind == record.PlaceKind && s.first[first] && x.len() == 1:
		if e.place > e.person && x.place != nil && x.place.Population > 400_000 {
			return record.PlaceKind
		}
		return record.Person
	case x.kind == record.PlaceKind && e.place >= e.person && (e.place > 0 || x.place != nil && n.countries[x.place.Country]):
		return record.PlaceKind
	case x.len() == 1 && shouted(first):
		if s.abbreviates(x) || n.initials[first] || e.person > 0 && e.mentions > 1 || e.body > 2 {
			return record.Organization
		}
		return ""
	case e.person > e.place && e.person >= e.body:
		return record.Person
	case e.place > e.body && e.place > e.person && e.place >= e.mentions && x.len() <= 2:
		return record.PlaceKind
	case e.body > e.person && x.len() > 1 && e.mentions > 1:
		return record.Organization
	case s.first[first]:
		return record.Person
	case x.kind != "" && x.kind != record.PlaceKind:
		return x.kind
	case x.len() == 2 || x.len() == 3:
		for i := x.first; i < x.last; i++ {
			if !s.unknown(i) || shouted(s.text.Form(i)) && len(s.text.Form(i)) > 2 || strings.ContainsAny(s.text.Form(i), "0123456789&") {
				return ""
			}
		}
		if e.person > 0 || e.mentions > 1 && e.body == 0 && e.place == 0 {
			return record.Person
		}
	}
	return ""
}

// readHeadline finds in a heading the names that the body has, or that tables know.
func (s *search) readHeadline(h extent, n names) {
	for i := h.first; i < h.last; {
		if !s.named(i) {
			i++
			continue
		}
		e, kind := s.bodyName(i, h.last, n)
		if k, which := s.longestKnown(i, h.last); k.len() > e.len() && !(s.plainWord(k) && k.len() == 1) {
			s.addKnown(k, which, false)
			i = k.last
			continue
		}
		if e.len() > 0 && !s.plainWord(e) {
			x := found{extent: e, kind: kind, sure: true}
			if kind == record.PlaceKind {
				x.place = s.places.find(s.words(e), s.within(e))
			}
			s.add(x)
			i = e.last
			continue
		}
		if s.first[s.text.Form(i)] && s.plain(i) == "" && i+1 < h.last && s.named(i+1) && s.unknown(i+1) {
			s.add(found{extent: extent{i, i + 2}, kind: record.Person, sure: true})
			i += 2
			continue
		}
		if s.unknown(i) {
			if p := s.places.find(s.text.Form(i), s.within(extent{i, i + 1})); p != nil && p.Population > 300_000 {
				s.add(found{extent: extent{i, i + 1}, kind: record.PlaceKind, place: p, sure: true})
			}
		}
		i++
	}
}

// bodyName is the longest name of the body that begins at word i.
func (s *search) bodyName(i, last int, n names) (extent, record.EntityKind) {
	var best extent
	var kind record.EntityKind
	most := n.longest[opening(s.text.Form(i))]
	for j := i + 1; j <= last && j <= i+8; j++ {
		words := s.words(extent{i, j})
		if len(words) > most {
			break
		}
		if e := n.by[words]; e != nil && e.kind != "" {
			best, kind = extent{i, j}, e.kind
		}
	}
	return best, kind
}
