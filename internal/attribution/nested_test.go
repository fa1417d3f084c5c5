package attribution

import (
	"slices"
	"testing"
)

// What somebody says holds another's words, and nothing else is taken for them.
func TestNested(t *testing.T) {
	r := newReader(t)
	for text, want := range map[string][]string{
		"“The board decided to sell the pier,” Tarn said.":                      {"[Tarn] {said} <“The board decided to sell the pier,”>", "[The board] {decided} <to sell the pier>"},
		"Tarn said the union never claimed that it was safe.":                   {"[Tarn] {said} <the union never claimed that it was safe>", "[the union] {never claimed} <that it was safe>"},
		"Tarn said the board refused to comment.":                               {"[Tarn] {said} <the board refused to comment>", "[the board] {refused to comment} <>"},
		"Tarn said voters were worried that fees would rise.":                   {"[Tarn] {said} <voters were worried that fees would rise>", "[voters] {were worried} <that fees would rise>"},
		"Tarn said the mayor did not say whether it was safe.":                  {"[Tarn] {said} <the mayor did not say whether it was safe>", "[the mayor] {did not say} <whether it was safe>"},
		"Tarn said the town was tired of the mayor's allegation that she lied.": {"[Tarn] {said} <the town was tired of the mayor's allegation that she lied>", "[the mayor's] {allegation} <that she lied>"},
		"“I said it was late and I want to resign,” Tarn said.":                 {"[Tarn] {said} <“I said it was late and I want to resign,”>"},
		"“If Ost says it is safe, we swim,” Tarn said.":                         {"[Tarn] {said} <“If Ost says it is safe, we swim,”>"},
		"Tarn said Ost would deny that the pier was old.":                       {"[Tarn] {said} <Ost would deny that the pier was old>"},
		"Tarn said she hoped that the pier was safe.":                           {"[Tarn] {said} <she hoped that the pier was safe>"},
		"“He told me that it was over,” Ost said.":                              {"[Ost] {said} <“He told me that it was over,”>", "[He] {told} <that it was over>"},
	} {
		var got []string
		for _, a := range r.read(text) {
			got = append(got, show(text, a))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}
