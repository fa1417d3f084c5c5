package facts

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

const offices = "country,office,person,also,from,to,known_until,source\n"

func load(name, rows string) (*Tables, error) {
	return Load(fstest.MapFS{name: {Data: []byte(rows)}})
}

func TestPeopleAreFoundHoweverTheyAreSpelt(t *testing.T) {
	tables, err := load("offices.csv", "# a comment\n"+offices+`Harland,president,Zoë Ström-Łin,Zoe Stroem,2001-05,2009-05-03,2026,the chronicle`)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Zoë Ström-Łin", "zoe strom lin", "Zoe Stroem"} {
		if got := tables.Of(name); len(got) != 1 || got[0].Line != 3 || got[0].Origin() != "the chronicle, known until 2026" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := tables.Of("Strom"); got != nil {
		t.Errorf("%+v", got)
	}
}

func TestDatesCoverDays(t *testing.T) {
	for d, want := range map[Date]string{"2020": "2020-01-01 2020-12-31", "2020-02": "2020-02-01 2020-02-29", "2020-02-03": "2020-02-03 2020-02-03"} {
		if got := d.First() + " " + d.Last(); got != want {
			t.Errorf("%s: %s, want %s", d, got, want)
		}
	}
	for _, c := range []struct {
		first, last string
		from, to    Date
		want        bool
	}{
		{"2004-01-01", "2004-12-31", "2005", "2010", true},
		{"2005-12-31", "2006-01-01", "2005", "2005-12", false},
		{"2006-01-01", "2006-01-01", "2005", "2005-12", true},
		{"2040-01-01", "2040-01-01", "2005", "", false},
	} {
		if got := Outside(c.first, c.last, c.from, c.to); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestBadRowsAreRefusedWithTheirLine(t *testing.T) {
	for want, file := range map[string][2]string{
		`offices.csv:2: from "2021-02-30"`:                           {"offices.csv", offices + "Harland,president,Ana,,2021-02-30,,2026,x"},
		"offices.csv:2: ends 2001, before it begins, 2005":           {"offices.csv", offices + "Harland,president,Ana,,2005,2001,2026,x"},
		"offices.csv:3: no source":                                   {"offices.csv", offices + "Harland,president,Ana,,2005,,2026,x\nHarland,president,Ivo,,2005,,2026,"},
		"offices.csv:2: no known_until":                              {"offices.csv", offices + "Harland,president,Ana,,2005,,,x"},
		"offices.csv:2: begins 2030, after it is known until 2026":   {"offices.csv", offices + "Harland,president,Ana,,2030,,2026,x"},
		"offices.csv: the first line is a,b, want country,office":    {"offices.csv", "a,b\n"},
		"kings.csv: a file's name begins with one of offices":        {"kings.csv", ""},
		"events.csv:2: kind \"feast\": want one of election, runoff": {"events.csv", "kind,country,name,also,on,known_until,source\nfeast,,Feast,,2020,2026,x"},
		"names.csv:2: wrong number of fields":                        {"names.csv", "name,kind,of,from,to,known_until,source\nHarland,state"},
	} {
		if _, err := load(file[0], file[1]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestOddRowsAreNamed(t *testing.T) {
	tables, err := load("offices.csv", offices+
		"Harland,president,Ana,,2001-01-01,2005-01-01,2026,x\n"+
		"Harland,president,Ivo,,2004-06-01,2008-01-01,2026,x\n"+
		"Harland,president,Mara,,2010-01-01,,2026,x\n"+
		"Harland,president,Jon,,2020-01-01,,2026,x\n"+
		"Harland,premier,Tom,,2001-01-01,2005-01-01,2026,x\n"+
		"Harland,premier,Lea,,2005-01-10,,2026,x\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range tables.Odd() {
		got = append(got, r.String())
	}
	for i, want := range []string{
		"offices.csv:3: president of Harland: Ivo begins 2004-06-01, before Ana ends",
		"offices.csv:4: president of Harland: nobody from 2008-01-01",
		"offices.csv:5: president of Harland: Jon begins 2020-01-01, while Mara (line 4) has no end",
	} {
		if i >= len(got) || !strings.HasPrefix(got[i], want) {
			t.Errorf("%q, want %s", got, want)
		}
	}
	if len(got) != 3 {
		t.Errorf("%q", got)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(offices + "Harland,president,Ana,,2005,,2026,x"))
	f.Add([]byte("\"\n"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		tables, err := Load(fs.FS(fstest.MapFS{"offices.csv": {Data: data}}))
		if err == nil {
			tables.Odd()
		}
	})
}
