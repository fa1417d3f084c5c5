package secondhand_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/secondhand"
)

func TestCases(t *testing.T) { checktest.Run(t, secondhand.Check, "testdata/*.txtar") }
