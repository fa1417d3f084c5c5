// Package words reads the word lists of checks: tables of two columns, kind and
// words, the words apart by semicolons. A word may stand in several kinds.
package words

import (
	"fmt"
	"strings"
	"sync"
)

// Lists are words by their kind.
type Lists map[string]map[string]bool

// Has tells whether the word is of one of the kinds.
func (l Lists) Has(word string, kinds ...string) bool {
	for _, k := range kinds {
		if l[k][word] {
			return true
		}
	}
	return false
}

// longest is how many words a phrase may have.
const longest = 5

// Any tells whether the text, in lower case, holds one of the kind's words or phrases
// as words of its own.
func (l Lists) Any(text, kind string) bool {
	list := l[kind]
	words := strings.FieldsFunc(strings.ToLower(text), apart)
	joined := strings.Join(words, " ")
	start := 0
	for i := range words {
		end := start - 1
		for _, w := range words[i:min(i+longest, len(words))] {
			end += 1 + len(w)
			if list[joined[start:end]] {
				return true
			}
		}
		start += len(words[i]) + 1
	}
	return false
}

func apart(r rune) bool {
	switch r {
	case '-', '\'', '’', '%':
		return false
	}
	return r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z' && r < 0x80 || r == '“' || r == '”' || r == '—' || r == '–'
}

// Once reads the table when it is first needed. An error names the line.
func Once(name, table string) func() (Lists, error) {
	return sync.OnceValues(func() (Lists, error) { return parse(name, table) })
}

func parse(name, table string) (Lists, error) {
	out, number := Lists{}, 0
	for line := range strings.Lines(table) {
		number++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' || line == "kind\twords" {
			continue
		}
		kind, list, ok := strings.Cut(line, "\t")
		if !ok {
			return nil, fmt.Errorf("%s:%d: want a kind, a tab and words", name, number)
		}
		if out[kind] == nil {
			out[kind] = map[string]bool{}
		}
		for w := range strings.SplitSeq(list, ";") {
			if w = strings.TrimSpace(w); strings.Count(w, " ") >= longest {
				return nil, fmt.Errorf("%s:%d: %q has more than %d words", name, number, w, longest)
			} else if w != "" {
				out[kind][w] = true
			}
		}
	}
	return out, nil
}
