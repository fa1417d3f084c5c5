package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"hearsay/record"
)

// Bounds on a PDF.
const (
	maxPages      = 500
	maxPDFTime    = 60 * time.Second
	maxPDFMemory  = 512 << 20 // of the PDF library, bytes
	wasmPage      = 64 << 10
	pdfInstances  = 2
	pdfWaitForOne = 2 * maxPDFTime
)

// startPDFium starts the PDF library (PDFium as WebAssembly) when the first PDF is
// read. It sees no file and no network, only the bytes that it is handed. It is
// interpreted: compiling it would take seconds, and pay from some fifty pages on.
var startPDFium = sync.OnceValues(func() (pdfium.Pool, error) {
	features := api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling
	return webassembly.Init(webassembly.Config{
		MaxIdle: pdfInstances, MaxTotal: pdfInstances, Stdout: io.Discard, Stderr: io.Discard, FSConfig: wazero.NewFSConfig(),
		RuntimeConfig: wazero.NewRuntimeConfigInterpreter().WithCoreFeatures(features).
			WithCloseOnContextDone(true).WithMemoryLimitPages(maxPDFMemory / wasmPage),
	})
})

// fromPDF reads a PDF's text, with lines joined to paragraphs.
func (w *words) fromPDF(b []byte) (*record.Document, error) {
	pool, err := startPDFium()
	if err != nil {
		return nil, fmt.Errorf("starting the PDF reader: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), pdfWaitForOne)
	defer cancel()
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("starting the PDF reader: %w", err)
	}
	defer func() { _ = instance.Close() }()
	killed := time.AfterFunc(maxPDFTime, func() { _ = instance.Kill() })
	p, err := readPDF(instance, b)
	if !killed.Stop() {
		return nil, fmt.Errorf("PDF not read within %v", maxPDFTime)
	}
	if err != nil {
		return nil, err
	}
	text := strings.ToValidUTF8(paragraphs(p.pages), "\uFFFD")
	if text == "" {
		return nil, errors.New("the PDF holds no text (scanned pages are not read)")
	}
	doc := w.fromText(text)
	if doc.Title == "" && !isFileName(p.title) {
		doc.Title = clean(p.title)
	}
	if len(doc.Authors) == 0 {
		doc.Authors = w.credit(p.author, false).authors()
	}
	// The day on which a PDF was made is not the day on which its text was published.
	return doc, nil
}

// pdfContent is what the library says of a PDF.
type pdfContent struct {
	title, author string
	pages         [][]pdfLine
}

func readPDF(instance pdfium.Pdfium, b []byte) (*pdfContent, error) {
	open, err := instance.OpenDocument(&requests.OpenDocument{File: &b})
	if err != nil {
		if strings.Contains(err.Error(), "password") {
			return nil, errors.New("the PDF is encrypted and needs a password")
		}
		return nil, errors.New("the PDF is damaged or incomplete")
	}
	defer func() { _, _ = instance.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: open.Document}) }()
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: open.Document})
	if err != nil {
		return nil, fmt.Errorf("counting the PDF's pages: %w", err)
	}
	if count.PageCount > maxPages {
		return nil, fmt.Errorf("a PDF of %d pages; the limit is %d", count.PageCount, maxPages)
	}
	p := &pdfContent{}
	tags := []string{"Title", "Author"}
	if meta, err := instance.GetMetaData(&requests.GetMetaData{Document: open.Document, Tags: &tags}); err == nil {
		for _, t := range meta.Tags {
			switch t.Tag {
			case "Title":
				p.title = t.Value
			case "Author":
				p.author = t.Value
			}
		}
	}
	chars := 0
	for i := range count.PageCount {
		lines, n, err := pdfPage(instance, open.Document, i)
		if err != nil {
			return nil, fmt.Errorf("page %d of the PDF: %w", i+1, err)
		}
		if chars += n; chars > record.MaxText {
			return nil, ErrTooLong
		}
		p.pages = append(p.pages, lines)
	}
	return p, nil
}

// pdfPage reads one page's lines with their places, and tells how many characters
// they hold. The places are those of a line's first and last character: asking for
// every character's would take ten times as long.
func pdfPage(instance pdfium.Pdfium, document references.FPDF_DOCUMENT, index int) ([]pdfLine, int, error) {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: document, Index: index}}
	loaded, err := instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, 0, err
	}
	handle := loaded.TextPage
	defer func() { _, _ = instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: handle}) }()
	chars, err := instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: handle})
	if err != nil || chars.Count <= 0 {
		return nil, 0, err
	}
	if chars.Count > record.MaxText {
		return nil, 0, ErrTooLong
	}
	whole, err := instance.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: handle, Count: chars.Count})
	if err != nil {
		return nil, 0, err
	}
	var lines []pdfLine
	var text strings.Builder
	first, last := -1, -1 // the line's first and last printed character, in UTF-16 units
	end := func() {
		if l := (pdfLine{text: strings.Join(strings.Fields(text.String()), " ")}); l.text != "" {
			for _, i := range []int{first, last} {
				l.include(instance, handle, i)
			}
			lines = append(lines, l)
		}
		first, last = -1, -1
		text.Reset()
	}
	at := 0
	for _, r := range whole.Text {
		switch {
		case r == '\r' || r == '\n':
			end()
		case r == '\x02' || r == '\uFFFE': // a hyphen that divides a word at a line's end
			text.WriteByte('-')
			end()
		case r != 0:
			text.WriteRune(r)
			if !unicode.IsSpace(r) {
				last = at
				if first < 0 {
					first = at
				}
			}
		}
		at += utf16.RuneLen(r)
	}
	end()
	return lines, chars.Count, nil
}

// include widens the line's box by that of a character, given by its place in the
// page's text.
func (l *pdfLine) include(instance pdfium.Pdfium, page references.FPDF_TEXTPAGE, i int) {
	char, err := instance.FPDFText_GetCharIndexFromTextIndex(&requests.FPDFText_GetCharIndexFromTextIndex{TextPage: page, NTextIndex: i})
	if err != nil {
		return
	}
	box, err := instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: page, Index: char.CharIndex})
	if err == nil {
		l.widen(float64(box.Rect.Left), float64(box.Rect.Right), float64(box.Rect.Top), float64(box.Rect.Bottom))
	}
}

// isFileName tells a title that a program put in from one that a person wrote.
func isFileName(title string) bool {
	t := strings.ToLower(title)
	return t == "" || t == "untitled" || strings.HasPrefix(t, "microsoft word") || !strings.Contains(strings.TrimSpace(t), " ")
}
