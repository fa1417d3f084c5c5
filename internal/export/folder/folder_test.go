package folder

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNoIDLeadsOutOfTheFolder(t *testing.T) {
	for id, want := range map[string]string{
		"../../etc/passwd":              "_._.._etc_passwd",
		"..":                            "_.",
		"":                              "document",
		"a/b\\c:d\x00e\nf":              "a_b_c_d_e_f",
		"https://tide.example/pier?a=b": "https___tide.example_pier_a_b",
		"пирс-1":                        "пирс-1",
		"\xff\xfe":                      "_",
		strings.Repeat("é", 100):        strings.Repeat("é", 60),
	} {
		if got := Name(id); got != want {
			t.Errorf("%q gives %q, want %q", id, got, want)
		}
	}
}

func TestNothingIsWrittenOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	f, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write("a/1", File{".ann", []byte("1")}, File{".txt", []byte("2")}); err != nil {
		t.Fatal(err)
	}
	if err := f.Write("A_1", File{".ann", []byte("3")}); err == nil || !strings.Contains(err.Error(), `"a/1" and "A_1"`) {
		t.Errorf("two documents with one name: %v", err)
	}
	again, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Write("a/1", File{".txt", []byte("4")}); err == nil {
		t.Error("a file of an earlier run was written over")
	}
	if err := again.Keep("a_1.txt", []byte("5")); err != nil {
		t.Error(err)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "a_1.txt")); err != nil || string(b) != "2" {
		t.Errorf("%q %v", b, err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("%d files, %v: something was left", len(entries), err)
	}
}
