package correct

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/record"
)

const hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// line is an entry of one text, with the fields given.
func line(fields string) string { return `{"text_sha256":"` + hash + `",` + fields + "}" }

func TestALineThatIsNoEntryIsNamedWithWhatIsWrong(t *testing.T) {
	long := strings.Repeat(",[1,2,\"a\"]", maxPlaces)
	for _, c := range []struct{ line, want string }{
		{`{`, "not JSON: the line ends too early; each line is one object"},
		{`[]`, "a array, want an object"},
		{`{"op":}`, "not JSON at character 7: "},
		{`{} {}`, "more than one JSON object on the line"},
		{"{\"note\":\"\xff\"}", "not UTF-8"},
		{`{"note":"` + strings.Repeat("a", maxLine) + `"}`, "longer than 1048576 bytes"},
		{`{"text_sha256":"0123"}`, `text_sha256 "0123": want the record's, 64 digits of lower-case hex`},
		{`{"op":7}`, `"op" is a number, want a string`},
		{line(`"layer":"claims","op":"wrong"`), `layer "claims": want one of entities, attributions, timexes, quantities, events`},
		{line(`"layer":"timexes","op":"merge"`), `op "merge": in timexes, want one of right, wrong`},
		{line(`"layer":"timexes","op":"wrong","places":[]`), `unknown field "places"`},
		{line(`"layer":"timexes","op":"wrong"`), "span: want one place"},
		{line(`"layer":"timexes","op":"wrong","span":[[1,2]]`), `a place is [start, end, "words"], not "[1,2]"`},
		{line(`"layer":"timexes","op":"wrong","span":[[1.5,2,"a"]]`), `a place is [start, end, "words"], not "[1.5,2,\"a\"]"`},
		{line(`"layer":"timexes","op":"wrong","span":[[null,2,"a"]]`), `a place is [start, end, "words"], not "[null,2,\"a\"]"`},
		{line(`"layer":"timexes","op":"wrong","span":[[2,2,"a"]]`), `span: [2,2] "a" is no stretch of a text`},
		{line(`"layer":"timexes","op":"wrong","span":[[-1,2,"a"]]`), `span: [-1,2] "a" is no stretch of a text`},
		{line(`"layer":"timexes","op":"wrong","span":[[1,99999999,"a"]]`), `span: [1,99999999] "a" is no stretch of a text`},
		{line(`"layer":"timexes","op":"wrong","span":[[1,9000,"a … b"]]`), `span: [1,9000] "a … b" covers 8999 characters: the limit is 2000`},
		{line(`"layer":"timexes","op":"wrong","span":[[1,2,"a"],[3,4,"b"]]`), "span: 2 places, want at most 1"},
		{line(`"layer":"timexes","op":"wrong","span":[[1,2,"a"]],"cue":[]`), `"cue" does not belong to op "wrong" of timexes`},
		{line(`"layer":"timexes","op":"wrong","span":[[1,2,"a"]],"at":"yesterday"`), `at "yesterday": want an ISO 8601 date, as 2026-11-23`},
		{line(`"layer":"attributions","op":"right","source":[[1,2,"a"]]`), "name the attribution by its cue"},
		{line(`"layer":"attributions","op":"right","cue":[]`), "name the attribution by its cue"},
		{line(`"layer":"attributions","op":"right","cue":[[1,2,"a"]],"form":"direct"`), `unknown field "form"`},
		{line(`"layer":"attributions","op":"right","cue":[[1,2,"a"]],"act":"shout"`), `act "shout": want one of [assert deny`},
		{line(`"layer":"attributions","op":"right","cue":[[1,2,"a"]],"sourcing":"author"`), `sourcing "author": want one of [named-person`},
		{line(`"layer":"attributions","op":"wrong","cue":[[1,2,"a"]],"act":"deny"`), `"act" does not belong to op "wrong" of attributions`},
		{line(`"layer":"attributions","op":"right","cue":[[3,4,"a"],[1,2,"b"]]`), `cue: [1,2] "b" overlaps the place before it, or is out of order`},
		{line(`"layer":"attributions","op":"right","cue":[[3,6,"say"]],"content":[[1,2,"b"],[4,9,"ay so"]]`), `[3,6] "say" and [4,9] "ay so" are of one attribution and overlap`},
		{line(`"layer":"attributions","op":"right","cue":[[1,2,"a"]],"via":[[1,2,"a"],[3,4,"b"]]`), "via: 2 places, want at most 1"},
		{line(`"layer":"attributions","op":"right","cue":[[1,2,"a"]],"speakers":[[1,2,"a"]` + long + `]`), "speakers: 1001 places, want at most 1000"},
		{line(`"layer":"entities","op":"merge","mentions":[[1,2,"a"]]`), `mentions: op "merge" of entities wants two or more`},
		{line(`"layer":"entities","op":"right","mentions":[]`), `mentions: op "right" of entities wants one or more`},
		{line(`"layer":"entities","op":"right","mentions":[[1,2,"a"],[1,2,"a"]]`), `mentions: [1,2] "a" stands twice`},
		{line(`"layer":"entities","op":"right","mentions":[[1,2,"a"]],"kind":"ship"`), `kind "ship": want one of [person`},
		{line(`"layer":"entities","op":"right","mentions":[[1,2,"a"]],"to":[[3,4,"b"]]`), `"to" does not belong to op "right" of entities`},
		{line(`"layer":"entities","op":"split","mentions":[[1,2,"a"]],"to":[[1,2,"a"]]`), "to: want one mention of the entity that the others belong to"},
	} {
		_, err := Parse("fixes.jsonl", strings.NewReader("\n"+c.line+"\n"))
		if err == nil || !strings.HasPrefix(err.Error(), "fixes.jsonl:2: "+c.want) {
			t.Errorf("%.200s\n%.300v\nwant fixes.jsonl:2: %s", c.line, err, c.want)
		}
	}
}

