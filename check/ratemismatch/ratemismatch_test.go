package ratemismatch_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/ratemismatch"
)

func TestCases(t *testing.T) { checktest.Run(t, ratemismatch.Check, "testdata/*.txtar") }
