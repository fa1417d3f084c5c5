package eval

import (
	"cmp"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"

	"hearsay/record"
)

// corefGold is a CoNLL-U file with the chains of its documents in the MISC column
// ("Entity=(3-person-...", as in GUM and CorefUD).
type corefGold struct{ docs []syntaxDoc }

// bracket is the begin or the end of a mention at a word of the document.
type bracket struct {
	chain       string
	word        int
	opens, ends bool
}

var (
	entityField    = regexp.MustCompile(`(?:^|\|)Entity=([^|]*)`)
	entityBrackets = regexp.MustCompile(`\(([^-()]+)(?:-[^()]*)?(\)?)|([^-()]+)\)`)
)

// appendBrackets adds the brackets that the MISC column of a word holds.
func appendBrackets(to []bracket, misc string, word int) []bracket {
	field := entityField.FindStringSubmatch(misc)
	if field == nil {
		return to
	}
	for _, m := range entityBrackets.FindAllStringSubmatch(field[1], -1) {
		to = append(to, bracket{chain: m[1] + m[3], word: word, opens: m[1] != "", ends: m[2] != "" || m[3] != ""})
	}
	return to
}

func openCoref(path string, o Options) (Gold, error) {
	g, err := openSyntax(path, o)
	if err != nil {
		return nil, err
	}
	s, _ := g.(*syntaxGold)
	if !slices.ContainsFunc(s.docs, func(d syntaxDoc) bool { return len(d.chains) > 0 }) {
		return nil, fmt.Errorf("%s: no word has an \"Entity=\" in its last column: want CoNLL-U with coreference, as GUM has it", path)
	}
	return &corefGold{s.docs}, nil
}

func (g *corefGold) Documents() iter.Seq2[*record.Document, error] {
	return (&syntaxGold{g.docs}).Documents()
}

// corefMention is one mention of a chain, on either side.
type corefMention struct {
	span
	head    span // of its head word
	chain   int
	pronoun bool
}

// Score compares the chains: see [chainScores] for the measures.
//
// "exact" pairs a mention with the gold's of the very same place, as the standard
// scorer does; "head" pairs the rest by their head words too, as CorefUD's does, so
// that an article or a clause more or less costs nothing. "all" counts the chains of
// one mention, the others leave them out on both sides.
func (g *corefGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	out := Result{}
	var exact, head, exactAll, headAll chainScores
	t := tally{}
	for _, d := range g.docs {
		if !in(d.id) {
			continue
		}
		gold := d.mentions()
		var read []corefMention
		if rec := records[d.id]; rec != nil {
			read = recordMentions(rec)
			byHead := pairMentions(gold, read, true)
			scorePronouns(t, d, gold, read, byHead, sourceSpans(rec), &out)
		}
		exactAll.add(gold, read, false)
		headAll.add(gold, read, true)
		gold, read = inChains(gold), inChains(read)
		exact.add(gold, read, false)
		head.add(gold, read, true)
	}
	for _, s := range []struct {
		name string
		*chainScores
	}{{"exact", &exact}, {"head", &head}, {"all.exact", &exactAll}, {"all.head", &headAll}} {
		out.Scores = append(out.Scores, s.scores(s.name)...)
	}
	out.Scores = append(out.Scores, t.scores("pronouns", "pronouns.he", "pronouns.it", "pronouns.they", "pronouns.i", "pronouns.sources")...)
	return out
}

// mentions are the gold's mentions in text order.
func (d syntaxDoc) mentions() []corefMention {
	var out []corefMention
	open, chains := map[string][]int{}, map[string]int{}
	for _, b := range d.chains {
		if _, known := chains[b.chain]; !known {
			chains[b.chain] = len(chains)
		}
		if b.opens {
			open[b.chain] = append(open[b.chain], b.word)
		}
		stack := open[b.chain]
		if !b.ends || len(stack) == 0 {
			continue
		}
		first := stack[len(stack)-1]
		open[b.chain] = stack[:len(stack)-1]
		h := d.headOf(first, b.word+1)
		out = append(out, corefMention{
			span:  span{d.words[first].span[0], d.words[b.word].span[1]},
			head:  d.words[h].span,
			chain: chains[b.chain], pronoun: d.words[h].upos == "PRON" || d.words[h].upos == "DET",
		})
	}
	sortMentions(out)
	return out
}

// headOf is the first of the words whose head lies outside of them.
func (d syntaxDoc) headOf(first, last int) int {
	for i := first; i < last; i++ {
		w := &d.words[i]
		if at := w.first + w.head - 1; w.head == 0 || at < first || at >= last {
			return i
		}
	}
	return first
}

// recordMentions are a record's mentions in text order.
func recordMentions(d *record.Document) []corefMention {
	o := record.NewOffsets(d.Text)
	heads := tokenHeads(d)
	var out []corefMention
	for i, e := range d.Entities {
		for _, m := range e.Mentions {
			h := headToken(d.Tokens, heads, m.Span)
			out = append(out, corefMention{
				span: span{o.Rune(m.Start), o.Rune(m.End)}, head: span{o.Rune(h.Start), o.Rune(h.End)},
				chain: i, pronoun: m.Form == record.PronounForm,
			})
		}
	}
	sortMentions(out)
	return slices.CompactFunc(out, func(a, b corefMention) bool { return a.span == b.span })
}

func sortMentions(in []corefMention) {
	slices.SortStableFunc(in, func(a, b corefMention) int {
		return cmp.Or(cmp.Compare(a.span[0], b.span[0]), cmp.Compare(b.span[1], a.span[1]))
	})
}

