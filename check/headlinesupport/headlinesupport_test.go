package headlinesupport_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/headlinesupport"
)

func TestCases(t *testing.T) { checktest.Run(t, headlinesupport.Check, "testdata/*.txtar") }
