// Plant reads documents (JSON lines with id, text, published), plants one fault of each
// kind in each of them where it finds a place for one, and prints how many the checks
// find. The texts stay where they are; nothing is written.
//
//	go run ./scripts/plant docs.jsonl
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"regexp"
	"strconv"
	"strings"

	"hearsay"
	"hearsay/check/all"
	"hearsay/record"
)

// fault is a way to spoil a text: the span to replace, and what by; false where the text
// offers no place.
type fault struct {
	check string
	what  string
	plant func(*record.Document) (record.Span, string, bool)
}

var faults = []fault{
	{"impossible-date", "a day that the month does not have", badDay},
	{"after-publication", "a date with a year, moved beyond publication", later},
	{"trend-conflict", "rise and fall changed for each other before from and to", turned},
	{"impossible-number", "100 added to a percentage", tooMuch},
	{"count-conflict", "the second of two like counts made greater", recount},
	{"name-variants", "two letters of a surname's later mention changed for each other", misspelt},
	{"office-holder", "the president in office changed for the one before", predecessor},
}

type tally struct{ planted, found int }

func main() {
	log.SetFlags(0)
	reader, err := hearsay.New(hearsay.Options{Checks: all.Checks()})
	if err != nil {
		log.Fatal(err)
	}
	tallies := make([]tally, len(faults))
	documents := 0
	for _, path := range os.Args[1:] {
		f, err := os.Open(path)
		if err != nil {
			log.Fatal(err)
		}
		s := bufio.NewScanner(f)
		s.Buffer(nil, 64<<20)
		for s.Scan() {
			if err := each(reader, s.Bytes(), tallies); err != nil {
				log.Fatal(fmt.Errorf("%s: %w", path, err))
			}
			documents++
		}
		_ = f.Close()
	}
	fmt.Printf("%d documents\n", documents)
	for i, f := range faults {
		fmt.Printf("%-18s %4d of %4d  %s\n", f.check, tallies[i].found, tallies[i].planted, f.what)
	}
}

func each(reader *hearsay.Reader, line []byte, tallies []tally) error {
	var in record.Input
	if err := json.Unmarshal(line, &in); err != nil {
		return err
	}
	read := func(text string) (*record.Document, error) {
		doc := &record.Document{ID: in.ID, Title: in.Title, Published: in.Published, Text: text}
		return doc, reader.Read(context.Background(), doc)
	}
	sound, err := read(*in.Text)
	if err != nil {
		return err
	}
	for i, f := range faults {
		at, words, ok := f.plant(sound)
		if !ok {
			continue
		}
		spoilt, err := read(sound.Text[:at.Start] + words + sound.Text[at.End:])
		if err != nil {
			return err
		}
		tallies[i].planted++
		place := record.Span{Start: at.Start, End: at.Start + len(words)}
		for _, x := range spoilt.Findings {
			if x.Check == f.check && x.Spans.Overlap(place) {
				tallies[i].found++
				break
			}
		}
	}
	return nil
}

var dayOfShortMonth = regexp.MustCompile(`(?:April|June|September|Sept\.|November|Nov\.|February|Feb\.) (\d{1,2})\b`)

func badDay(d *record.Document) (record.Span, string, bool) {
	for _, t := range d.Timexes {
		if m := dayOfShortMonth.FindStringSubmatchIndex(t.In(d.Text)); m != nil {
			return record.Span{Start: t.Start + m[2], End: t.Start + m[3]}, "31", true
		}
	}
	return record.Span{}, "", false
}

func later(d *record.Document) (record.Span, string, bool) {
	if len(d.Published) < 4 {
		return record.Span{}, "", false
	}
	year, _ := strconv.Atoi(d.Published[:4])
	for _, t := range d.Timexes {
		words := t.In(d.Text)
		if len(t.Value) != len("2006-01-02") || t.Value > d.Published || !strings.HasSuffix(words, t.Value[:4]) {
			continue
		}
		return record.Span{Start: t.End - 4, End: t.End}, strconv.Itoa(year + 2), true
	}
	return record.Span{}, "", false
}

