//go:build external && linux

package fault

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
)

const (
	pageSize   = 4096
	headerSize = 100 // of the first page: SQLite's own header
)

// flip is one bit of the file.
type flip struct{ at, bit int }

func (f flip) String() string {
	return fmt.Sprintf("page %d byte %d bit %d", f.at/pageSize+1, f.at%pageSize, f.bit)
}

// report is what verify says.
type report struct {
	Sound, Chain, File bool
	Damage             []struct{ ID string }
}

// TestFlipped turns single bits over in the journal and in its key file.
func TestFlipped(t *testing.T) {
	h := newHome(t)
	texts := map[string]string{}
	for i := range 8 {
		text := fmt.Sprintf("Entry %d, %s.", i, marker)
		if i%3 == 0 {
			text = strings.TrimSpace(words(text))
		}
		texts[idOf(t, h.must(t, text+"\n", "add", "--json"))] = text
	}
	for id := range texts { // some have two revisions
		h.must(t, "", "bring", id)
		if strings.ContainsAny(id[:1], "0123456789") {
			h.must(t, "", "edit", id, "--energy", "3")
		}
	}
	image, err := os.ReadFile(h.journal())
	if err != nil {
		t.Fatal(err)
	}
	flips := flipsOf(image)
	y, readable := newTally(), map[int]int{}
	var mu sync.Mutex
	pairs(len(flips), func(i int) {
		f := flips[i]
		turned := h.copied(t)
		defer turned.drop()
		data := bytes.Clone(image)
		data[f.at] ^= 1 << f.bit
		if err := os.WriteFile(turned.journal(), data, 0o600); err != nil {
			t.Error(err)
			return
		}
		n := flipped(t, y, f, turned, texts)
		mu.Lock()
		readable[n]++
		mu.Unlock()
	})
	var spread []string
	for _, n := range slices.Sorted(maps.Keys(readable)) {
		spread = append(spread, fmt.Sprintf("%d of %d after %d flips", n, len(texts), readable[n]))
	}
	t.Logf("%s; pages %d; entries that could be read: %s", y, len(image)/pageSize, strings.Join(spread, ", "))
	flippedKey(t, h)
}

// idOf is the id that add printed.
func idOf(t *testing.T, out string) string {
	t.Helper()
	var added struct{ ID string }
	if err := json.Unmarshal([]byte(out), &added); err != nil || added.ID == "" {
		t.Fatalf("no id in %q", out)
	}
	return added.ID
}

// flipsOf chooses the bits: some at random of every page, of its header
// too, of the file's header, and around the key slot. In the long form the
// last two are taken bit by bit.
func flipsOf(image []byte) []flip {
	random := rand.New(rand.NewPCG(3, 3))
	var flips []flip
	for page := 0; page*pageSize < len(image); page++ {
		for k := range sized(5, 80) {
			within := pageSize
			if k%5 == 0 {
				within = 12 // the page's own header
			}
			flips = append(flips, flip{page*pageSize + random.IntN(within), random.IntN(8)})
		}
	}
	flips = append(flips, flip{60, 7}) // the sign of the tables' number
	slot := max(0, bytes.Index(image, []byte("keyfile")))
	for _, region := range [][2]int{{0, headerSize}, {max(0, slot-40), min(len(image), slot+120)}} {
		for at := region[0]; at < region[1]; at++ {
			if long() {
				for bit := range 8 {
					flips = append(flips, flip{at, bit})
				}
			} else if at%3 == 0 {
				flips = append(flips, flip{at, random.IntN(8)})
			}
		}
	}
	return flips
}

// flipped looks at a journal with one bit turned over and returns how many
// entries can be read. What is read must be what was written, and what
// verify does not name must be readable where it found only records
// damaged.
func flipped(t *testing.T, y *tally, f flip, h home, texts map[string]string) int {
	t.Helper()
	r := h.run("", "verify", "--json")
	y.add(&y.runs, 1)
	y.ended(t, "verify", r)
	y.calm(t, f.String()+", verify", r)
	if !slices.Contains([]int{0, 3, 5}, r.status) {
		y.broken(t, &y.damaged, "%v: verify: %v", f, r)
	}
	var found report
	reported := json.Unmarshal([]byte(r.out), &found) == nil && r.out != ""
	if r.status != 0 {
		y.add(&y.hits, 1)
	}
	named := map[string]bool{}
	for _, d := range found.Damage {
		named[d.ID] = true
	}
	listed := h.run("", "list", "--limit", "0", "--json")
	y.calm(t, f.String()+", list", listed)
	if !slices.Contains([]int{0, 3, 5}, listed.status) {
		y.broken(t, &y.damaged, "%v: list: %v", f, listed)
	}
	readable := 0
	for id, text := range texts {
		shown := h.run("", "show", id, "--json")
		y.calm(t, f.String()+", show", shown)
		switch {
		case shown.status == 0 && textOf(shown.out) == text:
			readable++
		case shown.status == 0:
			y.broken(t, &y.damaged, "%v: %s reads otherwise and nothing says so: %v", f, id, shown)
		case r.status == 0:
			y.broken(t, &y.damaged, "%v: verify finds the journal sound, and %s cannot be read: %v", f, id, shown)
		case reported && found.File && !named[id]:
			y.broken(t, &y.lost, "%v: verify does not name %s, and it cannot be read: %v", f, id, shown)
		}
	}
	if ids := idsIn(listed.out, "entries"); r.status == 0 && len(ids) != len(texts) {
		y.broken(t, &y.damaged, "%v: verify finds the journal sound, and %d of %d entries are listed", f, len(ids), len(texts))
	}
	y.sealed(t, f.String(), h)
	return readable
}

// textOf is the text of an entry's only answer.
func textOf(document string) string {
	var shown struct {
		Entry struct{ Answers []struct{ Text string } }
	}
	if json.Unmarshal([]byte(document), &shown) != nil || len(shown.Entry.Answers) != 1 {
		return ""
	}
	return shown.Entry.Answers[0].Text
}

// flippedKey turns over each bit of the key file: the journal is either
// locked or reads as it did, since a comment in that file decides nothing.
func flippedKey(t *testing.T, h home) {
	t.Helper()
	keys, err := os.ReadDir(h.path("home", "config", "afterword", "keys"))
	if err != nil || len(keys) != 1 {
		t.Fatalf("there are %d key files: %v", len(keys), err)
	}
	path := []string{"home", "config", "afterword", "keys", keys[0].Name()}
	secret, err := os.ReadFile(h.path(path...))
	if err != nil {
		t.Fatal(err)
	}
	y, step := newTally(), sized(9, 1)
	pairs(len(secret)*8/step, func(i int) {
		turned := h.copied(t)
		defer turned.drop()
		data := bytes.Clone(secret)
		f := flip{i * step / 8, i * step % 8}
		data[f.at] ^= 1 << f.bit
		if err := os.WriteFile(turned.path(path...), data, 0o600); err != nil {
			t.Error(err)
			return
		}
		r := turned.run("", "verify")
		y.add(&y.runs, 1)
		y.statusOf(r)
		y.calm(t, "key file, "+f.String(), r)
		if r.status != 0 && r.status != 3 {
			y.broken(t, &y.damaged, "key file, %v: %v", f, r)
		}
		if strings.Contains(r.talk, string(secret[len(secret)/2:])) {
			y.broken(t, &y.plaintext, "key file, %v: the message quotes the key", f)
		}
	})
	t.Logf("key file: %s", y)
}
