package encoder

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay/internal/encoder/kernel"
	"hearsay/record"
)

// format is the number of the files' form that this program reads.
const format = 1

// meta is meta.json: what the weights' shapes and labels are.
type meta struct {
	Format       int               `json:"format"`
	Name         string            `json:"name"`
	Version      int               `json:"version"`
	Language     string            `json:"language"`
	Width        int               `json:"width"`
	Layers       int               `json:"layers"`
	Heads        int               `json:"heads"`
	Inner        int               `json:"inner"`
	FeatureLayer int               `json:"feature_layer"`
	Window       int               `json:"window"`
	Vocabulary   int               `json:"vocabulary"`
	SHA256       map[string]string `json:"sha256"`
	UPOS         []string          `json:"upos"`
	Deprel       []string          `json:"deprel"`
	Lemma        []string          `json:"lemma"`
	Names        []string          `json:"names"`
	CueBonus     float32           `json:"cue_bonus"`
	Transitions  struct {
		Flat  transitions `json:"flat"`
		Names transitions `json:"names"`
		Role  transitions `json:"role"`
	} `json:"transitions"`
}

// transitions are scores that a decoder adds to the labels' own.
type transitions struct {
	Start []float32   `json:"start"`
	Move  [][]float32 `json:"move"` // [from][to]
}

// parseMeta reads and checks meta.json.
func parseMeta(data []byte) (*meta, error) {
	m := new(meta)
	if len(data) > maxHeader {
		return nil, fmt.Errorf("%d bytes: the limit is %d", len(data), maxHeader)
	}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, err
	}
	if m.Format != format {
		return nil, fmt.Errorf("format %d: this program reads %d", m.Format, format)
	}
	if m.Name == "" || m.Version < 1 || m.Language != "en" {
		return nil, fmt.Errorf("name %q, version %d, language %q: want a name, a version from 1, and en", m.Name, m.Version, m.Language)
	}
	for _, n := range []struct {
		field            string
		value, low, high int
	}{
		{"heads", m.Heads, 1, 64},
		{"width", m.Width, kernel.HeadWidth * m.Heads, kernel.HeadWidth * m.Heads},
		{"layers", m.Layers, 1, 64},
		{"inner", m.Inner, 16, 1 << 14},
		{"feature_layer", m.FeatureLayer, 0, m.Layers - 1},
		{"window", m.Window, 2 + maxPieces, 1024},
		{"vocabulary", m.Vocabulary, 3, 1 << 20},
		{"upos", len(m.UPOS), 1, 256},
		{"deprel", len(m.Deprel), 1, 256},
		{"lemma", len(m.Lemma), 1, 1 << 14},
		{"names", len(m.Names), 1, 64},
	} {
		if n.value < n.low || n.value > n.high {
			return nil, fmt.Errorf("%s is %d: want %d to %d", n.field, n.value, n.low, n.high)
		}
	}
	if m.Inner%16 != 0 {
		return nil, fmt.Errorf("inner is %d: want a multiple of 16", m.Inner)
	}
	kinds := []record.EntityKind{
		record.Person, record.Organization, record.PlaceKind, record.Group, record.Facility,
		record.EventKind, record.Product, record.Law, record.Work,
	}
	for _, k := range m.Names {
		if !slices.Contains(kinds, record.EntityKind(k)) {
			return nil, fmt.Errorf("names: %q is none of %q", k, kinds)
		}
	}
	for i, l := range m.Lemma {
		if _, err := parseScript(l); err != nil {
			return nil, fmt.Errorf("lemma %d: %w", i, err)
		}
	}
	if !slices.Contains(m.Deprel, "root") {
		return nil, fmt.Errorf("deprel: no label root")
	}
	for _, t := range []struct {
		name   string
		labels int
		transitions
	}{
		{"flat", flatLabels, m.Transitions.Flat},
		{"names", 1 + 2*len(m.Names), m.Transitions.Names},
		{"role", roleLabels, m.Transitions.Role},
	} {
		if err := t.check(t.labels); err != nil {
			return nil, fmt.Errorf("transitions of %s: %w", t.name, err)
		}
	}
	return m, nil
}

func (t transitions) check(labels int) error {
	if len(t.Start) != labels || len(t.Move) != labels {
		return fmt.Errorf("%d start and %d rows of move: want %d each", len(t.Start), len(t.Move), labels)
	}
	for i, row := range t.Move {
		if len(row) != labels {
			return fmt.Errorf("row %d of move has %d numbers: want %d", i, len(row), labels)
		}
	}
	return nil
}

// verify compares a file with the sum that meta.json has for it.
func (m *meta) verify(name string, data []byte) error {
	sum := sha256.Sum256(data)
	if got := hex.EncodeToString(sum[:]); got != m.SHA256[name] {
		return fmt.Errorf("sha256 %s: %s says %s; the file is damaged, or another model's", got, metaName, m.SHA256[name])
	}
	return nil
}

// script makes a lemma of a word (Chrupała 2006, simplified).
type script struct {
	lower, whole bool
	cut          int // letters off the end
	add          string
}

// parseScript reads "l|3|y", "=|0|" or "!|be"; see docs/model.md.
func parseScript(s string) (script, error) {
	kind, rest, _ := strings.Cut(s, "|")
	if kind == "!" && rest != "" {
		return script{whole: true, add: rest}, nil
	}
	cut, add, ok := strings.Cut(rest, "|")
	n, err := strconv.Atoi(cut)
	if !ok || err != nil || n < 0 || n > maxBytes || kind != "l" && kind != "=" {
		return script{}, fmt.Errorf("script %q: want CASE|CUT|ADD or !|LEMMA", s)
	}
	return script{lower: kind == "l", cut: n, add: add}, nil
}

// apply makes the lemma, if the word is long enough to be cut and something is left.
func (s script) apply(form, lower string) (lemma string, ok bool) {
	if s.whole {
		return s.add, true
	}
	if s.lower {
		form = lower
	}
	for range s.cut {
		_, size := utf8.DecodeLastRuneInString(form)
		form = form[:len(form)-size]
		if size == 0 {
			return "", false
		}
	}
	if s.add == "" {
		return form, form != ""
	}
	return form + s.add, true
}
