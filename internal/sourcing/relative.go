package sourcing

import "hearsay/record"

// antecedentWords is how far before a relative pronoun its noun is looked for.
const antecedentWords = 16

// byAntecedent is the source that a relative pronoun stands for, or a part of it
// ("lawmakers, some of whom object"); false where nothing before it fits.
func (f *filler) byAntecedent(a *record.Attribution, p *phrase) bool {
	words := f.antecedent(p.head, p.pronoun)
	if len(words) == 0 {
		return false
	}
	f.decide(a, words)
	w := p.head
	if w < 2 || !f.isOfWhom(span(w-2, w+1)) {
		return true
	}
	f.sayings[f.at] = f.lower(w-2) + " " + f.sayings[f.at]
	if a.Sourcing == record.Collective && (f.isNumber(w-2) || f.entry(w-2).singular&alone != 0) {
		a.Sourcing = record.Unnamed
	}
	return true
}

// isOfWhom tells whether the words are a part of what a relative pronoun stands for:
// "some of whom".
func (f *filler) isOfWhom(words []int) bool {
	return len(words) == 3 && f.lower(words[1]) == "of" && f.entry(words[2]).singular&pronounWho != 0 &&
		(f.entry(words[0]).singular&quantity != 0 || f.isNumber(words[0]))
}

// antecedent are the words that the relative pronoun at word w stands for: the nearest
// name or noun that it fits, with what belongs to the noun ("lawmakers of all
// parties, who"); nil for none. A name that the noun describes is preferred to it: "Ana
// Brevik, head of the board, who".
func (f *filler) antecedent(w int, pronoun class) []int {
	first := max(f.text.Sentences[f.text.Words[w].Sentence].First, w-antecedentWords)
	fits := people | mass
	if pronoun&pronounIt != 0 {
		fits |= body | outlet | document | speech
	}
	for k := w - 1; k >= first; k-- {
		m, e := f.nameAt(k), f.entry(k)
		switch {
		case m != nil && m.last < w && (f.possessive(m.last) || f.tokens[m.last].UPOS == "NOUN"):
			k = max(m.first, first) // "Brevik's campaign", "the Brevik campaign"
		case m != nil && f.entities[m.entity].Kind == record.Group:
			if words := f.bearer(m.last - 1); words != nil {
				return words // "Ana Brevik, a Liberal who"
			}
			return span(m.first, m.last)
		case m != nil && (pronoun&pronounIt != 0 || f.entities[m.entity].Kind == record.Person):
			return span(m.first, m.last)
		case m == nil && (e.singular|e.plural)&fits != 0, m == nil && e == (entry{}) && f.tokens[k].UPOS == "NOUN" && personal(f.lower(k)), m == nil && e.singular&(vague|alone) != 0 && k == w-1:
			return f.nounPhrase(first, k, w, fits)
		}
	}
	return nil
}

// nounPhrase are the words of the phrase that holds the noun at word head, between
// words first and w; of a name with the phrase set beside it, the name's.
func (f *filler) nounPhrase(first, head, w int, fits class) []int {
	start := f.phraseStart(first, head, w)
	if start >= first+2 && f.lower(start-1) == "of" && (f.entry(start-2).singular|f.entry(start-2).plural)&fits != 0 {
		head = start - 2 // "head of the opposition"
		start = f.phraseStart(first, head, w)
	}
	if f.entry(head).plural == 0 {
		if words := f.bearer(head); words != nil {
			return words
		}
	}
	return span(start, f.phraseEnd(head, w))
}

// bearer is the words of the person's name beside which the phrase with the noun
// at word head is set; nil for none: "Ana Brevik, 52, a clerk of the board".
func (f *filler) bearer(head int) []int {
	first := max(f.text.Sentences[f.text.Words[head].Sentence].First, head-antecedentWords)
	for k := head - 1; k > first; k-- {
		switch u := f.tokens[k].UPOS; {
		case u == "VERB" || u == "AUX":
			return nil
		case f.lower(k) != ",":
			continue
		}
		k = f.beforeAside(first, k)
		if m := f.nameAt(k - 1); m != nil && f.entities[m.entity].Kind == record.Person && m.last == k {
			return span(m.first, m.last)
		}
		return nil
	}
	return nil
}

// beforeAside is the place of the comma or bracket after a name, where an age or a
// bracket stands between it and the comma at word k: "Ana Brevik, 52, a clerk", "Tom Oss
// (Tessa), a docker".
func (f *filler) beforeAside(first, k int) int {
	if k-2 > first && f.isNumber(k-1) && f.lower(k-2) == "," {
		return k - 2
	}
	if f.lower(k-1) == ")" {
		for open := k - 2; open > max(first, k-8); open-- {
			if f.lower(open) == "(" {
				return open
			}
		}
	}
	return k
}

// phraseStart is the first word of the phrase that the noun at word head ends.
func (f *filler) phraseStart(first, head, w int) int {
	start := head
	for start > first && !f.boundary(span(start-1, w), 0) && f.entry(start-1).singular&stop == 0 && f.tokens[start-1].UPOS != "VERB" && f.tokens[start-1].UPOS != "AUX" && f.lower(start-1) != "n't" {
		start--
	}
	return start
}

// phraseEnd is the end of the noun's phrase before the pronoun at word w: with "of all
// parties", without the comma and "some of".
func (f *filler) phraseEnd(head, w int) int {
	if f.entry(head+1).singular&stop == 0 {
		return head + 1
	}
	for k := head + 1; k < w; k++ {
		if f.tokens[k].UPOS == "VERB" {
			return head + 1
		}
	}
	end := w
	for end > head+1 && (f.tokens[end-1].UPOS == "PUNCT" || f.entry(end-1).singular&quantity != 0 || f.lower(end-1) == "of") {
		end--
	}
	return end
}
