package attribution

import "strings"

// conjugate gives the forms of an English verb with what each may be. The
// irregular ones are its past and its participle, or the past alone where they are
// the same.
func conjugate(verb string, irregular []string) map[string]shape {
	out := map[string]shape{}
	out[verb] |= base
	out[plural(verb)] |= third
	out[joined(verb, "ing")] |= gerund
	switch len(irregular) {
	case 0:
		out[joined(verb, "ed")] |= past | participle
	case 1:
		out[irregular[0]] |= past | participle
	default:
		out[irregular[0]] |= past
		out[irregular[1]] |= participle
	}
	return out
}

// plural adds -s as English spells it; verbs take their third person the same way.
func plural(word string) string {
	switch {
	case hasSuffix(word, "s", "x", "z", "ch", "sh"), word == "go", word == "do":
		return word + "es"
	case strings.HasSuffix(word, "y") && !vowel(word, len(word)-2):
		return word[:len(word)-1] + "ies"
	}
	return word + "s"
}

// joined adds -ed or -ing: a last e is dropped, a consonant doubled after a short
// stressed vowel ("plan", "admit"), y becomes i before -ed.
func joined(word, ending string) string {
	n := len(word)
	switch {
	case strings.HasSuffix(word, "ee"):
		return word + strings.TrimPrefix(ending, "e")
	case strings.HasSuffix(word, "ie") && ending == "ing":
		return word[:n-2] + "ying"
	case strings.HasSuffix(word, "e"):
		return word[:n-1] + ending
	case strings.HasSuffix(word, "y") && !vowel(word, n-2) && ending == "ed":
		return word[:n-1] + "ied"
	case doubles(word):
		return word + word[n-1:] + ending
	}
	return word + ending
}

// doubles tells whether the last consonant is doubled: one vowel before it, and the
// stress on that vowel, which spelling shows only for words of one syllable; of the
// longer ones those that end like "admit", "refer", "rebut" and "concur" do.
func doubles(word string) bool {
	n := len(word)
	if n < 3 || vowel(word, n-1) || strings.ContainsRune("wxyh", rune(word[n-1])) || !vowel(word, n-2) || vowel(word, n-3) {
		return false
	}
	syllables := 0
	for i := range n {
		if vowel(word, i) && (i == 0 || !vowel(word, i-1)) {
			syllables++
		}
	}
	return syllables == 1 || hasSuffix(word, "mit", "refer", "infer", "defer", "confer", "but", "cur", "pel", "gret", "tat")
}

func hasSuffix(word string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}

func vowel(word string, i int) bool {
	return i >= 0 && i < len(word) && strings.IndexByte("aeiou", word[i]) >= 0
}
