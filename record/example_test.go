package record_test

import (
	"encoding/json"
	"fmt"
	"log"

	"hearsay/record"
)

// Inside the program offsets are bytes and references indexes; in JSON they are
// code points and ids.
func ExampleDocument_MarshalJSON() {
	doc := &record.Document{ID: "café", Text: "Zoë spoke.", Models: map[string]string{}}
	doc.Entities = []record.Entity{{
		Kind: record.Person, Name: "Zoë",
		Mentions: []record.Mention{{Span: record.Span{Start: 0, End: len("Zoë")}, Form: record.NameForm}},
	}}
	b, err := json.Marshal(doc)
	if err != nil {
		log.Fatal(err)
	}
	var out struct{ Entities json.RawMessage }
	if err := json.Unmarshal(b, &out); err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(out.Entities))
	// Output: [{"id":"e1","kind":"person","name":"Zoë","mentions":[{"start":0,"end":3,"form":"name"}]}]
}

func ExampleTo() {
	speaker := record.To[record.Entity](2)
	var nobody record.Ref[record.Entity]
	fmt.Println(speaker, speaker.Index(), nobody.Set())
	// Output: e3 2 false
}
