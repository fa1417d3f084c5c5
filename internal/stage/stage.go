// Package stage lets whoever asks follow a reading from stage to stage, as
// net/http/httptrace does for a request: the follower travels in the context, a
// reading without one pays nothing, and no option has to be handed down.
package stage

import "context"

// Follower is told the name of each stage as it begins, which ends the one before
// it; "lex", or for a part of a stage "encoder/norm". The calls of one reading come
// from one goroutine, in order; its last stage ends when the reading does.
type Follower func(name string)

type key struct{}

// Follow is a context whose reading f follows.
func Follow(ctx context.Context, f Follower) context.Context {
	return context.WithValue(ctx, key{}, f)
}

// Of is the context's follower; where there is none, one that does nothing.
func Of(ctx context.Context) Follower {
	if f, ok := ctx.Value(key{}).(Follower); ok {
		return f
	}
	return func(string) {}
}
