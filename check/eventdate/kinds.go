package eventdate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay/check"
	"hearsay/check/facts"
	"hearsay/record"
)

// votes compares the dates of elections and referendums.
func (s *sentence) votes() {
	for i := range s.t.Words {
		if !s.words.Has(s.t.Form(i), "vote") || s.t.Is(i, "compound", "amod") {
			continue
		}
		for _, x := range s.times {
			at := i
			if h := s.t.Head(i); h >= 0 && s.t.Is(i, "nsubj") && s.words.Has(s.t.Lemma(h), "held") {
				at = h
			}
			if !s.of(x, i) && !(at != i && s.of(x, at)) || s.planned(x, i) {
				continue
			}
			if v := s.series(i); v != nil {
				s.vote(v, i, x)
				return
			}
		}
	}
}

// winners compares the dates of presidents' elections: "Brevik's re-election in ...". A
// victory may be of anything else, so its day must be that of taking the office.
func (s *sentence) winners() {
	for i := range s.t.Words {
		if !s.words.Has(s.t.Form(i), "won") {
			continue
		}
		person := s.t.Kid(i, "nmod:poss", "nmod")
		if f := s.t.Form(i - 1); f == "'s" || f == "’s" {
			person = i - 2
		}
		for _, x := range s.times {
			if person < 0 || !s.of(x, i) && !s.beside(x, i) || s.planned(x, i) {
				continue
			}
			for _, held := range s.heldBy(person, "president") {
				v := s.presidential(held.Country)
				if v == nil || !meets(x, held.From) && !strings.Contains(s.t.Form(i), "election") {
					continue
				}
				if meets(x, held.From) || check.Days(x.Interval[0], held.From.First()) < 400 && check.Days(x.Interval[0], held.From.First()) > -60 {
					s.vote(v, i, x)
					return
				}
			}
		}
	}
}

// beside tells whether the date follows the noun at once: where a parser hangs it on the
// verb, a reader still takes both together.
func (s *sentence) beside(x record.Timex, i int) bool {
	first, _ := s.t.Range(x.Span)
	return first > i && first-i <= 2 && (first == i+1 || slices.Contains([]string{"of", "on", "in"}, s.t.Form(i+1)))
}

// presidential is the series of a country's presidential elections.
func (s *sentence) presidential(country string) *series {
	for _, v := range s.runner.votes {
		if v.country == country && v.names[0] == "presidential election" {
			return v
		}
	}
	return nil
}

// series is the one that the vote's words name: its kind and its country.
func (s *sentence) series(vote int) *series {
	words := s.phrase(vote)
	var found *series
	for _, v := range s.runner.votes {
		if !s.named(v, words) || v.days[0].Kind != "referendum" && !s.held(vote, v.country) || !s.country(v.country) {
			continue
		}
		if found != nil && found.country != v.country {
			return nil // two countries in one sentence
		}
		if found == nil {
			found = v
		}
	}
	return found
}

// held tells whether the vote is the country's: "the US election", "Ukraine's election",
// "the election in Ukraine". A country elsewhere in the sentence may be another's.
func (s *sentence) held(vote int, country string) bool {
	if s.namesCountry(s.phrase(vote), country) {
		return true
	}
	for _, k := range s.t.Kids(vote) {
		if s.t.Is(k, "nmod", "compound", "amod") && s.namesCountry(" "+s.t.Form(k)+" ", country) {
			return true
		}
	}
	for i := max(0, vote-4); i < vote; i++ { // "Ukraine's presidential election"
		if f := s.t.Form(i + 1); (f == "'s" || f == "’s") && s.namesCountry(" "+s.t.Form(i)+" ", country) {
			return true
		}
	}
	return false
}

// namesCountry tells whether the words name the country.
func (s *sentence) namesCountry(words, country string) bool {
	for word, of := range s.countries {
		if of == country && strings.Contains(words, " "+word+" ") {
			return true
		}
	}
	return false
}

// phrase are the vote's noun and what describes it, in lower case: "presidential election".
func (s *sentence) phrase(vote int) string {
	first := vote
	for first > 0 && slices.Contains([]string{"ADJ", "NOUN", "PROPN"}, s.t.Words[first-1].UPOS) {
		first--
	}
	var out []string
	for i := first; i <= vote; i++ {
		out = append(out, s.t.Form(i))
	}
	return " " + strings.Join(out, " ") + " "
}

