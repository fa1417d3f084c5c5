package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/collect"
	"hearsay/record"
)

func plainItem(text string) collect.Item {
	return collect.Item{ID: "x", Name: "x.txt", Kind: collect.Text, Bytes: []byte(text)}
}

func TestHeadersOfPlainText(t *testing.T) {
	type found struct {
		Title, Published, Evidence string
		Authors                    []string
		Body                       string // the body's first words
	}
	for _, c := range []struct {
		name, text string
		want       found
	}{
		{
			"headline, byline, dateline",
			"Quay to close for eleven weeks\nBy Ana Brevik and Jon Sund\n\nPORT DELTA, March 3 (Reuters) - The board voted.",
			found{Title: "Quay to close for eleven weeks", Authors: []string{"Ana Brevik", "Jon Sund", "Reuters"}, Body: "PORT DELTA, March"},
		},
		{
			"a full date above the story",
			"Quay to close\n\nBy Ana Brevik, Harbour Correspondent\nPublished: Monday, March 3, 2025\n\nThe board voted.",
			found{Title: "Quay to close", Published: "2025-03-03", Evidence: "Published: Monday, March 3, 2025", Authors: []string{"Ana Brevik"}, Body: "The board"},
		},
		{
			"a full date in the dateline",
			"PORT DELTA, Estmark, March 3, 2025 (AP) — The board voted.",
			found{Published: "2025-03-03", Evidence: "March 3, 2025", Authors: []string{"AP"}, Body: "PORT DELTA, Estmark,"},
		},
		{
			"an agency without a place",
			"Board votes again\n\n(Norlys News) - The board voted.",
			found{Title: "Board votes again", Authors: []string{"Norlys News"}, Body: "(Norlys News) -"},
		},
		{
			"CRLF",
			"Quay to close\r\n\r\nBy Ana Brevik\r\n\r\nThe board voted.\r\n",
			found{Title: "Quay to close", Authors: []string{"Ana Brevik"}, Body: "The board"},
		},
		{
			"a story at once",
			"The board voted on Monday to close the quay.\n\nNobody spoke against it.",
			found{Body: "The board"},
		},
		{
			"a sentence that begins with By",
			"By Monday the quay was closed.\n\nNobody spoke against it.",
			found{Body: "By Monday"},
		},
		{
			"dashes that end no dateline",
			"The board – all nine of them – voted.\n\nNobody spoke.",
			found{Body: "The board"},
		},
		{"a line alone", "Quay to close", found{Body: "Quay to"}},
		{"a blank text", " \n\n ", found{}},
		{"nothing", "", found{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := reader.Document(plainItem(c.text), Overrides{})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Text != c.text {
				t.Fatalf("the text was changed to %q", doc.Text)
			}
			got := found{Title: doc.Title, Published: doc.Published, Authors: doc.Authors}
			if doc.PublishedSpan != nil {
				got.Evidence = doc.PublishedSpan.In(doc.Text)
			}
			words := strings.Fields(doc.Body.In(doc.Text))
			got.Body = strings.Join(words[:min(len(words), len(strings.Fields(c.want.Body)))], " ")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if (doc.PublishedFrom == record.DateInferred) != (doc.Published != "") {
				t.Errorf("published from %q", doc.PublishedFrom)
			}
		})
	}
}

func TestTextIsTakenAsGiven(t *testing.T) {
	for name, text := range map[string]string{
		"combining marks": "Cafe\u0301 au lait\u0308.",
		"emoji":           "A ship 🚢 and a family 👨‍👩‍👧.",
		"CRLF":            "One.\r\n\r\nTwo.",
		"NUL":             "One\x00two.",
		"trailing space":  "One. \n\n\n",
		"no-break space":  "10\u00a0000 tonnes",
	} {
		fromFile, err := reader.Document(plainItem(text), Overrides{})
		if err != nil || fromFile.Text != text {
			t.Errorf("%s: file read as %q, %v", name, fromFile.Text, err)
		}
		fromLine, err := reader.FromInput(record.Input{ID: "x", Text: &text})
		if err != nil || fromLine.Text != text || fromLine.Body != (record.Span{End: len(text)}) {
			t.Errorf("%s: line read as %q, %v", name, fromLine.Text, err)
		}
	}
	if doc, _ := reader.Document(plainItem("\ufeffOne."), Overrides{}); doc.Text != "One." {
		t.Errorf("the byte-order mark stayed: %q", doc.Text)
	}
}

