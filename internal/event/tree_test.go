package event

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/lex"
	"hearsay/record"
)

// parsed cuts a text and gives it the trees of its sentences, one a line, a word of
// each as form UPOS head relation, apart by "_"; a lemma follows the form after "=".
func parsed(t *testing.T, trees string) (*lex.Text, []record.Token) {
	t.Helper()
	var text strings.Builder
	var tokens []record.Token
	for line := range strings.Lines(trees) {
		for i, word := range strings.Fields(line) {
			c := strings.Split(word, "_")
			if len(c) != 4 {
				t.Fatalf("%q: want form_UPOS_head_relation", word)
			}
			form, lemma, ok := strings.Cut(c[0], "=")
			if !ok {
				lemma = strings.ToLower(form)
				if c[1] == "PROPN" {
					lemma = form
				}
			}
			if text.Len() > 0 && c[1] != "PUNCT" {
				text.WriteByte(" \n"[min(1, len(tokens)*b2i(i == 0))])
			}
			head, err := strconv.Atoi(c[2])
			if err != nil {
				t.Fatal(err)
			}
			at := text.Len()
			text.WriteString(form)
			tokens = append(tokens, record.Token{Span: record.Span{Start: at, End: text.Len()}, Lemma: lemma, UPOS: c[1], Head: head, Deprel: c[3]})
		}
	}
	cut := lex.Split(text.String())
	if len(cut.Words) != len(tokens) {
		t.Fatalf("%q has %d words, its trees %d", text.String(), len(cut.Words), len(tokens))
	}
	return cut, tokens
}

// TestTrees reads sentences by their trees.
func TestTrees(t *testing.T) {
	r := load(t)
	for _, c := range []struct{ what, trees, want string }{
		{
			"what will be done to somebody is a threat",
			"Marland_PROPN_2_nsubj said=say_VERB_0_root it_PRON_5_nsubj would_AUX_5_aux attack_VERB_2_ccomp Ostia_PROPN_5_obj ._PUNCT_2_punct",
			"THREATEN Marland > Ostia happened; ASSAULT Marland > Ostia planned",
		},
		{
			"what will be done for somebody is a promise",
			"Marland_PROPN_3_nsubj will_AUX_3_aux aid_VERB_0_root Ostia_PROPN_3_obj ._PUNCT_3_punct",
			"AGREE Marland > Ostia happened; AID Marland > Ostia planned",
		},
		{
			"what will not be done is refused",
			"Marland_PROPN_4_nsubj will_AUX_4_aux not_PART_4_advmod release_VERB_0_root Ostia_PROPN_4_obj ._PUNCT_4_punct",
			"REJECT Marland > Ostia happened; RETREAT Marland > Ostia planned not",
		},
		{
			"what others must do is demanded",
			"Marland_PROPN_2_nsubj said=say_VERB_0_root Ostia_PROPN_5_nsubj must_AUX_5_aux withdraw_VERB_2_ccomp ._PUNCT_2_punct",
			"REQUEST Marland > Ostia happened; RETREAT Ostia demanded",
		},
		{
			"who is told to act acts",
			"Marland_PROPN_2_nsubj urged=urge_VERB_0_root Ostia_PROPN_2_obj to_PART_5_mark withdraw_VERB_2_xcomp ._PUNCT_2_punct",
			"REQUEST Marland > Ostia happened; RETREAT Ostia demanded",
		},
		{
			"an army is its country's",
			"Troops=troop_NOUN_4_nsubj from_ADP_3_case Marland_PROPN_1_nmod shelled=shell_VERB_0_root Harn_PROPN_4_obj ._PUNCT_4_punct",
			"ASSAULT Marland > Harn happened",
		},
		{
			"where somebody is spoken of is no place of the words",
			"Marland_PROPN_2_nsubj criticised=criticise_VERB_0_root the_DET_4_det raid_NOUN_2_obj in_ADP_6_case Harn_PROPN_4_nmod ._PUNCT_2_punct",
			"ACCUSE Marland happened; COERCE @Harn happened",
		},
		{
			"what is denied",
			"Marland_PROPN_2_nsubj denied=deny_VERB_0_root that_SCONJ_6_mark it_PRON_6_nsubj had_AUX_6_aux shelled=shell_VERB_2_ccomp Ostia_PROPN_6_obj ._PUNCT_2_punct",
			"ASSAULT Marland > Ostia denied",
		},
		{
			"only tried",
			"Gunmen=gunman_NOUN_2_nsubj tried=try_VERB_0_root to_PART_4_mark kill_VERB_2_xcomp a_DET_6_det guard_NOUN_4_obj in_ADP_8_case Harn_PROPN_4_obl ._PUNCT_2_punct",
			"ASSAULT @Harn hypothetical",
		},
		{
			"weapons that are seized",
			"Rifles=rifle_NOUN_3_nsubj:pass were_AUX_3_aux:pass seized=seize_VERB_0_root in_ADP_5_case Harn_PROPN_3_obl ._PUNCT_3_punct",
			"COERCE Disrupted weapons use @Harn happened",
		},
		{
			"a ferry that sinks is no violence",
			"A_DET_2_det storm_NOUN_3_nsubj killed=kill_VERB_0_root 12_NUM_5_nummod sailors=sailor_NOUN_3_obj off_ADP_7_case Harn_PROPN_3_obl ._PUNCT_3_punct",
			"",
		},
		{
			"who is shot and dies is dead",
			"A_DET_2_det man_NOUN_4_nsubj:pass was_AUX_4_aux:pass shot=shoot_VERB_0_root in_ADP_6_case Harn_PROPN_4_obl ._PUNCT_4_punct\n" +
				"He_PRON_2_nsubj died=die_VERB_0_root on_ADP_4_case Monday_PROPN_2_obl ._PUNCT_2_punct",
			"ASSAULT Attack @Harn happened 1/-",
		},
		{
			"people hit are the dead and the hurt",
			"Five_NUM_2_nummod men=man_NOUN_4_nsubj:pass were_AUX_4_aux:pass shot=shoot_VERB_0_root in_ADP_6_case Harn_PROPN_4_obl ._PUNCT_4_punct\n" +
				"Two_NUM_2_nummod men=man_NOUN_3_nsubj died=die_VERB_0_root ._PUNCT_3_punct",
			"ASSAULT Attack @Harn happened 2/3",
		},
		{
			"one and another",
			"One_NUM_2_nummod man_NOUN_4_nsubj:pass was_AUX_4_aux:pass shot=shoot_VERB_0_root in_ADP_6_case Harn_PROPN_4_obl ._PUNCT_4_punct\n" +
				"Another_DET_2_det man_NOUN_4_nsubj:pass was_AUX_4_aux:pass wounded=wound_VERB_0_root ._PUNCT_4_punct",
			"ASSAULT Attack @Harn happened -/2; ASSAULT Attack happened -/1",
		},
		{
			"nobody hurt",
			"No_DET_2_det guard_NOUN_4_nsubj:pass was_AUX_4_aux:pass hurt_VERB_0_root when_ADV_7_advmod gunmen=gunman_NOUN_7_nsubj attacked=attack_VERB_4_advcl Harn_PROPN_7_obj ._PUNCT_4_punct",
			"ASSAULT Attack > Harn happened",
		},
	} {
		cut, tokens := parsed(t, c.trees)
		entities := names(cut.Source)
		events := r.finder.Find(cut, tokens, entities, nil, r.quantity.Find(cut, tokens, nil, nil), nil)
		var got []string
		for _, e := range events {
			g := who(e, entities)
			if strings.Contains(c.want, "Attack") || strings.Contains(c.want, "weapons") {
				g = strings.Replace(g, e.Type, e.Type+" "+e.Subtype, 1)
			}
			g += " " + string(e.Modality)
			if e.Negative {
				g += " not"
			}
			if n := tolls(e); n != "-/-" {
				g += " " + n
			}
			got = append(got, g)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q\n got %q\nwant %q", c.what, cut.Source, got, c.want)
		}
	}
}