func TestALineSaysWhatItSays(t *testing.T) {
	got, err := Parse("f", strings.NewReader(line(`"layer":"attributions","op":"right","by":"a","at":"2026-11-23","note":"n","source":[],"cue":[[4,9,"said"]],"negated":false`)))
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	e := got[0]
	if e.Line != 1 || e.By != "a" || e.Source == nil || e.Content != nil || e.Negated == nil || e.Inferred != nil || e.Cue[0] != (Place{record.Span{Start: 4, End: 9}, "said"}) {
		t.Errorf("%+v", e)
	}
}

func TestContradictionsAreNamed(t *testing.T) {
	attribution := func(op, rest string) string { return line(`"layer":"attributions","op":"` + op + `",` + rest) }
	entity := func(op, rest string) string { return line(`"layer":"entities","op":"` + op + `",` + rest) }
	const said = `"cue":[[10,14,"said"]]`
	for name, c := range map[string]struct{ a, b, want string }{
		"two sources":           {attribution("right", said+`,"source":[[1,2,"a"]]`), attribution("right", said+`,"source":[[3,4,"b"]]`), `of [10,14] "said" they give a different "source"`},
		"two acts":              {attribution("right", said+`,"act":"deny"`), attribution("right", said+`,"act":"ask"`), `of [10,14] "said" they give a different "act"`},
		"one says more":         {attribution("right", said+`,"source":[[1,2,"a"]]`), attribution("right", said+`,"act":"deny","source":[[1,2,"a"]]`), ""},
		"a wide reading too":    {attribution("right", said+`,"content":[[20,30,"a … b"]]`), attribution("right", said+`,"possible":true,"content":[[20,40,"a … c"]]`), ""},
		"cues overlap":          {attribution("right", said), attribution("right", `"cue":[[12,17,"id so"]]`), `[12,17] "id so" and [10,14] "said" overlap`},
		"cues side by side":     {attribution("right", said), attribution("right", `"cue":[[14,17," so"]]`), ""},
		"right and wrong":       {attribution("right", said+`,"source":[[1,2,"a"]]`), attribution("wrong", said), `of [10,14] "said" one says that it is right and the other that it is wrong`},
		"another source wrong":  {attribution("wrong", said+`,"source":[[3,4,"b"]]`), attribution("right", said+`,"source":[[1,2,"a"]]`), ""},
		"the wide reading none": {attribution("wrong", said+`,"possible":true`), attribution("right", said), ""},
		"split twice":           {entity("split", `"mentions":[[1,2,"a"]]`), entity("split", `"mentions":[[1,2,"a"],[3,4,"b"]]`), `of [1,2] "a" they give a different "split"`},
		"split and merged":      {entity("split", `"mentions":[[1,2,"a"]]`), entity("merge", `"mentions":[[1,2,"a"],[3,4,"b"]]`), `of [1,2] "a" they give a different "split"`},
		"merged in a row":       {entity("merge", `"mentions":[[1,2,"a"],[3,4,"b"]]`), entity("merge", `"mentions":[[3,4,"b"],[5,6,"c"]]`), ""},
		"a mention and none":    {entity("wrong", `"mentions":[[1,2,"a"]]`), entity("right", `"mentions":[[1,2,"a"]]`), `of [1,2] "a" they give a different "op"`},
		"two kinds":             {entity("right", `"mentions":[[1,2,"a"]],"kind":"person"`), entity("right", `"mentions":[[1,2,"a"]],"kind":"group"`), `of [1,2] "a" they give a different "kind"`},
		"a day, right or wrong": {line(`"layer":"timexes","op":"wrong","span":[[1,2,"a"]]`), line(`"layer":"timexes","op":"right","span":[[1,2,"a"]]`), `of [1,2] "a" they give a different "op"`},
		"days that overlap":     {line(`"layer":"timexes","op":"right","span":[[1,4,"abc"]]`), line(`"layer":"timexes","op":"right","span":[[1,2,"a"]]`), `[1,2] "a" and [1,4] "abc" overlap`},
		"a figure in a day":     {line(`"layer":"timexes","op":"right","span":[[1,4,"abc"]]`), line(`"layer":"quantities","op":"right","span":[[1,2,"a"]]`), ""},
	} {
		folder := t.TempDir()
		for f, text := range map[string]string{"a.jsonl": c.a, "b/b.jsonl": c.b, "notes.txt": "no overlay"} {
			os.MkdirAll(filepath.Dir(filepath.Join(folder, f)), 0o700)
			if err := os.WriteFile(filepath.Join(folder, f), []byte(text+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := Load(folder)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (err == nil || !strings.HasSuffix(err.Error(), c.want) || !strings.Contains(err.Error(), "a.jsonl:1") || !strings.Contains(err.Error(), "b/b.jsonl:1 ")):
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}

func TestLimitsOfASet(t *testing.T) {
	file := filepath.Join(t.TempDir(), "many.jsonl")
	var b strings.Builder
	for i := range maxOfText + 1 {
		fmt.Fprintln(&b, line(fmt.Sprintf(`"layer":"timexes","op":"wrong","span":[[%d,%d,"a"]]`, i, i+1)))
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(file); err == nil || !strings.Contains(err.Error(), "many.jsonl:4097: more than 4096 entries of one text") {
		t.Error(err)
	}
	if _, err := Load(t.TempDir()); err == nil || !strings.Contains(err.Error(), "holds no overlay (.jsonl)") {
		t.Error(err)
	}
}

func TestWordsMayBeCutInTheMiddle(t *testing.T) {
	const text = "that the quay will be closed in March"
	for words, want := range map[string]bool{
		text: true, "that the quay … in March": true, "that…March": true,
		"that the ship … in March": false, "that the quay … in May": false, "… in March": false, "that … ": false,
		"that the quay will be … will be closed in March": false, "that the quay": false, "": false,
	} {
		if quotes(words, text) != want {
			t.Errorf("%q: %v", words, !want)
		}
	}
}

// FuzzParse holds that a line of any bytes is an entry or an error, and that any two
// entries are held against each other and put to a text without harm.
func FuzzParse(f *testing.F) {
	f.Add(line(`"layer":"attributions","op":"right","cue":[[4,8,"said"]],"source":[[0,3,"She"]],"content":[[9,11,"so"]]`))
	f.Add(line(`"layer":"attributions","op":"wrong","cue":[],"content":[[0,3,"She"]]`) + "\n" + line(`"layer":"attributions","op":"right","cue":[],"content":[[0,3,"She"]]`))
	f.Add(line(`"layer":"entities","op":"merge","mentions":[[0,3,"She"],[9,11,"so"]]`))
	f.Add(line(`"layer":"events","op":"right","span":[[0,3,"She"]]`))
	f.Fuzz(func(t *testing.T, overlay string) {
		entries, _ := Parse("f", strings.NewReader(overlay))
		o := &Overlays{map[string][]Entry{}}
		for _, e := range entries {
			o.of[e.SHA256] = append(o.of[e.SHA256], e)
		}
		for sha, of := range o.of {
			contradictions(of)
			doc := &record.Document{Text: "She said so."}
			e := o.Of(doc.Text, sha)
			doc.Attributions, _ = e.Attributions([]record.Attribution{{Cue: record.Spans{{Start: 4, End: 8}}}})
			doc.Timexes = e.Timexes([]record.Timex{{Span: record.Span{Start: 9, End: 11}}})
			for _, a := range doc.Attributions {
				if a.Content.Bounds().End > len(doc.Text) {
					t.Fatal(a)
				}
			}
			if len(e.Outcome()) != len(of) {
				t.Fatal("an entry was dropped")
			}
		}
	})
}
