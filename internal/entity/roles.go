package entity

import "hearsay/record"

// findRoles gives people the role that stands at their name: before it ("envoy Ana
// Brevik", "the head of the board, Ana Brevik,") or after it ("Ana Brevik, head of
// the board, said"). A role set off by commas is a mention of the person as well.
func (s *search) findRoles() {
	for i := range s.found {
		x := &s.found[i]
		if x.kind != record.Person || x.form != record.NameForm {
			continue
		}
		x.role = s.roleBefore(x)
		apposed := s.apposition(x)
		if apposed.len() > x.role.len() {
			x.role = apposed
		}
		s.cover(x.role)
		if x.role.len() == 0 {
			x.role = s.roleClause(x)
		}
		if apposed.len() > 0 {
			whole := s.withArticle(apposed)
			s.cover(whole)
			s.found = append(s.found, found{extent: whole, kind: record.Person, form: record.NominalForm, name: x.name, of: true})
		}
	}
}

// apposition is the role that commas set off, behind a name or before it.
func (s *search) apposition(x *found) extent {
	if e := s.roleAfter(x); e.len() > 0 {
		return e
	}
	return s.roleBeforeComma(x)
}

// withArticle is a role with the determiner in front of it.
func (s *search) withArticle(e extent) extent {
	if e.first > 0 && s.text.Words[e.first-1].Sentence == s.text.Words[e.first].Sentence && determiner(s.text.Words[e.first-1].Lower) && s.text.Form(e.first-1) != "'s" {
		e.first--
	}
	return e
}

// roleBefore is the description right before a name.
func (s *search) roleBefore(x *found) extent {
	first := s.text.Sentences[s.text.Words[x.first].Sentence].First
	at, noun := x.first, false
	if x.title.len() > 0 {
		at = x.title.first
		for i := x.title.first; i < x.title.last; i++ {
			use := s.titles[s.text.Words[i].Lower]
			noun = noun || use == "title" || use == "role" // "then Brevik left" gives no role
		}
		if !noun {
			at = x.first
		}
	}
	for at > first && at > x.first-12 {
		w := s.text.Words[at-1].Lower
		use, ok := s.titles[w]
		switch {
		case ok && use != "honorific":
			noun = noun || use != "modifier"
		case noun && s.covered[at-1]: // "Foreign Ministry envoy", "Tarvo Mayor"
		case noun && w == "'s" && at-1 > first && s.covered[at-2]: // "Ruritania's envoy Ana Brevik"
		case noun && w == "-" && s.glued(at):
		default:
			return s.roleFrom(at, x, noun)
		}
		at--
	}
	return s.roleFrom(at, x, noun)
}

// roleFrom is the role from word at to the name; an honorific is no part of it.
func (s *search) roleFrom(at int, x *found, noun bool) extent {
	end := x.first
	for end > at && s.titles[s.text.Words[end-1].Lower] == "honorific" {
		end--
	}
	if !noun || end <= at {
		return extent{}
	}
	return extent{at, end}
}

// roleBeforeComma is the description of "the head of the board, Ana Brevik, said" and
// of "Ruritania's envoy to the board, Commander Ana Brevik, said".
func (s *search) roleBeforeComma(x *found) extent {
	sentence := s.text.Sentences[s.text.Words[x.first].Sentence]
	first, end := sentence.First, x.first-1
	if x.title.len() > 0 {
		end = x.title.first - 1
	}
	if end <= first || s.text.Form(end) != "," || x.last < sentence.Last && s.tokens[x.last].UPOS != "PUNCT" {
		return extent{}
	}
	verb := false // outside a clause with "who"
	for at := end - 1; at >= first && at > end-14; at-- {
		w := s.text.Words[at].Lower
		switch {
		case w == "," || w == ";":
			return extent{}
		case w == "who":
			verb = false
		case s.tokens[at].UPOS == "VERB":
			verb = true
		case determiner(w) && !verb && s.roleNoun(at+1, end) > 0:
			start := at + 1
			if w == "'s" {
				start = s.owner(at, first)
			}
			return extent{start, s.endOfRole(s.roleNoun(at+1, end), end)}
		}
	}
	return extent{}
}

