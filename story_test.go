package hearsay_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/collect"
	"hearsay/internal/extract"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

// outlets are the names of the invented outlets by the word for them in a file's name.
var outlets = map[string]string{
	"wire": "Strait Wire", "herald": "The Herald", "tide": "The Tide",
	"observer": "The Observer", "delta": "Radio Delta", "ledger": "The Ledger", "lantern": "The Lantern",
}

// TestStoryAttributions reads the invented reports and says how many of the
// attributions in their hand-made keys are found, and found with speaker and chain.
func TestStoryAttributions(t *testing.T) {
	for _, story := range []struct {
		folder string
		least  int // right when the key or the reading was last changed
	}{
		{"examples/harbour", 141},
		{"examples/other", 51},
	} {
		t.Run(filepath.Base(story.folder), func(t *testing.T) {
			rows, err := table.Read(os.DirFS(story.folder), "attributions.tsv", "report", "source", "cue", "content", "speaker", "kind", "chain")
			if err != nil {
				t.Fatal(err)
			}
			reader, err := hearsay.New(hearsay.Options{})
			if err != nil {
				t.Fatal(err)
			}
			docs, used := map[string]*record.Document{}, map[string][]bool{}
			found, right, kinds := 0, 0, 0
			for _, r := range rows {
				report := r.Get("report")
				if docs[report] == nil {
					docs[report] = readReport(t, reader, story.folder, report)
					used[report] = make([]bool, len(docs[report].Attributions))
				}
				doc := docs[report]
				i, ok, err := findKeyed(doc, r, used[report])
				if err != nil {
					t.Fatal(r.Errorf("%v", err))
				}
				got := "not found"
				if i >= 0 {
					used[report][i] = true
					found++
					got = "read as " + chainLine(chainOf(doc, i))
					if string(doc.Attributions[i].Sourcing) == r.Get("kind") {
						kinds++
					}
				}
				if ok {
					right++
				} else {
					t.Logf("report %s: %s | %s | %s, by %s: %s", report, r.Get("source"), r.Get("cue"), r.Get("content"), keyChain(r), got)
				}
			}
			extra := 0
			for report, taken := range used {
				for i, a := range docs[report].Attributions {
					if !taken[i] && !a.Possible {
						extra++
					}
				}
			}
			t.Logf("%s: of %d attributions %d found (%.1f%%), %d with the right speaker and chain (%.1f%%), %d with the right kind of source; %d others read",
				story.folder, len(rows), found, 100*float64(found)/float64(len(rows)), right, 100*float64(right)/float64(len(rows)), kinds, extra)
			if right < story.least {
				t.Errorf("%d right; they were %d", right, story.least)
			}
		})
	}
}

