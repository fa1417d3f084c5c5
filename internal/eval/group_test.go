package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"hearsay/internal/eval"
	"hearsay/record"
)

// Two invented documents of two genres: a name found, one of the wrong kind, one
// missed, one too many.
const sentences = `{"doc":"weblog-quay","text":"Ana Brevik left Tessa.","entities":[{"s":0,"e":10,"type":"PER"},{"s":16,"e":21,"type":"LOC"}]}
{"doc":"weblog-quay","text":"Ólaf stayed.","entities":[{"s":0,"e":4,"type":"PER"}]}
{"doc":"email-pier","text":"The pier of Velm shut.","entities":[{"s":12,"e":16,"type":"LOC"},{"s":0,"e":3,"type":"MISC"}]}
`

func TestNamesAreScoredByPlaceAndKind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gold.jsonl")
	if err := os.WriteFile(path, []byte(sentences), 0o600); err != nil {
		t.Fatal(err)
	}
	gold, err := open("entities", path, "")
	if err != nil {
		t.Fatal(err)
	}
	records := map[string]*record.Document{}
	for d, err := range gold.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		records[d.ID] = d
	}
	quay := records["weblog-quay"]
	if quay.Text != "Ana Brevik left Tessa. Ólaf stayed." {
		t.Fatalf("the document is %q", quay.Text)
	}
	named := func(kind record.EntityKind, form record.MentionForm, start, end int) record.Entity {
		return record.Entity{Kind: kind, Mentions: []record.Mention{{Span: record.Span{Start: start, End: end}, Form: form}}}
	}
	quay.Entities = []record.Entity{
		named(record.Person, record.NameForm, 0, 10),
		named(record.Organization, record.NameForm, 16, 21), // a place
		named(record.Person, record.NameForm, 23, 28),       // bytes: Ó has two
		named(record.Person, record.NominalForm, 11, 15),    // no name
		named(record.Group, record.NameForm, 11, 15),        // no kind of the gold's
	}
	want := func(in func(string) bool, name string, right, read, expected int) {
		t.Helper()
		for _, s := range gold.Score(records, in).Scores {
			if s.Name == name && (s.Right != right || s.Read != read || s.Gold != expected) {
				t.Errorf("%s: %d right of %d, gold %d; want %d of %d, %d", name, s.Right, s.Read, s.Gold, right, read, expected)
			}
		}
	}
	want(eval.Every, "all", 2, 3, 4)
	want(eval.Every, "person", 2, 2, 2)
	want(eval.Every, "organization", 0, 1, 0)
	want(eval.Every, "place", 0, 0, 2)

	groups, err := eval.Groups(gold, eval.Genre)
	if err != nil || len(groups) != 2 {
		t.Fatalf("genres %v (%v)", groups, err)
	}
	want(func(id string) bool { return groups["email"][id] }, "place", 0, 0, 1)
	want(func(id string) bool { return groups["weblog"][id] }, "all", 2, 3, 3)
}

func TestGenresAreInTheIDs(t *testing.T) {
	for id, want := range map[string]string{
		"GUM_news_iodine": "news", "weblog-quay.example_ana_2003": "weblog", "newsgroup-sea": "newsgroup",
	} {
		if got := eval.Genre(&record.Document{ID: id}); got != want {
			t.Errorf("%s is of %q", id, got)
		}
	}
}
