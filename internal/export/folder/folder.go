// Package folder writes one or several files for each of many documents into one
// folder. It promises that a file is whole or absent, that no document overwrites
// another or what is there already (an annotator's work, perhaps), and that no id,
// whatever characters it has, leads out of the folder.
package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// Folder is a folder that is being written. It is for one goroutine.
type Folder struct {
	dir   string
	taken map[string]string // the ids of this run, by file name
}

// File is one file of a document: what its name ends with, and its bytes.
type File struct {
	Extension string // with the dot
	Bytes     []byte
}

// Create opens a folder to write into, and makes it where it is not there.
func Create(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, err
	}
	return &Folder{dir, map[string]string{}}, nil
}

// Write writes the files of a document, named by its id.
func (f *Folder) Write(id string, files ...File) error {
	name := Name(id)
	if other, taken := f.taken[strings.ToLower(name)]; taken {
		return fmt.Errorf("%s: documents %q and %q would have the same file", filepath.Join(f.dir, name), other, id)
	}
	for _, x := range files {
		path := filepath.Join(f.dir, name+x.Extension)
		if _, err := os.Lstat(path); err == nil {
			return fmt.Errorf("%s is there already; name an empty folder, or move it away", path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	f.taken[strings.ToLower(name)] = id
	for _, x := range files {
		if err := whole(filepath.Join(f.dir, name+x.Extension), x.Bytes); err != nil {
			return err
		}
	}
	return nil
}

// Keep writes a file that belongs to the folder, unless it is there.
func (f *Folder) Keep(name string, b []byte) error {
	path := filepath.Join(f.dir, name)
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	return whole(path, b)
}

// whole writes beside and renames, so that nobody sees half a file.
func whole(path string, b []byte) error {
	t, err := os.CreateTemp(filepath.Dir(path), ".hearsay-*")
	if err != nil {
		return err
	}
	_, err = t.Write(b)
	if err = errors.Join(err, t.Chmod(0o644), t.Close()); err == nil {
		err = os.Rename(t.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(t.Name()))
	}
	return nil
}

// longest is the longest file name, in bytes, that is made of an id.
const longest = 120

// Name is an id as a file name: what is no letter, digit, dot, dash or underscore
// becomes an underscore, and so does a dot that it begins with.
func Name(id string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".-_", r) {
			return r
		}
		return '_'
	}, strings.ToValidUTF8(id, "_"))
	if strings.HasPrefix(name, ".") {
		name = "_" + name[1:]
	}
	for len(name) > longest {
		name = strings.TrimSuffix(name, lastRune(name))
	}
	if name == "" {
		return "document"
	}
	return name
}

func lastRune(s string) string {
	r := []rune(s)
	return string(r[len(r)-1])
}

// Pack writes a document's files one after another, so that what renders documents
// needs one stream for all of them; [Unpack] takes them apart.
func Pack(w io.Writer, files ...File) error {
	for _, f := range files {
		if _, err := fmt.Fprintf(w, "%s %d\n", f.Extension, len(f.Bytes)); err != nil {
			return err
		}
		if _, err := w.Write(f.Bytes); err != nil {
			return err
		}
	}
	return nil
}

// Unpack gives the files that Pack wrote. Their bytes are b's.
func Unpack(b []byte) ([]File, error) {
	var files []File
	for len(b) > 0 {
		var f File
		var size int
		head, rest, _ := bytes.Cut(b, []byte("\n"))
		if _, err := fmt.Sscanf(string(head), "%s %d", &f.Extension, &size); err != nil || size < 0 || size > len(rest) {
			return nil, fmt.Errorf("packed files: %.40q is no file's extension and size", head)
		}
		f.Bytes, b = rest[:size], rest[size:]
		files = append(files, f)
	}
	return files, nil
}
