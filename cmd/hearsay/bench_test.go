//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"hearsay/record"
)

// article is a small article of the invented story.
const article = "../../examples/harbour/01-wire-blockade.txt"

func build(b *testing.B) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "hearsay")
	c := exec.CommandContext(b.Context(), "go", "build", "-o", program, ".")
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return program
}

// BenchmarkStart is one process from start to report: the article named by
// ARTICLE, else one of the invented story.
func BenchmarkStart(b *testing.B) {
	program, name := build(b), article
	if a := os.Getenv("ARTICLE"); a != "" {
		name = a
	}
	for b.Loop() {
		if out, err := exec.CommandContext(b.Context(), program, "read", "--format", "terminal", name).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
	}
}

// BenchmarkStream reads JSON lines from a pipe, the article again and again under
// varied ids, and reports the process's peak memory. MEGABYTES says how much, 64
// unless told; MODEL is read's --model.
func BenchmarkStream(b *testing.B) {
	text, err := os.ReadFile(article)
	if err != nil {
		b.Fatal(err)
	}
	megabytes := 64
	if m, err := strconv.Atoi(os.Getenv("MEGABYTES")); err == nil {
		megabytes = m
	}
	lines := megabytes * 1_000_000 / (len(text) + 40)
	program := build(b)
	for b.Loop() {
		c := exec.CommandContext(b.Context(), program, "read", "--model", os.Getenv("MODEL"), "-")
		in, err := c.StdinPipe()
		if err != nil {
			b.Fatal(err)
		}
		go func() {
			for i := range lines {
				if _, err := fmt.Fprintf(in, "{\"id\":\"doc-%d\",\"text\":%s}\n", i, strconv.Quote(string(text))); err != nil {
					break
				}
			}
			in.Close()
		}()
		c.Stdout = io.Discard
		runToPeak(b, c)
		b.SetBytes(int64(lines * len(text)))
	}
}

// BenchmarkLargest reads the longest text that is read at all, and reports the
// process's peak memory. MODEL is read's --model. Its article has as many figures as news
// mostly has: of one fuller of them, a record does not hold sixteen MiB.
func BenchmarkLargest(b *testing.B) {
	text, err := os.ReadFile("../../examples/harbour/06-wire-talks.txt")
	if err != nil {
		b.Fatal(err)
	}
	largest := filepath.Join(b.TempDir(), "largest.txt")
	if err := os.WriteFile(largest, bytes.Repeat(text, record.MaxText/len(text)), 0o600); err != nil {
		b.Fatal(err)
	}
	program := build(b)
	for b.Loop() {
		runToPeak(b, exec.CommandContext(b.Context(), program, "read", "--model", os.Getenv("MODEL"), largest))
		b.SetBytes(record.MaxText)
	}
}

// runToPeak runs a process to its end and reports its peak memory.
func runToPeak(b *testing.B, c *exec.Cmd) {
	b.Helper()
	if err := c.Run(); err != nil {
		b.Fatal(err)
	}
	if r, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		b.ReportMetric(float64(r.Maxrss)/1024, "peak-MB")
	}
}
