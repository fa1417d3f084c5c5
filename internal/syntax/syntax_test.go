package syntax_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/lex"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

func load(tb testing.TB) (*lex.Splitter, *syntax.Tagger) {
	tb.Helper()
	s, err := lex.Load(tables.FS, "en")
	if err != nil {
		tb.Fatal(err)
	}
	g, err := syntax.Load(tables.FS, "en")
	if err != nil {
		tb.Fatal(err)
	}
	return s, g
}

// Each word with its tag; a lemma where it is not the word in small letters.
func TestTag(t *testing.T) {
	s, g := load(t)
	for _, want := range []string{
		"The/DET harbour/NOUN board/NOUN said/VERB=say on/ADP Monday/PROPN=Monday that/SCONJ it/PRON will/AUX close/VERB the/DET pier/NOUN ./PUNCT",
		"Ida/PROPN=Ida Oske/PROPN=Oske ,/PUNCT the/DET board/NOUN 's/PART chairwoman/NOUN ,/PUNCT denied/VERB=deny the/DET claim/NOUN ./PUNCT",
		"They/PRON want/VERB to/PART report/VERB it/PRON ./PUNCT",
		"The/DET report/NOUN claims/VERB=claim that/SCONJ boats/NOUN=boat sank/VERB=sink ./PUNCT",
		"He/PRON did/AUX=do n't/PART=not go/VERB to/ADP Tarn/PROPN=Tarn ./PUNCT",
		"There/PRON are/VERB=be three/NUM boats/NOUN=boat in/ADP the/DET new/ADJ port/NOUN ./PUNCT",
		"She/PRON 's/AUX=be a/DET Russian/ADJ=Russian sailor/NOUN ./PUNCT",
		"It/PRON cost/VERB $/SYM 1,200/NUM=1200 ,/PUNCT or/CCONJ 5/NUM %/SYM ./PUNCT",
		"Officials/NOUN=official have/AUX been/AUX=be quickly/ADV arrested/VERB=arrest by/ADP police/NOUN ./PUNCT",
	} {
		var words, text []string
		for f := range strings.FieldsSeq(want) {
			words = append(words, f)
			form, _, _ := strings.Cut(f, "/")
			text = append(text, form)
		}
		x := s.Split(strings.NewReplacer(" 's", "'s", " n't", "n't", " ,", ",", " .", ".", "$ ", "$", " %", "%").Replace(strings.Join(text, " ")))
		tokens := g.Tag(x)
		var got []string
		for i, k := range tokens {
			w := x.Form(i) + "/" + k.UPOS
			if k.Lemma != x.Words[i].Lower {
				w += "=" + k.Lemma
			}
			got = append(got, w)
		}
		if strings.Join(got, " ") != strings.Join(words, " ") {
			t.Errorf("\n got %s\nwant %s", strings.Join(got, " "), want)
		}
	}
}

// Forms that no list holds find their lemma by rule.
func TestLemma(t *testing.T) {
	s, g := load(t)
	for text, want := range map[string]string{
		"They winched boats.":      "winch",
		"They are caulking it.":    "caulk",
		"They mooched about.":      "mooch",
		"She abdicated then.":      "abdicate",
		"He was jibbing it.":       "jib",
		"They itemized it.":        "itemize",
		"They codified it.":        "codify",
		"He stated it.":            "state",
		"They were hoping so.":     "hope",
		"They planned it.":         "plan",
		"The crises ended.":        "crisis",
		"The wharfingers left.":    "wharfinger",
		"The bollards fell.":       "bollard",
		"The strongest boats won.": "strong",
	} {
		found := false
		for _, k := range g.Tag(s.Split(text)) {
			found = found || k.Lemma == want
		}
		if !found {
			t.Errorf("%q has no lemma %q", text, want)
		}
	}
}

// Under a network's tags a word takes the lemma that the lists have for its tag; where
// they have none, the network's stays, and so does all else that the network read.
func TestLemmatise(t *testing.T) {
	s, g := load(t)
	x := s.Split("The claims left nobody in doubt, Ida Oske claims, left.")
	want := strings.Fields("the claim leave nobody in doubt , Ida Oske claim , NETWORK .")
	tags := strings.Fields("DET NOUN VERB PRON ADP NOUN PUNCT PROPN PROPN VERB PUNCT ADJ PUNCT")
	tokens := make([]record.Token, len(x.Words))
	for i, w := range x.Words {
		tokens[i] = record.Token{Span: w.Span, UPOS: tags[i], Lemma: "NETWORK", Head: i, Deprel: "nsubj:pass"}
	}
	g.Lemmatise(x, tokens)
	for i, k := range tokens {
		if k.Lemma != want[i] {
			t.Errorf("%s as %s: lemma %q, want %q", x.Form(i), tags[i], k.Lemma, want[i])
		}
		if k.UPOS != tags[i] || k.Head != i || k.Deprel != "nsubj:pass" {
			t.Errorf("%s: %+v", x.Form(i), k)
		}
	}
}

// The example of each ending takes its likeliest tag where nothing else tells.
func TestEndings(t *testing.T) {
	rows, err := table.Read(tables.FS, "en/endings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if !strings.HasSuffix(r.Get("example"), r.Get("ending")) {
			t.Errorf("%q does not end in %q", r.Get("example"), r.Get("ending"))
		}
	}
}

func TestLoadNamesTheTable(t *testing.T) {
	if _, err := syntax.Load(tables.FS, "xx"); err == nil || !strings.Contains(err.Error(), "xx/words.tsv") {
		t.Errorf("Load of a language without tables: %v", err)
	}
}

// Every word gets a token in its place, with a known tag, a lemma and no head.
func TestTokensFollowWords(t *testing.T) {
	s, g := load(t)
	known := " ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X "
	rapid.Check(t, func(t *rapid.T) {
		x := s.Split(rapid.String().Draw(t, "text"))
		tokens := g.Tag(x)
		if len(tokens) != len(x.Words) {
			t.Fatalf("%d tokens for %d words", len(tokens), len(x.Words))
		}
		for i, k := range tokens {
			if k.Span != x.Words[i].Span || k.Lemma == "" || k.Head != record.NoHead || !strings.Contains(known, " "+k.UPOS+" ") {
				t.Fatalf("word %q has the token %+v", x.Form(i), k)
			}
		}
	})
}

func BenchmarkTag(b *testing.B) {
	s, g := load(b)
	x := s.Split(strings.Repeat("The harbour board's head, Ida Oske, said on Nov. 3 that 1,200 boats couldn't sail: “We waited,” she told Radio Tarn. "+
		"\"It's a long-term plan,\" Mr. Roe replied, although the quay (built in 1950) was closed at 5 p.m. by the U.S. firm.\n\n", 400))
	for b.Loop() {
		g.Tag(x)
	}
	b.ReportMetric(float64(len(x.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
