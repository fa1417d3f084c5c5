package correct

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// What a set of overlays may hold. Beyond, it is refused.
const (
	maxBytes   = 256 << 20
	maxEntries = 1 << 20
	maxOfText  = 4096 // entries that name one text
)

// Overlays are all entries that were given, by the text that they name; nil where
// none were asked for. They are read-only after Load.
type Overlays struct{ of map[string][]Entry }

// Load reads an overlay, or every overlay (.jsonl) in a folder and below. The error
// names each line that is broken, and each that contradicts another.
func Load(path string) (*Overlays, error) {
	root, names, err := files(path)
	if err != nil {
		return nil, fmt.Errorf("corrections: %w", err)
	}
	o := &Overlays{map[string][]Entry{}}
	var wrongs []error
	entries, bytes := 0, int64(maxBytes)
	for _, name := range names {
		found, err := read(root, name, &bytes)
		if err != nil {
			wrongs = append(wrongs, err)
		}
		if entries += len(found); entries > maxEntries || bytes <= 0 {
			return nil, fmt.Errorf("corrections: %s: more than %d MiB or %d entries", path, maxBytes>>20, maxEntries)
		}
		for _, e := range found {
			o.of[e.SHA256] = append(o.of[e.SHA256], e)
			if len(o.of[e.SHA256]) > maxOfText {
				return nil, fmt.Errorf("corrections: %s:%d: more than %d entries of one text", e.File, e.Line, maxOfText)
			}
		}
	}
	for _, text := range slices.Sorted(maps.Keys(o.of)) {
		wrongs = append(wrongs, contradictions(o.of[text])...)
	}
	if len(wrongs) > 0 {
		return nil, fmt.Errorf("corrections: %w", errors.Join(wrongs[:min(len(wrongs), maxErrors)]...))
	}
	return o, nil
}

// files are the overlays that path names, relative to root, in order of their names.
func files(path string) (root string, names []string, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", nil, err
	}
	if !info.IsDir() {
		return filepath.Dir(path), []string{filepath.Base(path)}, nil
	}
	err = fs.WalkDir(os.DirFS(path), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".jsonl") {
			names = append(names, name)
		}
		return err
	})
	if err == nil && names == nil {
		err = fmt.Errorf("%s: holds no overlay (.jsonl)", path)
	}
	return path, names, err
}

// read parses one overlay, and takes its bytes from those left.
func read(root, name string, left *int64) ([]Entry, error) {
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := &io.LimitedReader{R: f, N: *left}
	found, err := Parse(name, in)
	*left = in.N
	return found, err
}
