package entity

import "hearsay/record"

// findRoles gives people the role that stands at their name: before it ("envoy Ana
// Brevik", "the head of the board, Ana Brevik,") or after it ("Ana Brevik, head of
// the board, said").
func (s *search) findRoles() {
	for i := range s.found {
		x := &s.found[i]
		if x.kind != record.Person || x.form != record.NameForm {
			continue
		}
		x.role = s.roleBefore(x)
		if after := s.roleAfter(x); after.len() > x.role.len() {
			x.role = after
		}
	}
}

// roleBefore is the description right before a name.
func (s *search) roleBefore(x *found) extent {
	first := s.text.Sentences[s.text.Words[x.first].Sentence].First
	at, noun := x.first, false
	if x.title.len() > 0 {
		at = x.title.first
		for i := x.title.first; i < x.title.last; i++ {
			use := s.titles[s.text.Words[i].Lower]
			noun = noun || use != "honorific"
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
		case noun && w == "-" && s.glued(at):
		default:
			if !noun {
				return s.roleBeforeComma(x, first)
			}
			return extent{at, s.endOfRole(x)}
		}
		at--
	}
	if noun {
		return extent{at, s.endOfRole(x)}
	}
	return extent{}
}

// endOfRole is where the role before a name ends: an honorific is no part of it.
func (s *search) endOfRole(x *found) int {
	end := x.first
	for end > 0 && s.titles[s.text.Words[end-1].Lower] == "honorific" {
		end--
	}
	return end
}

// roleBeforeComma is the description of "the head of the board, Ana Brevik, said".
func (s *search) roleBeforeComma(x *found, first int) extent {
	if x.first-1 <= first || s.text.Form(x.first-1) != "," {
		return extent{}
	}
	end := x.first - 1
	for at := end - 1; at >= first && at > end-14; at-- {
		if w := s.text.Words[at].Lower; determiner(w) {
			if n := s.roleNoun(at+1, end); n > 0 {
				return extent{at + 1, end}
			}
		} else if w == "," || w == ";" {
			break
		}
	}
	return extent{}
}

func determiner(w string) bool {
	switch w {
	case "the", "a", "an", "its", "their", "his", "her", "our", "my", "whose", "one", "another", "'s":
		return true
	}
	return false
}

// roleNoun is the word behind the role's noun that begins at word i, at most five
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

// roleAfter is the description after a name's comma, up to the next comma or verb.
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
	if at >= last || s.covered[at] && s.roleNoun(at, last) == 0 || s.roleNoun(at, last) == 0 {
		return extent{}
	}
	end := s.roleNoun(at, last)
	for end < last && end < at+20 {
		switch s.text.Words[end].Lower {
		case ",", ".", ";", ":", "-", "–", "—", "(", ")", "who", "which", "that", "said", "says", "told", "added", "was", "is", "has", "had", "\"", "“", "”", "!", "?":
			return extent{at, end}
		}
		end++
	}
	return extent{at, end}
}
