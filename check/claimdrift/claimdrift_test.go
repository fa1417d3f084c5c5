package claimdrift_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/claimdrift"
)

func TestCases(t *testing.T) { checktest.Run(t, claimdrift.Check, "testdata/*.txtar") }