func TestMarkdown(t *testing.T) {
	text := "---\ntitle: Quay closes\nauthor: Ana Brevik\ndate: 2025-03-03\nlang: en\n---\n\n# Quay closes\n\nThe board [voted](https://harbour.example).\n"
	doc, err := reader.Document(collect.Item{Name: "q.md", Kind: collect.Markdown, Bytes: []byte(text)}, Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Text != text || doc.Title != "Quay closes" || doc.Published != "2025-03-03" || !strings.HasPrefix(doc.Body.In(text), "The board") {
		t.Errorf("%+v", doc)
	}
	for _, text := range []string{"# Quay closes\n\nThe board voted.", "Quay closes\n===========\n\nThe board voted."} {
		if doc := reader.words.fromMarkdown(text); doc.Title != "Quay closes" || doc.Body.In(text) != "The board voted." {
			t.Errorf("%q: title %q, body %q", text, doc.Title, doc.Body.In(text))
		}
	}
}

func TestWhatTheUserSaysStandsFirst(t *testing.T) {
	doc, err := reader.Document(plainItem("Quay closes\n\nPORT DELTA, March 3, 2025 (AP) - The board voted."),
		Overrides{Title: "T", Outlet: "O", Published: "2025-04-01T10:00:00Z", URL: "https://o.example/1", Language: "en-GB"})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{doc.Title, doc.Outlet, doc.Published, string(doc.PublishedFrom), doc.URL, doc.Language}
	if diff := cmp.Diff([]string{"T", "O", "2025-04-01T10:00:00Z", "given", "https://o.example/1", "en-GB"}, got); diff != "" {
		t.Error(diff)
	}
	if doc.PublishedSpan != nil {
		t.Error("a date that was given has no evidence in the text")
	}
	if _, err := reader.Document(plainItem("x"), Overrides{Published: "last week"}); err == nil {
		t.Error("a date that is no ISO 8601 was taken")
	}
}

func TestLabelsInTitles(t *testing.T) {
	for title, want := range map[string]record.Section{
		"OPINION: Open the quay": record.SectionOpinion, "Interview: Jon Sund": record.SectionInterview, "Quay: closed": "", "World: closed": "", "Opinion divides the board": "",
	} {
		if doc, err := reader.Document(plainItem("x"), Overrides{Title: title}); err != nil || doc.Section != want {
			t.Errorf("%q: %q, %v", title, doc.Section, err)
		}
	}
}

func TestForeignPageThatCallsItselfEnglish(t *testing.T) {
	page := `<html lang="en"><body><article><h1>Порт закрыт</h1><p>` + strings.Repeat(russian+" ", 5) + `</p></article>`
	if doc, err := reader.Document(pageItem(page), Overrides{}); err != nil || doc.Language != "ru" {
		t.Errorf("%v, %v", doc, err)
	}
}

func TestInputLines(t *testing.T) {
	text, page := "A text.", "<p>A page.</p>"
	for name, in := range map[string]record.Input{
		"neither": {ID: "a"}, "both": {ID: "a", Text: &text, HTML: &page},
	} {
		if _, err := reader.FromInput(in); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	long := strings.Repeat("x", record.MaxText+1)
	if _, err := reader.FromInput(record.Input{ID: "a", Text: &long}); err == nil {
		t.Error("too long a text was taken")
	}
	broken := "a\xffb"
	if doc, err := reader.FromInput(record.Input{ID: "a", Text: &broken}); err != nil || !utf8.ValidString(doc.Text) {
		t.Errorf("%v, %v", doc, err)
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2025-03-03":                       "2025-03-03",
		"2025-03-03T14:05:00Z":             "2025-03-03T14:05:00Z",
		"2025-03-03T14:05:00.123+01:00":    "2025-03-03T14:05:00+01:00",
		"2025-03-03T14:05:00+0100":         "2025-03-03T14:05:00+01:00",
		"2025-03-03 14:05:00":              "2025-03-03T14:05:00",
		"2025-03-03 14:05":                 "2025-03-03T14:05",
		"Mon, 03 Mar 2025 14:05:00 GMT":    "2025-03-03T14:05:00Z",
		"Mon, 03 Mar 2025 14:05:00 +0100":  "2025-03-03T14:05:00+01:00",
		"March 3, 2025":                    "2025-03-03",
		"Monday, March 3, 2025":            "2025-03-03",
		"Mar. 3, 2025":                     "2025-03-03",
		"Sept. 3, 2025":                    "2025-09-03",
		"3 March 2025":                     "2025-03-03",
		"3 March 2025 at 14:05":            "2025-03-03T14:05",
		"March 3, 2025 at 2:05 p.m.":       "2025-03-03T14:05",
		"Tue Mar 4 2025 03:05:46 GMT+0100": "2025-03-04T03:05:46+01:00",
		"19 Nov 2024 07:09 GMT":            "2024-11-19T07:09:00Z",
		"November 19, 2024, 07:47 PM EST":  "2024-11-19T19:47:00-05:00",
		"01:38:07 PM IST Nov 20, 2024":     "2024-11-20T13:38:07",
		"2024-11-18 17:19:53 GMT":          "2024-11-18T17:19:53Z",
		"2024/11/18":                       "2024-11-18",
		"18.11.2024":                       "2024-11-18",
		"20241118":                         "2024-11-18",
		"03/04/2025":                       "",
		"March 3, 2025, in Port Delta":     "",
		"March 3":                          "",
		"2025-13-45":                       "",
		"0000-01-01":                       "",
		"soon":                             "",
		"":                                 "",
	} {
		if got, _ := anyDate(in); got != want {
			t.Errorf("%q read as %q, want %q", in, got, want)
		}
	}
}

func TestDatesInAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"/2025/03/04/quay": "2025-03-04", "/news/2025/mar/4/quay": "2025-03-04", "/2025/3/quay": "", "/1234/56/78/": "", "/": "",
	} {
		if got := pathDate(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("Quay to close\nBy Ana Brevik\nMarch 3, 2025\n\nPORT DELTA, March 3 (AP) - The board voted.")
	f.Add("---\ntitle: x\n---\n# y\n\nz")
	f.Add("By \xff\n(a) - \r\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		for _, kind := range []collect.Kind{collect.Text, collect.Markdown} {
			doc, err := reader.Document(collect.Item{Kind: kind, Bytes: []byte(s)}, Overrides{})
			if err != nil {
				continue
			}
			if err := doc.Check(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
