package brat_test

import (
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/export/brat"
	"hearsay/internal/export/exporttest"
)

func TestWhatIsWrittenComesBackAsTheSameLayers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := exporttest.Document(t)
		ann, err := brat.Write(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := brat.Read("x.ann", ann, want.Text, nil)
		if err != nil {
			t.Fatalf("%v in\n%s", err, ann)
		}
		if d := exporttest.Diff(want, got); d != "" {
			t.Fatalf("%s\nby\n%s", d, ann)
		}
	})
}
