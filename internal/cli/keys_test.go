//go:build unix

package cli_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// rightWords open the journals of these tests.
const rightWords = "velvet harbour gentle pencil"

// locked is a person whose journal has a passphrase.
type locked struct {
	person
	kept person // the same person, elsewhere kept unlocked
}

// newLocked makes a journal with one entry and a passphrase, and keeps it
// unlocked for who has the other runtime directory.
func newLocked(t *testing.T, binary string) locked {
	t.Helper()
	p := newPerson(t, binary, "TERM=xterm-256color")
	l := locked{p.in(t), p.in(t)}
	l.runs(t, 0, "The first.\n", "add")
	l.runs(t, 0, rightWords+"\n", "passphrase", "set", "--new-passphrase-fd", "0")
	l.kept.runs(t, 0, rightWords+"\n", "unlock", "--for", "10m", "--passphrase-fd", "0")
	t.Cleanup(func() { l.kept.runs(t, 0, "", "lock") })
	return l
}

// in is the person with a runtime directory of its own.
func (p person) in(t *testing.T) person {
	t.Helper()
	dir, err := os.MkdirTemp("", "run") // the name of a socket in it has to be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	env := append([]string{}, p.env...)
	return person{p.binary, append(env, "XDG_RUNTIME_DIR="+dir, "TMPDIR="+dir)}
}

// prompted is a run of the program on a terminal, with both of its ends.
type prompted struct {
	t      *testing.T
	cmd    *exec.Cmd
	keys   *os.File // the person's end
	tty    *os.File // the program's end
	before *term.State
	ended  chan struct{}

	mu   sync.Mutex
	seen string
}

// prompted starts the program on a terminal of its own.
func (p person) prompted(t *testing.T, args ...string) *prompted {
	t.Helper()
	return p.promptedBy(t, true, args...)
}

