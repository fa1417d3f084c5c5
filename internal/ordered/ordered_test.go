package ordered

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

type job int

func (j job) Weight() int64 { return int64(j) }

var limits = Limits{Workers: 4, Waiting: 8, Weight: 100}

func numbers(n int) []job {
	out := make([]job, n)
	for i := range out {
		out[i] = job(i % 7)
	}
	return out
}

func TestResultsComeInOrderThoughLateJobsFinishFirst(t *testing.T) {
	in := numbers(200)
	var out []job
	err := Run(t.Context(), limits, slices.Values(in), func(_ context.Context, j job) job {
		time.Sleep(time.Duration(7-j) * 100 * time.Microsecond)
		return j
	}, func(j job) error {
		out = append(out, j)
		return nil
	})
	if err != nil || !slices.Equal(in, out) {
		t.Errorf("got %v, %v", out, err)
	}
}

func TestWeightInFlightIsBounded(t *testing.T) {
	var held, most atomic.Int64
	in := slices.Repeat([]job{60, 50, 1000, 10}, 20)
	err := Run(t.Context(), limits, slices.Values(in), func(_ context.Context, j job) job {
		w := min(int64(j), limits.Weight)
		for now := held.Add(w); ; {
			if m := most.Load(); now <= m || most.CompareAndSwap(m, now) {
				break
			}
		}
		time.Sleep(200 * time.Microsecond)
		held.Add(-w)
		return j
	}, func(job) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if most.Load() > limits.Weight {
		t.Errorf("%d in flight at once, the limit is %d", most.Load(), limits.Weight)
	}
}

func TestAnEmitErrorStopsTheRun(t *testing.T) {
	full := errors.New("disk full")
	var emitted, done atomic.Int64
	forever := func(yield func(job) bool) {
		for yield(1) {
			if done.Load() > 1000 {
				t.Error("the run went on after the error")
				return
			}
		}
	}
	err := Run(t.Context(), limits, forever, func(_ context.Context, j job) job { done.Add(1); return j }, func(job) error {
		if emitted.Add(1) == 3 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || emitted.Load() != 3 {
		t.Errorf("err %v after %d results", err, emitted.Load())
	}
}

func TestACancelledContextEndsTheRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	err := Run(ctx, limits, slices.Values(numbers(50)), func(_ context.Context, j job) job { cancel(); return j }, func(job) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
