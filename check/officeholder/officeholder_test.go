package officeholder_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/officeholder"
)

func TestCases(t *testing.T) { checktest.Run(t, officeholder.Check, "testdata/*.txtar") }
