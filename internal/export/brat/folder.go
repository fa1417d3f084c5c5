package brat

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"hearsay/internal/export/standoff"
	"hearsay/record"
)

// Folder yields the records of a brat folder and of the folders in it, in the order
// of their names; beside an error a record that has its id alone, if that is known. Path is a folder or one .ann file.
// A document's id is its path in the folder without .ann; a .txt without an .ann is
// no document.
func Folder(path string, names standoff.Names) iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		found := 0
		stop := errors.New("enough")
		err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && name != path && strings.HasPrefix(entry.Name(), "."):
				return fs.SkipDir
			case entry.IsDir() || filepath.Ext(name) != ".ann":
				return nil
			}
			found++
			d, err := open(name, names)
			if err != nil {
				d = &record.Document{}
			}
			d.ID = documentID(path, name)
			if !yield(d, err) {
				return stop
			}
			return nil
		})
		switch {
		case errors.Is(err, stop):
		case err != nil:
			yield(&record.Document{}, err)
		case found == 0:
			yield(&record.Document{}, fmt.Errorf("%s: no .ann file in this folder", path))
		}
	}
}

func documentID(folder, name string) string {
	rel, err := filepath.Rel(folder, name)
	if err != nil || rel == "." {
		rel = filepath.Base(name)
	}
	return strings.TrimSuffix(filepath.ToSlash(rel), ".ann")
}

func open(name string, names standoff.Names) (*record.Document, error) {
	ann, err := readFile(name, MaxAnn)
	if err != nil {
		return nil, err
	}
	beside := strings.TrimSuffix(name, ".ann") + ".txt"
	text, err := readFile(beside, record.MaxText)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: its text %s is not there", name, filepath.Base(beside))
	}
	if err != nil {
		return nil, err
	}
	return Read(name, ann, string(text), names)
}

// readFile reads a file of a size that is allowed.
func readFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("%s: larger than %d MiB", name, limit>>20)
	}
	return b, err
}
