package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"hearsay/record"
)

// Digest is one report in one line, for a pile of them.
type Digest struct {
	Document  string `json:"document"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	Title     string `json:"title,omitempty"`

	Claim    string `json:"claim,omitempty"`  // the main one, as it stands in the text
	Source   string `json:"source,omitempty"` // on whose word that is
	Chain    string `json:"chain,omitempty"`  // through whom it came
	Figure   string `json:"figure,omitempty"` // the first of what is told: "41 ships"
	Warnings int    `json:"warnings"`
	Notes    int    `json:"notes"`

	Copies []DigestCopy `json:"copies,omitempty"` // reports folded under this one
}

// DigestCopy is a report that has much of its text in common with an earlier one.
type DigestCopy struct {
	Document  string `json:"document"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	Percent   int    `json:"percent"` // of the shorter text's shingles, those that the longer has
}

const (
	// leadSentences are those from which the main claim is taken.
	leadSentences = 6
	// leadFigures are those of which the first is taken.
	leadFigures = 20
	// claimRunes is how much of a claim a digest quotes.
	claimRunes = 160
	// shortest and stem are the letters of a word that counts, and those of it that do.
	shortest, stem = 5, 6
)

// DigestOf makes the line of a record.
func DigestOf(doc *record.Document) Digest {
	s := Summarize(doc)
	d := Digest{Document: doc.ID, Outlet: doc.Outlet, Published: doc.Published, Title: s.Headline}
	if i := s.mainClaim(); i >= 0 {
		d.Claim = shortened(oneLine(doc.Claims[i].Spans.In(doc.Text)), claimRunes)
		d.Source, d.Chain = s.whose(i + 1)
	}
	if i := slices.IndexFunc(s.Figures[:min(len(s.Figures), leadFigures)], s.tells); i >= 0 {
		f := s.Figures[i]
		d.Figure = strings.TrimSpace(f.Value + " " + f.Unit)
	}
	for _, x := range doc.Findings {
		if x.Severity == record.Warning {
			d.Warnings++
		} else {
			d.Notes++
		}
	}
	return d
}

// tells tells whether a figure stands in the body and is of what is told, not of who
// tells it ("two people with knowledge of the talks").
func (s *Summary) tells(f Figure) bool {
	return f.quantity.Start >= s.doc.Body.Start && !slices.ContainsFunc(s.doc.Attributions, func(a record.Attribution) bool {
		return a.Source.Cover(f.quantity.Span)
	})
}

// mainClaim is the claim among the first sentences that says most of what the headline
// says; of equals the first. -1 for none.
func (s *Summary) mainClaim() int {
	title := wordSet(s.Headline)
	best, most := -1, -2
	for i, c := range s.doc.Claims {
		at := c.Spans.Bounds().Start
		if at < s.doc.Body.Start || c.Inferred || c.PartOf.Set() {
			continue
		}
		if best >= 0 && s.sentenceOf(at) > s.sentenceOf(s.doc.Body.Start)+leadSentences {
			break
		}
		words := wordSet(c.Spans.In(s.doc.Text))
		n := inBoth(title, words)
		if len(words) < fewWords {
			n = -1 // "the strait", put in quotation marks
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// wordSet are the words of a text that are likely to carry its sense: numbers, and
// longer words by their first letters, so that "search" and "searches" are one.
func wordSet(text string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r := []rune(w)
		if unicode.IsDigit(r[0]) || len(r) >= shortest {
			out[string(r[:min(len(r), stem)])] = true
		}
	}
	return out
}

func inBoth(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// shortened cuts words after so many characters, between two of them.
func shortened(words string, most int) string {
	r := []rune(words)
	if len(r) <= most {
		return words
	}
	cut := string(r[:most-2])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + " …"
}

// DigestsJSON writes lines of a digest as one JSON array.
func DigestsJSON(w io.Writer, all []Digest) error { return arrayJSON(w, all) }

// arrayJSON writes one JSON array, an element a line.
func arrayJSON[T any](w io.Writer, all []T) error {
	var b strings.Builder
	for i, x := range all {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		var one strings.Builder
		e := json.NewEncoder(&one)
		e.SetEscapeHTML(false)
		if err := e.Encode(x); err != nil {
			return err
		}
		b.WriteString(strings.TrimSuffix(one.String(), "\n"))
	}
	if len(all) > 0 {
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, "["+b.String()+"]\n")
	return err
}

// DigestsCSV writes lines of a digest as CSV with a header. A copy is a line too, which
// names the report that it is folded under.
func DigestsCSV(w io.Writer, all []Digest) error {
	lines := [][]string{{"document", "outlet", "published", "title", "claim", "source", "chain", "figure", "warnings", "notes", "copy_of", "percent"}}
	for _, d := range all {
		lines = append(lines, []string{
			d.Document, d.Outlet, d.Published, d.Title, d.Claim, d.Source, d.Chain, d.Figure,
			strconv.Itoa(d.Warnings), strconv.Itoa(d.Notes), "", "",
		})
		for _, c := range d.Copies {
			lines = append(lines, []string{c.Document, c.Outlet, c.Published, "", "", "", "", "", "", "", d.Document, strconv.Itoa(c.Percent)})
		}
	}
	return writeCSV(w, lines)
}

// Digests prints lines of a digest as a table. Full and Times say nothing here.
func Digests(w io.Writer, all []Digest, o TerminalOptions) error {
	t := &terminal{s: &Summary{}, o: o.bounded()}
	if len(all) == 0 {
		t.wrap(0, 0, "No reports.", nil)
		_, err := w.Write(t.b.Bytes())
		return err
	}
	var rows [][]string
	if t.o.Width >= narrow {
		rows = append(rows, []string{"date", "outlet", "main claim ← on whose word", "first figure", "warn"})
	}
	folded := false
	for _, d := range all {
		claim := cmp.Or(d.Title, "no claim")
		if d.Claim != "" {
			word := d.Chain
			if d.Source == ownWords {
				word = "the author"
			}
			claim = d.Claim + " ← " + word
		}
		warnings := "–"
		if d.Warnings > 0 {
			warnings = strconv.Itoa(d.Warnings)
		}
		rows = append(rows, []string{day(d.Published), oneLine(cmp.Or(d.Outlet, d.Document)), claim, cmp.Or(d.Figure, "–"), warnings})
		for _, c := range d.Copies {
			folded = true
			about := fmt.Sprintf("· %d%% in common: %s", c.Percent, oneLine(c.Document))
			if c.Outlet != "" {
				about += ", " + oneLine(c.Outlet)
			}
			if c.Published != "" {
				about += ", " + day(c.Published)
			}
			rows = append(rows, []string{"", about})
		}
	}
	columns := []int{10, 12, 0, 14, 4}
	if t.o.Width >= wide {
		columns = []int{10, 18, 0, 24, 4}
	}
	t.table(rows, columns, 4)
	if folded {
		t.gap()
		t.wrap(0, 0, "“In common” is the share of the shorter text's runs of three words that the longer has too, as estimated.", t.dim)
	}
	_, err := w.Write(t.b.Bytes())
	return err
}

// day is the date of an ISO date or date-time; "undated" for none.
func day(iso string) string {
	if len(iso) > 10 {
		iso = iso[:10]
	}
	return cmp.Or(iso, "undated")
}

// Percent is a share in whole hundredths.
func Percent(share float64) int { return int(math.Round(100 * share)) }
