package eval

import (
	"encoding/xml"
	"fmt"
	"os"
	"strings"

	"hearsay/record"
)

// What stands close to the word before it, and to the word after it, when the words
// of MEANTIME are joined again. scripts/draw-keys joins them in the same way.
var (
	closeBefore = strings.Fields(", . ; : ! ? % ) ] 's 're 've 'll 'd 'm n't ' ''")
	closeAfter  = strings.Fields("( [ $ # £ € ¥ ``")
)

// readMeantime reads an article of MEANTIME, which has words and no text: a line for
// each sentence.
func readMeantime(path string) (map[string]*record.Document, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var article struct {
		Name   string `xml:"doc_name,attr"`
		Tokens []struct {
			Sentence string `xml:"sentence,attr"`
			Text     string `xml:",chardata"`
		} `xml:"token"`
	}
	if err := xml.NewDecoder(file).Decode(&article); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	before, after := map[string]bool{}, map[string]bool{}
	for _, w := range closeBefore {
		before[w] = true
	}
	for _, w := range closeAfter {
		after[w] = true
	}
	var text strings.Builder
	for i, t := range article.Tokens {
		switch {
		case i == 0:
		case t.Sentence != article.Tokens[i-1].Sentence:
			text.WriteString("\n")
		case !before[t.Text] && !after[article.Tokens[i-1].Text]:
			text.WriteString(" ")
		}
		if t.Text == "``" || t.Text == "''" {
			text.WriteString(`"`)
		} else {
			text.WriteString(t.Text)
		}
	}
	return map[string]*record.Document{article.Name: {ID: article.Name, Text: text.String(), Language: "en"}}, nil
}
