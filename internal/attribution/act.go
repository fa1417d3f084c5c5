package attribution

import (
	"io/fs"

	"hearsay/internal/lex"
	"hearsay/internal/table"
	"hearsay/record"
)

var actNames = map[string]record.Act{
	"assert": record.Assert, "deny": record.Deny, "admit": record.Admit, "accuse": record.Accuse, "predict": record.Predict,
	"propose": record.Propose, "demand": record.Demand, "promise": record.Promise, "opine": record.Opine, "doubt": record.Doubt,
	"ask": record.Ask, "feel": record.Feel,
}

// loadActs reads act-words.tsv: words whose presence in the content of a neutral cue
// tells what is done with it.
func loadActs(tables fs.FS, language string) (map[string]record.Act, error) {
	rows, err := table.Read(tables, language+"/act-words.tsv", "word", "act", "example")
	if err != nil {
		return nil, err
	}
	out := map[string]record.Act{}
	for _, r := range rows {
		a, ok := actNames[r.Get("act")]
		if !ok {
			return nil, r.Errorf("no act is named %q", r.Get("act"))
		}
		out[r.Get("word")] = a
	}
	return out, nil
}

// contentReach is how many of the content's first words decide its act.
const contentReach = 40

// act is what a neutral cue's content does; the cue's own assertion is the second
// reading then.
func actOf(words map[string]record.Act, text *lex.Text, content record.Spans) (act, second record.Act) {
	if len(content) == 0 {
		return record.Assert, ""
	}
	reach := contentReach
	for _, s := range content {
		first, last := text.Range(s)
		for w := first; w < last && reach > 0; w++ {
			if a, ok := words[text.Words[w].Lower]; ok {
				return a, record.Assert
			}
			reach--
		}
	}
	return record.Assert, ""
}
