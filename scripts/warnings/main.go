// Warnings reads documents (JSON lines with id, text, title, published, outlet) and prints
// every finding as the checks would report it if their warnings had been judged already:
// to judge them by hand, and to count them.
//
//	go run ./scripts/warnings [-notes] [-only weekday] docs.jsonl > findings.txt
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"hearsay"
	"hearsay/check"
	"hearsay/check/all"
	"hearsay/record"
)

func main() {
	log.SetFlags(0)
	notes := flag.Bool("notes", false, "print notes too")
	only := flag.String("only", "", "names of checks, apart by commas")
	model := flag.String("model", "", "model to read with")
	flag.Parse()
	var checks []*check.Check
	for _, c := range all.Checks() {
		if *only == "" || slices.Contains(strings.Split(*only, ","), c.Name) {
			c := *c
			c.Judged = 1000
			checks = append(checks, &c)
		}
	}
	reader, err := hearsay.New(hearsay.Options{Checks: checks, Model: *model})
	if err != nil {
		log.Fatal(err)
	}
	documents := 0
	counts := map[string]int{}
	for _, path := range flag.Args() {
		f, err := os.Open(path)
		if err != nil {
			log.Fatal(err)
		}
		s := bufio.NewScanner(f)
		s.Buffer(nil, 64<<20)
		for s.Scan() {
			doc, err := read(reader, s.Bytes())
			if err != nil {
				log.Fatalf("%q: %v", path, err)
			}
			documents++
			for _, f := range doc.Findings {
				counts[string(f.Severity)+" "+f.Check]++
				if f.Severity == record.Warning || *notes {
					show(doc, f)
				}
			}
		}
		_ = f.Close()
	}
	fmt.Printf("%d documents\n", documents)
	for _, k := range slices.SortedFunc(keys(counts), func(a, b string) int { return cmp.Compare(b, a) }) {
		fmt.Printf("%6d %s\n", counts[k], k)
	}
}

func keys(m map[string]int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func read(reader *hearsay.Reader, line []byte) (*record.Document, error) {
	var in record.Input
	if err := json.Unmarshal(line, &in); err != nil {
		return nil, err
	}
	doc := &record.Document{ID: in.ID, Title: in.Title, Published: in.Published, Outlet: in.Outlet, Text: *in.Text}
	if in.Published != "" {
		doc.PublishedFrom = record.DateGiven
	}
	return doc, reader.Read(context.Background(), doc)
}

// show prints a finding with the sentences of its places.
func show(doc *record.Document, f record.Finding) {
	fmt.Printf("%s %s %s [%s]\n    %s\n", f.Severity, f.Check, doc.ID, doc.Published, f.Message)
	shown := -1
	for _, s := range f.Spans {
		i := slices.IndexFunc(doc.Sentences, func(x record.Span) bool { return x.End > s.Start })
		if i > shown {
			fmt.Printf("    > %s\n", strings.Join(strings.Fields(doc.Sentences[i].In(doc.Text)), " "))
			shown = i
		}
	}
}
