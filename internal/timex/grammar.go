package timex

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"hearsay/internal/table"
	"hearsay/record"
)

// symbol is a word or a class ("$month") that patterns name.
type symbol int32

// The classes of numbers, which no table lists. The head of timex.tsv explains them.
const (
	classNumber symbol = iota
	classDigits
	classDay
	classDay13
	classMon
	classHour
	classYY
	classYear
	classRoundYear
	classClock
	classDotClock
	classHundredHours
	builtin
)

var builtinNames = [builtin]string{"$number", "$digits", "$day", "$day13", "$mon", "$hour", "$yy", "$year", "$roundyear", "$clock", "$dotclock", "$hundredhours"}

var types = [...]record.TimexType{record.Date, record.Time, record.Duration, record.Set}

// sense is one thing that a piece of text can be to a pattern, with what it is
// worth there.
type sense struct {
	symbol  symbol
	value   operand
	capital bool // only with a capital letter
}

// grammar is one language's two tables, compiled.
type grammar struct {
	symbols map[string]symbol
	words   map[string][]sense
	endings map[string][]sense
	unions  map[symbol][]symbol // the alternations ("$month|$monthabbr") that hold a symbol
	steps   []*step
	rules   []*rule

	thousands, decimal byte // the marks in numbers: "1,200.5"
}

// rule is one row of timex.tsv.
type rule struct {
	table.Row
	order  int
	typ    record.TimexType
	class  symbol // where the type is a class: what the words become for later steps
	sets   []assignment
	blocks bool
}

// element is one place of a pattern.
type element struct {
	symbol   symbol
	name     string // of the variable, "" for a word
	optional bool
	glued    bool
	context  bool
}

// maxElements bounds how far a pattern looks.
const maxElements = 12

func loadGrammar(tables fs.FS, language string) (*grammar, error) {
	g := &grammar{symbols: map[string]symbol{}, words: map[string][]sense{}, endings: map[string][]sense{}, unions: map[symbol][]symbol{}}
	for _, name := range builtinNames {
		g.symbol(name)
	}
	for _, typ := range types {
		g.symbol("$" + string(typ))
	}
	if err := g.loadWords(tables, language+"/timewords.tsv"); err != nil {
		return nil, err
	}
	rows, err := table.Read(tables, language+"/timex.tsv", "step", "type", "pattern", "value", "example", "expect")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if err := g.addRule(row); err != nil {
			return nil, err
		}
	}
	if err := g.loadHolidays(tables, language+"/holidays.tsv"); err != nil {
		return nil, err
	}
	g.spreadUnions()
	for _, s := range g.steps {
		s.finish()
	}
	return g, nil
}

func (g *grammar) symbol(name string) symbol {
	s, ok := g.symbols[name]
	if !ok {
		s = symbol(len(g.symbols))
		g.symbols[name] = s
	}
	return s
}

func (g *grammar) loadWords(tables fs.FS, name string) error {
	rows, err := table.Read(tables, name, "class", "value", "words")
	if err != nil {
		return err
	}
	for _, row := range rows {
		class := g.symbol("$" + row.Get("class"))
		if class < builtin && class != classNumber {
			return row.Errorf("%q is a class of numbers", row.Get("class"))
		}
		for _, word := range row.List("words") {
			switch row.Get("class") {
			case "thousands":
				g.thousands = word[0]
			case "decimal":
				g.decimal = word[0]
			}
			s := sense{symbol: class, value: parseOperand(row.Get("value")), capital: strings.ToLower(word) != word}
			word = strings.ToLower(word)
			if ending, ok := strings.CutPrefix(word, "-"); ok && ending != "" {
				g.endings[ending] = append(g.endings[ending], s)
				continue
			}
			g.words[word] = append(g.words[word], s)
		}
	}
	return nil
}

// ending gives the senses of a word that no table lists.
func (g *grammar) ending(word []byte) []sense {
	for n := min(3, len(word)-2); n > 0; n-- {
		if s := g.endings[string(word[len(word)-n:])]; s != nil {
			return s
		}
	}
	return nil
}