// tokenHeads gives the head of each token as an index, -1 for none.
func tokenHeads(d *record.Document) []int {
	out := make([]int, len(d.Tokens))
	s, first := 0, 0
	for k, t := range d.Tokens {
		for s < len(d.Sentences) && t.Start >= d.Sentences[s].End {
			s, first = s+1, k
		}
		out[k] = -1
		if i := first + t.Head - 1; t.Head > 0 && i < len(d.Tokens) {
			out[k] = i
		}
	}
	return out
}

// headToken is the place of the word of a mention that the tree hangs elsewhere; in a
// text without trees the last word before any preposition or mark. Without words it is
// the mention.
func headToken(tokens []record.Token, heads []int, m record.Span) record.Span {
	first, _ := slices.BinarySearchFunc(tokens, m.Start, func(t record.Token, at int) int { return cmp.Compare(t.End, at+1) })
	last := first
	for last < len(tokens) && tokens[last].Start < m.End {
		last++
	}
	if first == last {
		return m
	}
	tree := false
	for i := first; i < last; i++ {
		tree = tree || heads[i] >= 0
		if heads[i] >= 0 && (heads[i] < first || heads[i] >= last) || heads[i] < 0 && tokens[i].Deprel != "" {
			return tokens[i].Span
		}
	}
	for i := first + 1; i < last && !tree; i++ {
		if u := tokens[i].UPOS; u == "ADP" || u == "PUNCT" {
			return tokens[i-1].Span
		}
	}
	return tokens[last-1].Span
}

// inChains leaves out the chains of one mention.
func inChains(in []corefMention) []corefMention {
	size := map[int]int{}
	for _, m := range in {
		size[m.chain]++
	}
	return slices.DeleteFunc(slices.Clone(in), func(m corefMention) bool { return size[m.chain] == 1 })
}

// pairMentions gives for each mention read the gold's that it is, -1 for none: of the
// same place; and then, by head, of the same head word and the nearest length.
func pairMentions(gold, read []corefMention, byHead bool) []int {
	of := make([]int, len(read))
	used := make([]bool, len(gold))
	places, heads := map[span]int{}, map[span][]int{}
	for i, m := range gold {
		if _, twice := places[m.span]; !twice {
			places[m.span] = i
		}
		heads[m.head] = append(heads[m.head], i)
	}
	for j, m := range read {
		of[j] = -1
		if i, ok := places[m.span]; ok && !used[i] {
			of[j], used[i] = i, true
		}
	}
	for j, m := range read {
		if of[j] >= 0 || !byHead {
			continue
		}
		for _, i := range heads[m.head] {
			if !used[i] && (of[j] < 0 || apart(gold[i].span, m.span) < apart(gold[of[j]].span, m.span)) {
				of[j] = i
			}
		}
		if of[j] >= 0 {
			used[of[j]] = true
		}
	}
	return of
}

// apart is by how many code points two places differ.
func apart(a, b span) int { return abs(a[0]-b[0]) + abs(a[1]-b[1]) }

func abs(n int) int { return max(n, -n) }

// sourceSpans are the places of the sources of attributions: a pronoun that is one is the
// whole of its source.
func sourceSpans(d *record.Document) map[span]bool {
	o := record.NewOffsets(d.Text)
	out := map[span]bool{}
	for _, a := range d.Attributions {
		for _, s := range runeSpans(o, a.Source) {
			out[s] = true
		}
	}
	return out
}

// scorePronouns counts the gold's pronouns whose chain has a name or description: read
// are those that the record gives to something named or described, right those whose
// nearest such mention before them (else behind) is in the gold's chain.
func scorePronouns(t tally, d syntaxDoc, gold, read []corefMention, of []int, sources map[span]bool, out *Result) {
	named := map[int]bool{}
	for _, m := range gold {
		named[m.chain] = named[m.chain] || !m.pronoun
	}
	at := map[span]int{}
	for j, m := range read {
		at[m.span] = j
	}
	for _, m := range gold {
		if !m.pronoun || !named[m.chain] {
			continue
		}
		right, given, words := 0, 0, ""
		if j, ok := at[m.span]; ok {
			if k := antecedentOf(read, j); k >= 0 {
				given, words = 1, oneLine(d.text, read[k].span[0], read[k].span[1])
				right = one(of[k] >= 0 && gold[of[k]].chain == m.chain)
			}
		}
		t.add("pronouns", right, given, 1)
		t.add(pronounsLike(oneLine(d.text, m.span[0], m.span[1])), right, given, 1)
		if sources[m.span] {
			t.add("pronouns.sources", right, given, 1)
		}
		if right == 0 {
			out.add(d.id, "pronoun", oneLine(d.text, m.span[0], m.span[1]), words, oneLine(d.text, m.span[0]-120, m.span[1]+40))
		}
	}
}

// pronounsLike is the measure that a pronoun counts for beside "pronouns".
func pronounsLike(word string) string {
	switch strings.ToLower(word) {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself":
		return "pronouns.he"
	case "it", "its", "itself":
		return "pronouns.it"
	case "they", "them", "their", "theirs", "themselves":
		return "pronouns.they"
	case "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves":
		return "pronouns.i"
	}
	return "pronouns.other"
}

// antecedentOf is the nearest mention of j's chain before it that is no pronoun, else
// the nearest behind it; -1 for none.
func antecedentOf(read []corefMention, j int) int {
	for k := j - 1; k >= 0; k-- {
		if read[k].chain == read[j].chain && !read[k].pronoun {
			return k
		}
	}
	for k := j + 1; k < len(read); k++ {
		if read[k].chain == read[j].chain && !read[k].pronoun {
			return k
		}
	}
	return -1
}
