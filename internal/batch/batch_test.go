package batch

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/extract"
	"hearsay/record"
	"hearsay/tables"
)

func run(t *testing.T, s Sources) []Result {
	t.Helper()
	reader, err := hearsay.New(hearsay.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Extract = extractor(t)
	var out []Result
	err = Run(context.Background(), reader, s, func(w io.Writer, d *record.Document) error {
		_, err := io.WriteString(w, d.Title+"|"+d.Outlet+"|"+d.Published+"|"+d.Text)
		return err
	}, func(r Result) error {
		out = append(out, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func extractor(t *testing.T) *extract.Reader {
	t.Helper()
	x, err := extract.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func file(t *testing.T, name, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestResultsStandInTheOrderOfSourcesAndLines(t *testing.T) {
	var lines strings.Builder
	for i := range 60 {
		fmt.Fprintf(&lines, "{\"id\":\"n%d\",\"text\":%q}\n", i, strings.Repeat("The harbour is closed. ", (i*7)%30))
	}
	s := Sources{Names: []string{file(t, "one.txt", "First."), file(t, "many.jsonl", lines.String()), "missing.txt", file(t, "two.txt", "Last.")}}
	got := run(t, s)
	if len(got) != 63 {
		t.Fatalf("%d results", len(got))
	}
	for i := range 60 {
		if want := fmt.Sprintf("n%d", i); got[i+1].ID != want || got[i+1].Line != i+1 {
			t.Fatalf("result %d is %s at line %d, want %s", i+1, got[i+1].ID, got[i+1].Line, want)
		}
	}
	if got[0].ID != "one" || got[61].Err == nil || got[62].ID != "two" {
		t.Errorf("ends: %q, %v, %q", got[0].ID, got[61].Err, got[62].ID)
	}
}

func TestWhatTheUserSaysStandsBeforeWhatTheLineSays(t *testing.T) {
	lines := `{"id":"a","text":"It rained.","title":"Rain","outlet":"Tide","published":"2025-03-01"}`
	s := Sources{Names: []string{Stdin}, Stdin: strings.NewReader(lines), Overrides: extract.Overrides{Outlet: "Corran Herald"}}
	got := run(t, s)
	if got[0].Err != nil {
		t.Fatal(got[0].Err)
	}
	var out strings.Builder
	if err := got[0].Write(&out); err != nil || out.String() != "Rain|Corran Herald|2025-03-01|It rained." {
		t.Errorf("got %q, %v", out.String(), err)
	}
}

func TestStandardInputIsLinesOnlyWhereItOpensWithABrace(t *testing.T) {
	for in, want := range map[string]string{
		"  \n{\"id\":\"a\",\"text\":\"x\"}\n": "a",
		"{not json":                           "",
		"Rain [again].":                       "standard input",
	} {
		got := run(t, Sources{Names: []string{Stdin}, Stdin: strings.NewReader(in)})
		if len(got) != 1 || got[0].ID != want {
			t.Errorf("%q: %+v", in, got)
		}
	}
}

// TestMemoryDoesNotGrowWithTheNumberOfLines reads a stream of 8 MB that is made as
// it is read, and looks at what is held in between.
func TestMemoryDoesNotGrowWithTheNumberOfLines(t *testing.T) {
	if testing.Short() {
		t.Skip("8 MB")
	}
	reader, err := hearsay.New(hearsay.Options{})
	if err != nil {
		t.Fatal(err)
	}
	line := fmt.Sprintf("{\"id\":\"x\",\"text\":%q}\n", strings.Repeat("The harbour is closed. ", 160))
	n, most := 0, uint64(0)
	err = Run(t.Context(), reader, Sources{Names: []string{Stdin}, Extract: extractor(t), Stdin: &repeated{line, 2_000, 0}},
		func(w io.Writer, d *record.Document) error { return d.WriteJSON(w) },
		func(Result) error {
			if n++; n%200 == 0 {
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
			return nil
		})
	if err != nil || n != 2_000 {
		t.Fatalf("%d lines, %v", n, err)
	}
	if most > 48<<20 {
		t.Errorf("%d MB held", most>>20)
	}
}

type repeated struct {
	line  string
	times int
	at    int
}

func (r *repeated) Read(b []byte) (int, error) {
	if r.times == 0 {
		return 0, io.EOF
	}
	n := copy(b, r.line[r.at:])
	if r.at += n; r.at == len(r.line) {
		r.at, r.times = 0, r.times-1
	}
	return n, nil
}