func (g *grammar) addRule(row table.Row) error {
	n, err := strconv.Atoi(row.Get("step"))
	if err != nil || n < 1 || n > len(g.steps)+1 {
		return row.Errorf("step %q: want 1 or up, without a gap", row.Get("step"))
	}
	if n > len(g.steps) {
		g.steps = append(g.steps, newStep(g))
	}
	r := &rule{Row: row, order: len(g.rules)}
	switch typ := row.Get("type"); {
	case typ == "NONE":
		r.blocks = true
	case strings.HasPrefix(typ, "$"):
		r.class = g.symbol(typ)
	case slices.Contains(types[:], record.TimexType(typ)):
		r.typ = record.TimexType(typ)
	default:
		return row.Errorf("type %q: want DATE, TIME, DURATION, SET, NONE or a $class", typ)
	}
	elements, err := g.parsePattern(row.Get("pattern"))
	if err != nil {
		return row.Errorf("pattern %q: %v", row.Get("pattern"), err)
	}
	if r.sets, err = parseAssignments(row.Get("value"), elements); err != nil {
		return row.Errorf("value %q: %v", row.Get("value"), err)
	}
	g.rules = append(g.rules, r)
	g.steps[n-1].add(r, elements)
	return nil
}

// holidayStep is the step whose rows the holidays stand before.
const holidayStep = 2

// loadHolidays makes a rule of each row of holidays.tsv, where the language has that
// table.
func (g *grammar) loadHolidays(tables fs.FS, name string) error {
	rows, err := table.Read(tables, name, "pattern", "rule", "mod", "example", "expect")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for len(g.steps) < holidayStep {
		g.steps = append(g.steps, newStep(g))
	}
	for i, row := range rows {
		h, err := parseHoliday(row.Get("rule"))
		if err != nil {
			return row.Errorf("rule %q: %v", row.Get("rule"), err)
		}
		pattern := row.Get("pattern")
		if !strings.Contains(pattern, "$year") {
			pattern += " $year?"
		}
		elements, err := g.parsePattern(pattern)
		if err != nil {
			return row.Errorf("pattern %q: %v", pattern, err)
		}
		r := &rule{Row: row, order: i - len(rows), typ: record.Date, sets: []assignment{
			{field: "holiday", terms: []term{{constant: operand{holiday: h}}}},
			{field: "year", terms: []term{{variable: "$year"}}},
			{field: "mod", terms: []term{{constant: parseOperand(row.Get("mod"))}}},
		}}
		g.rules = append(g.rules, r)
		g.steps[holidayStep-1].add(r, elements)
	}
	return nil
}

func (g *grammar) parsePattern(pattern string) ([]element, error) {
	var out []element
	seen := map[string]int{}
	inside := false
	for _, word := range strings.Fields(pattern) {
		e := element{}
		if rest, ok := strings.CutPrefix(word, "["); ok {
			word, inside = rest, true
		}
		e.context = inside
		if rest, ok := strings.CutSuffix(word, "]"); ok {
			word, inside = rest, false
		}
		if rest, ok := strings.CutPrefix(word, "~"); ok && rest != "" {
			word, e.glued = rest, true
		}
		if rest, ok := strings.CutSuffix(word, "?"); ok && rest != "" {
			word, e.optional = rest, true
		}
		e.symbol = g.alternation(word)
		if first, _, _ := strings.Cut(word, "|"); strings.HasPrefix(first, "$") {
			e.name, _, _ = strings.Cut(first, ".")
			if seen[e.name]++; seen[e.name] > 1 {
				e.name += strconv.Itoa(seen[e.name])
			}
		}
		out = append(out, e)
	}
	switch {
	case inside:
		return nil, fmt.Errorf("a bracket is not closed")
	case len(out) == 0 || len(out) > maxElements:
		return nil, fmt.Errorf("%d elements, want 1 to %d", len(out), maxElements)
	}
	lead, trail := context(out)
	for _, e := range out[min(lead, len(out)):max(len(out)-trail, 0)] {
		if e.context {
			return nil, fmt.Errorf("context stands only at the ends")
		}
	}
	return out, nil
}

