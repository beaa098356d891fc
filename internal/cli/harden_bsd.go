//go:build darwin || freebsd || netbsd || openbsd || dragonfly

package cli

// closeToDebuggers does nothing here: x/sys has no call for it on these
// systems. Core files are off all the same.
func closeToDebuggers() {}
