// Package quantity finds numbers with what they count: bounds, ranges, units,
// rates, changes and the period that they cover. Values and changes are written
// as NewsQuant does (Almasian et al. 2023); words, units and bounds are tables.
//
// It promises that low is never above high, that no figure is found inside a date,
// a name or a label, and that no rule looks further than its sentence, or beyond a
// bounded number of words.
package quantity

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/lex"
	"hearsay/internal/nest"
	"hearsay/internal/table"
	"hearsay/record"
)

// Finder holds one language's number words, units and bounds.
type Finder struct {
	numbers       map[string]numberWord
	units, prefix phrases[unit] // after the number and before it
	bounds        phrases[record.Change]
	boundsAfter   phrases[record.Change]
	changes       map[string]change
	labels        phrases[struct{}] // before the number
	labelsAfter   phrases[struct{}]
	phones        phrases[struct{}]  // before a telephone number
	lines         phrases[struct{}]  // telephone numbers that everybody knows
	rates         map[string]string  // words that make a rate of a count: "daily"
	days          map[string]float64 // how many days a span of time has
	irregular     map[string]bool    // plurals without an s
	tallyVerbs    map[string]bool    // verbs that count what happens in a time
	tallyNouns    map[string]bool
	peopleNouns   map[string]bool // bodies of people: "a crowd of 8,000"
	contests      map[string]bool // words behind which two numbers are a result: "voted 7 to 2"
	levelVerbs    map[string]bool // verbs that say how much their subject is
	directions    map[string]bool // verbs with which "up" and "down" say which way a figure went
}

// unit is one row of units.tsv.
type unit struct {
	name, kind, per string
}

// change is one row of changes.tsv.
type change struct {
	way    record.Change
	factor float64
	share  bool // directly before the amount, only of shares and points
}

// Load reads the tables of one language ("en").
func Load(tables fs.FS, language string) (*Finder, error) {
	f := &Finder{
		numbers: map[string]numberWord{}, units: phrases[unit]{}, prefix: phrases[unit]{},
		bounds: phrases[record.Change]{}, boundsAfter: phrases[record.Change]{}, changes: map[string]change{},
		labels: phrases[struct{}]{}, labelsAfter: phrases[struct{}]{}, phones: phrases[struct{}]{}, lines: phrases[struct{}]{},
		rates: map[string]string{}, days: map[string]float64{}, irregular: map[string]bool{},
		tallyVerbs: map[string]bool{}, tallyNouns: map[string]bool{}, levelVerbs: map[string]bool{},
		directions: map[string]bool{}, contests: map[string]bool{}, peopleNouns: map[string]bool{},
	}
	for _, t := range []struct {
		name    string
		columns []string
		add     func(table.Row) error
	}{
		{"numbers", []string{"word", "kind", "value"}, f.addNumber},
		{"units", []string{"unit", "kind", "per", "before", "after"}, f.addUnit},
		{"bounds", []string{"phrase", "change", "side"}, f.addBound},
		{"changes", []string{"word", "change", "factor", "direct", "forms"}, f.addChange},
		{"labels", []string{"word", "side"}, f.addLabel},
		{"rates", []string{"unit", "days", "words"}, f.addRate},
		{"plurals", []string{"word"}, f.addPlural},
		{"tallies", []string{"word", "pos"}, f.addTally},
		{"directions", []string{"word"}, f.addDirection},
	} {
		rows, err := table.Read(tables, language+"/"+t.name+".tsv", t.columns...)
		if err != nil {
			return nil, fmt.Errorf("quantities: %w", err)
		}
		for _, r := range rows {
			if err := t.add(r); err != nil {
				return nil, fmt.Errorf("quantities: %w", err)
			}
		}
	}
	return f, nil
}

func (f *Finder) addNumber(r table.Row) error {
	v, err := strconv.ParseFloat(r.Get("value"), 64)
	if err != nil {
		return r.Errorf("value %q is no number", r.Get("value"))
	}
	f.numbers[r.Get("word")] = numberWord{r.Get("kind"), v}
	return nil
}

func (f *Finder) addUnit(r table.Row) error {
	u := unit{r.Get("unit"), r.Get("kind"), r.Get("per")}
	for _, form := range r.List("after") {
		f.units.add(form, u, false, asWritten(form))
	}
	for _, form := range r.List("before") {
		f.prefix.add(form, u, true, asWritten(form))
	}
	return nil
}

