package cli_test

import (
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// unread is how much of what was typed the terminal holds for whoever reads
// next.
func (q *prompted) unread() int {
	q.t.Helper()
	n, err := unix.IoctlGetInt(int(q.tty.Fd()), unix.TIOCINQ)
	if err != nil {
		q.t.Fatal(err)
	}
	return n
}

// signal sends a signal to the program.
func (q *prompted) signal(s syscall.Signal) {
	q.t.Helper()
	if err := q.cmd.Process.Signal(s); err != nil {
		q.t.Fatal(err)
	}
}

// TestPassphraseCutOff ends the program in the middle of a passphrase.
func TestPassphraseCutOff(t *testing.T) {
	p := newLocked(t, built(t)).person
	for s, status := range map[syscall.Signal]int{syscall.SIGTERM: 143, syscall.SIGHUP: 143, syscall.SIGINT: 130} {
		t.Run(unix.SignalName(s), func(t *testing.T) {
			t.Parallel()
			p.cutInWord(t, s, status)
		})
	}
}

// cutInWord begins a passphrase and ends the program by a signal. The program
// stands still while the word is typed, so that the terminal has all of it
// before the end, and none was read.
func (p person) cutInWord(t *testing.T, by syscall.Signal, status int) {
	t.Helper()
	word := strings.Repeat("velvet harb", 300) // more than is read before the end
	q := p.prompted(t, "list")
	q.asked(1, "")
	q.signal(syscall.SIGSTOP)
	var ws syscall.WaitStatus
	if _, err := syscall.Wait4(q.cmd.Process.Pid, &ws, syscall.WUNTRACED, nil); err != nil || !ws.Stopped() {
		t.Fatalf("the program does not stand still: %v, %#x", err, ws)
	}
	q.types(word)
	awaits(t, "the terminal to have the word", func() bool { return q.unread() == len(word) })
	q.signal(by)
	q.signal(syscall.SIGCONT)
	q.ends(status)
	if strings.Contains(q.screen(), "harb") {
		t.Errorf("what is typed is shown:\n%s", q.screen())
	}
	if n := q.unread(); n != 0 {
		t.Errorf("%d bytes of what was typed are left for whoever reads next", n)
	}
}
