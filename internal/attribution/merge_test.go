package attribution

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay/record"
)

// networkRead is what a network might read: the marked places of sentences that differ in
// nothing but their marks.
func networkRead(t testing.TB, sentences ...string) (text string, read []Read) {
	t.Helper()
	read = []Read{}
	for i, s := range sentences {
		words, a := marked(s)
		if i > 0 && words != text {
			t.Fatalf("%q is not %q with marks", s, text)
		}
		text = words
		if len(a.Cue) > 0 {
			a.Confidence = 0.9
			read = append(read, Read{a, 0.9, 0.5})
		}
	}
	return text, read
}

// merged reads a text of which a network has read something.
func (r reader) merged(text string, read []Read) []record.Attribution {
	words := r.lex.Split(text)
	return r.finder.Find(words, r.tagger.Tag(words), nil, read)
}

func TestMerge(t *testing.T) {
	r := newReader(t)
	for name, c := range map[string]struct {
		read []string // by the network, one marking for each attribution
		want []string
	}{
		"the network's spans stand": {
			[]string{"[Ana Brevik, who runs the harbour], {has said} that <it is safe> to swim."},
			[]string{"[Ana Brevik, who runs the harbour] {has said} <it is safe>"},
		},
		"a source that the network misses is the rule's": {
			[]string{"The board {said} <that the pier was safe>."},
			[]string{"[The board] {said} <that the pier was safe>"},
		},
		"content that the network misses is the rule's": {
			[]string{"[The board] {said} that the pier was safe."},
			[]string{"[The board] {said} <that the pier was safe>"},
		},
		"a sure reading by rule stands alone": {
			[]string{"“The pier is safe,” said Ana Brevik."},
			[]string{"[Ana Brevik] {said} <“The pier is safe,”>"},
		},
		"an unsure reading by rule does not": {
			[]string{"The board opposed the plan."},
			[]string{},
		},
		"a count stands, with no network": {
			[]string{"Dockers saw nine gulls; the zoo counts 81."},
			[]string{"[the zoo] {counts} <81>"},
		},
		"so does a headline's quotation with its speaker": {
			[]string{"“The mill is ours”: mayor Ida Lorn on the sale"},
			[]string{"[mayor Ida Lorn] {:} <“The mill is ours”>"},
		},
		"a quotation that breaks off with a sentence is whole": {
			[]string{"<“We tested the pier>. It is safe,” [the keeper] {volunteered}."},
			[]string{"[the keeper] {volunteered} <“We tested the pier. It is safe,”>"},
		},
		"a quotation that is joined in the middle of a sentence is not": {
			[]string{"The keeper’s “test of the <pier” was a sham>, [rivals] {sneer}."},
			[]string{"[rivals] {sneer} <pier” was a sham>"},
		},
		"quoted speech is as its marks have it": {
			[]string{"“We went there and <the pier is safe,”> [Brevik] {said}, <shivering>."},
			[]string{"[Brevik] {said} <“We went there and the pier is safe,”>"},
		},
		"the next speaker's quotation is taken from the one before": {
			[]string{
				"[The keeper] {volunteered} <that it was safe. “It is not>,” said Tarn.",
				"The keeper volunteered that it was safe. <“It is not,”> {said} [Tarn].",
			},
			[]string{"[The keeper] {volunteered} <that it was safe>", "[Tarn] {said} <“It is not,”>"},
		},
		"a report that holds another keeps its quotation": {
			[]string{
				"[The keeper] {volunteered} <that Tarn had told him: “Go home.”>",
				"The keeper volunteered that [Tarn] {had told} him: <“Go home.”>",
			},
			[]string{"[The keeper] {volunteered} <that Tarn had told him: “Go home.”>", "[Tarn] {had told} <“Go home.”>"},
		},
		"spans end before a comma and begin after one": {
			[]string{"<The pier is safe,> [Brevik] {said}< , and sound>."},
			[]string{"[Brevik] {said} <The pier is safe … and sound>"},
		},
		"a role ends at the cue": {
			[]string{"<The pier is safe, Brevik> {said}."},
			[]string{"[] {said} <The pier is safe, Brevik>"},
		},
		"the speaker goes on in the next paragraph": {
			[]string{"<“The pier is safe,”> [Brevik] {said}.\n\n“We tested it twice.”"},
			[]string{"[Brevik] {said} <“The pier is safe,” … “We tested it twice.”>"},
		},
		"two cues that share a word are one": {
			[]string{
				"[Brevik] {said in a statement} that <the pier was safe>.",
				"Brevik said {in a statement} <that the pier was safe>.",
			},
			[]string{"[Brevik] {said in a statement} <the pier was safe>"},
		},
		"a report within a report stands, which no network has learnt to find": {
			[]string{"[Brevik] {said} <that Tarn had accused the board of neglect>."},
			[]string{"[Brevik] {said} <that Tarn had accused the board of neglect>", "[Tarn] {had accused} <the board of neglect>"},
		},
		"a row of the table that stands does so alone": {
			[]string{"The plan was met with anger from dockers."},
			[]string{"[dockers] {was met with anger from} <The plan>"},
		},
		"content that its cue parts is whole": {
			[]string{"<The harbour>, [Brevik] {said}, is open."},
			[]string{"[Brevik] {said} <The harbour … is open>"},
		},
		"a label is as its colon has it": {
			[]string{"[Minister]{: no talks} <with pilots>"},
			[]string{"[Minister] {:} <no talks with pilots>"},
		},
		"two things done by one source are two": {
			[]string{"[Officials] {rejected} <the plan and consider it hasty>."},
			[]string{"[Officials] {rejected} <the plan>", "[Officials] {consider} <it hasty>"},
		},
		"what something is criticised as is content": {
			[]string{"<The plan> {was criticised as hasty by} [analysts]."},
			[]string{"[analysts] {was criticised} <The plan … as hasty>"},
		},
		"whom a report cites is who said it": {
			[]string{
				"<The pier is shut>, [the Herald] {reported}, citing two officials.",
				"The pier is shut, [the Herald] reported, {citing} <two officials>.",
			},
			[]string{"[the Herald] {reported} <The pier is shut>", "[two officials] {citing} <The pier is shut>"},
		},
		"neither source nor plain content comes from another paragraph": {
			[]string{"[The Herald]\n\n<The pier> {is said} <to be shut>."},
			[]string{"[] {is said} <The pier … to be shut>"},
		},
		"one attribution lies in another": {
			[]string{
				"[Brevik] {said} <that Tarn had denied that the pier was safe>.",
				"Brevik said that [Tarn] {had denied} <that the pier was safe>.",
			},
			[]string{
				"[Brevik] {said} <that Tarn had denied that the pier was safe>",
				"[Tarn] {had denied} <that the pier was safe>",
			},
		},
	} {
		text, read := networkRead(t, c.read...)
		got := []string{}
		for _, a := range r.merged(text, read) {
			got = append(got, show(text, a))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n\tread %s\n\twant %s", name, strings.Join(got, "\n\t     "), strings.Join(c.want, "\n\t     "))
		}
	}
}

