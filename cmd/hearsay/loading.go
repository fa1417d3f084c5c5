package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"hearsay"
	"hearsay/internal/table"
	"hearsay/tables"
)

// loading are the flags of every command that reads.
type loading struct{ tables, model, facts string }

func (l *loading) flags(f *pflag.FlagSet) {
	f.StringVar(&l.tables, "tables", "", "folder whose tables stand in place of the built-in ones")
	f.StringVar(&l.model, "model", "", "folder of a model to read with, or none for rules alone (default the built-in model)")
	f.StringVar(&l.facts, "facts", "", "folder of dated tables that stand beside the built-in ones")
}

// reader loads what the flags name. The files are the tables, for those who read
// more than the reader does.
func (l *loading) reader(o hearsay.Options) (r *hearsay.Reader, files fs.FS, err error) {
	files = tables.FS
	if l.tables != "" {
		o.Tables = os.DirFS(l.tables)
		if _, err := fs.ReadDir(o.Tables, "."); err != nil {
			return nil, nil, fmt.Errorf("tables %s: %w", l.tables, err)
		}
		files = table.Overlay(files, o.Tables)
	}
	o.Model, o.Facts = l.model, l.facts
	r, err = hearsay.New(o)
	return r, files, err
}

// modelNames are the models with their versions, in words.
func modelNames(models map[string]string) string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(models)) {
		names = append(names, name+" "+models[name])
	}
	if names == nil {
		return "none; English is read by rules"
	}
	return strings.Join(names, ", ")
}