// promptedBy is prompted; one that is not attached is not told by a signal
// when the terminal is closed.
func (p person) promptedBy(t *testing.T, attached bool, args ...string) *prompted {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer master.Close()
	// Another file of the same terminal that can be closed during a read.
	fd, err := unix.FcntlInt(master.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	keys := os.NewFile(uintptr(fd), "terminal")
	if err := pty.Setsize(tty, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	q := &prompted{t: t, keys: keys, tty: tty, cmd: exec.Command(p.binary, args...), ended: make(chan struct{})}
	q.before = q.modes()
	q.cmd.Env, q.cmd.Stdin, q.cmd.Stdout, q.cmd.Stderr = p.env, tty, tty, tty
	q.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: attached}
	if err := q.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go q.watch()
	go func() { _ = q.cmd.Wait(); close(q.ended) }() // the status is looked at later
	t.Cleanup(func() {
		_ = q.cmd.Process.Kill()
		<-q.ended
		keys.Close()
		tty.Close()
	})
	return q
}

func (q *prompted) watch() {
	b := make([]byte, 1<<16)
	for {
		n, err := q.keys.Read(b)
		q.mu.Lock()
		q.seen += string(b[:n])
		q.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// modes is how the terminal is set, its echo among the rest.
func (q *prompted) modes() *term.State {
	q.t.Helper()
	state, err := term.GetState(int(q.tty.Fd()))
	if err != nil {
		q.t.Fatal(err)
	}
	return state
}

// quiet reports whether the terminal is set otherwise than at the start.
func (q *prompted) quiet() bool { return !reflect.DeepEqual(q.modes(), q.before) }

func (q *prompted) screen() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.seen
}

// sees waits until a text was drawn so many times.
func (q *prompted) sees(text string, times int) {
	q.t.Helper()
	awaits(q.t, text, func() bool { return strings.Count(q.screen(), text) >= times })
}

// asked waits for the n-th prompt for the passphrase, by which the terminal
// must show nothing that is typed, and types an answer.
func (q *prompted) asked(n int, answer string) {
	q.t.Helper()
	q.sees("Passphrase: ", n)
	if !q.quiet() {
		q.t.Error("there is a prompt while the terminal shows what is typed")
	}
	q.types(answer)
}

func (q *prompted) types(keys string) {
	q.t.Helper()
	if _, err := q.keys.WriteString(keys); err != nil {
		q.t.Fatal(err)
	}
}

// hangUp closes the terminal, as a window that is closed does.
func (q *prompted) hangUp() {
	q.t.Helper()
	if err := errors.Join(q.keys.Close(), q.tty.Close()); err != nil {
		q.t.Fatal(err)
	}
}

// ends waits for the program to end with a status, and with the terminal
// set as it was.
func (q *prompted) ends(status int) {
	q.t.Helper()
	select {
	case <-q.ended:
	case <-time.After(time.Minute):
		q.t.Fatalf("the program does not end; the terminal saw:\n%s", q.screen())
	}
	if got := q.cmd.ProcessState.ExitCode(); got != status {
		q.t.Errorf("the program ends with status %d (%v), want %d; the terminal saw:\n%s", got, q.cmd.ProcessState, status, q.screen())
	}
	if q.quiet() {
		q.t.Error("the terminal is not set as it was before")
	}
}

// awaits polls until something is so.
func awaits(t *testing.T, what string, so func() bool) {
	t.Helper()
	for late := time.Now().Add(time.Minute); !so(); {
		if time.Now().After(late) {
			t.Fatalf("waited in vain for %q", what)
		}
		<-time.After(2 * time.Millisecond)
	}
}

// TestPassphrasePrompt types at the prompt for the passphrase as people do.
func TestPassphrasePrompt(t *testing.T) {
	p := newLocked(t, built(t)).person
	t.Run("right", func(t *testing.T) {
		t.Parallel()
		q := p.prompted(t, "list")
		q.asked(1, rightWords+"\n")
		q.sees("The first.", 1)
		q.ends(0)
		for word := range strings.FieldsSeq(rightWords) {
			if strings.Contains(q.screen(), word) {
				t.Errorf("what is typed is shown:\n%s", q.screen())
			}
		}
	})
	t.Run("right after three wrong", func(t *testing.T) {
		t.Parallel()
		q := p.prompted(t, "list")
		for n := range 3 {
			q.asked(n+1, "guessed words, and wrong ones\n")
			q.sees("Caps Lock", n+1)
		}
		q.asked(4, rightWords+"\n")
		q.sees("The first.", 1)
		q.ends(0)
		if strings.Contains(q.screen(), "guessed") {
			t.Errorf("what is typed is shown:\n%s", q.screen())
		}
	})
	t.Run("right, typed ahead", func(t *testing.T) {
		t.Parallel()
		q := p.prompted(t, "list")
		q.asked(1, "guessed\x15caf\u00e9\x7f, and wrong ones\n")
		q.sees("Caps Lock", 1)
		awaits(t, "the echo to be off again", q.quiet)
		q.types("guessed \x15" + rightWords + "X\x7f\n")
		q.sees("The first.", 1)
		q.ends(0)
		if strings.Contains(q.screen(), "guessed") || strings.Contains(q.screen(), "velvet") {
			t.Errorf("what is typed is shown:\n%s", q.screen())
		}
	})
	t.Run("five wrong", func(t *testing.T) {
		t.Parallel()
		q := p.prompted(t, "list")
		for n := range 5 {
			q.asked(n+1, "guessed words, and wrong ones\n")
		}
		q.ends(3)
		if n := strings.Count(q.screen(), "Passphrase: "); n != 5 {
			t.Errorf("the passphrase is asked for %d times, want 5", n)
		}
	})
	t.Run("nothing", func(t *testing.T) {
		t.Parallel()
		q := p.prompted(t, "list")
		q.asked(1, "\n")
		q.ends(3)
	})
	for name, tt := range map[string]struct {
		typed  string
		signal os.Signal
		status int
	}{
		"Ctrl-C":               {"\x03", nil, 130},
		"Ctrl-C in a word":     {"velvet harb\x03", nil, 130},
		"Ctrl-D":               {"\x04", nil, 130},
		"SIGTERM":              {"", syscall.SIGTERM, 143},
		"SIGHUP":               {"", syscall.SIGHUP, 143},
		"Ctrl-C at the pause":  {"guessed words, and wrong ones\n", os.Interrupt, 130},
		"SIGTERM at the pause": {"guessed words, and wrong ones\n", syscall.SIGTERM, 143},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := p.prompted(t, "list")
			q.asked(1, tt.typed)
			if strings.HasSuffix(tt.typed, "\n") {
				q.sees("Caps Lock", 1)
			}
			if tt.signal != nil {
				if err := q.cmd.Process.Signal(tt.signal); err != nil {
					t.Fatal(err)
				}
			}
			q.ends(tt.status)
			if strings.Contains(q.screen(), "harb") || strings.Contains(q.screen(), "guessed") {
				t.Errorf("what is typed is shown:\n%s", q.screen())
			}
		})
	}
	for name, attached := range map[string]bool{"closed": true, "closed, and no signal": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := p.promptedBy(t, attached, "list")
			q.asked(1, "velvet harb")
			q.hangUp()
			select {
			case <-q.ended:
			case <-time.After(time.Minute):
				t.Fatal("the program waits at a terminal that was closed")
			}
			if q.cmd.ProcessState.Success() {
				t.Error("the program ends as if it had read")
			}
		})
	}
}

// TestSurvivesLocked checks that what is written while a journal is locked
// is filed once, whatever is killed in between.
func TestSurvivesLocked(t *testing.T) {
	binary := built(t)
	t.Run("killed", func(t *testing.T) { killedLocked(t, newLocked(t, binary), 20, 7) })
	t.Run("filed under a form", func(t *testing.T) { filedUnderForm(t, newLocked(t, binary)) })
}

