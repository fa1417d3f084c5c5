package lines

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestLinesAreNumberedAsAnEditorWould(t *testing.T) {
	var got []string
	for l := range Read(strings.NewReader("{\"a\":1}\r\n\n  \n{\"b\":2}")) {
		got = append(got, strings.Repeat("·", l.Number)+string(l.Bytes))
	}
	if want := "·{\"a\":1}|····{\"b\":2}"; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}

func TestALineBeyondTheLimitIsSkippedWhereItStands(t *testing.T) {
	long := io.LimitReader(neverEnding('x'), 300<<20)
	in := io.MultiReader(strings.NewReader("first\n"), long, strings.NewReader("\nlast\n"))
	var got []string
	for l := range Read(in) {
		if l.Err != nil {
			got = append(got, l.Err.Error())
			continue
		}
		got = append(got, string(l.Bytes))
	}
	if want := "first|longer than 64 MiB|last"; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}

func TestAReadErrorIsTheLastLine(t *testing.T) {
	broken := errors.New("broken pipe")
	var last Line
	for l := range Read(io.MultiReader(strings.NewReader("one\n"), iotest.ErrReader(broken))) {
		last = l
	}
	if !errors.Is(last.Err, broken) || last.Number != 2 {
		t.Errorf("got %+v", last)
	}
}

type neverEnding byte

func (n neverEnding) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(n)
	}
	return len(b), nil
}
