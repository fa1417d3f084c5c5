package impossiblenumber_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/impossiblenumber"
)

func TestCases(t *testing.T) { checktest.Run(t, impossiblenumber.Check, "testdata/*.txtar") }
