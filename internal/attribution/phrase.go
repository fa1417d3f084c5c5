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
	w := leftward{unit: u, end: e, at: e, head: e}
	for w.at > max(0, e-window) && w.step() {
		w.at--
	}
	return u.trimFront(run{w.head, e})
}

// leftward walks over a noun phrase from its end to its beginning.
type leftward struct {
	*unit
	end   int
	at    int // the walk has passed the items from here on
	head  int // where the phrase may begin
	joint int // the item after its leftmost "and"; 0 for none
}

// step takes the item before the walk into the phrase; false where the phrase ends.
func (w *leftward) step() bool {
	i := w.at - 1
	p := w.items[i]
	switch {
	case w.quoted(i) && closing(w.text, p) != "":
		return false
	case p.class&(relative|whether) != 0 && p.tag != nominal && p.tag != verbal: // "what analysts called"
		return false
	case p.class&possessive != 0:
		w.head = i
		return true
	}
	switch p.tag {
	case nominal, article, modifier, paren:
		w.head = i
		return true
	case pronoun:
		return w.stepPronoun(i)
	case verbal, auxil:
		return w.stepVerb(i)
	case adverbal:
		return w.stepAdverb(i)
	case particle:
		return w.lower(i) != "to"
	case adpos:
		return w.head < w.end || w.stepNumber(i)
	case coordin:
		if w.head == w.at && w.head < w.end && !w.is(i-1, comma) {
			w.joint = w.at
			return true
		}
	}
	return w.stepNumber(i)
}

// stepNumber takes what makes a number less exact: "about".
func (w *leftward) stepNumber(i int) bool {
	ok := w.has(i, approximate) && w.head == w.at && w.is(w.at, nominal, article, modifier)
	if ok {
		w.head = i
	}
	return ok
}

// stepPronoun takes a pronoun that is the phrase's own: "all of them", "nobody".
func (w *leftward) stepPronoun(i int) bool {
	if w.joint > 0 && w.is(i-1, verbal) && !w.items[i-1].takesClause() {
		w.head = w.joint // "called it a siege and Tarn"
		return false
	}
	ok := w.is(w.at, adpos) || w.at == w.end
	if ok {
		w.head = i
	}
	return ok
}

// stepAdverb takes an adverb that belongs to the word after it: "people close to".
func (w *leftward) stepAdverb(i int) bool {
	switch {
	case w.stepNumber(i):
		return true
	case w.is(w.at, adpos):
		return w.is(i-1, nominal) && w.head < w.end && w.items[i].class == 0
	}
	return w.is(w.at, modifier, article, nominal) && !w.has(i, discourse|whether|cueAdverb|calendar) && w.head == w.at &&
		w.is(i-1, nominal, article, adpos, modifier)
}

// stepVerb passes over a relative clause to its noun; any other verb ends the phrase.
func (w *leftward) stepVerb(i int) bool {
	p := w.items[i]
	if i == 0 && p.tag == verbal && w.head == w.at && w.head < w.end && strings.HasSuffix(w.lower(0), "ing") && !p.takesClause() {
		w.head = 0 // "Shipping analysts said"
		return true
	}
	if p.tag == verbal && hasSuffix(w.lower(i), "ed", "en") && w.is(w.at, adpos) && w.is(w.end-1, nominal) && w.is(i-1, nominal) && (i == 1 || !w.capital(i-1)) {
		return true // "officials briefed on the talks said"
	}
	r, ok := w.relativeBefore(i)
	if w.joint > 0 && !p.takesClause() && (!ok || w.is(r+1, nominal, article)) {
		w.head = w.joint // "called it a siege and Tarn"
		return false
	}
	if ok {
		w.at, w.head = r+1, r
	}
	return ok
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
		var ok bool
		if headed, ok = u.joins(i, s, headed); !ok {
			break
		}
		i++
	}
	if !headed {
		return run{s, s}
	}
	return run{s, i}
}

// joins tells whether item i goes on with the noun phrase that begins at item s, and
// whether the phrase, headed or not before, has its noun then.
func (u *unit) joins(i, s int, headed bool) (head, ok bool) {
	it := u.items[i]
	switch {
	case it.tag == nominal || it.tag == paren && headed:
		return true, !headed || u.is(i-1, nominal, modifier, article, adpos, coordin, particle, paren, pronoun) &&
			!(u.is(i-1, nominal) && u.has(i, calendar))
	case it.tag == article || it.class&possessive != 0 && it.tag != adverbal:
		if headed && !u.is(i-1, adpos, coordin, article) {
			return headed, false
		}
		return headed || u.is(i, pronoun, article) && u.is(i+1, adpos), true // "some of the members"
	case it.tag == pronoun && i == s && !u.has(i, relative|complement):
		return true, true
	case it.tag == coordin && i == s && it.class&determiner != 0:
		return false, u.is(i+1, nominal, modifier, article) // "both pilots and dockers"
	}
	return headed, u.links(i, headed)
}

// links tells whether item i, which is no noun, may stand inside a noun phrase.
func (u *unit) links(i int, headed bool) bool {
	switch u.items[i].tag {
	case modifier:
		return true
	case adverbal:
		return u.is(i+1, modifier)
	case particle:
		return !u.has(i, negation) && u.lower(i) != "to"
	case coordin:
		return headed && u.is(i+1, nominal, article, modifier) && !u.finiteWithin(i+1, 4)
	case adpos:
		return headed && u.attaches(i)
	}
	return false
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
