package hearsay_test

import (
	"context"
	"fmt"
	"log"

	"hearsay"
	"hearsay/check"
	"hearsay/record"
)

// Reading one text: who says what, and how many.
func Example() {
	reader, err := hearsay.New(hearsay.Options{})
	if err != nil {
		log.Fatal(err)
	}
	doc := &record.Document{
		ID:        "harbour",
		Published: "2025-03-04",
		Language:  "en",
		Text:      "Twelve ships were searched on Monday, Ana Brevik, head of the harbour board, said.",
	}
	if err := reader.Read(context.Background(), doc); err != nil {
		log.Fatal(err)
	}
	for _, a := range doc.Attributions {
		fmt.Printf("%s: %s\n", a.Source.In(doc.Text), a.Content.In(doc.Text))
	}
	for _, q := range doc.Quantities {
		fmt.Println(*q.Low, q.Unit)
	}
	// Output:
	// Ana Brevik, head of the harbour board: Twelve ships were searched on Monday
	// 12 ship
}

// A program brings its own check beside Hearsay's.
func ExampleOptions_checks() {
	long := &check.Check{
		Name:  "long-sentence",
		Label: "a long sentence",
		Doc:   "A sentence of more than 200 characters.",
		Run: func(p *check.Pass) error {
			for _, s := range p.Doc.Sentences {
				if s.Len() > 200 {
					p.Report(record.Finding{Spans: record.Spans{s}, Message: "This sentence is long."})
				}
			}
			return nil
		},
	}
	reader, err := hearsay.New(hearsay.Options{Checks: []*check.Check{long}})
	if err != nil {
		log.Fatal(err)
	}
	doc := &record.Document{ID: "short", Text: "The harbour is open."}
	if err := reader.Read(context.Background(), doc); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(doc.Findings), "findings")
	// Output: 0 findings
}
