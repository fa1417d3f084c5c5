package sourcing

import "hearsay/record"

// joint adds the names that "and" joins to the first.
func (f *filler) joint(p *phrase, i int) {
	ws := p.words
	inside, joined := false, false
	var waiting []name
	for i < len(ws) {
		w := ws[i]
		if m := f.nameAt(w); m != nil && !inside {
			n := i
			for n < len(ws) && ws[n] < m.last {
				n++
			}
			if f.ends(ws, n) {
				waiting = append(waiting, name{m.entity, w, ws[n-1] + 1})
				if joined {
					p.names = append(p.names, waiting...)
					waiting = nil
				}
			}
			i, inside = n, true
			continue
		}
		switch n := f.lexicon.phrase(f.text, w, joining); {
		case n > 0 && !inside, n > 0 && f.name[ws[max(0, i-1)]] > 0 && len(p.names)+len(waiting) > 0 && f.nameEnds(p, waiting, ws[i-1]):
			joined, inside = true, false
			i += n
		case f.lower(w) == ",":
			inside = false
			i++
		default:
			if f.entry(w).singular&stop != 0 {
				inside = true
			}
			i++
		}
	}
}

// joined adds the bodies and people that "and" joins to the one at the phrase's head,
// named or described: "Harland's ministry and the union", "Velmar and the union".
func (f *filler) joined(a *record.Attribution, p *phrase) {
	end := p.head + 1
	if len(p.names) > 0 {
		end = p.names[len(p.names)-1].last
	}
	ws := p.words
	i := 0
	for i < len(ws) && ws[i] < end {
		i++
	}
	for i < len(ws) && a.Speaker.Set() {
		n := f.lexicon.phrase(f.text, ws[i], joining)
		if n == 0 || i+n >= len(ws) || p.head < 0 {
			return
		}
		i += n
		if f.entry(ws[i]).singular&definite != 0 && f.entry(ws[i]).singular&pronoun == 0 && i+1 < len(ws) && f.nameAt(ws[i+1]) != nil {
			i++
		}
		m := f.beginning(ws[i])
		if m == nil || f.entities[m.entity].Kind != record.Organization && f.entities[m.entity].Kind != record.Person {
			return
		}
		for i < len(ws) && ws[i] < m.last {
			i++
		}
		if !f.ends(ws, i) {
			return
		}
		f.speaker(a, m.entity)
	}
}

// beginning is the longest mention that begins at word w, nil for none.
func (f *filler) beginning(w int) *mention {
	var best *mention
	for _, of := range [][]int32{f.other, f.name} {
		if n := of[w]; n > 0 && f.mentions[n-1].first == w && (best == nil || f.mentions[n-1].last > best.last) {
			best = &f.mentions[n-1]
		}
	}
	return best
}

// nameEnds tells whether word w is the last of a name at the phrase's head.
func (f *filler) nameEnds(p *phrase, waiting []name, w int) bool {
	for _, names := range [][]name{p.names, waiting} {
		if len(names) > 0 && names[len(names)-1].last == w+1 {
			return true
		}
	}
	return false
}

// apposed finds the name that a description gives: "the fund's head, Ana Brevik",
// "critics including Ana Brevik", "Secretary of State Ana Brevik".
func (f *filler) apposed(p *phrase, i int) {
	ws := p.words
	member, after, of := false, false, false
	for i < len(ws) {
		w := ws[i]
		m := f.nameAt(w)
		if m == nil {
			if n := f.lexicon.phrase(f.text, w, such); n > 0 {
				member, i = true, i+n
				continue
			}
			if n := f.unknownName(ws, i); n > 0 && (after || member) && p.entry.singular&people != 0 {
				p.names = append(p.names, name{f.add(w, ws[i+n-1]+1, record.Person, true), w, ws[i+n-1] + 1})
				return
			}
			switch l := f.lower(w); {
			case l == "," || l == "–" || l == "—":
				after, of = true, false
			case l == "of":
				of, after = true, false
			case f.entry(w).singular&(stop|joining) != 0:
				after, of = false, false
			case (f.entry(w).singular|f.entry(w).plural)&people != 0:
				of = false
			}
			i++
			continue
		}
		n := i
		for n < len(ws) && ws[n] < m.last {
			n++
		}
		fits := f.fits(p, m.entity)
		title := of && f.lower(ws[i-1]) != "of" && f.entities[m.entity].Kind == record.Person
		if fits && f.ends(ws, n) && (member || title || after && (p.entry.singular != 0 || p.head < 0)) {
			p.names = append(p.names, name{m.entity, w, ws[n-1] + 1})
			return
		}
		if !member {
			after, of = false, false
		}
		i = n
	}
}

// unknownName is how many words of a person's name stand at ws[i] that no entity
// knows: two to four capitalised words before the phrase goes on.
func (f *filler) unknownName(ws []int, i int) int {
	n := 0
	for i+n < len(ws) && f.capital(ws[i+n]) && f.entry(ws[i+n]) == (entry{}) && f.name[ws[i+n]] == 0 {
		n++
	}
	if n < 2 || n > 4 || !f.ends(ws, i+n) {
		return 0
	}
	return n
}

// fits tells whether an entity can be what the phrase's noun describes.
func (f *filler) fits(p *phrase, entity int) bool {
	switch c := p.entry.singular | p.entry.plural; f.entities[entity].Kind {
	case record.Person:
		return c == 0 || c&(people|mass) != 0
	case record.Organization:
		return c&(body|outlet|mass) != 0
	}
	return false
}
