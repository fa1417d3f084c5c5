package weekday_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/weekday"
)

func TestCases(t *testing.T) { checktest.Run(t, weekday.Check, "testdata/*.txtar") }
