package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/record"
)

// invented is a text of two chains, one of them nested in a third, as GUM writes them.
const invented = `# newdoc id = GUM_news_quay
# text = Ana Brevik, head of the Tarvo board, left.
1	Ana	Ana	PROPN	_	_	10	nsubj	_	Entity=(1-person-new-cf1-1,2-coref
2	Brevik	Brevik	PROPN	_	_	1	flat	_	Entity=1)|SpaceAfter=No
3	,	,	PUNCT	_	_	4	punct	_	_
4	head	head	NOUN	_	_	1	appos	_	Entity=(1-person-giv:act-cf1-1-appos
5	of	of	ADP	_	_	8	case	_	_
6	the	the	DET	_	_	8	det	_	Entity=(2-organization-new-cf2-3-coref
7	Tarvo	Tarvo	PROPN	_	_	8	compound	_	Entity=(3-place-new-cf3-1-sgl)
8	board	board	NOUN	_	_	4	nmod	_	Entity=2)1)|SpaceAfter=No
9	,	,	PUNCT	_	_	4	punct	_	_
10	left	leave	VERB	_	_	0	root	_	SpaceAfter=No
11	.	.	PUNCT	_	_	10	punct	_	_

# text = She said it met.
1	She	she	PRON	_	_	2	nsubj	_	Entity=(1-person-giv:act-cf1-1-ana)
2	said	say	VERB	_	_	0	root	_	_
3	it	it	PRON	_	_	4	nsubj	_	Entity=(2-organization-giv:act-cf2-1-ana)
4	met	meet	VERB	_	_	2	ccomp	_	SpaceAfter=No
5	.	.	PUNCT	_	_	2	punct	_	_

`

// TestCoref scores a record of the invented text: mentions by place and by head, the
// chain of one mention left out, the pronouns and the source among them.
func TestCoref(t *testing.T) {
	g, err := openCoref(write(t, invented), Options{})
	if err != nil {
		t.Fatal(err)
	}
	const text = "Ana Brevik, head of the Tarvo board, left. She said it met."
	at := func(words string, form record.MentionForm) record.Mention {
		i := strings.Index(text, words)
		return record.Mention{Span: record.Span{Start: i, End: i + len(words)}, Form: form}
	}
	tokens := []record.Token{}
	sentences := []record.Span{{Start: 0, End: 42}, {Start: 43, End: len(text)}}
	for i, w := range []struct {
		word, deprel string
		head         int
	}{
		{"Ana", "nsubj", 10},
		{"Brevik", "flat", 1},
		{",", "punct", 4},
		{"head", "appos", 1},
		{"of", "case", 8},
		{"the", "det", 8},
		{"Tarvo", "compound", 8},
		{"board", "nmod", 4},
		{",", "punct", 4},
		{"left", "root", 0},
		{".", "punct", 10},
		{"She", "nsubj", 2},
		{"said", "root", 0},
		{"it", "nsubj", 4},
		{"met", "ccomp", 2},
		{".", "punct", 2},
	} {
		from := 0
		if i > 0 {
			from = tokens[i-1].End
		}
		start := from + strings.Index(text[from:], w.word)
		tokens = append(tokens, record.Token{Span: record.Span{Start: start, End: start + len(w.word)}, Head: w.head, Deprel: w.deprel})
	}
	d := &record.Document{
		Text: text, Tokens: tokens, Sentences: sentences,
		Entities: []record.Entity{
			{Mentions: []record.Mention{at("Ana Brevik", record.NameForm), at("She", record.PronounForm), at("it", record.PronounForm)}},
			{Mentions: []record.Mention{at("Tarvo board", record.NameForm)}},
		},
		Attributions: []record.Attribution{{Source: record.Spans{at("She", record.PronounForm).Span}}},
	}
	want := map[string][3]int{ // right, read, gold
		"exact.mentions": {3, 3, 5}, "head.mentions": {3, 3, 5},
		"all.exact.mentions": {3, 4, 6}, "all.head.mentions": {4, 4, 6},
		"pronouns": {1, 2, 2}, "pronouns.he": {1, 1, 1}, "pronouns.it": {0, 1, 1}, "pronouns.sources": {1, 1, 1},
	}
	result := g.Score(map[string]*record.Document{"GUM_news_quay": d}, Every)
	for _, s := range result.Scores {
		if w, ok := want[s.Name]; ok && w != [3]int{s.Right, s.Read, s.Gold} {
			t.Errorf("%s: got %d right of %d read and %d gold, want %v", s.Name, s.Right, s.Read, s.Gold, w)
		}
		delete(want, s.Name)
	}
	if len(want) > 0 {
		t.Errorf("no line for %v", want)
	}
	if d := result.Disagreements; len(d) != 1 || d[0].Gold != "it" || d[0].Read != "Ana Brevik" {
		t.Errorf("got %+v", d)
	}
}

func TestCorefRefuses(t *testing.T) {
	_, err := openCoref(write(t, strings.ReplaceAll(invented, "Entity", "Other")), Options{})
	if err == nil || !strings.Contains(err.Error(), "Entity=") {
		t.Errorf("a file without chains: %v", err)
	}
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gold.conllu")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
