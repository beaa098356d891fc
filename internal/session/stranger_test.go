//go:build linux || darwin || freebsd

package session

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// nobody is a user without rights.
const nobody = 65534

// asStranger is the first argument with which this test looks, as another
// user, for a key that is none of theirs.
const asStranger = "look-as-a-stranger"

// stranger says how far another user comes: to the directory, and over
// the socket.
func stranger(dir, socket string) {
	conn, err := os.OpenFile(dir, os.O_RDONLY, 0)
	conn.Close()
	fmt.Println("directory:", err == nil)
	fd, err := newSocket()
	if err != nil {
		fmt.Println(err)
		return
	}
	file := os.NewFile(uintptr(fd), socket)
	defer file.Close()
	if err := unix.Connect(fd, &unix.SockaddrUnix{Name: socket}); err != nil {
		fmt.Println("socket: no")
		return
	}
	_, _ = file.Write([]byte{askSlot})
	answer := make([]byte, mostSlot)
	n, _ := file.Read(answer)
	_, ask := agent{socket: socket}.ask(context.Background(), askSlot)
	fmt.Printf("socket: yes, %d bytes; ours: %t\n", n, ask == nil)
}

// Another user is kept off by the modes, and where these are opened, by
// the agent itself; nor would our own program take a key from them.
func TestStranger(t *testing.T) {
	if me := uint32(os.Geteuid()); !self(me) || self(me+1) || self(^uint32(0)) {
		t.Error("a stranger is taken for the user, or the user for a stranger")
	}
	if os.Geteuid() != 0 {
		t.Log("only the superuser can be somebody else: asked no agent as another user")
		return
	}
	p := place(t)
	journal, key := onlyAgent(t, p, time.Hour)
	socket := newAgent(p, journal).socket
	if got := lookAs(t, p, nobody, socket); got != "directory: false\nsocket: no\n" {
		t.Errorf("closed, another user got\n%s", got)
	}
	must(t, os.Chmod(p.Dir, 0o755), os.Chmod(socket, 0o666))
	if got := lookAs(t, p, nobody, socket); got != "directory: true\nsocket: yes, 0 bytes; ours: false\n" {
		t.Errorf("opened, another user got\n%s", got)
	}
	must(t, os.Chmod(p.Dir, 0o700))
	kept(t, p, journal, key)
}

// lookAs runs this test as a stranger.
func lookAs(t *testing.T, p Place, uid uint32, socket string) string {
	t.Helper()
	c := exec.Command(copied(t, filepath.Dir(p.Dir)), asStranger, p.Dir, socket)
	c.Dir = "/"
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: uid}}
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// copied puts this program where other users can run it.
func copied(t *testing.T, parent string) string {
	t.Helper()
	b, err := os.ReadFile(program(t))
	path := filepath.Join(parent, "program")
	must(t, err, os.WriteFile(path, b, 0o755), os.Chmod(path, 0o755), os.Chmod(parent, 0o755))
	return path
}
