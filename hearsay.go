// Package hearsay reads news reports and turns them into records that can be
// checked: who says what and on whose word, when, how many, what happened, and
// what does not fit. It never says what is true.
//
// [New] loads the tables once; a [Reader] then reads any number of documents, from
// any number of goroutines. The record is package record's, the checks are package
// check's; everything else is internal.
package hearsay

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"

	"hearsay/check"
	"hearsay/check/all"
	"hearsay/check/facts"
	"hearsay/internal/attribution"
	"hearsay/internal/claim"
	"hearsay/internal/coref"
	"hearsay/internal/correct"
	"hearsay/internal/encoder"
	"hearsay/internal/entity"
	"hearsay/internal/event"
	"hearsay/internal/language"
	"hearsay/internal/lex"
	"hearsay/internal/quantity"
	"hearsay/internal/sourcing"
	"hearsay/internal/stage"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/internal/timex"
	"hearsay/models"
	"hearsay/record"
	"hearsay/tables"
)

// Version is the program's version, as records carry it.
const Version = "0.1.0"

// Options say how to read. The zero value reads with the embedded tables and all
// of Hearsay's checks.
type Options struct {
	// Tables holds files that stand in place of the embedded ones of the same path.
	Tables fs.FS
	// Checks are the checks to run; nil for all of Hearsay's.
	Checks []*check.Check
	// Tokens keeps the words with their tags in the record.
	Tokens bool
	// Model is a folder that holds a model: "" for the embedded one, NoModel for none,
	// so that everything is read by rule.
	Model string
	// Corrections is an overlay by which people correct records, or a folder of them
	// (docs/corrections.md); "" for none. What became of each entry is in the record.
	Corrections string
	// Facts is a folder of dated tables that stand beside Hearsay's own (docs/facts.md);
	// "" for none.
	Facts string
	// MinConfidence is the least confidence of an attribution that is kept, 0 to 1.
	MinConfidence float64
}

// NoModel is the [Options] Model that reads by rules alone.
const NoModel = "none"

// Reader reads documents. It is safe for use by several goroutines.
type Reader struct {
	language  *language.Identifier
	languages map[string]*stages
	checks    []*check.Check
	facts     *facts.Tables
	tokens    bool
	overlays  *correct.Overlays
	part      int // bytes of text that the stages see at once
	least     float64
}

// stages are the stages of one language.
type stages struct {
	lex         *lex.Splitter
	encoder     encoder.Encoder
	syntax      *syntax.Tagger
	entity      *entity.Finder
	attribution *attribution.Finder
	coref       *coref.Resolver
	sourcing    *sourcing.Judge
	timex       *timex.Tagger
	quantity    *quantity.Finder
	event       *event.Finder
	claim       *claim.Finder
}

// Languages are the languages that Hearsay has rules for, as BCP 47 tags.
func Languages() []string { return []string{"en"} }

// New loads the tables. An error names the table, the line and what is wrong.
func New(o Options) (*Reader, error) {
	var files fs.FS = tables.FS
	if o.Tables != nil {
		files = table.Overlay(files, o.Tables)
	}
	id, err := language.Load(files)
	if err != nil {
		return nil, err
	}
	r := &Reader{language: id, languages: map[string]*stages{}, checks: o.Checks, tokens: o.Tokens, part: partBytes, least: o.MinConfidence}
	if o.Corrections != "" {
		if r.overlays, err = correct.Load(o.Corrections); err != nil {
			return nil, err
		}
	}
	if r.checks == nil {
		r.checks = all.Checks()
	}
	if r.facts, err = Facts(files, o.Facts); err != nil {
		return nil, err
	}
	network, err := model(o.Model)
	if err != nil {
		return nil, err
	}
	for _, l := range Languages() {
		s, err := load(files, l)
		if err != nil {
			return nil, fmt.Errorf("rules for %q: %w", l, err)
		}
		s.encoder = network
		r.languages[l] = s
	}
	return r, nil
}

// Facts loads the dated tables among the files, and those of a folder beside them; ""
// for none.
func Facts(files fs.FS, folder string) (*facts.Tables, error) {
	own, err := fs.Sub(files, "facts")
	if err != nil {
		return nil, err
	}
	folders := []fs.FS{own}
	if folder != "" {
		if _, err := os.ReadDir(folder); err != nil {
			return nil, fmt.Errorf("facts: %w", err)
		}
		folders = append(folders, os.DirFS(folder))
	}
	return facts.Load(folders...)
}

// model is the network that the options name.
func model(name string) (encoder.Encoder, error) {
	switch name {
	case "":
		return encoder.Load(models.English())
	case NoModel:
		return encoder.None{}, nil
	}
	return encoder.Open(name)
}

