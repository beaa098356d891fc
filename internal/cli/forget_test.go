//go:build unix

package cli_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// TestForgets types a word, replaces it, forgets it, and looks for it: in
// every file, in every revision, in history, in an archive. A backup made
// before still has it, sealed, which is what forget says.
func TestForgets(t *testing.T) {
	h := newHouse(t, built(t))
	h.runs(t, 0, marker+" began it.\nAnd more.", "add", "--tag", marker)
	h.runs(t, 0, "With heron-3.", "edit", "last", "--answer", "1")
	h.runs(t, 0, "", "edit", "last", "--tag", "calm")
	h.runs(t, 0, marker+"\n", "words", "allow", "--entry", "last")
	h.runs(t, 130, "half "+marker+"\n", "--accessible", "edit", "last")
	h.runs(t, 0, "", "backup")
	if out, _ := h.runs(t, 0, "", "show", "last", "--revision", "1"); !strings.Contains(out, marker) {
		t.Fatalf("the word is not where this test puts it: %s", out)
	}
	_, talk := h.runs(t, 0, "", "forget", "last", "--yes")
	if talk = strings.Join(strings.Fields(talk), " "); !strings.Contains(talk, "3 earlier revisions, 1 unfinished edit, 1 allowed word") &&
		!strings.Contains(talk, "2 earlier revisions, 1 unfinished edit, 1 allowed word") || !strings.Contains(talk, "Backups of this journal are in") {
		t.Errorf("forget says %s", talk)
	}
	h.runs(t, 0, "", "verify")
	h.clear(t, "after forgetting")
	h.runs(t, 0, "", "archive", "--out", "journal.json", "--plain-json")
	for _, args := range [][]string{{"history", "last", "--json"}, {"search", marker}, {"list", "--json"}, {"drafts", "--json"}, {"words", "list"}, {"show", "last"}} {
		if out, _ := h.runs(t, 0, "", args...); strings.Contains(out, marker) {
			t.Errorf("%q prints the word", args)
		}
	}
	if found, read := with(t, h.outside); len(found) > 0 || read != 1 {
		t.Errorf("of %d files outside, which is the archive, %d hold the word", read, len(found))
	}
	if all := h.opened(t, filepath.Join(h.home, "data", "afterword", "journal.db")); strings.Contains(all, marker) {
		t.Errorf("the journal opens to the word: %.300s", all)
	}
	copies, err := filepath.Glob(filepath.Join(h.home, "data", "afterword", "backups", "*.db"))
	if err != nil || len(copies) != 1 {
		t.Fatalf("%d backups, %v", len(copies), err)
	}
	if all := h.opened(t, copies[0]); !strings.Contains(all, marker) {
		t.Error("the backup from before does not open to the word, and so the journal above may not be looked at well")
	}
}

// opened is everything that a journal opens to: every revision of every
// thing, and every draft.
func (h house) opened(t *testing.T, path string) string {
	t.Helper()
	ctx := context.Background()
	v, err := vault.Open(ctx, vault.Place{Journal: path, Keys: filepath.Join(h.home, "config", "afterword", "keys")})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	var all strings.Builder
	note := func(content any) error {
		b, err := json.Marshal(content)
		all.Write(b)
		return err
	}
	if _, err := v.Carry(ctx, nil, func(one *journal.Carried) error { return note(one.Content) }); err != nil {
		t.Fatal(err)
	}
	drafts, _, err := v.Drafts(ctx)
	if err == nil {
		err = note(drafts)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// TestForgetKilled kills forget at any moment: the old wording is there as
// it was, or it is gone and the chain says so.
func TestForgetKilled(t *testing.T) {
	binary := built(t)
	random := rand.New(rand.NewPCG(4, 0))
	long := strings.Repeat("A long and calm hour. ", 20_000)
	whole := 2 * time.Second
	was, gone := 0, 0
	for i := range 10 {
		p := newPerson(t, binary)
		p.runs(t, 0, marker+" "+long, "add")
		p.runs(t, 0, "heron-3 "+long, "edit", "last", "--answer", "1")
		if i == 0 {
			begun := time.Now()
			p.runs(t, 0, "", "forget", "last", "--yes")
			whole = time.Since(begun)
			continue
		}
		cmd := p.command("", "forget", "last", "--yes")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(time.Duration(random.Int64N(int64(whole)*5/4)), func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // that it was killed is what this is about
		kill.Stop()
		p.runs(t, 0, "", "verify")
		if out, _ := p.runs(t, 0, "", "show", "last"); !strings.Contains(out, "heron-3") {
			t.Fatal("what the entry says now is not whole")
		}
		out, _ := p.runs(t, 0, "", "history", "last", "--json")
		if strings.Contains(out, string(journal.Forgotten)) {
			p.runs(t, 4, "", "show", "last", "--revision", "1")
			gone++
		} else {
			p.runs(t, 0, "", "show", "last", "--revision", "1")
			was++
		}
		p.runs(t, 0, "", "forget", "last", "--yes")
		p.runs(t, 4, "", "show", "last", "--revision", "1")
	}
	t.Logf("%d times the old wording was there, %d times it was gone", was, gone)
}
