package checktest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"hearsay"
	"hearsay/check"
	"hearsay/record"
)

// Score is how a set of checks did on reports with planted faults and on clean ones.
type Score struct {
	Checks  []Tally  // in the order of the checks
	Faults  int      // planted
	Found   int      // of those, under the right check
	Clean   int      // reports without a fault
	False   int      // warnings in clean reports
	Misses  []string // planted faults that were not found
	Wrongs  []string // warnings in clean reports
	Surplus []string // warnings in reports with faults that no line names
}

// Tally is one check's part of a score.
type Tally struct {
	Name                  string
	Planted, Found, False int
}

// Planted runs the checks over every file of planted faults that the pattern matches.
// Its form is that of the cases of [Run], with lines after "want:" of the form
//
//	weekday @ "Friday, March 3"
//
// where a finding of the check must cover each of the words, be it by its evidence. All
// checks run together, as a reader has them, and speak as if they had been judged.
func Planted(checks []*check.Check, pattern string) (Score, error) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		return Score{}, fmt.Errorf("no reports match %q (%w)", pattern, err)
	}
	reader, err := hearsay.New(hearsay.Options{Checks: trusted(checks...)})
	if err != nil {
		return Score{}, err
	}
	var s Score
	for _, c := range checks {
		s.Checks = append(s.Checks, Tally{Name: c.Name})
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return s, err
		}
		for _, section := range txtar.Parse(data).Files {
			if err := s.read(reader, string(section.Data), strings.TrimSuffix(section.Name, ".txt")); err != nil {
				return s, fmt.Errorf("%s: %s: %w", file, section.Name, err)
			}
		}
	}
	return s, nil
}

func (s *Score) read(reader *hearsay.Reader, data, name string) error {
	c, wants, err := split(data)
	if err != nil {
		return err
	}
	doc := c.doc
	doc.ID = name
	if err := reader.Read(context.Background(), &doc); err != nil {
		return err
	}
	met, clean := make([]bool, len(doc.Findings)), true
	for line := range strings.Lines(wants) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		clean = false
		if err := s.fault(&doc, line, met); err != nil {
			return fmt.Errorf("%s: %w", line, err)
		}
	}
	if clean {
		s.Clean++
	}
	for i, f := range doc.Findings {
		if met[i] || f.Severity != record.Warning {
			continue
		}
		what := fmt.Sprintf("%s: %s: %s", name, f.Check, f.Message)
		if !clean {
			s.Surplus = append(s.Surplus, what)
			continue
		}
		s.False++
		s.Wrongs = append(s.Wrongs, what)
		s.tally(f.Check).False++
	}
	return nil
}

// fault looks for one planted fault, and marks the finding that meets it.
func (s *Score) fault(doc *record.Document, line string, met []bool) error {
	name, places, _ := strings.Cut(line, " @ ")
	words, err := quotedWords(places)
	if err != nil {
		return err
	}
	t := s.tally(name)
	if t == nil {
		return fmt.Errorf("there is no check %q", name)
	}
	for _, w := range words {
		if !strings.Contains(doc.Text, w) {
			return fmt.Errorf("the text has no %q", w)
		}
	}
	s.Faults++
	t.Planted++
	i := slices.IndexFunc(doc.Findings, func(f record.Finding) bool {
		covered := cover(doc, f)
		return f.Check == name && !slices.ContainsFunc(words, func(w string) bool { return !covered(w) })
	})
	if i < 0 {
		s.Misses = append(s.Misses, doc.ID+": "+line)
		return nil
	}
	met[i] = true
	s.Found++
	t.Found++
	return nil
}

func (s *Score) tally(name string) *Tally {
	i := slices.IndexFunc(s.Checks, func(t Tally) bool { return t.Name == name })
	if i < 0 {
		return nil
	}
	return &s.Checks[i]
}
