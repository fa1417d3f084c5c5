package bench

import (
	"iter"
	"slices"
	"strings"
	"time"
)

// clock takes the time of the stages of one reading.
type clock struct {
	laps
	name  string // of the stage that runs; "" for none
	since time.Time
}

// begin ends the stage that runs and begins the next, or none where name is "". The
// time of a part counts for its stage too.
func (c *clock) begin(name string) {
	now := time.Now()
	if c.name != "" {
		if whole, _, part := strings.Cut(c.name, "/"); part {
			c.add(whole, now.Sub(c.since))
		}
		c.add(c.name, now.Sub(c.since))
	}
	c.name, c.since = name, now
}

// laps are the times of stages, in the order in which they first ran.
type laps struct {
	names []string
	spent []time.Duration
}

func (l *laps) add(name string, spent time.Duration) {
	i := slices.Index(l.names, name)
	if i < 0 {
		i = len(l.names)
		l.names, l.spent = append(l.names, name), append(l.spent, 0)
	}
	l.spent[i] += spent
}

func (l *laps) all() iter.Seq2[string, time.Duration] {
	return func(yield func(string, time.Duration) bool) {
		for i, name := range l.names {
			if !yield(name, l.spent[i]) {
				return
			}
		}
	}
}
