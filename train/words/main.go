// Command words writes what the trainer learns from: it reads documents as JSON
// lines and gives each word its place, word pieces and features, by the same code
// that reads reports.
//
//	go run ./train/words VOCABULARY < documents.jsonl > words.jsonl
//
// A document is {"id", "text"}, or {"id", "text", "words": [[start, end], ...],
// "sentences": [[first, last], ...]} where an annotated corpus has words of its own.
// All offsets are in code points, ranges half-open.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"hearsay/internal/encoder"
	"hearsay/internal/lex"
	"hearsay/record"
	"hearsay/tables"
)

type document struct {
	ID        string   `json:"id"`
	Text      string   `json:"text"`
	Words     [][2]int `json:"words"`
	Sentences [][2]int `json:"sentences"`
}

type output struct {
	ID        string    `json:"id"`
	Words     [][2]int  `json:"words"`
	Sentences [][2]int  `json:"sentences"`
	Pieces    [][]int32 `json:"pieces"`
	Shape     []int     `json:"shape"`
	Quote     []int     `json:"quote"`
	Start     []int     `json:"start"`
}

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "words:", err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("wrong use: words VOCABULARY < documents.jsonl > words.jsonl")
	}
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	vocabulary, err := encoder.NewVocabulary(data)
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	splitter, err := lex.Load(tables.FS, "en")
	if err != nil {
		return err
	}
	from, to := json.NewDecoder(bufio.NewReader(in)), bufio.NewWriter(out)
	enc := json.NewEncoder(to)
	for n := 1; ; n++ {
		var d document
		if err := from.Decode(&d); errors.Is(err, io.EOF) {
			return to.Flush()
		} else if err != nil {
			return fmt.Errorf("document %d: %w", n, err)
		}
		text := splitter.Split(d.Text)
		if d.Words != nil {
			if text, err = given(text, d); err != nil {
				return fmt.Errorf("document %d, %q: %w", n, d.ID, err)
			}
		}
		if err := enc.Encode(describe(d.ID, text, vocabulary)); err != nil {
			return err
		}
	}
}

// given puts a corpus's words and sentences in place of the text's own; paragraphs
// and quotations stay.
func given(text *lex.Text, d document) (*lex.Text, error) {
	at := record.NewOffsets(text.Source)
	out := &lex.Text{Source: text.Source, Quotes: text.Quotes}
	paragraph := 0
	for _, s := range d.Sentences {
		if s[0] < 0 || s[1] <= s[0] || s[1] > len(d.Words) {
			return nil, fmt.Errorf("no sentence of the words %v", s)
		}
		sentence := lex.Sentence{First: s[0], Last: s[1]}
		for _, w := range d.Words[s[0]:s[1]] {
			start, ok := at.Byte(w[0])
			end, inside := at.Byte(w[1])
			if !ok || !inside || end < start {
				return nil, fmt.Errorf("no word at %v", w)
			}
			out.Words = append(out.Words, lex.Word{Span: record.Span{Start: start, End: end}, Sentence: len(out.Sentences)})
		}
		sentence.Span = out.Span(s[0], s[1])
		for paragraph < len(text.Paragraphs) && text.Paragraphs[paragraph].End <= sentence.Start {
			paragraph++
		}
		if n := len(out.Sentences); n == 0 || out.Sentences[n-1].Paragraph != paragraph {
			out.Paragraphs = append(out.Paragraphs, lex.Paragraph{First: n})
		}
		sentence.Paragraph = paragraph
		out.Sentences = append(out.Sentences, sentence)
		out.Paragraphs[len(out.Paragraphs)-1].Last = len(out.Sentences)
	}
	return out, nil
}

func describe(id string, text *lex.Text, vocabulary *encoder.Vocabulary) output {
	at := record.NewOffsets(text.Source)
	f := encoder.NewFeatures(text)
	o := output{ID: id, Shape: ints(f.Shape), Quote: ints(f.Quote), Start: ints(f.Start)}
	for _, s := range text.Sentences {
		o.Sentences = append(o.Sentences, [2]int{s.First, s.Last})
	}
	for i, w := range text.Words {
		o.Words = append(o.Words, [2]int{at.Rune(w.Start), at.Rune(w.End)})
		o.Pieces = append(o.Pieces, vocabulary.Pieces(nil, text.Form(i)))
	}
	return o
}

func ints(x []uint8) []int {
	out := make([]int, len(x))
	for i, v := range x {
		out[i] = int(v)
	}
	return out
}
