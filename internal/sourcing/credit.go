package sourcing

import "hearsay/record"

// How far from the text's ends credits are looked for.
const (
	creditParagraphs = 4
	creditWordsFirst = 24 // words of a first paragraph in which an agency stands in brackets
)

// findCredits returns the agencies and outlets that the text credits as a whole.
func (f *filler) findCredits() []record.Ref[record.Entity] {
	var out []record.Ref[record.Entity]
	seen := map[int]bool{}
	credit := func(e int) {
		if e >= 0 && !seen[e] {
			seen[e] = true
			out = append(out, record.To[record.Entity](e))
		}
	}
	n := len(f.text.Paragraphs)
	for k, p := range f.text.Paragraphs {
		first, last := f.text.Sentences[p.First].First, f.text.Sentences[p.Last-1].Last
		if k < creditParagraphs {
			for w := first; w < min(last, first+creditWordsFirst); w++ {
				if f.lower(w) == "(" {
					credit(f.agency(w+1, last))
				}
			}
		}
		if k >= creditParagraphs && k < n-creditParagraphs {
			continue
		}
		for w := first; w < last; w++ {
			if n := match(f.text, w, f.credits.before); n > 0 {
				credit(f.credited(w+n, last))
			}
			if n := match(f.text, w, f.credits.after); n > 0 {
				at := w - 1
				for at > first && (f.capital(at-1) || f.lower(at-1) == "the" || f.lower(at-1) == "of") {
					at--
				}
				if at >= first {
					credit(f.credited(at, w))
				}
			}
		}
	}
	return out
}

// agency is the news agency whose name stands alone in brackets from word w on, or
// any outlet whose name so ends a dateline ("TESSA (Strait Wire) -"); -1 for none.
func (f *filler) agency(w, last int) int {
	for n := w; n < min(w+4, last); n++ {
		if f.lower(n) != ")" || n == w {
			continue
		}
		name, _ := cutArticle(f.text.Span(w, n).In(f.text.Source))
		if f.outlets.agency[name] || n+1 < last && isDash(f.lower(n+1)) && f.outlets.isOutlet(name, true) {
			return f.entityOf(w, n)
		}
	}
	return -1
}

// isDash tells whether a word is the dash that ends a dateline.
func isDash(word string) bool { return word == "-" || word == "–" || word == "—" || word == "--" }

// credited is the outlet whose name begins within a few words from w, -1 for none.
func (f *filler) credited(w, last int) int {
	for k := w; k < min(w+4, last); k++ {
		if n := f.host(k); n > 0 {
			return f.entityOf(k, n)
		}
		if !f.capital(k) || f.lower(k) == "the" {
			continue
		}
		n := k + 1
		for n < last && (f.capital(n) || n+1 < last && f.lower(n) == "of" && f.capital(n+1)) {
			n++
		}
		if f.outlets.isOutlet(f.text.Span(k, n).In(f.text.Source), true) {
			return f.entityOf(k, n)
		}
		if m := f.nameAt(k); m != nil && f.entities[m.entity].Kind == record.Organization {
			return m.entity
		}
		return -1
	}
	return -1
}

// entityOf is the entity that the words name, added where it is new.
func (f *filler) entityOf(first, last int) int {
	if m := f.nameAt(first); m != nil && f.entities[m.entity].Kind != record.Person && m.last >= last {
		return m.entity
	}
	return f.add(first, last, record.Organization, true)
}
