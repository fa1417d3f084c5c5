package eval

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"hearsay/record"
)

// roles are the parts of an attribution, in the order of a reference scorer's table.
var roles = [3]string{"source", "cue", "content"}

const cue = 1

// attr is an attribution's spans by role, in code points.
type attr [3][]span

type attributionGold struct{ docs []attributionDoc }

type attributionDoc struct {
	ID, Outlet, Published, Title, Text, Language string
	Discard                                      []span
	Attributions                                 []goldAttribution
}

type goldAttribution struct{ Source, Cue, Content []span }

func openAttribution(path string, o Options) (Gold, error) {
	if made, ok := standoffFile(path, o); ok {
		docs, err := attributionsOf(made)
		return &attributionGold{docs}, err
	}
	docs, err := readAttribution(path)
	return &attributionGold{docs}, err
}

func readAttribution(path string) ([]attributionDoc, error) {
	var docs []attributionDoc
	return docs, eachLine(path, func(line []byte) error {
		var d attributionDoc
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		docs = append(docs, d)
		return nil
	})
}

func (g *attributionGold) Documents() iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for _, d := range g.docs {
			if !yield(d.document(), nil) {
				return
			}
		}
	}
}

func (d attributionDoc) document() *record.Document {
	return &record.Document{ID: d.ID, Text: d.Text, Title: d.Title, Published: d.Published, Outlet: d.Outlet, Language: d.Language}
}

func (g *attributionGold) Score(records map[string]*record.Document, in func(string) bool) Result {
	t, out := tally{}, Result{}
	var all []judged
	for _, d := range g.docs {
		if !in(d.ID) {
			continue
		}
		text := []rune(d.Text)
		skip := letters(text, d.Discard, func(r rune) bool { return !space(r) })
		var gold, read [][3]set
		for _, a := range d.Attributions {
			gold = keep(gold, text, attr{a.Source, a.Cue, a.Content}, skip)
		}
		base := len(all)
		if rec := records[d.ID]; rec != nil {
			spans, confidence := recordAttributions(rec)
			for i, a := range spans {
				if read = keep(read, text, a, skip); len(read) > len(all)-base {
					all = append(all, judged{confidence[i], false})
				}
			}
		}
		pairs := match(len(gold), len(read), func(i, j int) float64 { return attributionOverlap(gold[i], read[j]) })
		t.add("found", len(pairs), len(read), len(gold))
		whole := 0
		for _, p := range pairs {
			if same(gold[p[0]], read[p[1]]) {
				whole++
				all[base+p[1]].right = true
			}
		}
		t.add("whole.exact", whole, len(read), len(gold))
		for r, name := range roles {
			countRole(t, name, r, gold, read, pairs)
		}
		out.Disagreements = append(out.Disagreements, attributionDiffs(d.ID, text, gold, read, pairs)...)
	}
	out.Scores = t.scores("found", "source.exact", "cue.exact", "content.exact", "source.chars", "cue.chars", "content.chars", "whole.exact")
	out.Calibration = calibration(all)
	return out
}

// recordAttributions are the spans of a record's attributions, and their confidence.
// A wider reading of one that stands is none of its own.
func recordAttributions(d *record.Document) (spans []attr, confidence []float64) {
	o := record.NewOffsets(d.Text)
	for _, a := range d.Attributions {
		if a.Sourcing != record.Author {
			spans = append(spans, attr{runeSpans(o, a.Source), runeSpans(o, a.Cue), runeSpans(o, a.Content)})
			confidence = append(confidence, a.Confidence)
		}
	}
	return spans, confidence
}

// keep adds the attribution's characters, unless it touches text to be skipped.
func keep(to [][3]set, text []rune, a attr, skip set) [][3]set {
	var c [3]set
	for r := range a {
		c[r] = letters(text, a[r], func(x rune) bool { return !edge(x) })
		if c[r].common(skip) > 0 {
			return to
		}
	}
	return append(to, c)
}