// owner is the first word of the name that the "'s" at word i belongs to.
func (s *search) owner(i, first int) int {
	k := i
	for k > first && k > i-6 && s.covered[k-1] {
		k--
	}
	if k == i {
		return i + 1
	}
	return k
}

func determiner(w string) bool {
	switch w {
	case "the", "a", "an", "its", "their", "his", "her", "our", "my", "whose", "one", "another", "'s":
		return true
	}
	return false
}

// roleNoun is the word behind the role's noun that begins at word i, at most six
// words in and before any preposition; 0 where there is none.
func (s *search) roleNoun(i, last int) int {
	end := 0
	for k := i; k < last && k < i+7; k++ {
		switch s.text.Words[k].Lower {
		case "of", "for", "at", "in", "with", "from", "who", "and", ",", ".", "to", "on", "by", "that", "which", "is", "was", "said", ":", ";", "(", "\"", "“":
			return end
		}
		if n, use := s.titleAt(k, last); n > 0 && use != "modifier" && use != "honorific" {
			end = k + n
		}
	}
	return end
}

// roleAfter is the description after a name's comma, up to the next comma or verb:
// "the leader of the Coastal Party", "Ruritania's foreign minister".
func (s *search) roleAfter(x *found) extent {
	last := s.text.Sentences[s.text.Words[x.first].Sentence].Last
	at := x.last + 1
	if at >= last || s.text.Form(x.last) != "," {
		return extent{}
	}
	if number(s.text.Form(at)) && at+1 < last && s.text.Form(at+1) == "," {
		at += 2 // an age
	}
	if at < last && determiner(s.text.Words[at].Lower) {
		at++
	}
	if at >= last {
		return extent{}
	}
	noun := at
	for k := at; k < min(last, at+6) && s.named(k); k++ { // the owner: "Ruritania's", "the Harbour Board's"
		if k+2 < last && (s.text.Words[k+1].Lower == "'s" || s.text.Form(k+1) == "'") {
			noun = k + 2
			break
		}
	}
	end := s.roleNoun(noun, last)
	if end == 0 || end < last && s.named(end) || s.named(end-1) && noun == at && s.namesAnother(at, end) {
		return extent{}
	}
	end = s.endOfRole(end, last)
	if end < last && s.tokens[end].UPOS != "PUNCT" && s.text.Words[end].Lower != "who" {
		return extent{} // "They met in Tarvo, a nurse there said."
	}
	return extent{at, end}
}

// namesAnother tells whether the words up to end are a name, not a role with capitals.
func (s *search) namesAnother(at, end int) bool {
	for i := at; i < end; i++ {
		if s.unknown(i) {
			return true
		}
	}
	return false
}

// endOfRole extends a role whose noun ends at word i by what it is of, up to the next
// mark, verb or clause.
func (s *search) endOfRole(i, last int) int {
	for end := i; end < last && end < i+20; end++ {
		switch s.text.Words[end].Lower {
		case ",", ".", ";", ":", "-", "–", "—", "(", ")", "who", "which", "that", "said", "says", "told", "added", "was", "is", "has", "had", "\"", "“", "”", "!", "?":
			return end
		}
	}
	return min(last, i+20)
}

// roleClause is the role of "Ana Brevik, who heads the board, said": from the verb to
// the end of what it is over.
func (s *search) roleClause(x *found) extent {
	last := s.text.Sentences[s.text.Words[x.first].Sentence].Last
	at := x.last + 2
	if at+1 >= last || s.text.Form(x.last) != "," || s.text.Words[x.last+1].Lower != "who" {
		return extent{}
	}
	switch s.text.Words[at].Lower {
	case "heads", "leads", "chairs", "runs", "directs", "headed", "led", "represents", "commands", "owns", "edits":
		return extent{at, s.endOfRole(at+1, last)}
	}
	return extent{}
}
