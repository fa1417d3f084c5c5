package main

import (
	"io/fs"
	"os"

	"github.com/spf13/pflag"

	"hearsay"
	"hearsay/internal/table"
	"hearsay/tables"
)

// loading are the flags of every command that reads.
type loading struct{ tables string }

func (l *loading) flags(f *pflag.FlagSet) {
	f.StringVar(&l.tables, "tables", "", "folder whose tables stand in place of the built-in ones")
}

// reader loads what the flags name. The files are the tables, for those who read
// more than the reader does.
func (l *loading) reader(o hearsay.Options) (r *hearsay.Reader, files fs.FS, err error) {
	files = tables.FS
	if l.tables != "" {
		o.Tables = os.DirFS(l.tables)
		files = table.Overlay(files, o.Tables)
	}
	r, err = hearsay.New(o)
	return r, files, err
}
