package extract

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"hearsay/internal/collect"
)

// pdfOf prints lines of text in Helvetica, one page for each list, by hand. A line
// that begins with ">" is indented, an empty one leaves a gap.
func pdfOf(info string, pages ...[]string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 5+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	object("<< %s >>", info)
	for _, lines := range pages {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", len(offsets)+2)
		content, y := "", 780
		for _, l := range lines {
			x := 60
			if strings.HasPrefix(l, ">") {
				x, l = 80, l[1:]
			}
			l = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l)
			content += fmt.Sprintf("BT /F1 11 Tf %d %d Td (%s) Tj ET\n", x, y, l)
			y -= 14
		}
		object("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	return b.Bytes()
}

var quayPDF = [][]string{{
	"Norlys Daily, 4 March 2025",
	"",
	"Eastern quay to close for eleven weeks",
	"",
	"By Ana Brevik",
	"",
	"The harbour board voted on Monday to close the eastern quay while divers examine the founda-",
	"tions, its chairwoman Ingrid Solheim said after the meeting. The closure begins at once.",
	">Dockworkers called the step too hard. Their union counted 340 members on the well-known quay",
	"and asked for wages. A ship-owner at the well-",
	"known quay agreed.",
}, {
	"Norlys Daily, 5 March 2025",
	"",
	"The board will meet again on 12 March, and nobody expects it to change its mind about",
	"its own order.",
	"",
	"2",
}, {
	"Norlys Daily, 6 March 2025",
	"",
	"A last page follows with one more sentence on it.",
	"",
	"3",
}}

func TestPDFLinesBecomeParagraphs(t *testing.T) {
	b := pdfOf("/Title (Eastern quay to close) /Author (Ana Brevik) /CreationDate (D:20250304081500+01'00')", quayPDF...)
	doc, err := reader.Document(collect.Item{Name: "quay.pdf", ID: "quay", Kind: collect.PDF, Bytes: b}, Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"Eastern quay to close for eleven weeks",
		"By Ana Brevik",
		"The harbour board voted on Monday to close the eastern quay while divers examine the foundations, its chairwoman Ingrid Solheim said after the meeting. The closure begins at once.",
		"Dockworkers called the step too hard. Their union counted 340 members on the well-known quay and asked for wages. A ship-owner at the well-known quay agreed.",
		"The board will meet again on 12 March, and nobody expects it to change its mind about its own order.",
		"A last page follows with one more sentence on it.",
	}, "\n\n")
	if doc.Text != want {
		t.Errorf("text:\n%s\nwant:\n%s", doc.Text, want)
	}
	if doc.Title != "Eastern quay to close for eleven weeks" || doc.Published != "" {
		t.Errorf("title %q, published %q", doc.Title, doc.Published)
	}
	if len(doc.Authors) != 1 || doc.Authors[0] != "Ana Brevik" {
		t.Errorf("authors %q", doc.Authors)
	}
}

func TestBrokenPDFs(t *testing.T) {
	whole := pdfOf("/Title (x)", []string{"A line of text."})
	for name, b := range map[string][]byte{
		"truncated":  whole[:120],
		"no text":    pdfOf("", []string{}),
		"encrypted":  bytes.Replace(whole, []byte("/Root"), []byte("/Encrypt << /Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4 >> /ID [(a) (a)] /Root"), 1),
		"not really": []byte("%PDF-1.7\nhello"),
	} {
		_, err := reader.Document(collect.Item{Name: name + ".pdf", Kind: collect.PDF, Bytes: b}, Overrides{})
		if err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: want a one-line error, got %v", name, err)
		} else {
			t.Log(err)
		}
	}
}
