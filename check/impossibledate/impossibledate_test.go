package impossibledate_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/impossibledate"
)

func TestCases(t *testing.T) { checktest.Run(t, impossibledate.Check, "testdata/*.txtar") }