// attributionOverlap lets the cue decide; only where neither side has one do
// content and source.
func attributionOverlap(a, b [3]set) float64 {
	c := a[cue].common(b[cue])
	if c == 0 && len(a[cue])+len(b[cue]) > 0 {
		return 0
	}
	return 1e6*float64(c) + float64(a[0].common(b[0])+a[2].common(b[2]))
}

func same(a, b [3]set) bool {
	return slices.Equal(a[0], b[0]) && slices.Equal(a[1], b[1]) && slices.Equal(a[2], b[2])
}

func countRole(t tally, name string, r int, gold, read [][3]set, pairs [][2]int) {
	exact, chars := 0, 0
	for _, p := range pairs {
		g, s := gold[p[0]][r], read[p[1]][r]
		if len(g) > 0 && slices.Equal(g, s) {
			exact++
		}
		chars += g.common(s)
	}
	count := func(in [][3]set) (some, all int) {
		for _, a := range in {
			if len(a[r]) > 0 {
				some++
			}
			all += len(a[r])
		}
		return some, all
	}
	rs, ra := count(read)
	gs, ga := count(gold)
	t.add(name+".exact", exact, rs, gs)
	t.add(name+".chars", chars, ra, ga)
}

func attributionDiffs(id string, text []rune, gold, read [][3]set, pairs [][2]int) []Disagreement {
	var out []Disagreement
	for _, i := range alone(len(gold), pairs, 0) {
		out = append(out, Disagreement{id, "missed", shown(text, gold[i]), "", around(text, gold[i])})
	}
	for _, j := range alone(len(read), pairs, 1) {
		out = append(out, Disagreement{id, "extra", "", shown(text, read[j]), around(text, read[j])})
	}
	for _, p := range pairs {
		for r, name := range roles {
			if g, s := gold[p[0]][r], read[p[1]][r]; !slices.Equal(g, s) {
				out = append(out, Disagreement{id, name, g.words(text), s.words(text), around(text, gold[p[0]])})
			}
		}
	}
	return out
}

func shown(text []rune, a [3]set) string {
	return fmt.Sprintf("[%s] {%s} <%s>", a[0].words(text), a[1].words(text), a[2].words(text))
}

// around is the text from the first to the last character, with some before and after.
func around(text []rune, a [3]set) string {
	lo, hi := len(text), 0
	for _, s := range a {
		if len(s) > 0 {
			lo, hi = min(lo, s[0]), max(hi, s[len(s)-1]+1)
		}
	}
	return oneLine(text, lo-40, hi+40)
}

func oneLine(text []rune, lo, hi int) string {
	lo, hi = max(lo, 0), min(hi, len(text))
	if lo >= hi {
		return ""
	}
	return strings.Join(strings.Fields(string(text[lo:hi])), " ")
}

// set is a sorted list of code-point offsets.
type set []int

// letters are the characters of the spans that count, without those at a span's
// edges that do not.
func letters(text []rune, spans []span, counts func(rune) bool) set {
	var out set
	for _, s := range spans {
		for i := max(s[0], 0); i < min(s[1], len(text)); i++ {
			if counts(text[i]) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (s set) common(t set) int {
	n := 0
	for i, j := 0, 0; i < len(s) && j < len(t); {
		switch {
		case s[i] < t[j]:
			i++
		case s[i] > t[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

func (s set) words(text []rune) string {
	if len(s) == 0 {
		return ""
	}
	return oneLine(text, s[0], s[len(s)-1]+1)
}

// edge tells whether a character is punctuation or space that two annotations of
// one phrase may differ in.
func edge(r rune) bool {
	return strings.ContainsRune(" \t\n\r\v\f.,;:!?'\"“”‘’«»()[]-–—…`", r)
}

// space is white space as Python's str.isspace has it.
func space(r rune) bool { return unicode.IsSpace(r) || (r >= 0x1c && r <= 0x1f) }
