package correct

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay/internal/lex"
	"hearsay/record"
)

const text = "An aide said no. Another aide said yes, the Herald reported. The Post agreed."

// at is the first place of the words.
func at(words string) record.Span {
	i := strings.Index(text, words)
	return record.Span{Start: i, End: i + len(words)}
}

func spans(words ...string) record.Spans {
	out := record.Spans{}
	for _, w := range words {
		out = append(out, at(w))
	}
	return out
}

// quoted is a list of places as JSON has it.
func quoted(words ...string) string {
	var out []string
	for _, w := range words {
		out = append(out, fmt.Sprintf("[%d,%d,%q]", at(w).Start, at(w).End, w))
	}
	return "[" + strings.Join(out, ",") + "]"
}

func edits(t *testing.T, lines ...string) *Edits {
	t.Helper()
	entries, err := Parse("f", strings.NewReader(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return (&Overlays{map[string][]Entry{hash: entries}}).Of(text, hash)
}

// TestReferencesFollowEntities corrects entities that only the sources of attributions
// showed, when attributions refer to them.
func TestReferencesFollowEntities(t *testing.T) {
	entity := func(words ...string) record.Entity {
		e := record.Entity{Kind: record.Person, Name: words[0]}
		for _, w := range words {
			e.Mentions = append(e.Mentions, record.Mention{Span: at(w), Form: record.NominalForm})
		}
		return e
	}
	for name, c := range map[string]struct{ line, want string }{
		"split": {`"layer":"entities","op":"split","mentions":` + quoted("Another aide"), "a1 An aide; a2 Another aide by [the Herald]; credits [The Post]"},
		"merge": {`"layer":"entities","op":"merge","name":"Herald","mentions":` + quoted("the Herald", "The Post"), "a1 An aide; a2 An aide by [Herald]; credits [Herald]"},
		"wrong": {`"layer":"entities","op":"wrong","mentions":` + quoted("An aide", "Another aide", "The Post"), "a1 nobody; a2 the Herald by [the Herald]; credits []"},
		"right": {`"layer":"entities","op":"right","name":"Example Herald","mentions":` + quoted("the Herald"), "a1 An aide; a2 An aide by [Example Herald]; credits [The Post]"},
	} {
		doc := &record.Document{
			Text: text, Entities: []record.Entity{entity("An aide", "Another aide"), entity("the Herald"), entity("The Post")},
			Attributions: []record.Attribution{
				{Source: spans("An aide"), Speaker: 1},
				{Source: spans("Another aide"), Speaker: 1, Speakers: []record.Ref[record.Entity]{1, 2}, Carriers: []record.Ref[record.Entity]{2}, Via: record.Via{Entity: 2}},
			},
			Credits: []record.Ref[record.Entity]{3},
		}
		e := edits(t, line(c.line))
		e.Entities(&lex.Text{Source: text}, nil, []record.Entity{})
		e.Sources(&lex.Text{Source: text}, nil, doc)
		called := func(r record.Ref[record.Entity]) string {
			if !r.Set() {
				return "nobody"
			}
			return doc.Entities[r.Index()].Name
		}
		a, b := doc.Attributions[0], doc.Attributions[1]
		by, credits := []string{}, []string{}
		for _, r := range b.Carriers {
			by = append(by, called(r))
		}
		for _, r := range doc.Credits {
			credits = append(credits, called(r))
		}
		got := fmt.Sprintf("a1 %s; a2 %s by %v; credits %v", called(a.Speaker), called(b.Speaker), by, credits)
		if got != c.want || called(b.Via.Entity) != by[0] || e.Outcome()[0].Problem != "" {
			t.Errorf("%s: %s (%+v)\nwant %s", name, got, e.Outcome(), c.want)
		}
		for _, l := range [][]record.Ref[record.Entity]{b.Speakers, b.Carriers} {
			if len(slices.Compact(slices.Clone(l))) < len(l) || len(b.Speakers) == 1 {
				t.Errorf("%s: %v", name, l)
			}
		}
	}
}

// TestANewerReadingIsCorrectedAsTheOldOne holds one line against what different models
// may find.
func TestANewerReadingIsCorrectedAsTheOldOne(t *testing.T) {
	l := line(`"layer":"attributions","op":"right","source":` + quoted("Another aide") + `,"cue":` + quoted("said yes") + `,"content":[]`)
	want := record.Attribution{Source: spans("Another aide"), Cue: spans("said yes"), Content: record.Spans{}, Confidence: 1}
	other := record.Attribution{Cue: spans("said no"), Confidence: 0.5}
	yes := record.Spans{{Start: at("said yes").Start, End: at("said yes").Start + 4}}
	for name, read := range map[string][]record.Attribution{
		"found":         {other, want},
		"missed":        {other},
		"a shorter cue": {other, {Cue: yes, Content: spans("yes")}},
		"a longer cue":  {other, {Source: spans("aide"), Cue: spans("aide said yes, the Herald")}},
	} {
		e := edits(t, l)
		got, _ := e.Attributions(read)
		if fmt.Sprint(got) != fmt.Sprint([]record.Attribution{other, want}) || e.Outcome()[0].Problem != "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestTwoReadingsOfOneCue corrects the narrow reading and leaves the wide one.
func TestTwoReadingsOfOneCue(t *testing.T) {
	wide := record.Attribution{Cue: spans("reported"), Content: spans("Another aide said yes"), Possible: true}
	narrow := record.Attribution{Cue: spans("reported"), Content: spans("yes")}
	e := edits(t,
		line(`"layer":"attributions","op":"right","cue":`+quoted("reported")+`,"content":`+quoted("said yes")),
		line(`"layer":"attributions","op":"right","cue":`+quoted("reported")+`,"source":`+quoted("the Herald")))
	got, _ := e.Attributions([]record.Attribution{wide, narrow})
	narrow.Content, narrow.Source = spans("said yes"), spans("the Herald")
	if fmt.Sprint(got) != fmt.Sprint([]record.Attribution{wide, narrow}) {
		t.Errorf("%+v", got)
	}
}

func TestASpanThatGrowsOverAnother(t *testing.T) {
	e := edits(t, line(`"layer":"timexes","op":"right","span":`+quoted("said yes")), line(`"layer":"timexes","op":"right","span":`+quoted("The Post")))
	got := e.Timexes([]record.Timex{{Span: at("said")}, {Span: at("aide said yes")}, {Span: at("yes")}, {Span: at("Post")}})
	if p := e.Outcome()[0].Problem; got[3].Span != at("The Post") || p != "" {
		t.Errorf("%v, %q", got, p)
	}
	e = edits(t, line(`"layer":"timexes","op":"right","span":`+quoted("yes, the")))
	got = e.Timexes([]record.Timex{{Span: at("yes")}, {Span: at("the Herald")}})
	if p := e.Outcome()[0].Problem; got[0].Span != at("yes") || p != `another time expression stands within [35,43] "yes, the"; say first that it is wrong` {
		t.Errorf("%v, %q", got, p)
	}
}

// TestAnchorsFollowTimes takes out a time before and one that others count from.
func TestAnchorsFollowTimes(t *testing.T) {
	e := edits(t, line(`"layer":"timexes","op":"wrong","span":`+quoted("aide")), line(`"layer":"timexes","op":"wrong","span":`+quoted("yes")))
	got := e.Timexes([]record.Timex{{Span: at("aide")}, {Span: at("no")}, {Span: at("Another"), Anchor: "t2"}, {Span: at("yes"), Anchor: "published"}, {Span: at("Post"), Anchor: "t4"}})
	if len(got) != 3 || got[1].Anchor != "t1" || got[2].Anchor != "" {
		t.Errorf("%+v", got)
	}
}

func TestWordsGoRoundInNoCircle(t *testing.T) {
	e := edits(t, line(`"layer":"attributions","op":"right","cue":`+quoted("said no")+`,"via":`+quoted("reported")))
	doc := &record.Document{Text: text}
	doc.Attributions, _ = e.Attributions([]record.Attribution{{Cue: spans("said no")}, {Cue: spans("reported"), Via: record.Via{Attribution: 1}}})
	e.Sources(&lex.Text{Source: text}, nil, doc)
	if p := e.Outcome()[0].Problem; doc.Attributions[0].Via.Attribution.Set() || !strings.HasPrefix(p, "via: the words at") {
		t.Error(p)
	}
}
