package trendconflict_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/trendconflict"
)

func TestCases(t *testing.T) { checktest.Run(t, trendconflict.Check, "testdata/*.txtar") }
