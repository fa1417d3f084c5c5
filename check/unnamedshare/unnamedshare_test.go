package unnamedshare_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/unnamedshare"
)

func TestCases(t *testing.T) { checktest.Run(t, unnamedshare.Check, "testdata/*.txtar") }
