package report

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// languageName is the English name of a BCP 47 tag; what has none stays as it is.
func languageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return oneLine(tag)
	}
	if name := display.English.Languages().Name(t); name != "" {
		return name
	}
	return oneLine(tag)
}