var opposite = map[string]string{
	"rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased", "grew": "shrank", "dropped": "climbed",
	"declined": "grew", "climbed": "dropped", "jumped": "dropped", "risen": "fallen", "fallen": "risen", "slipped": "rose", "grown": "declined",
}

var word = regexp.MustCompile(`[a-z]+`)

func turned(d *record.Document) (record.Span, string, bool) {
	for _, q := range d.Quantities {
		if q.Old == nil || q.New == nil {
			continue
		}
		from := max(0, q.Start-60)
		for _, m := range word.FindAllStringIndex(d.Text[from:q.Start], -1) {
			s := record.Span{Start: from + m[0], End: from + m[1]}
			if o := opposite[s.In(d.Text)]; o != "" && !strings.Contains(d.Text[s.End:q.Start], ". ") {
				return s, o, true
			}
		}
	}
	return record.Span{}, "", false
}

func tooMuch(d *record.Document) (record.Span, string, bool) {
	for _, q := range d.Quantities {
		if q.Unit != "percentage" || q.Low == nil || q.High == nil || *q.Low != *q.High || *q.Low > 99 || q.Change == record.Up || q.Change == record.Down {
			continue
		}
		if m := regexp.MustCompile(`^\d{2}`).FindString(q.In(d.Text)); m != "" {
			return record.Span{Start: q.Start, End: q.Start + 2}, "1" + m, true
		}
	}
	return record.Span{}, "", false
}

func recount(d *record.Document) (record.Span, string, bool) {
	seen := map[string]int{}
	for i, q := range d.Quantities {
		if q.Low == nil || q.High == nil || *q.Low != *q.High || q.UnitSpan == nil || *q.Low < 3 || q.Unit == "percentage" || q.Change != record.Exactly {
			continue
		}
		digits := regexp.MustCompile(`^\d+`).FindString(q.In(d.Text))
		key := fmt.Sprint(q.Unit, *q.Low)
		if before, ok := seen[key]; ok && digits != "" && q.Start-d.Quantities[before].End > 200 {
			n, _ := strconv.Atoi(digits)
			return record.Span{Start: q.Start, End: q.Start + len(digits)}, strconv.Itoa(n + n/2 + 1), true
		}
		seen[key] = i
	}
	return record.Span{}, "", false
}

func misspelt(d *record.Document) (record.Span, string, bool) {
	for _, e := range d.Entities {
		if e.Kind != record.Person || !strings.Contains(e.Name, " ") {
			continue
		}
		for _, m := range e.Mentions {
			w := m.In(d.Text)
			if m.Form != record.NameForm || strings.Contains(w, " ") || len(w) < 7 || !strings.HasSuffix(e.Name, w) || w[2] == w[3] {
				continue
			}
			return m.Span, w[:2] + string(w[3]) + string(w[2]) + w[4:], true
		}
	}
	return record.Span{}, "", false
}

// inOffice are presidents of the United States with the one before them, by the years in
// which each was in office throughout.
var inOffice = []struct {
	from, to, name, before string
}{
	{"1993-01-21", "2001-01-19", "Bill Clinton", "Ronald Reagan"},
	{"2001-01-21", "2009-01-19", "George W. Bush", "Bill Clinton"},
	{"2009-01-21", "2017-01-19", "Barack Obama", "George W. Bush"},
	{"2017-01-21", "2021-01-19", "Donald Trump", "Barack Obama"},
}

func predecessor(d *record.Document) (record.Span, string, bool) {
	for _, p := range inOffice {
		if d.Published < p.from || d.Published > p.to {
			continue
		}
		if i := strings.Index(d.Text, "President "+p.name); i >= 0 {
			start := i + len("President ")
			return record.Span{Start: start, End: start + len(p.name)}, p.before, true
		}
	}
	return record.Span{}, "", false
}
