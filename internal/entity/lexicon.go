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
		common:  make(map[string]string, 3500),
		first:   make(map[string]bool, 5000),
		titles:  make(map[string]string, 600),
		heads:   make(map[string]head, 600),
		nouns:   make(map[string]record.EntityKind, 100),
		known:   make(map[string]known, 3000),
		longest: make(map[string]int, 3000),
		signs:   make(map[sign]shows, 200),
		outlets: make(map[string]bool, 100),
	}
	for _, t := range []struct {
		file    string
		read    func(table.Row) error
		columns []string
	}{
		{language + "/common.tsv", l.readCommon, []string{"kind", "words"}},
		{"names/first.tsv", l.readFirst, []string{"names"}},
		{language + "/titles.tsv", l.readTitles, []string{"use", "words"}},
		{language + "/heads.tsv", l.readHeads, []string{"kind", "place", "words"}},
		{language + "/nouns.tsv", l.readNouns, []string{"kind", "words"}},
		{language + "/signs.tsv", l.readSign, []string{"kind", "where", "weight", "words"}},
		{language + "/outlet-words.tsv", l.readOutletWords, []string{"kind", "words"}},
		{language + "/bodies.tsv", l.readBodies, []string{"kind", "names"}},
		{language + "/outlets.tsv", l.readOutlets, []string{"names"}},
		{"places/peoples.tsv", l.readPeoples, []string{"words"}},
	} {
		rows, err := table.Read(fsys, t.file, t.columns...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if err := t.read(r); err != nil {
				return nil, err
			}
		}
	}
	var err error
	if l.places, err = loadGazetteer(fsys); err != nil {
		return nil, err
	}
	l.knowPlaces()
	return l, nil
}

func (l *lexicon) readCommon(r table.Row) error {
	kind := r.Get("kind")
	for w := range strings.FieldsSeq(r.Get("words")) {
		if _, ok := l.common[w]; !ok {
			l.common[w] = kind
		}
	}
	return nil
}

func (l *lexicon) readFirst(r table.Row) error {
	for w := range strings.FieldsSeq(r.Get("names")) {
		l.first[w] = true
	}
	return nil
}

func (l *lexicon) readTitles(r table.Row) error {
	use := r.Get("use")
	for w := range strings.FieldsSeq(r.Get("words")) {
		w = strings.ReplaceAll(w, "_", " ")
		if _, ok := l.titles[w]; !ok {
			l.titles[w] = use
			l.begins(w)
		}
	}
	return nil
}

func (l *lexicon) readHeads(r table.Row) error {
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
}

func (l *lexicon) readNouns(r table.Row) error {
	for w := range strings.FieldsSeq(r.Get("words")) {
		l.nouns[w] = record.EntityKind(r.Get("kind"))
	}
	return nil
}

func (l *lexicon) readOutletWords(r table.Row) error {
	if r.Get("kind") == "last" {
		for _, w := range r.List("words") {
			l.outlets[w] = true
		}
	}
	return nil
}

func (l *lexicon) readBodies(r table.Row) error {
	names := r.List("names")
	for _, n := range names {
		l.know(n, record.EntityKind(r.Get("kind")), names[0])
	}
	return nil
}

func (l *lexicon) readOutlets(r table.Row) error {
	names := r.List("names")
	for _, n := range names {
		l.know(n, record.Organization, names[0])
	}
	return nil
}

func (l *lexicon) readPeoples(r table.Row) error {
	for w := range strings.FieldsSeq(r.Get("words")) {
		w = strings.ReplaceAll(w, "_", " ")
		l.know(w, record.Group, w)
	}
	return nil
}

// knowPlaces adds the countries, regions and areas, and what their people are called.
func (l *lexicon) knowPlaces() {
	for name := range l.places.named {
		l.know(name, record.PlaceKind, name)
	}
	for _, d := range l.places.demonyms {
		l.know(d, record.Group, d)
		if !strings.HasSuffix(d, "s") && !strings.HasSuffix(d, "sh") && !strings.HasSuffix(d, "ese") && !strings.HasSuffix(d, "ch") {
			l.know(d+"s", record.Group, d+"s")
		}
	}
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
	for i := 0; i < len(name); {
		if c := name[i] | 0x20; 'a' <= c && c <= 'z' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(name[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return name[:i]
		}
		i += n
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
