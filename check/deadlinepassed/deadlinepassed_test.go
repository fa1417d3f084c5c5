package deadlinepassed_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/deadlinepassed"
)

func TestCases(t *testing.T) { checktest.Run(t, deadlinepassed.Check, "testdata/*.txtar") }
