package collect

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func packed(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func write(t *testing.T, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFiles(t *testing.T) {
	const page = "<!doctype html><p>The quay is closed."
	for _, c := range []struct {
		name, content, id string
		kind              Kind
	}{
		{"quay.txt", "The quay is closed.", "quay", Text},
		{"quay.2.txt", "The quay is closed.", "quay", Text},
		{"quay", "The quay is closed.", "quay", Text},
		{".quay.txt", "The quay is closed.", ".quay", Text},
		{"quay.md", "# The quay is closed.", "quay", Markdown},
		{"quay.html", page, "quay", HTML},
		{"quay.HTM", page, "quay", HTML},
		{"quay.php", page, "quay", HTML},
		{"quay.txt", page, "quay", Text},
		{"quay.pdf", "%PDF-1.4\n...", "quay", PDF},
		{"report", "%PDF-1.4\n...", "report", PDF},
		{"quay.docx", "PK\x03\x04....word/document.xml", "quay", DOCX},
		{"empty.txt", "", "empty", Text},
		{"nul.txt", "The quay\x00 is closed.", "nul", Text},
		{"utf16.txt", "\xff\xfeT\x00h\x00e\x00", "utf16", Text},
		{"utf16.txt", "T\x00h\x00e\x00 \x00q\x00u\x00a\x00y\x00", "utf16", Text},
		{"latin.txt", "Caf\xe9 ferm\xe9", "latin", Text},
	} {
		for _, gz := range []bool{false, true} {
			name, b := c.name, []byte(c.content)
			if gz {
				name, b = name+".gz", packed(t, b)
			}
			item, err := File(write(t, name, b))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if item.ID != c.id || item.Kind != c.kind || string(item.Bytes) != c.content {
				t.Errorf("%s: id %q, kind %q, %q", name, item.ID, item.Kind, item.Bytes)
			}
		}
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	bomb := packed(t, make([]byte, MaxBytes+1))
	half := packed(t, []byte(strings.Repeat("The quay is closed. ", 100)))
	for name, c := range map[string]struct {
		path string
		want string
	}{
		"missing":          {filepath.Join(t.TempDir(), "no.txt"), "no such file"},
		"directory":        {t.TempDir(), "is a directory"},
		"picture":          {write(t, "a.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")), "not a text"},
		"picture as text":  {write(t, "a.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")), "not a text"},
		"program":          {write(t, "a", append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 200)...)), "not a text"},
		"zip":              {write(t, "a.zip", []byte("PK\x03\x04....")), "not a text"},
		"no PDF":           {write(t, "a.pdf", []byte("The quay is closed.")), "not a text"},
		"bomb":             {write(t, "a.txt.gz", bomb), "64 MiB"},
		"half a gzip file": {write(t, "a.txt.gz", half[:len(half)/2]), "gzip"},
		"no gzip file":     {write(t, "a.txt.gz", []byte("\x1f\x8b....")), "gzip"},
	} {
		_, err := File(c.path)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want one line with %q", name, err, c.want)
		}
		if err != nil && strings.Count(err.Error(), c.path) != 1 {
			t.Errorf("%s: the path is not named once: %v", name, err)
		}
	}
}

// endless is a stream that never ends.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

func TestReader(t *testing.T) {
	item, err := Reader("-", strings.NewReader("<html><body>The quay is closed."))
	if err != nil || item.ID != "stdin" || item.Kind != HTML {
		t.Errorf("%+v, %v", item, err)
	}
	if _, err := Reader("-", endless{}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("an endless stream: %v", err)
	}
	if _, err := Reader("-", io.MultiReader(strings.NewReader("x"), errorReader{})); err == nil {
		t.Error("a stream that fails was read")
	}
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestIsLines(t *testing.T) {
	for name, want := range map[string]bool{
		"a.jsonl": true, "a.jsonl.gz": true, "a.NDJSON": true, "dir.jsonl/a.txt": false, "a.json": false, "a": false, "-": false, "": false,
	} {
		if IsLines(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add("a.txt", []byte("\x1f\x8b"))
	f.Add("..", []byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, name string, b []byte) {
		item, err := Reader(name, bytes.NewReader(b))
		if err == nil && item.Kind == "" {
			t.Fatal("neither kind nor error")
		}
	})
}
