package all_test

import (
	"slices"
	"strings"
	"testing"

	"hearsay/check"
	"hearsay/check/all"
)

func TestEveryCheckIsWhole(t *testing.T) {
	checks := all.Checks()
	for i, c := range checks {
		if slices.ContainsFunc(checks[:i], func(d *check.Check) bool { return d.Name == c.Name }) {
			t.Errorf("%s stands twice", c.Name)
		}
		if c.Label == "" || c.Run == nil || c.Severity == "" {
			t.Errorf("%s lacks a label, a severity or its run", c.Name)
		}
		for _, part := range []string{"## It speaks", "## It is silent"} {
			if !strings.Contains(c.Doc, part) {
				t.Errorf("the doc of %s has no %q", c.Name, part)
			}
		}
		if c.Right > c.Judged || c.Found > c.Planted {
			t.Errorf("%s: %d right of %d, %d found of %d", c.Name, c.Right, c.Judged, c.Found, c.Planted)
		}
		for _, name := range c.Yields {
			if name == c.Name || !slices.ContainsFunc(checks, func(d *check.Check) bool { return d.Name == name }) {
				t.Errorf("%s yields to %q", c.Name, name)
			}
		}
	}
}
