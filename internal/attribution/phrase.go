package attribution

import "strings"

// window bounds how far a rule looks, in items, so that no cue costs more than that
// however long the sentence.
const window = 120

// nounBefore is the noun phrase that ends right before item e, with what belongs to
// it on the left; empty where there is none.
func (u *unit) nounBefore(e int) run {
	if u.is(e-1, pronoun) && u.has(e-1, subject|relative|complement) {
		if u.has(e-1, relative) && u.is(e-2, adpos) && u.lower(e-2) == "of" && u.is(e-3, pronoun, article, nominal, modifier) {
			return run{e - 3, e} // "some of whom"
		}
		return run{e - 1, e}
	}
	i, head, joint := e, e, 0 // head: where the phrase may begin; joint: what its "and" joins
	for i > max(0, e-window) {
		switch p := u.items[i-1]; {
		case u.quoted(i-1) && closing(u.text, p) != "":
			return u.trimFront(run{head, e})
		case p.class&(relative|whether) != 0 && !(p.tag == nominal || p.tag == verbal): // "what analysts called"
			return u.trimFront(run{head, e})
		case p.tag == nominal, p.tag == article, p.tag == modifier, p.tag == paren, p.class&possessive != 0:
			head = i - 1
		case p.tag == pronoun && joint > 0 && u.is(i-2, verbal) && !u.items[i-2].takesClause():
			return u.trimFront(run{joint, e})
		case p.tag == pronoun && u.is(i, adpos): // "all of them in the room"
			head = i - 1
		case p.tag == pronoun && i == e: // some, others, nobody
			head = i - 1
		case p.tag == particle && u.lower(i-1) != "to":
		case p.tag == adpos && head < e:
		case p.tag == coordin && head == i && head < e && !u.is(i-2, comma):
			joint = i
		case p.class&approximate != 0 && p.tag != verbal && head == i && u.is(i, nominal, article, modifier):
			head = i - 1
		case p.tag == adverbal && u.is(i, adpos) && u.is(i-2, nominal) && head < e && p.class == 0: // "people close to"
		case p.tag == verbal && i == 1 && head == i && head < e && strings.HasSuffix(u.lower(0), "ing") && !p.takesClause():
			head = 0 // "Shipping analysts said"
		case p.tag == adverbal && u.is(i, modifier, article, nominal) && p.class&(discourse|whether|cueAdverb|calendar) == 0 && head == i:
			if !u.is(i-2, nominal, article, adpos, modifier) {
				return run{head, e}
			}
		case p.tag == verbal || p.tag == auxil:
			r, ok := u.relativeBefore(i - 1)
			if joint > 0 && !p.takesClause() && (!ok || u.is(r+1, nominal, article)) {
				return u.trimFront(run{joint, e}) // "called it a siege and Tarn called"
			}
			if !ok {
				return u.trimFront(run{head, e})
			}
			i = r + 1
			head = r
		default:
			return u.trimFront(run{head, e})
		}
		i--
	}
	return u.trimFront(run{head, e})
}

// takesClause tells whether a verb may have a clause without "that" for its object, so
// that a joint subject may follow it: "said dockers and sailors wanted".
func (it item) takesClause() bool {
	for _, f := range it.forms {
		if f.row.frames&clauseFrame != 0 {
			return true
		}
	}
	return false
}

// relativeBefore finds the "who" of the relative clause whose verb is item v.
func (u *unit) relativeBefore(v int) (int, bool) {
	for i := v - 1; i > max(0, v-8); i-- {
		switch {
		case u.is(i, comma, stop, colon, coordin, dash):
			return 0, false
		case u.has(i, relative|complement) && u.is(i, pronoun, subordin) && u.is(i-1, nominal, pronoun, article):
			return i, true
		}
	}
	return 0, false
}

