// Package deps only pins modules while the skeleton grows; it goes before the first release.
package deps

import (
	_ "charm.land/fang/v2"
	_ "charm.land/lipgloss/v2"
	_ "code.dny.dev/ssrf"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/klippa-app/go-pdfium/webassembly"
	_ "github.com/markusmobius/go-trafilatura"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/santhosh-tekuri/jsonschema/v6"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/spf13/cobra"
	_ "github.com/temoto/robotstxt"
	_ "github.com/wlynxg/chardet"
	_ "golang.org/x/net/html/charset"
	_ "golang.org/x/term"
	_ "golang.org/x/text/unicode/norm"
	_ "pgregory.net/rapid"
)
