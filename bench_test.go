package hearsay_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
	"hearsay/record"
)

// BenchmarkRead reads the invented story on one core, without rendering: words per
// second of the stages together.
func BenchmarkRead(b *testing.B) {
	files, err := filepath.Glob("examples/harbour/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no examples (%v)", err)
	}
	var texts []string
	words := 0
	for _, f := range files {
		t, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, string(t))
		words += len(strings.Fields(string(t)))
	}
	for way, model := range map[string]string{"by rule": hearsay.NoModel, "with the model": ""} {
		b.Run(way, func(b *testing.B) {
			reader, err := hearsay.New(hearsay.Options{Model: model})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				for _, t := range texts {
					doc := &record.Document{ID: "x", Text: t, Language: "en", Published: "2025-03-12"}
					if err := reader.Read(context.Background(), doc); err != nil {
						b.Fatal(err)
					}
				}
				n += words
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

// BenchmarkReadLong reads one document of a megabyte: no stage may be quadratic.
func BenchmarkReadLong(b *testing.B) {
	t, err := os.ReadFile("examples/harbour/01-wire-blockade.txt")
	if err != nil {
		b.Fatal(err)
	}
	for _, size := range []struct {
		name  string
		bytes int
	}{{"10KB", 10_000}, {"100KB", 100_000}, {"1MB", 1_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			text := strings.Repeat(string(t)+"\n\n", size.bytes/len(t)+1)
			reader, err := hearsay.New(hearsay.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				doc := &record.Document{ID: "x", Text: text, Language: "en", Published: "2025-03-12"}
				if err := reader.Read(context.Background(), doc); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkNew loads the tables: what every start of the program pays.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := hearsay.New(hearsay.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
