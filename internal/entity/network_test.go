package entity_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/entity"
	"hearsay/internal/lex"
	"hearsay/record"
)

// told reads a text with names in brackets, "[person Ana Brevik]", as a network would
// have read them.
func (r reader) told(marked string) (*lex.Text, []record.Entity) {
	var b strings.Builder
	var spans []record.Span
	names := []entity.Name{}
	for rest := marked; rest != ""; {
		before, inner, ok := strings.Cut(rest, "[")
		b.WriteString(before)
		if !ok {
			break
		}
		inner, rest, _ = strings.Cut(inner, "]")
		kind, name, _ := strings.Cut(inner, " ")
		spans = append(spans, record.Span{Start: b.Len(), End: b.Len() + len(name)})
		names = append(names, entity.Name{Kind: record.EntityKind(kind)})
		b.WriteString(name)
	}
	t := r.splitter.Split(b.String())
	for i, s := range spans {
		names[i].First, names[i].Last = t.Range(s)
	}
	return t, r.finder.Find(t, r.tagger.Tag(t), names)
}

func TestNetworkNames(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct{ name, text, want string }{
		{"the network's kind stands", "They met [organization Ana Brevik] there.", "organization: Ana Brevik"},
		{"what it leaves out is no name", "They met Ana Brevik there.", ""},
		{"but for what the tables have", "They met Ana Brevik of NATO in Oslo, not in Kessel Bay.", "organization: North Atlantic Treaty Organization; place: Oslo @NO"},
		{"its events are not taken", "It began before the Tarvo Games [event ended].", "event: Tarvo Games"},
		{"what no rule finds is one", "they met [person ana brevik] there.", "person: ana brevik"},
		{"its extent stands", "They met [person Ana Brevik] Tarvo there.", "person: Ana Brevik"},
		{"an honorific is no role", "They met Mr. [person Lindqvist] there.", "person: Lindqvist"},
		{"a title is a role", "They met Prime Minister [person Oskar Lindqvist] there.", "person: Oskar Lindqvist (Prime Minister)"},
		{"a body before a role belongs to it", "We heard [organization Foreign Ministry] envoy [person Ana Brevik] there.", "organization: Foreign Ministry; person: Ana Brevik (Foreign Ministry envoy)"},
		{"apposition behind", "[person Tomas Keld], head of the harbour board, left.", "person: Tomas Keld (head of the harbour board) ×2"},
		{"a place is looked up", "They flew to [place Oslo].", "place: Oslo @NO"},
		{"of two cities of a name, the one in the region named", "He lives in [place Portland], [place Maine], now.", "place: Portland @US; place: Maine @US"},
		{"a facility is more than a place", "It landed at [place Tarvo Airport] at noon.", "facility: Tarvo Airport"},
		{"a known body under two names is one", "[organization NATO] met. The [organization North Atlantic Treaty Organization] agreed.", "organization: North Atlantic Treaty Organization ×2"},
		{"a capital that speaks is no person", "But [person Oslo] expects talks.", "place: Oslo @NO"},
		{"a bracket ends an insertion", "They met (Ms [person Lena) Ost] there.", "person: Ost"},
		{"a people is a group, whatever the network says", "Two [place Danish] officials met [organization Danes] there.", "group: Danish @DK; group: Danes"},
		{"nobody is called Energy", "Then [person Velmar Energy] closed.", "organization: Velmar Energy"},
		{"an honorific is taken off", "They met [person Mr. Oskar Lindqvist] there.", "person: Oskar Lindqvist"},
		{"one name is of one kind", "They saw [organization Quand] sleep. All saw [person Quand] and [person Quand] leave.", "person: Quand ×3"},
		{"a surname alone is its bearer's", "They met [person Ana Brevik]. Then [organization Brevik] and [person Brevik] left.", "person: Ana Brevik; person: Brevik ×2"},
		{"a part of a law's name is no name", "It rests on the Treaty of [person Kessel].", "law: Treaty of Kessel"},
		{"a law is no place", "It rests on the [place Kessel Treaty].", "law: Kessel Treaty"},
		{"two peoples are two names", "They blamed [organization Danes and Kurds] for it.", "group: Danes; group: Kurds"},
		{"a thing by its number", "They bought the [organization Orca X3] there.", "product: Orca X3"},
		{"a ship by its noun", "They saw the frigate [person Meridian] there.", "product: Meridian"},
		{"a body is no place", "They saw the [place Tarvo Harbour Board] there.", "organization: Tarvo Harbour Board"},
		{"groups and laws are the rules'", "Danes passed the Harbour Safety Act in [place Oslo].", "group: Danes; law: Harbour Safety Act; place: Oslo @NO"},
		{"what a description is of", "A spokesman for [place Ostmark]'s foreign ministry declined.", "person?: spokesman for Ostmark's foreign ministry; organization?: Ostmark's foreign ministry; place: Ostmark"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			_, entities := r.told(c.text)
			for _, e := range entities {
				got = append(got, show(e))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
			}
		})
	}
}

// Whatever words a network calls names, as long as it keeps to the words and to their
// sentences.
func TestAnyNetworkNames(t *testing.T) {
	r := newReader(t)
	rapid.Check(t, func(t *rapid.T) {
		pieces := []string{"Ana", "Brevik", "the envoy", "Mr.", "said", ",", ".", "“", "”", "Ministry of", "Kyiv", "'s", "(", "PORT TARVO (", "-", "president", "Danes", "Inc."}
		text := r.splitter.Split(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces"), " "))
		var names []entity.Name
		for i := 0; i < len(text.Words); {
			last := min(i+rapid.IntRange(0, 4).Draw(t, "words"), text.Sentences[text.Words[i].Sentence].Last)
			if last > i && text.Form(last-1) != "(" { // what a bracket ends is no name
				names = append(names, entity.Name{First: i, Last: last, Kind: rapid.SampledFrom([]record.EntityKind{record.Person, record.Organization, record.PlaceKind}).Draw(t, "kind")})
			}
			i = max(last, i+1)
		}
		entities := r.finder.Find(text, r.tagger.Tag(text), names)
		mentioned := 0
		for _, e := range entities {
			if e.Name == "" || len(e.Mentions) == 0 {
				t.Fatalf("an entity without name or mention: %+v", e)
			}
			for i, m := range e.Mentions {
				if i > 0 && m.Start < e.Mentions[i-1].End {
					t.Fatalf("mentions of %q overlap or are out of order", e.Name)
				}
				for _, n := range names {
					// A title before a name is taken off it.
					if whole := text.Span(n.First, n.Last); m.Form == record.NameForm && m.End == whole.End && m.Start >= whole.Start {
						mentioned++
					}
				}
			}
		}
		if mentioned != len(names) {
			t.Fatalf("%d of %d names are mentions", mentioned, len(names))
		}
	})
}
