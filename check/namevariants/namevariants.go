// Package namevariants is the check for one person, place or body under spellings that a
// reader may take for two. Its rule stands in doc.md.
package namevariants

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"hearsay/check"
	"hearsay/check/facts"
	"hearsay/check/words"
	"hearsay/record"
)

//go:embed doc.md
var doc string

//go:embed words.tsv
var table string

// Check is the check.
var Check = &check.Check{
	Name:    "name-variants",
	Label:   "one name, two spellings",
	Doc:     doc,
	Planted: 2, Found: 2,
	Severity: record.Warning,
	Stored:   true,
	Run:      run,
}

// most is how many names of one kind are compared with each other.
const most = 150

// name is one spelling with its first place.
type name struct {
	record.Span
	words  []string // folded
	text   string
	kind   record.EntityKind
	entity int
}

var lists = words.Once("namevariants/words.tsv", table)

func run(p *check.Pass) error {
	w, err := lists()
	if err != nil {
		return err
	}
	names := spellings(p.Doc)
	places(p, w, names)
	told := map[[2]string]bool{}
	for i, a := range names {
		for _, b := range names[:i] {
			what, severity := compare(a, b)
			if what == "" || related(w, p.Doc.Text, a, b) {
				continue
			}
			key := [2]string{last(b), last(a)}
			if told[key] {
				continue
			}
			told[key] = true
			x, y := b.Span, a.Span
			p.Report(record.Finding{
				Severity: severity, Spans: record.Spans{x, y}.Sorted(),
				Message:  fmt.Sprintf("The text writes %s and %s; %s.", p.Quote(x), p.Quote(y), what),
				Evidence: []record.Evidence{{Span: &x, What: "spelling", Value: b.text}, {Span: &y, What: "spelling", Value: a.text}},
			})
		}
	}
	return nil
}

// places reports one place under two names: by the gazetteer, or by the dated tables of
// what states were called.
func places(p *check.Pass, w words.Lists, names []name) {
	first, states := map[int]name{}, map[string]name{}
	for _, n := range names {
		if n.kind != record.PlaceKind {
			continue
		}
		states[strings.Join(n.words, " ")] = n
		place := p.Doc.Entities[n.entity].Place
		if place == nil || place.GeonameID == 0 || place.Precision != "city" || len(n.words) > 1 {
			continue
		}
		other, met := first[place.GeonameID]
		if !met {
			first[place.GeonameID] = n
			continue
		}
		if other.entity != n.entity && !slices.Equal(other.words, n.words) && len(n.words[0]) > 3 && len(other.words) == 1 && len(other.words[0]) > 3 {
			both(p, other, n, "the gazetteer has both as "+place.Name, "gazetteer")
		}
	}
	if p.Facts == nil {
		return
	}
	for _, x := range p.Facts.Namings {
		old, ok1 := states[facts.Fold(x.Name)]
		now, ok2 := states[facts.Fold(x.Of)]
		if x.Kind == "state" && x.To != "" && ok1 && ok2 && !related(w, p.Doc.Text, old, now) {
			both(p, old, now, "the table has the first as the name of "+facts.The(x.Of)+" until "+check.Plain(string(x.To)), x.Origin())
		}
	}
}

// both reports two names of one thing.
func both(p *check.Pass, a, b name, what, source string) {
	x, y := a.Span, b.Span
	p.Report(record.Finding{
		Severity: record.Note, Spans: record.Spans{x, y}.Sorted(),
		Message:  fmt.Sprintf("The text writes %s and %s; %s.", p.Quote(x), p.Quote(y), what),
		Evidence: []record.Evidence{{Span: &x, What: "name", Value: a.text}, {Span: &y, What: "name", Value: b.text, Source: source}},
	})
}

// spellings are the different names of persons, bodies and places, in text order.
func spellings(doc *record.Document) []name {
	var out []name
	count := map[record.EntityKind]int{}
	seen := map[string]bool{}
	for e, x := range doc.Entities {
		if x.Kind != record.Person && x.Kind != record.Organization && x.Kind != record.PlaceKind {
			continue
		}
		for _, m := range x.Mentions {
			text := strings.TrimSuffix(strings.TrimSuffix(m.In(doc.Text), "'s"), "’s")
			key := string(x.Kind) + text
			if m.Form != record.NameForm || seen[key] || count[x.Kind] >= most || strings.ToUpper(text) == text {
				continue
			}
			seen[key] = true
			count[x.Kind]++
			out = append(out, name{m.Span, parts(text), text, x.Kind, e})
		}
	}
	slices.SortStableFunc(out, func(a, b name) int { return a.Start - b.Start })
	return out
}

// parts are a name's words, folded, without titles in small letters before it.
func parts(text string) []string {
	fields := strings.Fields(text)
	for len(fields) > 1 && unicode.IsLower([]rune(fields[0])[0]) {
		fields = fields[1:]
	}
	return strings.Fields(facts.Fold(strings.Join(fields, " ")))
}

