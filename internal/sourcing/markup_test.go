package sourcing

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay/internal/lex"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/record"
	"hearsay/tables"
)

// The tests' people and bodies, as package entity would find them by name.
var cast = []record.Entity{
	{Kind: record.Person, Name: "Ana Brevik", Aliases: []string{"Brevik"}},
	{Kind: record.Person, Name: "Tom Oss", Aliases: []string{"Oss"}},
	{Kind: record.Person, Name: "Ilse Marr", Aliases: []string{"Marr"}},
	{Kind: record.Person, Name: "Jon Hale", Aliases: []string{"Hale"}},
	{Kind: record.Organization, Name: "Radio Delta"},
	{Kind: record.Organization, Name: "Corran Herald", Aliases: []string{"Herald"}},
	{Kind: record.Organization, Name: "Tessa Gazette", Aliases: []string{"Gazette"}},
	{Kind: record.Organization, Name: "Reuters"},
	{Kind: record.Organization, Name: "Dockers' Union"},
	{Kind: record.Organization, Name: "Northern Ferries"},
	{Kind: record.Organization, Name: "TCU"},
	{Kind: record.Group, Name: "Harlanders"},
	{Kind: record.PlaceKind, Name: "Harland"},
	{Kind: record.PlaceKind, Name: "Tessa"},
	{Kind: record.Group, Name: "Liberals", Aliases: []string{"Liberal"}},
}

func judge(t testing.TB) *Judge {
	t.Helper()
	j, err := Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// marked reads a text in which {S1:...}, {C1:...} and {X1:...} mark source, cue and
// content of attribution 1, and so on, and the cast is found by name.
func marked(t testing.TB, markup string) (*lex.Text, []record.Token, []record.Entity, []record.Attribution) {
	t.Helper()
	var text strings.Builder
	type open struct {
		role byte
		n    int
		at   int
	}
	var stack []open
	var attributions []record.Attribution
	for i := 0; i < len(markup); i++ {
		switch {
		case markup[i] == '{' && i+3 < len(markup) && markup[i+3] == ':':
			n := int(markup[i+2] - '0')
			for len(attributions) < n {
				attributions = append(attributions, record.Attribution{Form: record.Indirect, Act: record.Assert})
			}
			stack = append(stack, open{markup[i+1], n - 1, text.Len()})
			i += 3
		case markup[i] == '}':
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			a := &attributions[o.n]
			into := map[byte]*record.Spans{'S': &a.Source, 'C': &a.Cue, 'X': &a.Content}[o.role]
			*into = append(*into, record.Span{Start: o.at, End: text.Len()})
		default:
			text.WriteByte(markup[i])
		}
	}
	splitter, err := lex.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	lexed := splitter.Split(text.String())
	tagger, err := syntax.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	return lexed, tagger.Tag(lexed), castIn(lexed), attributions
}

func castIn(text *lex.Text) []record.Entity {
	var out []record.Entity
	taken := make([]bool, len(text.Source))
	for _, e := range cast {
		e.Mentions = nil
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			for from := 0; ; {
				at := strings.Index(text.Source[from:], name)
				if at < 0 {
					break
				}
				at += from
				from = at + len(name)
				if !taken[at] {
					for k := at; k < from; k++ {
						taken[k] = true
					}
					e.Mentions = append(e.Mentions, record.Mention{Span: record.Span{Start: at, End: from}, Form: record.NameForm})
				}
			}
		}
		if len(e.Mentions) > 0 {
			slices.SortFunc(e.Mentions, func(a, b record.Mention) int { return a.Start - b.Start })
			out = append(out, e)
		}
	}
	return out
}

