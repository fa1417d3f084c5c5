//go:build !amd64 && !arm64

package kernel

// native returns no implementation beside the portable one.
func native() []*Set { return nil }
