// Package all lists Hearsay's checks.
package all

import (
	"hearsay/check"
	"hearsay/check/singlesource"
	"hearsay/check/weekday"
)

// Checks are all of them, in the order in which they run.
func Checks() []*check.Check {
	return []*check.Check{
		weekday.Check,
		singlesource.Check,
	}
}
