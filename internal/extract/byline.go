package extract

import (
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/table"
	"hearsay/record"
)

// words are the words of bylines and section labels, from bylines.tsv, with the
// names of outlets from outlet-words.tsv and outlets.tsv. All in small letters.
type words struct {
	by, material []string // with a space at the end
	role, staff  map[string]bool
	agency       map[string]bool
	first, last  map[string]bool // words that begin or end an outlet's name
	section      map[string]record.Section
}

func loadWords(tables fs.FS, languages []string) (*words, error) {
	w := &words{
		role: map[string]bool{}, staff: map[string]bool{}, agency: map[string]bool{},
		first: map[string]bool{}, last: map[string]bool{}, section: map[string]record.Section{},
	}
	for _, l := range languages {
		for _, read := range []struct {
			name, words string
			row         func(kind string, words []string) bool
		}{
			{"bylines.tsv", "words", w.bylineRow},
			{"outlet-words.tsv", "words", w.outletRow},
			{"outlets.tsv", "names", func(kind string, names []string) bool { return kind != "agency" || set(w.agency, names) }},
		} {
			rows, err := table.Read(tables, l+"/"+read.name, "kind", read.words)
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				if !read.row(r.Get("kind"), r.List(read.words)) {
					return nil, r.Errorf("no such kind: %q", r.Get("kind"))
				}
			}
		}
	}
	return w, nil
}

func (w *words) bylineRow(kind string, list []string) bool {
	switch kind {
	case "by":
		w.by = append(w.by, phrases(list)...)
	case "material":
		w.material = append(w.material, phrases(list)...)
	case "role":
		return set(w.role, list)
	case "staff":
		return set(w.staff, list)
	case "agency":
		return set(w.agency, list)
	case string(record.SectionNews), string(record.SectionOpinion), string(record.SectionLetters),
		string(record.SectionInterview), string(record.SectionLive):
		for _, s := range list {
			w.section[s] = record.Section(kind)
		}
	default:
		return false
	}
	return true
}

func (w *words) outletRow(kind string, list []string) bool {
	switch kind {
	case "never", "joined": // no words of a name of several
		return true
	case "first":
		return set(w.first, list)
	case "last":
		return set(w.last, list)
	}
	return false
}

func set(m map[string]bool, list []string) bool {
	for _, s := range list {
		m[strings.ToLower(s)] = true
	}
	return true
}

func phrases(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s + " "
	}
	return out
}

// credit is what a byline says: who wrote, which agencies helped, for which outlet.
type credit struct {
	people, agencies []string
	outlet           string
}

func (c credit) empty() bool { return len(c.people)+len(c.agencies) == 0 && c.outlet == "" }

// authors are the people, then the agencies.
func (c credit) authors() []string { return slices.Concat(c.people, c.agencies) }

// byline reads a line as "By Ana Brevik and Jon Sund, Harbour Agency".
func (w *words) byline(line string) (c credit, ok bool) {
	if _, ok := w.afterBy(line); !ok || len(line) > maxHeaderLine || strings.HasSuffix(line, ".") {
		return credit{}, false
	}
	c = w.credit(line, false)
	return c, !c.empty()
}

