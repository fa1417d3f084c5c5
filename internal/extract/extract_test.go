package extract

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/collect"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

// reader is what the tests read with; it does not change.
var reader = func() *Reader {
	r, err := Load(tables.FS, "en")
	if err != nil {
		panic(err)
	}
	return r
}()

// The examples of bylines.tsv, read as a byline that only its place tells or, with a
// section, as a title.
func TestBylineExamples(t *testing.T) {
	rows, err := table.Read(tables.FS, "en/bylines.tsv", "kind", "example")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		for example := range strings.SplitSeq(r.Get("example"), "|") {
			line, want, ok := strings.Cut(strings.TrimSpace(example), "=")
			if !ok {
				continue
			}
			line, want = strings.TrimSpace(line), strings.TrimSpace(want)
			got := string(reader.words.labelled(line))
			if _, section := reader.words.section[r.Get("kind")]; !section {
				_, by := reader.words.afterBy(line)
				c := reader.words.credit(line, !by)
				got = strings.Join(c.authors(), ", ")
				if c.outlet != "" {
					got = strings.TrimSpace(got + " @ " + c.outlet)
				}
			}
			if got != want {
				t.Errorf("%q read as %q, want %q", line, got, want)
			}
		}
	}
}

// What the reports of the invented story say of themselves, as text and as page, and
// that both hold the story from its first word to its last.
func TestStory(t *testing.T) {
	const folder = "../../examples/harbour/"
	people := map[string]string{
		"01-wire": "Jonas Reth", "02-herald": "Mira Kolt", "03-tide": "Signe Farrow", "04-observer": "Ilse Marn", "05-delta": "",
		"06-wire": "Jonas Reth", "07-tide": "Strait Wire", "08-herald": "Mira Kolt", "09-observer": "Ilse Marn", "10-delta": "",
		"11-herald": "Mira Kolt", "12-wire": "Jonas Reth, Dana Pell", "13-tide": "Signe Farrow", "14-observer": "Ruta Selm", "15-delta": "",
	}
	outlets := map[string]string{"wire": "Strait Wire", "herald": "Corran Herald", "tide": "Tessa Tide", "observer": "The Velmark Observer", "delta": "Radio Delta"}
	stated := map[string]string{ // by the text alone
		"01-wire": "Strait Wire", "05-delta": "Radio Delta", "06-wire": "Strait Wire", "07-tide": "Tide",
		"10-delta": "Radio Delta News", "12-wire": "Strait Wire", "15-delta": "Radio Delta News",
	}
	texts, err := filepath.Glob(folder + "*.txt")
	if err != nil || len(texts) != len(people) {
		t.Fatalf("%d reports, %v", len(texts), err)
	}
	for _, name := range texts {
		slug := strings.TrimSuffix(filepath.Base(name), ".txt")
		number, rest, _ := strings.Cut(slug, "-")
		outlet, _, _ := strings.Cut(rest, "-")
		text, page := readFile(t, name), readFile(t, folder+"pages/"+slug+".html")
		head, story, _ := strings.Cut(strings.TrimSpace(text.Text), "\n\n")
		lines := strings.Split(head, "\n")
		day, _ := wordDate(lines[2])
		for _, c := range []struct {
			doc    *record.Document
			outlet string
		}{{text, stated[number+"-"+outlet]}, {page, outlets[outlet]}} {
			want := []string{lines[0], c.outlet, people[number+"-"+outlet], day, strings.Join(strings.Fields(story), " ")}
			got := []string{
				c.doc.Title, c.doc.Outlet, strings.Join(c.doc.Authors, ", "), c.doc.Published[:min(len(dayForm), len(c.doc.Published))],
				strings.Join(strings.Fields(c.doc.Body.In(c.doc.Text)), " "),
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", c.doc.Source.Kind+" "+slug, diff)
			}
			if s := c.doc.PublishedSpan; (c.doc.PublishedFrom == record.DateInferred) != (s != nil && s.In(c.doc.Text) == lines[2]) {
				t.Errorf("%s: published %s, evidence %v", slug, c.doc.PublishedFrom, s)
			}
		}
	}
}

func readFile(t *testing.T, name string) *record.Document {
	t.Helper()
	item, err := collect.File(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := reader.Document(item, Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
