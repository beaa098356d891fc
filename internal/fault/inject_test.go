//go:build external && linux

package fault

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// faults are the calls that are made to fail and how. SQLite asks the
// kernel by open, stat, pread64, pwrite64, unlink; Go's own file code by
// openat, read, write, unlinkat, renameat. The errors that an endless
// retry is right for, such as EINTR, are left out.
func faults() []struct {
	call   string
	errnos []string
} {
	return []struct {
		call   string
		errnos []string
	}{
		{"pwrite64", []string{"ENOSPC", "EIO", "EDQUOT"}},
		{"fsync", []string{"EIO", "ENOSPC"}},
		{"ftruncate", []string{"EIO", "EROFS"}},
		{"unlink", []string{"EIO", "EACCES", "EROFS"}},
		{"open", []string{"EACCES", "EMFILE", "EROFS", "EIO"}},
		{"openat", []string{"EACCES", "EMFILE", "EROFS", "EIO"}},
		{"pread64", []string{"EIO"}},
		{"read", []string{"EIO"}},
		{"write", []string{"ENOSPC", "EIO"}},
		{"fcntl", []string{"ENOLCK", "EACCES"}},
		{"fstat", []string{"EIO"}},
		{"stat", []string{"EACCES", "EIO"}},
		{"newfstatat", []string{"EACCES", "EIO"}},
		{"renameat", []string{"EIO", "ENOSPC", "EACCES"}},
		{"unlinkat", []string{"EIO"}},
		{"fchown", []string{"EPERM"}},
		{"mkdirat", []string{"ENOSPC"}},
	}
}

// fault is one run: which call fails, how, from when on.
type fault struct {
	call, errno string
	nth         int
	sticky      bool // the later ones too
}

func (f fault) String() string {
	s := fmt.Sprintf("%s:%s@%d", f.call, f.errno, f.nth)
	if f.sticky {
		s += "+"
	}
	return s
}

// TestInjected makes system calls fail under every command that writes.
func TestInjected(t *testing.T) {
	for _, c := range commands(t) {
		t.Run(c.name, func(t *testing.T) {
			y := newTally()
			inject(t, y, c)
			t.Log(y)
		})
	}
}

// inject sweeps the faults over one command.
func inject(t *testing.T, y *tally, c command) {
	seeded := newHome(t)
	c.prepare(t, seeded)
	looked := seeded.copied(t)
	before := c.look(t, y, "before", looked)
	oldOut := outOf(seeded)

	done := seeded.copied(t)
	if r := done.run(c.in, c.args...); !c.acknowledged(r) {
		t.Fatalf("with nothing wrong: %v", r)
	}
	newOut := outOf(done)
	after := c.look(t, y, "after", done)
	if c.changes == (before == after) {
		t.Fatalf("what is compared does not show what the command does:\n%s\n%s", before, after)
	}

	all := sweep(t, c, seeded)
	if n := min(len(all), sized(c.short(), c.whenLong(len(all)))); n < len(all) {
		random := rand.New(rand.NewPCG(1, 1))
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		all = all[:n]
	}
	pairs(len(all), func(i int) {
		h := seeded.copied(t)
		defer h.drop()
		f := all[i]
		name := c.name + " " + f.String()
		r, log := traced(h, c, f)
		y.add(&y.runs, 1)
		hit, elsewhere := injected(log)
		if elsewhere || strings.Contains(r.talk, "runtime: unexpected error while checking standard file") {
			return // Go's runtime itself was hit as it began, and no program goes on then
		}
		if hit {
			y.add(&y.hits, 1)
		}
		y.ended(t, name, r)
		y.calm(t, name, r)
		if c.left != nil {
			c.left(t, y, name, h, c.acknowledged(r))
		} else {
			for file := range newOut {
				y.whole(t, name, h.path("out", file), oldOut[file], newOut[file])
			}
		}
		y.sealed(t, name, h)
		if i%2 == 0 && c.opened == nil { // either one must cope with what was left behind
			y.sound(t, name, h)
		}
		y.kept(t, name, r, c.look(t, y, name, h), before, after, c.acknowledged(r), c.partial)
		if i%2 == 1 || c.opened != nil {
			y.sound(t, name, h)
		}
	})
}

