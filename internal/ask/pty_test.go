//go:build unix

package ask

import (
	"bytes"
	"context"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// patience is how long a test waits for the screen before it fails.
const patience = 20 * time.Second

// session is a form on a real terminal, with a person at it.
type session struct {
	t       *testing.T
	keys    *os.File
	tty     *os.File
	screen  vt10x.Terminal
	drawn   chan struct{}
	mu      sync.Mutex
	raw     bytes.Buffer
	ctx     context.Context
	cancel  context.CancelFunc
	ended   chan struct{}
	result  Result
	outcome Outcome
	err     error
	columns int
	rows    int
}

// sitDown opens a terminal and asks the form on it.
func sitDown(t *testing.T, columns, rows int, f Form, s Screen) *session {
	t.Helper()
	return sitDownWith(t, columns, rows, func(f Form, s Screen, p *session) { p.result, p.err = Full(p.ctx, f, s) }, f, s)
}

// sitDownWith is sitDown for anything that is asked on a terminal.
func sitDownWith(t *testing.T, columns, rows int, ask func(Form, Screen, *session), f Form, s Screen) *session {
	t.Helper()
	keys, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	p := &session{t: t, keys: keys, tty: tty, columns: columns, rows: rows, drawn: make(chan struct{}, 1), ended: make(chan struct{})}
	p.screen = vt10x.New(vt10x.WithWriter(keys), vt10x.WithSize(columns, rows))
	if err := pty.Setsize(keys, &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)}); err != nil {
		t.Fatal(err)
	}
	go p.watch()
	ctx, cancel := context.WithCancel(t.Context())
	p.ctx, p.cancel = ctx, cancel
	s.In, s.Out = tty, tty
	go func() {
		defer close(p.ended)
		ask(f, s, p)
	}()
	t.Cleanup(func() {
		cancel()
		<-p.ended
		tty.Close()
		keys.Close()
	})
	// Before this the terminal still echoes and turns CR into LF.
	p.until("the first screen", func(rows []string) bool { return rows[len(rows)-1] != "" })
	return p
}

// watch feeds what is drawn to the screen and to the raw record.
func (p *session) watch() {
	buf := make([]byte, 1<<16)
	for {
		n, err := p.keys.Read(buf)
		p.mu.Lock()
		p.raw.Write(buf[:n])
		p.mu.Unlock()
		p.screen.Write(buf[:n])
		select {
		case p.drawn <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// until waits for the screen to satisfy a condition.
func (p *session) until(what string, ok func(rows []string) bool) {
	p.t.Helper()
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		if ok(p.lines()) {
			return
		}
		select {
		case <-p.drawn:
		case <-late.C:
			p.t.Fatalf("waited in vain for %s; the screen is:\n%s", what, strings.Join(p.lines(), "\n"))
		}
	}
}

// sees waits for a text on the screen.
func (p *session) sees(text string) {
	p.t.Helper()
	p.until(text, func(rows []string) bool { return strings.Contains(strings.Join(rows, "\n"), text) })
}

// lines are the rows of the screen without trailing blanks.
func (p *session) lines() []string {
	rows := strings.Split(strings.TrimSuffix(p.screen.String(), "\n"), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return rows
}

// record is every byte that was sent to the terminal.
func (p *session) record() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.raw.String()
}

// types sends keys.
func (p *session) types(keys string) {
	p.t.Helper()
	if _, err := p.keys.WriteString(keys); err != nil {
		p.t.Fatal(err)
	}
}

// resize changes the size of the terminal and says so, as a window does.
func (p *session) resize(columns, rows int) {
	p.t.Helper()
	p.columns, p.rows = columns, rows
	p.screen.Resize(columns, rows)
	if err := pty.Setsize(p.keys, &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)}); err != nil {
		p.t.Fatal(err)
	}
	if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil {
		p.t.Fatal(err)
	}
}

// leaves waits for the form to end and returns what came of it.
func (p *session) leaves() Result {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.t.Fatalf("the form did not end; the screen is:\n%s", strings.Join(p.lines(), "\n"))
	}
	if p.err != nil {
		p.t.Fatal(p.err)
	}
	return p.result
}

// Keys as a terminal sends them.
const (
	tab       = "\t"
	shiftTab  = "\x1b[Z"
	escape    = "\x1b"
	enter     = "\r"
	ctrlC     = "\x03"
	ctrlD     = "\x04"
	ctrlE     = "\x05"
	ctrlR     = "\x12"
	f1        = "\x1bOP"
	down      = "\x1b[B"
	backspace = "\x7f"
)

// pasted is a text as a terminal pastes it.
func pasted(text string) string { return "\x1b[200~" + text + "\x1b[201~" }
