//go:build unix

package bench

import (
	"runtime"
	"syscall"
)

// peakMemory is the most memory, in bytes, that this process had resident.
func peakMemory() int64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	peak := int64(u.Maxrss) //nolint:unconvert // 32 bits wide on some machines
	if runtime.GOOS != "darwin" {
		peak <<= 10 // kilobytes everywhere else
	}
	return peak
}
