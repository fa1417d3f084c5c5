package quoteunmarked_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/quoteunmarked"
)

func TestCases(t *testing.T) { checktest.Run(t, quoteunmarked.Check, "testdata/*.txtar") }
