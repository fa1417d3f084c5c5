// Command confidence fits the weights by which attributions that a network has read get
// their confidence, and prints the table that holds them:
//
//	go run ./train/confidence CORPORA/attribution/polnear-train.jsonl > confidence.tsv
//	mv confidence.tsv tables/en/confidence.tsv
//
// It reads the documents that the network's training left out, one in twenty, and fits a
// logistic regression to what was right there in all three spans. Do this anew for each
// new model, and after each change to how rules and network are joined.
package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"hearsay/internal/attribution"
	"hearsay/internal/encoder"
	"hearsay/internal/entity"
	"hearsay/internal/lex"
	"hearsay/internal/lines"
	"hearsay/internal/syntax"
	"hearsay/models"
	"hearsay/record"
	"hearsay/tables"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "confidence:", err)
		os.Exit(1)
	}
}

// head opens the table.
const head = `# What the confidence of an attribution rests on where a network has read the text: the
# weight of each feature (internal/attribution/confidence.go says what they are) in a
# logistic regression. Made by train/confidence, which says how to make it anew.
feature	weight
`

func run(args []string, out io.Writer) error {
	if len(args) != 1 && len(args) != 2 {
		return errors.New("wrong use: confidence POLNEAR.jsonl [MODEL] > confidence.tsv")
	}
	r, err := open(args[1:])
	if err != nil {
		return err
	}
	examples, err := r.examples(args[0])
	if err != nil {
		return err
	}
	if len(examples) == 0 {
		return fmt.Errorf("%s: no attribution in the documents that training left out", args[0])
	}
	fmt.Fprint(out, head)
	for i, w := range fit(examples) {
		fmt.Fprintf(out, "%s\t%.3f\n", attribution.Features[i], w)
	}
	return nil
}

// reader is the stages up to the attributions.
type reader struct {
	lex         *lex.Splitter
	encoder     encoder.Encoder
	syntax      *syntax.Tagger
	entity      *entity.Finder
	attribution *attribution.Finder
}

func open(model []string) (r reader, err error) {
	if len(model) > 0 {
		r.encoder, err = encoder.Open(model[0])
	} else {
		r.encoder, err = encoder.Load(models.English())
	}
	if err != nil {
		return r, err
	}
	if r.lex, err = lex.Load(tables.FS, "en"); err != nil {
		return r, err
	}
	if r.syntax, err = syntax.Load(tables.FS, "en"); err != nil {
		return r, err
	}
	if r.entity, err = entity.Load(tables.FS, "en"); err != nil {
		return r, err
	}
	r.attribution, err = attribution.Load(tables.FS, "en")
	return r, err
}

// example is one attribution that was read.
type example struct {
	features []float64
	right    bool // in all three spans
}

type document struct {
	ID, Text     string
	Discard      [][2]int
	Attributions []struct{ Source, Cue, Content [][2]int }
}

func (r reader) examples(path string) ([]example, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, lines.Max)
	var out []example
	for in.Scan() {
		var d document
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if sha256.Sum256([]byte(d.ID))[0]%20 != 0 {
			continue // its network may have learnt from it
		}
		xs, err := r.read(&d)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.ID, err)
		}
		out = append(out, xs...)
	}
	return out, in.Err()
}

func (r reader) read(d *document) ([]example, error) {
	text := r.lex.Split(d.Text)
	reading, err := r.encoder.Read(context.Background(), text)
	if err != nil {
		return nil, err
	}
	tokens := reading.Tokens
	r.syntax.Lemmatise(text, tokens)
	names := make([]entity.Name, len(reading.Names))
	for i, n := range reading.Names {
		names[i] = entity.Name{First: n.First, Last: n.Last, Kind: record.EntityKind(n.Kind)}
	}
	read := make([]attribution.Read, len(reading.Attributions))
	for i, a := range reading.Attributions {
		read[i] = attribution.Read(a)
	}
	found, features := r.attribution.Weigh(text, tokens, r.entity.Find(text, tokens, names), read)
	gold := map[string]bool{}
	runes := []rune(d.Text)
	for _, a := range d.Attributions {
		gold[letters(runes, a.Source, a.Cue, a.Content)] = true
	}
	o := record.NewOffsets(d.Text)
	var out []example
	for i, a := range found {
		var roles [3][][2]int
		for k, spans := range []record.Spans{a.Source, a.Cue, a.Content} {
			for _, s := range spans {
				roles[k] = append(roles[k], [2]int{o.Rune(s.Start), o.Rune(s.End)})
			}
		}
		if !discarded(d.Discard, roles[:]) {
			out = append(out, example{features[i], gold[letters(runes, roles[:]...)]})
		}
	}
	return out, nil
}

// discarded tells whether one of the roles touches text that annotators left out.
func discarded(discard [][2]int, roles [][][2]int) bool {
	for _, spans := range roles {
		for _, s := range spans {
			if slices.ContainsFunc(discard, func(x [2]int) bool { return s[0] < x[1] && x[0] < s[1] }) {
				return true
			}
		}
	}
	return false
}

// letters names the characters of each role but for those that two annotations of one
// phrase may differ in, as hearsay eval does.
func letters(text []rune, roles ...[][2]int) string {
	var b strings.Builder
	for _, spans := range roles {
		spans = slices.SortedFunc(slices.Values(spans), func(a, b [2]int) int { return a[0] - b[0] })
		for _, s := range spans {
			for i := s[0]; i < s[1]; i++ {
				if !strings.ContainsRune(" \t\n\r\v\f.,;:!?'\"“”‘’«»()[]-–—…`", text[i]) {
					fmt.Fprint(&b, i, " ")
				}
			}
		}
		b.WriteByte('|')
	}
	return b.String()
}

// fit finds the weights of a logistic regression with a penalty on their squares, by
// Newton's method.
func fit(examples []example) []float64 {
	const penalty, rounds = 1.0, 30
	n := len(attribution.Features)
	w := make([]float64, n)
	for range rounds {
		gradient := make([]float64, n)
		hessian := make([][]float64, n)
		for i := range hessian {
			hessian[i] = make([]float64, n)
			gradient[i] = -penalty * w[i]
			hessian[i][i] = penalty
		}
		for _, x := range examples {
			p := chance(w, x.features)
			miss := -p
			if x.right {
				miss++
			}
			for i, a := range x.features {
				gradient[i] += miss * a
				for j, b := range x.features {
					hessian[i][j] += p * (1 - p) * a * b
				}
			}
		}
		for i, step := range solve(hessian, gradient) {
			w[i] += step
		}
	}
	return w
}

func chance(w, x []float64) float64 {
	var sum float64
	for i := range w {
		sum += w[i] * x[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// solve finds x where a x = b, of a positive definite a, by elimination. It writes to both.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for k := i + 1; k < n; k++ {
			f := a[k][i] / a[i][i]
			for j := i; j < n; j++ {
				a[k][j] -= f * a[i][j]
			}
			b[k] -= f * b[i]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = b[i]
		for j := i + 1; j < n; j++ {
			x[i] -= a[i][j] * x[j]
		}
		x[i] /= a[i][i]
	}
	return x
}
