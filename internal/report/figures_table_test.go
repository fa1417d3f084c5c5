package report

import (
	"testing"

	"hearsay/record"
)

func TestMoved(t *testing.T) {
	value := func(x float64) *float64 { return &x }
	none := -1e9
	for _, c := range []struct {
		what                string
		q                   record.Quantity
		difference, percent float64
	}{
		{"two levels", record.Quantity{Low: value(40), High: value(60), Old: value(40), New: value(60)}, 20, 50},
		{"two levels down", record.Quantity{Low: value(9), High: value(9), Old: value(12), New: value(9)}, -3, -25},
		{"from nothing", record.Quantity{Low: value(3), High: value(3), Old: value(0), New: value(3)}, 3, none},
		{"percent", record.Quantity{Low: value(4), High: value(4), Change: record.Down, Unit: "percentage"}, none, -4},
		{"points", record.Quantity{Low: value(4), High: value(4), Change: record.Up, Unit: "percentage point"}, 4, none},
		{"by a third", record.Quantity{Low: value(1. / 3), High: value(1. / 3), Change: record.Up, Unit: "share"}, none, 33.3333333333},
		{"doubled", record.Quantity{Low: value(2), High: value(2), Change: record.Up, Unit: "times"}, none, 100},
		{"halved", record.Quantity{Low: value(0.5), High: value(0.5), Change: record.Down, Unit: "times"}, none, -50},
		{"no change", record.Quantity{Low: value(4), High: value(4), Change: record.Exactly}, none, none},
		{"range", record.Quantity{Low: value(4), High: value(5), Change: record.Up, Unit: "percentage"}, none, none},
	} {
		d, p := moved(c.q)
		for _, x := range []struct {
			name string
			got  *float64
			want float64
		}{{"difference", d, c.difference}, {"percent", p, c.percent}} {
			switch {
			case x.got == nil && x.want != none:
				t.Errorf("%s: no %s, want %v", c.what, x.name, x.want)
			case x.got != nil && *x.got != x.want:
				t.Errorf("%s: %s %v, want %v", c.what, x.name, *x.got, x.want)
			}
		}
	}
}
