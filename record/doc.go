// Package record holds what Hearsay knows about one report: the text, and the
// layers that were read from it.
//
// It promises three things. The text is never changed, and every offset points
// into it. A record that breaks the schema cannot be written: [Document.Check]
// runs before every encoding. And inside the program everything is counted in
// bytes and refers by index, while in JSON everything is counted in Unicode code
// points and refers by id ("e3"); the two meet in json.go and nowhere else.
//
// The package imports the standard library alone. Everything else may import it.
package record

// Schema is the number of the record's JSON form that this package reads and
// writes. It changes only when a field is changed or dropped.
const Schema = 1

// MaxText is the largest text, in bytes, that is read as one document.
const MaxText = 16 << 20
