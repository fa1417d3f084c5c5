package hearsay_test

import (
	"testing"

	"hearsay/check/all"
	"hearsay/check/checktest"
)

// TestPlanted finds the faults of testdata/planted; -v prints the score by check. Those
// under unseen were not looked at while the checks were built: a change of a check must
// not be fitted to them, so of them only the numbers are printed.
func TestPlanted(t *testing.T) {
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
}
