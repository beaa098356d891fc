//go:build unix

package cli_test

import (
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// person runs the real program in a home of their own.
type person struct {
	binary string
	env    []string
}

func newPerson(t *testing.T, binary string, more ...string) person {
	t.Helper()
	// A journal that whoever runs the tests has named is never touched.
	return person{binary: binary, env: elsewhere(t, append([]string{"AFTERWORD_JOURNAL="}, more...)...)}
}

// command is a run of the program with a text on standard input.
func (p person) command(in string, args ...string) *exec.Cmd {
	cmd := exec.Command(p.binary, args...)
	cmd.Env, cmd.Stdin = p.env, strings.NewReader(in)
	return cmd
}

// runs runs the program, which must end with the status, and returns what
// it wrote to standard output and to standard error.
func (p person) runs(t *testing.T, want int, in string, args ...string) (out, talk string) {
	t.Helper()
	var o, e strings.Builder
	cmd := p.command(in, args...)
	cmd.Stdout, cmd.Stderr = &o, &e
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatalf("%q: %v", args, err)
	}
	if got := cmd.ProcessState.ExitCode(); got != want {
		t.Fatalf("%q ends with status %d, want %d; it said:\n%s", args, got, want, e.String())
	}
	return o.String(), e.String()
}

// ids are the ids of all entries.
func (p person) ids(t *testing.T) map[string]bool {
	t.Helper()
	out, _ := p.runs(t, 0, "", "list", "--limit", "0", "--json")
	var list struct{ Entries []struct{ ID string } }
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, e := range list.Entries {
		ids[e.ID] = true
	}
	return ids
}

// acknowledged is the id that add printed, empty where it printed none.
func acknowledged(out string) string {
	var added struct{ ID string }
	if json.Unmarshal([]byte(out), &added) != nil {
		return ""
	}
	return added.ID
}

// TestSurvives checks what is left of a journal when several programs
// write at once and when one is killed.
func TestSurvives(t *testing.T) {
	binary := built(t)
	t.Run("at once", func(t *testing.T) { atOnce(t, newPerson(t, binary)) })
	t.Run("killed", func(t *testing.T) { killed(t, newPerson(t, binary), 20, 1) })
	t.Run("killed while beginning", func(t *testing.T) { killedBeginning(t, binary, 5) })
}

// atOnce adds twenty entries at once where there is no journal yet.
func atOnce(t *testing.T, p person) {
	const writers = 20
	outs, talks, errs := [writers]string{}, [writers]string{}, [writers]error{}
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() {
			var out, talk strings.Builder
			cmd := p.command("A calm handover.\n", "add", "--json")
			cmd.Stdout, cmd.Stderr = &out, &talk
			errs[i] = cmd.Run()
			outs[i], talks[i] = out.String(), talk.String()
		})
	}
	all.Wait()
	ids := p.ids(t)
	for i, err := range errs {
		if err != nil {
			t.Errorf("writer %d: %v; it said:\n%s", i, err, talks[i])
		} else if id := acknowledged(outs[i]); !ids[id] {
			t.Errorf("writer %d was told that %q is kept, and it is not there", i, id)
		}
	}
	if len(ids) != writers {
		t.Errorf("there are %d entries, want %d", len(ids), writers)
	}
	p.runs(t, 0, "", "verify")
}

// killed kills add at random moments. Whatever was acknowledged must be
// there, with at most one entry more for each one that was killed.
func killed(t *testing.T, p person, times int, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0))
	begun := time.Now()
	out, _ := p.runs(t, 0, "The first.\n", "add", "--json")
	whole := time.Since(begun)
	kept := []string{acknowledged(out)}
	for range times {
		if id := acknowledged(killedAfter(t, p, time.Duration(random.Int64N(int64(whole)+1)))); id != "" {
			kept = append(kept, id)
		}
	}
	ids := p.ids(t)
	for _, id := range kept {
		if !ids[id] {
			t.Errorf("%q was acknowledged and is not there", id)
		}
	}
	unheard := times + 1 - len(kept)
	if extra := len(ids) - len(kept); extra > unheard {
		t.Errorf("%d entries were not acknowledged, but only %d writers were killed before they could", extra, unheard)
	}
	t.Logf("%d of %d were killed before they could acknowledge; %d of their entries are there", unheard, times, len(ids)-len(kept))
	p.runs(t, 0, "", "verify")
}

// killedAfter kills add a while after it began, unless it has ended, and
// returns what it printed until then.
func killedAfter(t *testing.T, p person, after time.Duration) string {
	t.Helper()
	var out strings.Builder
	cmd := p.command("A calm handover.\n", "add", "--json")
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	_ = cmd.Wait() // that it was killed is what this is about
	return out.String()
}

// killedBeginning kills the run that makes the journal. The next one must
// find no half-made thing in its way.
func killedBeginning(t *testing.T, binary string, times int) {
	random := rand.New(rand.NewPCG(2, 0))
	whole := 40 * time.Millisecond
	for range times {
		p := newPerson(t, binary)
		first := acknowledged(killedAfter(t, p, time.Duration(random.Int64N(int64(whole)))))
		begun := time.Now()
		out, _ := p.runs(t, 0, "The next.\n", "add", "--json")
		whole = time.Since(begun)
		ids := p.ids(t)
		if !ids[acknowledged(out)] || first != "" && !ids[first] {
			t.Errorf("%q and %q were acknowledged; there are %v", first, acknowledged(out), ids)
		}
		p.runs(t, 0, "", "verify")
	}
}
