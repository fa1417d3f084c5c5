// Command validate holds records against the JSON Schema that hearsay prints:
// validate SCHEMA RECORDS.jsonl.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"hearsay/internal/lines"
)

func main() {
	log.SetFlags(0)
	schema, err := jsonschema.NewCompiler().Compile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	f, err := os.Open(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	n, bad := 0, 0
	for l := range lines.Read(f) {
		n++
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(l.Bytes))
		if err == nil {
			err = schema.Validate(v)
		}
		if err != nil {
			bad++
			log.Printf("record %d: %v", l.Number, err)
		}
	}
	fmt.Printf("%d records, %d against the schema\n", n, bad)
	if bad > 0 {
		os.Exit(1)
	}
}
