package brat_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/internal/export/brat"
	"hearsay/internal/export/standoff"
	"hearsay/record"
)

// quay is a text with everything that moves offsets.
const quay = "👋🏽 “The quay is shut,”\r\nsaid Ana Brevik and Tor Lund.\r\nShe added: it opens again."

// place gives the offsets of words in quay, in code points.
func place(words string) string {
	i := strings.Index(quay, words)
	from := len([]rune(quay[:i]))
	return fmt.Sprintf("%d %d", from, from+len([]rune(words)))
}

// span writes a line of a span with its words.
func span(id, name, words string) string {
	return fmt.Sprintf("%s\t%s %s\t%s\n", id, name, place(words), words)
}

// shown reads annotations of quay and shows each attribution as "source | cue | content".
func shown(t *testing.T, ann, text string, names standoff.Names) []string {
	t.Helper()
	d, err := brat.Read("quay.ann", []byte(ann), text, names)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, a := range d.Attributions {
		out = append(out, strings.Join([]string{a.Source.In(text), a.Cue.In(text), a.Content.In(text)}, " | "))
	}
	return out
}

func TestAttributionsAreFoundHoweverAnnotatorsJoinThem(t *testing.T) {
	three := span("T1", "Source", "Ana Brevik") + span("T2", "Cue", "said") + span("T3", "Content", "The quay is shut")
	second := span("T4", "Source", "Tor Lund") + span("T5", "Content", "it opens again")
	const one = "Ana Brevik | said | The quay is shut"
	for name, c := range map[string]struct {
		ann  string
		want []string
	}{
		"from the cue, as PARC and PolNeAR have it": {three + "R1\tCue-Source Arg1:T2 Arg2:T1\nR2\tCue-Content Arg1:T2 Arg2:T3\n", []string{one}},
		"from the source to the cue to the content": {three + "R1\tsays Arg1:T1 Arg2:T2\nR2\twhat Arg1:T2 Arg2:T3\n", []string{one}},
		"from the content to the source, which has the cue": {
			three + "R1\tby Arg1:T3 Arg2:T1\nR2\tverb Arg1:T1 Arg2:T2\n", []string{one},
		},
		"over the content":                        {three + "R1\tx Arg1:T2 Arg2:T3\nR2\tx Arg1:T3 Arg2:T1\n", []string{one}},
		"as an event on the cue":                  {three + "E1\tCue:T2 Source:T1 Content:T3\n", []string{one}},
		"as an event of a name of its own":        {three + "E1\tSaying:T2 Who:T1 What:T3\n", []string{one}},
		"two sources and two contents of one cue": {three + second + "R1\tx Arg1:T2 Arg2:T1\nR2\tx Arg1:T2 Arg2:T3\nR3\tx Arg1:T2 Arg2:T4\nR4\tx Arg1:T2 Arg2:T5\n", []string{"Ana Brevik … Tor Lund | said | The quay is shut … it opens again"}},
		"a cue that two attributions share, each content with its own source": {
			three + second + "R1\tx Arg1:T2 Arg2:T1\nR2\tx Arg1:T2 Arg2:T4\nR3\tx Arg1:T1 Arg2:T3\nR4\tx Arg1:T4 Arg2:T5\n",
			[]string{one, "Tor Lund | said | it opens again"},
		},
		"two events on one cue": {
			three + second + "E1\tCue:T2 Source:T1 Content:T3\nE2\tCue:T2 Source2:T4 Content1:T5\n", []string{one, "Tor Lund | said | it opens again"},
		},
		"a person as the source": {
			span("T1", "Person", "Ana Brevik") + span("T2", "Cue", "said") + span("T3", "Content", "The quay is shut") + "R1\tSource Arg1:T2 Arg2:T1\nR2\tContent Arg1:T2 Arg2:T3\n",
			[]string{one},
		},
		"without a cue":    {span("T1", "Source", "Ana Brevik") + span("T3", "Content", "The quay is shut") + "R1\tx Arg1:T1 Arg2:T3\n", []string{"Ana Brevik |  | The quay is shut"}},
		"without relation": {span("T2", "Cue", "said"), []string{" | said | "}},
		"prefixed names in capitals": {
			span("T1", "ATTRIBUTION-SOURCE", "Ana Brevik") + span("T2", "attribution_cue", "said") + "R1\tx Arg1:T2 Arg2:T1\n", []string{"Ana Brevik | said | "},
		},
		"other layers and comments beside": {
			"T9\tMood 0 2\t👋🏽\nA9\tLoud T9\nN1\tReference T9 Wiki:1\tA wave\n#1\tAnnotatorNotes T9\tnot sure\n\n" + three + "R1\tx Arg1:T2 Arg2:T1\nR2\tx Arg1:T2 Arg2:T3\nR3\tx Arg1:T9 Arg2:T3\n",
			[]string{one},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := shown(t, c.ann, quay, nil); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestNamesOfTypesCanBeGiven(t *testing.T) {
	ann := span("T1", "Sprecher", "Ana Brevik") + span("T2", "Verb", "said") + "R1\tx Arg1:T2 Arg2:T1\n"
	got := shown(t, ann, quay, standoff.Names{"sprecher": "Source", "Verb": "cue"})
	if len(got) != 1 || got[0] != "Ana Brevik | said | " {
		t.Errorf("%q", got)
	}
	if _, err := brat.Read("quay.ann", []byte(ann), quay, nil); err == nil || !strings.Contains(err.Error(), "none of its types is known (Sprecher, Verb)") {
		t.Errorf("without them: %v", err)
	}
	if _, err := brat.Read("quay.ann", nil, quay, standoff.Names{"a": "Colour"}); err == nil {
		t.Error("a name of ours that is none was taken")
	}
}

// TestOffsetsOfOtherProgramsAreUnderstood: every file says the same words.
func TestOffsetsOfOtherProgramsAreUnderstood(t *testing.T) {
	for name, ann := range map[string]string{
		"code points":                    span("T2", "Cue", "said"),
		"line breaks counted once":       "T2\tCue 23 27\tsaid\n",
		"UTF-16":                         "T2\tCue 26 30\tsaid\n",
		"no words":                       "T2\tCue 24 28\n",
		"a .ann file with CRLF":          "T2\tCue 24 28\tsaid\r\n",
		"a .ann file without last break": "T2\tCue 24 28\tsaid",
		"a byte-order mark":              "\ufeffT2\tCue 24 28\tsaid\n",
		"pieces out of order":            "T2\tCue 26 28;24 26\tidsa\n",
		"changed white space":            "T2\tCue 22 28\t  said\n",
	} {
		t.Run(name, func(t *testing.T) {
			got := shown(t, ann, quay, nil)
			if words := strings.NewReplacer(" … ", "", "\r\n", "").Replace(strings.Join(got, "\n")); words != " | said | " {
				t.Errorf("%q", got)
			}
		})
	}
}

func TestPiecesThatLineBreaksPartAreOne(t *testing.T) {
	ann := fmt.Sprintf("T1\tContent %s;%s\tThe quay is shut,” said\n", place("The quay is shut,”"), place("said"))
	d, err := brat.Read("quay.ann", []byte(ann), quay, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c := d.Attributions[0].Content; len(c) != 1 || c.In(quay) != "The quay is shut,”\r\nsaid" {
		t.Errorf("%q", c.In(quay))
	}
}

func TestErrorsNameFileAndLine(t *testing.T) {
	cue := span("T1", "Cue", "said")
	for name, c := range map[string]struct{ ann, want string }{
		"outside the text":        {cue + "T2\tCue 90 99\n", "quay.ann:2: T2 from 90 to 99 is not within the text of 81 characters"},
		"other words":             {"\n" + "T2\tCue 3 7\tsaid\n", `quay.ann:2: T2 says "said", but from 3 to 7 the text says "“The"`},
		"an id twice":             {cue + cue, "quay.ann:2: id \"T1\" stands in line 1 already"},
		"a relation to nowhere":   {cue + "R1\tx Arg1:T1 Arg2:T7\n", `quay.ann:2: R1 refers to "T7", which is nowhere in the file`},
		"an attribute of nowhere": {cue + "A1\tNegated T8\n", `quay.ann:2: A1 refers to "T8"`},
		"a trigger that is none":  {cue + "R1\tx Arg1:T1 Arg2:T1\nE1\tCue:R1\n", "quay.ann:3: the trigger of E1 is R1, want a span"},
		"negative":                {"T1\tCue -1 2\n", "quay.ann:1: T1 from -1 to 2"},
		"backwards":               {"T1\tCue 5 2\n", "quay.ann:1: T1 from 5 to 2"},
		"no number":               {"T1\tCue five 2\n", `quay.ann:1: "five 2": want where T1 starts and ends`},
		"spaces for tabs":         {"T1 Cue 0 2 x\n", "quay.ann:1: no tab after"},
		"half a relation":         {cue + "R1\tx Arg1:T1\n", "quay.ann:2: relation R1 joins 1"},
		"another kind of line":    {"Q1\tCue 0 1\n", "quay.ann:1: \"Q1\" is not the id"},
		"not UTF-8":               {"T1\tCue 0 1\t\xff\n", "quay.ann: not UTF-8"},
		"a broken note":           {cue + "#1\tHearsay T1\t{\n", "quay.ann:2: #1: a note of type Hearsay is a JSON object"},
		"a value of another kind": {cue + "A1\tAct T1 sing\n", `quay.ann: record "": attribution 1: act "sing" is none of`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := brat.Read("quay.ann", []byte(c.ann), quay, nil)
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

func TestWhatAnAnnotatorChangesStandsBeforeTheNotes(t *testing.T) {
	ann := span("T1", "Person", "Ana Brevik") + span("T2", "Person", "She") + "*\tEquiv T1 T2\nA1\tMention T2 pronoun\n" +
		span("T3", "Cue", "added") + span("T4", "Content", "it opens again") + "R1\tContent Arg1:T3 Arg2:T4\nR2\tSpeaker Arg1:T3 Arg2:T2\nA2\tNegated T3\nA3\tAct T3 predict\n" +
		"#1\tHearsay T3\t{\"act\":\"deny\",\"confidence\":0.5}\n#2\tHearsay T1\t{\"name\":\"Ana Brevik\",\"role\":\"pilot\"}\n"
	d, err := brat.Read("quay.ann", []byte(ann), quay, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, e := d.Attributions[0], d.Entities[0]
	if !a.Negated || a.Act != record.Predict || a.Confidence != 0.5 || a.Speaker != record.To[record.Entity](0) {
		t.Errorf("%+v", a)
	}
	if e.Name != "Ana Brevik" || e.Role != "pilot" || len(e.Mentions) != 2 || e.Mentions[1].Form != record.PronounForm {
		t.Errorf("%+v", e)
	}
}

func TestAFolderIsReadWithItsFolders(t *testing.T) {
	dir := t.TempDir()
	write := func(name, data string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("b.txt", quay)
	write("b.ann", span("T1", "Cue", "said"))
	write("a/c.txt", quay)
	write("a/c.ann", "")
	write("notes.txt", "no annotations, no document")
	write("d.ann", "")
	var got []string
	for d, err := range brat.Folder(dir, nil) {
		if err != nil {
			got = append(got, strings.ReplaceAll(err.Error(), dir, ""))
			continue
		}
		got = append(got, fmt.Sprint(d.ID, len(d.Attributions)))
	}
	want := "a/c0 b1 /d.ann: its text d.txt is not there"
	if strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestFewLinesDoNotMakeMuchWork: a span of many pieces that many events share.
func TestFewLinesDoNotMakeMuchWork(t *testing.T) {
	text := strings.Repeat("a ", 20_000)
	var b strings.Builder
	b.WriteString("T1\tContent 0 1")
	for i := range 19_999 {
		fmt.Fprintf(&b, ";%d %d", 2*i+2, 2*i+3)
	}
	b.WriteString("\nT2\tCue 0 1\n")
	for i := range 20_000 {
		fmt.Fprintf(&b, "E%d\tCue:T2 Content:T1\n", i+1)
	}
	_, err := brat.Read("x.ann", []byte(b.String()), text, nil)
	if err == nil || !strings.Contains(err.Error(), "too many annotations share") {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(span("T1", "Source", "Ana Brevik")+span("T2", "Cue", "said")+"R1\tx Arg1:T2 Arg2:T1\nE1\tCue:T2 Source:T1\nA1\tAct T2 deny\n#1\tHearsay T2\t{\"id\":\"a3\",\"apart\":[1]}\n", quay)
	f.Add(span("T1", "Person", "Ana Brevik")+span("T2", "Person", "She")+"*\tEquiv T1 T2\n"+span("T3", "Quantity", "it")+"R1\tUnit Arg1:T3 Arg2:T1\n", quay)
	f.Add("E1\tEvent:T1 Actor:T1\nT1\tEvent 0 1;1 2\tab\nR1\tSaidIn Arg1:E1 Arg2:T1", "ab\r\n")
	f.Fuzz(func(t *testing.T, ann, text string) {
		d, err := brat.Read("x.ann", []byte(ann), text, nil)
		if err != nil {
			return
		}
		if _, err := brat.Write(d); err != nil {
			t.Fatal(err)
		}
	})
}