// show is an attribution in the words of the answer key.
func show(entities []record.Entity, attributions []record.Attribution, i int) string {
	a := attributions[i]
	names := func(refs []record.Ref[record.Entity]) string {
		var out []string
		for _, r := range refs {
			out = append(out, entities[r.Index()].Name)
		}
		return strings.Join(out, ", ")
	}
	s := string(a.Sourcing)
	if a.Identified {
		s += " identified"
	}
	if len(a.Speakers) > 0 {
		s += " | " + names(a.Speakers)
	} else if a.Speaker.Set() {
		s += " | " + entities[a.Speaker.Index()].Name
	}
	if a.Via.Attribution.Set() {
		s += " | via " + fmt.Sprint(int(a.Via.Attribution))
	} else if a.Via.Entity.Set() {
		s += " | via " + entities[a.Via.Entity.Index()].Name
	}
	if len(a.Carriers) > 0 {
		s += " | carried by " + names(a.Carriers)
	}
	return s
}

// Each example in the tables is executed: a source in brackets, its kind after "=".
func TestExamplesOfSources(t *testing.T) {
	j := judge(t)
	n := 0
	for _, file := range []string{"sources", "outlet-words"} {
		rows, err := table.Read(tables.FS, "en/"+file+".tsv", "example")
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for example := range strings.SplitSeq(row.Get("example"), "|") {
				sentence, want, ok := strings.Cut(example, " = ")
				if !ok {
					continue
				}
				n++
				markup := strings.NewReplacer("[", "{S1:", "]", "}").Replace(strings.TrimSpace(sentence))
				text, tokens, entities, attributions := marked(t, markup)
				entities = j.Fill(text, tokens, entities, attributions, "").Entities
				got := string(attributions[0].Sourcing)
				if attributions[0].Identified {
					got += " identified"
				}
				if got != strings.TrimSpace(want) {
					t.Errorf("%s: %s, want %s (%s)", sentence, got, want, show(entities, attributions, 0))
				}
			}
		}
	}
	if n < 40 {
		t.Errorf("the tables have %d examples", n)
	}
}

func TestExamplesOfCarriers(t *testing.T) {
	j := judge(t)
	rows, err := table.Read(tables.FS, "en/carriers.tsv", "example")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		example, want, ok := strings.Cut(row.Get("example"), " = ")
		if !ok {
			continue
		}
		// Every "Brevik" or "Ana Brevik" before a verb of the example speaks.
		markup := strings.NewReplacer("Ana Brevik [told]", "{S2:Ana Brevik} {C2:told}", "Brevik [said]", "{S2:Brevik} {C2:said}", "Brevik [told]", "{S2:Brevik} {C2:told}", "Brevik told", "{S1:Brevik} {C1:told}").Replace(example)
		text, tokens, entities, attributions := marked(t, markup)
		entities = j.Fill(text, tokens, entities, attributions, "").Entities
		got := "-"
		if v := attributions[len(attributions)-1].Via.Entity; v.Set() {
			got = entities[v.Index()].Name
		}
		if got != want {
			t.Errorf("%s: carried by %s, want %s", example, got, want)
		}
	}
}

func TestExamplesOfCredits(t *testing.T) {
	j := judge(t)
	rows, err := table.Read(tables.FS, "en/credits.tsv", "example")
	if err != nil {
		t.Fatal(err)
	}
	examples := []string{
		"TESSA, March 3 (Reuters) - The gates are shut. = Reuters",
		"The gates are shut, said Ana Brevik (Liberal). = ",
		"The gates are shut.\nSource: Tessa Gazette = Tessa Gazette",
	}
	for _, row := range rows {
		examples = append(examples, row.Get("example"))
	}
	for _, example := range examples {
		line, want, _ := strings.Cut(example, " = ")
		text, tokens, entities, _ := marked(t, line)
		sources := j.Fill(text, tokens, entities, nil, "")
		var got []string
		for _, c := range sources.Credits {
			got = append(got, sources.Entities[c.Index()].Name)
		}
		if strings.Join(got, ", ") != strings.TrimSpace(want) {
			t.Errorf("%s: credits %q, want %q", line, got, want)
		}
	}
}
