//go:build external && linux

package fault

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"
)

// told is one revision that the program said was kept.
type told struct {
	id       string
	revision int
	text     string // empty where the revision changed no words
}

// writer is one of two people at one journal, each in a window of their
// own. A writer edits and deletes their own entries; an undo takes back
// whatever came last, of either.
type writer struct {
	home
	name   string
	random *rand.Rand
	own    []string // ids of the entries that it was told of
	told   []told
	drafts []string // texts of the drafts that were said to be kept
	killed int
	n      int // texts so far
}

// TestKilled runs two writers at once, killing the program under either at
// random moments, and looks for what was acknowledged.
func TestKilled(t *testing.T) {
	y := newTally()
	rounds, each := sized(6, 60), 25
	h := newHome(t)
	first := h.must(t, "Before it all, "+marker+".\n", "add", "--json")
	writers := []*writer{{home: h, name: "one"}, {home: h, name: "two"}}
	for i, w := range writers {
		w.random = rand.New(rand.NewPCG(7, uint64(i)))
	}
	writers[0].acknowledge(first, "Before it all, "+marker+".")
	for round := range rounds {
		var all sync.WaitGroup
		for _, w := range writers {
			all.Go(func() {
				for range each {
					w.act(t, y)
				}
			})
		}
		all.Wait()
		name := fmt.Sprintf("round %d", round+1)
		y.sealed(t, name, h)
		y.sound(t, name, h)
		counted(t, y, name, writers)
	}
	for _, w := range writers {
		w.found(t, y)
	}
	resumed(t, y, writers)
	t.Logf("%s; killed %d, revisions acknowledged %d", y, writers[0].killed+writers[1].killed, len(writers[0].told)+len(writers[1].told))
}

// act runs one command, chosen at random, and kills it at a random moment
// if it has not ended by then.
func (w *writer) act(t *testing.T, y *tally) {
	w.n++
	text := fmt.Sprintf("Text %d of writer %s, %s.", w.n, w.name, marker)
	args, in := []string{"add", "--json"}, text+"\n"
	choice := w.random.IntN(10)
	switch {
	case choice < 4 || len(w.own) == 0:
	case choice < 6:
		args = []string{"edit", w.own[w.random.IntN(len(w.own))], "--answer", "1", "--json"}
	case choice == 6:
		args, in, text = []string{"delete", w.own[w.random.IntN(len(w.own))], "--yes", "--json"}, "", ""
	case choice == 7:
		args, in, text = []string{"undo", "--json"}, "", ""
	default:
		// Where a draft waits already, the first 2 begins another one.
		args = []string{"reflect", "--framework", "what-so-what-now-what", "--date", "2026-01-05", "--accessible"}
		in = "2\n2\n" + text + "\n.\n"
	}
	whole := 60 * time.Millisecond
	r := w.start(time.Duration(w.random.Int64N(int64(whole))+1), in, append([]string{program()}, args...)...)
	y.add(&y.runs, 1)
	killed := r.hung
	if killed {
		r.hung = false
		w.killed++
		y.add(&y.hits, 1)
	}
	y.ended(t, strings.Join(args, " "), r)
	y.calm(t, strings.Join(args, " "), r)
	if strings.Contains(r.talk, "Draft kept") {
		w.drafts = append(w.drafts, text)
	}
	if !w.acknowledge(r.out, text) && r.status == 0 {
		y.broken(t, &y.lost, "%q ends with 0 and acknowledges nothing: %v", args, r)
	}
}

// acknowledge notes what a run's output says was kept.
func (w *writer) acknowledge(out, text string) bool {
	var said struct {
		Schema, ID string
		Changed    []struct {
			ID, Change string
			Revision   int
		}
	}
	if json.Unmarshal([]byte(out), &said) != nil {
		return false
	}
	if said.Schema == "afterword/add/1" {
		w.told, w.own = append(w.told, told{said.ID, 1, text}), append(w.own, said.ID)
		return true
	}
	for _, c := range said.Changed {
		switch c.Change {
		case "edited":
			w.told = append(w.told, told{c.ID, c.Revision, text})
		case "deleted", "undone":
			w.told = append(w.told, told{c.ID, c.Revision, ""})
		}
	}
	return said.Schema == "afterword/changed/1"
}

// counted compares the number of revisions with those acknowledged: none
// is missing, and each killed run may have left one more, or two where an
// undo closes again what it opened.
func counted(t *testing.T, y *tally, name string, writers []*writer) {
	t.Helper()
	var report struct{ Revisions int }
	r := writers[0].run("", "verify", "--json")
	if err := json.Unmarshal([]byte(r.out), &report); err != nil {
		y.broken(t, &y.damaged, "%s: verify: %v", name, r)
		return
	}
	least, killed := 0, 0
	for _, w := range writers {
		least, killed = least+len(w.told), killed+w.killed
	}
	if report.Revisions < least {
		y.broken(t, &y.lost, "%s: there are %d revisions, and %d were acknowledged", name, report.Revisions, least)
	}
	if report.Revisions > least+killed {
		y.broken(t, &y.lost, "%s: there are %d revisions; %d were acknowledged and %d runs killed", name, report.Revisions, least, killed)
	}
	y.Lock()
	y.doubt = report.Revisions - least
	y.Unlock()
}

// found looks for the text of every revision that was acknowledged.
func (w *writer) found(t *testing.T, y *tally) {
	t.Helper()
	pairs(len(w.told), func(i int) {
		k := w.told[i]
		if k.text == "" || k.revision == 0 {
			return
		}
		r := w.run("", "show", k.id, "--revision", fmt.Sprint(k.revision), "--json")
		if r.status != 0 || !strings.Contains(r.out, k.text) {
			y.broken(t, &y.lost, "revision %d of %s was acknowledged as %q: %v", k.revision, k.id, k.text, r)
		}
	})
}

// resumed finishes every draft and looks for the texts of those that were
// said to be kept.
func resumed(t *testing.T, y *tally, writers []*writer) {
	t.Helper()
	h := writers[0].home
	drafts := idsIn(h.must(t, "", "drafts", "--json"), "drafts")
	said := append(writers[0].drafts, writers[1].drafts...)
	if len(drafts) < len(said) || len(drafts) > len(said)+writers[0].killed+writers[1].killed {
		y.broken(t, &y.lost, "there are %d drafts; %d were said to be kept", len(drafts), len(said))
	}
	var all strings.Builder
	for _, id := range drafts {
		// One that was killed early asks about the weight first.
		if r := h.run(":skip\n:skip\n:skip\n:skip\n:skip\n:skip\ne\ne\n", "resume", id, "--accessible"); r.status != 0 {
			t.Logf("resume %s: %v", id, r)
		}
	}
	for _, id := range idsIn(h.must(t, "", "list", "--limit", "0", "--json"), "entries") {
		all.WriteString(h.must(t, "", "show", id, "--json"))
	}
	for _, text := range said {
		if !strings.Contains(all.String(), text) {
			y.broken(t, &y.lost, "the draft %q was said to be kept and is not there", text)
		}
	}
	y.sound(t, "after the drafts", h)
	t.Logf("drafts said to be kept %d, there %d", len(said), len(drafts))
}