// named tells whether the phrase names the series. A referendum goes by a word of its
// name anywhere in the sentence.
func (s *sentence) named(v *series, phrase string) bool {
	for _, n := range v.names {
		if strings.Contains(phrase, " "+n+" ") || strings.Contains(phrase, " "+n+"s ") {
			return true
		}
		if v.days[0].Kind == "referendum" && strings.Contains(phrase, "referendum") {
			for word := range strings.FieldsSeq(n) {
				if len(word) > 4 && word != "referendum" && word != "leaving" && word != "union" && strings.Contains(s.lower, word) {
					return true
				}
			}
		}
	}
	return false
}

// vote compares one date with the days of a series.
func (s *sentence) vote(v *series, at int, x record.Timex) {
	for _, d := range v.days {
		if meets(x, d.On) {
			return
		}
	}
	first, last := v.days[0].On.First(), v.days[0].On.Last()
	for _, d := range v.days {
		first, last = min(first, d.On.First()), max(last, d.On.Last())
	}
	near := nearest(x, v.days)
	if v.days[0].Kind != "referendum" && x.Interval[1] < first || x.Interval[0] > near.Known.Last() || x.Interval[0] > last && len(v.days) > 1 && check.Days(last, x.Interval[0]) > 400 {
		return
	}
	s.report(s.t.Words[at].Span, x, v.country+": "+v.names[0], fmt.Sprintf("the %s of %s on %s", near.Name, facts.The(near.Country), check.Plain(string(near.On))), near.Row)
}

// treaties compares the days on which treaties were signed or came into force.
func (s *sentence) treaties() {
	text := s.span.In(s.Doc.Text)
	for _, name := range s.names {
		k := strings.Index(text, name)
		if k < 0 || len(name) < 5 && strings.ToUpper(name) == name {
			continue
		}
		at := record.Span{Start: s.span.Start + k, End: s.span.Start + k + len(name)}
		top := s.t.Top(at)
		for _, x := range s.times {
			kind := s.treatyKind(top, x)
			rows := s.runner.treaties[name][kind]
			if len(rows) == 0 || slices.ContainsFunc(rows, func(o *facts.Occasion) bool { return meets(x, o.On) }) {
				continue
			}
			verb := map[string]string{"treaty": "signed", "in force": "in force from"}[kind]
			near := nearest(x, rows)
			s.report(at, x, kind, fmt.Sprintf("the %s %s on %s", near.Name, verb, check.Plain(string(near.On))), near.Row)
			return
		}
	}
}

// treatyKind tells what the date says of the treaty: "the treaty, signed in 1995", "was
// signed on", "came into force in"; "" for nothing.
func (s *sentence) treatyKind(top int, x record.Timex) string {
	verb := s.t.Head(s.t.Top(x.Span))
	if verb < 0 || !s.of(x, verb) || s.planned(x, verb) {
		return ""
	}
	about := s.t.Is(verb, "acl") && (s.t.Head(verb) == top || s.t.Under(top, s.t.Head(verb))) || s.t.Is(top, "nsubj") && s.t.Head(top) == verb
	if !about {
		return ""
	}
	for _, k := range s.t.Kids(verb) {
		if s.words.Has(s.t.Lemma(k), "force") {
			return "in force"
		}
	}
	if s.words.Has(s.t.Lemma(verb), "sign") {
		return "treaty"
	}
	return ""
}

