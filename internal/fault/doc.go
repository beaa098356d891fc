// Package fault tries the real program against what can go wrong beneath
// it: system calls that fail, kill -9 at any moment, a loss of power, and
// bits that turn over on the disk. It has tests only. They need Linux and
// strace, and run when they are asked for:
//
//	go test -tags external ./internal/fault
//	go test -tags external ./internal/fault -timeout 2h -args -long
//
// The first takes less than five minutes, the second runs thousands of
// each. What every run must keep is in invariants_test.go; what came of
// them is in docs/reliability.md.
package fault
