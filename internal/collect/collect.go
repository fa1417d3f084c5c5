// Package collect gets the bytes of a report from where a person says they are: a
// file, standard input, the web.
//
// It promises: no more than [MaxBytes] are ever held, whatever a compressed file
// unpacks to; a file is read without any network connection; the web is asked
// politely (robots.txt, a truthful name) and safely (no private addresses, limits
// on size, time and redirects). It looks at bytes only to tell their kind; what
// they say is package extract's.
package collect

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// MaxBytes is the most that is read of one source, compressed or not.
const MaxBytes = 64 << 20

// Item is one source as it was got.
type Item struct {
	// ID names the item in the record: the base name up to the first dot, for a
	// page its address.
	ID string
	// Name is the source as the user named it.
	Name string
	// Kind is what the bytes are.
	Kind Kind
	// ContentType is what the server said, with its parameters; "" for files.
	ContentType string
	// Bytes are the source's, unpacked where it was a .gz.
	Bytes []byte
	// URL is the address asked for and FinalURL the one that answered; both are
	// "" for files.
	URL, FinalURL string
	// Retrieved is when a page was fetched, in RFC 3339 and UTC; "" for files.
	Retrieved string
}

// Errors that callers may want to tell apart.
var (
	ErrTooLarge = fmt.Errorf("larger than the limit of %d MiB", MaxBytes>>20)
	ErrBinary   = errors.New("not a text, page, PDF or DOCX")
)

// File reads a file; one that is packed with gzip is unpacked.
func File(path string) (Item, error) {
	item, err := file(path)
	if err != nil {
		return Item{}, fmt.Errorf("%s: %w", path, plain(err))
	}
	return item, nil
}

func file(path string) (Item, error) {
	f, err := os.Open(path)
	if err != nil {
		return Item{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Item{}, err
	}
	if info.IsDir() {
		return Item{}, errors.New("is a directory, not a file")
	}
	return read(path, f)
}

// Reader reads standard input or any other stream; name is "-" or what the user
// called it.
func Reader(name string, r io.Reader) (Item, error) {
	item, err := read(name, r)
	if err != nil {
		return Item{}, fmt.Errorf("%s: %w", name, plain(err))
	}
	return item, nil
}

func read(name string, r io.Reader) (Item, error) {
	b, err := readAll(r)
	if err != nil {
		return Item{}, err
	}
	if b, err = unpack(b); err != nil {
		return Item{}, err
	}
	item := Item{ID: id(name), Name: name, Bytes: b}
	item.Kind, err = kind(name, "", b)
	return item, err
}

// readAll reads up to the limit and fails beyond it.
func readAll(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(b) > MaxBytes {
		return nil, ErrTooLarge
	}
	return b, nil
}

// unpack undoes gzip where the bytes are packed with it. The limit holds for what
// comes out, so that a small file cannot fill the memory.
func unpack(b []byte) ([]byte, error) {
	if !bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("gzip: %w", err)
	}
	out, err := readAll(z)
	if err != nil && !errors.Is(err, ErrTooLarge) {
		err = fmt.Errorf("gzip: %w", err)
	}
	return out, err
}

// id is the base name up to its first dot.
func id(name string) string {
	if name == "-" {
		return "stdin"
	}
	base := filepath.Base(name)
	if i := strings.IndexByte(base[1:], '.'); i >= 0 {
		base = base[:i+1]
	}
	return base
}

// plain drops the path that the operating system's errors repeat.
func plain(err error) error {
	if p, ok := errors.AsType[*os.PathError](err); ok {
		return p.Err
	}
	return err
}