// leastLetters is how long a word must be before a letter's difference says anything.
const leastLetters = 6

// compare tells how two names are close; "" for not.
func compare(a, b name) (what string, severity record.Severity) {
	if a.kind != b.kind || len(a.words) == 0 || len(b.words) == 0 || slices.Equal(a.words, b.words) {
		return "", ""
	}
	if a.kind == record.Person {
		return persons(a.words, b.words)
	}
	return bodies(a.words, b.words)
}

const (
	transliterated = "they may be one name in two transliterations"
	oneLetter      = "they may be one name, and differ by a letter"
)

// persons compares full names with full names, and surnames with surnames.
func persons(a, b []string) (string, record.Severity) {
	x, y := a[len(a)-1], b[len(b)-1]
	switch {
	case len(a) > 1 && len(b) > 1 && len(a) == len(b):
		if !slices.EqualFunc(a[:len(a)-1], b[:len(b)-1], func(x, y string) bool { return x == y || key(x) == key(y) }) {
			return "", ""
		}
		switch {
		case key(x) == key(y):
			return transliterated, record.Note
		case nearly(x, y):
			return oneLetter, record.Warning
		}
	case (len(a) == 1) != (len(b) == 1):
		if x == y {
			return "", ""
		}
		if key(x) == key(y) && len(x) >= leastLetters {
			return transliterated, record.Note
		}
		if nearly(x, y) {
			return oneLetter, record.Warning
		}
	}
	return "", ""
}

// bodies compares the first words of which one differs by a letter, the others being the
// same or left out.
func bodies(a, b []string) (string, record.Severity) {
	if len(a) > len(b) {
		a, b = b, a
	}
	odd := ""
	for i, x := range a {
		switch y := b[i]; {
		case x == y:
		case odd == "" && !(strings.HasSuffix(x, "s") && strings.HasSuffix(y, "s")) && (nearly(x, y) && len(x) > leastLetters || key(x) == key(y) && len(x) >= leastLetters):
			odd = oneLetter
			if key(x) == key(y) {
				odd = transliterated
			}
		default:
			return "", ""
		}
	}
	if odd == "" || len(a) != len(b) && len(a) > 1 {
		return "", ""
	}
	if odd == transliterated {
		return odd, record.Note
	}
	return odd, record.Warning
}

// last is a person's surname, else the whole name: one slip is one finding.
func last(n name) string {
	if n.kind == record.Person {
		return n.words[len(n.words)-1]
	}
	return n.text
}

// nearly tells whether two long words differ by one letter inside, not by an ending that
// makes another word of it.
func nearly(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) < leastLetters || len(y) < leastLetters || len(x) > len(y)+1 || len(y) > len(x)+1 || x[0] != y[0] {
		return false
	}
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	switch {
	case len(x) == len(y):
		swap := i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && string(x[i+2:]) == string(y[i+2:])
		return swap || string(x[i+1:]) == string(y[i+1:]) && i < len(x)-1
	case len(x) > len(y):
		x, y = y, x
	}
	return i < len(x) && string(x[i:]) == string(y[i+1:])
}

// key is a name's word as all transliterations of it have it, roughly.
func key(word string) string {
	word = replacer.Replace(strings.ToLower(word))
	var out []rune
	for _, r := range word {
		if r == 'j' {
			r = 'i'
		}
		if n := len(out); n > 0 && out[n-1] == r {
			continue
		}
		out = append(out, r)
	}
	return strings.TrimSuffix(string(out), "i")
}

var replacer = strings.NewReplacer(
	"shch", "s", "sch", "s", "tch", "c", "tsch", "c", "sh", "s", "ch", "c", "zh", "z", "kh", "h", "ts", "c", "tz", "c",
	"ks", "x", "ph", "f", "th", "t", "ck", "k", "qu", "kv", "qv", "kv", "q", "k", "yu", "u", "iu", "u", "ju", "u", "ya", "a", "ia", "a", "ja", "a", "ye", "e", "yo", "e",
	"ei", "ei", "ey", "ei", "ai", "ai", "ay", "ai", "iy", "i", "yi", "i", "ij", "i", "y", "i", "ow", "ov", "off", "ov", "w", "v", "ou", "u", "oo", "u", "aa", "a", "é", "e",
	"sandr", "xandr", "xander", "xandr", "ksander", "xandr",
)

// related tells whether the text sets the two apart: names joined by "and", or a word of
// kinship between them.
func related(w words.Lists, text string, a, b name) bool {
	if a.Start < b.Start {
		a, b = b, a
	}
	if a.Start < b.End || a.Start-b.End > 60 {
		return false
	}
	between := text[b.End:a.Start]
	return w.Any(between, "apart")
}
