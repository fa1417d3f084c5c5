// Package facts holds the dated tables: who held which office when, when votes and
// treaties were, who belongs to what, what states and capitals were called, what
// acronyms stand for. docs/facts.md is the form of their files.
//
// It promises that each row says where it comes from and until when it is known,
// and that a file with a row that cannot be so (a date that does not exist, an end
// before the beginning) is refused with its line. What is odd but possible, [Tables.Odd]
// names.
package facts

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Row is what every row of every table has.
type Row struct {
	File   string
	Line   int
	Known  Date   // until when it is known; nothing is said of later times
	Source string // where it comes from
}

// Origin names the row as evidence does: its source, and until when it is known.
func (r Row) Origin() string { return r.Source + ", known until " + string(r.Known) }

// Tenure is one person's time in one office. An office without an end was held when
// the row was last known.
type Tenure struct {
	Row
	Country string
	Office  string // "president", "prime minister", "foreign minister"
	Person  string
	Also    []string // other spellings
	From    Date
	To      Date
}

// Occasion is an election, an inauguration, a treaty or the like, with its day.
type Occasion struct {
	Row
	Kind    string // "election", "runoff", "referendum", "inauguration", "treaty", "in force"
	Country string // "" for treaties
	Name    string
	Also    []string
	On      Date
}

// Membership is a state's time in a body.
type Membership struct {
	Row
	Body   string
	Member string
	From   Date
	To     Date
}

// Naming is what a state or capital was called for a time.
type Naming struct {
	Row
	Name string
	Kind string // "state", "former" (a state that is no more), "capital"
	Of   string // the state, by its present name
	From Date
	To   Date
}

// Acronym is what letters stand for.
type Acronym struct {
	Row
	Letters   string
	Language  string // BCP 47 of the words that it abbreviates
	Words     string
	English   string   // the words in English, where the language is another
	Field     []string // words that show its matter
	Household bool     // known to every reader
}

// Tables are all rows, in the order of their files and lines.
type Tables struct {
	Tenures     []Tenure
	Occasions   []Occasion
	Memberships []Membership
	Namings     []Naming
	Acronyms    []Acronym

	people  map[string][]int // tenures by folded name
	letters map[string][]int // acronyms by their letters
}

// form is one kind of file: what its name begins with, its columns, and what is made
// of a row.
type form struct {
	prefix  string
	columns []string
	add     func(*Tables, cells) error
}

func forms() []form {
	return []form{
		{"offices", []string{"country", "office", "person", "also", "from", "to"}, (*Tables).addTenure},
		{"events", []string{"kind", "country", "name", "also", "on"}, (*Tables).addOccasion},
		{"members", []string{"body", "member", "from", "to"}, (*Tables).addMembership},
		{"names", []string{"name", "kind", "of", "from", "to"}, (*Tables).addNaming},
		{"acronyms", []string{"letters", "language", "words", "english", "field", "household"}, (*Tables).addAcronym},
	}
}

// common are the columns that every file ends with.
var common = []string{"known_until", "source"}

// Bounds of what is read.
const (
	maxBytes = 16 << 20 // of one file
	maxRows  = 500_000  // in all
)

// Load reads every CSV file of the folders, one after the other. The error names the
// file, the line and what is wrong.
func Load(folders ...fs.FS) (*Tables, error) {
	t := &Tables{}
	for _, folder := range folders {
		names, err := fs.Glob(folder, "*.csv")
		if err != nil {
			return nil, fmt.Errorf("facts: %w", err)
		}
		for _, name := range names {
			if err := t.read(folder, name); err != nil {
				return nil, fmt.Errorf("facts: %w", err)
			}
		}
	}
	t.index()
	return t, nil
}

// cells are one row by column.
type cells struct {
	Row
	of map[string]string
}

func (t *Tables) read(folder fs.FS, name string) error {
	i := slices.IndexFunc(forms(), func(f form) bool { return strings.HasPrefix(path.Base(name), f.prefix) })
	if i < 0 {
		var prefixes []string
		for _, f := range forms() {
			prefixes = append(prefixes, f.prefix)
		}
		return fmt.Errorf("%s: a file's name begins with one of %s", name, strings.Join(prefixes, ", "))
	}
	file, err := folder.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	kind := forms()[i]
	columns := append(slices.Clone(kind.columns), common...)
	in := csv.NewReader(&io.LimitedReader{R: file, N: maxBytes})
	in.Comment, in.ReuseRecord = '#', true
	for first := true; ; first = false {
		record, err := in.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			if first {
				return fmt.Errorf("%s: empty; the first line is %s", name, strings.Join(columns, ","))
			}
			return nil
		case errors.As(err, &broken):
			return fmt.Errorf("%s:%d: %w", name, broken.Line, broken.Err)
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		case first:
			if !slices.Equal(record, columns) {
				return fmt.Errorf("%s: the first line is %s, want %s", name, strings.Join(record, ","), strings.Join(columns, ","))
			}
			continue
		}
		line, _ := in.FieldPos(0)
		c := cells{Row{File: name, Line: line}, make(map[string]string, len(columns))}
		for k, v := range record {
			c.of[columns[k]] = strings.TrimSpace(v)
		}
		err = c.common()
		if err == nil {
			err = kind.add(t, c)
		}
		if err == nil && t.rows() > maxRows {
			err = fmt.Errorf("more than %d rows in all", maxRows)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", name, line, err)
		}
	}
}

