package check_test

import (
	"context"
	"fmt"
	"log"

	"hearsay/check"
	"hearsay/record"
)

func ExampleRun() {
	shouting := &check.Check{
		Name: "shouting", Label: "exclamation mark", Severity: record.Warning, Judged: 40, Right: 39,
		Run: func(p *check.Pass) error {
			for _, s := range p.Doc.Sentences {
				if p.Doc.Text[s.End-1] == '!' {
					p.Report(record.Finding{Spans: record.Spans{s}, Message: "This sentence ends in an exclamation mark."})
				}
			}
			return nil
		},
	}
	doc := &record.Document{Text: "It rained. The pier fell!", Sentences: []record.Span{{Start: 0, End: 10}, {Start: 11, End: 25}}}
	findings, err := check.Run(context.Background(), []*check.Check{shouting}, check.Material{Doc: doc})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range findings {
		fmt.Printf("%d %s: %s %q\n", f.Rank, f.Severity, f.Message, f.Spans.In(doc.Text))
	}
	// Output: 1 warning: This sentence ends in an exclamation mark. "The pier fell!"
}
