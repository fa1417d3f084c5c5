package namevariants_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/namevariants"
)

func TestCases(t *testing.T) { checktest.Run(t, namevariants.Check, "testdata/*.txtar") }