func (t *Tables) rows() int {
	return len(t.Tenures) + len(t.Occasions) + len(t.Memberships) + len(t.Namings) + len(t.Acronyms)
}

func (c *cells) common() (err error) {
	if c.Source = c.of["source"]; c.Source == "" {
		return errors.New("no source")
	}
	if c.Known, err = c.date("known_until"); err != nil {
		return err
	}
	if c.Known == "" {
		return errors.New("no known_until")
	}
	return nil
}

func (c *cells) date(column string) (Date, error) {
	d := Date(c.of[column])
	if d != "" && !d.valid() {
		return "", fmt.Errorf("%s %q: want a year, month or day that exists, as 2021, 2021-12 or 2021-12-08", column, d)
	}
	return d, nil
}

// dates are a beginning and an end, each possibly open, within what is known.
func (c *cells) dates() (from, to Date, err error) {
	if from, err = c.date("from"); err != nil {
		return
	}
	if to, err = c.date("to"); err != nil {
		return
	}
	switch {
	case from != "" && to != "" && to.Last() < from.First():
		err = fmt.Errorf("ends %s, before it begins, %s", to, from)
	case to != "" && to.First() > c.Known.Last():
		err = fmt.Errorf("ends %s, after it is known until %s", to, c.Known)
	case from != "" && from.First() > c.Known.Last():
		err = fmt.Errorf("begins %s, after it is known until %s", from, c.Known)
	}
	return
}

func (c *cells) want(columns ...string) error {
	for _, name := range columns {
		if c.of[name] == "" {
			return fmt.Errorf("no %s", name)
		}
	}
	return nil
}

func (c *cells) list(column string) (out []string) {
	for part := range strings.SplitSeq(c.of[column], ";") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func (c *cells) oneOf(column string, allowed ...string) error {
	if !slices.Contains(allowed, c.of[column]) {
		return fmt.Errorf("%s %q: want one of %s", column, c.of[column], strings.Join(allowed, ", "))
	}
	return nil
}

func (t *Tables) addTenure(c cells) error {
	from, to, err := c.dates()
	if err := errors.Join(err, c.want("country", "office", "person", "from")); err != nil {
		return err
	}
	t.Tenures = append(t.Tenures, Tenure{c.Row, c.of["country"], c.of["office"], c.of["person"], c.list("also"), from, to})
	return nil
}

func (t *Tables) addOccasion(c cells) error {
	on, err := c.date("on")
	if err := errors.Join(err, c.want("name", "on"), c.oneOf("kind", "election", "runoff", "referendum", "inauguration", "treaty", "in force", "event")); err != nil {
		return err
	}
	t.Occasions = append(t.Occasions, Occasion{c.Row, c.of["kind"], c.of["country"], c.of["name"], c.list("also"), on})
	return nil
}

func (t *Tables) addMembership(c cells) error {
	from, to, err := c.dates()
	if err := errors.Join(err, c.want("body", "member", "from")); err != nil {
		return err
	}
	t.Memberships = append(t.Memberships, Membership{c.Row, c.of["body"], c.of["member"], from, to})
	return nil
}

func (t *Tables) addNaming(c cells) error {
	from, to, err := c.dates()
	if err := errors.Join(err, c.want("name", "of"), c.oneOf("kind", "state", "former", "capital")); err != nil {
		return err
	}
	t.Namings = append(t.Namings, Naming{c.Row, c.of["name"], c.of["kind"], c.of["of"], from, to})
	return nil
}

func (t *Tables) addAcronym(c cells) error {
	if err := errors.Join(c.want("letters", "language", "words"), c.oneOf("household", "", "yes")); err != nil {
		return err
	}
	t.Acronyms = append(t.Acronyms, Acronym{c.Row, c.of["letters"], c.of["language"], c.of["words"], c.of["english"], c.list("field"), c.of["household"] == "yes"})
	return nil
}

func (t *Tables) index() {
	t.people, t.letters = map[string][]int{}, map[string][]int{}
	for i := range t.Tenures {
		x := &t.Tenures[i]
		for _, name := range append([]string{x.Person}, x.Also...) {
			key := Fold(name)
			if of := t.people[key]; len(of) == 0 || of[len(of)-1] != i {
				t.people[key] = append(of, i)
			}
		}
	}
	for i, a := range t.Acronyms {
		t.letters[a.Letters] = append(t.letters[a.Letters], i)
	}
}

// Of are the tenures of the person of this name, however its accents are written.
func (t *Tables) Of(name string) []*Tenure {
	var out []*Tenure
	for _, i := range t.people[Fold(name)] {
		out = append(out, &t.Tenures[i])
	}
	return out
}

// Acronym are the meanings of the letters.
func (t *Tables) Acronym(letters string) []*Acronym {
	var out []*Acronym
	for _, i := range t.letters[letters] {
		out = append(out, &t.Acronyms[i])
	}
	return out
}

// Fold makes a name comparable: lower case, without accents, hyphens as blanks.
func Fold(name string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '.':
		case r == '-', unicode.IsSpace(r):
			out.WriteByte(' ')
		case r == 'ł':
			out.WriteByte('l')
		case r == 'ø':
			out.WriteByte('o')
		case r == 'ı':
			out.WriteByte('i')
		default:
			out.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}
