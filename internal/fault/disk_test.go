//go:build external && linux

package fault

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// disk is what would be found after a loss of power at one moment.
type disk struct {
	files map[string][]byte
	acks  int    // how many commands had said that they were done
	how   string // at which call, and what became of what was pending
}

// power is the state of the disk while a tape is played. The model is
// strict: a file's bytes are sure once it was synced, its name once its
// directory was. What is pending may be there in any part.
type power struct {
	bytes   map[int][]byte
	names   map[string]int
	writes  []op // pending, in order
	renames []op // pending changes of names, in order
	acks    int
}

// cuts are the states that a loss of power can leave, at every moment of
// the tape, with so many random choices of what was pending at each. Only
// one of so many, chosen at random, is made at all.
func (c trial) cuts(choices, oneOf int) []disk {
	now := power{bytes: map[int][]byte{}, names: maps.Clone(c.names)}
	for path, file := range c.names {
		now.bytes[file] = c.base[path]
	}
	random := rand.New(rand.NewPCG(4, 4))
	seen := map[[32]byte]bool{}
	var all []disk
	for i, o := range append(slices.Clone(c.ops), op{kind: opAck}) {
		for named := range len(now.renames) + 1 {
			for _, part := range now.parts(random, choices) {
				if random.IntN(oneOf) != 0 {
					continue
				}
				d := now.found(part.keep, named)
				d.how = fmt.Sprintf("before call %d, %d names changed, pending writes: %s", i, named, part.name)
				if sum := d.sum(); !seen[sum] {
					seen[sum] = true
					all = append(all, d)
				}
			}
		}
		now.play(o)
	}
	return all
}

// play does what a call does to what is sure and what is pending.
func (w *power) play(o op) {
	switch o.kind {
	case opWrite, opTruncate:
		w.writes = append(w.writes, o)
	case opSync:
		w.writes = slices.DeleteFunc(slices.Clone(w.writes), func(p op) bool {
			if p.file == o.file {
				w.bytes[p.file] = p.applied(w.bytes[p.file])
			}
			return p.file == o.file
		})
	case opCreate, opRemove, opRename:
		w.renames = append(w.renames, o)
	case opSyncDir:
		w.renames = slices.DeleteFunc(slices.Clone(w.renames), func(p op) bool {
			if filepath.Dir(p.path) != o.path {
				return false
			}
			p.rename(w.names)
			return true
		})
	case opAck:
		w.acks++
	}
}

// applied is a file's content after a call. What came before is not
// changed.
func (o op) applied(data []byte) []byte {
	size := o.at
	if o.kind == opWrite {
		size = max(int64(len(data)), o.at+int64(len(o.data)))
	}
	out := make([]byte, size)
	copy(out, data)
	if o.kind == opWrite {
		copy(out[o.at:], o.data)
	}
	return out
}

// rename changes the names as a call does.
func (o op) rename(names map[string]int) {
	switch o.kind {
	case opCreate:
		names[o.path] = o.file
	case opRename:
		names[o.to] = o.file
		delete(names, o.path)
	default:
		delete(names, o.path)
	}
}

// part says of each pending write whether it is there (1), not (0), or
// torn at a sector (2).
type part struct {
	name string
	keep func(i int) int
}

func (w *power) parts(random *rand.Rand, choices int) []part {
	n := len(w.writes)
	parts := []part{{"none", func(int) int { return 0 }}}
	if n == 0 {
		return parts
	}
	missing := random.IntN(n)
	parts = append(parts,
		part{"all", func(int) int { return 1 }},
		part{"the last torn", func(i int) int { return 1 + extra(i == n-1) }},
		part{"one missing", func(i int) int { return 1 - extra(i == missing) }})
	for range choices {
		some := make([]int, n)
		for i := range some {
			some[i] = random.IntN(3)
		}
		parts = append(parts, part{fmt.Sprint(some), func(i int) int { return some[i] }})
	}
	return parts
}

// found is the disk with a part of the pending writes and the first so
// many of the pending changes of names.
func (w *power) found(keep func(i int) int, named int) disk {
	content, names := maps.Clone(w.bytes), maps.Clone(w.names)
	for i, o := range w.writes {
		switch keep(i) {
		case 1:
			content[o.file] = o.applied(content[o.file])
		case 2:
			if o.data = o.data[:len(o.data)/2/512*512]; o.kind == opWrite && len(o.data) > 0 {
				content[o.file] = o.applied(content[o.file])
			}
		}
	}
	for _, o := range w.renames[:named] {
		o.rename(names)
	}
	d := disk{files: map[string][]byte{}, acks: w.acks}
	for path, file := range names {
		d.files[path] = content[file]
	}
	return d
}

func (d disk) sum() [32]byte {
	var all bytes.Buffer
	for _, path := range sortedKeys(d.files) {
		fmt.Fprintf(&all, "%s %d\n", path, len(d.files[path]))
		all.Write(d.files[path])
	}
	fmt.Fprint(&all, d.acks)
	return sha256.Sum256(all.Bytes())
}

// put writes the files below a home's root.
func (d disk) put(t *testing.T, h home, dirs []string) {
	t.Helper()
	for _, dir := range dirs {
		if err := os.MkdirAll(h.path(dir), 0o700); err != nil {
			t.Error(err)
		}
	}
	for path, data := range d.files {
		if err := os.WriteFile(h.path(path), data, 0o600); err != nil {
			t.Error(err)
		}
	}
}
