package extract

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// decode gives the bytes as UTF-8, without a byte-order mark. The encoding is told,
// in this order, by the mark, by being valid UTF-8 beyond ASCII, by the server, by
// the page itself, by the bytes' statistics. Bytes that are no character become
// U+FFFD.
func decode(b []byte, contentType string, page bool) (string, error) {
	e := encodingOf(b, contentType, page)
	if e == nil {
		b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
		return strings.ToValidUTF8(string(b), "\uFFFD"), nil
	}
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return "", fmt.Errorf("decoding the text: %w", err)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), nil
}

// encodingOf is nil for UTF-8.
func encodingOf(b []byte, contentType string, page bool) encoding.Encoding {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return nil
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	if e := bareUTF16(b); e != nil {
		return e
	}
	declared := named(charsetParameter(contentType))
	if declared == nil && page {
		declared = named(declaredInPage(b))
	}
	if utf8.Valid(b) && !multibyte(declared, b) {
		return nil
	}
	if declared != nil && declared != unicode.UTF8 {
		return declared
	}
	// Declared UTF-8, or nothing: a few broken bytes do not make it another encoding.
	if mostlyUTF8(b) {
		return nil
	}
	return detected(b)
}

// multibyte tells whether an encoding was declared whose texts can be valid UTF-8
// by chance: an escape-driven one, or one with two-byte characters in a text so
// short that chance is likely.
func multibyte(declared encoding.Encoding, b []byte) bool {
	if declared == nil {
		return false
	}
	name, err := htmlindex.Name(declared)
	if err != nil {
		return false
	}
	switch name {
	case "iso-2022-jp":
		return true
	case "shift_jis", "euc-jp", "euc-kr", "gbk", "gb18030", "big5":
		return len(b) < 512
	}
	return false
}

// bareUTF16 finds UTF-16 without a mark: nearly every second byte is zero.
func bareUTF16(b []byte) encoding.Encoding {
	head := b[:min(len(b), 4<<10)]
	if len(head) < 4 {
		return nil
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case zeros[1]*10 >= half*7 && zeros[0]*20 <= half:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0]*10 >= half*7 && zeros[1]*20 <= half:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

func charsetParameter(contentType string) string {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return parameters["charset"]
}

// named is nil for a name that no browser knows.
func named(label string) encoding.Encoding {
	if label == "" {
		return nil
	}
	e, err := htmlindex.Get(label)
	if err != nil || e == encoding.Replacement {
		return nil
	}
	if name, _ := htmlindex.Name(e); strings.HasPrefix(name, "utf-16") {
		return nil // its declaration could be read as ASCII: it is not UTF-16
	}
	return e
}

// declaredInPage finds <meta charset="..">, <meta http-equiv content="..charset=..">
// and <?xml encoding=".."?> near the start, where browsers look, and a little beyond.
func declaredInPage(b []byte) string {
	head := bytes.ToLower(b[:min(len(b), 8<<10)])
	if bytes.HasPrefix(head, []byte("<?xml")) {
		if end := bytes.IndexByte(head, '>'); end > 0 {
			if label := labelAfter(head[:end], "encoding"); label != "" {
				return label
			}
		}
	}
	for {
		i := bytes.Index(head, []byte("<meta"))
		if i < 0 {
			return ""
		}
		head = head[i+len("<meta"):]
		end := bytes.IndexByte(head, '>')
		if end < 0 {
			end = len(head)
		}
		if label := labelAfter(head[:end], "charset"); label != "" {
			return label
		}
		head = head[end:]
	}
}

// labelAfter is the value in `key = "value"`, quoted or not.
func labelAfter(b []byte, key string) string {
	i := bytes.Index(b, []byte(key))
	if i < 0 {
		return ""
	}
	rest := bytes.TrimLeft(b[i+len(key):], " \t\r\n")
	if len(rest) == 0 || rest[0] != '=' {
		return ""
	}
	rest = bytes.TrimLeft(rest[1:], " \t\r\n\"'")
	if end := bytes.IndexAny(rest, " \t\r\n\"';/>"); end >= 0 {
		rest = rest[:end]
	}
	return string(rest)
}

// mostlyUTF8 tells whether broken bytes are rare beside UTF-8's longer characters.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return bad*5 <= good
}

// detected guesses from the bytes beyond ASCII, and says windows-1252, as browsers
// do, where the guess is a weak one.
func detected(b []byte) encoding.Encoding {
	guess := chardet.Detect(sample(b))
	if guess.Confidence >= 0.2 {
		label := guess.Charset
		if label == "" {
			label = guess.Encoding
		}
		if e := named(label); e != nil && e != unicode.UTF8 {
			return e
		}
	}
	return charmap.Windows1252
}

// sample is at most 64 KiB of the lines that hold bytes beyond ASCII: markup tells
// nothing about the encoding and would take the time.
func sample(b []byte) []byte {
	const most = 64 << 10
	var out []byte
	for line := range bytes.Lines(b) {
		if len(line) > most {
			line = line[:most]
		}
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			out = append(out, line...)
		}
		if len(out) >= most {
			return out[:most]
		}
	}
	return out
}
