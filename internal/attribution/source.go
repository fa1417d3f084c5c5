package attribution

// subjectBefore is the subject whose verb group begins at item g: the noun phrase
// before it with its apposition, or the pronoun. ok is false where the verb shares
// an earlier verb's subject, or has none.
func (u *unit) subjectBefore(g int) (r run, ok bool) {
	e := g
	for e > 0 && u.is(e-1, adverbal) && !u.has(e-1, whether) {
		e--
	}
	if e == 0 {
		return run{}, false
	}
	switch {
	case u.is(e-1, comma):
		return u.apposed(e - 1)
	case u.quoted(e-1) && closing(u.text, u.items[e-1]) == ",":
		for k := e - 2; k > max(0, e-window/3); k-- {
			if u.is(k, comma) {
				if u.has(k+1, relative) && u.is(k+1, pronoun) || u.is(k+1, verbal) {
					return u.apposed(e) // "Tarn, who calls it “unfair,” said"
				}
				break
			}
		}
		return run{}, false
	case u.is(e-1, dash):
		for k := e - 2; k > max(0, e-window/3); k-- {
			if u.is(k, dash) {
				r = u.nounBefore(k)
				return r, !r.empty()
			}
		}
		return run{}, false
	}
	r = u.nounBefore(e)
	if r.empty() || u.timeOnly(r) {
		return r, false
	}
	if r.last-r.first > 1 && r.first > 0 && u.has(r.first, complement) && u.items[r.first-1].takesClause() {
		r.first++ // "reported that officials had"
	}
	return u.listed(u.trimTime(r)), true
}

// apposed is the subject that the comma at item c closes: "Ana Brevik, head of the
// board, said"; of "Ana Brevik, in a speech, said" only the name.
func (u *unit) apposed(c int) (run, bool) {
	end := c
	for k := c - 1; k >= max(0, c-window); k-- {
		if u.is(k, stop, colon) || k < c-1 && u.quoted(k) && closing(u.text, u.items[k]) != "" {
			return run{}, false
		}
		if !u.is(k, comma) {
			continue
		}
		between := run{k + 1, end}
		if s := u.segmentStart(k); s > 1 && (u.is(s, verbal, adpos) || u.has(s, relative) && u.is(s, pronoun)) && !u.nounBefore(s-1).empty() {
			end = k // inside an aside that opens further left: "the site, run by Tarn, a pilot, said"
			continue
		}
		np := u.nounBefore(k)
		if np.empty() || between.empty() || u.timeOnly(np) {
			return run{}, false
		}
		first := k + 1
		switch {
		case u.is(first, coordin):
			end = k
			continue // the last of a list, or a second apposition
		case u.is(first, adverbal) && u.is(first+1, article, modifier):
			return run{np.first, c}, true
		case u.is(first, adpos, subordin, adverbal, particle) || u.is(first, verbal) || u.has(first, discourse|calendar):
			if u.is(np.first-1, comma) && u.segmentIsName(np) {
				end = k
				c = k
				continue
			}
			return np, true
		case u.has(first, relative) && u.is(first, pronoun), u.is(first, nominal, article, modifier, pronoun, paren):
			if u.is(np.first-1, comma) && np.first > 1 && u.segmentIsName(np) {
				end = k
				continue // an apposition to what stands before it
			}
			return run{np.first, c}, true
		default:
			return run{}, false
		}
	}
	return run{}, false
}

// segmentStart is the item after the last comma before item i; -1 where a stop,
// a conjunction or nothing comes first.
func (u *unit) segmentStart(i int) int {
	for k := i - 1; k > max(0, i-window/3); k-- {
		if u.is(k, stop, colon, coordin) || u.quoted(k) {
			return -1
		}
		if u.is(k, comma) {
			return k + 1
		}
	}
	return -1
}

// segmentIsName tells whether the phrase that a comma precedes is itself an
// apposition: what stands before that comma is a name, not an opening adverbial.
func (u *unit) segmentIsName(np run) bool {
	before := u.nounBefore(np.first - 1)
	if before.empty() || u.verbIn(before) {
		return false
	}
	i := before.first
	return (i == 0 || u.is(i-1, stop, colon, coordin, subordin) || u.quoted(i-1)) && !u.has(i, calendar)
}

