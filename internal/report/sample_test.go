package report_test

import (
	"strings"
	"testing"

	"hearsay/record"
)

// The invented report that most tests read: a harbour dispute, with every kind of
// source, a chain of three, figures with ranges, bounds and open readings, findings
// at two places, and words that are given to somebody by inference only.
const sampleText = `Surge in stoppages shuts Port Ellery as talks collapse

By Ada Lind

Stoppages at Port Ellery have surged since the spring, the harbour master Jon Varga told Radio Delta on Friday.

"We had 40 to 60 stoppages a day in March and April, and around 120 last week," Varga said. "No port can live with that."

They start before dawn. They end when somebody gets tired of shouting.

The crane crews' union denied that its members had caused the delays. "We have asked for the log of every single one," said Mira Osk, the union's secretary, "and nobody has shown it to us."

The dispute began when the harbour board moved 70 jobs to the new terminal at Sund.

According to the Lindholm Herald, ministry officials said that the board had promised not to cut pay before 2027, a promise that two people close to the board called binding.

A leaked plan, dated 2 May and seen by the Example Post, sets out three terms: pay stays frozen for 18 months, the night shift moves to Sund, and the union gives up its veto.

Some economists expect the closure to cost between 3 and 5 million crowns a week. Others put it at more than 8 million.

The plan is believed to have been drafted outside the ministry.

Osk dismissed the plan as "a ransom note with a letterhead". The board has been accused of using the closure to end the veto.

About 2,400 people work in the harbour, 18% of them on night shifts, the board's annual report says.

Varga's remarks suggest that the board is in no hurry to settle.

The union's members will vote on Sunday, 12 May. Its strike fund would last nine weeks, Osk said, without giving a figure for what is in it.

The Herald reported on Thursday that the finance minister had asked for a pause in the talks.

With the talks cancelled and the stoppages growing, the future of the harbour hangs in the balance.`

// builder makes a record by naming words of its text.
type builder struct {
	*record.Document
	t testing.TB
}

// at is the place of words, which must stand in the text; more than once, the
// first place is taken.
func (b builder) at(words string) record.Span {
	b.t.Helper()
	i := strings.Index(b.Text, words)
	if i < 0 {
		b.t.Fatalf("sample: %q is not in the text", words)
	}
	return record.Span{Start: i, End: i + len(words)}
}

func (b builder) all(words ...string) record.Spans {
	b.t.Helper()
	var out record.Spans
	for _, w := range words {
		if w != "" {
			out = append(out, b.at(w))
		}
	}
	return out
}

func (b builder) entity(kind record.EntityKind, name, role string) record.Ref[record.Entity] {
	e := record.Entity{Kind: kind, Name: name, Role: role}
	if i := strings.Index(b.Text, name); i >= 0 {
		e.Mentions = []record.Mention{{Span: record.Span{Start: i, End: i + len(name)}, Form: record.NameForm}}
	}
	b.Entities = append(b.Entities, e)
	return record.To[record.Entity](len(b.Entities) - 1)
}

// near is the place of words that lies nearest to another; "" has none.
func (b builder) near(words string, to record.Span) record.Spans {
	b.t.Helper()
	if words == "" {
		return nil
	}
	best := b.at(words)
	for i := 0; ; {
		k := strings.Index(b.Text[i:], words)
		if k < 0 {
			return record.Spans{best}
		}
		s := record.Span{Start: i + k, End: i + k + len(words)}
		if gap(s, to) < gap(best, to) {
			best = s
		}
		i = s.End
	}
}

// gap is what lies between two spans.
func gap(a, b record.Span) int { return max(a.Start-b.End, b.Start-a.End) }

// says adds an attribution and its claim; change, where given, edits the two.
func (b builder) says(source, cue string, content []string, k record.Sourcing, speaker record.Ref[record.Entity], chain []record.Carrier, change ...func(*record.Attribution, *record.Claim)) record.Ref[record.Claim] {
	b.t.Helper()
	words := b.all(content...)
	a := record.Attribution{
		Source: b.near(source, words[0]), Cue: b.near(cue, words[0]), Content: words,
		Form: record.Indirect, Act: record.Assert, Sourcing: k, Speaker: speaker, Confidence: 0.9,
	}
	if strings.HasPrefix(content[0], `"`) {
		a.Form = record.Direct
	}
	c := record.Claim{
		Spans: a.Content, Attribution: record.To[record.Attribution](len(b.Attributions)), Sourcing: k,
		Chain: append([]record.Carrier{{Kind: record.ByOutlet, Name: "Example Post"}}, chain...),
	}
	for _, f := range change {
		f(&a, &c)
	}
	b.Attributions, b.Claims = append(b.Attributions, a), append(b.Claims, c)
	return record.To[record.Claim](len(b.Claims) - 1)
}

