package checktest

import (
	"strings"
	"testing"

	"hearsay/check"
	"hearsay/record"
)

// shouting reports every word in capitals: enough of a check to run cases with.
var shouting = &check.Check{
	Name: "shouting", Label: "capitals", Severity: record.Warning, Stored: true,
	Run: func(p *check.Pass) error {
		for _, s := range p.Doc.Sentences {
			at := s.Start
			for word := range strings.FieldsSeq(s.In(p.Doc.Text)) {
				at = strings.Index(p.Doc.Text[at:], word) + at
				if word = strings.Trim(word, ".!"); len(word) > 2 && word == strings.ToUpper(word) {
					p.Report(record.Finding{Spans: record.Spans{{Start: at, End: at + len(word)}}, Message: word + " is written in capitals."})
				}
			}
		}
		return nil
	},
}

func TestRun(t *testing.T) { Run(t, shouting, "testdata/*.txtar") }

func TestFaultsAreNamed(t *testing.T) {
	text := "The gate of Tessa is SHUT today."
	shut := record.Finding{Severity: record.Warning, Message: "SHUT is written in capitals.", Spans: record.Spans{{Start: 21, End: 25}}}
	tests := []struct {
		name, wants, fault string
		findings           []record.Finding
	}{
		{"met", `warning: SHUT is @ "SHUT"`, "", []record.Finding{shut}},
		{"missing finding", `warning: SHUT`, "no finding meets the line warning: SHUT", nil},
		{"unwanted finding", ``, "nobody wants the finding warning: SHUT is written", []record.Finding{shut}},
		{"other severity", `note: SHUT`, "no finding meets", []record.Finding{shut}},
		{"other message", `warning: OPEN`, "no finding meets", []record.Finding{shut}},
		{"other place", `warning: SHUT @ "gate"`, "no finding meets", []record.Finding{shut}},
		{"one of two places", `warning: SHUT @ "SHUT", "gate"`, "no finding meets", []record.Finding{shut}},
		{"one finding meets one line", "warning: SHUT\nwarning: SHUT", "no finding meets", []record.Finding{shut}},
	}
	for _, test := range tests {
		c, err := parse("published: 2025-03-04\n\n" + text + "\n\nwant:\n" + test.wants)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		c.doc.Findings = test.findings
		faults := strings.Join(compare(&c.doc, c.want), "; ")
		if (faults == "") != (test.fault == "") || !strings.Contains(faults, test.fault) {
			t.Errorf("%s: faults %q, want %q", test.name, faults, test.fault)
		}
	}
}

func TestCasesThatCannotBeRead(t *testing.T) {
	for name, data := range map[string]string{
		"no want":        "\nText.\n",
		"unknown header": "when: now\n\nText.\nwant:\n",
		"no severity":    "\nText.\nwant:\nText\n",
		"bad expression": "\nText.\nwant:\nnote: (\n",
		"no such words":  "\nText.\nwant:\nnote: x @ \"Words\"\n",
		"open quotes":    "\nText.\nwant:\nnote: x @ \"Text\n",
	} {
		if _, err := parse(data); err == nil {
			t.Errorf("%s: no error for %q", name, data)
		}
	}
}

func TestTextIsKeptAsWritten(t *testing.T) {
	c, err := parse("title: Gate shut\npublished: 2025-03-04\n\nFirst.\n\nSecond.\n\nwant:\n")
	if err != nil {
		t.Fatal(err)
	}
	if c.doc.Text != "First.\n\nSecond." || c.doc.Title != "Gate shut" || c.doc.Published != "2025-03-04" {
		t.Errorf("got %q, %q, %q", c.doc.Text, c.doc.Title, c.doc.Published)
	}
}
