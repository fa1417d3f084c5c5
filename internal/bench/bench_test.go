package bench

import (
	"math"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"hearsay"
	"hearsay/examples/harbour"
)

func TestEveryStageIsMeasured(t *testing.T) {
	reader, err := hearsay.New(hearsay.Options{Model: hearsay.NoModel})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(t.Context(), reader, harbour.ByOutlet(), Options{Runs: 2})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	sum := 0.0
	for _, s := range r.Stages {
		names = append(names, s.Name)
		sum += s.Share
		if s.Micro <= 0 {
			t.Errorf("%s took %v µs", s.Name, s.Micro)
		}
	}
	want := []string{
		"language", "lex", "encoder", "syntax", "entity", "attribution", "coref", "sourcing",
		"timex", "quantity", "event", "claim", "checks",
	}
	if !slices.Equal(names, want) {
		t.Errorf("stages %v", names)
	}
	if math.Abs(sum-1) > 1e-6 {
		t.Errorf("the shares of all stages are %v together", sum)
	}
	if len(r.Runs) != 2 || r.Speed.Least <= 0 || r.Speed.Median < r.Speed.Least || r.Speed.Most < r.Speed.Median {
		t.Errorf("runs %v, speed %+v", r.Runs, r.Speed)
	}
	if r.Texts != 5 || r.Words < 2500 || r.PeakBytes < 1<<20 {
		t.Errorf("%d texts of %d words, %d bytes", r.Texts, r.Words, r.PeakBytes)
	}
}

func TestTheTimeOfAPartCountsForItsStage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c clock
		for _, stage := range []struct {
			name    string
			seconds time.Duration
		}{{"lex", 1}, {"encoder", 2}, {"encoder/norm", 3}, {"encoder/heads", 4}, {"encoder/norm", 5}, {"checks", 6}} {
			c.begin(stage.name)
			time.Sleep(stage.seconds * time.Second)
		}
		c.begin("")
		time.Sleep(time.Hour)
		c.begin("")
		if want := []string{"lex", "encoder", "encoder/norm", "encoder/heads", "checks"}; !slices.Equal(c.names, want) {
			t.Errorf("stages %v", c.names)
		}
		if want := []time.Duration{1e9, 14e9, 8e9, 4e9, 6e9}; !slices.Equal(c.spent, want) {
			t.Errorf("times %v, want %v", c.spent, want)
		}
	})
}

func TestMedian(t *testing.T) {
	if got := median([]float64{9, 1, 4}); got != 4 {
		t.Errorf("of three: %v", got)
	}
	if got := median([]float64{9, 1, 4, 2}); got != 3 {
		t.Errorf("of four: %v", got)
	}
}
