package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterword/internal/cli"
)

// backsUp runs a command of backups in h as at a moment, and reads its
// JSON into out.
func (h home) backsUp(t *testing.T, at time.Time, out any, args ...string) {
	t.Helper()
	var data, talk bytes.Buffer
	env := h.env(h.dir, strings.NewReader(""), false)
	env.Out, env.Err, env.Now = &data, &talk, func() time.Time { return at }
	if got := cli.Main(env, append(args, "--json")); got != cli.StatusDone {
		t.Fatalf("%q exits %d: %s", args, got, talk.String())
	}
	if err := json.Unmarshal(data.Bytes(), out); err != nil {
		t.Fatalf("%q: %v in %s", args, err, data.String())
	}
}

// made is what backup prints.
type made struct {
	Path    string
	Removed []string
}

// names are the files in a folder, in order.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// TestRotation makes two backups a day for ten weeks, and leaves the
// newest of each of seven days and of four weeks.
func TestRotation(t *testing.T) {
	h := seed(t)
	dir := filepath.Join(h.dir, "stick")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	end := time.Date(2026, 11, 25, 21, 0, 0, 0, time.UTC) // a Wednesday
	var first made
	h.backsUp(t, end.AddDate(0, 0, -70), &first, "backup", "--to", dir)
	prefix, _, _ := strings.Cut(filepath.Base(first.Path), "2026-")
	sealed, err := os.ReadFile(first.Path)
	if err != nil {
		t.Fatal(err)
	}
	// Names that only look alike are nobody's to remove.
	others := []string{
		prefix + "2026-01-01T080000.db.old", prefix + "2026-01-01T080000-before-restore.db", prefix + "2026-13-01T080000.db",
		"afterword-zzzzzzzz-2026-01-01T080000.db", "my " + prefix + "2026-01-01T080000.db", prefix + "2026-01-01T080000-x.db", "notes.txt",
	}
	for _, name := range others {
		if err := os.WriteFile(filepath.Join(dir, name), sealed, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for day := -69; day < 0; day++ {
		for _, hour := range []int{-9, 0} {
			path := filepath.Join(dir, prefix+end.AddDate(0, 0, day).Add(time.Duration(hour)*time.Hour).Format("2006-01-02T150405")+".db")
			if err := os.WriteFile(path, sealed, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	before := names(t, dir)
	var would, did made
	h.backsUp(t, end, &would, "backup", "--to", dir, "--dry-run")
	if got := names(t, dir); !slices.Equal(got, before) {
		t.Errorf("a dry run left %v", got)
	}
	h.backsUp(t, end, &did, "backup", "--to", dir)
	if would.Path != did.Path || !slices.Equal(would.Removed, did.Removed) {
		t.Errorf("would be %+v, was %+v", would, did)
	}
	var want []string
	for _, day := range []string{
		"2026-11-25", "2026-11-24", "2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19",
		"2026-11-15", "2026-11-08", // Sundays; the last two weeks are among the days
	} {
		want = append(want, prefix+day+"T210000.db")
	}
	want = append(want, others...)
	slices.Sort(want)
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("left:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	// A clock that was wrong for a while: what was just made stays.
	var late made
	h.backsUp(t, end.AddDate(-1, 0, 0), &late, "backup", "--to", dir)
	if _, err := os.Stat(late.Path); err != nil {
		t.Errorf("the new backup is gone: %v", err)
	}
}

// TestLeavings: what a backup that was cut off left is cleared after a day,
// and is never listed as a backup.
func TestLeavings(t *testing.T) {
	h := seed(t)
	dir := filepath.Join(h.dir, "data", "backups")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, age := range map[string]time.Duration{".afterword-1.part": 25 * time.Hour, ".afterword-1.part-journal": 25 * time.Hour, ".afterword-2.part": time.Hour, ".mine.part": 99 * time.Hour} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now().Add(-age), now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	var b made
	h.backsUp(t, now(), &b, "backup")
	if got, want := names(t, dir), []string{".afterword-2.part", ".mine.part", filepath.Base(b.Path)}; !slices.Equal(got, want) {
		t.Errorf("left %v, want %v", got, want)
	}
	var list struct{ Backups []struct{ Path string } }
	h.backsUp(t, now(), &list, "backup", "--list")
	if len(list.Backups) != 1 || list.Backups[0].Path != b.Path {
		t.Errorf("listed %+v", list)
	}
}

// TestNotes: the note of where backups went is a help and never in the
// way.
func TestNotes(t *testing.T) {
	h := seed(t)
	stick := filepath.Join(h.dir, "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	var b made
	h.backsUp(t, now(), &b, "backup", "--to", stick)
	notes, err := filepath.Glob(filepath.Join(h.dir, "state", "*.backups"))
	if err != nil || len(notes) != 1 {
		t.Fatalf("notes %v, %v", notes, err)
	}
	list := func() (paths []string) {
		var l struct{ Backups []struct{ Path string } }
		h.backsUp(t, now(), &l, "backup", "--list")
		for _, one := range l.Backups {
			paths = append(paths, one.Path)
		}
		return paths
	}
	text, err := os.ReadFile(notes[0])
	if err != nil {
		t.Fatal(err)
	}
	garbled := "\x00\x1b\nno time at all\n2026-11-23T20:15:00Z relative.db\n" + string(text) + "2026-11-23T20:15:00Z " + filepath.Join(stick, "gone.db") + "\n2026-11-2"
	if err := os.WriteFile(notes[0], []byte(garbled), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := list(); !slices.Equal(got, []string{b.Path}) {
		t.Errorf("listed %v", got)
	}
	for range 51 {
		h.backsUp(t, now(), &b, "backup", "--to", stick, "--keep-all")
	}
	if got := list(); len(got) != 50 || got[0] != b.Path {
		t.Errorf("%d listed, the first %v", len(got), got[0])
	}
	// A disk that is not plugged in is said to be that; its backup counts.
	if err := os.Rename(stick, stick+"-unplugged"); err != nil {
		t.Fatal(err)
	}
	if got := list(); len(got) != 50 {
		t.Errorf("%d listed", len(got))
	}
	if err := os.Remove(notes[0]); err != nil {
		t.Fatal(err)
	}
	if got := list(); len(got) != 0 {
		t.Errorf("listed %v", got)
	}
}
