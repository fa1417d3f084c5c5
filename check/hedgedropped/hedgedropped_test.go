package hedgedropped_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/hedgedropped"
)

func TestCases(t *testing.T) { checktest.Run(t, hedgedropped.Check, "testdata/*.txtar") }
