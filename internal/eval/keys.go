package eval

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"strings"

	"hearsay/record"
)

// keyItem is a line of an answer key (internal/eval/keys): labels of an attribution
// or a passage, and the text that they are of. docs/annotation.md has its form.
type keyItem struct {
	Item   string
	File   string // of the text, under the folder of corpora
	ID     string // of the text in that file
	SHA256 string // of the text

	Source, Cue, Content []span

	// Of sourcing.
	Sourcing  record.Sourcing
	Form      record.AttributionForm
	Act, Act2 record.Act
	Negated   bool

	// Of speakers: the places of the speaker's fullest name; empty for a source that
	// is not one person.
	Speaker []span

	// Of relayed.
	Passage span
	Pairs   []keyPair
}

// keyPair is an attribution and what it came through: another attribution, named by
// its cue, or a carrier, by its name.
type keyPair struct {
	Source, Cue, Content, Via []span
	Kind                      string // "attribution", "carrier"
}

// keyDoc is a document with the items of a key that are of it.
type keyDoc struct {
	doc   *record.Document
	text  []rune
	items []keyItem
}

// openKey reads a key and the documents that it labels, in the order of the key.
func openKey(path string, o Options) ([]keyDoc, error) {
	if o.Corpora == "" {
		return nil, errors.New("an answer key holds no text: name the folder of the corpora that it labels with --corpora")
	}
	var docs []keyDoc
	at := map[string]int{}
	err := eachLine(path, func(line []byte) error {
		var k keyItem
		if err := json.Unmarshal(line, &k); err != nil {
			return err
		}
		if !filepath.IsLocal(k.File) || k.ID == "" {
			return fmt.Errorf("item %s: file %q, id %q: want a file under the folder of corpora, and an id", k.Item, k.File, k.ID)
		}
		i, seen := at[k.File+"\x00"+k.ID]
		if !seen {
			i = len(docs)
			at[k.File+"\x00"+k.ID] = i
			docs = append(docs, keyDoc{})
		}
		docs[i].items = append(docs[i].items, k)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return docs, readKeyDocs(docs, o.Corpora)
}

// readKeyDocs finds the text of each document, each file read once.
func readKeyDocs(docs []keyDoc, corpora string) error {
	files := map[string]map[string]*record.Document{}
	for i := range docs {
		k := docs[i].items[0]
		if files[k.File] == nil {
			texts, err := readTexts(filepath.Join(corpora, k.File))
			if err != nil {
				return err
			}
			files[k.File] = texts
		}
		d := files[k.File][k.ID]
		if d == nil {
			return fmt.Errorf("%s: item %s: no text with id %q", filepath.Join(corpora, k.File), k.Item, k.ID)
		}
		sum := sha256.Sum256([]byte(d.Text))
		for _, k := range docs[i].items {
			if hex.EncodeToString(sum[:]) != k.SHA256 {
				return fmt.Errorf("%s: item %s: the text %q is not the one that was labelled (its sha256 differs)", filepath.Join(corpora, k.File), k.Item, k.ID)
			}
		}
		docs[i].doc, docs[i].text = d, []rune(d.Text)
	}
	return nil
}

// readTexts reads the documents of a corpus, by id: JSON lines, or an article of
// MEANTIME.
func readTexts(path string) (map[string]*record.Document, error) {
	if filepath.Ext(path) == ".xml" {
		return readMeantime(path)
	}
	texts := map[string]*record.Document{}
	return texts, eachLine(path, func(line []byte) error {
		var d attributionDoc
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		texts[d.ID] = d.document()
		return nil
	})
}

// keyedDocuments yields the documents of a key.
func keyedDocuments(docs []keyDoc) iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, d := range docs {
			if !yield(d.doc, nil) {
				return
			}
		}
	}
}

// keyReading is what a record reads of a keyed document: its attributions, and the
// characters of each.
type keyReading struct {
	rec   *record.Document
	of    []*record.Attribution
	marks [][3]set
}

func (d keyDoc) reading(rec *record.Document) keyReading {
	r := keyReading{rec: rec}
	if rec == nil {
		return r
	}
	o := record.NewOffsets(rec.Text)
	for i := range rec.Attributions {
		if a := &rec.Attributions[i]; a.Sourcing != record.Author {
			r.of = append(r.of, a)
			r.marks = keep(r.marks, d.text, attr{runeSpans(o, a.Source), runeSpans(o, a.Cue), runeSpans(o, a.Content)}, nil)
		}
	}
	return r
}

// find pairs what was labelled with what was read by their cues, as the attribution
// layer does: the index of the reading for each label, -1 where there is none.
func (r keyReading) find(text []rune, labelled []attr) []int {
	var gold [][3]set
	found := make([]int, len(labelled))
	for i, a := range labelled {
		gold = keep(gold, text, a, nil)
		found[i] = -1
	}
	for _, p := range match(len(gold), len(r.marks), func(g, j int) float64 { return attributionOverlap(gold[g], r.marks[j]) }) {
		found[p[0]] = p[1]
	}
	return found
}

// names tells whether a mention of the entity lies where the label is: any name that
// shares a letter with it, any other mention that has all of its letters.
func (r keyReading) names(text []rune, e record.Ref[record.Entity], label []span) bool {
	if !e.Set() {
		return false
	}
	want := letters(text, label, isWord)
	o := record.NewOffsets(r.rec.Text)
	for _, m := range r.rec.Entities[e.Index()].Mentions {
		has := letters(text, runeSpans(o, record.Spans{m.Span}), isWord)
		if m.Form == record.NameForm && has.common(want) > 0 {
			return true
		}
		for _, s := range label {
			if one := letters(text, []span{s}, isWord); len(one) > 0 && has.common(one) == len(one) {
				return true
			}
		}
	}
	return false
}

func isWord(r rune) bool { return !edge(r) }

// excerpt shows spans of the text.
func excerpt(text []rune, spans []span) string {
	var out []string
	for _, s := range spans {
		out = append(out, oneLine(text, s[0], s[1]))
	}
	return strings.Join(out, " … ")
}
