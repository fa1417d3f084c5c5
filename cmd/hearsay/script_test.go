package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"hearsay": main})
}

// TestScripts runs the built command as a person would.
func TestScripts(t *testing.T) {
	harbour, err := filepath.Abs("../../examples/harbour")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/script",
		Setup: func(e *testscript.Env) error { e.Setenv("HARBOUR", harbour); return nil },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"field": field, "repeat": repeat, "pack": pack, "unescape": unescape,
		},
		Condition: func(cond string) (bool, error) {
			if cond == "long" {
				return !testing.Short(), nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
	})
}

// field FILE LINE NAME VALUE: the JSON object on that line of the file has the
// field with that value, as JSON; "absent" where it must not be there.
func field(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 4 || neg {
		ts.Fatalf("usage: field FILE LINE NAME VALUE")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	lines := strings.Split(strings.TrimSpace(ts.ReadFile(args[0])), "\n")
	if n > len(lines) {
		ts.Fatalf("%s has %d lines", args[0], len(lines))
	}
	var object map[string]json.RawMessage
	ts.Check(json.Unmarshal([]byte(lines[n-1]), &object))
	got := string(object[args[2]])
	if got == "" {
		got = "absent"
	}
	if got != args[3] {
		ts.Fatalf("%s is %.300s, want %s", args[2], got, args[3])
	}
}

// repeat FILE PREFIX PART N SUFFIX writes PREFIX, N times PART, SUFFIX, where \n
// stands for a line break.
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 5 || neg {
		ts.Fatalf("usage: repeat FILE PREFIX PART N SUFFIX")
	}
	n, err := strconv.Atoi(args[3])
	ts.Check(err)
	breaks := strings.NewReplacer(`\n`, "\n")
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	part := breaks.Replace(args[2])
	_, err = f.WriteString(breaks.Replace(args[1]))
	ts.Check(err)
	for chunk := strings.Repeat(part, min(n, 1<<16)); n > 0; n -= 1 << 16 {
		_, err = f.WriteString(chunk[:len(part)*min(n, 1<<16)])
		ts.Check(err)
	}
	_, err = f.WriteString(breaks.Replace(args[4]))
	ts.Check(err)
	ts.Check(f.Close())
}

// pack FILE makes FILE.gz.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 || neg {
		ts.Fatalf("usage: pack FILE")
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0])+".gz", b.Bytes(), 0o600))
}

// unescape FILE puts the bytes in place of the file's \x00 escapes.
func unescape(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 || neg {
		ts.Fatalf("usage: unescape FILE")
	}
	quoted := `"` + strings.NewReplacer("\n", `\n`, `"`, `\"`).Replace(strings.TrimSuffix(ts.ReadFile(args[0]), "\n")) + `"`
	s, err := strconv.Unquote(quoted)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o600))
}
