package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestTerminalGolden(t *testing.T) {
	for name, o := range map[string]report.TerminalOptions{
		"80.txt":        {Width: 80},
		"40.txt":        {Width: 40, Times: true},
		"120.txt":       {Width: 120, Times: true},
		"80-full.txt":   {Width: 80, Full: true},
		"80-colour.txt": {Width: 80, Color: true, Full: true},
	} {
		var b bytes.Buffer
		if err := report.Terminal(&b, sample(t), o); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

func TestMarkdownGolden(t *testing.T) {
	var b bytes.Buffer
	if err := report.Markdown(&b, sample(t)); err != nil {
		t.Fatal(err)
	}
	golden(t, "harbour.md", b.Bytes())
}