// killedLocked kills what writes while locked and what files that, each at
// random moments. Every entry that was acknowledged must be there, once.
func killedLocked(t *testing.T, p locked, times int, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0))
	// Opening with the key that is kept leaves out the half second that the
	// passphrase takes, so that the moments fall into the filing.
	begun := time.Now()
	out, _ := p.runs(t, 0, "The next.\n", "add", "--json")
	writing := time.Since(begun)
	kept, cut := []string{acknowledged(out)}, 0
	begun = time.Now()
	p.kept.runs(t, 0, "", "verify")
	filing := time.Since(begun)
	moment := func(whole time.Duration) time.Duration { return time.Duration(random.Int64N(int64(whole) + 1)) }
	for range times {
		for range 2 {
			if id := acknowledged(killedAfter(t, p.person, moment(2*writing))); id != "" {
				kept = append(kept, id)
			}
		}
		if p.kept.cutOff(t, moment(filing), "", "verify") {
			cut++
		}
	}
	// So that some moments fall into an unlock with the passphrase, too.
	for range 2 {
		p.cutOff(t, moment(time.Second), rightWords+"\n", "list", "--passphrase-fd", "0")
	}
	count := p.kept.entryCount(t)
	for _, id := range kept {
		if count[id] != 1 {
			t.Errorf("%q was acknowledged and is there %d times", id, count[id])
		}
	}
	for id, n := range count {
		if n != 1 {
			t.Errorf("%q is there %d times", id, n)
		}
	}
	if extra, unheard := len(count)-len(kept)-1, 2*times+1-len(kept); extra > unheard { // one from before
		t.Errorf("%d entries were not acknowledged, but only %d writers were killed before they could", extra, unheard)
	}
	if len(kept) < 2 || cut == 0 {
		t.Errorf("the kills test nothing: %d were acknowledged, %d unlocks were cut off", len(kept), cut)
	}
	if out, _ := p.runs(t, 0, "", "--json"); !strings.Contains(out, `"written_while_locked": 0`) {
		t.Errorf("letters are left: %s", out)
	}
	t.Logf("%d of %d were acknowledged and %d entries are there; %d of %d unlocks were cut off", len(kept), 2*times+1, len(count)-1, cut, times)
	p.kept.runs(t, 0, "", "verify")
}

// cutOff kills a command a while after it began, and reports whether it had
// not ended by then.
func (p person) cutOff(t *testing.T, after time.Duration, in string, args ...string) bool {
	t.Helper()
	cmd := p.command(in, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	err := cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code > 0 {
		t.Errorf("%q ends with status %d: %v", args, code, err)
	}
	return err != nil
}

// entryCount is how often each entry is listed.
func (p person) entryCount(t *testing.T) map[string]int {
	t.Helper()
	out, _ := p.runs(t, 0, "", "list", "--limit", "0", "--json")
	var list struct{ Entries []struct{ ID string } }
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, e := range list.Entries {
		count[e.ID]++
	}
	return count
}

// filedUnderForm unlocks and files in one window while a form that was
// begun while locked is open in another. The form is finished later and
// becomes one entry, and no draft is left, whether or not its draft was kept
// once more.
func filedUnderForm(t *testing.T, p locked) {
	for i, more := range []string{"", " and a second half"} {
		q := p.prompted(t, "add", "--date", "today")
		q.sees("What would you like to keep?", 1)
		q.types("the first half")
		q.sees("draft kept", 1)
		if _, talk := p.kept.runs(t, 0, "", "list"); !strings.Contains(talk, "1 draft") {
			t.Errorf("the draft of the open form is not filed: %q", talk)
		}
		if more != "" {
			before := q.letters(p)
			q.types(more)
			awaits(t, "the draft to be kept again", func() bool { return q.letters(p) > before })
		}
		q.types("\x04")
		q.sees("Kept as", 1)
		q.ends(0)
		p.kept.runs(t, 0, "", "list")
		if out, _ := p.kept.runs(t, 0, "", "drafts", "--json"); strings.Contains(out, `"flow"`) {
			t.Errorf("a draft is left: %s", out)
		}
		if n := len(p.kept.entryCount(t)); n != i+2 {
			t.Errorf("%d entries are there, want %d", n, i+2)
		}
		want := "the first half" + more
		if out, _ := p.kept.runs(t, 0, "", "show", "last"); !strings.Contains(out, want) {
			t.Errorf("the entry holds %q, want %q", out, want)
		}
		p.kept.runs(t, 0, "", "verify")
	}
}

// letters is how many letters wait.
func (q *prompted) letters(p locked) int {
	q.t.Helper()
	out, _ := p.runs(q.t, 0, "", "--json")
	var status struct {
		Letters int `json:"written_while_locked"`
	}
	if err := json.Unmarshal([]byte(out), &status); err != nil {
		q.t.Fatal(err)
	}
	return status.Letters
}
