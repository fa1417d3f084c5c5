package acronym_test

import (
	"testing"

	"hearsay/check/acronym"
	"hearsay/check/checktest"
)

func TestCases(t *testing.T) { checktest.Run(t, acronym.Check, "testdata/*.txtar") }
