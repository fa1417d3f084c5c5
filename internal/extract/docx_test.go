package extract

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/collect"
	"hearsay/record"
)

// docxOf packs parts to a DOCX.
func docxOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml"} {
		if parts[name] == "" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func wordBody(paragraphs string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:r="r"><w:body>` + paragraphs + `</w:body></w:document>`
}

func TestDOCX(t *testing.T) {
	b := docxOf(t, map[string]string{
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>Draft two</dc:title>
			<dc:creator>Ana Brevik</dc:creator><dcterms:created>2025-03-04T07:00:00Z</dcterms:created></cp:coreProperties>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="rId4" Target="https://harbour.example/vote" TargetMode="External"/>
			<Relationship Id="rId5" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`,
		"word/document.xml": wordBody(`
			<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Quay closes</w:t></w:r></w:p>
			<w:p><w:r><w:t xml:space="preserve">The board </w:t></w:r><w:hyperlink r:id="rId4"><w:r><w:t>voted</w:t></w:r></w:hyperlink>
			<w:r><w:t xml:space="preserve"> on</w:t><w:br/><w:t>Monday.</w:t></w:r><w:del><w:r><w:t>never</w:t></w:r></w:del></w:p>
			<w:p><w:hyperlink r:id="rId5"><w:r><w:t>Naïve 🚢 text.</w:t></w:r></w:hyperlink></w:p>
			<w:tbl><w:tr><w:tc><w:r><w:t>Monday</w:t></w:r></w:tc><w:tc><w:r><w:t>12</w:t></w:r></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Tuesday</w:t></w:r></w:p></w:tc>
			<w:tc><w:r><w:t>9</w:t></w:r></w:tc></w:tr></w:tbl>`),
	})
	doc, err := reader.Document(collect.Item{Name: "quay.docx", ID: "quay", Kind: collect.DOCX, Bytes: b}, Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Text != "Quay closes\n\nThe board voted on\nMonday.\n\nNaïve 🚢 text.\n\nMonday\t12\n\nTuesday\t9" {
		t.Errorf("text %q", doc.Text)
	}
	if doc.Title != "Quay closes" || doc.Published != "" || doc.Body.Start != len("Quay closes\n\n") {
		t.Errorf("title %q, published %q from %q, body %v", doc.Title, doc.Published, doc.PublishedFrom, doc.Body)
	}
	if diff := cmp.Diff([]string{"Ana Brevik"}, doc.Authors); diff != "" {
		t.Error(diff)
	}
	if len(doc.Links) != 1 || doc.Links[0].In(doc.Text) != "voted" || doc.Links[0].URL != "https://harbour.example/vote" {
		t.Errorf("links %v", doc.Links)
	}
}

func TestBrokenDOCX(t *testing.T) {
	whole := docxOf(t, map[string]string{"word/document.xml": wordBody("<w:p><w:r><w:t>A text.</w:t></w:r></w:p>")})
	for name, b := range map[string][]byte{
		"truncated":        whole[:len(whole)-30],
		"no main text":     docxOf(t, map[string]string{"docProps/core.xml": "<a/>"}),
		"broken XML":       docxOf(t, map[string]string{"word/document.xml": "<w:document><w:body>"}),
		"too deep":         docxOf(t, map[string]string{"word/document.xml": strings.Repeat("<a>", 100_000)}),
		"too much text":    docxOf(t, map[string]string{"word/document.xml": wordBody("<w:p><w:t>" + strings.Repeat("x", record.MaxText+1) + "</w:t></w:p>")}),
		"too large a part": docxOf(t, map[string]string{"word/document.xml": wordBody(strings.Repeat(" ", maxPart))}),
	} {
		_, err := reader.Document(collect.Item{Name: name + ".docx", Kind: collect.DOCX, Bytes: b}, Overrides{})
		if err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: want a one-line error, got %v", name, err)
		} else {
			t.Log(err)
		}
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(wordBody(`<w:p><w:hyperlink r:id="a"><w:t>x</w:t></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:del>`), "<dc:title>x</dc:title>")
	f.Fuzz(func(t *testing.T, body, properties string) {
		b := docxOf(t, map[string]string{"word/document.xml": body, "docProps/core.xml": properties})
		doc, err := reader.Document(collect.Item{Kind: collect.DOCX, Bytes: b}, Overrides{})
		if err != nil {
			return
		}
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
