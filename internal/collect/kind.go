package collect

import (
	"bytes"
	"mime"
	"net/http"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Kind is what an item's bytes are, and so how extract reads them.
type Kind string

// The kinds that can be read.
const (
	Text     Kind = "text"
	Markdown Kind = "markdown"
	HTML     Kind = "html"
	PDF      Kind = "pdf"
	DOCX     Kind = "docx"
)

// IsLines tells by the name whether a file holds JSON lines, packed or not.
func IsLines(name string) bool {
	switch extension(name) {
	case ".jsonl", ".ndjson":
		return true
	}
	return false
}

// extension is the last one in lower case, that of the packed file for a .gz.
func extension(name string) string {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	return filepath.Ext(name)
}

// kind tells what the bytes are: by their signature where they have one, then by
// the server's word, the file's extension, the look of the text.
func kind(name, contentType string, b []byte) (Kind, error) {
	head := b[:min(len(b), sniffed)]
	switch {
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if bytes.Contains(b, []byte("word/document.xml")) {
			return DOCX, nil
		}
		return "", ErrBinary
	case binary(head):
		return "", ErrBinary
	}
	mediaType, _, _ := mime.ParseMediaType(contentType)
	switch mediaType {
	case "text/html", "application/xhtml+xml":
		return HTML, nil
	case "text/markdown", "text/x-markdown":
		return Markdown, nil
	case "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return "", ErrBinary // the signature is missing: it is not what it says
	}
	switch extension(name) {
	case ".html", ".htm", ".xhtml", ".shtml":
		return HTML, nil
	case ".md", ".markdown":
		return Markdown, nil
	case ".pdf", ".docx":
		return "", ErrBinary
	case ".txt", ".text":
		return Text, nil
	}
	if mediaType != "text/plain" && looksLikePage(head) {
		return HTML, nil
	}
	return Text, nil
}

// sniffed is how many bytes are looked at to tell text from other data.
const sniffed = 8 << 10

// binary tells whether the bytes are no text in any encoding. A text may hold a NUL
// or another control character; many of them, or one among bytes that are no
// UTF-8, make it something else.
func binary(head []byte) bool {
	if len(head) == 0 || utf16(head) {
		return false
	}
	detected := http.DetectContentType(head)
	for _, family := range []string{"image/", "audio/", "video/", "font/", "application/"} {
		if strings.HasPrefix(detected, family) && detected != "application/octet-stream" {
			return true
		}
	}
	controls, nul := 0, false
	for _, c := range head {
		if c < ' ' && !bytes.ContainsRune([]byte("\t\n\v\f\r\x1b"), rune(c)) {
			controls++
			nul = nul || c == 0
		}
	}
	return controls*10 > len(head) || nul && !validHead(head)
}

// utf16 tells whether the bytes have UTF-16's byte-order mark, or nearly every
// second one is zero as in UTF-16 of a text in Latin letters.
func utf16(head []byte) bool {
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return true
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	few, many := min(zeros[0], zeros[1]), max(zeros[0], zeros[1])
	return half > 0 && many*10 >= half*7 && few*20 <= half
}

// validHead tells whether the bytes are UTF-8, but for a character that the cut at
// their end may have broken.
func validHead(head []byte) bool {
	for i := 0; i < utf8.UTFMax && i < len(head); i++ {
		if utf8.Valid(head[:len(head)-i]) {
			return true
		}
	}
	return false
}

// looksLikePage tells whether a text without extension starts as a page does.
func looksLikePage(head []byte) bool {
	head = bytes.ToLower(head[:min(len(head), 1024)])
	return strings.HasPrefix(http.DetectContentType(head), "text/html") || bytes.Contains(head, []byte("<html"))
}
