package attribution

// What the rules ask of the network's trees. Where no network has read there are none, and
// the rules go by the order of words.

// treeReach bounds, in words, how far a phrase's words are looked for, and how deep.
const treeReach = 60

// parent is the word that word w hangs on, -1 for none.
func (u *unit) parent(w int) int {
	if w >= len(u.tokens) || u.tokens[w].Head == 0 {
		return -1
	}
	return u.text.Sentences[u.text.Words[w].Sentence].First + u.tokens[w].Head - 1
}

// under tells whether word w hangs on word top, through others or at once.
func (u *unit) under(w, top int) bool {
	for range treeReach / 4 {
		if w == top {
			return true
		}
		if w = u.parent(w); w < 0 {
			return false
		}
	}
	return false
}

// itemOf is the item that holds word w, -1 for none.
func (u *unit) itemOf(w int) int {
	lo, hi := 0, len(u.items)
	for lo < hi {
		if mid := (lo + hi) / 2; u.items[mid].last <= w {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(u.items) && u.items[lo].first <= w {
		return lo
	}
	return -1
}

// treeSubject is the subject of the verb at item v as the tree has it, whole and before
// the verb; empty where there is no tree, or no such subject.
func (u *unit) treeSubject(v int) run {
	verb := u.items[v].first
	for w := verb - 1; w >= max(0, verb-treeReach); w-- {
		if u.parent(w) != verb {
			continue
		}
		switch u.tokens[w].Deprel {
		case "nsubj", "nsubj:pass", "csubj":
			return u.phrase(w)
		}
	}
	return run{}
}

// pauseWithin tells whether a run has a comma, a dash or the like.
func (u *unit) pauseWithin(r run) bool {
	for i := r.first; i < r.last; i++ {
		if u.is(i, comma, dash, colon, stop) {
			return true
		}
	}
	return false
}

// phrase is the run of items around word w that hang on it.
func (u *unit) phrase(w int) run {
	i := u.itemOf(w)
	if i < 0 {
		return run{}
	}
	r := run{i, i + 1}
	for r.first > max(0, i-treeReach) && u.under(u.items[r.first-1].first, w) {
		r.first--
	}
	for r.last < min(len(u.items), i+treeReach) && u.under(u.items[r.last].first, w) {
		r.last++
	}
	for u.is(r.last-1, comma) && r.last-1 > r.first {
		r.last--
	}
	return r
}

// attached tells whether the tree has the participle at item i belong to a noun: "a ship
// called the Tarn".
func (u *unit) attached(i int) bool {
	w := u.items[i].first
	return w < len(u.tokens) && (u.tokens[w].Deprel == "acl" || u.tokens[w].Deprel == "amod")
}
