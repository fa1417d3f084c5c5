package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hearsay/record"
)

// Chain writes who carries a claim as one line, outermost first:
// "Example Post ← Herald ← ministry officials (unnamed)".
func Chain(chain []record.Carrier) string {
	parts := make([]string, len(chain))
	for i, c := range chain {
		parts[i] = carrier(c)
	}
	return strings.Join(parts, " ← ")
}

func carrier(c record.Carrier) string {
	name := oneLine(c.Name)
	switch {
	case c.Kind == record.ByUnnamed && name != "":
		return name + " (unnamed)"
	case c.Kind == record.ByCollective && name != "":
		return name + " (nobody named)"
	case c.Kind == record.ByAuthor && name != "":
		return name + " (author)"
	case name != "":
		return name
	}
	switch c.Kind {
	case record.ByOutlet:
		return "this text"
	case record.ByAuthor:
		return "its author"
	case record.ByAgentless:
		return "nobody given"
	case record.ByDocument:
		return "a document"
	default:
		return "somebody unnamed"
	}
}

// sourcings are the kinds of sourcing in the order in which they are shown.
var sourcings = [...]record.Sourcing{
	record.NamedPerson, record.NamedOrganization, record.NamedOutlet, record.FromDocument,
	record.Unnamed, record.Collective, record.Agentless, record.Author,
}

// kindWords names a kind of sourcing beside one source. Somebody who is not named,
// but can be only one person, is not vague.
func kindWords(k record.Sourcing, identified bool) string {
	if identified && k == record.Unnamed {
		return "known by office"
	}
	switch k {
	case record.NamedPerson:
		return "named person"
	case record.NamedOrganization:
		return "named body"
	case record.NamedOutlet:
		return "outlet"
	case record.FromDocument:
		return "document"
	case record.Unnamed:
		return "unnamed"
	case record.Collective:
		return "group, no names"
	case record.Agentless:
		return "no source given"
	}
	return "author's own voice"
}

// actWords says what is done, in a form that fits one speaker and several; "" for a
// plain statement.
func actWords(a record.Act) string {
	switch a {
	case record.Deny:
		return "denying"
	case record.Admit:
		return "admitting"
	case record.Accuse:
		return "accusing"
	case record.Predict:
		return "predicting"
	case record.Propose:
		return "proposing"
	case record.Demand:
		return "demanding"
	case record.Promise:
		return "promising"
	case record.Opine:
		return "judging"
	case record.Doubt:
		return "doubting"
	case record.Ask:
		return "asking"
	case record.Feel:
		return "feeling"
	}
	return ""
}

// formWords says whose words the content is worded in.
func formWords(f record.AttributionForm) string {
	switch f {
	case record.Direct:
		return "quoted"
	case record.Mixed:
		return "partly quoted"
	}
	return "in the article's words"
}

// valueWords writes a number with its bounds: "40–60", "about 120", "at least 40". An
// open bound is left out only where the text's words say so: "more than 40".
func valueWords(low, high *float64, c record.Change, written string) string {
	about := ""
	if c == record.About {
		about = "about "
	}
	switch {
	case low != nil && high != nil && *low == *high:
		return about + number(*low)
	case low != nil && high != nil:
		a, b := number(*low), number(*high)
		if _, big, ok := strings.Cut(b, " "); ok {
			a = strings.TrimSuffix(a, " "+big)
		}
		return about + a + "–" + b
	case low != nil && holds(written, "more than", "over", "above", ">"):
		return "more than " + number(*low)
	case low != nil:
		return "at least " + number(*low)
	case high != nil && holds(written, "less than", "fewer than", "under", "below", "<"):
		return "less than " + number(*high)
	case high != nil:
		return "at most " + number(*high)
	}
	return ""
}

// holds tells whether words hold one of the phrases.
func holds(words string, phrases ...string) bool {
	words = " " + strings.ToLower(words)
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(words, " "+p) })
}

// number writes a figure for people: thousands apart, millions in words, and no
// more decimals than carry something.
func number(x float64) string {
	for _, big := range []struct {
		from float64
		name string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if x >= big.from || x <= -big.from {
			return strconv.FormatFloat(round(x/big.from), 'f', -1, 64) + big.name
		}
	}
	s := strconv.FormatFloat(round(x), 'f', -1, 64)
	whole, rest, point := strings.Cut(s, ".")
	if digits := strings.TrimPrefix(whole, "-"); len(digits) > 3 {
		at := len(whole) - 3
		whole = whole[:at] + "," + whole[at:]
	}
	if point {
		return whole + "." + rest
	}
	return whole
}

func round(x float64) float64 {
	f, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	return f
}

