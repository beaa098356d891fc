//go:build darwin || freebsd

package session

// childOfSystem has nothing to do here.
func childOfSystem([]string) bool { return false }
