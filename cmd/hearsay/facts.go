package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/check/facts"
	"hearsay/tables"
)

func factsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "facts",
		Short: "Look after the dated tables of offices, votes, treaties and names",
		Long: `The dated tables say who held which office when, when votes and treaties were, what
states were called and what acronyms stand for. docs/facts.md is their form; --facts DIR
puts tables of your own beside them.`,
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(factsCheckCommand())
	return c
}

func factsCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [DIR]",
		Short: "Tell whether dated tables make sense",
		Long: `Read the dated tables of a folder, or the built-in ones. A row that cannot be so (a date
that does not exist, an end before the beginning) is an error; what is possible but odd (two
people in one office, an office empty for long) is named, and the exit code stays 0.`,
		Example: `hearsay facts check
hearsay facts check our-tables`,
		Args: atMost(1),
		RunE: func(c *cobra.Command, args []string) error {
			t, err := factsOf(args)
			if err != nil {
				return err
			}
			for _, r := range t.Odd() {
				fmt.Fprintln(c.OutOrStdout(), r)
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "%d offices held, %d votes, treaties and other days, %d memberships, %d names, %d acronyms\n",
				len(t.Tenures), len(t.Occasions), len(t.Memberships), len(t.Namings), len(t.Acronyms))
			return err
		},
	}
}

// factsOf are the tables of the named folder alone, else the built-in ones.
func factsOf(args []string) (*facts.Tables, error) {
	if len(args) == 0 {
		return hearsay.Facts(tables.FS, "")
	}
	if _, err := os.ReadDir(args[0]); err != nil {
		return nil, err
	}
	return facts.Load(os.DirFS(args[0]))
}
