package entity

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/table"
	"hearsay/record"
)

// lexicon is what the tables know, ready for look-up.
type lexicon struct {
	common map[string]string // lower-case word → its kind in common.tsv
	first  map[string]bool   // first names, as written
	titles map[string]string // title or role, lower case → its use in titles.tsv
	heads  map[string]head
	nouns  map[string]record.EntityKind // what a description's noun is ("envoy", "union")
	signs  map[sign]shows               // what the words around a name show of its kind
	// outlets are the words that "the" makes an outlet's name ("the Herald").
	outlets map[string]bool
	// known are whole names, as written (apostrophes straight).
	known map[string]known
	// longest is the number of bytes of the longest known name or title that begins
	// with a word.
	longest map[string]int
	places  *gazetteer
}

// head is what a head word ("Ministry", "River") makes of a name.
type head struct {
	kind record.EntityKind
	// where in the name it shows that: before "of", at the end, at the beginning
	first, last, opens bool
}

// known is a name that a table has.
type known struct {
	kind record.EntityKind
	name string // the name to show
}

func loadLexicon(fsys fs.FS, language string) (*lexicon, error) {
	l := &lexicon{
		common:  make(map[string]string, 4096),
		first:   make(map[string]bool, 8192),
		titles:  make(map[string]string, 1024),
		heads:   make(map[string]head, 1024),
		nouns:   make(map[string]record.EntityKind, 256),
		known:   make(map[string]known, 4096),
		longest: make(map[string]int, 2048),
		signs:   make(map[sign]shows, 256),
		outlets: make(map[string]bool, 128),
	}
	var err error
	each := func(name string, do func(table.Row) error, columns ...string) {
		if err != nil {
			return
		}
		var rows []table.Row
		if rows, err = table.Read(fsys, name, columns...); err != nil {
			return
		}
		for _, r := range rows {
			if err = do(r); err != nil {
				return
			}
		}
	}
	each(language+"/common.tsv", func(r table.Row) error {
		for w := range strings.FieldsSeq(r.Get("words")) {
			if _, ok := l.common[w]; !ok {
				l.common[w] = r.Get("kind")
			}
		}
		return nil
	}, "kind", "words")
	each("names/first.tsv", func(r table.Row) error {
		for w := range strings.FieldsSeq(r.Get("names")) {
			l.first[w] = true
		}
		return nil
	}, "gender", "names")
	each(language+"/titles.tsv", func(r table.Row) error {
		for w := range strings.FieldsSeq(r.Get("words")) {
			w = strings.ReplaceAll(w, "_", " ")
			if _, ok := l.titles[w]; !ok {
				l.titles[w] = r.Get("use")
				l.begins(w)
			}
		}
		return nil
	}, "use", "gender", "words")
	each(language+"/heads.tsv", func(r table.Row) error {
		kind, at := record.EntityKind(r.Get("kind")), r.Get("place")
		for w := range strings.FieldsSeq(r.Get("words")) {
			h, ok := l.heads[w]
			if ok && h.kind != kind {
				continue
			}
			h.kind = kind
			h.first = h.first || at == "first" || at == "any"
			h.last = h.last || at == "last" || at == "any"
			h.opens = h.opens || at == "opens"
			l.heads[w] = h
		}
		return nil
	}, "kind", "place", "words")
	each(language+"/nouns.tsv", func(r table.Row) error {
		for w := range strings.FieldsSeq(r.Get("words")) {
			l.nouns[w] = record.EntityKind(r.Get("kind"))
		}
		return nil
	}, "kind", "words")
	each(language+"/signs.tsv", l.readSign, "kind", "where", "weight", "words")
	each(language+"/outlet-words.tsv", func(r table.Row) error {
		if r.Get("kind") == "last" {
			for _, w := range r.List("words") {
				l.outlets[w] = true
			}
		}
		return nil
	}, "kind", "words")
	for _, name := range []string{"bodies", "outlets"} {
		each(language+"/"+name+".tsv", func(r table.Row) error {
			kind := record.EntityKind(r.Get("kind"))
			if name == "outlets" {
				kind = record.Organization
			}
			names := r.List("names")
			for _, n := range names {
				l.know(n, kind, names[0])
			}
			return nil
		}, "kind", "names")
	}
	each("places/peoples.tsv", func(r table.Row) error {
		for w := range strings.FieldsSeq(r.Get("words")) {
			w = strings.ReplaceAll(w, "_", " ")
			l.know(w, record.Group, w)
		}
		return nil
	}, "kind", "words")
	if err != nil {
		return nil, err
	}
	if l.places, err = loadGazetteer(fsys); err != nil {
		return nil, err
	}
	for name := range l.places.named {
		l.know(name, record.PlaceKind, name)
	}
	for _, d := range l.places.demonyms {
		l.know(d, record.Group, d)
		if !strings.HasSuffix(d, "s") && !strings.HasSuffix(d, "sh") && !strings.HasSuffix(d, "ese") && !strings.HasSuffix(d, "ch") {
			l.know(d+"s", record.Group, d+"s")
		}
	}
	return l, nil
}

// know adds a name; the first table that has it wins.
func (l *lexicon) know(name string, kind record.EntityKind, show string) {
	if _, ok := l.known[name]; !ok {
		l.known[name] = known{kind, show}
		l.begins(name)
	}
}

func (l *lexicon) begins(name string) {
	h := opening(name)
	l.longest[h] = max(l.longest[h], len(name))
}

// opening is the first stretch of letters and digits of a name, however its words
// are cut.
func opening(name string) string {
	for i, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return name[:i]
		}
	}
	return name
}

// capital tells whether a word begins with a capital letter.
func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// shouted tells whether a word has at least two letters and all are capitals; full
// stops and "&" may stand between them.
func shouted(word string) bool {
	n := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLetter(r):
			return false
		}
	}
	return n >= 2
}
