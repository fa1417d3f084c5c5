package webanno_test

import (
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/export/exporttest"
	"hearsay/internal/export/webanno"
)

func TestWhatIsWrittenComesBackAsTheSameLayers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := exporttest.Document(t)
		b, err := webanno.Write(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := webanno.Read(b, nil, nil)
		if err != nil {
			t.Fatalf("%v in\n%s", err, b)
		}
		if d := exporttest.Diff(want, got); d != "" {
			t.Fatalf("%s\nby\n%s", d, b)
		}
		if want.ID != got.ID || want.Text != got.Text || want.Published != got.Published {
			t.Fatalf("%q, %q, %q", got.ID, got.Text, got.Published)
		}
	})
}
