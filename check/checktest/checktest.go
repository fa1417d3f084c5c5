// Package checktest runs a check over written cases: invented reports with the
// findings that a reader should get, or none, beside them. It is to checks what
// golang.org/x/tools/go/analysis/analysistest is to analyzers.
//
// Cases stand in txtar files, one section a case:
//
//	-- bulletin-of-friday.txt --
//	published: 2025-03-04
//	title: Harbour strike enters second week
//	outlet: Corran Herald
//
//	The port of Tessa was closed on Friday, March 3, the harbour board said.
//
//	want:
//	warning: Friday .* was a Monday @ "Friday, March 3"
//
// The header lines are published, title, outlet, author, section and language, each
// of them optional. After the blank line comes the text, exactly as it is read, up to
// the line "want:". Each line after that is one finding: its severity, a regular
// expression that its message must match, and, after @, the words of the text that
// one of its spans or pieces of evidence must cover, in quotation marks, several
// of them apart by commas. A case without lines after "want:" is one in which
// the check must be silent.
//
// The whole reader runs, so a case shows what a person would see, with one
// difference: a severity is the check's own, also where so few of its warnings
// have been judged by hand that [check.Run] still turns them into notes.
package checktest

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"hearsay"
	"hearsay/check"
	"hearsay/record"
)

// Run runs the check over the cases of every file that the pattern matches
// ("testdata/*.txtar"), each as a subtest of its own. A finding that no line wants
// and a line that no finding meets are errors.
func Run(t *testing.T, c *check.Check, pattern string) { run(t, c, pattern, "") }

// RunByRules is the same without a model, for checks that need no trees: what they find
// does not change with the model.
func RunByRules(t *testing.T, c *check.Check, pattern string) { run(t, c, pattern, hearsay.NoModel) }

func run(t *testing.T, c *check.Check, pattern, model string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases match %q (%v)", pattern, err)
	}
	reader, err := hearsay.New(hearsay.Options{Checks: trusted(c), Model: model})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, section := range archive.Files {
			name := strings.TrimSuffix(section.Name, ".txt")
			t.Run(name, func(t *testing.T) {
				one, err := parse(string(section.Data))
				if err != nil {
					t.Fatalf("%s: %s: %v", file, section.Name, err)
				}
				doc := one.doc
				doc.ID = name
				if err := reader.Read(context.Background(), &doc); err != nil {
					t.Fatal(err)
				}
				for _, fault := range compare(&doc, one.want) {
					t.Error(fault)
				}
			})
		}
	}
}

// trusted are the checks as they would be if their warnings had been judged.
func trusted(checks ...*check.Check) []*check.Check {
	var out []*check.Check
	for _, c := range checks {
		c := *c
		c.Judged = max(c.Judged, 1000)
		out = append(out, &c)
	}
	return out
}

// testCase is one case as written.
type testCase struct {
	doc  record.Document
	want []want
}

// want is one finding that a case expects.
type want struct {
	line     string
	severity record.Severity
	message  *regexp.Regexp
	words    []string
}

func parse(data string) (testCase, error) {
	c, wants, err := split(data)
	if err != nil {
		return c, err
	}
	for line := range strings.Lines(wants) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		w, err := parseWant(line)
		if err != nil {
			return c, err
		}
		for _, words := range w.words {
			if !strings.Contains(c.doc.Text, words) {
				return c, fmt.Errorf("%s: the text has no %q", line, words)
			}
		}
		c.want = append(c.want, w)
	}
	return c, nil
}

// split reads the header and the text; wants are the lines after "want:".
func split(data string) (c testCase, wants string, err error) {
	data = strings.ReplaceAll(data, "\r\n", "\n")
	header, rest, ok := strings.Cut("\n"+data, "\n\n")
	if !ok {
		return c, "", fmt.Errorf("no blank line after the header")
	}
	for line := range strings.Lines(header) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		switch key {
		case "":
		case "published":
			c.doc.Published, c.doc.PublishedFrom = value, record.DateGiven
		case "title":
			c.doc.Title = value
		case "outlet":
			c.doc.Outlet = value
		case "author":
			c.doc.Authors = append(c.doc.Authors, value)
		case "section":
			c.doc.Section = record.Section(value)
		case "language":
			c.doc.Language = value
		default:
			return c, "", fmt.Errorf("unknown header line %q", strings.TrimSpace(line))
		}
	}
	text, wants, ok := strings.Cut("\n"+rest+"\n", "\nwant:\n")
	if !ok {
		return c, "", fmt.Errorf("no line \"want:\"")
	}
	c.doc.Text = strings.Trim(text, "\n")
	return c, wants, nil
}

func parseWant(line string) (want, error) {
	w := want{line: line}
	severity, rest, _ := strings.Cut(line, ":")
	w.severity = record.Severity(severity)
	if w.severity != record.Warning && w.severity != record.Note {
		return w, fmt.Errorf("%s: want \"warning:\" or \"note:\"", line)
	}
	pattern, places, _ := strings.Cut(rest, " @ ")
	var err error
	if w.message, err = regexp.Compile(strings.TrimSpace(pattern)); err != nil {
		return w, fmt.Errorf("%s: %w", line, err)
	}
	if w.words, err = quotedWords(places); err != nil {
		return w, fmt.Errorf("%s: %w", line, err)
	}
	return w, nil
}

// quotedWords are those that stand after @.
func quotedWords(places string) (out []string, err error) {
	for places = strings.TrimSpace(places); places != ""; {
		quoted, err := strconv.QuotedPrefix(places)
		if err != nil {
			return nil, fmt.Errorf("after @ come words in quotation marks, apart by commas")
		}
		words, _ := strconv.Unquote(quoted)
		out = append(out, words)
		places = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(places, quoted), ","))
	}
	return out, nil
}

// compare returns one sentence for each line that no finding meets and for each
// finding that no line wants.
func compare(doc *record.Document, wants []want) []string {
	var faults []string
	met := make([]bool, len(doc.Findings))
	for _, w := range wants {
		found := false
		for i, f := range doc.Findings {
			if !met[i] && w.meets(doc, f) {
				met[i], found = true, true
				break
			}
		}
		if !found {
			faults = append(faults, "no finding meets the line "+w.line)
		}
	}
	for i, f := range doc.Findings {
		if !met[i] {
			faults = append(faults, fmt.Sprintf("nobody wants the finding %s: %s @ %q", f.Severity, f.Message, f.Spans.In(doc.Text)))
		}
	}
	return faults
}

func (w want) meets(doc *record.Document, f record.Finding) bool {
	if f.Severity != w.severity || !w.message.MatchString(f.Message) {
		return false
	}
	covered := cover(doc, f)
	return !slices.ContainsFunc(w.words, func(words string) bool { return !covered(words) })
}

// cover tells of words whether one of the finding's places holds them.
func cover(doc *record.Document, f record.Finding) func(string) bool {
	spans := slices.Clone(f.Spans)
	for _, e := range f.Evidence {
		if e.Span != nil {
			spans = append(spans, *e.Span)
		}
	}
	return func(words string) bool {
		return slices.ContainsFunc(spans, func(s record.Span) bool { return strings.Contains(s.In(doc.Text), words) })
	}
}