// What the table knows of a cue's word holds for the network's cue, whatever the rules
// read there.
func TestCuesOfANetworkAreKnownByTheTable(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct {
		read    string
		act     record.Act
		negated bool
	}{
		{"[The board] {denied} <that the pier was safe>.", record.Deny, false},
		{"[The board] did not {say} <that the pier was safe>.", record.Assert, true},
		{"[The board] {declined to comment}.", record.Assert, true},
		{"[Brevik], her hat in hand, {accused} <Tarn of lying>.", record.Accuse, false},
		{"[The board] {let it be known} <that the pier was safe>.", record.Assert, false},
	} {
		text, read := networkRead(t, c.read)
		found := r.merged(text, read)
		if len(found) != 1 || found[0].Act != c.act || found[0].Negated != c.negated {
			t.Errorf("%s: read %+v", c.read, found)
		}
	}
}

// Whatever a network reads, the spans hold, no two cues share a word, and the network's
// own reading is not changed.
func TestMergedSpansHold(t *testing.T) {
	r := newReader(t)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 40).Draw(t, "parts"), " ")
		words := r.lex.Split(text)
		n := len(words.Words)
		if n == 0 {
			return
		}
		place := func(name string) record.Spans {
			first := rapid.IntRange(0, n-1).Draw(t, name)
			return record.Spans{words.Span(first, rapid.IntRange(first+1, min(n, first+12)).Draw(t, name+" end"))}
		}
		read := []Read{}
		for range rapid.IntRange(0, 4).Draw(t, "attributions") {
			read = append(read, Read{record.Attribution{Source: place("source"), Cue: place("cue"), Content: place("content"), Confidence: 0.5}, 0.9, 0.5})
		}
		before := []string{}
		for _, a := range read {
			before = append(before, show(text, a.Attribution))
		}
		found := r.merged(text, read)
		if wrong := broken(text, found); wrong != "" {
			t.Fatalf("%q: %s", text, wrong)
		}
		for i, a := range read {
			if show(text, a.Attribution) != before[i] {
				t.Fatalf("the network's %s became %s", before[i], show(text, a.Attribution))
			}
		}
		for i, a := range found {
			for _, b := range found[:i] {
				if overlap(a.Cue, b.Cue) {
					t.Fatalf("%q: %s and %s", text, show(text, a), show(text, b))
				}
			}
		}
	})
}
