package hearsay_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows are the imports within Hearsay that the picture in docs/architecture.md
// allows. A stage imports the record, the words and the tables, and no other stage;
// hearsay.Read alone knows them all.
var arrows = map[string][]string{
	"record":         {},
	"tables":         {},
	"models":         {},
	"check":          {"record", "check/facts"},
	"check/facts":    {},
	"check/words":    {},
	"check/charge":   {"check", "check/words", "record"},
	"internal/table": {},
	"internal/lines": {},
	"internal/stage": {},

	"internal/copies":         {},
	"internal/ordered":        {},
	"internal/encoder/kernel": {},
	"internal/nest":           {"record"},
	"internal/language":       {"internal/table"},
	"internal/lex":            {"record", "internal/table"},

	"internal/encoder":     {"record", "internal/encoder/kernel", "internal/lex", "internal/stage"},
	"train/words":          {"record", "tables", "internal/encoder", "internal/lex"},
	"internal/syntax":      stage(),
	"internal/entity":      stage(),
	"internal/attribution": stage(),
	"internal/coref":       stage(),
	"internal/sourcing":    stage(),
	"internal/timex":       append(stage(), "internal/nest"),
	"internal/quantity":    append(stage(), "internal/nest"),
	"internal/event":       append(stage(), "internal/nest"),
	"internal/claim":       stage(),
	"internal/correct":     {"record", "internal/lex", "internal/lines"},

	"internal/collect": {},
	"internal/extract": {"record", "internal/collect", "internal/language", "internal/table"},
	"internal/report":  {"record"},

	"internal/export/standoff":   {"record"},
	"internal/export/folder":     {},
	"internal/export/brat":       {"record", "internal/export/standoff"},
	"internal/export/webanno":    {"record", "internal/export/standoff"},
	"internal/export/exporttest": {"record"},

	"internal/batch": {"", "record", "internal/collect", "internal/extract", "internal/lines", "internal/ordered"},
	"internal/bench": {"", "record", "internal/ordered", "internal/stage"},
	"internal/eval": {
		"", "record", "tables", "internal/collect", "internal/export/brat", "internal/export/standoff", "internal/export/webanno", "internal/extract",
		"internal/lines", "internal/ordered",
	},

	"examples/harbour": {},

	"check/all": {
		"check", "check/acronym", "check/afterpublication", "check/agentless", "check/arithmetic", "check/claimdrift", "check/countconflict",
		"check/deadlinepassed", "check/eventdate", "check/headlinestronger", "check/headlinesupport", "check/hedgedropped", "check/impossibledate",
		"check/impossiblenumber", "check/loadedvoice", "check/namevariants", "check/noreply", "check/officeholder", "check/oneside", "check/quotedrift",
		"check/quoteunmarked", "check/ratemismatch", "check/secondhand", "check/singlesource", "check/trendconflict", "check/unnamedshare", "check/weekday",
	},
	"check/checktest": {"", "check", "record"},

	"": {
		"record", "models", "tables", "check", "check/all", "check/facts", "internal/attribution", "internal/claim", "internal/coref", "internal/correct", "internal/encoder", "internal/entity",
		"internal/event", "internal/language", "internal/lex", "internal/quantity", "internal/sourcing", "internal/stage", "internal/syntax",
		"internal/table", "internal/timex",
	},
}

func stage() []string { return []string{"record", "internal/lex", "internal/table"} }

func TestImportsFollowThePicture(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(strings.NewReader(string(out)))
	seen := 0
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		seen++
		name := within(p.ImportPath)
		allowed, listed := arrows[name]
		switch {
		case strings.HasPrefix(name, "cmd/"), strings.HasPrefix(name, "scripts/"), strings.HasPrefix(name, "train/"):
			continue // joins everything
		case !listed && strings.HasPrefix(name, "check/"):
			allowed = []string{"check", "check/charge", "check/facts", "check/words", "record"} // a check of its own
		case !listed:
			t.Errorf("%s is not in the picture", p.ImportPath)
			continue
		}
		for _, i := range p.Imports {
			if !strings.HasPrefix(i, "hearsay") {
				continue
			}
			if !slices.Contains(allowed, within(i)) {
				t.Errorf("%s imports %s, which the picture does not allow", p.ImportPath, i)
			}
		}
	}
	if seen < len(arrows) {
		t.Errorf("%d packages, the picture has %d", seen, len(arrows))
	}
}

// within is an import path without the module's name: "" for the root package.
func within(path string) string {
	return strings.TrimPrefix(strings.TrimPrefix(path, "hearsay"), "/")
}