// listed puts to the last member of a list the ones before it: "pilots, dockers and
// sailors said".
func (u *unit) listed(r run) run {
	joined := false
	for i := r.first; i < r.last; i++ {
		joined = joined || u.is(i, coordin)
	}
	for joined && u.is(r.first-1, comma) {
		np := u.nounBefore(r.first - 1)
		if np.empty() || np.last-np.first > 8 || u.verbIn(np) || !(u.is(np.first-1, comma, coordin, stop) || np.first == 0) || np.first == 0 && u.has(0, calendar) {
			break
		}
		r.first = np.first
	}
	return r
}

// sourceAfter is the source that follows its cue, with its relative clause or
// apposition: "said Ana Brevik, head of the board".
func (u *unit) sourceAfter(s int) run {
	r := u.nounAfter(s)
	if r.empty() || r.last-r.first == 1 && u.has(r.first, subject) {
		return r
	}
	if i := r.last; u.is(i, pronoun, subordin) && u.has(i, relative|complement) || u.is(i, verbal) {
		r.last = u.segmentEnd(i)
	}
	for u.is(r.last, comma) {
		i := r.last + 1
		end := u.segmentEnd(i)
		opens := u.is(i, nominal, article, modifier) && !u.has(i, calendar) || u.is(i, adverbal) && u.is(i+1, article, modifier) ||
			u.has(i, relative) && u.is(i, pronoun) || u.is(i, coordin) && u.is(i+1, nominal, article, modifier)
		if !opens || u.quoted(i) || i == end || u.clausal(run{i, end}) {
			break
		}
		r.last = end
	}
	return r
}

// sourceAhead is the source of a cue that opens its clause, where what follows the
// source's comma is the content: "According to a letter seen by Tarn, the pier".
func (u *unit) sourceAhead(s int) run {
	r := u.nounAfter(s)
	if i := r.last; !r.empty() && (u.is(i, verbal) || u.has(i, relative|complement) && u.is(i, pronoun, subordin)) {
		if end := u.segmentEnd(i); u.is(end, comma) && u.finiteWithin(end+1, window) {
			r.last = end
		}
	}
	for u.is(r.last, comma) {
		i := r.last + 1
		end := u.segmentEnd(i)
		apposed := u.has(i, relative) && u.is(i, pronoun) || u.is(i, nominal, article, modifier) && !u.has(i, calendar) && !u.verbIn(run{i, end})
		if !apposed || u.quoted(i) || !u.is(end, comma) || u.is(end+1, coordin) || !u.finiteWithin(end+1, window) {
			break
		}
		r.last = end
	}
	return r
}

// clausal tells whether a run holds a clause of its own rather than a phrase with
// relative clauses: a finite verb that no "who" introduces.
func (u *unit) clausal(r run) bool {
	for i := r.first; i < r.last; i++ {
		switch {
		case u.has(i, relative|complement) && u.is(i, pronoun, subordin):
			return false
		case u.is(i, auxil), u.is(i, verbal) && !(u.is(i-1, nominal, modifier) && hasSuffix(u.lower(i), "ing", "ed", "en")):
			return !u.is(i-1, particle)
		}
	}
	return false
}

// timeOnly tells whether a phrase names nothing but a time: "last week saw".
func (u *unit) timeOnly(r run) bool {
	for i := r.first; i < r.last; i++ {
		if u.is(i, nominal, pronoun, paren) && !u.has(i, calendar|period) {
			return false
		}
	}
	return u.has(r.last-1, calendar|period)
}

// segmentEnd is the next comma, stop, dash or speech from item i on.
func (u *unit) segmentEnd(i int) int {
	for k := i; k < min(len(u.items), i+window); k++ {
		if u.is(k, comma, stop, dash, colon) || u.quoted(k) && closing(u.text, u.items[k]) != "" {
			return k
		}
	}
	return min(len(u.items), i+window)
}

// theme is the subject of the unit's main clause, which a participle or a second
// verb shares: the first noun phrase before the first verb.
func (u *unit) theme(before int) run {
	for i := 0; i < min(before, window); i++ {
		if !u.is(i, verbal, auxil) {
			continue
		}
		if r, ok := u.subjectBefore(i); ok && !u.has(r.first, relative|complement) {
			return r
		}
	}
	return run{}
}

// doer is the subject of the verb that governs an infinitive at item g: "Brevik
// voted to endorse".
func (u *unit) doer(g int) run {
	for i := g - 1; i > max(0, g-window/4); i-- {
		if u.is(i, stop, colon) || u.is(i, comma) && i < g-1 {
			break
		}
		if !u.is(i, verbal, auxil) || u.is(i-1, verbal, auxil, adverbal, particle) {
			continue
		}
		if r, ok := u.subjectBefore(i); ok {
			return r
		}
	}
	return u.theme(g)
}