func load(files fs.FS, lang string) (s *stages, err error) {
	s = &stages{}
	if s.lex, err = lex.Load(files, lang); err != nil {
		return nil, err
	}
	if s.syntax, err = syntax.Load(files, lang); err != nil {
		return nil, err
	}
	if s.entity, err = entity.Load(files, lang); err != nil {
		return nil, err
	}
	if s.attribution, err = attribution.Load(files, lang); err != nil {
		return nil, err
	}
	if s.coref, err = coref.Load(files, lang); err != nil {
		return nil, err
	}
	if s.sourcing, err = sourcing.Load(files, lang); err != nil {
		return nil, err
	}
	if s.timex, err = timex.Load(files, lang); err != nil {
		return nil, err
	}
	if s.quantity, err = quantity.Load(files, lang); err != nil {
		return nil, err
	}
	if s.event, err = event.Load(files, lang); err != nil {
		return nil, err
	}
	s.claim, err = claim.Load(files, lang)
	return s, err
}

// Models are the names and versions of the models that r reads with, as records
// carry them; none where it reads by rules alone.
func (r *Reader) Models() map[string]string {
	models := map[string]string{}
	for _, s := range r.languages {
		maps.Copy(models, s.encoder.Models())
	}
	return models
}

// partBytes is the most text that the stages see at once: they may hold a hundred
// bytes for each byte of it. Reports are far shorter.
const partBytes = 256 << 10

// Read fills the layers of a document that holds a text and what is known about
// it. The text itself is not changed. A text in a language without rules gets
// paragraphs and sentences, and empty layers for the rest.
//
// A text of more than a quarter of a MiB is read in parts, cut between paragraphs where
// it can be; quotations, pronouns and descriptions do not reach over a cut, names do.
//
// An error means that the text could not be read; what it shows is a finding.
func (r *Reader) Read(ctx context.Context, doc *record.Document) error {
	if len(doc.Text) > record.MaxText {
		return fmt.Errorf("text of %d bytes: the limit is %d", len(doc.Text), record.MaxText)
	}
	begin := stage.Of(ctx)
	begin("language")
	r.prepare(doc)
	people := r.overlays.Of(doc.Text, doc.SHA256)
	s := r.languages[language.Base(doc.Language)]
	if s != nil {
		doc.Models = s.encoder.Models()
	}
	defer func() { doc.Corrections = people.Outcome() }()
	if len(doc.Text) > r.part {
		return r.join(ctx, s, doc, people)
	}
	read, err := s.read(ctx, doc, record.Span{Start: 0, End: len(doc.Text)}, people)
	if err != nil || s == nil {
		return err
	}
	if r.tokens {
		doc.Tokens = read.tokens
	}
	return r.check(ctx, check.Material{Doc: doc, Tokens: read.tokens, Similar: read.similar()}, people)
}

// check leaves out the attributions that are not sure enough, and fills the findings.
func (r *Reader) check(ctx context.Context, m check.Material, people *correct.Edits) error {
	m.Doc.KeepSure(r.least)
	stage.Of(ctx)("checks")
	m.Facts = r.facts
	found, err := check.Run(ctx, r.checks, m)
	if err != nil {
		return err
	}
	m.Doc.Findings = people.Findings(found)
	return nil
}

// words are what a part's reading holds beside the record.
type words struct {
	tokens  []record.Token
	vectors [][]float32 // of sentences; nil where no network has read
}

// similar compares sentences by their vectors.
func (w words) similar() func(a, b int) float64 {
	if w.vectors == nil {
		return nil
	}
	return func(a, b int) float64 {
		x, y := w.vectors[a], w.vectors[b]
		sum := 0.0
		for i := range min(len(x), len(y)) {
			sum += float64(x[i]) * float64(y[i])
		}
		return sum
	}
}

// join reads a long text part by part. The checks see all of it, as they would a
// stored record.
func (r *Reader) join(ctx context.Context, s *stages, doc *record.Document, people *correct.Edits) error {
	begin := stage.Of(ctx)
	joiner := record.NewJoiner(doc, len(doc.Text)/r.part+2)
	empty := *doc
	for span := range lex.Parts(doc.Text, r.part) {
		part := empty
		read, err := s.read(ctx, &part, span, people)
		if err != nil {
			return err
		}
		if r.tokens {
			part.Tokens = read.tokens
		}
		begin("join")
		if err := joiner.Add(&part); err != nil {
			return err
		}
		for _, d := range []*record.Document{doc, &empty} { // a date inferred from this part holds for the next
			d.Published, d.PublishedFrom, d.PublishedSpan, d.PublishedInterval = part.Published, part.PublishedFrom, part.PublishedSpan, part.PublishedInterval
		}
	}
	if s == nil {
		return nil
	}
	return r.check(ctx, check.Material{Doc: doc, Tokens: doc.Tokens}, people)
}

