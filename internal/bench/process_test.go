package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"afterword/internal/seal"
	"afterword/internal/vault"
)

// BenchmarkProcess measures whole programs, from start to exit. Every run of
// Afterword stands beside one of an empty Go program, so that the ratio of
// their shortest runs, x-empty, means the same on a slow machine and a busy
// one. With the sqlite3 shell installed, the same entries in a plain table
// are measured too.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	afterword := build(b, dir, "afterword", "../../cmd/afterword")
	empty := exec.Command(build(b, dir, "empty", "./testdata/empty"))
	stretch := exec.Command(build(b, dir, "stretch", "./testdata/stretch"))
	for _, n := range sizes() {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			v, p := journalOf(b, n)
			if shell, err := exec.LookPath("sqlite3"); err == nil {
				benchPlain(b, shell, plainTable(b, shell, v), n, empty)
			}
			if err := v.Close(); err != nil {
				b.Fatal(err)
			}
			run := func(name, in string, args ...string) {
				b.Run("afterword/"+name, func(b *testing.B) { beside(b, empty, in, ours(b, p, afterword, args...)) })
			}
			run("version", "", "version")
			run("home", "")
			run("list-10", "", "list", "--limit", "10")
			run("search", "", "search", RareWord, "--limit", "0")
			run("insights", "", "insights", "--since", "2020-01-01")
			run("insights-words", "", "insights", "--since", "2020-01-01", "--words")
			run("read-all", "", "search", "--limit", "0", "--json", "--", "-zebra")
			run("verify", "", "verify")
			run("archive", "", "archive", "--plain-json", "--out", "-")
			run("add", "A calm handover.\n", "add", "--goal", "support")
			phrase := lockUp(b, p)
			run("unlock-list-10", "", "list", "--limit", "10", "--passphrase-command", "cat "+phrase)
			b.Run("stretch", func(b *testing.B) { beside(b, empty, "", stretch) }) // what of unlocking is meant to take long
			run("add-while-locked", "A calm handover.\n", "add", "--goal", "support")
		})
	}
}

// lockUp gives the journal at p a passphrase at the least cost and returns
// the file that holds it.
func lockUp(b *testing.B, p vault.Place) string {
	b.Helper()
	const text = "tidal lantern copper orchard mild ferry"
	l, err := vault.Reach(b.Context(), p)
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	err = l.Change(b.Context(), vault.KeyFile(), vault.Change{Add: []vault.Key{vault.Passphrase(text)}, Cost: seal.Floor(), Remove: []seal.SlotKind{seal.SlotKeyFile}})
	if err != nil {
		b.Fatal(err)
	}
	file := filepath.Join(b.TempDir(), "phrase")
	if err := os.WriteFile(file, []byte(text+"\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	return file
}

// build builds a program as it is released.
func build(b *testing.B, dir, name, pkg string) string {
	b.Helper()
	binary := filepath.Join(dir, name+".exe")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, pkg)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("building %s: %v\n%s", pkg, err, out)
	}
	return binary
}

// ours is a command of Afterword on the journal at p.
func ours(b *testing.B, p vault.Place, binary string, args ...string) *exec.Cmd {
	b.Helper()
	home := b.TempDir()
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), "HOME="+home, "AFTERWORD_JOURNAL="+p.Journal,
		"AFTERWORD_CONFIG_DIR="+filepath.Dir(p.Keys), "XDG_RUNTIME_DIR="+home)
	return cmd
}

// beside runs a command and an empty program in turn and reports the
// shortest run of the first in milliseconds, also as a ratio to the other's,
// and the least processor time, which other programs disturb less.
func beside(b *testing.B, empty *exec.Cmd, in string, cmd *exec.Cmd) {
	b.Helper()
	least, leastEmpty, leastBusy := time.Hour, time.Hour, time.Hour
	for b.Loop() {
		wall, busy := timed(b, cmd, in)
		least, leastBusy = min(least, wall), min(leastBusy, busy)
		wall, _ = timed(b, empty, "")
		leastEmpty = min(leastEmpty, wall)
	}
	b.ReportMetric(0, "ns/op") // the time of both together says nothing
	b.ReportMetric(float64(least.Microseconds())/1000, "min-ms")
	b.ReportMetric(float64(leastBusy.Microseconds())/1000, "cpu-ms")
	b.ReportMetric(float64(least)/float64(leastEmpty), "x-empty")
}

// timed runs a copy of a command that must succeed, with its output thrown
// away, and returns how long it took by the clock and of the processor. The kernel's figure of peak memory is
// not reported: on Linux it begins with that of the program that starts it.
func timed(b *testing.B, like *exec.Cmd, in string) (wall, busy time.Duration) {
	b.Helper()
	cmd := exec.Command(like.Path, like.Args[1:]...)
	cmd.Env, cmd.Stdin = like.Env, strings.NewReader(in)
	var talk strings.Builder
	cmd.Stderr = &talk
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%v: %v\n%s", like.Args, err, talk.String())
	}
	wall = time.Since(start)
	return wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// plainTable writes the entries of v into a plain SQLite table.
func plainTable(b *testing.B, shell string, v *vault.Vault) string {
	b.Helper()
	var sql strings.Builder
	sql.WriteString("create table entry (seq integer primary key, id text unique, shift text, kind text, goals text, tags text, gist text, text text);\nbegin;\n")
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
	entries := readAll(b, v)
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i]
		var text []string
		for _, a := range e.Answers {
			text = append(text, a.Question+"\n"+a.Text)
		}
		fmt.Fprintf(&sql, "insert into entry values (null, %s, %s, %s, %s, %s, %s, %s);\n", quote(e.ID.String()), quote(string(e.Shift)),
			quote(string(e.Kind)), quote(fmt.Sprint(e.Goals)), quote(fmt.Sprint(e.Tags)), quote(e.Gist), quote(strings.Join(text, "\n\n")))
	}
	sql.WriteString("commit;\n")
	file := filepath.Join(b.TempDir(), "plain.db")
	cmd := exec.Command(shell, file)
	cmd.Stdin = strings.NewReader(sql.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("filling the plain table: %v\n%s", err, out)
	}
	return file
}

// benchPlain measures the sqlite3 shell on the plain table.
func benchPlain(b *testing.B, shell, file string, n int, empty *exec.Cmd) {
	info, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	run := func(name string, args ...string) {
		b.Run("sqlite3/"+name, func(b *testing.B) {
			beside(b, empty, "", exec.Command(shell, args...))
			b.ReportMetric(float64(info.Size())/float64(n), "file-B/entry")
		})
	}
	run("list-10", file, "select id, shift, kind, goals, gist from entry order by seq desc limit 10")
	run("search", file, "select id, shift, kind, goals, gist from entry where text like '%"+RareWord+"%' order by seq desc")
	run("read-all", "-json", file, "select id, shift, kind, goals, tags, gist from entry where text not like '%zebra%' order by seq desc")
	run("add", file, "pragma synchronous=extra; insert into entry (shift, kind, text) values ('2026-11-22', 'note', 'A calm handover.')")
}
