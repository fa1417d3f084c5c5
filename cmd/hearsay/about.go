package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/check"
	"hearsay/check/all"
	"hearsay/record"
)

func versionCommand() *cobra.Command {
	var load loading
	c := &cobra.Command{
		Use:   "version",
		Short: "Print the versions of program and models",
		Example: `hearsay version
hearsay version --model models/reader-2`,
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			reader, _, err := load.reader(hearsay.Options{})
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "hearsay %s (%s %s/%s)\nrecord schema %d\nmodels: %s\n",
				hearsay.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH, record.Schema, modelNames(reader.Models()))
			return err
		},
	}
	load.flags(c.Flags())
	return c
}

func schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the record's JSON Schema",
		Long:  "Print the JSON Schema (draft 2020-12) that every record obeys, one record a line in JSON lines.",
		Example: `hearsay schema > record.schema.json
hearsay schema | jq '."$defs".attribution'`,
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			e := json.NewEncoder(c.OutOrStdout())
			e.SetIndent("", "  ")
			e.SetEscapeHTML(false)
			return e.Encode(record.JSONSchema())
		},
	}
}

func checksCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "checks [NAME]",
		Short: "List the checks, or explain one",
		Example: `hearsay checks
hearsay checks weekday`,
		Args: atMost(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, k := range all.Checks() {
				names = append(names, k.Name+"\t"+k.Label)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				return explain(c, args[0])
			}
			w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
			for _, k := range all.Checks() {
				summary, _, _ := strings.Cut(k.Doc, "\n")
				fmt.Fprintf(w, "%s\t%s\n", k.Name, summary)
			}
			return w.Flush()
		},
	}
}

func explain(c *cobra.Command, name string) error {
	for _, k := range all.Checks() {
		if k.Name != name {
			continue
		}
		_, err := fmt.Fprintf(c.OutOrStdout(), "%s: %s\n\n%s\n\n%s\n", k.Name, k.Label, strings.TrimSpace(k.Doc), measured(k))
		return err
	}
	return usageError{fmt.Errorf("there is no check %q: hearsay checks lists them", name)}
}

// measured says how well a check was measured.
func measured(k *check.Check) string {
	out := "No warning on real text has been judged by hand yet, so it speaks in notes."
	if k.Judged > 0 {
		out = fmt.Sprintf("Precision: of %d warnings on real text that were judged by hand, %d were right.", k.Judged, k.Right)
		if k.Speaks() == record.Note {
			out += " Below 20 judged, it speaks in notes."
		}
	}
	if k.Planted > 0 {
		out += fmt.Sprintf("\nRecall: of %d faults planted in texts that it was not built on, it found %d.", k.Planted, k.Found)
	}
	return out
}
