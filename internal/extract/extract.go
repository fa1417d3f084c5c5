// Package extract turns the bytes of a report into a document: decoded text, and
// what page or file say of title, outlet, authors, dates, language and links.
//
// It promises: no network connection and no other file, whatever the bytes refer
// to; time and memory bounded by the limits below, whatever the bytes are; a text
// comes out exactly as it went in (only the byte-order mark is dropped), and every
// span points into it. What the user says of a report stands before what the
// report says of itself. No layer is filled but the links.
package extract

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"hearsay/internal/collect"
	"hearsay/internal/language"
	"hearsay/record"
)

// Reader reads reports. It is safe for use by several goroutines.
type Reader struct {
	words    *words
	language *language.Identifier
}

// Load reads the words of bylines and sections of some languages, and what tells
// the languages apart.
func Load(tables fs.FS, languages ...string) (*Reader, error) {
	w, err := loadWords(tables, languages)
	if err != nil {
		return nil, err
	}
	id, err := language.Load(tables)
	if err != nil {
		return nil, err
	}
	return &Reader{w, id}, nil
}

// Overrides are what the user knows better than the report; empty fields know
// nothing.
type Overrides struct {
	Title, Outlet string
	Published     string // ISO 8601 date or date-time
	URL           string
	Language      string // BCP 47
}

// Errors that callers may want to tell apart.
var (
	ErrTooLong = fmt.Errorf("more than %d MiB of text", record.MaxText>>20)
	ErrNoText  = errors.New("no text found in it")
)

// Document reads an item.
func (r *Reader) Document(item collect.Item, o Overrides) (*record.Document, error) {
	doc, err := r.read(item)
	if err == nil {
		err = r.finish(doc, o)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", item.Name, err)
	}
	sum := sha256.Sum256(item.Bytes)
	doc.Source = &record.Source{
		SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(item.Bytes)), Kind: string(item.Kind),
		Retrieved: item.Retrieved, FinalURL: item.FinalURL,
	}
	doc.ID = item.ID
	if item.URL != "" {
		doc.URL = cmp.Or(doc.URL, item.FinalURL)
		doc.ID = doc.URL
	}
	return doc, nil
}

func (r *Reader) read(item collect.Item) (*record.Document, error) {
	switch item.Kind {
	case collect.PDF:
		return r.words.fromPDF(item.Bytes)
	case collect.DOCX:
		return r.words.fromDOCX(item.Bytes)
	case collect.HTML:
		text, err := decode(item.Bytes, item.ContentType, true)
		if err != nil {
			return nil, err
		}
		return r.words.fromPage(text, cmp.Or(item.FinalURL, item.URL))
	}
	text, err := decode(item.Bytes, item.ContentType, false)
	if err != nil {
		return nil, err
	}
	if len(text) > record.MaxText {
		return nil, ErrTooLong
	}
	if item.Kind == collect.Markdown {
		return r.words.fromMarkdown(text), nil
	}
	return r.words.fromText(text), nil
}

// FromInput reads one line of the JSON-lines form. Text is taken exactly as given,
// with nothing looked for in it but the language.
func (r *Reader) FromInput(in record.Input) (*record.Document, error) {
	doc, err := r.fromInput(in)
	if err == nil {
		err = r.finish(doc, Overrides{in.Title, in.Outlet, in.Published, in.URL, in.Language})
	}
	if err != nil {
		return nil, fmt.Errorf("%q: %w", in.ID, err)
	}
	doc.ID = in.ID
	return doc, nil
}

func (r *Reader) fromInput(in record.Input) (*record.Document, error) {
	switch {
	case in.Text != nil && in.HTML != nil:
		return nil, errors.New(`"text" and "html" in one line`)
	case in.HTML != nil:
		return r.words.fromPage(strings.ToValidUTF8(*in.HTML, "\uFFFD"), in.URL)
	case in.Text == nil:
		return nil, errors.New(`neither "text" nor "html"`)
	}
	text := strings.ToValidUTF8(*in.Text, "\uFFFD")
	if len(text) > record.MaxText {
		return nil, ErrTooLong
	}
	return &record.Document{Text: text, Body: record.Span{Start: 0, End: len(text)}}, nil
}

// finish lets what the user knows stand before what was found, tells the language
// where nobody did, and strikes the outlet from its own authors.
func (r *Reader) finish(doc *record.Document, o Overrides) error {
	if o.Published != "" {
		if !validISO(o.Published) {
			return fmt.Errorf("published %q is not an ISO 8601 date or date-time", o.Published)
		}
		doc.Published, doc.PublishedFrom, doc.PublishedSpan = o.Published, record.DateGiven, nil
	}
	doc.Title = cmp.Or(o.Title, doc.Title)
	doc.Outlet = cmp.Or(o.Outlet, doc.Outlet)
	doc.URL = cmp.Or(o.URL, doc.URL)
	if doc.Section == "" {
		doc.Section = r.words.labelled(doc.Title)
	}
	doc.Language = r.tongue(doc, o.Language)
	doc.Authors = slices.DeleteFunc(doc.Authors, func(a string) bool { return r.words.sameOutlet(a, doc.Outlet) })
	return nil
}

// tongue is the text's language. Pages in other languages often call themselves
// English, since their software does: there the text's word counts more.
func (r *Reader) tongue(doc *record.Document, given string) string {
	if given != "" {
		return given
	}
	if doc.Language != "" && language.Base(doc.Language) != "en" {
		return doc.Language
	}
	read := r.language.Identify(doc.Body.In(doc.Text))
	if doc.Language != "" && (read == language.Undetermined || language.Base(read) == "en") {
		return doc.Language
	}
	return read
}

// labelled is the section that a title begins with: "OPINION: ...".
func (w *words) labelled(title string) record.Section {
	label, _, ok := strings.Cut(title, ":")
	if !ok {
		return ""
	}
	if s := w.section[strings.ToLower(strings.TrimSpace(label))]; s != record.SectionNews {
		return s
	}
	return ""
}
