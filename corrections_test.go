package hearsay_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay"
	"hearsay/record"
)

// entry is one line of an overlay.
type entry map[string]any

// overlay writes entries to a file, each with the hash of its text.
func overlay(tb testing.TB, text string, entries ...entry) string {
	tb.Helper()
	sum := sha256.Sum256([]byte(text))
	var b strings.Builder
	for _, e := range entries {
		e["text_sha256"] = hex.EncodeToString(sum[:])
		line, err := json.Marshal(e)
		if err != nil {
			tb.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	name := filepath.Join(tb.TempDir(), "fixes.jsonl")
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		tb.Fatal(err)
	}
	return name
}

// places are the first places of the words; "Brevik#2" is the second.
func places(text string, all ...string) [][3]any {
	out := [][3]any{}
	for _, words := range all {
		n := 1
		if w, k, ok := strings.Cut(words, "#"); ok {
			words, n = w, int(k[0]-'0')
		}
		at := 0
		for range n {
			at += strings.Index(text[at:], words) + 1
		}
		out = append(out, place(text, record.Span{Start: at - 1, End: at - 1 + len(words)}))
	}
	return out
}

// place is a span as an overlay names it.
func place(text string, s record.Span) [3]any {
	return [3]any{utf8.RuneCountInString(text[:s.Start]), utf8.RuneCountInString(text[:s.End]), s.In(text)}
}

func placesOf(text string, spans record.Spans) [][3]any {
	out := [][3]any{}
	for _, s := range spans {
		out = append(out, place(text, s))
	}
	return out
}

// corrected reads the text with the overlay, by rules alone.
func corrected(tb testing.TB, text, overlay string) *record.Document {
	tb.Helper()
	r, err := hearsay.New(hearsay.Options{Corrections: overlay, Model: hearsay.NoModel})
	if err != nil {
		tb.Fatal(err)
	}
	doc, _ := read(tb, r, text)
	return doc
}

// said shows each attribution: source, cue, content, then the claim's chain.
func said(doc *record.Document) string {
	var out []string
	for _, c := range doc.Claims {
		if !c.Attribution.Set() {
			continue
		}
		a := doc.Attributions[c.Attribution.Index()]
		var chain []string
		for _, l := range c.Chain {
			chain = append(chain, l.Name)
		}
		out = append(out, fmt.Sprintf("%s | %s | %s < %s", a.Source.In(doc.Text), a.Cue.In(doc.Text), a.Content.In(doc.Text), strings.Join(chain, " < ")))
	}
	return strings.Join(out, "\n")
}

// cast shows each entity with its mentions.
func cast(doc *record.Document) string {
	var out []string
	for _, e := range doc.Entities {
		line := fmt.Sprintf("%s %s:", e.Kind, e.Name)
		for _, m := range e.Mentions {
			line += " [" + m.In(doc.Text) + "]"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func problems(doc *record.Document) string {
	var out []string
	for _, c := range doc.Corrections {
		if c.Problem != "" {
			out = append(out, fmt.Sprintf("%d: %s", c.Line, c.Problem))
		}
	}
	return strings.Join(out, "\n")
}

const quay = `The harbour board will raise its quay fees in March, Ana Brevik said on Monday. Lena Ost had come with her. She told Radio Delta that a crane was needed.

“We will answer this,” one clerk heard Ivo Marsh say. Marsh was not asked beforehand.

Ana Brevik Line, a shipping company, declined to comment.`

func TestCorrections(t *testing.T) {
	at := func(words ...string) [][3]any { return places(quay, words...) }
	attribution := func(op string, more entry) entry {
		more["layer"], more["op"] = "attributions", op
		return more
	}
	entity := func(op string, more entry) entry {
		more["layer"], more["op"] = "entities", op
		return more
	}
	for name, c := range map[string]struct {
		entries  []entry
		show     func(*record.Document) string
		has, not []string
		problems string
	}{
		"nothing said": {nil, said, []string{
			"Ana Brevik | said | The harbour board will raise its quay fees in March < Example Post < Ana Brevik",
			"She | told | that a crane was needed < Example Post < Radio Delta < Lena Ost",
		}, []string{"We will answer"}, ""},
		"a pronoun given to somebody else": {[]entry{
			entity("split", entry{"mentions": at("She"), "to": at("Ana Brevik")}),
		}, said, []string{"She | told | that a crane was needed < Example Post < Radio Delta < Ana Brevik"}, []string{"< Lena Ost"}, ""},
		"a speaker named": {[]entry{
			attribution("right", entry{"cue": at("told"), "speakers": at("Ana Brevik")}),
		}, said, []string{"< Radio Delta < Ana Brevik"}, []string{"< Lena Ost"}, ""},
		"a missing attribution": {[]entry{
			attribution("right", entry{"source": at("Ivo Marsh"), "cue": at("heard", "say"), "content": at("“We will answer this,”"), "carriers": at("one clerk")}),
			entity("right", entry{"mentions": at("one clerk"), "kind": "person"}),
		}, said, []string{"Ivo Marsh | heard … say | “We will answer this,” < Example Post < one clerk < Ivo Marsh"}, nil, ""},
		"a source and a content of other words": {[]entry{
			attribution("right", entry{"cue": at("told Radio Delta"), "source": at("Lena Ost"), "content": at("a crane was needed")}),
		}, said, []string{"Lena Ost | told Radio Delta | a crane was needed < Example Post"}, []string{"She | told"}, ""},
		"rejected": {[]entry{
			attribution("wrong", entry{"cue": at("was not asked")}),
		}, said, nil, []string{"was not asked"}, ""},
		"rejected with its place taken by another reading": {[]entry{
			attribution("wrong", entry{"cue": at("said"), "content": at("The harbour board will raise its quay fees in March")}),
			attribution("right", entry{"cue": at("said"), "source": at("Ana Brevik"), "content": at("The harbour board will raise its quay fees")}),
		}, said, []string{"Ana Brevik | said | The harbour board will raise its quay fees < "}, nil, ""},
		"no mention of her": {[]entry{
			entity("wrong", entry{"mentions": at("Ana Brevik#2")}),
			entity("right", entry{"mentions": at("Ana Brevik Line"), "kind": "organization"}),
		}, cast, []string{"person Ana Brevik: [Ana Brevik]\n", "organization Ana Brevik Line: [Ana Brevik Line]"}, nil, ""},
		"two that are one": {[]entry{
			entity("merge", entry{"mentions": at("Ivo Marsh", "one clerk"), "role": at("clerk")}),
		}, cast, []string{"person Ivo Marsh: [one clerk] [Ivo Marsh] [Marsh]"}, nil, ""},
		"one that is two": {[]entry{
			entity("split", entry{"mentions": at("Marsh#2"), "name": "Old Marsh"}),
		}, cast, []string{"person Ivo Marsh: [Ivo Marsh]", "person Old Marsh: [Marsh]"}, nil, ""},
		"one that only a source shows": {[]entry{
			entity("right", entry{"mentions": at("Ana Brevik Line"), "name": "Brevik Line"}),
		}, said, []string{"declined to comment |  < Example Post < Brevik Line"}, nil, ""},
		"other words than the text's": {[]entry{
			attribution("right", entry{"cue": [][3]any{{0, 3, "said"}}, "act": "deny"}),
			{"layer": "timexes", "op": "wrong", "span": [][3]any{{9000, 9003, "May"}}},
		}, said, nil, nil, "1: cue: want [0,3] \"said\", the text has \"The\" there\n2: span: [9000,9003] \"May\" lies outside the text"},
		"elements that are not there": {[]entry{
			attribution("wrong", entry{"cue": at("raise")}),
			attribution("right", entry{"cue": at("come with"), "act": "deny"}),
			attribution("right", entry{"cue": at("declined to comment"), "speakers": at("crane")}),
			entity("right", entry{"mentions": at("crane"), "name": "the crane"}),
			entity("wrong", entry{"mentions": at("Lena Ost", "fees")}),
			entity("right", entry{"mentions": at("Ivo Marsh", "Radio Delta")}),
			{"layer": "timexes", "op": "wrong", "span": at("crane")},
			{"layer": "quantities", "op": "right", "span": at("crane")},
			{"layer": "events", "op": "right", "span": at("crane")},
		}, said, nil, nil, strings.Join([]string{
			`1: there is no attribution whose cue is [23,28] "raise" to reject`,
			`2: there is no attribution whose cue is [93,102] "come with"; give source and content too to add it`,
			`3: speakers: no entity is mentioned at [136,141] "crane"; add it with its kind`,
			`4: no entity is mentioned at [136,141] "crane"; give its kind to add it`,
			`5: there is no mention [38,42] "fees" to reject`,
			`6: [194,203] "Ivo Marsh" and 1 more are mentions of "Ivo Marsh" and "Radio Delta"; merge them first`,
			`7: there is no time expression [136,141] "crane" to reject`,
			`8: there is no quantity at [136,141] "crane"`,
			`9: there is no event at [136,141] "crane"`,
		}, "\n")},
		"kinds that differ for one": {[]entry{
			entity("right", entry{"mentions": at("Ivo Marsh"), "kind": "group"}),
			entity("right", entry{"mentions": at("Marsh#2"), "kind": "place"}),
		}, cast, []string{"group Ivo Marsh"}, nil, "2: fixes.jsonl:1 gives \"Ivo Marsh\" another kind"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := corrected(t, quay, overlay(t, quay, c.entries...))
			got := c.show(doc) + "\n"
			for _, want := range c.has {
				if !strings.Contains(got, want) {
					t.Errorf("no %q in\n%s", want, got)
				}
			}
			for _, not := range c.not {
				if strings.Contains(got, not) {
					t.Errorf("%q in\n%s", not, got)
				}
			}
			if p := problems(doc); p != c.problems {
				t.Errorf("problems\n%s\nwant\n%s", p, c.problems)
			}
		})
	}
}

func TestWhatAPersonSettledIsCertain(t *testing.T) {
	text := "Ana Brevik said that the quay was full. Ivo Marsh denied it."
	for name, c := range map[string]struct {
		more entry
		sure bool
	}{
		"all three roles": {entry{"source": places(text, "Ana Brevik"), "content": places(text, "that the quay was full")}, true},
		"the act alone":   {entry{"act": "feel"}, false},
	} {
		c.more["layer"], c.more["op"], c.more["cue"] = "attributions", "right", places(text, "said")
		doc := corrected(t, text, overlay(t, text, c.more))
		if sure := doc.Attributions[0].Confidence == 1; sure != c.sure {
			t.Errorf("%s: confidence %v", name, doc.Attributions[0].Confidence)
		}
	}
}

func TestEverythingThatAPersonSaysOfAnAttributionStands(t *testing.T) {
	text := "The board wrote that Ana Brevik had said on Monday that the quay was full, the Herald reported."
	doc := corrected(t, text, overlay(t, text, entry{
		"layer": "attributions", "op": "right", "cue": places(text, "had said"), "source": places(text, "Ana Brevik"), "content": places(text, "that the quay was full"),
		"act": "admit", "act2": "feel", "sourcing": "unnamed", "identified": true, "inferred": true, "possible": true, "negated": true,
		"via": places(text, "wrote"), "carriers": [][3]any{},
	}))
	for _, a := range doc.Attributions {
		if a.Cue.In(text) != "had said" {
			continue
		}
		if a.Act != record.Admit || a.Act2 != record.Feel || a.Sourcing != record.Unnamed || !a.Identified || !a.Inferred || !a.Possible || !a.Negated {
			t.Errorf("%+v", a)
		}
		if b := a.Via.Attribution.Index(); b < 0 || doc.Attributions[b].Cue.In(text) != "wrote" || len(a.Carriers) > 0 {
			t.Errorf("via %v, carriers %v", a.Via, a.Carriers)
		}
		return
	}
	t.Errorf("it is not there:\n%s", said(doc))
}

func TestAnOverlayIsForTheTextThatItNames(t *testing.T) {
	fixes := overlay(t, quay, entry{"layer": "attributions", "op": "wrong", "cue": places(quay, "said")})
	if doc := corrected(t, quay+"\n", fixes); !strings.Contains(said(doc), "| said |") || doc.Corrections == nil || len(doc.Corrections) > 0 {
		t.Errorf("%v\n%s", doc.Corrections, said(doc))
	}
	german := "Der Hafen bleibt geschlossen, sagte die Leiterin der Behörde am Montag. Die Schiffe warten seit drei Tagen auf der Reede."
	r, err := hearsay.New(hearsay.Options{Model: hearsay.NoModel, Corrections: overlay(t, german, entry{"layer": "attributions", "op": "wrong", "cue": places(german, "sagte")})})
	if err != nil {
		t.Fatal(err)
	}
	doc := &record.Document{ID: "x", Text: german}
	if err := r.Read(context.Background(), doc); err != nil || len(doc.Corrections) != 1 || doc.Corrections[0].Problem == "" {
		t.Errorf("%v, %v", doc.Corrections, err)
	}
}

func TestALongTextIsCorrectedInItsParts(t *testing.T) {
	text := quay + strings.Repeat("\n\nThe quay is long.", 20_000) + "\n\nTom Oss said that it rained."
	doc := corrected(t, text, overlay(t, text,
		entry{"layer": "attributions", "op": "right", "cue": places(text, "said#2"), "act": "deny"},
		entry{"layer": "entities", "op": "merge", "mentions": places(text, "Ivo Marsh", "Tom Oss")}))
	last := doc.Attributions[len(doc.Attributions)-1]
	if p := problems(doc); last.Act != record.Deny || p != "2: its places lie in parts of a long text that are read apart" {
		t.Errorf("%s %s", last.Act, p)
	}
}

// TestExamplesOfTheDocumentation holds that the document's lines are of its text, and
// do what it says.
func TestExamplesOfTheDocumentation(t *testing.T) {
	b, err := os.ReadFile("docs/corrections.md")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(b), "```json\n")
	_, text, _ := strings.Cut(parts[0], "\n> ")
	text, _, _ = strings.Cut(text, "\n")
	var entries []entry
	for _, p := range parts[1:] {
		block, _, _ := strings.Cut(p, "```")
		for line := range strings.Lines(block) {
			var e entry
			if err := json.Unmarshal([]byte(line), &e); err != nil {
				t.Fatal(err)
			}
			entries = append(entries, e)
		}
	}
	doc := corrected(t, text, overlay(t, text, entries...))
	if p := problems(doc); p != `4: there is no attribution whose cue is [93,97] "come" to reject` || len(entries) < 7 {
		t.Errorf("%d examples: %s", len(entries), p)
	}
	if got := said(doc); !strings.Contains(got, "a crane was needed < Example Post < Radio Delta Tessa < Ana Brevik") {
		t.Error(got)
	}
}

// TestCorrectionsLeaveSoundRecords reads the story with corrections made by chance of
// what was read: the records can be written, every correction is applied or reported,
// and what was said of attributions stands.
func TestCorrectionsLeaveSoundRecords(t *testing.T) {
	texts := story(t)
	plain := newReader(t, hearsay.NoModel)
	for seed := range uint64(4) {
		folder := t.TempDir()
		made := map[string][]entry{}
		for i, text := range texts {
			doc, _ := read(t, plain, text)
			made[text] = chance(rand.New(rand.NewPCG(seed, uint64(i))), doc)
			if err := os.Rename(overlay(t, text, made[text]...), fmt.Sprintf("%s/%d.jsonl", folder, i)); err != nil {
				t.Fatal(err)
			}
		}
		r, err := hearsay.New(hearsay.Options{Model: hearsay.NoModel, Corrections: folder})
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			doc, _ := read(t, r, text)
			if len(doc.Corrections) != len(made[text]) {
				t.Fatalf("%d of %d corrections came back", len(doc.Corrections), len(made[text]))
			}
			for i, c := range doc.Corrections {
				e := made[text][i]
				stands := slices.ContainsFunc(doc.Attributions, func(a record.Attribution) bool {
					return fmt.Sprint(placesOf(text, a.Source), placesOf(text, a.Cue), placesOf(text, a.Content)) == fmt.Sprint(e["source"], e["cue"], e["content"])
				})
				if c.Layer == "attributions" && c.Problem == "" && stands != (c.Op == "right") {
					t.Errorf("seed %d: %v: stands %v", seed, e, stands)
				}
			}
		}
	}
}

// chance makes corrections of what a record holds, at most one a sentence, so that
// none contradicts another.
func chance(r *rand.Rand, doc *record.Document) []entry {
	var out []entry
	var mentions record.Spans
	at := func(s ...record.Span) [][3]any { return placesOf(doc.Text, s) }
	for _, sentence := range doc.Sentences {
		all := elements(doc, sentence)
		one := all[r.IntN(len(all))]
		switch r.IntN(4) {
		case 0:
			out = append(out, attributionByChance(r, doc, sentence))
		case 1, 2:
			mentions = append(mentions, one)
		case 3:
			layer := []string{"timexes", "quantities", "events"}[r.IntN(3)]
			out = append(out, entry{"layer": layer, "op": []string{"right", "wrong"}[r.IntN(2)], "span": at(one)})
		}
	}
	r.Shuffle(len(mentions), func(i, k int) { mentions[i], mentions[k] = mentions[k], mentions[i] })
	for ; len(mentions) > 2; mentions = mentions[3:] {
		e := entry{"layer": "entities", "mentions": at(mentions[:2]...)}
		switch e["op"] = []string{"right", "wrong", "split", "merge"}[r.IntN(4)]; e["op"] {
		case "right":
			e["mentions"], e["kind"], e["name"], e["role"] = at(mentions[0]), "organization", "Example Body", at(mentions[1])
		case "split":
			if r.IntN(2) == 0 {
				e["to"] = at(mentions[2])
			} else {
				e["kind"] = "person"
			}
		case "merge":
			e["mentions"] = at(mentions[:3]...)
		}
		out = append(out, e)
	}
	return out
}

// elements are the words of a sentence, and what was found in it.
func elements(doc *record.Document, sentence record.Span) (out record.Spans) {
	add := func(s record.Span) {
		if sentence.Contains(s) && !s.Empty() {
			out = append(out, s)
		}
	}
	for _, t := range doc.Tokens {
		add(t.Span)
	}
	for range 5 {
		for _, e := range doc.Entities {
			for _, m := range e.Mentions {
				add(m.Span)
			}
		}
		for _, t := range doc.Timexes {
			add(t.Span)
		}
		for _, q := range doc.Quantities {
			add(q.Span)
		}
		for _, e := range doc.Events {
			add(e.Trigger)
		}
	}
	return out
}

// attributionByChance says of one that was found in the sentence that it is right or
// wrong, or makes one of the sentence's words, with a discontinuous content.
func attributionByChance(r *rand.Rand, doc *record.Document, sentence record.Span) entry {
	at := func(s record.Spans) [][3]any { return placesOf(doc.Text, s) }
	for _, a := range doc.Attributions {
		if len(a.Cue) > 0 && sentence.Contains(a.Cue.Bounds()) && r.IntN(3) > 0 {
			return entry{
				"layer": "attributions", "op": []string{"right", "wrong"}[r.IntN(2)],
				"source": at(a.Source), "cue": at(a.Cue), "content": at(a.Content),
			}
		}
	}
	var cuts []int
	for _, t := range doc.Tokens {
		if sentence.Contains(t.Span) && (len(cuts) == 0 || t.Start > cuts[len(cuts)-1]) {
			cuts = append(cuts, t.Start)
		}
	}
	cuts = append(cuts, sentence.End)
	part := func(i int) record.Spans { // the sentence in five parts
		if s := (record.Span{Start: cuts[i*(len(cuts)-1)/5], End: cuts[(i+1)*(len(cuts)-1)/5]}); !s.Empty() {
			return record.Spans{s}
		}
		return record.Spans{}
	}
	cue := part(2)
	if len(cue) == 0 {
		cue = record.Spans{{Start: cuts[0], End: cuts[1]}}
		return entry{"layer": "attributions", "op": "right", "source": at(record.Spans{}), "cue": at(cue), "content": at(record.Spans{})}
	}
	return entry{
		"layer": "attributions", "op": "right",
		"source": at(part(1)), "cue": at(cue), "content": at(append(part(0), part(4)...)), "speakers": at(part(1)),
	}
}
