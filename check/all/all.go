// Package all lists Hearsay's checks.
package all

import (
	"hearsay/check"
	"hearsay/check/acronym"
	"hearsay/check/afterpublication"
	"hearsay/check/agentless"
	"hearsay/check/arithmetic"
	"hearsay/check/claimdrift"
	"hearsay/check/countconflict"
	"hearsay/check/deadlinepassed"
	"hearsay/check/eventdate"
	"hearsay/check/headlinestronger"
	"hearsay/check/headlinesupport"
	"hearsay/check/hedgedropped"
	"hearsay/check/impossibledate"
	"hearsay/check/impossiblenumber"
	"hearsay/check/loadedvoice"
	"hearsay/check/namevariants"
	"hearsay/check/noreply"
	"hearsay/check/officeholder"
	"hearsay/check/oneside"
	"hearsay/check/quotedrift"
	"hearsay/check/quoteunmarked"
	"hearsay/check/ratemismatch"
	"hearsay/check/secondhand"
	"hearsay/check/singlesource"
	"hearsay/check/trendconflict"
	"hearsay/check/unnamedshare"
	"hearsay/check/weekday"
)

// Checks are all of them, in the order in which an editor would raise what they find.
func Checks() []*check.Check {
	return []*check.Check{
		ratemismatch.Check,
		trendconflict.Check,
		arithmetic.Check,
		countconflict.Check,
		impossiblenumber.Check,
		headlinestronger.Check,
		headlinesupport.Check,
		hedgedropped.Check,
		claimdrift.Check,
		eventdate.Check,
		officeholder.Check,
		impossibledate.Check,
		afterpublication.Check,
		deadlinepassed.Check,
		weekday.Check,
		quotedrift.Check,
		quoteunmarked.Check,
		singlesource.Check,
		noreply.Check,
		oneside.Check,
		unnamedshare.Check,
		agentless.Check,
		secondhand.Check,
		loadedvoice.Check,
		namevariants.Check,
		acronym.Check,
	}
}