func readReport(t *testing.T, reader *hearsay.Reader, folder, report string) *record.Document {
	t.Helper()
	names, err := filepath.Glob(folder + "/" + report + "-*.txt")
	if err != nil || len(names) != 1 {
		t.Fatalf("report %s: %d files (%v)", report, len(names), err)
	}
	item, err := collect.File(names[0])
	if err != nil {
		t.Fatal(err)
	}
	extractor, err := extract.Load(tables.FS, hearsay.Languages()...)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := extractor.Document(item, extract.Overrides{Outlet: outlets[strings.Split(filepath.Base(names[0]), "-")[1]]})
	if err != nil {
		t.Fatal(err)
	}
	if err := reader.Read(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// findKeyed is the attribution whose cue and content share words with the row's, -1
// for none; and whether its speaker and chain are the row's. Of several, one that is
// right goes first. The wide readings of an open cue do not count.
func findKeyed(doc *record.Document, r table.Row, used []bool) (int, bool, error) {
	cue, content, err := keyedPlace(doc.Text, r)
	if err != nil {
		return -1, false, err
	}
	found := -1
	for i, a := range doc.Attributions {
		meets := func(s record.Span) bool { return a.Content.Overlap(s) }
		if used[i] || a.Possible || !a.Cue.Overlap(cue) || len(content) > 0 && !slices.ContainsFunc(content, meets) {
			continue
		}
		if sameChain(doc, chainOf(doc, i), keyChain(r)) {
			return i, true, nil
		}
		if found < 0 {
			found = i
		}
	}
	return found, false, nil
}

// keyedPlace is where the row's cue and content stand: of all places of their words,
// those nearest to each other and to the source, the cue outside the content.
func keyedPlace(text string, r table.Row) (cue record.Span, content record.Spans, err error) {
	contents := []record.Spans{nil}
	if words := r.Get("content"); words != "" {
		if contents = keyedContents(text, words); contents == nil {
			return cue, nil, fmt.Errorf("the text does not have %q", words)
		}
	}
	sources := allPlaces(text, r.Get("source"))
	least := -1
	for _, at := range allPlaces(text, r.Get("cue")) {
		for _, c := range contents {
			if far := distance(at, c) + distance(at, sources); !c.Overlap(at) && (least < 0 || far < least) {
				cue, content, least = at, c, far
			}
		}
	}
	if least < 0 {
		return cue, nil, fmt.Errorf("the text does not have the cue %q", r.Get("cue"))
	}
	return cue, content, nil
}

// keyedContents are the places that a key's content may have. Its pieces are written
// "first … last" and joined by "+", each after the one before.
func keyedContents(text, content string) []record.Spans {
	pieces := strings.Split(content, " + ")
	first, _, _ := strings.Cut(pieces[0], " … ")
	var out []record.Spans
	for _, start := range allPlaces(text, first) {
		var spans record.Spans
		from := start.Start
		for _, piece := range pieces {
			first, last, both := strings.Cut(piece, " … ")
			at := strings.Index(text[from:], first)
			if at < 0 {
				break
			}
			s := record.Span{Start: from + at, End: from + at + len(first)}
			if both {
				n := strings.Index(text[s.End:], last)
				if n < 0 {
					break
				}
				s.End += n + len(last)
			}
			spans = append(spans, s)
			from = s.End
		}
		if len(spans) == len(pieces) {
			out = append(out, spans)
		}
	}
	return out
}

// allPlaces are the places of the words in the text, as whole words.
func allPlaces(text, words string) record.Spans {
	var out record.Spans
	for from := 0; words != ""; {
		n := strings.Index(text[from:], words)
		if n < 0 {
			break
		}
		at := record.Span{Start: from + n, End: from + n + len(words)}
		from = at.End
		before, _ := utf8.DecodeLastRuneInString(text[:at.Start])
		after, _ := utf8.DecodeRuneInString(text[at.End:])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			out = append(out, at)
		}
	}
	return out
}

// distance is the number of bytes to the nearest of the spans, 0 where there is none.
func distance(at record.Span, spans record.Spans) int {
	least := 0
	for i, s := range spans {
		if gap := max(0, s.Start-at.End, at.Start-s.End); i == 0 || gap < least {
			least = gap
		}
	}
	return least
}

// chainOf is the chain of what attribution i gives; of one without content, which
// has no claim, its carriers and its speaker.
func chainOf(doc *record.Document, i int) []record.Carrier {
	for _, c := range doc.Claims {
		if c.Attribution.Index() == i {
			return c.Chain
		}
	}
	a := doc.Attributions[i]
	var out []record.Carrier
	for _, e := range a.Carriers {
		out = append(out, record.Carrier{Name: doc.Entities[e.Index()].Name, Entity: e})
	}
	last := record.Carrier{Entity: a.Speaker}
	if a.Speaker.Set() {
		last.Name = doc.Entities[a.Speaker.Index()].Name
	} else if len(a.Source) > 0 {
		last.Name = a.Source.Bounds().In(doc.Text)
	}
	return append(out, last)
}

func chainLine(chain []record.Carrier) string {
	var names []string
	for _, c := range chain {
		switch {
		case c.Kind == record.ByAuthor:
			names = append(names, "(author)")
		case c.Name == "":
			names = append(names, "(nobody)")
		default:
			names = append(names, c.Name)
		}
	}
	return strings.Join(names, " <- ")
}

// keyChain is a row's chain: that of its column, else the speaker alone.
func keyChain(r table.Row) string {
	if chain := r.Get("chain"); chain != "" {
		return chain
	}
	return r.Get("speaker")
}

// sameChain tells whether a chain is the key's. The publishing outlet, which stands
// at the head of every chain, is left out of both.
func sameChain(doc *record.Document, chain []record.Carrier, key string) bool {
	want := strings.Split(key, " <- ")
	if len(want) > 1 && ownOutlet(doc, want[0]) {
		want = want[1:]
	}
	for len(chain) > 1 && ownOutlet(doc, chain[0].Name) {
		chain = chain[1:]
	}
	return slices.EqualFunc(chain, want, func(c record.Carrier, names string) bool {
		return slices.ContainsFunc(strings.Split(names, " / "), func(name string) bool { return isCalled(doc, c, name) })
	})
}

func ownOutlet(doc *record.Document, name string) bool {
	return plain(name) == plain(doc.Outlet)
}

// isCalled tells whether a link goes by the name: as its own, its entity's or an
// alias, with or without a title before it; or, where nobody is named, as a part of
// its words ("some lawmakers of all parties").
func isCalled(doc *record.Document, c record.Carrier, name string) bool {
	switch name {
	case "(nobody)":
		return c.Kind == record.ByAgentless || c.Name == ""
	case "(author)":
		return c.Kind == record.ByAuthor
	}
	names := []string{c.Name}
	if c.Entity.Set() {
		e := doc.Entities[c.Entity.Index()]
		names = append(append(names, e.Name), e.Aliases...)
	}
	described := c.Kind == record.ByUnnamed || c.Kind == record.ByCollective || c.Kind == record.ByDocument
	return slices.ContainsFunc(names, func(n string) bool {
		n, name := plain(n), plain(name)
		return n == name || strings.HasSuffix(n, " "+name) || described && strings.Contains(" "+n+" ", " "+name+" ")
	})
}

// plain is a name in small letters, without its article and with straight marks.
func plain(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "’", "'")
	for _, article := range []string{"the ", "a ", "an "} {
		name = strings.TrimPrefix(name, article)
	}
	return name
}
