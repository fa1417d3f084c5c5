package noreply_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/noreply"
)

func TestCases(t *testing.T) { checktest.Run(t, noreply.Check, "testdata/*.txtar") }
