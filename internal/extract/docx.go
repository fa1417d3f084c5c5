package extract

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"hearsay/record"
)

// Bounds on the parts of a DOCX, which are packed XML.
const (
	maxPart  = 64 << 20 // bytes, unpacked
	maxDepth = 200      // elements within each other
)

// fromDOCX reads a Word document (ECMA-376): the paragraphs of its main part, with
// their links, and the title, author and dates of its properties.
func (w *words) fromDOCX(b []byte) (*record.Document, error) {
	archive, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, errors.New("the DOCX is damaged or incomplete")
	}
	parts := map[string]*zip.File{}
	for _, f := range archive.File {
		parts[f.Name] = f
	}
	r := &docxReader{flat: &flat{}, targets: map[string]string{}}
	// The properties and the links' addresses may be missing or broken; the text must
	// not be.
	_ = eachElement(parts["word/_rels/document.xml.rels"], r.relationship)
	_ = eachElement(parts["docProps/core.xml"], r.property)
	if parts["word/document.xml"] == nil {
		return nil, errors.New("the DOCX has no main text")
	}
	if err := eachElement(parts["word/document.xml"], r.body); err != nil {
		return nil, fmt.Errorf("the DOCX is damaged: %w", err)
	}
	if r.flat.tooLong {
		return nil, ErrTooLong
	}
	doc := &record.Document{Text: string(r.flat.text), Links: r.flat.links}
	if r.titleEnd > 0 {
		doc.Title = strings.TrimSpace(doc.Text[r.titleStart:r.titleEnd])
		w.header(doc, r.titleEnd)
	} else {
		w.header(doc, w.headline(doc, 0))
	}
	if doc.Title == "" && !isFileName(r.title) {
		doc.Title = clean(r.title)
	}
	if len(doc.Authors) == 0 {
		doc.Authors = w.credit(r.author, false).authors()
	}
	// The day on which a file was begun is not the day on which its text was published.
	doc.Modified = r.modified
	return doc, nil
}

// docxReader is handed the elements of the parts, as they begin and end.
type docxReader struct {
	flat    *flat
	targets map[string]string // addresses of external links, by id

	title, author, modified string

	skip                 int // depth within what is no text
	cells                int // depth within table cells
	titleStart, titleEnd int // of the first paragraph in a title's or first heading's style
	inTitle              bool
}

// element is an element's begin, its end, or the text within it.
type element struct {
	name   string
	attrs  []xml.Attr
	begins bool
	text   string // for text: of the innermost element, named name
}

func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// eachElement calls f for every element and text of a part.
func eachElement(part *zip.File, f func(element)) error {
	if part == nil {
		return errors.New("a part is missing")
	}
	file, err := part.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	limited := &io.LimitedReader{R: file, N: maxPart}
	d := xml.NewDecoder(limited)
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("it is not UTF-8") }
	var open []string
	for {
		token, err := d.Token()
		switch {
		case limited.N <= 0:
			return fmt.Errorf("%s is larger than %d MiB", part.Name, maxPart>>20)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if open = append(open, t.Name.Local); len(open) > maxDepth {
				return fmt.Errorf("%s is nested more than %d deep", part.Name, maxDepth)
			}
			f(element{name: t.Name.Local, attrs: t.Attr, begins: true})
		case xml.EndElement:
			open = open[:len(open)-1]
			f(element{name: t.Name.Local})
		case xml.CharData:
			if len(open) > 0 {
				f(element{name: open[len(open)-1], text: string(t)})
			}
		}
	}
}

func (r *docxReader) relationship(e element) {
	if e.begins && e.name == "Relationship" && e.attr("TargetMode") == "External" && len(r.targets) < maxLinks {
		r.targets[e.attr("Id")] = e.attr("Target")
	}
}

func (r *docxReader) property(e element) {
	if e.text == "" {
		return
	}
	switch e.name {
	case "title":
		r.title = e.text
	case "creator":
		r.author = e.text
	case "modified":
		r.modified, _ = isoDate(e.text)
	}
}

func (r *docxReader) body(e element) {
	switch e.name {
	case "Fallback", "del", "moveFrom", "pict": // written twice, or taken out by the author
		if e.text == "" && e.begins {
			r.skip++
		} else if e.text == "" {
			r.skip--
		}
	}
	if r.skip > 0 {
		return
	}
	switch {
	case e.text != "":
		if e.name == "t" {
			r.flat.write(e.text)
		}
	case e.begins:
		r.begin(e)
	default:
		r.end(e)
	}
}

func (r *docxReader) begin(e element) {
	switch e.name {
	case "p":
		r.flat.want(r.between())
	case "tr":
		r.flat.want(block)
	case "tc":
		r.cells++
		r.flat.want(cell)
	case "tab":
		r.flat.want(space)
	case "br", "cr":
		r.flat.want(line)
	case "noBreakHyphen":
		r.flat.write("-")
	case "pStyle":
		style := strings.ToLower(strings.ReplaceAll(e.attr("val"), " ", ""))
		if r.titleEnd == 0 && !r.inTitle && (style == "title" || style == "heading1") {
			r.inTitle, r.titleStart = true, len(r.flat.text)
		}
	case "hyperlink":
		if address := r.flat.resolve(r.targets[e.attr("id")]); address != "" && len(r.flat.links) < maxLinks {
			r.flat.open(address)
		}
	}
}

// between is what separates paragraphs: those of a table's cell stay on its row.
func (r *docxReader) between() gap {
	if r.cells > 0 {
		return space
	}
	return block
}

func (r *docxReader) end(e element) {
	switch e.name {
	case "p":
		if r.inTitle && len(r.flat.text) > r.titleStart {
			r.titleEnd = len(r.flat.text)
		}
		r.inTitle = false
		r.flat.want(r.between())
	case "tc":
		r.cells--
	case "hyperlink":
		r.flat.close()
	}
}