func (b builder) own(words string) {
	b.t.Helper()
	b.Claims = append(b.Claims, record.Claim{
		Spans: b.all(words), Sourcing: record.Author,
		Chain: []record.Carrier{{Kind: record.ByOutlet, Name: "Example Post"}, {Kind: record.ByAuthor, Name: "Ada Lind"}},
	})
}

func (b builder) timex(words, value string, days ...string) record.Ref[record.Timex] {
	b.t.Helper()
	x := record.Timex{Span: b.at(words), Type: record.Date, Value: value}
	if len(days) == 2 {
		x.Interval = &[2]string{days[0], days[1]}
	}
	b.Timexes = append(b.Timexes, x)
	return record.To[record.Timex](len(b.Timexes) - 1)
}

// figure adds a quantity of the claim; a bound of -1 is open.
func (b builder) figure(words string, low, high float64, unit, unitWords, per string, period record.Ref[record.Timex], claim record.Ref[record.Claim]) *record.Quantity {
	b.t.Helper()
	q := record.Quantity{Span: b.at(words), Change: record.Exactly, Unit: unit, Per: per, Period: period}
	if low >= 0 {
		q.Low = &low
	}
	if high >= 0 {
		q.High = &high
	}
	if unitWords != "" {
		s := b.at(unitWords)
		q.UnitSpan = &s
	}
	if claim.Set() {
		c := &b.Claims[claim.Index()]
		q.Attribution = c.Attribution
		c.Quantities = append(c.Quantities, record.To[record.Quantity](len(b.Quantities)))
	}
	b.Quantities = append(b.Quantities, q)
	return &b.Quantities[len(b.Quantities)-1]
}

func (b builder) finding(severity record.Severity, check, label, message string, places ...string) {
	b.t.Helper()
	b.Findings = append(b.Findings, record.Finding{
		Check: check, Label: label, Severity: severity, Rank: len(b.Findings) + 1,
		Spans: b.all(places...), Message: message,
	})
}

func person(name string) record.Carrier { return record.Carrier{Kind: record.ByPerson, Name: name} }

