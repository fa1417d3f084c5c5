package oneside_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/oneside"
)

func TestCases(t *testing.T) { checktest.Run(t, oneside.Check, "testdata/*.txtar") }
