// Package tables embeds Hearsay's rules and word lists: files that a
// non-programmer can read and correct. One folder a language ("en/"), "places/"
// and "names/" for all of them. Each file is tab-separated, opens with comment
// lines (#) that say what it is for and where its rows come from, then a line of
// column names; a column "example" holds a sentence that the tests run.
//
// `hearsay read --tables DIR` puts the files of DIR in place of those of the same
// path here.
package tables

import "embed"

// FS holds every table, by the path that --tables replaces.
//
//go:embed languages.tsv all:en all:names all:places all:facts
var FS embed.FS
