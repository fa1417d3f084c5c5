package agentless_test

import (
	"testing"

	"hearsay/check/agentless"
	"hearsay/check/checktest"
)

func TestCases(t *testing.T) { checktest.Run(t, agentless.Check, "testdata/*.txtar") }
