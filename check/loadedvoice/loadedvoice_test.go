package loadedvoice_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/loadedvoice"
)

func TestCases(t *testing.T) { checktest.Run(t, loadedvoice.Check, "testdata/*.txtar") }
