package afterpublication_test

import (
	"testing"

	"hearsay/check/afterpublication"
	"hearsay/check/checktest"
)

func TestCases(t *testing.T) { checktest.Run(t, afterpublication.Check, "testdata/*.txtar") }
