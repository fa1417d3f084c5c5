package headlinestronger_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/headlinestronger"
)

func TestCases(t *testing.T) { checktest.Run(t, headlinestronger.Check, "testdata/*.txtar") }