// asWritten tells whether a form is matched with its case: symbols and
// abbreviations are ("Nm" and "nm", "PS" and "ps").
func asWritten(form string) bool {
	n := utf8.RuneCountInString(form)
	return n == 1 || n <= 4 && strings.IndexFunc(form, unicode.IsUpper) >= 0
}

func (f *Finder) addBound(r table.Row) error {
	c := record.Change(r.Get("change"))
	switch r.Get("side") {
	case "before":
		f.bounds.add(r.Get("phrase"), c, true, false)
	case "after":
		f.boundsAfter.add(r.Get("phrase"), c, false, false)
	default:
		return r.Errorf("side %q is neither before nor after", r.Get("side"))
	}
	return nil
}

func (f *Finder) addChange(r table.Row) error {
	c := change{way: record.Change(r.Get("change")), share: r.Get("direct") == "share"}
	if c.way != record.Up && c.way != record.Down {
		return r.Errorf("change %q is neither up nor down", c.way)
	}
	if x := r.Get("factor"); x != "" {
		v, err := strconv.ParseFloat(x, 64)
		if err != nil {
			return r.Errorf("factor %q is no number", x)
		}
		c.factor = v
	}
	for _, form := range r.List("forms") {
		f.changes[form] = c
	}
	return nil
}

func (f *Finder) addLabel(r table.Row) error {
	w := r.Get("word")
	exact := w != strings.ToLower(w)
	switch r.Get("side") {
	case "before":
		f.labels.add(w, struct{}{}, true, exact)
	case "after":
		f.labelsAfter.add(w, struct{}{}, false, exact)
	case "phone":
		f.phones.add(w, struct{}{}, true, exact)
	case "itself":
		f.lines.add(w, struct{}{}, false, false)
	default:
		return r.Errorf("side %q is neither before, after, phone nor itself", r.Get("side"))
	}
	return nil
}

func (f *Finder) addRate(r table.Row) error {
	v, err := strconv.ParseFloat(r.Get("days"), 64)
	if err != nil {
		return r.Errorf("days %q is no number", r.Get("days"))
	}
	f.days[r.Get("unit")] = v
	for _, w := range r.List("words") {
		f.rates[w] = r.Get("unit")
	}
	return nil
}

func (f *Finder) addPlural(r table.Row) error {
	f.irregular[r.Get("word")] = true
	return nil
}

func (f *Finder) addDirection(r table.Row) error {
	f.directions[r.Get("word")] = true
	return nil
}

func (f *Finder) addTally(r table.Row) error {
	switch r.Get("pos") {
	case "verb":
		f.tallyVerbs[r.Get("word")] = true
	case "noun":
		f.tallyNouns[r.Get("word")] = true
	case "level":
		f.levelVerbs[r.Get("word")], f.tallyVerbs[r.Get("word")] = true, true
	case "contest":
		f.contests[r.Get("word")] = true
	case "people":
		f.peopleNouns[r.Get("word")] = true
	default:
		return r.Errorf("pos %q is neither verb, level, noun, people nor contest", r.Get("pos"))
	}
	return nil
}

// Find returns the quantities in text order. A number inside a date, a time or a
// repeated time is not a quantity; a length of time is ("three years in prison").
// Of a change from one level to another, low and high are its two ends, old and
// new tell which is which. Period links to the timex that the count covers,
// Attribution to the innermost attribution whose content holds it.
func (f *Finder) Find(text *lex.Text, tokens []record.Token, timexes []record.Timex, attributions []record.Attribution) []record.Quantity {
	s := &scan{Finder: f, text: text, tokens: tokens, timexes: timexes}
	out := []record.Quantity{}
	var before []found // those of the sentence before, in the same paragraph
	for i := range text.Sentences {
		sentence := &text.Sentences[i]
		if i > 0 && text.Sentences[i-1].Paragraph != sentence.Paragraph {
			before = before[:0]
		}
		s.dates(sentence.Span)
		if !s.trigger(sentence) {
			before = before[:0]
			continue
		}
		s.atoms = atomize(s.atoms[:0], text, sentence.First, sentence.Last)
		s.markDates()
		s.found = s.found[:0]
		s.read()
		s.relate(before)
		s.readings(before)
		for k := range s.found {
			out = append(out, s.found[k].Quantity)
		}
		before = append(before[:0], s.found...)
	}
	spans := make([]record.Span, len(out))
	for i := range out {
		spans[i] = out[i].Span
	}
	for i, a := range nest.Innermost(spans, attributions) {
		out[i].Attribution = a
	}
	return out
}