// sample is the record of the harbour report.
func sample(t testing.TB) *record.Document {
	t.Helper()
	b := builder{&record.Document{
		ID: "harbour-1", URL: "https://post.example/harbour?id=1&page=2", Outlet: "Example Post", Authors: []string{"Ada Lind"},
		Published: "2025-05-10", PublishedFrom: record.DateMetadata, Language: "en", Section: record.SectionNews,
		Text: sampleText, Program: "0.1.0", SHA256: strings.Repeat("0123456789abcdef", 4), Models: map[string]string{}, Attributions: []record.Attribution{},
	}, t}
	b.Body = record.Span{Start: strings.Index(sampleText, "Stoppages at"), End: len(sampleText)}
	for at, rest := 0, sampleText; rest != ""; {
		p, after, _ := strings.Cut(rest, "\n\n")
		b.Paragraphs = append(b.Paragraphs, record.Span{Start: at, End: at + len(p)})
		at, rest = at+len(p)+2, after
	}

	for at := 0; at < len(sampleText); {
		n := strings.IndexAny(sampleText[at:], ".\n") + 1
		if n == 0 {
			n = len(sampleText) - at
		}
		if x := strings.TrimSpace(sampleText[at : at+n]); x != "" && x != `"` {
			start := at + strings.Index(sampleText[at:at+n], x)
			b.Sentences = append(b.Sentences, record.Span{Start: start, End: start + len(x)})
		} else if x == `"` {
			b.Sentences[len(b.Sentences)-1].End++
		}
		at += n
	}

	varga := b.entity(record.Person, "Jon Varga", "harbour master")
	osk := b.entity(record.Person, "Mira Osk", "the union's secretary")
	union := b.entity(record.Organization, "crane crews' union", "")
	b.entity(record.Organization, "Radio Delta", "")
	herald := b.entity(record.Organization, "Lindholm Herald", "")
	board := b.entity(record.Organization, "harbour board", "")
	minister := b.entity(record.Person, "the finance minister", "")

	friday := b.timex("on Friday", "2025-05-09", "2025-05-09", "2025-05-09")
	spring := b.timex("in March and April", "", "2025-03-01", "2025-04-30")
	week := b.timex("last week", "2025-W18", "2025-04-28", "2025-05-04")
	b.timex("2 May", "2025-05-02", "2025-05-02", "2025-05-02")
	b.timex("before 2027", "2027", "2027-01-01", "2027-12-31")
	b.Timexes[4].Mod = "BEFORE"
	b.timex("Sunday, 12 May", "2025-05-12", "2025-05-12", "2025-05-12")
	b.Timexes[5].Note = "no year in the text; the nearest to publication"

	delta := record.Carrier{Kind: record.ByOutlet, Name: "Radio Delta"}
	said := b.says("the harbour master Jon Varga", "told", []string{"Stoppages at Port Ellery have surged since the spring"},
		record.NamedPerson, varga, []record.Carrier{delta, person("Jon Varga")})
	b.Claims[said.Index()].Timexes = []record.Ref[record.Timex]{friday}
	calls := b.says("Varga", "said", []string{`"We had 40 to 60 stoppages a day in March and April, and around 120 last week,"`, `"No port can live with that."`},
		record.NamedPerson, varga, []record.Carrier{delta, person("Jon Varga")})
	b.Claims[calls.Index()].Timexes = []record.Ref[record.Timex]{spring, week}
	b.says("", "", []string{"They start before dawn. They end when somebody gets tired of shouting."}, record.NamedPerson, varga,
		[]record.Carrier{person("Jon Varga")}, func(a *record.Attribution, c *record.Claim) { a.Inferred, c.Inferred, a.Confidence = true, true, 0.55 })
	b.says("The crane crews' union", "denied", []string{"its members had caused the delays"}, record.NamedOrganization, union,
		[]record.Carrier{{Kind: record.ByOrganization, Name: "the crane crews' union"}}, func(a *record.Attribution, _ *record.Claim) { a.Act = record.Deny })
	b.says("Mira Osk", `said`, []string{`"We have asked for the log of every single one,"`, `"and nobody has shown it to us."`}, record.NamedPerson, osk, []record.Carrier{person("Mira Osk")})
	b.own("The dispute began when the harbour board moved 70 jobs to the new terminal at Sund.")
	b.says("the Lindholm Herald", "According to", []string{"ministry officials said that the board had promised not to cut pay before 2027"}, record.NamedOutlet, herald,
		[]record.Carrier{{Kind: record.ByOutlet, Name: "Lindholm Herald"}})
	b.says("ministry officials", "said", []string{"the board had promised not to cut pay before 2027"}, record.Unnamed, 0,
		[]record.Carrier{{Kind: record.ByOutlet, Name: "Lindholm Herald"}, {Kind: record.ByUnnamed, Name: "ministry officials"}})
	b.says("two people close to the board", "called", []string{"a promise", "binding"}, record.Unnamed, 0,
		[]record.Carrier{{Kind: record.ByUnnamed, Name: "two people close to the board"}}, func(a *record.Attribution, _ *record.Claim) { a.Possible, a.Confidence = true, 0.31 })
	plan := b.says("A leaked plan", "sets out", []string{"three terms: pay stays frozen for 18 months, the night shift moves to Sund, and the union gives up its veto"},
		record.FromDocument, 0, []record.Carrier{{Kind: record.ByDocument, Name: "a leaked plan"}}, func(a *record.Attribution, _ *record.Claim) { a.Act = record.Propose })
	for _, term := range []string{"pay stays frozen for 18 months", "the night shift moves to Sund", "the union gives up its veto"} {
		c := b.Claims[plan.Index()]
		c.Spans, c.PartOf = b.all(term), plan
		b.Claims = append(b.Claims, c)
	}
	some := b.says("Some economists", "expect", []string{"the closure to cost between 3 and 5 million crowns a week"}, record.Collective, 0,
		[]record.Carrier{{Kind: record.ByCollective, Name: "some economists"}}, func(a *record.Attribution, _ *record.Claim) { a.Act = record.Predict })
	others := b.says("Others", "put", []string{"more than 8 million"}, record.Collective, 0, []record.Carrier{{Kind: record.ByCollective, Name: "others"}})
	b.says("", "is believed to", []string{"The plan", "have been drafted outside the ministry"}, record.Agentless, 0, []record.Carrier{{Kind: record.ByAgentless}})
	b.says("Osk", "dismissed", []string{`the plan as "a ransom note with a letterhead"`}, record.NamedPerson, osk, []record.Carrier{person("Mira Osk")},
		func(a *record.Attribution, _ *record.Claim) {
			a.Act, a.Act2, a.Form = record.Opine, record.Accuse, record.Mixed
		})
	b.says("", "has been accused", []string{"using the closure to end the veto"}, record.Agentless, 0, []record.Carrier{{Kind: record.ByAgentless}},
		func(a *record.Attribution, _ *record.Claim) { a.Act = record.Accuse })
	annual := b.says("the board's annual report", "says", []string{"About 2,400 people work in the harbour, 18% of them on night shifts"}, record.FromDocument, board,
		[]record.Carrier{{Kind: record.ByDocument, Name: "the board's annual report"}})
	b.says("Varga's remarks", "suggest", []string{"the board is in no hurry to settle"}, record.NamedPerson, varga, []record.Carrier{{Kind: record.ByAuthor, Name: "Ada Lind"}})
	b.own("The union's members will vote on Sunday, 12 May.")
	fund := b.says("Osk", "said", []string{"Its strike fund would last nine weeks"}, record.NamedPerson, osk, []record.Carrier{person("Mira Osk")})
	b.says("The Herald", "reported", []string{"the finance minister had asked for a pause in the talks"}, record.NamedOutlet, herald, []record.Carrier{{Kind: record.ByOutlet, Name: "Lindholm Herald"}})
	b.says("the finance minister", "asked for", []string{"a pause in the talks"}, record.Unnamed, minister,
		[]record.Carrier{{Kind: record.ByOutlet, Name: "Lindholm Herald"}, {Kind: record.ByUnnamed, Name: "the finance minister"}},
		func(a *record.Attribution, _ *record.Claim) { a.Act, a.Identified = record.Demand, true })
	b.own("With the talks cancelled and the stoppages growing, the future of the harbour hangs in the balance.")

	b.figure("40 to 60", 40, 60, "stoppage", "stoppages a day", "day", spring, calls).UnitSpan.End -= len(" a day")
	q := b.figure("around 120", 120, 120, "stoppage", "", "", week, calls)
	low, day := 120.0/7, 120.0
	q.Change = record.About
	q.Readings = []record.Reading{{Per: "day", Period: week, Low: &low, High: &low}, {Per: "day", Period: week, Low: &day, High: &day}}
	b.figure("70 jobs", 70, 70, "job", "jobs", "", 0, 0)
	b.figure("between 3 and 5 million crowns", 3e6, 5e6, "crown", "crowns", "week", 0, some)
	b.figure("more than 8 million", 8e6, -1, "crown", "", "week", 0, others).Change = record.Above
	b.figure("About 2,400 people", 2400, 2400, "person", "people", "", 0, annual).Change = record.About
	share := b.at("them on night shifts")
	b.figure("18%", 18, 18, "percentage", "", "", 0, annual).Of = &share
	b.figure("nine weeks", 9, 9, "week", "weeks", "", 0, fund)

	b.finding(record.Warning, "rate-mismatch", "same thing, two scales",
		`"Around 120" is about 17 a day if it is the week's total, and 120 a day if it is a daily figure; the text sets it beside "40 to 60 a day" without saying which.`,
		"40 to 60 stoppages a day", "around 120 last week")
	b.finding(record.Note, "hedge-dropped", "first attributed, later stated as fact",
		"That stoppages grew is first the harbour master's word; the last paragraph says it in the text's own voice.",
		"Stoppages at Port Ellery have surged since the spring", "the stoppages growing")
	b.finding(record.Note, "claim-drift", "restated with another meaning",
		"The text tells of a request for a pause in the talks, and later of cancelled talks; nothing between says that they were cancelled.",
		"a pause in the talks", "the talks cancelled")
	b.finding(record.Note, "weekday", "weekday and date disagree", "12 May 2025 is a Monday.", "Sunday, 12 May")
	b.finding(record.Note, "single-source", "rests on one source", "Both counts of stoppages rest on the word of one man, Jon Varga, who runs the port.", "We had 40 to 60 stoppages a day")
	if err := b.Check(); err != nil {
		t.Fatal(err)
	}
	return b.Document
}
