package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/eval"
	"hearsay/record"
)

func evalCommand() *cobra.Command {
	var load loading
	var o eval.Options
	var records, by, part string
	var errors int
	var asJSON bool
	var names, doc []string
	for _, l := range eval.Layers() {
		names = append(names, l.Name)
		doc = append(doc, fmt.Sprintf("  %-12s %s", l.Name, l.Doc))
	}
	c := &cobra.Command{
		Use:   "eval LAYER GOLD",
		Short: "Score the reading against gold annotations",
		Long:  "Read the documents of a gold file and print precision, recall and F1 of one layer:\n" + strings.Join(doc, "\n"),
		Example: `hearsay eval attribution polnear-dev.jsonl --errors 20
hearsay eval sentences polnear-dev-sentences.jsonl --docs polnear-dev.jsonl
hearsay eval attribution polnear-dev.jsonl --by outlet --model none
hearsay eval attribution folder --map Zitat=Content,Sprecher=Source    annotated in brat
hearsay eval attribution folder --records folder-of-another            how far two annotators agree
hearsay eval timexes timebank.jsonl --records records.jsonl
hearsay eval sourcing internal/eval/keys/sourcing.jsonl --corpora ../shared/corpora
hearsay eval coref gum-dev.conllu --by genre
hearsay eval timexes timebank.jsonl --part 0/3    the third that nobody tuned on
hearsay eval syntax gum-dev.conllu --json`,
		Args: func(c *cobra.Command, args []string) error {
			if err := atLeast(2, "a layer ("+strings.Join(names, ", ")+") and a gold file")(c, args); err != nil {
				return err
			}
			return atMost(2)(c, args)
		},
		ValidArgs: names,
		RunE: func(c *cobra.Command, args []string) error {
			layer, err := evalLayer(args[0], names)
			if err != nil {
				return err
			}
			grouping, err := evalGrouping(by)
			if err != nil {
				return err
			}
			in, err := evalPart(part)
			if err != nil {
				return err
			}
			gold, err := layer.Open(args[1], o)
			if err != nil {
				return mapHint(err)
			}
			read, err := evalRecords(c, gold, in, records, o, load)
			if err != nil {
				return mapHint(err)
			}
			result := gold.Score(read, in)
			groups, err := scoreGroups(gold, read, grouping, in)
			switch {
			case err != nil:
				return err
			case asJSON && grouping != nil:
				groups["all"] = result.Scores
				return json.NewEncoder(c.OutOrStdout()).Encode(groups)
			case asJSON:
				return json.NewEncoder(c.OutOrStdout()).Encode(result.Scores)
			}
			return printScores(c.OutOrStdout(), result, groups, errors)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Docs, "docs", "", "sentences: the file of the documents that they are from")
	f.StringVar(&o.Corpora, "corpora", "", "sourcing, speakers, relayed: the folder of the texts that the key labels")
	f.StringVar(&records, "records", "", "score these records instead of reading the documents")
	mapFlag(f, (*map[string]string)(&o.Names))
	f.StringVar(&by, "by", "", "the F1 of each outlet or genre too")
	f.StringVar(&part, "part", "", "only documents whose id has this class: 0/3 where sha256(id)[0] % 3 is 0, 1,2/3 the others")
	f.IntVar(&errors, "errors", 0, "list so many disagreements, in context")
	f.BoolVar(&asJSON, "json", false, "print the scores as JSON")
	load.flags(f)
	complete(c, "by", []string{"outlet", "genre"})
	return c
}

func evalLayer(name string, names []string) (eval.Layer, error) {
	for _, l := range eval.Layers() {
		if l.Name == name {
			return l, nil
		}
	}
	return eval.Layer{}, usageError{fmt.Errorf("layer %q: want one of %s", name, strings.Join(names, ", "))}
}

func evalRecords(c *cobra.Command, gold eval.Gold, in func(string) bool, path string, o eval.Options, load loading) (map[string]*record.Document, error) {
	if path != "" {
		return eval.Records(path, o)
	}
	reader, _, err := load.reader(hearsay.Options{Tokens: true})
	if err != nil {
		return nil, err
	}
	return eval.Read(c.Context(), reader, gold, in)
}

// evalGrouping tells what documents to group by; nil for no groups.
func evalGrouping(by string) (func(*record.Document) string, error) {
	switch by {
	case "":
		return nil, nil
	case "outlet":
		return eval.Outlet, nil
	case "genre":
		return eval.Genre, nil
	}
	return nil, usageError{fmt.Errorf("--by %s: want outlet or genre", by)}
}

// evalPart tells which documents to score.
func evalPart(part string) (func(string) bool, error) {
	if part == "" {
		return eval.Every, nil
	}
	in, err := eval.Part(part)
	if err != nil {
		return nil, usageError{fmt.Errorf("--part %s: %w", part, err)}
	}
	return in, nil
}

// scoreGroups scores the documents of each group by themselves.
func scoreGroups(gold eval.Gold, read map[string]*record.Document, of func(*record.Document) string, in func(string) bool) (map[string][]eval.Score, error) {
	scores := map[string][]eval.Score{}
	if of == nil {
		return scores, nil
	}
	groups, err := eval.Groups(gold, of)
	for name, ids := range groups {
		scores[name] = gold.Score(read, func(id string) bool { return ids[id] && in(id) }).Scores
	}
	return scores, err
}

func printScores(out io.Writer, r eval.Result, groups map[string][]eval.Score, errors int) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "measure\tprecision\trecall\tF1\tright\tread\tgold\t")
	for _, s := range r.Scores {
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.2f\t%d\t%d\t%d\t\n", s.Name, s.Precision, s.Recall, s.F1, s.Right, s.Read, s.Gold)
	}
	if len(groups) > 0 {
		names := slices.Sorted(maps.Keys(groups))
		fmt.Fprintf(w, "\nF1\t%s\t\n", strings.Join(names, "\t"))
		for i, s := range r.Scores {
			fmt.Fprintf(w, "%s\t", s.Name)
			for _, name := range names {
				fmt.Fprintf(w, "%.2f\t", groups[name][i].F1)
			}
			fmt.Fprintln(w)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if c := r.Calibration; c != nil {
		fmt.Fprintf(out, "\nconfidence, of being right in all three spans: expected calibration error %.3f, AUROC %.3f (of %d read)\n", c.Error, c.AUROC, c.Read)
	}
	for _, d := range r.Disagreements[:min(max(errors, 0), len(r.Disagreements))] {
		fmt.Fprintf(out, "\n%s: %s\n", d.Document, d.What)
		for _, side := range [][2]string{{"gold", d.Gold}, {"read", d.Read}, {"in", d.Context}} {
			if side[1] != "" {
				fmt.Fprintf(out, "  %-5s%s\n", side[0], side[1])
			}
		}
	}
	return nil
}
