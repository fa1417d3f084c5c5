package singlesource

import (
	"fmt"
	"strings"
)

// words holds words.tsv.
type words struct{ counts, own, body, denial, measure, window, others, he, she map[string]bool }

func readWords(table string) (words, error) {
	var w words
	kinds := map[string]*map[string]bool{"counts": &w.counts, "own": &w.own, "body": &w.body, "denial": &w.denial, "measure": &w.measure, "window": &w.window, "others": &w.others, "he": &w.he, "she": &w.she}
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' || line == "kind\twords" {
			continue
		}
		kind, list, _ := strings.Cut(line, "\t")
		into := kinds[kind]
		if into == nil {
			return w, fmt.Errorf("words.tsv: no kind %q", kind)
		}
		*into = map[string]bool{}
		for word := range strings.SplitSeq(list, ";") {
			(*into)[strings.TrimSpace(word)] = true
		}
	}
	return w, nil
}
