package countconflict_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/countconflict"
)

func TestCases(t *testing.T) { checktest.Run(t, countconflict.Check, "testdata/*.txtar") }
