//go:build unix

package cli_test

import (
	"database/sql"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// filled makes a journal of n entries in dir and returns its path.
func filled(t *testing.T, dir string, n int) string {
	t.Helper()
	p := vault.Place{Journal: filepath.Join(dir, "journal.db"), Keys: filepath.Join(dir, "config", "keys")}
	v, err := vault.Create(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	for n > 0 {
		var batch []journal.Thing
		for range min(n, 500) {
			e := &journal.Entry{EntryHead: journal.EntryHead{Written: journal.StampOf(now(), ""), Shift: "2026-11-23", Kind: journal.Note, Visibility: journal.JustMe}}
			e.Answers = []journal.Answer{{Text: strings.Repeat("A calm handover. ", 60)}}
			batch = append(batch, e)
		}
		n -= len(batch)
		if err := v.Save(t.Context(), journal.StampOf(now(), ""), batch...); err != nil {
			t.Fatal(err)
		}
	}
	return p.Journal
}

// TestImportKilled kills import at any moment: all of the archive is there
// afterwards, or none of it, and the next import makes it whole.
func TestImportKilled(t *testing.T) {
	binary, dir := built(t), t.TempDir()
	const entries, times = 500, 8
	path := filled(t, dir, entries)
	archive := filepath.Join(dir, "archive.json")
	newPerson(t, binary, "AFTERWORD_CONFIG_DIR="+filepath.Join(dir, "config")).runs(t, 0, "", "archive", "--journal", path, "--plain-json", "--out", archive)
	random := rand.New(rand.NewPCG(3, 0))
	whole := 2 * time.Second
	none, all := 0, 0
	for i := range times {
		p := newPerson(t, binary)
		p.runs(t, 0, "The first.\n", "add")
		if i == 0 {
			begun := time.Now()
			newPerson(t, binary).runs(t, 0, "", "import", archive, "--yes")
			whole = time.Since(begun)
		}
		cmd := p.command("", "import", archive, "--yes")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(time.Duration(random.Int64N(int64(whole)*5/4)), func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // that it was killed is what this is about
		kill.Stop()
		switch n := len(p.ids(t)); n {
		case 1:
			none++
		case 1 + entries:
			all++
		default:
			t.Fatalf("after a kill there are %d entries, want 1 or %d", n, 1+entries)
		}
		p.runs(t, 0, "", "verify")
		p.runs(t, 0, "", "import", archive, "--yes")
		if n := len(p.ids(t)); n != 1+entries {
			t.Fatalf("after importing again there are %d entries, want %d", n, 1+entries)
		}
	}
	t.Logf("%d times nothing was there, %d times everything", none, all)
}

// TestImportCutOff kills import while it waits in the middle of the archive,
// with half of it taken in and not committed.
func TestImportCutOff(t *testing.T) {
	binary, dir := built(t), t.TempDir()
	path := filled(t, dir, 3000)
	archive := filepath.Join(dir, "archive.json")
	newPerson(t, binary, "AFTERWORD_CONFIG_DIR="+filepath.Join(dir, "config")).runs(t, 0, "", "archive", "--journal", path, "--plain-json", "--out", archive)
	text, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	p := newPerson(t, binary)
	p.runs(t, 0, "The first.\n", "add")
	cmd := exec.Command(binary, "import", "-", "--yes")
	cmd.Env = p.env
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// The pipe holds far less than half, so most of it was taken in.
	if _, err := in.Write(text[:len(text)/2]); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if n := len(p.ids(t)); n != 1 {
		t.Errorf("after a kill in the middle there are %d entries, want 1", n)
	}
	p.runs(t, 0, "", "verify")
}

// TestArchiveWithDamage: a thing with a damaged record is left out whole,
// everything else is there, and the status says so.
func TestArchiveWithDamage(t *testing.T) {
	binary, dir := built(t), t.TempDir()
	path := filled(t, dir, 20)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`update body set sealed = zeroblob(length(sealed)) where seq in (7, 11)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	p := newPerson(t, binary, "AFTERWORD_CONFIG_DIR="+filepath.Join(dir, "config"), "AFTERWORD_JOURNAL="+path)
	out := filepath.Join(dir, "archive.json")
	_, talk := p.runs(t, 5, "", "archive", "--plain-json", "--out", out)
	if !strings.Contains(talk, "2 records left out") {
		t.Errorf("it said %s", talk)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var archive struct {
		Things  []json.RawMessage
		Damaged int
	}
	if err := json.Unmarshal(text, &archive); err != nil || len(archive.Things) != 18 || archive.Damaged != 2 {
		t.Errorf("%d things, %d damaged: %v", len(archive.Things), archive.Damaged, err)
	}
	piped, talk := p.runs(t, 5, "", "archive", "--plain-json", "--out", "-")
	if json.Valid([]byte(piped)) || !strings.Contains(talk, "cut short") {
		t.Errorf("to standard output %d bytes went, and it said %s", len(piped), talk)
	}
	other := newPerson(t, binary)
	other.runs(t, 0, "", "import", out, "--yes")
	if n := len(other.ids(t)); n != 18 {
		t.Errorf("%d entries were imported, want 18", n)
	}
}