// offices compares the days on which people took an office: "was sworn in as president
// on".
func (s *sentence) offices() {
	for i := range s.t.Words {
		if !s.words.Has(s.t.Lemma(i), "sworn") || s.t.Words[i].UPOS != "VERB" || s.t.Tense(i) == check.Future {
			continue
		}
		office := s.officeUnder(i)
		subject := s.t.Kid(i, "nsubj")
		if subject < 0 || office == "" {
			continue
		}
		held := s.heldBy(subject, office)
		if len(held) == 0 {
			continue
		}
		for _, x := range s.times {
			if !s.of(x, i) || s.planned(x, i) || slices.ContainsFunc(held, func(t *facts.Tenure) bool { return meets(x, t.From) }) {
				continue
			}
			near := slices.MinFunc(held, func(a, b *facts.Tenure) int {
				return cmp.Compare(abs(check.Days(a.From.First(), x.Interval[0])), abs(check.Days(b.From.First(), x.Interval[0])))
			})
			if x.Interval[0] > near.Known.Last() {
				continue
			}
			s.report(s.t.Words[i].Span, x, office, fmt.Sprintf("%s as %s (%s) since %s", near.Person, near.Office, near.Country, check.Plain(string(near.From))), near.Row)
			return
		}
	}
}

// officeUnder is the office that a verb speaks of: "sworn in as president", "became
// chancellor"; an inauguration is a president's.
func (s *sentence) officeUnder(verb int) string {
	for i := range s.t.Words {
		if !s.t.Under(i, verb) || s.t.Is(i, "nsubj") || s.t.Under(i, s.t.Kid(verb, "nsubj")) {
			continue
		}
		for n := 2; n >= 1; n-- {
			if i+n > len(s.t.Words) {
				continue
			}
			two := s.t.Form(i)
			if n == 2 {
				two += " " + s.t.Form(i+1)
			}
			if o := s.runner.offices[two]; o != "" && !(i > 0 && s.t.Form(i-1) == "vice") {
				return o
			}
		}
	}
	if s.t.Lemma(verb) == "inaugurate" {
		return "president"
	}
	return ""
}

// heldBy are the tenures of the person whom a word names, in an office.
func (s *sentence) heldBy(word int, office string) []*facts.Tenure {
	e, ok := s.people[s.t.Words[word].Start]
	if !ok {
		return nil
	}
	var out []*facts.Tenure
	for _, t := range s.Facts.Of(s.Doc.Entities[e].Name) {
		if t.Office == office {
			out = append(out, t)
		}
	}
	return out
}

// bodies are what texts call the bodies of the tables.
var bodies = map[string]string{"nato": "NATO", "eu": "European Union", "european union": "European Union", "bloc": "European Union", "eurozone": "eurozone"}

// members compares the days on which states joined and left.
func (s *sentence) members() {
	for i := range s.t.Words {
		lemma := s.t.Lemma(i)
		joins, leaves := s.words.Has(lemma, "join"), s.words.Has(lemma, "leave")
		if !joins && !leaves || s.t.Words[i].UPOS != "VERB" || s.t.Tense(i) == check.Future || s.t.Tense(i) == check.Would {
			continue
		}
		body := ""
		for _, k := range s.t.Kids(i) {
			if s.t.Is(k, "obj", "obl") && body == "" {
				body = bodies[s.t.Form(k)]
				if body == "" && s.t.Form(k) == "union" && strings.Contains(s.lower, "european union") {
					body = "European Union"
				}
			}
		}
		member := s.member(i)
		if body == "" || member == "" {
			continue
		}
		for _, x := range s.times {
			if s.of(x, i) && !s.planned(x, i) {
				s.membership(i, x, body, member, joins)
				return
			}
		}
	}
}

// member is the one country that a verb's subject names; the antecedent's for "which".
func (s *sentence) member(verb int) string {
	subject := s.t.Kid(verb, "nsubj")
	if f := s.t.Form(subject); f == "which" || f == "who" || f == "that" {
		subject = s.t.Head(verb)
	}
	if subject < 0 || s.t.Kid(subject, "conj") >= 0 {
		return ""
	}
	return s.countries[s.t.Form(subject)]
}

func (s *sentence) membership(verb int, x record.Timex, body, member string, joins bool) {
	for _, m := range s.runner.members[body] {
		if m.Member != member {
			continue
		}
		day, word := m.From, "joining"
		if !joins {
			day, word = m.To, "leaving"
		}
		if day == "" || meets(x, day) || x.Interval[0] > m.Known.Last() {
			return
		}
		s.report(s.t.Words[verb].Span, x, body, fmt.Sprintf("%s %s the %s on %s", member, word, strings.TrimPrefix(body, "the "), check.Plain(string(day))), m.Row)
		return
	}
}