// context counts the elements in brackets at both ends.
func context(es []element) (lead, trail int) {
	for lead < len(es) && es[lead].context {
		lead++
	}
	for trail < len(es)-lead && es[len(es)-1-trail].context {
		trail++
	}
	return lead, trail
}

// alternation is the symbol of a pattern's element; one of several parts makes a
// union of its own, known to each part.
func (g *grammar) alternation(word string) symbol {
	if !strings.Contains(word, "|") || word == "|" {
		if !strings.HasPrefix(word, "$") {
			g.literal(word)
		}
		return g.symbol(word)
	}
	_, known := g.symbols[word]
	union := g.symbol(word)
	if !known {
		for part := range strings.SplitSeq(word, "|") {
			p := g.alternation(part)
			g.unions[p] = append(g.unions[p], union)
		}
	}
	return union
}

// literal makes sure that the word is known as itself.
func (g *grammar) literal(word string) {
	if s := g.symbol(word); !slices.ContainsFunc(g.words[word], func(x sense) bool { return x.symbol == s }) {
		g.words[word] = append(g.words[word], sense{symbol: s, value: operand{text: word}})
	}
}

func (g *grammar) spreadUnions() {
	spread := func(words map[string][]sense) {
		for word, senses := range words {
			for _, s := range senses {
				for _, u := range g.unions[s.symbol] {
					senses = append(senses, sense{u, s.value, s.capital})
				}
			}
			words[word] = senses
		}
	}
	spread(g.words)
	spread(g.endings)
}

// assignment gives one field of the meaning its value, or, without a field, takes
// over the whole meaning of a found expression.
type assignment struct {
	field string
	terms []term
}

// term is a constant or a variable, with how it joins what stands before it.
type term struct {
	op       byte // '+', '-', '*', '/'; 0 for the first
	variable string
	constant operand
}

func parseAssignments(value string, elements []element) ([]assignment, error) {
	var out []assignment
	for _, part := range strings.Fields(value) {
		field, expr, ok := strings.Cut(part, "=")
		if !ok {
			field, expr = "", part
		}
		a := assignment{field: field}
		op := byte(0)
		if len(expr) > 1 && expr[0] == '-' {
			op, expr = '-', expr[1:]
		}
		for {
			end := strings.IndexAny(expr, "+*/")
			word := expr
			if end >= 0 {
				word = expr[:end]
			}
			t := term{op: op, constant: parseOperand(word)}
			if strings.HasPrefix(word, "$") {
				t.variable = word
				if !slices.ContainsFunc(elements, func(e element) bool { return e.name == word }) {
					return nil, fmt.Errorf("the pattern has no %s", word)
				}
			}
			a.terms = append(a.terms, t)
			if end < 0 {
				break
			}
			op, expr = expr[end], expr[end+1:]
		}
		if field == "" && a.terms[0].variable == "" {
			return nil, fmt.Errorf("%q is neither field=value nor a variable", part)
		}
		if field != "" {
			if err := new(meaning).set(field, operand{}); err != nil {
				return nil, err
			}
		}
		out = append(out, a)
	}
	return out, nil
}

// evaluate is the value of an assignment; false where a variable stands for an
// optional element that is not there.
func (a assignment) evaluate(bound func(string) (operand, bool)) (operand, bool) {
	var out operand
	for i, t := range a.terms {
		v := t.constant
		if t.variable != "" {
			var ok bool
			if v, ok = bound(t.variable); !ok {
				return operand{}, false
			}
		}
		switch {
		case i == 0 && t.op == 0:
			out = v
		case t.op == '-':
			out = operand{num: out.num - v.num}
		case t.op == '+':
			out = operand{num: out.num + v.num}
		case t.op == '*':
			out = operand{num: out.num * v.num}
		case t.op == '/' && v.num != 0:
			out = operand{num: out.num / v.num}
		}
	}
	return out, true
}
