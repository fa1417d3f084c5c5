package eventdate_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/eventdate"
)

func TestCases(t *testing.T) { checktest.Run(t, eventdate.Check, "testdata/*.txtar") }
