package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"hearsay/internal/batch"
	"hearsay/internal/collect"
	"hearsay/internal/export/brat"
	"hearsay/internal/export/standoff"
	"hearsay/internal/export/webanno"
	"hearsay/internal/lines"
	"hearsay/record"
)

// convertFlags are the flags of hearsay convert.
type convertFlags struct {
	format, output string
	names          map[string]string
}

func convertCommand() *cobra.Command {
	var f convertFlags
	c := &cobra.Command{
		Use:   "convert SOURCE...",
		Short: "Turn annotations into records, and records into annotations",
		Long: `Turn annotations into records, and records into annotations, without reading anew.

A source is a BRAT folder or one of its .ann files (the .txt beside), W3C Web
Annotations (.jsonld), or records as hearsay read writes them (.jsonl, or "-" for
standard input). docs/standoff.md says what each format can hold.`,
		Example: `hearsay convert records.jsonl --format brat --output folder
hearsay convert folder > records.jsonl            after correction in brat
hearsay convert notes.jsonld > records.jsonl
hearsay convert folder --map Zitat=Content,Sprecher=Source > records.jsonl`,
		Args: atLeast(1, "what to convert: a BRAT folder, a .jsonld or a .jsonl file"),
		RunE: f.run,
	}
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "jsonl", "jsonl, json, brat or webannotation")
	fl.StringVar(&f.output, "output", "", "brat, webannotation: folder to write each document's files into")
	mapFlag(fl, &f.names)
	complete(c, "format", convertFormats)
	return c
}

var convertFormats = []string{"jsonl", "json", "brat", "webannotation"}

// mapFlag is the flag of every command that reads annotations made elsewhere.
func mapFlag(f *pflag.FlagSet, names *map[string]string) {
	f.StringToStringVar(names, "map", nil, "names of types in annotations made elsewhere: THEIRS=OURS,... (ours: Source, Cue, Content ...)")
}

// mapHint says in the command's words what is wrong with names.
func mapHint(err error) error {
	var wrong standoff.NameError
	switch {
	case errors.As(err, &wrong):
		return usageError{fmt.Errorf("--map: %w", wrong)}
	case errors.Is(err, brat.ErrUnknown):
		return fmt.Errorf("%w; say with --map which stand for Source, Cue and Content", err)
	}
	return err
}

func (f *convertFlags) run(c *cobra.Command, sources []string) error {
	if !slices.Contains(convertFormats, f.format) {
		return usageError{fmt.Errorf("--format %s: want one of %s", f.format, strings.Join(convertFormats, ", "))}
	}
	if err := checkOutput(f.format, f.output); err != nil {
		return err
	}
	out, err := newSink(c.OutOrStdout(), f.format, f.output)
	if err != nil {
		return err
	}
	unread := false
	for _, source := range sources {
		for d, err := range f.records(source, c.InOrStdin()) {
			if c.Context().Err() != nil {
				return c.Context().Err()
			}
			r := batch.Result{Name: source, ID: d.ID, Err: mapHint(err)}
			if err == nil {
				var b bytes.Buffer
				if r.Err = export(&b, d, f.format, f.output != ""); r.Err == nil {
					r.Write = func(w io.Writer) error { _, err := w.Write(b.Bytes()); return err }
				}
			}
			if errors.As(r.Err, &usageError{}) {
				return r.Err
			}
			if r.Err != nil {
				unread = true
				fmt.Fprintf(c.ErrOrStderr(), "hearsay: %v\n", r.Err)
			}
			if err := out.write(r); err != nil {
				return err
			}
		}
	}
	if err := out.flush(); err != nil {
		return err
	}
	if unread {
		return errUnread
	}
	return nil
}

// records are the documents of a source.
func (f *convertFlags) records(source string, stdin io.Reader) iter.Seq2[*record.Document, error] {
	if source == batch.Stdin {
		return recordLines("standard input", stdin)
	}
	switch info, err := os.Stat(source); {
	case err != nil:
		return oneError(err)
	case info.IsDir() || filepath.Ext(source) == ".ann":
		return brat.Folder(source, f.names)
	case collect.IsLines(source):
		return func(yield func(*record.Document, error) bool) {
			in, err := os.Open(source)
			if err != nil {
				yield(&record.Document{}, err)
				return
			}
			defer in.Close()
			recordLines(source, in)(yield)
		}
	case filepath.Ext(source) == ".jsonld" || filepath.Ext(source) == ".json":
		return webanno.File(source, f.names)
	}
	return oneError(fmt.Errorf("%s: want a BRAT folder, an .ann, a .jsonld or a .jsonl file", source))
}

func oneError(err error) iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) { yield(&record.Document{}, err) }
}

// recordLines are the records of JSON lines.
func recordLines(name string, in io.Reader) iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for l := range lines.Read(in) {
			d, err := &record.Document{}, l.Err
			if err == nil {
				err = json.Unmarshal(l.Bytes, d)
			}
			if err != nil {
				err = fmt.Errorf("%s:%d: %w", name, l.Number, err)
			}
			if !yield(d, err) {
				return
			}
		}
	}
}
