package eval

import (
	"math"
	"testing"
)

func TestCalibration(t *testing.T) {
	for name, c := range map[string]struct {
		all          []judged
		error, auroc float64
	}{
		"sure and right, unsure and wrong": {[]judged{{1, true}, {0, false}}, 0, 1},
		"the wrong way round":              {[]judged{{0, true}, {1, false}}, 1, 0},
		"all alike":                        {[]judged{{0.5, true}, {0.5, false}, {0.5, true}, {0.5, false}}, 0, 0.5},
		"too sure":                         {[]judged{{0.9, true}, {0.9, false}}, 0.4, 0.5},
		"half in order":                    {[]judged{{0.2, false}, {0.4, true}, {0.6, false}, {0.8, true}}, (0.2 + 0.6 + 0.6 + 0.2) / 4, 0.75},
		"nothing wrong":                    {[]judged{{0.7, true}}, 0.3, 0.5},
	} {
		got := calibration(c.all)
		if math.Abs(got.Error-c.error) > 1e-9 || math.Abs(got.AUROC-c.auroc) > 1e-9 || got.Read != len(c.all) {
			t.Errorf("%s: %+v, want error %v, AUROC %v", name, got, c.error, c.auroc)
		}
	}
	if calibration(nil) != nil {
		t.Error("nothing was read, and yet it is calibrated")
	}
}
