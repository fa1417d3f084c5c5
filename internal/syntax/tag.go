package syntax

import "strings"

// tag is one of Universal Dependencies' parts of speech.
type tag uint8

const (
	noTag tag = iota
	tagADJ
	tagADP
	tagADV
	tagAUX
	tagCCONJ
	tagDET
	tagINTJ
	tagNOUN
	tagNUM
	tagPART
	tagPRON
	tagPROPN
	tagPUNCT
	tagSCONJ
	tagSYM
	tagVERB
	tagX
)

var tagNames = [...]string{"", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

func (t tag) String() string { return tagNames[t] }

func tagNamed(name string) (tag, bool) {
	for t, n := range tagNames {
		if n == name && n != "" {
			return tag(t), true
		}
	}
	return noTag, false
}

// kind is a tag with what its neighbours mind about a word besides: they are the
// rows and columns of transitions.tsv.
type kind uint8

const (
	kindSTART kind = iota
	kindADJ
	kindADP
	kindADV
	kindAUX
	kindBE // forms of "be"
	kindCCONJ
	kindDET
	kindINTJ
	kindNOUN
	kindNOUNS // plurals
	kindNUM
	kindPART
	kindTO
	kindPOSS // 's
	kindPRON
	kindTHERE // as in "there is"
	kindSUBJ  // I, he, we: pronouns that are subjects
	kindPRONP // my, his: pronouns that own
	kindPROPN
	kindCOMMA
	kindSTOP
	kindQUOTE // quotation marks and brackets
	kindSCONJ
	kindSYM
	kindVERB
	kindVERBS // -s
	kindVERBD // past forms
	kindVERBG // -ing
	kindX
	kinds
)

var kindNames = [...]string{"START", "ADJ", "ADP", "ADV", "AUX", "BE", "CCONJ", "DET", "INTJ", "NOUN", "NOUNS", "NUM", "PART", "TO", "POSS", "PRON", "THERE", "SUBJ", "PRONP", "PROPN", "COMMA", "STOP", "QUOTE", "SCONJ", "SYM", "VERB", "VERBS", "VERBD", "VERBG", "X"}

// tagKinds are the kinds of the tags that are not divided further.
var tagKinds = [...]kind{
	tagADJ: kindADJ, tagADP: kindADP, tagADV: kindADV, tagAUX: kindAUX, tagCCONJ: kindCCONJ, tagDET: kindDET, tagINTJ: kindINTJ,
	tagNOUN: kindNOUN, tagNUM: kindNUM, tagPART: kindPART, tagPRON: kindPRON, tagPROPN: kindPROPN, tagPUNCT: kindCOMMA, tagSCONJ: kindSCONJ, tagSYM: kindSYM, tagVERB: kindVERB, tagX: kindX,
}

// kindOf is the kind of a word, by its tag, its lower-case form and its lemma.
func kindOf(t tag, lower, lemma string) kind {
	switch t {
	case tagVERB:
		switch {
		case lower == lemma:
			return kindVERB
		case strings.HasSuffix(lower, "ing"):
			return kindVERBG
		case strings.HasSuffix(lower, "s"):
			return kindVERBS
		}
		return kindVERBD
	case tagNOUN:
		if lower != lemma {
			return kindNOUNS
		}
	case tagAUX:
		if lemma == "be" {
			return kindBE
		}
	case tagPART:
		switch lower {
		case "to", "na", "ta":
			return kindTO
		case "'s", "'", "s":
			return kindPOSS
		}
	case tagPRON:
		switch lower {
		case "there":
			return kindTHERE
		case "i", "he", "she", "we", "they", "who", "it", "you":
			return kindSUBJ
		case "my", "your", "his", "its", "our", "their", "whose":
			return kindPRONP
		case "her":
			if lemma == "her" {
				return kindPRONP
			}
		}
	case tagPUNCT:
		switch {
		case strings.Contains(".?!…", lower[:1]) || lower == "…":
			return kindSTOP
		case strings.Contains(`"“”‘’'()[]{}«»„`, lower):
			return kindQUOTE
		}
	}
	return tagKinds[t]
}
