package eval_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hearsay/internal/eval"
	"hearsay/record"
)

// An invented corpus of two files: JSON lines, and an article in MEANTIME's form.
const (
	quay = "Ólaf Brandt told Radio Velm that the board had denied it. “No pier is safe,” he said. Some captains fear a strike."
	pier = "Lena Ost said: \"It's done.\"\nShe left."

	article = `<?xml version="1.0" ?><Document doc_name="7_Pier"><token sentence="0">Lena</token><token sentence="0">Ost</token>
<token sentence="0">said</token><token sentence="0">:</token><token sentence="0">` + "``" + `</token><token sentence="0">It</token>
<token sentence="0">'s</token><token sentence="0">done</token><token sentence="0">.</token><token sentence="0">''</token>
<token sentence="1">She</token><token sentence="1">left</token><token sentence="1">.</token><Markables/></Document>`
)

// corpora writes the corpus and gives its folder.
func corpora(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	line, err := json.Marshal(map[string]string{"id": "quay", "text": quay})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"news.jsonl": string(line) + "\n", "7.xml": article} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// key writes a key: each line the labels of an item of quay, with [words] for their
// places there.
func key(t *testing.T, lines ...string) string {
	t.Helper()
	sum := sha256.Sum256([]byte(quay))
	var out strings.Builder
	for i, l := range lines {
		l = regexp.MustCompile(`\[\pL[^][]*\]`).ReplaceAllStringFunc(l, func(words string) string {
			before, _, ok := strings.Cut(quay, strings.Trim(words, "[]"))
			if !ok {
				t.Fatalf("no %s in the text", words)
			}
			start := len([]rune(before))
			return fmt.Sprintf("[[%d, %d]]", start, start+len([]rune(words))-2)
		})
		fmt.Fprintf(&out, `{"item": "i%d", "file": "news.jsonl", "id": "quay", "sha256": "%s", %s}`+"\n", i, hex.EncodeToString(sum[:]), l)
	}
	path := filepath.Join(t.TempDir(), "key.jsonl")
	if err := os.WriteFile(path, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func at(words string) record.Spans {
	i := strings.Index(quay, words)
	return record.Spans{{Start: i, End: i + len(words)}}
}

// read is a record of quay: Brandt is one entity, the pronoun another that does not
// know its name; the board's denial came through Brandt, his words over the radio.
func read() *record.Document {
	mention := func(form record.MentionForm, words string) record.Mention {
		return record.Mention{Span: at(words)[0], Form: form}
	}
	return &record.Document{
		ID: "quay", Text: quay,
		Entities: []record.Entity{
			{Kind: record.Person, Name: "Ólaf Brandt", Mentions: []record.Mention{mention(record.NameForm, "Ólaf Brandt")}},
			{Kind: record.Organization, Name: "Radio Velm", Mentions: []record.Mention{mention(record.NameForm, "Radio Velm")}},
			{Kind: record.Person, Name: "he", Mentions: []record.Mention{mention(record.PronounForm, "he said")}},
		},
		Attributions: []record.Attribution{
			{
				Source: at("Ólaf Brandt"), Cue: at("told"), Content: at("the board had denied it"), Sourcing: record.NamedPerson, Form: record.Indirect, Act: record.Assert,
				Speaker: record.To[record.Entity](0), Via: record.Via{Entity: record.To[record.Entity](1)}, Carriers: []record.Ref[record.Entity]{record.To[record.Entity](1)},
			},
			{
				Source: at("the board"), Cue: at("had denied"), Content: at("it"), Sourcing: record.NamedOrganization, Form: record.Indirect, Act: record.Deny,
				Via: record.Via{Attribution: record.To[record.Attribution](0)},
			},
			{Source: at("he said"), Cue: at("said"), Content: at("“No pier is safe,”"), Sourcing: record.Unnamed, Form: record.Direct, Act: record.Assert, Speaker: record.To[record.Entity](2)},
			{Source: at("Some captains"), Cue: at("captains"), Sourcing: record.Author},
		},
	}
}

func score(t *testing.T, layer, path string, doc *record.Document) map[string][3]int {
	t.Helper()
	gold, err := openKey(layer, path, corpora(t))
	if err != nil {
		t.Fatal(err)
	}
	for d, err := range gold.Documents() {
		if err != nil || d.Text != quay {
			t.Fatalf("the document is %q (%v)", d.Text, err)
		}
	}
	out := map[string][3]int{}
	for _, s := range gold.Score(map[string]*record.Document{"quay": doc}, eval.Every).Scores {
		out[s.Name] = [3]int{s.Right, s.Read, s.Gold}
	}
	return out
}

func openKey(layer, path, corpora string) (eval.Gold, error) {
	for _, l := range eval.Layers() {
		if l.Name == layer {
			return l.Open(path, eval.Options{Corpora: corpora})
		}
	}
	return nil, os.ErrNotExist
}

func wantScores(t *testing.T, got, want map[string][3]int) {
	t.Helper()
	for name, w := range want {
		if got[name] != w {
			t.Errorf("%s: right, read, gold %v; want %v", name, got[name], w)
		}
	}
}

func TestSourcingIsScoredAmongWhatWasFound(t *testing.T) {
	path := key(t,
		`"source": [Ólaf Brandt], "cue": [told], "content": [it], "sourcing": "named-person", "form": "indirect", "act": "opine", "act2": "assert", "negated": false`,
		`"source": [he said], "cue": [said], "content": [No pier is safe], "sourcing": "named-person", "form": "direct", "act": "predict", "act2": "", "negated": false`,
		`"source": [Some captains], "cue": [fear], "content": [a strike], "sourcing": "collective", "form": "indirect", "act": "feel", "act2": "", "negated": false`)
	wantScores(t, score(t, "sourcing", path, read()), map[string][3]int{
		"found": {2, 2, 3}, "sourcing": {1, 2, 3}, "form": {2, 2, 3}, "act": {1, 2, 3}, "negated": {2, 2, 3},
	})
	wantScores(t, score(t, "sourcing", path, nil), map[string][3]int{"found": {0, 0, 3}, "act": {0, 0, 3}})
}

func TestSpeakersAreKnownByTheirName(t *testing.T) {
	path := key(t,
		`"source": [he said], "cue": [said], "content": [No pier is safe], "speaker": [Ólaf Brandt]`,
		`"source": [Some captains], "cue": [fear], "content": [a strike], "speaker": []`)
	doc := read()
	wantScores(t, score(t, "speakers", path, doc), map[string][3]int{"found": {1, 1, 1}, "speaker": {0, 1, 1}})
	doc.Attributions[2].Speaker = record.To[record.Entity](0)
	wantScores(t, score(t, "speakers", path, doc), map[string][3]int{"speaker": {1, 1, 1}})
	// A surname is a name; a description that holds the name is another's.
	doc.Entities[0].Mentions[0].Span = at("Brandt")[0]
	wantScores(t, score(t, "speakers", path, doc), map[string][3]int{"speaker": {1, 1, 1}})
	doc.Entities[0].Mentions[0] = record.Mention{Span: at("Brandt")[0], Form: record.NominalForm}
	wantScores(t, score(t, "speakers", path, doc), map[string][3]int{"speaker": {0, 1, 1}})
}

func TestRelayedWordsAreRightWithWhatTheyCameThrough(t *testing.T) {
	passage := `"passage": [0, 110], "pairs": [`
	told := `{"source": [Ólaf Brandt], "cue": [told], "content": [it], "via": [Radio Velm], "kind": "carrier"}`
	denied := `{"source": [the board], "cue": [denied], "content": [it], "via": [told], "kind": "attribution"}`
	fear := `{"source": [Some captains], "cue": [fear], "content": [a strike], "via": [he said], "kind": "attribution"}`
	path := key(t, passage+told+","+denied+","+fear+"]")
	all := map[string][3]int{
		"found": {2, 2, 3}, "via": {2, 2, 3}, "via.attribution": {1, 1, 2}, "via.carrier": {1, 1, 1}, "pair": {2, 2, 3},
	}
	wantScores(t, score(t, "relayed", path, read()), all)

	// What the record relays and the key does not is wrong; not so where somebody is
	// given as the relay of their own words.
	doc := read()
	doc.Attributions[2].Via.Attribution = record.To[record.Attribution](0)
	wantScores(t, score(t, "relayed", path, doc), map[string][3]int{"pair": {2, 3, 3}})
	doc.Attributions[2].Speaker = doc.Attributions[0].Speaker
	wantScores(t, score(t, "relayed", path, doc), all)

	doc = read()
	doc.Attributions[1].Via.Attribution = record.To[record.Attribution](2)
	doc.Attributions[0].Via, doc.Attributions[0].Carriers = record.Via{}, nil
	wantScores(t, score(t, "relayed", path, doc), map[string][3]int{"found": {2, 2, 3}, "via": {0, 2, 3}, "pair": {0, 1, 3}})
}

func TestArticlesOfMeantimeAreJoined(t *testing.T) {
	sum := sha256.Sum256([]byte(pier))
	path := filepath.Join(t.TempDir(), "key.jsonl")
	line := `{"item": "r1", "file": "7.xml", "id": "7_Pier", "sha256": "` + hex.EncodeToString(sum[:]) + `", "passage": [0, 9], "pairs": []}`
	if err := os.WriteFile(path, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openKey("relayed", path, corpora(t)); err != nil {
		t.Error(err)
	}
}

func TestKeysOfOtherTextsAreRefused(t *testing.T) {
	good := key(t, `"passage": [0, 9], "pairs": []`)
	content, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string][2]string{
		"not the one that was labelled":   {`"sha256": "`, `"sha256": "0`},
		"no text with id":                 {`"quay"`, `"mole"`},
		"want a file under the folder":    {`news.jsonl`, `../news.jsonl`},
		"no such file":                    {`news.jsonl`, `views.jsonl`},
		"no sourcing, form or act":        {"", ""},
		"cannot unmarshal string into Go": {`"passage": [0, 9]`, `"passage": "0-9"`},
	} {
		path := filepath.Join(t.TempDir(), "key.jsonl")
		if err := os.WriteFile(path, []byte(strings.Replace(string(content), change[0], change[1], 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		layer := "relayed"
		if change[0] == "" {
			layer = "sourcing"
		}
		if _, err := openKey(layer, path, corpora(t)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if _, err := openKey("relayed", good, ""); err == nil || !strings.Contains(err.Error(), "--corpora") {
		t.Errorf("without a folder: %v", err)
	}
}

// TestKeysHoldLabelsAlone reads the project's keys: known fields and values, spans in
// order, and no text. Where the corpora are, they are the texts that were labelled.
func TestKeysHoldLabelsAlone(t *testing.T) {
	allowed := regexp.MustCompile(`^(item|file|id|sha256|sourcing|form|act|act2|kind)$`)
	for _, layer := range []string{"sourcing", "speakers", "relayed"} {
		path := filepath.Join("keys", layer+".jsonl")
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimSpace(string(content)), "\n") {
			var item map[string]any
			if err := json.Unmarshal([]byte(line), &item); err != nil {
				t.Fatalf("%s:%d: %v", path, n+1, err)
			}
			var walk func(name string, v any)
			walk = func(name string, v any) {
				switch v := v.(type) {
				case string:
					if !allowed.MatchString(name) {
						t.Errorf("%s:%d: %s holds words", path, n+1, name)
					}
				case []any:
					if len(v) == 2 {
						from, ok := v[0].(float64)
						if to, is := v[1].(float64); ok && is && from >= to {
							t.Errorf("%s:%d: %s: the span %v is empty", path, n+1, name, v)
						}
					}
					for _, x := range v {
						walk(name, x)
					}
				case map[string]any:
					for name, x := range v {
						walk(name, x)
					}
				}
			}
			walk("", item)
		}
		if _, err := os.Stat(shared); err != nil {
			continue
		}
		if _, err := openKey(layer, path, filepath.Join(shared, "corpora")); err != nil {
			t.Error(err)
		}
	}
}
