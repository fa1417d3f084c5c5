package kernel

// native returns the implementations in assembly that this processor runs.
func native() []*Set { return nil }
