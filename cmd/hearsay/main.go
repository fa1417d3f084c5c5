// Command hearsay reads news reports and says who says what, on whose word, when,
// how many, and what does not fit. This file joins the commands and turns their
// errors into one sentence and an exit code: 0 all read, 1 some input could not be
// read, 2 wrong use, 3 a finding that hearsay check was told to fail on.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"hearsay"
)

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	os.Exit(run())
}

// memory, in bytes, is what the program's own memory stays below as long as what it
// holds allows it; the program itself and the model come on top. GOMEMLIMIT sets
// another limit.
const memory = 256 << 20

// errUnread says that some input could not be read; each was named where it stood.
var errUnread = errors.New("some input could not be read")

// errFound says that hearsay check has printed a finding that it was told to fail on.
var errFound = errors.New("there is a finding to fail on")

// usageError is a wrong use of the command line.
type usageError struct{ error }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := fang.Execute(ctx, root(), fang.WithVersion(hearsay.Version), fang.WithErrorHandler(complain))
	var wrong usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &wrong):
		return 2
	case errors.Is(err, errFound):
		return 3
	}
	return 1
}

// complain prints an error as one sentence. Unread input was named already.
func complain(w io.Writer, _ fang.Styles, err error) {
	var wrong usageError
	switch {
	case errors.Is(err, errUnread), errors.Is(err, errFound):
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(w, "hearsay: interrupted; the lines written so far are whole")
	case errors.As(err, &wrong):
		fmt.Fprintf(w, "hearsay: %v; see hearsay --help\n", err)
	default:
		fmt.Fprintf(w, "hearsay: %v\n", err)
	}
}

func root() *cobra.Command {
	c := &cobra.Command{
		Use:   "hearsay",
		Short: "Read news reports: who says what, on whose word, when and how many",
		Long: `Hearsay reads news reports and turns them into a record that can be checked:
who says what and on whose word, when, how many, and what does not fit.
It reads words. It never says what is true.`,
		Example: `hearsay read article.html
hearsay read https://news.example/harbour-strike --format html > report.html
hearsay read docs.jsonl > records.jsonl`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("there is no command %q", args[0])}
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	c.AddCommand(readCommand(), checkCommand(), figuresCommand(), timelineCommand(), eventsCommand(), convertCommand(), evalCommand(), benchCommand(), checksCommand(), factsCommand(), schemaCommand(), versionCommand())
	return c
}

// atLeast wants n arguments or more, what naming them.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < n {
			return usageError{fmt.Errorf("name %s", what)}
		}
		return nil
	}
}

// atMost wants n arguments or fewer.
func atMost(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return usageError{fmt.Errorf("%q is one argument too many", args[n])}
		}
		return nil
	}
}
