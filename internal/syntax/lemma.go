package syntax

import "strings"

// inflections calls yield with each base form that a regularly inflected form can
// have, and the ending (s, ed, ing, er, est, ly), until yield finds one good.
func inflections(form string, yield func(base, ending string) bool) {
	for _, e := range [...]string{"s", "ed", "ing", "er", "est", "ly"} {
		stem, ok := strings.CutSuffix(form, e)
		if !ok || len(stem) < 2 {
			continue
		}
		for _, base := range bases(stem, e) {
			if base != "" && yield(base, e) {
				return
			}
		}
	}
}

// bases are the base forms that stem + ending can have, the likeliest first.
func bases(stem, ending string) (out [4]string) {
	n := len(stem)
	i := strings.HasSuffix(stem, "i")
	switch ending {
	case "s":
		out[0] = stem
		if strings.HasSuffix(stem, "ie") {
			out[1] = stem[:n-2] + "y"
		} else if strings.HasSuffix(stem, "e") {
			out[1] = stem[:n-1]
		}
	case "ly":
		out[0], out[1] = stem, stem+"le"
		if i {
			out[1] = stem[:n-1] + "y"
		}
		if strings.HasSuffix(stem, "al") {
			out[2] = stem[:n-2]
		}
		out[3] = stem + "e"
	default:
		out[0], out[1] = stem, stem+"e"
		if i && ending != "ing" {
			out[2] = stem[:n-1] + "y"
		} else if n > 2 && stem[n-1] == stem[n-2] {
			out[2] = stem[:n-1]
		}
	}
	return out
}

// guessLemma is the lemma of a word that no list knows.
func guessLemma(form string, t tag) string {
	switch t {
	case tagNOUN:
		return singular(form)
	case tagVERB:
		for _, e := range [...]string{"ing", "ed"} {
			if stem, ok := strings.CutSuffix(form, e); ok && len(stem) > 2 {
				return infinitive(stem)
			}
		}
		return singular(form)
	}
	return form
}

// singular takes the s off a form.
func singular(form string) string {
	n := len(form)
	switch {
	case n < 4 || !strings.HasSuffix(form, "s") || strings.HasSuffix(form, "ss") || strings.HasSuffix(form, "us") || strings.HasSuffix(form, "is"):
		return form
	case strings.HasSuffix(form, "ies"):
		return form[:n-3] + "y"
	case strings.HasSuffix(form, "ches") || strings.HasSuffix(form, "shes") || strings.HasSuffix(form, "xes") || strings.HasSuffix(form, "sses") || strings.HasSuffix(form, "zzes"):
		return form[:n-2]
	}
	return form[:n-1]
}

// infinitive is the verb of which stem + "ed" or "ing" is a form: an i is a y again,
// a doubled consonant single, and an e comes back after the stems that need one.
func infinitive(stem string) string {
	n := len(stem)
	last, before := stem[n-1], stem[n-2]
	switch {
	case last == 'i':
		return stem[:n-1] + "y"
	case last == before && strings.IndexByte("bdgmnprt", last) >= 0:
		return stem[:n-1]
	case strings.IndexByte("cuvz", last) >= 0 || last == 's' && before != 's' || last == 'l' && !vowel(before) && before != 'l' || last == 'g' && before != 'n':
		return stem + "e"
	}
	for _, e := range [...]string{"at", "id", "ud", "od", "ir", "ur", "ar", "or", "ut", "in", "ik", "ok", "ak", "ag", "ang", "yp", "ap", "op"} {
		if before, ok := strings.CutSuffix(stem, e); ok && before != "" && strings.IndexByte("aeo", before[len(before)-1]) < 0 {
			return stem + "e"
		}
	}
	return stem
}

// properLemma is the lemma of a name: singular where the word is a known plural.
func properLemma(form, lemma string) string {
	if n := len(lemma); n > 0 && len(form) > n && strings.EqualFold(form[:n-1], lemma[:n-1]) && strings.HasSuffix(form, "s") {
		return form[:1] + lemma[1:]
	}
	return form
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