// dateWords writes a TIMEX3 value (an ISO 8601 day, month, date-time or duration) in
// words; what is none of these stays as it is.
func dateWords(iso string) string {
	for _, form := range []struct{ in, out string }{
		{time.RFC3339, "2 January 2006, 15:04"},
		{"2006-01-02T15:04:05", "2 January 2006, 15:04"},
		{"2006-01-02T15:04", "2 January 2006, 15:04"},
		{"2006-01-02", "2 January 2006"},
		{"2006-01", "January 2006"},
	} {
		if t, err := time.Parse(form.in, iso); err == nil {
			return t.Format(form.out)
		}
	}
	switch iso {
	case "PRESENT_REF":
		return "now"
	case "PAST_REF":
		return "some time before"
	case "FUTURE_REF":
		return "some time ahead"
	}
	if t, err := time.Parse("XXXX-01", iso); err == nil {
		return t.Format("January") + ", year unknown"
	}
	if t, err := time.Parse("XXXX-01-02", iso); err == nil {
		return t.Format("2 January") + ", year unknown"
	}
	return durationWords(iso)
}

// durationWords writes a TIMEX3 duration of one unit in words, "P2M" as "2 months";
// what is none stays as it is.
func durationWords(value string) string {
	units := "Y year M month W week D day"
	digits, ok := strings.CutPrefix(value, "P")
	if rest, clock := strings.CutPrefix(digits, "T"); clock {
		digits, units = rest, "H hour M minute S second"
	}
	if !ok || len(digits) < 2 {
		return value
	}
	last := len(digits) - 1
	_, after, known := strings.Cut(units, digits[last:]+" ")
	unit, _, _ := strings.Cut(after, " ")
	n, err := strconv.Atoi(digits[:last])
	switch {
	case known && digits[:last] == "X":
		return "some " + unit + "s"
	case !known || err != nil:
		return value
	}
	return count(n, unit)
}

// daysWords writes the days from first to last: "28 April – 4 May 2025".
func daysWords(first, last string) string {
	a, err1 := time.Parse(time.DateOnly, first)
	b, err2 := time.Parse(time.DateOnly, last)
	switch {
	case err1 != nil || err2 != nil:
		return first + " – " + last
	case a.Equal(b):
		return a.Format("2 January 2006")
	case a.Year() != b.Year():
		return a.Format("2 January 2006") + " – " + b.Format("2 January 2006")
	case a.Month() != b.Month():
		return a.Format("2 January") + " – " + b.Format("2 January 2006")
	}
	return a.Format("2") + "–" + b.Format("2 January 2006")
}

// timexValue writes what a time expression stands for; "" where nothing is known.
func timexValue(x record.Timex) string {
	s := ""
	switch {
	case x.Mod == "BEFORE" || x.Mod == "AFTER":
		s = dateWords(x.Value)
	case x.Interval != nil && x.Type != record.Duration && x.Type != record.Set:
		s = daysWords(x.Interval[0], x.Interval[1])
	case x.Begin != "" && x.EndValue != "":
		s = dateWords(x.Begin) + " – " + dateWords(x.EndValue)
	case x.Value != "":
		s = dateWords(x.Value)
	case len(x.Alternatives) > 0:
		for i, a := range x.Alternatives {
			if i > 0 {
				s += " or "
			}
			s += dateWords(a)
		}
	}
	switch x.Mod {
	case "BEFORE", "AFTER":
		if s == "" {
			return ""
		}
		return strings.ToLower(x.Mod) + " " + s
	case "APPROX":
		return "about " + s
	}
	return s
}

// some writes a number with one of two wordings: "1 from a named person", "2 from
// named people".
func some(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// count writes a number with its noun: "1 claim", "2 claims".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// join writes a list as a sentence does: "a, b and c".
func join(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

// oneLine puts words of the text on one line: white space becomes single spaces,
// and characters that could steer a terminal or turn the reading direction go.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.Map(harmless, s), func(r rune) bool { return r == ' ' || r == '\u00a0' }), " ")
}

func harmless(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
		return ' '
	case r < ' ' || 0x7f <= r && r < 0xa0, '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return -1
	}
	return r
}

// daysBetween is the number of days from the first to the last, both counted.
func daysBetween(first, last string) (float64, bool) {
	a, err1 := time.Parse(time.DateOnly, first)
	b, err2 := time.Parse(time.DateOnly, last)
	if err1 != nil || err2 != nil || b.Before(a) {
		return 0, false
	}
	return b.Sub(a).Hours()/24 + 1, true
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// upperFirst begins words with a capital, but for the name of a site ("quay.example").
func upperFirst(s string) string {
	if first, _, _ := strings.Cut(s, " "); s == "" || strings.Contains(strings.TrimRight(first, "."), ".") {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// quote puts words between quotation marks, unless they bring their own.
func quote(words string) string {
	if r, _ := utf8.DecodeRuneInString(words); strings.ContainsRune("\"“”„«»‘'「『", r) {
		return words
	}
	return "“" + words + "”"
}
