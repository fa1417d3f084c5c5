package main

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestLaidOutAsTheStandardLibraryDoes(t *testing.T) {
	compact := []byte(`{"a":[],"b":{},"c":[1,[2,{"d":"x, {y}: \"[\\"}],null],"e\\":{"f":{"g":[{},{}]}},"h":"\\\\\"","i":[""]}`)
	var want bytes.Buffer
	if err := json.Indent(&want, compact, "", "  "); err != nil {
		t.Fatal(err)
	}
	for _, piece := range []int{1, 7, len(compact)} {
		var got bytes.Buffer
		i := &indenter{to: &got}
		for b := compact; len(b) > 0; {
			n := min(piece, len(b))
			if _, err := i.Write(b[:n]); err != nil {
				t.Fatal(err)
			}
			b = b[n:]
		}
		if got.String() != want.String() {
			t.Errorf("in pieces of %d: %s", piece, got.String())
		}
	}
}
