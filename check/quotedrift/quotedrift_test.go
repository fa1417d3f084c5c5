package quotedrift_test

import (
	"testing"

	"hearsay/check/checktest"
	"hearsay/check/quotedrift"
)

func TestCases(t *testing.T) { checktest.Run(t, quotedrift.Check, "testdata/*.txtar") }