// scan is the reading of one text, sentence by sentence.
type scan struct {
	*Finder
	text    *lex.Text
	tokens  []record.Token
	timexes []record.Timex
	next    int   // first timex that has not ended before the sentence
	inside  []int // timexes of the sentence
	atoms   []atom
	begins  []int // by atom: 1 more than the place in inside of the timex that begins there; 0 for none
	ends    []int // by atom: the same of the timex that ends there
	found   []found
	done    int // atoms that belong to quantities already found
}

// found is a quantity with what the rules know about it.
type found struct {
	record.Quantity
	kind        string  // the unit's kind in units.tsv, "noun" for a counted noun, "" for a bare number
	first, last int     // its atoms with bounds and unit
	number      int     // the atom where the figure itself begins
	scale       float64 // of the number's scale word
	bare        bool    // a number in words that counts nothing of its own
	level       bool    // stands after "to" or "at": not an amount of change
	clause      int     // counts the clauses of the sentence
	ofFirst     int     // atoms of what the figure is of, half-open; equal for none or those of another figure
	ofLast      int
}

// dates collects the timexes of a sentence.
func (s *scan) dates(sentence record.Span) {
	s.inside = s.inside[:0]
	for s.next < len(s.timexes) && s.timexes[s.next].End <= sentence.Start {
		s.next++
	}
	for i := s.next; i < len(s.timexes) && s.timexes[i].Start < sentence.End; i++ {
		s.inside = append(s.inside, i)
	}
}

// markDates marks the atoms inside dates, times and repeated times. A length of time
// counts ("three days"), and how many times something is done in one.
func (s *scan) markDates() {
	k := 0
	for i := range s.atoms {
		for k < len(s.inside) && s.timexes[s.inside[k]].End <= s.atoms[i].Start {
			k++
		}
		if k < len(s.inside) {
			t := &s.timexes[s.inside[k]]
			counts := t.Type == record.Duration || t.Type == record.Set && strings.Contains(t.Span.In(s.text.Source), " times ")
			s.atoms[i].dated = t.Start <= s.atoms[i].Start && !counts
		}
	}
}

// trigger tells whether the sentence has a number at all.
func (s *scan) trigger(sentence *lex.Sentence) bool {
	for i := sentence.First; i < sentence.Last; i++ {
		w := s.text.Words[i].Lower
		if _, ok := s.numbers[w]; ok {
			return true
		}
		if c, ok := s.changes[w]; ok && c.factor != 0 {
			return true
		}
		hyphen := false
		for k := 0; k < len(w); k++ {
			if digit(rune(w[k])) || w[k] >= 0x80 {
				return true
			}
			hyphen = hyphen || w[k] == '-'
		}
		if hyphen {
			return true
		}
	}
	return false
}

// lower is atom i in lower case; "" outside of the sentence.
func (s *scan) lower(i int) string {
	if i < 0 || i >= len(s.atoms) {
		return ""
	}
	return s.atoms[i].lower
}

// kind is the kind of atom i; symbol outside of the sentence.
func (s *scan) kind(i int) atomKind {
	if i < 0 || i >= len(s.atoms) {
		return symbol
	}
	return s.atoms[i].kind
}

// word is what numbers.tsv says of atom i.
func (s *scan) word(i int) numberWord {
	if i < 0 || i >= len(s.atoms) {
		return numberWord{}
	}
	return s.numbers[s.atoms[i].lower]
}

// glued tells whether nothing stands between atom i and the one before.
func (s *scan) glued(i int) bool { return i > 0 && i < len(s.atoms) && s.atoms[i].glued }

// upos is the part of speech of the word that holds atom i; "" outside.
func (s *scan) upos(i int) string {
	if i < 0 || i >= len(s.atoms) {
		return ""
	}
	return s.tokens[s.atoms[i].word].UPOS
}

// capital tells whether atom i is a word that begins with a capital letter.
func (s *scan) capital(i int) bool {
	return s.kind(i) == letters && s.text.Source[s.atoms[i].Start] != s.atoms[i].lower[0]
}

// span is the text from atom first up to last, exclusive.
func (s *scan) span(first, last int) record.Span {
	return record.Span{Start: s.atoms[first].Start, End: s.atoms[last-1].End}
}