// TestAnyTree says that no tree is refused, be it none at all: heads that go in circles,
// out of the sentence, or to the word itself.
func TestAnyTree(t *testing.T) {
	r := load(t)
	words := []string{"Marland", "Ostia", "will", "attack", "killed", "12", "people", "a", "man", "was", "shot", "in", "Harn", "by", "and", "another", ".", "troops", "fatally", "dead", "hospital", "both"}
	tags := []string{"NOUN", "VERB", "PROPN", "AUX", "ADJ", "NUM", "PRON", "DET", "ADP", "ADV"}
	relations := []string{"nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss", "conj", "acl", "advcl", "ccomp", "xcomp", "amod", "aux", "aux:pass", "det", "case", "mark", "root", "acl:relcl", "advmod", "compound"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 30).Draw(t, "words"), " ")
		cut := lex.Split(text)
		tokens := r.tagger.Tag(cut)
		for i := range tokens {
			tokens[i].UPOS = rapid.SampledFrom(tags).Draw(t, "tag")
			tokens[i].Deprel = rapid.SampledFrom(relations).Draw(t, "relation")
			tokens[i].Head = rapid.IntRange(0, len(tokens)+1).Draw(t, "head")
		}
		entities := names(text)
		d := record.Document{Text: text, Entities: entities, Events: r.finder.Find(cut, tokens, entities, nil, r.quantity.Find(cut, tokens, nil, nil), nil)}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzFind reads any text, by rules and with a tree in which every word hangs on the
// one before.
func FuzzFind(f *testing.F) {
	r := load(f)
	for _, s := range []string{"", "Marland attacked Ostia.", "A man was shot and killed, and 12 others wounded, in Harn.", "Ostia will not withdraw unless Marland must.", "\x00 shot shot shot"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?") // as every reader of files gives it
		cut := lex.Split(text)
		tokens := r.tagger.Tag(cut)
		entities := names(text)
		quantities := r.quantity.Find(cut, tokens, nil, nil)
		for range 2 {
			d := record.Document{Text: text, Entities: entities, Quantities: quantities, Events: r.finder.Find(cut, tokens, entities, nil, quantities, nil)}
			if err := d.Check(); err != nil {
				t.Fatal(err)
			}
			for _, s := range cut.Sentences {
				for w := s.First; w < s.Last; w++ {
					tokens[w].Head, tokens[w].Deprel = w-s.First, "obj"
				}
			}
		}
	})
}

// BenchmarkLengths shows that time grows with the text's length alone.
func BenchmarkLengths(b *testing.B) {
	r := load(b)
	for _, size := range []int{1 << 10, 100 << 10, 1 << 20} {
		text := strings.Repeat("A man was shot and Marland said it would attack Ostia near Harn, killing 12 people and wounding a boy ", size/101) + "."
		cut := lex.Split(text)
		tokens := r.tagger.Tag(cut)
		for i := range tokens {
			tokens[i].Head, tokens[i].Deprel = i, "conj"
		}
		entities := names(text)
		quantities := r.quantity.Find(cut, tokens, nil, nil)
		b.Run(strconv.Itoa(size>>10)+"KB", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				r.finder.Find(cut, tokens, entities, nil, quantities, nil)
			}
		})
	}
}
