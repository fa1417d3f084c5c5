package attribution

import (
	"flag"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden texts' expectations")

// The golden texts show one structure each, with what is read from it.
func TestGolden(t *testing.T) {
	const file = "testdata/structure.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	for i, f := range archive.Files {
		text, want, _ := strings.Cut(string(f.Data), "\n=>\n")
		var b strings.Builder
		for _, a := range r.read(text) {
			b.WriteString(show(text, a) + " " + string(a.Form) + " " + string(a.Act))
			if a.Negated {
				b.WriteString(" negated")
			}
			if a.Possible {
				b.WriteString(" possible")
			}
			b.WriteString("\n")
		}
		if got := b.String(); got != want && !*update {
			t.Errorf("%s: %s\n\tread %s\twant %s", f.Name, text, got, want)
		}
		archive.Files[i].Data = []byte(text + "\n=>\n" + b.String())
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
