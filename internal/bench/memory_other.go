//go:build !unix

package bench

import "runtime"

// peakMemory is the memory, in bytes, that the program asked of the system: what is
// nearest to the peak where the system does not tell it.
func peakMemory() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
