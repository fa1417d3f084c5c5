package singlesource_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/singlesource"
)

func TestCases(t *testing.T) { checktest.RunByRules(t, singlesource.Check, "testdata/*.txtar") }