// read fills the layers of one part of the document's text, but for the findings,
// and returns what checks see beside the record.
func (s *stages) read(ctx context.Context, doc *record.Document, part record.Span, people *correct.Edits) (words, error) {
	if s == nil { // no rules for this language
		doc.Paragraphs, doc.Sentences = spans(new(lex.Splitter).SplitPart(doc.Text, part))
		return words{}, nil
	}
	people = people.In(part)
	begin := stage.Of(ctx)
	begin("lex")
	text := s.lex.SplitPart(doc.Text, part)
	doc.Paragraphs, doc.Sentences = spans(text)
	begin("encoder")
	reading, err := s.encoder.Read(ctx, text)
	if err != nil {
		return words{}, err
	}
	begin("syntax")
	tokens := reading.Tokens
	if tokens == nil {
		tokens = s.syntax.Tag(text)
	} else {
		s.syntax.Lemmatise(text, tokens)
	}
	begin("entity")
	doc.Entities = s.entity.Find(text, tokens, names(reading.Names))
	begin("attribution")
	if doc.Section == "" && attribution.Interview(text) {
		doc.Section = record.SectionInterview
	}
	doc.Attributions = s.attribution.Find(text, tokens, doc.Entities, found(reading.Attributions))
	if corrected, ok := people.Attributions(doc.Attributions); ok {
		doc.Attributions = s.attribution.Describe(text, corrected)
	}
	begin("coref")
	doc.Entities = people.Entities(text, tokens, s.coref.Resolve(text, tokens, doc.Entities, doc.Attributions))
	begin("sourcing")
	sources := s.sourcing.Fill(text, tokens, doc.Entities, doc.Attributions, doc.Outlet)
	doc.Entities, doc.Credits = sources.Entities, sources.Credits
	people.Sources(text, tokens, doc)
	begin("timex")
	if doc.Published == "" && doc.PublishedInterval == nil {
		infer(doc, s.timex, text, tokens)
	}
	doc.Timexes = people.Timexes(s.timex.Find(text, tokens, doc.Entities, doc.Attributions, timex.Anchor{Published: doc.Published, Interval: doc.PublishedInterval}))
	begin("quantity")
	doc.Quantities = people.Quantities(s.quantity.Find(text, tokens, doc.Timexes, doc.Attributions))
	begin("event")
	doc.Events = people.Events(s.event.Find(text, tokens, doc.Entities, doc.Timexes, doc.Quantities, doc.Attributions))
	begin("claim")
	doc.Claims = s.claim.Find(text, tokens, sources.Words, doc)
	return words{tokens, reading.Sentences}, nil
}

// infer dates a document by what its text shows, where nobody has dated it.
func infer(doc *record.Document, tagger *timex.Tagger, text *lex.Text, tokens []record.Token) {
	d, ok := tagger.Date(text, tokens)
	if !ok {
		return
	}
	doc.PublishedFrom, doc.PublishedSpan = record.DateInferred, &d.Span
	if d.Interval[0] == d.Interval[1] {
		doc.Published = d.Interval[0]
	} else {
		doc.PublishedInterval = &d.Interval
	}
}

// prepare empties the layers and fills what is the same for every text.
func (r *Reader) prepare(doc *record.Document) {
	sum := sha256.Sum256([]byte(doc.Text))
	doc.SHA256 = hex.EncodeToString(sum[:])
	doc.Program, doc.Models = Version, map[string]string{}
	if doc.Language == "" {
		doc.Language = r.language.Identify(doc.Text)
	}
	if doc.Body.Empty() {
		doc.Body = record.Span{Start: 0, End: len(doc.Text)}
	}
	doc.Entities, doc.Attributions, doc.Timexes = []record.Entity{}, []record.Attribution{}, []record.Timex{}
	doc.Quantities, doc.Events, doc.Claims = []record.Quantity{}, []record.Event{}, []record.Claim{}
	doc.Findings, doc.Tokens = []record.Finding{}, nil
}

// names are a network's, as package entity takes them; nil where none has read.
func names(read []encoder.Name) []entity.Name {
	if read == nil {
		return nil
	}
	out := make([]entity.Name, len(read))
	for i, n := range read {
		out[i] = entity.Name{First: n.First, Last: n.Last, Kind: record.EntityKind(n.Kind)}
	}
	return out
}

// found are a network's attributions, as package attribution takes them; nil where none
// has read.
func found(read []encoder.Attribution) []attribution.Read {
	if read == nil {
		return nil
	}
	out := make([]attribution.Read, len(read))
	for i, a := range read {
		out[i] = attribution.Read(a)
	}
	return out
}

func spans(text *lex.Text) (paragraphs, sentences []record.Span) {
	paragraphs = make([]record.Span, len(text.Paragraphs))
	for i, p := range text.Paragraphs {
		paragraphs[i] = p.Span
	}
	sentences = make([]record.Span, len(text.Sentences))
	for i, s := range text.Sentences {
		sentences[i] = s.Span
	}
	return paragraphs, sentences
}