// afterBy is what follows "By" and the like, where it begins with a name.
func (w *words) afterBy(line string) (string, bool) {
	rest, ok := after(line, w.by)
	if !ok {
		return "", false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	return rest, unicode.IsLetter(first) && (!unicode.IsLower(first) || w.staff[firstWord(rest)])
}

// after is what follows the longest of the phrases that the line begins with.
func after(line string, phrases []string) (rest string, ok bool) {
	most := 0
	for _, p := range phrases {
		if len(line) > len(p) && len(p) > most && strings.EqualFold(line[:len(p)], p) {
			rest, ok, most = strings.TrimSpace(line[len(p):]), true, len(p)
		}
	}
	return rest, ok
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return strings.ToLower(word)
}

// joints separate the parts of a byline. A comma stays one: what follows it may be
// where the person before it writes, or for whom.
var joints = strings.NewReplacer(" and ", ";", " AND ", ";", " & ", ";", " with ", ";", "/", ";", "(", ",", ")", ",", ",", ",")

// credit reads a byline or an author field, with "By" or without. A bare one, which
// only its place tells, begins with an outlet as soon as with a person.
func (w *words) credit(s string, bare bool) credit {
	s = clean(s)
	if rest, ok := w.afterBy(s); ok {
		s = rest
	}
	if i := strings.IndexAny(s, "|•·\u2014"); i > 0 {
		s = s[:i]
	}
	for _, cut := range []string{" in ", " for ", " at "} {
		if i := strings.Index(s, cut); i > 0 {
			s = s[:i]
		}
	}
	var c credit
	for _, group := range strings.Split(joints.Replace(s), ";") {
		for i, part := range strings.Split(group, ",") {
			w.part(&c, strings.Trim(part, " .:"), i > 0, bare)
		}
	}
	return c
}

// part reads one part of a byline; apposed says that it follows a comma.
func (w *words) part(c *credit, s string, apposed, bare bool) {
	if _, credited := after(s, w.material); credited || s == "" || len(c.people)+len(c.agencies) >= 20 {
		return
	}
	opens, all := c.empty(), strings.Fields(s)
	last := len(all) - 1
	if last > 0 && len(all[last]) >= len("Monday") && isWeekday(strings.ToLower(all[last])) { // of the date that follows
		all, last = all[:last], last-1
		s = strings.Join(all, " ")
	}
	switch {
	case w.staff[strings.ToLower(all[last])]:
		if last > 0 && last <= 4 && titled(s[:strings.LastIndexByte(s, ' ')]) {
			c.outlet = strings.Join(all[:last], " ")
		}
	case !w.isName(s):
	case w.isAgency(s) && !(apposed && c.outlet == "" && len(c.people) > 0):
		c.agencies = with(c.agencies, s)
	case w.isAgency(s), w.isOutlet(s) && (bare || !opens || w.first[firstWord(s)] || firstWord(s) == "the"):
		if c.outlet == "" && (opens || apposed) {
			c.outlet = s
		} else {
			c.agencies = with(c.agencies, s)
		}
	case apposed && (len(all) == 1 || c.outlet != "" && len(c.people) == 0): // "Ilse Marn, Velm", "Radio Delta, Morning Programme"
	default:
		c.people = with(c.people, s)
	}
}

// isName tells whether one part of a byline is a name and no role, date or address.
func (w *words) isName(s string) bool {
	all := strings.Fields(s)
	if len(all) == 0 || len(all) > 5 || len(s) > 60 || strings.ContainsAny(s, "0123456789@:/<>{}[]=") {
		return false
	}
	if w.isAgency(s) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) || unicode.IsLower(first) && !slices.Contains([]string{"de", "van", "von", "al", "el", "bin", "da", "di"}, all[0]) {
		return false
	}
	return !slices.ContainsFunc(all, func(s string) bool { s = strings.ToLower(s); return w.role[s] || w.staff[s] })
}

// isAgency tells whether a name is a news agency's, as bylines write it.
func (w *words) isAgency(s string) bool {
	s = strings.ToLower(s)
	return w.agency[s] || w.agency[strings.TrimPrefix(s, "the ")]
}

// isOutlet tells by its first or last word whether a name is an outlet's.
func (w *words) isOutlet(s string) bool {
	all := strings.Fields(strings.ToLower(s))
	return len(all) > 1 && len(all) <= 5 && titled(s) && (w.first[all[0]] || w.last[all[len(all)-1]])
}

// sameOutlet tells whether an author is the outlet itself: "Radio Delta News" at
// Radio Delta.
func (w *words) sameOutlet(author, outlet string) bool {
	author, outlet = plainName(author), plainName(outlet)
	rest, ok := strings.CutPrefix(author, outlet)
	if !ok || outlet == "" {
		return false
	}
	for word := range strings.FieldsSeq(rest) {
		if !w.last[word] && !w.staff[word] {
			return false
		}
	}
	return rest == "" || rest[0] == ' '
}

func plainName(s string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "the ")
}

// with appends a name that is not there yet.
func with(names []string, name string) []string {
	if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
		return names
	}
	return append(names, name)
}
