package attribution

import (
	"slices"
	"strings"
	"testing"
)

// Words without mark or cue go to who spoke last where they show that it is not the text
// that speaks, and to nobody else.
func TestWordsGoOn(t *testing.T) {
	const said = "Pier row\n\nIn an interview with Radio Delta, Ana Brevik said that the mole was cracked.\n\n"
	r := newReader(t)
	for name, c := range map[string]struct{ before, paragraphs string }{
		"an editor's insertion, and what stands around it": {said, "+When the board hears of a crack, it doesn't act, it waits.\n+We saw that when the first letter from [harbour master Tom] Tarn came.\n+That was no accident.\n-The mole was built by the town."},
		"a first person":                       {said, "+I told the board about it in May. My own report was never read.\n-The mole was built by the town."},
		"paragraphs of the text's own between": {said, "-The mole has been closed twice before.\n-Ferries leave from another pier now.\n+We had letters from [mayor Ilse] Marr."},
		"too many of them":                     {said, "-The mole has been closed twice before.\n-Ferries leave from another pier now.\n-Fish is sold there.\n-We had letters from [mayor Ilse] Marr."},
		"a contraction alone shows little":     {said, "-The mole can't be mended in winter."},
		"the outlet's own we":                  {said, "-We asked the mayor for comment."},
		"who is spoken of does not speak":      {said, "-I met her on the mole in May."},
		"somebody else has spoken":             {said, "-The mayor rejected that.\n-We had letters from [harbour master Tom] Tarn."},
		"the text's own first person":          {"Pier row\n\nI went to see the mole.\n\n" + said, "-I think that is right. My own eyes saw it."},
		"no interview and no statement":        {"Pier row\n\nAna Brevik said that the mole was cracked.\n\n", "-I told the board about it in May."},
		"brackets that put nothing in":         {said, "-We put a link to the [Harbour Board] here.\n-The mole is old [1]."},
		"a caption":                            {said, "-Our [photographer Tom] Tarn"},
		"a quotation":                          {said, "-We had “letters” from [harbour master Tom] Tarn."},
	} {
		text, want := c.before, []string{}
		for p := range strings.SplitSeq(c.paragraphs, "\n") {
			text += p[1:] + "\n\n"
			if p[0] == '+' {
				want = append(want, p[1:])
			}
		}
		if got := inferred(r, text); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func inferred(r reader, text string) []string {
	out := []string{}
	for _, a := range r.read(text) {
		if a.Inferred {
			out = append(out, a.Content.In(text))
		}
	}
	return out
}

func TestAnInterviewUnderLabels(t *testing.T) {
	r := newReader(t)
	const interview = "The mole\n\nHERALD: Is the mole safe?\n\nBREVIK: It is not. We tested it twice.\n\nHERALD: Who knew?\n\nBREVIK: The board knew.\n\nThey did nothing for a year."
	got := []string{}
	for _, a := range r.read(interview) {
		got = append(got, show(interview, a))
	}
	want := []string{
		"[HERALD] {:} <Is the mole safe?>", "[BREVIK] {:} <It is not … We tested it twice>",
		"[HERALD] {:} <Who knew?>", "[BREVIK] {:} <The board knew>", "[] {} <They did nothing for a year.>",
	}
	if !slices.Equal(got, want) {
		t.Errorf("read %s\nwant %s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	for text, want := range map[string]bool{
		interview: true,
		"Q: Is it safe?\n\nA: No.\n\nQ: Why?\n\nA: It is cracked.":              true,
		"When: Monday\n\nWhere: Corran\n\nTickets: 5 crowns":                    false,
		"HERALD: Is the mole safe?\n\nBREVIK: It is not.":                       false,
		"Brevik: 12\n\nTarn: 9\n\nBrevik: 14\n\nTarn: 8":                        false,
		"Corran: The mole is shut.\n\nThe Town Hall: It opens at 10.\n\nCorran": false,
	} {
		if got := Interview(r.lex.Split(text)); got != want {
			t.Errorf("%q: an interview %v", text, got)
		}
	}
}

// How far an "according to" reaches over a clause with a source of its own is open.
func TestTheNarrowReadingStands(t *testing.T) {
	r := newReader(t)
	for text, want := range map[string][]string{
		"According to the Herald, pilots rejected the plan, although the board expects the mayor to sign it.": {
			"[the Herald] {According to} <pilots rejected the plan>",
			"[the Herald] {According to} <pilots rejected the plan, although the board expects the mayor to sign it> possible",
			"[pilots] {rejected} <the plan>", "[the board] {expects} <the mayor to sign it>",
		},
		"According to the Herald, pilots rejected the plan, although it was late.": {
			"[the Herald] {According to} <pilots rejected the plan, although it was late>", "[pilots] {rejected} <the plan>",
		},
	} {
		got := []string{}
		for _, a := range r.read(text) {
			s := show(text, a)
			if a.Possible {
				s += " possible"
			}
			got = append(got, s)
		}
		if !slices.Equal(got, want) {
			t.Errorf("read %s\nwant %s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
		}
	}
}
