package weekday_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/weekday"
)

func TestCases(t *testing.T) { checktest.RunByRules(t, weekday.Check, "testdata/*.txtar") }