// outOf are the files that have left, by name.
func outOf(h home) map[string][]byte {
	files := map[string][]byte{}
	entries, err := os.ReadDir(h.path("out"))
	if err != nil {
		return files
	}
	for _, e := range entries {
		if data, err := os.ReadFile(h.path("out", e.Name())); err == nil {
			files[e.Name()] = data
		}
	}
	return files
}

// sweep lists the faults for a command: every call that it makes, counted
// in a run with none of them.
func sweep(t *testing.T, c command, seeded home) []fault {
	h := seeded.copied(t)
	defer h.drop()
	var names []string
	for _, f := range faults() {
		names = append(names, f.call)
	}
	log := h.path("log")
	line := append([]string{"strace", "-f", "-qq", "-e", "signal=none", "-o", log, "-e", "trace=" + strings.Join(names, ",")}, c.watched(h)...)
	h.start(patience, c.in, append(append(line, program()), h.named(c.args)...)...)
	data, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, call := range regexp.MustCompile(`(?m)^\d+ +(\w+)\(`).FindAllStringSubmatch(string(data), -1) {
		count[call[1]]++
	}
	var all []fault
	for _, f := range faults() {
		for _, errno := range f.errnos {
			for n := range count[f.call] {
				all = append(all, fault{f.call, errno, n + 1, false}, fault{f.call, errno, n + 1, true})
			}
		}
	}
	if len(all) == 0 {
		t.Fatal("no call was counted")
	}
	return all
}

// traced runs a command with a fault and returns what was traced, too.
func traced(h home, c command, f fault) (result, string) {
	when := fmt.Sprint(f.nth)
	if f.sticky {
		when += "+"
	}
	log := h.path("log")
	line := []string{"strace", "-f", "-qq", "-y", "-e", "signal=none", "-o", log, "-e", "trace=" + f.call,
		"-e", fmt.Sprintf("inject=%s:error=%s:when=%s", f.call, f.errno, when)}
	line = append(line, c.watched(h)...)
	atMost := patience
	if f.call == "fcntl" { // SQLite takes it for another window and waits its five seconds, at each save
		atMost *= 4
	}
	r := h.start(atMost, c.in, append(append(line, program()), h.named(c.args)...)...)
	data, err := os.ReadFile(log)
	if err != nil {
		r.talk += err.Error()
	}
	return r, string(data)
}

// injected reports whether the fault took place, and whether it was in a
// call by which Go's runtime wakes itself.
func injected(log string) (hit, elsewhere bool) {
	for line := range strings.Lines(log) {
		if strings.Contains(line, "(INJECTED)") {
			hit = true
			elsewhere = elsewhere || strings.Contains(line, "anon_inode:") || strings.Contains(line, "/sys/") || strings.Contains(line, "/proc/")
		}
	}
	return hit, elsewhere
}

// watched is the filter that keeps faults to the program's own files. One
// that writes a file under a name made up on the way has none.
func (c command) watched(h home) []string {
	if c.everywhere {
		return nil
	}
	paths := []string{h.journal(), h.journal() + "-journal", filepath.Dir(h.journal()), h.config(), h.state(),
		filepath.Join(h.config(), "keys"), filepath.Join(h.config(), "config.toml")}
	for _, pattern := range []string{filepath.Join(h.config(), "keys", "*"), filepath.Join(h.state(), "*")} {
		found, err := filepath.Glob(pattern)
		if err == nil {
			paths = append(paths, found...)
		}
	}
	var filter []string
	for _, p := range slices.Compact(paths) {
		filter = append(filter, "-P", p)
	}
	return filter
}