// trimFront takes from a phrase what stands before it without a comma: "In March
// officials", "Last week Brevik".
func (u *unit) trimFront(r run) run {
	if r.first == 1 && u.is(0, adpos) && u.is(1, nominal) && u.capital(1) && r.last > 2 && u.is(2, nominal, article) && !u.capital(2) {
		r.first = 2 // "In Tessa critics said"
	}
	for r.first < r.last && u.is(r.first, coordin, adverbal, subordin, adpos, particle) {
		if !u.is(r.first, adpos) {
			r.first++
			continue
		}
		// The preposition's object ends where a new phrase begins.
		i := r.first + 1
		for i < r.last && !(i > r.first+1 && u.is(i-1, nominal) && (u.is(i, article) || u.has(i, possessive) || (u.capital(i) && !u.capital(i-1)) || u.has(i-1, calendar|period))) {
			i++
		}
		if i == r.last {
			return run{r.last, r.last}
		}
		r.first = i
	}
	for i := r.first; i < min(r.first+3, r.last-1); i++ {
		if u.has(i, calendar|period) && u.is(i, nominal) && u.is(i+1, nominal, article) && !u.is(i+1, particle) {
			r.first = i + 1
			break
		}
	}
	return r
}

// nounAfter is the noun phrase that begins at item s, without what only follows it
// in time or place; empty where there is none.
func (u *unit) nounAfter(s int) run {
	if u.is(s, pronoun) && u.has(s, subject) {
		return run{s, s + 1}
	}
	i, headed := s, false
	for i < min(len(u.items), s+window) {
		it := u.items[i]
		switch {
		case it.tag == nominal || it.tag == paren && headed:
			if headed && !u.is(i-1, nominal, modifier, article, adpos, coordin, particle, paren, pronoun) {
				return run{s, i}
			}
			if headed && u.is(i-1, nominal) && u.has(i, calendar) {
				return run{s, i}
			}
			headed = true
		case it.tag == article || it.class&possessive != 0 && it.tag != adverbal:
			if headed && !u.is(i-1, adpos, coordin, article) {
				return run{s, i}
			}
			if it.tag == pronoun || it.tag == article {
				headed = headed || u.is(i+1, adpos) // "some of the members"
			}
		case it.tag == modifier, it.tag == adverbal && u.is(i+1, modifier):
		case it.tag == particle && it.class&negation == 0 && u.lower(i) != "to":
		case it.tag == coordin && headed && u.is(i+1, nominal, article, modifier) && !u.finiteWithin(i+1, 4):
		case it.tag == adpos && headed && u.attaches(i):
		case it.tag == pronoun && i == s && !u.has(i, relative|complement):
			headed = true
		default:
			if !headed {
				return run{s, s}
			}
			return run{s, i}
		}
		i++
	}
	if !headed {
		return run{s, s}
	}
	return run{s, i}
}

// attaches tells whether the preposition at item i belongs to the noun before it:
// "head of", "a professor at", but not "said Brevik in an interview".
func (u *unit) attaches(i int) bool {
	if u.lower(i) == "of" {
		return true
	}
	if u.capital(i-1) || u.lower(i) == "as" {
		return false
	}
	for k := i + 1; k < min(i+6, len(u.items)) && u.is(k, nominal, article, modifier, adpos); k++ {
		if u.has(k, calendar|period|occasion) {
			return false
		}
	}
	return u.is(i+1, nominal, article, modifier)
}

// finiteWithin tells whether a verb stands among the next n items.
func (u *unit) finiteWithin(i, n int) bool {
	for k := i; k < min(len(u.items), i+n); k++ {
		if u.items[k].says {
			return true
		}
		if u.is(k, comma, stop, colon) {
			return false
		}
	}
	return false
}

// verbIn tells whether a run holds a verb.
func (u *unit) verbIn(r run) bool {
	for i := r.first; i < min(r.last, r.first+window); i++ {
		if u.items[i].says {
			return true
		}
	}
	return false
}
