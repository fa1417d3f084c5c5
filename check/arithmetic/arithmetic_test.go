package arithmetic_test

import (
	"testing"

	"hearsay/check/arithmetic"
	"hearsay/check/checktest"
)

func TestCases(t *testing.T) { checktest.Run(t, arithmetic.Check, "testdata/*.txtar") }
