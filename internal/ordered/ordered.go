// Package ordered runs jobs on several goroutines and hands their results back in
// the order of the jobs, with a bound on what is in flight.
package ordered

import (
	"context"
	"iter"
	"sync"

	"golang.org/x/sync/semaphore"
)

// Job is a piece of work with the memory, in bytes, that it holds while in flight.
type Job interface{ Weight() int64 }

// Limits bound what is in flight.
type Limits struct {
	Workers int   // goroutines that do jobs
	Waiting int   // results that may wait for an earlier, slower one
	Weight  int64 // sum of the jobs' weights; a heavier job runs alone
}

// Run does every job and calls emit with the results in the jobs' order, from one
// goroutine. It stops at emit's first error, or when ctx ends, and returns that
// error after every job that was begun has finished.
func Run[J Job, R any](ctx context.Context, l Limits, jobs iter.Seq[J], do func(context.Context, J) R, emit func(R) error) error {
	type slot struct { // of a result: the job itself is let go of once it is done
		held int64
		done chan R
	}
	type task struct {
		job  J
		done chan<- R
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work, order := make(chan task), make(chan slot, max(l.Waiting, l.Workers))
	room := semaphore.NewWeighted(l.Weight)

	var running sync.WaitGroup
	for range l.Workers {
		running.Go(func() {
			for t := range work {
				t.done <- do(ctx, t.job)
			}
		})
	}
	running.Go(func() {
		defer close(order)
		defer close(work)
		for j := range jobs {
			s := slot{min(j.Weight(), l.Weight), make(chan R, 1)}
			if room.Acquire(ctx, s.held) != nil {
				return
			}
			select {
			case order <- s:
			case <-ctx.Done():
				return
			}
			work <- task{j, s.done}
			if s.held == l.Weight { // nor is the next one fetched beside it
				if room.Acquire(ctx, l.Weight) != nil {
					return
				}
				room.Release(l.Weight)
			}
		}
	})
	for s := range order {
		r := <-s.done
		if ctx.Err() == nil {
			if err := emit(r); err != nil {
				cancel(err)
			}
		}
		room.Release(s.held) // a result may be heavy too
	}
	running.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}
