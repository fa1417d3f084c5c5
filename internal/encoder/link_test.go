package encoder

import "testing"

func TestLinkScoresTwoMentions(t *testing.T) {
	r := Reading{Mentions: []Mention{{Word: 1}, {Word: 4}, {Word: 2000}}}
	r.Mentions[0].Key[0], r.Mentions[0].Key[63] = 4, 2
	r.Mentions[1].Query[0], r.Mentions[1].Query[63] = 6, -4
	r.Mentions[2].Query[63] = 8
	r.Distance[2], r.Distance[10] = 0.5, -3
	for _, c := range []struct {
		later, earlier int
		want           float64
		ok             bool
	}{
		{4, 1, 2.5, true},      // (24 - 8) / 8, three words apart
		{2000, 1, -1, true},    // 16 / 8, as far as distances go
		{2000, 4, -3, true},    // keys of zeros
		{1, 4, 0, false},       // the wrong way round
		{4, 4, 0, false},       // itself
		{4, 2, 0, false},       // no mention
		{3, 1, 0, false},       // nor here
		{2001, 2000, 0, false}, // nor behind the last
	} {
		if got, ok := r.Link(c.later, c.earlier); got != c.want || ok != c.ok {
			t.Errorf("Link(%d, %d) = %v, %v; want %v, %v", c.later, c.earlier, got, ok, c.want, c.ok)
		}
	}
}
