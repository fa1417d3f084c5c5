package hearsay_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"hearsay/check/all"
	"hearsay/check/checktest"
)

// TestPlanted finds the faults of testdata/planted; -v prints the score by check. Those
// under unseen were not looked at while the checks were built: a change of a check must
// not be fitted to them, so of them only the numbers are printed. The numbers in the
// checks and in docs/checks.md must be these; -update writes them.
func TestPlanted(t *testing.T) {
	scores := map[string]checktest.Score{}
	for _, half := range []struct {
		name   string
		recall float64 // at least, of planted faults
		wrong  float64 // at most, warnings in a clean report
	}{
		{"seen", 0.75, 0.1},
		{"unseen", 0.75, 0.1},
	} {
		t.Run(half.name, func(t *testing.T) {
			s, err := checktest.Planted(all.Checks(), "testdata/planted/"+half.name+"/*.txtar")
			if err != nil {
				t.Fatal(err)
			}
			scores[half.name] = s
			for _, c := range s.Checks {
				if c.Planted+c.False > 0 {
					t.Logf("%-20s found %d of %d planted; %d false", c.Name, c.Found, c.Planted, c.False)
				}
			}
			t.Logf("%-20s found %d of %d planted; %d false in %d clean reports", "all", s.Found, s.Faults, s.False, s.Clean)
			if half.name == "seen" {
				for _, lines := range [][]string{s.Misses, s.Wrongs, s.Surplus} {
					for _, l := range lines {
						t.Log(l)
					}
				}
			}
			if float64(s.Found) < half.recall*float64(s.Faults) || float64(s.False) > half.wrong*float64(s.Clean) {
				t.Errorf("want at least %.0f%% found, and at most %.1f false warnings in a clean report", 100*half.recall, half.wrong)
			}
		})
	}
	seen, unseen := scores["seen"], scores["unseen"]
	if len(scores) < 2 {
		return // -run asked for one half
	}
	rows := "| check | seen | unseen |\n|---|---|---|\n"
	for i, c := range seen.Checks {
		u := unseen.Checks[i]
		if c.Planted+u.Planted == 0 {
			continue
		}
		rows += fmt.Sprintf("| `%s` | %d of %d | %d of %d |\n", c.Name, c.Found, c.Planted, u.Found, u.Planted)
		dir := strings.ReplaceAll(c.Name, "-", "")
		keep(t, "check/"+dir+"/"+dir+".go", plantedFields, fmt.Sprintf("Planted: %d, Found: %d,", u.Planted, u.Found))
	}
	for _, name := range []string{"seen", "unseen"} {
		s := scores[name]
		rows += fmt.Sprintf("\n%d of %d found, %d false warnings in %d clean reports (%s).\n", s.Found, s.Faults, s.False, s.Clean, name)
	}
	keep(t, "docs/checks.md", plantedTable, rows)
}

var (
	plantedFields = regexp.MustCompile(`Planted: +\d+, Found: +\d+,`)
	plantedTable  = regexp.MustCompile(`(?s)\| check \| seen \| unseen \|\n.*?\(unseen\)\.\n`)
)

// keep holds the one place of a file that the expression matches to what is wanted.
func keep(t *testing.T, path string, place *regexp.Regexp, want string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := place.FindIndex(data)
	if at == nil {
		t.Errorf("%s has no place for %q", path, want)
		return
	}
	if strings.Join(strings.Fields(string(data[at[0]:at[1]])), " ") == strings.Join(strings.Fields(want), " ") {
		return
	}
	if !*update {
		t.Errorf("%s disagrees with the scores: go test . -run Planted -update", path)
		return
	}
	if err := os.WriteFile(path, []byte(string(data[:at[0]])+want+string(data[at[1]:])), 0o644); err != nil {
		t.Fatal(err)
	}
}
